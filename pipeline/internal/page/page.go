// Package page reads what a web page says of the article on it: its title,
// authors, site, address, language and date, whether it is the whole article, and
// its text. It is the only package that touches goquery.
package page

import (
	"strings"
	"time"

	"golang.org/x/net/html"

	"github.com/factwire/factwire/pipeline/article/address"
	"github.com/factwire/factwire/pipeline/article/rule"
	"github.com/factwire/factwire/pipeline/internal/body"
	"github.com/factwire/factwire/pipeline/internal/furniture"
	"github.com/factwire/factwire/pipeline/internal/stamp"
)

// Page is what was read.
type Page struct {
	URL      string // absolute; as the page names it, else as it was reached
	Title    string
	Site     string
	Authors  []string
	Language string // ISO 639-1, if declared
	// Published is the date, PublishedRaw as the page writes it and From where it
	// stood. Where the date lies in the future, Published is zero and the raw
	// value is kept.
	Published    stamp.Time
	PublishedRaw string
	From         string
	// Stub tells that the text is but the beginning of the article.
	Stub bool
	// tag is the language that the page declares, with its country: "en-GB".
	tag string
	// Text is the article's body, its paragraphs parted by empty lines; empty
	// if there is none.
	Text string
}

// Hint is what the place that led to a page said of it: a feed or a sitemap. It
// serves where the page itself is silent.
type Hint struct {
	Title     string
	Published string // as written there
	Authors   []string
}

// Read reads a page in UTF-8. Addr is where it came from and may be empty; now is
// the time after which no date is believed, zero for no limit. The error tells of a
// page too large to read.
func Read(doc []byte, addr string, hint Hint, now time.Time, rules []rule.Rule) (Page, error) {
	s, err := parse(doc)
	if err != nil {
		return Page{}, err
	}
	d, root := s.doc, s.root
	ld := linkedData(s.scripts)
	m := s.metas()
	p := Page{URL: s.canonical(m, addr), Language: s.language(m, ld)}
	if p.tag = s.attribute("lang"); p.tag == "" {
		p.tag = m.get("og:locale")
	}
	p.Title = s.heading(m, ld)
	p.Site = siteName(m, ld, p.URL)
	if p.Title == "" {
		p.Title = fold(hint.Title)
	}
	p.Authors = authors(d, m, ld)
	if len(p.Authors) == 0 {
		p.Authors = cleanAuthors(hint.Authors)
	}
	p.date(d, m, ld, hint, now)
	site := match(rules, p.URL)
	override(site, d, &p, now)
	blocks := s.text(site, p.hint(m, ld))
	if !isProse(body.Text(blocks)) {
		blocks = fromData(s.scripts, p.hint(m, ld))
	}
	p.dateOfText(root, blocks, now)
	p.dateOfScripts(s.scripts, now)
	if p.Text = body.Text(blocks); !isProse(p.Text) {
		p.Text = ""
	}
	p.Stub = p.Text != "" && isStub(root, ld, p.hint(m, ld), blocks)
	return p, nil
}

// Look parses a page in UTF-8 as Read does and returns it with what its metadata say of
// the article, for programs that learn where articles stand.
func Look(doc []byte, addr string) (*html.Node, body.Hint, error) {
	s, err := parse(doc)
	if err != nil {
		return nil, body.Hint{}, err
	}
	ld, m := linkedData(s.scripts), s.metas()
	p := Page{Title: s.heading(m, ld), Authors: authors(s.doc, m, ld)}
	s.uncover()
	return s.root, p.hint(m, ld), nil
}

// hint is what the page says of its article.
func (p Page) hint(m meta, ld []object) body.Hint {
	h := body.Hint{Title: p.Title, Authors: p.Authors, Description: m.get("og:description", "description", "twitter:description"), Body: fromArticle(ld, "articleBody")}
	for _, o := range ld {
		h.Live = h.Live || o.is("LiveBlogPosting")
		for _, u := range objectsOf(o["liveBlogUpdate"]) {
			if len(h.Updates) < maxObjects {
				h.Updates = append(h.Updates, body.Update{Time: first(u["datePublished"]), Headline: unescape(first(u["headline"])), Text: unescape(first(u["articleBody"]))})
			}
		}
	}
	return h
}

// text finds the body by the site's rule, else by extraction.
func (s *source) text(site rule.Rule, hint body.Hint) []body.Block {
	if site.Body != "" {
		if found := body.Blocks(s.doc.Find(site.Body).Nodes...); len(found) > 0 {
			return found
		}
	}
	s.uncover()
	t := trimmer{words: furniture.Read(), title: hint.Title, authors: hint.Authors}
	found := body.Find(s.root, hint)
	for i := range found {
		// Times of a live blog's entries stand in the text as the reader of dates knows them.
		at, ok := stamp.Parse(found[i].Time)
		if found[i].Time = ""; ok {
			found[i].Time = at.String()
		}
	}
	return t.trim(found)
}

// minLetters is the length of the shortest paragraph that makes a body one: menus,
// error messages and teasers have shorter ones. Scripts that write no spaces need
// fewer, so it is counted in bytes of UTF-8.
const minLetters = 60

// isProse tells whether a text has a paragraph that could be an article's, or two short sentences.
func isProse(text string) bool {
	short := 0
	for block := range strings.SplitSeq(text, "\n\n") {
		if len(block) >= minLetters {
			return true
		}
		if len(block) >= minLetters/3 && strings.HasSuffix(block, ".") && strings.Count(block, " ") > 2 {
			short++
		}
	}
	return short > 1
}

// canonical returns the page's own address, if it is a believable one, else addr.
func (s *source) canonical(m meta, addr string) string {
	for _, ref := range []string{s.own, m.get("og:url"), m.get("twitter:url")} {
		if ref == "" {
			continue
		}
		abs, err := address.Resolve(addr, ref)
		if err != nil {
			continue
		}
		if c, err := address.Canonical(abs); err == nil && believable(c, addr) {
			return c
		}
	}
	if c, err := address.Canonical(addr); err == nil {
		return c
	}
	return ""
}
