package store_test

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store"
	"github.com/factwire/factwire/store/merge"
)

// pacts are articles that tell of signings on a few days; many leave out parties whom others name.
func pacts(seed uint64, n int) []store.Entry {
	rng := rand.New(rand.NewPCG(seed, 77))
	all := []factwire.Entity{{Name: "Sweden", Type: factwire.Country, Code: "SE"}, {Name: "Norway", Type: factwire.Country, Code: "NO"}, {Name: "Finland", Type: factwire.Country, Code: "FI"}, {Name: "Halvik", Type: factwire.Company}, {Name: "Torrin", Type: factwire.Company}, {Name: "operators", Type: factwire.Group}}
	var out []store.Entry
	for i := range n {
		text := fmt.Sprintf("Pact %d of %d, told in words enough.", i, seed)
		a := factwire.Article{Site: fmt.Sprintf("site%d.example", rng.IntN(5)), Published: fmt.Sprintf("2022-03-%02d", 1+rng.IntN(9)), Origin: fmt.Sprintf("/pacts/%d.txt", i), Text: text, ID: factwire.ArticleID("", text)}
		e := store.Entry{Article: a}
		for j := range 1 + rng.IntN(2) {
			f := factwire.Fact{Kind: factwire.Signing, Status: []factwire.Status{factwire.Done, factwire.Done, factwire.Proposed}[rng.IntN(3)], What: classes[rng.IntN(len(classes))], Confidence: float64(50+rng.IntN(50)) / 100, About: []string{"", "rail", "cables"}[rng.IntN(3)]}
			f.When = factwire.When{Date: []factwire.Date{"2022-03-01", "2022-03-02", "2022-03-03", "2022-03", ""}[rng.IntN(5)], Relation: factwire.On}
			for _, k := range rng.Perm(len(all))[:2+rng.IntN(3)] {
				f.Who = append(f.Who, all[k])
			}
			if rng.IntN(12) == 0 {
				f.Who = all[len(all)-1:]
			}
			f.Evidence = []factwire.Evidence{{Article: a.ID, Site: a.Site, Published: a.Published, Start: j, End: 20 + j, Text: text[j : 20+j], Rule: "test"}}
			e.Facts = append(e.Facts, f)
		}
		out = append(out, e)
	}
	return out
}

func brief(f merge.Fact) string {
	var who []string
	for _, e := range f.Who {
		who = append(who, e.Name)
	}
	return fmt.Sprintln(f.ID, f.Kind, f.Status, who, f.What, f.About, f.When, f.Articles, f.Independent, f.Confidence, len(f.Evidence))
}

// TestKin puts reports that leave parties out into stores in several orders and batches, and takes some of them back: the facts are always those
// that merging all observations at once gives, and the stores are sound.
func TestKin(t *testing.T) {
	joined, undated, described := 0, 0, 0
	for seed := range uint64(6) {
		entries, gone := pacts(seed, 40), pacts(seed+100, 12) // of the same origins
		var obs []factwire.Fact
		for _, e := range entries {
			obs = append(obs, e.Facts...)
		}
		facts := merge.Merge(obs, merge.Options{})
		for _, f := range facts {
			if slices.ContainsFunc(f.Reports(), func(r factwire.Fact) bool { return len(r.Who) < len(f.Who) }) {
				joined++
			}
			for _, r := range f.Reports() {
				if len(r.Who) < len(f.Who) && len(r.When.Date) < len("2022-03-01") {
					undated++
				}
				if i := slices.IndexFunc(r.Who, func(e factwire.Entity) bool { return e.Type == factwire.Group }); i >= 0 && !slices.Contains(f.Who, r.Who[i]) {
					described++
				}
			}
		}
		want := ""
		for order := range 3 {
			rng := rand.New(rand.NewPCG(seed, uint64(order)))
			put := slices.Clone(entries)
			rng.Shuffle(len(put), func(i, j int) { put[i], put[j] = put[j], put[i] })
			if order == 2 { // what came first is replaced
				put = append(slices.Clone(gone), put...)
			}
			path := filepath.Join(t.TempDir(), "kin.factwire")
			s, err := store.Open(path, store.Options{})
			if err != nil {
				t.Fatal(err)
			}
			for part := range slices.Chunk(put, 1+order*6) {
				if _, err := s.Put(part); err != nil {
					t.Fatal(err)
				}
			}
			var got []string
			if err := s.Each(store.Query{}, func(f merge.Fact) error {
				got = append(got, brief(f))
				return nil
			}); err != nil {
				t.Fatal(err)
			}
			slices.Sort(got)
			if text := strings.Join(got, ""); want == "" {
				want = text
				var once []string
				for _, f := range facts {
					once = append(once, brief(f))
				}
				slices.Sort(once)
				if strings.Join(once, "") != want {
					t.Fatalf("seed %d: the store tells\n%s\nand merging all at once\n%s", seed, want, strings.Join(once, ""))
				}
			} else if text != want {
				t.Fatalf("seed %d, order %d: the store tells\n%s\nwant\n%s", seed, order, text, want)
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			sound(t, path)
		}
	}
	if joined < 10 || undated < 5 || described < 5 {
		t.Errorf("only %d facts have reports that leave parties out, %d of them without a day and %d that describe them: the test shows little", joined, undated, described)
	}
}
