package article_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/factwire/factwire/pipeline/article"
)

// The text of a plain article is the end of its bytes; every error says where.
func FuzzText(f *testing.F) {
	for _, s := range []string{"---\ntitle: x\npublished: 2026-03-09\n---\nText.\r\n", "\ufeff---\nauthor: [a, b]\n---\n", "---\n---", "Text\x00", "----\r", "\xff\xfe", "---\nurl: https://example.com/\nurl: y\n---\nx"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := article.Parser{Now: now}.Text("x.txt", data)
		if err != nil {
			var located *article.Error
			if !errors.As(err, &located) || strings.Contains(err.Error(), "\n") {
				t.Fatalf("error %q", err)
			}
			return
		}
		lines := data
		if bytes.IndexByte(data, '\n') < 0 { // lines may end as they did on old Macs
			lines = bytes.ReplaceAll(data, []byte("\r"), []byte("\n"))
		}
		whole := bytes.HasSuffix(data, []byte(a.Text)) || bytes.HasSuffix(lines, []byte(a.Text)) || !utf8.Valid(data) || bytes.IndexByte(data, 0) >= 0 // of one byte a character, or of two
		if !whole || a.Text == "" || !utf8.ValidString(a.Text) || a.ID == "" {
			t.Errorf("%q gave the text %q", data, a.Text)
		}
	})
}

// results counts what is read of a file of the name: each is an article with text, or an error that says where.
func results(t *testing.T, name string, data []byte) int {
	t.Helper()
	n := 0
	for a, err := range (article.Parser{Now: now, MaxBytes: 4096}).Read(name, bytes.NewReader(data)) {
		n++
		var located *article.Error
		if err != nil && !errors.As(err, &located) {
			t.Fatalf("error %v", err)
		}
		if err == nil && (strings.TrimSpace(a.Text) == "" || !utf8.ValidString(a.Text)) {
			t.Errorf("text %q", a.Text)
		}
	}
	return n
}

// Lines are dealt with one by one: there are no more results than lines.
func FuzzJSONL(f *testing.F) {
	for _, s := range []string{`{"text":"a","url":"https://example.com/"}`, "{\"maintext\":\"a\",\"authors\":[1,null,\"b\"]}\n\n{", `{"text":{"a":[]},"plaintext":"x"}`, "[[[[", `{"text":"\ud800"}`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		n := results(t, "x.jsonl", data)
		if n > bytes.Count(data, []byte("\n"))+1 && !bytes.HasPrefix(data, []byte{0x1f, 0x8b}) {
			t.Errorf("%d results", n)
		}
	})
}

// Rows are dealt with one by one, whatever a table is.
func FuzzTable(f *testing.F) {
	for _, s := range []string{"text,title\na,b\n", "title\ttext\n\"a\tb\n", "Text;Date\n\"a;\n\n;;;;\nb;2026-03-05", "text\n\x00", "content,text\n,\xff\xfe\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		n := results(t, "x.csv", data)
		if n > bytes.Count(data, []byte("\n"))+bytes.Count(data, []byte("\r"))+1 && !bytes.HasPrefix(data, []byte{0x1f, 0x8b}) {
			t.Errorf("%d results", n)
		}
	})
}
