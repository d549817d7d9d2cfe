package main

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/pipeline/tabular"
	"github.com/factwire/factwire/store"
	"github.com/factwire/factwire/store/entity"
	"github.com/factwire/factwire/store/merge"
)

// TestShow reads what an analyst is told of a fact that others contradict or replace, that a reviewer judged, or that an alias joins.
func TestShow(t *testing.T) {
	s, err := store.Open(filepath.Join(t.TempDir(), "show.factwire"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.SetAliases(entity.Aliases{"Velloria": "Velloria Systems"}); err != nil {
		t.Fatal(err)
	}
	sweden := []factwire.Entity{{Name: "Sweden", Type: factwire.Country, Code: "SE"}}
	firm := func(name string) []factwire.Entity { return []factwire.Entity{{Name: name, Type: factwire.Company}} }
	var entries []store.Entry
	for i, f := range []factwire.Fact{
		{Kind: factwire.Ban, Status: factwire.Done, Who: sweden, Whom: firm("Velloria Systems"), What: "ban"},
		{Kind: factwire.Ban, Status: factwire.Done, Who: sweden, Whom: firm("Velloria"), What: "ban"},
		{Kind: factwire.Ban, Status: factwire.Negated, Who: sweden, Whom: firm("Velloria Systems"), What: "ban"},
		{Kind: factwire.Deadline, Status: factwire.Reversed, Who: sweden, What: "remove the radio equipment", When: factwire.When{Date: "2025", Relation: factwire.By}},
		{Kind: factwire.Deadline, Status: factwire.Done, Who: sweden, What: "remove the radio equipment", When: factwire.When{Date: "2027", Relation: factwire.By}},
	} {
		text := fmt.Sprintf("Report number %d.", min(i, 3)) // an article that moves a deadline tells both dates
		a := factwire.Article{ID: factwire.ArticleID("", text), Site: fmt.Sprintf("site%d.example", i), Published: "2024-03-05", Text: text}
		f.Confidence = 0.9
		f.Evidence = []factwire.Evidence{{Article: a.ID, Site: a.Site, Published: a.Published, Start: i, End: len(text), Text: text[i:], Rule: "test"}}
		if n := len(entries); n > 0 && entries[n-1].Article.ID == a.ID {
			entries[n-1].Facts = append(entries[n-1].Facts, f)
			continue
		}
		entries = append(entries, store.Entry{Article: a, Facts: []factwire.Fact{f}})
	}
	if _, err := s.Put(entries); err != nil {
		t.Fatal(err)
	}
	find := func(kind factwire.Kind, status factwire.Status) merge.Fact {
		t.Helper()
		facts, err := s.Facts(func(f merge.Fact) bool { return f.Kind == kind && f.Status == status })
		if err != nil || len(facts) != 1 {
			t.Fatalf("%d facts %s %s, %v", len(facts), kind, status, err)
		}
		one, err := s.Fact(facts[0].ID) // with its reports, which a walk leaves out
		if err != nil {
			t.Fatal(err)
		}
		return one
	}
	done := find(factwire.Ban, factwire.Done)
	for _, v := range []merge.Verdict{
		{Action: merge.Edit, Field: "about", Value: json.RawMessage(`"core networks"`), By: "Ada", Time: "2024-04-01T10:00:00Z"},
		{Action: merge.Accept, By: "Ada", Time: "2024-04-02T10:00:00Z", Why: "seen the order"},
	} {
		v.Target = s.Target(done)
		if _, err := s.Judge(v); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		kind   factwire.Kind
		status factwire.Status
		want   []string
	}{
		{factwire.Ban, factwire.Done, []string{
			"disputed     the other side is Sweden (SE): ban of Velloria Systems (denied), 1 article, 2024-03-05 [",
			"review       accepted, corrected in about by Ada on 2024-04-02: seen the order",
			"why one fact authority and target are the same; no dates tell them apart",
		}},
		{factwire.Ban, factwire.Negated, []string{"disputed     the other side is Sweden (SE): ban of Velloria Systems from core networks, 2 articles, 2024-03-05 ["}},
		{factwire.Deadline, factwire.Reversed, []string{"superseded   by Sweden (SE): remove the radio equipment, by 2027, 1 article, 2024-03-05 ["}},
	} {
		var b strings.Builder
		printFact(&b, s, find(c.kind, c.status), tabular.View{Open: "[", Close: "]"})
		for _, want := range c.want {
			if !strings.Contains(b.String(), "\n"+want) {
				t.Errorf("%s %s: no line %q in\n%s", c.kind, c.status, want, b.String())
			}
		}
	}
}

// TestSheetTwice reads one row of a sheet twice: the second time all was said before.
func TestSheetTwice(t *testing.T) {
	s, err := store.Open(filepath.Join(t.TempDir(), "sheet.factwire"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	f := factwire.Fact{Kind: factwire.Deadline, Status: factwire.Done, Who: []factwire.Entity{{Name: "Sweden", Type: factwire.Country, Code: "SE"}}, What: "remove the radio equipment", When: factwire.When{Date: "2025", Relation: factwire.By}, Confidence: 0.9}
	article := factwire.Article{ID: factwire.ArticleID("", "A report."), Text: "A report."}
	f.Evidence = []factwire.Evidence{{Article: article.ID, End: len(article.Text), Text: article.Text, Rule: "test"}}
	if _, err := s.Put([]store.Entry{{Article: article, Facts: []factwire.Fact{f}}}); err != nil {
		t.Fatal(err)
	}
	facts, err := s.Facts(nil)
	if err != nil || len(facts) != 1 {
		t.Fatalf("%d facts, %v", len(facts), err)
	}
	a := &app{now: time.Now}
	row := sheetRow(facts[0])
	row["when"], row["verdict"], row["why"] = "2025-12", "Reject ", "a slip"
	for round, want := range []int{2, 0, 1, 0} {
		verdicts, err := a.rowVerdicts(s, row, reviewer{by: "Ada"})
		if err != nil || len(verdicts) != want {
			t.Fatalf("round %d: %d verdicts, %v; want %d", round, len(verdicts), err, want)
		}
		if len(verdicts) > 0 {
			if _, err := s.Judge(verdicts...); err != nil {
				t.Fatal(err)
			}
		}
		if round == 1 {
			row["why"] = "no slip, a lie" // another reason is another word
		}
	}
}

// TestChanges tells every change of a brief in words: a changed fact without a line would leave an analyst to guess.
func TestChanges(t *testing.T) {
	was := store.Brief{Kind: factwire.Quote, Status: factwire.Done, Who: []factwire.Entity{{Name: "Ada Lindqvist", Type: factwire.Person}}, What: "No."}
	is := was
	is.Who = []factwire.Entity{{Name: "Ada Lindqvist", Type: factwire.Person, Title: "minister"}}
	got := strings.Join(changes(store.Difference{ID: "1", Was: &was, Is: &is}), "\n")
	if want := "who: Ada Lindqvist → Ada Lindqvist [minister]"; got != want {
		t.Errorf("a new title is told as %q, want %q", got, want)
	}
	is.Disputed, is.SupersededBy, is.Verdict = true, "2", "rejected"
	got = strings.Join(changes(store.Difference{ID: "1", Is: &is}), "\n")
	if want := "superseded by 2\ndisputed\nreview: rejected"; got != want {
		t.Errorf("a new fact is told with %q, want %q", got, want)
	}
}
