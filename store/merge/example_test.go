package merge_test

import (
	"fmt"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store/merge"
)

// What three articles tell of one matter is one fact with a history, whatever order they come in.
func ExampleMerge() {
	report := func(article, published string, status factwire.Status, date factwire.Date) factwire.Fact {
		return factwire.Fact{
			Kind: factwire.Ban, Status: status, What: "ban", Confidence: 0.9,
			Who:      []factwire.Entity{{Name: "Norway", Type: factwire.Country, Code: "NO"}},
			Whom:     []factwire.Entity{{Name: "Acme", Type: factwire.Company}},
			When:     factwire.When{Date: date, Relation: factwire.On},
			Evidence: []factwire.Evidence{{Article: article, Site: article + ".example", Published: published, End: 1, Text: "x"}},
		}
	}
	for _, f := range merge.Merge([]factwire.Fact{
		report("herald", "2027-02-03", factwire.Reversed, "2027-02-02"),
		report("courier", "2026-01-10", factwire.Proposed, ""),
		report("wire", "2026-03-11", factwire.Done, "2026-03-10"),
	}, merge.Options{}) {
		fmt.Println(f.Status, f.Articles)
		for _, h := range f.History {
			fmt.Println(" ", h.Date, h.Status)
		}
	}
	// Output:
	// reversed 3
	//   2026-01-10 proposed
	//   2026-03-10 done
	//   2027-02-02 reversed
}
