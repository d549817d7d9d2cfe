package fetch_test

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/factwire/factwire/pipeline/fetch"
)

// A request that takes too long is an error of its page, and not taken for the end of the run.
func TestTimeout(t *testing.T) {
	s := newSite(t)
	wait := func(w http.ResponseWriter, r *http.Request) {
		select {
		case <-r.Context().Done():
		case <-time.After(5 * time.Second):
		}
	}
	s.mux.HandleFunc("/head", wait)
	s.mux.HandleFunc("/body", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		io.WriteString(w, page("Slow", "x")[:200])
		w.(http.Flusher).Flush()
		wait(w, r)
	})
	s.page("/a", "Alpha")
	s.text("/feed", "application/rss+xml", feedOf(s.URL+"/head", s.URL+"/body", s.URL+"/a"))
	s.mux.HandleFunc("/slow", wait)
	c := config(newMemory())
	c.Settings.Timeout, c.Settings.Retries = 100*time.Millisecond, -1
	titles, reasons := run(t, c, fetch.Source{Name: "s", Feed: s.URL + "/feed", Allow: loopback, IgnoreRobots: true})
	equal(t, "titles", titles, []string{"Alpha"})
	equal(t, "reasons", reasons, []string{"timeout", "timeout"})
	_, reasons = run(t, c, fetch.Source{Name: "slow", Feed: s.URL + "/slow", Allow: loopback, IgnoreRobots: true})
	equal(t, "a feed", reasons, []string{"source: timeout"})
}

// An index is as good as the sitemaps that it names.
func TestSitemapChildren(t *testing.T) {
	s := newSite(t)
	s.page("/a", "Alpha")
	s.mux.HandleFunc("/down.xml", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) })
	s.text("/words.xml", "text/html", "<html><body>Sorry.</body></html>")
	s.text("/good.xml", "application/xml", `<urlset><url><loc>`+s.URL+`/a</loc></url></urlset>`)
	index := func(name string, children ...string) fetch.Source {
		var b strings.Builder
		for _, c := range children {
			fmt.Fprintf(&b, "<sitemap><loc>%s/%s</loc></sitemap>", s.URL, c)
		}
		s.text("/"+name, "application/xml", "<sitemapindex>"+b.String()+"</sitemapindex>")
		return fetch.Source{Name: name, Sitemap: s.URL + "/" + name, Allow: loopback, IgnoreRobots: true}
	}
	for _, test := range []struct {
		source         fetch.Source
		titles, reason string
	}{
		{index("all.xml", "down.xml", "words.xml"), "", "source: server"},
		{index("gone.xml", "one.xml", "two.xml"), "", "source: gone"},
		{index("some.xml", "down.xml", "good.xml"), "Alpha", "source: server"},
		{index("old.xml", "one.xml", "good.xml"), "Alpha", ""},
		{index("none.xml"), "", ""},
	} {
		c := config(newMemory())
		c.Settings.Retries = -1
		titles, reasons := run(t, c, test.source)
		if got := strings.Join(titles, " ") + "|" + strings.Join(reasons, " "); got != test.titles+"|"+test.reason {
			t.Errorf("%s: got %s", test.source.Name, got)
		}
	}
}

// Of an answer that breaks off each time, what came of it is read, and asked for again in the next run.
func TestBrokenOff(t *testing.T) {
	s := newSite(t)
	text := page("Story", strings.Repeat("The talks go on in the spring, and the fleets stay in port until then. ", 20))
	cut := text[:len(text)-800]
	s.mux.HandleFunc("/length", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.Header().Set("Content-Length", fmt.Sprint(len(text)))
		io.WriteString(w, cut)
	})
	s.mux.HandleFunc("/chunks", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		io.WriteString(w, cut)
		w.(http.Flusher).Flush()
		panic(http.ErrAbortHandler)
	})
	s.mux.HandleFunc("/gzip", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.Header().Set("Content-Encoding", "gzip")
		z := zipped(text)
		w.Write(z[:len(z)-40])
	})
	c := config(newMemory())
	for _, path := range []string{"/length", "/chunks", "/gzip"} {
		src := fetch.Source{Name: path, Page: s.URL + path, Allow: loopback, IgnoreRobots: true}
		for range 2 {
			if titles, reasons := run(t, c, src); len(titles) != 1 || len(reasons) > 0 {
				t.Errorf("%s: got %q, %q", path, titles, reasons)
			}
		}
	}
}

// What a feed, a list or a redirect names with a user and a password is asked for without them, and nothing tells them.
func TestSecretsOfAddresses(t *testing.T) {
	const secret = "s3cret"
	s := newSite(t)
	with := strings.Replace(s.URL, "://", "://ana:"+secret+"@", 1)
	s.page("/a", "Alpha")
	s.mux.HandleFunc("/away", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, with+"/a", http.StatusFound) })
	s.text("/feed", "application/rss+xml", feedOf(with+"/a", with+"/gone", with+"/away"))
	s.text("/list", "text/plain", with+"/a\n"+with+"/none\n")
	s.text("/index", "application/xml", "<sitemapindex><sitemap><loc>"+with+"/x.xml</loc></sitemap></sitemapindex>")
	for _, src := range []fetch.Source{
		{Name: "feed", Feed: s.URL + "/feed", Allow: loopback, IgnoreRobots: true},
		{Name: "list", List: s.URL + "/list", Allow: loopback, IgnoreRobots: true},
		{Name: "index", Sitemap: s.URL + "/index", Allow: loopback, IgnoreRobots: true},
	} {
		m := newMemory()
		f := fetch.New(config(m))
		r := f.Start([]fetch.Source{src})
		for a, err := range r.Articles(t.Context()) {
			if told := fmt.Sprintf("%+v %v", a, err); strings.Contains(told, secret) {
				t.Errorf("%s tells %s", src.Name, told)
			}
			_ = r.Done(a.Origin)
		}
		if err := r.Finish(); err != nil {
			t.Error(err)
		}
		f.Close()
		if kept := fmt.Sprintf("%+v %+v", m.states, m.visits); strings.Contains(kept, secret) {
			t.Errorf("%s keeps %s", src.Name, kept)
		}
	}
	bad := fetch.Source{Name: "s", Feed: with + "/feed"}
	if _, err := bad.Check(); err == nil || strings.Contains(err.Error(), secret) || !strings.Contains(err.Error(), "credentials") {
		t.Errorf("a source with a password in its address: %v", err)
	}
}
