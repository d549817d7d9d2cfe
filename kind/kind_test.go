package kind

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/factwire/factwire"
)

// TestNumbers holds what stores have written: a number keeps its kind for ever.
func TestNumbers(t *testing.T) {
	for n, want := range []factwire.Kind{"signing", "ban", "deadline", "quote"} {
		if k, ok := Numbered(uint8(n)); !ok || k != want {
			t.Errorf("number %d is %q, %v; want %q", n, k, ok, want)
		}
	}
	if k, ok := Numbered(250); ok {
		t.Errorf("number 250 is %q", k)
	}
}

func TestUnknown(t *testing.T) {
	err := Check("bann")
	if err == nil || !strings.Contains(err.Error(), `did you mean "ban"`) || !strings.Contains(err.Error(), "signing") {
		t.Errorf("an unknown kind: %v", err)
	}
	if err := Check("ban"); err != nil {
		t.Error(err)
	}
	defer func() {
		if p := recover(); p == nil {
			t.Error("Of takes an unknown kind for a known one")
		}
	}()
	Of("bann")
}

// TestMistakes has one mistake a descriptor, and what the error must name.
func TestMistakes(t *testing.T) {
	const good = `name: strike
plural: strikes
number: 9
headings: {who: Union, what: What}
identity: {who: same, what: action, when: event}
measure: {unit: targets}
cell: ['{what}']
sentence: ['{who}: {what}']
`
	read := func(name, text string) error {
		_, err := load(fstest.MapFS{name: {Data: []byte(text)}})
		return err
	}
	if err := read("strike.yaml", good); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ from, to, want string }{
		{"name: strike", "name: Strike", "lower-case"},
		{"name: strike", "name: strikes", "describes"},
		{"plural: strikes\n", "", "plural"},
		{"who: Union, ", "", "headings"},
		{"who: same", "who: alike", "identity.who"},
		{"when: event", "when: same", "identity.when"},
		{"what: action", "what: class", "no classes"},
		{"unit: targets", "unit: units", "measure.unit"},
		{"unit: targets", "unit: targets, fields: [whose]", "measure.fields"},
		{"'{what}']\ns", "'{whose}']\ns", "no field"},
		{"'{what}']\ns", "'{What}']\ns", "brace"},
		{"cell: ['{what}']\n", "", "a cell"},
		{"number: 9", "number: 9\nframes: {what: x}", "frames"},
		{"number: 9", "number: 9\ngeneric: walkout", "generic"},
		{"number: 9", "number: 9\nalways: over", "always"},
		{"number: 9", "number: 9\nlane: true", "lane"},
		{"number: 9", "number: 9\nclasses: [walkout]\napart: [other]", "apart"},
	} {
		text := strings.Replace(good, c.from, c.to, 1)
		if text == good {
			t.Fatalf("%q is not there", c.from)
		}
		if err := read("strike.yaml", text); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q in the place of %q: %v; want an error that names %q", c.to, c.from, err, c.want)
		}
	}
	other := strings.NewReplacer("name: strike", "name: walkout").Replace(good)
	if _, err := load(fstest.MapFS{"strike.yaml": {Data: []byte(good)}, "walkout.yaml": {Data: []byte(other)}}); err == nil || !strings.Contains(err.Error(), "number 9") {
		t.Errorf("two kinds of one number: %v", err)
	}
}

func TestSay(t *testing.T) {
	pieces := []string{"{who}: {what}", " of {whom}", " from {about}", "{status}"}
	values := map[string]string{"who": "Norway", "what": "ban", "about": "ports {who}"}
	if got := Say(pieces, func(name string) string { return values[name] }); got != "Norway: ban from ports {who}" {
		t.Errorf("got %q", got)
	}
}

func TestLacks(t *testing.T) {
	for k, want := range map[factwire.Kind]string{"signing": "whom form stance", "ban": "form stance", "quote": "status whom people about"} {
		if got := strings.Join(Of(k).Lacks(), " "); got != want {
			t.Errorf("%s lacks %q, want %q", k, got, want)
		}
	}
}
