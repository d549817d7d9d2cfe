package page

import (
	"bytes"
	"strings"

	"github.com/PuerkitoBio/goquery"

	"github.com/factwire/factwire/pipeline/article/address"
)

// feedTypes are the media types by which a page points to its feeds.
var feedTypes = []string{"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"}

// Feeds returns the addresses of the feeds that a page in UTF-8 points to, in its
// order, those of comments last. Addr is where the page came from.
func Feeds(doc []byte, addr string) []string {
	d, err := goquery.NewDocumentFromReader(bytes.NewReader(doc))
	if err != nil {
		return nil
	}
	if base, ok := d.Find("base[href]").First().Attr("href"); ok {
		if abs, err := address.Resolve(addr, base); err == nil {
			addr = abs
		}
	}
	var feeds, comments []string
	seen := map[string]bool{}
	d.Find(`link[rel~="alternate"][href]`).EachWithBreak(func(i int, s *goquery.Selection) bool {
		kind := strings.ToLower(strings.TrimSpace(s.AttrOr("type", "")))
		for _, t := range feedTypes {
			if kind != t {
				continue
			}
			link, err := address.Resolve(addr, s.AttrOr("href", ""))
			if err != nil || seen[link] {
				continue
			}
			seen[link] = true
			if strings.Contains(strings.ToLower(link+s.AttrOr("title", "")), "comment") {
				comments = append(comments, link)
			} else {
				feeds = append(feeds, link)
			}
		}
		return i < 200
	})
	return append(feeds, comments...)
}
