package query

import (
	"time"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/kind"
	"github.com/factwire/factwire/store/merge"
)

// Due returns the days between which a deadline in force falls due; ok is false for all other facts, and for a deadline that
// another replaced.
func Due(f *merge.Fact) (first, last time.Time, ok bool) {
	if f.SupersededBy != "" {
		return first, last, false
	}
	return DueDays(f.Fact)
}

// DueDays is Due for a fact of which it is not known whether another replaced it.
func DueDays(f factwire.Fact) (first, last time.Time, ok bool) {
	first, last, ok = f.When.Date.Bounds()
	if !kind.Of(f.Kind).Report.Due || f.Status != factwire.Done && f.Status != factwire.Proposed || !ok {
		return first, last, false
	}
	if f.When.Relation == factwire.Before { // the last day to act is the one before, which is exact whatever the precision
		last = first.AddDate(0, 0, -1)
		first = last
	}
	return first, last, true
}
