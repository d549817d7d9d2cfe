package tabular

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store/merge"
)

func example() merge.Fact {
	return merge.Fact{
		Fact: factwire.Fact{
			ID: "0123456789abcdef", Kind: factwire.Ban, Status: factwire.Done,
			Who:  []factwire.Entity{{Name: "Norway", Type: factwire.Country, Code: "NO"}, {Name: "Port Board", Type: factwire.Organization}},
			Whom: []factwire.Entity{{Name: "Acme, Inc.", Type: factwire.Company}}, What: "ban", About: "5G \"core\"\nnetworks",
			When: factwire.When{Date: "2021-Q3", Relation: factwire.From}, Where: "Oslo", Confidence: 0.9,
			Evidence: []factwire.Evidence{
				{Text: "A long sentence says it all again.", URL: "https://b.example/2", Spans: map[string][]factwire.Span{"who": nil}},
				{Text: "Norway\nbanned  it.", URL: "https://a.example/1", Origin: "saved/1.html", Spans: map[string][]factwire.Span{"who": nil, "cue": nil}},
			},
		},
		Articles: 2, Outlets: 2, Independent: 1, First: "2021-03-05", Last: "2021-03-06",
	}
}

func TestCSV(t *testing.T) {
	var b bytes.Buffer
	if err := CSV(&b, []merge.Fact{example()}, Options{}); err != nil {
		t.Fatal(err)
	}
	want := "id,kind,status,who,whom,people,what,form,stance,about,when,relation,event,due,where,confidence,articles,outlets,independent,first,last,superseded_by,contradicts,review,evidence,url,origin,who_code,whom_code,title,affiliation,site,article_title,published,who_wikidata,whom_wikidata\r\n" +
		`0123456789abcdef,ban,done,Norway (NO); Port Board,"Acme, Inc.",,ban,,,"5G ""core""` + "\r\n" + `networks",2021-Q3,from,2021-07-01,,Oslo,0.9,2,2,1,2021-03-05,2021-03-06,,,,Norway banned it.,https://a.example/1,saved/1.html,NO,,,,,,,,` + "\r\n"
	if b.String() != want {
		t.Errorf("got\n%q\nwant\n%q", b.String(), want)
	}
	b.Reset()
	if err := CSV(&b, nil, Options{BOM: true}); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(b.String(), "\ufeffid,kind,") {
		t.Errorf("no byte-order mark first: %q", b.String())
	}
}

// TestSpeakers wants of a quote who its speaker is, and which article of which outlet has it.
func TestSpeakers(t *testing.T) {
	f := merge.Fact{Fact: factwire.Fact{Kind: factwire.Quote, Who: []factwire.Entity{{Name: "Ada Ostby", Type: factwire.Person, Title: "minister", Affiliation: "NO"}, {Name: "Bo", Type: factwire.Person}, {Name: "Cay", Type: factwire.Person, Title: "envoy"}},
		Evidence: []factwire.Evidence{{Site: "The Fjord Courier", Title: "Masts", Published: "2026-03-02T10:00:00Z", Text: "x"}}}}
	row := Row(f)
	for name, want := range map[string]string{"title": "minister; envoy", "affiliation": "NO", "site": "The Fjord Courier", "article_title": "Masts", "published": "2026-03-02", "who_code": "", "evidence": "x"} {
		if got := row[slices.Index(header, name)]; got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	if len(row) != len(header) {
		t.Errorf("%d cells below %d heads", len(row), len(header))
	}
}

func TestFormulasAreGuarded(t *testing.T) {
	for cell, want := range map[string]string{
		"=1+1": "'=1+1", "+1": "'+1", "-1": "'-1", "@SUM(A1)": "'@SUM(A1)", "\tx": "'\tx", "\rx": "'\rx",
		"": "", "a=1": "a=1", "'=1": "'=1", "–1": "–1",
	} {
		f := example()
		f.What = cell
		for _, raw := range []bool{false, true} {
			var b bytes.Buffer
			if err := CSV(&b, []merge.Fact{f}, Options{Raw: raw}); err != nil {
				t.Fatal(err)
			}
			rows, err := csv.NewReader(&b).ReadAll()
			if err != nil {
				t.Fatal(err)
			}
			expect := want
			if raw {
				expect = cell
			}
			if got := rows[1][slices.Index(Header(), "what")]; got != expect && strings.ReplaceAll(expect, "\r", "") != got {
				t.Errorf("cell %q, raw %v: got %q, want %q", cell, raw, got, expect)
			}
		}
	}
}

func TestHeaderIsACopy(t *testing.T) {
	Header()[0] = "x"
	if Header()[0] != "id" {
		t.Error("a caller changed the header")
	}
}

func TestJSONLines(t *testing.T) {
	var b bytes.Buffer
	if err := JSONL(&b, []factwire.Fact{{Kind: factwire.Quote, Status: factwire.Done, What: "a < b & c > d"}, {}}); err != nil {
		t.Fatal(err)
	}
	want := `{"kind":"quote","status":"done","what":"a < b & c > d"}` + "\n" + `{"kind":"","status":""}` + "\n"
	if b.String() != want {
		t.Errorf("got %q, want %q", b.String(), want)
	}
}

func TestWriteFileIsAllOrNothing(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "facts.csv")
	say := func(s string, fail error) error {
		return WriteFile(path, func(w io.Writer) error {
			if _, err := io.WriteString(w, s); err != nil {
				return err
			}
			return fail
		})
	}
	if err := say("old", nil); err != nil {
		t.Fatal(err)
	}
	broken := errors.New("broken")
	if err := say("half", broken); !errors.Is(err, broken) || !strings.Contains(err.Error(), path) {
		t.Errorf("error %v", err)
	}
	data, err := os.ReadFile(path)
	if err != nil || string(data) != "old" {
		t.Errorf("the file holds %q, %v", data, err)
	}
	if err := say("new", nil); err != nil {
		t.Fatal(err)
	}
	if data, _ := os.ReadFile(path); string(data) != "new" {
		t.Errorf("the file holds %q", data)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 {
		t.Errorf("left behind: %v, %v", entries, err)
	}
	if err := WriteFile(filepath.Join(dir, "no", "x.csv"), func(io.Writer) error { return nil }); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("error of a missing folder: %v", err)
	}
}

