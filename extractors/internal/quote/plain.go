package quote

import "github.com/factwire/factwire/extractors/internal/nlp"

// pronounClause reports whether a pronoun and a finite verb begin at item i.
func (s *scan) pronounClause(u *unit, i int) bool {
	t := s.token(u, i)
	if t == nil || t.Tag != "PRP" && t.Tag != "EX" {
		return false
	}
	for k := i + 1; k < len(u.items) && k < i+4; k++ {
		x := s.token(u, k)
		switch {
		case x == nil:
			return false
		case isFinite(x):
			return true
		case x.Tag == "CC":
			return s.verbBehindNouns(u, k+1)
		case x.Tag != "RB":
			return false
		}
	}
	return false
}

// plainClause reports whether a noun phrase and a form of be, have, do or a modal begin
// at item i, which no participle of a relative clause looks like.
func (s *scan) plainClause(u *unit, i int) bool {
	for k := i; k < len(u.items) && k < i+maxAside/3; k++ {
		t := s.token(u, k)
		if q := s.quoteAt(u, k); q >= 0 && k > i && isFinite(&s.doc.Tokens[s.quotations[q].in]) {
			return true // "suggests firms “should move”"
		}
		if t == nil || t.Text == "," || t.Tag == "VBG" && (k == i || s.words.participles[t.Lower]) || subordinates(t.Lower) {
			return false
		}
		if s.names.At(u.items[k].first) != nil {
			continue
		}
		switch {
		case k > i && isFinite(t):
			return !s.naming(u, i, k) && s.plainVerb(u, k, t)
		case !inNounPhrase(t) && t.Tag != "IN" && t.Tag != "CC" && t.Tag != "RB" && t.Tag != "VBG", t.Lower == "that":
			return false
		}
	}
	return false
}

// plainVerb reports whether the finite verb t at item k is one that no participle of a relative clause looks like: a form of be, have
// or do, a modal, one that agrees with a noun or takes an object.
func (s *scan) plainVerb(u *unit, k int, t *nlp.Token) bool {
	switch {
	case t.Tag == "MD", isBe(t.Lower), isHave(t.Lower), t.Lemma == "do":
		return true
	case t.Tag == "VBZ":
		return s.headed(u, s.nounBefore(u, k))
	}
	return t.Tag == "VBD" && s.takesObject(u, k)
}

// naming reports whether the verb at item k is a participle that gives its name to the new thing that begins at item i: "a book called Acre".
func (s *scan) naming(u *unit, i, k int) bool {
	t, first := s.token(u, k), s.token(u, i)
	return s.words.naming[t.Lemma] && t.Tag == "VBD" && first != nil && (first.Lower == "a" || first.Lower == "an") && s.headed(u, k-1)
}

// nounBefore returns the item before item k, adverbs left out.
func (s *scan) nounBefore(u *unit, k int) int {
	k--
	for k > 0 && s.token(u, k) != nil && s.token(u, k).Tag == "RB" {
		k--
	}
	return k
}

// objectAt reports whether the word x at item k, right behind the verb of a cue, begins its object: "insisted on a vote", "warned of
// floods", "added 0.9 percent as banks rallied", "said it in a speech".
func (s *scan) objectAt(u *unit, c cue, k int, x *nlp.Token) bool {
	next := s.token(u, k+1)
	if x.Tag == "PRP" {
		return next != nil && next.Tag == "IN"
	}
	return s.objective(x.Lower) && (next == nil || next.Tag != "CD")
}
