package clause

import (
	"strings"

	"github.com/factwire/factwire/extractors/internal/names"
)

// counted returns the phrase that a noun of quantity before "of" counts, widened by that noun: "a package of sanctions on
// Acme" is sanctions on Acme, whatever the clause does to the package. It is nil where np names no quantity, or something of
// its own.
func (b *builder) counted(np *NP) *NP {
	if np.Mention != nil || len(np.Preps) == 0 || np.Preps[0].Prep != "of" || np.Preps[0].Obj == nil || !b.p.quantities[b.doc.Tokens[np.Head].Lemma] {
		return nil
	}
	inner := np.Preps[0].Obj
	if np.Preps[0].Tok != np.Last || inner.First != np.Last+1 || inner.Mention != nil && inner.Mention.Form == names.Pronoun || !b.plain(inner) {
		return nil
	}
	inner.First = np.First
	inner.Neg = inner.Neg || np.Neg
	if inner.Possessor == nil {
		inner.Possessor = np.Possessor
	}
	if inner.Date == nil {
		inner.Date = np.Date
	}
	inner.Pre = append(np.Pre, inner.Pre...)
	return inner
}

// plain reports a phrase of things that can be counted: a plural, a mass, or an indefinite thing, and not one that the
// text has pointed out.
func (b *builder) plain(n *NP) bool {
	t := b.doc.Tokens[n.First]
	return t.Tag != "DT" && t.Tag != "PRP$" && n.Possessor == nil && !strings.HasPrefix(t.Tag, "W")
}
