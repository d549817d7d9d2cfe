package dates

import (
	"fmt"
	"strings"
)

// quarterOf reads "the third quarter of 2026", "Q3 2026", "2026 Q3", "the first half of 2021", "the 1988 third quarter",
// "the year-ago quarter", "the latest quarter".
func (s *scan) quarterOf(i int) (found, bool) {
	w := s.word(i)
	if value := s.oneWordQuarter(w); value != "" {
		return found{last: i + 1, value: value}, true
	}
	if y, ok := s.fullYear(i); ok { // "the 1988 third quarter", "2026 Q3"
		return s.quarterOfYear(i, y)
	}
	if w == "year-ago" || w == "year-earlier" {
		return s.yearAgo(i)
	}
	if w == "quarter" || w == "period" {
		return s.thatQuarter(i)
	}
	n, unit, j, ok := s.quarterName(i)
	if !ok {
		return found{}, false
	}
	if n == 0 { // "the latest quarter"
		return found{last: j, value: s.latestQuarter()}, w == "latest" && unit == "Q"
	}
	if y, last, ok := s.fiscalBehind(j); ok { // whose fiscal year it is is not said, so which quarter of the calendar neither
		return found{last: last, value: y}, true
	}
	if y, last, ok := s.yearBehind(j); ok {
		return found{last: last, value: fmt.Sprintf("%04d-%s%d", y, unit, n)}, true
	}
	if s.ofMatch(i, j, unit) {
		return found{}, false
	}
	if !s.anchored {
		return found{last: j}, true
	}
	y := s.now.Year()
	if unit == "Q" && 3*(n-1) >= int(s.now.Month()) && !s.cue(i, 6) && !s.limit(i) {
		y--
	}
	return found{last: j, value: fmt.Sprintf("%04d-%s%d", y, unit, n)}, true
}

// oneWordQuarter reads "3Q26" and "2026-Q3", a half likewise; empty where the word is neither.
func (s *scan) oneWordQuarter(w string) string {
	switch {
	case len(w) == 4 && isPartOfYear(w[1], w[0]) && digits(w[2:]):
		if y, ok := s.yearOf(w[2:]); ok {
			return fmt.Sprintf("%04d-%s", y, strings.ToUpper(w[1:2])+w[:1])
		}
	case len(w) == 7 && w[4] == '-' && digits(w[:4]) && isPartOfYear(w[5], w[6]):
		return strings.ToUpper(w)
	}
	return ""
}

// isPartOfYear tells whether a letter and a digit are those of a quarter or a half.
func isPartOfYear(unit, n byte) bool {
	return n >= '1' && (unit == 'q' && n <= '4' || unit == 'h' && n <= '2')
}

// quarterOfYear reads the quarter behind the year y at token i: "the 1988 third quarter", "the 1988 period".
func (s *scan) quarterOfYear(i, y int) (found, bool) {
	if n, unit, j, ok := s.quarterName(i + 1); ok && n != 0 {
		return found{last: j, value: fmt.Sprintf("%04d-%s%d", y, unit, n)}, true
	}
	if (s.word(i+1) == "quarter" || s.word(i+1) == "period") && len(s.quarter) == 7 {
		return found{last: i + 2, value: fmt.Sprintf("%04d%s", y, s.quarter[4:])}, true
	}
	return found{}, false
}

// latestQuarter is the quarter told last, else the one before publication; empty where neither is known.
func (s *scan) latestQuarter() string {
	if s.quarter != "" || !s.anchored {
		return s.quarter
	}
	v, _ := s.f.unitOf("quarter", -1, s.now)
	return v
}

// ofMatch tells whether the quarter or half at token i, behind which token j stands, is one of a match: "the first half of the match".
func (s *scan) ofMatch(i, j int, unit string) bool {
	if w := s.word(j); w == "of" && s.word(j+1) != "$" && s.tag(j+1) != "CD" || w == "final" || w == "finals" || unit == "H" && s.tag(j) == "IN" {
		return true
	}
	return unit == "H" && !s.joined(i) && s.tag(j) != "NN" && s.tag(j) != "NNS" && s.tag(j) != "JJ" && s.quarter == ""
}

