package quote

import (
	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/internal/nlp"
)

// cue is a verb of speech outside quotations.
type cue struct {
	at         int // its item
	from       int // the first item of its verb group, adverbs and auxiliaries among them
	after      int // the item behind it and its particle
	lemma      string
	participle bool   // ", adding that"
	dropped    string // why it tells no speech: "negated", "hypothetical"
}

// cueAt reads the item at i as a cue.
func (s *scan) cueAt(u *unit, i int) (cue, bool) {
	t := s.token(u, i)
	if t != nil && (t.Lower == "read" || t.Lower == "reads") && t.Tag != "VBN" && s.textBefore(u, i) {
		return cue{at: i, from: i, after: i + 1, lemma: "read"}, true // taggers take it for a noun
	}
	if t == nil || !s.verbal(t) && !s.thirdPerson(u, i) || s.names.At(u.items[i].first) != nil {
		return cue{}, false
	}
	if s.owned(u, i) || s.attributive(u, i) {
		return cue{}, false
	}
	c := cue{at: i, from: i, after: i + 1, lemma: lemmaOf(t)}
	s.phrasal(u, &c, t)
	if (c.lemma == "go" || c.lemma == "continue") && !s.goesOnTo(u, &c) {
		return cue{}, false
	}
	if s.words.denying[c.lemma] && s.words.assertions[s.word(u, c.after)] && s.word(u, c.after+1) == "that" {
		c.lemma = "deny" // "rejected claims that"
		return s.group(u, c, t)
	}
	if !s.words.speaks(c.lemma) || (t.Tag == "VB" || t.Tag == "VBP") && s.infinitive(u, i) {
		return cue{}, false
	}
	return s.group(u, c, t)
}

// phrasal takes the words behind the verb t of a cue into its lemma where they make one of speech together: "pointed out", "made it clear".
func (s *scan) phrasal(u *unit, c *cue, t *nlp.Token) {
	next := s.token(u, c.at+1)
	if next == nil {
		return
	}
	var room [48]byte // the look-ups make no string
	phrase := append(append(append(room[:0], c.lemma...), ' '), next.Lower...)
	if s.words.say[string(phrase)] || s.words.direct[string(phrase)] {
		c.lemma, c.after = string(phrase), c.at+2
	}
	if third := s.token(u, c.at+2); next.Lower == "it" && third != nil {
		phrase = append(append(append(room[:0], lemmaOf(t)...), ' '), third.Lower...)
		if s.words.say[string(phrase)] {
			c.lemma, c.after = string(phrase), c.at+3
		}
	}
}

// goesOnTo takes the verb of speech behind "went on to" or "continued by" as that of the cue. It tells whether somebody may speak: "went" alone tells
// it only with "on" before a quotation.
func (s *scan) goesOnTo(u *unit, c *cue) bool {
	if k := s.goOn(u, c.at); k > 0 {
		c.lemma, c.after = lemmaOf(s.token(u, k)), k+1
		return true
	}
	if c.lemma == "go" {
		c.after = c.at + 2
		return s.word(u, c.at+1) == "on" && s.quoteAt(u, c.at+2) >= 0
	}
	return true
}

// infinitive reports whether "and" joins the verb at item i to an infinitive before it: "wants to spend millions and add jobs".
func (s *scan) infinitive(u *unit, i int) bool {
	if w := s.word(u, i-1); w != "and" && w != "or" {
		return false
	}
	for k := i - 2; k > 0 && k > i-maxAside/4; k-- {
		t := s.token(u, k)
		if t == nil || isFinite(t) || t.Text == "," {
			return false
		}
		if t.Tag == "VB" && s.word(u, k-1) == "to" {
			return true
		}
	}
	return false
}

// owned reports whether the word in "s" at item i is a plural noun that somebody owns: "her health
// claims".
func (s *scan) owned(u *unit, i int) bool {
	t := s.token(u, i)
	if t.Tag != "VBZ" && t.Tag != "NNS" || t.Lower == "says" {
		return false
	}
	if before, next := s.token(u, i-1), s.token(u, i+2); s.word(u, i+1) == "that" && before != nil && before.Tag != "PRP" && next != nil && isFinite(next) && s.names.At(u.items[i+2].first) == nil {
		return true // "the states that flipped"
	}
	for k := i - 1; k >= 0 && k > i-3; k-- {
		p := s.token(u, k)
		if p == nil {
			return false
		}
		if before := s.token(u, k-1); p.Tag == "POS" || p.Tag == "PRP$" || t.Tag == "NNS" && before != nil && before.Tag == "CD" {
			return true // "four Northeast states"
		}
		if p.Tag != "NN" && p.Tag != "NNP" && p.Tag != "JJ" || s.names.At(u.items[k].first) != nil && s.isPerson(s.names.At(u.items[k].first)) {
			return false
		}
	}
	return false
}

