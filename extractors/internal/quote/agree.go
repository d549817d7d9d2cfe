package quote

import "github.com/factwire/factwire/extractors/internal/nlp"

// plural are the forms of "be" and "have" in the plural, and singular those in the singular.
func plural(w string) bool   { return w == "are" || w == "were" || w == "have" }
func singular(w string) bool { return w == "is" || w == "was" || w == "has" }

// disagrees reports that behind the conjunction at item k stands a verb in a number in which the first verb of the content from item i on is not: it is
// the speaker's, and no more of the words: "is arguing that they have lost and is touring the state".
func (s *scan) disagrees(u *unit, i, k int) bool {
	w := s.word(u, k+1)
	if !plural(w) && !singular(w) {
		return false
	}
	for n := i; n < k; n++ {
		t := s.token(u, n)
		if t == nil || relativizes(t) {
			return false
		}
		if isFinite(t) && s.names.At(u.items[n].first) == nil {
			return plural(w) && singular(t.Lower) || singular(w) && plural(t.Lower)
		}
	}
	return false
}

// closedBy tells whether no verb of what may be a clause can follow the token t at item k: "argued for a ban, although it came late".
func (s *scan) closedBy(u *unit, o *opening, k int, t *nlp.Token) bool {
	if k == o.from {
		return t.Tag == "TO" || t.Text == ";" || t.Text == "."
	}
	if o.opened && o.commas == 1 && (s.tag(u, o.from) == "IN" || s.word(u, o.from+1) == "of") && (t.Tag == "WDT" || t.Tag == "WP") && s.text(u, k-1) == "," {
		return true // "Ahead of the trip, which will see him there, he has": the verb is not the clause's
	}
	if o.strict && o.nouns && t.Tag == "CC" && o.commas == 0 && s.tag(u, o.from) == "DT" && s.names.At(u.items[k-1].first) != nil && s.names.At(u.items[k+1].first) == nil {
		return true // "announced an inquiry into Ost and two papers were found": an object, and another clause
	}
	if t.Tag == "CC" && o.nouns && !o.opened && s.text(u, k+1) == "," {
		return true // "says odd things and, yes, he should": an object, and another clause
	}
	return t.Text == ";" || t.Text == "." || o.nouns && concedes(t.Lower)
}

// concedes reports whether a word opens a clause that a main clause must follow.
func concedes(w string) bool { return w == "though" || w == "although" || w == "while" }

// bracketIn reports whether a bracket is opened among the items [i, k).
func (s *scan) bracketIn(u *unit, i, k int) bool {
	for ; i < k; i++ {
		if s.text(u, i) == "(" {
			return true
		}
	}
	return false
}
