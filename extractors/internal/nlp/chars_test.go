package nlp_test

import (
	"strings"
	"testing"

	"github.com/factwire/factwire/extractors/internal/nlp"
)

// TestLine sets the short way of most lines beside the plain one.
func TestLine(t *testing.T) {
	for _, text := range []string{
		"", " ", "one", "one two", " one", "one ", "one  two", "one \n two\t", "one\u00a0two", "one\u2009two", "one\u2028two", "one\u3000two\u0085",
		"“Quoted” — and more…", "“ ” ", "naïve café", "café ", "\xc3", "\xe2\x80", "a\xff b", "— \u2003—", "Ünlü  Öz", "Żółć Łódź",
	} {
		if got, want := nlp.Line(text), strings.Join(strings.Fields(text), " "); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
