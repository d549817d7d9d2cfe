package quote

import (
	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/names"
)

// carrier gives quotations without an attribution to the speaker of the words before them.
type carrier struct {
	s      *scan
	us     []unit
	byUnit []int // the last claim of each unit + 1
	last   int   // the claim + 1 that the text goes on from, or 0
	gap    int   // paragraphs that were carried since a claim of their own
}

// join gives the quotations that no attribution has claimed to the speaker of the
// words before them: in the same paragraph right behind an attribution, as the rest of
// a split quotation; or as a paragraph of their own behind one where somebody spoke.
func (s *scan) join(us []unit) {
	c := carrier{s: s, us: us, byUnit: make([]int, len(us))}
	for i := range s.claims {
		for _, unit := range s.unitsOf(us, &s.claims[i]) {
			c.byUnit[unit] = i + 1
		}
	}
	for i := range us {
		c.unit(i)
	}
}

// unit reads unit i.
func (c *carrier) unit(i int) {
	s, u := c.s, &c.us[i]
	begins := i == 0 || c.us[i-1].paragraph != u.paragraph
	if begins && i > 0 && c.byUnit[i-1] == 0 && !s.ownsLast(c.us, i-1, c.last) {
		c.last = 0
	}
	if n := c.byUnit[i]; n > 0 {
		if own := &s.claims[n-1]; own.rule != ruleDescribed && !own.apart {
			c.last, c.gap = n, 0
		}
		return
	}
	q := s.quoteAt(u, 0)
	switch {
	case q < 0 && !begins && c.last > 0 && s.goesOnIn(c.us, i, c.last):
	case q < 0:
		if len(u.items) > 1 {
			c.last = 0 // text without speech ends what goes on
		}
	case s.owner[q] >= 0:
	case c.last == 0:
		c.fromFocus(i, q)
	default:
		c.goOn(i, q, begins)
	}
}

// fromFocus gives the quotation q that is all of unit i to the person in focus.
func (c *carrier) fromFocus(i, q int) {
	s, u := c.s, &c.us[i]
	sp, ok := s.focus(c.us, i)
	if !ok || !s.quoteOnly(u, 0, len(u.items)) || !s.sentence(q) || s.quotations[q].words <= 4 {
		return
	}
	c.keep(claim{unit: i, speaker: sp, rule: ruleFocus})
	c.gap = 1
}

// goOn gives the quotation q that begins unit i to the speaker of the last claim: as a part of that, or as one of its own. begins is set where the unit
// begins a paragraph.
func (c *carrier) goOn(i, q int, begins bool) {
	s := c.s
	last := &s.claims[c.last-1]
	if !begins && last.form == "direct" && s.adjacent(c.us, i, c.last) {
		for _, x := range s.chain(q) {
			last.pieces = append(last.pieces, piece{s.quotations[x].in, s.quotations[x].out})
			last.quotes = append(last.quotes, x)
			s.owner[x] = c.last - 1
		}
		return
	}
	whole := s.quoteOnly(&c.us[i], 0, len(c.us[i].items))
	if !whole || !s.sentence(q) || c.gap >= maxCarried || last.dropped != "" {
		if whole {
			s.owner[q] = c.last - 1
		}
		return
	}
	rule := ruleCarried
	if !begins {
		rule = ruleSame
	}
	c.keep(claim{unit: i, speaker: last.speaker, cue: last.cue, rule: rule})
	c.gap++
}

// keep keeps a claim to the first item of its unit as the one that the text goes on from.
func (c *carrier) keep(n claim) {
	c.s.fill(&n, c.us, stretch{n.unit, 0, 1})
	c.s.keep(n)
	c.last = len(c.s.claims)
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
	sp, np, ok := s.firstSubject(u, 0, len(u.items), 0)
	if !ok || subordinates(s.word(u, np-1)) || sp.dropped != "" || len(sp.entities) != 1 || s.names.Entities[sp.entities[0]].Type != factwire.Person {
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
