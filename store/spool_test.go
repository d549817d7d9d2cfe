package store_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store"
	"github.com/factwire/factwire/store/merge"
	"github.com/factwire/factwire/store/query"
)

// TestEachOfMany walks over a store by way of a file, and without: the same facts come in the same order.
func TestEachOfMany(t *testing.T) {
	s := newStore(t)
	w := newWorld(5)
	var entries []store.Entry
	for i := range 260 {
		entries = append(entries, w.article(i))
	}
	put(t, s, entries...)
	put(t, s, fiction(1, 100)...)
	lines := func(walk func(func(merge.Fact) error) error) []string {
		var out []string
		if err := walk(func(f merge.Fact) error {
			data, err := json.Marshal(f)
			out = append(out, fmt.Sprintf("%s %v %s", data, f.Aliases, f.Node))
			return err
		}); err != nil {
			t.Fatal(err)
		}
		return out
	}
	for name, q := range map[string]store.Query{"all": {}, "bans and quotes": {Kinds: []factwire.Kind{factwire.Ban, factwire.Quote}}, "sites": {Sites: []string{"outlet1"}}} {
		want := lines(func(use func(merge.Fact) error) error { return s.Each(q, use) })
		if name == "all" && len(want) < 1000 {
			t.Fatalf("%d facts are too few to test anything", len(want))
		}
		got := lines(func(use func(merge.Fact) error) error { return s.EachOfMany(q, 0, use) })
		if strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("%s: %d facts by way of a file, %d without, or others", name, len(got), len(want))
		}
		some := lines(func(use func(merge.Fact) error) error { return s.EachOfMany(q, 17, use) })
		if strings.Join(some, "\n") != strings.Join(want[:min(17, len(want))], "\n") {
			t.Errorf("%s: of the first 17 facts %d come, or others", name, len(some))
		}
	}
	var byDate []string
	if err := s.EachSorted(store.Query{}, query.ByDue, func(f merge.Fact) error { byDate = append(byDate, f.ID); return nil }); err != nil {
		t.Fatal(err)
	}
	listed, _, _, err := s.ListSorted(store.Query{}, query.ByDue, 0)
	if err != nil || len(listed) != len(byDate) {
		t.Fatalf("%d facts sorted by way of a file, %d without (%v)", len(byDate), len(listed), err)
	}
	for i := range listed {
		if listed[i].ID != byDate[i] {
			t.Fatalf("fact %d is %s by way of a file, %s without", i, byDate[i], listed[i].ID)
		}
	}
}
