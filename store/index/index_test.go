package index_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/kind"
	"github.com/factwire/factwire/store/entity"
	"github.com/factwire/factwire/store/index"
	"github.com/factwire/factwire/store/merge"
	"github.com/factwire/factwire/store/query"
)

// world makes facts of all kinds that differ in everything that a query asks for.
func world(rng *rand.Rand, n, from int) []merge.Fact {
	pick := func(all ...string) string { return all[rng.IntN(len(all))] }
	states := []factwire.Entity{{Name: "Norway", Type: factwire.Country, Code: "NO"}, {Name: "Niger", Type: factwire.Country, Code: "NE"}, {Name: "Nigeria", Type: factwire.Country, Code: "NG"}}
	person := func() factwire.Entity {
		return factwire.Entity{Name: pick("Ada Ostby", "Ada B. Ostby", "Bo Åkesen"), Type: factwire.Person, Affiliation: pick("", "NO", "SE")}
	}
	firm := func() factwire.Entity {
		return factwire.Entity{Name: pick("Velloria", "Velloria Inc.", "Telmark", "Orrin Works"), Type: factwire.Company}
	}
	day := func() string {
		if rng.IntN(8) == 0 {
			return ""
		}
		return fmt.Sprintf("202%d-%02d-%02d", rng.IntN(3), 1+rng.IntN(12), 1+rng.IntN(28))
	}
	var out []merge.Fact
	for i := range n {
		f := merge.Fact{Fact: factwire.Fact{ID: factwire.Hash(fmt.Sprint(from + i)), Kind: kind.Defaults()[rng.IntN(4)], Status: factwire.Statuses()[rng.IntN(4)], What: pick("ban", "contract", "remove équipement", ""),
			About: pick("", "masts"), Confidence: float64(rng.IntN(100)) / 100, When: factwire.When{Date: factwire.Date(day())}}}
		switch rng.IntN(3) {
		case 0:
			f.Who = []factwire.Entity{states[rng.IntN(3)]}
		case 1:
			f.Who = []factwire.Entity{firm(), states[rng.IntN(3)]}
		}
		if rng.IntN(2) == 0 {
			f.Whom = []factwire.Entity{firm()}
		}
		if rng.IntN(3) == 0 {
			f.People = []factwire.Entity{person()}
		}
		f.First, f.Last = day(), day()
		if f.First > f.Last {
			f.First, f.Last = f.Last, f.First
		}
		for range 1 + rng.IntN(3) {
			f.Evidence = append(f.Evidence, factwire.Evidence{Article: factwire.Hash(pick("a", "b", "c")), Site: pick("", "The Fjord Courier", "Lake Monitor"), URL: pick("", "https://www.fjord.example/1"), Text: pick("Masts went down.", "No ban at all.", "Éloi said so."), Title: pick("", "Ministers meet")})
		}
		f.Articles, f.Independent = rng.IntN(5), rng.IntN(3)
		if rng.IntN(6) == 0 {
			f.Review = &merge.Review{Verdict: pick("rejected", "accepted")}
		}
		out = append(out, f)
	}
	return out
}

func questions() []query.Query {
	return []query.Query{
		{}, {Rejected: true},
		{Kinds: []factwire.Kind{"ban", "quote"}}, {Statuses: []factwire.Status{factwire.Reversed}},
		{Who: []string{"Nig"}}, {Who: []string{`"Niger"`}}, {Who: []string{"NE", "Telmark"}, Whom: []string{"Velloria"}}, {Whom: []string{"velloria inc"}}, {Who: []string{"nobody"}},
		{Any: []string{"Ada Ostby"}}, {Any: []string{"bo"}}, {Countries: []string{"NO"}}, {Countries: []string{"niger", "SE"}},
		{Sites: []string{"fjord"}}, {Sites: []string{`"lake monitor"`}}, {Texts: []string{"mast"}}, {Texts: []string{"eloi so", "equip"}}, {Texts: []string{"minist masts"}}, {Texts: []string{"all n"}},
		{Since: "2021-05-01"}, {Until: "2021-05-01"}, {SinceRun: 3}, {Least: 0.4}, {DueFrom: "2021-02-01", DueTo: "2022-03-01"}, {DueFrom: "2021-02-01"},
		{Rejected: true, Kinds: []factwire.Kind{"deadline"}, Any: []string{"NO"}, Sites: []string{"lake"}, Texts: []string{"down"}},
	}
}

