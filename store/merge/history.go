package merge

import (
	"cmp"
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/kind"
)

// effect is when a status took effect, as its reports tell it.
type effect struct {
	date        period // of the event: the finest, the earliest of equals
	text        factwire.Date
	relation    factwire.Relation
	first, last string // days of the first and the last report; empty if no report has one
	articles    int
	reported    bool
}

func effectOf(views []view, s factwire.Status) effect {
	var e effect
	for i := range views {
		v := &views[i]
		if v.Status != s {
			continue
		}
		e.reported = true
		if v.date.known && (!e.date.known || finer(v, e)) {
			e.date, e.text, e.relation = v.date, v.When.Date, v.When.Relation
		}
		first, last := v.days()
		if first != "" && (e.first == "" || first < e.first) {
			e.first = first
		}
		e.last = max(e.last, last)
	}
	if e.reported {
		e.articles = articlesOf(views, func(v *view) bool { return v.Status == s })
	}
	return e
}

// articlesOf counts the articles that tell those of the views which are wanted.
func articlesOf(views []view, wanted func(*view) bool) int {
	if views[0].sum != nil {
		return views[0].sum.of.articlesOf(views, wanted)
	}
	articles := map[string]bool{}
	for i := range views {
		if wanted(&views[i]) {
			for _, e := range views[i].Evidence {
				articles[e.Article] = true
			}
		}
	}
	return len(articles)
}

// finer reports whether a view's date tells more than what is known: a day on which a thing was decided before one from which it holds,
// then the shorter period, then the earlier.
func finer(v *view, e effect) bool {
	on := func(r factwire.Relation) int {
		if r == factwire.On || r == "" {
			return 0
		}
		return 1
	}
	return cmp.Or(
		cmp.Compare(v.date.length(), e.date.length()),
		cmp.Compare(on(v.When.Relation), on(e.relation)),
		cmp.Compare(v.date.first, e.date.first),
		cmp.Compare(v.When.Relation, e.relation),
		cmp.Compare(v.When.Date, e.text)) < 0
}

// rank orders statuses of one date.
func rank(s factwire.Status) int {
	return slices.Index([]factwire.Status{factwire.Proposed, factwire.Negated, factwire.Done, factwire.Reversed}, s)
}

// history gives the steps of a fact in their order, and the current status. A deadline's due date is no date of an event.
func history(views []view) ([]Stage, factwire.Status) {
	type step struct {
		Stage
		at string // the first day that the stage's date may mean; empty comes first
	}
	var steps []step
	for _, s := range factwire.Statuses() {
		e := effectOf(views, s)
		if !e.reported {
			continue
		}
		st := step{Stage: Stage{Status: s, Date: e.first, Articles: e.articles}, at: e.first}
		if views[0].of.Identity.When != kind.Due && e.date.known {
			st.Date = string(e.text)
			first, _, _ := e.text.Bounds()
			st.at = first.Format("2006-01-02")
			// a vague date is no reason to think the event older than a report of it says: "2020", first reported in May
			if s == factwire.Done && e.first > st.at && e.date.length() > 31 {
				_, last, _ := e.text.Bounds()
				st.at = min(e.first, last.Format("2006-01-02"))
			}
		}
		steps = append(steps, st)
	}
	slices.SortStableFunc(steps, func(a, b step) int {
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(rank(a.Status), rank(b.Status)))
	})
	out := make([]Stage, len(steps))
	for i, s := range steps {
		out[i] = s.Stage
	}
	current := out[len(out)-1].Status
	if current == factwire.Proposed { // told again later, it takes nothing back
		for _, s := range slices.Backward(out) {
			if s.Status == factwire.Done || s.Status == factwire.Reversed {
				current = s.Status
				break
			}
		}
	}
	return out, current
}
