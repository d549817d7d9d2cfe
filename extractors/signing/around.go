package signing

import (
	"github.com/factwire/factwire/extractors/clause"
	"github.com/factwire/factwire/extractors/event"
	"github.com/factwire/factwire/extractors/reading"
)

// fromTalks takes both parties from talks of which an instrument is the subject: "is in talks with Chad on a treaty", "held talks with Chad about
// an accord".
func (x *Extractor) fromTalks(r *reading.Reading, m event.Match, c *candidate) {
	if m.Judged != event.Planned || m.Clause.Subject == nil {
		return
	}
	phrases := m.Clause.Object.All()
	for _, p := range m.Clause.Preps {
		phrases = append(phrases, p.Obj.All()...)
	}
	for _, n := range phrases {
		if !x.talks[r.Doc.Tokens[n.Head].Lemma] {
			continue
		}
		for _, p := range n.Preps {
			if p.Prep != "with" || p.Obj == nil {
				continue
			}
			c.sides[0] = union(c.sides[0], x.acting(r, m.Clause.Subject))
			c.sides[1] = union(c.sides[1], x.acting(r, p.Obj))
			return
		}
	}
}

// fromMain takes a party from the clause that goes on under an instrument: "under an agreement with Chad, Norway will build", "under a deal
// signed on Monday, Norway will buy gas from Chad".
func (x *Extractor) fromMain(r *reading.Reading, m event.Match, c *candidate) {
	for _, main := range r.Clauses.Clauses {
		if main.Sentence != m.Clause.Sentence || main.Subject == nil || main.Verb.Neg || main.Verb.Modality == clause.Would || main.Verb.Modality == clause.May {
			continue
		}
		under := false
		for _, p := range main.Preps {
			under = under || (p.Prep == "under" || p.Prep == "as part of") && p.Obj == m.Noun
		}
		if !under {
			continue
		}
		if len(c.sides[0])+len(c.sides[1]) == 0 {
			for _, p := range main.Preps {
				if p.Obj != nil && (p.Prep == "from" && x.buying[main.Verb.Lemma] || p.Prep == "to" && x.selling[main.Verb.Lemma]) {
					c.sides[1] = union(c.sides[1], x.acting(r, p.Obj))
				}
			}
			if len(c.sides[1]) == 0 {
				return
			}
		}
		c.sides[0] = union(c.sides[0], x.acting(r, main.Subject))
		c.confidence = 0.7
		return
	}
}

// acting returns the parties that a phrase and the further members of its coordination name.
func (x *Extractor) acting(r *reading.Reading, n *clause.NP) []event.Found {
	var out []event.Found
	for _, o := range n.All() {
		a, _ := x.parties.Actors(r, event.Filler{Slot: "with", NP: o, Mention: o.Mention})
		out = append(out, a...)
	}
	return parties(out)
}
