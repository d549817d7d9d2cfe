package fetch_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/factwire/factwire/pipeline/fetch"
)

// archive writes a web archive of n pages, and beside them what an archive has that
// is no page. The member of each record listed in broken is damaged.
func archive(t *testing.T, n int, broken ...int) string {
	t.Helper()
	var file bytes.Buffer
	add := func(kind, url, block string, damage bool) {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		fmt.Fprintf(z, "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", kind, url, len(block), block)
		z.Close()
		m := b.Bytes()
		if damage {
			m[len(m)/2] ^= 0xff
		}
		file.Write(m)
	}
	add("warcinfo", "", "software: a test", false)
	for i := range n {
		url := fmt.Sprintf("https://example.com/%03d", i)
		add("request", url, "GET / HTTP/1.1\r\n\r\n", false)
		add("response", url, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"+page(fmt.Sprintf("Page %03d", i), "Number "+url+" of the archive, in its own words and on its own date."), slices.Contains(broken, i))
		add("response", url+".png", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nx", false)
		add("response", url+"/gone", "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>gone", false)
	}
	path := filepath.Join(t.TempDir(), "a.warc.gz")
	if err := os.WriteFile(path, file.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestArchive(t *testing.T) {
	src := fetch.Source{Name: "a", Archive: archive(t, 20, 7)}
	m := newMemory()
	titles, reasons := run(t, config(m), src)
	if len(titles) != 19 || slices.Contains(titles, "Page 007") {
		t.Errorf("titles %q", titles)
	}
	equal(t, "reasons", reasons, []string{"corrupt"})
	titles, reasons = run(t, config(m), src)
	equal(t, "second run", append(titles, reasons...), nil)
	if p := m.states["a"].Files[src.Archive]; p.Broken != 1 {
		t.Errorf("progress %+v", p)
	}
	missing := fetch.Source{Name: "none", Archive: filepath.Join(t.TempDir(), "*.warc")}
	_, reasons = run(t, config(m), missing)
	equal(t, "missing", reasons, []string{"source: missing"})
}

// Killed after any number of articles, the next run goes on behind the last one that
// was dealt with, though articles are dealt with out of order.
func TestArchiveResume(t *testing.T) {
	src := fetch.Source{Name: "a", Archive: archive(t, 12)}
	for kill := range 12 {
		m := newMemory()
		var all, open []string
		f := fetch.New(config(m))
		r := f.Start([]fetch.Source{src})
		for a, err := range r.Articles(t.Context()) {
			if err != nil {
				t.Fatal(err)
			}
			if len(all) == kill {
				break
			}
			all = append(all, a.Title)
			open = append(open, a.Origin)
			if len(open) == 3 || len(all) == kill {
				slices.Reverse(open)
				if err := r.Done(open...); err != nil {
					t.Fatal(err)
				}
				open = nil
			}
		}
		titles, _ := run(t, config(m), src)
		all = append(all, titles...)
		slices.Sort(all)
		if len(all) != 12 || len(slices.Compact(slices.Clone(all))) != 12 {
			t.Errorf("killed after %d: both runs gave %s", kill, strings.Join(all, ", "))
		}
	}
}

func zipped(s string) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write([]byte(s))
	z.Close()
	return b.Bytes()
}
