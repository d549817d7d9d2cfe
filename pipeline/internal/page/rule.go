package page

import (
	"net/url"
	"strings"
	"time"

	"github.com/PuerkitoBio/goquery"

	"github.com/factwire/factwire/pipeline/article/rule"
)

// match returns the rule of the longest site name that fits the page's address.
func match(rules []rule.Rule, addr string) rule.Rule {
	var best rule.Rule
	u, err := url.Parse(addr)
	if err != nil {
		return best
	}
	host := strings.ToLower(u.Hostname())
	for _, r := range rules {
		site := strings.ToLower(r.Site)
		if (host == site || strings.HasSuffix(host, "."+site)) && len(r.Site) > len(best.Site) {
			best = r
		}
	}
	return best
}

// override applies a rule: it drops what the rule removes and sets what it names.
func override(r rule.Rule, d *goquery.Document, p *Page, now time.Time) {
	if r.Remove != "" {
		d.Find(r.Remove).Remove()
	}
	if r.Title != "" {
		if t := fold(d.Find(r.Title).First().Text()); t != "" {
			p.Title = t
		}
	}
	if r.Author != "" {
		var found []string
		d.Find(r.Author).EachWithBreak(func(i int, s *goquery.Selection) bool {
			found = append(found, s.Text())
			return i < 10
		})
		if list := cleanAuthors(found); len(list) > 0 {
			p.Authors = list
		}
	}
	if r.Date != "" {
		s := d.Find(r.Date).First()
		p.take("rule", now, s.AttrOr("datetime", ""), s.AttrOr("content", ""), fold(s.Text()))
	}
}
