package deadline

import (
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/event"
	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/reading"
)

// described resolves "the firm", "the club" to the one company or body that is told of as subject or object in the
// clauses before it, in its sentence or else the one before, where the names alone did not tell.
func (x *Extractor) described(r *reading.Reading, n *clause.NP) (event.Found, bool) {
	lemma := r.Doc.Tokens[n.Head].Lemma
	if !x.words["firms"][lemma] || r.Doc.Tokens[n.First].Lower == "its" || r.Doc.Tokens[n.First].Lower == "their" || len(n.Pre) > 0 || len(n.Preps) > 0 {
		return event.Found{}, false
	}
	s := r.Doc.SentenceOf(n.Head)
	for back := 0; back <= 1 && s-back >= 0; back++ {
		if back > 0 && r.Doc.Sentences[s-back].Paragraph != r.Doc.Sentences[s].Paragraph {
			break
		}
		var found []event.Found
		for _, c := range r.Clauses.In(s - back) {
			if c.Verb.First >= n.First {
				continue
			}
			for _, p := range []*clause.NP{c.Subject, c.Object} {
				if p == nil || c.Verb.Passive && p == c.Subject || p.First >= n.First || p.Mention == nil || p.Mention.Form != names.Name || p.Conj != nil {
					continue
				}
				for _, e := range x.parties.Mention(r, p.Mention) {
					if firm(e) {
						f := event.Found{Entity: e.Entity, First: n.First, Last: n.Last, Mention: p.Mention}
						if e.Type == factwire.Person {
							f.Entity.Type = factwire.Company
						}
						found = append(found, f)
					}
				}
			}
		}
		if found = event.Unique(found); len(found) > 0 {
			return found[0], len(found) == 1
		}
	}
	return event.Found{}, false
}

// several resolves "the companies", "both operators" to the list of firms that the text named last, within three sentences.
func (x *Extractor) several(r *reading.Reading, n *clause.NP) []event.Found {
	if n == nil || n.Mention != nil || r.Doc.Tokens[n.Head].Tag != "NNS" || n.Head-n.First > 2 || !x.parties.IsClass(r.Doc.Tokens[n.Head].Lemma) || len(n.Pre) > 0 || len(n.Preps) > 0 {
		return nil
	}
	switch r.Doc.Tokens[n.First].Lower {
	case "the", "both", "these", "those":
	default:
		return nil
	}
	first := r.Doc.Sentences[max(0, r.Doc.SentenceOf(n.Head)-3)].First
	for i := len(r.Clauses.Phrases) - 1; i >= 0 && r.Clauses.Phrases[i].First >= first; i-- {
		p := r.Clauses.Phrases[i]
		if p.First >= n.First || len(p.All()) < 2 {
			continue
		}
		var out []event.Found
		for _, m := range p.All() {
			if m.Mention == nil || m.Mention.Form != names.Name {
				out = nil
				break
			}
			for _, e := range x.parties.Mention(r, m.Mention) {
				if firm(e) {
					out = append(out, event.Found{Entity: e.Entity, First: n.First, Last: n.Last, Mention: m.Mention})
				}
			}
		}
		if len(out) == len(p.All()) {
			return out
		}
	}
	return nil
}

// firm reports an entity that "the firm" may mean: no state nor a body of one, and of two names that pass for a
// person's, one of which nothing says that it is.
func firm(e names.Entity) bool {
	switch e.Type {
	case factwire.Company:
		return true
	case factwire.Organization:
		return e.State == "" && !e.Outlet
	case factwire.Person:
		return e.Title == "" && e.Affiliation == ""
	}
	return false
}

// made reports goods that are named by their maker: "Acme cameras", "gear from Acme", which nothing binds.
func (x *Extractor) made(r *reading.Reading, n *clause.NP) bool {
	lemma := base(r, n)
	return n.Mention == nil && x.parties.IsGoods(lemma) && !x.parties.IsClass(lemma)
}

// place returns the state in whose networks or shops something must be done: "out of Latvia's networks", "in German shops".
func (x *Extractor) place(r *reading.Reading, c *clause.Clause) (event.Found, bool) {
	if c == nil {
		return event.Found{}, false
	}
	for _, p := range c.Preps {
		if p.Obj == nil || p.Prep != "from" && p.Prep != "out of" && p.Prep != "in" && p.Prep != "off" {
			continue
		}
		mentions := append([]*names.Mention{p.Obj.Mention}, p.Obj.Pre...)
		if p.Obj.Possessor != nil {
			mentions = append(mentions, p.Obj.Possessor.Mention)
		}
		for _, m := range mentions {
			if s, ok := x.parties.State(stateOf(x.parties.Mention(r, m))); ok {
				return event.Found{Entity: s, First: m.First, Last: m.Last, Mention: m}, true
			}
		}
	}
	return event.Found{}, false
}

// under takes the authority from the rule that is named: "under a Polish law", "under an FCC rule".
func (x *Extractor) under(r *reading.Reading, y *duty) []event.Found {
	if y.clause == nil {
		return nil
	}
	for _, p := range y.clause.Preps {
		if p.Prep != "under" && p.Prep != "pursuant to" && p.Prep != "in line with" || p.Obj == nil {
			continue
		}
		if a := x.owners(r, p.Obj); len(a) > 0 {
			return a
		}
	}
	return nil
}

// ruled takes the authority from the rule that binds: "an FCC rule requires operators to".
func (x *Extractor) ruled(r *reading.Reading, n *clause.NP) []event.Found {
	if n == nil || !x.words["rules"][r.Doc.Tokens[n.Head].Lemma] {
		return nil
	}
	return x.owners(r, n)
}

// owners returns those whose name stands before a phrase's noun: "the FCC's rule", "a Polish law".
func (x *Extractor) owners(r *reading.Reading, n *clause.NP) []event.Found {
	mentions := n.Pre
	if n.Possessor != nil && n.Possessor.Mention != nil {
		mentions = append(slices.Clone(mentions), n.Possessor.Mention)
	}
	for _, m := range mentions {
		a, _ := x.parties.Actors(r, event.Filler{Slot: "under", Mention: m})
		if len(a) > 0 {
			return a
		}
	}
	return nil
}