// attributive reports whether the participle at item i stands between an article and a noun: "an alleged assault".
func (s *scan) attributive(u *unit, i int) bool {
	t, before, next := s.token(u, i), s.token(u, i-1), s.token(u, i+1)
	if t.Tag != "VBD" && t.Tag != "VBN" || before == nil || next == nil || t.Lower == "said" {
		return false
	}
	return (before.Lower == "a" || before.Lower == "an" || before.Lower == "the" || before.Tag == "PRP$") && (isNoun(next) || next.Tag == "JJ")
}

// textBefore reports whether the noun of a text stands close before item i.
func (s *scan) textBefore(u *unit, i int) bool {
	for k := i - 1; k >= 0 && k > i-8; k-- {
		if s.words.texts[s.word(u, k)] {
			return true
		}
		if t := s.token(u, k); t == nil || !inNounPhrase(t) && t.Tag != "IN" && s.names.At(u.items[k].first) == nil {
			return false
		}
	}
	return false
}

// goOn returns the item of the verb in "went on to say" or "continued to insist", or 0.
func (s *scan) goOn(u *unit, i int) int {
	k := i + 1
	if s.word(u, k) == "on" {
		k++
	}
	if s.word(u, k) == "to" {
		if t := s.token(u, k+1); t != nil && s.words.say[t.Lemma] {
			return k + 1
		}
	}
	return 0
}

// verbGroup is what stands before a verb in its group.
type verbGroup struct {
	have, be, to, negated bool
	modal                 string
}

// auxiliaries reads what stands before the verb of a cue, which it lets begin there.
func (s *scan) auxiliaries(u *unit, c *cue) verbGroup {
	var g verbGroup
	for k := c.at - 1; k >= 0; k-- {
		p := s.token(u, k)
		if p == nil || s.names.At(u.items[k].first) != nil {
			break
		}
		switch {
		case isNegation(p.Lower):
			g.negated = true
		case p.Lower == "to" && k == c.at-1:
			g.to = true
		case p.Tag == "MD":
			g.modal = p.Lower
		case isHave(p.Lower) && isVerb(p):
			g.have = true
		case isBe(p.Lower) && isVerb(p):
			g.be = true
		case p.Lemma == "do" && isVerb(p), p.Tag == "RB", s.words.adverbs[p.Lower]:
		default:
			return g
		}
		c.from = k
	}
	return g
}

// group reads the auxiliaries before the verb, and tells whether somebody speaks in the form that they give it.
func (s *scan) group(u *unit, c cue, t *nlp.Token) (cue, bool) {
	g := s.auxiliaries(u, &c)
	if g.to && g.modal == "" && t.Tag == "VB" {
		if s.purpose(u, c) {
			c.participle, c.lemma = true, "say" // "took the floor to thank them: “…”"
			return c, true
		}
		m := s.skipBack(u, c.from-1)
		if before := s.token(u, m); before != nil && before.Tag == "VBD" && s.words.say[lemmaOf(before)] {
			c.from = m // "tweeted on Friday to say that"
			return c, true
		}
	}
	if g.modal == "would" && c.lemma == "say" && s.word(u, c.after) == "only" {
		c.after++ // "would say only that"
	} else if g.to || g.modal != "" || !s.active(u, &c, t, g) {
		return c, false
	}
	if g.negated {
		c.dropped = "negated"
	}
	return c, true
}

// active tells whether the verb t of a cue tells with its auxiliaries what its subject does: not "is said to", "was told that".
func (s *scan) active(u *unit, c *cue, t *nlp.Token, g verbGroup) bool {
	switch {
	case t.Tag == "VBG":
		return g.be || s.participle(u, c, t)
	case g.be:
		return false
	}
	return t.Tag != "VBN" || g.have || s.word(u, c.after) != "by"
}

