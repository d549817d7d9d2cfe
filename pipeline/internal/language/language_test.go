package language

import (
	"strings"
	"testing"
	"unicode"
)

// TestWord holds the quick way through a text against the library's.
func TestWord(t *testing.T) {
	for _, text := range []string{"", " ", "a", "The ministers met in Århus — and left.", "l'État, c'est moi", "\xff\xfea\xc3", "日本語 text", "x1y2", "…été…"} {
		var got []string
		for at := 0; at < len(text); {
			w, next := word(text, at)
			if next <= at {
				t.Fatalf("%q: no progress at %d", text, at)
			}
			if at = next; w != "" {
				got = append(got, w)
			}
		}
		want := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) })
		if strings.Join(got, "|") != strings.Join(want, "|") {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
