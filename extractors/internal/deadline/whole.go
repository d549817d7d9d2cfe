package deadline

import (
	"slices"
	"strings"

	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/reading"
)

// whole widens the words of a task, tokens [first, last), where without more they would tell half of it: to the noun that a relative
// clause tells of ("a bill that Norway must pass"), and to what somebody is kept or left ("keep the schools open").
func (x *Extractor) whole(r *reading.Reading, c *clause.Clause, first, last int) (int, int) {
	if n := c.Noun; n != nil && c.Relation == clause.Relative && !c.Reduced && last == c.Verb.Last && (c.Object == nil || c.Object == n) && c.Subject != n && bareObject(r, c, n) {
		if inner := r.Clauses.PhraseAt(n.Last - 1); inner != nil {
			return inner.First, last // "part of a bill that Norway must pass"
		}
		return n.First, last
	}
	if !x.words["keepers"][c.Verb.Lemma] || last < c.Verb.Last {
		return first, last
	}
	end := r.Doc.Sentences[c.Sentence].Last
	if last == c.Verb.Last {
		for _, ch := range c.Children {
			if n := ch.Subject; n != nil && n.First == last && n.Last == ch.Verb.First && ch.Verb.Last == ch.Verb.First+1 {
				return first, ch.Verb.Last // "keep the government funded", read as a clause of its own
			}
		}
	}
	if c.Object == nil || c.Object.Last != last || last >= end {
		return first, last
	}
	if t := r.Doc.Tokens[last]; strings.HasPrefix(t.Tag, "JJ") || t.Tag == "VBN" || t.Tag == "RP" {
		return first, last + 1
	}
	return first, last
}

// bareObject reports a relative clause whose verb lacks an object, which is thus the noun before it, and no verb that stands
// alone: it has no preposition and no other task behind its verb.
func bareObject(r *reading.Reading, c *clause.Clause, n *clause.NP) bool {
	if n.Last >= c.Verb.First || c.Verb.First-n.Last > 8 {
		return false
	}
	if t := r.Doc.Tokens[n.Last].Lower; t != "that" && t != "which" && (c.Subject == nil || c.Subject.First != n.Last) {
		return false // "the measures by which", "the stake, which"
	}
	return !slices.ContainsFunc(c.Children, func(ch *clause.Clause) bool { return ch.Relation == clause.XComp && ch.Verb.First == c.Verb.Last })
}
