package query

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/factwire/factwire/store/merge"
)

// Order is how facts are sorted.
type Order string

// The orders. Facts that compare as equal stand in the order of their ids; facts that lack what is compared come last.
const (
	Newest     Order = "newest"     // last reported first
	Oldest     Order = "oldest"     // first reported first
	ByDate     Order = "date"       // the event's own date, the latest first
	ByDue      Order = "due"        // the deadline that comes first
	Confident  Order = "confidence" // the surest first
	MostTold   Order = "reports"    // the most independent sources first, then the most articles
	Alphabetic Order = "who"        // by the first party's name
)

// Orders returns all orders. The caller owns the slice.
func Orders() []Order {
	return []Order{Newest, Oldest, ByDate, ByDue, Confident, MostTold, Alphabetic}
}

// Key is what a fact is sorted by: smaller keys first.
type Key struct {
	text   string
	number float64
	id     string
}

// KeyOf returns a fact's key in an order.
func KeyOf(f *merge.Fact, o Order) Key {
	const last = "\uffff"
	k := Key{id: f.ID}
	switch o {
	case Newest:
		k.text = descending(f.Last)
	case Oldest:
		k.text = cmp.Or(f.First, last)
	case ByDate:
		_, day, ok := f.When.Date.Bounds()
		if !ok {
			k.text = last
			break
		}
		k.text = descending(fmt.Sprintf("%010d", day.Unix()/86400+1<<32))
	case ByDue:
		_, day, ok := Due(f)
		if !ok {
			k.text = last
			break
		}
		k.text = day.Format("2006-01-02")
	case Confident:
		k.number = -f.Confidence
	case MostTold:
		const most = 1 << 20 // more articles than one fact has
		k.number = -float64(f.Independent*most + f.Articles)
	case Alphabetic:
		if len(f.Who) == 0 {
			k.text = last
			break
		}
		k.text = strings.ToLower(f.Who[0].Name)
	}
	return k
}

// descending turns a text of digits and signs into one that sorts the other way round; the empty one comes last.
func descending(s string) string {
	if s == "" {
		return "\uffff"
	}
	b := []byte(s)
	for i := range b {
		b[i] = 0x7f - b[i]&0x7f
	}
	return string(b)
}

// Compare orders two keys of one order.
func (k Key) Compare(other Key) int {
	return cmp.Or(cmp.Compare(k.text, other.text), cmp.Compare(k.number, other.number), cmp.Compare(k.id, other.id))
}

// ID returns the id of the key's fact.
func (k Key) ID() string { return k.id }

// Sort sorts facts.
func Sort(facts []merge.Fact, o Order) {
	keys := make(map[string]Key, len(facts))
	for i := range facts {
		keys[facts[i].ID] = KeyOf(&facts[i], o)
	}
	slices.SortStableFunc(facts, func(a, b merge.Fact) int { return keys[a.ID].Compare(keys[b.ID]) })
}
