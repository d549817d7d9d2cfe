package tabular

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store/merge"
	"github.com/factwire/factwire/store/query"
)

// Due words how far off a deadline is: "in 38 days", "today", "12 days over". A date that is no exact day gets no false days:
// "by end of 2027" before the year begins, "this year" within it; days over count from its last day. A duty that starts on a date
// "starts in 38 days" or "began". It is empty for a fact that is no deadline in force, or whose date is not known.
// Of today only the date counts, in its own zone.
func Due(f factwire.Fact, today time.Time) string {
	first, last, ok := query.DueDays(f)
	if !ok {
		return ""
	}
	days := func(t time.Time) int { return daysTo(t, today) }
	switch f.When.Relation {
	case factwire.From, factwire.After:
		switch {
		case days(last) < 0:
			return "began"
		case !first.Equal(last) && days(first) <= 0:
			return "starts " + within(f.When.Date)
		case !first.Equal(last):
			return "starts in " + named(f.When.Date)
		case days(first) == 0:
			return "starts today"
		}
		return "starts in " + plural(days(first))
	}
	switch n := days(last); {
	case n < 0:
		return plural(-n) + " over"
	case !first.Equal(last) && days(first) <= 0:
		return within(f.When.Date)
	case !first.Equal(last):
		return "by end of " + named(f.When.Date)
	case n == 0:
		return "today"
	default:
		return "in " + plural(n)
	}
}

// daysTo counts from today's date in its own zone. It does without a Duration, which ends after 292 years.
func daysTo(t, today time.Time) int {
	now := time.Date(today.Year(), today.Month(), today.Day(), 0, 0, 0, 0, time.UTC)
	return int((t.Unix() - now.Unix()) / 86400)
}

// Upcoming leaves of the facts the deadlines in force whose last day has not gone by, the next one first; of a duty that starts, the day
// that it starts on counts. Those of one day are in the order of their ids.
func Upcoming(facts []merge.Fact, today time.Time) []merge.Fact {
	var out []merge.Fact
	for _, f := range facts {
		if _, last, ok := query.DueDays(f.Fact); ok && f.SupersededBy == "" && daysTo(last, today) >= 0 {
			out = append(out, f)
		}
	}
	slices.SortStableFunc(out, func(a, b merge.Fact) int {
		_, x, _ := query.DueDays(a.Fact)
		_, y, _ := query.DueDays(b.Fact)
		return cmp.Or(x.Compare(y), strings.Compare(a.ID, b.ID))
	})
	return out
}

// Due is how far off a deadline is in the view, if the view tells it: one that another replaced is due no more.
func (v View) Due(f merge.Fact) string {
	if v.Today.IsZero() || f.SupersededBy != "" {
		return ""
	}
	return Due(f.Fact, v.Today)
}

func plural(days int) string {
	if days == 1 {
		return "1 day"
	}
	return fmt.Sprintf("%d days", days)
}

// within names the stretch of time that a vague date is, from inside it.
func within(d factwire.Date) string {
	_, rest, _ := strings.Cut(string(d), "-")
	switch {
	case rest == "":
		return "this year"
	case rest[0] == 'H':
		return "this half-year"
	case rest[0] == 'Q':
		return "this quarter"
	case rest[0] == 'W':
		return "this week"
	}
	return "this month"
}

// named words a vague date: 2027, H1 2026, Q3 2026, week 5 of 2026, June 2026.
func named(d factwire.Date) string {
	year, rest, _ := strings.Cut(string(d), "-")
	switch {
	case rest == "":
		return year
	case rest[0] == 'H', rest[0] == 'Q':
		return rest + " " + year
	case rest[0] == 'W':
		return "week " + strings.TrimLeft(rest[1:], "0") + " of " + year
	}
	first, _, _ := d.Bounds()
	return first.Month().String() + " " + year
}
