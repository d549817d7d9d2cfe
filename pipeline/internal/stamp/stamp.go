// Package stamp reads publication dates as front matter, feeds, archives and
// pages write them. It knows whole time stamps only; dates in running text are
// another package's job.
package stamp

import (
	"strings"
	"time"
)

// A form is a layout of package time, and what it says.
type form struct {
	layout string
	clock  bool // has a time of day
	zone   bool // has a zone
}

// forms are tried in order. ISO 8601 and RFC 3339 come first, then what feeds
// write (RFC 1123, RFC 822, RFC 850, asctime), then English dates in bylines.
// Forms that read day and month in either order, such as 03/04/2020, are not
// there: a wrong date would be worse than none. What none of them fits is read word by
// word.
var forms = []form{
	{"2006-01-02", false, false},
	{"2006-01-02T15:04:05Z07:00", true, true},
	{"2006-01-02T15:04:05Z0700", true, true},
	{"2006-01-02T15:04:05Z07", true, true},
	{"2006-01-02T15:04Z07:00", true, true},
	{"2006-01-02T15:04Z0700", true, true},
	{"2006-01-02T15:04Z07", true, true},
	{"2006-01-02T15:04:05 -0700", true, true},
	{"2006-01-02T15:04:05 Z07:00", true, true},
	{"2006-01-02_15-04-05", true, false},
	{"02/Jan/2006:15:04:05 -0700", true, true},
	{"2006-01-02 15:04:05Z07:00", true, true},
	{"2006-01-02 15:04:05 Z07:00", true, true},
	{"2006-01-02 15:04:05 Z0700", true, true},
	{"2006-01-02 15:04:05Z0700", true, true},
	{"2006-01-02 15:04:05Z07", true, true},
	{"2006-01-02 15:04Z07:00", true, true},
	{"2006-01-02 15:04:05 -0700 MST", true, true},
	{"2006-01-02T15:04:05", true, false},
	{"2006-01-02T15:04", true, false},
	{"2006-01-02 15:04:05", true, false},
	{"2006-01-02 15:04", true, false},
	{"20060102T150405Z07:00", true, true},
	{"20060102T150405Z0700", true, true},
	{"20060102T150405", true, false},
	{"20060102150405", true, false},
	{"20060102", false, false},
	{"2006/01/02 15:04:05", true, false},
	{"2006/01/02", false, false},
	{"2006.01.02", false, false},
	{"Mon, 2 Jan 2006 15:04:05 -0700", true, true},
	{"Mon, 2 Jan 2006 15:04 -0700", true, true},
	{"Mon, 2 Jan 2006 15:04:05", true, false},
	{"Mon, 2 Jan 2006", false, false},
	{"Mon, 2 Jan 06 15:04:05 -0700", true, true},
	{"2 Jan 2006 15:04:05 -0700", true, true},
	{"2 Jan 2006 15:04 -0700", true, true},
	{"2 Jan 2006 15:04:05", true, false},
	{"Monday, 02-Jan-06 15:04:05 -0700", true, true},
	{"Mon Jan 2 15:04:05 2006", true, false},
	{"Mon Jan 2 15:04:05 -0700 2006", true, true},
	{"Mon Jan 2 2006", false, false},
	{"Jan 2, 2006", false, false},
	{"January 2, 2006", false, false},
	{"Monday, January 2, 2006", false, false},
	{"2 January 2006", false, false},
	{"2 Jan 2006", false, false},
	{"Monday, 2 January 2006", false, false},
	{"January 2, 2006 15:04", true, false},
	{"January 2, 2006 3:04 PM", true, false},
	{"January 2, 2006, 3:04 PM", true, false},
	{"2 January 2006 15:04", true, false},
}

