package quote

import (
	"strings"

	"github.com/factwire/factwire/extractors/internal/nlp"
)

// opening is what has been read of what may be a clause.
type opening struct {
	from   int  // its first item
	strict bool // nothing may stand between the noun phrase and the verb
	opened bool // it begins with an adverbial, behind which one comma may stand
	nouns  bool // a noun phrase was seen
	commas int
	listed bool // the commas part the members of a list
}

// clausal reports whether a clause begins at item i: a noun phrase and a finite verb.
// Strict wants nothing between them that would make the noun phrase an object with a
// relative clause.
func (s *scan) clausal(u *unit, i int, strict bool) bool {
	first := s.token(u, i)
	o := opening{from: i, strict: strict}
	o.opened = first != nil && s.names.At(u.items[i].first) == nil && !inNounPhrase(first)
	for k := i; k < len(u.items) && k < i+maxAside; k++ {
		t := s.token(u, k)
		if t == nil {
			if s.quotedIn(u, &o, k) {
				return true
			}
			continue
		}
		if s.names.At(u.items[k].first) != nil {
			o.nouns = true
			continue
		}
		switch {
		case t.Text == ",":
			o.commas++
			if s.tag(u, k+1) == "CC" {
				return false // another clause begins before this one has its verb
			}
		case t.Tag == "CC" && o.commas > 0:
			o.listed = true // "news of the talks, the outcome and a visit"
		case t.Tag == "NNS" && o.nouns && s.plansTo(u, k):
			return true
		case isFinite(t):
			if verdict, done := s.verbOf(u, &o, k, t); done {
				return verdict
			}
		case s.closedBy(u, &o, k, t):
			return false
		case relativizes(t):
			if strict || k == i {
				return t.Lower == "when" || t.Lower == "that" && !strict
			}
		default:
			o.nouns = o.nouns || isNoun(t) || nounsOwn(t.Tag)
		}
	}
	return false
}

// relativizes tells whether a token may begin a relative clause or a question.
func relativizes(t *nlp.Token) bool {
	return t.Lower == "that" || t.Lower == "which" || t.Lower == "who" || t.Tag == "WP" || t.Tag == "WRB"
}

// nounsOwn tells whether a tag is that of what stands for a noun or before it in its phrase.
func nounsOwn(tag string) bool {
	switch tag {
	case "PRP", "EX", "VBG", "DT", "CD", "JJ":
		return true
	}
	return false
}

// quotedIn takes up the quotation that is item k of what may be a clause, and tells whether the clause has its verb with it.
func (s *scan) quotedIn(u *unit, o *opening, k int) bool {
	if s.finiteIn(u.items[k].q) || o.nouns && s.predicative(u, k) {
		return true
	}
	o.nouns = true
	if s.endsInComma(u.items[k].q) {
		o.commas++ // "the tunnel, simply called ‘the loop,’ is"
	}
	return false
}

// verbOf tells whether the finite verb at item k makes a clause of what stands before it; done is false where it is that of an aside.
func (s *scan) verbOf(u *unit, o *opening, k int, t *nlp.Token) (verdict, done bool) {
	if k > o.from && s.tag(u, k-1) == "CC" {
		return false, true // "claimed a victory but trails"
	}
	parted := o.commas%2 == 1
	if o.nouns && parted && t.Tag == "VBD" && strings.HasSuffix(t.Lower, "ed") && s.participial(u, k, o.from) {
		return false, false // "the extension, first announced in May, was"
	}
	if o.nouns && !o.opened && !o.strict {
		if parted && !o.listed && s.asideGoesOn(u, k) {
			return false, false // "one idea, to dig where nobody could, might"
		}
		if o.commas > 1 && s.text(u, k-1) == "," && s.accompanied(u, o.from, k) {
			return true, true // "the firm, along with a bank run by Ost's friend, Bo Rask, gave"
		}
	}
	return (o.nouns || t.Tag == "MD") && (o.opened || !parted || o.listed), true
}

