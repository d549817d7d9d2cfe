package article_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/pipeline/article"
)

var now = time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC)

func read(t *testing.T, name string, data []byte) (articles []factwire.Article, errs []error) {
	t.Helper()
	for a, err := range (article.Parser{Now: now}).Read(name, bytes.NewReader(data)) {
		if err != nil {
			errs = append(errs, err)
			continue
		}
		articles = append(articles, a)
	}
	return articles, errs
}

func zip(t *testing.T, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const story = "Ministers from Ruritania and Borduria signed a fishing pact on Monday.\n\nIt takes effect in May."

func TestText(t *testing.T) {
	head := "---\ntitle: A pact\nurl: https://WWW.Example.com/pact/?utm_source=x#top\nsite: The Example\nauthor: Ada Brown and Cem Demir\npublished: 2026-03-09\n---\n"
	for name, in := range map[string]struct{ data, text string }{
		"plain":                 {story, story},
		"final newline":         {story + "\n", story + "\n"},
		"mark":                  {"\ufeff" + story, story},
		"crlf":                  {strings.ReplaceAll(story, "\n", "\r\n"), strings.ReplaceAll(story, "\n", "\r\n")},
		"front matter":          {head + story, story},
		"front matter, mark":    {"\ufeff" + head + story, story},
		"front matter, crlf":    {strings.ReplaceAll(head+story, "\n", "\r\n"), strings.ReplaceAll(story, "\n", "\r\n")},
		"blank line kept":       {head + "\n" + story, "\n" + story},
		"empty front matter":    {"---\n---\n" + story, story},
		"a rule inside is text": {story + "\n---\n" + story, story + "\n---\n" + story},
	} {
		for _, suffix := range []string{"", ".gz"} {
			data := []byte(in.data)
			if suffix != "" {
				data = zip(t, data)
			}
			got, errs := read(t, "pact.txt"+suffix, data)
			if len(errs) > 0 || len(got) != 1 {
				t.Errorf("%s%s: got %d articles and errors %v", name, suffix, len(got), errs)
				continue
			}
			a := got[0]
			if a.Text != in.text {
				t.Errorf("%s%s: text is %q, want %q", name, suffix, a.Text, in.text)
			}
			if strings.HasPrefix(name, "front") && (a.Title != "A pact" || a.URL != "https://www.example.com/pact" || a.Site != "The Example" || fmt.Sprint(a.Authors) != "[Ada Brown Cem Demir]" || a.Published != "2026-03-09") {
				t.Errorf("%s%s: %+v", name, suffix, a)
			}
			if a.ID == "" {
				t.Errorf("%s: no id", name)
			}
		}
	}
}

func TestBadInput(t *testing.T) {
	for _, c := range []struct {
		name, data string
		want       error
		says       string
	}{
		{"a.txt", "", article.ErrEmpty, "a.txt: is empty"},
		{"a.txt", " \r\n\t", article.ErrEmpty, "a.txt: is empty"},
		{"a.txt", "---\ntitle: x\n---\n \n", article.ErrEmpty, "a.txt: is empty"},
		{"a.txt", "\x7fELF\x02\x01\x01\x00\x00\xff\xfe\x80", article.ErrBinary, "a.txt: is binary data"},
		{"a.txt", "A deal.\nSigned \x00 today.", article.ErrBinary, "a.txt:2: is binary data, not text: it holds a NUL byte"},
		{"a.txt", "Der Minister hat am Montag mit der Regierung von Ostmark über den Hafen und die Fähren gesprochen, die nicht mehr fahren.", article.ErrLanguage, "a.txt: is in another language: it is in German, and only English is read"},
		{"a.pdf", "%PDF-1.7", article.ErrPDF, "a.pdf: is a PDF, which is not read: turn it into text first"},
		{"a.json", "[1, 2]", article.ErrSyntax, "a.json: is malformed: a JSON object is wanted"},
		{"a.docx", "PK\x03\x04 no archive", article.ErrSyntax, "a.docx: is malformed: it is no document of Word"},
		{"a.txt", strings.Repeat("x", 20<<20), article.ErrTooLarge, "a.txt: is too large: more than 8 MB"},
		{"a.txt", "---\ntitle: x\nauthro: y\n---\nText.", article.ErrSyntax, `a.txt:3: front matter is malformed: unknown key "authro"; did you mean "author"?`},
		{"a.txt", "---\ntitle: x\npublished: last week\n---\nText.", article.ErrDate, `a.txt:3: has a publication date that cannot be read: "last week"`},
		{"a.txt", "---\npublished: 2026-02-30\n---\nText.", article.ErrDate, `a.txt:2: has a publication date`},
		{"a.txt", "---\ntitle: x\nText without end", article.ErrSyntax, "a.txt:1: front matter is malformed: no line --- closes it"},
		{"a.txt", "---\ntitle: [x\n---\nText", article.ErrSyntax, "a.txt:2: front matter is malformed"},
		{"a.txt", "---\nurl: ftp://example.com/x\n---\nText", article.ErrSyntax, `a.txt:2: front matter is malformed: "ftp://example.com/x" is no http or https address`},
		{"a.txt.gz", "\x1f\x8bnot gzip at all", article.ErrSyntax, "a.txt.gz: gzip data is malformed"},
		{"a.html", "<html><body><nav>Home</nav></body></html>", article.ErrNoBody, "a.html: is a page without an article"},
		{"a.jsonl", "\n\n", article.ErrEmpty, "a.jsonl: is empty"},
	} {
		articles, errs := read(t, c.name, []byte(c.data))
		if len(articles) != 0 || len(errs) != 1 {
			t.Errorf("%.40q: %d articles, errors %v", c.data, len(articles), errs)
			continue
		}
		if !errors.Is(errs[0], c.want) || !strings.HasPrefix(errs[0].Error(), c.says) {
			t.Errorf("%.40q: error %q, want %q", c.data, errs[0], c.says)
		}
	}
}

func TestJSONLines(t *testing.T) {
	lines := strings.Join([]string{
		`{"url":"https://example.com/1","title":"One","maintext":"First text.","date_publish":"2026-03-01 10:00:00","authors":["Ada Brown"],"source_domain":"example.com","image_url":null,"n":3}`,
		`{"source":"https://example.com/2","title":"Two","text":"Second text.","date":"2026-03-02","author":"Ada Brown; Eve Fox","hostname":"example.com"}`,
		`{"title":"Three","plaintext":"Third text.","publishing_date":"2026-03-03 09:00:00+01:00","authors":["Cem Demir","Eve Fox"],"source":"The Example"}`,
		`{"title":"broken",`,
		`["no object"]`,
		`{"title":"no text"}`,
		`{"text":"` + strings.Repeat("x", 9<<20) + `"}`,
		``,
		"\ufeff" + `{"text":"no BOM here"}`,
		`{"text":"From the future.","published":"2031-01-01"}`,
		`{"text":"Last text.","date":"who knows"}`,
	}, "\r\n")
	var got []string
	for a, err := range (article.Parser{Now: now}).Read("x.jsonl", strings.NewReader(lines)) {
		if err != nil {
			got = append(got, "error "+err.Error())
			continue
		}
		got = append(got, fmt.Sprintf("%s|%s|%s|%s|%s|%s|%s", a.Origin, a.URL, a.Title, a.Site, a.Published, strings.Join(a.Authors, "+"), a.Text))
	}
	want := []string{
		"x.jsonl#1|https://example.com/1|One|example.com|2026-03-01|Ada Brown|First text.",
		"x.jsonl#2|https://example.com/2|Two|example.com|2026-03-02|Ada Brown+Eve Fox|Second text.",
		"x.jsonl#3||Three|The Example|2026-03-03T09:00:00+01:00|Cem Demir+Eve Fox|Third text.",
		"error x.jsonl:4: is malformed: unexpected end of JSON input at byte 18",
		"error x.jsonl:5: is malformed: a JSON object is wanted, not an array",
		"error x.jsonl:6: is empty: it has no text, maintext, plaintext, content or body",
		"error x.jsonl:7: is too large: a line of more than 8 MB",
		"error x.jsonl:9: is malformed: invalid character 'ï' looking for beginning of value at byte 1",
		"x.jsonl#10|||||" + "|From the future.",
		"x.jsonl#11|||||" + "|Last text.",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%.4000s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestBombs(t *testing.T) {
	bomb := zip(t, bytes.Repeat([]byte(`{"text":"x"}`+"\n"), 4<<20))
	_, errs := read(t, "bomb.jsonl.gz", bomb)
	if len(errs) != 1 || !errors.Is(errs[0], article.ErrTooLarge) {
		t.Errorf("errors %v, want one that tells of a bomb", errs)
	}
	cut := zip(t, []byte(`{"text":"first"}`+"\n"+strings.Repeat(`{"text":"more and more"}`+"\n", 1000)))
	articles, errs := read(t, "cut.jsonl.gz", cut[:len(cut)-20])
	if len(errs) != 1 || !errors.Is(errs[0], article.ErrSyntax) || len(articles) == 0 {
		t.Errorf("a truncated file gave %d articles and errors %v", len(articles), errs)
	}
}

// A date whose numbers have two readings is read as the outlet's country writes it, and else kept as it stands.
func TestDatesInNumbers(t *testing.T) {
	for line, want := range map[string]string{
		`{"url":"https://news.example.co.uk/a","text":"The yard was sold.","date":"04/05/2025"}`:        "2025-05-04",
		`{"url":"https://news.example.us/a","text":"The yard was sold.","date":"04/05/2025 10:30"}`:     "2025-04-05",
		`{"url":"https://news.example.com/a","text":"The yard was sold.","date":"04/05/2025"}`:          "",
		`{"url":"https://news.example.com/a","text":"The yard was sold.","date":"14/05/2025"}`:          "2025-05-14",
		`{"url":"https://news.example.co.uk/a","text":"The yard was sold.","date":"31/02/2025"}`:        "",
		`{"url":"https://news.example.co.uk/a","text":"The yard was sold.","date":"04/05/2025 to 6/7"}`: "",
	} {
		a, err := article.Parser{Now: now}.Record("a#1", []byte(line))
		if err != nil || a.Published != want || a.PublishedRaw == "" {
			t.Errorf("%s: published %q, raw %q, %v; want %q", line, a.Published, a.PublishedRaw, err, want)
		}
	}
}
