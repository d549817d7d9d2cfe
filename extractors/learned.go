package extractors

import (
	"slices"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/compose"
	"github.com/factwire/factwire/extractors/internal/event"
	"github.com/factwire/factwire/extractors/internal/feature"
	"github.com/factwire/factwire/extractors/reading"
	"github.com/factwire/factwire/extractors/score"
	"github.com/factwire/factwire/kind"
)

// With returns an engine that reads by other learned weights; nil reads by the rules alone. What else the
// engine has it shares.
func (e *Engine) With(m *score.Models) *Engine {
	other := *e
	other.models = m
	return &other
}

// Models returns the learned weights by which the engine reads; nil if it reads by the rules alone.
func (e *Engine) Models() *score.Models { return e.models }

// Sentence is a sentence in which rules or models propose facts.
type Sentence struct {
	View      *feature.View
	Proposals []*compose.Proposal
}

// Proposals returns what the models and the rules, whose candidates are given, propose, sentence by sentence in text
// order. Rules' candidates of other kinds than those that are learned are left out.
func (e *Engine) Proposals(r *reading.Reading, rules []reading.Candidate) []Sentence {
	bySentence := map[int][]reading.Candidate{}
	dropped := map[signal]string{}
	for _, c := range rules {
		t := compose.CueToken(r, &c.Fact)
		switch {
		case c.Dropped != "":
			markEmpty(r, c, t, dropped)
			for _, t := range against(r, t, c.Dropped) {
				dropped[signal{c.Fact.Kind, t}] = c.Dropped
			}
		case t >= 0 && e.models.Knows(c.Fact.Kind):
			s := r.Doc.SentenceOf(t)
			bySentence[s] = append(bySentence[s], c)
		}
	}
	var out []Sentence
	var scratch score.Scratch
	var gate feature.View
	var memory compose.Memory
	least := e.models.Least()
	for i := range r.Doc.Sentences {
		told := bySentence[i]
		if s := r.Doc.Sentences[i]; s.Last-s.First > maxTokens || len(told) == 0 && !e.models.May(r, i) {
			continue
		}
		if len(told) == 0 {
			if gate.Reset(r, i, e.words); !e.models.Plausible(&gate, &scratch) {
				continue
			}
		}
		v := feature.NewView(r, i, e.Parse(r, i), e.words) // in memory of its own: it is kept
		asked := map[int][]factwire.Kind{}
		for k := range told {
			t := compose.CueToken(r, &told[k].Fact)
			asked[t] = append(asked[t], told[k].Fact.Kind)
		}
		events := e.models.Events(v, func(t int) string { return e.Judged(r, t) }, least, asked, &scratch)
		p := e.composer.Propose(v, events, told, least, &memory)
		for _, p := range p {
			if p.Rule == nil {
				p.Looks.Dropped = dropped[signal{p.Kind, p.Event.Cue}]
			}
		}
		memory.Remember(p)
		if len(p) > 0 {
			out = append(out, Sentence{v, p})
		}
	}
	return out
}

// against returns the tokens that signal what the rules dropped at token t for a reason: t, the auxiliaries of its verb ("would have
// banned"), and, where no model is followed against the reason, the verb that does something to the noun and those over it ("is ready to
// strike a deal with the opposition").
func against(r *reading.Reading, t int, reason string) []int {
	out := []int{t}
	over := -1
	if n := r.Clauses.PhraseAt(t); n != nil && n.Head == t && n.OfClause != nil && n.OfClause.Object == n && compose.Final(reason) {
		over = n.OfClause.Verb.Head
		for v := n.OfClause; v != nil; v = v.Parent {
			out = append(out, v.Verb.Head)
			if v.Predicate != "" {
				out = append(out, v.Verb.Last)
			}
			if v.Relation != clause.XComp {
				break
			}
		}
	}
	for _, v := range r.Clauses.Clauses {
		if v.Verb.Head == t || v.Verb.Head == over {
			for k := v.Verb.First; k < v.Verb.Head; k++ {
				out = append(out, k)
			}
		}
	}
	return out
}

