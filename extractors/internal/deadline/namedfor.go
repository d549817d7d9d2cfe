package deadline

import (
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/event"
	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/reading"
)

// boundOf returns who must meet a deadline n of clause c: the one named behind "for", its owner, the one who is given
// it, who faces or misses it; nil if unnamed.
func (x *Extractor) boundOf(r *reading.Reading, c *clause.Clause, n *clause.NP, task *clause.Clause) *clause.NP {
	if who := x.namedFor(r, c, n, task); who != nil {
		return who
	}
	if on := x.laidOn(r, c, n, task); on != nil {
		return on
	}
	if n.Possessor != nil {
		return x.ownerBound(r, n, task)
	}
	for _, m := range n.Pre { // "extends Vodafone deadline"
		for _, e := range x.parties.Mention(r, m) {
			if e.Type == factwire.Company {
				return &clause.NP{First: m.First, Last: m.Last, Head: m.Last - 1, Mention: m}
			}
		}
	}
	if c == nil {
		return nil
	}
	surface := x.actorOf(r, c)
	slot := event.SlotOf(n, c)
	switch {
	case slot == "object2" && c.Object != nil:
		if reflexive(r, c.Object) {
			return c.Subject // "has set itself a deadline"
		}
		return c.Object
	case slot == "subject", slot == "complement", slot == "", x.words["makers"][c.Verb.Lemma], x.words["droppers"][c.Verb.Lemma], x.moves(c), surface == n:
		return nil
	case x.words["tellers"][c.Verb.Lemma], slot != "object" && !x.words["ahead"][slot]:
		return nil
	case slot != "object" && x.person(r, surface): // who speaks ahead of it need not meet it
		return nil
	}
	return surface
}

// namedFor returns who is named behind "for" close to a deadline n, in its phrase or in its clause, or nil.
func (x *Extractor) namedFor(r *reading.Reading, c *clause.Clause, n *clause.NP, task *clause.Clause) *clause.NP {
	preps := n.Preps
	if c != nil {
		preps = append(slices.Clone(preps), c.Preps...)
	}
	for _, p := range preps {
		if p.Prep != "for" || p.Obj == nil || p.Tok < n.Head || p.Tok > n.Last+8 || p.Obj.Date != nil && p.Obj.Mention == nil {
			continue
		}
		if task != nil && p.Tok <= task.Verb.First ||
			task == nil && p.Tok <= n.Last+3 && !x.words["closing"][r.Doc.Tokens[p.Obj.Head].Lemma] && len(x.bound(r, p.Obj)) > 0 {
			return p.Obj
		}
	}
	return nil
}

// ownerBound returns the owner of a deadline n if the owner is bound by it, or nil: "the president's deadline for action" is one that he set, and
// "its deadline for comments" binds those who comment.
func (x *Extractor) ownerBound(r *reading.Reading, n *clause.NP, task *clause.Clause) *clause.NP {
	if x.person(r, n.Possessor) && (task == nil || n.Possessor.Mention.Form == names.Name) {
		return nil
	}
	for _, p := range n.Preps {
		if p.Prep == "for" && p.Obj != nil && x.words["closing"][r.Doc.Tokens[p.Obj.Head].Lemma] {
			return nil
		}
	}
	return n.Possessor
}

// actorOf returns who does what a clause tells, or to whom it is done, or who asked for time to do it; nil if unnamed.
func (x *Extractor) actorOf(r *reading.Reading, c *clause.Clause) *clause.NP {
	if asker := forTime(r, c); asker != nil && x.words["askers"][c.Parent.Verb.Lemma] {
		return asker // "asked Norway for more time to meet it"
	}
	actor := c.Subject
	if c.Verb.Passive {
		actor = c.Object
	}
	if actor == nil && c.Verb.Form == clause.Gerund && c.Parent != nil {
		if c.Parent.Verb.Passive {
			return c.Parent.Object // "after missing a deadline, Acme was delisted"
		}
		return c.Parent.Subject // "is on the clock, racing a deadline"
	}
	return actor
}

// laidOn returns those on whom a verb lays the deadline n: "imposed a deadline of 1 May on Acme to answer", or nil.
func (x *Extractor) laidOn(r *reading.Reading, c *clause.Clause, n *clause.NP, task *clause.Clause) *clause.NP {
	if c == nil || !x.words["makers"][c.Verb.Lemma] || c.Object != n {
		return nil
	}
	for _, p := range c.Preps {
		if p.Prep == "on" && p.Obj != nil && p.Tok > n.Head && p.Tok <= n.Last+8 && (task == nil || p.Tok < task.Verb.First) && (p.Obj.Date == nil || p.Obj.Mention != nil) && len(x.bound(r, p.Obj)) > 0 {
			return p.Obj
		}
	}
	return nil
}

// served returns who is given the order or the ultimatum that tells the duty of clause c: "handed Acme an ultimatum to leave", "issued an order to Acme
// to leave", "served Acme with an order to leave"; nil if over gives none.
func (x *Extractor) served(r *reading.Reading, c, over *clause.Clause) *clause.NP {
	orders := func(n *clause.NP) bool {
		if n == nil || n.Head > c.Verb.First {
			return false
		}
		lemma := r.Doc.Tokens[n.Head].Lemma
		return x.words["binding-nouns"][lemma] || x.words["nouns"][lemma]
	}
	if over.Verb.Passive || c.Subject != over.Subject {
		return nil
	}
	for _, p := range over.Preps {
		switch {
		case p.Prep == "with" && orders(p.Obj) && over.Object != nil && len(x.bound(r, over.Object)) > 0:
			return over.Object
		case (p.Prep == "to" || p.Prep == "on") && p.Tok < c.Verb.First && orders(over.Object) && p.Obj != nil && len(x.bound(r, p.Obj)) > 0:
			return p.Obj
		}
	}
	if orders(over.Object2) && over.Object != nil && len(x.bound(r, over.Object)) > 0 {
		return over.Object
	}
	return nil
}

// forTime returns who asks somebody for time to do what an infinitive tells, or nil.
func forTime(r *reading.Reading, c *clause.Clause) *clause.NP {
	if c.Relation != clause.XComp || c.Parent == nil || c.Parent.Verb.Passive {
		return nil
	}
	for _, p := range c.Parent.Preps {
		if p.Prep == "for" && p.Obj != nil && r.Doc.Tokens[p.Obj.Head].Lower == "time" && p.Tok < c.Verb.First {
			return c.Parent.Subject
		}
	}
	return nil
}
