package signing

import (
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/clause"
	"github.com/factwire/factwire/extractors/event"
	"github.com/factwire/factwire/extractors/reading"
)

// instruments splits a plural of instruments into one signing for each counterpart.
func (x *Extractor) instruments(r *reading.Reading, c *candidate) [][]event.Found {
	a, b := c.sides[0], c.sides[1]
	if c.class == "accession" {
		return cross(a, b)
	}
	if c.match.Noun != nil && plural(r, c.match.Noun) && len(a) > 0 && len(b) > 0 && (len(a) > 1 || len(b) > 1) {
		if s := slot(b); s == "with" || s == "to" {
			return cross(a, b)
		}
	}
	return [][]event.Found{union(a, b)}
}

func slot(all []event.Found) string {
	if len(all) == 0 {
		return ""
	}
	return all[0].Slot
}

func plural(r *reading.Reading, n *clause.NP) bool {
	t := r.Doc.Tokens[n.Head]
	return t.Tag == "NNS" || t.Tag == "NNPS" || t.Lower == "memoranda" || t.Lower == "mous"
}

func cross(a, b []event.Found) [][]event.Found {
	var out [][]event.Found
	for _, f := range a {
		for _, g := range b {
			if f.Entity.Key() != g.Entity.Key() {
				out = append(out, []event.Found{f, g})
			}
		}
	}
	return out
}

func union(a, b []event.Found) []event.Found {
	return event.Unique(append(slices.Clone(a), b...))
}

// parties keeps what can sign: states, blocs, companies, organizations, places.
func parties(all []event.Found) []event.Found {
	var out []event.Found
	for _, f := range all {
		switch f.Entity.Type {
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
