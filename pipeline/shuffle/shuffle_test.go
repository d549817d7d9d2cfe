package shuffle_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/pipeline/shuffle"
	"github.com/factwire/factwire/store"
	"github.com/factwire/factwire/store/entity"
	"github.com/factwire/factwire/store/merge"
)

// sayings are words of which some hold others, so that quotes are linked.
var sayings = []string{
	"we shall close the harbour to every ship of theirs by spring",
	"close the harbour to every ship of theirs",
	"we shall close the harbour to every ship of theirs by autumn",
	"a wall is a promise in stone", "nobody asked us", "nobody asked us and nobody will",
}

// article is number n of a small world in which matters are told often, by outlets that copy each other and correct themselves.
func article(n int, rng *rand.Rand) store.Entry {
	days := []string{"2024-01-05", "2024-02-11T08:30:00Z", "2024-03-20", ""}
	a := factwire.Article{URL: fmt.Sprintf("https://outlet%d.example/%d", n%7, n), Site: fmt.Sprintf("outlet%d.example", n%7), Published: days[rng.IntN(len(days))], Title: fmt.Sprintf("Story\t%d <b>", n)}
	a.Text = strings.Repeat(fmt.Sprintf("Words %d of the story, told at some length and with care. ", rng.IntN(5)), 4+rng.IntN(2))
	if rng.IntN(2) == 0 {
		a.Text += fmt.Sprintf("Edition %d.", rng.Uint32())
	}
	a.ID = factwire.ArticleID(a.URL, a.Text)
	seed := uint64(0) // the same version tells the same
	for _, c := range store.Rank(a) {
		seed = seed*31 + uint64(c)
	}
	rng = rand.New(rand.NewPCG(seed, 3))
	state := func() factwire.Entity {
		c := []string{"NO", "SE", "FI"}[rng.IntN(3)]
		return factwire.Entity{Name: "State " + c, Type: factwire.Country, Code: c}
	}
	firm := factwire.Entity{Name: []string{"Halvik", "Halvik Inc.", "Torrin"}[rng.IntN(3)], Type: factwire.Company}
	status := factwire.Statuses()[rng.IntN(4)]
	date := []factwire.Date{"", "2024", "2024-02", "2024-02-10", "2025-06-30"}[rng.IntN(5)]
	var facts []factwire.Fact
	for i := range 5 {
		f := factwire.Fact{Status: status, Confidence: float64(50+rng.IntN(50)) / 100}
		switch i {
		case 0:
			f.Kind, f.Who, f.What, f.Status, f.Form = factwire.Quote, []factwire.Entity{{Name: "Ada Torvald", Type: factwire.Person}}, sayings[rng.IntN(len(sayings))], factwire.Done, factwire.Direct
		case 1:
			f.Kind, f.Who, f.Whom, f.What, f.When = factwire.Ban, []factwire.Entity{state()}, []factwire.Entity{firm}, "ban", factwire.When{Date: date, Relation: factwire.From}
		case 2:
			f.Kind, f.Who, f.What, f.When = factwire.Deadline, []factwire.Entity{firm}, []string{"remove the masts", "remove all masts and cables", "pay the fine"}[rng.IntN(3)], factwire.When{Date: date, Relation: factwire.By}
		case 3:
			f.Kind, f.Who, f.What, f.About = factwire.Signing, []factwire.Entity{state(), firm}, "agreement", []string{"", "cables", "grain"}[rng.IntN(3)]
		case 4: // some name two of the parties, and some all
			parties := [][]int{{0, 1}, {1, 2}, {0, 1, 2}, {0, 1, 2, 3}, {0, 4}, {4}}[rng.IntN(6)]
			f.Kind, f.What, f.Status, f.When = factwire.Signing, []string{"agreement", "treaty"}[rng.IntN(2)], factwire.Done, factwire.When{Date: []factwire.Date{"2024-02-10", "2024-02-11", "2024", ""}[rng.IntN(4)], Relation: factwire.On}
			f.About = []string{"", "rail", "grain"}[rng.IntN(3)]
			for _, n := range parties {
				f.Who = append(f.Who, []factwire.Entity{{Name: "Norway", Type: factwire.Country, Code: "NO"}, {Name: "Sweden", Type: factwire.Country, Code: "SE"}, {Name: "Finland", Type: factwire.Country, Code: "FI"}, firm, {Name: "operators", Type: factwire.Group}}[n])
			}
		}
		start := i * 20
		f.Evidence = []factwire.Evidence{{Article: a.ID, URL: a.URL, Title: a.Title, Site: a.Site, Published: a.Published, Start: start, End: start + 30, Text: a.Text[start : start+30], Rule: "r"}}
		facts = append(facts, f)
	}
	return store.Entry{Article: a, Facts: facts}
}

