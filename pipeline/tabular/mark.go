package tabular

import (
	"strings"

	"github.com/factwire/factwire"
)

// Mark returns the evidence's text with the words of the fact's fields between open and close, cleaned for a terminal.
func Mark(e factwire.Evidence, open, close string) string {
	marked := make([]bool, len(e.Text)+1)
	for _, spans := range e.Spans {
		for _, s := range spans {
			for i := max(s[0]-e.Start, 0); i < min(s[1]-e.Start, len(e.Text)); i++ {
				marked[i] = true
			}
		}
	}
	var b strings.Builder
	for i := 0; i < len(e.Text); {
		j := i
		for j < len(e.Text) && marked[j] == marked[i] {
			j++
		}
		part := e.Text[i:j]
		clean := Clean(part)
		if strings.TrimSpace(part) == "" {
			b.WriteString(" ")
		} else {
			if part[0] == ' ' || part[0] == '\n' {
				b.WriteString(" ")
			}
			if marked[i] {
				clean = open + clean + close
			}
			b.WriteString(clean)
			if last := part[len(part)-1]; last == ' ' || last == '\n' {
				b.WriteString(" ")
			}
		}
		i = j
	}
	return strings.TrimSpace(b.String())
}
