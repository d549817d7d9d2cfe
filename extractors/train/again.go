package train

import (
	"errors"
	"fmt"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors"
	"github.com/factwire/factwire/extractors/model"
	"github.com/factwire/factwire/extractors/score"
)

// Labelled is an article with the facts that somebody who knows asks for.
type Labelled struct {
	Article factwire.Article
	Facts   []factwire.Fact
	// Optional tells of each fact whether it is neither asked for nor held against a reader.
	Optional []bool
}

// Figures are how a reader did on labelled articles: precision, recall and F1 of proposals told.
type Figures struct {
	Precision, Recall, F1 float64
	Asked                 int // facts asked for that rules or models propose
}

// ErrWorse says that weights learned anew read worse than those before.
var ErrWorse = errors.New("what was learned reads worse than before, and is not kept: label more articles, and check the labels with 'factwire eval --show'")

// Again learns anew which proposals are told, on top of the weights of models, from labelled articles. Before and after are the figures on them, those
// after by cross-validation: each fifth is read with weights that the other four taught. Where they are worse, the error is
// ErrWorse and the bundle nil.
func Again(e *extractors.Engine, m *score.Models, all []Labelled) (b *model.Bundle, before, after Figures, err error) {
	const folds = 5
	taught := e.With(m)
	type one struct {
		kind  factwire.Kind
		rules bool
		judged
		fold int
	}
	var every []one
	for i, x := range all {
		r := taught.Read(x.Article)
		for _, s := range taught.Proposals(r, taught.Rules(r)) {
			for _, p := range s.Proposals {
				if class := verdict(p, x.events()); class >= 0 {
					every = append(every, one{p.Kind, p.Rule != nil, judged{p.Looks.Figures(s.View), class, 1}, i % folds})
				}
			}
		}
	}
	if len(every) == 0 {
		return nil, before, after, fmt.Errorf("the %d labelled articles hold nothing that rules or models propose: there is nothing to learn", len(all))
	}
	learnt := func(without int) map[string][]float64 {
		out := map[string][]float64{}
		for name, w := range m.Bundle().Vectors {
			out[name] = w
		}
		byKind := map[factwire.Kind][]judged{}
		for _, x := range every {
			if x.fold != without {
				byKind[x.kind] = append(byKind[x.kind], x.judged)
			}
		}
		for k, js := range byKind {
			out[score.Fact+string(k)] = fitFigures(js, out[score.Fact+string(k)])
		}
		return out
	}
	var old, now tally
	for fold := range folds {
		vectors := learnt(fold)
		for _, x := range every {
			if x.fold != fold {
				continue
			}
			name := score.Fact + string(x.kind)
			bound := m.Bound(x.kind, x.rules)
			count1(&old, score.Chance(m.Bundle().Vectors[name], x.figures) >= bound, x.class)
			count1(&now, score.Chance(vectors[name], x.figures) >= bound, x.class)
		}
	}
	before, after = old.figures(), now.figures()
	if after.F1 < before.F1 || after.Precision < before.Precision-0.01 {
		return nil, before, after, ErrWorse
	}
	copied := *m.Bundle()
	copied.Vectors = learnt(-1)
	copied.Figures = map[string]float64{"precision": after.Precision, "recall": after.Recall, "f1": after.F1, "articles": float64(len(all))}
	return &copied, before, after, nil
}

func count1(t *tally, told bool, class int) {
	switch {
	case told && class == 1:
		t.tp++
	case told:
		t.fp++
	case class == 1:
		t.fn++
	}
}

func (t tally) figures() Figures {
	p, r := float64(t.tp)/max(1, float64(t.tp+t.fp)), float64(t.tp)/max(1, float64(t.tp+t.fn))
	return Figures{p, r, 2 * p * r / max(1e-9, p+r), t.tp + t.fn}
}

// events gives the labels the form of marks.
func (x *Labelled) events() []Event {
	var out []Event
	for i, f := range x.Facts {
		e := Event{Kind: f.Kind, Status: f.Status, Names: map[string][]string{}, Date: string(f.When.Date), About: f.About, Optional: i < len(x.Optional) && x.Optional[i]}
		for role, all := range map[string][]factwire.Entity{"who": f.Who, "whom": f.Whom} {
			for _, y := range all {
				name := y.Code
				if name == "" {
					name = y.Name
				}
				e.Names[role] = append(e.Names[role], name)
			}
		}
		out = append(out, e)
	}
	return out
}
