package merge

import (
	"time"
	"unicode/utf8"

	"github.com/factwire/factwire"
)

// period is a date as its first and last day, counted from 1970; known is false for no date.
type period struct {
	first, last int
	known       bool
}

func periodOf(d factwire.Date) period {
	a, b, ok := d.Bounds()
	return period{first: days(a), last: days(b), known: ok}
}

func days(t time.Time) int { return int(t.Unix() / (24 * 60 * 60)) }

// agrees reports whether both may be the same day; no date agrees with every date.
func (p period) agrees(q period) bool {
	return !p.known || !q.known || p.first <= q.last && q.first <= p.last
}

// length is the number of days that the date may mean.
func (p period) length() int { return p.last - p.first + 1 }

// coincides reports whether both are known to a month or better, and agree.
func (p period) coincides(q period) bool {
	return p.known && q.known && p.length() <= 31 && q.length() <= 31 && p.agrees(q)
}

// gap is the number of days between two periods; 0 if they agree.
func (p period) gap(q period) int { return max(0, p.first-q.last, q.first-p.last) }

// day is the date of a publication, without its time. What is no date is cut like one, but never within a character.
func day(published string) string {
	if len(published) > len("2006-01-02") {
		published = published[:len("2006-01-02")]
	}
	for i := range len(published) {
		if published[i] >= utf8.RuneSelf {
			return ""
		}
	}
	return published
}
