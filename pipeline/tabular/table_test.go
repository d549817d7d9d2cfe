package tabular

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store/merge"
)

var update = flag.Bool("update", false, "write the golden files")

// listed are facts of each kind, with texts that are long, wide, or made of several characters a letter.
func listed() []merge.Fact {
	named := func(names ...string) []factwire.Entity {
		var out []factwire.Entity
		for _, n := range names {
			out = append(out, factwire.Entity{Name: n, Type: factwire.Organization})
		}
		return out
	}
	evidence := func(text string, words ...string) []factwire.Evidence {
		e := factwire.Evidence{Site: "The Fjord Courier", Published: "2024-03-05T10:00:00Z", URL: "https://fjord.example/2024/masts", Start: 100, End: 100 + len(text), Text: text, Spans: map[string][]factwire.Span{}}
		for i, w := range words {
			at := 100 + strings.Index(text, w)
			e.Spans[fmt.Sprint(i)] = []factwire.Span{{at, at + len(w)}}
		}
		return []factwire.Evidence{e}
	}
	return []merge.Fact{
		{Fact: factwire.Fact{ID: "319a513f0a1e6f5a", Kind: factwire.Ban, Status: factwire.Done, Who: named("Norway"), Whom: named("華為技術有限公司"), What: "ban", About: "radio masts of coastal towns",
			When: factwire.When{Date: "2024-03-01", Relation: factwire.On}, Confidence: 0.93, Evidence: evidence("Norway banned 華為技術有限公司 from the radio masts of coastal towns, and the harbours of three of them are to follow before the end of the year.", "Norway", "banned", "華為技術有限公司", "radio masts of coastal towns")}},
		{Fact: factwire.Fact{ID: "319a513fbb1e6f5a", Kind: factwire.Deadline, Status: factwire.Done, Who: named("Aarslev Pharma"), What: "hand over the data of its trials to the inspectors",
			When: factwire.When{Date: "2024-06-15", Relation: factwire.By}, Confidence: 0.7, Evidence: evidence("Aarslev Pharma must hand over its trial data by 15 June.", "Aarslev Pharma", "must")}},
		{Fact: factwire.Fact{ID: "8f3b5af56f86e766", Kind: factwire.Deadline, Status: factwire.Proposed, Who: named("European Union"), What: "replace masts", When: factwire.When{Date: "2027", Relation: factwire.By}, Confidence: 0.7}},
		{Fact: factwire.Fact{ID: "aae909ebde2c7dae", Kind: factwire.Quote, Status: factwire.Done, Who: []factwire.Entity{{Name: "Zoe\u0308 Bra\u030angstro\u0308m"}}, What: "Nobody asked us 👩‍🔬🇳🇴 whether the masts should go, and nobody will pay for them", Confidence: 0.96}},
		{Fact: factwire.Fact{ID: "b28ff34193659449", Kind: factwire.Signing, Status: factwire.Reversed, Who: named("Kenya", "Voltara Engineering", "Ministry of Long Names and of the Titles That They Bear"), What: "memorandum of understanding",
			When: factwire.When{Date: "2025-Q3", Relation: factwire.From}, Confidence: 0.9}, Disputed: true},
	}
}

// TestTable draws the same facts on screens of several widths. No line is wider than the screen.
func TestTable(t *testing.T) {
	today := time.Date(2024, 5, 8, 23, 0, 0, 0, time.FixedZone("", 7200))
	for _, width := range []int{20, 40, 60, 80, 100, 120, 200} {
		for _, evidence := range []bool{false, true} {
			var b bytes.Buffer
			if err := Table(&b, listed(), View{Width: width, Today: today, Evidence: evidence, Open: "[", Close: "]"}); err != nil {
				t.Fatal(err)
			}
			for line := range strings.SplitSeq(b.String(), "\n") {
				if n := Width(line); n > width {
					t.Errorf("width %d: a line of %d: %s", width, n, line)
				}
			}
			name := fmt.Sprintf("testdata/table-%d.txt", width)
			if evidence {
				name = fmt.Sprintf("testdata/evidence-%d.txt", width)
			}
			golden(t, name, b.Bytes())
		}
	}
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
	}
}

// TestTableWithoutTheClock wants no days left where nobody looks, so that two runs on different days print the same.
func TestTableWithoutTheClock(t *testing.T) {
	var b bytes.Buffer
	if err := Table(&b, listed(), View{Width: 200}); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(b.String(), "DUE") || strings.Contains(b.String(), "days") || !strings.Contains(b.String(), "reversed, disputed  ") {
		t.Errorf("got\n%s", b.String())
	}
}

