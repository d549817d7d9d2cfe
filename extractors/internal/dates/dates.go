// Package dates finds dates and durations in a text and resolves them against
// the publication date.
package dates

import "github.com/factwire/factwire"

// Mod says which part of a period is meant.
type Mod string

// The mods, as annotations print them.
const (
	Start  Mod = "start"
	Mid    Mod = "mid"
	End    Mod = "end"
	Approx Mod = "approx"
)

// Mention is a date or a duration in a text.
type Mention struct {
	First, Last int // tokens [First, Last), with the preposition that gives Relation left out
	Start, End  int // bytes
	// Value is the date: that of factwire.Date, or a season "2026-SP|SU|FA|WI",
	// a decade "199", a century "19"; empty where it cannot be resolved, and for
	// a duration whose start is not stated.
	Value string
	// Date is Value as a fact carries it: a season is its year; empty for decades
	// and centuries.
	Date     factwire.Date
	Relation factwire.Relation // from the preposition or verb before it; "" if none
	Mod      Mod
	// Duration is a length of time ("90 days" is "P90D", ISO 8601), set for limits
	// such as "within 90 days" and "in the next six months"; Date is then the end of it
	// where the start is stated ("within 90 days of 1 March").
	Duration string
	// Lead is the first token of the words that give the relation ("no later than",
	// "by the end of"), or First if there are none.
	Lead int
}
