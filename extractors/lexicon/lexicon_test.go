package lexicon

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/configs/strict"
)

func load(t *testing.T, text string) (*Lexicon, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "mine.yaml")
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return Load(path)
}

// TestDefaults holds the bundled lexicons to what their readers rely on.
func TestDefaults(t *testing.T) {
	l, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	if len(l.Lists()) == 0 || len(l.Names()) == 0 || len(l.Frames()) == 0 {
		t.Fatalf("%d lists, %d names, %d frames", len(l.Lists()), len(l.Names()), len(l.Frames()))
	}
	for _, list := range l.Lists() {
		for _, w := range l.List(list) {
			if w != strings.TrimSpace(w) || strings.Contains(w, "  ") {
				t.Errorf("list %s: %q has stray spaces", list, w)
			}
		}
	}
	codes := map[string]string{}
	for _, n := range l.Names() {
		if n.Code != "" && n.Type == factwire.Country {
			if other := codes[n.Code]; other != "" && other != n.Name {
				t.Errorf("%s and %s have the code %s", other, n.Name, n.Code)
			}
			codes[n.Code] = n.Name
		}
		if n.State != "" && len(n.State) != 2 {
			t.Errorf("%s counts for %q, which is no code", n.Name, n.State)
		}
	}
	// a country's affairs are told by its code: every code that a name refers to must be one
	for _, n := range l.Names() {
		if n.State != "" && codes[n.State] == "" && n.State != "EU" {
			t.Errorf("%s counts for %s, which no country has", n.Name, n.State)
		}
	}
	frames := map[string]bool{}
	for _, f := range l.Frames() {
		if frames[f.Source] {
			t.Errorf("two frames are called %s", f.Source)
		}
		frames[f.Source] = true
	}
	if len(codes) < 190 {
		t.Errorf("only %d countries", len(codes))
	}
}

func TestUserFileAdds(t *testing.T) {
	base, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	list := base.Lists()[0]
	l, err := load(t, fmt.Sprintf("lists:\n  '%s': [Zorblax]\nnames:\n  - {name: Zorblax Works, type: company, affiliation: NL}\nframes:\n  - {name: zorb, kind: ban, verbs: [zorb], who: [subject], whom: [object]}\n", list))
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(l.List(list), append(slices.Clone(base.List(list)), "Zorblax")) || !l.Set(list)["zorblax"] {
		t.Errorf("list %s is %v", list, l.List(list))
	}
	if n := l.Names()[len(base.Names())]; n.Name != "Zorblax Works" || n.Affiliation != "NL" {
		t.Errorf("name %+v", n)
	}
	if f := l.Frames()[len(base.Frames())]; f.Kind != factwire.Ban || !strings.HasSuffix(f.Source, "mine.yaml#zorb") {
		t.Errorf("frame %+v", f)
	}
}

func TestMistakes(t *testing.T) {
	for text, want := range map[string]string{
		"lsts: {}": `:1: unknown key "lsts"; did you mean "lists"?`,
		"lists:\n  no.such.list.at.all.anywhere: [x]\n":                             `:2: there is no list "no.such.list.at.all.anywhere"`,
		"names:\n  - {name: Acme, type: compny}\n":                                  `:2: "Acme" has the unknown type "compny"; did you mean "company"?`,
		"names:\n  - {type: company}\n":                                             `:2: a name has no name`,
		"names:\n  - {name: Nordia, type: country}\n":                               `:2: country "Nordia" has no code`,
		"frames:\n  - {kind: ban, verbs: [x]}\n":                                    `:2: a frame has no name`,
		"frames:\n  - {name: x, kind: bann, verbs: [x]}\n":                          `:2: frame "x" has the unknown kind "bann"`,
		"frames:\n  - {name: x, kind: ban}\n":                                       `:2: frame "x" has neither verbs nor nouns`,
		"frames:\n  - {name: x, kind: ban, verbs: [x], effect: gone}\n":             `:2: frame "x" has the unknown effect "gone"`,
		"frames:\n  - name: x\n    kind: ban\n    verbs: [x]\n    who: [subjct]\n":  `:2: frame "x" has the unknown slot "subjct"; did you mean "subject"?`,
		"frames:\n  - {name: a, kind: ban, verbs: [x]}\n  - {name: b, kind: ban}\n": `:3: frame "b"`,
		"names:\n  - name: Acme\n    type: company\n    aliasses: [A]\n":            `:4: unknown key "aliasses"; did you mean "aliases"?`,
	} {
		_, err := load(t, text)
		var at *strict.Error
		if !errors.As(err, &at) || !strings.Contains(err.Error(), "mine.yaml"+want) {
			t.Errorf("%q: error %v, want %q", text, err, want)
		}
	}
	if _, err := Load(filepath.Join(t.TempDir(), "none.yaml")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("error of a missing file: %v", err)
	}
}

// TestUnknownListPanics holds List to its word: a list that no file has is a mistake in the program.
func TestUnknownListPanics(t *testing.T) {
	l, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if r := recover(); r == nil || !strings.Contains(fmt.Sprint(r), "none.such") {
			t.Errorf("recovered %v", r)
		}
	}()
	l.List("none.such")
}
