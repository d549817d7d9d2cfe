package names

import (
	"strings"
	"unicode"

	"github.com/factwire/factwire/extractors/internal/nlp"
)

// capital tells whether token t may begin or continue a name.
func (s *scanner) capital(t int, sent nlp.Sentence) bool {
	tok := &s.d.Tokens[t]
	word := tok.Text
	if !isUpper(word) {
		return mixed(word)
	}
	if s.w.notNames[word] || strings.IndexByte(word, '$') >= 0 || s.l.shout[t] || s.plainRule(t, sent) {
		return false
	}
	if tok.Lower == "under" && t+1 < sent.Last && s.d.Tokens[t+1].Lower == "secretary" {
		return true
	}
	if s.w.stop[tok.Lower] {
		if s.stopIsName(t, sent) {
			return true
		}
		if len(word) != 2 || !capitals(word) {
			return s.numberNames(t, sent)
		}
	}
	if Several(word) || t > sent.First && isUpper(s.d.Tokens[t-1].Text) && s.w.parted[s.d.Tokens[t-1].Lower] && roman(word) {
		return false // "NDAs", "Title IX"
	}
	if len(word) == 1 && tok.Lower != "x" {
		return t+1 < sent.Last && s.d.Tokens[t+1].Text == "&"
	}
	if len(word) > 7 && strings.HasSuffix(word, "ically") {
		return false // "the Democratically led chamber"
	}
	if s.w.pairs[tok.Lower] && s.calledTogether(t, sent) {
		return false
	}
	return strings.IndexByte(word, '-') < 0 || !s.plainCompound(t, sent)
}

// calledTogether tells whether the plural at token t calls those named before, as official notes write it with a capital: "The Parties agreed".
func (s *scanner) calledTogether(t int, sent nlp.Sentence) bool {
	prev, next := s.tokenIn(t-1, sent), s.tokenIn(t+1, sent)
	return (s.w.determiners[prev.Lower] || s.w.numbers[prev.Lower] > 1) && !isUpper(next.Text) && next.Lower != "of"
}

// stopIsName tells whether the small word at token t, written with a capital, is part of a person's name: "Per Zetterquist", "Theresa May".
func (s *scanner) stopIsName(t int, sent nlp.Sentence) bool {
	d := s.d
	tok, prev, next := &d.Tokens[t], s.tokenIn(t-1, sent), s.tokenIn(t+1, sent)
	month := s.w.monthNames[tok.Lower]
	if s.w.given(tok.Lower) && len(tok.Text) > 2 && isUpper(next.Text) && !s.w.stop[next.Lower] && !s.opens(t, sent) {
		if !month || tok.Text == "Jan" || s.w.titleHeads[prev.Lower] {
			return true // "Jan Zetterquist" too: a month that is cut short has a day beside it
		}
	}
	if month && isUpper(prev.Text) && t+1 < sent.Last && next.Tag != "CD" && s.w.given(prev.Lower) && !s.w.stop[prev.Lower] {
		return true
	}
	return s.doubtfulGiven(t, sent) || t > sent.First && s.doubtfulGiven(t-1, sent)
}

// numberNames tells whether the small word at token t is a number that belongs to a name, inside a sentence or where the text has it so
// elsewhere: "Two Rivers Cellular".
func (s *scanner) numberNames(t int, sent nlp.Sentence) bool {
	next, prev := s.tokenIn(t+1, sent), s.tokenIn(t-1, sent)
	if s.d.Tokens[t].Lower == "one" && isUpper(prev.Text) && !s.w.stop[prev.Lower] && (!s.opens(t-1, sent) || s.innerWords()[prev.Text]) {
		return true // "Ferry One"
	}
	return s.w.number(s.d.Tokens[t].Lower) && isUpper(next.Text) && !s.w.stop[next.Lower] && (!s.opens(t, sent) || s.innerWords()[s.d.Tokens[t].Text])
}

// plainCompound tells whether the word with a hyphen at token t is no name for all its capital: "D-Calif.", the party and state of an American
// legislator; "Two-thirds"; "Oslo-based".
func (s *scanner) plainCompound(t int, sent nlp.Sentence) bool {
	word, low := s.d.Tokens[t].Text, s.d.Tokens[t].Lower
	if len(word) > 2 && word[1] == '-' && strings.IndexByte("DRI", word[0]) >= 0 && unicode.IsUpper(rune(word[2])) {
		if prev := s.tokenIn(t-1, sent).Text; prev == "," || prev == "(" {
			return true
		}
	}
	if i := strings.IndexByte(low, '-'); i > 0 && s.opens(t, sent) && (s.w.number(low[:i]) || strings.HasSuffix(low[:i], "ty")) {
		return true
	}
	i := strings.LastIndexByte(word, '-')
	return i > 0 && s.w.compounds[word[i+1:]]
}

// Several tells whether a word is the plural of initials, for a class and for nobody by name: "NDAs".
func Several(word string) bool {
	n := len(word) - 1
	return n > 1 && n < 6 && word[n] == 's' && capitals(word[:n]) && isLetter(word[:n])
}

// roman tells whether a word is a small number in Roman figures.
func roman(word string) bool { return word != "" && strings.Trim(word, "IVX") == "" }
