package merge_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store/merge"
	"github.com/factwire/factwire/store/similar"
)

// told is an article with what it tells of one matter.
type told struct {
	facts []factwire.Fact
	print similar.Print
}

// tellings makes articles that tell bans of one target, a deadline of one body, or quotes of one speaker, in few words and by few outlets,
// so that much of it agrees: other statuses, dates, scopes and authorities' titles, undated articles, copies, one article twice at it.
func tellings(rng *rand.Rand, n int) []told {
	pick := func(all ...string) string { return all[rng.IntN(len(all))] }
	what := rng.IntN(4)
	var prints []similar.Print
	var out []told
	for i := range n {
		id := factwire.Hash("article", fmt.Sprint(rng.Uint64()))
		print := similar.Print(rng.Uint64() | 1)
		switch {
		case rng.IntN(8) == 0:
			print = 0
		case len(prints) > 0 && rng.IntN(3) == 0:
			print = prints[rng.IntN(len(prints))] ^ 1<<rng.IntN(64) ^ 1<<rng.IntN(64)
		}
		prints = append(prints, print)
		published := pick("", "2010-03-04", "2011-01", "2021-03-05", fmt.Sprintf("2021-%02d-%02dT10:00:00Z", 1+rng.IntN(12), 1+rng.IntN(28)), "2021-02-02")
		site := pick("", "a.example", "b.example", "www.b.example", "c.example", fmt.Sprintf("site%d.example", i))
		x := told{print: print}
		for j := range 1 + rng.IntN(2) {
			f := factwire.Fact{Confidence: float64(5+rng.IntN(5)) / 10, Where: pick("", "", "Oslo", "Bergen"), People: []factwire.Entity{{Name: pick("Kari Dahl", "Per Holm"), Type: factwire.Person, Title: pick("", "minister")}}}
			f.Status = factwire.Status(pick("done", "done", "done", "proposed", "negated", "reversed"))
			f.When.Date = factwire.Date(pick("", "", "2021", "2021-03", "2021-03-04", "2010", "2010-03-02"))
			if f.When.Date != "" {
				f.When.Relation = factwire.Relation(pick("on", "from"))
			}
			switch what {
			case 0:
				f.Kind, f.What, f.About = factwire.Ban, pick("ban", "ban", "restriction"), pick("", "5G networks", "its 5G network", "phones")
				f.Who = []factwire.Entity{{Name: "Norway", Type: factwire.Country, Code: "NO"}}
				f.Whom = []factwire.Entity{{Name: pick("Velloria", "Velloria Systems", "Velloria Ltd"), Type: factwire.Company}}
			case 1:
				f.Kind, f.Who = factwire.Deadline, []factwire.Entity{{Name: "Norwegian Radio Agency", Type: factwire.Organization}}
				f.What = pick("remove the equipment from networks", "remove equipment", "strip equipment from all networks")
			case 2:
				f.Kind, f.Status, f.Form, f.When = factwire.Quote, factwire.Done, factwire.Form(pick("direct", "indirect")), factwire.When{}
				f.Who = []factwire.Entity{{Name: "Kari Dahl", Type: factwire.Person, Title: pick("", "minister")}}
				f.What = pick("we will sign nothing before the summer is over", "We will sign nothing before the summer is over.", "we will sign nothing before the summer")
				f.Stance = factwire.Stance(pick("", "", "", "denied"))
			}
			if what == 3 { // of which some leave parties out, or describe them
				f.Kind, f.What, f.About = factwire.Signing, pick("agreement", "treaty"), pick("", "power lines", "lines of power", "fishing")
				f.Status = factwire.Status(pick("done", "done", "done", "done", "proposed", "negated"))
				f.Who = []factwire.Entity{{Name: "Norway", Type: factwire.Country, Code: "NO"}, {Name: "Velloria", Type: factwire.Company}}
				switch rng.IntN(4) {
				case 0:
					f.Who = append(f.Who, factwire.Entity{Name: "Torrin", Type: factwire.Company})
				case 1:
					f.Who[1] = factwire.Entity{Name: "operators", Type: factwire.Group}
				}
			}
			text := pick("Short.", fmt.Sprintf("A sentence of many words that number %d alone tells us here today.", i), "The very sentence that every copy of the agency's story has.")
			e := factwire.Evidence{Article: id, URL: "https://" + pick("a", "b") + ".example/" + id, Site: site, Published: published, Start: 100 * j, End: 100*j + len(text), Text: text}
			f.Evidence = []factwire.Evidence{e}
			if rng.IntN(4) == 0 {
				e.Start, e.End, e.Text = e.Start+50, e.End+50, "And once more in "+pick("1999", "2020", "other words")+"."
				f.Evidence = append(f.Evidence, e)
			}
			x.facts = append(x.facts, f)
		}
		out = append(out, x)
	}
	return out
}

// bareFacts are facts without what a tally does not keep.
func bareFacts(t *testing.T, facts []merge.Fact) string {
	t.Helper()
	var b strings.Builder
	for _, f := range facts {
		seed := f.Seed()
		f.Evidence = nil
		data, err := json.Marshal(f)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%s %s %v %v\n", data, f.Node, f.Aliases, seed)
	}
	return b.String()
}

