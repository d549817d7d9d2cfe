// Package pagedate looks for a page's publication date in all that the page holds,
// for pages whose metadata name none. It is the only package that touches the
// htmldate library, and shares that library's cost at start-up with package body.
package pagedate

import (
	"time"

	"github.com/markusmobius/go-htmldate"
	"golang.org/x/net/html"
)

// Find returns the day on which a page was first published, at midnight UTC. It
// believes no day after latest; a zero latest means no limit.
func Find(doc *html.Node, address string, latest time.Time) (day time.Time, ok bool) {
	defer func() {
		if recover() != nil {
			day, ok = time.Time{}, false
		}
	}()
	if latest.IsZero() {
		latest = time.Date(2200, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	r, err := htmldate.FromDocument(doc, htmldate.Options{UseOriginalDate: true, URL: address, MaxDate: latest})
	if err != nil || r.DateTime.IsZero() {
		return time.Time{}, false
	}
	y, m, d := r.DateTime.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC), true
}
