package framed_test

import (
	"fmt"
	"testing"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors"
	"github.com/factwire/factwire/extractors/internal/framed"
	"github.com/factwire/factwire/extractors/lexicon"
	"github.com/factwire/factwire/kind"
)

// TestActs reads a kind that has classes by its descriptor and frames alone, as a kind is read that is added to the program: here bans, which
// have a package of their own beside.
func TestActs(t *testing.T) {
	lex, err := lexicon.Load()
	if err != nil {
		t.Fatal(err)
	}
	engine, err := extractors.New(lex)
	if err != nil {
		t.Fatal(err)
	}
	x := framed.New(lex, *kind.Of(factwire.Ban))
	for text, want := range map[string]string{
		"Norway has banned Velloria Systems from its ports.": "ban done Norway > Velloria Systems [ban] ",
		"Norway may ban Velloria Systems.":                   "ban proposed Norway > Velloria Systems [ban] ",
		"Norway has not banned Velloria Systems.":            "ban negated Norway > Velloria Systems [ban] ",
		"Norway banned Velloria Systems on 3 May 2024.":      "ban done Norway > Velloria Systems [ban] 2024-05-03",
		"Norway restricted Velloria Systems.":                "ban done Norway > Velloria Systems [restriction] ",
		"Velloria Systems was banned.":                       "dropped: no authority",
	} {
		got := ""
		for _, c := range x.Extract(engine.Read(factwire.Article{ID: "a", Text: text, Published: "2024-05-20"})) {
			f := c.Fact
			if c.Dropped != "" {
				got += "dropped: " + c.Dropped
				continue
			}
			got += fmt.Sprintf("%s %s %s > %s [%s] %s", f.Kind, f.Status, f.Who[0].Name, f.Whom[0].Name, f.What, f.When.Date)
		}
		if got != want {
			t.Errorf("%s\n got %q\nwant %q", text, got, want)
		}
	}
}
