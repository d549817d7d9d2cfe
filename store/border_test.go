package store_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store"
	"github.com/factwire/factwire/store/merge"
)

// TestBorder wants what means nothing refused where it comes in, with nothing kept of it.
func TestBorder(t *testing.T) {
	s := newStore(t)
	sound := func() factwire.Fact {
		return factwire.Fact{Kind: factwire.Ban, Status: factwire.Done, Confidence: 0.5, Who: []factwire.Entity{{Name: "Kenya", Type: factwire.Country, Code: "KE"}},
			Evidence: []factwire.Evidence{{Article: "a", Start: 0, End: 4, Text: "text"}}}
	}
	for name, spoil := range map[string]func(*factwire.Fact){
		"kind":       func(f *factwire.Fact) { f.Kind = "rumour" },
		"status":     func(f *factwire.Fact) { f.Status = "perhaps" },
		"date":       func(f *factwire.Fact) { f.When.Date = "2020-13-01" },
		"confidence": func(f *factwire.Fact) { f.Confidence = 1e300 },
		"doubt":      func(f *factwire.Fact) { f.Confidence = -0.1 },
		"start":      func(f *factwire.Fact) { f.Evidence[0].Start = -1 },
		"end":        func(f *factwire.Fact) { f.Evidence[0].Start = 5 },
		"article":    func(f *factwire.Fact) { f.Evidence[0].Article = "" },
	} {
		f := sound()
		spoil(&f)
		if _, err := s.Put([]store.Entry{{Article: factwire.Article{ID: "a", Text: "text"}, Facts: []factwire.Fact{f}}}); err == nil {
			t.Errorf("%s: it was taken", name)
		}
	}
	for _, a := range []factwire.Article{{}, {ID: strings.Repeat("a", 300)}, {ID: "a\nb"}, {ID: "a", Origin: strings.Repeat("o", 1<<15)}} {
		if _, err := s.Put([]store.Entry{{Article: a}}); err == nil {
			t.Errorf("article %.20q was taken", a.ID)
		}
	}
	if _, err := s.Put([]store.Entry{{Article: factwire.Article{ID: "a", Text: "text"}, Facts: []factwire.Fact{sound()}}}); err != nil {
		t.Fatal(err)
	}
	facts, err := s.Facts(func(merge.Fact) bool { return true })
	if err != nil || len(facts) != 1 {
		t.Fatalf("%d facts (%v), want 1", len(facts), err)
	}
	target := s.Target(facts[0])
	elsewhere := target
	elsewhere.Place = "kenya"
	other := target
	other.Kind = "rumour"
	for name, v := range map[string]merge.Verdict{
		"action":       {Action: "doubt", Target: target},
		"nothing":      {Action: merge.Accept},
		"place":        {Action: merge.Accept, Target: elsewhere},
		"kind":         {Action: merge.Accept, Target: other},
		"join":         {Action: merge.Join, Target: target},
		"join nowhere": {Action: merge.Join, Target: target, Into: &elsewhere},
		"split":        {Action: merge.Split, Target: target},
		"edit":         {Action: merge.Edit, Target: target, Field: "status", Value: json.RawMessage(`"perhaps"`)},
	} {
		if _, err := s.Judge(v); err == nil {
			t.Errorf("the verdict of %s was taken", name)
		}
	}
	if kept, err := s.Verdicts(); err != nil || len(kept) != 0 {
		t.Errorf("%d verdicts are kept (%v), want none", len(kept), err)
	}
}