// plansTo reports whether the plural at item k is a verb: "the union plans to meet".
func (s *scan) plansTo(u *unit, k int) bool {
	before, to, verb := s.token(u, k-1), s.token(u, k+1), s.token(u, k+2)
	return before != nil && before.Tag == "NN" && to != nil && to.Tag == "TO" && verb != nil && verb.Tag == "VB" && s.words.intents[s.doc.Tokens[u.items[k].first].Lower]
}

// asideGoesOn reports whether a comma and another finite verb follow the one at item k, so that k is an aside's.
func (s *scan) asideGoesOn(u *unit, k int) bool {
	for n := k + 1; n+1 < len(u.items) && n < k+maxAside/3; n++ {
		if s.text(u, n) == "," {
			return s.finiteAt(u, s.skipForward(u, n+1)) && s.names.At(u.items[n+1].first) == nil
		}
	}
	return false
}

// participial reports whether the verb at item k stands right behind a comma, or adverbs behind one, and another comma
// follows: a participle, whatever the tagger thinks.
func (s *scan) participial(u *unit, k, floor int) bool {
	j := k - 1
	for j > floor && s.token(u, j) != nil && s.token(u, j).Tag == "RB" {
		j--
	}
	if s.text(u, j) != "," {
		return false
	}
	for n := k + 1; n < len(u.items) && n < k+maxAside/3; n++ {
		if s.text(u, n) == "," {
			return true
		}
	}
	return false
}

// finiteIn reports whether a finite verb is among a quotation's first words.
func (s *scan) finiteIn(q int) bool {
	x := s.quotations[q]
	for t := x.in; t < x.out && t < x.in+12; t++ {
		if isFinite(&s.doc.Tokens[t]) {
			return true
		}
	}
	return false
}

// clauseEnd returns the item behind the content that begins at item i: the end of the
// unit, or where another attribution or another verb of the speaker's begins.
func (s *scan) clauseEnd(u *unit, i int) int {
	end := len(u.items)
	for end > i && (s.isStop(u, end-1) || s.text(u, end-1) == ")" && !s.bracketIn(u, i, end)) {
		end--
	}
	for k := i + 1; k < end; k++ {
		if at := s.endsAt(u, i, k, end); at >= 0 {
			return at
		}
	}
	return end
}

// endsAt returns where the content from item i on ends if item k, before end, ends it, else -1.
func (s *scan) endsAt(u *unit, i, k, end int) int {
	t := s.token(u, k)
	if t == nil {
		if s.quoteEnds(u, k) {
			return k + 1
		}
		return -1
	}
	ends := false
	switch {
	case t.Text == ":" && s.quoteAt(u, k+1) >= 0 && s.attributionFrom(u, k+2):
		ends = true // said he counts her as one of them: “…,” he told
	case t.Lower == "according" && s.word(u, k+1) == "to", strings.HasPrefix(t.Lower, "http"), strings.HasPrefix(t.Lower, "pic.twitter"):
		return s.trimComma(u, i, k)
	case isDash(t.Text) && (s.dashed(u, i) || s.comment(u, k+1, end)):
		ends = true // the content is between two dashes; "-- a verdict that would end the case": a comment on what was said
	case t.Text == "," && k+1 < end:
		ends = s.commaEnds(u, i, k, end)
	case s.joins(u, k) && k+1 < end && k > i+2 && s.token(u, k+1) != nil && s.token(u, k+1).Tag == "VBG" && (s.words.participles[s.word(u, k+1)] || t.Lower == "but"):
		ends = true // "it would grow and warning that", "it was useful but playing it down"
	case t.Tag == "CC" && k+1 < end:
		ends = s.speakerGoesOn(u, k) || s.attributionFrom(u, k+1) || s.disagrees(u, i, k)
	case t.Text == ";":
		ends = s.attributionFrom(u, k+1)
	}
	if ends {
		return k
	}
	return -1
}

// quoteEnds reports whether the content ends with the quotation at item k: said it was “good,” Y replied; “…” while stressing that.
func (s *scan) quoteEnds(u *unit, k int) bool {
	if s.endsSpeech(u.items[k].q) && s.attributionFrom(u, k+1) {
		return true
	}
	speaks := func(k int) bool {
		x := s.token(u, k)
		return x != nil && x.Tag == "VBG" && s.words.participles[x.Lower]
	}
	return speaks(k+1) || speaks(k+2) && s.joins(u, k+1)
}

