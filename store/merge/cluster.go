package merge

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/kind"
)

// cluster is the observations of one fact.
type cluster struct {
	id      string
	aliases []string
	node    string
	views   []view // in the order of compare
	denial  bool   // split off because it contradicts
	partner int    // the cluster that a denial contradicts, and the other way round; -1 for none
}

func dayNumber(n int) string { return fmt.Sprintf("%07d", n) }

// clusters groups the views of one block.
func clusters(views []view) []*cluster {
	lead := leading(views)
	of := views[0].of
	if of.Identity.When == kind.Event {
		eras(views)
		guesses(views)
	}
	index := map[string]int{}
	var sigs []signature
	sigOf := make([]int, len(views))
	for i := range views {
		s := signatureOf(&views[i], lead)
		text := s.text()
		n, ok := index[text]
		if !ok {
			n = len(sigs)
			index[text] = n
			sigs = append(sigs, s)
		}
		sigOf[i] = n
	}
	// the order of the signatures must not depend on which view came first: their text decides
	texts := make([]string, len(sigs))
	for t, n := range index {
		texts[n] = t
	}
	order := make([]int, len(sigs))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(texts[a], texts[b]) })
	position := make([]int, len(sigs))
	sorted := make([]signature, len(sigs))
	for i, n := range order {
		position[n], sorted[i] = i, sigs[n]
	}
	told := make([]span, len(sorted))
	for i := range views {
		told[position[sigOf[i]]].join(views[i].told())
	}
	agree := func(i, j int) bool {
		a, b := &sorted[i], &sorted[j]
		return conflicting(of, a, b) == none && !foretold(of, a, b, told[i], told[j])
	}
	group := grouped(of, sorted, told, agree)

	byGroup := map[int]*cluster{}
	size := map[int]int{}
	for i := range views {
		size[group[position[sigOf[i]]]]++
	}
	var out []*cluster
	for i := range views {
		g := group[position[sigOf[i]]]
		c := byGroup[g]
		if c == nil {
			c = &cluster{partner: -1, views: make([]view, 0, size[g])}
			byGroup[g] = c
			out = append(out, c)
		}
		c.views = append(c.views, views[i])
	}
	return out // in the order of their first views
}

// grouped gives each signature its group, named by one of its members: those of which nothing is ambiguous first, then those that weigh enough
// together, then what is left over.
func grouped(of *kind.Descriptor, sigs []signature, told []span, agree func(i, j int) bool) []int {
	if of.Identity.What == kind.Words {
		group, _ := settle(len(sigs), agree)
		return group
	}
	group, ambiguous := settled(len(sigs), agree)
	follow(sigs, group, ambiguous, agree)
	weigh(of, sigs, told, group)
	size := make([]int, len(sigs))
	for _, g := range group {
		size[g]++
	}
	var left []int // alone, though they agree with others
	for i, g := range group {
		if ambiguous[i] && size[g] == 1 {
			left = append(left, i)
		}
	}
	among, _ := settle(len(left), func(i, j int) bool { return agree(left[i], left[j]) })
	for i, n := range among {
		group[left[i]] = left[n]
	}
	return group
}

// follow sends ambiguous reports of another status, with a date of their own, to the nearest group in the order of events.
func follow(sigs []signature, group []int, ambiguous []bool, agree func(i, j int) bool) {
	for i, s := range sigs {
		if !ambiguous[i] || s.leading || !s.date.known {
			continue
		}
		best := -1
		for j, t := range sigs {
			if ambiguous[j] || !t.leading || !agree(i, j) {
				continue
			}
			if best < 0 || nearer(s, t, sigs[best]) {
				best = j
			}
		}
		if best >= 0 {
			group[i] = group[best]
		}
	}
}

// nearer reports whether a report s of another status belongs to t rather than to u: a reversal to the last deed before it, another
// to the first deed after it; one on the wrong side only if there is none on the right one. Ties go to the earlier.
func nearer(s, t, u signature) bool {
	right := func(x signature) bool {
		if s.status == factwire.Reversed {
			return x.date.first <= s.date.last
		}
		return x.date.last >= s.date.first
	}
	if right(t) != right(u) {
		return right(t)
	}
	if a, b := s.date.gap(t.date), s.date.gap(u.date); a != b {
		return a < b
	}
	return t.date.first < u.date.first
}

