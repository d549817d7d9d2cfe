package signing

import (
	"slices"

	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/event"
	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/reading"
)

// ones adds those with whom the single ones of several instruments are: "two deals, one with Acme and another with Globex", "deals with Acme
// to build it and with Globex to test it".
func (x *Extractor) ones(r *reading.Reading, c *candidate) {
	n := c.match.Noun
	if n == nil || len(c.sides[0]) == 0 || !plural(r, n) {
		return
	}
	for t := n.Last; t+1 < r.Doc.Sentences[r.Doc.SentenceOf(n.Head)].Last; t++ {
		switch tok := r.Doc.Tokens[t]; tok.Tag {
		case "VBD", "VBZ", "VBP", "MD":
			return // what follows is told of something else
		default:
			if tok.Lower == "with" && x.single(r, c, t) {
				x.addOne(r, c, t+1)
			}
		}
	}
	c.sides[1] = event.Unique(c.sides[1])
}

// single reports a "with" at token t behind a word for one of several instruments, or behind "and" where another one was told with somebody.
func (x *Extractor) single(r *reading.Reading, c *candidate, t int) bool {
	prev := r.Doc.Tokens[t-1].Lower
	if prev == "and" {
		return slices.ContainsFunc(c.sides[1], func(f event.Found) bool { return f.Slot == "with" })
	}
	return x.each[prev] && r.Names.At(t-2) == nil // but "and Namibia one with Ericsson"
}

// addOne adds those of whom the phrase at token t is to the other side.
func (x *Extractor) addOne(r *reading.Reading, c *candidate, t int) {
	n := r.Clauses.PhraseAt(t)
	if n == nil || n.Mention == nil || n.Mention.Form != names.Name {
		return
	}
	f := event.Filler{Slot: "with", NP: &clause.NP{First: n.First, Last: n.Last, Head: n.Head, Mention: n.Mention}, Mention: n.Mention}
	a, p := x.parties.Actors(r, f)
	c.sides[1] = append(c.sides[1], x.signatories(r, f, a, p)...)
	c.people = append(c.people, p...)
}
