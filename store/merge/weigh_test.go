package merge

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/kind"
	"github.com/factwire/factwire/store/entity"
)

// TestScore wants what each thing that two reports have in common, or that tells them apart, counts for, whichever comes first.
func TestScore(t *testing.T) {
	of := kind.Of(factwire.Signing)
	on := func(date factwire.Date, s factwire.Status, leading bool) signature {
		return signature{date: periodOf(date), status: s, leading: leading, relation: factwire.On}
	}
	class := func(name string) signature { return signature{class: name} }
	about := func(words ...string) signature { return signature{stems: marks(stems(words...))} }
	by := func(names ...string) signature { return signature{people: marks(names)} }
	told := func(date factwire.Date) span {
		p := periodOf(date)
		return span{first: p.first, last: p.last, known: p.known}
	}
	never := math.Inf(-1)
	for _, c := range []struct {
		name string
		a, b signature
		p, q span
		want float64
	}{
		{name: "nothing"},
		{name: "one day", a: on("2021-03-04", "done", true), b: on("2021-03-04", "done", true), want: weightDay},
		{name: "a day of another status", a: on("2021-03-04", "done", true), b: on("2021-03-04", "proposed", false)},
		{name: "a month and a day of it", a: on("2021-03", "done", true), b: on("2021-03-04", "done", true), want: weightMonth},
		{name: "a year and a day of it", a: on("2021", "done", true), b: on("2021-03-04", "done", true), want: weightDate},
		{name: "two days", a: on("2021-03-04", "done", true), b: on("2021-03-05", "done", true), want: never},
		{name: "no date on one side", a: on("2021-03-04", "done", true)},
		{name: "lifted before it was done", a: on("2020-03-04", "reversed", false), b: on("2021-03-04", "done", true), want: never},
		{name: "one class", a: class("treaty"), b: class("treaty"), want: weightClass},
		{name: "an agreement may be any", a: class("agreement"), b: class("treaty"), want: weightGeneric},
		{name: "two agreements say little", a: class("agreement"), b: class("agreement"), want: weightGeneric},
		{name: "two classes", a: class("contract"), b: class("treaty"), want: weightOther},
		{name: "an accession is none of them", a: class("accession"), b: class("agreement"), want: never},
		{name: "half of the words", a: about("power lines"), b: about("power lines of the far north"), want: weightSubject},
		{name: "one word of three", a: about("power for ships"), b: about("power lines north harbour gates"), want: weightSubject},
		{name: "one word of four", a: about("power ships whales ice"), b: about("power lines north harbour"), want: weightWord},
		{name: "no word", a: about("fishing"), b: about("power lines"), want: weightStrange},
		{name: "one subject unknown", a: about("fishing")},
		{name: "one signatory", a: by("ada ost", "bo lund"), b: by("bo lund"), want: weightPeople},
		{name: "within days", p: told("2021-03-04"), q: told("2021-03-07"), want: weightWeek},
		{name: "within a month", p: told("2021-03-04"), q: told("2021-03-08"), want: weightSeason},
		{name: "within two years", p: told("2021-03-04"), q: told("2022-03-08")},
		{name: "years apart", p: told("2021-03-04"), q: told("2024-03-08"), want: weightYears},
		{name: "one is not dated", p: told("2021-03-04")},
		{name: "told as done weeks before", a: on("2021-03-25", factwire.Done, true), q: told("2021-03-04"), want: never},
		{name: "told as done in a weekly before", a: on("2021-03-11", factwire.Done, true), q: told("2021-03-04")},
		{name: "planned weeks before", a: on("2021-03-25", factwire.Done, true), q: span{first: told("2021-03-04").first, last: told("2021-03-04").last, known: true, plans: true}},
		{name: "of what is to be done", a: on("2021-03-25", factwire.Proposed, true), q: told("2021-03-04")},
	} {
		if got := score(of, &c.a, &c.b, c.p, c.q); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
		if got := score(of, &c.b, &c.a, c.q, c.p); got != c.want {
			t.Errorf("%s, the other way round: %v, want %v", c.name, got, c.want)
		}
	}
}

// parties are entities by their names; two capitals are a country, a leading ~ marks those that are only described.
func parties(names ...string) (out []factwire.Entity) {
	for _, n := range names {
		e := factwire.Entity{Name: n, Type: factwire.Company}
		if g, ok := strings.CutPrefix(n, "~"); ok {
			e = factwire.Entity{Name: g, Type: factwire.Group}
		} else if len(n) == 2 {
			e.Type, e.Code = factwire.Country, n
		}
		out = append(out, e)
	}
	return out
}

