package quote

import "github.com/factwire/factwire/extractors/internal/names"

// thirdPerson reports whether the plural noun at item i, behind a person's name, is a verb of speech in the present that the
// tagger took for one: “…,” Ada Ost notes.
func (s *scan) thirdPerson(u *unit, i int) bool {
	t := s.token(u, i)
	if t == nil || t.Tag != "NNS" || !s.words.say[t.Lemma] || !s.endsInPerson(u, i-1) {
		return false
	}
	next := s.token(u, i+1)
	return next == nil || !isWord(next) && next.Tag != "POS" || next.Lower == "that" || next.Tag == "PRP"
}

// betweenNames reports whether the comma at item k stands between two names, or closes what a comma before it opened between
// two: both commas of "in Windham, New Hampshire, on".
func (s *scan) betweenNames(u *unit, k int) bool {
	if !s.inName(u, k-1) {
		return false
	}
	if s.inName(u, k+1) {
		return true
	}
	b := s.baseStart(u, k-1)
	return s.text(u, b-1) == "," && s.inName(u, b-2)
}

// inName reports whether item k is a word of a mention.
func (s *scan) inName(u *unit, k int) bool {
	return s.token(u, k) != nil && s.names.At(u.items[k].first) != nil
}

// verbBehindNouns reports whether a finite verb follows the noun phrase that begins at item k: "husband Bo Rask are".
func (s *scan) verbBehindNouns(u *unit, k int) bool {
	for n := k; n < len(u.items) && n < k+maxAside/10; n++ {
		t := s.token(u, n)
		switch {
		case t == nil:
			return false
		case s.names.At(u.items[n].first) != nil:
		case n > k && isFinite(t):
			return true
		case !inNounPhrase(t) && !(n == k && t.Tag == "VB"):
			return false
		}
	}
	return false
}

// takesObject reports whether what an object begins with follows the verb in the past at item k, so that it is no participle:
// "the fund hid four gifts".
func (s *scan) takesObject(u *unit, k int) bool {
	t := s.token(u, k+1)
	if t == nil || !s.headed(u, s.nounBefore(u, k)) {
		return false
	}
	return t.Tag == "DT" || t.Tag == "PRP$" || t.Tag == "CD" && s.dateAt(u.items[k+1].first) == nil
}

// isYear reports whether a word is a number of four digits.
func isYear(word string) bool {
	if len(word) != 4 {
		return false
	}
	for i := range len(word) {
		if word[i] < '0' || word[i] > '9' {
			return false
		}
	}
	return true
}

// nounBehind reports whether a noun that is no part of a date follows item k.
func (s *scan) nounBehind(u *unit, k int) bool {
	t := s.token(u, k+1)
	return t != nil && isNoun(t) && s.dateAt(u.items[k+1].first) == nil
}

// bracketed reports whether a bracket closes at item k.
func (s *scan) bracketed(u *unit, k int) bool { return s.text(u, k) == ")" }

// maxNick is how many words a by-name in marks has at most.
const maxNick = 4

// beyondMarks finds the subject whose apposition ends with the quotation at item j, inside which its closing comma stands:
// "X, the hacker known as “Corvid,” said".
func (s *scan) beyondMarks(u *unit, j, depth int) (speaker, int, bool) {
	q := s.quoteAt(u, j)
	if q < 0 || !s.endsInComma(q) || s.quotations[q].words > maxNick {
		return speaker{}, 0, false
	}
	if !s.words.nicknaming[s.word(u, j-1)] {
		return speaker{}, 0, false
	}
	for k := j - 1; k > 0 && k > j-maxAside/4; k-- {
		if s.text(u, k) == "," {
			return s.subjectEnding(u, k-1, depth+1)
		}
	}
	return speaker{}, 0, false
}

// endsInComma reports whether the last token of a quotation's words is a comma.
func (s *scan) endsInComma(q int) bool {
	return s.doc.Tokens[s.quotations[q].out-1].Text == ","
}

// minPredicate is how many words a quotation has at least that may hold a verb which the tagger took for a noun.
const minPredicate = 5

// predicative reports whether the quotation at item k, right behind the head of a noun phrase, ends its sentence and is the
// predicate of that noun, whatever the tags say: said their acts “amount to a form of threat.”
func (s *scan) predicative(u *unit, k int) bool {
	q := s.quotations[u.items[k].q]
	first := &s.doc.Tokens[q.in]
	if q.words < minPredicate || first.Text != first.Lower || first.Tag == "IN" || first.Tag == "TO" || first.Tag == "CC" || first.Tag == "DT" || first.Tag == "VBG" || first.Tag == "WDT" || first.Tag == "WP" {
		return false
	}
	return s.headed(u, k-1) && (k+1 == len(u.items) || s.isStop(u, k+1))
}

