package dates

import (
	"fmt"
	"strings"
	"time"
)

// deictic reads "today", "last week", "this month", "next year", "the previous day", "that year".
func (s *scan) deictic(i int) (found, bool) {
	w := s.word(i)
	switch w {
	case "today", "tonight":
		return s.dayOn(i, 0)
	case "yesterday":
		return s.dayOn(i, -1)
	case "tomorrow":
		return s.dayOn(i, 1)
	case "day":
		return s.dayBeside(i)
	}
	shift, anaphoric, ok := pointer(w)
	if !ok {
		return found{}, false
	}
	j := i + 1
	if w == "that" && s.word(j) == "same" {
		j++
	}
	if w == "this" && s.word(j) == "past" {
		shift, j = -1, j+1
	}
	unit := strings.TrimSuffix(s.word(j), "'s")
	if s.programme(i, j, unit) {
		return found{}, false
	}
	if w == "next" && s.word(i-1) == "the" && (unit == "day" || s.f.dayParts[unit]) {
		anaphoric, unit = true, "day" // "the next day" hangs on the text, not on publication
	}
	if shift != 0 && s.lastOf(i, j, unit) {
		return found{last: j + 1}, true
	}
	if wd, ok := s.f.weekdays[unit]; ok && s.capital(j) && w != "that" && w != "same" {
		if d, ok := s.calendar(j); ok { // "next Friday, 20 March"
			return d, true
		}
		return s.weekday(j, wd)
	}
	if anaphoric {
		return s.anaphor(j, unit, shift, w)
	}
	return s.besidePublication(j, unit, shift, w)
}

// programme reports whether the word at token i and the unit at token j have capitals because they are the name of a programme: "This Week".
func (s *scan) programme(i, j int, unit string) bool {
	if !s.capital(j) || !s.capital(i) || i <= s.first || s.word(i-1) == "." || s.shouting(i) {
		return false
	}
	_, ok := s.f.unitOf(unit, 0, s.now)
	return ok
}

// lastOf reports whether a unit is the last or next of what stands behind it, not of now: "the last day of the talks", "the last Sunday before
// Easter".
func (s *scan) lastOf(i, j int, unit string) bool {
	return s.word(i-1) == "the" && (s.word(j+1) == "of" && unit != "century" && unit != "decade" || s.word(j+1) == "before")
}

// pointer tells how many units from now, or from the date told last where it is anaphoric, a word points: "last", "following".
func pointer(w string) (shift int, anaphoric, ok bool) {
	switch w {
	case "last", "past":
		return -1, false, true
	case "this", "current":
		return 0, false, true
	case "next", "coming":
		return 1, false, true
	case "previous", "preceding":
		return -1, true, true
	case "following":
		return 1, true, true
	case "that", "same":
		return 0, true, true
	}
	return 0, false, false
}

// besidePublication reads the month, season or unit at token j that the word w before it shifts from publication: "last March", "next year's
// first quarter".
func (s *scan) besidePublication(j int, unit string, shift int, w string) (found, bool) {
	if m, ok := s.months(j); ok && w != "past" {
		if _, isDay := s.day(j + 1); isDay {
			return found{}, false
		}
		return found{last: j + 1, value: s.shiftMonth(m, w)}, true
	}
	if n, ok := s.f.seasons[unit]; ok {
		d := found{last: j + 1}
		if s.anchored {
			d.value = s.seasonOf(n, shift)
		}
		return d, true
	}
	v, ok := s.f.unitOf(unit, shift, s.now)
	if !ok || w == "past" && unit != "year" && unit != "week" && unit != "month" {
		return found{}, false
	}
	if s.word(j+1) == "'s" && s.word(j+2) != "" { // "next year's first quarter"
		if n, u, last, ok := s.quarterName(j + 2); unit == "year" && ok && n > 0 && s.anchored {
			return found{last: last, value: fmt.Sprintf("%04d-%s%d", s.now.Year()+shift, u, n)}, true
		}
		if s.word(j+2) == "end" && unit == "year" && s.anchored {
			return found{last: j + 3, value: v, mod: End}, true
		}
	}
	if !s.anchored {
		v = ""
	}
	return found{last: j + 1, value: v}, true
}

