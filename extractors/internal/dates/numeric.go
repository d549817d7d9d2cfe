package dates

import (
	"net/url"
	"strconv"
	"strings"
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
	p, sep := threeParts(w)
	if p == nil {
		return found{}, false
	}
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
	return s.dayAndMonth(i, year, n[0], n[1], sep)
}

// threeParts parts a date at its two equal separators: slashes, stops or hyphens. The first and the last part are digits; nil where the word is
// of another form.
func threeParts(w string) (parts []string, sep byte) {
	if len(w) > 11 && w[10] == 't' && digits(w[11:12]) {
		w = w[:10] // without the time of the day
	}
	if len(w) < 6 || len(w) > 11 || w[0] < '0' || w[0] > '9' {
		return nil, 0
	}
	p := strings.FieldsFunc(w, func(r rune) bool { return r == '/' || r == '.' || r == '-' })
	if len(p) != 3 || len(p[0])+len(p[1])+len(p[2])+2 != len(w) || w[len(p[0])] != w[len(w)-len(p[2])-1] || !digits(p[0]) || !digits(p[2]) {
		return nil, 0
	}
	return p, w[len(p[0])]
}

// dayAndMonth reads the numbers a and b before a year as day and month, or as month and day: as they can be, else as the article writes them.
func (s *scan) dayAndMonth(i, year, a, b int, sep byte) (found, bool) {
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
