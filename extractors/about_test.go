package extractors_test

import (
	"testing"

	"github.com/factwire/factwire"
)

// What a signing is about is its subject, not how or where it was signed.
func TestAbout(t *testing.T) {
	e := newEngine(t)
	for text, want := range map[string]string{
		"Sweden and Denmark signed a contract in the presence of pilots.":            "",
		"Norway and Chile signed a treaty on the sidelines of a fair in Lund.":       "",
		"Norway and Chile signed a treaty on the margins of a summit on rivers.":     "",
		"Oman and Iran concluded a treaty on the eve of an election.":                "",
		"Kenya and Uganda signed a contract for buses.":                              "buses",
		"Mali and Togo signed a memorandum of understanding on mining.":              "mining",
		"Peru and Chile signed an agreement on fish at the margins of a conference.": "fish",
	} {
		facts := e.Extract(factwire.Article{Text: text, Published: "2025-05-21"})
		if len(facts) != 1 || facts[0].About != want {
			t.Errorf("%q: %+v, wanted one fact about %q", text, facts, want)
		}
	}
}
