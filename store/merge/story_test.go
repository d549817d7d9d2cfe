package merge_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store/merge"
)

// TestStories reads the cases under testdata/stories: reports, one a line, and behind a line of dashes the facts that they add up to. A report is
//
//	published | site | kind | status | who | whom | what | about | relation date
//
// with names parted by ";" (two capitals are a country, a leading * marks a person). A fact is
//
//	kind | status | date | articles/independent | what follows
//
// where the last column may hold history (proposed 2020-01, done 2020-07), "disputed" and "superseded".
func TestStories(t *testing.T) {
	files, err := filepath.Glob("testdata/stories/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no stories found (%v)", err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, story := range strings.Split(string(data), "\n== ")[1:] {
			name, body, _ := strings.Cut(story, "\n")
			t.Run(name, func(t *testing.T) { tellStory(t, body) })
		}
	}
}

func tellStory(t *testing.T, body string) {
	reports, want, ok := strings.Cut(body, "\n--\n")
	if !ok {
		t.Fatal("the story has no end")
	}
	var obs []factwire.Fact
	for i, line := range lines(reports) {
		obs = append(obs, report(t, i, line))
	}
	var got []string
	for _, f := range merge.Merge(obs, merge.Options{}) {
		var history []string
		for _, h := range f.History {
			history = append(history, strings.TrimSpace(string(h.Status)+" "+h.Date))
		}
		tail := strings.Join(history, ", ")
		if f.Disputed {
			tail += "; disputed"
		}
		if f.SupersededBy != "" {
			tail += "; superseded"
		}
		got = append(got, fmt.Sprintf("%s | %s | %s | %d/%d | %s", f.Kind, f.Status, f.When.Date, f.Articles, f.Independent, tail))
	}
	slices.Sort(got)
	expect := lines(want)
	slices.Sort(expect)
	if !slices.Equal(got, expect) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(expect, "\n"))
	}
}

func lines(s string) []string {
	var out []string
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			out = append(out, line)
		}
	}
	return out
}

func report(t *testing.T, i int, line string) factwire.Fact {
	t.Helper()
	c := strings.Split(line, "|")
	if len(c) != 9 {
		t.Fatalf("report %q has %d columns, want 9", line, len(c))
	}
	for j := range c {
		c[j] = strings.TrimSpace(c[j])
	}
	f := factwire.Fact{Kind: factwire.Kind(c[2]), Status: factwire.Status(c[3]), Who: named(c[4]), Whom: named(c[5]), What: c[6], About: c[7], Confidence: 0.8}
	if relation, date, ok := strings.Cut(c[8], " "); ok {
		f.When = factwire.When{Relation: factwire.Relation(relation), Date: factwire.Date(date)}
	}
	f.Evidence = []factwire.Evidence{{Article: fmt.Sprintf("a%d", i), Site: c[1], Published: c[0], Start: i, End: i + 1, Text: fmt.Sprintf("text %d", i)}}
	return f
}

func named(cell string) []factwire.Entity {
	var out []factwire.Entity
	for _, name := range strings.Split(cell, ";") {
		name = strings.TrimSpace(name)
		switch {
		case name == "":
		case len(name) == 2:
			out = append(out, factwire.Entity{Name: name, Type: factwire.Country, Code: name})
		case name[0] >= 'a' && name[0] <= 'z':
			out = append(out, factwire.Entity{Name: name, Type: factwire.Group})
		case name[0] == '*':
			out = append(out, factwire.Entity{Name: name[1:], Type: factwire.Person})
		default:
			out = append(out, factwire.Entity{Name: name, Type: factwire.Company})
		}
	}
	return out
}