// TestKinship wants the pairs of which one side leaves parties out, and no others.
func TestKinship(t *testing.T) {
	c := entity.New(nil)
	var all []*Sample
	for _, who := range []string{"NO SE", "SE FI NO", "NO DK", "FI NO", "NO", "NO SE DK FI", "SE NO", "NO ~operators", "~operators", "~states", "NO Telbrook Ovane", "NO Ovane ~unions"} {
		all = append(all, Prepare(factwire.Fact{Kind: factwire.Signing, Status: factwire.Done, When: factwire.When{Date: "2023-05-08"}, Who: parties(strings.Fields(who)...)}, c))
	}
	hosts := map[int][]int{0: {1, 5}, 1: {5}, 2: {5}, 3: {1, 5}, 6: {1, 5}, 7: {1, 5, 10}, 8: {0, 1, 2, 3, 5, 6, 10}, 9: {0, 1, 2, 3, 5, 6, 10}}
	var want [][2]int
	for i, all := range hosts {
		for _, j := range all {
			want = append(want, [2]int{i, j})
		}
	}
	for i, a := range all {
		for j, b := range all {
			kin := slices.Contains(hosts[i], j) || slices.Contains(hosts[j], i)
			if a.Kin(b) != kin {
				t.Errorf("%v and %v are kin: %v, want %v", a.v.who, b.v.who, !kin, kin)
			}
			if kin && !MayBeKin(a.Mask(), b.Mask()) {
				t.Errorf("the masks of %v and %v tell them apart", a.v.who, b.v.who)
			}
		}
	}
	// all that are kin are joined, whichever pairs tell it
	joined := func(pairs [][2]int) []int {
		of := make([]int, len(all))
		for i := range of {
			of[i] = i
		}
		for range all {
			for _, p := range pairs {
				of[p[0]] = min(of[p[0]], of[p[1]])
				of[p[1]] = of[p[0]]
			}
		}
		return of
	}
	var got [][2]int
	Kinship(all, func(i, j int) { got = append(got, [2]int{i, j}) })
	for _, p := range got {
		if !slices.Contains(want, p) {
			t.Errorf("%v are told to be kin", p)
		}
	}
	if !slices.Equal(joined(got), joined(want)) {
		t.Errorf("kin are %v, want %v", got, want)
	}
}

// TestTies wants ties of what was done, by two at least or by some who are described, of kinds that may leave parties out.
func TestTies(t *testing.T) {
	c := entity.New(nil)
	fact := func(day, about, told string, who ...string) factwire.Fact {
		return factwire.Fact{Kind: factwire.Signing, Status: factwire.Done, Who: parties(who...), About: about, When: factwire.When{Date: factwire.Date(day)},
			Evidence: []factwire.Evidence{{Published: told}}}
	}
	whole := fact("2023-05-08", "power lines", "2023-05-09", "NO", "SE")
	share := func(a, b factwire.Fact) bool {
		x := Ties(a, c)
		return slices.ContainsFunc(Ties(b, c), func(t Tie) bool { return slices.Contains(x, t) })
	}
	for name, other := range map[string]factwire.Fact{
		"one day, another matter":       fact("2023-05-08", "", "", "FI", "DK"),
		"told in one week, no day":      fact("", "power lines", "2023-05-12T10:00:00Z", "SE", "NO", "FI"),
		"a month, told the day before":  fact("2023-05", "power", "2023-05-08", "SE", "NO"),
		"nobody is named, one word":     fact("2023-05-08", "lines of power", "", "~states"),
		"nobody is named, no day":       fact("", "power lines", "2023-05-10", "~states"),
		"some are described":            fact("2023-05-08", "", "", "NO", "~states"),
		"another year, told in one day": fact("2022-05-08", "power lines", "2023-05-09", "SE", "NO"),
		"no day and no subject":         fact("", "", "2023-05-09", "NO", "SE"),
		"the week, told weeks later":    fact("2023-W19", "power lines", "2023-06-09", "SE", "NO"),
	} {
		if !share(whole, other) {
			t.Errorf("%s: no tie in common", name)
		}
	}
	for name, change := range map[string]func(*factwire.Fact){
		"another kind": func(f *factwire.Fact) { f.Kind = factwire.Ban }, "a plan": func(f *factwire.Fact) { f.Status = factwire.Proposed }, "nobody": func(f *factwire.Fact) { f.Who = nil },
	} {
		f := whole
		change(&f)
		if len(Ties(f, c)) != 0 {
			t.Errorf("%s has ties", name)
		}
	}
	for name, other := range map[string]factwire.Fact{
		"one party":                      fact("2023-05-08", "", "2023-05-09", "NO"),
		"one party with a subject":       fact("2023-05-08", "power lines", "2023-05-09", "NO"),
		"no day, told weeks later":       fact("", "power lines", "2023-05-29", "NO", "SE"),
		"no day, one party the same":     fact("", "", "2023-05-09", "NO", "FI"),
		"nobody is named, another thing": fact("2023-05-08", "fishing", "2023-05-09", "~states"),
		"nobody is named, weeks later":   fact("", "power lines", "2023-05-29", "~states"),
		"another day":                    fact("2023-05-19", "", "2023-05-19", "NO", "SE"),
	} {
		if share(whole, other) {
			t.Errorf("%s: a tie in common", name)
		}
	}
	if many := fact("", "", "2023-05-09", "NO", "SE", "FI", "DK", "IS", "EE", "LT"); len(Ties(many, c)) != 0 {
		t.Error("each pair of many parties is a tie")
	}
}

