package score

import (
	"cmp"
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/feature"
	"github.com/factwire/factwire/extractors/model"
)

// Reason is a feature with what it added to the log-odds of the class told over the runner-up.
type Reason struct {
	Feature string
	Weight  float64
}

// Choice is how a model decided: the class, the runner-up, the probability of both, and the features that weighed most on
// either side, the heaviest first.
type Choice struct {
	Class, Second string
	P, PSecond    float64
	For, Against  []Reason
}

// maxReasons is how many features of either side are shown.
const maxReasons = 5

// WhyKind explains the kind that token i of a sentence was given.
func (m *Models) WhyKind(v *feature.View, i int) Choice {
	sink := feature.Sink{Named: true}
	sink.Trigger(v, i)
	return why(m.trigger, &sink)
}

// WhyStatus explains the status of the event of a kind at token i.
func (m *Models) WhyStatus(v *feature.View, kind string, i int, judged string) Choice {
	sink := feature.Sink{Named: true}
	sink.Status(v, kind, i, judged)
	return why(m.status, &sink)
}

// WhyFact explains the score of a proposed fact as a whole: the figures that weighed most on either side, the heaviest first.
func (m *Models) WhyFact(v *feature.View, f *feature.Fact) (favour, against []Reason) {
	w, figures := m.bundle.Vectors[Fact+f.Kind], f.Figures(v)
	if len(w) != len(figures) {
		return nil, nil
	}
	add := func(name string, z float64) {
		if z > 0 {
			favour = append(favour, Reason{name, z})
		} else if z < 0 {
			against = append(against, Reason{name, z})
		}
	}
	for i, x := range figures {
		add(feature.FactNames[i], w[i]*x)
	}
	add("figures together", m.Corrected(factwire.Kind(f.Kind), figures))
	return heaviest(favour), heaviest(against)
}

// heaviest returns the features that weigh most, each once.
func heaviest(all []Reason) []Reason {
	slices.SortFunc(all, func(a, b Reason) int {
		return cmp.Or(cmp.Compare(max(b.Weight, -b.Weight), max(a.Weight, -a.Weight)), cmp.Compare(a.Feature, b.Feature))
	})
	all = slices.CompactFunc(all, func(a, b Reason) bool { return a.Feature == b.Feature })
	return all[:min(len(all), maxReasons)]
}

func why(l *model.Linear, sink *feature.Sink) Choice {
	p := model.Softmax(l.Score(sink.IDs, nil), nil)
	best, second := 0, 1
	if p[1] > p[0] {
		best, second = 1, 0
	}
	for c := 2; c < len(p); c++ {
		switch {
		case p[c] > p[best]:
			best, second = c, best
		case p[c] > p[second]:
			second = c
		}
	}
	out := Choice{Class: l.Classes[best], Second: l.Classes[second], P: p[best], PSecond: p[second]}
	for k, id := range sink.IDs {
		w := l.Of(id)
		if w == nil {
			continue
		}
		r := Reason{sink.Names[k], float64(int(w[best])-int(w[second])) / model.Scale}
		if r.Weight > 0 {
			out.For = append(out.For, r)
		} else if r.Weight < 0 {
			out.Against = append(out.Against, r)
		}
	}
	out.For, out.Against = heaviest(out.For), heaviest(out.Against)
	return out
}
