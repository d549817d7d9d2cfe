package extractors_test

import (
	"strings"
	"testing"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/kind"
)

// TestJudge shows that the judge of the cases tells right from incomplete and wrong.
func TestJudge(t *testing.T) {
	country := func(code string) factwire.Entity { return factwire.Entity{Name: code, Code: code} }
	company := func(name string) factwire.Entity { return factwire.Entity{Name: name} }
	ban := factwire.Fact{Kind: factwire.Ban, Status: factwire.Done, What: "ban",
		Who: []factwire.Entity{country("SE")}, Whom: []factwire.Entity{company("Huawei"), company("ZTE")},
		When: factwire.When{Date: "2020", Relation: factwire.On}}
	with := func(change func(*factwire.Fact)) []factwire.Fact {
		f := ban
		change(&f)
		return []factwire.Fact{f}
	}
	one := ban
	one.Whom = ban.Whom[:1]
	other := ban
	other.Whom = ban.Whom[1:]
	both := "ban | done | SE > Huawei; ZTE | ban | on 2020"
	quote := []factwire.Fact{{Kind: factwire.Quote, Form: factwire.Direct, What: "one two three", Who: []factwire.Entity{company("Ann B. Lee")}}}
	for _, test := range []struct {
		name, facts   string
		got           []factwire.Fact
		missed, wrong int
	}{
		{"right", both, []factwire.Fact{ban}, 0, 0},
		{"split in two facts", both, []factwire.Fact{one, other}, 0, 0},
		{"nothing found", both, nil, 2, 0},
		{"a target missed", both, []factwire.Fact{one}, 1, 0},
		{"said twice", both, []factwire.Fact{ban, one}, 0, 1},
		{"one target too many", "ban | done | SE > ZTE | ban | on 2020", []factwire.Fact{ban}, 0, 1},
		{"another status", both, with(func(f *factwire.Fact) { f.Status = factwire.Negated }), 2, 2},
		{"another class", both, with(func(f *factwire.Fact) { f.What = "removal" }), 0, 2},
		{"no date", both, with(func(f *factwire.Fact) { f.When = factwire.When{} }), 2, 0},
		{"another date", both, with(func(f *factwire.Fact) { f.When.Date = "2021" }), 0, 2},
		{"a date too many", "ban | done | SE > Huawei; ZTE | ban | -", []factwire.Fact{ban}, 0, 2},
		{"an official too many", both + " | people Kim", with(func(f *factwire.Fact) { f.People = []factwire.Entity{company("Kim"), company("Lee")} }), 0, 2},
		{"invented", "none", []factwire.Fact{ban}, 0, 2},
		{"optional", "? " + both, nil, 0, 0},
		{"optional and found", "? " + both, []factwire.Fact{ban}, 0, 0},
		{"of a kind that does not matter", "none\nalso ban", []factwire.Fact{ban}, 0, 0},
		{"quote", "quote | direct | Ann Lee | one … three", quote, 0, 0},
		{"another form", "quote | indirect | Ann Lee | one … three", quote, 0, 1},
		{"part of a quote", "quote | direct | Ann Lee | one … nine", quote, 1, 0},
		{"more than the quote", "quote | direct | Ann Lee | one", quote, 1, 1},
		{"another speaker", "quote | direct | Bea Lee | one … three", quote, 1, 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			cases, err := parseCases("test", "= x\none two three four five six seven eight nine\n"+test.facts)
			if err != nil {
				t.Fatal(err)
			}
			totals := map[factwire.Kind]*tally{}
			for _, k := range kind.Names() {
				totals[k] = &tally{}
			}
			o := judge(cases[0], test.got, totals)
			if len(o.missed) != test.missed || len(o.wrong) != test.wrong {
				t.Errorf("missed %d, wrong %d, want %d and %d:\n%s", len(o.missed), len(o.wrong), test.missed, test.wrong, strings.Join(append(o.missed, o.wrong...), "\n"))
			}
		})
	}
}

// TestParseCasesErrors wants each slip in a case file to be told with its line.
func TestParseCasesErrors(t *testing.T) {
	for _, test := range []struct{ name, data, line string }{
		{"no cases", "# nothing\n", "f:1:"},
		{"text before a case", "\nText.\n", "f:2:"},
		{"no facts", "= a\nText.\n", "f:1:"},
		{"no text", "= a\nnone\n", "f:1:"},
		{"facts and none", "= a\nText.\nnone\nban | done | SE > X | ban\n", "f:1:"},
		{"a status", "= a\nText.\nban | maybe | SE > X | ban\n", "f:3:"},
		{"no target", "= a\nText.\nban | done | SE | ban\n", "f:3:"},
		{"a date", "= a\nText.\nban | done | SE > X | ban | on 2020-13\n", "f:3:"},
		{"a relation", "= a\nText.\nban | done | SE > X | ban | in 2020\n", "f:3:"},
		{"a kind", "= a\nText.\nnone\nalso bans\n", "f:4:"},
		{"a field", "= a\nText.\nban | done | SE > X | ban | - | folk Y\n", "f:3:"},
		{"words not in the text", "= a\nText.\nquote | direct | Ann | Words\n", "f:3:"},
		{"a line after the facts", "= a\nText.\nnone\nMore.\n", "f:4:"},
		{"a publication date", "@ 2024-02-30\n= a\nText.\nnone\n", "f:1:"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if _, err := parseCases("f", test.data); err == nil || !strings.HasPrefix(err.Error(), test.line) {
				t.Errorf("got %v, want an error at %s", err, test.line)
			}
		})
	}
}
