package extractors_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/kind"
)

// testCase is a piece of news and the facts that it tells.
type testCase struct {
	name, file string
	line       int
	published  string
	text       string
	wants      []want
	also       []factwire.Kind // kinds of which further facts are neither asked for nor held against
}

// want is a fact line of a case.
type want struct {
	line     int
	optional bool
	kind     factwire.Kind
	status   factwire.Status // empty for a quote
	form     factwire.Form   // of a quote; empty: unchecked
	who      []alternatives
	whom     []alternatives
	whomSet  bool
	what     string
	when     string // "?", "-", a date, or a relation and a date
	people   []alternatives
	title    alternatives
	stance   factwire.Stance // of a quote that has the key; else it has none
	of       alternatives
}

// alternatives are names of one entity that are all right.
type alternatives []string

// loadCases reads every case file of a folder. A malformed file ends the test
// with the file and the line; so does a folder without cases.
func loadCases(t *testing.T, dir string) []testCase {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	var cases []testCase
	seen := map[string]string{}
	for _, file := range files {
		if base := filepath.Base(file); base == missedList || base == wrongList {
			continue
		}
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		found, err := parseCases(file, string(data))
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range found {
			at := fmt.Sprintf("%s:%d", c.file, c.line)
			if first, ok := seen[c.name]; ok {
				t.Fatalf("%s: the name %s stands at %s already", at, c.name, first)
			}
			seen[c.name] = at
		}
		cases = append(cases, found...)
	}
	if len(cases) == 0 {
		t.Fatalf("no cases in %s", dir)
	}
	return cases
}

// asked are the facts of kinds that are read by default, or that the case's file is named after.
func (c testCase) asked(facts []factwire.Fact) []factwire.Fact {
	return slices.DeleteFunc(facts, func(f factwire.Fact) bool {
		return kind.Of(f.Kind).Optional && !strings.HasPrefix(filepath.Base(c.file), string(f.Kind)+"-")
	})
}

// parseCases reads a case file; testdata/cases/README.md describes the format.
func parseCases(file, data string) ([]testCase, error) {
	var cases []testCase
	var published string
	var text []string
	open, facts, none := false, false, false
	var c testCase
	closeCase := func() error {
		if !open {
			return nil
		}
		c.text = strings.TrimSpace(strings.Join(text, "\n"))
		switch {
		case c.text == "":
			return fmt.Errorf("%s:%d: %s has no text", file, c.line, c.name)
		case none == (len(c.wants) > 0):
			return fmt.Errorf("%s:%d: %s needs either facts or none", file, c.line, c.name)
		}
		for i := range c.wants {
			w := &c.wants[i]
			if w.kind != factwire.Quote {
				continue
			}
			words, err := spellOut(w.what, c.text)
			if err != nil {
				return fmt.Errorf("%s:%d: %w", file, w.line, err)
			}
			w.what = words
		}
		cases = append(cases, c)
		return nil
	}
	for i, line := range strings.Split(data, "\n") {
		n := i + 1
		switch {
		case strings.HasPrefix(line, "= "):
			if err := closeCase(); err != nil {
				return nil, err
			}
			c = testCase{name: strings.TrimSpace(line[2:]), file: file, line: n, published: published}
			text, open, facts, none = nil, true, false, false
			if c.name == "" || strings.ContainsAny(c.name, " \t") {
				return nil, fmt.Errorf("%s:%d: %q is no case name", file, n, c.name)
			}
		case strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "@ "):
			day := strings.TrimSpace(line[2:])
			if _, err := factwire.ParseDate(day); err != nil {
				return nil, fmt.Errorf("%s:%d: %w", file, n, err)
			}
			if !open {
				published = day
			}
			c.published = day
		case !open && strings.TrimSpace(line) != "":
			return nil, fmt.Errorf("%s:%d: text before the first case", file, n)
		case line == "none":
			none, facts = true, true
		case strings.HasPrefix(line, "also "):
			for _, word := range strings.Split(line[len("also "):], ",") {
				k := factwire.Kind(strings.TrimSpace(word))
				if err := kind.Check(k); err != nil {
					return nil, fmt.Errorf("%s:%d: %w", file, n, err)
				}
				c.also = append(c.also, k)
			}
			facts = true
		case isFactLine(line):
			w, err := parseWant(line)
			if err != nil {
				return nil, fmt.Errorf("%s:%d: %w", file, n, err)
			}
			w.line = n
			c.wants = append(c.wants, w)
			facts = true
		case facts && strings.TrimSpace(line) != "":
			return nil, fmt.Errorf("%s:%d: %q is no fact line", file, n, line)
		case !facts:
			text = append(text, line)
		}
	}
	if err := closeCase(); err != nil {
		return nil, err
	}
	if len(cases) == 0 {
		return nil, fmt.Errorf("%s:1: no cases", file)
	}
	return cases, nil
}

