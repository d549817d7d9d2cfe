package tabular_test

import (
	"fmt"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/pipeline/tabular"
	"github.com/factwire/factwire/store/merge"
)

// A writer takes facts one by one, and the columns that are asked for. A cell that a spreadsheet would take for a formula
// begins with an apostrophe.
func ExampleWriter() {
	norway := factwire.Entity{Name: "Norway", Type: factwire.Country, Code: "NO"}
	var b strings.Builder
	w := tabular.NewWriter(&b, []string{"kind", "who", "what"}, tabular.Options{})
	err := w.Write(merge.Fact{Fact: factwire.Fact{Kind: factwire.Quote, Who: []factwire.Entity{norway}, What: "=1+1"}})
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		fmt.Println(err)
	}
	fmt.Print(strings.ReplaceAll(b.String(), "\r\n", "\n")) // lines end as RFC 4180 asks
	// Output:
	// kind,who,what
	// quote,Norway (NO),'=1+1
}
