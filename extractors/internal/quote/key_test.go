package quote

import "testing"

// TestWordKey holds the quick way to a key against that for any text.
func TestWordKey(t *testing.T) {
	for _, what := range []string{"", " ", "We will not sign.", "“We” will, he said, ‘not’ sign", "It's 5.2\tmillion\nkroner!", "Ørsted – and others", "...", "a  b", "\xe2\x80", "A’s"} {
		if got, want := wordKey(what), otherKey(what); got != want {
			t.Errorf("%q: %q, want %q", what, got, want)
		}
	}
}
