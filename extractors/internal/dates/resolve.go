package dates

import (
	"fmt"
	"time"

	"github.com/factwire/factwire"
)

func iso(t time.Time) string   { return t.Format("2006-01-02") }
func month(t time.Time) string { return t.Format("2006-01") }

// week is the ISO week that holds a day.
func week(t time.Time) string {
	y, w := t.ISOWeek()
	return fmt.Sprintf("%04d-W%02d", y, w)
}

// monthsOn is the month n months after that of t.
func monthsOn(t time.Time, n int) string {
	return month(time.Date(t.Year(), t.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC))
}

// nearestDay resolves a day without a year to the nearest one (94 % right on gold news,
// against 63 % for the past one); a strong future cue makes it the coming one.
func (s *scan) nearestDay(i, m, d int) (time.Time, bool) {
	best, ok := time.Time{}, false
	future := s.cue(i, 4) || s.limit(i) || s.extended(i) || s.falls(i)
	ordered := s.ordered(i)
	if _, missed := s.term(i); missed || future && s.tolled(i, m, d) {
		future, ordered = false, false
	}
	for y := s.now.Year() - 4; y <= s.now.Year()+4; y++ { // four years, for 29 February
		t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
		if t.Day() != d || future && t.Before(s.now) || !future && s.over(i, t, 100) {
			continue
		}
		if !ok || s.distance(t, ordered) < s.distance(best, ordered) {
			best, ok = t, true
		}
	}
	return best, ok
}

// distance is how far a day is from publication; a day behind it is further off by some months if it ends what was
// ordered, for an order that is news lies ahead.
func (s *scan) distance(t time.Time, ordered bool) time.Duration {
	d := abs(t.Sub(s.now))
	if ordered && t.Before(s.now) {
		d += 90 * 24 * time.Hour
	}
	return d
}

// ordered reports "ordered it to leave by 1 May", "told to stop before 1 May".
func (s *scan) ordered(i int) bool {
	switch _, r := s.lead(s.start(i), ""); r {
	case factwire.By, factwire.Before, factwire.Until:
	default:
		return false
	}
	for j := i - 1; j >= max(s.first, i-20); j-- {
		if s.f.orders[s.word(j)] {
			return true
		}
	}
	return false
}

// nearestMonth resolves a month without a year to the nearest one.
func (s *scan) nearestMonth(i, last, m int) (found, bool) {
	if w := s.word(i - 1); w == "last" || w == "next" || w == "this" {
		return found{last: last, value: s.shiftMonth(m, w)}, true
	}
	if !s.anchored {
		return found{last: last}, true
	}
	now := s.now.Year()*12 + int(s.now.Month()) - 1
	if n, ok := s.goesOn(i, m); ok && n <= now {
		return found{last: last, value: fmt.Sprintf("%04d-%02d", n/12, n%12+1)}, true
	}
	best := 0
	future := s.cue(i, 6) || s.limit(i)
	if _, missed := s.term(i); missed {
		future = false
	}
	for y := s.now.Year() - 1; y <= s.now.Year()+1; y++ {
		n := y*12 + m - 1
		if future && n < now || !future && s.over(i, time.Date(y, time.Month(m), 1, 0, 0, 0, 0, time.UTC), 0) {
			continue
		}
		if best == 0 || diff(n, now) < diff(best, now) || diff(n, now) == diff(best, now) && n < now {
			best = n
		}
	}
	return found{last: last, value: fmt.Sprintf("%04d-%02d", best/12, best%12+1)}, true
}

// goesOn returns the first month m behind a month with its year that stands before token i, with no finite verb between: "banned
// it in April 2023, only to lift the ban in May". Months are counted from year 0.
func (s *scan) goesOn(i, m int) (int, bool) {
	for j := i - 1; j >= max(s.first, i-12); j-- {
		switch s.tag(j) {
		case "VBD", "VBZ", "VBP", "MD":
			return 0, false
		}
		from, ok := s.months(j)
		if !ok {
			continue
		}
		y, _, ok := s.yearBehind(j + 1)
		n := y*12 + m - 1
		if m <= from {
			n += 12
		}
		return n, ok
	}
	return 0, false
}

// ended reports whether the words before token i put it into the past: "since March", "the year ended
// March 31", "began in June".
func (s *scan) ended(i int) bool {
	i = s.start(i)
	w := s.word(i - 1)
	return w == "since" || w == "ended"
}

// over reports whether the words around token i put it into the past and t, which lies ahead, is thus not meant.
// A past tense alone counts only against what lies more than some days ahead: "it declared a dividend payable
// Dec. 1" (on gold news, 100 days for a day of a month and none for a month are best).
func (s *scan) over(i int, t time.Time, days int) bool {
	if !t.After(s.now) {
		return false
	}
	if s.ended(i) {
		return true
	}
	switch _, r := s.lead(s.start(i), ""); r {
	case factwire.By, factwire.Until, factwire.Before:
		return false // "gave them until 15 October"
	}
	switch term, missed := s.term(i); {
	case missed:
		return true // "missed a deadline of 30 April"
	case term:
		return false // "set a June 30 deadline": it lies ahead, whatever the tense
	}
	return t.Sub(s.now) > time.Duration(days)*24*time.Hour && s.tense(i) < 0
}

// tense tells whether the verb that stands nearest before token i, or else behind it, is in the past tense (-1)
// or a present or a modal (1), and 0 where there is none close by.
func (s *scan) tense(i int) int {
	for j := i - 1; j >= max(s.first, i-12); j-- {
		switch s.tag(j) {
		case "VBD":
			return -1
		case "MD", "VBZ", "VBP":
			if w := s.word(j); (w == "has" || w == "have") && s.tag(j+1) == "VBN" {
				return 0
			}
			return 1
		case "TO", "VB":
			return 0
		}
	}
	for j := i + 1; j < min(s.end, i+8); j++ {
		switch s.tag(j) {
		case "VBD":
			return -1
		case "MD", "VBZ", "VBP":
			return 1
		}
	}
	return 0
}

