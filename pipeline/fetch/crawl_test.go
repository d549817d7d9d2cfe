package fetch_test

import (
	"bytes"
	"fmt"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/factwire/factwire/pipeline/fetch"
)

// crawlSite serves a month of the news crawl as Common Crawl does: a list of archives, and archives that can be read from any byte on. The
// connection breaks after so many bytes of each answer, if breaks is not 0.
func crawlSite(t *testing.T, breaks int) *site {
	t.Helper()
	s := newSite(t)
	list := "crawl-data/CC-NEWS/2026/03/CC-NEWS-20260309235959-00001.warc.gz\ncrawl-data/CC-NEWS/2026/03/CC-NEWS-20260310001500-00002.warc.gz\ncrawl-data/CC-NEWS/2026/03/CC-NEWS-20260310120000-00003.warc.gz\ncrawl-data/CC-NEWS/2026/03/CC-NEWS-20260311000000-00004.warc.gz\n../../etc/passwd\n"
	s.mux.HandleFunc("/crawl-data/CC-NEWS/2026/03/warc.paths.gz", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(zipped(list)) })
	for i, n := range []int{1, 2, 12, 3} {
		path := strings.Fields(list)[i]
		data, err := os.ReadFile(archive(t, n))
		if err != nil {
			t.Fatal(err)
		}
		if i == 2 { // pages of its own
			data = nil
			for k := range n {
				data = append(data, zipped(warcPage(fmt.Sprintf("https://ostmark.example/%d", k), fmt.Sprintf("Ferry %02d", k)))...)
			}
		}
		s.mux.HandleFunc("/"+path, func(w http.ResponseWriter, r *http.Request) {
			if breaks > 0 {
				w = &breaking{w, breaks}
			}
			http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data))
		})
	}
	return s
}

// breaking is an answer that breaks off.
type breaking struct {
	http.ResponseWriter
	left int
}

func (b *breaking) Write(p []byte) (int, error) {
	if b.left -= len(p); b.left < 0 {
		_, _ = b.ResponseWriter.Write(p[:max(0, len(p)+b.left)])
		panic(http.ErrAbortHandler)
	}
	return b.ResponseWriter.Write(p)
}

func warcPage(url, title string) string {
	block := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page(title, "The ferry of "+url+" sails again in the spring, in its own words and on its own date.")
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: %s\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", url, len(block), block)
}

// The archives of a day are those that began on it; they are read as they come, go on where an answer breaks off, and where a run was killed.
func TestNewsCrawl(t *testing.T) {
	for _, breaks := range []int{0, 3000} {
		s := crawlSite(t, breaks)
		src := fetch.Source{Name: "crawl", CCNews: "2026-03-10", Mirror: s.URL, Allow: loopback}
		m := newMemory()
		titles, reasons := run(t, config(m), src)
		if len(titles) != 14 || len(reasons) > 0 || titles[0] != "Ferry 00" {
			t.Errorf("breaks %d: got %q, %q", breaks, titles, reasons)
		}
		if titles, reasons = run(t, config(m), src); len(titles)+len(reasons) > 0 {
			t.Errorf("breaks %d: the second run gives %q, %q", breaks, titles, reasons)
		}
		m = newMemory()
		src.Limit = 5
		var all []string
		for range 3 {
			titles, _ := run(t, config(m), src)
			all = append(all, titles...)
		}
		if len(all) != 14 {
			t.Errorf("breaks %d: three runs of five pages give %d", breaks, len(all))
		}
	}
	s := crawlSite(t, 0)
	for days, reason := range map[string]string{"2026-03-20": "source: missing", "2026-04-01": "source: gone"} {
		if _, reasons := run(t, config(newMemory()), fetch.Source{Name: "crawl", CCNews: days, Mirror: s.URL, Allow: loopback}); len(reasons) != 1 || reasons[0] != reason {
			t.Errorf("%s: %q", days, reasons)
		}
	}
	var planned []string
	f := fetch.New(config(newMemory()))
	defer f.Close()
	errs := f.Plan(t.Context(), []fetch.Source{{Name: "crawl", CCNews: "2026-03-09/2026-03-10", Mirror: s.URL, Allow: loopback}}, func(p fetch.Planned) { planned = append(planned, p.URL) })
	if len(errs) > 0 || len(planned) != 3 {
		t.Errorf("planned %q, %v", planned, errs)
	}
}

// GDELT's lists name pages of outlets: by the minute, by a search, at an address.
func TestGDELT(t *testing.T) {
	outlet, lists := newSite(t), newSite(t)
	for _, n := range []string{"a", "b", "c"} {
		outlet.page("/"+n, "Story "+n)
	}
	outlet.text("/robots.txt", "text/plain", "User-agent: *\nDisallow: /c\n")
	lists.text("/robots.txt", "text/plain", "User-agent: *\nDisallow: /\n")
	line := func(n, language string) string {
		return fmt.Sprintf("{\"date\":\"2026-03-09T08:00:00Z\",\"url\":%q,\"title\":\"Story %s\",\"lang\":%q}\n", outlet.URL+"/"+n, n, language)
	}
	lists.mux.HandleFunc("/gdeltv3/gal/20260309080100.gal.json.gz", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write(zipped(line("a", "en") + line("x", "de")))
	})
	lists.mux.HandleFunc("/gdeltv3/gal/20260309081600.gal.json.gz", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write(zipped(line("b", "en") + line("c", "en")))
	})
	var asked string
	lists.mux.HandleFunc("/api/v2/doc/doc", func(w http.ResponseWriter, r *http.Request) {
		asked = r.URL.Query().Get("query") + " " + r.URL.Query().Get("timespan")
		if strings.HasPrefix(asked, "no") {
			fmt.Fprint(w, "Your search was too short.")
			return
		}
		fmt.Fprintf(w, `{"articles":[{"url":%q,"title":"Story a","seendate":"20260309T080000Z","language":"English"}]}`, outlet.URL+"/a")
	})
	for what, want := range map[string]string{
		"2026-03-09T08":          "Story a Story b|robots",
		"ferries of Ostmark":     "Story a|",
		"no":                     "|source: format",
		"2026-03-08T10":          "|source: missing",
		lists.URL + "/list.json": "|source: gone",
	} {
		src := fetch.Source{Name: "gdelt", GDELT: what, Mirror: lists.URL, Language: "en", MaxAge: 48 * time.Hour, Allow: loopback}
		titles, reasons := run(t, config(newMemory()), src)
		if got := strings.Join(titles, " ") + "|" + strings.Join(reasons, " "); got != want {
			t.Errorf("%s: got %s, want %s", what, got, want)
		}
	}
	if outlet.count("/x") > 0 || outlet.count("/c") > 0 {
		t.Error("an article of another language, or one that robots.txt forbids, was fetched")
	}
	if !strings.HasSuffix(asked, "48h") {
		t.Errorf("the search was asked for %q", asked)
	}
}