// contradictions splits off denials of what is told as done at the same time.
func contradictions(all []*cluster) []*cluster {
	out := slices.Clone(all)
	for i, c := range all {
		if !disputed(c.views) {
			continue
		}
		no := &cluster{denial: true, partner: i}
		var yes []view
		for _, v := range c.views {
			if v.Status == factwire.Negated {
				no.views = append(no.views, v)
			} else {
				yes = append(yes, v)
			}
		}
		c.views, c.partner = yes, len(out)
		out = append(out, no)
	}
	return out
}

// disputed reports whether views say of one time both that a thing was done and that it was not.
func disputed(views []view) bool {
	done, negated := effectOf(views, factwire.Done), effectOf(views, factwire.Negated)
	if !done.reported || !negated.reported {
		return false
	}
	if views[0].of.Identity.When != kind.Due && done.date.known && negated.date.known {
		return done.date.agrees(negated.date)
	}
	return done.first <= negated.last && negated.first <= done.last && done.first != ""
}

// identify gives the clusters of one block their ids.
func identify(all []*cluster) {
	first := &all[0].views[0]
	switch {
	case first.of.Fine():
		for _, c := range all {
			lead := &c.views[0]
			c.node = lead.node()
			c.id = id(c.node, c.denial)
			for i := range c.views {
				c.aliases = append(c.aliases, id(c.views[i].node(), false))
			}
		}
	default:
		node := first.node()
		tells := make([]string, len(all))
		// each further difference goes into the id only where the ones before do not do
		for _, tell := range []func(*cluster) string{class, finest, subject, func(c *cluster) string { return fmt.Sprint(c.denial) }, signatures} {
			count := map[string]int{}
			for _, t := range tells {
				count[t]++
			}
			for i, c := range all {
				if count[tells[i]] > 1 {
					tells[i] += "|" + tell(c)
				}
			}
		}
		for i, c := range all {
			c.node = node
			c.id = id(node, false)
			if tells[i] != "" {
				c.id = id(node, false, tells[i])
				c.aliases = append(c.aliases, id(node, false))
			}
		}
	}
	for _, c := range all {
		slices.Sort(c.aliases)
		c.aliases = slices.DeleteFunc(slices.Compact(c.aliases), func(a string) bool { return a == c.id })
	}
}

// id has half its digits from the node, so that a store finds a fact beside the observations that it comes from. It never reads as a number:
// a spreadsheet would round it.
func id(node string, denial bool, more ...string) string {
	parts := append([]string{"fact", node}, more...)
	if denial {
		parts = append(parts, "denied")
	}
	out := Place(node)[:8] + factwire.Hash(parts...)[:8]
	for factwire.Numeric(out) {
		out = out[:8] + factwire.Hash("again", out)[:8]
	}
	return out
}

// Place is the node's key as a store keeps it: 16 hexadecimal digits, the first eight of which begin the ids of its facts.
func Place(node string) string { return factwire.Hash("node", node) }

// class is the cluster's most telling class.
func class(c *cluster) string {
	best, generic := "", c.views[0].of.Generic
	for i := range c.views {
		if k := c.views[i].class; k != generic && (best == "" || k < best) {
			best = k
		}
	}
	return cmp.Or(best, generic)
}

// finest is the shortest period among the leading dates, the earliest of equals.
func finest(c *cluster) string {
	lead := leading(c.views)
	best := period{}
	date := ""
	for i := range c.views {
		v := &c.views[i]
		if v.Status == lead && v.date.known && (!best.known || v.date.length() < best.length() || v.date.length() == best.length() && v.date.first < best.first) {
			best, date = v.date, string(v.When.Date)
		}
	}
	return date
}

// subject is the stem that most of the cluster's observations have, the first of equals.
func subject(c *cluster) string {
	count := map[string]int{}
	for i := range c.views {
		for _, s := range c.views[i].stems {
			count[s] += c.views[i].weight()
		}
	}
	best := ""
	for s, n := range count {
		if best == "" || n > count[best] || n == count[best] && s < best {
			best = s
		}
	}
	return best
}

// signatures is all that tells a cluster apart.
func signatures(c *cluster) string {
	lead := leading(c.views)
	var all []string
	for i := range c.views {
		s := signatureOf(&c.views[i], lead)
		all = append(all, s.text())
	}
	slices.Sort(all)
	return strings.Join(slices.Compact(all), "\n")
}
