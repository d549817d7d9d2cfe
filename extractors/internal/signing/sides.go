package signing

import (
	"slices"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/event"
	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/lexicon"
	"github.com/factwire/factwire/extractors/reading"
)

// instruments splits a plural of instruments into one signing for each counterpart.
func (x *Extractor) instruments(r *reading.Reading, c *candidate) [][]event.Found {
	return append(x.ofSides(r, c), c.gapped...)
}

// gap returns who signed one with f, where the verb is left out: "and Namibia one with Ericsson"; nil where it is not.
func (x *Extractor) gap(r *reading.Reading, f event.Filler) []event.Found {
	if f.Slot != "with" || f.NP == nil || f.NP.First < 4 {
		return nil
	}
	t := f.NP.First - 2
	if w := r.Doc.Tokens[t].Lower; r.Doc.Tokens[t+1].Lower != "with" || w != "one" && w != "another" {
		return nil
	}
	m := r.Names.At(t - 1)
	if m == nil || m.Form != names.Name || m.First == 0 {
		return nil
	}
	if w := r.Doc.Tokens[m.First-1].Lower; w != "and" && w != "," && w != "while" && w != "but" {
		return nil
	}
	a, _ := x.parties.Actors(r, event.Filler{Slot: "subject", NP: &clause.NP{First: m.First, Last: m.Last, Head: m.Last - 1, Mention: m}, Mention: m})
	return parties(a)
}

// ofSides makes the signings of those on either side.
func (x *Extractor) ofSides(r *reading.Reading, c *candidate) [][]event.Found {
	a, b := c.sides[0], c.sides[1]
	if c.class == "accession" {
		return cross(a, b)
	}
	if c.match.Noun == nil && withs(c.match) > 1 && slot(b) == "with" {
		return cross(a, b) // "signed with Chad on Monday, and with Norway on Tuesday"
	}
	if c.match.Noun != nil && plural(r, c.match.Noun) && len(a) > 0 && len(b) > 0 && (len(a) > 1 || len(b) > 1) {
		if s := slot(b); s == "with" || s == "to" {
			return cross(a, b)
		}
	}
	return [][]event.Found{union(a, b)}
}

// withs counts the phrases behind "with" of a match's clause.
func withs(m event.Match) int {
	n := 0
	for _, p := range m.Clause.Preps {
		if p.Prep == "with" {
			n++
		}
	}
	return n
}

func slot(all []event.Found) string {
	if len(all) == 0 {
		return ""
	}
	return all[0].Slot
}

func plural(r *reading.Reading, n *clause.NP) bool {
	t := r.Doc.Tokens[n.Head]
	if n.Last < len(r.Doc.Tokens) && r.Doc.Tokens[n.Last].Lower == "each" {
		return true // "a contract each with Germany and Italy"
	}
	return t.Tag == "NNS" || t.Tag == "NNPS" || t.Lower == "memoranda" || t.Lower == "mous"
}

func cross(a, b []event.Found) [][]event.Found {
	var out [][]event.Found
	for _, f := range enrolled(a) {
		for _, g := range enrolled(b) {
			if both := union(f, g); len(both) > 1 {
				out = append(out, both)
			}
		}
	}
	return out
}

// enrolled parts those found, a bloc and the members that the text lists for it being one part.
func enrolled(all []event.Found) [][]event.Found {
	var out [][]event.Found
	for i := 0; i < len(all); {
		next := i + 1
		for next < len(all) && all[next].Under != nil {
			next++
		}
		out = append(out, all[i:next])
		i = next
	}
	return out
}

func union(a, b []event.Found) []event.Found {
	return event.Unique(append(slices.Clone(a), b...))
}

// parties keeps what can sign: states, blocs, companies, organizations, places; and a programme by whose name its members are meant.
func parties(all []event.Found) []event.Found {
	var out []event.Found
	for i, f := range all {
		switch f.Entity.Type {
		case factwire.Program:
			if i+1 < len(all) && all[i+1].Under != nil {
				out = append(out, f)
			}
		case factwire.Country, factwire.Bloc, factwire.Company, factwire.Organization, factwire.Place, factwire.Person:
			out = append(out, f)
		}
	}
	return event.Unique(out)
}

// noPeople leaves out those who are there only for a person: a minister who joins a party does not join for the state.
func noPeople(all, people []event.Found) []event.Found {
	return slices.DeleteFunc(slices.Clone(all), func(f event.Found) bool {
		return slices.ContainsFunc(people, func(p event.Found) bool { return p.Mention == f.Mention })
	})
}