// world has repeated articles, and articles in several versions.
func world(n int) []store.Entry {
	rng := rand.New(rand.NewPCG(7, 1))
	var all []store.Entry
	for i := range n {
		e := article(i, rng)
		e.Article.Origin = fmt.Sprintf("/saved/%d.html", i)
		all = append(all, e)
		switch rng.IntN(6) {
		case 0:
			all = append(all, e)
		case 1:
			other := article(i, rng)
			other.Article.Origin = fmt.Sprintf("/copies/%d.html", i)
			all = append(all, other)
		}
	}
	return all
}

func fatal(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func line(t *testing.T, f merge.Fact) string {
	data, err := json.Marshal(f)
	fatal(t, err)
	return string(data)
}

// stored is what one store makes of the entries.
func stored(t *testing.T, all []store.Entry, aliases entity.Aliases) []string {
	s, err := store.Open(filepath.Join(t.TempDir(), "a.db"), store.Options{})
	fatal(t, err)
	defer s.Close()
	_, err = s.SetAliases(aliases)
	fatal(t, err)
	for part := range slices.Chunk(all, 64) {
		_, err := s.Put(part)
		fatal(t, err)
	}
	var out []string
	fatal(t, s.Each(store.Query{}, func(f merge.Fact) error {
		out = append(out, line(t, f))
		return nil
	}))
	return out
}

// merged sorts what several writers wrote, and merges it.
func merged(t *testing.T, parts [][]store.Entry, canon *entity.Canon, o shuffle.Options, byKey bool) []string {
	var all []string
	for _, part := range parts {
		var b bytes.Buffer
		w := shuffle.NewWriter(&b, canon, len(part)%2 == 0)
		_, err := w.Put(part)
		fatal(t, err)
		fatal(t, w.Reject(store.Rejected{Origin: "x", Reason: "empty", Error: "x is empty"}))
		fatal(t, w.Flush())
		for l := range strings.Lines(b.String()) {
			all = append(all, l)
		}
	}
	if byKey { // as an engine that sorts by keys alone, and gives the rest in any order
		rand.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		slices.SortStableFunc(all, func(a, b string) int { return strings.Compare(a[:17], b[:17]) })
	} else {
		slices.Sort(all)
	}
	sorter := &shuffle.Sorter{Dir: t.TempDir(), Memory: o.Memory}
	o.Canon, o.Dir = canon, t.TempDir()
	fatal(t, shuffle.Merge(context.Background(), strings.NewReader(strings.Join(all, "")), o, func(f merge.Fact) error {
		return sorter.Add(store.NewestFirst(f.Last, f.ID), []byte(line(t, f)))
	}))
	var out []string
	fatal(t, sorter.Each(func(text []byte) error {
		out = append(out, string(text))
		return nil
	}))
	fatal(t, sorter.Close())
	for _, dir := range []string{sorter.Dir, o.Dir} {
		if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
			t.Errorf("temporary files are left: %v, %v", left, err)
		}
	}
	return out
}

// TestMergeIsTheStore wants the facts of one store from lines that were written in shuffled parts, some of them twice, with memory for
// all and for next to nothing.
func TestMergeIsTheStore(t *testing.T) {
	aliases := entity.Aliases{"Torrin": "Halvik"}
	all := world(150)
	for _, names := range []entity.Aliases{nil, aliases} {
		want := stored(t, all, names)
		if len(want) < 12 {
			t.Fatalf("only %d facts", len(want))
		}
		canon := entity.New(names)
		for seed := range uint64(4) {
			rng := rand.New(rand.NewPCG(seed, 2))
			shuffled := slices.Clone(all)
			rng.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
			cut := rng.IntN(len(shuffled))
			parts := [][]store.Entry{shuffled[:cut], shuffled[cut:], shuffled[:rng.IntN(len(shuffled))]}
			for _, o := range []shuffle.Options{{}, {Memory: 2000}} {
				got := merged(t, parts, canon, o, seed%2 == 1)
				if !slices.Equal(got, want) {
					t.Fatalf("seed %d, memory %d: %d facts, and the store has %d:\n%s", seed, o.Memory, len(got), len(want), difference(got, want))
				}
			}
		}
	}
}

func difference(got, want []string) string {
	for i := range got {
		if i >= len(want) || got[i] != want[i] {
			return "got  " + got[i] + "\nwant " + strings.Join(want[min(i, len(want)):min(i+1, len(want))], "")
		}
	}
	return "the rest is missing"
}

