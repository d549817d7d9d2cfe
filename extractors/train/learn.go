package train

import (
	"maps"
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors"
	"github.com/factwire/factwire/extractors/internal/feature"
	"github.com/factwire/factwire/extractors/internal/nlp"
	"github.com/factwire/factwire/extractors/model"
	"github.com/factwire/factwire/extractors/reading"
	"github.com/factwire/factwire/extractors/score"
)

type token = nlp.Token

// kinds are the classes of a trigger.
var (
	kinds    = []string{score.None, string(factwire.Signing), string(factwire.Ban), string(factwire.Deadline)}
	statuses = []string{string(factwire.Done), string(factwire.Proposed), string(factwire.Negated), string(factwire.Reversed)}
	roles    = []string{score.None, "who", "whom", "people"}
	yes      = []string{score.None, "yes"}
)

// optionalWeight is what a mark counts on which careful readings could differ.
const optionalWeight = 0.5

// shapeWeight is what a filled shape counts beside a sentence of real news.
const shapeWeight = float32(0.3)

// rareWeight is what a status counts that is seldom marked: negated, reversed.
const rareWeight = float32(2)

// learner gathers instances from examples.
type learner struct {
	engine                           *extractors.Engine
	cues                             map[string]map[factwire.Kind]int // anchors by lemma
	word, trigger, status, role, due []instance
	sink                             feature.Sink
}

// Parts is the number of parts in which the examples are read by models that were taught with the others.
const Parts = 4

// Learned is what examples taught.
type Learned struct {
	Bundle *model.Bundle
	// Held are the bundles that the examples of all other parts taught, by the part (Example.Part).
	Held [Parts]*model.Bundle
}

// Learn makes a bundle from examples. What decides on whole facts is taught with proposals of models that had not seen their
// articles, so that it knows how far they can be trusted.
func Learn(engine *extractors.Engine, examples []Example) *Learned {
	examples = slices.Clone(examples)
	readings := make([]*reading.Reading, len(examples))
	rules := make([][]reading.Candidate, len(examples))
	for i := range examples {
		readings[i] = engine.Read(examples[i].Article)
		examples[i] = examples[i].folded(readings[i])
		rules[i] = engine.Rules(readings[i])
	}
	out := &Learned{Bundle: learn(engine, examples, readings, func(Example) bool { return true })}
	units := [Parts]map[factwire.Kind][]judged{}
	for part := range Parts {
		in := func(x Example) bool { return x.Part() == part }
		out.Held[part] = learn(engine, examples, readings, func(x Example) bool { return !in(x) })
		units[part] = map[factwire.Kind][]judged{}
		m, err := score.New(out.Held[part])
		if err != nil {
			panic(err) // learn leaves no model out
		}
		taught := engine.With(m)
		for i, x := range examples {
			if !in(x) {
				continue
			}
			weight := 1.0
			if x.Shape {
				weight = shapeTrust // shapes are plainer than news: what is known of them tells little of how far news can be read
			}
			for _, s := range taught.Proposals(readings[i], rules[i]) {
				if readings[i].Doc.Sentences[s.View.Index].End <= x.From {
					continue
				}
				for _, p := range s.Proposals {
					if class := verdict(p, x.Events); class >= 0 {
						units[part][p.Kind] = append(units[part][p.Kind], judged{p.Looks.Figures(s.View), class, weight, 0})
					}
				}
			}
		}
	}
	out.Bundle.Vectors = wholes(units, -1)
	for part := range Parts {
		out.Held[part].Vectors = wholes(units, part)
	}
	return out
}

// wholes returns the weights of whole facts that the proposals of all parts but one teach.
func wholes(units [Parts]map[factwire.Kind][]judged, without int) map[string][]float64 {
	all := map[factwire.Kind][]judged{}
	for part, by := range units {
		for k, u := range by {
			if part != without {
				all[k] = append(all[k], u...)
			}
		}
	}
	out := map[string][]float64{}
	for k, u := range all {
		weights := fitFigures(u, nil, 0)
		out[score.Fact+string(k)] = weights
		if trees := grow(u, weights); trees != nil {
			out[score.Trees+string(k)] = trees
		}
	}
	return out
}

// shapeTrust is what a proposal of a shape counts beside one of news.
const shapeTrust = 0.35

// Part returns the part in which an example is read: its fold, where it has one.
func (x *Example) Part() int {
	return max(x.Fold, 0) % Parts
}

// learn makes the models of words and roles from the examples that are taken.
func learn(engine *extractors.Engine, every []Example, read []*reading.Reading, take func(Example) bool) *model.Bundle {
	l := &learner{engine: engine, cues: map[string]map[factwire.Kind]int{}}
	var examples []Example
	var readings []*reading.Reading
	for i, x := range every {
		if take(x) {
			examples, readings = append(examples, x), append(readings, read[i])
		}
	}
	l.countCues(examples, readings)
	anchored := make([][]anchor, len(examples))
	found := map[string]bool{}
	for i := range examples {
		anchored[i] = l.anchors(readings[i], examples[i])
		for _, a := range anchored[i] {
			if a.token >= 0 {
				found[readings[i].Doc.Tokens[a.token].Lemma] = true
			}
		}
	}
	list := slices.Sorted(maps.Keys(found))
	proposer := score.Proposer(list)
	for i := range examples {
		l.example(proposer, readings[i], examples[i], anchored[i])
	}
	return &model.Bundle{
		Head: model.Head{Lists: map[string][]string{score.CueList: list}},
		Models: map[string]*model.Linear{
			score.Word:    fit(kinds, l.word, fitting),
			score.Trigger: fit(kinds, l.trigger, fitting),
			score.Status:  fit(statuses, l.status, fitting),
			score.Role:    fit(roles, l.role, fitting),
			score.Due:     fit(yes, l.due, fitting),
		},
	}
}

