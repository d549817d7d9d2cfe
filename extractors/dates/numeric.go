package dates

import (
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/factwire/factwire"
)

// Order is that of day and month in dates written in digits.
type Order uint8

// The orders. With OrderUnknown a date that may be read in two ways is not read.
const (
	OrderUnknown Order = iota
	DayFirst           // 3/4/2026 is 3 April
	MonthFirst         // 3/4/2026 is March 4
)

// Order tells the order of an outlet's dates by its address and its name: that of its
// country's top-level domain, or of the lists dates.day-first and dates.month-first.
func (f *Finder) Order(address, site string) Order {
	host := ""
	if u, err := url.Parse(address); err == nil {
		host = strings.ToLower(u.Hostname())
	}
	if site = strings.ToLower(strings.TrimSpace(site)); host == "" && strings.Contains(site, ".") && !strings.Contains(site, " ") {
		host = site
	}
	for _, name := range []string{site, strings.TrimPrefix(site, "the ")} {
		if o := f.orderOf(name); o != OrderUnknown && name != "" {
			return o
		}
	}
	for host != "" {
		if o := f.orderOf(host); o != OrderUnknown {
			return o
		}
		_, rest, ok := strings.Cut(host, ".")
		if !ok {
			break
		}
		host = rest
	}
	return OrderUnknown
}

func (f *Finder) orderOf(name string) Order {
	switch {
	case f.dayFirst[name]:
		return DayFirst
	case f.monthFirst[name]:
		return MonthFirst
	}
	return OrderUnknown
}

// numeric reads 2020-10-27, a stamp such as 2020-10-27T12:00:00Z, 27/10/2020 and 10/27/2020 where only one order is
// possible or the outlet's is known, 27.10.2020, 27.10.20, and 27-Oct-20.
func (s *scan) numeric(i int) (found, bool) {
	w := s.word(i)
	if f, ok := s.compact(i, w); ok {
		return f, true
	}
	if len(w) > 11 && w[10] == 't' && digits(w[11:12]) {
		w = w[:10]
	}
	if len(w) < 6 || len(w) > 11 || w[0] < '0' || w[0] > '9' {
		return found{}, false
	}
	p := strings.FieldsFunc(w, func(r rune) bool { return r == '/' || r == '.' || r == '-' })
	if len(p) != 3 || len(p[0])+len(p[1])+len(p[2])+2 != len(w) || w[len(p[0])] != w[len(w)-len(p[2])-1] || !digits(p[0]) || !digits(p[2]) {
		return found{}, false
	}
	sep := w[len(p[0])]
	var n [3]int
	for k := range p {
		n[k], _ = strconv.Atoi(p[k])
	}
	year, ok := s.yearOf(p[2])
	if m := s.f.months[p[1]]; m > 0 { // 17-May-27
		return s.possible(i, year, m, n[0], ok && len(p[0]) <= 2)
	}
	switch {
	case !digits(p[1]) || len(p[1]) > 2:
		return found{}, false
	case len(p[0]) == 4 && len(p[2]) <= 2 && (sep != '.' || len(p[1]) == 2 && len(p[2]) == 2 && s.told(i)):
		return s.possible(i, n[0], n[1], n[2], n[0] > 1500 && n[0] < 2200)
	case len(p[0]) > 2 || !ok || sep == '-' && len(p[2]) == 2:
		return found{}, false
	case len(p[2]) == 2 && (sep == '.' || !s.f.yearLeads[s.word(i-1)] && s.word(i-1) != "on") && !s.led(i):
		return found{}, false // "version 13.6.27"
	}
	a, b := n[0], n[1]
	switch {
	case sep == '.', a > 12, a == b:
		return s.possible(i, year, b, a, true)
	case b > 12:
		return s.possible(i, year, a, b, true)
	}
	switch s.digitOrder() {
	case DayFirst:
		return s.possible(i, year, b, a, true)
	case MonthFirst:
		return s.possible(i, year, a, b, true)
	}
	return found{last: i + 1}, true
}

// compact reads 20260630 and 20260630T120000Z, where words tell that it is a date, and the ISO week 2026-W27.
func (s *scan) compact(i int, w string) (found, bool) {
	if len(w) == 8 && w[4:6] == "-w" && digits(w[:4]) && digits(w[6:]) {
		return s.valued(i, strings.ToUpper(w))
	}
	if len(w) < 8 || len(w) > 8 && w[8] != 't' || !digits(w[:8]) || w[0] != '1' && w[0] != '2' || !s.told(i) {
		return found{}, false
	}
	return s.valued(i, w[:4]+"-"+w[4:6]+"-"+w[6:8])
}

