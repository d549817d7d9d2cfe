package names

import (
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/nlp"
)

// sides are the types of those who stand on the two sides of a matter: "US-China", "Israel-Hamas".
var sides = map[factwire.EntityType]bool{factwire.Country: true, factwire.Bloc: true, factwire.Organization: true}

// compound emits the countries of one hyphenated token: "US-Albania", "Sino-British",
// "Singapore-based", "Chinese-made". It reports whether the token was one.
func (s *scanner) compound(t int) bool {
	tok := &s.d.Tokens[t]
	if !isUpper(tok.Text) {
		return false
	}
	cut := strings.LastIndexByte(tok.Text, '-')
	left, right := tok.Text[:cut], tok.Text[cut+1:]
	if !s.w.compounds[right] && !isUpper(right) {
		return false
	}
	a, ok := s.lookup(left)
	if !ok {
		return s.w.compounds[right] // an unknown name as part of an adjective is none of ours
	}
	na := &s.gaz.names[a.id]
	sp := span{first: t, last: t + 1, form: Adjective, id: a.id, sense: a.sense, sub: -1, name: na.Name, titleFirst: t, outlet: na.Outlet}
	sp.votes.add(na.Type, 8)
	if isUpper(right) {
		b, ok := s.lookup(right)
		if end := t + 1; !ok && end < len(s.d.Tokens) && isUpper(s.d.Tokens[end].Text) {
			if b, ok = s.lookup(right + " " + s.d.Tokens[end].Text); ok {
				sp.last = end + 1 // "American-North Korean"
			}
		}
		between := s.between(sp.last)
		if !ok || !sides[na.Type] && !(between && na.Type == factwire.Company) {
			return false
		}
		switch nb := &s.gaz.names[b.id]; {
		case sides[nb.Type], between && nb.Type == factwire.Company:
			sp.sub = b.id
		case nb.Type == factwire.Place:
			sp.cut = cut // "the Israel-Gaza ceasefire": where, not with whom
		default:
			return false
		}
	} else {
		sp.cut = cut
		sp.place = a.sense == asSeat
	}
	s.emit(sp)
	return true
}

// between tells whether what stands between two is told behind a compound that ends before token t: "a US-Acme deal", "the Acme-Globex supply
// contract".
func (s *scanner) between(t int) bool {
	for k := t; k < min(t+3, len(s.d.Tokens)); k++ {
		switch tok := &s.d.Tokens[k]; {
		case s.w.between[tok.Lemma]:
			return true
		case tok.Tag != "NN" && tok.Tag != "JJ":
			return false
		}
	}
	return false
}

// lookup finds a whole text in the gazetteer.
func (s *scanner) lookup(text string) (alias, bool) {
	text = straight(text)
	for _, a := range s.gaz.first[firstWord(text)] {
		if a.text == text || strings.TrimSuffix(a.text, ".") == text {
			return a, true
		}
	}
	if text == "Sino" {
		return s.lookup("China")
	}
	return alias{}, false
}

// emitChunk judges the unknown name [t, q), which may begin with a known one, and
// emits it if it is one. It returns the token to go on with.
func (s *scanner) emitChunk(t, q int, sent nlp.Sentence, h hit) int {
	d := s.d
	sp := span{id: -1, sub: -1}
	if h.id >= 0 {
		sp.code = s.gaz.names[h.id].Code
		if sp.code == "" {
			sp.code = s.gaz.names[h.id].Affiliation
		}
	} else if s.opens(t, sent) {
		// The first word of a sentence is capitalized anyway.
		begin := t
		for t < q && !s.nameAtStart(t, q, sent) {
			t++
			if t < q && !s.capital(t, sent) {
				t++ // a joiner
			}
		}
		if t >= q {
			return q
		}
		if _, ok := s.gaz.match(d, t, sent.Last); ok && t > begin {
			return t // "Former New York City Mayor"
		}
	}
	if s.adjectival(t, q, sent) || q == t+1 && (s.ofPeople(s.d.Tokens[t].Text) || t > sent.First && ordinal(s.d.Tokens[t-1].Text)) {
		return q
	}
	q = s.postedTo(q, sent)
	if s.headingBefore(t, q) {
		t++ // "Style Ada Ost": a heading's last word
	}
	sp.first, sp.last, sp.titleFirst = t, q, t
	sp.name = s.text(t, q)
	s.judge(&sp, sent)
	s.emit(sp)
	return q
}

