package train

import (
	"slices"

	"github.com/factwire/factwire/extractors/reading"
)

// folded returns an example whose marks are bytes of the text as it is read, in place of the stored text: the two differ where
// characters were folded.
func (x Example) folded(r *reading.Reading) Example {
	if !r.Folded.Changed() {
		return x
	}
	type stretch struct{ start, end int }
	stored := make([]stretch, len(r.Doc.Tokens)) // of each token, in the stored text
	for i, t := range r.Doc.Tokens {
		stored[i].start, stored[i].end = r.Folded.Stored(t.Start, t.End)
	}
	move := func(start, end int) (int, int) {
		first, _ := slices.BinarySearchFunc(stored, start, func(s stretch, at int) int { return s.end - at - 1 })
		last := first
		for last < len(stored) && stored[last].start < end {
			last++
		}
		if first >= len(stored) || last == first {
			return 0, 0
		}
		return r.Doc.Tokens[first].Start, r.Doc.Tokens[last-1].End
	}
	point := func(at int) int {
		start, _ := move(at, at+1)
		return start
	}
	events := slices.Clone(x.Events)
	for i := range events {
		e := &events[i]
		e.Cues = slices.Clone(e.Cues)
		for k, c := range e.Cues {
			e.Cues[k][0], e.Cues[k][1] = move(c[0], c[1])
		}
		roles := map[string][]Span{}
		for role, spans := range e.Roles {
			for _, s := range spans {
				s.Start, s.End = move(s.Start, s.End)
				roles[role] = append(roles[role], s)
			}
		}
		e.Roles = roles
		if e.When != nil {
			w := *e.When
			w.Start, w.End = move(w.Start, w.End)
			e.When = &w
		}
	}
	x.Events, x.Again = events, slices.Clone(x.Again)
	if x.From > 0 {
		x.From = point(x.From)
	}
	for i, at := range x.Again {
		x.Again[i] = point(at)
	}
	return x
}
