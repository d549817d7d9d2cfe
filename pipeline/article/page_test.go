package article_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/factwire/factwire/pipeline/article"
	"github.com/factwire/factwire/pipeline/article/rule"
	"github.com/factwire/factwire/pipeline/internal/page"
)

// paragraphs are the article of the pages below.
var paragraphs = []string{
	"The governments of Ruritania and Borduria signed a fishing agreement on Monday, after two years of talks in the capital.",
	"Boats of both countries may fish in the strait until the end of 2027, said the minister of agriculture, Ida Lindqvist.",
	"The opposition in Borduria wants the agreement to be put before parliament before it takes effect in the summer of next year.",
}

// wrap makes a page of head elements and what stands around the article.
func wrap(head, before, after string) string {
	return `<!doctype html><html lang="en-GB"><head>` + head + `</head><body><header><nav><a href="/">Home</a> <a href="/world">World</a></nav></header><main><article>` +
		before + "<p>" + strings.Join(paragraphs, "</p>\n<p>") + "</p>" + after + `</article></main><footer><p>About us. Terms and conditions. Contact.</p></footer></body></html>`
}

func readPage(p article.Parser, html string) (string, error) {
	a, err := p.Page(article.Page{Origin: "x", URL: "https://news.example.com/a?utm_source=x", Body: []byte(html)})
	return fmt.Sprintf("%s|%s|%s|%s|%s|%s|%s|%s", a.URL, a.Title, a.Site, strings.Join(a.Authors, "+"), a.Language, a.Published, a.PublishedRaw, a.PublishedFrom), err
}

func TestMetadata(t *testing.T) {
	const addr = "https://news.example.com/a"
	for name, c := range map[string]struct{ head, before, want string }{
		"json-ld": {`<script type="application/ld+json">{"@graph":[{"@type":"WebPage","datePublished":"2020-01-01"},{"@type":["NewsArticle"],"headline":"A &amp; B","datePublished":"2026-03-09T08:00:00+01:00","author":[{"@type":"Person","name":"Ada Brown"},{"name":"Cem Demir"}],"publisher":{"name":"The Example"}}]}</script>`, "",
			addr + "|A & B|The Example|Ada Brown+Cem Demir|en|2026-03-09T08:00:00+01:00|2026-03-09T08:00:00+01:00|json-ld"},
		"broken json-ld, meta": {`<script type="application/ld+json">{"@type":"NewsArticle",</script><meta property="og:title" content="A title | The Example"><meta property="og:site_name" content="The Example"><meta property="article:published_time" content="2026-03-09T08:00:00Z"><meta name="author" content="By Ada Brown and Cem Demir">`, "",
			addr + "|A title|The Example|Ada Brown+Cem Demir|en|2026-03-09T08:00:00Z|2026-03-09T08:00:00Z|meta"},
		"time": {`<title>A title</title>`, `<time datetime="2026-03-09">Monday</time>`,
			addr + "|A title|news.example.com||en|2026-03-09|2026-03-09|time"},
		"a line with a time": {`<title>A title</title>`, `<p class="by">Published: 9 March 2026, 8:05am GMT</p>`,
			addr + "|A title|news.example.com||en|2026-03-09T08:05:00Z|Published: 9 March 2026, 8:05am GMT|text"},
		"updated, then published": {`<title>A title</title>`, `<span>Updated March 10, 2026</span><span>First published March 9, 2026</span>`,
			addr + "|A title|news.example.com||en|2026-03-09|March 9, 2026|text"},
		"canonical": {`<link rel="canonical" href="/story/1/"><title>T</title><meta name="date" content="9 March 2026">`, "",
			"https://news.example.com/story/1|T|news.example.com||en|2026-03-09|9 March 2026|meta"},
		"a front page is not canonical": {`<link rel="canonical" href="https://news.example.com/"><title>T</title><meta name="date" content="2026-03-09">`, "",
			addr + "|T|news.example.com||en|2026-03-09|2026-03-09|meta"},
		"future": {`<title>T</title><meta property="article:published_time" content="2031-01-01T00:00:00Z">`, "",
			addr + "|T|news.example.com||en||2031-01-01T00:00:00Z|meta"},
		"future, then a right one": {`<title>T</title><meta property="article:published_time" content="2031-01-01T00:00:00Z"><meta name="pubdate" content="2026-03-09">`, "",
			addr + "|T|news.example.com||en|2026-03-09|2026-03-09|meta"},
	} {
		got, err := readPage(article.Parser{Now: now}, wrap(c.head, c.before, ""))
		if err != nil || got != c.want {
			t.Errorf("%s: error %v\n got %s\nwant %s", name, err, got, c.want)
		}
	}
}

