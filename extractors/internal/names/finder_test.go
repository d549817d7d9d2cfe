package names_test

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/internal/nlp"
	"github.com/factwire/factwire/extractors/lexicon"
)

// reader and finder are built once: loading the model takes longer than all cases.
func tools(t testing.TB) (*nlp.Reader, *names.Finder) {
	t.Helper()
	reader, err := nlp.New()
	if err != nil {
		t.Fatal(err)
	}
	lex, err := lexicon.Load()
	if err != nil {
		t.Fatal(err)
	}
	finder, err := names.New(lex)
	if err != nil {
		t.Fatal(err)
	}
	return reader, finder
}

// testCase is one block of a case file.
type testCase struct {
	line  int
	text  string
	wants []string
}

func readCases(t *testing.T, path string) []testCase {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var cases []testCase
	scan := bufio.NewScanner(bytes.NewReader(data))
	open := false
	for n := 1; scan.Scan(); n++ {
		line := scan.Text()
		switch {
		case strings.HasPrefix(line, "#"):
		case strings.TrimSpace(line) == "":
			open = false
		case strings.HasPrefix(line, "= "):
			if open {
				cases[len(cases)-1].text += "\n" + line[2:]
				continue
			}
			open = true
			cases = append(cases, testCase{line: n, text: line[2:]})
		default:
			if !open {
				t.Fatalf("%s:%d: a line outside a case", path, n)
			}
			c := &cases[len(cases)-1]
			c.wants = append(c.wants, line)
		}
	}
	if len(cases) == 0 {
		t.Fatalf("%s has no cases", path)
	}
	return cases
}

func TestMentions(t *testing.T) {
	reader, finder := tools(t)
	for _, c := range readCases(t, "testdata/mentions.txt") {
		if len(c.wants) == 0 {
			t.Errorf("mentions.txt:%d: the case wants nothing", c.line)
		}
		r := finder.Find(reader.Read(c.text))
		for _, want := range c.wants {
			if err := check(c.text, r, want); err != nil {
				t.Errorf("mentions.txt:%d: %s\n\t%v\n\tfound: %s", c.line, c.text, err, list(c.text, r))
			}
		}
	}
}

var forms = map[names.Form]string{names.Name: "name", names.Adjective: "adjective", names.Nominal: "nominal", names.Pronoun: "pronoun"}

// check tells what is wrong with one line of a case.
func check(text string, r *names.Result, want string) error {
	if code, ok := strings.CutPrefix(want, "home "); ok {
		if r.Home != code {
			return fmt.Errorf("want home %s, got %q", code, r.Home)
		}
		return nil
	}
	if surface, ok := strings.CutPrefix(want, "! "); ok {
		for _, m := range r.Mentions {
			if text[m.Start:m.End] == surface {
				return fmt.Errorf("want no mention %q", surface)
			}
		}
		return nil
	}
	parts := strings.Split(want, "|")
	if len(parts) != 4 {
		return fmt.Errorf("%q has not four parts", want)
	}
	surface, form, canonical := strings.TrimSpace(parts[0]), strings.TrimSpace(parts[1]), strings.TrimSpace(parts[2])
	nth := 1
	if s, n, ok := strings.Cut(surface, "#"); ok {
		surface = s
		if _, err := fmt.Sscan(n, &nth); err != nil {
			return err
		}
	}
	for _, m := range r.Mentions {
		if text[m.Start:m.End] != surface {
			continue
		}
		if nth--; nth > 0 {
			continue
		}
		if forms[m.Form] != form {
			return fmt.Errorf("%q: want form %s, got %s", surface, form, forms[m.Form])
		}
		var got []string
		for _, e := range m.Entities {
			got = append(got, r.Entities[e].Name)
		}
		if canonical == "-" {
			canonical = ""
		}
		if g := strings.Join(got, " + "); g != canonical {
			return fmt.Errorf("%q: want %q, got %q", surface, canonical, g)
		}
		for _, pair := range strings.Fields(parts[3]) {
			key, value, _ := strings.Cut(pair, "=")
			e := r.Entities[m.Entities[0]]
			have, ok := map[string]string{"type": string(e.Type), "code": e.Code, "title": e.Title, "affiliation": e.Affiliation, "state": e.State, "outlet": fmt.Sprint(e.Outlet)}[key]
			if !ok {
				return fmt.Errorf("unknown key %q", key)
			}
			if have != strings.ReplaceAll(value, "_", " ") {
				return fmt.Errorf("%q: want %s %q, got %q", surface, key, strings.ReplaceAll(value, "_", " "), have)
			}
		}
		return nil
	}
	return fmt.Errorf("want a mention %q", surface)
}

func list(text string, r *names.Result) string {
	var b strings.Builder
	for _, m := range r.Mentions {
		fmt.Fprintf(&b, "[%s %s", text[m.Start:m.End], forms[m.Form])
		for _, e := range m.Entities {
			fmt.Fprintf(&b, " %s/%s", r.Entities[e].Name, r.Entities[e].Type)
		}
		b.WriteString("] ")
	}
	return b.String()
}
