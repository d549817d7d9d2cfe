package dates

import (
	"strings"
	"time"

	"github.com/factwire/factwire"
)

// bareOrdinal reads "by the 25th", "on the twenty-fifth": the day of the month that is told, else the nearest or, of a limit,
// the coming one.
func (s *scan) bareOrdinal(i int) (found, bool) {
	if !s.standsAlone(i) {
		return found{}, false
	}
	d, _ := s.day(i)
	if s.word(i+1) == "of" {
		return s.ofMonth(i, d)
	}
	if n := len(s.out); n > 0 && len(s.last) >= 7 && s.last[5] < 'A' && s.sentence-s.doc.SentenceOf(s.out[n-1].First) <= 1 && s.out[n-1].Date == s.last {
		if first, _, ok := s.last.Bounds(); ok {
			return s.dayIn(i+1, first.Year(), int(first.Month()), d)
		}
	}
	if !s.anchored {
		return found{last: i + 1}, true
	}
	_, r := s.lead(i, "")
	ahead := r == factwire.By || r == factwire.Until || r == factwire.Before || s.cue(i, 6) || s.limit(i)
	best, ok := time.Time{}, false
	for k := -1; k <= 2; k++ {
		t := time.Date(s.now.Year(), s.now.Month()+time.Month(k), d, 0, 0, 0, 0, time.UTC)
		if t.Day() != d || ahead && t.Before(s.now) {
			continue
		}
		if !ok || abs(t.Sub(s.now)) < abs(best.Sub(s.now)) {
			best, ok = t, true
		}
	}
	if !ok {
		return found{last: i + 1}, true
	}
	return found{last: i + 1, value: iso(best)}, true
}

// standsAlone tells whether an ordinal at token i is a day of a month that is not named: behind "by the" and its like, and with
// nothing behind it that it counts.
func (s *scan) standsAlone(i int) bool {
	w := s.word(i)
	if !s.ordinalDay(i) || s.word(i-1) != "the" {
		return false
	}
	switch s.word(i - 2) {
	case "by", "on", "until", "till", "before", "after", "from", "since", "than":
	default:
		return false
	}
	switch next := s.tag(i + 1); {
	case s.word(i+1) == "of":
		return true
	case strings.HasPrefix(next, "NN"), strings.HasPrefix(next, "JJ"), next == "CD", next == "VBG", s.word(i+1) == "-", s.word(i+1) == "%":
		return false // "on the 25th anniversary"
	}
	d, _ := s.day(i)
	return w[0] >= '0' && w[0] <= '9' || d > 12 // of twelve, other things are counted in words
}

// ofMonth reads "the 25th of next month".
func (s *scan) ofMonth(i, day int) (found, bool) {
	shift := 0
	switch s.word(i + 2) {
	case "this", "the":
	case "next":
		shift = 1
	case "last":
		shift = -1
	default:
		return found{}, false
	}
	if s.word(i+3) != "month" || !s.anchored {
		return found{}, false
	}
	if s.word(i+2) == "the" && day < s.now.Day() {
		if _, r := s.lead(i, ""); r == factwire.By || r == factwire.Until || r == factwire.Before {
			shift = 1 // a limit lies ahead
		}
	}
	return s.dayIn(i+4, s.now.Year(), int(s.now.Month())+shift, day)
}

// dayIn is a day of a month, which may lie outside the year, or no value where there is none.
func (s *scan) dayIn(last, y, m, d int) (found, bool) {
	first := time.Date(y, time.Month(m), 1, 0, 0, 0, 0, time.UTC)
	if f, ok := s.ymd(last, first.Year(), int(first.Month()), d); ok {
		return f, true
	}
	return found{last: last}, true
}

// dayOfMonth reads "last day of March", "last Friday of June", "first Monday in May", "third working day of next month".
func (s *scan) dayOfMonth(i int) (found, bool) {
	n := s.whichOf(i)
	if n == 0 || n > 5 {
		return found{}, false
	}
	j := i + 1
	wd, isWeekday := s.f.weekdays[s.word(j)]
	working := false
	switch w := s.word(j); {
	case isWeekday && s.capital(j):
	case w == "day":
	case w == "week" || w == "weekend":
		return s.weekOfMonth(i, j, n)
	case s.f.workdays[w] && s.word(j+1) == "day":
		working, j = true, j+1
	default:
		return found{}, false
	}
	if j++; s.word(j) != "of" && s.word(j) != "in" {
		return found{}, false
	}
	first, last, behind, ok := s.monthAt(i, j+1)
	if !ok {
		return found{}, false
	}
	if first.IsZero() {
		return found{last: behind}, true
	}
	fits := func(t time.Time) bool {
		if isWeekday {
			return int(t.Weekday()) == wd
		}
		return !working || t.Weekday() != time.Saturday && t.Weekday() != time.Sunday
	}
	d := found{last: behind}
	if t := nth(n, first, last, fits); !t.IsZero() {
		d.value = iso(t)
	}
	return d, true
}

