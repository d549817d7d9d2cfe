package factwire

import (
	"fmt"
	"strconv"
	"time"
)

// Date is an ISO 8601 date with the precision that a text supports: "2027",
// "2026-H1", "2026-Q3", "2020-10", "2026-W05" or "2020-10-27". The zero value
// means unknown.
type Date string

// ParseDate checks s and returns it as a Date. It accepts the forms that Date
// lists, for the years 1000 to 9999, and the empty string.
func ParseDate(s string) (Date, error) {
	if s == "" {
		return "", nil
	}
	if _, _, ok := bounds(s); !ok {
		return "", fmt.Errorf("date %q is not of the form 2027, 2026-H1, 2026-Q3, 2020-10, 2026-W05 or 2020-10-27", s)
	}
	return Date(s), nil
}

// Bounds returns the first and the last day that the date may mean, both at
// midnight UTC; ok is false for an unknown or malformed date.
func (d Date) Bounds() (first, last time.Time, ok bool) { return bounds(string(d)) }

// Agrees reports whether both dates may mean the same day: an unknown date
// agrees with every date, and "2020-10" with "2020-10-23".
func (d Date) Agrees(e Date) bool {
	a, b, ok := d.Bounds()
	c, f, ok2 := e.Bounds()
	if !ok || !ok2 {
		return true
	}
	return !b.Before(c) && !f.Before(a)
}

// Refines reports whether every day that d may mean is one that e may mean.
// Every known date refines the unknown one.
func (d Date) Refines(e Date) bool {
	a, b, ok := d.Bounds()
	c, f, ok2 := e.Bounds()
	if !ok2 {
		return true
	}
	return ok && !a.Before(c) && !b.After(f)
}

func bounds(s string) (first, last time.Time, ok bool) {
	day := func(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }
	if len(s) < 4 {
		return first, last, false
	}
	y, err := strconv.Atoi(s[:4])
	if err != nil || y < 1000 {
		return first, last, false
	}
	rest := s[4:]
	if rest == "" {
		return day(y, 1, 1), day(y, 12, 31), true
	}
	if rest[0] != '-' {
		return first, last, false
	}
	rest = rest[1:]
	number := func(t string, lo, hi int) (int, bool) {
		for i := range len(t) {
			if t[i] < '0' || t[i] > '9' {
				return 0, false
			}
		}
		n, err := strconv.Atoi(t)
		return n, err == nil && n >= lo && n <= hi
	}
	switch {
	case len(rest) == 2 && rest[0] == 'Q':
		q, ok := number(rest[1:], 1, 4)
		return day(y, 3*q-2, 1), day(y, 3*q+1, 0), ok
	case len(rest) == 2 && rest[0] == 'H':
		h, ok := number(rest[1:], 1, 2)
		return day(y, 6*h-5, 1), day(y, 6*h+1, 0), ok
	case len(rest) == 3 && rest[0] == 'W':
		w, ok := number(rest[1:], 1, 53)
		if !ok {
			return first, last, false
		}
		// ISO 8601: week 1 is the week that holds 4 January; weeks begin on Monday.
		jan4 := day(y, 1, 4)
		monday := jan4.AddDate(0, 0, -(int(jan4.Weekday())+6)%7+7*(w-1))
		if iy, iw := monday.ISOWeek(); iy != y || iw != w {
			return first, last, false
		}
		return monday, monday.AddDate(0, 0, 6), true
	case len(rest) == 2:
		m, ok := number(rest, 1, 12)
		return day(y, m, 1), day(y, m+1, 0), ok
	case len(rest) == 5 && rest[2] == '-':
		m, ok1 := number(rest[:2], 1, 12)
		d, ok2 := number(rest[3:], 1, 31)
		t := day(y, m, d)
		return t, t, ok1 && ok2 && t.Day() == d
	}
	return first, last, false
}