// keptAndRestored writes a tally down and reads it again.
func keptAndRestored(t *testing.T, y *merge.Tally) *merge.Tally {
	t.Helper()
	data, err := json.Marshal(y.Head())
	if err != nil {
		t.Fatal(err)
	}
	var h merge.TallyHead
	if err := json.Unmarshal(data, &h); err != nil {
		t.Fatal(err)
	}
	var records []byte
	for n := range y.Len() {
		records = y.AppendRecord(records, n)
	}
	again, err := merge.RestoreTally(h, records, merge.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return again
}

// TestTally adds articles one by one and compares, after each few, with merging all of them anew.
func TestTally(t *testing.T) {
	could := 0
	moved := 0
	for seed := range uint64(200) {
		rng := rand.New(rand.NewPCG(seed, 3))
		y := merge.NewTally(merge.Options{})
		var all []factwire.Fact
		prints := map[string]similar.Print{}
		for n, x := range tellings(rng, 1+rng.IntN(60)) {
			if !y.Add(x.facts, x.print) {
				t.Fatalf("seed %d: article %d cannot be added", seed, n)
			}
			all = append(all, x.facts...)
			prints[x.facts[0].Evidence[0].Article] = x.print
			if rng.IntN(5) > 0 {
				continue
			}
			could++
			facts := merge.Merge(all, merge.Options{Prints: prints})
			if got, want := bareFacts(t, y.Facts()), bareFacts(t, facts); got != want {
				t.Fatalf("seed %d, %d articles:\n%s\nwant\n%s", seed, n+1, got, want)
			}
			for _, f := range facts {
				if f.SupersededBy != "" {
					moved++
				}
			}
			if rng.IntN(2) == 0 {
				y = keptAndRestored(t, y)
			}
		}
	}
	if could < 500 || moved < 100 {
		t.Errorf("only %d times did a tally tell the facts, and of %d deadlines that they moved", could, moved)
	}
}

// TestTallyBytes reads broken bytes of a tally: an error, and nothing worse.
func TestTallyBytes(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 4))
	y := merge.NewTally(merge.Options{})
	for _, x := range tellings(rng, 40) {
		y.Add(x.facts, x.print)
	}
	if len(y.Facts()) == 0 {
		t.Fatal("no facts are told")
	}
	var records []byte
	for n := range y.Len() {
		records = y.AppendRecord(records, n)
	}
	for range 500 {
		data := append([]byte(nil), records[:rng.IntN(len(records))]...)
		for range rng.IntN(4) {
			data[rng.IntN(len(data)+1)%max(len(data), 1)] ^= 1 << rng.IntN(8)
		}
		head, err := json.Marshal(y.Head())
		if err != nil {
			t.Fatal(err)
		}
		var h merge.TallyHead
		if err := json.Unmarshal(head, &h); err != nil {
			t.Fatal(err)
		}
		if again, err := merge.RestoreTally(h, data, merge.Options{}); err == nil {
			again.Facts()
		}
	}
}

// TestTallyOfManyConfidences wants reports that tell the same in one place, however sure each of them is: as many as there are would be too many to add up.
func TestTallyOfManyConfidences(t *testing.T) {
	y := merge.NewTally(merge.Options{})
	var all []factwire.Fact
	for i := range 1500 {
		f := factwire.Fact{Kind: factwire.Ban, Status: factwire.Done, What: "ban", About: []string{"", "ports"}[i%2], Who: []factwire.Entity{{Name: "Norway", Type: factwire.Country, Code: "NO"}}, Confidence: 0.4 + float64(i)/3000}
		f.Evidence = []factwire.Evidence{{Article: fmt.Sprint(i), Published: "2021-01-01", Site: fmt.Sprint(i, ".example")}}
		if !y.Add([]factwire.Fact{f}, 0) {
			t.Fatalf("report %d cannot be added", i)
		}
		all = append(all, f)
	}
	y = keptAndRestored(t, y)
	if n := len(y.Head().Shapes); n != 2 {
		t.Errorf("%d shapes, want 2", n)
	}
	if got, want := bareFacts(t, y.Facts()), bareFacts(t, merge.Merge(all, merge.Options{})); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestTallyIsBounded takes as many different things as a tally may tell, and no more.
func TestTallyIsBounded(t *testing.T) {
	y := merge.NewTally(merge.Options{})
	const most = 1000
	for i := range most + 1 {
		f := factwire.Fact{Kind: factwire.Ban, Status: factwire.Done, What: "ban", About: fmt.Sprintf("thing %d", i), Who: []factwire.Entity{{Name: "Norway", Type: factwire.Country, Code: "NO"}}, Confidence: 0.5}
		f.Evidence = []factwire.Evidence{{Article: fmt.Sprint(i), Published: "2021-01-01"}}
		if took := y.Add([]factwire.Fact{f}, 0); took != (i < most) {
			t.Fatalf("thing %d: taken %v", i+1, took)
		}
	}
	if y.Len() != most {
		t.Errorf("the tally has %d articles, want %d", y.Len(), most)
	}
}
