package extractors_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/factwire/factwire"
)

// TestStoredText wants facts of a text that had to be folded to stand in the stored text, and to be those of
// the same text without what was folded.
func TestStoredText(t *testing.T) {
	clean := "Sweden banned Huawei from its ports on Tuesday.\n\n“We can’t wait,” said Petra Lindqvist, the trade minister.\n"
	engine := newEngine(t)
	for name, text := range map[string]string{
		"clean":        clean,
		"straight":     strings.NewReplacer("“", `"`, "”", `"`, "’", "'").Replace(clean),
		"soft hyphens": strings.NewReplacer("Huawei", "Hua\u00adwei", "wait", "w\u200bait", "Lindqvist", "Lind\u00adqvist").Replace(clean),
		"wrapped":      "Sweden banned Huawei from its\nports on Tuesday.\n“We can’t wait,” said Petra Lind-\nqvist, the trade\nminister.\n",
		"entities":     strings.NewReplacer("“", "&ldquo;", "”", "&rdquo;", "’", "&amp;#8217;").Replace(clean),
		"Markdown":     strings.NewReplacer("banned", "[banned](https://ostra.example/a)", "Petra", "**Petra**").Replace(clean),
		"dateline":     "STOCKHOLM, March 11 (Newsline) – " + clean,
	} {
		a := factwire.Article{Text: text, Published: "2026-03-11"}
		var got []string
		for _, f := range engine.Extract(a) {
			ev := f.Evidence[0]
			if text[ev.Start:ev.End] != ev.Text || ev.Text == "" {
				t.Errorf("%s: evidence %q is not at %d to %d", name, ev.Text, ev.Start, ev.End)
			}
			for field, spans := range ev.Spans {
				for _, s := range spans {
					if s[0] < ev.Start || s[1] > ev.End || s[0] >= s[1] {
						t.Errorf("%s: span %v of %s is not within %d to %d", name, s, field, ev.Start, ev.End)
					}
				}
			}
			got = append(got, string(f.Kind)+" "+f.Who[0].Name+" "+strings.ReplaceAll(f.What, "’", "'")+" "+string(f.When.Date))
		}
		if want := []string{"ban Sweden ban 2026-03-10", "quote Petra Lindqvist We can't wait, "}; !slices.Equal(got, want) {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// TestStoredTextOfOneSentence wants all facts of a sentence to stand in the stored text, also where the rules and
// the scores propose several of one.
func TestStoredTextOfOneSentence(t *testing.T) {
	text := "EASTMERE, APRIL 2 - SWEDEN SIGNED A TREATY WITH CHILE AND ORDERED TELIA TO REMOVE ANTENNAS BY 30 JUNE 2027.\n\n" +
		"\"IT'S LATE,\" SWEDISH PRIME MINISTER PETRA LINDQVIST SAID.\n\nU.S. COMMERCE DEPARTMENT ADDS KESTREL SIGNAL TO ENTITY LIST."
	facts := 0
	engine := newEngine(t)
	for _, c := range engine.Candidates(engine.Read(factwire.Article{Text: text, Published: "2026-04-02"})) {
		for _, ev := range c.Fact.Evidence {
			facts++
			if text[ev.Start:ev.End] != ev.Text || ev.Start > 0 && text[ev.Start-1] != '\n' && text[ev.Start-1] != ' ' {
				t.Errorf("evidence %q is not at %d to %d", ev.Text, ev.Start, ev.End)
			}
		}
	}
	if facts < 3 {
		t.Errorf("%d facts", facts)
	}
}