// headingBefore tells whether a common word that the text has in small letters as well stands before a given name and a
// surname that are all the rest of the capitals [t, q).
func (s *scanner) headingBefore(t, q int) bool {
	if q-t != 3 {
		return false
	}
	low := s.d.Tokens[t].Lower
	_, given := s.w.firstNames[low]
	_, next := s.w.firstNames[s.d.Tokens[t+1].Lower]
	return !given && next && len(low) > 3 && s.lowerWords()[low] && !s.w.familyFirst[low] && !s.anyHead(t+1, q)
}

// nameAtStart tells whether the first word of a sentence, at t, is part of a name that
// ends at q.
func (s *scanner) nameAtStart(t, q int, sent nlp.Sentence) bool {
	tok := &s.d.Tokens[t]
	if capitals(tok.Text) || strings.ContainsAny(tok.Text, "-.") || mixed(tok.Text) || camel(tok.Text) {
		return true
	}
	alone := q-t == 1
	if s.plainStart(t, q) || s.verbBefore(t, q) {
		return false
	}
	if s.w.given(tok.Lower) || s.leaderHere(t, sent) {
		return true
	}
	if alone && s.goodsAtStart(t, sent) {
		return false
	}
	if !alone {
		if h, ok := s.gaz.match(s.d, t+1, q); ok && h.last == q {
			if s.w.industry[tok.Lower] && h.sense == asName && s.gaz.names[h.id].Type == factwire.Country {
				return true // "Air Senegal", "Bank Indonesia"
			}
			if s.w.titleWords[tok.Lower] || strings.HasPrefix(tok.Tag, "JJ") {
				return false // "Former U.S. president"
			}
		}
	}
	switch {
	case s.innerWords()[tok.Text]:
		return true
	case s.lowerWords()[tok.Lower]:
		return false
	case !alone:
		return strings.HasPrefix(tok.Tag, "NNP") || s.anyHead(t+1, q) || tok.Tag == ""
	}
	return strings.HasPrefix(tok.Tag, "NNP") && t+1 < sent.Last && s.subjectAtStart(t, sent)
}

// plainStart tells whether the first word of a sentence, at t, is known to be no part of the name that ends at q: "Police said", of nobody's in
// particular; "Drugmakers Pfizer and Moderna".
func (s *scanner) plainStart(t, q int) bool {
	low := s.d.Tokens[t].Lower
	if s.w.startsPlain[low] || low == "said" && q-t > 2 || low == "police" && q-t == 1 {
		return true
	}
	if _, head := s.w.orgHeads[low]; head && q-t > 2 && s.d.Tokens[t+1].Lower == "of" {
		return false // "University of Vale chemist Ada Ost"
	}
	return q-t > 1 && (s.w.companyNouns[low] || s.w.orgNouns[low]) && !s.anyHead(t+1, q)
}

// goodsAtStart tells whether the first word of a sentence, at t, is a common noun for what firms make or trade: "Apps made by Acme", "Nickel mined in
// Chad".
func (s *scanner) goodsAtStart(t int, sent nlp.Sentence) bool {
	low, next := s.d.Tokens[t].Lower, &s.d.Tokens[min(t+1, sent.Last-1)]
	return s.w.companyMarks[low] && strings.HasSuffix(low, "s") || s.w.goods[low] && (next.Tag == "VBN" || next.Lower == "from")
}

