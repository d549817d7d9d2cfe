package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// TestFetching runs the command over a small web: a first run, a second one that fetches no page again, a plan, a
// run with two sources down, and what the sources' states then are.
func TestFetching(t *testing.T) {
	var pages atomic.Int32
	good := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		base := "http://" + r.Host
		switch r.URL.Path {
		case "/feed.xml":
			fmt.Fprintf(w, `<rss version="2.0"><channel><item><title>One</title><link>%s/one</link></item><item><title>Two</title><link>%s/two</link></item></channel></rss>`, base, base)
		case "/one", "/two":
			pages.Add(1)
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprintf(w, `<html lang="en"><head><title>Story of %s</title><meta name="date" content="2026-03-09"></head><body><article><p>Sweden banned Huawei and ZTE from its 5G networks on Monday, the telecoms regulator said in the capital.</p><p>The companies must be removed from existing networks by the end of next year, according to the decision.</p></article></body></html>`, r.URL.Path)
		default:
			http.NotFound(w, r)
		}
	}))
	defer good.Close()
	bad := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		w.WriteHeader(http.StatusForbidden)
	}))
	defer bad.Close()
	dir := t.TempDir()
	write := func(name string, sources ...string) string {
		path := filepath.Join(dir, name)
		text := "store: a.db\nfetch: {every: 1us, retries: -1, timeout: 2s, contact: desk@example.com}\nsources:\n"
		for i, s := range sources {
			text += fmt.Sprintf("  - {name: s%d, feed: '%s', allow: [127.0.0.0/8]}\n", i, s)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	run := func(want int, words ...string) string {
		t.Helper()
		var out, errs strings.Builder
		a := &app{in: strings.NewReader(""), out: &out, err: &errs, now: time.Now, env: func(string) string { return "" }}
		if code := a.run(context.Background(), words); code != want {
			t.Errorf("%v: exit code %d, want %d: %s%s", words, code, want, out.String(), errs.String())
		}
		return out.String() + errs.String()
	}
	has := func(out string, wants ...string) {
		t.Helper()
		for _, w := range wants {
			if !strings.Contains(out, w) {
				t.Errorf("%q is not in\n%s", w, out)
			}
		}
	}
	one := write("one.yaml", good.URL+"/feed.xml")
	has(run(exitPartial, "sources", "--config", one), "never", "stale")
	has(run(exitDone, "ingest", "--config", one, "--dry-run"), good.URL+"/one One", good.URL+"/two Two")
	has(run(exitDone, "ingest", "--config", one), "2 articles read")
	has(run(exitDone, "ingest", "--config", one), "0 articles read")
	if n := pages.Load(); n != 2 {
		t.Errorf("pages were fetched %d times", n)
	}
	has(run(exitDone, "facts", "--config", one), "Huawei")
	has(run(exitDone, "sources", "--config", one), "ok")
	has(run(exitDone, "ingest", "--config", one, "--refetch", "--limit", "1"), "1 article")

	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	three := write("three.yaml", good.URL+"/feed.xml", bad.URL+"/feed.xml", gone.URL+"/feed.xml")
	has(run(exitPartial, "ingest", "--config", three), "source s1", "blocked", "source s2")
	has(run(exitPartial, "sources", "--config", three), "s0", "ok", "s1", "blocked")

	has(run(exitPartial, "ingest", good.URL+"/one", "--store", filepath.Join(dir, "b.db")), "may not be connected to")
	run(exitUsage, "ingest", "ftp://example.com/x", "--store", filepath.Join(dir, "b.db"))
	run(exitUsage, "sources")
}
