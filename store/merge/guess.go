package merge

import (
	"slices"

	"github.com/factwire/factwire"
)

// mostGuessed is among how many events of one year the one is looked for that an undated report tells: where there are more, nothing tells.
const mostGuessed = 64

// occasion is an event that reports date to a month or better, with what else they tell of it.
type occasion struct {
	date  period
	class string
	stems []string
}

// guesses gives each view without a date the date of the one event of its status that it may tell, if its block has several of one status: banned in 2021, and
// banned anew in 2023, what a report of 2023 tells without a date is the latter. That is the event of the year in which the report lies, else of the year
// before; where two of that year may be meant, nothing is guessed. It depends on the set of the views alone.
func guesses(views []view) {
	all := map[factwire.Status][]occasion{}
	for i := range views {
		v := &views[i]
		v.guess = period{}
		if !v.date.known || v.date.length() > 31 {
			continue
		}
		o := occasion{v.date, v.class, v.stems}
		if !slices.ContainsFunc(all[v.Status], o.same) {
			all[v.Status] = append(all[v.Status], o)
		}
		if len(all[v.Status]) > 16*mostGuessed {
			return
		}
	}
	several := false
	for _, told := range all {
		several = several || slices.ContainsFunc(told, func(o occasion) bool { return !o.date.agrees(told[0].date) })
	}
	if !several { // one matter, as far as dates tell
		return
	}
	byYear := map[factwire.Status]map[int][]occasion{}
	for s, told := range all {
		byYear[s] = map[int][]occasion{}
		for _, o := range told {
			n := (o.date.first + o.date.last) / 2 / year
			byYear[s][n] = append(byYear[s][n], o)
		}
	}
	for i := range views {
		v := &views[i]
		day, _, known := v.around()
		if v.date.known || !known {
			continue
		}
		found := v.may(byYear[v.Status][day/year])
		if len(found) == 0 {
			found = v.may(byYear[v.Status][day/year-1])
		}
		v.guess = meeting(found)
	}
}

// same reports whether two occasions tell the same.
func (o occasion) same(other occasion) bool {
	return o.date == other.date && o.class == other.class && slices.Equal(o.stems, other.stems)
}

// may returns the dates of those events which the view may tell.
func (v *view) may(all []occasion) (out []period) {
	if len(all) > mostGuessed {
		return nil
	}
	for _, o := range all {
		if sameClass(v.of, v.class, o.class) && (len(v.stems) == 0 || len(o.stems) == 0 || overlap(v.stems, o.stems)) {
			out = append(out, o.date)
		}
	}
	return out
}

// meeting is the days that all periods have in common; unknown if there are none.
func meeting(all []period) (p period) {
	for i, q := range all {
		if i == 0 {
			p = q
		}
		p.first, p.last = max(p.first, q.first), min(p.last, q.last)
	}
	p.known = len(all) > 0 && p.first <= p.last
	return p
}
