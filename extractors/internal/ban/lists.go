package ban

import (
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/reading"
)

// barring reports whether a list is one of those barred: "the Entity List", "a blacklist".
func (x *Extractor) barring(r *reading.Reading, n *clause.NP) bool {
	return listOf(r, n, x.barringLists)
}

// admitting reports whether a list is one of those let in: "its register of approved suppliers".
func (x *Extractor) admitting(r *reading.Reading, n *clause.NP) bool {
	return listOf(r, n, x.admittingLists) && !x.barring(r, n)
}

// listOf reports whether one of some words stands in the phrase of a list, or behind its "of": "a list of banned suppliers".
func listOf(r *reading.Reading, n *clause.NP, words map[string]bool) bool {
	is := func(n *clause.NP) bool {
		for t := n.First; t < n.Last; t++ {
			if words[r.Doc.Tokens[t].Lower] {
				return true
			}
		}
		return false
	}
	return is(n) || len(n.Preps) > 0 && n.Preps[0].Prep == "of" && n.Preps[0].Obj != nil && is(n.Preps[0].Obj)
}
