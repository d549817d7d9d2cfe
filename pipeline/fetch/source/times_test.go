package source_test

import (
	"testing"

	"github.com/factwire/factwire/pipeline/fetch/source"
)

func TestTimes(t *testing.T) {
	for in, want := range map[string]string{
		"2026-03-10":                        "2026-03-10 00:00 2026-03-11 00:00",
		"2026-03-01/2026-03-07":             "2026-03-01 00:00 2026-03-08 00:00",
		"2026-03-10T14":                     "2026-03-10 14:00 2026-03-10 15:00",
		"2026-03-10T14:00/2026-03-10T14:29": "2026-03-10 14:00 2026-03-10 14:30",
		"2026-03-07/2026-03-01":             "",
		"ferries":                           "",
		"2026-13-01":                        "",
	} {
		from, to, ok := source.Times(in)
		const layout = "2006-01-02 15:04"
		if got := from.Format(layout) + " " + to.Format(layout); ok != (want != "") || ok && got != want {
			t.Errorf("%s: %s, %v", in, got, ok)
		}
	}
}

// What is meant for a day and is none is a mistake of the configuration, and not searched for.
func TestDaysThatAreNone(t *testing.T) {
	for key, s := range map[string]source.Source{
		"ccnews": {Name: "a", CCNews: "2026-03-40"}, "gdelt": {Name: "a", GDELT: "2026-03-40"}, "mirror": {Name: "a", Feed: "https://news.example/feed", Mirror: "https://mirror.example"},
	} {
		if got, err := s.Check(); err == nil || got != key {
			t.Errorf("%+v: %s, %v", s, got, err)
		}
	}
	if _, err := (source.Source{Name: "a", GDELT: "export controls 2026"}).Check(); err != nil {
		t.Error(err)
	}
}
