package kind

import (
	"time"

	"github.com/factwire/factwire"
)

// EventDay is the first day on which a fact may have happened, as 2026-07-01, by which a column sorts whatever the precision of the date;
// empty for a date that is unknown, and for a duty, whose date is when it falls due.
func EventDay(f factwire.Fact) string {
	first, _, ok := f.When.Date.Bounds()
	if !ok || Of(f.Kind).Identity.When == Due {
		return ""
	}
	return first.Format(time.DateOnly)
}

// DueDay is the last day on which a duty may be done, or of a duty that begins the first day that it may; empty for all other facts.
func DueDay(f factwire.Fact) string {
	first, last, ok := f.When.Date.Bounds()
	switch {
	case !ok || Of(f.Kind).Identity.When != Due:
		return ""
	case f.When.Relation == factwire.Before: // the last day to act is the one before
		last = first.AddDate(0, 0, -1)
	case f.When.Relation == factwire.From:
		last = first
	}
	return last.Format(time.DateOnly)
}
