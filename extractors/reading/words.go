package reading

import (
	"strings"

	"github.com/factwire/factwire/extractors/internal/clause"
)

// Line returns a text with a single space for each run of white space, and none at its ends.
func Line(text string) string {
	before := byte(' ')
	for i := 0; i < len(text); i++ {
		switch b := text[i]; {
		case b == ' ' && before == ' ' || b < ' ':
			return strings.Join(strings.Fields(text), " ")
		case b == 0xe2 && i+2 < len(text) && text[i+1] == 0x80 && text[i+2] >= 0x93 && text[i+2] <= 0x9d: // a dash or a quotation mark
			i += 2
			before = 0xe2
			continue
		case b == 0xc3 && i+1 < len(text): // a letter
			i++
			before = b
			continue
		case b >= 0x80: // there are spaces among these
			return strings.Join(strings.Fields(text), " ")
		}
		before = text[i]
	}
	return strings.TrimSuffix(text, " ")
}

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
