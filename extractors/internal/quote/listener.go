package quote

import (
	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/internal/nlp"
)

// listener skips the object of tell from item i.
func (s *scan) listener(u *unit, i int) int {
	t := s.token(u, i)
	if t == nil {
		return i
	}
	if t.Tag == "PRP" {
		return i + 1
	}
	k := i
	for k < len(u.items) && k < i+12 {
		x := s.token(u, k)
		if x == nil && k > i && s.text(u, k-1) != "" && s.titled(u, k) && (!s.endsSpeech(u.items[k].q) || s.token(u, k-1).Tag == "POS") {
			return k + 1 // "told Radio Vale's “Good Morning Vale” that"
		}
		if x == nil || x.Lower == "that" && k > i {
			break
		}
		if m := s.names.At(u.items[k].first); m != nil {
			if k > i && s.anotherPhrase(u, k, m) {
				break
			}
			if k = s.itemAt(u, k, m.Last); s.endsPhrase(u, k, m) {
				break
			}
			continue
		}
		if k > i && isYear(x.Text) && s.nounBehind(u, k) {
			k++ // "in his 1990 memoir"
			continue
		}
		if !s.inListener(u, k, x) || k > i && s.headed(u, k-1) && opensPhrase(x.Tag) {
			break
		}
		k++
	}
	return k
}

// anotherPhrase reports whether the mention at item k, behind a noun phrase, is no part of it: what is told begins with it.
func (s *scan) anotherPhrase(u *unit, k int, m *names.Mention) bool {
	return m.Form != names.Adjective && s.headed(u, k-1) && m.TitleFirst >= u.items[k].first &&
		!s.thatBehind(u, k, m) && !(s.isPerson(m) && m.Form == names.Name && s.pronounBehind(u, k, m))
}

// endsPhrase reports whether a noun phrase ends with a mention behind which item k stands: no noun goes on with it.
func (s *scan) endsPhrase(u *unit, k int, m *names.Mention) bool {
	n := s.token(u, k)
	return m.Form == names.Name && (n == nil || !isNoun(n) && n.Tag != "POS" || s.names.At(u.items[k].first) != nil || n.Tag == "NNP")
}

// inListener reports whether the word x at item k may be one of a noun phrase: no date, and no word of another kind.
func (s *scan) inListener(u *unit, k int, x *nlp.Token) bool {
	return s.dateAt(u.items[k].first) == nil && (inNounPhrase(x) || x.Tag == "VBG" || x.Lower == "and" && s.headed(u, k-1) && isNounLike(s, u, k+1))
}

// opensPhrase reports whether a word with the tag begins a noun phrase of its own behind another.
func opensPhrase(tag string) bool {
	switch tag {
	case "DT", "PRP", "PRP$", "EX", "JJ", "CD":
		return true
	}
	return false
}

// thatBehind reports whether "that" follows a name that is no person's: "told the station KXYZ that".
func (s *scan) thatBehind(u *unit, k int, m *names.Mention) bool {
	return s.word(u, s.itemAt(u, k, m.Last)) == "that" && !s.isPerson(m)
}

// pronounBehind reports whether a clause that a pronoun begins follows a name: "told the host Ada Ost she would go".
func (s *scan) pronounBehind(u *unit, k int, m *names.Mention) bool {
	return s.pronounClause(u, s.itemAt(u, k, m.Last))
}

// headed reports whether item k may end a noun phrase.
func (s *scan) headed(u *unit, k int) bool {
	t := s.token(u, k)
	return t != nil && (isNoun(t) || s.names.At(u.items[k].first) != nil)
}
