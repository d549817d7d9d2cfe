package extractors_test

import (
	"strings"
	"testing"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors"
	"github.com/factwire/factwire/extractors/lexicon"
)

// TestEvidence wants every span of the facts of all cases to lie within the evidence that holds it, which is text of the article. Facts that are too
// uncertain to be told count too.
func TestEvidence(t *testing.T) {
	engine := newEngine(t)
	far := 0
	for _, c := range loadCases(t, casesDir) {
		a := c.article()
		for _, f := range engine.Extract(a) {
			checkEvidence(t, c.name, a.Text, f)
			if len(f.Evidence) > 1 && len(f.Evidence[1].Spans) > 0 {
				far++
			}
		}
	}
	if far == 0 {
		t.Error("no fact of any case takes a party from another sentence")
	}
}

func checkEvidence(t *testing.T, name, text string, f factwire.Fact) {
	t.Helper()
	for _, ev := range f.Evidence {
		if ev.Start < 0 || ev.End > len(text) || text[ev.Start:ev.End] != ev.Text || ev.Text == "" {
			t.Errorf("%s: evidence %q is not at %d to %d", name, ev.Text, ev.Start, ev.End)
		}
		for field, spans := range ev.Spans {
			for _, s := range spans {
				if s[0] < ev.Start || s[1] > ev.End || s[0] >= s[1] {
					t.Errorf("%s: span %v of %s is not within %d to %d, %q", name, s, field, ev.Start, ev.End, ev.Text)
				}
			}
		}
	}
}

// TestCut reads texts that begin or end at any word: what is looked at before and behind a word may not be there.
func TestCut(t *testing.T) {
	lex, err := lexicon.Load()
	if err != nil {
		t.Fatal(err)
	}
	engine, err := extractors.New(lex)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{
		"“We wait,” said Orla Fennick, spokesman for the", "“We wait,” said Orla Fennick, a writer for The",
		"The levy will only make it worse, and allow the port to once", "Norway banned Acme, and will allow it once",
		"Agency for Research on Ferries, the World Ferry Organisation's ferry agency, concluded that it was \"harmless\". but the Norwegian Ferry Agency (NFA) insists.",
		"Orla Fennick, the party's deputy whip, said that it would not happen: \"You're not going to come up here and be",
	} {
		engine.Extract(factwire.Article{Text: text, Published: "2025-06-10"})
	}
	for i, c := range loadCases(t, casesDir) {
		a := c.article()
		words := strings.SplitAfter(a.Text, " ")
		if k := 1 + i%7; k < len(words) {
			cut := a
			cut.Text = strings.Join(words[k:], "")
			cut.Title = ""
			for _, f := range engine.Extract(cut) {
				checkEvidence(t, c.name+" from its "+words[k], cut.Text, f)
			}
			cut.Text = strings.Join(words[:len(words)-k], "")
			for _, f := range engine.Extract(cut) {
				checkEvidence(t, c.name+" up to "+words[len(words)-k], cut.Text, f)
			}
		}
	}
}
