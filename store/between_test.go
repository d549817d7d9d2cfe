package store_test

import (
	"testing"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store"
)

// TestBetween wants of an article without a date, in several files, what all of them tell of when it was written, in whatever order they come; of
// another text at the same address it tells nothing.
func TestBetween(t *testing.T) {
	at := func(origin, between, text string) store.Entry {
		return store.Entry{Article: factwire.Article{ID: "a", URL: "https://fjord.example/a", Text: text, Origin: origin, Between: between}}
	}
	late, early, other := at("/late.txt", "2019/2024-03-05", "text"), at("/early.txt", "2019/2021-01-01", "text"), at("/late.txt", "../2024-06-06", "longer text")
	for name, c := range map[string]struct {
		entries []store.Entry
		want    string
	}{
		"one":            {[]store.Entry{late}, "2019/2024-03-05"},
		"late and early": {[]store.Entry{late, early}, "2019/2021-01-01"},
		"early and late": {[]store.Entry{early, late, late}, "2019/2021-01-01"},
		"edited":         {[]store.Entry{late, other}, "../2024-06-06"},
	} {
		s := newStore(t)
		for _, e := range c.entries {
			put(t, s, e)
		}
		if a, ok, err := s.Article("a"); err != nil || !ok || a.Between != c.want {
			t.Errorf("%s: %q (%v), want %q", name, a.Between, err, c.want)
		}
	}
}
