package store

import (
	"cmp"
	"maps"
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store/merge"
)

// place is where an article is said to have been read: of the names of all origins that hold the version that is kept the shortest, the
// first of equals, so that the order in which they come does not matter.
func (r reading) place() string {
	best := ""
	held := r.Held
	if len(held) == 0 {
		held = r.Origins
	}
	for _, o := range held {
		if name := cmp.Or(r.Given[o], o); best == "" || merge.ComparePlaces(name, best) < 0 {
			best = name
		}
	}
	return best
}

// named keeps the name that a user gave to an article's origin: of several for one origin that which place prefers. Known are the
// origins that were there before. It reports whether that changed what is known, which it replaces.
func (r *reading) named(a factwire.Article, known []string) bool {
	was, named := r.Given[a.Origin]
	if !named {
		was = a.Origin
	}
	is := cmp.Or(a.Given, a.Origin)
	if a.Origin == "" || is == was || slices.Contains(known, a.Origin) && merge.ComparePlaces(was, is) <= 0 {
		return false
	}
	r.Given = maps.Clone(r.Given)
	if r.Given == nil {
		r.Given = map[string]string{}
	}
	if is == a.Origin {
		delete(r.Given, a.Origin)
	} else {
		r.Given[a.Origin] = is
	}
	return true
}

// hold keeps which origins hold the version that is kept once an article has come in beside the old version of it. It reports
// whether that changed.
func (r *reading) hold(a, old factwire.Article, was reading) bool {
	if a.Origin == "" {
		return false
	}
	held := was.Held
	if len(held) == 0 {
		held = was.Origins
	}
	if was.Pruned != "" && was.Pruned == factwire.Hash("text", a.Text) {
		old.Text = a.Text
	}
	here := slices.DeleteFunc(slices.Clone(held), func(o string) bool { return o == a.Origin })
	switch now, before := Rank(a), Rank(old); {
	case now == before:
		here = append(here, a.Origin)
	case now > before || a.Origin == was.Owner:
		here = []string{a.Origin}
	}
	slices.Sort(here)
	if len(here) == len(r.Origins) {
		here = nil
	}
	changed := !slices.Equal(here, was.Held)
	r.Held = here
	return changed
}
