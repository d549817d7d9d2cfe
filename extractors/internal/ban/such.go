package ban

import (
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/event"
	"github.com/factwire/factwire/extractors/reading"
)

// suchTrade makes the state with which a sentence before told of trade the target of a measure against "such exports", "those shipments": "Norway
// sells oil to Chad. It banned such exports". Trade that no sentence before tells of is no target.
func (x *Extractor) suchTrade(r *reading.Reading, c *candidate) {
	n := x.suchAct(r, c.match)
	if n == nil {
		return
	}
	c.whom = slices.DeleteFunc(c.whom, func(f event.Found) bool { return f.Entity.Type == factwire.Group })
	if len(c.whom) > 0 {
		return
	}
	for s := r.Doc.SentenceOf(n.Head); s >= max(0, r.Doc.SentenceOf(n.Head)-1) && len(c.whom) == 0; s-- {
		for _, o := range r.Clauses.In(s) {
			if o == c.match.Clause || o.Verb.First > n.First {
				continue
			}
			for _, p := range o.Preps {
				if p.Obj == nil || p.Prep != "to" && p.Prep != "from" || !x.trades(r, o, p) {
					continue
				}
				for _, e := range x.parties.Mention(r, p.Obj.Mention) {
					if e.Type.IsState() {
						c.whom = append(c.whom, event.Found{Entity: e.Entity, First: n.First, Last: n.Last, Slot: again})
					}
				}
			}
		}
	}
	if len(c.whom) > 0 {
		c.act, c.confidence = r.Doc.Tokens[n.Head].Lower, 0.7
	}
}

// suchAct returns the phrase of a match that means trade told of before, or nil.
func (x *Extractor) suchAct(r *reading.Reading, m event.Match) *clause.NP {
	var all []*clause.NP
	switch {
	case m.Nominal():
		for _, p := range m.Noun.Preps {
			all = append(all, p.Obj)
		}
	case m.Clause != nil && m.Noun == nil:
		all = append(all, m.Clause.Object)
	}
	for _, n := range all {
		if n == nil || n.Last-n.First < 2 || len(n.Preps) > 0 || len(n.Conj) > 0 || !x.tradeActs[r.Doc.Tokens[n.Head].Lemma] {
			continue
		}
		switch r.Doc.Tokens[n.First].Lower {
		case "such", "those", "these":
			return n
		}
	}
	return nil
}

// trades reports a clause that tells of trade by its verb, or by the noun before a preposition of it: "sells oil to Chad", "shipments to Chad rose".
func (x *Extractor) trades(r *reading.Reading, c *clause.Clause, p clause.PP) bool {
	if x.dealings[c.Verb.Lemma] || x.bounds[c.Verb.Lemma] {
		return true
	}
	for t := max(p.Tok-3, c.First); t < p.Tok; t++ {
		if x.tradeActs[r.Doc.Tokens[t].Lemma] {
			return true
		}
	}
	return false
}
