package dates

import (
	"os"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/nlp"
	"github.com/factwire/factwire/extractors/lexicon"
)

var sharedFinder = sync.OnceValues(func() (*Finder, error) {
	lex, err := lexicon.Load()
	if err != nil {
		return nil, err
	}
	return New(lex)
})

var sharedReader = sync.OnceValues(nlp.New)

func finder(t testing.TB) *Finder {
	t.Helper()
	f, err := sharedFinder()
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func reader(t testing.TB) *nlp.Reader {
	t.Helper()
	r, err := sharedReader()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// testCase is a sentence of testdata/sentences.txt.
type testCase struct{ published, sentence, want string }

func load(t testing.TB) []testCase {
	t.Helper()
	data, err := os.ReadFile("testdata/sentences.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out []testCase
	published, sentence, positive, negative := "", "", 0, 0
	for line := range strings.Lines(string(data)) {
		line = strings.TrimRight(line, "\n")
		switch {
		case line == "" || strings.HasPrefix(line, "# "):
		case strings.HasPrefix(line, "@ "):
			published = strings.TrimPrefix(line[2:], "-")
		case strings.HasPrefix(line, "= "):
			if sentence == "" {
				t.Fatalf("no sentence before %q", line)
			}
			out = append(out, testCase{published, sentence, line[2:]})
			sentence = ""
			if line == "= none" {
				negative++
			} else {
				positive++
			}
		default:
			if sentence != "" {
				t.Fatalf("nothing is wanted for %q", sentence)
			}
			sentence = line
		}
	}
	if positive < 140 || negative < 30 {
		t.Fatalf("only %d sentences with dates and %d without", positive, negative)
	}
	return out
}

// show writes mentions as the case file does.
func show(text string, found []Mention) string {
	var out []string
	for _, m := range found {
		b := text[m.Start:m.End] + " : " + m.Value
		if m.Value == "" {
			b += "?"
		}
		for _, s := range []string{string(m.Relation), m.Duration} {
			if s != "" {
				b += " " + s
			}
		}
		if m.Mod != "" {
			b += " mod=" + string(m.Mod)
		}
		out = append(out, b)
	}
	if len(out) == 0 {
		return "none"
	}
	return strings.Join(out, "; ")
}

func TestSentences(t *testing.T) {
	f, r := finder(t), reader(t)
	for _, c := range load(t) {
		got := show(c.sentence, f.Find(r.Read(c.sentence), factwire.Date(c.published)))
		if got != c.want {
			t.Errorf("@ %s\n%s\n got %s\nwant %s", c.published, c.sentence, got, c.want)
		}
	}
}

// TestOrder reads a date that has two readings by the outlet's country, by the text's own dates, or not at all.
func TestOrder(t *testing.T) {
	f, r := finder(t), reader(t)
	for _, c := range []struct{ url, site, text, want string }{
		{"https://www.skarn.example.co.uk/a", "", "It was signed on 03/04/2026.", "03/04/2026 : 2026-04-03 on"},
		{"https://news.ostra.us/a", "", "It was signed on 03/04/2026.", "03/04/2026 : 2026-03-04 on"},
		{"", "The Guardian", "It was signed on 03/04/2026.", "03/04/2026 : 2026-04-03 on"},
		{"https://ostra.example/a", "The Ostra", "It was signed on 03/04/2026.", "03/04/2026 : ? on"},
		{"https://ostra.example/a", "", "It was signed on 03/04/2026 and lapsed on 25/04/2026.", "03/04/2026 : 2026-04-03 on; 25/04/2026 : 2026-04-25 on"},
		{"https://ostra.us/a", "", "It was signed on 25/04/2026 and lapsed on 45/04/2026.", "25/04/2026 : 2026-04-25 on; 45/04/2026 : ? on"},
	} {
		if got := show(c.text, f.FindBy(r.Read(c.text), "2026-05-01", f.Order(c.url, c.site))); got != c.want {
			t.Errorf("%s %s: %s\n got %s\nwant %s", c.url, c.site, c.text, got, c.want)
		}
	}
}

// TestUntagged reads dates from bare words: the grammar must not need a tagger for plain forms.
func TestUntagged(t *testing.T) {
	f := finder(t)
	for text, want := range map[string]string{
		"It was signed on Oct. 27 , 2020 .":       "Oct. 27 , 2020 : 2020-10-27 on",
		"It was signed on 27 October .":           "27 October : 2023-10-27 on",
		"It must go by the end of 2025 .":         "end of 2025 : 2025 by mod=end",
		"It was signed two years ago , on Friday": "two years ago : 2022; Friday : 2024-03-08 on",
		"In the third quarter of 2026 it closes":  "third quarter of 2026 : 2026-Q3 on",
	} {
		if got := show(text, f.Find(words(text), "2024-03-14")); got != want {
			t.Errorf("%s\n got %s\nwant %s", text, got, want)
		}
	}
}

// words makes a document of one sentence from words with a blank between, without tags.
func words(text string) *nlp.Document {
	doc := &nlp.Document{Text: text}
	for i := 0; i < len(text); {
		end := i + strings.IndexByte(text[i:]+" ", ' ')
		if end > i {
			w := text[i:end]
			doc.Tokens = append(doc.Tokens, nlp.Token{Start: i, End: end, Text: w, Lower: strings.ToLower(w), Space: true})
		}
		i = end + 1
	}
	doc.Sentences = []nlp.Sentence{{End: len(text), Last: len(doc.Tokens)}}
	doc.Paragraphs = []nlp.Paragraph{{End: len(text), Last: 1}}
	return doc
}

// TestWeeks wants a weekday to be resolved to itself and within a week of every publication day.
func TestWeeks(t *testing.T) {
	f, r := finder(t), reader(t)
	doc := r.Read("Orla Venn said on Tuesday that the board will meet on Friday.")
	day, _, _ := factwire.Date("2023-12-20").Bounds()
	for range 30 {
		found := f.Find(doc, factwire.Date(iso(day)))
		if len(found) != 2 {
			t.Fatalf("%s: %d dates", iso(day), len(found))
		}
		past, _, _ := found[0].Date.Bounds()
		next, _, _ := found[1].Date.Bounds()
		if past.Weekday() != 2 || past.After(day) || day.Sub(past).Hours() >= 7*24 {
			t.Errorf("%s: Tuesday is %s", iso(day), iso(past))
		}
		if next.Weekday() != 5 || next.Before(day) || next.Sub(day).Hours() >= 7*24 {
			t.Errorf("%s: Friday is %s", iso(day), iso(next))
		}
		day = day.AddDate(0, 0, 1)
	}
}

// TestEaster compares with published dates of Easter Sunday.
func TestEaster(t *testing.T) {
	for year, want := range map[int]string{1961: "1961-04-02", 2000: "2000-04-23", 2008: "2008-03-23", 2019: "2019-04-21", 2024: "2024-03-31", 2038: "2038-04-25"} {
		if got := iso(easter(year)); got != want {
			t.Errorf("%d: %s, want %s", year, got, want)
		}
	}
}

func TestHolidayRules(t *testing.T) {
	for _, bad := range []string{"christmas", ":12-25", "x:13-01", "x:12", "x:easter+", "x:01-9-1", "x:01-1-9", "x:"} {
		if _, err := holidays([]string{bad}); err == nil {
			t.Errorf("%q is no error", bad)
		}
	}
}

// FuzzFind wants mentions in order, without overlap, inside the text, with values that are dates, the same in
// every run, and nothing resolved from publication where there is none.
func FuzzFind(f *testing.F) {
	for _, c := range load(f) {
		f.Add(c.sentence, c.published)
	}
	for _, s := range []string{
		"one day after one day after one day after one day before one day before May", "the end of the end of the end of the year's end", "1 2 3 4 5 6 7 8 9 March 10 to 11 to 12 to 40",
		"29 February 31 June 99/99/2020 0000-00-00 2020-13-40 Q5 H3 Q0", "'s 's . . - - – – 2020 – 20", "May the 3rd May 3-2 3-99 March two thousand and", "\xff\xfe ÀÉ 2020 İstanbul ǅ", "twenty twenty twenty first first half half",
	} {
		f.Add(s, "2024-02-29")
	}
	find, read := finder(f), reader(f)
	f.Fuzz(func(t *testing.T, text, published string) {
		if len(text) > 4096 || !utf8.ValidString(text) {
			t.Skip()
		}
		day, err := factwire.ParseDate(published)
		if err != nil {
			day = ""
		}
		for _, doc := range []*nlp.Document{read.Read(text), words(text)} {
			found := find.Find(doc, day)
			last := 0
			for _, m := range found {
				if m.First < last || m.Last <= m.First || m.Last > len(doc.Tokens) || m.Lead > m.First || m.Lead < last {
					t.Fatalf("%q: tokens %d to %d, lead %d, behind %d", text, m.First, m.Last, m.Lead, last)
				}
				last = m.Last
				if m.Start != doc.Tokens[m.First].Start || m.End != doc.Tokens[m.Last-1].End {
					t.Fatalf("%q: bytes %d to %d", text, m.Start, m.End)
				}
				if m.Date != factDate(m.Value) || m.Value != "" && m.Date == "" && len(m.Value) > 3 {
					t.Fatalf("%q: value %q, date %q", text, m.Value, m.Date)
				}
			}
			if again := find.Find(doc, day); show(text, again) != show(text, found) {
				t.Fatalf("%q: %s, then %s", text, show(text, found), show(text, again))
			}
		}
	})
}

func BenchmarkFind(b *testing.B) {
	f, r := finder(b), reader(b)
	var text strings.Builder
	for _, c := range load(b) {
		text.WriteString("The committee heard that neither party to the long dispute would give way, and that talks between them had stalled over money. ")
		text.WriteString("Its chairman told reporters that he hoped for a change of mind among members of the opposition. ")
		text.WriteString(c.sentence + "\n")
	}
	doc := r.Read(text.String())
	b.SetBytes(int64(len(doc.Text)))
	b.ReportAllocs()
	for b.Loop() {
		f.Find(doc, "2024-03-14")
	}
}

// What stands below a line that is a time was told on its day; the line itself is no date.
func TestStampLine(t *testing.T) {
	text := "Port Selwyn barred it today.\n\n2026-03-10T23:05:00+01:00\n\nEastmere barred it today.\n\n2026-03-09\n\nLowick barred it today."
	published, err := factwire.ParseDate("2026-03-12")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range finder(t).Find(reader(t).Read(text), published) {
		got = append(got, m.Value)
	}
	if g := strings.Join(got, " "); g != "2026-03-12 2026-03-10 2026-03-09" {
		t.Error(g)
	}
}
