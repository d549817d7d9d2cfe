package store_test

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"runtime"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.etcd.io/bbolt"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store"
	"github.com/factwire/factwire/store/entity"
	"github.com/factwire/factwire/store/merge"
)

// tallies counts the tallies that a store keeps. It must be closed.
func tallies(t *testing.T, path string) (n int) {
	t.Helper()
	db, err := bbolt.Open(path, 0o644, &bbolt.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.View(func(tx *bbolt.Tx) error {
		return tx.Bucket([]byte("groups")).ForEach(func(k, _ []byte) error {
			if len(k) == 17 && k[12] == 2 && slices.Equal(k[13:], make([]byte, 4)) { // behind a seat
				n++
			}
			return nil
		})
	}); err != nil {
		t.Fatal(err)
	}
	return n
}

// TestTallies writes facts of many reports in batches of any size, with pages that change, a verdict, and the store closed and opened in
// between: what is kept is what one batch gives, and a check finds the tallies right.
func TestTallies(t *testing.T) {
	rounds := 2
	if testing.Short() {
		rounds = 1
	}
	for round := range rounds {
		rng := rand.New(rand.NewPCG(uint64(round), 11))
		entries := append(fiction(uint64(round)+1, 300), speeches(uint64(round), 30)...)
		changed := fiction(uint64(round)+101, 20) // of the same origins
		path := filepath.Join(t.TempDir(), "tallied.factwire")
		var s *store.Store
		open := func() {
			var err error
			if s, err = store.Open(path, store.Options{}); err != nil {
				t.Fatal(err)
			}
		}
		open()
		for at := 0; at < len(entries); {
			n := min(1+rng.IntN(40), len(entries)-at)
			put(t, s, entries[at:at+n]...)
			at += n
			switch rng.IntN(6) {
			case 0:
				s.Close()
				open()
			case 1:
				if i := rng.IntN(len(changed)); at > 50 {
					put(t, s, changed[i])
					put(t, s, entries[i]) // and back
				}
			}
		}
		facts, err := s.Facts(nil)
		if err != nil {
			t.Fatal(err)
		}
		most := slices.MaxFunc(facts, func(a, b merge.Fact) int { return a.Articles - b.Articles })
		verdict := merge.Verdict{Action: merge.Accept, Target: merge.TargetOf(most, entity.New(nil)), By: "Ada"}
		judge := func(s *store.Store) {
			if _, err := s.Judge(verdict); err != nil {
				t.Fatal(err)
			}
		}
		if round%2 == 1 {
			judge(s)
			put(t, s, more(uint64(round))...)
		}
		got := dump(t, s)
		s.Close()
		sound(t, path)
		if n := tallies(t, path); n == 0 {
			t.Error("no group has a tally: nothing was tested")
		}
		fresh := newStore(t)
		put(t, fresh, entries...)
		if round%2 == 1 {
			put(t, fresh, more(uint64(round))...)
			judge(fresh)
		}
		if want := dump(t, fresh); got != want {
			t.Fatalf("round %d: batches give other facts than one:\n%s", round, cmp.Diff(want, got))
		}
	}
}

// more are further articles of other places.
func more(seed uint64) []store.Entry {
	out := fiction(seed+200, 40)
	for i := range out {
		out[i].Article.Origin = "/more" + out[i].Article.Origin
	}
	return out
}

// reports are n articles that tell one ban, from number from on.
func reports(from, n int) []store.Entry {
	var out []store.Entry
	for i := from; i < from+n; i++ {
		text := fmt.Sprintf("Report %d: Japan has banned Quantel from its networks, and that is all there is to tell of it today.", i)
		a := factwire.Article{URL: fmt.Sprintf("https://outlet%d.example/%d", i%900, i), Site: fmt.Sprintf("outlet%d.example", i%900), Published: fmt.Sprintf("2024-%02d-%02d", 1+i%12, 1+i%28), Text: text}
		a.ID = factwire.ArticleID(a.URL, a.Text)
		f := factwire.Fact{Kind: factwire.Ban, Status: factwire.Done, Who: authorities[1:2], Whom: targets[2:], What: "ban", Confidence: 0.9}
		f.Evidence = []factwire.Evidence{{Article: a.ID, URL: a.URL, Site: a.Site, Published: a.Published, Start: 0, End: len(text), Text: text, Rule: "test"}}
		out = append(out, store.Entry{Article: a, Facts: []factwire.Fact{f}})
	}
	return out
}

// TestFurtherReport counts what one report more allocates: with 3,000 reports it must be as much as with 300, or nearly so.
func TestFurtherReport(t *testing.T) {
	cost := func(n int) float64 {
		s := newStore(t)
		put(t, s, reports(0, n)...)
		put(t, s, reports(n, 1)...) // the tally is begun
		const further = 20
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		for i := range further {
			put(t, s, reports(n+1+i, 1)...)
		}
		runtime.ReadMemStats(&after)
		return float64(after.Mallocs-before.Mallocs) / further
	}
	few, many := cost(300), cost(3000)
	t.Logf("%.0f allocations with 300 reports, %.0f with 3,000", few, many)
	if many > 1.5*few {
		t.Errorf("a further report costs %.0f allocations with 300 reports, %.0f with 3,000", few, many)
	}
}