// shiftMonth resolves "last March", "this March" and "next March".
func (s *scan) shiftMonth(m int, which string) string {
	if !s.anchored {
		return ""
	}
	y, cur := s.now.Year(), int(s.now.Month())
	switch {
	case which == "last" && m >= cur:
		y--
	case which == "next" && m <= cur:
		y++
	}
	return fmt.Sprintf("%04d-%02d", y, m)
}

func abs(d time.Duration) time.Duration {
	if d < 0 {
		return -d
	}
	return d
}

func diff(a, b int) int {
	if a > b {
		return a - b
	}
	return b - a
}

// weekday resolves a bare weekday to the most recent one on or before publication (91 % right
// on gold news), or to the coming one near a future cue.
func (s *scan) weekday(i, wd int) (found, bool) {
	d := found{last: i + 1}
	if !s.anchored {
		return d, true
	}
	j := i + 1
	if s.word(j) == "of" || s.word(j) == "," {
		j++
	}
	if s.word(j+1) == "week" { // "Tuesday of next week", "Monday last week"
		shift, ok := map[string]int{"last": -1, "this": 0, "next": 1}[s.word(j)]
		if ok && (s.word(j) != "this" || s.word(i+1) == "of") {
			monday := s.now.AddDate(0, 0, -(int(s.now.Weekday())+6)%7+7*shift)
			return found{last: j + 2, value: iso(monday.AddDate(0, 0, (wd+6)%7))}, true
		}
	}
	back := (int(s.now.Weekday()) - wd + 7) % 7
	if w := s.word(i + 1); w == "week" && !s.noun(i+2) && (s.word(i-1) == "on" || s.bounded(i)) { // "by Friday week": a week behind the coming one
		return found{last: i + 2, value: iso(s.now.AddDate(0, 0, 14-back))}, true
	}
	t := s.now.AddDate(0, 0, -back)
	switch w := s.word(i - 1); w {
	case "next", "coming":
		t = s.now.AddDate(0, 0, 7-back)
	case "last", "past":
		if back == 0 {
			t = s.now.AddDate(0, 0, -7)
		}
	case "previous", "following", "preceding":
		from, to, ok := s.last.Bounds()
		if !ok || !from.Equal(to) {
			return d, true
		}
		back = (int(from.Weekday()) - wd + 6) % 7 // days before the day before
		t = from.AddDate(0, 0, -1-back)
		if w == "following" {
			t = from.AddDate(0, 0, 1+(wd-int(from.Weekday())+6)%7)
		}
	default:
		future := s.cue(i, 4) || s.bounded(i)
		if term, missed := s.term(i); term { // "faces a Friday deadline", but "faced a deadline on Monday"
			future = !missed && (s.tense(i) >= 0 || s.setting(i))
		}
		if back != 0 && (w == "this" || future) {
			t = s.now.AddDate(0, 0, 7-back)
		}
	}
	d.value = iso(t)
	return d, true
}

// bounded reports "by Friday", "until midnight on Thursday", but not "had until Friday" and "had filed it by Friday".
func (s *scan) bounded(i int) bool {
	i = s.start(i)
	first, relation := s.lead(i, "")
	limits := s.f.weekdayFuture[s.word(first)] || relation == factwire.By || relation == factwire.Until
	if first == i || !limits || s.word(first) == "due" || s.word(first-1) == "had" {
		return false
	}
	for j := first - 1; j >= max(s.first, first-6); j-- {
		if s.word(j) == "had" && s.tag(j+1) == "VBN" {
			return false
		}
	}
	return true
}

// cue reports whether a strong future cue stands within n words before token i.
func (s *scan) cue(i, n int) bool {
	i = s.start(i)
	for j := i - 1; j >= s.first && j >= i-n; j-- {
		w := s.word(j)
		switch {
		case w == ";" || w == "said" || w == "says":
			return false
		case s.f.future[w],
			w == "to" && (s.f.future[s.word(j-1)+" to"] || s.f.future["to "+s.word(j+1)]),
			w == "as" && s.f.future["as "+s.word(j+1)+" as"]:
			return true
		}
	}
	return false
}

// limit reports whether the date at token i ends or begins a duty that is still open: "by", "until" or "from" before
// it, and "must", "ordered", "has to" and their like before or close behind it in its sentence.
func (s *scan) limit(i int) bool {
	_, relation := s.lead(s.start(i), "")
	switch relation {
	case factwire.By, factwire.Until, factwire.Before, factwire.From:
	default:
		return false
	}
	for j := s.first; j < min(s.end, i+12); j++ {
		switch w := s.word(j); {
		case w == "had" || w == "missed" || w == "failed":
			return false
		case relation == factwire.From && j < i:
			continue // "ordered it from May to pay": the order's own time
		case s.f.open[w] && (relation != factwire.From || s.tag(j) == "MD" || s.tag(j) == "VBN"):
			return true
		case w == "has" || w == "have": // "has until", but not "has missed"
			if s.tag(j+1) != "VBN" && s.tag(j+1) != "RB" && (relation != factwire.From || s.word(j+1) == "to") {
				return true
			}
		}
	}
	return relation != factwire.From && s.tense(i) > 0
}

// start is the token at which the phrase around token i starts: that of "end" in "the end of March", so that the
// words before the whole phrase are looked at.
func (s *scan) start(i int) int {
	if s.head > s.first && s.head < i {
		return s.head
	}
	return i
}
