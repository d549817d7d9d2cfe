package ban

import (
	"slices"

	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/event"
	"github.com/factwire/factwire/extractors/lexicon"
	"github.com/factwire/factwire/extractors/reading"
)

// illegal finds goods, firms and trade that are said to be against the law of a state: "shark fins are illegal in Norway", "the sale of vapes is now a
// crime in Norway", "Norway declared vapes illegal".
func (x *Extractor) illegal(r *reading.Reading) []reading.Candidate {
	var out []reading.Candidate
	for _, c := range r.Clauses.Clauses {
		if c.Question || c.Relation != clause.Root && c.Relation != clause.Conjoined {
			continue
		}
		what, who := x.outside(r, c)
		if what == nil || len(who) == 0 {
			continue
		}
		m := event.Match{Frame: &lexicon.Frame{Name: "illegal", What: "ban"}, Clause: c, Cue: c.Verb.Head, Judged: x.matcher.Judge.Clause(r.Doc, c)}
		y := &candidate{match: m, class: "ban", status: x.status(r, m), who: who, confidence: 0.7}
		for _, n := range what.All() {
			t, act := x.parties.Targets(r, event.Filler{Slot: "object", NP: n, Mention: n.Mention})
			y.whom = append(y.whom, slices.DeleteFunc(t, func(f event.Found) bool {
				return !firmOrWare(r, f) && !x.tradeActs[act] && !x.parties.IsGoods(r.Doc.Tokens[n.Head].Lemma)
			})...)
		}
		if len(y.whom) > 0 && y.status != "" && x.apart(r, y) {
			out = append(out, x.fact(r, y))
		}
	}
	return out
}

// outside returns the phrase that a clause tells to be against the law, and the states whose law that is; nil where it tells none.
func (x *Extractor) outside(r *reading.Reading, c *clause.Clause) (*clause.NP, []event.Found) {
	o := c.Object
	switch {
	case c.Verb.Copula && c.Subject != nil && x.unlawfulAt(r, c.Verb.Last, c.Sentence):
		for _, p := range c.Preps {
			if p.Prep == "in" && p.Obj != nil {
				return c.Subject, x.statesOf(r, p.Obj)
			}
		}
	case o != nil && o.Mention == nil && c.Subject != nil && x.outlawers[c.Verb.Lemma] && !c.Verb.Passive && x.unlawfulAt(r, o.End(), c.Sentence):
		return o, x.statesOf(r, c.Subject)
	}
	return nil, nil
}

// statesOf returns the states for which a phrase stands.
func (x *Extractor) statesOf(r *reading.Reading, n *clause.NP) []event.Found {
	var out []event.Found
	for _, n := range n.All() {
		a, _ := x.parties.Actors(r, event.Filler{Slot: "subject", NP: n, Mention: n.Mention})
		out = append(out, slices.DeleteFunc(a, func(f event.Found) bool { return !f.Entity.Type.IsState() })...)
	}
	return event.Unique(out)
}

// unlawfulAt reports a word for what is against the law at token t, adverbs and articles passed over.
func (x *Extractor) unlawfulAt(r *reading.Reading, t, sentence int) bool {
	for end := min(t+3, r.Doc.Sentences[sentence].Last); t < end; t++ {
		switch w := r.Doc.Tokens[t]; {
		case x.unlawful[w.Lower]:
			return true
		case w.Tag != "RB" && w.Tag != "DT":
			return false
		}
	}
	return false
}
