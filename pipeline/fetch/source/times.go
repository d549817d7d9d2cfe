package source

import (
	"strings"
	"time"
)

// Times reads a day ("2026-03-10"), an hour or a minute of it ("2026-03-10T14:30"), or the first and the last of several, parted by "/". To is exclusive.
func Times(s string) (from, to time.Time, ok bool) {
	first, last, several := strings.Cut(strings.TrimSpace(s), "/")
	if !several {
		last = first
	}
	from, _, ok = moment(first)
	if !ok {
		return from, to, false
	}
	end, length, ok := moment(last)
	to = end.Add(length)
	return from, to, ok && to.After(from)
}

func moment(s string) (t time.Time, length time.Duration, ok bool) {
	s = strings.TrimSuffix(strings.TrimSpace(s), "Z")
	for layout, length := range map[string]time.Duration{"2006-01-02": 24 * time.Hour, "2006-01-02T15": time.Hour, "2006-01-02T15:04": time.Minute} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, length, true
		}
	}
	return t, 0, false
}