// Tell decides by the score of the whole which proposals are facts, and returns the candidates of all kinds, those of the rules
// that are not learned among them. Proposals are those of an engine that differs from this one at most in the weights of whole facts and in its bounds.
func (e *Engine) Tell(r *reading.Reading, rules []reading.Candidate, proposals []Sentence) []reading.Candidate {
	e.weigh(proposals)
	all := make([]reading.Candidate, 0, len(rules))
	first := map[string]string{} // what the first fact of a kind, a status and the same parties tells
	for _, s := range proposals {
		var kept []*compose.Proposal
		for _, p := range s.Proposals {
			bound := e.bound(s.View, p)
			if p.Against() || p.Doubtful(s.View) || p.Rule == nil && (s.View.Question || p.Empty(bound)) {
				continue
			}
			if p.P >= bound {
				kept = append(kept, p)
			}
		}
		kept = compose.Listed(s.View, s.Proposals, kept, func(p *compose.Proposal) float64 { return e.bound(s.View, p) })
		facts := e.composer.Tell(s.View, compose.Rivals(s.View, kept))
		for _, f := range facts { // the word that names the instrument knows best what was signed
			if _, ok := first[partiesOf(f)]; !ok && f.What != kind.Of(f.Kind).Generic {
				first[partiesOf(f)] = f.What
			}
		}
		for _, f := range facts {
			if f.Kind != factwire.Deadline { // what is told again is what it was, however it is worded
				if what, ok := first[partiesOf(f)]; ok {
					f.What = what
				} else {
					first[partiesOf(f)] = f.What
				}
			}
			all = append(all, reading.Candidate{Fact: f})
		}
	}
	all = event.Merge(all)
	for _, c := range rules {
		if c.Dropped != "" || !e.models.Knows(c.Fact.Kind) || compose.CueToken(r, &c.Fact) < 0 {
			all = append(all, c)
		}
	}
	slices.SortStableFunc(all, func(a, b reading.Candidate) int { return start(a.Fact) - start(b.Fact) })
	return all
}

// bound returns the probability from which a proposal of a sentence is told.
func (e *Engine) bound(v *feature.View, p *compose.Proposal) float64 {
	if p.Rule != nil {
		return e.models.Bound(p.Kind, true)
	}
	return e.models.Bound(p.Kind, false) + e.models.Short(v.N)
}

// weigh gives proposals the probability that they are right, by themselves and by what other sentences propose.
func (e *Engine) weigh(all []Sentence) {
	proposed := make([][]*compose.Proposal, len(all))
	for i, s := range all {
		for _, p := range s.Proposals {
			p.P = e.models.Right(s.View, &p.Looks)
		}
		proposed[i] = s.Proposals
	}
	compose.Corroborate(proposed)
}

// partiesOf is the same for facts of one kind and status whose parties are the same.
func partiesOf(f factwire.Fact) string {
	return strings.Join([]string{string(f.Kind), string(f.Status), strings.Join(factwire.Keys(f.Who), "\x00"), strings.Join(factwire.Keys(f.Whom), "\x00")}, "\x01")
}

// markEmpty keeps, for the verbs over a noun at token t, the reason for which rules drop it: what stands over a word that tells nothing tells
// nothing by it.
func markEmpty(r *reading.Reading, c reading.Candidate, t int, dropped map[signal]string) {
	if !empty[c.Dropped] {
		return
	}
	n := r.Clauses.PhraseAt(t)
	if n == nil || n.Head != t {
		return
	}
	for over := n.OfClause; over != nil; over = over.Parent {
		dropped[signal{c.Fact.Kind, over.Verb.Head}] = c.Dropped
	}
}

// empty are the reasons for which rules drop a noun that tells nothing of those around it, whatever verb stands over it.
var empty = map[string]bool{"whom it bars is not told": true, "no member suspended": true}

// signal is a word that signals a fact of a kind.
type signal struct {
	kind  factwire.Kind
	token int
}

// maxTokens is the length from which a sentence is a row of links or of headlines without marks between them.
const maxTokens = 110
