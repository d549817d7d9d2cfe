package entity_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/lexicon"
	"github.com/factwire/factwire/store/entity"
)

// TestItems holds the table of Wikidata items to the lexicons: each line is an entity of theirs, by its code or its name and type, no item
// stands for two, and what the lexicons have gets its item.
func TestItems(t *testing.T) {
	lex, err := lexicon.Load()
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]factwire.Entity{}
	for _, n := range lex.Names() {
		e := factwire.Entity{Name: n.Name, Type: n.Type, Code: n.Code, Affiliation: n.Affiliation}
		if e.Code != "" {
			known[string(e.Type)+" "+e.Code] = e
		}
		known[string(e.Type)+" "+e.Name] = e
	}
	data, err := os.ReadFile("wikidata.txt")
	if err != nil {
		t.Fatal(err)
	}
	c := entity.New(nil)
	seen := map[string]string{}
	form := regexp.MustCompile(`^Q[1-9][0-9]* [a-z]+ \S`)
	for line := range strings.Lines(string(data)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		item, what, _ := strings.Cut(strings.TrimSpace(line), " ")
		e, ok := known[what]
		switch {
		case !form.MatchString(line):
			t.Errorf("%q has not the form of a line", line)
		case !ok:
			t.Errorf("the lexicons have no %s", what)
		case seen[item] != "":
			t.Errorf("%s stands for %s and %s", item, seen[item], what)
		}
		seen[item] = what
		if got := c.Items([]factwire.Entity{e})[0].Wikidata; got != item {
			t.Errorf("%s gets %q, want %s", what, got, item)
		}
	}
	if len(seen) < 500 {
		t.Errorf("only %d items", len(seen))
	}
}

// TestItemsOfTheUser gives what the user's aliases name the items that stand among them, under any of its names.
func TestItemsOfTheUser(t *testing.T) {
	c := entity.New(entity.Aliases{"Q900001": "Kestrel Signal", "Kestrel": "Kestrel Signal", "Q900002": "Ada Kellmar", "Q900003": "KE", "Q0": "Zero", "Quorlex": "Quorlex Group"})
	in := []factwire.Entity{
		{Name: "Kestrel Signal Ltd", Type: factwire.Company}, {Name: "Kestrel", Type: factwire.Organization}, {Name: "Ada P. Kellmar", Type: factwire.Person},
		{Name: "Kenya", Type: factwire.Country, Code: "KE"}, {Name: "Sweden", Type: factwire.Country, Code: "SE"}, {Name: "Zero", Type: factwire.Company}, {Name: "Quorlex", Type: factwire.Company},
	}
	for i, want := range []string{"Q900001", "Q900001", "Q900002", "Q900003", "Q34", "", ""} {
		if got := c.Items(in)[i].Wikidata; got != want {
			t.Errorf("%s gets %q, want %q", in[i].Name, got, want)
		}
	}
	if a, b := c.Key(in[0]), entity.New(nil).Key(in[0]); a != b {
		t.Errorf("an item changed a key from %q to %q", b, a)
	}
}

// TestItemsOfOthers gives no item to what only shares a name, and leaves the list that comes in as it is.
func TestItemsOfOthers(t *testing.T) {
	c := entity.New(nil)
	in := []factwire.Entity{{Name: "Ford", Type: factwire.Person}, {Name: "Kenya", Type: factwire.Country, Code: "KE"}, {Name: "Georgia", Type: factwire.Place}, {Name: "Nobody Ltd", Type: factwire.Company, Wikidata: "Q1"}}
	kept := slices.Clone(in)
	out := c.Items(in)
	if !slices.Equal(in, kept) {
		t.Errorf("the list was changed: %v", in)
	}
	for i, want := range []string{"", "Q114", "", ""} {
		if out[i].Wikidata != want {
			t.Errorf("%s gets %q, want %q", out[i].Name, out[i].Wikidata, want)
		}
	}
}
