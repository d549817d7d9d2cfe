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

// TestShort wants an English sentence not to be taken for another language by the few words that both have, and a short
// foreign one to be known still.
func TestShort(t *testing.T) {
	for text, want := range map[string]string{
		"Austria hired Lindqvist Energi AB to build a dam under a contract signed last month.":   "",
		"Rakousko podepsalo smlouvu s Norskem a premiér řekl, že se na ni těší celá země.":       "cs",
		"Österreich hat am Montag einen Vertrag mit Norwegen unterzeichnet, sagte der Minister.": "de",
	} {
		if _, got := Of(text); got != want && !(want == "" && got == "en") {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