// purpose reports whether "to" and the verb of a cue tell what somebody did something for, in words behind a colon: "took to the
// radio to thank them: “…”". A noun stands before "to", so that nobody wants, refuses or fails to say it.
func (s *scan) purpose(u *unit, c cue) bool {
	if before := s.token(u, c.from-1); before == nil || !isNoun(before) && s.names.At(u.items[c.from-1].first) == nil {
		return false
	}
	for k := c.after; k+1 < len(u.items) && k < c.after+maxAside/4; k++ {
		t := s.token(u, k)
		if t == nil || isFinite(t) && s.names.At(u.items[k].first) == nil {
			return false
		}
		if q := s.quoteAt(u, k+1); t.Text == ":" && q >= 0 {
			return s.quotations[q].words >= minOn
		}
	}
	return false
}

// participle reads the verb as a participle that goes on with what somebody says ("…, adding that"), or that "with" or "as" gives
// a subject, and reports whether it is one.
func (s *scan) participle(u *unit, c *cue, t *nlp.Token) bool {
	before := s.token(u, c.from-1)
	if before == nil && s.words.participles[t.Lower] && s.quoteAt(u, c.from-1) >= 0 {
		c.participle = true // it was a “scandal!” claiming that
		return true
	}
	if s.words.participles[t.Lower] && before != nil && s.named(u, c.from-1) && (s.word(u, s.nameStart(u, c.from-1)-1) == "with" || s.heardBefore(u, s.nameStart(u, c.from-1)-1)) {
		return true // "with Lima saying that", "recalled Ada Ost saying"
	}
	if before != nil && s.words.participles[t.Lower] && (before.Lower == "but" || before.Lower == "and" || before.Lower == "while") && c.from > 1 {
		c.participle = true // "adding that it was late but insisting that"
		return true
	}
	if !s.words.participles[t.Lower] && !s.words.say[c.lemma] || before == nil || before.Text != "," && before.Lower != "as" && before.Lower != "by" {
		return false
	}
	if before.Lower == "as" {
		return s.saidToSay(u, c)
	}
	c.participle = true
	return true
}

// saidToSay reads "was quoted as" before a participle into its verb group.
func (s *scan) saidToSay(u *unit, c *cue) bool {
	if s.named(u, c.from-2) && s.heardBefore(u, s.nameStart(u, c.from-2)-1) {
		c.from-- // "quoted Ada Ost as saying"
		return true
	}
	q := s.quotedAs(u, c.from-2)
	if q < 0 {
		return false
	}
	c.from = q
	for c.from > 0 {
		if p := s.token(u, c.from-1); p == nil || !isBe(p.Lower) && !isHave(p.Lower) && p.Tag != "RB" {
			break
		}
		c.from--
	}
	return true
}

// named reports whether a name ends at item k.
func (s *scan) named(u *unit, k int) bool {
	if s.token(u, k) == nil {
		return false
	}
	m := s.names.At(u.items[k].first)
	return m != nil && m.Form == names.Name && len(m.Entities) > 0
}

// nameStart returns the item at which the name begins that item k is of, with its title.
func (s *scan) nameStart(u *unit, k int) int {
	m := s.names.At(u.items[k].first)
	lead := min(m.First, m.TitleFirst)
	for k > 0 && u.items[k-1].first >= lead {
		k--
	}
	return k
}

// maxBy is how many items may name who quotes somebody, between the verb and "as saying".
const maxBy = 10

// quotedAs returns the item of "quoted" or "cited" at item k, or before "by" and who quoted that end with it ("was quoted by
// the daily X as saying"), or -1.
func (s *scan) quotedAs(u *unit, k int) int {
	for n := k; n >= 0 && n > k-maxBy; n-- {
		t := s.token(u, n)
		switch {
		case t == nil || t.Text == "," || isFinite(t) && s.names.At(u.items[n].first) == nil && t.Lemma != "quote" && t.Lemma != "cite":
			return -1
		case (t.Lemma == "quote" || t.Lemma == "cite") && (n == k || s.word(u, n+1) == "by" || s.word(u, n+1) == "in"):
			return n
		}
	}
	return -1
}

// verbal reports whether a token may be a cue by its tag. Said, says and told are
// verbs whatever the tagger thinks of them.
func (s *scan) verbal(t *nlp.Token) bool {
	switch t.Lower {
	case "said", "says", "told", "tweeted":
		return true
	}
	return isVerb(t)
}

func lemmaOf(t *nlp.Token) string {
	switch t.Lower {
	case "said", "says":
		return "say"
	case "told":
		return "tell"
	case "tweeted":
		return "tweet"
	}
	return t.Lemma
}
