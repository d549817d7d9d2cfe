package dates

import (
	"fmt"
	"strings"
	"time"
)

// part reads "the end of 2025", "early May", "mid-2024", "year-end", "the beginning of next year" and
// gives the date that follows its mod.
func (s *scan) part(i int) (found, bool) {
	w := s.word(i)
	var j int
	var mod Mod
	var ok bool
	switch w {
	case "end", "close", "middle", "beginning", "start", "outset", "turn":
		j, mod, ok = s.partOf(i, w)
	case "early", "late", "mid":
		j, mod, ok = i+1, map[string]Mod{"early": Start, "mid": Mid, "late": End}[w], true
		if w := s.word(j); w == "in" || w == "on" || w == "-" {
			j++
		}
	case "earlier", "later": // says no more than the period itself
		j, ok = i+1, true
		if s.word(j) == "in" || s.word(j) == "on" {
			j++
		} else if s.word(j) != "this" {
			return found{}, false
		}
	case "year", "year-end", "midyear", "mid-year":
		return s.yearEnd(i, w)
	default:
		return s.compound(i, w)
	}
	if !ok {
		return found{}, false
	}
	if s.word(j) == "the" {
		if unit := s.word(j + 1); unit == "year" || unit == "month" && s.word(i-1) != "" {
			return s.partOfThis(j, unit, mod), true
		}
		j++
	}
	if s.word(j) == "" {
		return found{}, false
	}
	d, ok := s.wholeAt(i, j, w)
	d.mod = mod
	return d, ok
}

// partOf reads "the end of", "the close of business on", and gives the token behind it. Hours of business are no part of a day.
func (s *scan) partOf(i int, w string) (next int, mod Mod, ok bool) {
	mod = Start
	switch w {
	case "end", "close":
		mod = End
	case "middle":
		mod = Mid
	}
	j := i + 1
	if s.word(j) == "of" {
		j++
	} else if w != "end" || s.f.months[s.word(j)] == 0 {
		return 0, "", false
	}
	if unit := s.word(j); unit == "business" || unit == "play" || unit == "trading" || unit == "day" && w == "end" { // "by close of business on Friday", "by end of day"
		mod, j = "", j+1
		if s.word(j) == "on" {
			j++
		}
	}
	return j, mod, true
}

// partOfThis is a part of "the year" or "the month" whose article is token j.
func (s *scan) partOfThis(j int, unit string, mod Mod) found {
	d := found{last: j + 2, mod: mod}
	if y, last, ok := s.anyYear(j); ok {
		d.last, d.value = last, fmt.Sprintf("%04d", y)
	} else if s.anchored {
		d.value, _ = s.f.unitOf(unit, 0, s.now)
	}
	return d
}

// wholeAt reads the date at token j of which the word w at token i tells a part: no length of time.
func (s *scan) wholeAt(i, j int, w string) (found, bool) {
	s.head = i
	d, ok := s.pointAt(j)
	if !ok {
		d, ok = s.year(j)
	}
	s.head = -1
	if y, isYear := s.fullYear(j); !ok && isYear && w != "close" && w != "turn" {
		d, ok = found{last: j + 1, value: fmt.Sprint(y)}, true
	}
	if !ok || d.duration != "" {
		return found{}, false
	}
	return d, true
}

// yearEnd reads "year-end", "year end" and "the year's end".
func (s *scan) yearEnd(i int, w string) (found, bool) {
	d := found{last: i + 1, mod: End}
	switch {
	case w == "year-end":
	case w == "midyear" || w == "mid-year":
		d.mod = Mid
	case s.word(i+1) == "end":
		d.last = i + 2
	case s.word(i+1) == "'s" && s.word(i+2) == "end":
		d.last = i + 3
	default:
		return found{}, false
	}
	switch s.word(i - 1) { // "year-end figures" are of no date
	case "by", "at", "before", "until", "since", "to", "after", "around", "the", "of", "from", "this", "till", "through":
	default:
		return found{}, false
	}
	if s.noun(d.last) && !s.capital(d.last) {
		return found{}, false
	}
	if y, ok := s.fullYear(d.last); ok {
		d.last++
		d.value = fmt.Sprint(y)
	} else if s.anchored {
		d.value = fmt.Sprintf("%04d", s.now.Year())
	}
	return d, true
}

// compound reads "mid-2024", "late-March", "mid-1990s", "post-1959".
func (s *scan) compound(i int, w string) (found, bool) {
	mod, rest, ok := Mod(""), "", false
	for _, p := range [...]struct {
		prefix string
		mod    Mod
	}{{"mid-", Mid}, {"end-", End}, {"late-", End}, {"early-", Start}, {"post-", ""}, {"pre-", ""}} {
		if rest, ok = strings.CutPrefix(w, p.prefix); ok {
			mod = p.mod
			break
		}
	}
	if !ok {
		return found{}, false
	}
	if m := s.f.months[rest]; m > 0 && mod != "" {
		if y, last, ok := s.yearBehind(i + 1); ok {
			return found{last: last, value: fmt.Sprintf("%04d-%02d", y, m), mod: mod}, true
		}
		d, ok := s.nearestMonth(i, i+1, m)
		d.mod = mod
		return d, ok
	}
	if v, ok := decadeOf(rest); ok {
		return found{last: i + 1, value: v, mod: mod}, true
	}
	if len(rest) == 4 && digits(rest) && (rest[0] == '1' || rest[:2] == "20") && factDate(rest) != "" {
		return found{last: i + 1, value: rest, mod: mod}, true
	}
	return found{}, false
}

