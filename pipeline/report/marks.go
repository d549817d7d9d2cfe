package report

import (
	"slices"
	"unicode/utf8"

	"github.com/factwire/factwire"
)

// fields are what a mark may stand for; a mark names its field by its place here.
var fields = [...]string{"cue", "who", "whom", "people", "what", "about", "when", "where"}

// mark is a marked piece of a sentence: its start and length in UTF-16 units of the sentence, which is how
// JavaScript counts, and its field.
type mark [3]int

// marks cuts the evidence's spans into pieces that do not overlap, in order. Where spans overlap, the words go
// to the shortest: a name within a quote is marked as a name.
func marks(e factwire.Evidence) []mark {
	type span struct{ start, end, field int }
	var spans []span
	var cuts []int
	for field, name := range fields {
		for _, s := range e.Spans[name] {
			a, b := s[0]-e.Start, s[1]-e.Start
			if a < 0 || b > len(e.Text) || a >= b {
				continue
			}
			spans = append(spans, span{a, b, field})
			cuts = append(cuts, a, b)
		}
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	var out []mark
	unit, at := 0, 0 // UTF-16 units before the byte at
	units := func(to int) int {
		for at < to {
			r, n := utf8.DecodeRuneInString(e.Text[at:])
			at += n
			unit++
			if r > 0xffff {
				unit++
			}
		}
		return unit
	}
	for i := 0; i+1 < len(cuts); i++ {
		a, b := cuts[i], cuts[i+1]
		best := -1
		for k, s := range spans {
			if s.start <= a && b <= s.end && (best < 0 || s.end-s.start < spans[best].end-spans[best].start) {
				best = k
			}
		}
		if best < 0 {
			continue
		}
		start := units(a)
		length := units(b) - start
		if n := len(out); n > 0 && out[n-1][2] == spans[best].field && out[n-1][0]+out[n-1][1] == start {
			out[n-1][1] += length
			continue
		}
		out = append(out, mark{start, length, spans[best].field})
	}
	return out
}
