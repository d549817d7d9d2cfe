package store_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store"
	"github.com/factwire/factwire/store/entity"
	"github.com/factwire/factwire/store/merge"
)

// story is an article that tells one ban.
func story(origin, site, published, text string, edit func(*factwire.Fact)) store.Entry {
	a := factwire.Article{ID: factwire.ArticleID("", text), Site: site, Published: published, Origin: origin, Text: text}
	f := factwire.Fact{Kind: factwire.Ban, Status: factwire.Done, What: "ban", Confidence: 0.8, Who: authorities[:1], Whom: targets[:1],
		Evidence: []factwire.Evidence{{Article: a.ID, Site: site, Published: published, Start: 0, End: len(text), Text: text, Rule: "test"}}}
	if edit != nil {
		edit(&f)
	}
	return store.Entry{Article: a, Facts: []factwire.Fact{f}}
}

func one(t *testing.T, s *store.Store) merge.Fact {
	t.Helper()
	facts, err := s.Facts(nil)
	if err != nil || len(facts) != 1 {
		t.Fatalf("%d facts, %v; want one", len(facts), err)
	}
	return facts[0]
}

func judge(t *testing.T, s *store.Store, v merge.Verdict) uint64 {
	t.Helper()
	n, err := s.Judge(v)
	if err != nil {
		t.Fatal(err)
	}
	return n[0]
}

// TestVerdictsLast checks that verdicts survive a new reading of the articles, a better extractor that sees the fact elsewhere, and
// more reports, and that they can be taken back.
func TestVerdictsLast(t *testing.T) {
	s := newStore(t)
	first := story("/1", "One", "2021-01-02", "Sweden banned Velloria from its networks.", nil)
	put(t, s, first)
	f := one(t, s)
	n := judge(t, s, merge.Verdict{Action: merge.Edit, Target: s.Target(f), Field: "when", Value: json.RawMessage(`{"date":"2020-10-23","relation":"on"}`), By: "ada", Why: "gazette"})
	check := func(when string) {
		t.Helper()
		f := one(t, s)
		if f.When.Date != "2020-10-23" || f.Review == nil || f.Review.Verdict != "corrected" || f.Review.By != "ada" || strings.Join(f.Review.Fields, " ") != "when" {
			t.Errorf("%s: %+v %+v", when, f.When, f.Review)
		}
	}
	check("at once")
	put(t, s, first)
	check("read again")
	better := first
	better.Facts = []factwire.Fact{first.Facts[0]}
	better.Facts[0].Confidence, better.Facts[0].About = 0.95, "networks"
	if changed, err := s.Reread([]store.Entry{better}); err != nil || changed != 1 {
		t.Fatalf("reread: %d, %v", changed, err)
	}
	check("a better extractor")
	put(t, s, story("/2", "Two", "2021-01-03", "The Swedish ban on Velloria is in force.", nil))
	check("a second report")
	if err := s.Unjudge(n); err != nil {
		t.Fatal(err)
	}
	if f := one(t, s); f.Review != nil || f.When.Date != "" {
		t.Errorf("taken back: %+v %+v", f.When, f.Review)
	}
	if err := s.Unjudge(n); !errors.Is(err, store.ErrNoVerdict) {
		t.Errorf("taken back twice: %v", err)
	}
	s.Close()
	sound(t, s.Path())
}

func TestReject(t *testing.T) {
	s := newStore(t)
	put(t, s, story("/1", "One", "2021-01-02", "Sweden banned Velloria from its networks.", nil))
	f := one(t, s)
	judge(t, s, merge.Verdict{Action: merge.Reject, Target: s.Target(f)})
	shown, all, _, err := s.List(store.Query{}, 10)
	if err != nil || len(shown) != 0 || all != 0 {
		t.Errorf("a rejected fact is listed: %v %v", shown, err)
	}
	if shown, _, _, err = s.List(store.Query{Rejected: true}, 10); err != nil || len(shown) != 1 || shown[0].Review.Verdict != "rejected" {
		t.Errorf("a rejected fact is not to be had: %v %v", shown, err)
	}
}

// TestJoinSplit joins two facts of different parties, which no rule would, and takes it back; and splits one fact in two.
func TestJoinSplit(t *testing.T) {
	s := newStore(t)
	put(t, s,
		story("/1", "One", "2021-01-02", "Sweden banned Velloria from its networks.", nil),
		story("/2", "Two", "2021-01-03", "The radio agency banned Velloria from all networks.", func(f *factwire.Fact) { f.Who = authorities[2:] }),
		story("/3", "Three", "2021-01-04", "Sweden has also banned Velloria, it is said.", nil))
	before := dump(t, s)
	facts, err := s.Facts(nil)
	if err != nil || len(facts) != 2 {
		t.Fatalf("%d facts, %v", len(facts), err)
	}
	sweden, agency := facts[0], facts[1]
	if len(sweden.Evidence) != 2 {
		sweden, agency = agency, sweden
	}
	into := s.Target(sweden)
	n := judge(t, s, merge.Verdict{Action: merge.Join, Target: s.Target(agency), Into: &into})
	f := one(t, s)
	if f.ID != sweden.ID || f.Articles != 3 {
		t.Errorf("joined: %s with %d articles", f.ID, f.Articles)
	}
	if led, err := s.Fact(agency.ID); err != nil || led.ID != sweden.ID {
		t.Errorf("the old id leads to %s, %v", led.ID, err)
	}
	if err := s.Unjudge(n); err != nil {
		t.Fatal(err)
	}
	if got := dump(t, s); got != before {
		t.Errorf("taking a join back left something\n%s\n%s", before, got)
	}
	judge(t, s, merge.Verdict{Action: merge.Split, Target: s.Target(sweden), Articles: []string{sweden.Evidence[1].Article}})
	if facts, err := s.Facts(nil); err != nil || len(facts) != 3 {
		t.Errorf("split: %d facts, %v", len(facts), err)
	}
	s.Close()
	sound(t, s.Path())
}

