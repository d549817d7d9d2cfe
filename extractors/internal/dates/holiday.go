package dates

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// holiday is a feast by its words, and its day in a year.
type holiday struct {
	words []string
	day   func(year int) time.Time
}

// holidays reads entries such as "christmas day:12-25" (month-day), "labor day:09-1-1" (month, weekday from
// Sunday 0, which one, 5 the last), and "good friday:easter-2" (days from Easter), by first word, longest first.
func holidays(list []string) (map[string][]holiday, error) {
	m := map[string][]holiday{}
	for _, entry := range list {
		name, rule, ok := strings.Cut(entry, ":")
		words := strings.Fields(strings.NewReplacer("'s ", " 's ", "s' ", "s ' ").Replace(name))
		if !ok || len(words) == 0 {
			return nil, fmt.Errorf("holiday %q of list dates.holidays has no rule", entry)
		}
		day, ok := dayRule(rule)
		if !ok {
			return nil, fmt.Errorf("holiday %q of list dates.holidays has a rule that is none of 12-25, 09-1-1 and easter-2", entry)
		}
		m[words[0]] = append(m[words[0]], holiday{words, day})
	}
	for _, same := range m {
		slices.SortStableFunc(same, func(a, b holiday) int { return len(b.words) - len(a.words) })
	}
	return m, nil
}

// dayRule reads the rule of a holiday.
func dayRule(rule string) (func(int) time.Time, bool) {
	var m, d, n int
	if rest, ok := strings.CutPrefix(rule, "easter"); ok {
		if rest != "" {
			if _, err := fmt.Sscanf(rest, "%d", &n); err != nil {
				return nil, false
			}
		}
		return func(y int) time.Time { return easter(y).AddDate(0, 0, n) }, true
	}
	switch k, err := fmt.Sscanf(rule+"-", "%d-%d-%d-", &m, &d, &n); {
	case m < 1 || m > 12:
		return nil, false
	case k == 3 && err == nil && d >= 0 && d <= 6 && n >= 1 && n <= 5:
		return func(y int) time.Time {
			t := time.Date(y, time.Month(m), 1, 0, 0, 0, 0, time.UTC)
			t = t.AddDate(0, 0, (d-int(t.Weekday())+7)%7+7*(n-1))
			if int(t.Month()) != m {
				t = t.AddDate(0, 0, -7)
			}
			return t
		}, true
	case k == 2 && d >= 1 && d <= 31:
		return func(y int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }, true
	}
	return nil, false
}

// holiday reads a feast with a fixed day, or one reckoned from the year.
func (s *scan) holiday(i int) (found, bool) {
	if !s.capital(i) {
		return found{}, false
	}
	for _, h := range s.f.holidays[s.word(i)] {
		n := len(h.words)
		match := i+n <= s.end
		for k := 1; match && k < n; k++ {
			match = s.word(i+k) == h.words[k]
		}
		if !match {
			continue
		}
		if n == 1 && (s.noun(i+1) || s.tag(i+1) == "NNP") && s.f.starts[s.word(i+1)]&kDeictic == 0 {
			return found{}, false // "Christmas Island", "Easter eggs"
		}
		d := found{last: i + n}
		if y, last, ok := s.yearBehind(i + n); ok {
			d.last, d.value = last, iso(h.day(y))
		} else if w := s.word(i - 1); s.anchored && (w == "last" || w == "next") {
			y := s.now.Year()
			if t := h.day(y); w == "last" && !t.Before(s.now) {
				y--
			} else if w == "next" && !t.After(s.now) {
				y++
			}
			d.value = iso(h.day(y))
		} else if s.anchored {
			d.value = iso(s.nearestHoliday(i, h))
		}
		return d, true
	}
	return found{}, false
}

// nearestHoliday resolves a feast without a year as nearestDay does a day.
func (s *scan) nearestHoliday(i int, h holiday) time.Time {
	best, ok := time.Time{}, false
	future := s.cue(i, 4) || s.limit(i)
	for y := s.now.Year() - 1; y <= s.now.Year()+1; y++ {
		t := h.day(y)
		if future && t.Before(s.now) || !future && s.over(i, t, 100) {
			continue
		}
		if !ok || abs(t.Sub(s.now)) < abs(best.Sub(s.now)) {
			best, ok = t, true
		}
	}
	return best
}

// easter is Easter Sunday by the anonymous Gregorian algorithm.
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
