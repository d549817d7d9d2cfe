package names

import "github.com/factwire/factwire/extractors/internal/nlp"

// maxBeforeRule is how many capitalized words may stand before the plain noun: "Biden-Harris", "Liberal National".
const maxBeforeRule = 2

// plainRule reports whether token t, or a word that stands before such a token, is a noun for those who rule a state that is written with a
// capital out of respect alone, and so is part of no name: "the Australian Government", "the Morrison Government", "the Federal
// Government". It is part of one where the name goes on behind it, or begins with words that call nobody who rules.
func (s *scanner) plainRule(t int, sent nlp.Sentence) bool {
	tok := &s.d.Tokens[t]
	if s.w.rulers[tok.Lower] && t+1 < sent.Last { // "Federal" of "the Federal Government"
		return s.w.ruleNouns[s.d.Tokens[t+1].Lower] && isUpper(s.d.Tokens[t+1].Text) && !s.goesOn(t+2, sent) && !s.nameBefore(t, sent)
	}
	return s.w.ruleNouns[tok.Lower] && isUpper(tok.Text) && !s.goesOn(t+1, sent) && !s.nameBefore(t, sent)
}

// goesOn reports whether a name may go on with token t.
func (s *scanner) goesOn(t int, sent nlp.Sentence) bool {
	return t < sent.Last && isUpper(s.d.Tokens[t].Text) && isLetter(s.d.Tokens[t].Text) && s.d.Tokens[t].Text != "I"
}

// nameBefore reports whether capitalized words that call neither a state nor who leads it stand before token t.
func (s *scanner) nameBefore(t int, sent nlp.Sentence) bool {
	first := t
	for first > sent.First && t-first <= maxBeforeRule && isUpper(s.d.Tokens[first-1].Text) && isLetter(s.d.Tokens[first-1].Text) && !s.w.stop[s.d.Tokens[first-1].Lower] {
		first--
	}
	if t-first > maxBeforeRule {
		return true
	}
	for k := first; k < t; {
		low := s.d.Tokens[k].Lower
		h, ok := s.gaz.match(s.d, k, t)
		switch {
		case ok && s.gaz.names[h.id].Type.IsState():
			k = h.last
		case s.w.rulers[low], s.w.leaders[low] != "":
			k++
		default:
			return true
		}
	}
	return false
}