// TestSame holds an index against the query itself, when it is built and after facts changed, came and went.
func TestSame(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 2))
	canon := entity.New(nil)
	facts := world(rng, 400, 0)
	run := func(f *merge.Fact) uint64 { return uint64(f.ID[0] % 5) }
	x, err := index.Build(canon, t.TempDir(), 400, 9, func(use func(merge.Fact, uint64) error) error {
		for i := range facts {
			if err := use(facts[i], run(&facts[i])); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	check := func(when string) {
		t.Helper()
		for _, q := range questions() {
			m := q.Matcher(canon)
			for _, o := range query.Orders() {
				var want []merge.Fact
				for i := range facts {
					if m.Match(&facts[i], run(&facts[i])) {
						want = append(want, facts[i])
					}
				}
				query.Sort(want, o)
				var ids, got []string
				for _, f := range want {
					ids = append(ids, f.ID)
				}
				if err := x.Find(q, func(s *index.Selection) error {
					got = s.Page(o, 0, 1000)
					if s.Count() != len(got) {
						t.Errorf("%s: %+v: %d of %d facts", when, q, len(got), s.Count())
					}
					if rest := s.Page(o, 3, 5); len(ids) > 8 && !slices.Equal(rest, ids[3:8]) {
						t.Errorf("%s: %+v by %s: the second page is %v", when, q, o, rest)
					}
					return nil
				}); err != nil {
					t.Fatal(err)
				}
				if !slices.Equal(got, ids) {
					t.Errorf("%s: %+v by %s: %d facts, want %d, or another order", when, q, o, len(got), len(ids))
				}
			}
		}
	}
	check("built")
	if x.Len() != len(facts) || x.Next() != 9 {
		t.Errorf("%d facts, next run %d", x.Len(), x.Next())
	}
	changed := world(rng, 60, 0) // the first ones, otherwise
	fresh := world(rng, 40, 5000)
	var runs []uint64
	var ids []string
	for _, f := range facts[100:120] {
		ids = append(ids, f.ID)
	}
	all := slices.Concat(changed, fresh)
	for i := range all {
		runs = append(runs, run(&all[i]))
	}
	x.Apply(all, runs, ids, 10)
	facts = slices.Concat(changed, facts[60:100], facts[120:], fresh)
	check("changed")
	if x.Len() != len(facts) || x.Stale() == 0 {
		t.Errorf("%d facts after changes, want %d; stale %v", x.Len(), len(facts), x.Stale())
	}
	if _, ok := x.Has(ids[0]); ok {
		t.Error("what is gone is there")
	}
}

func TestFacets(t *testing.T) {
	canon := entity.New(nil)
	facts := world(rand.New(rand.NewPCG(1, 1)), 300, 0)
	x, err := index.Build(canon, t.TempDir(), 3, 1, func(use func(merge.Fact, uint64) error) error {
		for _, f := range facts {
			if err := use(f, 1); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	// what a facet counts is what a query for its value finds, whatever the facet's own filter
	base := query.Query{Kinds: []factwire.Kind{"ban"}, Texts: []string{"masts"}}
	count := func(q query.Query) (n int) {
		if err := x.Find(q, func(s *index.Selection) error { n = s.Count(); return nil }); err != nil {
			t.Fatal(err)
		}
		return n
	}
	seen := 0
	if err := x.Find(base, func(s *index.Selection) error {
		for _, name := range index.Facets() {
			for _, v := range s.Facet(name, 5) {
				q := base
				switch name {
				case index.Kinds:
					q.Kinds = []factwire.Kind{factwire.Kind(v.Value)}
				case index.Statuses:
					q.Statuses = []factwire.Status{factwire.Status(v.Value)}
				case index.Parties:
					q.Who = []string{v.Value}
				case index.Targets:
					q.Whom = []string{v.Value}
					if strings.Contains(v.Value, "Velloria") { // two spellings of one
						continue
					}
				case index.Countries:
					q.Countries = []string{v.Value}
				case index.Sites:
					q.Sites = []string{v.Value}
				}
				seen++
				if n := count(q); n != v.Count && name != index.Sites && !strings.Contains(v.Value, "Velloria") {
					t.Errorf("facet %s counts %d of %s, and the filter finds %d", name, v.Count, v.Value, n)
				}
			}
		}
		weeks := s.Weeks(time.Date(2022, 12, 31, 0, 0, 0, 0, time.UTC), 160)
		n := 0
		for _, w := range weeks {
			if w.Start.Weekday() != time.Monday {
				t.Errorf("a week begins on %s", w.Start.Weekday())
			}
			for _, c := range w.Counts {
				n += c
			}
		}
		dated := 0
		for i := range facts {
			if facts[i].First != "" && base.Matcher(canon).Match(&facts[i], 1) {
				dated++
			}
		}
		if n != dated || n == 0 {
			t.Errorf("%d facts in weeks, want %d", n, dated)
		}
		if got := s.Article(factwire.Hash("a")); len(got) == 0 {
			t.Error("an article tells nothing")
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if seen < 15 {
		t.Errorf("%d values of facets", seen)
	}
	e, ok := x.EntityOf(canon.Key(factwire.Entity{Name: "Velloria", Type: factwire.Company}))
	if !ok || len(e.Names) != 2 {
		t.Errorf("the entity has the names %v", e.Names)
	}
	if err := x.Find(query.Query{}, func(s *index.Selection) error {
		links := s.Links(e.Key, 3)
		if len(links) == 0 {
			t.Error("the entity stands alone")
		}
		for _, l := range links {
			if l.Role == index.Whom && l.Other == index.Who && l.Kind == "ban" && l.Count > s.Of(e.Key, index.Whom).Count() {
				t.Errorf("%s barred it %d times", l.Label, l.Count)
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}