// accompanied reports whether the first comma of the items [i, k) is followed by words that join somebody to the noun before
// it: "along with", "as well as".
func (s *scan) accompanied(u *unit, i, k int) bool {
	for n := i; n+2 < k; n++ {
		if s.text(u, n) == "," {
			first, second := s.word(u, n+1), s.word(u, n+2)
			return (first == "along" || first == "together") && second == "with" || first == "as" && second == "well" || first == "including" || first == "like"
		}
	}
	return false
}

// maxOffice is how many tokens a title before a name has at most.
const maxOffice = 8

// titleWord reports whether a token is a word of the title of the person whose name follows.
func (s *scan) titleWord(t int) bool {
	for n := t + 1; n < len(s.doc.Tokens) && n <= t+maxOffice; n++ {
		if m := s.names.At(n); m != nil {
			return m.Form == names.Name && m.TitleFirst <= t && t < m.First
		}
	}
	return false
}

// gapped returns the item of the "that" before which only another speaker stands from item k on, with "and" or "while" before
// at most, the verb of speech left out: "the latter that prices would hold"; or 0.
func (s *scan) gapped(u *unit, k int) int {
	if w := s.word(u, k); w == "and" || w == "while" {
		k++
	}
	if s.token(u, k) == nil {
		return 0
	}
	for n := k; n < len(u.items) && n < k+maxOffice; n++ {
		t := s.token(u, n)
		if t == nil {
			return 0
		}
		m := s.names.At(u.items[n].first)
		if m == nil {
			if t.Lower != "the" && !capital(t) {
				return 0
			}
			continue
		}
		if m.Form != names.Name && m.Form != names.Nominal || len(m.Entities) == 0 {
			return 0
		}
		for n < len(u.items) && u.items[n].first < m.Last {
			n++
		}
		if next := s.token(u, n+1); s.word(u, n) == "that" && next != nil && s.clausal(u, n+1, false) {
			return n
		}
		return 0
	}
	return 0
}

// goesWithout reads the words of another speaker behind those that end at item k, for which the verb of speech is not said
// again.
func (s *scan) goesWithout(us []unit, i, k int, cl claim) {
	u := &us[i]
	if s.text(u, k) != "," {
		return
	}
	that := s.gapped(u, k+1)
	if that == 0 {
		return
	}
	m := s.names.At(u.items[that-1].first)
	if m == nil {
		return
	}
	next := claim{unit: i, speaker: s.of(m), cue: cl.cue, rule: ruleThat, dropped: cl.dropped}
	s.fill(&next, us, stretch{i, that + 1, s.clauseEnd(u, that+1)})
	s.keep(next)
}

// subjectOfMore reports whether a second dash closes what the one at item k opens, and a finite verb follows: “parent
// shopping” – the ability to choose – can hurt.
func (s *scan) subjectOfMore(u *unit, k int) bool {
	for n := k + 1; n < len(u.items) && n < k+maxAside/2; n++ {
		if isDash(s.text(u, n)) {
			return s.finiteAt(u, s.skipForward(u, n+1))
		}
	}
	return false
}

// continues reports whether the quotation at item j goes on with the clause that an attribution interrupts: it begins with a
// preposition or a participle in small letters.
func (s *scan) continues(u *unit, j int) bool {
	q := s.quotations[u.items[j].q]
	t := &s.doc.Tokens[q.in]
	return t.Text == t.Lower && (t.Tag == "IN" || t.Tag == "TO" || t.Tag == "VBG" || t.Tag == "VBN")
}

// behindWords reports whether a quotation that goes on to a comma stands right before the subject at item np, and nothing that the verb of
// a cue could have as its object behind it: “Compare the two,” Ada Ost urged.
func (s *scan) behindWords(u *unit, c cue, np int) bool {
	k := np - 1
	if s.text(u, k) == "," {
		k--
	}
	q := s.quoteAt(u, k)
	if q < 0 || k == np-1 && !s.endsInComma(q) {
		return false
	}
	return c.after >= len(u.items) || s.isStop(u, c.after) || s.quoteAt(u, c.after) >= 0
}
