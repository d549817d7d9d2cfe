package ban

import (
	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/event"
	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/lexicon"
	"github.com/factwire/factwire/extractors/reading"
)

// regions returns the states of federations.
func regions(lex *lexicon.Lexicon) map[string]bool {
	out := map[string]bool{}
	for _, n := range lex.List("names.federated") { // as they are written, and not in lower case
		out[n] = true
	}
	return out
}

// region returns the state of a federation that a mention names, or whose body it names ("the Queensland Senate").
func (x *Extractor) region(r *reading.Reading, m *names.Mention) (factwire.Entity, bool) {
	for _, e := range x.parties.Mention(r, m) {
		switch {
		case e.Type == factwire.Place && x.regions[e.Name]:
			return e.Entity, true
		case e.Type == factwire.Organization && x.regions[e.Affiliation] && x.electors[event.LastWord(e.Name)]:
			return factwire.Entity{Name: e.Affiliation, Type: factwire.Place}, true
		}
	}
	return factwire.Entity{}, false
}

// ofRegion returns the state of a federation whose rule or measure a phrase means by the name before its noun, or whose people it means: "a
// Queensland statute", "the Queensland restrictions", "voters in Queensland".
func (x *Extractor) ofRegion(r *reading.Reading, n *clause.NP) (event.Found, bool) {
	found := func(m *names.Mention) (event.Found, bool) {
		e, ok := x.region(r, m)
		if !ok {
			return event.Found{}, false
		}
		return event.Found{Entity: e, First: m.First, Last: m.Last, Slot: "region", Mention: m}, true
	}
	for _, m := range n.Pre {
		if f, ok := found(m); ok {
			return f, true
		}
	}
	if p := n.Possessor; p != nil && p.Mention != nil {
		return found(p.Mention)
	}
	if !x.electors[r.Doc.Tokens[n.Head].Lemma] {
		return event.Found{}, false
	}
	for _, p := range n.Preps {
		if p.Prep == "in" && p.Obj != nil && p.Obj.Mention != nil {
			return found(p.Obj.Mention)
		}
	}
	return event.Found{}, false
}

// byRegion: the state of a federation whose rule, or by whose people, the sentence tells that somebody is barred: "struck down a Queensland
// statute outlawing slot machines", "voters in Queensland approved an amendment banning slot machines".
func (s *search) byRegion() {
	c := s.m.Clause
	if s.nominal {
		if f, ok := s.ofRegion(s.r, s.m.Noun); ok {
			s.c.who = append(s.c.who, f)
			return
		}
	}
	if c == nil {
		return
	}
	var all []*clause.NP
	if !s.nominal {
		for _, n := range []*clause.NP{c.Noun, c.Subject} {
			if n != nil && s.rules[s.r.Doc.Tokens[n.Head].Lemma] {
				all = append(all, n)
			}
		}
	}
	for g, n := c, 0; g != nil && n < 3; g, n = g.Parent, n+1 {
		if f, ok := s.ofTown(g.Subject); ok {
			s.c.who = append(s.c.who, f)
			return
		}
		if g.Subject != nil && s.electors[s.r.Doc.Tokens[g.Subject.Head].Lemma] {
			all = append(all, g.Subject)
		}
	}
	for _, n := range all {
		if f, ok := s.ofRegion(s.r, n); ok {
			s.c.who = append(s.c.who, f)
			return
		}
	}
}

// ofTown returns the city whose mayor or council a phrase means: "the mayor of Bristol", "the city council in Bristol".
func (s *search) ofTown(n *clause.NP) (event.Found, bool) {
	if n == nil || !s.townsmen[s.r.Doc.Tokens[n.Head].Lemma] {
		return event.Found{}, false
	}
	for _, p := range n.Preps {
		if p.Obj == nil || p.Prep != "of" && p.Prep != "in" || p.Obj.Mention == nil || p.Obj.Mention.Form != names.Name {
			continue
		}
		for _, e := range s.parties.Mention(s.r, p.Obj.Mention) {
			if e.Type == factwire.Place {
				return event.Found{Entity: e.Entity, First: p.Obj.First, Last: p.Obj.Last, Slot: p.Prep, Mention: p.Obj.Mention}, true
			}
		}
	}
	return event.Found{}, false
}

// inRegion: the state of a federation where a ban holds: "the act, which banned open fires in Queensland".
func (s *search) inRegion() {
	c := s.m.Clause
	if c == nil {
		return
	}
	for i, p := range c.Preps {
		if p.Obj == nil || p.Prep != "in" || p.Tok < c.Verb.First || !s.direct(s.r, c, i, s.nominal) {
			continue
		}
		if e, ok := s.region(s.r, p.Obj.Mention); ok && p.Obj.Mention.Form == names.Name {
			s.c.who = append(s.c.who, event.Found{Entity: e, First: p.Obj.First, Last: p.Obj.Last, Slot: "in", Mention: p.Obj.Mention})
			s.c.confidence = 0.7
			return
		}
	}
}
