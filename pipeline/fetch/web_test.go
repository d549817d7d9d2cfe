package fetch_test

import (
	"compress/gzip"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/pipeline/article"
	"github.com/factwire/factwire/pipeline/fetch"
)

// now is the tests' clock.
var now = time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC)

// memory keeps states and visits as a store would.
type memory struct {
	mu     sync.Mutex
	states map[string]fetch.State
	visits map[string]fetch.Visit
}

func newMemory() *memory {
	return &memory{states: map[string]fetch.State{}, visits: map[string]fetch.Visit{}}
}

func (m *memory) Source(name string) (fetch.State, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.states[name], nil
}

func (m *memory) PutSource(name string, s fetch.State) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.states[name] = s
	return nil
}

func (m *memory) Page(key string) (fetch.Visit, bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	v, ok := m.visits[key]
	return v, ok, nil
}

func (m *memory) PutPages(visits map[string]fetch.Visit) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for k, v := range visits {
		m.visits[k] = v
	}
	return nil
}

// site is a web site on loopback that counts the requests to each path.
type site struct {
	*httptest.Server
	mu   sync.Mutex
	hits map[string]int
	mux  *http.ServeMux
}

func newSite(t *testing.T) *site {
	t.Helper()
	s := &site{hits: map[string]int{}, mux: http.NewServeMux()}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.hits[r.URL.RequestURI()]++
		s.mu.Unlock()
		s.mux.ServeHTTP(w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

func (s *site) count(path string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.hits[path]
}

// text serves a body, with an ETag that it honours.
func (s *site) text(path, kind, body string) {
	s.mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {
		tag := `"` + factwire.Hash(body) + `"`
		w.Header().Set("ETag", tag)
		if r.Header.Get("If-None-Match") == tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("Content-Type", kind)
		fmt.Fprint(w, body)
	})
}

// page is the page of an article of our own.
func page(title, extra string) string {
	return `<!doctype html><html lang="en"><head><title>` + title + `</title><meta property="og:title" content="` + title + `">
<meta property="article:published_time" content="2026-03-09T08:00:00Z"></head><body><nav><a href="/">Home</a></nav><article><h1>` + title + `</h1>
<p>The governments of Ruritania and Borduria signed a fishing agreement on Monday after two years of talks.</p>
<p>Under the agreement, boats of both countries may fish in the strait until the end of the year, the ministers said.</p>
<p>` + extra + `</p></article><footer>About us</footer></body></html>`
}

func (s *site) page(path, title string) {
	s.text(path, "text/html; charset=utf-8", page(title, "A further round is planned for the autumn, according to the joint statement of "+title+"."))
}

func feedOf(links ...string) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>`)
	for _, l := range links {
		link, date, _ := strings.Cut(l, " ")
		if date == "" {
			date = "Mon, 09 Mar 2026 08:00:00 GMT"
		}
		fmt.Fprintf(&b, "<item><title>t</title><link>%s</link><pubDate>%s</pubDate></item>", link, date)
	}
	return b.String() + "</channel></rss>"
}

var loopback = []string{"127.0.0.0/8", "::1"}

func config(m *memory) fetch.Config {
	return fetch.Config{
		Settings: fetch.Settings{Every: time.Microsecond, Timeout: 500 * time.Millisecond, MaxWait: 50 * time.Millisecond, Contact: "desk@example.com", Version: "test"},
		Parser:   article.Parser{Now: now}, States: m, Visits: m,
		Now:   func() time.Time { return now },
		Sleep: func(ctx context.Context, _ time.Duration) error { return ctx.Err() },
	}
}

// run reads all sources and deals with everything; it returns the titles, and the
// reasons of the errors, both sorted.
func run(t *testing.T, c fetch.Config, sources ...fetch.Source) (titles, reasons []string) {
	t.Helper()
	read, reasons := readAll(t, c, sources...)
	for _, a := range read {
		titles = append(titles, a.Title)
	}
	slices.Sort(titles)
	return titles, reasons
}

// readAll is run with the articles themselves, in the order in which they came.
func readAll(t *testing.T, c fetch.Config, sources ...fetch.Source) (read []factwire.Article, reasons []string) {
	t.Helper()
	for i := range sources {
		if _, err := sources[i].Check(); err != nil {
			t.Fatal(err)
		}
	}
	f := fetch.New(c)
	defer f.Close()
	r := f.Start(sources)
	for a, err := range r.Articles(t.Context()) {
		if err != nil {
			reasons = append(reasons, article.Reason(err))
		} else {
			read = append(read, a)
		}
		if err := r.Done(a.Origin); err != nil {
			t.Fatal(err)
		}
	}
	if err := r.Finish(); err != nil {
		t.Fatal(err)
	}
	slices.Sort(reasons)
	return read, reasons
}

func equal(t *testing.T, what string, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: got %q, want %q", what, got, want)
	}
}

// A full run over a small web, an immediate second one, and one with two sources
// down.
func TestRuns(t *testing.T) {
	one, two, three := newSite(t), newSite(t), newSite(t)
	for _, s := range []*site{one, two, three} {
		s.text("/robots.txt", "text/plain", "User-agent: *\nDisallow: /private/\n")
	}
	one.page("/a", "Alpha")
	one.page("/b", "Beta")
	one.page("/private/x", "Secret")
	one.text("/feed.xml", "application/rss+xml", feedOf(one.URL+"/a?utm_source=rss", one.URL+"/b", one.URL+"/b#comments", one.URL+"/private/x", one.URL+"/gone"))
	two.page("/c", "Gamma")
	two.page("/news/d", "Delta")
	two.mux.HandleFunc("/sitemap.xml", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintf(w, `<sitemapindex><sitemap><loc>%s/s1.xml.gz</loc></sitemap><sitemap><loc>%s/missing.xml</loc></sitemap></sitemapindex>`, two.URL, two.URL)
	})
	two.mux.HandleFunc("/s1.xml.gz", func(w http.ResponseWriter, _ *http.Request) {
		z := gzip.NewWriter(w)
		defer z.Close()
		fmt.Fprintf(z, `<urlset><url><loc>%s/c</loc><lastmod>2026-03-01</lastmod></url><url><loc>%s/news/d</loc><lastmod>2026-03-02</lastmod></url></urlset>`, two.URL, two.URL)
	})
	three.text("/", "text/html", `<html><head><link rel="alternate" type="application/atom+xml" href="/atom"></head><body>front</body></html>`)
	three.text("/atom", "application/atom+xml", `<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>e</title><link href="/e"/><updated>2026-03-09T00:00:00Z</updated></entry></feed>`)
	three.page("/e", "Epsilon")
	sources := []fetch.Source{
		{Name: "one", Feed: one.URL + "/feed.xml", Allow: loopback},
		{Name: "two", Sitemap: two.URL + "/sitemap.xml", Allow: loopback},
		{Name: "three", Feed: three.URL + "/", Allow: loopback},
	}
	m := newMemory()
	titles, reasons := run(t, config(m), sources...)
	equal(t, "titles", titles, []string{"Alpha", "Beta", "Delta", "Epsilon", "Gamma"})
	equal(t, "reasons", reasons, []string{"gone", "robots"})
	if one.count("/private/x") != 0 {
		t.Error("a page that robots.txt forbids was fetched")
	}
	if n := one.count("/robots.txt"); n != 1 {
		t.Errorf("robots.txt was fetched %d times", n)
	}
	if st := m.states["one"]; st.Articles != 2 || !st.LastSuccess.Equal(now) || len(st.Documents) != 1 {
		t.Errorf("state of source one: %+v", st)
	}

	titles, reasons = run(t, config(m), sources...)
	equal(t, "second run: titles", titles, nil)
	equal(t, "second run: reasons", reasons, nil)
	for s, paths := range map[*site][]string{one: {"/a?utm_source=rss", "/b", "/gone"}, two: {"/c", "/news/d"}, three: {"/e"}} {
		for _, p := range paths {
			if n := s.count(p); n != 1 {
				t.Errorf("%s was fetched %d times", p, n)
			}
		}
	}

	one.Close()
	three.CloseClientConnections()
	three.mux = http.NewServeMux()
	three.mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) })
	two.page("/f", "Zeta")
	two.mux.HandleFunc("/other.xml", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintf(w, `<urlset><url><loc>%s/f</loc></url></urlset>`, two.URL)
	})
	sources[1].Sitemap = two.URL + "/other.xml"
	titles, reasons = run(t, config(m), sources...)
	equal(t, "two sources down: titles", titles, []string{"Zeta"})
	equal(t, "two sources down: reasons", reasons, []string{"source: network", "source: robots"})
	if st := m.states["one"]; st.Failures != 1 || st.Error == "" || !st.LastSuccess.Equal(now) {
		t.Errorf("state of a source that is down: %+v", st)
	}
	if st := m.states["two"]; st.Failures != 0 {
		t.Errorf("state of a source that is up: %+v", st)
	}
}

// A run that is broken off loses nothing and repeats nothing that was dealt with.
func TestResume(t *testing.T) {
	s := newSite(t)
	var links []string
	for i := range 10 {
		p := fmt.Sprintf("/p%d", i)
		s.page(p, fmt.Sprintf("Page %d", i))
		links = append(links, s.URL+p)
	}
	s.text("/feed.xml", "application/rss+xml", feedOf(links...))
	src := fetch.Source{Name: "s", Feed: s.URL + "/feed.xml", Allow: loopback}
	m := newMemory()
	var all []string
	f := fetch.New(config(m))
	r := f.Start([]fetch.Source{src})
	for a, err := range r.Articles(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if len(all) == 4 {
			break // the fifth was read, and not dealt with
		}
		all = append(all, a.Title)
		if err := r.Done(a.Origin); err != nil {
			t.Fatal(err)
		}
	}
	// Killed here: no Finish.
	titles, reasons := run(t, config(m), src)
	equal(t, "reasons", reasons, nil)
	all = append(all, titles...)
	slices.Sort(all)
	if len(slices.Compact(slices.Clone(all))) != 10 || len(all) != 10 {
		t.Errorf("both runs gave %q", all)
	}
}

func TestChanges(t *testing.T) {
	s := newSite(t)
	body, date := page("Story", "First version of the last paragraph, as it was printed."), "Mon, 09 Mar 2026 08:00:00 GMT"
	s.mux.HandleFunc("/a", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, body)
	})
	s.mux.HandleFunc("/feed.xml", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, feedOf(s.URL+"/a "+date)) })
	src := fetch.Source{Name: "s", Feed: s.URL + "/feed.xml", Allow: loopback}
	m := newMemory()
	run(t, config(m), src)
	run(t, config(m), src)
	if n := s.count("/a"); n != 1 {
		t.Errorf("an unchanged page was fetched %d times", n)
	}
	body, date = page("Story", "Second version of the last paragraph, with a correction of it."), "Mon, 09 Mar 2026 10:00:00 GMT"
	if titles, _ := run(t, config(m), src); len(titles) != 1 {
		t.Errorf("the changed page gave %q", titles)
	}
	for _, v := range m.visits {
		if len(v.Former) != 1 || v.Former[0] == v.Hash {
			t.Errorf("visit %+v lacks its former version", v)
		}
	}
	c := config(m)
	c.Refetch = true
	run(t, c, src)
	if n := s.count("/a"); n != 3 {
		t.Errorf("asked to fetch again, the page was fetched %d times in all", n)
	}
	var planned []fetch.Planned
	if errs := fetch.New(c).Plan(t.Context(), []fetch.Source{src}, func(p fetch.Planned) { planned = append(planned, p) }); len(errs) > 0 || len(planned) != 1 || !planned[0].Known {
		t.Errorf("planned %+v, %v", planned, errs)
	}
	if n := s.count("/a"); n != 3 {
		t.Error("planning fetched a page")
	}
}

func TestFiltersAndLimits(t *testing.T) {
	s := newSite(t)
	var links []string
	for _, n := range []string{"a", "b", "c", "d"} {
		s.page("/news/"+n, "Title "+n)
		s.page("/sport/"+n, "Sport "+n)
		links = append(links, s.URL+"/sport/"+n, s.URL+"/news/"+n)
	}
	s.text("/list.txt", "text/plain", strings.Join(links, "\n"))
	src := fetch.Source{Name: "s", List: s.URL + "/list.txt", Allow: loopback, Include: []string{"/news/"}, Exclude: []string{"/d$"}, Words: []string{"title b", "TITLE C"}}
	m := newMemory()
	titles, reasons := run(t, config(m), src)
	equal(t, "filtered", titles, []string{"Title b", "Title c"})
	equal(t, "filtered: reasons", reasons, nil)
	if s.count("/sport/a") != 0 || s.count("/news/d") != 0 {
		t.Error("an address that is left out was fetched")
	}
	src.Words, src.Limit = nil, 2
	m = newMemory()
	first, _ := run(t, config(m), src)
	second, _ := run(t, config(m), src)
	equal(t, "limit", append(first, second...), []string{"Title a", "Title b", "Title c"})
	src.Limit = 0
	c := config(newMemory())
	c.Limit = 1
	titles, _ = run(t, c, src)
	equal(t, "limit of the run", titles, []string{"Title a"})
}
