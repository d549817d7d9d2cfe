package dates

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/factwire/factwire"
)

// year reads a bare year where its surroundings say that it is one: "in 2027", "the 2020 law", "2019-2021",
// "fiscal 2026", "FY2026", "nineteen ninety-six".
func (s *scan) year(i int) (found, bool) {
	w := s.word(i)
	switch {
	case w == "fiscal" || w == "financial" || w == "fy":
		return s.fiscal(i)
	case len(w) > 3 && w[:2] == "fy" && w[2] >= '0' && w[2] <= '9':
		y, ok := s.fiscalYear(i, w[2:])
		return found{last: i + 1, value: y}, ok
	case w == "year":
		return s.theYear(i)
	case w[0] < '0' || w[0] > '9':
		return s.spelled(i)
	}
	if len(w) > 4 {
		return s.years(i)
	}
	return s.bareYear(i, w)
}

// bareYear reads the year w of four digits at token i where what stands before and behind it says that it is one.
func (s *scan) bareYear(i int, w string) (found, bool) {
	y, ok := s.fullYear(i)
	if !ok || y > 2100 {
		return found{}, false
	}
	prev, next := s.word(i-1), s.word(i+1)
	if y < 1900 && prev != "in" && prev != "since" {
		return found{}, false
	}
	if isSign(prev) || next == "%" || next == ":" && digits(s.word(i+2)) || s.f.counted[next] {
		return found{}, false
	}
	if y >= 1900 && s.nextYear(i+1, y) {
		return found{last: i + 3, value: w}, true
	}
	if i > s.first && !s.f.yearLeads[prev] && !s.modifies(i, prev) {
		return found{}, false
	}
	if s.counts(i, prev) {
		return found{}, false
	}
	return found{last: i + 1, value: w}, true
}

// nextYear reports whether a dash at token i joins the year after y in two digits: "2019–20".
func (s *scan) nextYear(i, y int) bool {
	if w := s.word(i); w != "–" && w != "—" && w != "-" || s.doc.Tokens[i].Space {
		return false
	}
	n, err := strconv.Atoi(s.word(i + 1))
	return err == nil && len(s.word(i+1)) == 2 && n == (y+1)%100
}

// counts reports whether a number behind the word prev counts what stands behind it: "about 2000 people".
func (s *scan) counts(i int, prev string) bool {
	switch prev {
	case "about", "than", "for", ",", "and", "to", "or", "around", "of":
		return s.tag(i+1) == "NNS" || s.tag(i+1) == "JJ" && s.tag(i+2) == "NNS"
	}
	return false
}

// isSign tells whether a mark makes the number behind it one of money or of a list.
func isSign(w string) bool { return w == "$" || w == "£" || w == "€" || w == "#" }

// modifies reports whether a year before a noun tells the noun's time: "the 2020 law", "his unsuccessful 1996
// campaign", but not "some 2000 troops".
func (s *scan) modifies(i int, prev string) bool {
	next := s.tag(i + 1)
	if next != "NN" && next != "NNP" && next != "JJ" && next != "NNS" && next != "VBG" && next != "VBN" {
		return false
	}
	switch prev {
	case "the", "a", "an", "its", "his", "her", "their", "our", "this", "that", "each", "both":
		return true
	}
	if next == "NNS" || s.tag(i-1) != "JJ" {
		return false
	}
	switch s.word(i - 2) {
	case "the", "a", "an", "its", "his", "her", "their", "that":
		return true
	}
	return false
}

// years reads the years of one token by the first of them: "2019-2021", "2025/26".
func (s *scan) years(i int) (found, bool) {
	w := strings.NewReplacer("–", "-", "/", "-").Replace(s.word(i))
	a, b, ok := strings.Cut(w, "-")
	if !ok || len(a) != 4 || !digits(a) || !digits(b) || len(b) != 2 && len(b) != 4 || a < "1800" || a > "2100" {
		return found{}, false
	}
	if len(b) == 2 {
		b = a[:2] + b
	}
	if b <= a || b > "2100" {
		return found{}, false
	}
	if p := s.word(i - 1); i > s.first && !s.f.yearLeads[p] && !s.modifies(i, p) {
		return found{}, false
	}
	return found{last: i + 1, value: a}, true
}

// fiscal reads "fiscal 2026", "fiscal year 2026", "FY 2026/27".
func (s *scan) fiscal(i int) (found, bool) {
	j := i + 1
	if s.word(j) == "year" {
		j++
	}
	if y, ok := s.fullYear(j); ok {
		return found{last: j + 1, value: fmt.Sprint(y)}, true
	}
	if y, ok := s.fiscalYear(i, s.word(j)); ok {
		return found{last: j + 1, value: y}, true
	}
	if j == i+2 && s.anchored { // "the current fiscal year"
		shift, ok := 0, true
		switch s.word(i - 1) {
		case "current", "this":
		case "last", "previous":
			shift = -1
		case "next", "coming":
			shift = 1
		default:
			ok = false
		}
		return found{last: j, value: fmt.Sprintf("%04d", s.now.Year()+shift)}, ok
	}
	return found{}, false
}

// fiscalYear reads "2026/27", "2026-2027", "26/27" and "27" behind "FY". A year of two is named by the first, but where it
// ends something it is the second: "by the end of FY2026/27".
func (s *scan) fiscalYear(i int, w string) (string, bool) {
	a, b, two := strings.Cut(strings.NewReplacer("/", "-", "–", "-").Replace(w), "-")
	if !digits(a) || two && !digits(b) {
		return "", false
	}
	first, ok := s.yearOf(a)
	if !two || !ok {
		return fmt.Sprintf("%04d", first), ok
	}
	last := first + 1
	if n, err := strconv.Atoi(b); err != nil || n%100 != last%100 || len(b) != 2 && n != last {
		return "", false
	}
	switch _, r := s.lead(s.start(i), ""); r {
	case factwire.By, factwire.Until, factwire.Before:
		return fmt.Sprintf("%04d", last), true
	}
	return fmt.Sprintf("%04d", first), true
}

// theYear reads "the year 2020", and "the year" where the words before it mean this one ("the rest of the year").
func (s *scan) theYear(i int) (found, bool) {
	if y, last, ok := s.anyYear(i); ok {
		return found{last: last, value: fmt.Sprintf("%04d", y)}, true
	}
	if s.word(i-1) != "the" || s.word(i-2) != "of" || !s.anchored || s.word(i+1) == "of" {
		return found{}, false
	}
	if s.f.shares[s.word(i-3)] {
		return found{last: i + 1, value: fmt.Sprintf("%04d", s.now.Year())}, true
	}
	return found{}, false
}

// spelled reads a year in words behind a word that leads to one.
func (s *scan) spelled(i int) (found, bool) {
	y, last, ok := s.anyYear(i)
	if !ok || s.f.counted[s.word(last)] || s.tag(last) == "NNS" {
		return found{}, false
	}
	if p := s.word(i - 1); p != "" && !s.f.yearLeads[p] && p != "a" && p != "the" && !s.capital(i-1) {
		return found{}, false
	}
	return found{last: last, value: fmt.Sprintf("%04d", y)}, true
}
