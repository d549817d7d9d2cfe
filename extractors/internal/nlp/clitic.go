package nlp

import "strings"

// split appends the parts of the word text[i:j]: its clitics are tokens of their own.
func split(tokens []Token, text string, i, j int) []Token {
	w := text[i:j]
	if len(w) == 6 && strings.EqualFold(w, "cannot") {
		return append(tokens, Token{Start: i, End: i + 3}, Token{Start: i + 3, End: j})
	}
	first := len(tokens)
	for range 2 { // "who'd've"
		at := clitic(text[i:j])
		if at <= 0 {
			break
		}
		tokens = append(tokens, Token{Start: i + at, End: j})
		j = i + at
	}
	tokens = append(tokens, Token{Start: i, End: j})
	for a, b := first, len(tokens)-1; a < b; a, b = a+1, b-1 {
		tokens[a], tokens[b] = tokens[b], tokens[a]
	}
	return tokens
}

// clitic returns where the last clitic of a word begins, or 0 if it has none.
func clitic(w string) int {
	if len(w) < 3 {
		return 0
	}
	tail := 0
	for k := len(w) - 1; k > 0 && k >= len(w)-6; k-- {
		switch {
		case w[k] == '\'':
			tail = 1
		case w[k] == 0xe2 && strings.HasPrefix(w[k:], "’"):
			tail = len("’")
		case w[k] == 0xca && strings.HasPrefix(w[k:], "ʼ"), w[k] == 0xc2 && strings.HasPrefix(w[k:], "´"):
			tail = 2
		}
		if tail == 0 {
			continue
		}
		suffix := w[k+tail:]
		switch {
		case len(suffix) == 1:
			switch suffix[0] | 0x20 {
			case 's', 'm', 'd':
				return k
			case 't':
				if k > 1 && w[k-1]|0x20 == 'n' {
					return k - 1
				}
			}
		case len(suffix) == 2:
			switch {
			case strings.EqualFold(suffix, "re"), strings.EqualFold(suffix, "ve"), strings.EqualFold(suffix, "ll"):
				return k
			}
		}
		return 0
	}
	return 0
}

// behindStop returns the end of a possessive "'s" that begins at i behind a word's own full stop or exclamation mark ("Acme Corp.'s", "Yahoo!'s"),
// or i.
func behindStop(text string, i, end int) int {
	if b := text[i-1]; b != '.' && b != '!' {
		return i
	}
	r, size := decode(text, i, end)
	s := i + size
	if !isApostrophe(r) || s >= end || text[s]|0x20 != 's' || wordAt(text, s+1, end) {
		return i
	}
	return s + 1
}