func TestHint(t *testing.T) {
	a, err := article.Parser{Now: now}.Page(article.Page{URL: "https://example.com/a", Body: []byte(wrap("", "", "")), Hint: page.Hint{Title: "From the feed", Published: "Mon, 09 Mar 2026 08:00:00 EST", Authors: []string{"Ada Brown"}}})
	if err != nil || a.Title != "From the feed" || a.Published != "2026-03-09T08:00:00-05:00" || a.PublishedFrom != "feed" || len(a.Authors) != 1 {
		t.Errorf("%+v, %v", a, err)
	}
}

// What stands around an article is none of it; its own paragraphs all are.
func TestBody(t *testing.T) {
	want := strings.Join(paragraphs, "\n\n")
	for name, c := range map[string]struct{ before, after string }{
		"plain":         {"", ""},
		"title":         {"<h1>Ruritania and Borduria sign</h1>", ""},
		"byline":        {`<h1>Ruritania and Borduria sign</h1><p class="byline">By Ada Brown</p>`, ""},
		"caption":       {`<figure><img src="x.jpg"><figcaption>The ministers at the signing table. Photo: The Example</figcaption></figure>`, ""},
		"newsletter":    {"", "<p>Sign up for our daily newsletter and get the news in your inbox.</p>"},
		"related":       {"", `<p><a href="/b">Borduria bans the import of Ruritanian cheese</a></p><p>Read more: <a href="/c">The strait and its fish</a></p>`},
		"related block": {"", `<div class="related-links"><p>Borduria banned the import of Ruritanian cheese last year.</p></div>`},
		"share":         {"", "<p>Follow us on Twitter</p>"},
		"reporters":     {"", "<p>Reporting by Cem Demir; editing by Eve Fox</p>"},
		"biography":     {"", "<p>Ada Brown is a reporter for The Example in the capital.</p>"},
	} {
		head := `<title>Ruritania and Borduria sign</title><meta name="author" content="Ada Brown">`
		a, err := article.Parser{Now: now}.Page(article.Page{URL: "https://example.com/a", Body: []byte(wrap(head, c.before, c.after))})
		if err != nil || a.Text != want {
			t.Errorf("%s: error %v, text\n%s", name, err, a.Text)
		}
	}
	// Sentences of news that look like an outlet's own lines stay.
	for _, s := range []string{
		"Subscribers of the state broadcaster were told of the ban in a letter on Monday.",
		"Advertisements for foreign gambling firms were banned by the regulator on Monday.",
		"A newsletter published by the ministry was withdrawn on Tuesday after complaints.",
		"Comments by the minister on the agreement were withdrawn later on the same day.",
		"Related companies in the group must also leave the market by the end of the year.",
	} {
		a, err := article.Parser{Now: now}.Page(article.Page{URL: "https://example.com/a", Body: []byte(wrap("", "", "<p>"+s+"</p>"))})
		if err != nil || !strings.HasSuffix(a.Text, s) {
			t.Errorf("lost: %s (%v)", s, err)
		}
	}
}

// Each page of the folder gives the text beside it.
func TestPages(t *testing.T) {
	files, err := filepath.Glob("testdata/pages/*.html")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		doc, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		want, err := os.ReadFile(strings.TrimSuffix(file, ".html") + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		a, err := article.Parser{}.Page(article.Page{Origin: file, Body: doc})
		if diff := cmp.Diff(strings.TrimSpace(string(want)), a.Text); diff != "" || err != nil {
			t.Errorf("%s: error %v, want -, got +\n%s", file, err, diff)
		}
	}
}