// signatories leaves out of those who act whom a legislator, who signs for nobody, or a place that a pronoun is taken for
// would make a party.
func (x *Extractor) signatories(r *reading.Reading, f event.Filler, actors, people []event.Found) []event.Found {
	if f.NP != nil && f.Mention != nil && f.Mention.Form == names.Nominal && r.Doc.Tokens[f.NP.Head].Lemma == "side" && !named(r, f.Mention, actors) {
		return nil // "the two sides" of what is spoken of further up
	}
	return slices.DeleteFunc(actors, func(a event.Found) bool {
		if a.Entity.Type == factwire.Place && f.Mention != nil && f.Mention.Form == names.Pronoun {
			return true
		}
		if a.Entity.Type == factwire.Place && event.ActsBy(people, a, func(title string) bool { return !x.mayors[title] }) {
			return true // an attorney signs for no city
		}
		return a.Entity.Type != factwire.Person && event.ActsBy(people, a, func(title string) bool { return x.legislators[title] })
	})
}

// agency reports whether an adjective of a country stands before who acts for it: "the Dutch government", and no "British
// citizens".
func (x *Extractor) agency(r *reading.Reading, f event.Found) bool {
	for t := f.Last; t < min(f.Last+4, len(r.Doc.Tokens)); t++ {
		if x.parties.IsFolk(r.Doc.Tokens[t].Lemma) {
			return false
		}
		if x.parties.IsClass(r.Doc.Tokens[t].Lemma) {
			return true
		}
	}
	return false
}

// listed resolves the members of a list in the next sentence to parties.
func (x *Extractor) listed(r *reading.Reading, list []*clause.NP) []event.Found {
	var out []event.Found
	for _, n := range list {
		a, _ := x.parties.Actors(r, event.Filler{Slot: "subject", NP: n, Mention: n.Mention})
		out = append(out, a...)
	}
	return parties(out)
}

// targets resolves what a match says is joined.
func (x *Extractor) targets(r *reading.Reading, m event.Match) []event.Found {
	var out []event.Found
	for _, f := range x.matcher.Role(r, m, m.Frame.With) {
		out = append(out, x.joined(r, m, f)...)
	}
	return out
}

// joined resolves what is joined: a programme, a coalition, a pact or an organization.
func (x *Extractor) joined(r *reading.Reading, m event.Match, f event.Filler) []event.Found {
	var out []event.Found
	if f.NP != nil && (f.Mention == nil || len(f.Mention.Entities) == 0) {
		for _, a := range f.NP.Appos { // "the Trans-Pacific pact, the CPTPP"
			if a.Mention != nil && a.Mention.Form == names.Name {
				return x.joined(r, m, event.Filler{Slot: f.Slot, NP: a, Mention: a.Mention})
			}
		}
	}
	if event.Indefinite(r, f.NP) {
		return nil // "signing a Corporate Integrity Agreement": one of its kind
	}
	if f.Mention == nil || f.Mention.Form == names.Adjective || f.Mention.Form == names.Pronoun {
		return nil
	}
	for _, e := range x.parties.Mention(r, f.Mention) {
		if x.statutes[event.LastWord(e.Name)] || x.nouns[strings.ToLower(e.Name)] {
			continue // a law is signed into force, and joined by nobody; "the Armistice" is one, and no text of that name
		}
		switch e.Type {
		case factwire.Program, factwire.Bloc:
		case factwire.Organization:
			if e.Weak && !m.Frame.Is(lexicon.Text) || e.Outlet || e.State != "" || x.parties.IsFaction(e.Entity) {
				continue
			}
		default:
			continue
		}
		out = append(out, event.Found{Entity: e.Entity, First: f.Mention.First, Last: f.Mention.Last, Slot: f.Slot, Mention: f.Mention})
	}
	return out
}

// named reports whether all those whom a description means are named in its sentence or in the one before.
func named(r *reading.Reading, m *names.Mention, all []event.Found) bool {
	first := r.Doc.Sentences[max(0, r.Doc.SentenceOf(m.First)-1)].First
	for _, a := range all {
		found := false
		for t := first; t < m.First && !found; t++ {
			n := r.Names.At(t)
			found = n != nil && n.Form != names.Pronoun && slices.ContainsFunc(n.Entities, func(i int) bool { return r.Names.Entities[i].Same(a.Entity) })
		}
		if !found {
			return false
		}
	}
	return true
}

// capitals takes capitals for their states where they sign with a state, a bloc or a programme, or with one another.
func (x *Extractor) capitals(c *candidate) {
	states := 0
	for _, f := range slices.Concat(c.sides[0], c.sides[1]) {
		_, capital := x.parties.Capital(f.Entity)
		if capital || f.Entity.Type.IsState() || f.Entity.Type == factwire.Program {
			states++
		}
	}
	for i := range c.sides {
		for k := range c.sides[i] {
			if s, ok := x.parties.Capital(c.sides[i][k].Entity); ok && states > 1 {
				c.sides[i][k].Entity = s
			}
		}
	}
}
