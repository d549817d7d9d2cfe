package article_test

import (
	archive "archive/zip"
	"bytes"
	"errors"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/factwire/factwire/pipeline/article"
)

// wide is a text in UTF-16, little-endian.
func wide(s string, mark bool) string {
	units := utf16.Encode([]rune(s))
	if mark {
		units = append([]uint16{0xfeff}, units...)
	}
	var b bytes.Buffer
	for _, u := range units {
		b.WriteByte(byte(u))
		b.WriteByte(byte(u >> 8))
	}
	return b.String()
}

func docx(t *testing.T) string {
	t.Helper()
	var b bytes.Buffer
	z := archive.NewWriter(&b)
	for name, data := range map[string]string{
		"[Content_Types].xml": "<Types/>",
		"word/document.xml":   `<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>Ostmark stopped </w:t></w:r><w:del><w:r><w:t>four</w:t></w:r></w:del><w:r><w:t>three ferries.</w:t></w:r></w:p></w:body></w:document>`,
		"docProps/core.xml":   `<cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t"><dc:title>Ferries</dc:title><dcterms:created>2026-03-05T08:00:00Z</dcterms:created></cp:coreProperties>`,
	} {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(data)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestFormats reads one article in each form that files have.
func TestFormats(t *testing.T) {
	const text = "Ostmark stopped three ferries."
	const saved = "Ostmark stopped three ferries in its own harbour =\r\non Friday, and the council gave no reason for it."
	for name, c := range map[string]struct{ file, data, title, published, text string }{
		"utf-16":         {"a.txt", wide("---\ntitle: Ferries\npublished: 2026-03-05\n---\n“"+text+"”", true), "Ferries", "2026-03-05", "“" + text + "”"},
		"utf-16, bare":   {"a.txt", wide(text, false), "", "", text},
		"windows-1252":   {"a.txt", "It\x92s Sk\xe5ne\x97late.", "", "", "It’s Skåne—late."},
		"macintosh":      {"a.txt", "\xd2It\xd5s late,\xd3 she said.", "", "", "“It’s late,” she said."},
		"array":          {"a.json", "[\n {\"headline\": \"Ferries\", \"content\": \"" + text + "\", \"publishedAt\": \"2026-03-05T08:00:00Z\"}\n]", "Ferries", "2026-03-05T08:00:00Z", text},
		"indented":       {"a.json", "{\n \"title\": \"Ferries\",\n \"maintext\": \"" + text + "\",\n \"date_publish\": \"2026-03-05 08:00:00\"\n}", "Ferries", "2026-03-05", text},
		"answer":         {"a.json", `{"status":"ok","articles":[{"title":"Ferries","text":"` + text + `","timestamp":1772697600}]}`, "Ferries", "2026-03-05T08:00:00Z", text},
		"sections":       {"a.jsonl", `{"title":"Ferries","body":{"summary":["s"],"sections":[{"headline":[],"paragraphs":["` + text + `"]}]},"publishing_date":"2026-03-05 08:00:00+00:00"}`, "Ferries", "2026-03-05T08:00:00Z", text},
		"milliseconds":   {"a.jsonl", `{"title":"Ferries","text":"` + text + `","date":{"$date":{"$numberLong":"1772697600000"}}}`, "Ferries", "2026-03-05T08:00:00Z", text},
		"American clock": {"a.jsonl", `{"title":"Ferries","text":"` + text + `","published":"Mar 5, 2026 8:00 AM"}`, "Ferries", "2026-03-05", text},
		"two orders":     {"a.jsonl", `{"title":"Ferries","text":"` + text + `","published":"05/03/2026"}`, "Ferries", "", text},
		"message":        {"a.eml", "From: Harbour Wire <wire@example.org>\r\nSubject: =?utf-8?q?Ferries?=\r\nDate: Thu, 5 Mar 2026 08:00:00 +0000\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nOstmark stopped =\r\nthree ferries.\r\n--b--\r\n", "Ferries", "2026-03-05T08:00:00Z", text},
		"saved page":     {"a.mhtml", "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://harbour.example/ferries\r\nSubject: Ferries\r\nDate: Thu, 5 Mar 2026 08:00:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"----b\"\r\n\r\n------b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://harbour.example/ferries\r\n\r\n<html><head><meta charset=3D\"utf-8\"><title>Ferries</title></head><body><article><p>" + saved + "</p></article></body></html>\r\n------b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n------b--\r\n", "Ferries", "2026-03-05T08:00:00Z", strings.ReplaceAll(saved, "=\r\n", "")},
		"docx":           {"a.docx", docx(t), "Ferries", "2026-03-05T08:00:00Z", text + "\n"},
		"Nexis":          {"a.txt", "Ferries\nHarbour Gazette\nMarch 5, 2026 Thursday\n\nCopyright 2026 Harbour Gazette\nLength: 4 words\nByline: Ada Brown\n\nBody\n\n" + text + "\n\nClassification\n\nLanguage: ENGLISH\n\nEnd of Document\n", "Ferries", "2026-03-05", text + "\n"},
		"Factiva":        {"a.txt", "SE  News\nHD  Ferries\nBY  By Ada Brown\nWC  4 words\nPD  5 March 2026\nSN  Harbour Gazette\nLA  English\nLP  \n" + text + "\n\nAN  Document HARB000020260305\n", "Ferries", "2026-03-05", text + "\n"},
		"mark":           {"a.json", "\ufeff[{\"title\":\"Ferries\",\"text\":\"" + text + "\",\"date\":\"2026-03-05\"}]", "Ferries", "2026-03-05", text},
		"wrapped":        {"a.jsonl", `{"_id":"1","_source":{"headline":"Ferries","doc":{"x":1},"body":"` + text + `","dc:date":"2026-03-05"}}`, "Ferries", "2026-03-05", text},
		"answer's depth": {"a.json", `{"response":{"results":[{"webTitle":"Ferries","webPublicationDate":"2026-03-05T08:00:00Z","fields":{"bodyText":"` + text + `"}}]}}`, "Ferries", "2026-03-05T08:00:00Z", text},
		"article within": {"a.jsonl", `{"article":{"title":"Ferries","text":"` + text + `","date":"2026-03-05"}}`, "Ferries", "2026-03-05", text},
		"metadata":       {"a.jsonl", `{"metadata":{"title":"Ferries","date":"2026-03-05"},"text":["` + text + `"]}`, "Ferries", "2026-03-05", text},
		"blocks":         {"a.jsonl", `{"title":"Ferries","content":[{"type":"p","text":"` + text + `"}],"article:published_time":"2026-03-05"}`, "Ferries", "2026-03-05", text},
		"a feed of JSON": {"a.json", `{"version":"https://jsonfeed.org/version/1.1","items":[{"title":"Ferries","content_html":"<p>` + text + ` The council gave no reason for it on Friday.</p>","date_published":"2026-03-05T08:00:00Z"}]}`, "Ferries", "2026-03-05T08:00:00Z", text + " The council gave no reason for it on Friday."},
		"old Mac":        {"a.txt", "---\rtitle: Ferries\rpublished: 2026-03-05\r---\r" + text, "Ferries", "2026-03-05", text},
		"others' keys":   {"a.md", "---\nheadline: Ferries\ndate: 2026-03-05\ntags:\n  - sea\n  - law\nlayout: post\n---\n" + text, "Ferries", "2026-03-05", text},
		"passed on":      {"a.eml", "Subject: Ferries\nDate: Thu, 5 Mar 2026 08:00:00 +0000\nContent-Type: message/rfc822\n\nSubject: x\nContent-Type: text/plain\n\n" + text, "Ferries", "2026-03-05T08:00:00Z", text},
		"Nexis, plain":   {"a.txt", "Harbour Gazette\nMarch 5, 2026 Thursday\n\nFerries\n\nBYLINE: ADA BROWN\n\nLENGTH: 4 words\n\n" + text + "\n\nLOAD-DATE: March 6, 2026\n\nLANGUAGE: ENGLISH\n", "Ferries", "2026-03-05", text + "\n"},
		"Factiva, shown": {"a.txt", "Ferries\n\nAda Brown\n4 words\n5 March 2026\nHarbour Gazette\nHARB\nEnglish\nCopyright 2026 Harbour Gazette.\n\n" + text + "\n\nDocument HARB000020260305\n", "Ferries", "2026-03-05", text + "\n"},
		"a table":        {"a.csv", "Id,Headline,\"Publication Date\",Text\r\n1,Ferries,2026-03-05,\"" + text + "\"\r\n", "Ferries", "2026-03-05", text},
		"tabs":           {"a.tsv", "\ufefftitle\ttext\tdate\nFerries\t" + text + "\t2026-03-05\textra\n", "Ferries", "2026-03-05", text},
		"semicolons":     {"a.csv", "title;date;content\nFerries;2026-03-05;Sk\xe5ne \"stopped\" a ferry", "Ferries", "2026-03-05", "Skåne \"stopped\" a ferry"},
		"TOML":           {"a.md", "+++\ntitle = \"Ferries\"\ndate = 2026-03-05T08:00:00Z\ntags = [\"sea\"]\n[params]\nx = 1\n+++\n" + text, "Ferries", "2026-03-05T08:00:00Z", text},
		"named source":   {"a.json", `{"_source":{"title":"Ferries","text":"` + text + `","date":"2026-03-05"}}`, "Ferries", "2026-03-05", text},
		"line of a date": {"a.txt", "Ferries stopped\nBy Ada Brown | 5 March 2026\n\n" + text, "", "2026-03-05", "Ferries stopped\nBy Ada Brown | 5 March 2026\n\n" + text},
		"published":      {"a.txt", "Ferries stopped\n\nUpdated: 6 March 2026 · Published: 5 March 2026\n\n" + text, "", "2026-03-05", "Ferries stopped\n\nUpdated: 6 March 2026 · Published: 5 March 2026\n\n" + text},
		"with its time":  {"a.txt", "Published: 5 March 2026, 8:04am GMT\n\n" + text, "", "2026-03-05T08:04:00Z", "Published: 5 March 2026, 8:04am GMT\n\n" + text},
		"dateline":       {"a.txt", "OSTMARK, March 5, 2026 (Newsline) — " + text, "", "2026-03-05", "OSTMARK, March 5, 2026 (Newsline) — " + text},
		"no dateline":    {"a.txt", "The council met on March 5, 2026 — and again in May.", "", "", "The council met on March 5, 2026 — and again in May."},
	} {
		got, errs := read(t, c.file, []byte(c.data))
		if len(errs) > 0 || len(got) != 1 {
			t.Errorf("%s: %d articles, errors %v", name, len(got), errs)
			continue
		}
		if a := got[0]; a.Text != c.text || a.Title != c.title || a.Published != c.published {
			t.Errorf("%s: title %q, published %q, text %q", name, a.Title, a.Published, a.Text)
		}
	}
}

// TestNumbered reads an object that holds articles by their numbers.
func TestNumbered(t *testing.T) {
	got, errs := read(t, "a.json", []byte(`{"0":{"title":"A","text":"Ostmark stopped a ferry."},"1":{"title":"B","text":"Skarn sold a yard."}}`))
	if len(errs) > 0 || len(got) != 2 || got[0].Title != "A" || got[1].Text != "Skarn sold a yard." {
		t.Errorf("%+v, errors %v", got, errs)
	}
}

// TestUnnamed reads an object that holds nothing but articles, by names of which nothing is known.
func TestUnnamed(t *testing.T) {
	got, errs := read(t, "a.json", []byte(`{"x7":{"text":"Ostmark stopped a ferry."},"x9":{"text":"Skarn sold a yard."}}`))
	if len(errs) > 0 || len(got) != 2 || got[1].Text != "Skarn sold a yard." {
		t.Errorf("%+v, errors %v", got, errs)
	}
}

// TestPageBeside reads the address that fundus writes beside the page of an article.
func TestPageBeside(t *testing.T) {
	got, errs := read(t, "a.json", []byte(`[{"title":"Ferries","body":{"sections":[{"paragraphs":["Ostmark stopped a ferry."]}]},"html":{"requested_url":"https://wire.example/f","content":"<html><p>x</p></html>"}}]`))
	if len(errs) > 0 || len(got) != 1 || got[0].Text != "Ostmark stopped a ferry." || got[0].URL != "https://wire.example/f" {
		t.Errorf("%+v, errors %v", got, errs)
	}
}

// TestRefused wants a word on what to do with files of formats that are not read.
func TestRefused(t *testing.T) {
	for name, c := range map[string]struct {
		data string
		want error
	}{
		"a.zip": {"PK\x03\x04\x00\x00", article.ErrArchive}, "a": {"PK\x03\x04\x00\x00", article.ErrArchive}, "a.odt": {"x", article.ErrArchive},
		"b": {`{\rtf1 Ostmark stopped a ferry.}`, article.ErrRichText}, "a.csv": {"title,date\nFerries,2026-03-05\n", article.ErrTable}, "b.csv": {"title,text\n", article.ErrEmpty},
		"c": {"<?xml version=\"1.0\"?><rss><channel/></rss>", article.ErrXML}, "a.rss": {"<rss/>", article.ErrXML},
	} {
		if _, errs := read(t, name, []byte(c.data)); len(errs) != 1 || !errors.Is(errs[0], c.want) {
			t.Errorf("%s: %v", name, errs)
		}
	}
}
