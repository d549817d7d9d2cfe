package quote

import "github.com/factwire/factwire/extractors/names"

// maxSignature is how many items a line has at most that signs a quotation.
const maxSignature = 16

// signed reads the name on a line of its own behind a paragraph that is all quotation: "We will go on." and then "Ada Ost,
// mayor" or "ADA OST, RADIO 3, 4 MAY".
func (s *scan) signed(us []unit, i int) {
	u := &us[i]
	if i == 0 || us[i-1].paragraph != u.paragraph-1 || len(u.items) > maxSignature || i+1 < len(us) && us[i+1].paragraph == u.paragraph {
		return
	}
	prev := &us[i-1]
	last := len(prev.items) - 1
	q := s.quoteAt(prev, last)
	if q < 0 || s.owner[q] >= 0 || !s.quoteOnly(prev, 0, last) || !s.sentence(q) {
		return
	}
	if s.token(u, 0) == nil {
		return
	}
	m := s.names.At(u.items[0].first)
	if m == nil || m.Form != names.Name || !s.isPerson(m) || min(m.First, m.TitleFirst) != u.items[0].first {
		return
	}
	k := 0
	for k < len(u.items) && u.items[k].first < m.Last {
		k++
	}
	if x := s.text(u, k); k < len(u.items) && x != "," && x != "(" && !isDash(x) && x != "|" {
		return
	}
	for n := k; n < len(u.items); n++ {
		if t := s.token(u, n); t == nil || isFinite(t) && s.names.At(u.items[n].first) == nil {
			return
		}
	}
	cl := claim{unit: i, speaker: s.of(m), rule: ruleSigned}
	s.fill(&cl, us, stretch{i - 1, last, last + 1})
	s.keep(cl)
}
