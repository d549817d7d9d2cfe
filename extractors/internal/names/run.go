package names

import (
	"strings"
	"unicode"

	"github.com/factwire/factwire/extractors/internal/nlp"
)

// runEnd returns the end of the run of capitalized words that begins at token t,
// with the small words that join them.
func (s *scanner) runEnd(t int, sent nlp.Sentence) int {
	end := t + 1
	for i := t + 1; i < sent.Last && i-t < 24; {
		tok := &s.d.Tokens[i]
		if s.l.skip[i] {
			break
		}
		if s.capital(i, sent) || s.initial(i, sent) || i == end && s.w.smallForms[strings.TrimSuffix(tok.Lower, ".")] && tok.Text == tok.Lower || i == end && s.w.notNames[tok.Text] && s.w.industry[tok.Lower] {
			end = i + 1
			i++
			continue
		}
		if tok.Tag == "CD" && isDigits(tok.Text) && len(tok.Text) <= 3 && i == end && (i+1 == sent.Last || !isLetter(s.d.Tokens[i+1].Text) || s.d.Tokens[i-1].Lower == "local") && (s.w.lawHeads[s.d.Tokens[i-1].Lower] || s.d.Tokens[i-1].Lower == "local") {
			end = i + 1
			i++
			continue
		}
		if n := s.nickname(t, i, end, sent); n > i {
			i = n
			continue
		}
		if n := s.joiner(t, i, sent); n > i {
			i = n
			continue
		}
		if i == end && s.belongsToMany(i, sent) {
			i++
			continue
		}
		break
	}
	return end
}

// belongsToMany tells whether the possessive at token i is that of a class of people, and a body of theirs follows: "the
// Harbour Workers' Union", "the Women's Institute".
func (s *scanner) belongsToMany(i int, sent nlp.Sentence) bool {
	tok, owner := &s.d.Tokens[i], &s.d.Tokens[i-1]
	if tok.Tag != "POS" || i+1 >= sent.Last || !isUpper(s.d.Tokens[i+1].Text) {
		return false
	}
	plural := (tok.Text == "'" || tok.Text == "’") && pluralShape(owner.Lower) && !capitals(owner.Text)
	if !plural && !s.w.classes[owner.Lower] {
		return false
	}
	last := i + 1
	for last < sent.Last && last < i+maxField && isUpper(s.d.Tokens[last].Text) {
		last++
	}
	return s.orgHead(i+1, last)
}

// anybody tells whether a first name or a known name begins at token i.
func (s *scanner) anybody(i int) bool {
	if _, ok := s.w.firstNames[s.d.Tokens[i].Lower]; ok {
		return true
	}
	_, ok := s.gaz.match(s.d, i, min(i+4, len(s.d.Tokens)))
	return ok
}

// nickname returns the token after a nickname in quotation marks at i, inside the name of a
// person that begins at first ("Robert “Bob” Quillfeather"), or i.
func (s *scanner) nickname(first, i, end int, sent nlp.Sentence) int {
	if i == end {
		if n := s.bracketed(first, i, sent); n > i {
			return n
		}
	}
	if i != end || !isQuote(s.d.Tokens[i].Text) {
		return i
	}
	_, given := s.w.firstNames[s.d.Tokens[first].Lower]
	_, before := s.w.firstNames[s.d.Tokens[i-1].Lower]
	unlisted := !given && !before
	if unlisted && (i+1 >= sent.Last || i-first > 2 || s.d.Tokens[i-1].Tag != "NNP" || !isUpper(s.d.Tokens[i+1].Text) || s.l.title[s.d.SentenceOf(i)]) {
		return i
	}
	for k := i + 2; k < min(i+5, sent.Last-1); k++ {
		switch s.d.Tokens[k].Text {
		case "”", "’", "\"", "'", "''":
			if s.capital(k+1, sent) || s.w.particles[s.d.Tokens[k+1].Text] && s.joiner(first, k+1, sent) > k+1 {
				return k + 1
			}
			return i
		}
	}
	return i
}

// bracketed returns the token after a nickname in brackets at i, behind a given name and before a surname: "William (Bill) Quillfeather",
// or i.
func (s *scanner) bracketed(first, i int, sent nlp.Sentence) int {
	closing := map[string]string{"(": ")", "[": "]"}[s.d.Tokens[i].Text]
	if closing == "" || i+3 >= sent.Last || s.d.Tokens[i+2].Text != closing || !s.capital(i+3, sent) {
		return i
	}
	_, given := s.w.firstNames[s.d.Tokens[first].Lower]
	nick := s.d.Tokens[i+1].Text
	_, known := s.w.firstNames[strings.ToLower(nick)]
	if _, short := s.w.nicknames[strings.ToLower(nick)]; !given || !known && !short || !isUpper(nick) || capitals(nick) {
		return i
	}
	return i + 3
}