// TestIDs checks that ids stay when evidence is added, and that old ones lead on when facts split.
func TestIDs(t *testing.T) {
	s := newStore(t)
	dated := func(d factwire.Date) func(*factwire.Fact) {
		return func(f *factwire.Fact) { f.When = factwire.When{Date: d, Relation: factwire.On} }
	}
	put(t, s, story("/1", "One", "2021-01-02", "Sweden banned Velloria from its networks.", nil))
	id := one(t, s).ID
	put(t, s, story("/2", "Two", "2021-01-03", "Sweden banned Velloria in October 2020.", dated("2020-10")))
	put(t, s, story("/3", "Three", "2021-01-04", "Sweden banned Velloria on 23 October 2020.", dated("2020-10-23")))
	if f := one(t, s); f.ID != id || f.When.Date != "2020-10-23" {
		t.Errorf("evidence was added: id %s, date %s; want %s", f.ID, f.When.Date, id)
	}
	put(t, s, story("/4", "Four", "2023-02-01", "Sweden banned Velloria in January 2023.", dated("2023-01")))
	facts, err := s.Facts(nil)
	if err != nil || len(facts) != 2 { // the report without a date was published within days of the first
		t.Fatalf("%d facts, %v; want 2", len(facts), err)
	}
	if _, err := s.Fact(id); err == nil || !strings.Contains(err.Error(), "several facts") {
		t.Errorf("the id of a fact that was split: %v", err)
	}
	if _, err := s.AddRun(store.Run{Started: "2023-02-01T00:00:00Z", Ended: "done"}); err != nil {
		t.Fatal(err)
	}
	put(t, s, story("/5", "Five", "2023-03-01", "Sweden banned Velloria in 2023.", dated("2023")))
	diff, err := s.Diff(2)
	if err != nil || len(diff) != 1 || diff[0].Was == nil || diff[0].Was.Articles != 1 || diff[0].Is.Articles != 2 {
		t.Errorf("diff: %+v, %v", diff, err)
	}
}

func TestAliases(t *testing.T) {
	s := newStore(t)
	put(t, s, story("/1", "One", "2021-01-02", "Sweden banned Velloria from its networks.", nil),
		story("/2", "Two", "2021-01-03", "Sweden banned Vello Group from its networks.", func(f *factwire.Fact) {
			f.Whom = []factwire.Entity{{Name: "Vello Group", Type: factwire.Company}}
		}))
	if facts, err := s.Facts(nil); err != nil || len(facts) != 2 {
		t.Fatalf("%d facts, %v", len(facts), err)
	}
	if changed, err := s.SetAliases(entity.Aliases{"vello group": "Velloria Systems"}); err != nil || !changed {
		t.Fatalf("aliases: %v, %v", changed, err)
	}
	if f := one(t, s); f.Articles != 2 || f.Whom[0].Name != "Velloria Systems" {
		t.Errorf("aliases: %+v", f)
	}
	if changed, err := s.SetAliases(entity.Aliases{"vello group": "Velloria Systems"}); err != nil || changed {
		t.Errorf("the same aliases again: %v, %v", changed, err)
	}
	s.Close()
	sound(t, s.Path())
	if s, err := store.Open(s.Path(), store.Options{}); err != nil {
		t.Error(err)
	} else {
		if f := one(t, s); f.Articles != 2 {
			t.Errorf("opened again: %+v", f)
		}
		s.Close()
	}
}

// TestClock lets the clock jump back ten years between runs: what changed is told by the number of the run.
func TestClock(t *testing.T) {
	s := newStore(t)
	for i, started := range []string{"2031-01-01T00:00:00Z", "2021-01-01T00:00:00Z", "2021-01-02T00:00:00Z"} {
		put(t, s, fiction(uint64(i), 10)...)
		n, err := s.AddRun(store.Run{Started: started, Ended: "done"})
		if err != nil || n != uint64(i+1) {
			t.Fatalf("run %d has number %d, %v", i+1, n, err)
		}
	}
	if n, err := s.RunSince("2021-01-02"); err != nil || n != 1 {
		t.Errorf("since a day: run %d, %v; want 1, whose clock was ahead", n, err)
	}
	last, err := s.Diff(3)
	all, err2 := s.Diff(1)
	if err != nil || err2 != nil || len(last) == 0 || len(last) >= len(all) {
		t.Errorf("%d differences since the last run, %d in all (%v, %v)", len(last), len(all), err, err2)
	}
	if none, err := s.Diff(4); err != nil || len(none) != 0 {
		t.Errorf("%d differences since now, %v", len(none), err)
	}
}
