package names

import (
	"strings"

	"github.com/factwire/factwire"
)

// neighbour returns the one state, beside its owner, that the text names since the sentence before, for "its neighbour" at token t; nil where it names
// none or several.
func (b *builder) neighbour(owner, t, sentence int) []int {
	if b.r.Entities[owner].Type != factwire.Country {
		return nil
	}
	found := -1
	for k := b.d.Sentences[max(0, sentence-1)].First; k < t; k++ {
		if b.r.at[k] == 0 {
			continue
		}
		m := &b.r.Mentions[b.r.at[k]-1]
		if m.Form != Name {
			continue
		}
		for _, e := range m.Entities {
			if e == owner || e == found || b.r.Entities[e].Type != factwire.Country {
				continue
			}
			if found >= 0 {
				return nil
			}
			found = e
		}
	}
	return one(found)
}

// owned returns the state of "its government", "his country", whose pronoun means owner, or nil.
func (b *builder) owned(noun string, owner int) []int {
	if !b.w.ownStates[noun] {
		return nil
	}
	e := &b.r.Entities[owner]
	if e.Code != "" {
		return []int{owner}
	}
	if len(e.Affiliation) == 2 && strings.ToUpper(e.Affiliation) == e.Affiliation {
		return []int{b.country(e.Affiliation)}
	}
	return nil
}
