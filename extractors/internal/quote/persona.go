package quote

import (
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/internal/nlp"
)

// maxPersona is how many tokens back the person is looked for whom a description without a name means.
const maxPersona = 160

// persona gives a direct quote whose speaker is told by age or walk of life alone ("said the 24-year-old", "says the bakery's
// owner") the person whom the paragraph, or the one before it, is about: the only one that it names.
func (s *scan) persona(c *claim) {
	sp := &c.speaker
	if sp.dropped != "unnamed speaker" || sp.last <= sp.first || sp.form == names.Pronoun {
		return
	}
	head := &s.doc.Tokens[sp.last-1]
	if s.words.offices[head.Lower] {
		s.officer(c, head.Lower)
		return
	}
	if sp.form != names.Nominal || sp.last-sp.first < 2 || s.doc.Tokens[sp.first].Lower != "the" {
		return
	}
	if !s.oneOf(sp, head) {
		return
	}
	paragraph := s.us[c.unit].paragraph
	for p := paragraph; p >= 0 && p >= paragraph-1; p-- {
		first, last := bounds(s.doc, p)
		found, several := s.onlyPerson(max(first, sp.first-maxPersona), min(last, sp.first))
		if several {
			return
		}
		if found < 0 {
			continue
		}
		title := s.names.Entities[found].Title
		if s.words.posts[head.Lower] && title != "" {
			return // the names would tell it
		}
		if c.form == factwire.Direct || p == paragraph && title == "" && s.opensSentence(sp.first) {
			sp.entities, sp.dropped = []int{found}, ""
		}
		return
	}
}

// oneOf reports whether a description tells a person by age, walk of life or post, and not by a name in it ("the Nova Scotia judge").
func (s *scan) oneOf(sp *speaker, head *nlp.Token) bool {
	for t := sp.first; t < sp.last; t++ {
		if strings.HasSuffix(s.doc.Tokens[t].Lower, "-year-old") {
			return true
		}
	}
	if head.Tag != "NN" {
		return false
	}
	if s.words.posts[head.Lower] {
		return sp.last-sp.first == 2 || !capital(&s.doc.Tokens[sp.last-2])
	}
	return s.words.personas[head.Lower]
}

// officer gives a claim whose speaker is told by a region and an office or a party ("the Florida senator", "the Ohio
// Republican") the only person whom the paragraph, or the one before it, names, where nothing says another office.
func (s *scan) officer(c *claim, noun string) {
	sp := &c.speaker
	from := sp.first
	for from > 0 && from > sp.first-3 && s.doc.Tokens[from].Lower != "the" {
		from--
	}
	if s.doc.Tokens[from].Lower != "the" || from == sp.last-1 {
		return
	}
	paragraph := s.us[c.unit].paragraph
	for p := paragraph; p >= 0 && p >= paragraph-1; p-- {
		first, last := bounds(s.doc, p)
		found, several := s.onlyPerson(max(first, from-maxPersona), min(last, from))
		if several {
			found = s.holder(max(first, from-maxPersona), min(last, from), noun)
		}
		if found < 0 && several {
			return
		}
		if found < 0 {
			continue
		}
		title := strings.ToLower(s.names.Entities[found].Title)
		if strings.HasPrefix(noun, "congress") {
			title = strings.Replace(title, "representative", noun, 1)
		}
		if title != "" && !strings.Contains(title, noun) && !s.words.lawmakers[noun] {
			return
		}
		sp.entities, sp.dropped, sp.form = []int{found}, "", names.Nominal
		return
	}
}

// holder returns the only person whom the names outside quotations in the tokens [from, to) are of whose title is the office, or -1.
func (s *scan) holder(from, to int, noun string) int {
	if strings.HasPrefix(noun, "congress") {
		noun = "representative"
	}
	found := -1
	for t := from; t < to; t++ {
		m := s.names.At(t)
		if m == nil || m.First != t || len(m.Entities) != 1 || s.inQuotation(t) {
			continue
		}
		e := m.Entities[0]
		if s.names.Entities[e].Type != factwire.Person || e == found || !strings.HasSuffix(strings.ToLower(s.names.Entities[e].Title), noun) {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = e
	}
	return found
}

// onlyPerson returns the person whom the names outside quotations in the tokens [from, to) are of, or -1, and whether there
// are several.
func (s *scan) onlyPerson(from, to int) (int, bool) {
	found := -1
	for t := from; t < to; t++ {
		m := s.names.At(t)
		if m == nil || m.First != t || len(m.Entities) == 0 || s.inQuotation(t) {
			continue
		}
		for _, e := range m.Entities {
			if s.names.Entities[e].Type != factwire.Person || e == found {
				continue
			}
			if found >= 0 {
				return found, true
			}
			found = e
		}
	}
	return found, false
}

// inQuotation reports whether a token stands inside a quotation.
func (s *scan) inQuotation(t int) bool {
	lo, hi := 0, len(s.quotations)
	for lo < hi {
		if mid := (lo + hi) / 2; s.quotations[mid].last <= t {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo < len(s.quotations) && s.quotations[lo].first <= t
}

// opensSentence reports whether a token is the first of its sentence, or stands behind "On Tuesday" or another date alone.
func (s *scan) opensSentence(t int) bool {
	first := s.doc.Sentences[s.doc.SentenceOf(t)].First
	for t > first && (s.dateAt(t-1) != nil || s.doc.Tokens[t-1].Text == ",") {
		t--
	}
	return t == first || t == first+1 && s.doc.Tokens[first].Tag == "IN" && s.dateAt(t) != nil
}
