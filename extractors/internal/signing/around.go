package signing

import (
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/event"
	"github.com/factwire/factwire/extractors/internal/names"
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
	for _, main := range r.Clauses.In(m.Clause.Sentence) {
		if main.Subject == nil || main.Verb.Neg || main.Verb.Modality == clause.Would || main.Verb.Modality == clause.May {
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
			if len(c.sides[1]) == 0 && !x.mediated(m.Noun) {
				return
			}
		}
		c.sides[0] = union(c.sides[0], x.acting(r, main.Subject))
		c.confidence = 0.7
		return
	}
}

// mediated reports an instrument that others brought about for its parties: "under a deal brokered by Peru, Norway and Chad will reopen the border".
func (x *Extractor) mediated(n *clause.NP) bool {
	return slices.ContainsFunc(n.Mods, func(m *clause.Clause) bool { return x.mediators[m.Verb.Lemma] && m.Object == n && !m.Verb.Neg })
}

// fromChoice takes both parties of a contract from the clause by which one takes the other for it: "Norway hired Acme under a contract",
// "Acme was chosen by Norway for a contract".
func (x *Extractor) fromChoice(r *reading.Reading, m event.Match, c *candidate) {
	if !x.choosers[m.Clause.Verb.Lemma] || m.Slot != "for" && m.Slot != "under" && m.Slot != "in" && m.Slot != "of" {
		return
	}
	by, chosen := x.acting(r, m.Clause.Subject), x.acting(r, m.Clause.Object)
	switch {
	case len(chosen) == 0:
	case len(by) > 0:
		c.sides, c.given, c.confidence = [2][]event.Found{by, chosen}, true, 0.7
	case (m.Judged == event.Planned || m.Judged == event.Ended) && len(c.sides[1]) > 0:
		c.sides[0], c.confidence = chosen, 0.7 // "was named preferred bidder for a contract with Norway"
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

// fromGift takes the other party from the object of a verb whose second object the instrument is: "offered Chad a treaty", "Acme was
// awarded a contract".
func (x *Extractor) fromGift(r *reading.Reading, m event.Match, c *candidate) {
	if m.Clause == nil || m.Slot != "object2" || !x.givers[m.Clause.Verb.Lemma] {
		return
	}
	for _, n := range m.Clause.Object.All() {
		a, p := x.parties.Actors(r, event.Filler{Slot: "with", NP: n, Mention: n.Mention})
		c.sides[1] = union(c.sides[1], parties(a))
		c.people = append(c.people, p...)
	}
}

// counterpart returns who stands on the other side of what is agreed: "agreed to buy gas from Chad", "agreed to sell Norway jets".
func (x *Extractor) counterpart(r *reading.Reading, m event.Match) []event.Found {
	var out []event.Found
	for _, ch := range m.Clause.Children {
		if ch.Relation != clause.XComp || ch.Verb.Form != clause.Infinitive || ch.Verb.Neg {
			continue
		}
		if x.selling[ch.Verb.Lemma] && ch.Object != nil && ch.Object.Mention != nil && ch.Object.Mention.Form == names.Name && slices.ContainsFunc(ch.Preps, func(p clause.PP) bool { return p.Prep == "with" && p.Obj != nil && p.Obj.Mention == nil }) {
			for _, n := range ch.Object.All() { // "agreed to supply Acme with engines"
				a, _ := x.parties.Actors(r, event.Filler{Slot: "with", NP: n, Mention: n.Mention})
				out = append(out, a...)
			}
		}
		for _, p := range ch.Preps {
			if p.Obj == nil || !(p.Prep == "from" && x.buying[ch.Verb.Lemma] || p.Prep == "to" && x.selling[ch.Verb.Lemma] || p.Prep == "with" && x.commitments[ch.Verb.Lemma]) {
				continue
			}
			for _, n := range p.Obj.All() {
				a, _ := x.parties.Actors(r, event.Filler{Slot: "with", NP: n, Mention: n.Mention})
				out = append(out, a...)
			}
		}
	}
	return parties(out)
}

// more returns the first party of the signing told last, at most two sentences before, for "a similar accord with Chad".
func (x *Extractor) more(r *reading.Reading, m event.Match, told []reading.Candidate) []event.Found {
	another := false
	for t := m.Noun.First; t < m.Noun.Head; t++ {
		another = another || x.further[r.Doc.Tokens[t].Lower]
	}
	if !another || m.Slot != "subject" && m.Slot != "object" && m.Slot != "" {
		return nil
	}
	since := r.Doc.Sentences[max(0, r.Doc.SentenceOf(m.Cue)-2)].Start
	for i := len(told) - 1; i >= 0; i-- {
		f := told[i].Fact
		if told[i].Dropped != "" || f.What == "accession" || len(f.Who) < 2 || f.Status == factwire.Negated {
			continue
		}
		if f.Evidence[0].Start < since {
			return nil
		}
		return []event.Found{{Entity: f.Who[0], First: m.Noun.First, Last: m.Noun.Last}}
	}
	return nil
}

// fromRelative takes parties from a clause that modifies the noun: "tore up the contract that it had
// signed with Acme".
func (x *Extractor) fromRelative(r *reading.Reading, m event.Match, c *candidate) {
	for _, mod := range m.Noun.Mods {
		if mod == m.Clause || !x.verbs[mod.Verb.Lemma] && !x.mediators[mod.Verb.Lemma] {
			continue
		}
		y := m
		y.Clause, y.Slot = mod, "object"
		for _, f := range x.matcher.Role(r, y, []string{"subject", "with", "between"}) {
			a, p := x.parties.Actors(r, f)
			a = x.signatories(r, f, a, p)
			if f.Slot == "subject" && x.mediators[mod.Verb.Lemma] {
				continue // "a truce brokered by Peru between Norway and Chad"
			}
			if f.Slot == "subject" {
				c.sides[0] = union(c.sides[0], parties(a))
			} else {
				c.sides[1] = union(c.sides[1], parties(a))
			}
			c.people = append(c.people, p...)
		}
	}
}
