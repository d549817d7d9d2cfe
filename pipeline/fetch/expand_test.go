package fetch_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/factwire/factwire/pipeline/fetch"
)

// A list of subscriptions stands for its feeds, which are read as sources of their own.
func TestExpand(t *testing.T) {
	s := newSite(t)
	s.page("/a", "Alpha")
	s.page("/b", "Beta")
	s.text("/one", "application/rss+xml", feedOf(s.URL+"/a"))
	s.text("/two", "application/rss+xml", feedOf(s.URL+"/b"))
	path := filepath.Join(t.TempDir(), "feeds.opml")
	list := `<opml><body><outline text="Ports"><outline text="Same" xmlUrl="` + s.URL + `/one"/><outline text="Same" xmlUrl="` + s.URL + `/two"/></outline></body></opml>`
	if err := os.WriteFile(path, []byte(list), 0o644); err != nil {
		t.Fatal(err)
	}
	sources, err := fetch.Expand([]fetch.Source{{Name: "mine", OPML: path, Allow: loopback, IgnoreRobots: true}, {Name: "other", Feed: "https://news.example/feed"}})
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, x := range sources {
		names = append(names, x.Name)
	}
	equal(t, "names", names, []string{"mine: Ports/Same", "mine: Ports/Same 2", "other"})
	titles, reasons := run(t, config(newMemory()), sources[:2]...)
	equal(t, "titles", titles, []string{"Alpha", "Beta"})
	equal(t, "reasons", reasons, nil)
	for _, bad := range []string{filepath.Join(t.TempDir(), "none.opml"), t.TempDir()} {
		list, err := fetch.Expand([]fetch.Source{{Name: "mine", OPML: bad}, {Name: "other", Feed: "https://news.example/feed"}})
		if err == nil || !strings.Contains(err.Error(), "source mine") || len(list) != 2 {
			t.Errorf("%s: %v, %v", bad, list, err)
		}
		if _, reasons := run(t, config(newMemory()), list[0]); len(reasons) != 1 {
			t.Errorf("%s: a list that cannot be read gives %q", bad, reasons)
		}
	}
}