// fiscalBehind reads "of fiscal 2027", "FY27" behind a quarter.
func (s *scan) fiscalBehind(j int) (value string, last int, ok bool) {
	if w := s.word(j); w == "of" || w == "in" || w == "," {
		j++
	}
	if s.word(j) == "the" {
		j++
	}
	w := s.word(j)
	if w != "fiscal" && w != "financial" && !strings.HasPrefix(w, "fy") {
		return "", 0, false
	}
	d, ok := s.year(j)
	return d.value, d.last, ok
}

// quarterName reads "third quarter", "third-quarter", "Q3", "3Q", "second half", "first two quarters", and with
// number 0 "latest quarter".
func (s *scan) quarterName(i int) (n int, unit string, last int, ok bool) {
	w := s.word(i)
	if len(w) == 2 {
		a, b := w[0], w[1]
		if b == 'q' || b == 'h' {
			a, b = b, a
		}
		if isPartOfYear(a, b) && s.capital(i) != (w[0] <= '9') {
			return int(b - '0'), strings.ToUpper(string(a)), i + 1, true
		}
	}
	j := i + 1
	if w == "fiscal" {
		w = s.word(j)
		j++
	}
	w = strings.TrimPrefix(w, "fiscal-")
	if head, isQuarter := strings.CutSuffix(w, "-quarter"); isQuarter {
		n = s.ordinal(head)
		return n, "Q", j, n > 0 && n <= 4
	}
	n = s.ordinal(w)
	switch {
	case n > 0 && n <= 4:
	case w == "last" || w == "final":
		n = -1
	case w == "latter":
		n = 2
	case w == "latest":
	default:
		return 0, "", 0, false
	}
	if s.word(j) == "fiscal" {
		j++
	}
	return s.periodAt(j, n)
}

// periodAt reads the period at token j of which a word before it tells the number: of its year, 0 the latest, negative the last.
func (s *scan) periodAt(j, n int) (number int, unit string, last int, ok bool) {
	switch u := s.word(j); {
	case u == "quarter" && n >= 0:
		return n, "Q", j + 1, true
	case u == "quarter" && s.word(j+1) == "of":
		return 4, "Q", j + 1, true
	case u == "period" && n == 0:
		return 0, "Q", j + 1, s.quarter != ""
	case u == "half" && n != 0:
		if n < 0 {
			n = 2
		}
		return n, "H", j + 1, n <= 2
	case u == "two" && s.word(j+1) == "quarters" && s.word(j+2) == "of" && (n == 1 || n < 0):
		if n < 0 {
			n = 2
		}
		return n, "H", j + 2, true
	}
	return 0, "", 0, false
}

// joined reports a form that only periods of a year have: "H2".
func (s *scan) joined(i int) bool { return len(s.word(i)) == 2 }

// ordinal reads "third" and "3rd".
func (s *scan) ordinal(w string) int {
	if n := s.f.ordinals[w]; n > 0 {
		return n
	}
	switch w {
	case "1st":
		return 1
	case "2nd":
		return 2
	case "3rd":
		return 3
	case "4th":
		return 4
	}
	return 0
}

// yearAgo reads "the year-ago quarter", "year-earlier results": the quarter or half told last, a year before.
func (s *scan) yearAgo(i int) (found, bool) {
	if n, unit, j, ok := s.quarterName(i + 1); ok && n > 0 && s.anchored {
		return found{last: j, value: fmt.Sprintf("%04d-%s%d", s.now.Year()-1, unit, n), compared: true}, true
	}
	d := found{last: i + 1, compared: true}
	isQuarter := s.word(i+1) == "quarter"
	if isQuarter || s.word(i+1) == "period" {
		d.last++
	}
	switch {
	case s.quarter != "":
		d.value = yearsOn(s.quarter, -1)
	case s.anchored && !isQuarter:
		d.value = fmt.Sprintf("%04d", s.now.Year()-1)
	}
	return d, d.value != ""
}

// thatQuarter reads "the quarter" and "the period", which are the one told last.
func (s *scan) thatQuarter(i int) (found, bool) {
	if s.quarter == "" || s.word(i-1) != "the" || s.noun(i+1) || s.word(i+1) == "of" || s.word(i+1) == "century" {
		return found{}, false
	}
	switch s.word(i - 2) {
	case "in", "for", "during", "of", "throughout":
		return found{last: i + 1, value: s.quarter}, true
	}
	return found{}, false
}
