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
		if key, err := f.check(l.prepositions()); err != nil {
			t.Errorf("%s: %s: %v", f.Source, key, err)
		}
		for _, list := range f.Nouns {
			l.List(list) // panics if there is none
		}
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
	const frame = "frames:\n  - name: x\n    kind: ban\n    verbs: [x]\n    whom: [object]\n"
	for text, want := range map[string]string{
		"lsts: {}": `:1: unknown key "lsts"; did you mean "lists"?`,
		"lists:\n  no.such.list.at.all.anywhere: [x]\n":                                     `:2: there is no list "no.such.list.at.all.anywhere"`,
		"names:\n  - {name: Acme, type: compny}\n":                                          `:2: "Acme" has the unknown type "compny"; did you mean "company"?`,
		"names:\n  - {type: company}\n":                                                     `:2: a name has no name`,
		"names:\n  - {name: Nordia, type: country}\n":                                       `:2: country "Nordia" has no code`,
		"frames:\n  - {kind: ban, verbs: [x]}\n":                                            `:2: a frame has no name`,
		"frames:\n  - {name: x, kind: bann, verbs: [x]}\n":                                  `:2: frame "x" has the unknown kind "bann"`,
		"frames:\n  - {name: x, kind: ban}\n":                                               `:2: frame "x" has neither verbs nor nouns`,
		"frames:\n  - {name: x, kind: ban, verbs: [x], effect: gone}\n":                     `:2: frame "x" has the unknown effect "gone"`,
		"frames:\n  - {name: x, kind: ban, verbs: [x]}\n":                                   `:2: frame "x" has no whom: a ban without a target is dropped`,
		"frames:\n  - {name: x, kind: signing, verbs: [x], with: [with]}\n":                 `:2: frame "x" has no who: a signing without parties is dropped`,
		"frames:\n  - {name: x, kind: ban, what: embargos, verbs: [x]}\n":                   `:2: frame "x" has the unknown class "embargos"; a ban is one of ban, removal, restriction, sanctions`,
		"frames:\n  - {name: x, kind: quote, verbs: [x]}\n":                                 `:2: frame "x" is of the kind quote, which is read without frames: they serve for signing and ban`,
		"frames:\n  - {name: x, kind: ban, verbs: [x], whom: [object], traits: [baring]}\n": `:2: frame "x" has the unknown trait "baring"; did you mean "barring"?`,
		"frames:\n  - {name: x, kind: ban, verbs: [x], whom: [object], spares: [firm]}\n":   `:2: frame "x" spares the unknown type "firm"`,
		frame + "    who: [subjct]\n":                                                       `:6: frame "x" has the unknown slot "subjct"; did you mean "subject"?`,
		frame + "    who: [subject]\n    preps: [form]\n":                                   `:7: frame "x" has the unknown slot "form"; did you mean`,
		frame + "    who:\n      - subject\n      - bystander\n":                            `:8: frame "x" has the unknown slot "bystander"; a slot is a preposition or one of subject, object`,
		frame + "    nouns: [measure.sanction]\n":                                           `:6: frame "x" names the list "measure.sanction", which does not exist; did you mean "measure.sanctions"?`,
		frame + "  - {name: x, kind: ban, verbs: [y], whom: [object]}\n":                    `:6: two frames are named "x"`,
		frame + "  - {name: b, kind: ban}\n":                                                `:6: frame "b"`,
		"names:\n  - {name: Acme, type: company}\n  - {name: Acme, type: organization}\n":   `:3: two names are "Acme"; the second would replace the first`,
		"names:\n  - name: Bureau\n    type: organization\n    state: Japan\n":              `:4: "Bureau" counts for "Japan", which is the code of no country or bloc`,
		"lists:\n  ban.qualifiers: [control export, control]\n":                             `:2: list "ban.qualifiers" has "control": it wants a noun and the word that it needs`,
		"lists:\n  measure.ban: [ban, ' ']\n":                                               `:2: list "measure.ban" has an empty word`,
		"lists:\n  measure.ban: stop-sale\n":                                                `:2: text stands where a list is expected`,
		"lists:\n  measure.ban: [stop-sale]\n  measure.ban: [halt]\n":                       `:3: mapping key "measure.ban" already defined`,
		"lists:\n\tmeasure.ban: [stop-sale]\n":                                              `:2: is indented with a tab`,
		"lists:\n  measure.ban: [caf\xe9-ban]\n":                                            `:2: is not UTF-8`,
		"lists: &l\n  measure.ban: *l\n":                                                    `:2: keys with values stand where a list is expected`,
		"lists:\n  measure.ban: &l [stop-sale, *l]\n":                                       `:2: a list stands where text is expected`,
		"lists:\n  measure.ban: [stop-sale]\n---\nlists:\n  measure.ban: [halt]\n":          `: holds more than one document`,
		"name:\n  - {name: Acme, type: company}\n":                                          `:1: key "name" does not belong here; did you mean "names"?`,
		"names:\n  - name: Acme\n    type: company\n    aliasses: [A]\n":                    `:4: unknown key "aliasses"; did you mean "aliases"?`,
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

// TestOwnLists holds the rule on lists of a new name: a frame of the same file must name them.
func TestOwnLists(t *testing.T) {
	const list = "lists:\n  permit.paper: [import permit]\n"
	l, err := load(t, list+"frames:\n  - {name: x, kind: ban, verbs: [revoke], nouns: [permit.paper], who: [subject], whom: [of]}\n")
	if err != nil || !l.Set("permit.paper")["import permit"] {
		t.Errorf("a list that a frame names: %v", err)
	}
	if _, err := load(t, list); err == nil || !strings.Contains(err.Error(), `mine.yaml:2: there is no list "permit.paper"`) {
		t.Errorf("a list that no frame names: %v", err)
	}
}

// TestNothing holds that a file without entries, and one that begins with a byte-order mark, are read.
func TestNothing(t *testing.T) {
	base, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"", "# nothing yet\n", "lists:\n", "lists:\n  measure.ban:\n", "\ufefflists: {measure.ban: []}\n"} {
		l, err := load(t, text)
		if err != nil || len(l.List("measure.ban")) != len(base.List("measure.ban")) {
			t.Errorf("%q: %v", text, err)
		}
	}
	if _, err := load(t, strings.Repeat("# too long\n", strict.MaxBytes/10)); err == nil || !strings.Contains(err.Error(), "mine.yaml: is larger than 8 MB") {
		t.Errorf("error of a huge file: %v", err)
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
