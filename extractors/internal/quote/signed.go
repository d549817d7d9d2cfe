package quote

import (
	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/names"
)

// maxSignature is how many items a line has at most that signs a quotation.
const maxSignature = 16

// signed reads the name on a line of its own behind a paragraph that is all quotation: "We will go on." and then "Ada Ost,
// mayor" or "ADA OST, RADIO 3, 4 MAY".
func (s *scan) signed(us []unit, i int) {
	u := &us[i]
	if i > 0 && us[i-1].paragraph == u.paragraph {
		s.pulled(us, i)
		return
	}
	if i == 0 || us[i-1].paragraph != u.paragraph-1 || len(u.items) > maxSignature || i+1 < len(us) && us[i+1].paragraph == u.paragraph {
		return
	}
	prev := &us[i-1]
	last := len(prev.items) - 1
	q := s.quoteAt(prev, last)
	if q < 0 || s.owner[q] >= 0 || !s.quoteOnly(prev, 0, last) || !s.sentence(q) {
		return
	}
	m, _ := s.signature(u)
	if m == nil {
		return
	}
	cl := claim{unit: i, speaker: s.of(m), rule: ruleSigned}
	s.fill(&cl, us, stretch{i - 1, last, last + 1})
	s.keep(cl)
}

// signature returns the person whose name, with an office before or behind it at most, is all of a unit, and the item behind
// the name; or nil.
func (s *scan) signature(u *unit) (*names.Mention, int) {
	if s.token(u, 0) == nil {
		return nil, 0
	}
	k := 0
	m := s.names.At(u.items[0].first)
	for m == nil || m.Form != names.Name || !s.isPerson(m) { // "Vale County Attorney Ada Ost"
		if k++; k >= len(u.items) || k > maxOffice || !capital(s.token(u, k)) {
			return nil, 0
		}
		m = s.names.At(u.items[k].first)
	}
	for k < len(u.items) && u.items[k].first < m.Last {
		k++
	}
	if x := s.text(u, k); k < len(u.items) && x != "," && x != "(" && !isDash(x) && x != "|" {
		return nil, 0
	}
	for n := k; n < len(u.items); n++ {
		if t := s.token(u, n); t == nil || isFinite(t) && s.names.At(u.items[n].first) == nil {
			return nil, 0
		}
	}
	return m, k
}

// maxPulled is how many sentences of somebody's words a page sets apart at most, without marks, over the speaker's name.
const maxPulled = 4

// pulled reads the words that a page sets apart without marks, with the name of who said them at the end of the paragraph:
// "We had no language and no family. Ada Ost, teacher". An office beside the name, or a first person in the words, tells them
// from a caption with its photographer.
func (s *scan) pulled(us []unit, i int) {
	u := &us[i]
	if i+1 < len(us) && us[i+1].paragraph == u.paragraph || len(u.items) > maxSignature || s.isStop(u, len(u.items)-1) {
		return
	}
	first := i
	for first > 0 && us[first-1].paragraph == u.paragraph {
		first--
	}
	if i-first > maxPulled {
		return
	}
	m, k := s.signature(u)
	if m == nil || s.names.Entities[m.Entities[0]].Outlet {
		return
	}
	spoken := m.TitleFirst < m.First || s.text(u, k) == "," && k+2 < len(u.items) && s.token(u, len(u.items)-1).Tag == "NN"
	var list []stretch
	for n := first; n < i; n++ {
		v := &us[n]
		for j := range v.items {
			if v.items[j].q >= 0 {
				return
			}
			switch s.word(v, j) {
			case "i", "we", "our", "my", "us", "me":
				spoken = true
			}
		}
		if !s.isStop(v, len(v.items)-1) {
			return
		}
		list = append(list, stretch{n, 0, len(v.items)})
	}
	if n := len(s.claims); !spoken || n > 0 && s.claims[n-1].unit >= first {
		return
	}
	cl := claim{unit: i, speaker: s.of(m), rule: ruleSigned}
	s.fill(&cl, us, list...)
	cl.form, cl.apart = factwire.Direct, true
	s.keep(cl)
}