// subjectAtStart tells whether what follows the one proper noun that begins a sentence, at t, reads on as behind a name: a verb, a possessive,
// an office with its holder, a firm's goods, another name.
func (s *scanner) subjectAtStart(t int, sent nlp.Sentence) bool {
	d := s.d
	if te := s.titleAt(t+1, sent.Last); te > t+1 && te < sent.Last && isUpper(d.Tokens[te].Text) && (!isUpper(d.Tokens[t+1].Text) || capitals(d.Tokens[t+1].Text)) {
		return true // "Acme chief executive Ada Ost"
	}
	next, after := &d.Tokens[t+1], s.tokenIn(t+2, sent)
	if s.shortInBrackets(t+1, sent) {
		return true // "Acme (ACM) said"
	}
	switch next.Tag {
	case "VBP", "MD", "VBD":
		if pluralShape(d.Tokens[t].Lower) {
			return false // "Hyperscalers are", "Pharmacies must"
		}
	case "CC":
		if after.Lower == "its" || isUpper(after.Text) && strings.HasPrefix(after.Tag, "NNP") {
			return true // "Acme and its subsidiary", "Acme and Globex signed"
		}
	case "POS":
		return true
	}
	if s.w.companyMarks[next.Lower] || s.w.companyMarks[strings.TrimSuffix(next.Lower, "s")] || s.w.speech[next.Lower] {
		return true // "Acme phones are"
	}
	return strings.HasPrefix(next.Tag, "VB") && next.Tag != "VBG" || next.Tag == "MD" || next.Text == "," && t+2 < sent.Last && after.Tag != "CC"
}

// pluralShape tells whether a word ends like a common plural, and unlike most names in "s".
func pluralShape(word string) bool {
	n := len(word)
	return n > 4 && word[n-1] == 's' && !strings.ContainsRune("suaioxy'", rune(word[n-2]))
}

// lowerWords returns the longer words that the text has in small letters, and innerWords
// those that it has with a capital inside a sentence.
func (s *scanner) lowerWords() map[string]bool {
	if s.lower == nil {
		s.lower, s.inner = s.room.lower, s.room.inner
		clear(s.lower)
		clear(s.inner)
		for i, sent := range s.d.Sentences {
			for t := sent.First; t < sent.Last; t++ {
				word := s.d.Tokens[t].Text
				if len(word) < 3 || !isLetter(word) {
					continue
				}
				if !isUpper(word) {
					s.lower[word] = true
				} else if t > sent.First && !s.l.title[i] && (isLetter(s.d.Tokens[t-1].Text) || s.d.Tokens[t-1].Text == ",") {
					s.inner[word] = true
				}
			}
		}
	}
	return s.lower
}

func (s *scanner) innerWords() map[string]bool {
	s.lowerWords()
	return s.inner
}

// judge votes on the type of an unknown name by its words and what stands beside it.
func (s *scanner) judge(sp *span, sent nlp.Sentence) {
	_, given := s.w.firstNames[s.d.Tokens[sp.first].Lower]
	multi := sp.last-sp.first > 1
	head, low := s.nameHead(sp)
	_, isOrg := s.w.orgHeads[low]
	s.judgeHead(sp, head, low, given, sent)
	s.judgeBesideHead(sp, head, low, sent)
	s.judgeWords(sp, multi && !isOrg)
	if multi && s.w.placeFirsts[s.d.Tokens[sp.first].Lower] && sp.votes == (votes{}) {
		sp.votes.add(factwire.Place, 3)
	}
	s.judgeShape(sp, given)
	s.judgeContext(sp, sent)
	s.judgeList(sp, multi || given, sent)
}

// nameHead returns the token and the word of a name's head: the last word, or the one before "of" and "for"; the first one where it heads bodies and
// a particle follows ("Université de Bouaké").
func (s *scanner) nameHead(sp *span) (head int, low string) {
	d := s.d
	if _, ok := s.w.orgHeads[d.Tokens[sp.first].Lower]; ok && sp.last-sp.first > 2 && s.w.particles[d.Tokens[sp.first+1].Text] {
		return sp.first, d.Tokens[sp.first].Lower
	}
	head = sp.last - 1
	for k := sp.first + 1; k < sp.last; k++ {
		if w := d.Tokens[k].Lower; w == "of" || w == "for" || w == "on" {
			head = k - 1
			break
		}
	}
	return head, strings.TrimSuffix(d.Tokens[head].Lower, ".")
}

