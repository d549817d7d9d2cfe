package factwire

import (
	"cmp"
	"strings"
)

// Article is a news article as factwire keeps it.
type Article struct {
	// ID is [ArticleID] of the URL and the text.
	ID    string `json:"id"`
	URL   string `json:"url,omitempty"` // canonical
	Title string `json:"title,omitempty"`
	Site  string `json:"site,omitempty"` // the outlet's name, else the URL's host
	// Authors are the names of the byline, in its order.
	Authors  []string `json:"authors,omitempty"`
	Language string   `json:"language,omitempty"` // ISO 639-1
	// Published is ISO 8601: a day, or a time with its zone; empty if unknown.
	// It is the only anchor of relative dates in the text.
	Published string `json:"published,omitempty"`
	// PublishedRaw is the date as the source wrote it, PublishedFrom where it
	// stood ("front matter", "json-ld", "meta", "time", "feed", "url", "script", "dateline", "text", "flag").
	PublishedRaw  string `json:"published_raw,omitempty"`
	PublishedFrom string `json:"published_from,omitempty"`
	// Between is when an article without a date was written, as far as that is known; see [Between].
	Between string `json:"between,omitempty"`
	// Origin is where the article was read: a path or a URL, with "#record" for
	// one of several in a file. Two reads of one origin are two versions of one
	// article.
	Origin string `json:"origin,omitempty"`
	// Given is Origin as the user named it, where that differs: a relative path.
	Given string `json:"given,omitempty"`
	// Stub tells that the text is but the beginning of the article: the page keeps the rest
	// for those who pay.
	Stub bool `json:"stub,omitempty"`
	// Text is the body in UTF-8, byte for byte as offsets refer to it.
	Text string `json:"text"`
}

// Place returns where the article was read, in the user's words where they are known.
func (a Article) Place() string { return cmp.Or(a.Given, a.Origin) }

// ArticleID returns the id of an article: a hash of its URL, or of its text
// where it has none. It depends on no path, machine or time, and reads as no number.
func ArticleID(url, text string) string {
	parts := []string{"text", text}
	if url != "" {
		parts = []string{"url", url}
	}
	id := Hash(parts...)
	for Numeric(id) {
		id = Hash("again", id)
	}
	return id
}

// Numeric reports whether a spreadsheet would take hexadecimal digits for a number: digits alone, or with one e among them.
func Numeric(id string) bool {
	whole, power, _ := strings.Cut(id, "e")
	return strings.Trim(whole+power, "0123456789") == ""
}