func TestTableCleansWhatIsHostile(t *testing.T) {
	f := merge.Fact{Fact: factwire.Fact{ID: "1", Kind: factwire.Quote, Status: factwire.Done, Who: []factwire.Entity{{Name: "\x1b[31mred\x1b[0m"}}, What: "\x07a\nnew\r\nline \u202eback"}}
	f.Evidence = []factwire.Evidence{{Text: "\x1b]0;title\x07 said", End: 20, Site: "\x1b[2J"}}
	for _, width := range []int{20, 80, 200} {
		for _, evidence := range []bool{false, true} {
			var b bytes.Buffer
			if err := Table(&b, []merge.Fact{f}, View{Width: width, Evidence: evidence}); err != nil {
				t.Fatal(err)
			}
			if strings.ContainsAny(b.String(), "\x1b\x07\r\u202e") {
				t.Errorf("width %d: control characters reach the terminal: %q", width, b.String())
			}
		}
	}
}

func TestWidth(t *testing.T) {
	for s, want := range map[string]int{"": 0, "abc": 3, "“é”": 3, "e\u0301": 1, "華為": 4, "🇳🇴": 2, "👩‍🔬": 2, "ｗｉｄｅ": 8} {
		if got := Width(s); got != want {
			t.Errorf("Width(%q) = %d, want %d", s, got, want)
		}
	}
	for _, c := range []struct {
		s    string
		n    int
		want string
	}{{"abcdef", 6, "abcdef"}, {"abcdef", 5, "abcd…"}, {"華為技術", 5, "華為…"}, {"華為技術", 4, "華…"}, {"abe\u0301cd", 4, "abe\u0301…"}, {"ab cd", 4, "ab…"}, {"👩‍🔬👩‍🔬", 3, "👩‍🔬…"}, {"x", 0, "…"}, {"", 0, ""}} {
		if got := Shorten(c.s, c.n); got != c.want {
			t.Errorf("Shorten(%q, %d) = %q, want %q", c.s, c.n, got, c.want)
		}
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		s       string
		n, most int
		want    string
	}{
		{"one two three", 7, 0, "one two|three"},
		{"one two three four", 7, 2, "one two|three…"},
		{"one two three", 7, 2, "one two|three"},
		{"abcdefgh ij", 3, 0, "abc|def|gh|ij"},
		{"abcdefgh ij", 3, 2, "abc|de…"},
		{"華為技術有限公司", 6, 0, "華為技|術有限|公司"},
		{"華為技術有限公司", 6, 1, "華為…"},
		{"", 5, 0, ""},
		{"\x1b[1mone\x1b[0m two three", 7, 0, "\x1b[1mone\x1b[0m two|three"},
	} {
		marks := []string{"\x1b[1m", "\x1b[0m"}
		if !strings.Contains(c.s, "\x1b") {
			marks = nil
		}
		if got := strings.Join(Wrap(c.s, c.n, c.most, marks...), "|"); got != c.want {
			t.Errorf("Wrap(%q, %d, %d) = %q, want %q", c.s, c.n, c.most, got, c.want)
		}
	}
}

// FuzzWrap wraps any text: every line fits, unless one character is wider, and without a bound nothing but white space is lost.
func FuzzWrap(f *testing.F) {
	f.Add("Norway banned 華為技術有限公司 today 👩‍🔬", 9)
	f.Add("e\u0301\u0301\u0301 x", 1)
	f.Add("\u0301", 9)
	f.Fuzz(func(t *testing.T, s string, n int) {
		s, n = Clean(s), min(max(n, 2), 300)
		lines := Wrap(s, n, 0)
		for _, l := range lines {
			if Width(l) > n && utf8.RuneCountInString(l) > 1 {
				if head, _ := split(l, n); head != "" {
					t.Errorf("%q in %d columns has the line %q of %d", s, n, l, Width(l))
				}
			}
		}
		if got, want := strings.Join(strings.Fields(strings.Join(lines, "")), ""), strings.ReplaceAll(s, " ", ""); got != want {
			t.Errorf("%q became %q", want, got)
		}
		if cut := Wrap(s, n, 2); len(cut) > 2 {
			t.Errorf("%q takes %d lines, 2 asked for", s, len(cut))
		}
	})
}

