// Package feed reads RSS, Atom and JSON feeds, broken ones too. It is the only
// package that touches gofeed.
package feed

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/mmcdole/gofeed"

	"github.com/factwire/factwire/pipeline/article/address"
	"github.com/factwire/factwire/pipeline/article/charset"
)

// ErrNone says that a document is no feed that can be read.
var ErrNone = errors.New("is no feed that can be read")

// Limits on a feed.
const (
	maxItems = 10_000
	maxDepth = 200
	maxTags  = 1_000_000
)

// Feed is what a feed says.
type Feed struct {
	Title    string
	Language string // as the feed writes it
	Items    []Item // in the feed's order; each has a URL
}

// Item is one article that a feed names.
type Item struct {
	URL   string // absolute
	Title string
	// Published and Updated are dates as the feed writes them.
	Published string
	Updated   string
	Authors   []string
	// Content is the HTML of the article where the feed holds it all, Summary
	// what it holds else; both may be empty.
	Content string
	Summary string
}

// Parse reads a feed that came from the address base with the given Content-Type,
// which may be empty. What a strict reader rejects is repaired where the meaning
// is plain: encodings wrongly declared, control characters, stray ampersands, named
// entities, text before and after, an end that is missing. Items without a web
// address are left out. The error wraps ErrNone.
func Parse(data []byte, base, contentType string) (Feed, error) {
	if err := measure(data); err != nil {
		return Feed{}, err
	}
	f, err := parse(data)
	if err != nil {
		text, _ := charset.Decode(data, contentType)
		for _, repaired := range repairs(text) {
			var again error
			if f, again = parse(repaired); again == nil {
				err = nil
				break
			}
		}
	}
	if err != nil {
		return Feed{}, fmt.Errorf("%w: %s", ErrNone, strings.TrimSpace(err.Error()))
	}
	return convert(f, base), nil
}

// parse is gofeed's reading. A panic of the library counts as an error.
func parse(data []byte) (f *gofeed.Feed, err error) {
	defer func() {
		if r := recover(); r != nil {
			f, err = nil, fmt.Errorf("%w (%v)", ErrNone, r)
		}
	}()
	return gofeed.NewParser().Parse(bytes.NewReader(data))
}

func convert(f *gofeed.Feed, base string) Feed {
	out := Feed{Title: fold(f.Title), Language: f.Language}
	for _, it := range f.Items {
		if it == nil || len(out.Items) >= maxItems {
			continue
		}
		link := linkOf(it, base)
		if link == "" {
			continue
		}
		item := Item{URL: link, Title: fold(it.Title), Published: it.Published, Updated: it.Updated, Content: it.Content, Summary: it.Description}
		for _, a := range it.Authors {
			if a != nil && a.Name != "" {
				item.Authors = append(item.Authors, fold(a.Name))
			}
		}
		if item.Published == "" && it.DublinCoreExt != nil && len(it.DublinCoreExt.Date) > 0 {
			item.Published = it.DublinCoreExt.Date[0]
		}
		out.Items = append(out.Items, item)
	}
	return out
}

// linkOf returns an item's address: its link, else its id if that is one.
func linkOf(it *gofeed.Item, base string) string {
	for _, ref := range append(append([]string{it.Link}, it.Links...), it.GUID) {
		if strings.TrimSpace(ref) == "" {
			continue
		}
		if ref == it.GUID && !strings.Contains(ref, "://") {
			continue
		}
		if abs, err := address.Resolve(base, ref); err == nil {
			return abs
		}
	}
	return ""
}

// measure refuses what nests deeper or holds more elements than a feed does. It
// counts tags without reading them, so a bomb costs no more than its length.
func measure(data []byte) error {
	depth, tags := 0, 0
	for i := 0; i < len(data); i++ {
		switch data[i] {
		case '{', '[':
			if len(data) > 0 && (data[0] == '{' || data[0] == '[') {
				depth++
			}
		case '}', ']':
			if len(data) > 0 && (data[0] == '{' || data[0] == '[') {
				depth--
			}
		case '<':
			if i+1 >= len(data) {
				continue
			}
			switch {
			case data[i+1] == '/':
				depth--
			case data[i+1] == '!' || data[i+1] == '?':
				if end := skip(data[i:]); end > 0 {
					i += end - 1
				}
			default:
				tags++
				end := bytes.IndexByte(data[i:], '>')
				if end > 0 && data[i+end-1] != '/' {
					depth++
				}
			}
		}
		if depth > maxDepth || tags > maxTags {
			return fmt.Errorf("%w: its elements nest too deep or are too many", ErrNone)
		}
	}
	return nil
}

// skip returns the length of the comment or CDATA section at the head of data, or 0.
func skip(data []byte) int {
	for _, s := range []struct{ open, end string }{{"<!--", "-->"}, {"<![CDATA[", "]]>"}} {
		if bytes.HasPrefix(data, []byte(s.open)) {
			if i := bytes.Index(data, []byte(s.end)); i >= 0 {
				return i + len(s.end)
			}
		}
	}
	return 0
}

func fold(s string) string { return strings.Join(strings.Fields(s), " ") }