func isFactLine(line string) bool {
	name, _, ok := strings.Cut(strings.TrimPrefix(line, "? "), " | ")
	return ok && kind.Check(factwire.Kind(name)) == nil
}

// parseWant reads "kind | status or form | who > whom | what | when | key value …".
func parseWant(line string) (want, error) {
	var w want
	if rest, ok := strings.CutPrefix(line, "? "); ok {
		w.optional, line = true, rest
	}
	fields := strings.Split(line, " | ")
	if len(fields) < 4 {
		return w, fmt.Errorf("a fact line has four fields at least: %q", line)
	}
	for i := range fields {
		fields[i] = strings.TrimSpace(fields[i])
	}
	w.kind = factwire.Kind(fields[0])
	if w.kind == factwire.Quote {
		if w.form = factwire.Form(fields[1]); w.form == "?" {
			w.form = ""
		} else if w.form != factwire.Direct && w.form != factwire.Indirect {
			return w, fmt.Errorf("%q is no form of a quote", fields[1])
		}
	} else if w.status = factwire.Status(fields[1]); !slices.Contains(factwire.Statuses(), w.status) {
		return w, fmt.Errorf("%q is no status", fields[1])
	}
	who, whom, cut := strings.Cut(fields[2], " > ")
	w.who = entities(who)
	w.whom, w.whomSet = entities(whom), cut
	if w.kind == factwire.Ban && !cut {
		return w, fmt.Errorf("a ban says whom it bars: %q", line)
	}
	if w.what = fields[3]; w.what == "" {
		return w, fmt.Errorf("the fourth field is empty: %q", line)
	}
	w.when = "?"
	if len(fields) > 4 {
		w.when = fields[4]
		if err := checkWhen(w.when); err != nil {
			return w, err
		}
	}
	for i := 5; i < len(fields); i++ {
		key, value, _ := strings.Cut(fields[i], " ")
		switch key {
		case "people":
			w.people = entities(value)
		case "title":
			w.title = strings.Split(value, " or ")
		case "stance":
			w.stance = factwire.Stance(value)
		case "of":
			w.of = strings.Split(value, " or ")
		default:
			return w, fmt.Errorf("%q is no field of a fact line", key)
		}
	}
	return w, nil
}

func checkWhen(when string) error {
	if when == "?" || when == "-" {
		return nil
	}
	relation, date, ok := strings.Cut(when, " ")
	if !ok {
		date = when
	} else if !slices.Contains([]factwire.Relation{factwire.On, factwire.By, factwire.Before, factwire.Until, factwire.After, factwire.From}, factwire.Relation(relation)) {
		return fmt.Errorf("%q is no relation of a date", relation)
	}
	if _, err := factwire.ParseDate(date); err != nil || date == "" {
		return fmt.Errorf("%q is no date", date)
	}
	return nil
}

// entities reads names separated by semicolons; "-" and "?" stand for none and for any.
func entities(s string) []alternatives {
	if s = strings.TrimSpace(s); s == "" || s == "-" {
		return nil
	}
	var all []alternatives
	for _, part := range strings.Split(s, ";") {
		all = append(all, strings.Split(strings.TrimSpace(part), " or "))
	}
	return all
}

// spellOut replaces each "first words … last words" by all that the text has
// between them. Pieces that attribution parts are separated by " / ". Every piece
// must stand in the text, so that a slip in a case does not pass for a fault.
func spellOut(words, text string) (string, error) {
	var out []string
	for _, piece := range strings.Split(words, " / ") {
		first, last, cut := strings.Cut(piece, " … ")
		start := strings.Index(text, first)
		if start < 0 {
			return "", fmt.Errorf("%q does not stand in the text", first)
		}
		end := start + len(first)
		if cut {
			i := strings.Index(text[end:], last)
			if i < 0 {
				return "", fmt.Errorf("%q does not follow in the text", last)
			}
			end += i + len(last)
		}
		out = append(out, text[start:end])
	}
	return strings.Join(out, " "), nil
}
