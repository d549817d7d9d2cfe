package quote

import "slices"

// item is a token outside quotations, or a whole quotation.
type item struct {
	first, last int // tokens [first, last)
	q           int // index of the quotation, or -1
}

// unit is a sentence whose quotations count as one item each, so that what stands
// inside the marks neither ends it nor takes part in its syntax.
type unit struct {
	items     []item
	paragraph int
}

// room is the memory for what is found of one article on the way, used again for the next.
type room struct {
	items []item
	units []unit
	dates []int32
}

// maxUnit is how many items a unit may have. No sentence is so long; what is longer is
// data, and is cut so that each step stays linear in the text.
const maxUnit = 250

// units cuts the text into units, in text order. A sentence boundary inside a
// quotation is none.
func (s *scan) units() []unit {
	out := s.room.units[:0]
	all, from := slices.Grow(s.room.items[:0], len(s.doc.Tokens)), 0 // the items of all units, and where those of this one begin
	q := 0
	for p := range s.doc.Paragraphs {
		first, last := bounds(s.doc, p)
		sentence := s.doc.Paragraphs[p].First
		var u unit
		for t := first; t < last; {
			if s.names.Skipped(t) {
				t++
				continue
			}
			for sentence < len(s.doc.Sentences) && s.doc.Sentences[sentence].Last <= t {
				sentence++
			}
			if sentence < len(s.doc.Sentences) && (s.doc.Sentences[sentence].First == t || len(u.items) >= maxUnit) && len(u.items) > 0 {
				out = append(out, u)
				u = unit{}
			}
			if len(u.items) == 0 {
				from = len(all)
			}
			u.paragraph = p
			for q < len(s.quotations) && s.quotations[q].first < t {
				q++
			}
			if q < len(s.quotations) && s.quotations[q].first == t {
				all = append(all, item{t, s.quotations[q].last, q})
				u.items = all[from:len(all):len(all)]
				t = s.quotations[q].last
				q++
				continue
			}
			all = append(all, item{t, t + 1, -1})
			u.items = all[from:len(all):len(all)]
			t++
		}
		if len(u.items) > 0 {
			out = append(out, u)
		}
	}
	s.room.items, s.room.units = all, out
	return out
}
