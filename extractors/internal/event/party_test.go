package event_test

import (
	"strings"
	"testing"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors"
	"github.com/factwire/factwire/extractors/internal/event"
	"github.com/factwire/factwire/extractors/lexicon"
)

func worded(all []event.Found) string {
	var out []string
	for _, f := range all {
		if f.Entity.Code != "" && f.Entity.Type == factwire.Country {
			out = append(out, f.Entity.Code)
		} else {
			out = append(out, f.Entity.Name)
		}
	}
	return strings.Join(out, ", ")
}

// TestParties names who is meant by a phrase as one who acts and as one who is barred. The phrase is the one around the word after the star.
func TestParties(t *testing.T) {
	lex, err := lexicon.Load()
	if err != nil {
		t.Fatal(err)
	}
	e, err := extractors.New(lex)
	if err != nil {
		t.Fatal(err)
	}
	parties := event.NewParties(lex)
	for _, c := range []struct{ text, actors, people, targets string }{
		{"*Norway acted.", "NO", "", "NO"},
		{"The Norwegian *government acted.", "NO", "", "NO"},
		{"The Norwegian *regulator acted.", "NO", "", "Norwegian regulator"},
		{"*Oslo acted.", "NO", "", "NO"},
		{"The city of *Bergen acted.", "Bergen", "", "Bergen"},
		{"Foreign Minister *Ada Ost of Norway acted.", "NO", "Ada Ost", "Ada Ost"},
		{"Acme's *drones were seen.", "Acme", "", "Acme"},
		{"Russian *gas was seen.", "", "", "RU"},
		{"Russian *officials were seen.", "RU", "", "RU"},
		{"Foreign *vendors were seen.", "", "", "Foreign vendors"},
		{"*Huawei equipment was seen.", "", "", "Huawei"},
		{"*Imports of beef from Brazil fell.", "", "", "BR"},
		{"The *use of Acme drones fell.", "", "", "Acme"},
		{"Nations such as *Norway and Sweden acted.", "NO", "", "NO"},
		{"The European *Commission acted.", "European Union", "", "European Commission"},
		{"The three *operators acted.", "", "", "operators"},
		{"New *data centres were built.", "", "", "data centres"},
	} {
		r := e.Read(factwire.Article{Text: strings.ReplaceAll(c.text, "*", "")})
		at := strings.IndexByte(c.text, '*')
		for i := range r.Doc.Tokens {
			if r.Doc.Tokens[i].Start != at {
				continue
			}
			n := r.Clauses.PhraseAt(i)
			if n == nil {
				t.Fatalf("%q: no phrase at the star", c.text)
			}
			f := event.Filler{Slot: "object", NP: n, Mention: n.Mention}
			actors, people := parties.Actors(r, f)
			targets, _ := parties.Targets(r, f)
			if a, p, w := worded(actors), worded(people), worded(targets); a != c.actors || p != c.people || w != c.targets {
				t.Errorf("{%q, %q, %q, %q}, want %q, %q, %q", c.text, a, p, w, c.actors, c.people, c.targets)
			}
		}
	}
}