// TestWithoutArticles merges a part of the keys, as one of many processes that the articles' lines do not reach.
func TestWithoutArticles(t *testing.T) {
	all := world(40)
	var b bytes.Buffer
	w := shuffle.NewWriter(&b, entity.New(nil), false)
	_, err := w.Put(all[:1])
	fatal(t, err)
	fatal(t, w.Flush())
	lines := slices.Sorted(strings.Lines(b.String()))
	n := 0
	fatal(t, shuffle.Merge(context.Background(), strings.NewReader(strings.Join(lines[1:], "")), shuffle.Options{}, func(merge.Fact) error { n++; return nil }))
	if n != 5 {
		t.Errorf("%d facts, want 5", n)
	}
}

// TestRoundTrip wants an article's line to give the entry back.
func TestRoundTrip(t *testing.T) {
	e := world(1)[0]
	var b bytes.Buffer
	w := shuffle.NewWriter(&b, entity.New(nil), false)
	_, err := w.Put([]store.Entry{e})
	fatal(t, err)
	fatal(t, w.Flush())
	first, _, _ := strings.Cut(b.String(), "\n")
	l, err := shuffle.Parse([]byte(first))
	fatal(t, err)
	got, err := l.Entry()
	fatal(t, err)
	x, _ := json.Marshal(e)
	y, _ := json.Marshal(got)
	if string(x) != string(y) || string(l.Article) != e.Article.ID || string(l.Version) != store.Rank(e.Article) {
		t.Errorf("got %s\nwant %s", y, x)
	}
}

// TestErrors tells lines that are none, and lines out of order.
func TestErrors(t *testing.T) {
	key := func(c string) string { return c + "0123456789abcdef" }
	for _, c := range []struct {
		in   string
		want error
	}{
		{"{\"kind\":\"ban\"}\n", shuffle.ErrLine},
		{key("f") + "\tid\tv\tno json\n", shuffle.ErrLine},
		{key("f") + "\tid\n", shuffle.ErrLine},
		{key("x") + "\tid\tv\t{}\n", shuffle.ErrLine},
		{key("f") + "\tid\tv\t{\"fact\":{\"kind\":\"ban\",\"status\":\"perhaps\"}}\n", shuffle.ErrLine},
		{key("f") + "\tid\tv\t{}\n" + key("a") + "\tid\tv\t{}\n", shuffle.ErrOrder},
	} {
		err := shuffle.Merge(context.Background(), strings.NewReader(c.in), shuffle.Options{}, func(merge.Fact) error { return nil })
		if !errors.Is(err, c.want) {
			t.Errorf("%q: %v, want %v", c.in, err, c.want)
		}
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if err := shuffle.Merge(ctx, strings.NewReader(""), shuffle.Options{}, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled merge ends with %v", err)
	}
}

// FuzzMerge wants an error for lines that are none, and never a panic.
func FuzzMerge(f *testing.F) {
	var b bytes.Buffer
	w := shuffle.NewWriter(&b, entity.New(nil), false)
	if _, err := w.Put(world(1)[:1]); err != nil {
		f.Fatal(err)
	}
	if err := w.Flush(); err != nil {
		f.Fatal(err)
	}
	f.Add(strings.Join(slices.Sorted(strings.Lines(b.String())), ""))
	pact := `{"fact":{"kind":"signing","status":"done","who":[{"name":"A","code":"NO"},{"name":"B","code":"SE"}],"when":{"date":"2023-05-08","relation":"on"}}}`
	fuller := strings.Replace(pact, "}],", `},{"name":"C"}],`, 1)
	f.Add("c0123456789abcdef\t\t\t" + pact + "\nc0123456789abcdef\t\t\t" + fuller + "\nf8f109608ebe51ae3\t\t\t" + pact + "\n")
	f.Add("c0123456789abcdef\t\t\t{\"fact\":{\"kind\":\"ban\",\"status\":\"done\"}}\n")
	f.Add("f0123456789abcdef\t\t\t{\"fact\":{\"kind\":\"x\"}}\n")
	f.Add("f0123456789abcdef\t\t\t{\"fact\":{\"kind\":\"ban\",\"status\":\"done\"}}\n")
	f.Fuzz(func(t *testing.T, lines string) {
		_ = shuffle.Merge(context.Background(), strings.NewReader(lines), shuffle.Options{Dir: t.TempDir(), Memory: 300}, func(merge.Fact) error { return nil })
	})
}
