package dates

import (
	"fmt"
	"strconv"
	"time"

	"github.com/factwire/factwire"
)

// within reads the length of a limit: "within 90 days of 1 March", "90 days to file",
// "18 months from publication".
func (s *scan) within(i int) (found, bool) {
	n, j, ok := s.number(i)
	if !ok || n == 0 {
		return found{}, false
	}
	for s.f.counting[s.word(j)] {
		j++
	}
	letter := unitLetter(s.word(j))
	if letter == "" {
		return found{}, false
	}
	inside := s.word(i-1) == "within" || (s.word(i-1) == "next" || s.word(i-1) == "of") && s.word(i-3) == "within"
	d := found{last: j + 1, duration: length(n, letter)}
	k := j + 1
	if s.word(k) == "left" && s.word(k+1) == "to" { // "30 days left to appeal"
		k++
		d.last = k
	}
	switch s.word(k) {
	case "of", "from", "after":
		start, ok := s.pointAt(k + 1)
		if s.word(k+1) == "the" {
			start, ok = s.pointAt(k + 2)
		}
		if !ok {
			start, ok = s.toldBehind(k + 1)
			start.last = d.last // the date stands apart
		}
		if ok && start.value != "" {
			if first, last, ok := factDate(start.value).Bounds(); ok && first.Equal(last) {
				d.value, d.last = iso(add(first, n, letter)), start.last
				return d, true
			}
		}
	}
	switch {
	case inside:
		d.relation = factwire.By
	case s.word(k) == "to" && s.tag(k+1) != "DT" && s.word(i-1) != "for" && s.word(i-1) != "from", s.eventThenTask(k):
	default:
		return found{}, false
	}
	return d, true
}

// eventThenTask reports "(60 days) from the effective date to file": the first day is an event, and a task follows.
func (s *scan) eventThenTask(k int) bool {
	if w := s.word(k); w != "from" && w != "after" || s.tag(k+1) != "DT" {
		return false
	}
	for j := k + 2; j < min(s.end, k+7); j++ {
		switch tag := s.tag(j); {
		case s.word(j) == "to":
			return s.tag(j+1) == "VB" || s.tag(j+1) == "NN" // "to file", whose tag is unsure
		case tag == "NN" || tag == "JJ" || tag == "IN" || tag == "DT" || tag == "NNP" || tag == "POS":
		default:
			return false
		}
	}
	return false
}

// toldBehind reads the day of an event from the words behind its noun: "the ruling, which was handed down on
// 13 December", "the order issued on Tuesday". i is the token where the noun's phrase begins.
func (s *scan) toldBehind(i int) (found, bool) {
	if s.tag(i) == "DT" || s.tag(i) == "PRP$" {
		i++
	}
	if s.tag(i) != "NN" {
		return found{}, false
	}
	i++
	if s.word(i) == "of" {
		return s.pointAt(i + 1) // "the order of 3 March"
	}
	if s.word(i) == "," {
		i++
	}
	if w := s.word(i); w == "which" || w == "that" {
		if i++; s.word(i) != "was" && s.word(i) != "were" {
			return found{}, false
		}
		i++
	}
	if s.tag(i) == "VBN" || s.tag(i) == "VBD" {
		i++
		if s.tag(i) == "RP" || s.word(i) == "down" || s.word(i) == "out" {
			i++
		}
	}
	if s.word(i) != "on" {
		return found{}, false
	}
	return s.pointAt(i + 1)
}

// unitLetter is a unit's letter in ISO 8601's durations, or "".
func unitLetter(w string) string {
	switch w {
	case "hour", "hours":
		return "H"
	case "day", "days":
		return "D"
	case "week", "weeks":
		return "W"
	case "month", "months":
		return "M"
	case "year", "years":
		return "Y"
	}
	return ""
}

// length is ISO 8601's form of a duration.
func length(n int, letter string) string {
	if letter == "H" {
		return fmt.Sprintf("PT%dH", n)
	}
	return fmt.Sprintf("P%d%s", n, letter)
}

// add is n units of a duration from a day.
func add(t time.Time, n int, letter string) time.Time {
	switch letter {
	case "H":
		return t.Add(time.Duration(n) * time.Hour)
	case "D":
		return t.AddDate(0, 0, n)
	case "W":
		return t.AddDate(0, 0, 7*n)
	case "M":
		return t.AddDate(0, n, 0)
	}
	return t.AddDate(n, 0, 0)
}

// Add is the day n units ("day", "week", "month", "year", or their plurals) from a day; false if from is no day or the
// unit is none of these.
func Add(from factwire.Date, n int, unit string) (factwire.Date, bool) {
	first, last, ok := from.Bounds()
	letter := unitLetter(unit)
	if !ok || !first.Equal(last) || letter == "" || letter == "H" {
		return "", false
	}
	end := factDate(iso(add(first, n, letter)))
	return end, end != ""
}

// EndOf is the day on which a length of time ends that begins on a day: 2025-05-20 and "P30D" are 2025-06-19; false if from
// is no day, or the length is none in days, weeks, months or years.
func EndOf(from factwire.Date, length string) (factwire.Date, bool) {
	if len(length) < 3 || length[0] != 'P' {
		return "", false
	}
	n, err := strconv.Atoi(length[1 : len(length)-1])
	unit := map[byte]string{'D': "day", 'W': "week", 'M': "month", 'Y': "year"}[length[len(length)-1]]
	if err != nil || n <= 0 || unit == "" {
		return "", false
	}
	return Add(from, n, unit)
}
