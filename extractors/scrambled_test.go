package extractors_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/factwire/factwire"
)

// TestScrambled reads sentences of words that rules look for, in any order: no text may break the reading, and what it
// finds must lie in the text.
func TestScrambled(t *testing.T) {
	words := strings.Split("until|deadline|by|to|from|which|must|1 May|2027|90 days|has|given|gave|extended|the|a|it|that|back|within|order|for|"+
		"no later than|of|30 June|asked|moved|Acme|Russia|Huawei|not|if|removed|date|new|more|months|six|(|)|,|\"|’s|90-day|period|turned down|"+
		"request|signed|treaty|with|banned|ban on|lifted|said|who|and|or|Norway|Ada Ost|minister|its|they|is|was|due|close|comments|itself|:|–", "|")
	engine := newEngine(t)
	rng := rand.New(rand.NewPCG(1, 2))
	for range 1500 {
		var text []string
		for range 2 + rng.IntN(50) {
			text = append(text, words[rng.IntN(len(words))])
		}
		a := factwire.Article{Title: "Scrambled", Published: "2025-06-10", Text: strings.Join(text, " ") + "."}
		for _, f := range engine.Extract(a) {
			for _, e := range f.Evidence {
				if e.Start < 0 || e.End > len(a.Text) || a.Text[e.Start:e.End] != e.Text {
					t.Fatalf("%q: evidence [%d:%d] is not in the text", a.Text, e.Start, e.End)
				}
			}
		}
	}
}