// A stub is told by its text alone, and read when the parser is told so.
func TestStubs(t *testing.T) {
	const locked = `<script type="application/ld+json">{"@type":"NewsArticle","headline":"Locked","isAccessibleForFree":false,"wordCount":%d}</script>`
	wrapped := func(head, body string) string {
		return `<html><head><title>T</title>` + head + `</head><body><article>` + body + `</article></body></html>`
	}
	two := "<p>" + paragraphs[0] + "</p><p>" + paragraphs[1] + "</p>"
	for name, c := range map[string]struct {
		html string
		stub bool
	}{
		"declared, and whole":       {wrapped(fmt.Sprintf(locked, 45), two), false},
		"many words are missing":    {wrapped(fmt.Sprintf(locked, 900), two), true},
		"a plea":                    {wrapped("", two+"<p>To continue reading, please become a member of The Example today, for three months.</p>"), true},
		"a plea below":              {wrapped("", two+`<div class="offer"><h2>Subscribe to read the whole story</h2><p>One month for one crown.</p></div>`), true},
		"dots":                      {wrapped("", "<p>"+paragraphs[0]+"</p><p>Boats of both countries may fish in the strait until the end of…</p>"), true},
		"cut, and declared":         {wrapped(fmt.Sprintf(locked, 0), "<p>"+paragraphs[0]+"</p><p>Boats of both countries may fish in the strait until the end of</p>"), true},
		"shorter than it is said":   {wrapped(`<meta name="description" content="`+strings.Join(paragraphs, " ")+`">`, "<p>"+paragraphs[0]+"</p>"), true},
		"marks of a paywall":        {wrapped("", `<div class="paywall-modal" id="paywall">`+two+`</div>`), false},
		"a plea on an open page":    {wrapped(`<script type="application/ld+json">{"@type":"NewsArticle","headline":"Open","isAccessibleForFree":"https://schema.org/True"}</script>`, two+`<div class="offer"><h2>Subscribe to read the whole story</h2></div>`), false},
		"how many may be read":      {wrapped("", two+`<div class="meter"><p>You have 2 free articles left this month.</p></div>`), false},
		"a plea for other articles": {wrapped("", two) + "<p>Already a subscriber? Log in.</p>", false},
	} {
		in := article.Page{Origin: "x", URL: "https://example.com/a", Body: []byte(c.html)}
		a, err := article.Parser{}.Page(in)
		if errors.Is(err, article.ErrPaywall) != c.stub || !strings.HasPrefix(a.Text, paragraphs[0]) {
			t.Errorf("%s: %+v, %v", name, a, err)
		}
		a, err = article.Parser{Stubs: true}.Page(in)
		if err != nil || a.Stub != c.stub {
			t.Errorf("%s: read all the same: %+v, %v", name, a, err)
		}
	}
}

func TestRejectedPages(t *testing.T) {
	for name, c := range map[string]struct {
		html string
		want error
	}{
		"front page": {`<html><body><nav><a href="/a">One</a><a href="/b">Two</a></nav></body></html>`, article.ErrNoBody},
		"error page": {`<html><head><title>404</title></head><body><h1>Not found</h1><p>Try again.</p></body></html>`, article.ErrNoBody},
		"blank":      {" \n", article.ErrEmpty},
		"picture":    {"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x02\x03\x04\x05\x06", article.ErrBinary},
		"too deep":   {"<html><body>" + strings.Repeat("<div>", 2000) + "x", article.ErrTooLarge},
	} {
		a, err := article.Parser{Now: now}.Page(article.Page{Origin: "x", URL: "https://example.com/a", Body: []byte(c.html)})
		if !errors.Is(err, c.want) || a.URL == "" {
			t.Errorf("%s: %+v, %v", name, a, err)
		}
	}
}

func TestRules(t *testing.T) {
	p := article.Parser{Now: now, Rules: []rule.Rule{{Site: "example.com", Title: ".never"}, {Site: "news.example.com", Body: ".story p", Remove: ".note", Title: ".headline", Author: ".who", Date: ".when"}}}
	html := `<html lang="en"><head><title>wrong</title></head><body><div class="headline">The right title</div><div class="who">Ada Brown</div><div class="when">9 March 2026</div>
<div class="story"><p>` + paragraphs[0] + `</p><p class="note">A note of the editors that is long enough to count as a paragraph.</p><p>` + paragraphs[1] + `</p></div></body></html>`
	a, err := p.Page(article.Page{URL: "https://news.example.com/a", Body: []byte(html)})
	if err != nil || a.Title != "The right title" || len(a.Authors) != 1 || a.Published != "2026-03-09" || a.PublishedFrom != "rule" || a.Text != paragraphs[0]+"\n\n"+paragraphs[1] {
		t.Errorf("%+v, %v", a, err)
	}
	for key, r := range map[string]rule.Rule{"site": {Body: "p"}, "body": {Site: "x", Body: "p["}, "date": {Site: "x", Date: ":nope("}} {
		if got, err := r.Check(); err == nil || got != key {
			t.Errorf("%+v: key %q, error %v", r, got, err)
		}
	}
}

func TestFeedsOfPage(t *testing.T) {
	doc := `<html><head><base href="https://example.com/sub/"><link rel="alternate" type="application/rss+xml" title="Comments" href="comments.xml"><link rel="alternate" type="application/atom+xml" href="/atom.xml">
<link rel="alternate" hreflang="de" href="/de"><link rel="alternate stylesheet" type="text/css" href="x.css"><link rel="alternate" type="application/rss+xml" href="javascript:x"></head></html>`
	if got := fmt.Sprint(page.Feeds([]byte(doc), "https://example.com/")); got != "[https://example.com/atom.xml https://example.com/sub/comments.xml]" {
		t.Error(got)
	}
}
