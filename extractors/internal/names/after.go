package names

import (
	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/nlp"
)

// after reads what the text says of a person behind the name: an apposition, "of" a body,
// or a plain "is the general manager of".
func (s *scanner) after(i int, sent nlp.Sentence) office {
	d, sp := s.d, &s.spans[i]
	seat := s.takeLetters(i, sent)
	if sp.last >= sent.Last {
		return s.ofSeat(i, seat, sent)
	}
	switch d.Tokens[sp.last].Lower {
	case "of", "at", "from", "with":
		return s.bodyAfter(i, sp.last, sent)
	}
	t := s.officeFrom(i, sent)
	if t < 0 {
		return s.ofSeat(i, seat, sent)
	}
	if j := s.signedFor(i, t, sent); j >= 0 {
		return office{span: j, owner: -1}
	}
	o := s.apposition(i, t, sent)
	if o.title == "" && seat >= 0 {
		return s.ofSeat(i, seat, sent)
	}
	if n := s.isBehind(t, sent); o.title == "" && n > t && d.Tokens[sp.last].Text == "," && !(sp.title != "" && d.Tokens[n-1].Lower == "and") {
		o = s.apposition(i, n, sent) // "Ada Ost, a native of Vale, is a columnist for"
	}
	if s.w.makers[lastWord(o.title)] && (o.span < 0 || s.spans[o.span].first > sp.last && d.Tokens[s.spans[o.span].first-1].Tag != "POS") && (o.span >= 0 || o.body != "") {
		o.span, o.body = -1, "" // "Ada Ost, author of Acre"
	}
	o.past = o.title != "" && (d.Tokens[sp.last].Lower == "became" || d.Tokens[sp.last].Lower == "was")
	return o
}

// officeFrom returns the token from which an office may be told behind the name of span i, or -1.
func (s *scanner) officeFrom(i int, sent nlp.Sentence) int {
	d, t := s.d, s.spans[i].last
	switch tok := &d.Tokens[t]; {
	case s.legislates(t-1) && isUpper(tok.Text) && s.titleAt(t, sent.Last) > t:
		return t // "The Hon Ada Ost MP Minister for Water", as statements are signed
	case tok.Text == "," || tok.Text == "(" || isDash(tok.Text):
		return s.pastAge(i, t+1, sent)
	case s.installed(t, sent) > t:
		return s.installed(t, sent)
	case (tok.Lemma == "be" && tok.Lower != "be" || tok.Lower == "became") && !negates(s.tokenIn(t+1, sent)):
		return t + 1
	}
	return -1
}

// maxInstalled is how many words tell how somebody came to an office.
const maxInstalled = 5

// installed returns the token behind words that tell how somebody came to an office, from token t behind a name on: "was sworn in as", "took office
// as", "has been elected"; t where none stand there.
func (s *scanner) installed(t int, sent nlp.Sentence) int {
	k, set := t, s.w.entering
	for k < sent.Last && (s.d.Tokens[k].Lemma == "be" || s.d.Tokens[k].Lemma == "have") {
		if s.d.Tokens[k].Lemma == "be" {
			set = s.w.installed
		}
		k++
	}
	var room [80]byte
	words := room[:0]
	for n := k; n < min(k+maxInstalled, sent.Last); n++ {
		words = append(words, s.d.Tokens[n].Lower...)
		if set[string(words)] { // makes no string
			if n+1 < sent.Last && s.d.Tokens[n+1].Lower == "as" {
				continue // "was elected as"
			}
			return n + 1
		}
		words = append(words, ' ')
	}
	return t
}

// maxAside is how many words an apposition has that tells no office.
const maxAside = 12

// signedFor returns the span of the body, firm or outlet that alone follows the comma before token t behind the name of one whose words stand before
// a dash, or -1: "— Ada Ost, The Vale Post".
func (s *scanner) signedFor(i, t int, sent nlp.Sentence) int {
	d, sp := s.d, &s.spans[i]
	if sp.titleFirst == 0 || !isDash(d.Tokens[sp.titleFirst-1].Text) || d.Tokens[sp.last].Text != "," {
		return -1
	}
	if t < sent.Last && d.Tokens[t].Lower == "the" {
		t++
	}
	j := s.spanAt(i+1, t)
	if j < 0 || !s.isBody(j) && !s.spans[j].outlet && !camel(d.Tokens[t].Text) {
		return -1
	}
	if end := s.spans[j].last; end < sent.Last && d.Tokens[end].Text != "." {
		return -1
	}
	return j
}

