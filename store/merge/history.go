package merge

import (
	"cmp"
	"slices"

	"github.com/factwire/factwire"
)

// rank orders statuses of one date: what is told later in a matter's life counts.
var rank = map[factwire.Status]int{factwire.Proposed: 0, factwire.Negated: 1, factwire.Done: 2, factwire.Reversed: 3}

// history gives the steps of a fact in the order of their dates: the event's own date where a report
// has one, else the day of the latest report of that status. The last step is the current status.
func history(obs []factwire.Fact) []Stage {
	type step struct {
		event    factwire.Date
		reported string
		articles map[string]bool
	}
	steps := map[factwire.Status]*step{}
	for _, o := range obs {
		s := steps[o.Status]
		if s == nil {
			s = &step{articles: map[string]bool{}}
			steps[o.Status] = s
		}
		if o.Kind != factwire.Deadline && (len(o.When.Date) > len(s.event) || len(o.When.Date) == len(s.event) && o.When.Date < s.event) {
			s.event = o.When.Date
		}
		for _, e := range o.Evidence {
			s.articles[e.Article] = true
			s.reported = max(s.reported, dayOf(e.Published))
		}
	}
	var out []Stage
	for _, status := range factwire.Statuses() {
		if s := steps[status]; s != nil {
			st := Stage{Status: status, Date: string(s.event), Articles: len(s.articles), event: s.event}
			if st.Date == "" {
				st.Date = s.reported
			}
			out = append(out, st)
		}
	}
	slices.SortStableFunc(out, func(a, b Stage) int {
		return cmp.Or(cmp.Compare(a.sort(), b.sort()), cmp.Compare(rank[a.Status], rank[b.Status]))
	})
	return out
}

// sort is the first day that the stage's date may mean; an undated stage comes first.
func (s Stage) sort() string {
	if first, _, ok := factwire.Date(s.Date).Bounds(); ok {
		return first.Format("2006-01-02")
	}
	return s.Date
}

// link names what supersedes and what contradicts.
func link(facts []Fact, clusters []cluster) {
	for i := range facts {
		for j := range facts {
			if i == j {
				continue
			}
			a, b := &facts[i], &facts[j]
			if clusters[i].class == clusters[j].class && clusters[i].tell+"|negated" == clusters[j].tell {
				a.Contradicts, b.Contradicts = append(a.Contradicts, b.ID), append(b.Contradicts, a.ID)
			}
			if a.Kind == factwire.Deadline && a.Status == factwire.Reversed && b.Status == factwire.Done && a.When.Date < b.When.Date &&
				(a.SupersededBy == "" || b.When.Date < supersederDate(facts, a.SupersededBy)) {
				a.SupersededBy = b.ID
			}
		}
	}
	for i := range facts {
		slices.Sort(facts[i].Contradicts)
	}
}

func supersederDate(facts []Fact, id string) factwire.Date {
	for _, f := range facts {
		if f.ID == id {
			return f.When.Date
		}
	}
	return ""
}
