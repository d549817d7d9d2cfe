package index

import (
	"time"

	"github.com/factwire/factwire/kind"
	"github.com/factwire/factwire/store/query"
)

// The groups of filters: a facet counts what all groups but its own leave.
const (
	byOthers = iota
	byKind
	byStatus
	byWho
	byWhom
	byCountry
	bySite
	groups
)

// Selection is what a query leaves of an index. It holds for the index as it was when it was made, and is used before the next Apply: within
// [Index.Find].
type Selection struct {
	x    *Index
	sets [groups]bits // nil: all rows
	all  bits
}

// Find calls use with what the query leaves.
func (x *Index) Find(q query.Query, use func(*Selection) error) error {
	x.mu.RLock()
	defer x.mu.RUnlock()
	s := &Selection{x: x}
	m := q.Matcher(x.canon)
	if err := s.others(q, m); err != nil {
		return err
	}
	n := len(x.ids)
	if len(q.Kinds) > 0 {
		var want [256]bool
		for _, k := range q.Kinds {
			if d, ok := kind.Find(k); ok {
				want[d.Number] = true
			}
		}
		s.sets[byKind] = pick(n, func(row int) bool { return want[x.kinds[row]] })
	}
	if len(q.Statuses) > 0 {
		var want [256]bool
		for _, status := range q.Statuses {
			want[statusNumber(status)] = true
		}
		s.sets[byStatus] = pick(n, func(row int) bool { return want[x.statuses[row]] })
	}
	who, whom, anyone := m.Names()
	if len(who) > 0 {
		s.sets[byWho] = x.roles[Who].rows(x.sought(who))
	}
	if len(whom) > 0 {
		s.sets[byWhom] = x.roles[Whom].rows(x.sought(whom))
	}
	if len(anyone) > 0 {
		names := x.sought(anyone)
		set := x.roles[Who].rows(names)
		set.or(x.roles[Whom].rows(names))
		set.or(x.roles[People].rows(names))
		s.sets[byOthers].and(set)
	}
	if len(q.Countries) > 0 {
		want := newBits(len(x.states.all))
		for _, c := range m.Countries() {
			if i, ok := x.states.number[c]; ok {
				want.set(i)
			}
		}
		s.sets[byCountry] = x.countries.rows(want)
	}
	if len(q.Sites) > 0 {
		want := newBits(len(x.outlets.all))
		for i, key := range x.outlets.all {
			if m.Site(cut(key)) {
				want.set(uint32(i))
			}
		}
		s.sets[bySite] = x.sites.rows(want)
	}
	s.all = s.without(groups)
	return use(s)
}

// others fills in the filters that no facet is of.
func (s *Selection) others(q query.Query, m *query.Matcher) error {
	x := s.x
	since, until := dayOf(q.Since), dayOf(q.Until)
	from, to := dayOf(q.DueFrom), dayOf(q.DueTo)
	due := q.DueFrom != "" || q.DueTo != ""
	const half = 0.0005
	set := pick(len(x.ids), func(row int) bool {
		return (q.Rejected || x.flags[row]&rejected == 0) &&
			x.last[row] >= since &&
			(q.Until == "" || x.first[row] != never && x.first[row] <= until) &&
			float64(x.confidence[row]) >= q.Least-half &&
			uint64(x.runs[row]) >= q.SinceRun &&
			(!due || x.due[row] != never && x.due[row] >= from && (q.DueTo == "" || x.due[row] <= to))
	})
	for i, w := range x.dead {
		set[i] &^= w
	}
	if texts := m.Texts(); len(texts) > 0 {
		any := newBits(len(x.ids))
		for _, words := range texts {
			rows, err := x.terms.rows(len(x.ids), words)
			if err != nil {
				return err
			}
			any.or(rows)
		}
		set.and(any)
	}
	s.sets[byOthers] = set
	return nil
}

// without is what all groups but one leave.
func (s *Selection) without(group int) bits {
	out := append(bits(nil), s.sets[byOthers]...)
	for g := byOthers + 1; g < groups; g++ {
		if g != group {
			out.and(s.sets[g])
		}
	}
	return out
}

// pick returns the rows that keep takes.
func pick(n int, keep func(row int) bool) bits {
	out := newBits(n)
	for row := range n {
		if keep(row) {
			out[row>>6] |= 1 << (row & 63)
		}
	}
	return out
}

// rows returns the rows whose lists hold one of the wanted.
func (l *lists) rows(want bits) bits {
	out := newBits(len(l.ends))
	if want == nil {
		return out
	}
	start := uint32(0)
	for row, end := range l.ends {
		for _, item := range l.items[start:end] {
			if want.has(item) {
				out[row>>6] |= 1 << (row & 63)
				break
			}
		}
		start = end
	}
	return out
}

// Count is how many facts there are.
func (s *Selection) Count() int { return s.all.count() }

// Page returns the ids of some facts in an order, and skips others before them.
func (s *Selection) Page(o query.Order, skip, most int) []string {
	order := s.x.orders[o]
	if order == nil {
		order = s.x.orders[query.Newest]
	}
	var out []string
	for _, row := range order {
		if !s.all.has(row) {
			continue
		}
		if skip > 0 {
			skip--
			continue
		}
		if len(out) == most {
			break
		}
		out = append(out, text(s.x.ids[row]))
	}
	return out
}

// Article returns the ids of the facts that an article tells, by kind and id.
func (s *Selection) Article(id string) []string {
	want := number(id)
	var out []string
	start := uint32(0)
	for row, end := range s.x.articles.ends {
		for _, item := range s.x.articles.items[start:end] {
			if item == want && s.all.has(uint32(row)) {
				out = append(out, text(s.x.ids[row]))
			}
		}
		start = end
	}
	return out
}

// Week is how many facts of each kind were first reported in a week.
type Week struct {
	Start  time.Time // its Monday
	Counts []int     // in the order of kind.All
}

// Weeks counts the last weeks, up to that of a day, the latest last.
func (s *Selection) Weeks(until time.Time, n int) []Week {
	const monday = 3 // days from 1970-01-01, a Thursday, back to a Monday
	last := (int(days(until)) + monday) / 7
	all := kind.All()
	place := [256]int{}
	for i, d := range all {
		place[d.Number] = i
	}
	out := make([]Week, n)
	for i := range out {
		out[i] = Week{Start: time.Unix(int64((last-n+1+i)*7-monday)*86400, 0).UTC(), Counts: make([]int, len(all))}
	}
	s.all.each(func(row uint32) {
		first := s.x.first[row]
		if first == never {
			return
		}
		if i := (int(first)+monday)/7 - (last - n + 1); i >= 0 && i < n {
			out[i].Counts[place[s.x.kinds[row]]]++
		}
	})
	return out
}

// LastRun is the number of the run that changed one of the facts last; 0 if there are none.
func (s *Selection) LastRun() uint64 {
	latest := uint32(0)
	s.all.each(func(row uint32) { latest = max(latest, s.x.runs[row]) })
	return uint64(latest)
}

// Last is the day of the latest report; empty if there is none.
func (s *Selection) Last() string {
	latest := int32(never)
	s.all.each(func(row uint32) { latest = max(latest, s.x.last[row]) })
	return dayText(latest)
}