// TestDescribed wants a fact to have the names of those whom a report only describes, and a description where nobody names them.
func TestDescribed(t *testing.T) {
	fact := func(n int, who ...string) factwire.Fact {
		return factwire.Fact{Kind: factwire.Signing, Status: factwire.Done, Who: parties(who...), What: "agreement", About: "shared masts", When: factwire.When{Date: "2023-05-08", Relation: factwire.On},
			Confidence: 0.9, Evidence: []factwire.Evidence{{Article: fmt.Sprint(n), Published: "2023-05-09", Start: n, End: n + 1}}}
	}
	names := func(f Fact) (out []string) {
		for _, e := range f.Who {
			out = append(out, e.Name)
		}
		slices.Sort(out)
		return out
	}
	all := []factwire.Fact{fact(1, "NO", "~operators"), fact(2, "~mobile operators"), fact(3, "NO", "Telbrook", "Ovane")}
	facts := Merge(all, Options{})
	if len(facts) != 1 || !slices.Equal(names(facts[0]), []string{"NO", "Ovane", "Telbrook"}) {
		t.Errorf("%d facts, the first of %v", len(facts), names(facts[0]))
	}
	if why := Explain(all[0], all[2], Options{}); !strings.Contains(why, "both tell of one day") {
		t.Error(why)
	}
	some, whole := fact(4, "NO", "Telbrook"), fact(5, "NO", "Telbrook", "Ovane")
	some.When, whole.When = factwire.When{}, factwire.When{}
	if why := Explain(some, whole, Options{}); !strings.Contains(why, "both were told within days") {
		t.Error(why)
	}
	facts = Merge(all[:2], Options{})
	if len(facts) != 2 { // neither says who they are
		t.Errorf("%d facts of two descriptions", len(facts))
	}
}

// TestComparePlaces wants a known place before an unknown one, a shorter before a longer one.
func TestComparePlaces(t *testing.T) {
	places := []string{"", "b", "/saved/1.html", "aa", "a"}
	slices.SortFunc(places, ComparePlaces)
	if want := []string{"a", "b", "aa", "/saved/1.html", ""}; !slices.Equal(places, want) {
		t.Errorf("%q, want %q", places, want)
	}
}

// TestTargetsDiffer wants targets to part two reports of one authority only where both name some, and share none.
func TestTargetsDiffer(t *testing.T) {
	target := func(whom ...uint64) *signature { return &signature{class: "ban", whom: whom} }
	of := kind.Of(factwire.Ban)
	for _, c := range []struct {
		a, b *signature
		want conflict
	}{
		{target(), target(1), none},
		{target(1), target(), none},
		{target(1, 2), target(2, 3), none},
		{target(1), target(2), ofTargets},
	} {
		if got := conflicting(of, c.a, c.b); got != c.want {
			t.Errorf("%v and %v: conflict %d, want %d", c.a.whom, c.b.whom, got, c.want)
		}
	}
}
