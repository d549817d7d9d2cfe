package dates

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// calendar reads weekdays, days and months, with or without a year.
func (s *scan) calendar(i int) (found, bool) {
	if d, ok := s.numeric(i); ok {
		return d, true
	}
	if d, ok := s.bareOrdinal(i); ok {
		return d, true
	}
	wd, ok := s.weekdayAt(i)
	if !ok {
		return s.dayMonth(i)
	}
	j := i + 1
	if s.word(j) == "," {
		j++
	}
	if s.word(j) == "the" {
		j++
	}
	if d, ok := s.dayMonth(j); ok && len(d.value) != 7 && s.dayed(j) {
		return d, true
	}
	return s.weekday(i, wd)
}

// dayed reports whether a day of a month, not a bare month, stands at token i.
func (s *scan) dayed(i int) bool {
	if _, ok := s.months(i); ok {
		_, day := s.day(i + 1)
		_, _, days := s.days(i + 1)
		return day || days || s.word(i+1) == "the"
	}
	return true
}

// weekdayAt reads a weekday's name that is not part of another name.
func (s *scan) weekdayAt(i int) (int, bool) {
	w := s.word(i)
	wd, ok := s.f.weekdays[w]
	if !ok || !s.capital(i) || s.f.ambiguous[w] && !strings.HasSuffix(s.doc.Tokens[i].Text, ".") && !s.shortDay(i) {
		return 0, false
	}
	if s.f.weekdayNames[s.word(i+1)] && s.capital(i+1) {
		return 0, false // "Sunday Times"
	}
	if s.f.weekdayNames[s.word(i-1)] && s.capital(i-1) {
		return 0, false // "Bloody Sunday"
	}
	return wd, true
}

// shortDay reports whether a short weekday ("Tue", "Sun") stands before a day of a month.
func (s *scan) shortDay(i int) bool {
	j := i + 1
	if s.word(j) == "," {
		j++
	}
	if _, ok := s.months(j); ok {
		_, ok = s.day(j + 1)
		return ok
	}
	_, ok := s.day(j)
	if ok {
		_, ok = s.months(j + 1)
	}
	return ok
}

// months reads a month's name, which has a capital.
func (s *scan) months(i int) (int, bool) {
	m, ok := s.f.months[s.word(i)]
	return m, ok && s.capital(i)
}

// dayMonth reads "October 27, 2020", "27 October 2020", "the 14th of March", "October 2020", "October".
func (s *scan) dayMonth(i int) (found, bool) {
	if m, ok := s.months(i); ok {
		return s.monthFirst(i, m)
	}
	list, ok := s.list(i)
	if !ok {
		return found{}, false
	}
	j := list[len(list)-1].last
	if s.word(j) == "day" && s.word(j+1) == "of" {
		j++
	}
	if s.word(j) == "of" {
		j++
	}
	m, ok := s.months(j)
	if !ok {
		return found{}, false
	}
	list[len(list)-1].last = j + 1
	return s.dated(i, j+1, m, list)
}

// monthFirst reads what starts with a month's name.
func (s *scan) monthFirst(i, m int) (found, bool) {
	j := i + 1
	if s.word(j) == "the" || s.word(j) == "," && s.f.ordinals[s.word(j+1)] == 0 && !s.plainDay(j+1) && s.ordinalDay(j+1) {
		j++
	}
	if list, ok := s.list(j); ok && (j == i+1 || s.ordinalDay(j)) && !s.measured(list[len(list)-1].last) {
		return s.dated(i, list[len(list)-1].last, m, list)
	}
	if y, last, ok := s.yearBehind(i + 1); ok {
		if n := s.word(i - 1); len(n) == 2 && digits(n) && n > "31" && s.told(i-1) {
			return found{last: last}, true // "by 45 June 2027": the words stay words
		}
		return found{last: last, value: fmt.Sprintf("%04d-%02d", y, m)}, true
	}
	if y, ok := s.rangeYear(i+1, m); ok {
		return found{last: i + 1, value: fmt.Sprintf("%04d-%02d", y, m)}, true
	}
	if s.f.ambiguous[s.word(i)] && !s.monthContext(i) || s.someone(i) {
		return found{}, false
	}
	return s.nearestMonth(i, i+1, m)
}