// commaEnds reports whether the content from item i on ends at the comma at item k.
func (s *scan) commaEnds(u *unit, i, k, end int) bool {
	x := s.token(u, k+1)
	if x == nil {
		return false
	}
	if s.anotherSays(u, i, k, end, x) {
		return true
	}
	if x.Tag == "VBG" && (s.words.comments[x.Lower] || s.words.participles[x.Lower]) {
		return true // ", prompting protests", ", adding that"
	}
	if s.withSaying(u, k+1) || s.gapped(u, k+1) > 0 || s.elsewhere(u, k+1) {
		return true // ", with Lima saying that", ", and Ada Ost that", ", while Peru called for a meeting"
	}
	if s.quoteAt(u, k-1) >= 0 && k-1 > i && (x.Tag == "DT" || x.Tag == "WDT" || x.Tag == "VBG" || x.Tag == "WP") {
		return true // "…, a phrase that": words about the quotation
	}
	if (x.Lower == "though" || x.Lower == "although") && s.silent(u, k+2) {
		return true // "though it did not give details"
	}
	return x.Tag == "CC" && s.joinedEnds(u, i, k, x)
}

// anotherSays reports that behind the comma at item k, with x behind it, another attribution begins.
func (s *scan) anotherSays(u *unit, i, k, end int, x *nlp.Token) bool {
	if isFinite(x) && s.words.say[lemmaOf(x)] && k+2 < end && s.names.At(u.items[k+1].first) == nil && s.names.At(u.items[k+2].first) != nil {
		return true // "…, reports Acme"
	}
	if first := s.token(u, i); first != nil && concedes(first.Lower) && x.Tag == "PRP" && s.quoteAt(u, i) < 0 {
		return false // "that though it was late, she told them": the main clause
	}
	// "After X argued that …, Y said", but not "that, in May, Y said"
	return s.attributionFrom(u, k+1) && (s.quoteAt(u, i) >= 0 || k-i > maxOpening || s.complete(u, stretch{from: i, to: k}))
}

// joinedEnds reports whether the content from item i on ends at the comma at item k, before the conjunction x.
func (s *scan) joinedEnds(u *unit, i, k int, x *nlp.Token) bool {
	y := s.token(u, s.skipForward(u, k+2))
	if y != nil && (y.Tag == "VBD" || isVerb(y) && s.words.say[lemmaOf(y)]) && s.names.At(u.items[k+2].first) == nil {
		return true
	}
	next := s.token(u, k+2)
	if past := s.token(u, s.skipForward(u, k+3)); next != nil && isHave(next.Lower) && past != nil && past.Tag == "VBN" && (s.words.say[past.Lemma] || s.words.stances[past.Lemma] || s.words.describe[past.Lemma]) {
		return true // ", and has threatened to"
	}
	if k > i+2 && next != nil && (x.Lower == "but" || x.Lower == "and" && next.Tag == "PRP$") && s.attributionFrom(u, k+2) {
		return true
	}
	return s.silent(u, k+2) || s.turns(u, k+2) || x.Lower == "but" && s.doubts(u, k+2)
}

// speakerGoesOn reports that behind the conjunction at item k the speaker goes on, and the words do not: "but expressed concern".
func (s *scan) speakerGoesOn(u *unit, k int) bool {
	if s.silent(u, k+1) && s.token(u, k+1).Tag == "VBD" || s.word(u, k+1) == "went" && s.word(u, k+2) == "on" && s.word(u, k+3) == "to" {
		return true // "but gave no details", "and went on to set one up"
	}
	y := s.token(u, s.skipForward(u, k+1))
	if s.word(u, k) == "or" || s.word(u, k+2) == "for" {
		return false // "that he had come or called for them"
	}
	return y != nil && isVerb(y) && isFinite(y) && (s.words.say[lemmaOf(y)] || y.Tag == "VBD" && s.words.stances[lemmaOf(y)]) && s.token(u, k+1) == y
}

