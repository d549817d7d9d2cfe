package extractors_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/factwire/factwire"
)

// TestSections wants every fact of a text that is too long for one piece, once and where it stands.
func TestSections(t *testing.T) {
	engine := newEngine(t)
	fill := strings.Repeat("The harbour was quiet, and nothing was heard of the talks that day.\n\n", 500)
	var b strings.Builder
	const n = 12
	for i := range n {
		fmt.Fprintf(&b, "Sweden banned Tolvane%d Systems from its ports on Tuesday.\n\n%s", i, fill)
	}
	text := b.String()
	a := factwire.Article{Text: text, Published: "2026-03-11"}
	found := 0
	for _, f := range engine.Extract(a) {
		ev := f.Evidence[0]
		if text[ev.Start:ev.End] != ev.Text {
			t.Errorf("evidence %q is not at %d to %d", ev.Text, ev.Start, ev.End)
		}
		for field, spans := range ev.Spans {
			for _, s := range spans {
				if s[0] < ev.Start || s[1] > ev.End || s[0] >= s[1] {
					t.Errorf("span %v of %s is not within %d to %d", s, field, ev.Start, ev.End)
				}
			}
		}
		if want := fmt.Sprintf("Tolvane%d Systems", found); len(f.Whom) != 1 || f.Whom[0].Name != want {
			t.Errorf("fact %d is about %v, not %s", found, f.Whom, want)
		}
		found++
	}
	if found != n {
		t.Errorf("%d facts of %d", found, n)
	}

	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := engine.ExtractContext(ctx, a); !errors.Is(err, context.Canceled) {
		t.Errorf("a long text is read on when it is to end: %v", err)
	}
	short := factwire.Article{Text: text[:200], Published: a.Published}
	if facts, err := engine.ExtractContext(ctx, short); err != nil || len(facts) != 1 {
		t.Errorf("a short text is not read to its end: %d facts, %v", len(facts), err)
	}
}

// TestSectionsCutCharacters wants a text without a place to cut it read all the same, no character cut in two.
func TestSectionsCutCharacters(t *testing.T) {
	engine := newEngine(t)
	text := "x" + strings.Repeat("é", 200_000) + " Sweden banned Tolvane Systems from its ports on Tuesday."
	facts := engine.Extract(factwire.Article{Text: text, Published: "2026-03-11"})
	for _, f := range facts {
		if ev := f.Evidence[0]; text[ev.Start:ev.End] != ev.Text || strings.ContainsRune(ev.Text, '\uFFFD') {
			t.Errorf("evidence at %d to %d", ev.Start, ev.End)
		}
	}
}

// TestSectionsRecallNames wants a name that one section gives in full to be known in the next.
func TestSectionsRecallNames(t *testing.T) {
	fill := strings.Repeat("The harbour was quiet, and nothing was heard of the talks that day.\n\n", 2000)
	text := "“We are ready,” said Petra Lindqvist, the trade minister.\n\nTwo more spoke, Ada Brandt and Jonas Brandt.\n\n" + fill + "“We will wait,” said Lindqvist.\n\n“I will not,” said Brandt.\n"
	var got []string
	for _, f := range newEngine(t).Extract(factwire.Article{Text: text, Published: "2026-03-11"}) {
		got = append(got, f.Who[0].Name)
	}
	if want := "Petra Lindqvist, Petra Lindqvist, Brandt"; strings.Join(got, ", ") != want {
		t.Errorf("%q, want %q", got, want)
	}
}
