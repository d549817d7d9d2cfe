package feed_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/factwire/factwire/pipeline/fetch/internal/feed"
)

const rss = `<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>News</title><language>en</language>
<item><title>One &amp; only</title><link>/a</link><pubDate>Mon, 09 Mar 2026 08:00:00 GMT</pubDate></item>
<item><title>Two</title><guid>https://example.com/b</guid></item>
<item><title>No link</title></item><item><link>file:///etc/passwd</link></item></channel></rss>`

const items = "https://example.com/a|One & only|Mon, 09 Mar 2026 08:00:00 GMT\nhttps://example.com/b|Two|\n"

func describe(f feed.Feed) string {
	var b strings.Builder
	for _, it := range f.Items {
		fmt.Fprintf(&b, "%s|%s|%s\n", it.URL, it.Title, it.Published)
	}
	return b.String()
}

func TestParse(t *testing.T) {
	atom := `<feed xmlns="http://www.w3.org/2005/Atom"><title>N</title><entry><title>One &amp; only</title><link rel="alternate" href="/a"/><published>Mon, 09 Mar 2026 08:00:00 GMT</published></entry><entry><title>Two</title><link href="https://example.com/b"/></entry></feed>`
	json := `{"version":"https://jsonfeed.org/version/1.1","title":"N","items":[{"id":"1","url":"https://example.com/a","title":"One & only","date_published":"Mon, 09 Mar 2026 08:00:00 GMT"},{"id":"2","url":"https://example.com/b","title":"Two"}]}`
	for name, data := range map[string]string{
		"rss": rss, "atom": atom, "json": json,
		"text before":     "\n\n warning: a script said something\n" + rss,
		"control":         strings.Replace(rss, "Two", "T\x0bwo\x00", 1),
		"stray ampersand": strings.Replace(rss, "One &amp; only", "One & only", 1),
		"named entity":    strings.Replace(rss, "One &amp; only", "One&nbsp;&amp; only", 1),
		"cut in a tag":    rss[:strings.Index(rss, "<item><title>No link")] + "<item><ti",
		"cut at the end":  strings.TrimSuffix(rss, "></channel></rss>"),
		"open cdata":      strings.Replace(rss, "</channel>", "<item><title><![CDATA[", 1),
		"mark":            "\ufeff" + rss,
		"wrong encoding":  strings.Replace(rss, "utf-8", "utf-16", 1),
	} {
		f, err := feed.Parse(t.Context(), []byte(data), "https://example.com/feed.xml", "")
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := strings.ReplaceAll(describe(f), "\u00a0", " "); got != items {
			t.Errorf("%s: got\n%s", name, got)
		}
	}
}

func TestNone(t *testing.T) {
	for name, data := range map[string]string{
		"empty": "", "words": "nothing here", "a page": "<!doctype html><html><body><p>404</body></html>", "json": `{"a":1}`, "broken json": `{"version":`,
		"deep": "<rss>" + strings.Repeat("<a>", 10000), "deep json": strings.Repeat(`{"a":`, 10000),
	} {
		start := time.Now()
		f, err := feed.Parse(t.Context(), []byte(data), "https://example.com/", "")
		if !errors.Is(err, feed.ErrNone) && len(f.Items) == 0 && err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if len(f.Items) > 0 || time.Since(start) > 20*time.Second {
			t.Errorf("%s: %d items in %v", name, len(f.Items), time.Since(start))
		}
	}
	laughs := `<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><rss><channel><item><title>&b;</title><link>https://example.com/a</link></item></channel></rss>`
	if f, err := feed.Parse(t.Context(), []byte(laughs), "https://example.com/", ""); err == nil && strings.Contains(describe(f), "hahahaha") {
		t.Error("an entity was expanded")
	}
}

func FuzzFeed(f *testing.F) {
	f.Add([]byte(rss))
	f.Add([]byte(`<feed><entry><link href="/a"/></entry>`))
	f.Add([]byte(`{"version":"https://jsonfeed.org/version/1","items":[{"url":"https://example.com/"}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		parsed, err := feed.Parse(t.Context(), data, "https://example.com/", "")
		if err != nil && !errors.Is(err, feed.ErrNone) {
			t.Fatal(err)
		}
		for _, it := range parsed.Items {
			if !strings.HasPrefix(strings.ToLower(it.URL), "http") {
				t.Errorf("address %q", it.URL)
			}
		}
	})
}
