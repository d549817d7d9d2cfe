// Package feed reads RSS, Atom and JSON feeds, broken ones too. It is the only
// package that touches gofeed.
package feed

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/mmcdole/gofeed"

	"github.com/factwire/factwire/pipeline/article/address"
	"github.com/factwire/factwire/pipeline/internal/charset"
	"github.com/factwire/factwire/pipeline/internal/page"
)

// ErrNone says that a document is no feed that can be read.
var ErrNone = errors.New("is no feed that can be read")

// Limits on a feed. What has more than MaxItems is read up to there; news feeds have
// some hundred.
const (
	MaxItems = 10_000
	maxDepth = 200
	maxTags  = 2_000_000
)

// Feed is what a feed says.
type Feed struct {
	Title    string
	Language string // as the feed writes it
	Items    []Item // in the feed's order; each has a URL
	// Cut tells that the feed has more items than are read.
	Cut bool
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
// address are left out. The time is linear in the length of data, whatever it
// holds. The error wraps ErrNone, or is that of ctx.
func Parse(ctx context.Context, data []byte, base, contentType string) (Feed, error) {
	data, cut, err := measure(data)
	if err != nil {
		return Feed{}, err
	}
	f, err := parse(ctx, data)
	if err != nil {
		text, _ := charset.Decode(data, contentType)
		for repaired := range repairs(text) {
			if ctx.Err() != nil {
				return Feed{}, context.Cause(ctx)
			}
			var again error
			if f, again = parse(ctx, repaired); again == nil {
				err = nil
				break
			}
		}
	}
	if ctx.Err() != nil {
		return Feed{}, context.Cause(ctx)
	}
	if err != nil {
		return Feed{}, fmt.Errorf("%w: %s", ErrNone, strings.TrimSpace(err.Error()))
	}
	out := convert(f, base)
	out.Cut = cut
	return out, nil
}

// parse is gofeed's reading. A panic of the library counts as an error.
func parse(ctx context.Context, data []byte) (f *gofeed.Feed, err error) {
	defer func() {
		if r := recover(); r != nil {
			f, err = nil, fmt.Errorf("%w (%v)", ErrNone, r)
		}
	}()
	return gofeed.NewParser().Parse(&obedient{ctx: ctx, r: bytes.NewReader(data)})
}

// obedient is a reader that ends with its context.
type obedient struct {
	ctx context.Context
	r   io.Reader
}

func (o *obedient) Read(p []byte) (int, error) {
	if o.ctx.Err() != nil {
		return 0, context.Cause(o.ctx)
	}
	return o.r.Read(p[:min(len(p), 64<<10)])
}

func convert(f *gofeed.Feed, base string) Feed {
	out := Feed{Title: page.Words(f.Title), Language: f.Language}
	for _, it := range f.Items {
		if it == nil || len(out.Items) >= MaxItems {
			continue
		}
		link := linkOf(it, base)
		if link == "" {
			continue
		}
		item := Item{URL: link, Title: page.Words(it.Title), Published: it.Published, Updated: it.Updated, Content: it.Content, Summary: it.Description}
		for _, a := range it.Authors {
			if a != nil && a.Name != "" {
				item.Authors = append(item.Authors, page.Words(a.Name))
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
