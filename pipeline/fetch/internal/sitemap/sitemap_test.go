package sitemap_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/factwire/factwire/pipeline/fetch/internal/sitemap"
)

const news = `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
 <url><loc> https://example.com/a?x=1&amp;y=2 </loc><lastmod>2026-03-01</lastmod>
  <news:news><news:publication><news:name>The Example</news:name><news:language>en</news:language></news:publication>
  <news:publication_date>2026-03-01T10:00:00+01:00</news:publication_date><news:title>A &#38; B</news:title></news:news>
  <image:image><image:loc>https://example.com/a.jpg</image:loc><image:title>not this</image:title></image:image></url>
 <url><loc>file:///etc/passwd</loc></url>
 <url><loc>/relative</loc></url>
 <url><loc><![CDATA[https://example.com/b]]></loc></url>
</urlset>`

func describe(s sitemap.Sitemap) string {
	var b strings.Builder
	for _, p := range s.Pages {
		fmt.Fprintf(&b, "%s|%s|%s|%s|%s\n", p.URL, p.Modified, p.Published, p.Title, p.Language)
	}
	for _, c := range s.Sitemaps {
		fmt.Fprintf(&b, "-> %s|%s\n", c.URL, c.Modified)
	}
	return b.String()
}

func TestParse(t *testing.T) {
	want := "https://example.com/a?x=1&y=2|2026-03-01|2026-03-01T10:00:00+01:00|A & B|en\nhttps://example.com/b||||\n"
	var zipped bytes.Buffer
	z := gzip.NewWriter(&zipped)
	z.Write([]byte(news))
	z.Close()
	for name, c := range map[string]struct{ data, want string }{
		"news":      {news, want},
		"gzip":      {zipped.String(), want},
		"cut":       {news[:strings.Index(news, "<url><loc><![")], strings.SplitAfter(want, "\n")[0]},
		"cut gzip":  {zipped.String()[:zipped.Len()-4], want},
		"index":     {`<sitemapindex><sitemap><loc>https://example.com/s1.xml.gz</loc><lastmod>2026-01-01</lastmod></sitemap></sitemapindex>`, "-> https://example.com/s1.xml.gz|2026-01-01\n"},
		"list":      {"\ufeffhttps://example.com/a\r\n# note\r\nftp://example.com/b\r\n\r\nhttps://example.com/c", "https://example.com/a||||\nhttps://example.com/c||||\n"},
		"latin":     {"<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><urlset><url><loc>https://example.com/caf\xe9</loc></url></urlset>", "https://example.com/café||||\n"},
		"empty set": {"<urlset></urlset>", ""},
	} {
		s, err := sitemap.Parse([]byte(c.data))
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if got := describe(s); got != c.want {
			t.Errorf("%s: got\n%swant\n%s", name, got, c.want)
		}
	}
}

func TestHostile(t *testing.T) {
	laughs := `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><urlset><url><loc>https://example.com/&b;</loc></url></urlset>`
	s, err := sitemap.Parse([]byte(laughs))
	if err == nil && len(s.Pages) > 0 && strings.Contains(s.Pages[0].URL, "haha") {
		t.Error("an entity was expanded")
	}
	for name, data := range map[string]string{
		"empty": "", "deep": strings.Repeat("<a>", 100) + "<urlset>", "a page": "<html><body>404</body></html>",
		"words": "nothing here", "broken gzip": "\x1f\x8b\x08\x00rubbish",
	} {
		if _, err := sitemap.Parse([]byte(data)); !errors.Is(err, sitemap.ErrNone) {
			t.Errorf("%s: error %v", name, err)
		}
	}
	var bomb bytes.Buffer
	z := gzip.NewWriter(&bomb)
	for range 60 {
		z.Write(bytes.Repeat([]byte(" "), 1<<20))
	}
	z.Close()
	if _, err := sitemap.Parse(bomb.Bytes()); !errors.Is(err, sitemap.ErrTooLarge) {
		t.Errorf("bomb: error %v", err)
	}
}

func FuzzSitemap(f *testing.F) {
	f.Add([]byte(news))
	f.Add([]byte("https://example.com/a\n"))
	f.Add([]byte("<sitemapindex><sitemap><loc>https://example.com/</loc></sitemap>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := sitemap.Parse(data)
		if err != nil && len(s.Pages)+len(s.Sitemaps) > 0 && !errors.Is(err, sitemap.ErrNone) {
			t.Errorf("error %v with entries", err)
		}
		for _, p := range s.Pages {
			if !strings.HasPrefix(strings.ToLower(p.URL), "http") {
				t.Errorf("address %q", p.URL)
			}
		}
	})
}
