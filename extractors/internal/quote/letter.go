package quote

import (
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/names"
)

// maxLetter is how many sentences a letter to the editor has at most.
const maxLetter = 40

// letter reads the words over "Yours faithfully," and a name: a letter, whose writer says them. It begins behind "Dear Sir,", behind
// another line without a full stop, or with the text. The closing words stand in unit i.
func (s *scan) letter(us []unit, i int) {
	if !s.closes(&us[i]) || i == 0 || i+1 >= len(us) {
		return
	}
	m, after := s.writer(us, i)
	if m == nil {
		return
	}
	var list []stretch
	for n := i - 1; n >= 0 && n > i-maxLetter; n-- {
		u := &us[n]
		if !s.isStop(u, len(u.items)-1) || s.quoteAt(u, len(u.items)-1) >= 0 {
			break
		}
		list = append(list, stretch{n, 0, len(u.items)})
	}
	if len(list) == 0 {
		return
	}
	for a, b := 0, len(list)-1; a < b; a, b = a+1, b-1 {
		list[a], list[b] = list[b], list[a]
	}
	cl := claim{unit: after, speaker: s.of(m), rule: ruleSigned}
	s.fill(&cl, us, list...)
	first, last := us[list[0].unit].items[0], us[i-1].items[len(us[i-1].items)-1]
	cl.form, cl.apart, cl.pieces = factwire.Direct, true, []piece{{first.first, last.last}}
	s.keep(cl)
}

// closes reports whether a unit begins with the words that close a letter, and a comma.
func (s *scan) closes(u *unit) bool {
	for k := 1; k <= 3 && k < len(u.items); k++ {
		if s.text(u, k) != "," {
			continue
		}
		var line []string
		for n := range k {
			line = append(line, s.word(u, n))
		}
		return s.words.closings[strings.Join(line, " ")]
	}
	return false
}

// writer returns the person whose name follows the closing words of unit i, in the same unit or the next, and the unit.
func (s *scan) writer(us []unit, i int) (*names.Mention, int) {
	for n := i; n <= i+1; n++ {
		u := &us[n]
		for k := 0; k < len(u.items) && k < maxOffice; k++ {
			if s.token(u, k) == nil {
				return nil, 0
			}
			if m := s.names.At(u.items[k].first); m != nil && m.Form == names.Name && s.isPerson(m) {
				return m, n
			}
		}
	}
	return nil, 0
}
