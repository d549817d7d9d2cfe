package factwire

import (
	"strconv"
	"testing"
)

func TestDateBounds(t *testing.T) {
	for _, c := range []struct{ date, first, last string }{
		{"2027", "2027-01-01", "2027-12-31"},
		{"2026-H2", "2026-07-01", "2026-12-31"},
		{"2026-Q3", "2026-07-01", "2026-09-30"},
		{"2024-02", "2024-02-01", "2024-02-29"},
		{"2026-W01", "2025-12-29", "2026-01-04"},
		{"2020-W53", "2020-12-28", "2021-01-03"},
		{"2020-10-27", "2020-10-27", "2020-10-27"},
	} {
		first, last, ok := Date(c.date).Bounds()
		if !ok || first.Format("2006-01-02") != c.first || last.Format("2006-01-02") != c.last {
			t.Errorf("Bounds(%s) = %v, %v, %v; want %s to %s", c.date, first, last, ok, c.first, c.last)
		}
	}
	for _, bad := range []string{"27", "2021-W53", "2020-13", "2020-02-30", "2020-1-1", "2020-Q5", "2020-H0", "0999", "2020-10-27T00:00:00Z", "2020-+1"} {
		if _, err := ParseDate(bad); err == nil {
			t.Errorf("ParseDate(%q) gave no error", bad)
		}
	}
}

func TestDateAgreement(t *testing.T) {
	for _, c := range []struct {
		a, b             Date
		agrees, aRefines bool
	}{
		{"2020-10-23", "2020-10", true, true},
		{"2020-10", "2020-10-23", true, false},
		{"2020", "2021", false, false},
		{"", "2021", true, false},
		{"2021", "", true, true},
		{"2020-Q4", "2020-H2", true, true},
		{"2020-W53", "2021-01", true, false},
	} {
		if got := c.a.Agrees(c.b); got != c.agrees || c.b.Agrees(c.a) != got {
			t.Errorf("%q agrees with %q: %v", c.a, c.b, got)
		}
		if got := c.a.Refines(c.b); got != c.aRefines {
			t.Errorf("%q refines %q: %v", c.a, c.b, got)
		}
	}
}

func TestNumeric(t *testing.T) {
	for id, want := range map[string]bool{
		"6142350000000000": true, "12345678901234e5": true, "614235e000000000": true, "040057e474839330": true,
		"990293e594624462": true, "a": false, "614235e00000e000": false, "614235f000000000": false,
	} {
		if Numeric(id) != want {
			t.Errorf("Numeric(%s) is %v", id, !want)
		}
	}
	for i := range 20_000 {
		if id := ArticleID("", strconv.Itoa(i)); Numeric(id) || len(id) != 16 {
			t.Fatalf("article %d has the id %s", i, id)
		}
	}
}