func (l *learner) ids() []uint32 { return slices.Clone(l.sink.IDs) }

// example adds the instances of one example.
func (l *learner) example(p *score.Models, r *reading.Reading, x Example, anchored []anchor) {
	skip := unmarked(r, x)
	shape := float32(1)
	if x.Shape {
		shape = shapeWeight
	}
	for s, sent := range r.Doc.Sentences {
		if sent.End <= x.From || !p.May(r, s) {
			continue
		}
		v := feature.NewView(r, s, l.engine.Parse(r, s), l.engine.Words())
		at, inside := marksOf(r, sent, anchored)
		for _, i := range p.Cues(v) {
			e := at[v.First+i]
			if e == nil && (skip[s] || inside[v.First+i] || tellsToo(v, i, at)) {
				continue
			}
			class, weight := 0, shape
			if e != nil {
				class = slices.Index(kinds, string(e.Kind))
				if e.Optional {
					weight = optionalWeight * shape
				}
			}
			if class < 0 {
				continue
			}
			l.sink.Reset()
			l.sink.Word(v, i)
			l.word = append(l.word, instance{l.ids(), class, weight})
			l.sink.Reset()
			l.sink.Trigger(v, i)
			l.trigger = append(l.trigger, instance{l.ids(), class, weight})
		}
		for _, a := range anchored {
			if a.token >= sent.First && a.token < sent.Last {
				l.event(v, a, shape)
			}
		}
	}
}

// unmarked returns the sentences of an example that are not wholly marked.
func unmarked(r *reading.Reading, x Example) map[int]bool {
	skip := map[int]bool{}
	for _, at := range x.Again {
		for s, sent := range r.Doc.Sentences {
			if sent.Start <= at && at < sent.End {
				skip[s] = true
			}
		}
	}
	return skip
}

// marksOf returns the events of a sentence by the tokens that they are anchored at, one that counts before one that is optional, and the tokens
// that the cues of all events cover.
func marksOf(r *reading.Reading, sent nlp.Sentence, anchored []anchor) (at map[int]*Event, inside map[int]bool) {
	at, inside = map[int]*Event{}, map[int]bool{}
	for _, a := range anchored {
		if a.token >= sent.First && a.token < sent.Last {
			if have := at[a.token]; have == nil || have.Optional && !a.event.Optional {
				at[a.token] = a.event
			}
		}
		for _, c := range a.event.Cues {
			for _, t := range tokensIn(r, c[0], c[1]) {
				inside[t] = true
			}
		}
	}
	return at, inside
}

// tellsToo reports whether a token of a sentence tells what another, which is marked, tells: "agreement" of "signed an agreement". Which of
// the two is marked is chance.
func tellsToo(v *feature.View, i int, marked map[int]*Event) bool {
	for t, e := range marked {
		if e.Kind != factwire.Deadline && v.Linked(i, t-v.First) {
			return true
		}
	}
	return false
}

// event adds the instances of one event: its status, the roles of the phrases around it, its date.
func (l *learner) event(v *feature.View, a anchor, weight float32) {
	e := a.event
	if e.Optional {
		weight *= optionalWeight
	}
	i := a.token - v.First
	if class := slices.Index(statuses, string(e.Status)); class >= 0 {
		l.sink.Reset()
		l.sink.Status(v, string(e.Kind), i, l.engine.Judged(v.R, a.token))
		w := weight
		if class > 1 {
			w *= rareWeight
		}
		l.status = append(l.status, instance{l.ids(), class, w})
	}
	l.roles(v, e, a.token, weight)
	if e.Kind == factwire.Deadline {
		for _, d := range score.Dates(v) {
			class := 0
			if e.When != nil && d.Start < e.When.End && d.End > e.When.Start {
				class = 1
			}
			l.sink.Reset()
			l.sink.Due(v, i, d.First, d.Last, string(d.Relation), string(d.Mod), d.Duration != "")
			l.due = append(l.due, instance{l.ids(), class, 1})
		}
	}
}

func (l *learner) roles(v *feature.View, e *Event, cue int, weight float32) {
	phrases := score.Around(v.R, cue, score.Phrases(v.R, v.Index))
	orders := score.Orders(v, cue, phrases)
	labels := make([]int, len(phrases))
	for class, role := range roles { // in their order: of two marks that touch one phrase the later counts
		for _, s := range e.Roles[role] {
			best, most := -1, 0.0
			for k, p := range phrases {
				start, end := v.R.Doc.Tokens[p.First].Start, v.R.Doc.Tokens[p.Last-1].End
				both := min(end, s.End) - max(start, s.Start)
				if both <= 0 {
					continue
				}
				share := float64(both) / float64(max(end, s.End)-min(start, s.Start))
				if labels[k] == 0 {
					labels[k] = -1 // touched by a mark: asked for nothing unless it is the one
				}
				if share > most {
					best, most = k, share
				}
			}
			if best >= 0 && most > 0.3 {
				labels[best] = class
			}
		}
	}
	for k, p := range phrases {
		if labels[k] < 0 {
			continue
		}
		l.sink.Reset()
		l.sink.Role(v, string(e.Kind), string(e.Status), cue-v.First, p, orders[k])
		l.role = append(l.role, instance{l.ids(), labels[k], weight})
	}
}
