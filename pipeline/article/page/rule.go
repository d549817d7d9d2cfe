package page

import (
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/andybalholm/cascadia"
)

// Rule tells how the pages of one site are read, where the general way does not
// serve. Its selectors are CSS.
type Rule struct {
	// Site is a host name; the rule holds for it and for all names below it.
	Site string `yaml:"site"`
	// Body selects the elements that are the article.
	Body string `yaml:"body"`
	// Remove selects elements that are dropped before the body is looked for.
	Remove string `yaml:"remove"`
	// Title, Author and Date select the elements whose text says them; for Date
	// an attribute datetime or content goes before the text.
	Title  string `yaml:"title"`
	Author string `yaml:"author"`
	Date   string `yaml:"date"`
}

// Check says what is wrong with a rule: a selector that cannot be read, or no site.
// The key is the YAML key of the value at fault.
func (r Rule) Check() (key string, err error) {
	if r.Site == "" {
		return "site", fmt.Errorf("a rule without a site")
	}
	for _, s := range []struct{ key, selector string }{{"body", r.Body}, {"remove", r.Remove}, {"title", r.Title}, {"author", r.Author}, {"date", r.Date}} {
		if s.selector == "" {
			continue
		}
		if _, err := cascadia.ParseGroup(s.selector); err != nil {
			return s.key, fmt.Errorf("selector %q cannot be read: %w", s.selector, err)
		}
	}
	return "", nil
}

// match returns the rule of the longest site name that fits the page's address.
func match(rules []Rule, addr string) Rule {
	var best Rule
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
func (r Rule) override(d *goquery.Document, p *Page, now time.Time) {
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