// initial tells whether token i is an initial inside a name: "T." or "T".
func (s *scanner) initial(i int, sent nlp.Sentence) bool {
	word := s.d.Tokens[i].Text
	if !isUpper(word) || i+1 >= sent.Last || !isUpper(s.d.Tokens[i+1].Text) {
		return false
	}
	letters := 0
	for _, r := range word {
		if unicode.IsLetter(r) {
			letters++
		} else if r != '.' {
			return false
		}
	}
	return letters == 1 || letters <= 3 && strings.Count(word, ".") >= letters
}

func isDigits(word string) bool {
	for _, r := range word {
		if r < '0' || r > '9' {
			return false
		}
	}
	return word != ""
}

// joiner returns the token after the small words at i that join two parts of one name, or i.
func (s *scanner) joiner(first, i int, sent nlp.Sentence) int {
	tok := &s.d.Tokens[i]
	joins := false // the parts beside the word
	switch tok.Lower {
	case "&", "+":
		joins = s.nameGoesOn(i+1, sent)
	case "of", "for", "on":
		return s.joinerOf(first, i, sent)
	case "to", "against":
		// "Coalition to Stop Smuggling", "Mothers Against Noise"
		joins = s.nameGoesOn(i+1, sent) &&
			(s.w.campaigns[s.d.Tokens[i-1].Lower] && !s.anybody(i+1) || tok.Lower == "against" && isUpper(tok.Text))
	case "and":
		joins = s.nameGoesOn(i+1, sent) && s.joinsAnd(first, i, sent)
	default:
		if !s.particle(i) {
			return i
		}
		j := i + 1
		for j < sent.Last && j < i+3 && s.particle(j) {
			j++
		}
		if s.nameGoesOn(j, sent) && (tok.Lower != "do" || tok.Tag != "VBP") {
			return j
		}
	}
	if joins {
		return i + 1
	}
	return i
}

// nameGoesOn tells whether token t of the sentence may continue a name.
func (s *scanner) nameGoesOn(t int, sent nlp.Sentence) bool {
	return t < sent.Last && s.capital(t, sent)
}

// particle tells whether token t is a particle of names in small letters.
func (s *scanner) particle(t int) bool {
	return s.w.particles[s.d.Tokens[t].Lower] && !isUpper(s.d.Tokens[t].Text)
}

// joinerOf returns the token after the "of", "for" or "on" at i and an article or a word of offices behind it, if the name that begins at first goes on
// there, or i.
func (s *scanner) joinerOf(first, i int, sent nlp.Sentence) int {
	prep := s.d.Tokens[i].Lower
	if !s.takesOf(first, i, s.d.Tokens[i-1].Lower, prep) {
		return i
	}
	if s.nameGoesOn(i+1, sent) {
		return i + 1
	}
	if i+2 < sent.Last {
		if low := s.d.Tokens[i+1].Lower; (low == "the" || low == "a" && prep == "for" || s.w.titleWords[low]) && s.capital(i+2, sent) {
			return i + 2
		}
	}
	return i
}

// joinsAnd tells whether the "and" at i joins two parts of the name that begins at first: "Department of Health and Human Services", after "of" and
// before the head; "Marine and Fisheries Agency".
func (s *scanner) joinsAnd(first, i int, sent nlp.Sentence) bool {
	for j := first; j < i; j++ {
		if w := s.d.Tokens[j].Lower; (w == "of" || w == "for") && s.headWord(s.d.Tokens[j-1].Lower) {
			_, known := s.gaz.match(s.d, i+1, sent.Last)
			return !known && (s.titleAt(i+1, sent.Last) == i+1 || j+1 == i-1)
		}
	}
	if !s.maySubject(first, i, sent) {
		return false
	}
	for j := i + 1; j < min(sent.Last, i+4) && s.capital(j, sent); j++ {
		if public, ok := s.w.orgHeads[s.d.Tokens[j].Lower]; ok && (public || !s.twoNames(first, i, j, sent)) {
			_, known := s.gaz.match(s.d, first, i)
			return !known
		}
	}
	return false
}

// maySubject tells whether the words [first, i) before an "and" may be the first of two matters that a body is named after: one word, or two behind
// "the", with no head of their own.
func (s *scanner) maySubject(first, i int, sent nlp.Sentence) bool {
	switch i - first {
	case 1:
		return true
	case 2:
		return first > sent.First && s.d.Tokens[first-1].Lower == "the" && (s.w.industry[s.d.Tokens[first].Lower] || !s.anyHead(first, i)) &&
			!s.orgHead(first, i) && s.titleAt(first, i) == first
	}
	return false
}

