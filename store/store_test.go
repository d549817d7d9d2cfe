package store_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store"
	"github.com/factwire/factwire/store/entity"
)

// TestSet checks that a store's export is a pure function of the set of its articles: any order, any split into
// transactions and any repetition give the same bytes, and a check finds nothing.
func TestSet(t *testing.T) {
	for seed := range uint64(12) {
		entries := fiction(seed, 60)
		if seed%4 == 0 {
			entries = append(entries, speeches(seed, 70)...)
		}
		var want string
		rng := rand.New(rand.NewPCG(seed, 7))
		for round := range 4 {
			s := newStore(t)
			order := rng.Perm(len(entries))
			if round == 0 {
				slices.Sort(order)
			}
			for range round * 10 {
				order = append(order, rng.IntN(len(entries)))
			}
			for len(order) > 0 {
				n := min(1+rng.IntN(20), len(order))
				var batch []store.Entry
				for _, i := range order[:n] {
					batch = append(batch, entries[i])
				}
				put(t, s, batch...)
				order = order[n:]
			}
			got := dump(t, s)
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			sound(t, s.Path())
			if round == 0 {
				want = got
			} else if got != want {
				t.Fatalf("seed %d, round %d: the export depends on the order\n%s\n%s", seed, round, want, got)
			}
		}
	}
}

// TestChange checks that articles whose text changed leave nothing behind: the store is that of the last versions alone.
func TestChange(t *testing.T) {
	for seed := range uint64(8) {
		first, last := fiction(seed, 40), fiction(seed+100, 40)
		if seed%4 == 0 {
			first, last = append(first, speeches(seed, 70)...), append(last, speeches(seed+100, 70)...)
			for i := range last {
				last[i].Article.Origin = first[i].Article.Origin
			}
		}
		s, want := newStore(t), newStore(t)
		put(t, s, first...)
		for i := range last {
			put(t, s, last[i]) // the same origins, other texts
		}
		put(t, want, last...)
		if got := dump(t, s); got != dump(t, want) {
			t.Fatalf("seed %d: former versions left something behind\n%s\n%s", seed, got, dump(t, want))
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		sound(t, s.Path())
	}
}

// TestAnyName finds facts by another name of who is in them, and nobody else's of that surname.
func TestAnyName(t *testing.T) {
	s := newStore(t)
	if _, err := s.SetAliases(entity.Aliases{"Hua-Wei": "Huawei Group"}); err != nil {
		t.Fatal(err)
	}
	var entries []store.Entry
	for i, name := range []string{"Mike Ostberg", "Karl Ostberg", "Michael R. Ostberg", "Quantel Ltd", "Hua-Wei"} {
		text := fmt.Sprintf("%s said something for the %d. time.", name, i)
		a := factwire.Article{ID: factwire.ArticleID("", text), Text: text}
		f := factwire.Fact{Kind: factwire.Quote, Status: factwire.Done, Who: []factwire.Entity{{Name: name, Type: factwire.Person}}, What: text, Form: factwire.Direct, Confidence: 0.9}
		if i > 2 {
			f.Who[0].Type = factwire.Company
		}
		f.Evidence = []factwire.Evidence{{Article: a.ID, End: len(text), Text: text, Rule: "test"}}
		entries = append(entries, store.Entry{Article: a, Facts: []factwire.Fact{f}})
	}
	put(t, s, entries...)
	for who, want := range map[string]string{
		"Michael Ostberg":      "Michael R. Ostberg, Mike Ostberg",
		"mike ostberg":         "Michael R. Ostberg, Mike Ostberg",
		"Michael R. Ostberg":   "Michael R. Ostberg, Mike Ostberg",
		"Ostberg":              "Karl Ostberg, Michael R. Ostberg, Mike Ostberg",
		"Quantel":              "Quantel Ltd",
		"Quantel Incorporated": "Quantel Ltd",
		"Hua-Wei":              "Huawei Group",
		"huawei":               "Huawei Group",
		"Anna Ostberg":         "",
		"ostberg karl":         "",
	} {
		facts, _, _, err := s.List(store.Query{Who: []string{who}}, 0)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, f := range facts {
			names = append(names, f.Who[0].Name)
		}
		slices.Sort(names)
		if got := strings.Join(names, ", "); got != want {
			t.Errorf("%q finds %q, want %q", who, got, want)
		}
	}
}

// TestPlaces reads where the articles of a fact were read: by the name that the user gave, of several the shortest, in any order.
func TestPlaces(t *testing.T) {
	at := func(origin, given string) store.Entry {
		e := fiction(5, 1)[0]
		e.Article.Origin, e.Article.Given = origin, given
		for i := range e.Facts {
			e.Facts[i].Evidence[0].Origin = e.Article.Place()
		}
		return e
	}
	copies := []store.Entry{at("/a/saved/1.txt", "saved/1.txt"), at("/a/saved/1.txt", "../a/saved/1.txt"), at("/b/elsewhere/1.txt", ""), at("/a/saved/1.txt", "")}
	want := ""
	for turn := range copies {
		s := newStore(t)
		for i := range copies {
			put(t, s, copies[(i+turn)%len(copies)])
		}
		got := dump(t, s)
		if !strings.Contains(got, `"origin":"saved/1.txt"`) {
			t.Fatalf("the place is not told: %s", got)
		}
		if want != "" && got != want {
			t.Errorf("another order gives %s, not %s", got, want)
		}
		want = got
		for i := range copies { // the place is no part of what is kept of a fact
			if o := put(t, s, copies[i])[0]; o != store.Unchanged {
				t.Errorf("the copy %d read again is outcome %d", i, o)
			}
		}
		s.Close()
		sound(t, s.Path())
	}
}
