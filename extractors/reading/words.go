package reading

import (
	"strings"

	"github.com/factwire/factwire/extractors/internal/clause"
)

// Words says a clause for explanations: who does what to whom, its parts in the folded text's words, each party in brackets.
func (r *Reading) Words(c *clause.Clause) string {
	text := func(n *clause.NP) string {
		var parts []string
		for _, m := range n.All() {
			parts = append(parts, r.Doc.Text[r.Doc.Tokens[m.First].Start:r.Doc.Tokens[m.Last-1].End])
		}
		return strings.Join(parts, " + ")
	}
	parts := []string{"[" + text(c.Subject) + "]", strings.TrimSpace(c.Verb.Lemma + " " + c.Verb.Particle)}
	if c.Verb.Neg || c.Verb.Modality == clause.Yet {
		parts = append(parts, "NOT")
	}
	if c.Object != nil {
		parts = append(parts, "["+text(c.Object)+"]")
	}
	if c.Object2 != nil {
		parts = append(parts, "["+text(c.Object2)+"]")
	}
	for _, p := range c.Preps {
		if p.Obj != nil {
			parts = append(parts, p.Prep+" ["+text(p.Obj)+"]")
		}
	}
	if c.Mark != "" {
		parts = append(parts, "("+c.Mark+")")
	}
	if c.Parent != nil {
		parts = append(parts, "under "+c.Parent.Verb.Lemma)
	}
	return strings.Join(parts, " ")
}
