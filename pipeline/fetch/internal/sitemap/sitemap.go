// Package sitemap reads sitemaps, sitemap indexes and news sitemaps, as XML or as
// plain lists of addresses, with or without gzip.
package sitemap

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"

	"github.com/factwire/factwire/pipeline/internal/charset"
)

// Errors that Parse wraps.
var (
	ErrNone     = errors.New("is no sitemap that can be read")
	ErrTooLarge = errors.New("is too large")
)

// Limits on a sitemap. The protocol allows 50,000 entries and 50 MB.
const (
	MaxBytes   = 50 << 20
	maxEntries = 50_000
	maxDepth   = 16
	maxTokens  = 2_000_000
	maxValue   = 4096
)

// Sitemap is what a sitemap says.
type Sitemap struct {
	Pages    []Page
	Sitemaps []Child // of an index
	// Skipped counts entries without a web address.
	Skipped int
}

// Page is an entry of a sitemap. Dates are as the sitemap writes them.
type Page struct {
	URL       string
	Modified  string
	Published string // news:publication_date
	Title     string // news:title
	Language  string // news:language
}

// Child is an entry of an index.
type Child struct {
	URL      string
	Modified string
}

// Parse reads a sitemap. XML that breaks off gives what stood before; if that was
// nothing, the error wraps ErrNone. Elements are told by their local
// names, since the namespace is wrong in many sitemaps.
func Parse(data []byte) (Sitemap, error) {
	plain, err := unzip(data)
	if err != nil {
		return Sitemap{}, err
	}
	head := bytes.TrimLeft(bytes.TrimPrefix(plain[:min(len(plain), 1024)], []byte("\xef\xbb\xbf")), " \t\r\n")
	if len(head) == 0 {
		return Sitemap{}, fmt.Errorf("%w: it is empty", ErrNone)
	}
	if head[0] != '<' {
		return list(plain)
	}
	return parseXML(plain)
}

// unzip decompresses data if it is gzip.
func unzip(data []byte) ([]byte, error) {
	if !bytes.HasPrefix(data, []byte{0x1f, 0x8b}) {
		if len(data) > MaxBytes {
			return nil, fmt.Errorf("the sitemap %w", ErrTooLarge)
		}
		return data, nil
	}
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNone, err)
	}
	plain, err := io.ReadAll(io.LimitReader(z, MaxBytes+1))
	if len(plain) > MaxBytes {
		return nil, fmt.Errorf("the sitemap %w", ErrTooLarge)
	}
	if err != nil && len(plain) == 0 {
		return nil, fmt.Errorf("%w: %w", ErrNone, err)
	}
	return plain, nil
}

// list reads one address a line.
func list(data []byte) (Sitemap, error) {
	var s Sitemap
	lines := bufio.NewScanner(bytes.NewReader(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))))
	for lines.Scan() {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if !isWeb(line) || len(s.Pages) >= maxEntries {
			s.Skipped++
			continue
		}
		s.Pages = append(s.Pages, Page{URL: line})
	}
	if len(s.Pages) == 0 {
		return s, fmt.Errorf("%w: it holds no address", ErrNone)
	}
	return s, nil
}

// reader walks the tokens of a sitemap.
type reader struct {
	out  Sitemap
	path []string // local names of the open elements
	page Page
	text strings.Builder
	root bool // an urlset or sitemapindex was seen
}

func parseXML(data []byte) (Sitemap, error) {
	text, _ := charset.Decode(data, "")
	d := xml.NewDecoder(bytes.NewReader(text))
	d.Strict = false
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // it is UTF-8 by now
	// Only the five entities of XML: a document that defines its own gets none.
	d.Entity = map[string]string{}
	var r reader
	for tokens := 0; ; tokens++ {
		t, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			if len(r.out.Pages) == 0 && len(r.out.Sitemaps) == 0 {
				return Sitemap{}, fmt.Errorf("%w: %w", ErrNone, err)
			}
			break
		}
		if tokens > maxTokens || len(r.path) > maxDepth {
			return Sitemap{}, fmt.Errorf("%w: its elements nest too deep or are too many", ErrNone)
		}
		if !r.token(t) {
			break
		}
	}
	if !r.root {
		return Sitemap{}, fmt.Errorf("%w: it holds no urlset and no sitemapindex", ErrNone)
	}
	return r.out, nil
}

// token takes one token in; it returns false when there is enough.
func (r *reader) token(t xml.Token) bool {
	switch t := t.(type) {
	case xml.StartElement:
		name := strings.ToLower(t.Name.Local)
		r.path = append(r.path, name)
		r.text.Reset()
		switch name {
		case "urlset", "sitemapindex":
			r.root = true
		case "url", "sitemap":
			r.page = Page{}
		}
	case xml.CharData:
		if r.text.Len()+len(t) <= maxValue {
			r.text.Write(t)
		}
	case xml.EndElement:
		r.end(strings.ToLower(t.Name.Local))
		if n := len(r.path); n > 0 {
			r.path = r.path[:n-1]
		}
		return len(r.out.Pages) < maxEntries && len(r.out.Sitemaps) < maxEntries
	}
	return true
}

func (r *reader) end(name string) {
	value := strings.TrimSpace(r.text.String())
	r.text.Reset()
	parent := ""
	if n := len(r.path); n >= 2 {
		parent = r.path[n-2]
	}
	switch name {
	case "loc":
		if parent == "url" || parent == "sitemap" {
			r.page.URL = value
		}
	case "lastmod":
		r.page.Modified = value
	case "publication_date":
		r.page.Published = value
	case "title":
		if parent == "news" {
			r.page.Title = value
		}
	case "language":
		r.page.Language = value
	case "url":
		if !isWeb(r.page.URL) {
			r.out.Skipped++
			return
		}
		r.out.Pages = append(r.out.Pages, r.page)
	case "sitemap":
		if !isWeb(r.page.URL) {
			r.out.Skipped++
			return
		}
		r.out.Sitemaps = append(r.out.Sitemaps, Child{URL: r.page.URL, Modified: r.page.Modified})
	}
}

// isWeb tells whether s is an absolute web address: a sitemap may name no other.
func isWeb(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}