// shouting reports whether the words around token i are a headline in capitals, where a capital tells nothing.
func (s *scan) shouting(i int) bool {
	for j := s.first; j < s.end; j++ {
		t := s.doc.Tokens[j].Text
		if len(t) > 3 && t[0] >= 'a' && t[0] <= 'z' {
			return false
		}
	}
	return true
}

// dayOn is the day n days after publication, for the one word at token i.
func (s *scan) dayOn(i, n int) (found, bool) {
	if p := s.word(i - 1); s.capital(i) && p != "" && (p[0] >= 'a' && p[0] <= 'z' || p == "'s") && !s.shouting(i) {
		return found{}, false // the name of a newspaper or a programme
	}
	d := found{last: i + 1}
	if s.anchored {
		d.value = iso(s.now.AddDate(0, 0, n))
	}
	return d, true
}

// dayBeside reads "day before yesterday", "day after tomorrow", and "day after" and "day before" that end a
// phrase and hang on the last date.
func (s *scan) dayBeside(i int) (found, bool) {
	sign := 1
	switch s.word(i + 1) {
	case "before":
		sign = -1
	case "after":
	default:
		return found{}, false
	}
	d := found{last: i + 2}
	if next := s.word(i + 2); next != "" && next != "," && next != "." && next != ";" {
		p, ok := s.pointAt(i + 2)
		if !ok {
			return found{}, false
		}
		d.last = p.last
		if t, last, ok := factDate(p.value).Bounds(); ok && t.Equal(last) {
			d.value = iso(t.AddDate(0, 0, sign))
		}
		return d, true
	}
	if s.word(i-1) != "the" && s.word(i-1) != "a" {
		return found{}, false
	}
	if t, last, ok := s.last.Bounds(); ok && t.Equal(last) {
		d.value = iso(t.AddDate(0, 0, sign))
	}
	return d, true
}

