package page

import (
	"time"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"

	"github.com/factwire/factwire/pipeline/article/address"
	"github.com/factwire/factwire/pipeline/internal/body"
	"github.com/factwire/factwire/pipeline/internal/furniture"
	"github.com/factwire/factwire/pipeline/internal/pagedate"
	"github.com/factwire/factwire/pipeline/internal/stamp"
)

// metaDates are the meta elements that hold the time of first publication, those
// that are rarely wrong first.
var metaDates = []string{
	"article:published_time", "og:article:published_time", "article:published", "datepublished", "og:published_time",
	"parsely-pub-date", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "sailthru.date", "publish-date", "publish_date", "published_time",
	"publishdate", "pubdate", "publication_date", "dcterms.created", "dc.date.issued", "dcterms.issued", "dcterms.date",
	"dc.date", "dc.date.created", "datecreated", "article.published", "article.created", "date", "ptime", "rnews:datepublished",
	"og:pubdate", "displaydate", "last-modified-date-original",
}

// date sets the publication date: by JSON-LD, by meta elements, by a time element,
// by the feed that led here, by the page's address; then by the lines around its article, by
// the data of its scripts. The first that can be read wins; a date in the
// future is refused and its raw value kept unless a later one can be read.
func (p *Page) date(d *goquery.Document, m meta, ld []object, hint Hint, now time.Time) {
	if p.take("json-ld", now, fromArticle(ld, "datePublished"), fromArticle(ld, "dateCreated")) {
		return
	}
	for _, key := range metaDates {
		if p.take("meta", now, m[key]...) {
			return
		}
	}
	if p.take("time", now, timeElements(d)...) || p.take("feed", now, hint.Published) {
		return
	}
	if day, ok := pagedate.FromAddress(p.URL); ok {
		p.takeDay("url", now, day)
	}
}

// dateOfScripts sets the date by the data that a page's scripts hold, where nothing else did.
func (p *Page) dateOfScripts(scripts []script, now time.Time) {
	if !p.Published.IsZero() {
		return
	}
	for _, s := range scripts {
		if s.far {
			continue
		}
		if raw, ok := pagedate.FromData(s.text); ok && p.take("script", now, raw) {
			return
		}
	}
}

// dateOfText sets the date by what the page's lines say, where nothing else did: a line that
// says so, the dateline of the article, then a line near its title that is a date.
func (p *Page) dateOfText(root *html.Node, kept []body.Block, now time.Time) {
	if !p.Published.IsZero() {
		return
	}
	order := pagedate.OrderOf(p.tag, address.Host(p.URL))
	list := furniture.Read()
	blocks := body.Blocks(root)
	var near, late []pagedate.Date
	seen := -1
	title := letters(p.Title)
	for i, b := range blocks {
		if len(b.Text) > maxDateLine {
			continue
		}
		low := furniture.Lower(b.Text)
		if list.Updated(low) { // "Updated March 12, 2026 · First published March 11, 2026"
			if k := list.Publishing(low); k > 0 && len(low) == len(b.Text) {
				b.Text, low = b.Text[k:], low[k:]
			}
		}
		if seen < 0 && title != "" && letters(b.Text) == title {
			seen = i
		}
		day, ok := pagedate.FromLine(b.Text, order)
		switch {
		case !ok:
		case list.Published(low):
			if p.takeLine(b.Text, now, day) {
				return
			}
		case list.Updated(low):
			late = append(late, day)
		case len(day.Raw)*6 > len(b.Text):
			if seen < 0 || i < seen+20 {
				near = append(near, day)
			}
		}
	}
	if len(kept) > 0 {
		if day, ok := pagedate.Dateline(kept[0].Text, order); ok && p.takeDay("dateline", now, day) {
			return
		}
	}
	for _, day := range append(near, late...) {
		if p.takeDay("text", now, day) {
			return
		}
	}
}

// takeLine sets the date by a line that says when the page was published: its time, if it says nothing else, else its day.
func (p *Page) takeLine(line string, now time.Time, day pagedate.Date) bool {
	if t, ok := stamp.Parse(line); ok && t.Precise {
		return p.take("text", now, line)
	}
	return p.takeDay("text", now, day)
}

// maxDateLine is the length in bytes of a line that may say when a page was published.
const maxDateLine = 160

// takeDay sets the date by a day that was found, and keeps its words.
func (p *Page) takeDay(from string, now time.Time, day pagedate.Date) bool {
	if !p.take(from, now, day.Value) {
		return false
	}
	p.PublishedRaw = day.Raw
	return true
}

// take sets the date by the first of the raw values that can be read.
func (p *Page) take(from string, now time.Time, raw ...string) bool {
	for _, r := range raw {
		t, ok := stamp.Parse(r)
		if !ok {
			if day, found := pagedate.Whole(r, pagedate.OrderOf(p.tag, address.Host(p.URL))); found {
				t, ok = stamp.Parse(day)
			}
		}
		if !ok {
			if from == "feed" && p.PublishedRaw == "" {
				p.PublishedRaw, p.From = r, from // what cannot be read is kept all the same
			}
			continue
		}
		if !now.IsZero() && t.After(now) {
			if p.PublishedRaw == "" {
				p.PublishedRaw, p.From = r, from
			}
			continue
		}
		p.Published, p.PublishedRaw, p.From = t, r, from
		return true
	}
	return false
}

// timeElements returns the dates of the time elements that are marked as that of
// publication, then the first of the others.
func timeElements(d *goquery.Document) []string {
	var marked []string
	d.Find(`time[pubdate], time[itemprop="datePublished"], [itemprop="datePublished"], time[class*="publish"]`).EachWithBreak(func(i int, s *goquery.Selection) bool {
		for _, v := range []string{s.AttrOr("datetime", ""), s.AttrOr("content", ""), s.Text()} {
			if v != "" && len(v) < 100 {
				marked = append(marked, v)
			}
		}
		return i < 5
	})
	first := d.Find("article time[datetime], main time[datetime]").First()
	if first.Length() == 0 {
		first = d.Find("time[datetime]").First()
	}
	if v, ok := first.Attr("datetime"); ok {
		marked = append(marked, v)
	}
	return marked
}
