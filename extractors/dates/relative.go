package dates

import (
	"fmt"
	"strings"
	"time"

	"github.com/factwire/factwire"
)

// part reads "the end of 2025", "early May", "mid-2024", "the beginning of next year" and
// gives the date that follows its mod.
func (s *scan) part(i int) (found, bool) {
	w := s.word(i)
	j, mod := i, Mod("")
	switch {
	case w == "end" || w == "close" || w == "middle" || w == "beginning" || w == "start" || w == "outset" || w == "turn":
		mod = map[string]Mod{"end": End, "close": End, "middle": Mid}[w]
		if mod == "" {
			mod = Start
		}
		if s.word(i+1) != "of" {
			if w != "end" || s.f.months[s.word(i+1)] == 0 {
				return found{}, false
			}
			j = i + 1
		} else {
			j = i + 2
		}
	case w == "early" || w == "late" || w == "mid" || w == "earlier" || w == "later":
		mod = map[string]Mod{"early": Start, "earlier": Start, "mid": Mid, "late": End, "later": End}[w]
		j = i + 1
		if s.word(j) == "in" || s.word(j) == "on" || s.word(j) == "-" {
			j++
		}
		if (w == "earlier" || w == "later") && s.word(j) != "this" && s.word(j) != "in" && s.word(j-1) != "in" {
			return found{}, false
		}
	case strings.HasPrefix(w, "mid-") && len(w) > 4:
		return s.compound(i, w[4:], Mid)
	case strings.HasPrefix(w, "end-") && len(w) > 4:
		return s.compound(i, w[4:], End)
	case strings.HasPrefix(w, "late-") && len(w) > 5:
		return s.compound(i, w[5:], End)
	case strings.HasPrefix(w, "early-") && len(w) > 6:
		return s.compound(i, w[6:], Start)
	default:
		return found{}, false
	}
	if s.word(j) == "the" && mod != "" {
		if s.word(j+1) == "year" || s.word(j+1) == "month" {
			if !s.anchored {
				return found{last: j + 2, mod: mod}, true
			}
			v := fmt.Sprintf("%04d", s.now.Year())
			if s.word(j+1) == "month" {
				v = month(s.now)
			}
			return found{last: j + 2, value: v, mod: mod}, true
		}
		j++
	}
	if j >= s.end || j == i {
		return found{}, false
	}
	for _, read := range []func(int) (found, bool){s.calendar, s.quarter, s.relative, s.season, s.decade, s.year} {
		if d, ok := read(j); ok && d.duration == "" {
			d.mod = mod
			if w == "earlier" || w == "later" {
				d.mod = ""
			}
			return d, true
		}
	}
	if y, ok := s.fullYear(j); ok {
		return found{last: j + 1, value: fmt.Sprint(y), mod: mod}, true
	}
	return found{}, false
}

// compound reads "mid-2024", "late-March".
func (s *scan) compound(i int, rest string, mod Mod) (found, bool) {
	if m, ok := s.f.months[rest]; ok {
		if y, ok := s.fullYear(i + 1); ok {
			return found{last: i + 2, value: fmt.Sprintf("%04d-%02d", y, m), mod: mod}, true
		}
		d, ok := s.nearestMonth(i, i+1, m)
		d.mod = mod
		return d, ok
	}
	if len(rest) == 4 && (rest[0] == '1' || rest[0] == '2') && factDate(rest) != "" {
		return found{last: i + 1, value: rest, mod: mod}, true
	}
	return found{}, false
}