// unitOf is the period of a unit, shifted from a day.
func (f *Finder) unitOf(unit string, shift int, from time.Time) (string, bool) {
	if f.dayParts[unit] {
		if unit == "night" && shift < 0 || shift == 0 {
			return iso(from.AddDate(0, 0, shift)), true
		}
		return "", false
	}
	switch unit {
	case "day":
		return iso(from.AddDate(0, 0, shift)), true
	case "week", "weekend":
		return week(from.AddDate(0, 0, 7*shift)), true
	case "month":
		return monthsOn(from, shift), true
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

// anaphor reads "the following day", "that year", "the same month", "that autumn", which hang on the last date
// of the text and are unresolved where it is too coarse.
func (s *scan) anaphor(j int, unit string, shift int, w string) (found, bool) {
	d := found{last: j + 1}
	if w == "that" && s.noun(j+1) {
		return found{}, false
	}
	from, to, ok := s.last.Bounds()
	if n, isSeason := s.f.seasons[unit]; isSeason && shift == 0 && (w == "that" || w == "same") {
		if ok {
			d.value = fmt.Sprintf("%04d-%s", from.Year(), seasonNames[n])
		}
		return d, true
	}
	if m, isMonth := s.months(j); isMonth && w == "that" && s.tag(j+1) != "MD" && !strings.HasPrefix(s.tag(j+1), "VB") {
		if ok {
			d.value = fmt.Sprintf("%04d-%02d", from.Year(), m)
		}
		return d, true
	}
	exact := from.Equal(to)
	switch unit {
	case "day", "week":
		ok = ok && exact
	case "month":
		ok = ok && (exact || len(s.last) == 7 && s.last[5] < 'A')
	case "quarter":
		ok = ok && len(s.last) > 4 && s.last[5] != 'H'
	case "year":
	default:
		if !s.f.dayParts[unit] {
			return found{}, false
		}
		ok, unit = ok && exact, "day"
	}
	if ok {
		d.value, _ = s.f.unitOf(unit, shift, from)
	}
	return d, true
}

// shifted reads "two years ago", "a week earlier", "three months later", "ten days from now", "two weeks before Christmas".
func (s *scan) shifted(i int) (found, bool) {
	n, j, ok := s.number(i)
	if !ok {
		return found{}, false
	}
	half := s.word(j) == "and" && s.word(j+1) == "a" && s.word(j+2) == "half"
	if half {
		j += 3
	}
	unit := strings.TrimSuffix(s.word(j), "s")
	switch unit {
	case "day", "week", "month", "year", "decade":
	default:
		return found{}, false
	}
	last := j + 2
	switch w := s.word(j + 1); w {
	case "ago":
		if n == 1 && unit == "year" && s.recentQuarter() {
			return found{last: last, value: yearsOn(s.quarter, -1), compared: true}, true
		}
		return s.besideNow(last, -n, unit, half), true
	case "from":
		if w := s.word(j + 2); w != "now" && w != "today" {
			return found{}, false
		}
		return s.besideNow(j+3, n, unit, half), true
	case "earlier", "before":
		if next := s.word(last); w == "before" && next != "," && next != "" && next != "." {
			return s.beforeDate(last, n, unit)
		}
		return s.besideLast(i, last, -n, unit, half), true
	case "later", "after":
		if next := s.word(last); w == "after" && next != "," && next != "" && next != "." {
			return found{}, false // a limit
		}
		return s.besideLast(i, last, n, unit, half), true
	}
	return found{}, false
}

// besideNow is the time n units after publication, before it where n is negative; without a value where that is not known or a half is told
// beside the units.
func (s *scan) besideNow(last, n int, unit string, half bool) found {
	d := found{last: last}
	if s.anchored && !half {
		d.value = on(s.now, n, unit, 10)
	}
	return d
}

// besideLast is the time n units after the date told last, before it where n is negative; without a value where that date is not known or a
// half is told beside the units.
func (s *scan) besideLast(i, last, n int, unit string, half bool) found {
	d := found{last: last, compared: n == -1 && unit == "year"}
	if d.compared && s.recentQuarter() {
		d.value = yearsOn(s.quarter, -1)
		return d
	}
	from, _, ok := s.last.Bounds()
	if !ok || half {
		return d
	}
	d.value = on(from, n, unit, len(s.last))
	if first, _, ok := factDate(d.value).Bounds(); ok && n > 0 && s.anchored && first.After(s.now) && !from.After(s.now) && !s.cue(i, 8) {
		d.value = "" // what is told to have come later cannot lie behind the publication
	}
	return d
}

// recentQuarter reports whether a quarter or a half was told close before, with which "a year ago" is compared.
func (s *scan) recentQuarter() bool { return s.quarter != "" && s.sentence-s.quarterAt <= 3 }

// beforeDate reads the date of "two weeks before Christmas" from the date at token k.
func (s *scan) beforeDate(k, n int, unit string) (found, bool) {
	d, ok := s.pointAt(k)
	if !ok || d.duration != "" {
		return found{}, false
	}
	first, last, ok := factDate(d.value).Bounds()
	d.value, d.mod = "", ""
	if ok && first.Equal(last) {
		switch unit {
		case "day":
			d.value = iso(first.AddDate(0, 0, -n))
		case "week":
			d.value = iso(first.AddDate(0, 0, -7*n))
		default:
			d.value = on(first, -n, unit, 10)
		}
	}
	return d, true
}

// on is the date n units from another, no finer than the unit and than width, the length of the other's value.
func on(from time.Time, n int, unit string, width int) string {
	switch unit {
	case "day":
		if width == 10 {
			return iso(from.AddDate(0, 0, n))
		}
	case "week":
		if width == 10 {
			return week(from.AddDate(0, 0, 7*n))
		}
	case "month":
		if width >= 7 {
			return monthsOn(from, n)
		}
	case "year":
		return fmt.Sprintf("%04d", from.Year()+n)
	case "decade":
		return fmt.Sprintf("%04d", from.Year()+10*n)
	}
	return ""
}
