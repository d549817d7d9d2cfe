package names

import (
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/nlp"
)

// plainBody emits the public body that a common noun names where it speaks ("police said", "the military told", "according
// to police") and returns the token behind it, or t. A body of that noun with a name of its own is meant by it instead.
func (s *scanner) plainBody(t int, sent nlp.Sentence) int {
	d := s.d
	end := t
	if !s.sieves.bodies.May(d.Tokens[t].Lower) {
		return t
	}
	switch {
	case s.w.plainBodies[d.Tokens[t].Lower]:
		end = t + 1
	case t+1 < sent.Last && s.w.plainBodies[d.Tokens[t].Lower+" "+d.Tokens[t+1].Lower]:
		end = t + 2
	default:
		return t
	}
	if d.Tokens[end-1].Text != d.Tokens[end-1].Lower && t > sent.First && !s.opens(t, sent) {
		return t
	}
	last := d.Tokens[end-1].Lower
	if end-t > 1 && strings.Contains(d.Text, strings.ToUpper(last[:1])+last[1:]) {
		return t
	}
	before := t
	if before > sent.First && d.Tokens[before-1].Lower == "the" {
		before--
	}
	told := before-1 > sent.First && d.Tokens[before-1].Lower == "to" && d.Tokens[before-2].Lower == "according"
	if !told {
		if before > sent.First && (isLetter(d.Tokens[before-1].Text) && d.Tokens[before-1].Tag != "CC" && d.Tokens[before-1].Tag != "IN" && d.Tokens[before-1].Tag != "WRB") {
			return t
		}
		if !s.speaksSoon(end, sent) {
			return t
		}
	}
	sp := span{first: t, last: end, titleFirst: t, id: -1, sub: -1, name: strings.ToLower(s.text(t, end)), public: true}
	sp.votes.add(factwire.Organization, 8)
	s.emit(sp)
	return end
}

// speaksSoon tells whether a verb of speech stands at token t, or behind adverbs.
func (s *scanner) speaksSoon(t int, sent nlp.Sentence) bool {
	d := s.d
	for t < sent.Last && (d.Tokens[t].Tag == "RB" || d.Tokens[t].Lower == "has" || d.Tokens[t].Lower == "have" || d.Tokens[t].Lower == "had") {
		t++
	}
	return t < sent.Last && s.w.speech[d.Tokens[t].Lower]
}

// speakingBody tells whether the noun at token i ends the phrase of a public body, from token t on, that speaks: behind
// "according to", or before a verb of speech.
func (s *scanner) speakingBody(t, i int, sent nlp.Sentence) bool {
	d := s.d
	if t > sent.First && d.Tokens[t-1].Lower == "the" {
		t--
	}
	if t-1 > sent.First && d.Tokens[t-1].Lower == "to" && d.Tokens[t-2].Lower == "according" {
		return i+1 >= sent.Last || !strings.HasPrefix(d.Tokens[i+1].Tag, "NN")
	}
	return s.speaksSoon(i+1, sent)
}

// officeOf emits the body that is named by the office [t, te) whose it is ("the Prime Minister's Office") and returns the token behind
// it, or t.
func (s *scanner) officeOf(t, te int, sent nlp.Sentence) int {
	d := s.d
	if te+1 >= sent.Last || d.Tokens[te].Tag != "POS" || !isUpper(d.Tokens[t].Text) || !isUpper(d.Tokens[te+1].Text) || te+2 < sent.Last && isUpper(d.Tokens[te+2].Text) {
		return t
	}
	public, body := s.w.orgHeads[d.Tokens[te+1].Lower]
	if !body {
		return t
	}
	sp := span{first: t, last: te + 2, titleFirst: t, id: -1, sub: -1, name: s.text(t, te+2), public: public}
	sp.votes.add(factwire.Organization, 8)
	s.emit(sp)
	return te + 2
}