func (s *scan) plainDay(i int) bool { return digits(s.word(i)) }

// ordinalDay reports "6th" and "first", days that are no plain numbers.
func (s *scan) ordinalDay(i int) bool {
	_, ok := s.day(i)
	return ok && !s.plainDay(i)
}

// list reads days of one month: "3", "3-5", "3 and 5", "3 to 5". The days are in value,
// as digits, until the month and the year are known.
func (s *scan) list(i int) ([]dayOf, bool) {
	if from, _, ok := s.days(i); ok {
		return []dayOf{{i, i + 1, strconv.Itoa(from)}}, true
	}
	n, last, ok := s.dayAt(i)
	if !ok {
		return nil, false
	}
	list := []dayOf{{i, last, strconv.Itoa(n)}}
	for len(list) < 8 {
		switch s.word(last) {
		case "and", "or", "to", "-", "–", "—", "through", ",", "&":
		default:
			return list, true
		}
		j := last + 1
		if s.word(j) == "the" {
			j++
		}
		next, after, ok := s.dayAt(j)
		if !ok || next <= n || s.measured(after) || s.noun(after) && s.f.months[s.word(after)] == 0 || s.word(last) == "," && !s.listed(after) {
			return list, true
		}
		if w := s.word(after); w == "/" || w == "$" || s.word(after+1) == "percent" {
			return list, true
		}
		list = append(list, dayOf{j, after, strconv.Itoa(next)})
		n, last = next, after
	}
	return list, true
}

// listed reports whether a list of days goes on or ends behind a comma's day: "3, 4 and 5 March".
func (s *scan) listed(i int) bool {
	switch w := s.word(i); w {
	case "and", ",":
		return s.ordinalDay(i+1) || s.plainDay(i+1) && len(s.word(i+1)) <= 2
	default:
		return s.f.months[w] > 0
	}
}

// dayAt reads a day, which may have two words ("twenty third").
func (s *scan) dayAt(i int) (n, last int, ok bool) {
	if t := s.f.tens[s.word(i)]; t == 2 || t == 3 {
		if u := s.f.ordinals[s.word(i+1)]; u > 0 && u < 10 {
			return 10*t + u, i + 2, true
		}
	}
	n, ok = s.day(i)
	return n, i + 1, ok
}

// measured reports whether the number before token i is no day: a share, a time of day, a sum.
func (s *scan) measured(i int) bool {
	switch w := s.word(i); w {
	case "percent", "%", "per", "am", "pm", "a.m", "p.m", "million", "billion", "o'clock":
		return true
	case ":":
		next := s.word(i + 1)
		return next != "" && next[0] >= '0' && next[0] <= '9'
	}
	return false
}

// dated resolves the days of a month, which end before token j, and reads the year behind them.
func (s *scan) dated(i, j, m int, list []dayOf) (found, bool) {
	y, last, ok := s.yearBehind(j)
	if w := s.word(j); !ok && len(w) == 2 && digits(w) && len(list) == 1 && list[0].last < j+1 && s.closes(j+1) && s.told(i) { // "by 17 May 27"
		y, ok = s.yearOf(w)
		last = j + 1
	}
	if ok && s.word(j) == "in" && last == j+2 && s.f.counted[s.word(last)] {
		ok = false
	}
	if !ok {
		y, ok = s.rangeYear(j, m)
		last = j
	}
	if !ok && s.anchored {
		day, _ := strconv.Atoi(list[0].value)
		t, valid := s.nearestDay(i, m, day)
		if !valid {
			return found{last: j}, day > 29 // there is no such day: the words stay words
		}
		y, last = t.Year(), j
	} else if !ok {
		last = j
		if day, _ := strconv.Atoi(list[0].value); time.Date(2000, time.Month(m), day, 0, 0, 0, 0, time.UTC).Day() != day {
			return found{}, false
		}
	}
	if !ok && s.word(last) == "attacks" {
		return found{last: last}, true // an event's name, of whatever year
	}
	known := ok || s.anchored
	d := found{last: list[0].last, rest: list[1:]}
	for k := range list {
		v := ""
		if known {
			n, _ := strconv.Atoi(list[k].value)
			v = fmt.Sprintf("%04d-%02d-%02d", y, m, n)
			if factDate(v) == "" {
				return found{last: last}, n > 28 && len(list) == 1
			}
		}
		list[k].value = v
	}
	d.value = list[0].value
	if len(list) == 1 {
		d.last = last
	} else {
		list[len(list)-1].last = last
	}
	return d, true
}

