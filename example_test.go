package factwire_test

import (
	"fmt"

	"github.com/factwire/factwire"
)

// Dates have the precision of the text that they come from, and can be compared all the same.
func ExampleDate_Agrees() {
	quarter, err := factwire.ParseDate("2026-Q3")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(quarter.Agrees("2026-08-14"), quarter.Agrees("2026-10"), factwire.Date("2026-08").Refines(quarter))
	// Output: true false true
}

// An article has one id whatever path it was read from: that of its address, or else of its text.
func ExampleArticleID() {
	fmt.Println(factwire.ArticleID("https://news.example/antennas", "Norway banned Huawei."))
	fmt.Println(factwire.ArticleID("https://news.example/antennas", "Norway has banned Huawei.") == factwire.ArticleID("https://news.example/antennas", ""))
	// Output:
	// f7c1e31e92153970
	// true
}
