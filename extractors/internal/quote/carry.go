package quote

import (
	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/names"
)

// join gives the quotations that no attribution has claimed to the speaker of the
// words before them: in the same paragraph right behind an attribution, as the rest of
// a split quotation; or as a paragraph of their own behind one where somebody spoke.
func (s *scan) join(us []unit) {
	byUnit := make([]int, len(us)) // the last claim of each unit + 1
	for c := range s.claims {
		for _, i := range s.unitsOf(us, &s.claims[c]) {
			byUnit[i] = c + 1
		}
	}
	last, gap := 0, 0 // the claim + 1 that the text goes on from, and paragraphs carried
	for i := range us {
		u := &us[i]
		newParagraph := i == 0 || us[i-1].paragraph != u.paragraph
		if newParagraph && i > 0 && byUnit[i-1] == 0 && !s.ownsLast(us, i-1, last) {
			last = 0
		}
		if c := byUnit[i]; c > 0 {
			if s.claims[c-1].rule != ruleDescribed && !s.claims[c-1].apart {
				last, gap = c, 0
			}
			continue
		}
		q := s.quoteAt(u, 0)
		if q < 0 && !newParagraph && last > 0 && s.goesOnIn(us, i, last) {
			continue
		}
		if q < 0 || s.owner[q] >= 0 {
			if q < 0 && len(u.items) > 1 {
				last = 0 // text without speech ends what goes on
			}
			continue
		}
		if last == 0 {
			if sp, ok := s.focus(us, i); ok && s.quoteOnly(u, 0, len(u.items)) && s.sentence(q) && s.quotations[q].words > 4 {
				n := claim{unit: i, speaker: sp, rule: ruleFocus}
				s.fill(&n, us, stretch{i, 0, 1})
				s.keep(n)
				last, gap = len(s.claims), 1
			}
			continue
		}
		c := &s.claims[last-1]
		whole := s.quoteOnly(u, 0, len(u.items))
		switch {
		case !newParagraph && c.form == "direct" && s.adjacent(us, i, last):
			for _, x := range s.chain(q) {
				c.pieces = append(c.pieces, piece{s.quotations[x].in, s.quotations[x].out})
				c.quotes = append(c.quotes, x)
				s.owner[x] = last - 1
			}
		case !whole || !s.sentence(q) || gap >= maxCarried || c.dropped != "":
			if whole {
				s.owner[q] = last - 1
			}
			continue
		default:
			rule := ruleCarried
			if !newParagraph {
				rule = ruleSame
			}
			n := claim{unit: i, speaker: c.speaker, cue: c.cue, rule: rule}
			s.fill(&n, us, stretch{i, 0, 1})
			s.keep(n)
			gap++
			last = len(s.claims)
		}
	}
}

// minOn is how many words in marks a sentence without an attribution must have to go on with the words before.
const minOn = 5

// goesOnIn gives the words in marks of unit i to the claim before, if it quotes in the same paragraph and nobody else is
// named beside them: “We rose,” said Ada Ost. The deal “is no truce but a pause.”
func (s *scan) goesOnIn(us []unit, i, last int) bool {
	c := &s.claims[last-1]
	u := &us[i]
	if c.form != factwire.Direct || c.dropped != "" || c.speaker.dropped != "" || !s.adjacent(us, i, last) {
		return false
	}
	var found []int
	words := 0
	for k := range u.items {
		if q := u.items[k].q; q >= 0 {
			if s.owner[q] >= 0 || s.quotations[q].words < minDescribed {
				return false
			}
			found, words = append(found, q), words+s.quotations[q].words
			continue
		}
		t := s.token(u, k)
		if isVerb(t) && s.words.speaks(lemmaOf(t)) && s.names.At(u.items[k].first) == nil {
			return false
		}
		m := s.names.At(u.items[k].first)
		if m == nil || len(m.Entities) == 0 || m.Form == names.Adjective {
			continue
		}
		if e := &s.names.Entities[m.Entities[0]]; m.Entities[0] != c.speaker.entities[0] && (e.Type == factwire.Person || m.Form == names.Name && len(found) == 0 && e.Type != factwire.Place) {
			return false
		}
	}
	if words < minOn {
		return false
	}
	for _, q := range found {
		c.pieces = append(c.pieces, piece{s.quotations[q].in, s.quotations[q].out})
		c.quotes = append(c.quotes, q)
		s.owner[q] = last - 1
	}
	return true
}

// focus is the person whom the sentence before unit i is about: the subject of its
// first verb, and the only person in it.
func (s *scan) focus(us []unit, i int) (speaker, bool) {
	if i == 0 || us[i-1].paragraph < us[i].paragraph-1 {
		return speaker{}, false
	}
	u := &us[i-1]
	if x := s.text(u, len(u.items)-1); x != "." && x != ":" {
		return speaker{}, false // a heading
	}
	sp, _, ok := s.firstSubject(u, 0, len(u.items), 0)
	if !ok || sp.dropped != "" || len(sp.entities) != 1 || s.names.Entities[sp.entities[0]].Type != factwire.Person {
		return speaker{}, false
	}
	for _, it := range u.items {
		if it.q >= 0 {
			return speaker{}, false
		}
		m := s.names.At(it.first)
		if m == nil {
			continue
		}
		for _, e := range m.Entities {
			if s.names.Entities[e].Type == factwire.Person && e != sp.entities[0] {
				return speaker{}, false
			}
		}
	}
	return sp, true
}

// maxCarried is over how many paragraphs a speaker goes on without being named again.
const maxCarried = 3

// adjacent reports whether unit i follows the last words or the attribution of a claim
// with nothing but an attribution between.
func (s *scan) adjacent(us []unit, i, last int) bool {
	c := &s.claims[last-1]
	return i > 0 && (c.unit == i-1 || s.ownsLast(us, i-1, last))
}

func (s *scan) ownsLast(us []unit, i, last int) bool {
	u := &us[i]
	q := s.quoteAt(u, len(u.items)-1)
	return last > 0 && q >= 0 && s.owner[q] == last-1
}

// sentence reports whether a quotation ends as speech does, and is no heading or title.
func (s *scan) sentence(q int) bool {
	x := s.quotations[q]
	switch s.doc.Tokens[x.out-1].Text {
	case ".", "!", "?", "…", "...":
		return s.quotations[q].words > 2
	}
	return !x.closed && s.quotations[q].words > 5
}

// unitsOf returns the units in which a claim's attribution or words stand.
func (s *scan) unitsOf(us []unit, c *claim) []int {
	list := []int{c.unit}
	for _, p := range c.pieces {
		lo, hi := 0, len(us)
		for lo < hi {
			mid := (lo + hi) / 2
			if us[mid].items[len(us[mid].items)-1].last <= p.first {
				lo = mid + 1
			} else {
				hi = mid
			}
		}
		if lo < len(us) {
			list = append(list, lo)
		}
	}
	return list
}