// zones are the abbreviations that feeds and bylines use, and their offsets. Go
// gives an unknown abbreviation the offset zero, which would be a wrong time.
// Where one stands for several zones, it is the one of English-language news.
var zones = []struct{ name, offset string }{
	{"GMT", "+0000"}, {"UTC", "+0000"}, {"UT", "+0000"}, {"Z", "+0000"},
	{"EST", "-0500"}, {"EDT", "-0400"}, {"CST", "-0600"}, {"CDT", "-0500"},
	{"MST", "-0700"}, {"MDT", "-0600"}, {"PST", "-0800"}, {"PDT", "-0700"},
	{"AKST", "-0900"}, {"AKDT", "-0800"}, {"HST", "-1000"},
	{"BST", "+0100"}, {"WET", "+0000"}, {"WEST", "+0100"}, {"CET", "+0100"},
	{"CEST", "+0200"}, {"EET", "+0200"}, {"EEST", "+0300"}, {"MSK", "+0300"},
	{"SGT", "+0800"}, {"HKT", "+0800"}, {"JST", "+0900"}, {"KST", "+0900"},
	{"AEST", "+1000"}, {"AEDT", "+1100"}, {"NZST", "+1200"}, {"NZDT", "+1300"},
}

// maxLen is the length of the longest stamp worth reading.
const maxLen = 100

// Time is a point in time with the precision that its source supports.
type Time struct {
	time.Time
	// Precise tells whether the source names a time of day and its zone. If
	// not, only the day of Time counts.
	Precise bool
}

// String returns ISO 8601: a time with its zone where t is precise, else a day.
func (t Time) String() string {
	if t.Precise {
		return t.Format(time.RFC3339)
	}
	return t.Format(time.DateOnly)
}

// Parse reads a whole time stamp; ok is false if raw is none, or if its year is
// before 1800 or after 2200. A time of day without a zone is read as its day.
func Parse(raw string) (t Time, ok bool) {
	s := strings.TrimSpace(raw)
	if s == "" || len(s) > maxLen || !strings.ContainsAny(s, "0123456789") {
		return Time{}, false
	}
	if inner, ok := strings.CutPrefix(s, "/Date("); ok { // as an old serializer of JSON writes milliseconds
		inner, _, _ = strings.Cut(strings.TrimSuffix(inner, ")/"), "+")
		return epoch(inner)
	}
	s = tidy(s)
	for _, f := range forms {
		at, err := time.Parse(f.layout, s)
		if err != nil {
			continue
		}
		if y := at.Year(); y < 1800 || y > 2200 {
			return Time{}, false
		}
		return Time{Time: at, Precise: f.clock && f.zone}, true
	}
	if t, ok := epoch(s); ok {
		return t, true
	}
	if t, ok := counted(s); ok {
		return t, true
	}
	if t, ok := byWords(s); ok {
		return t, true
	}
	// Of a stamp whose clock no day has, the day still counts.
	if day, clock, ok := strings.Cut(s, "T"); ok && len(day) == len(time.DateOnly) && len(clock) > 1 && strings.Trim(clock, "0123456789:.+-Z") == "" {
		return Parse(day)
	}
	return Time{}, false
}

// After tells whether t lies more than a day after now: a day's grace covers
// stamps without a zone and clocks that are wrong.
func (t Time) After(now time.Time) bool { return t.Time.After(now.Add(24 * time.Hour)) }

// tidy folds spaces, full month names with full stops, and abbreviated zones
// into the spelling that the forms have.
func tidy(s string) string {
	if i := strings.IndexByte(s, '['); i > 0 && strings.HasSuffix(s, "]") { // "[Europe/Oslo]"
		s = s[:i]
	}
	fields := strings.Fields(s)
	for i, f := range fields {
		fields[i] = strings.TrimSuffix(f, ".")
	}
	if fields[len(fields)-1] == "(UTC)" || fields[len(fields)-1] == "(GMT)" {
		fields = fields[:max(1, len(fields)-1)]
	}
	if n := len(fields); n > 1 {
		last := strings.ToUpper(strings.Trim(fields[n-1], "()"))
		for _, z := range zones {
			if last == z.name {
				fields[n-1] = z.offset
			}
		}
		if last == "AM" || last == "PM" {
			fields[n-1] = last
		}
	}
	for i, f := range fields {
		switch f {
		case "Sept", "Sept,":
			fields[i] = strings.Replace(f, "Sept", "Sep", 1)
		}
	}
	return strings.Join(fields, " ")
}
