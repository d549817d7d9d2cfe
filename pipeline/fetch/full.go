package fetch

import (
	"errors"
	"html"
	"regexp"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/pipeline/article"
	"github.com/factwire/factwire/pipeline/fetch/internal/feed"
)

// leastSummary is how long the summary of a feed's item must be to be a whole text, which
// some feeds put there.
const leastSummary = 200

// fullOf returns the text of an item that may be the article itself.
func fullOf(it feed.Item) string {
	if it.Content == "" && len(it.Summary) >= leastSummary {
		return it.Summary
	}
	return it.Content
}

// preferFull returns the article that a feed holds in full where the page gives none, or
// less of it; else what came of the page, a with err. A publisher who puts the text into
// the feed has given it, whatever the page's address answers.
func (f *Fetcher) preferFull(c chosen, a factwire.Article, err error) (factwire.Article, error) {
	var page *article.Error
	switch {
	case c.full == "":
		return a, err
	case err == nil && len(c.full) <= len(a.Text):
		return a, nil
	case errors.As(err, &page) && !errors.Is(err, article.ErrNoBody) && !errors.Is(err, article.ErrPaywall) && !errors.Is(err, article.ErrEmpty):
		return a, err // what the page holds is no article for a reason that the feed does not mend
	}
	full, failed := f.config.Parser.Page(article.Page{Origin: a.Origin, URL: c.url, ContentType: "text/html; charset=utf-8", Body: document(c), Hint: c.hint})
	// A few words more than the page's are those of the feed itself: "appeared first on", names of tags.
	if failed != nil || err == nil && len(full.Text)*4 < len(a.Text)*5 {
		return a, err
	}
	if err == nil || a.URL != "" && a.URL != c.url {
		// The page says more of itself than the feed does.
		full.URL, full.ID = a.URL, factwire.ArticleID(a.URL, full.Text)
	}
	if a.Site != "" {
		full.Site = a.Site
	}
	if a.Published != "" {
		full.Published, full.PublishedRaw, full.PublishedFrom = a.Published, a.PublishedRaw, a.PublishedFrom
	}
	if len(a.Authors) > 0 {
		full.Authors = a.Authors
	}
	return full, nil
}

var element = regexp.MustCompile(`<(?:p|br|div|ul|ol|blockquote|figure|h[1-6])[\s/>]`)

// document is the page of an article that a feed holds.
func document(c chosen) []byte {
	text := c.full
	if !element.MatchString(text) { // of plain text, an empty line parts paragraphs
		text = "<p>" + strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\n", "</p><p>") + "</p>"
	}
	title := html.EscapeString(c.hint.Title)
	return []byte("<!DOCTYPE html><html><head><title>" + title + "</title></head><body><article><h1>" + title + "</h1>" + text + "</article></body></html>")
}