// valued is a date of one token, or no date where there is no such day or week.
func (s *scan) valued(i int, value string) (found, bool) {
	return found{last: i + 1, value: value}, factDate(value) != ""
}

// told reports whether the words before token i tell that a date follows.
func (s *scan) told(i int) bool { return s.led(i) || s.word(i-1) == "on" }

// possible is a day of the calendar, or a date without a value where there is no such day.
func (s *scan) possible(i, y, m, d int, ok bool) (found, bool) {
	if !ok {
		return found{}, false
	}
	if f, ok := s.ymd(i+1, y, m, d); ok {
		return f, true
	}
	return found{last: i + 1}, true
}

// yearOf reads a year of four or two digits; one of two lies nearest to publication, up to 30 years ahead of it.
func (s *scan) yearOf(w string) (int, bool) {
	n, err := strconv.Atoi(w)
	switch {
	case err != nil || len(w) != 2 && len(w) != 4:
		return 0, false
	case len(w) == 4:
		return n, n > 1500 && n < 2200
	}
	now := 2000
	if s.anchored {
		now = s.now.Year()
	}
	y := now - now%100 + n
	if y > now+30 {
		y -= 100
	}
	return y, true
}

// led reports whether words that give a relation stand before token i.
func (s *scan) led(i int) bool {
	_, r := s.lead(i, "")
	return r != ""
}

// digitOrder is the order of the outlet, else that of the text's dates in digits that can be read in one way only.
func (s *scan) digitOrder() Order {
	if s.order != OrderUnknown || s.asked {
		return s.order
	}
	s.asked = true
	day, month := false, false
	for i := range s.doc.Tokens {
		w := s.doc.Tokens[i].Lower
		if len(w) < 8 || len(w) > 10 || strings.Count(w, "/") != 2 {
			continue
		}
		p := strings.Split(w, "/")
		a, err1 := strconv.Atoi(p[0])
		b, err2 := strconv.Atoi(p[1])
		if err1 != nil || err2 != nil || !digits(p[2]) {
			continue
		}
		day = day || a > 12 && a < 32 && b <= 12
		month = month || b > 12 && b < 32 && a <= 12
	}
	switch {
	case day && !month:
		s.order = DayFirst
	case month && !day:
		s.order = MonthFirst
	}
	return s.order
}

// bareOrdinal reads "by the 25th": the day of the month that is told, else the nearest or, of a limit, the coming one.
func (s *scan) bareOrdinal(i int) (found, bool) {
	w := s.word(i)
	if len(w) < 3 || len(w) > 4 || w[0] < '0' || w[0] > '9' || !s.ordinalDay(i) || s.word(i-1) != "the" {
		return found{}, false
	}
	switch s.word(i - 2) {
	case "by", "on", "until", "till", "before", "after", "from", "since", "than":
	default:
		return found{}, false
	}
	switch next := s.tag(i + 1); {
	case strings.HasPrefix(next, "NN"), strings.HasPrefix(next, "JJ"), next == "CD", next == "VBG", s.word(i+1) == "-", s.word(i+1) == "%":
		return found{}, false // "on the 25th anniversary"
	case s.word(i+1) == "of":
		switch s.word(i + 2) {
		case "this", "next", "the", "last":
			if s.word(i+3) == "month" && s.anchored {
				d, _ := s.day(i)
				shift := map[string]int{"next": 1, "last": -1}[s.word(i+2)]
				return s.dayIn(i+4, s.now.Year(), int(s.now.Month())+shift, d)
			}
		}
		return found{}, false
	}
	d, _ := s.day(i)
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
	n := s.f.ordinals[s.word(i)]
	if n == 0 && len(s.word(i)) == 3 {
		n = s.ordinal(s.word(i))
	}
	if w := s.word(i); w == "last" || w == "final" {
		n = -1
	}
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
	case (w == "working" || w == "business" || w == "trading") && s.word(j+1) == "day":
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
	t, step := first, 1
	if n < 0 {
		t, step, n = last, -1, 1
	}
	for ; !t.Before(first) && !t.After(last); t = t.AddDate(0, 0, step) {
		if !fits(t) {
			continue
		}
		if n--; n == 0 {
			return found{last: behind, value: iso(t)}, true
		}
	}
	return found{last: behind}, true
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
