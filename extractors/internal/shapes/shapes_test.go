package shapes

import (
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/factwire/factwire"
)

const dir = "../../../testdata/shapes"

func load(t *testing.T) ([]Shape, *Names) {
	t.Helper()
	all, err := ReadDir(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(dir + "/names.yaml")
	if err != nil {
		t.Fatal(err)
	}
	names, err := ReadNames("names.yaml", data)
	if err != nil {
		t.Fatal(err)
	}
	return all, names
}

// TestFiles holds the project's own shapes: none stands twice, and each kind and status has enough of them to teach by.
func TestFiles(t *testing.T) {
	all, _ := load(t)
	lines := map[string]int{}
	count := map[string]int{}
	for _, s := range all {
		if before, twice := lines[plain(s.Text)]; twice {
			t.Errorf("%s:%d is the shape of line %d again", s.File, s.Line, before)
		}
		lines[plain(s.Text)] = s.Line
		if len(s.Facts) == 0 {
			count["none"]++
		}
		for _, f := range s.Facts {
			count[string(f.Kind+"/")+string(f.Status)]++
		}
	}
	for _, kind := range []factwire.Kind{factwire.Signing, factwire.Ban, factwire.Deadline} {
		for _, status := range factwire.Statuses() {
			if key := string(kind+"/") + string(status); count[key] < 8 {
				t.Errorf("%d shapes tell %s", count[key], key)
			}
		}
	}
	if count["none"] < 150 {
		t.Errorf("%d shapes tell nothing", count["none"])
	}
}

// TestFill fills every shape several times: no mark is left in the text, every span holds what it should, and the same number
// gives the same sentence.
func TestFill(t *testing.T) {
	all, names := load(t)
	for _, s := range all {
		texts := map[string]bool{}
		for n := range uint64(3) {
			told := s.Fill(names, n)
			texts[told.Text] = true
			if !reflect.DeepEqual(told, s.Fill(names, n)) {
				t.Fatalf("%s:%d: number %d gives two sentences", s.File, s.Line, n)
			}
			if strings.ContainsAny(told.Text, "{}*") || strings.Contains(told.Text, "  ") || strings.Contains(told.Text, "..") {
				t.Errorf("%s:%d: %q is no sentence", s.File, s.Line, told.Text)
			}
			for _, f := range told.Facts {
				checkSpans(t, s, told.Text, f)
			}
		}
		if slots := strings.Contains(s.Text, "{"); slots && len(texts) < 2 {
			t.Errorf("%s:%d: other numbers give no other names: %q", s.File, s.Line, s.Text)
		}
	}
}

func checkSpans(t *testing.T, s Shape, text string, f Told) {
	t.Helper()
	slice := func(at factwire.Span) string {
		if at[0] < 0 || at[1] > len(text) || at[0] >= at[1] {
			t.Fatalf("%s:%d: span %v of a text of %d bytes", s.File, s.Line, at, len(text))
		}
		return text[at[0]:at[1]]
	}
	if cue := slice(f.Cue); strings.TrimSpace(cue) != cue {
		t.Errorf("%s:%d: the cue is %q", s.File, s.Line, cue)
	}
	for _, list := range [][]Entity{f.Who, f.Whom, f.People} {
		for _, e := range list {
			if len(e.Spans) == 0 || e.Name == "" || e.Type == "" {
				t.Errorf("%s:%d: %q has no %+v", s.File, s.Line, text, e)
			}
			named := false
			for _, at := range e.Spans {
				words := slice(at)
				named = named || strings.EqualFold(words, e.Name) || e.Code != ""
			}
			if !named {
				t.Errorf("%s:%d: nothing in %q names %+v", s.File, s.Line, text, e)
			}
		}
	}
	if f.When.Relation == "" {
		return
	}
	if _, err := factwire.ParseDate(string(f.When.Date)); err != nil || f.When.Date == "" {
		t.Errorf("%s:%d: date %q", s.File, s.Line, f.When.Date)
	}
	for _, at := range f.Due {
		slice(at)
	}
}

// few fills every slot with what it can hold once, so that a sentence is known in advance.
const few = `
countries: [the Netherlands|The Hague|Emirati|AA, the Netherlands|The Hague|Emirati|BB, the Netherlands|The Hague|Emirati|CC, the Netherlands|The Hague|Emirati|DD]
due: [June 30|2025-06-30|day]
later: [December 1|2025-12-01|day]
lists:
  firms: [Acme Ltd., Acme Ltd., Acme Ltd.]
  goods: [figs, figs]
  people: [Ann Lee, Ann Lee]
  bodies: [Union]
  texts: [Treaty]
  ministries: [trade ministry]
  offices: [president, president]
  federations: [the World Board]
  regions: [Texas]
  venues: [Geneva]
  topics: [trade]
  years: ["2020"]
  years later: ["2022"]
  numbers: ["5"]
  weekdays: [Monday]
`

// TestFilled is one line in all its parts: articles, possessives and full stops are put right, and spans point at what was put in.
func TestFilled(t *testing.T) {
	names, err := ReadNames("few.yaml", []byte(few))
	if err != nil {
		t.Fatal(err)
	}
	_, err = Read("one.txt", strings.NewReader("## group\n"+
		`{A}'s court met. {A:It} *barred*2 all {N} ships of {T}. A {B.adj} rule *gives*1 {T:it} until {D}. The rule binds {T}.`+
		` => deadline done T until D / P; [ban done A > T + "all {N} ships" ~ {T}. @2]`))
	if err == nil {
		t.Fatal("a fact names P, which the text lacks, and nothing is said")
	}
	all, err := Read("one.txt", strings.NewReader("## group\n"+
		`{A}'s court met. {A:It} *barred*2 all {N} ships of {T}. A {B.adj} rule *gives*1 {T:it} until {D}. The rule binds {T}.`+
		` => deadline done T until D; [ban done A > T + "all {N} ships" ~ ships of @2]`))
	if err != nil {
		t.Fatal(err)
	}
	if all[0].Group != "one/group" || all[0].Line != 2 {
		t.Errorf("group %q, line %d", all[0].Group, all[0].Line)
	}
	got := all[0].Fill(names, 1)
	text := "The Netherlands' court met. It barred all 5 ships of Acme Ltd. An Emirati rule gives it until June 30. The rule binds Acme Ltd."
	firm := Entity{factwire.Entity{Name: "Acme Ltd.", Type: factwire.Company}, []factwire.Span{{53, 62}, {85, 87}, {118, 127}}}
	want := Sentence{Text: text, Facts: []Told{
		{
			Kind: factwire.Deadline, Status: factwire.Done, Cue: factwire.Span{79, 84}, Who: []Entity{firm},
			When: factwire.When{Date: "2025-06-30", Relation: factwire.Until}, Due: []factwire.Span{{94, 101}},
		},
		{
			Kind: factwire.Ban, Status: factwire.Done, Optional: true, Cue: factwire.Span{31, 37},
			Who:   []Entity{{factwire.Entity{Name: "Netherlands", Type: factwire.Country, Code: got.Facts[1].Who[0].Code}, []factwire.Span{{4, 15}, {28, 30}}}},
			Whom:  []Entity{firm, {factwire.Entity{Name: "all 5 ships", Type: factwire.Group}, []factwire.Span{{38, 49}}}},
			About: []factwire.Span{{44, 52}},
		},
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// TestReadErrors is what a malformed line is told.
func TestReadErrors(t *testing.T) {
	for line, want := range map[string]string{
		"{A.The} banned {T}":                                `no " => "`,
		"{A.The} banned {T}. => ban done A > T":             "fact 1 has no cue",
		"{A.The} *banned* {T}. => none":                     "no fact has cue 1",
		"{A.The} *banned* {T}. => ban done A > U":           "fact 1 names U, which is not in the text",
		`{A.The} *banned* {T}. => ban done A > "ships"`:     `fact 1 names "ships", which is not in the text`,
		"{A.The} *banned {T}. => ban done A > T":            "a star is not closed",
		"{A.The} *banned* {T. => ban done A > T":            "a brace is not closed",
		"{Å} *banned* {T}. => ban done A > T":               "no slot is called",
		"{A.near} *banned* {T}. => ban done A > T":          "has the forms",
		"{A.The} *banned* {T}. => ban finished A > T":       `"finished" is no status`,
		"{A.The} *banned* {T}. => quote done A":             `"quote" is no kind`,
		"{A.The} *banned* {T}. => ban done A > T @x":        "@x is no number of a cue",
		"{A.The} *told* {T}. => deadline done T by June 30": "June",
		"{A.The} *told* {T}. => deadline done T by":         "no date",
		"{A.The} *banned* {T}. => ban done a > T":           `"a" is no slot`,
		`{A.The} *banned* {T}. => ban done A > "T`:          "a quotation mark is not closed",
	} {
		_, err := Read("x.txt", strings.NewReader("# first\n"+line))
		if err == nil || !strings.Contains(err.Error(), want) || !strings.HasPrefix(err.Error(), "x.txt:2: ") {
			t.Errorf("%s\n  error: %v, want %q", line, err, want)
		}
	}
}

// TestNameErrors is what a file of names with a fault is told.
func TestNameErrors(t *testing.T) {
	for change, want := range map[[2]string]string{
		{"|Emirati|DD", ""}:                  "a country reads",
		{"Emirati|DD", "Emirati|CC"}:         "four countries",
		{"June 30|2025-06-30|day", "June"}:   "a date reads",
		{"2025-12-01|day", "2025-13-01"}:     "2025-13-01",
		{"2025-12-01|day", "2025-12-01"}:     "no date may stand before a noun",
		{"goods: [figs, figs]", "goods: []"}: `the list "goods" has fewer than 2 entries`,
		{"weekdays:", "weekday:"}:            `the list "weekdays" has fewer`,
		{"lists:", "lists:\n  fruit: [fig]"}: `no slot is filled from the list "fruit"`,
	} {
		_, err := ReadNames("few.yaml", []byte(strings.Replace(few, change[0], change[1], 1)))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q for %q: error %v, want %q", change[1], change[0], err, want)
		}
	}
}
