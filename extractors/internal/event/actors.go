package event

import (
	"slices"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/internal/nlp"
	"github.com/factwire/factwire/extractors/reading"
)

// partOf returns the group of which "none", "neither", "each", "both" or "all" is told: "none of the three". It is nil for other phrases.
func partOf(r *reading.Reading, n *clause.NP) *clause.NP {
	switch r.Doc.Tokens[n.Head].Lower {
	case "none", "neither", "each", "both", "all", "either":
	default:
		return nil
	}
	if o := behind(n, "of"); o != nil && o.Mention.Form == names.Nominal && len(o.Mention.Entities) > 1 {
		return o
	}
	return nil
}

// mere reports a name inside a compound that tells nothing of whose a thing is: "U.S.-funded", but "Russian-owned".
func (p *Parties) mere(r *reading.Reading, m *names.Mention) bool {
	if m.Last != m.First+1 {
		return false
	}
	_, done, ok := strings.Cut(r.Doc.Tokens[m.First].Lower, "-")
	return ok && strings.HasSuffix(done, "ed") && !p.made[done]
}

// behind returns the named object of a preposition directly behind n, or nil.
func behind(n *clause.NP, prep string) *clause.NP {
	for _, pp := range n.Preps {
		if pp.Prep == prep && pp.Obj != nil && pp.Obj.Mention != nil {
			return pp.Obj
		}
	}
	return nil
}

// OfName returns whose body a description without name is, where the text says: "the government of
// Boris Johnson", "the ministry of Kenya". Told reports that the text says so, also where whom it names acts
// for nobody that is known: the description then means nobody else.
func (p *Parties) OfName(r *reading.Reading, n *clause.NP) (owners []*clause.NP, told bool) {
	if n == nil || n.Mention == nil || n.Mention.Form != names.Nominal || !p.agents[r.Doc.Tokens[n.Head].Lemma] {
		return nil, false
	}
	for _, pp := range n.Preps {
		if pp.Prep != "of" || pp.Obj == nil || pp.Obj.Mention == nil || pp.Obj.Mention.Form != names.Name {
			continue
		}
		for _, e := range p.Mention(r, pp.Obj.Mention) {
			if e.Type != factwire.Person || e.Affiliation != "" {
				return pp.Obj.All(), true
			}
		}
		return nil, true
	}
	return nil, false
}

// owner returns the state whose name in the possessive stands before a person's: "Norway's Ada Ost".
func owner(p *Parties, r *reading.Reading, n *clause.NP) factwire.Entity {
	if n == nil || n.Possessor == nil || n.Possessor.Mention == nil || n.Possessor.Mention.Form != names.Name || n.Mention == nil || n.First != n.Possessor.First || n.Possessor.Last+1 != n.Mention.First {
		return factwire.Entity{}
	}
	for _, e := range p.Mention(r, n.Possessor.Mention) {
		if e.Type.IsState() {
			return e.Entity
		}
	}
	return factwire.Entity{}
}

// countryBehind returns the country that follows a person: "Ada Ost of Norway".
func countryBehind(p *Parties, r *reading.Reading, n *clause.NP) factwire.Entity {
	if n == nil {
		return factwire.Entity{}
	}
	for _, pp := range n.Preps {
		if pp.Prep != "of" || pp.Obj == nil {
			continue
		}
		for _, e := range p.Mention(r, pp.Obj.Mention) {
			if e.Type == factwire.Country {
				return e.Entity
			}
		}
	}
	return factwire.Entity{}
}

// affiliation returns the state or the organization that a person acts for.
func (p *Parties) affiliation(r *reading.Reading, person names.Entity) factwire.Entity {
	if s, ok := p.State(person.Affiliation); ok {
		return s
	}
	for _, e := range r.Names.Entities {
		if e.Name == person.Affiliation {
			if s, ok := p.State(e.State); ok {
				return s
			}
			return e.Entity
		}
	}
	return factwire.Entity{Name: person.Affiliation, Type: factwire.Organization}
}