// whichOf reads which one of several the word at token i tells: "third", "3rd", or -1 for the last; 0 where it tells none.
func (s *scan) whichOf(i int) int {
	w := s.word(i)
	if w == "last" || w == "final" {
		return -1
	}
	if n := s.f.ordinals[w]; n > 0 || len(w) != 3 {
		return n
	}
	return s.ordinal(w)
}

// nth returns the nth day that fits from first to last, or the last one where n is negative; the zero time where there is none.
func nth(n int, first, last time.Time, fits func(time.Time) bool) time.Time {
	t, step := first, 1
	if n < 0 {
		t, step, n = last, -1, 1
	}
	for ; !t.Before(first) && !t.After(last); t = t.AddDate(0, 0, step) {
		if !fits(t) {
			continue
		}
		if n--; n == 0 {
			return t
		}
	}
	return time.Time{}
}

// weekOfMonth reads "last week of June", "first weekend in May", whose unit is at token j: the month, for no day is told.
func (s *scan) weekOfMonth(i, j, n int) (found, bool) {
	if j++; s.word(j) != "of" && s.word(j) != "in" {
		return found{}, false
	}
	first, last, behind, ok := s.monthAt(i, j+1)
	d := found{last: behind}
	switch {
	case !ok:
		return found{}, false
	case first.IsZero():
		return d, true
	case first.Month() == last.Month():
		d.value = month(first)
	default:
		d.value = first.Format("2006")
	}
	switch n {
	case -1:
		d.mod = End
	case 1:
		d.mod = Start
	}
	return d, true
}

// monthAt reads the month or year at token j, of a phrase that starts at token i: its first and last day, which are zero
// where no publication date tells its year.
func (s *scan) monthAt(i, j int) (first, last time.Time, behind int, ok bool) {
	bounds := func(y, m, n int) (time.Time, time.Time) {
		t := time.Date(y, time.Month(m), 1, 0, 0, 0, 0, time.UTC)
		return t, t.AddDate(0, n, -1)
	}
	if m, isMonth := s.months(j); isMonth {
		if y, behind, ok := s.yearBehind(j + 1); ok {
			first, last = bounds(y, m, 1)
			return first, last, behind, true
		}
		head := s.head
		s.head = i
		d, _ := s.nearestMonth(j, j+1, m)
		s.head = head
		first, last, _ = factDate(d.value).Bounds()
		return first, last, j + 1, true
	}
	if y, isYear := s.fullYear(j); isYear {
		first, last = bounds(y, 1, 12)
		return first, last, j + 1, true
	}
	shift := 0
	switch s.word(j) {
	case "the", "this", "each":
	case "next":
		shift = 1
	case "last":
		shift = -1
	default:
		return s.monthsOfQuarter(j)
	}
	switch unit := s.word(j + 1); {
	case s.word(j) == "each" || unit != "month" && unit != "year" && unit != "quarter":
		return s.monthsOfQuarter(j + 1)
	case !s.anchored:
	case unit == "month":
		first, last = bounds(s.now.Year(), int(s.now.Month())+shift, 1)
	case unit == "quarter":
		first, last = bounds(s.now.Year(), 3*((int(s.now.Month())-1)/3+shift)+1, 3)
	default:
		first, last = bounds(s.now.Year()+shift, 1, 12)
	}
	return first, last, j + 2, true
}

// monthsOfQuarter is monthAt for a quarter or a half: "the second quarter", "Q2 2027".
func (s *scan) monthsOfQuarter(j int) (first, last time.Time, behind int, ok bool) {
	if _, _, _, named := s.quarterName(j); !named {
		return first, last, 0, false
	}
	d, ok := s.quarterOf(j)
	if ok {
		first, last, _ = factDate(d.value).Bounds()
	}
	return first, last, d.last, ok
}