// closes reports whether a phrase ends before token i.
func (s *scan) closes(i int) bool {
	switch s.word(i) {
	case "", ".", ",", ";", ")", "”", "and", "or":
		return true
	}
	return false
}

// rangeYear reads the year of a range's other end for month m, which ends before token i:
// "[June] and August 2020", "[March 3] to April 5, 2025".
func (s *scan) rangeYear(i, m int) (int, bool) {
	switch s.word(i) {
	case "to", "and", "-", "–", "—", "through", "until", "till", "or":
	default:
		return 0, false
	}
	j := i + 1
	_, dayFirst := s.day(j)
	if dayFirst {
		j++
		if s.word(j) == "of" {
			j++
		}
	}
	m2, ok := s.months(j)
	if !ok {
		return 0, false
	}
	j++
	if _, ok := s.day(j); ok && !dayFirst {
		j++
	}
	if s.word(j) == "," || s.word(j) == "of" || s.word(j) == "in" {
		j++
	}
	y, ok := s.fullYear(j)
	if ok && m > m2 {
		y--
	}
	return y, ok
}

// ymd is a full date, if there is such a day.
func (s *scan) ymd(last, y, m, d int) (found, bool) {
	v := fmt.Sprintf("%04d-%02d-%02d", y, m, d)
	return found{last: last, value: v}, factDate(v) != ""
}

// monthContext tells "in May" and "last March" from "may" and "March".
func (s *scan) monthContext(i int) bool {
	switch s.word(i - 1) {
	case "in", "since", "until", "by", "of", "from", "before", "after", "late", "early", "mid", "during", "through", "this", "last", "next", "to", "and", "between", "till", "mid-":
		return s.tag(i) != "MD" && !strings.HasPrefix(s.tag(i+1), "NNP")
	}
	return false
}

// someone reports whether a month's name is somebody's here: "June Almeida", or "by May" where the text
// names a Mrs May.
func (s *scan) someone(i int) bool {
	switch s.word(i) {
	case "may":
		if s.surname == 0 {
			s.surname = 1
			for j := 1; j < len(s.doc.Tokens); j++ {
				t, p := &s.doc.Tokens[j], &s.doc.Tokens[j-1]
				if t.Text == "May" && p.Tag == "NNP" && t.Space && p.Text[0] >= 'A' && p.Text[0] <= 'Z' && s.f.starts[strings.TrimSuffix(p.Lower, ".")] == 0 && s.f.leads[p.Lower] == nil {
					s.surname = 2
					break
				}
			}
		}
		return s.surname == 2
	case "april", "june", "august":
		next := s.text(i + 1)
		if s.tag(i+1) != "NNP" || next == "" || next == strings.ToUpper(next) || s.monthContext(i) {
			return false
		}
		return s.word(i-1) == "" || s.capital(i-1) && s.tag(i-1) == "NNP"
	}
	// "Jan Moen": a month that is cut short has a stop or a day beside it.
	next := s.text(i + 1)
	return len(s.text(i)) == 3 && s.tag(i+1) == "NNP" && s.capital(i+1) && next != strings.ToUpper(next) && !s.monthContext(i)
}

// text is a token's text, or "" outside the sentence.
func (s *scan) text(i int) string {
	if i < s.first || i >= s.end {
		return ""
	}
	return s.doc.Tokens[i].Text
}
