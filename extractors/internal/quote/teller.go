package quote

import "github.com/factwire/factwire/extractors/internal/names"

// dashed reports whether a dash is open before item i.
func (s *scan) dashed(u *unit, i int) bool {
	open := false
	for k := i - 1; k > 1; k-- {
		if isDash(s.text(u, k)) {
			open = !open
		}
	}
	return open
}

// silent reports whether the words at item k, a subject before them at most, tell what the
// speaker did not say: "it did not elaborate", "gave no details".
func (s *scan) silent(u *unit, k int) bool {
	for n := 0; n < 4; n, k = n+1, k+1 {
		t := s.token(u, k)
		if t == nil {
			return false
		}
		if t.Tag == "VBD" && s.names.At(u.items[k].first) == nil {
			break
		}
		if t.Text == "," && n > 0 { // "but he, knowing of the vote, did not"
			for j := k + 1; j < len(u.items) && j < k+12; j++ {
				if s.text(u, j) == "," {
					k = j
					break
				}
			}
			continue
		}
		if !inNounPhrase(t) && t.Tag != "RB" {
			return false
		}
	}
	t := s.token(u, k)
	if t == nil || t.Tag != "VBD" {
		return false
	}
	if t.Lower != "did" {
		no := s.word(u, k+1)
		return (no == "no" || no == "few" || no == "little") && s.words.silences[t.Lemma]
	}
	if !isNegation(s.word(u, k+1)) {
		return false
	}
	v := s.token(u, s.skipForward(u, k+2))
	return v != nil && s.words.silences[v.Lemma]
}

// doubts reports whether the teller's own doubt begins at item k: "it is not clear", "there is no evidence".
func (s *scan) doubts(u *unit, k int) bool {
	if w := s.word(u, k); w != "it" && w != "there" || !isBe(s.word(u, k+1)) && s.word(u, k+1) != "remains" {
		return false
	}
	for n := k + 2; n < k+6; n++ {
		if s.words.doubts[s.word(u, n)] {
			return true
		}
	}
	return false
}

// turns reports whether a pronoun and a verb of a stance in the past begin at item k: "but he refused to go into it".
func (s *scan) turns(u *unit, k int) bool {
	t := s.token(u, k)
	if t == nil || t.Tag != "PRP" {
		return false
	}
	v := s.token(u, s.skipForward(u, k+1))
	return v != nil && v.Tag == "VBD" && (v.Lemma == "decline" || v.Lemma == "refuse" || s.words.say[lemmaOf(v)])
}

// comment reports whether a noun phrase without a verb of its own runs from item k to end.
func (s *scan) comment(u *unit, k, end int) bool {
	t := s.token(u, k)
	if t != nil && (t.Lower == "while" || t.Lower == "although" || t.Lower == "though" || t.Tag == "CC" && s.startsClause(u, k+1) && s.token(u, k+1).Tag != "PRP" && s.token(u, k+1).Tag != "RB") {
		for ; k < end; k++ {
			if isDash(s.text(u, k)) {
				return false
			}
		}
		return true
	}
	if t == nil || t.Lower != "a" && t.Lower != "an" {
		return false
	}
	relative := false
	for ; k < end; k++ {
		t := s.token(u, k)
		switch {
		case t == nil:
		case isDash(t.Text):
			return false
		case t.Tag == "WDT" || t.Tag == "WP" || t.Lower == "that":
			relative = true
		case isFinite(t) && !relative && s.names.At(u.items[k].first) == nil:
			return false
		}
	}
	return true
}

// joins reports whether a conjunction is item k.
func (s *scan) joins(u *unit, k int) bool {
	switch s.word(u, k) {
	case "but", "and", "while":
		return true
	}
	return false
}

// withSaying reports whether "with", a name and a participle of speech begin at item k.
func (s *scan) withSaying(u *unit, k int) bool {
	if s.word(u, k) != "with" {
		return false
	}
	for n := k + 1; n < len(u.items) && n < k+8; n++ {
		t := s.token(u, n)
		if t == nil {
			return false
		}
		if t.Tag == "VBG" && s.words.participles[t.Lower] {
			return s.named(u, n-1)
		}
		if s.names.At(u.items[n].first) == nil && !inNounPhrase(t) {
			return false
		}
	}
	return false
}

// elsewhere reports whether a clause of contrast about somebody who is named begins at item k: the teller goes on.
func (s *scan) elsewhere(u *unit, k int) bool {
	switch s.word(u, k) {
	case "while", "whereas":
	default:
		return false
	}
	t := s.token(u, k+1)
	if t == nil || t.Tag == "PRP" || t.Tag == "PRP$" || t.Tag == "EX" {
		return false
	}
	m := s.names.At(u.items[k+1].first)
	return m != nil && m.Form != names.Pronoun && s.startsClause(u, k+1)
}