// twoNames tells whether the words [first, i) before an "and" and those behind it up to a head at token j are two names: the first stands
// in a list ("Acme, Globex and Match Group") or behind "between", or the second is whole by itself ("Globex and Match Group").
func (s *scanner) twoNames(first, i, j int, sent nlp.Sentence) bool {
	if n := len(s.spans); first > sent.First && s.d.Tokens[first-1].Text == "," && n > 0 && s.spans[n-1].last == first-1 {
		return true
	}
	if first > sent.First && i == first+1 && s.d.Tokens[first-1].Lower == "between" && (j+1 >= sent.Last || s.d.Tokens[j+1].Lower != "and") {
		return true // "between Acme and Globex Labs"
	}
	firm := s.w.companySuffixes[s.d.Tokens[j].Lower] || s.w.industry[s.d.Tokens[j].Lower]
	return j > i+1 && firm && !s.w.industry[s.d.Tokens[i-1].Lower] && s.d.Tokens[i-1].Tag != "NNS" && s.d.Tokens[i-1].Tag != "NNPS"
}

// headWord tells whether a word heads an organization's, a programme's or an office's name.
func (s *scanner) headWord(word string) bool {
	if _, ok := s.w.orgHeads[word]; ok {
		return true
	}
	return s.w.programHeads[word] || s.w.titleHeads[word]
}

// takesOf tells whether a name may go on with "of" or "for" after the word prev.
func (s *scanner) takesOf(first, i int, prev, prep string) bool {
	if i+1 >= len(s.d.Tokens) {
		return false
	}
	if s.w.nobles[prev] {
		return i-1 == first && prep == "of" // "Steve King of Iowa" is none
	}
	if s.headWord(prev) {
		if s.d.Tokens[i+1].Lower == "the" && i+2 < len(s.d.Tokens) {
			if h, ok := s.gaz.match(s.d, i+2, min(i+8, len(s.d.Tokens))); ok && h.sense == asAdjective {
				return false // "the committee of the British Parliament"
			}
		}
		return prep != "on" || s.w.programHeads[prev] || s.w.boards[prev]
	}
	switch prep {
	case "of":
		if s.lawAhead(i + 1) {
			return true // "Defense of Marriage Act"
		}
		if goes, told := s.ofPurpose(first, i); told {
			return goes
		}
	case "for":
		if s.officeFor(first, i) {
			return true
		}
		if i == first+1 && s.aimed(first, prev) {
			_, known := s.gaz.match(s.d, first, i)
			return !known
		}
	}
	return s.w.takesOf[prev] && prep != "on"
}

// ofPurpose tells whether the "of" at token i goes on with what a body is for ("Foundation for the Defence of Islands"), and whether
// there is such a body.
func (s *scanner) ofPurpose(first, i int) (goes, told bool) {
	for j := first + 1; j < i; j++ {
		if s.d.Tokens[j].Lower == "for" && s.headWord(s.d.Tokens[j-1].Lower) && !s.w.titleHeads[s.d.Tokens[j-1].Lower] {
			_, known := s.gaz.match(s.d, i+1, min(i+5, len(s.d.Tokens)))
			return !known, true
		}
	}
	return false, false
}

// officeFor tells whether an office with what it is of stands in [first, i): "Under Secretary of Commerce for Technology".
func (s *scanner) officeFor(first, i int) bool {
	for j := first + 1; j < i; j++ {
		if s.d.Tokens[j].Lower == "of" && s.w.titleHeads[s.d.Tokens[j-1].Lower] {
			return true
		}
	}
	return false
}

// lawAhead tells whether the capitals from token i on end with a law's last word.
func (s *scanner) lawAhead(i int) bool {
	for j := i; j < min(i+7, len(s.d.Tokens)); j++ {
		tok := s.d.Tokens[j]
		switch {
		case isUpper(tok.Text):
			if s.w.lawHeads[tok.Lower] {
				return true
			}
		case tok.Lower != "and" && tok.Lower != "of" && tok.Lower != "the":
			return false
		}
	}
	return false
}

// abstract tells whether a word is by its ending the name of a quality or an idea, as bodies with an aim are named after.
func (s *scanner) abstract(word string) bool {
	for _, end := range s.w.abstractEnds {
		if len(word) > len(end)+2 && strings.HasSuffix(word, end) {
			return true
		}
	}
	return false
}

// aimed tells whether a body with an aim may begin with the word prev, at token first, that "for" follows: behind a preposition a class of
// people ("the founder of Walkers for Change"), behind an office and "of" an idea ("the chair of Honesty for Vale").
func (s *scanner) aimed(first int, prev string) bool {
	if first == 0 || !isLetter(s.d.Tokens[first-1].Text) || s.d.Tokens[first-1].Tag != "IN" {
		return false
	}
	if s.w.classes[prev] || pluralShape(prev) {
		return true
	}
	return first > 1 && s.d.Tokens[first-1].Lower == "of" && s.w.titleHeads[s.d.Tokens[first-2].Lower] && s.abstract(prev)
}
