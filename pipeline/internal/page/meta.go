package page

import (
	"net/url"
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"

	"github.com/factwire/factwire/pipeline/article/address"
)

// meta holds the meta elements of a page by lower-cased name or property.
type meta map[string][]string

func (s *source) metas() meta {
	m := meta{}
	for _, n := range s.meta {
		content := strings.TrimSpace(attribute(n, "content"))
		if content == "" || len(content) > 4096 {
			continue
		}
		for _, name := range []string{"property", "name", "itemprop", "http-equiv"} {
			if key := strings.ToLower(strings.TrimSpace(attribute(n, name))); key != "" {
				m[key] = append(m[key], content)
			}
		}
	}
	return m
}

// get returns the first value of the first key that has one.
func (m meta) get(keys ...string) string {
	for _, k := range keys {
		if v := m[k]; len(v) > 0 {
			return v[0]
		}
	}
	return ""
}

// heading returns the title of the article.
func (s *source) heading(m meta, ld []object) string {
	site := m.get("og:site_name")
	heading := ""
	if len(s.h1) == 1 {
		heading = fold(words(s.h1[0]))
	}
	for _, t := range []string{
		fromArticle(ld, "headline"), m.get("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "headline"),
		heading, words(s.title),
	} {
		if t = trimSite(fold(unescape(t)), site); t != "" {
			// What follows the heading in a title is the outlet or its section.
			if len(heading) > 20 && strings.HasPrefix(t, heading+" ") {
				return heading
			}
			return t
		}
	}
	return ""
}

// trimSite cuts the outlet's name from the end of a title: "A deal is signed | The
// Post".
func trimSite(t, site string) string {
	if site == "" {
		return t
	}
	for _, sep := range []string{" | ", " - ", " – ", " — ", " :: ", " · "} {
		if cut, ok := strings.CutSuffix(t, sep+site); ok {
			return cut
		}
	}
	return t
}

func siteName(m meta, ld []object, addr string) string {
	if s := fold(m.get("og:site_name")); s != "" && !strings.Contains(s, "://") {
		return s
	}
	for _, o := range ld {
		if o.isArticle() {
			if s := name(o["publisher"]); s != "" {
				return fold(s)
			}
		}
	}
	if s := fold(m.get("application-name", "publisher", "dc.publisher")); s != "" && !strings.Contains(s, "://") {
		return s
	}
	return address.Host(addr)
}

func authors(d *goquery.Document, m meta, ld []object) []string {
	for _, o := range ld {
		if !o.isArticle() {
			continue
		}
		if list := cleanAuthors(namesOf(o["author"])); len(list) > 0 {
			return list
		}
	}
	for _, key := range []string{"author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl", "cxenseparse:author"} {
		if list := cleanAuthors(m[key]); len(list) > 0 {
			return list
		}
	}
	var found []string
	d.Find(`[itemprop="author"] [itemprop="name"], a[rel~="author"], [class*="byline"] [class*="name"]`).EachWithBreak(func(i int, s *goquery.Selection) bool {
		found = append(found, s.Text())
		return i < 10
	})
	return cleanAuthors(found)
}

// cleanAuthors splits bylines and leaves out what is no name: addresses, handles,
// sentences, repeats.
func cleanAuthors(list []string) []string {
	var out []string
	for _, line := range list {
		line = fold(unescape(line))
		for _, by := range []string{"By ", "by ", "BY "} {
			line = strings.TrimPrefix(line, by)
		}
		line = strings.NewReplacer(" and ", ";", " & ", ";", ", ", ";", "|", ";").Replace(line)
		for n := range strings.SplitSeq(line, ";") {
			n = strings.TrimSpace(n)
			if n == "" || len(n) > 80 || strings.ContainsAny(n, "@/<>{}") || slices.Contains(out, n) {
				continue
			}
			out = append(out, n)
		}
	}
	return out
}

func (s *source) language(m meta, ld []object) string {
	for _, v := range []string{s.attribute("lang"), s.attribute("xml:lang"), fromArticle(ld, "inLanguage"), m.get("content-language", "og:locale", "language", "dc.language")} {
		v = strings.ToLower(strings.TrimSpace(v))
		if i := strings.IndexAny(v, "-_, "); i >= 0 {
			v = v[:i]
		}
		if len(v) == 2 && v[0] >= 'a' && v[0] <= 'z' && v[1] >= 'a' && v[1] <= 'z' {
			return v
		}
	}
	return ""
}

// believable refuses an address of its own that leads a page elsewhere than to an
// article: to the front page, or to a site of another name.
func believable(own, addr string) bool {
	o, err := url.Parse(own)
	if err != nil {
		return false
	}
	a, err := url.Parse(addr)
	if err != nil || a.Host == "" {
		return true
	}
	return o.Path != "/" || a.Path == "" || a.Path == "/"
}

func fold(s string) string { return strings.Join(strings.Fields(s), " ") }
