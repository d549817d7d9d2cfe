package names

import (
	"strings"
	"unicode/utf8"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/nlp"
)

// judgeShape votes for a person, or for a body known by its initials.
func (s *scanner) judgeShape(sp *span, given bool) {
	d := s.d
	n := sp.last - sp.first
	if n == 1 {
		s.judgeWord(sp, given)
		return
	}
	_, best := sp.votes.best()
	if best >= 5 || n > 6 {
		return
	}
	if !given && best == 0 && s.endsInPlace(sp) {
		sp.votes.add(factwire.Organization, 3) // "Connect Europe"
		return
	}
	switch {
	case !s.plainWords(sp, given):
		if best == 0 {
			sp.votes.add(factwire.Organization, 1)
		}
	case given:
		sp.votes.add(factwire.Person, 4)
	case s.w.familyFirst[d.Tokens[sp.first].Lower] && n <= 3:
		sp.votes.add(factwire.Person, 4)
	case best == 0 && n <= 5:
		sp.votes.add(factwire.Person, 2)
		for k := sp.first + 1; k < sp.last; k++ {
			if s.personal(d.Tokens[k].Text) {
				sp.votes.add(factwire.Person, 2)
			}
		}
		if s.w.familyFirst[d.Tokens[sp.last-1].Lower] {
			sp.votes.add(factwire.Person, 1)
		}
	}
	if n >= 2 && s.lowerWords()[d.Tokens[sp.last-1].Lower] && !given && len(d.Tokens[sp.last-1].Lower) > 3 {
		sp.votes.add(factwire.Organization, 1)
	}
}

// endsInPlace tells whether the last words of a name, but not all of them, name a place: "Food Watch New Zealand".
func (s *scanner) endsInPlace(sp *span) bool {
	for k := sp.last - 1; k > sp.first && k >= sp.last-2; k-- {
		if h, ok := s.gaz.match(s.d, k, sp.last); ok && h.last == sp.last && h.sense != asAdjective {
			switch s.gaz.names[h.id].Type {
			case factwire.Country, factwire.Bloc:
				return true
			case factwire.Place:
				return k == sp.last-1 // not "Acting White House"
			}
		}
	}
	return false
}

// personal tells whether a word inside a name is one of persons' names: a particle, an initial, two surnames.
func (s *scanner) personal(word string) bool {
	return s.w.particles[word] || len(strings.TrimSuffix(word, ".")) == 1 || strings.Contains(word, "-")
}

// plainWords tells whether all words of a name look like a person's: none in capitals, of digits, of a region.
func (s *scanner) plainWords(sp *span, given bool) bool {
	for k := sp.first; k < sp.last; k++ {
		word := s.d.Tokens[k].Text
		if k > sp.first && s.w.suffixes[s.w.lower(word)] {
			continue // "Ada Ost III"
		}
		if capitals(word) && len(word) > 2 && !strings.Contains(word, ".") && !strings.Contains(word, "-") || isDigits(word) || word == "&" || camel(word) ||
			s.w.regionAdjectives[s.d.Tokens[k].Lower] && !(given && sp.last-sp.first == 2) {
			return false
		}
	}
	return true
}

// ofPeople tells whether a word with a hyphen means people of a state: "Irish-Americans".
func (s *scanner) ofPeople(word string) bool {
	i := strings.LastIndexByte(word, '-')
	if i < 0 || !strings.HasSuffix(word, "s") {
		return false
	}
	a, ok := s.lookup(word[i+1:])
	return ok && a.sense == asAdjective
}

// judgeWord votes by the shape of a name of one word.
func (s *scanner) judgeWord(sp *span, given bool) {
	w0 := s.d.Tokens[sp.first].Text
	switch {
	case nlp.Numbered(w0):
		sp.votes.add(factwire.Company, 2)
	case strings.ContainsAny(w0, "0123456789"):
		sp.votes.add(factwire.Product, 2)
	case capitals(w0) && utf8.RuneCountInString(w0) <= 6:
		sp.votes.add(factwire.Organization, 2)
		sp.acronym = true
	case w0 == "X":
		sp.votes.add(factwire.Company, 2)
	case s.w.leaders[s.d.Tokens[sp.first].Lower] != "":
		sp.votes.add(factwire.Person, 3)
	case given:
		sp.votes.add(factwire.Person, 1)
	case strings.Contains(w0, "-") && isUpper(w0[strings.IndexByte(w0, '-')+1:]):
		sp.votes.add(factwire.Person, 1)
	}
}
