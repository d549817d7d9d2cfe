package names

import (
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/nlp"
)

// initials joins acronyms with the names that they abbreviate: those introduced in
// parentheses, and those whose letters are a name's initials.
func (s *scanner) initials(cs []cluster) {
	s.joinBracketed(cs)
	s.joinShouted(cs)
	spelled := map[string]int{} // initials to the first name that has them
	for i := len(cs) - 1; i >= 0; i-- {
		if c := &cs[i]; c.merged < 0 && len(c.words) > 1 && !c.isPerson() && c.votes.of(factwire.Country) <= 0 {
			spelled[initialsOf(c.words)] = i
		}
	}
	for i := range cs {
		c := &cs[i]
		if c.merged >= 0 || !isAcronym(c.name) || c.id >= 0 && (c.votes.of(factwire.Country) > 0 || c.votes.of(factwire.Bloc) > 0) {
			continue
		}
		if j, ok := spelled[strings.ReplaceAll(c.name, ".", "")]; ok && cs[j].merged < 0 && (c.id < 0 || cs[j].id < 0) { // not two whom the gazetteer tells apart
			s.merge(cs, i, j)
		}
	}
}

// joinBracketed joins names with the short forms in parentheses behind them, and short forms with the names written out there.
func (s *scanner) joinBracketed(cs []cluster) {
	d := s.d
	for i := 1; i < len(s.spans); i++ {
		a, b := &s.spans[i-1], &s.spans[i]
		if b.first != a.last+1 || b.last >= len(d.Tokens) || d.Tokens[a.last].Text != "(" || d.Tokens[b.last].Text != ")" || a.entity == b.entity {
			continue
		}
		ca, cb := root(cs, a.entity), root(cs, b.entity)
		if ca == cb || cs[ca].isPerson() {
			continue
		}
		switch {
		case isAcronym(cs[cb].name) && abbreviates(cs[cb].name, cs[ca].name):
			s.merge(cs, cb, ca)
		case shortened(cs[cb].name, cs[ca].words) && cs[cb].id < 0:
			s.merge(cs, cb, ca) // "Norske Folkepartiet Ost (Ost)", "Vale Air Transport Association (Vata)"
		case isAcronym(cs[ca].name) && abbreviates(cs[ca].name, cs[cb].name):
			s.merge(cs, ca, cb)
		}
	}
}

// joinShouted joins names in capitals alone with the same names in small letters: "PACER" in an opening line is "Pacer".
func (s *scanner) joinShouted(cs []cluster) {
	plain := map[string]int{}
	for i := range cs {
		if c := &cs[i]; c.merged < 0 && !c.place && !capitals(c.name) {
			plain[s.w.lower(c.name)] = i
		}
	}
	for i := range cs {
		if c := &cs[i]; c.merged < 0 && c.id < 0 && !c.place && capitals(c.name) {
			if j, ok := plain[s.w.lower(c.name)]; ok {
				s.merge(cs, i, j)
			}
		}
	}
}

// shortened tells whether a name of one word is one of the words of a longer name, or its initials in small letters.
func shortened(short string, words []string) bool {
	if len(words) < 2 || strings.ContainsRune(short, ' ') {
		return false
	}
	for _, w := range words[1:] {
		if w == short {
			return true
		}
	}
	return len(words) > 2 && strings.EqualFold(initialsOf(words), short)
}

func isAcronym(name string) bool {
	return len(name) >= 2 && len(name) <= 8 && capitals(name) && !strings.Contains(name, " ")
}

// initialsOf returns the initials of a name's capitalized words.
func initialsOf(words []string) string {
	var b strings.Builder
	for _, w := range words {
		if isUpper(w) {
			b.WriteString(firstRune(w))
		}
	}
	return b.String()
}

// abbreviates tells whether the letters of an acronym occur in order in a name, the first
// one at its begin: "ANSSI", "BaFin".
func abbreviates(acronym, name string) bool {
	letters := []rune(strings.ToLower(strings.ReplaceAll(acronym, ".", "")))
	k := 0
	for _, r := range strings.ToLower(name) {
		if k < len(letters) && r == letters[k] {
			k++
		} else if k == 0 {
			return false
		}
	}
	return k == len(letters) && len(name) > len(acronym)
}

// shortForms joins "Two Rivers" with "Two Rivers Cellular".
func (s *scanner) shortForms(cs []cluster) {
	byFirst := map[string][]int{}
	for i := range cs {
		if c := &cs[i]; c.merged < 0 && len(c.words) > 1 && !c.isPerson() && !c.place && len(byFirst[c.words[0]]) < maxSame {
			byFirst[c.words[0]] = append(byFirst[c.words[0]], i)
		}
	}
	for i := range cs {
		c := &cs[i]
		if c.merged >= 0 || c.id >= 0 || c.place || c.spans == 0 || len(c.words) == 0 {
			continue
		}
		for _, j := range byFirst[c.words[0]] {
			o := &cs[j]
			if j == i || o.merged >= 0 || len(o.words) <= len(c.words) {
				continue
			}
			if s.mayShorten(c, o) && strings.HasPrefix(o.name, c.name+" ") {
				s.merge(cs, i, j)
				break
			}
		}
	}
}

// mayShorten tells whether the name of cluster c may be a short form of that of o, whose first words it is.
func (s *scanner) mayShorten(c, o *cluster) bool {
	t, n := o.votes.best()
	if n <= 0 || t != factwire.Company && t != factwire.Organization && t != factwire.Program || c.votes.of(factwire.Place) > 1 {
		return false
	}
	if t == factwire.Company || len(c.words) > 1 {
		return true
	}
	// "Thornbury" is no short form of "Thornbury Civic Society", but of "Thornbury Family Foundation".
	return s.w.shortHeads[s.w.lower(o.words[len(o.words)-1])] && !c.isPerson()
}

// shortInBrackets tells whether brackets that open at token t hold nothing but a short form in capitals, as that of a share, with its exchange or without:
// "(ACM)", "(NYSE: ACM)", "(ACM.N)".
func (s *scanner) shortInBrackets(t int, sent nlp.Sentence) bool {
	d := s.d
	if d.Tokens[t].Text != "(" {
		return false
	}
	short := false
	for k := t + 1; k < min(t+5, sent.Last); k++ {
		switch word := d.Tokens[k].Text; {
		case word == ")":
			return short
		case len(word) > 1 && len(word) <= maxShort && capitals(strings.ReplaceAll(word, ".", "")):
			short = true
		case word != ":":
			return false
		}
	}
	return false
}

// maxShort is the length of the longest short form in brackets: "NASDAQ", "VOWG.DE".
const maxShort = 7
