package fold

import "strings"

// spaced finds the space that programs put around punctuation to part words: "It is final , he said ." It is one of these texts
// if most of its commas and full stops stand apart.
func spaced(text string) []edit {
	apart := strings.Count(text, " , ") + strings.Count(text, " . ") + strings.Count(text, " .\n")
	if apart < 3 || apart < strings.Count(text, ", ")+strings.Count(text, ". ")+strings.Count(text, ".\n")-apart {
		return nil
	}
	var edits []edit
	for i := 1; i < len(text); i++ {
		switch text[i] {
		case ',', '.', ';', ':', '!', '?', ')', '%':
			if n := len(edits); n > 0 && edits[n-1].end == i {
				continue // that space is gone
			}
			if text[i-1] == ' ' && (i+1 == len(text) || text[i+1] == ' ' || text[i+1] == '\n') {
				edits = append(edits, edit{i - 1, i, ""})
			}
		case '(':
			if i+1 < len(text) && text[i+1] == ' ' {
				edits = append(edits, edit{i + 1, i + 2, ""})
				i++
			}
		}
	}
	return edits
}
