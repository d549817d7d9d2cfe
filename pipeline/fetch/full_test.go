package fetch_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/factwire/factwire/pipeline/fetch"
)

// The paragraphs that a feed holds, and what pages hold of them.
const (
	whole = "<p>The Port of Corrin closed its grain berths to the ships of Tallow Line on Monday, after two groundings in a week.</p><p>Its harbour master, Una Brisk, said: “No ship of theirs berths here before the channel is dredged.”</p>"
	plain = "The Port of Corrin closed its grain berths to the ships of Tallow Line on Monday, after two groundings in a week.\n\nIts harbour master, Una Brisk, said: “No ship of theirs berths here before the channel is dredged.”"
	first = "The Port of Corrin closed its grain berths to the ships of Tallow Line on Monday, after two groundings in a week."
)

func escape(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(s)
}

// A feed's full text is the article where the page gives none or less, whatever form the feed has.
func TestFullText(t *testing.T) {
	const head = `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><item><title>Berths close</title><link>%s</link><pubDate>Mon, 09 Mar 2026 08:00:00 GMT</pubDate>`
	long := whole + strings.Repeat("<p>The closure was ordered by the port's own council, which meets again in the spring.</p>", 3)
	feeds := map[string]string{
		"content":     head + `<content:encoded><![CDATA[` + whole + `]]></content:encoded></item></channel></rss>`,
		"escaped":     head + `<description>Berths</description><content:encoded>` + escape(whole) + `</content:encoded></item></channel></rss>`,
		"description": head + `<description>` + escape(long) + `</description></item></channel></rss>`,
		"atom":        `<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Berths close</title><link href="%s"/><updated>2026-03-09T08:00:00Z</updated><content type="html">` + escape(whole) + `</content></entry></feed>`,
		"xhtml":       `<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Berths close</title><link href="%s"/><updated>2026-03-09T08:00:00Z</updated><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">` + whole + `</div></content></entry></feed>`,
		"json":        `{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","url":"%s","title":"Berths close","date_published":"2026-03-09T08:00:00Z","content_text":"` + strings.ReplaceAll(plain, "\n", `\n`) + `"}]}`,
	}
	answers := map[string]http.HandlerFunc{
		"less": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprintf(w, `<html><head><title>Berths close</title></head><body><article><p>%s</p></article></body></html>`, first)
		},
		"teaser": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprint(w, `<html><head><title>Berths close</title></head><body><article><p>The Port of Corrin closed its grain berths to the ships of Tallow …</p></article></body></html>`)
		},
		"nothing": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprint(w, `<html><body><div id="app"></div></body></html>`)
		},
	}
	for _, code := range []int{401, 402, 403, 404, 410, 451} {
		answers[fmt.Sprint(code)] = func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) }
	}
	for name, answer := range answers {
		for kind, text := range feeds {
			s := newSite(t)
			s.mux.HandleFunc("/a", answer)
			s.text("/feed", "application/xml", fmt.Sprintf(text, s.URL+"/a"))
			m := newMemory()
			src := fetch.Source{Name: "s", Feed: s.URL + "/feed", Allow: loopback, IgnoreRobots: true}
			read, reasons := readAll(t, config(m), src)
			if len(read) != 1 || len(reasons) > 0 {
				t.Errorf("%s, %s: %d articles, %q", name, kind, len(read), reasons)
				continue
			}
			a := read[0]
			if !strings.Contains(a.Text, "“No ship of theirs berths here before the channel is dredged.”") || strings.Contains(a.Text, "<p>") || a.Title != "Berths close" || !strings.HasPrefix(a.Published, "2026-03-09T08:00") || a.URL != s.URL+"/a" {
				t.Errorf("%s, %s: got %+v", name, kind, a)
			}
			if again, _ := readAll(t, config(m), src); len(again) > 0 {
				t.Errorf("%s, %s: it is read again in the next run", name, kind)
			}
		}
	}
}

// What a feed holds is no article where the page has all of it and more, or where it is but a teaser.
func TestNoFullText(t *testing.T) {
	s := newSite(t)
	s.page("/a", "Alpha")
	s.mux.HandleFunc("/b", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusForbidden) })
	s.text("/feed", "application/xml", fmt.Sprintf(`<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<item><title>A</title><link>%s/a</link><content:encoded>%s</content:encoded></item>
<item><title>B</title><link>%s/b</link><content:encoded>%s</content:encoded></item></channel></rss>`,
		s.URL, escape("<p>The governments of Ruritania and Borduria signed a fishing agreement on Monday after two years of talks.</p>"), s.URL, escape("<p>The Port of Corrin closed its grain berths to the ships of Tallow Line on Monday, after two […]</p>")))
	read, reasons := readAll(t, config(newMemory()), fetch.Source{Name: "s", Feed: s.URL + "/feed", Allow: loopback, IgnoreRobots: true})
	if len(read) != 1 || read[0].Title != "Alpha" || !strings.Contains(read[0].Text, "the joint statement of Alpha") {
		t.Errorf("got %+v", read)
	}
	equal(t, "reasons", reasons, []string{"blocked"})
}

// A date of a feed that cannot be read is kept as it stands.
func TestUnreadDate(t *testing.T) {
	s := newSite(t)
	s.text("/a", "text/html", strings.Replace(page("Alpha", "More is said in the autumn of this year, and in the spring of the next."), "article:published_time", "x", 1))
	s.text("/feed", "application/rss+xml", feedOf(s.URL+"/a Waxing-Moon"))
	read, _ := readAll(t, config(newMemory()), fetch.Source{Name: "s", Feed: s.URL + "/feed", Allow: loopback, IgnoreRobots: true})
	if len(read) != 1 || read[0].Published != "" || read[0].PublishedRaw != "Waxing-Moon" || read[0].PublishedFrom != "feed" {
		t.Errorf("got %+v", read)
	}
}