// attributionFrom reports whether a short subject and a verb of speech begin at item i.
func (s *scan) attributionFrom(u *unit, i int) bool {
	reach, subject := 8, false
	for k := i; k < len(u.items) && k < i+reach; k++ {
		t := s.token(u, k)
		if t == nil {
			return false
		}
		if s.words.voices[t.Lower] {
			reach = 16 // "and the spokesman for the head of the agency later said"
			continue
		}
		if reach > 8 && (t.Lower == "for" || t.Lower == "of") {
			continue
		}
		if s.names.At(u.items[k].first) != nil {
			subject = true
			continue
		}
		subject = subject || isNoun(t) || t.Tag == "PRP" || t.Tag == "DT" || t.Tag == "CD" || t.Tag == "WP"
		auxiliary := isHave(t.Lower) || isBe(t.Lower)
		if k > i {
			if !subject && s.verbal(t) && isVerb(t) && !auxiliary {
				return false // ", had suggested": the verb of the clause around
			}
			if s.saysAt(u, k, t) {
				return true
			}
		}
		if !inNounPhrase(t) && t.Tag != "RB" && !s.words.adverbs[t.Lower] && !auxiliary {
			return false
		}
	}
	return false
}

// saysAt tells whether the verb t at item k, behind another item, is one of speech in a form in which somebody speaks.
func (s *scan) saysAt(u *unit, k int, t *nlp.Token) bool {
	if t.Tag == "VBG" && isBe(s.word(u, k-1)) && s.words.say[lemmaOf(t)] {
		return true
	}
	return s.verbal(t) && (isFinite(t) || t.Tag == "VBN") && (s.words.say[lemmaOf(t)] || lemmaOf(t) == "tell")
}

// relativeEnd returns where the content of a relative clause ends: at the comma before
// the verb of the clause around it ("X, which said it would stay, wants …").
func (s *scan) relativeEnd(u *unit, ct content) int {
	for k := ct.from + 1; k+1 < ct.to; k++ {
		if s.text(u, k) != "," {
			continue
		}
		if t := s.token(u, s.skipForward(u, k+1)); t != nil && (isFinite(t) || t.Tag == "VBN" && s.words.say[lemmaOf(t)]) {
			return k
		}
	}
	return ct.to
}

func (s *scan) skipForward(u *unit, k int) int {
	for {
		t := s.token(u, k)
		if t == nil || t.Tag != "RB" && !s.words.adverbs[t.Lower] {
			return k
		}
		k++
	}
}

func (s *scan) trimComma(u *unit, i, k int) int {
	for k > i {
		switch w := s.word(u, k-1); {
		case s.text(u, k-1) == "," || isDash(s.text(u, k-1)), (w == "who" || w == "which") && k-1 > i && s.text(u, k-2) == ",":
			k-- // "the strikes killed Ost, who, it said, led the unit"
		default:
			return k
		}
	}
	return k
}

// isStop reports whether item k is punctuation that ends a unit.
func (s *scan) isStop(u *unit, k int) bool {
	t := s.token(u, k)
	return t != nil && strings.Trim(t.Text, ".!?;:…,") == ""
}

// clauseStart returns the first item of the clause that ends before item i, for an
// attribution that follows its content.
func (s *scan) clauseStart(u *unit, i, floor int) int {
	start := floor
	for k := i - 1; k > floor; k-- {
		if s.text(u, k) == ";" {
			start = k + 1
			break
		}
	}
	// A dateline: "PRAGUE — ", "LONDON (AP) – ".
	if start == 0 {
		for k := 0; k < i && k < 8; k++ {
			t := s.token(u, k)
			if t == nil {
				break
			}
			if isDash(t.Text) && s.text(u, 0) == strings.ToUpper(s.text(u, 0)) && k > 0 && t.Space {
				start = k + 1
				break
			}
		}
	}
	if t := s.token(u, start); t != nil && t.Tag == "CC" {
		start++
		if s.text(u, start) == "," {
			start++
		}
	}
	return start
}
