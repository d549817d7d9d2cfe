package merge

import (
	"cmp"
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/kind"
	"github.com/factwire/factwire/store/entity"
)

// Merge returns the facts that the observations tell, sorted by id. It may be given all observations, or those of some
// nodes with all nodes that are linked to them: the facts are the same. The observations are not changed; the
// facts share their entities, texts and spans.
func Merge(observations []factwire.Fact, o Options) []Fact {
	canon := o.canon()
	key := memo(canon)
	views := lookAll(observations, key)
	if len(views) == 0 {
		return nil
	}
	return mergeViews(views, o, canon, key)
}

// mergeViews merges views in the order of compare.
func mergeViews(views []view, o Options, canon *entity.Canon, key keyed) []Fact {
	var all []*cluster
	for _, part := range components(views) {
		cs := contradictions(clusters(part))
		identify(cs)
		base := len(all)
		for _, c := range cs {
			if c.partner >= 0 {
				c.partner += base
			}
		}
		all = append(all, cs...)
	}
	all = o.Docket.rearrange(adopt(all))
	out := make([]Fact, len(all))
	for i, c := range all {
		out[i] = build(c, canon, key, o)
	}
	contradict(out, all)
	supersede(out)
	for i := range out {
		o.Docket.review(&out[i], all[i])
	}
	slices.SortFunc(out, func(a, b Fact) int { return cmp.Compare(a.ID, b.ID) })
	return out
}

// components parts the views into those that must be merged together: one for each block, and within the quotes
// of a speaker and the deadlines of a body one for each chain of linked nodes.
func components(views []view) [][]view {
	keys := make([]string, len(views))
	blocks := map[string][]view{}
	for i := range views {
		keys[i] = views[i].block()
	}
	if slices.IndexFunc(keys, func(k string) bool { return k != keys[0] }) < 0 {
		blocks[keys[0]] = views // a store hands over one block at a time
	} else {
		for i, k := range keys {
			blocks[k] = append(blocks[k], views[i])
		}
	}
	slices.Sort(keys)
	keys = slices.Compact(keys)
	var out [][]view
	for _, k := range keys {
		b := blocks[k]
		if !b[0].of.Fine() {
			out = append(out, b)
			continue
		}
		out = append(out, chains(b)...)
	}
	return out
}

// chains parts one block's views by linked nodes, comparing only nodes that share a term.
func chains(views []view) [][]view {
	number := map[string]int{}
	var heads []*view
	of := make([]int, len(views))
	for i := range views {
		k := views[i].node()
		n, ok := number[k]
		if !ok {
			n = len(heads)
			number[k] = n
			heads = append(heads, &views[i])
		}
		of[i] = n
	}
	parent := make([]int, len(heads))
	for i := range parent {
		parent[i] = i
	}
	find := func(i int) int {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	byTerm := map[uint32][]int{}
	for i, h := range heads {
		for _, t := range h.terms() {
			for _, j := range byTerm[t] {
				if a, b := find(i), find(j); a != b && linked(h, heads[j]) {
					parent[max(a, b)] = min(a, b)
				}
			}
			byTerm[t] = append(byTerm[t], i)
		}
	}
	groups := map[int][]view{}
	var order []int
	for i := range views {
		r := find(of[i])
		if groups[r] == nil {
			order = append(order, r)
		}
		groups[r] = append(groups[r], views[i])
	}
	out := make([][]view, 0, len(order))
	for _, r := range order {
		out = append(out, groups[r])
	}
	return out
}

// contradict lets facts that were split because they contradict each other name each other.
func contradict(facts []Fact, all []*cluster) {
	for i, c := range all {
		if c.partner >= 0 && c.partner < len(facts) {
			facts[i].Contradicts = append(facts[i].Contradicts, facts[c.partner].ID)
		}
		slices.Sort(facts[i].Contradicts)
		facts[i].Disputed = len(facts[i].Contradicts) > 0
	}
}

// supersede names the deadline that replaced a reversed one: of the same duty, due at another time, and told by an article that
// tells the reversal too, if there is one; of several, the next later one, else the last before it.
func supersede(facts []Fact) {
	for i := range facts {
		a := &facts[i]
		if kind.Of(a.Kind).Identity.When != kind.Due || a.Status != factwire.Reversed || !periodOf(a.When.Date).known {
			continue
		}
		best := -1
		for j := range facts {
			if i != j && replaces(&facts[j], a) && (best < 0 || preferred(&facts[j], &facts[best], a)) {
				best = j
			}
		}
		if best >= 0 {
			a.SupersededBy = facts[best].ID
		}
	}
}

// replaces reports whether deadline b may replace a. Both must be of one chain, which their parties and duty show.
func replaces(b, a *Fact) bool {
	if b.Kind != a.Kind || b.Status != factwire.Done && b.Status != factwire.Reversed || periodOf(a.When.Date).agrees(periodOf(b.When.Date)) {
		return false
	}
	return b.duty.who == a.duty.who && sameDuty(&view{whom: a.duty.whom, stems: a.duty.stems}, &view{whom: b.duty.whom, stems: b.duty.stems})
}

func preferred(b, c, a *Fact) bool {
	if x, y := together(b, a), together(c, a); x != y {
		return x
	}
	at, p, q := periodOf(a.When.Date), periodOf(b.When.Date), periodOf(c.When.Date)
	if x, y := p.first > at.last, q.first > at.last; x != y {
		return x
	}
	if x, y := p.gap(at), q.gap(at); x != y {
		return x < y
	}
	return b.ID < c.ID
}

// together reports whether one article tells both.
func together(a, b *Fact) bool {
	if a.tally != nil {
		return a.tally.together(a.shapes, b.shapes)
	}
	in := map[string]bool{}
	for _, e := range a.Evidence {
		in[e.Article] = true
	}
	return slices.ContainsFunc(b.Evidence, func(e factwire.Evidence) bool { return in[e.Article] })
}
