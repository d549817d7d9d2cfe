package score

import (
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/dates"
	"github.com/factwire/factwire/extractors/internal/feature"
	"github.com/factwire/factwire/extractors/model"
)

// Arg is a phrase in a role.
type Arg struct {
	feature.Phrase
	Role string
	P    float64            // that it has the role
	All  map[string]float64 // of each role
}

// Event is what one word of a sentence signals.
type Event struct {
	Kind     factwire.Kind
	Status   factwire.Status
	Cue      int     // token of the document
	P        float64 // that the word signals a fact of the kind
	PStatus  float64
	Statuses map[factwire.Status]float64 // the probability of each
	Args     []Arg                       // all candidates, in text order
	Due      *dates.Mention
	PDue     float64
	Judged   string // what the rules of factuality say of it
	Proposes bool   // whether the models see it themselves, and not only where they are asked
}

// Scratch is room that one reading needs again and again. The zero value is ready; it is not for concurrent use.
type Scratch struct {
	sink   feature.Sink
	logits []int32
	probs  []float64
	cues   []int
}

func (s *Scratch) ask(m *model.Linear) []float64 {
	s.logits = m.Score(s.sink.IDs, s.logits)
	s.probs = model.Softmax(s.logits, s.probs)
	return s.probs
}

// Plausible reports whether one of the words of a sentence is likely enough to signal a fact that the sentence is worth a
// tree, by the words around it alone.
func (m *Models) Plausible(v *feature.View, s *Scratch) bool {
	least := m.number("gate", 0.25)
	s.cues = m.appendCues(s.cues[:0], v)
	for _, i := range s.cues {
		s.sink.Reset()
		s.sink.Word(v, i)
		if p := s.ask(m.word); 1-p[0] >= least {
			return true
		}
	}
	return false
}

// Judge tells what the rules of factuality say of the event that a token of the document signals; "" for nothing.
type Judge func(token int) string

// Events returns the events that words of the sentence signal with a probability of at least the one given, in text order,
// and those at the tokens of the document and of the kinds that are asked for, whatever their probability.
func (m *Models) Events(v *feature.View, judge Judge, least float64, asked map[int][]factwire.Kind, s *Scratch) []Event {
	var out []Event
	var phrases []feature.Phrase
	cues := m.Cues(v)
	for t := range asked {
		if !slices.Contains(cues, t-v.First) {
			cues = append(cues, t-v.First)
		}
	}
	slices.Sort(cues)
	for _, i := range cues {
		s.sink.Reset()
		s.sink.Trigger(v, i)
		p := s.ask(m.trigger)
		best := 1
		for c := 2; c < len(p); c++ {
			if p[c] > p[best] {
				best = c
			}
		}
		classes := []int{}
		for _, kind := range asked[v.First+i] {
			if c := slices.Index(m.trigger.Classes, string(kind)); c > 0 && !slices.Contains(classes, c) {
				classes = append(classes, c)
			}
		}
		if p[best] >= least && !slices.Contains(classes, best) {
			classes = append(classes, best)
		}
		chances := slices.Clone(p)
		for _, c := range classes {
			e := Event{Kind: factwire.Kind(m.trigger.Classes[c]), Cue: v.First + i, P: chances[c], Proposes: chances[c] >= least}
			if phrases == nil {
				phrases = Phrases(v.R, v.Index)
			}
			m.judge(v, &e, judge, s)
			m.Roles(v, &e, phrases, s)
			if e.Kind == factwire.Deadline {
				m.dueDate(v, &e, s)
			}
			out = append(out, e)
		}
	}
	return out
}

func (m *Models) judge(v *feature.View, e *Event, judge Judge, s *Scratch) {
	s.sink.Reset()
	e.Judged = judge(e.Cue)
	s.sink.Status(v, string(e.Kind), e.Cue-v.First, e.Judged)
	p := s.ask(m.status)
	best := 0
	for c := range p {
		if p[c] > p[best] {
			best = c
		}
	}
	e.Status, e.PStatus, e.Statuses = factwire.Status(m.status.Classes[best]), p[best], map[factwire.Status]float64{}
	for c := range p {
		e.Statuses[factwire.Status(m.status.Classes[c])] = p[c]
	}
}

// Roles fills the event's arguments from the candidates.
func (m *Models) Roles(v *feature.View, e *Event, phrases []feature.Phrase, s *Scratch) {
	phrases = Around(v.R, e.Cue, phrases)
	orders := Orders(v, e.Cue, phrases)
	for k, p := range phrases {
		s.sink.Reset()
		s.sink.Role(v, string(e.Kind), string(e.Status), e.Cue-v.First, p, orders[k])
		probs := s.ask(m.role)
		a := Arg{Phrase: p, All: map[string]float64{}}
		for c, name := range m.role.Classes {
			a.All[name] = probs[c]
			if name != None && probs[c] > a.P {
				a.Role, a.P = name, probs[c]
			}
		}
		e.Args = append(e.Args, a)
	}
}

// Orders returns for each phrase its place among the phrases of its class on its side of the cue, the nearest first.
func Orders(v *feature.View, cue int, phrases []feature.Phrase) []int {
	orders := make([]int, len(phrases))
	count := map[string]int{}
	for k := range phrases {
		if phrases[k].Head > cue {
			c := feature.Class(v.R, phrases[k].Mention)
			orders[k] = count[c]
			count[c]++
		}
	}
	clear(count)
	for k := len(phrases) - 1; k >= 0; k-- {
		if phrases[k].Head <= cue {
			c := feature.Class(v.R, phrases[k].Mention)
			orders[k] = count[c]
			count[c]++
		}
	}
	return orders
}

// Dates returns the dates of a sentence, in text order.
func Dates(v *feature.View) []*dates.Mention {
	s := v.R.Doc.Sentences[v.Index]
	var out []*dates.Mention
	for i := range v.R.Dates {
		if d := &v.R.Dates[i]; d.Start >= s.Start && d.End <= s.End {
			out = append(out, d)
		}
	}
	return out
}

func (m *Models) dueDate(v *feature.View, e *Event, s *Scratch) {
	for _, d := range Dates(v) {
		s.sink.Reset()
		s.sink.Due(v, e.Cue-v.First, d.First, d.Last, string(d.Relation), string(d.Mod), d.Duration != "")
		if p := s.ask(m.due)[1]; p > e.PDue {
			e.Due, e.PDue = d, p
		}
	}
}

// Best returns the arguments of a role, the most likely first.
func (e *Event) Best(role string) []Arg {
	out := make([]Arg, 0, len(e.Args))
	for _, a := range e.Args {
		if a.All[role] > 0 {
			out = append(out, a)
		}
	}
	slices.SortStableFunc(out, func(a, b Arg) int {
		switch {
		case a.All[role] > b.All[role]:
			return -1
		case a.All[role] < b.All[role]:
			return 1
		}
		return 0
	})
	return out
}