// spokenFor returns the state for which an official speaks who says what "it" does: "Minister Ost of Norway said it was
// halting exports"; nil where that is not told.
func (p *Parties) spokenFor(r *reading.Reading, f Filler) *Found {
	if f.NP == nil || f.Mention == nil || f.Mention.Form != names.Pronoun || r.Doc.Tokens[f.NP.Head].Lower != "it" {
		return nil
	}
	c := f.NP.OfClause
	if c == nil || c.Relation != clause.Complement || c.Parent == nil || c.Parent.Subject == nil || c.Parent.Subject.Mention == nil {
		return nil
	}
	for _, e := range p.Mention(r, c.Parent.Subject.Mention) {
		if s, ok := p.State(e.Affiliation); ok && e.Type == factwire.Person && e.Title != "" {
			return &Found{Entity: s, First: f.Mention.First, Last: f.Mention.Last, Slot: f.Slot, Mention: f.Mention}
		}
	}
	return nil
}

// apposed returns the name behind which a phrase stands as apposition: "Estonia, a former republic that had joined".
func apposed(r *reading.Reading, n *clause.NP) *names.Mention {
	if n == nil || n.First < 2 || r.Doc.Tokens[n.First].Tag != "DT" || r.Doc.Tokens[n.First-1].Text != "," || n.Mention != nil && n.First == n.Mention.First {
		return nil
	}
	if !Indefinite(r, n) {
		return nil
	}
	if m := r.Names.At(n.First - 2); m != nil && m.Form == names.Name && m.Last == n.First-1 {
		return m
	}
	return nil
}

// calledSo returns the name that a participle behind a description gives it: "a firm named Loopcast", "an app known as Loto". It is nil where
// none does.
func (p *Parties) calledSo(n *clause.NP) *clause.NP {
	if n == nil || n.Mention != nil {
		return nil
	}
	for _, m := range n.Mods {
		if !m.Reduced || m.Verb.Form != clause.Participle || m.Verb.Neg || !p.calling[m.Verb.Lemma] {
			continue
		}
		called := []*clause.NP{m.Object2, m.Compl, m.Object}
		for _, pp := range m.Preps {
			if pp.Prep == "as" {
				called = append(called, pp.Obj)
			}
		}
		for _, o := range called {
			if o != nil && o != n && o.Mention != nil && o.Mention.Form == names.Name {
				return o
			}
		}
	}
	return nil
}

// Indefinite reports a phrase that begins with "a" or "an"; n may be nil.
func Indefinite(r *reading.Reading, n *clause.NP) bool {
	return n != nil && indefinite(r.Doc, n)
}

func indefinite(doc *nlp.Document, n *clause.NP) bool {
	w := doc.Tokens[n.First].Lower
	return w == "a" || w == "an"
}

// ActsBy reports whether an actor stands for one of the people whose title, in lower case, is as asked.
func ActsBy(people []Found, actor Found, title func(string) bool) bool {
	return slices.ContainsFunc(people, func(p Found) bool { return p.Mention == actor.Mention && title(strings.ToLower(p.Entity.Title)) })
}

// Acts reports whether a clause's subject is one of those by whom a fact was done, or nobody known: whether who ends a measure or
// leaves a pact may do so.
func (p *Parties) Acts(r *reading.Reading, c *clause.Clause, f factwire.Fact) bool {
	if c.Subject == nil {
		return true
	}
	known := false
	for _, n := range c.Subject.All() {
		actors, _ := p.Actors(r, Filler{Slot: "subject", NP: n, Mention: n.Mention})
		own := n.Possessor != nil && n.Possessor.Mention != nil && n.Possessor.Mention.Form == names.Pronoun
		for _, a := range actors {
			if own && !a.Entity.Type.IsState() {
				continue // "its new government": whose it is, is not known for certain
			}
			known = true
			if slices.Contains(factwire.Keys(f.Who), a.Entity.Key()) {
				return true
			}
		}
	}
	return !known
}
