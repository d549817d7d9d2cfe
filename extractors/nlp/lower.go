package nlp

import "strings"

// lowerer lowers words, with as few copies as can be: a word that the model knows,
// or that the text had before, is shared.
type lowerer struct {
	known map[string]*wordRows
	seen  map[string]string
}

// of returns w in lower case with straight apostrophes and without inserted brackets.
func (l *lowerer) of(w string) string {
	plain := true
	for i := range len(w) {
		if b := w[i]; isUpperASCII(b) || b >= 0x80 || b == '[' {
			plain = false
			break
		}
	}
	if plain {
		return w
	}
	if low, ok := l.seen[w]; ok {
		return low
	}
	low := strings.ToLower(w)
	if strings.ContainsAny(low, "’ʼ´") {
		low = strings.NewReplacer("’", "'", "ʼ", "'", "´", "'").Replace(low)
	}
	if strings.HasPrefix(low, "[") && len(low) > 3 && low[2] == ']' { // "[W]e" is "we"
		low = low[1:2] + low[3:]
	}
	if known, ok := l.known[low]; ok {
		low = known.word
	}
	if l.seen == nil {
		l.seen = map[string]string{}
	}
	l.seen[w] = low
	return low
}
