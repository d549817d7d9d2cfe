package quote

import (
	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/names"
)

// minDescribed is how many words a quotation behind a verb of judging must have to be
// speech rather than a borrowed word.
const minDescribed = 3

// described reads a quotation behind a verb by which the subject names or judges a
// thing ("described the plan as ‘a gift to nobody’").
func (s *scan) described(us []unit, i int, c cue, cl claim) int {
	u := &us[i]
	for k := c.after; k < len(u.items) && k < c.after+maxAside/2; k++ {
		if t := s.token(u, k); t != nil {
			if isFinite(t) && s.names.At(u.items[k].first) == nil || t.Text == ";" {
				return 0
			}
			continue
		}
		q := u.items[k].q
		if s.wordsIn(q) < minDescribed {
			return 0
		}
		cl.rule = ruleDescribed
		cl.zones = []piece{s.tokens(u, c.after, k)}
		s.fill(&cl, us, stretch{i, k, k + 1})
		s.keep(cl)
		return k + 1
	}
	return 0
}

func (s *scan) wordsIn(q int) int {
	n := 0
	for t := s.quotations[q].in; t < s.quotations[q].out; t++ {
		if isWord(&s.doc.Tokens[t]) {
			n++
		}
	}
	return n
}

// accordingTo reads "according to X" at item k.
func (s *scan) accordingTo(us []unit, i, k, floor int) {
	u := &us[i]
	sp, end, ok := s.subjectAfter(u, k+2)
	if !ok {
		return
	}
	cl := claim{unit: i, speaker: sp, cue: piece{u.items[k].first, u.items[k+1].last}, rule: ruleAccording}
	cl.zones = []piece{s.tokens(u, end, s.adverbials(u, end))}
	if k == 0 || k == 1 && s.token(u, 0) != nil {
		for j := end; j < len(u.items) && j < end+maxAside; j++ {
			if s.text(u, j) == "," && (s.quoteAt(u, j+1) >= 0 || s.clausal(u, j+1, false)) && !s.relative(u, j+1) {
				s.fill(&cl, us, stretch{i, j + 1, s.clauseEnd(u, j+1)})
				s.keep(cl)
				return
			}
		}
		return
	}
	if q := s.quoteAt(u, k-1); q >= 0 && s.owner[q] >= 0 {
		return
	}
	from := s.clauseStart(u, k, floor)
	to := s.trimComma(u, from, k)
	if to-from < 2 || s.text(u, k-1) != "," && !s.complete(u, stretch{i, from, to}) && s.quoteAt(u, k-1) < 0 {
		return
	}
	s.fill(&cl, us, stretch{i, from, to})
	s.keep(cl)
}

func (s *scan) relative(u *unit, k int) bool {
	switch s.word(u, k) {
	case "who", "which", "whose", "where", "whom":
		return true
	}
	return false
}

// verbless finds the attributions of unit i that have no verb: a speaker behind a
// dash, or before a colon.
func (s *scan) verbless(us []unit, i int) {
	u := &us[i]
	if isDash(s.text(u, 0)) && i > 0 {
		// “…” and the speaker behind a dash on a line of its own.
		prev := &us[i-1]
		last := len(prev.items) - 1
		if q := s.quoteAt(prev, last); q >= 0 && s.owner[q] < 0 && u.paragraph <= prev.paragraph+1 {
			s.dash(us, i, 0, stretch{i - 1, last, last + 1})
		}
	}
	for k := 0; k < len(u.items); k++ {
		q := u.items[k].q
		if q < 0 || s.owner[q] >= 0 {
			continue
		}
		if isDash(s.text(u, k+1)) && (k == 0 || s.text(u, k-1) == ":") {
			s.dash(us, i, k+1, stretch{i, k, k + 1})
		}
		if s.owner[q] < 0 && s.text(u, k-1) == ":" {
			s.colon(us, i, i, k-1, stretch{i, k, k + 1})
		}
	}
	if n := len(u.items); s.text(u, n-1) == ":" && i+1 < len(us) && us[i+1].paragraph <= u.paragraph+1 {
		if q := s.quoteAt(&us[i+1], 0); q >= 0 && s.owner[q] < 0 {
			s.colon(us, i, i+1, n-1, stretch{i + 1, 0, 1})
		}
	}
}

// dash reads the speaker behind the dash at item k.
func (s *scan) dash(us []unit, i, k int, words stretch) {
	u := &us[i]
	sp, end, ok := s.subjectAfter(u, k+1)
	if !ok || sp.form != names.Name || end < len(u.items) && s.text(u, end) != "," && s.text(u, end) != "." && s.text(u, end) != "(" && s.word(u, end) != "of" {
		return
	}
	cl := claim{unit: i, speaker: sp, rule: ruleDash}
	s.fill(&cl, us, words)
	s.keep(cl)
}

// colon reads the speaker before the colon at item k of unit i: a name with its
// appositions, and "From" before it at most.
func (s *scan) colon(us []unit, i, at, k int, words stretch) {
	u := &us[i]
	from := 0
	if w := s.word(u, 0); w == "from" || w == "by" {
		from = 1
	}
	if k-from < 1 || k-from > maxAside/3 {
		return
	}
	for j := from; j < k; j++ {
		t := s.token(u, j)
		if t == nil || isVerb(t) && isFinite(t) && s.names.At(u.items[j].first) == nil || t.Text == ":" {
			return
		}
	}
	sp, end, ok := s.subjectAfter(u, from)
	if !ok || sp.form != names.Name || end < k && s.text(u, end) != "," && s.text(u, end) != "(" {
		return
	}
	cl := claim{unit: i, speaker: sp, rule: ruleColon}
	s.fill(&cl, us, words)
	s.keep(cl)
}

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
			if s.claims[c-1].rule != ruleDescribed {
				last, gap = c, 0
			}
			continue
		}
		q := s.quoteAt(u, 0)
		if q < 0 || s.owner[q] >= 0 {
			if q < 0 && !newParagraph && last > 0 && byUnit[i] == 0 && s.wordsBetween(u) {
				last = s.soften(last, i, us)
			}
			continue
		}
		if last == 0 {
			if sp, ok := s.focus(us, i); ok && s.quoteOnly(u, 0, len(u.items)) && s.sentence(q) && s.wordsIn(q) > 4 {
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

func (s *scan) wordsBetween(u *unit) bool { return len(u.items) > 1 }

// soften ends what goes on from a claim where text without speech follows it in its
// paragraph.
func (s *scan) soften(last, i int, us []unit) int { return 0 }

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
		return s.wordsIn(q) > 2
	}
	return !x.closed && s.wordsIn(q) > 5
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
