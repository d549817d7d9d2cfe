package index

import (
	"slices"
	"strings"
	"time"
)

// lists is a list of small numbers for each row.
type lists struct {
	ends  []uint32
	items []uint32
}

// longLists is lists of large numbers.
type longLists struct {
	ends  []uint32
	items []uint64
}

// words gives each string a number.
type words struct {
	all    []string
	number map[string]uint32
}

// room makes room for n facts: a column that grows by itself takes twice its room for a while.
func (x *Index) room(n int) {
	x.ids, x.kinds, x.statuses, x.flags = make([]uint64, 0, n), make([]uint8, 0, n), make([]uint8, 0, n), make([]uint8, 0, n)
	x.confidence, x.reports, x.runs = make([]float32, 0, n), make([]uint32, 0, n), make([]uint32, 0, n)
	x.first, x.last, x.date, x.due = make([]int32, 0, n), make([]int32, 0, n), make([]int32, 0, n), make([]int32, 0, n)
	for i := range x.roles {
		x.roles[i].ends = make([]uint32, 0, n)
	}
	x.countries.ends, x.sites.ends, x.articles.ends = make([]uint32, 0, n), make([]uint32, 0, n), make([]uint32, 0, n)
	x.roles[Who].items, x.sites.items, x.articles.items = make([]uint32, 0, n), make([]uint32, 0, n), make([]uint64, 0, n)
}

// shrink gives back what the growing columns have too much of.
func (x *Index) shrink() {
	for i := range x.roles {
		x.roles[i].items = fit(x.roles[i].items)
	}
	x.countries.items, x.sites.items, x.articles.items = fit(x.countries.items), fit(x.sites.items), fit(x.articles.items)
}

// fit copies a column to where it has no more room than it needs.
func fit[T any](column []T) []T {
	if cap(column)-len(column) < len(column)/10 {
		return column
	}
	return append(make([]T, 0, len(column)), column...)
}

func dayOf(s string) int32 {
	if len(s) < len(time.DateOnly) {
		return never
	}
	t, err := time.Parse(time.DateOnly, s[:len(time.DateOnly)])
	if err != nil {
		return never
	}
	return days(t)
}

func days(t time.Time) int32 { return int32(t.Unix() / 86400) }

func dayText(d int32) string {
	if d == never {
		return ""
	}
	return time.Unix(int64(d)*86400, 0).UTC().Format(time.DateOnly)
}

func (l *lists) add(items ...uint32) {
	slices.Sort(items)
	l.items = append(l.items, slices.Compact(items)...)
	l.ends = append(l.ends, uint32(len(l.items)))
}

func (l *lists) of(row uint32) []uint32 {
	start := uint32(0)
	if row > 0 {
		start = l.ends[row-1]
	}
	return l.items[start:l.ends[row]]
}

func (w *words) of(s string) uint32 {
	n, ok := w.number[s]
	if !ok {
		if w.number == nil {
			w.number = map[string]uint32{}
		}
		n = uint32(len(w.all))
		s = strings.Clone(s)
		w.all = append(w.all, s)
		w.number[s] = n
	}
	return n
}

func (l *longLists) end() uint32 {
	if len(l.ends) == 0 {
		return 0
	}
	return l.ends[len(l.ends)-1]
}