func TestDue(t *testing.T) {
	today := time.Date(2024, 5, 8, 23, 30, 0, 0, time.FixedZone("", -6*3600)) // the next day in UTC
	for _, c := range []struct {
		date     factwire.Date
		relation factwire.Relation
		want     string
	}{
		{"2024-06-15", factwire.By, "in 38 days"}, {"2024-05-09", factwire.Until, "in 1 day"}, {"2024-05-08", factwire.By, "today"}, {"2024-05-07", factwire.By, "1 day over"},
		{"2024-04-26", factwire.On, "12 days over"}, {"2024-05-09", factwire.Before, "today"}, {"2024-05-08", factwire.Before, "1 day over"}, {"2025", factwire.Before, "in 237 days"},
		{"2027", factwire.By, "by end of 2027"}, {"2024", factwire.By, "this year"}, {"2023", factwire.By, "129 days over"}, {"2024-06", factwire.By, "by end of June 2024"},
		{"2024-05", factwire.By, "this month"}, {"2024-Q3", factwire.By, "by end of Q3 2024"}, {"2024-Q2", factwire.Until, "this quarter"}, {"2024-H1", "", "this half-year"},
		{"2024-W19", factwire.By, "this week"}, {"2025-W05", factwire.By, "by end of week 5 of 2025"}, {"2024-06-15", factwire.From, "starts in 38 days"}, {"2024-05-08", factwire.From, "starts today"},
		{"2024-05-07", factwire.After, "began"}, {"2024", factwire.From, "starts this year"}, {"2026-H1", factwire.From, "starts in H1 2026"}, {"", factwire.By, ""}, {"9999-12-31", factwire.By, "in 2913045 days"},
	} {
		f := factwire.Fact{Kind: factwire.Deadline, Status: factwire.Done, When: factwire.When{Date: c.date, Relation: c.relation}}
		if got := Due(f, today); got != c.want {
			t.Errorf("%s %s: %q, want %q", c.relation, c.date, got, c.want)
		}
		for _, status := range []factwire.Status{factwire.Negated, factwire.Reversed} {
			f.Status = status
			if got := Due(f, today); got != "" {
				t.Errorf("%s %s %s: %q", status, c.relation, c.date, got)
			}
		}
	}
	if got := Due(factwire.Fact{Kind: factwire.Ban, Status: factwire.Done, When: factwire.When{Date: "2024-06-15"}}, today); got != "" {
		t.Errorf("a ban is due %q", got)
	}
}

// TestUpcoming wants deadlines in force that are still ahead, the next one first.
func TestUpcoming(t *testing.T) {
	today := time.Date(2024, 5, 8, 23, 30, 0, 0, time.FixedZone("", -6*3600))
	deadline := func(id string, status factwire.Status, relation factwire.Relation, date factwire.Date) merge.Fact {
		return merge.Fact{Fact: factwire.Fact{ID: id, Kind: factwire.Deadline, Status: status, When: factwire.When{Date: date, Relation: relation}}}
	}
	replaced := deadline("replaced", factwire.Done, factwire.By, "2024-06-01")
	replaced.SupersededBy = "later"
	facts := []merge.Fact{
		deadline("later", factwire.Done, factwire.By, "2027"), deadline("over", factwire.Done, factwire.By, "2024-05-07"), deadline("today", factwire.Done, factwire.Until, "2024-05-08"),
		deadline("before", factwire.Done, factwire.Before, "2024-05-08"), deadline("planned", factwire.Proposed, factwire.By, "2024-06"), deadline("lifted", factwire.Reversed, factwire.By, "2024-06"),
		deadline("undated", factwire.Done, factwire.By, ""), replaced, deadline("start", factwire.Done, factwire.From, "2024-06-30"), {Fact: factwire.Fact{ID: "ban", Kind: factwire.Ban, Status: factwire.Done, When: factwire.When{Date: "2027"}}},
	}
	var got []string
	for _, f := range Upcoming(facts, today) {
		got = append(got, f.ID)
	}
	if want := "today planned start later"; strings.Join(got, " ") != want {
		t.Errorf("got %v, want %s", got, want)
	}
}

// TestGridLeavesOut drops columns by rank, never those of rank 0, and keeps numbers at the right.
func TestGridLeavesOut(t *testing.T) {
	columns := []Column{{Head: "SOURCE"}, {Head: "N", Right: true, Rank: 1}, {Head: "LAST", Rank: 2}, {Head: "STATE", Wordy: 1}}
	rows := [][]string{{"fjord", "7", "2024-03-05", "all is well with this one"}, {"bay", "1234", "never", "ok"}}
	for width, want := range map[int]string{
		60: "SOURCE     N  LAST        STATE\nfjord      7  2024-03-05  all is well with this one\nbay     1234  never       ok\n",
		40: "SOURCE     N  LAST        STATE\nfjord      7  2024-03-05  all is well w…\nbay     1234  never       ok\n",
		30: "SOURCE     N  STATE\nfjord      7  all is well wit…\nbay     1234  ok\n",
		24: "SOURCE  STATE\nfjord   all is well wit…\nbay     ok\n",
	} {
		var b bytes.Buffer
		if err := Grid(&b, columns, rows, width, 1); err != nil {
			t.Fatal(err)
		}
		if b.String() != want {
			t.Errorf("width %d: got\n%s\nwant\n%s", width, b.String(), want)
		}
	}
}
