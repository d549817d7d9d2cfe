package opml_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/factwire/factwire/pipeline/fetch/internal/opml"
)

func TestParse(t *testing.T) {
	const list = `<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><title>Mine</title></head><body>
<outline text="Harbours" title="Harbours"><outline type="rss" text="Ostmark &amp; Skarn" xmlUrl="https://ostmark.example/feed?a=1&amp;b=2" htmlUrl="https://ostmark.example/"/>
<outline text="Inner"><outline text="" xmlUrl="https://skarn.example/rss"/></outline></outline>
<outline title="Twice" XMLURL="https://skarn.example/rss"/><outline title="Valberg" xmlurl=" https://valberg.example/atom "></outline><outline text="no feed"/>
</body></opml>`
	feeds, err := opml.Parse([]byte(list))
	if err != nil {
		t.Fatal(err)
	}
	want := `[{Ostmark & Skarn Harbours https://ostmark.example/feed?a=1&b=2} { Harbours/Inner https://skarn.example/rss} {Valberg  https://valberg.example/atom}]`
	if got := fmt.Sprint(feeds); got != want {
		t.Errorf("got %s", got)
	}
	if feeds, err = opml.Parse([]byte(list[:strings.Index(list, "<outline title=\"Twice")])); err != nil || len(feeds) != 2 {
		t.Errorf("a list that breaks off: %v, %v", feeds, err)
	}
	for name, data := range map[string]string{
		"empty": "", "words": "feeds", "a feed": "<rss><channel></channel></rss>", "no feed": `<opml><body><outline text="a"/></body></opml>`,
		"deep": "<opml>" + strings.Repeat(`<outline text="a">`, 100_000),
	} {
		if _, err := opml.Parse([]byte(data)); !errors.Is(err, opml.ErrNone) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