// relative reads "today", "last week", "this month", "next year", "the previous day", "that year".
func (s *scan) relative(i int) (found, bool) {
	w := s.word(i)
	day := func(n int) (found, bool) {
		if !s.anchored {
			return found{last: i + 1}, true
		}
		return found{last: i + 1, value: iso(s.now.AddDate(0, 0, n))}, true
	}
	switch w {
	case "today", "tonight":
		return day(0)
	case "yesterday":
		return day(-1)
	case "tomorrow":
		return day(1)
	}
	shift, anaphoric := 0, false
	switch w {
	case "last", "past":
		shift = -1
	case "this", "current":
	case "next", "coming":
		shift = 1
	case "previous", "preceding":
		shift, anaphoric = -1, true
	case "following":
		shift, anaphoric = 1, true
	case "that", "same":
		anaphoric = true
	default:
		return found{}, false
	}
	j := i + 1
	unit := s.word(j)
	unit = strings.TrimSuffix(unit, "'s")
	if anaphoric {
		return s.anaphor(j, unit, shift, w)
	}
	if wd, ok := s.f.weekdays[unit]; ok && s.doc.Tokens[j].Text[0] <= 'Z' {
		return s.weekday(j, wd)
	}
	if m, ok := s.month(j); ok && w != "past" {
		if _, isDay := s.day(j + 1); !isDay {
			return found{last: j + 1, value: s.shiftMonth(m, w)}, true
		}
		return found{}, false
	}
	if n, ok := s.f.seasons[unit]; ok {
		if !s.anchored {
			return found{last: j + 1}, true
		}
		return found{last: j + 1, value: s.seasonOf(n, shift, w)}, true
	}
	v, ok := s.unit(unit, shift, s.now)
	if !ok || w == "past" && unit != "year" && unit != "week" && unit != "month" {
		return found{}, false
	}
	if !s.anchored {
		return found{last: j + 1}, true
	}
	return found{last: j + 1, value: v}, true
}

// unit is the period of a unit, shifted from a day.
func (s *scan) unit(unit string, shift int, from time.Time) (string, bool) {
	switch unit {
	case "day", "morning", "afternoon", "evening", "night":
		if unit == "night" && shift < 0 || unit == "day" || shift == 0 {
			return iso(from.AddDate(0, 0, shift)), true
		}
	case "week":
		y, w := from.AddDate(0, 0, 7*shift).ISOWeek()
		return fmt.Sprintf("%04d-W%02d", y, w), true
	case "weekend":
		y, w := from.AddDate(0, 0, 7*shift).ISOWeek()
		return fmt.Sprintf("%04d-W%02d", y, w), true
	case "month":
		return month(time.Date(from.Year(), from.Month()+time.Month(shift), 1, 0, 0, 0, 0, time.UTC)), true
	case "quarter":
		q := from.Year()*4 + (int(from.Month())-1)/3 + shift
		return fmt.Sprintf("%04d-Q%d", q/4, q%4+1), true
	case "year":
		return fmt.Sprintf("%04d", from.Year()+shift), true
	case "decade":
		return fmt.Sprintf("%03d", from.Year()/10+shift), true
	case "century":
		return fmt.Sprintf("%02d", from.Year()/100+shift), true
	}
	return "", false
}

// anaphor reads "the following day", "that year", "the same month", which hang on the last date of the text.
func (s *scan) anaphor(j int, unit string, shift int, w string) (found, bool) {
	switch unit {
	case "day", "week", "month", "year", "quarter":
	default:
		return found{}, false
	}
	if w == "that" && s.word(j+1) != "" && strings.HasPrefix(s.doc.Tokens[min(j+1, s.end-1)].Tag, "NN") {
		return found{}, false
	}
	from, _, ok := s.last.Bounds()
	if !ok {
		return found{last: j + 1}, true
	}
	if unit != "year" && unit != "quarter" && len(s.last) == 4 || unit == "day" && len(s.last) < 10 {
		return found{last: j + 1}, true
	}
	v, ok := s.unit(unit, shift, from)
	return found{last: j + 1, value: v}, ok
}

// ago reads "two years ago", "a week earlier", "three months later", "ten days from now".
func (s *scan) ago(i int) (found, bool) {
	n, ok := s.number(i)
	j := i + 1
	if !ok {
		return found{}, false
	}
	if s.word(j) == "more" || s.word(j) == "full" || s.word(j) == "and" {
		return found{}, false
	}
	unit := strings.TrimSuffix(s.word(j), "s")
	switch unit {
	case "day", "week", "month", "year", "decade":
	default:
		return found{}, false
	}
	from, sign := s.now, 0
	last := j + 2
	precise := true
	switch s.word(j + 1) {
	case "ago":
		sign = -1
	case "from":
		if s.word(j+2) == "now" {
			sign, last = 1, j+3
		} else if s.word(j+2) == "today" {
			sign, last = 1, j+3
		}
	case "earlier", "before", "later", "after":
		if w := s.word(j + 1); (w == "before" || w == "after") && s.word(j+2) != "," && s.word(j+2) != "" && s.word(j+2) != "." {
			return found{}, false
		}
		first, _, ok := s.last.Bounds()
		if !ok {
			return found{last: last}, true
		}
		from, sign = first, 1
		if w := s.word(j + 1); w == "earlier" || w == "before" {
			sign = -1
		}
		precise = len(s.last) == 10
		return s.shifted(last, from, sign*n, unit, precise, len(s.last)), true
	}
	if sign == 0 {
		return found{}, false
	}
	if !s.anchored {
		return found{last: last}, true
	}
	return s.shifted(last, from, sign*n, unit, precise, 10), true
}