// isBehind returns the token behind the form of "be" that follows the comma of an apposition from token t on, or behind an "and" in it before another, or t.
func (s *scanner) isBehind(t int, sent nlp.Sentence) int {
	for k := t; k+2 < min(t+maxAside, sent.Last); k++ {
		tok := &s.d.Tokens[k]
		switch {
		case finite(tok.Tag) || tok.Tag == "MD" || tok.Text == ";" || tok.Text == ":":
			return t
		case tok.Lower == "and" && (s.d.Tokens[k+1].Tag == "DT" && s.titleSoon(k+2, sent) || k > t && s.titleAt(k+1, sent.Last) > k+1):
			return k + 1 // "a friend of Ost's and the chief executive of", "an elector and chairman of"
		case tok.Text == "," && s.d.Tokens[k+1].Lemma == "be" && finite(s.d.Tokens[k+1].Tag):
			if negates(&s.d.Tokens[k+2]) {
				return t
			}
			return k + 2
		}
	}
	return t
}

// titleSoon tells whether a title begins at token k or behind the word there.
func (s *scanner) titleSoon(k int, sent nlp.Sentence) bool {
	return k+1 < sent.Last && (s.titleAt(k, sent.Last) > k || s.titleAt(k+1, sent.Last) > k+1)
}

// negates tells whether a token says that somebody is not what follows.
func negates(t *nlp.Token) bool {
	return t.Lower == "not" || t.Lower == "n't" || t.Lower == "no" || t.Lower == "never"
}

// bodyAfter reads the body behind the preposition at token t, of which person i is: "Ada Ost of Vale Economics".
func (s *scanner) bodyAfter(i, t int, sent nlp.Sentence) office {
	d := s.d
	o := office{span: -1, owner: -1}
	for k := t + 1; k < min(t+5, sent.Last); k++ {
		if j := s.spanAt(i+1, k); j >= 0 {
			if d.Tokens[t].Lower == "at" && s.spans[j].id < 0 && !s.anyone(j) {
				s.spans[j].votes.add(factwire.Company, firmVote) // "Ada Ost at Vale Economics"
			}
			if s.takesPeople(j); s.isBody(j) {
				o.span = j
			}
			return o
		}
		if tag := d.Tokens[k].Tag; tag != "DT" && tag != "JJ" && tag != "NN" {
			return o
		}
	}
	return o
}

// pastAge returns the token behind an age, and behind where somebody is from, that begin at token t behind the name of person i: "Senator Ada
// Ost, of Vale, the head of".
func (s *scanner) pastAge(i, t int, sent nlp.Sentence) int {
	d := s.d
	if t+2 < sent.Last && isDigits(d.Tokens[t].Text) && d.Tokens[t+1].Text == "," {
		t += 2
	}
	if n := t + 1; n < sent.Last && s.plainCompound(t, sent) {
		for n+1 < sent.Last && (d.Tokens[n].Text == "." || d.Tokens[n].Text == ")") {
			n++
		}
		if d.Tokens[n].Text == "," {
			return n + 1 // "Senator Ada Ost, D-Calif., the head of"
		}
	}
	if t+1 < sent.Last && d.Tokens[t].Lower == "of" {
		if j := s.spanAt(i+1, t+1); j >= 0 && s.regional(j) && s.spans[j].last+1 < sent.Last && d.Tokens[s.spans[j].last].Text == "," {
			return s.spans[j].last + 1
		}
	}
	return t
}

// anyone tells whether a span begins with a first name or has a title: a person's.
func (s *scanner) anyone(j int) bool {
	sp := &s.spans[j]
	_, given := s.w.firstNames[s.d.Tokens[sp.first].Lower]
	return given || sp.titleFirst < sp.first || sp.votes.of(factwire.Place) > 0
}
