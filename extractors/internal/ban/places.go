package ban

import (
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/event"
	"github.com/factwire/factwire/extractors/internal/names"
)

// byPlace: where the ban holds ("banned in Canada", "from Britain's networks").
func (s *search) byPlace() {
	if s.m.Clause == nil {
		return
	}
	for i, p := range s.m.Clause.Preps {
		if p.Obj == nil || !s.direct(s.r, s.m.Clause, i, s.nominal) || s.nominal && inside(p, s.m.Clause.Subject) && s.m.Slot != "subject" {
			continue
		}
		switch prep := s.prep(p); prep {
		case "in", "across", "throughout":
			s.states("in", p.Obj)
		case "into":
			if s.m.Frame.Effect != "" { // "allowed back into Norway", "no longer let into Norwegian ports"
				s.states("in", p.Obj)
				s.owners(p.Obj)
			}
		case "at":
			if s.doors[s.r.Doc.Tokens[p.Obj.Head].Lemma] {
				s.owners(p.Obj) // "turned away at the Norwegian border"
			}
		case "from", "off", "out of":
			s.owners(p.Obj)
		}
		if len(s.c.who) > 0 {
			s.c.confidence = 0.8
			return
		}
	}
	s.byLeave()
}

// byLeave: where somebody is let do nothing ("are no longer allowed to dock in Norway", "to enter Norway").
func (s *search) byLeave() {
	if s.nominal || !s.m.Clause.Verb.Passive || !s.leaves[s.m.Clause.Verb.Lemma] {
		return
	}
	for _, act := range s.m.Clause.Children {
		if act.Relation != clause.XComp || act.Verb.Form != clause.Infinitive {
			continue
		}
		for _, p := range act.Preps {
			if p.Obj != nil && (p.Prep == "in" || p.Prep == "into") && len(s.c.who) == 0 {
				s.states("in", p.Obj)
			}
		}
		if act.Object != nil && s.entries[act.Verb.Lemma] && len(s.c.who) == 0 {
			s.states("in", act.Object)
		}
	}
	if len(s.c.who) > 0 {
		s.c.confidence = 0.8
	}
}

// owners adds the state by whose adjective or name it is told whose the place is that somebody is barred from.
func (s *search) owners(place *clause.NP) {
	for _, mention := range place.Pre { // "barred from British airspace"
		if mention.Form == names.Adjective && s.r.Doc.Tokens[place.First].Tag != "VBG" && isState(s.parties.Mention(s.r, mention)) {
			s.add(event.Filler{Slot: "from", Mention: mention})
		}
	}
	if place.Possessor != nil {
		s.add(event.Filler{Slot: "from", NP: place.Possessor, Mention: place.Possessor.Mention})
	}
}

// byOwnPlace: from where the noun of a measure tells that somebody is kept ("the exclusion of Acme from Norway's networks").
func (s *search) byOwnPlace() {
	if !s.nominal || !named(s.c.whom) {
		return
	}
	for i, p := range s.m.Noun.Preps {
		if p.Obj == nil || p.Tok <= s.m.Noun.Head {
			continue
		}
		switch p.Prep {
		case "from":
			s.owners(p.Obj)
		case "in": // "a six-month ban on Acme in Norway"
			if i > 0 && (s.m.Slot == "subject" || s.m.Slot == "object") && s.m.Noun.Preps[i-1].Obj != nil && s.m.Noun.Preps[i-1].Obj.Last == p.Tok && s.targeted(s.m.Noun.Preps[i-1].Obj) && len(s.c.who) == 0 {
				s.states("in", p.Obj)
			}
		}
	}
	if len(s.c.who) > 0 {
		s.c.confidence = 0.8
	}
}

// targeted reports whether a phrase names one of the targets.
func (s *search) targeted(n *clause.NP) bool {
	return n.Mention != nil && slices.ContainsFunc(s.c.whom, func(f event.Found) bool { return f.Mention == n.Mention })
}

// byWanting: who wants it, where somebody is "to be barred" ("parties in Norway are pushing for Acme to be banned").
func (s *search) byWanting() {
	c := s.m.Clause
	if !s.hanging() || c.Relation != clause.XComp || c.Parent == nil || s.c.status != factwire.Proposed || c.Parent.Verb.Passive || c.Parent.Subject == nil {
		return
	}
	for _, n := range c.Parent.Subject.All() {
		if s.ofState(s.r, n) {
			s.add(event.Filler{Slot: "subject", NP: n, Mention: n.Mention})
		}
		for _, p := range n.Preps {
			if p.Prep == "in" && p.Obj != nil && n.Mention == nil && len(s.c.who) == 0 {
				s.states("in", p.Obj)
			}
		}
	}
	s.c.confidence = 0.7
}

// byCourt: whose court decides on a measure ("a Norwegian court upheld the ban on Acme").
func (s *search) byCourt() {
	c := s.m.Clause
	if !s.nominal || s.m.Slot != "object" || c.Subject == nil || c.Verb.Passive || !named(s.c.whom) || !s.matcher.Judge.Known(s.r.Doc, c, s.m.Slot) || !s.parties.IsJudge(s.r.Doc.Tokens[c.Subject.Head].Lemma) {
		return
	}
	if s.ofState(s.r, c.Subject) {
		s.add(event.Filler{Slot: "subject", NP: c.Subject, Mention: c.Subject.Mention})
		s.c.confidence = 0.8
	}
}

// inside reports a phrase that belongs to a noun group with others behind the noun: "officials responsible for abuses in Norway".
func inside(p clause.PP, n *clause.NP) bool {
	return n != nil && p.Tok > n.Head && len(n.Preps) > 1 && slices.ContainsFunc(n.Preps[1:], func(q clause.PP) bool { return q.Tok == p.Tok })
}

// before adds the state before whose body a rule came to grief or was made: "a motion to ban it failed in the Norwegian parliament".
func (s *search) before(rule *clause.NP) {
	if rule.OfClause == nil || len(s.c.who) > 0 || s.m.Clause.Relation != clause.XComp {
		return
	}
	for _, p := range rule.OfClause.Preps {
		if p.Obj != nil && (p.Prep == "in" || p.Prep == "before" || p.Prep == "by") && s.parties.IsAgent(s.r.Doc.Tokens[p.Obj.Head].Lemma) && len(s.c.who) == 0 {
			s.add(event.Filler{Slot: p.Prep, NP: p.Obj, Mention: p.Obj.Mention})
		}
	}
}

// beside reports a clause that only speaks of the rule behind its preposition: "objected to a law barring".
func (s *search) beside(g *clause.Clause) bool {
	n := s.m.Clause.Noun
	return n != nil && slices.ContainsFunc(g.Preps, func(p clause.PP) bool {
		return slices.Contains(p.Obj.All(), n) && !s.matcher.Judge.Acts(s.r.Doc, g, p.Prep)
	})
}
