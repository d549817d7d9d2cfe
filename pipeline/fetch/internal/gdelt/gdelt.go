// Package gdelt reads the lists of articles that the GDELT Project publishes: the Article List, a file of JSON lines for each
// minute, and the answers of the DOC search, as JSON or CSV; each also with gzip.
package gdelt

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"
	"time"
)

// ErrNone says that a document is no list of articles. GDELT answers so what it cannot search for, in words.
var ErrNone = errors.New("is no list of articles")

// Limits on a list.
const (
	MaxBytes   = 64 << 20
	maxEntries = 50_000
)

// Entry is an article of a list.
type Entry struct {
	URL, Title string
	// Seen is when the article appeared, or when GDELT saw it, as the list writes it.
	Seen string
	// Language is ISO 639-1, or empty where the list names none that is known here.
	Language string
}

// record is an entry as any of the lists writes it.
type record struct {
	URL      string `json:"url"`
	Title    string `json:"title"`
	Date     string `json:"date"`
	SeenDate string `json:"seendate"`
	Lang     string `json:"lang"`
	Language string `json:"language"`
}

// Parse returns the articles of a list, in its order. Of a list that breaks off it returns those before. The error wraps ErrNone.
func Parse(data []byte) ([]Entry, error) {
	plain, err := unzip(data)
	if err != nil {
		return nil, err
	}
	plain = bytes.TrimLeft(bytes.TrimPrefix(plain, []byte("\xef\xbb\xbf")), " \t\r\n")
	if !bytes.HasPrefix(plain, []byte("{")) {
		return table(plain)
	}
	var out []Entry
	d := json.NewDecoder(bytes.NewReader(plain))
	for len(out) < maxEntries {
		var r struct {
			record
			Articles []record `json:"articles"`
		}
		if err := d.Decode(&r); err != nil {
			if errors.Is(err, io.EOF) || len(out) > 0 {
				break
			}
			return nil, fmt.Errorf("%w: %w", ErrNone, err)
		}
		out = add(out, r.record)
		for _, x := range r.Articles {
			out = add(out, x)
		}
	}
	return out, nil
}

func unzip(data []byte) ([]byte, error) {
	if !bytes.HasPrefix(data, []byte{0x1f, 0x8b}) {
		return data, nil
	}
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNone, err)
	}
	plain, err := io.ReadAll(io.LimitReader(z, MaxBytes+1))
	switch {
	case len(plain) > MaxBytes:
		return nil, fmt.Errorf("%w: it has more than %d MB", ErrNone, MaxBytes>>20)
	case err != nil && len(plain) == 0:
		return nil, fmt.Errorf("%w: %w", ErrNone, err)
	}
	return plain, nil
}

// table reads CSV with a head that names the columns.
func table(plain []byte) ([]Entry, error) {
	r := csv.NewReader(bytes.NewReader(plain))
	r.FieldsPerRecord, r.LazyQuotes = -1, true
	head, err := r.Read()
	column := map[string]int{}
	for i, h := range head {
		column[strings.ToLower(strings.TrimSpace(h))] = i + 1
	}
	if err != nil || column["url"] == 0 {
		first, _, _ := strings.Cut(string(plain[:min(len(plain), 200)]), "\n")
		return nil, fmt.Errorf("%w: %q", ErrNone, strings.TrimSpace(first))
	}
	get := func(row []string, name string) string {
		if i := column[name]; i > 0 && i <= len(row) {
			return strings.TrimSpace(row[i-1])
		}
		return ""
	}
	var out []Entry
	for len(out) < maxEntries {
		row, err := r.Read()
		if err != nil {
			break
		}
		out = add(out, record{URL: get(row, "url"), Title: get(row, "title"), Date: get(row, "date"), Language: get(row, "language")})
	}
	return out, nil
}

func add(out []Entry, r record) []Entry {
	u, err := url.Parse(r.URL)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || len(out) >= maxEntries {
		return out
	}
	e := Entry{URL: r.URL, Title: r.Title, Seen: r.SeenDate, Language: code(r.Lang + r.Language)}
	if e.Seen == "" {
		e.Seen = r.Date
	}
	return append(out, e)
}

// code is a language as ISO 639-1: the lists write "en", "eng", "ENGLISH" and "English".
func code(name string) string {
	name = strings.ToLower(strings.TrimSpace(name))
	if len(name) == 2 {
		return name
	}
	for c, names := range map[string]string{
		"en": "eng english", "de": "deu ger german", "fr": "fra fre french", "es": "spa spanish", "it": "ita italian", "pt": "por portuguese", "ru": "rus russian",
		"zh": "zho chi chinese", "ar": "ara arabic", "tr": "tur turkish", "pl": "pol polish", "nl": "nld dut dutch", "ja": "jpn japanese", "uk": "ukr ukrainian",
	} {
		for n := range strings.FieldsSeq(names) {
			if n == name {
				return c
			}
		}
	}
	return ""
}

// Search is the query of the DOC search for some words, of at most so many hours back (0 for the search's own three months).
func Search(words string, hours int) string {
	q := url.Values{"query": {words}, "mode": {"artlist"}, "format": {"json"}, "maxrecords": {"250"}, "sort": {"datedesc"}}
	if hours > 0 {
		q.Set("timespan", fmt.Sprintf("%dh", hours))
	}
	return "api/v2/doc/doc?" + q.Encode()
}

// List is the path of the Article List of a minute, in UTC.
func List(minute time.Time) string {
	return "gdeltv3/gal/" + minute.UTC().Format("200601021504") + "00.gal.json.gz"
}
