package gdelt_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/factwire/factwire/pipeline/fetch/internal/gdelt"
)

func TestParse(t *testing.T) {
	const lines = `{"date":"2026-03-10T14:00:00Z","url":"https://ostmark.example/a","domain":"ostmark.example","title":"Ferries","lang":"en"}
{"date":"2026-03-10T14:01:00Z","url":"https://skarn.example/b","title":"F\u00e4hren","lang":"de"}
{"url":"ftp://skarn.example/c"}
`
	const want = "[{https://ostmark.example/a Ferries 2026-03-10T14:00:00Z en} {https://skarn.example/b Fähren 2026-03-10T14:01:00Z de}]"
	var zipped bytes.Buffer
	z := gzip.NewWriter(&zipped)
	z.Write([]byte(lines))
	z.Close()
	for name, data := range map[string]string{
		"lines": lines, "gzip": zipped.String(), "broken off": lines + `{"url":"https://ostm`,
		"search": `{"articles": [ { "url": "https://ostmark.example/a", "title": "Ferries", "seendate": "2026-03-10T14:00:00Z", "language": "English" }, {"url":"https://skarn.example/b","title":"Fähren","seendate":"2026-03-10T14:01:00Z","language":"German"}]}`,
		"table":  "\ufeffURL,MobileURL,Date,Title,Language\nhttps://ostmark.example/a,,2026-03-10T14:00:00Z,Ferries,ENGLISH\n\"https://skarn.example/b\",,2026-03-10T14:01:00Z,Fähren,German\n",
	} {
		list, err := gdelt.Parse([]byte(data))
		if got := fmt.Sprint(list); err != nil || got != want {
			t.Errorf("%s: got %s, %v", name, got, err)
		}
	}
	if list, err := gdelt.Parse([]byte("{}")); err != nil || len(list) != 0 {
		t.Errorf("an empty answer: %v, %v", list, err)
	}
	for _, bad := range []string{"", "Your search contained a keyword that was too short.", "{broken", "\x1f\x8bno"} {
		if _, err := gdelt.Parse([]byte(bad)); !errors.Is(err, gdelt.ErrNone) {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func TestList(t *testing.T) {
	if got := gdelt.List(time.Date(2026, 3, 10, 14, 5, 0, 0, time.UTC)); got != "gdeltv3/gal/20260310140500.gal.json.gz" {
		t.Error(got)
	}
}