// yearsOn shifts a value by years and keeps the rest of it.
func yearsOn(value string, n int) string {
	first, _, ok := factDate(value).Bounds()
	if !ok {
		return ""
	}
	return fmt.Sprintf("%04d%s", first.Year()+n, value[4:])
}

var seasonNames = [...]string{"SP", "SU", "FA", "WI"}

// season reads "spring 2025", "the fall of 2023", "autumn".
func (s *scan) season(i int) (found, bool) {
	n, ok := s.f.seasons[s.word(i)]
	if !ok {
		return found{}, false
	}
	if y, last, ok := s.yearBehind(i + 1); ok && s.word(i+1) != "in" {
		return found{last: last, value: fmt.Sprintf("%04d-%s", y, seasonNames[n])}, true
	}
	switch s.word(i - 1) {
	case "in", "the", "early", "late", "mid", "by", "until", "since":
	default:
		return found{}, false
	}
	if w := s.word(i); (w == "fall" || w == "spring") && !(s.word(i-1) == "the" && (s.word(i-2) == "in" || s.word(i-2) == "by" || s.word(i-2) == "during")) {
		return found{}, false
	}
	if s.noun(i + 1) {
		return found{}, false
	}
	if !s.anchored {
		return found{last: i + 1}, true
	}
	y := s.now.Year()
	start := time.Date(y, time.Month(3*n+3), 1, 0, 0, 0, 0, time.UTC)
	if start.Sub(s.now) > 200*24*time.Hour && !s.cue(i, 6) {
		y--
	} else if s.now.Sub(start) > 270*24*time.Hour || s.cue(i, 6) && s.now.After(start.AddDate(0, 3, 0)) {
		y++
	}
	return found{last: i + 1, value: fmt.Sprintf("%04d-%s", y, seasonNames[n])}, true
}

// seasonOf resolves "last summer", "this winter", "next spring"; a winter has the year in which it begins.
func (s *scan) seasonOf(n, shift int) string {
	y, m := s.now.Year(), int(s.now.Month())
	if m < 3 {
		y, m = y-1, m+12
	}
	cur := 4*y + m/3 - 1 // seasons since year 0
	k := 4*y + n
	switch {
	case shift < 0 && k >= cur:
		k -= 4
	case shift > 0 && k <= cur:
		k += 4
	case shift == 0 && m >= 12 && (n < 2 || n == 2 && m > 12): // "this summer", told in January
		k += 4
	case shift == 0 && m < 6 && n == 3: // "this winter", told in spring
		k -= 4
	}
	return fmt.Sprintf("%04d-%s", k/4, seasonNames[k%4])
}

// decade reads "the 1990s", "the '90s", "the nineties", "the 20th century".
func (s *scan) decade(i int) (found, bool) {
	w := s.word(i)
	if v, ok := decadeOf(w); ok {
		return found{last: i + 1, value: v}, true
	}
	if n := s.f.decades[w]; n > 0 {
		if p := s.word(i - 1); p == "the" || p == "early" || p == "late" || p == "mid" || p == "nineteen" {
			return found{last: i + 1, value: fmt.Sprintf("19%d", n)}, true
		}
		return found{}, false
	}
	if s.word(i+1) == "'s" && s.word(i-1) == "the" && !s.noun(i+2) && s.tag(i+2) != "JJ" { // "the 1990's"
		if v, ok := decadeOf(w + "s"); ok {
			return found{last: i + 2, value: v}, true
		}
	}
	return s.century(i, w)
}

// century reads "the 20th century", "twenty-first-century".
func (s *scan) century(i int, w string) (found, bool) {
	ordinal, joined := strings.CutSuffix(w, "-century")
	if !joined && s.word(i+1) != "century" || s.capital(i+1) && !joined && s.tag(i+2) == "NNP" {
		return found{}, false
	}
	n := s.f.ordinals[ordinal]
	if a, b, ok := strings.Cut(ordinal, "-"); n == 0 && ok && s.f.tens[a] == 2 {
		n = 20 + s.f.ordinals[b]
	}
	if n == 0 && len(ordinal) == 4 && digits(ordinal[:2]) && (ordinal[2:] == "th" || ordinal[2:] == "st") {
		n = int(ordinal[0]-'0')*10 + int(ordinal[1]-'0')
	}
	if n < 10 || n > 22 {
		return found{}, false
	}
	d := found{last: i + 2, value: fmt.Sprintf("%02d", n-1)}
	if joined {
		d.last--
	}
	return d, true
}

// decadeOf reads "1990s" and "'90s".
func decadeOf(w string) (string, bool) {
	switch {
	case len(w) == 5 && w[4] == 's' && w[3] == '0' && digits(w[:4]) && (w[:2] == "18" || w[:2] == "19" || w[:2] == "20"):
		return w[:3], true
	case len(w) == 4 && w[0] == '\'' && w[3] == 's' && w[2] == '0' && w[1] >= '2' && w[1] <= '9':
		return "19" + w[1:2], true
	}
	return "", false
}
