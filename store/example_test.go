package store_test

import (
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store"
)

// An article goes in with what was observed in it; facts come out.
func Example() {
	dir, err := os.MkdirTemp("", "store")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	s, err := store.Open(filepath.Join(dir, "news.factwire"), store.Options{Now: time.Now})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer s.Close()

	text := "Norway banned Acme on Tuesday."
	a := factwire.Article{ID: factwire.ArticleID("", text), Published: "2026-03-11", Text: text}
	ban := factwire.Fact{
		Kind: factwire.Ban, Status: factwire.Done, What: "ban", Confidence: 0.9,
		Who:      []factwire.Entity{{Name: "Norway", Type: factwire.Country, Code: "NO"}},
		Whom:     []factwire.Entity{{Name: "Acme", Type: factwire.Company}},
		When:     factwire.When{Date: "2026-03-10", Relation: factwire.On},
		Evidence: []factwire.Evidence{{Article: a.ID, Published: a.Published, End: len(text), Text: text}},
	}
	for range 2 { // the second time changes nothing
		outcomes, err := s.Put([]store.Entry{{Article: a, Facts: []factwire.Fact{ban}}})
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(outcomes[0] == store.Added)
	}
	facts, all, _, err := s.List(store.Query{Who: []string{"NO"}}, 10)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(all, facts[0].Kind, facts[0].Status, facts[0].Whom[0].Name, facts[0].When.Date)
	// Output:
	// true
	// false
	// 1 ban done Acme 2026-03-10
}
