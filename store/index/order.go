package index

import (
	"cmp"
	"slices"

	"github.com/factwire/factwire/store/query"
)

// sortAll brings the rows from one on into the orders of the others.
func (x *Index) sortAll(from int) {
	for _, o := range query.Orders() {
		compare := x.comparison(o)
		var fresh []uint32
		for row := from; row < len(x.ids); row++ {
			if !x.dead.has(uint32(row)) {
				fresh = append(fresh, uint32(row))
			}
		}
		slices.SortFunc(fresh, compare)
		x.orders[o] = x.merge(x.orders[o], fresh, compare)
	}
}

// merge joins two sorted lists of rows, without the dead ones.
func (x *Index) merge(old, fresh []uint32, compare func(a, b uint32) int) []uint32 {
	if len(old) == 0 {
		return fresh
	}
	out := make([]uint32, 0, len(old)+len(fresh))
	for _, row := range old {
		if x.dead.has(row) {
			continue
		}
		for len(fresh) > 0 && compare(fresh[0], row) < 0 {
			out, fresh = append(out, fresh[0]), fresh[1:]
		}
		out = append(out, row)
	}
	return append(out, fresh...)
}

// comparison compares rows as query.Key compares facts.
func (x *Index) comparison(o query.Order) func(a, b uint32) int {
	ids := func(a, b uint32) int { return cmp.Compare(x.ids[a], x.ids[b]) }
	rising := func(column []int32) func(a, b uint32) int {
		return func(a, b uint32) int {
			// never is the least, and comes last: as an unsigned number behind its predecessor it is the greatest
			return cmp.Or(cmp.Compare(uint32(column[a]-1)^1<<31, uint32(column[b]-1)^1<<31), ids(a, b))
		}
	}
	falling := func(column []int32) func(a, b uint32) int {
		return func(a, b uint32) int { return cmp.Or(cmp.Compare(column[b], column[a]), ids(a, b)) }
	}
	switch o {
	case query.Oldest:
		return rising(x.first)
	case query.ByDate:
		return falling(x.date)
	case query.ByDue:
		return rising(x.due)
	case query.Confident:
		return func(a, b uint32) int {
			return cmp.Or(cmp.Compare(x.confidence[b], x.confidence[a]), ids(a, b))
		}
	case query.MostTold:
		return func(a, b uint32) int { return cmp.Or(cmp.Compare(x.reports[b], x.reports[a]), ids(a, b)) }
	case query.Alphabetic:
		who := &x.roles[Who]
		return func(a, b uint32) int {
			p, q := who.of(a), who.of(b)
			switch {
			case len(p) == 0 || len(q) == 0:
				return cmp.Or(cmp.Compare(min(len(q), 1), min(len(p), 1)), ids(a, b))
			case p[0] == q[0]:
				return ids(a, b)
			}
			return cmp.Or(cmp.Compare(x.entities.all[p[0]].lower, x.entities.all[q[0]].lower), ids(a, b))
		}
	}
	return falling(x.last)
}