// FuzzCSV writes any words and reads them back: one row a fact, no cell that begins as a formula, and nothing lost but what
// the guard adds and the format folds.
func FuzzCSV(f *testing.F) {
	f.Add("=cmd|' /C calc'!A0", "Acme; \"Inc\"", "line\r\nbreak")
	f.Add("", "\x00", "\ufeff")
	f.Add("\t=1", "-", "@x")
	f.Fuzz(func(t *testing.T, what, who, about string) {
		fact := merge.Fact{Fact: factwire.Fact{What: what, About: about, Who: []factwire.Entity{{Name: who}}}}
		var b bytes.Buffer
		if err := CSV(&b, []merge.Fact{fact}, Options{}); err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(bytes.NewReader(b.Bytes())).ReadAll()
		if err != nil || len(rows) != 2 || len(rows[1]) != len(Header()) {
			t.Fatalf("rows %q, %v", rows, err)
		}
		fold := func(s string) string { return strings.NewReplacer("\r\n", "\n", "\r", "").Replace(s) }
		for name, in := range map[string]string{"what": what, "who": who, "about": about} {
			cell := rows[1][slices.Index(Header(), name)]
			if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
				t.Errorf("cell %q begins as a formula", cell)
			}
			if fold(strings.TrimPrefix(cell, "'")) != fold(strings.TrimPrefix(printable(in), "'")) {
				t.Errorf("%q became %q", in, cell)
			}
		}
	})
}

// FuzzClean cleans any bytes: what is left is one line of valid text without control characters, and cleaning it again changes nothing.
func FuzzClean(f *testing.F) {
	f.Add("plain")
	f.Add("\x1b[2J\u202egnp.exe\r\n\tx")
	f.Add("\xff\xfe\u0085\u2028")
	f.Fuzz(func(t *testing.T, s string) {
		got := Clean(s)
		if !utf8.ValidString(got) || strings.ContainsFunc(got, func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) }) {
			t.Errorf("%q became %q", s, got)
		}
		if again := Clean(got); again != got {
			t.Errorf("%q became %q", got, again)
		}
		if n := Width(Shorten(got, 5)); n > 5 {
			t.Errorf("%q is %d columns wide, 5 asked for", got, n)
		}
	})
}

// TestControls keeps what a terminal obeys out of a CSV, raw or not.
func TestControls(t *testing.T) {
	f := example()
	f.What, f.About = "ban\x1b[2J\a\u009b31m", "5G\x00"
	for _, raw := range []bool{false, true} {
		var b bytes.Buffer
		if err := CSV(&b, []merge.Fact{f}, Options{Raw: raw}); err != nil {
			t.Fatal(err)
		}
		if s := b.String(); strings.ContainsAny(s, "\x1b\a\x00\u009b") || !strings.Contains(s, "ban[2J31m") {
			t.Errorf("raw %v: %q", raw, s)
		}
	}
}
