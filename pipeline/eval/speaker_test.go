package eval

import (
	"testing"

	"github.com/factwire/factwire"
)

// TestSameSpeaker compares speakers by surname and first letter, and takes a name without words for nobody.
func TestSameSpeaker(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"Ann Beckford", "Beckford", true}, {"Ann Beckford", "A. Beckford", true}, {"Ann Beckford", "Carl Beckford", false},
		{"…", "Ann Beckford", false}, {"Ann Beckford", "…", false},
	} {
		person := func(name string) factwire.Entity { return factwire.Entity{Name: name, Type: factwire.Person} }
		if got := (names{}).sameSpeaker(person(c.a), person(c.b)); got != c.want {
			t.Errorf("%q and %q: %v, want %v", c.a, c.b, got, c.want)
		}
	}
}