// shifted is a date n units from another, no finer than both.
func (s *scan) shifted(last int, from time.Time, n int, unit string, precise bool, width int) found {
	d := found{last: last}
	switch unit {
	case "day":
		if precise {
			d.value = iso(from.AddDate(0, 0, n))
		}
	case "week":
		if precise {
			y, w := from.AddDate(0, 0, 7*n).ISOWeek()
			d.value = fmt.Sprintf("%04d-W%02d", y, w)
		}
	case "month":
		if width >= 7 {
			d.value = month(time.Date(from.Year(), from.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC))
		}
	case "year":
		d.value = fmt.Sprintf("%04d", from.Year()+n)
	case "decade":
		d.value = fmt.Sprintf("%04d", from.Year()+10*n)
	}
	return d
}

var seasonNames = [...]string{"SP", "SU", "FA", "WI"}

// season reads "spring 2025", "the fall of 2023", "autumn".
func (s *scan) season(i int) (found, bool) {
	n, ok := s.f.seasons[s.word(i)]
	if !ok {
		return found{}, false
	}
	j := s.skipComma(i + 1)
	if s.word(j) == "of" {
		j++
	}
	if y, ok := s.fullYear(j); ok {
		return found{last: j + 1, value: fmt.Sprintf("%04d-%s", y, seasonNames[n])}, true
	}
	if y, last, ok := s.relativeYear(j); ok && s.word(j-1) == "of" {
		return found{last: last, value: fmt.Sprintf("%04d-%s", y, seasonNames[n])}, true
	}
	switch s.word(i - 1) {
	case "in", "the", "early", "late", "mid", "by", "until", "since", "that":
	default:
		return found{}, false
	}
	if w := s.word(i); (w == "fall" || w == "spring") && !(s.word(i-1) == "the" && (s.word(i-2) == "in" || s.word(i-2) == "by" || s.word(i-2) == "during")) {
		return found{}, false
	}
	if strings.HasPrefix(s.doc.Tokens[min(i+1, s.end-1)].Tag, "NN") && i+1 < s.end {
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

// seasonOf resolves "last summer", "this winter", "next spring".
func (s *scan) seasonOf(n, shift int, w string) string {
	y := s.now.Year()
	cur := (int(s.now.Month())/3 + 3) % 4 // 0 spring … 3 winter
	if n == 3 && s.now.Month() <= 2 {
		y--
	}
	switch {
	case shift < 0 && n >= cur && !(cur == 3 && s.now.Month() <= 2):
		y--
	case shift > 0 && n <= cur && !(cur == 3 && s.now.Month() <= 2):
		y++
	}
	return fmt.Sprintf("%04d-%s", y, seasonNames[n])
}

// holiday reads a feast with a fixed day, or one reckoned from the year.
func (s *scan) holiday(i int) (found, bool) {
	if t := s.doc.Tokens[i].Text; t[0] < 'A' || t[0] > 'Z' {
		return found{}, false
	}
	for n := 4; n > 0; n-- {
		if i+n > s.end {
			continue
		}
		words := make([]string, n)
		for k := range n {
			words[k] = s.word(i + k)
		}
		name := strings.Join(words, " ")
		if md, ok := s.f.holidays[name]; ok {
			var m, d int
			if _, err := fmt.Sscanf(md, "%d-%d", &m, &d); err != nil {
				return found{}, false
			}
			if y, ok := s.fullYear(s.skipComma(i + n)); ok {
				return s.ymd(s.skipComma(i+n)+1, y, m, d)
			}
			return s.nearestDay(i, i+n, m, d)
		}
		if rule := movable(name); rule != nil {
			if y, ok := s.fullYear(s.skipComma(i + n)); ok {
				return found{last: s.skipComma(i+n) + 1, value: iso(rule(y))}, true
			}
			if !s.anchored {
				return found{last: i + n}, true
			}
			best := rule(s.now.Year())
			for _, y := range []int{s.now.Year() - 1, s.now.Year() + 1} {
				if t := rule(y); abs(t.Sub(s.now)) < abs(best.Sub(s.now)) {
					best = t
				}
			}
			return found{last: i + n, value: iso(best)}, true
		}
	}
	return found{}, false
}

// movable returns the rule of a feast whose day changes with the year: of the United States' Monday
// holidays (5 U.S.C. 6103), of Thanksgiving, and of Easter (the anonymous Gregorian algorithm).
func movable(name string) func(int) time.Time {
	nth := func(m time.Month, wd time.Weekday, n int) func(int) time.Time {
		return func(y int) time.Time {
			t := time.Date(y, m, 1, 0, 0, 0, 0, time.UTC)
			t = t.AddDate(0, 0, (int(wd)-int(t.Weekday())+7)%7+7*(n-1))
			return t
		}
	}
	switch name {
	case "memorial day":
		return func(y int) time.Time {
			t := time.Date(y, time.May, 31, 0, 0, 0, 0, time.UTC)
			return t.AddDate(0, 0, -(int(t.Weekday())+6)%7)
		}
	case "labor day", "labour day":
		return nth(time.September, time.Monday, 1)
	case "thanksgiving", "thanksgiving day":
		return nth(time.November, time.Thursday, 4)
	case "columbus day":
		return nth(time.October, time.Monday, 2)
	case "presidents day", "presidents' day":
		return nth(time.February, time.Monday, 3)
	case "easter", "easter sunday":
		return easter
	case "good friday":
		return func(y int) time.Time { return easter(y).AddDate(0, 0, -2) }
	}
	return nil
}

func easter(y int) time.Time {
	a, b, c := y%19, y/100, y%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 19*l) / 433
	n := (h + l - 7*m + 90) / 25
	p := (h + l - 7*m + 33*n + 19) % 32
	return time.Date(y, time.Month(n), p, 0, 0, 0, 0, time.UTC)
}

// decade reads "the 1990s", "the nineties".
func (s *scan) decade(i int) (found, bool) {
	w := strings.ReplaceAll(s.word(i), "'", "")
	if len(w) == 5 && w[4] == 's' && w[3] == '0' && (w[:2] == "19" || w[:2] == "20" || w[:2] == "18") && w[2] >= '0' && w[2] <= '9' {
		return found{last: i + 1, value: w[:3]}, true
	}
	if len(w) == 3 && w[2] == 's' && w[1] == '0' && w[0] >= '2' && w[0] <= '9' && s.word(i-1) == "the" {
		return found{last: i + 1, value: "19" + w[:1]}, true
	}
	return found{}, false
}

// within reads the length of a limit: "within 90 days of 1 March", "90 days to file",
// "18 months from publication".
func (s *scan) within(i int) (found, bool) {
	n, ok := s.number(i)
	if !ok || n == 0 {
		return found{}, false
	}
	j := i + 1
	for s.word(j) == "calendar" || s.word(j) == "working" || s.word(j) == "business" || s.word(j) == "more" || s.word(j) == "further" || s.word(j) == "additional" {
		j++
	}
	letter, ok := map[string]string{"hour": "H", "hours": "H", "day": "D", "days": "D", "week": "W", "weeks": "W", "month": "M", "months": "M", "year": "Y", "years": "Y"}[s.word(j)]
	if !ok {
		return found{}, false
	}
	inside := s.word(i-1) == "within" || s.word(i-1) == "next" && s.word(i-3) == "within" || s.word(i-1) == "of" && s.word(i-3) == "within"
	d := found{last: j + 1, duration: length(n, letter)}
	k := j + 1
	switch s.word(k) {
	case "of", "from", "after":
		if start, ok := s.at(k + 1); ok && start.value != "" && start.duration == "" {
			if first, last, ok := factDate(start.value).Bounds(); ok && first.Equal(last) {
				d.value, d.last = iso(add(first, n, letter)), start.last
				return d, true
			}
		}
	}
	if inside || s.word(k) == "to" && s.doc.Tokens[min(k+1, s.end-1)].Tag != "DT" && s.word(i-1) != "for" && s.word(i-1) != "from" {
		if inside {
			d.relation = factwire.By
		}
		return d, true
	}
	return found{}, false
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
