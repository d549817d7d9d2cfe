package merge

import (
	"math"
	"slices"
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
	about := func(words ...string) signature { return signature{stems: stems(words...)} }
	by := func(names ...string) signature { return signature{people: names} }
	told := func(date factwire.Date) span { return span(periodOf(date)) }
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
	} {
		if got := score(of, c.a, c.b, c.p, c.q); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
		if got := score(of, c.b, c.a, c.q, c.p); got != c.want {
			t.Errorf("%s, the other way round: %v, want %v", c.name, got, c.want)
		}
	}
}

// TestKinship wants the pairs of which one side leaves parties out, and no others.
func TestKinship(t *testing.T) {
	c := entity.New(nil)
	var all []*Sample
	for _, codes := range [][]string{{"NO", "SE"}, {"SE", "FI", "NO"}, {"NO", "DK"}, {"FI", "NO"}, {"NO"}, {"NO", "SE", "DK", "FI"}, {"SE", "NO"}} {
		f := factwire.Fact{Kind: factwire.Signing, Status: factwire.Done, When: factwire.When{Date: "2023-05-08"}}
		for _, code := range codes {
			f.Who = append(f.Who, factwire.Entity{Name: code, Type: factwire.Country, Code: code})
		}
		all = append(all, Prepare(f, c))
	}
	var got [][2]int
	Kinship(all, func(i, j int) { got = append(got, [2]int{i, j}) })
	slices.SortFunc(got, func(a, b [2]int) int { return slices.Compare(a[:], b[:]) })
	want := [][2]int{{0, 1}, {0, 5}, {1, 5}, {2, 5}, {3, 1}, {3, 5}, {6, 1}, {6, 5}}
	if !slices.Equal(got, want) {
		t.Errorf("kin are %v, want %v", got, want)
	}
	for _, pair := range want {
		if !all[pair[0]].Kin(all[pair[1]]) || !all[pair[1]].Kin(all[pair[0]]) {
			t.Errorf("%v are not kin by themselves", pair)
		}
	}
	if all[0].Kin(all[6]) || all[4].Kin(all[0]) || all[2].Kin(all[1]) {
		t.Error("the same parties, a lone one, or others are kin")
	}
}

// TestTie wants a tie of what was done on one day by two at least, of kinds that may leave parties out.
func TestTie(t *testing.T) {
	pair := []factwire.Entity{{Name: "Norway", Code: "NO"}, {Name: "Sweden", Code: "SE"}}
	whole := factwire.Fact{Kind: factwire.Signing, Status: factwire.Done, Who: pair, When: factwire.When{Date: "2023-05-08"}}
	if Tie(whole) == "" {
		t.Fatal("there is no tie")
	}
	for name, change := range map[string]func(*factwire.Fact){
		"another kind": func(f *factwire.Fact) { f.Kind = factwire.Ban }, "a plan": func(f *factwire.Fact) { f.Status = factwire.Proposed },
		"one party": func(f *factwire.Fact) { f.Who = pair[:1] }, "a month": func(f *factwire.Fact) { f.When.Date = "2023-05" }, "no date": func(f *factwire.Fact) { f.When.Date = "" },
	} {
		f := whole
		change(&f)
		if Tie(f) != "" {
			t.Errorf("%s has a tie", name)
		}
	}
	other := whole
	other.When.Date = "2023-05-09"
	if Tie(other) == Tie(whole) {
		t.Error("two days are one tie")
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
