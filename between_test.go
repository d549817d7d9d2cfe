package factwire_test

import (
	"testing"
	"time"

	"github.com/factwire/factwire"
)

func TestBetween(t *testing.T) {
	there := time.Date(2024, 3, 5, 22, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		a     factwire.Article
		there time.Time
		want  string
	}{
		{factwire.Article{Text: "Norway barred Acme in 2019, and Kenya did in 2017."}, there, "2019/2024-03-05"},
		{factwire.Article{Text: "Acme must leave by 2022. It came in 2015."}, there, "2015/2024-03-05"},
		{factwire.Article{Text: "In 2030 all will be well."}, there, "../2024-03-05"},
		{factwire.Article{Text: "In 2030 all will be well."}, time.Time{}, "2030/.."},
		{factwire.Article{Title: "Acme 2021", Text: "It left in 1999."}, there, "2021/2024-03-05"},
		{factwire.Article{URL: "https://fjord.example/2020/masts", Text: "It left."}, time.Time{}, "2020/.."},
		{factwire.Article{Text: "Room 20192 and 20 19."}, time.Time{}, ""},
		{factwire.Article{Text: "In 2019.", Published: "2020-01-01"}, there, ""},
	} {
		if got := factwire.Between(c.a, c.there); got != c.want {
			t.Errorf("%q: %q, want %q", c.a.Title+c.a.Text, got, c.want)
		}
	}
}

func TestNarrower(t *testing.T) {
	for _, c := range [][3]string{
		{"", "", ""}, {"2019/..", "", "2019/.."}, {"2019/..", "../2024-03-05", "2019/2024-03-05"}, {"../2024-03-05", "../2023-01-01", "../2023-01-01"},
		{"2019/2024-03-05", "2020/2025-01-01", "2020/2024-03-05"},
	} {
		if a, b := factwire.Narrower(c[0], c[1]), factwire.Narrower(c[1], c[0]); a != c[2] || b != c[2] {
			t.Errorf("%q and %q: %q, and %q, want %q", c[0], c[1], a, b, c[2])
		}
	}
}
