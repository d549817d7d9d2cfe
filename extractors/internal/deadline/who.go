package deadline

import (
	"slices"
	"strings"

	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/event"
	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/reading"
)

// who resolves who is bound: the named, else the state whose class of people is
// bound, else the authority that binds, else the authority that the text is about there.
func (x *Extractor) who(r *reading.Reading, y *duty) (who, people []event.Found) {
	people = x.orderers(r, y)
	if s, ok := x.rebind(r, y); ok {
		return []event.Found{s}, people
	}
	if x.another(r, y) {
		return nil, people
	}
	who = x.boundBy(r, y.bound)
	if len(who) == 0 || x.giver(r, y, who) {
		if other := x.meantBy(r, y); len(other) > 0 {
			who = other
		}
	}
	if len(who) > 0 {
		return event.Unique(who), people
	}
	if s, ok := x.where(r, y); ok {
		return []event.Found{s}, people
	}
	if all := x.several(r, y.bound); len(all) > 0 {
		return all, people
	}
	if y.bound != nil && y.bound.Mention == nil && singular(r, y.bound) {
		if a, ok := x.described(r, y.bound); ok {
			return []event.Found{a}, people
		}
		return nil, people // "the company" that nobody knows: not to be guessed
	}
	if !x.class(r, y) {
		if a, ok := x.nearby(r, y); ok {
			return []event.Found{a}, people
		}
		if y.rule != "until" || y.clause == nil {
			return nil, people // "talks must end by May" binds nobody that could be named
		}
	}
	return event.Unique(x.binder(r, y)), people
}

// orderers returns the people who speak for whoever orders.
func (x *Extractor) orderers(r *reading.Reading, y *duty) (people []event.Found) {
	if y.over == nil || y.over.Subject == nil {
		return nil
	}
	for _, n := range y.over.Subject.All() {
		_, p := x.parties.Actors(r, event.Filler{Slot: "subject", NP: n, Mention: n.Mention})
		people = append(people, p...)
	}
	return people
}

// rebind sets the duty's bound phrase right where another one is bound than it seems. It returns the state whose place it is where goods are bound.
func (x *Extractor) rebind(r *reading.Reading, y *duty) (event.Found, bool) {
	o := y.over
	if o != nil && y.bound == o.Subject && !o.Verb.Passive && !x.words["self-binders"][o.Verb.Lemma] && y.rule == "must" {
		y.bound = nil // "proposed to end imports by 2027" binds the state that the proposer acts for
	}
	if goods := y.bound; goods != nil && x.made(r, goods) { // "all Acme cameras must go": who has them is bound
		y.bound, y.goods = nil, goods
		if s, ok := x.place(r, y.clause); ok {
			return s, true
		}
	}
	pronoun := y.bound != nil && y.bound.Mention != nil && y.bound.Mention.Form == names.Pronoun
	if pronoun && o != nil && o.Subject != nil && o.Subject.Possessor != nil && x.words["held"][r.Doc.Tokens[o.Subject.Head].Lemma] {
		y.bound = o.Subject.Possessor // "Acme's licence obliges it to"
	}
	return event.Found{}, false
}

// where returns the state in which an unnamed class is bound: "in Germany the last plant must close", "in Chad the deadline for shops is May".
func (x *Extractor) where(r *reading.Reading, y *duty) (event.Found, bool) {
	if y.bound == nil || y.bound.Mention != nil {
		return event.Found{}, false
	}
	for _, c := range []*clause.Clause{y.clause, y.in} {
		if c == nil {
			continue
		}
		for _, p := range c.Preps {
			if p.Prep == "in" && p.Obj != nil && p.Tok < c.Verb.First {
				if s, ok := x.parties.State(stateOf(x.parties.Mention(r, p.Obj.Mention))); ok {
					return event.Found{Entity: s, First: p.Obj.First, Last: p.Obj.Last, Mention: p.Obj.Mention}, true
				}
			}
		}
	}
	return event.Found{}, false
}

// class reports whether a class that a rule can bind is bound, or nobody that is told.
func (x *Extractor) class(r *reading.Reading, y *duty) bool {
	return y.bound == nil || y.bound.Mention != nil || agentive(r, y.bound) || x.parties.IsClass(base(r, y.bound)) || x.words["classes"][base(r, y.bound)]
}

// nearby returns the party near by that others than a class may be: "correspondents must renew their papers".
func (x *Extractor) nearby(r *reading.Reading, y *duty) (event.Found, bool) {
	if y.rule != "must" || !strings.HasSuffix(r.Doc.Tokens[y.bound.Head].Tag, "NNS") || y.clause == nil || y.clause.Verb.Passive || y.clause.Verb.Copula {
		return event.Found{}, false
	}
	a, ok := x.parties.Nearby(r, y.cue)
	if ok {
		y.confidence -= 0.3
	}
	return a, ok
}

// binder returns who binds: who orders, by whom it is, whose rule or text it is, or who has the say in the text.
func (x *Extractor) binder(r *reading.Reading, y *duty) (who []event.Found) {
	if y.over != nil && y.over.Subject != nil && y.over.Subject != y.bound {
		for _, n := range y.over.Subject.All() {
			a, _ := x.parties.Actors(r, event.Filler{Slot: "subject", NP: n, Mention: n.Mention})
			who = append(who, a...)
		}
	}
	if y.by != nil && len(who) == 0 {
		who, _ = x.parties.Actors(r, event.Filler{Slot: "subject", NP: y.by, Mention: y.by.Mention})
	}
	if len(who) == 0 && y.over != nil {
		who = x.ruled(r, y.over.Subject)
	}
	if len(who) == 0 {
		who = x.under(r, y)
	}
	if len(who) == 0 && y.noun != nil && y.bound == nil {
		who = x.ofText(r, y.noun)
	}
	if len(who) == 0 && !x.unsaid(r, y) {
		guess := x.parties.Authority
		if y.rule == "must" && y.bound == nil && y.goods == nil && !x.done(r, y.clause) && y.judged <= event.Decided {
			guess = x.parties.Nearby
		}
		if a, ok := guess(r, y.cue); ok {
			y.confidence -= 0.2
			who = append(who, a)
		}
	}
	return who
}

// ofText returns the state whose text a noun is about: "comments on the FCC's draft are due".
func (x *Extractor) ofText(r *reading.Reading, noun *clause.NP) []event.Found {
	for _, p := range noun.Preps {
		switch p.Prep {
		case "on", "to", "for", "of":
			if p.Obj == nil {
				continue
			}
			if all := x.owners(r, p.Obj); len(all) > 0 && all[0].Entity.Type.IsState() {
				return all
			}
		}
	}
	return nil
}

// another reports a body told by its noun that is taken for those who demand something of it: "Norway demands that the administration agree". Whose
// it is, is not told.
func (x *Extractor) another(r *reading.Reading, y *duty) bool {
	o := y.over
	if o == nil || o.Subject == nil || o.Verb.Passive || y.bound == nil || y.bound == o.Subject || y.bound.Mention == nil || y.bound.Mention.Form != names.Nominal || x.words["self-binders"][o.Verb.Lemma] {
		return false
	}
	for _, n := range o.Subject.All() {
		for _, e := range x.parties.Mention(r, n.Mention) {
			if slices.ContainsFunc(x.parties.Mention(r, y.bound.Mention), func(b names.Entity) bool { return b.Same(e.Entity) }) {
				return true
			}
		}
	}
	return false
}
