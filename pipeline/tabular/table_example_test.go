package tabular_test

import (
	"fmt"
	"os"
	"time"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/pipeline/tabular"
	"github.com/factwire/factwire/store/merge"
)

// A table fits the screen. Where somebody looks at it, deadlines tell how far off they are.
func ExampleTable() {
	telia := factwire.Entity{Name: "Telia", Type: factwire.Company}
	facts := []merge.Fact{{Fact: factwire.Fact{
		ID: "23b56dc7fb8deceb", Kind: factwire.Deadline, Status: factwire.Done, Who: []factwire.Entity{telia},
		What: "remove the antennas from its masts", When: factwire.When{Date: "2027-06-30", Relation: factwire.By}, Confidence: 0.9,
	}}}
	view := tabular.View{Width: 80, Today: time.Date(2027, 5, 23, 9, 0, 0, 0, time.UTC)}
	for _, view.Width = range []int{110, 80, 50} {
		if err := tabular.Table(os.Stdout, facts, view); err != nil {
			fmt.Println(err)
		}
		fmt.Println()
	}
	// Output:
	// ID                KIND      STATUS  WHO    WHOM / WHAT                         WHEN           DUE         CONF
	// 23b56dc7fb8deceb  deadline  done    Telia  remove the antennas from its masts  by 2027-06-30  in 38 days  0.90
	//
	// ID        KIND      STATUS  WHO    WHOM / WHAT                     WHEN
	// 23b56dc7  deadline  done    Telia  remove the antennas from its    by 2027-06-30
	//                                    masts                           in 38 days
	//
	// 23b56dc7 deadline, done, by 2027-06-30, in 38 days
	//   Telia: remove the antennas from its masts
}
