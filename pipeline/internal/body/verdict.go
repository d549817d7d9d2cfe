package body

import "github.com/factwire/factwire/pipeline/internal/furniture"

// maxVerdict is the length in bytes of the longest line that is a verdict.
const maxVerdict = 120

// verdicts keeps what an article says a claim came to: "Rating: False", or a label with the word below it. So few words look like
// furniture, and without them the claim would be read as a fact.
func (a *analysis) verdicts(keep []bool) {
	list := furniture.Read()
	for i := range keep {
		b := &a.blocks[i]
		if len(b.Text) > maxVerdict || b.linked > 0 || b.Kind == Caption || a.elements[b.in].in&(inFooter|inAside|inForm|inNested) != 0 || !a.beside(keep, i) {
			continue
		}
		label, whole := list.Rates(furniture.Lower(b.Text))
		switch {
		case !label:
		case whole:
			keep[i] = true
		case i+1 < len(keep) && len(a.blocks[i+1].Text) <= maxVerdict && a.blocks[i+1].linked == 0:
			keep[i], keep[i+1] = true, true
		}
	}
}

// beside tells whether a kept block is one of the two before or behind a block.
func (a *analysis) beside(keep []bool, i int) bool {
	for k := max(0, i-2); k <= min(len(keep)-1, i+2); k++ {
		if keep[k] {
			return true
		}
	}
	return false
}
