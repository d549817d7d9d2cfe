package dates

import (
	"strconv"
	"strings"

	"github.com/factwire/factwire"
)

// word is the lower-case word of a token of the sentence, without an abbreviation's
// stop, or "" outside the sentence.
func (s *scan) word(i int) string {
	if i < s.first || i >= s.end {
		return ""
	}
	return strings.TrimSuffix(s.doc.Tokens[i].Lower, ".")
}

// tag is the part of speech of a token of the sentence, or "" outside it.
func (s *scan) tag(i int) string {
	if i < s.first || i >= s.end {
		return ""
	}
	return s.doc.Tokens[i].Tag
}

func (s *scan) noun(i int) bool { return strings.HasPrefix(s.tag(i), "NN") }

// capital reports whether a token of the sentence starts with a capital of ASCII, as all
// names of months and weekdays do.
func (s *scan) capital(i int) bool {
	if i < s.first || i >= s.end {
		return false
	}
	t := s.doc.Tokens[i].Text
	return len(t) > 0 && t[0] >= 'A' && t[0] <= 'Z'
}

func digits(w string) bool {
	for i := range len(w) {
		if w[i] < '0' || w[i] > '9' {
			return false
		}
	}
	return len(w) > 0
}

// number reads a whole number in digits or words, and the token behind it.
func (s *scan) number(i int) (n, last int, ok bool) {
	w := s.word(i)
	if n, ok := s.f.numbers[w]; ok {
		if n == 1 && (w == "a" || w == "an") && s.word(i+1) == "couple" {
			if s.word(i+2) == "of" {
				return 2, i + 3, true
			}
			return 2, i + 2, true
		}
		return n, i + 1, true
	}
	if n, ok := s.f.tens[w]; ok {
		if u := s.f.numbers[s.word(i+1)]; u > 0 && u < 10 && s.word(i+1) != "a" && s.word(i+1) != "an" {
			return 10*n + u, i + 2, true
		}
		return 10 * n, i + 1, true
	}
	if n, ok := s.hyphened(w); ok {
		return n, i + 1, true
	}
	if len(w) > 4 || !digits(w) {
		return 0, 0, false
	}
	n, err := strconv.Atoi(w)
	return n, i + 1, err == nil
}

// hyphened reads "ninety-six".
func (s *scan) hyphened(w string) (int, bool) {
	if a, b, ok := strings.Cut(w, "-"); ok {
		if t, u := s.f.tens[a], s.f.numbers[b]; t > 0 && u > 0 && u < 10 {
			return 10*t + u, true
		}
	}
	return 0, false
}

// day reads a day of the month: "27", "27th", "first", "twenty-first".
func (s *scan) day(i int) (int, bool) {
	w := s.word(i)
	if len(w) == 0 {
		return 0, false
	}
	if w[0] < '0' || w[0] > '9' {
		if n := s.f.ordinals[w]; n > 0 {
			return n, true
		}
		if a, b, ok := strings.Cut(w, "-"); ok {
			if t, u := s.f.tens[a], s.f.ordinals[b]; t > 0 && t < 4 && u > 0 && u < 10 && 10*t+u < 32 {
				return 10*t + u, true
			}
		}
		if w == "thirtieth" {
			return 30, true
		}
		return 0, false
	}
	if len(w) > 2 {
		switch w[len(w)-2:] {
		case "st", "nd", "rd", "th":
			w = w[:len(w)-2]
		}
	}
	if len(w) > 2 || !digits(w) {
		return 0, false
	}
	n, err := strconv.Atoi(w)
	return n, err == nil && n >= 1 && n <= 31
}

// days reads "3-5", the days of one token.
func (s *scan) days(i int) (from, to int, ok bool) {
	a, b, ok := strings.Cut(strings.ReplaceAll(s.word(i), "–", "-"), "-")
	if !ok || !digits(a) || !digits(b) || len(a) > 2 || len(b) > 2 {
		return 0, 0, false
	}
	from, _ = strconv.Atoi(a)
	to, _ = strconv.Atoi(b)
	return from, to, from >= 1 && from < to && to <= 31
}

// fullYear reads a year of four digits.
func (s *scan) fullYear(i int) (int, bool) {
	w := s.word(i)
	if len(w) != 4 || !digits(w) {
		return 0, false
	}
	y, err := strconv.Atoi(w)
	return y, err == nil && y >= 1500 && y <= 2199
}

// anyYear reads a year in digits or words, with or without "the year" before it.
func (s *scan) anyYear(i int) (y, last int, ok bool) {
	if s.word(i) == "the" && s.word(i+1) == "year" {
		i++
	}
	named := s.word(i) == "year"
	if named {
		i++
	}
	if y, ok := s.fullYear(i); ok {
		return y, i + 1, true
	}
	w := s.word(i)
	if len(w) == 3 && w[0] == '\'' && digits(w[1:]) { // "'27"
		y, ok := s.yearOf(w[1:])
		return y, i + 1, ok
	}
	if w == "two" && s.word(i+1) == "thousand" {
		j := i + 2
		if s.word(j) == "and" {
			j++
		}
		if n, last, ok := s.number(j); ok && n < 100 && s.word(j) != "a" && s.word(j) != "an" {
			return 2000 + n, last, true
		}
		return 2000, i + 2, named
	}
	c := s.f.numbers[w]
	if c < 17 || c > 20 {
		if s.f.tens[w] != 2 {
			return 0, 0, false
		}
		c = 20
	}
	j := i + 1
	if s.word(j) == "hundred" {
		j++
		if s.word(j) == "and" {
			j++
		}
	}
	if n, last, ok := s.number(j); ok && n >= 10 && n < 100 && s.doc.Tokens[j].Lower[0] > '9' {
		return 100*c + n, last, true
	}
	return 0, 0, false
}

