package extractors_test

import (
	"fmt"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors"
	"github.com/factwire/factwire/extractors/lexicon"
)

// An engine is made once, and reads any number of articles, also at the same time.
func ExampleEngine_Extract() {
	lex, err := lexicon.Load()
	if err != nil {
		fmt.Println(err)
		return
	}
	engine, err := extractors.New(lex)
	if err != nil {
		fmt.Println(err)
		return
	}
	facts := engine.Extract(factwire.Article{
		Published: "2026-03-11",
		Text:      "Norway banned Huawei from its mobile networks on Tuesday. Finland may ban ZTE.",
	})
	for _, f := range facts {
		fmt.Printf("%s %s: %s, %s (%q)\n", f.Kind, f.Status, f.Who[0].Code, f.Whom[0].Name, f.When.Date)
		fmt.Printf("  %s\n", f.Evidence[0].Text)
	}
	// Output:
	// ban done: NO, Huawei ("2026-03-10")
	//   Norway banned Huawei from its mobile networks on Tuesday.
	// ban proposed: FI, ZTE ("")
	//   Finland may ban ZTE.
}
