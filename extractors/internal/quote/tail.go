package quote

import (
	"strings"

	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/internal/nlp"
)

// subordinated reports whether the subject at item np stands in a clause that a conjunction opens
// at the beginning of its sentence: "Although X has said …, Y".
func (s *scan) subordinated(u *unit, np int) bool {
	if t := s.token(u, np-1); np > 0 && t != nil && subordinates(t.Lower) && t.Lower != "as" {
		return true
	}
	for k := np - 1; k >= 0; k-- {
		if t := s.token(u, k); t == nil || t.Text == "," {
			return false
		}
	}
	first := s.token(u, 0)
	return np > 0 && first != nil && subordinates(first.Lower)
}

// opensSubordinate reports whether a conjunction begins a stretch.
func (s *scan) opensSubordinate(u *unit, st stretch) bool {
	t := s.token(u, st.from)
	return t != nil && subordinates(t.Lower)
}

// mainClause returns where the content of a subordinate clause ends: at the first comma that a
// subject and its verb follow.
func (s *scan) mainClause(u *unit, ct content) int {
	for k := ct.from + 1; k+1 < ct.to; k++ {
		if x := s.text(u, k); (x == "," || isDash(x)) && s.startsClause(u, k+1) && s.complete(u, stretch{from: ct.from, to: k}) {
			return k
		}
	}
	return ct.to
}

// startsClause reports whether a short noun phrase and a finite verb begin at item k.
func (s *scan) startsClause(u *unit, k int) bool {
	for n := k; n < len(u.items) && n < k+12; n++ {
		t := s.token(u, n)
		switch {
		case t == nil:
			return false
		case s.names.At(u.items[n].first) != nil:
		case n > k && isFinite(t):
			return true
		case !inNounPhrase(t) && t.Tag != "RB" && t.Tag != "IN" && !(t.Tag == "CC" && n > k) || subordinates(t.Lower):
			return false
		}
	}
	return false
}

// shifted returns where the content of a verb in the past ends: at the comma before a clause in the
// present, where its own first verb is in the past as reported speech is: "vowed that he would not
// go, and his advisers have not ruled it out".
func (s *scan) shifted(u *unit, c cue, ct content) int {
	if s.doc.Tokens[u.items[c.at].first].Tag != "VBD" || s.quoteAt(u, ct.from) >= 0 {
		return ct.to
	}
	past := false
	for k := ct.from; k+2 < ct.to; k++ {
		t := s.token(u, k)
		if t == nil {
			return ct.to
		}
		if isFinite(t) && s.names.At(u.items[k].first) == nil && !past {
			if !isPast(t.Tag, t.Lower) {
				return ct.to
			}
			past = true
		}
		if !past || t.Text != "," {
			continue
		}
		if x := s.token(u, k+1); x == nil || x.Tag != "CC" || s.word(u, k+2) == "it" && s.word(u, k+3) != "remains" && s.word(u, k+4) != "still" && s.word(u, k+4) != "now" || !s.startsClause(u, k+2) {
			continue
		}
		for n := k + 2; n < ct.to; n++ {
			x := s.token(u, n)
			if x == nil {
				break
			}
			if isFinite(x) && s.names.At(u.items[n].first) == nil {
				if !isPast(x.Tag, x.Lower) && x.Tag != "MD" {
					return k
				}
				break
			}
		}
	}
	return ct.to
}

// isPast reports whether a finite verb is in the past, or a modal that reported speech has.
func isPast(tag, lower string) bool {
	switch lower {
	case "would", "could", "might", "should":
		return true
	}
	return tag == "VBD"
}

func isNounLike(s *scan, u *unit, i int) bool {
	t := s.token(u, i)
	return t != nil && (isNoun(t) || t.Tag == "JJ")
}

// pastOf reports whether the empty word x is the subject of the verb at item k: "said nothing was signed".
func (s *scan) pastOf(u *unit, x *nlp.Token, k int) bool {
	t := s.token(u, k)
	return t != nil && (x.Tag == "NN" || x.Tag == "DT" || x.Tag == "PRP") && (strings.HasSuffix(x.Lower, "thing") || strings.HasSuffix(x.Lower, "body")) && isFinite(t)
}

// namedSubject reports whether a pronoun or a name and a finite verb begin at item k, so that no "that" before them is their clause's
// subject: "her million followers that Ost was late".
func (s *scan) namedSubject(u *unit, k int) bool {
	t := s.token(u, k)
	if t == nil {
		return false
	}
	if m := s.names.At(u.items[k].first); m != nil && m.Form == names.Name {
		return s.finiteAt(u, s.itemAt(u, k, m.Last))
	}
	return t.Tag == "PRP" && s.finiteAt(u, k+1)
}