// yearBehind reads the year of a month, a day or a quarter that ends before token i:
// "2020", ", 2020", "of 2020", "last year", "of the year 2020".
func (s *scan) yearBehind(i int) (y, last int, ok bool) {
	w := s.word(i)
	if w == "," || w == "of" || w == "in" {
		i++
	} else if w == "" {
		return 0, 0, false
	}
	for s.word(i) == "fiscal" || s.word(i) == "financial" {
		i++
	}
	if y, last, ok := s.anyYear(i); ok {
		return y, last, true
	}
	if w == "in" {
		return 0, 0, false
	}
	if y, last, ok := s.relativeYear(i); ok && (w == "of" || s.word(i) != "the" && s.word(i) != "a") {
		return y, last, true
	}
	return 0, 0, false
}

// relativeYear reads "this year", "last year", "next year", "the year", "a year ago".
func (s *scan) relativeYear(i int) (year, last int, ok bool) {
	if !s.anchored || s.word(i+1) != "year" {
		return 0, 0, false
	}
	switch s.word(i) {
	case "this", "the", "current":
		return s.now.Year(), i + 2, true
	case "last":
		return s.now.Year() - 1, i + 2, true
	case "next":
		return s.now.Year() + 1, i + 2, true
	}
	return 0, 0, false
}

// atLatest reports whether "at the latest" stands at token i, behind a date: "on 12 September at the latest".
func (s *scan) atLatest(i int) bool {
	return s.word(i) == "at" && s.word(i+1) == "the" && s.word(i+2) == "latest"
}

// lead finds the words before token i that give the relation.
func (s *scan) lead(i int, relation factwire.Relation) (int, factwire.Relation) {
	if j := s.beforeClock(i); j < i { // "by noon on 30 August", "by 11:59 p.m. Eastern time on Friday"
		if first, r := s.phrase(j); r != "" {
			return first, r
		}
	}
	j := i
	switch s.word(j - 1) {
	case "the", "about", "around", "midnight", "noon":
		j--
	}
	if w := s.word(j - 1); (w == "end" || w == "midnight") && s.word(j) == "of" {
		j--
	}
	if first, r := s.phrase(j); r != "" {
		return first, r
	}
	if n := len(s.out); n > 0 && s.word(j-1) == "and" && s.out[n-1].Last == j-1 && s.word(s.out[n-1].Lead) == "between" {
		return j - 1, factwire.Until
	}
	return i, relation
}

// hour reports whether a word begins as a time of day does and has no letters behind it but those of one: "11:59", "4pm", "09h30", but not "3Grid".
func (s *scan) hour(w string) bool {
	if w[0] < '0' || w[0] > '9' {
		return false
	}
	rest := strings.TrimLeft(w, "0123456789:.")
	return rest == "" || len(rest) < 3 || rest[0] < 'a' || rest[0] > 'z' || s.f.clock[rest]
}

// beforeClock returns the first token of the time of day, with its zone, that stands before token i, or i.
func (s *scan) beforeClock(i int) int {
	j := i
	if s.word(j-1) == "the" && s.word(j-2) == "on" {
		j--
	}
	if s.word(j-1) == "on" {
		j--
	}
	from, timed := j, false
	for j > s.first && from-j < 12 {
		w := s.word(j - 1)
		if w == "" || !s.f.clock[w] && !s.hour(w) && !isOffset(w) {
			break
		}
		timed = timed || s.f.clock[w] || isClock(w)
		j--
	}
	whole := j
	for j < from && (s.word(j) == "the" || s.word(j) == "(" || s.word(j) == ",") {
		j++
	}
	if w := s.word(j); !timed || j == from || (w[0] < '0' || w[0] > '9') && w != "noon" && w != "midnight" && w != "midday" && w != "stroke" {
		return i
	}
	if s.word(whole) == "the" {
		return whole
	}
	return j
}

// isClock tells whether a word is a time of day by itself: "11:59", "11.59pm", "5pm".
func isClock(w string) bool {
	bare := strings.TrimSuffix(strings.TrimSuffix(w, "am"), "pm")
	hour, minute, ok := strings.Cut(strings.Replace(bare, ".", ":", 1), ":")
	if !ok {
		return bare != w && digits(bare)
	}
	return digits(hour) && len(hour) <= 2 && digits(strings.Replace(minute, ":", "", 1)) && (bare != w || strings.Contains(w, ":"))
}

// isOffset tells whether a word is a zone with its distance: "UTC+2".
func isOffset(w string) bool {
	return w == "+" || len(w) > 1 && w[0] == '+' && digits(w[1:]) || (strings.HasPrefix(w, "utc") || strings.HasPrefix(w, "gmt")) && len(w) > 4 && (w[3] == '+' || w[3] == '-')
}

// phrase finds the longest phrase of the lexicon that ends before token j and gives a relation.
func (s *scan) phrase(j int) (int, factwire.Relation) {
	for _, l := range s.f.leads[s.word(j-1)] {
		n := len(l.words)
		if j-n < s.first {
			continue
		}
		ok := true
		for k, w := range l.words {
			if s.word(j-n+k) != w {
				ok = false
				break
			}
		}
		if ok {
			if m := len(s.out); m > 0 && s.out[m-1].Last > j-n {
				break
			}
			return j - n, l.relation
		}
	}
	return j, ""
}
