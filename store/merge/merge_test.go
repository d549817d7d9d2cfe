package merge_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store/merge"
	"github.com/factwire/factwire/store/similar"
)

func country(code string) factwire.Entity {
	return factwire.Entity{Name: code, Type: factwire.Country, Code: code}
}

func ban(article, published string, status factwire.Status, date factwire.Date) factwire.Fact {
	return factwire.Fact{
		Kind: factwire.Ban, Status: status, What: "ban", Confidence: 0.8,
		Who:      []factwire.Entity{country("SE")},
		Whom:     []factwire.Entity{{Name: "Acme", Type: factwire.Company}},
		When:     factwire.When{Date: date, Relation: factwire.On},
		Evidence: []factwire.Evidence{{Article: article, Site: "site-" + article, Published: published, Start: 0, End: 10, Text: "text", Rule: "ban/ban"}},
	}
}

func TestMerge(t *testing.T) {
	for _, c := range []struct {
		name string
		obs  []factwire.Fact
		want []string // status, date, number of articles of each fact, in any order
	}{
		{"one fact told twice", []factwire.Fact{ban("a", "2021-01-02", factwire.Done, "2020-10"), ban("b", "2021-01-03", factwire.Done, "2020-10-23")}, []string{"done 2020-10-23 2"}},
		{"two years apart", []factwire.Fact{ban("a", "2021-01-02", factwire.Done, "2020"), ban("b", "2021-01-03", factwire.Done, "2021")}, []string{"done 2020 1", "done 2021 1"}},
		{"unknown joins known", []factwire.Fact{ban("a", "2021-01-02", factwire.Done, ""), ban("b", "2021-01-03", factwire.Done, "2020")}, []string{"done 2020 2"}},
		{"unknown stays alone between two", []factwire.Fact{ban("a", "2021-01-02", factwire.Done, ""), ban("b", "2021-01-03", factwire.Done, "2020"), ban("c", "2021-01-03", factwire.Done, "2021")}, []string{"done 2020 1", "done 2021 1", "done  1"}},
		{"vague between two fine ones", []factwire.Fact{ban("a", "2021-01-02", factwire.Done, "2020"), ban("b", "2021-01-03", factwire.Done, "2020-03"), ban("c", "2021-01-03", factwire.Done, "2020-10")}, []string{"done 2020 1", "done 2020-03 1", "done 2020-10 1"}},
		{"proposed, done, reversed", []factwire.Fact{ban("a", "2020-01-02", factwire.Proposed, ""), ban("b", "2020-07-03", factwire.Done, "2020-07"), ban("c", "2021-07-03", factwire.Reversed, "2021-07")}, []string{"reversed 2021-07 3"}},
		{"denied first, done later", []factwire.Fact{ban("a", "2020-01-02", factwire.Negated, ""), ban("b", "2020-07-03", factwire.Done, "2020-07")}, []string{"done 2020-07 2"}},
		{"contradiction", []factwire.Fact{ban("a", "2020-07-03", factwire.Negated, ""), ban("b", "2020-07-03", factwire.Done, "")}, []string{"negated  1", "done  1"}},
	} {
		got := map[string]int{}
		for _, f := range merge.Merge(c.obs, merge.Options{}) {
			got[fmt.Sprintf("%s %s %d", f.Status, f.When.Date, f.Articles)]++
		}
		want := map[string]int{}
		for _, w := range c.want {
			want[w]++
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s: got %v, want %v", c.name, got, want)
		}
	}
}

// TestSet checks that facts are a pure function of the set of observations: any order, repetition and
// split over two halves that are joined later gives the same bytes.
func TestSet(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	dates := []factwire.Date{"", "2020", "2020-03", "2020-03-04", "2021", "2021-06", "2020-Q1"}
	statuses := factwire.Statuses()
	marshal := func(obs []factwire.Fact) string {
		b, err := json.Marshal(merge.Merge(obs, merge.Options{}))
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	for round := range 300 {
		var obs []factwire.Fact
		for i := range 1 + rng.IntN(8) {
			obs = append(obs, ban(fmt.Sprintf("a%d", i), fmt.Sprintf("2021-0%d-01", 1+rng.IntN(9)), statuses[rng.IntN(4)], dates[rng.IntN(len(dates))]))
		}
		want := marshal(obs)
		for range 5 {
			shuffled := append([]factwire.Fact(nil), obs...)
			rng.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
			shuffled = append(shuffled, shuffled[:rng.IntN(len(shuffled))]...)
			if got := marshal(shuffled); got != want {
				t.Fatalf("round %d: order or repetition changes the facts:\n%s\n%s", round, got, want)
			}
		}
	}
}

func TestStableID(t *testing.T) {
	one := merge.Merge([]factwire.Fact{ban("a", "2021-01-02", factwire.Done, "")}, merge.Options{})
	two := merge.Merge([]factwire.Fact{ban("a", "2021-01-02", factwire.Done, ""), ban("b", "2021-01-03", factwire.Done, "2020-10-23")}, merge.Options{})
	if one[0].ID != two[0].ID {
		t.Errorf("evidence changes the id: %s, %s", one[0].ID, two[0].ID)
	}
}

func TestCorroboration(t *testing.T) {
	a, b, c := ban("a", "2021-01-02", factwire.Done, ""), ban("b", "2021-01-02", factwire.Done, ""), ban("c", "2021-01-02", factwire.Done, "")
	same := ban("d", "2021-01-04", factwire.Done, "")
	same.Evidence[0].Site = "site-a"
	f := merge.Merge([]factwire.Fact{a, b, c, same}, merge.Options{Prints: map[string]similar.Print{"b": 77, "c": 76}})[0]
	if f.Articles != 4 || f.Outlets != 3 || f.Independent != 2 {
		t.Errorf("articles %d, outlets %d, independent %d; want 4, 3, 2", f.Articles, f.Outlets, f.Independent)
	}
	if f.Confidence != 0.88 { // 1 - 0.2*(1-0.8/2)
		t.Errorf("confidence %v, want 0.88", f.Confidence)
	}
}

func TestQuotes(t *testing.T) {
	q := func(article, what string) factwire.Fact {
		return factwire.Fact{Kind: factwire.Quote, Status: factwire.Done, What: what, Who: []factwire.Entity{{Name: "Ada Ost", Type: factwire.Person}}, Confidence: 0.9,
			Evidence: []factwire.Evidence{{Article: article, Published: "2021-01-02", Site: article}}}
	}
	got := merge.Merge([]factwire.Fact{q("a", "We will not sign it."), q("b", "We will not sign it. Not today."), q("c", "Something else altogether")}, merge.Options{})
	if len(got) != 2 {
		t.Fatalf("got %d quotes, want 2", len(got))
	}
}

func TestDeadlineMoved(t *testing.T) {
	d := func(article string, status factwire.Status, date factwire.Date) factwire.Fact {
		f := ban(article, "2021-01-02", status, date)
		f.Kind, f.What = factwire.Deadline, "remove the gear"
		return f
	}
	got := merge.Merge([]factwire.Fact{d("a", factwire.Done, "2025"), d("b", factwire.Done, "2027"), d("b", factwire.Reversed, "2025")}, merge.Options{})
	if len(got) != 2 {
		t.Fatalf("got %d deadlines, want 2", len(got))
	}
	for _, f := range got {
		if f.When.Date == "2025" && (f.Status != factwire.Reversed || f.SupersededBy == "") {
			t.Errorf("the old deadline is %s, superseded by %q", f.Status, f.SupersededBy)
		}
	}
}
