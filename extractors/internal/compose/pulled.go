package compose

import (
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/feature"
)

// listed is the part of what is asked of a proposal by itself that is asked of one beside a kept one in a list. Of the marked sentences that
// did not teach, a fiftieth more facts are found with it, and no smaller share of what is told is right.
const listed = 0.6

// Listed adds to the proposals of a sentence that are kept those that tell the same of somebody who stands in a list with one of theirs: "Globex"
// of "barred firms such as Acme, Globex and Initech". Bound is the probability from which a proposal is kept by itself.
func Listed(v *feature.View, all, kept []*Proposal, bound func(*Proposal) float64) []*Proposal {
	out := kept
	for _, p := range all {
		if p.Rule != nil || slices.Contains(kept, p) || p.P < listed*bound(p) || p.Against() || p.Looks.Joining || p.beside() {
			continue
		}
		if slices.ContainsFunc(kept, func(q *Proposal) bool { return q.Rule == nil && p.listedWith(v, q) }) {
			out = append(out, p)
		}
	}
	return out
}

// listedWith reports whether two proposals of a word differ in one side alone, and those two sides stand in one list.
func (p *Proposal) listedWith(v *feature.View, q *Proposal) bool {
	if q.Event != p.Event || q.Kind != p.Kind || q.Status != p.Status {
		return false
	}
	in := func(a, b filled) bool {
		return !a.side.Far && !b.side.Far && a.side.Role != "" && b.side.Role != "" && together(v, a.lead(v), b.lead(v))
	}
	one := func(a, b, x, y filled) bool {
		return a.Entity.Same(x.Entity) && in(b, y) || b.Entity.Same(y.Entity) && in(a, x)
	}
	return one(p.A, p.B, q.A, q.B) || p.Kind == factwire.Signing && one(p.A, p.B, q.B, q.A)
}
