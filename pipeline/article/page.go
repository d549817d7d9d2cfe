package article

import (
	"fmt"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/pipeline/internal/charset"
	"github.com/factwire/factwire/pipeline/internal/page"
)

// Page is a web page as it was received.
type Page struct {
	Origin string // its name, for errors and the article's Origin
	URL    string // where it came from; empty for a saved page
	// ContentType is the header of the answer, for its charset; may be empty.
	ContentType string
	Body        []byte // decompressed
	// Hint is what the feed or sitemap that led to the page says of it.
	Hint page.Hint
}

// Page reads the article on a web page. The error is an [*Error]; with
// [ErrNoBody] and [ErrPaywall] comes what is known of the article, with the latter also
// the beginning of its text.
func (p Parser) Page(in Page) (factwire.Article, error) {
	a := factwire.Article{Origin: in.Origin, URL: in.URL}
	fail := func(err error) (factwire.Article, error) { return a, &Error{Origin: in.Origin, Err: err} }
	if len(in.Body) > p.maxBytes() {
		return fail(fmt.Errorf("%w: more than %s", ErrTooLarge, size(p.maxBytes())))
	}
	doc, _ := charset.Decode(in.Body, in.ContentType)
	if isBlank(doc) {
		return fail(ErrEmpty)
	}
	if controls(doc) {
		return fail(ErrBinary)
	}
	read, err := page.Read(doc, in.URL, in.Hint, p.Now, p.Rules)
	if err != nil {
		return fail(fmt.Errorf("%w: %w", ErrTooLarge, err))
	}
	a.URL, a.Title, a.Site, a.Authors, a.Language = read.URL, read.Title, read.Site, read.Authors, read.Language
	a.PublishedRaw, a.PublishedFrom = read.PublishedRaw, read.From
	if !read.Published.IsZero() {
		a.Published = read.Published.String()
	}
	a.Text = read.Text
	a = p.finish(a)
	switch {
	case a.Text == "":
		return fail(ErrNoBody)
	case read.Stub && !p.Stubs:
		return fail(ErrPaywall)
	}
	a.Stub = read.Stub
	return p.checked(a)
}
