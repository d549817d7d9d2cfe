package quote

import "strings"

// adverbial skips one adverbial that begins at item k: a date, an adverb, a
// prepositional phrase.
func (s *scan) adverbial(u *unit, k int) int {
	t := s.token(u, k)
	if t == nil {
		return k
	}
	if t.Text == "(" {
		for j := k + 1; j < len(u.items) && j < k+maxAside/2; j++ {
			if s.text(u, j) == ")" {
				return j + 1
			}
		}
	}
	if d := s.dateAt(u.items[k].first); d != nil && d.Lead == u.items[k].first {
		return s.daytime(u, s.itemAt(u, k, d.Last))
	}
	if s.words.adverbs[t.Lower] || strings.HasSuffix(t.Lower, "ly") && t.Tag == "RB" && s.introduced(u, k+1) {
		return k + 1
	}
	if (t.Tag == "IN" || t.Tag == "TO") && t.Lower != "that" && !subordinates(t.Lower) && t.Lower != "than" {
		return s.prepositional(u, k)
	}
	return k
}

// prepositional skips the phrase whose preposition is item k; it returns k where none is.
func (s *scan) prepositional(u *unit, k int) int {
	j := k + 1
	if x := s.token(u, j); x == nil || !inNounPhrase(x) && s.names.At(u.items[j].first) == nil && x.Tag != "VBG" {
		return k
	}
	if d := s.dateAt(u.items[j].first); d != nil {
		return s.daytime(u, s.itemAt(u, j, d.Last))
	}
	if e := s.listener(u, j); e > j {
		return e
	}
	return k
}

// introduced reports whether content with a mark of its own begins at item k.
func (s *scan) introduced(u *unit, k int) bool {
	w := s.word(u, k)
	return w == "that" || w == ":" || w == "," || s.quoteAt(u, k) >= 0
}

// daytime skips the time of the day behind a date.
func (s *scan) daytime(u *unit, k int) int {
	if s.words.dayParts[s.word(u, k)] {
		return k + 1
	}
	return k
}