// judgeHead votes by the word of a name's head.
func (s *scanner) judgeHead(sp *span, head int, low string, given bool, sent nlp.Sentence) {
	multi := sp.last-sp.first > 1
	word := s.d.Tokens[head].Text
	public, isOrg := s.w.orgHeads[low]
	switch {
	case multi && s.w.companySuffixes[low] && low != "co" && low != "se" && low != "as":
		sp.votes.add(factwire.Company, 7)
	case multi && s.w.companySuffixes[low] && isUpper(word) && (low == "co" || capitals(word)):
		sp.votes.add(factwire.Company, 6)
	case isOrg:
		s.judgeBody(sp, low, public, sent)
	case !multi:
	case s.w.programHeads[low]:
		sp.votes.add(factwire.Program, 6)
	case s.w.lawHeads[low] && !(given && sp.last-sp.first == 2 && s.alone(sp.first, sent)):
		sp.votes.add(factwire.Product, 6)
	case s.w.placeHeads[low] && !given:
		sp.votes.add(factwire.Place, 5)
	case s.w.outletHeads[low] && !given:
		sp.votes.add(factwire.Organization, 4)
		sp.outlet = true
	case s.w.industry[low], s.w.companyFirsts[s.d.Tokens[sp.first].Lower]:
		sp.votes.add(factwire.Company, 5)
	}
}

// judgeBody votes by a head of bodies, some of which head other names as well.
func (s *scanner) judgeBody(sp *span, low string, public bool, sent nlp.Sentence) {
	multi := sp.last-sp.first > 1
	switch {
	case s.surnameHead(sp.first, sp.last) && s.alone(sp.first, sent) && s.besidePerson(sp.first, sent):
		sp.votes.add(factwire.Person, 4) // "the mayor, Hope Church, said"
	case !multi:
		sp.votes.add(factwire.Organization, 3)
		sp.public = public
	case s.w.looseHeads[low]:
		if s.w.programHeads[low] {
			sp.votes.add(factwire.Program, 4)
		}
		sp.votes.add(factwire.Organization, 3)
	case low == "united" || low == "city":
		sp.votes.add(factwire.Organization, 2)
		if low == "city" {
			sp.votes.add(factwire.Place, 5)
		}
	default:
		sp.votes.add(factwire.Organization, 6)
		sp.public = public
	}
}

// judgeBesideHead votes by what stands beside a name's head: "press agency", "Walkers for", "the House".
func (s *scanner) judgeBesideHead(sp *span, head int, low string, sent nlp.Sentence) {
	d := s.d
	multi := sp.last-sp.first > 1
	if multi && (low == "agency" && head > sp.first && (d.Tokens[head-1].Lower == "press" || d.Tokens[head-1].Lower == "news")) || strings.HasSuffix(low, "-tv") || strings.HasSuffix(low, "-fm") {
		sp.votes.add(factwire.Organization, 6)
		sp.outlet, sp.public = true, false
	}
	if head+1 < sp.last && d.Tokens[head+1].Lower == "for" && pluralShape(low) && multi {
		sp.votes.add(factwire.Organization, 6)
	}
	if low == "house" && !multi && sp.first > sent.First && d.Tokens[sp.first-1].Lower == "the" {
		sp.votes.add(factwire.Organization, 4)
		sp.public = true
	}
}

// judgeWords votes by the words of a name: those of firms' names count behind the first where the name heads no body.
func (s *scanner) judgeWords(sp *span, firm bool) {
	industry := false
	for k := sp.first; k < sp.last; k++ {
		if s.w.industry[s.d.Tokens[k].Lower] && k > sp.first {
			industry = true
		}
		if s.d.Tokens[k].Text == "&" {
			sp.votes.add(factwire.Company, 3)
		}
	}
	if industry && firm {
		sp.votes.add(factwire.Company, 2)
	}
}

// verbBefore tells whether the first word of a sentence, at token t, is a verb in its plain form or a participle, and no name, before a given
// name and a surname that end by token q.
func (s *scanner) verbBefore(t, q int) bool {
	tok := &s.d.Tokens[t]
	if q-t < 3 || s.w.familyFirst[tok.Lower] || len(tok.Text) < 4 {
		return false
	}
	_, name := s.w.firstNames[tok.Lower]
	_, given := s.w.firstNames[s.d.Tokens[t+1].Lower]
	if name || !given || s.anyHead(t+1, q) {
		return false
	}
	return s.w.presenting[tok.Lower] || strings.HasSuffix(tok.Lower, "ing") && !s.innerWords()[tok.Text]
}
