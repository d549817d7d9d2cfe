package nlp

import "strings"

// lowered returns w in lower case with straight apostrophes and without inserted brackets. A word that the model knows
// is shared with it.
func lowered(w string, known *words) string {
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
	low := strings.ToLower(w)
	if strings.ContainsAny(low, "’ʼ´") {
		low = strings.NewReplacer("’", "'", "ʼ", "'", "´", "'").Replace(low)
	}
	if strings.HasPrefix(low, "[") && len(low) > 3 && low[2] == ']' { // "[W]e" is "we"
		low = low[1:2] + low[3:]
	}
	if r := known.of(low); r != nil {
		low = r.word
	}
	return low
}
