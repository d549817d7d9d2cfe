package eval_test

import (
	"fmt"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/pipeline/eval"
)

// Two bans are told in an article. One was found, and one that nobody told.
func ExampleScore() {
	ban := func(who, code, whom string) factwire.Fact {
		return factwire.Fact{
			Kind: factwire.Ban, Status: factwire.Done, What: "ban",
			Who: []factwire.Entity{{Name: who, Type: factwire.Country, Code: code}}, Whom: []factwire.Entity{{Name: whom, Type: factwire.Company}},
		}
	}
	gold := []eval.Gold{{Fact: ban("Norway", "NO", "Huawei")}, {Fact: ban("Sweden", "SE", "Huawei")}}
	found := []factwire.Fact{ban("Norway", "NO", "Huawei"), ban("Finland", "FI", "DJI")}
	s := eval.NewScore(nil)
	s.Add("antennas", "Norway and Sweden banned Huawei.", gold, found)
	all := s.All()
	fmt.Printf("precision %.2f, recall %.2f\n", all.Precision(), all.Recall())
	// Output: precision 0.50, recall 0.50
}
