package names

import (
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/nlp"
)

// legislates tells whether token t is the short form of a legislator's office, as it stands behind a name.
func (s *scanner) legislates(t int) bool { return s.w.seatLetters[s.d.Tokens[t].Text] }

// takeLetters takes the letters of honours and of a legislator's office behind a person's name into span i: "Ada Ost KC MP". It returns the
// token of the office's, or -1.
func (s *scanner) takeLetters(i int, sent nlp.Sentence) int {
	sp := &s.spans[i]
	letters := func(t int) bool {
		return capitals(s.d.Tokens[t].Text) && (s.legislates(t) || s.w.suffixes[s.d.Tokens[t].Lower])
	}
	from := sp.last
	for from-1 > sp.first && letters(from-1) {
		from--
	}
	for sp.last < sent.Last && letters(sp.last) {
		sp.last++
	}
	for t := from; t < sp.last; t++ {
		if s.legislates(t) {
			return t
		}
	}
	return -1
}

// ofSeat is the office of a person behind whose name the letters of a legislator's stand, at token t; none if t is -1.
func (s *scanner) ofSeat(i, t int, sent nlp.Sentence) office {
	if t < 0 {
		return noOffice()
	}
	return s.apposition(i, t, sent)
}

// headBehind returns the token behind the head of a title whose first words end at token e and look like a title of their
// own ("chief equity strategist"), or e.
func (s *scanner) headBehind(i, e int, sent nlp.Sentence) int {
	for k := e; k < min(e+3, sent.Last); k++ {
		if n := s.titleAt(k, sent.Last); n > k && (k > e || s.w.firmTitles[s.d.Tokens[k].Lower]) {
			return n
		}
		if tag := s.d.Tokens[k].Tag; tag != "NN" && tag != "JJ" && tag != "NNP" || s.spanAt(i+1, k) >= 0 && !isUpper(s.d.Tokens[k].Text) {
			break
		}
	}
	return e
}

// scholarBehind returns the token behind the head of a title of one who studies, which begins at token n but for two words
// at most, or n.
func (s *scanner) scholarBehind(n int, sent nlp.Sentence) int {
	for k := n; k < min(n+3, sent.Last); k++ {
		if e := s.titleAt(k, sent.Last); e > k {
			if s.w.scholars[s.d.Tokens[e-1].Lower] {
				return e
			}
			return n
		}
		if tag := s.d.Tokens[k].Tag; tag != "NN" && tag != "NNP" && tag != "JJ" {
			return n
		}
	}
	return n
}

// maxApposed is in how many tokens from the begin of an apposition an office begins.
const maxApposed = 8

// apposed is how far an apposition behind a span has been read.
type apposed struct {
	span, from int // the span whose apposition it is; the token that the apposition begins with
	lead       int // where the nouns begin that stand before the title's head, or -1
	former     bool
	office     office
}

// noOffice is that of whom no apposition tells one.
func noOffice() office { return office{span: -1, owner: -1} }

// apposition reads an office from token t on: "an executive vice-president of the European
// Commission", "Kenya's Cabinet Secretary", "who heads the country's drone school".
func (s *scanner) apposition(i, t int, sent nlp.Sentence) office {
	d := s.d
	if t+1 < sent.Last && d.Tokens[t].Lower == "who" && d.Tokens[t+1].Lemma == "be" {
		t += 2 // "who is the new head of"
	}
	if t+1 < sent.Last && (d.Tokens[t].Lower == "who" || d.Tokens[t].Lower == "which") {
		return s.whoHeads(i, t, noOffice(), sent)
	}
	a := apposed{span: i, from: t, lead: -1, office: noOffice()}
	for k := t; k < min(t+maxApposed, sent.Last); k++ {
		if j := s.spanAt(i+1, k); j >= 0 {
			if n := s.apposedName(&a, j, k, sent); n > k {
				k = n - 1
				continue
			}
		}
		if j := s.holderAt(i, k, sent); j >= 0 && s.spans[j].last < sent.Last && d.Tokens[s.spans[j].last].Tag == "POS" {
			k = s.spans[j].last // "Gov. Bo Ost's chief of staff"
			a.office.owner = k - 1
			continue
		}
		if e := s.partyPost(k, sent); e > k {
			return s.apposedTitle(&a, k, e, sent)
		}
		if isLetter(d.Tokens[k].Text) {
			if e := s.titleAt(k, sent.Last); e > k {
				return s.apposedTitle(&a, k, e, sent)
			}
		}
		if !s.apposedWord(&a, k) {
			break
		}
	}
	return noOffice()
}

// partyPost returns the token behind the post of a party's first on a board at token k, "ranking Democrat on the House Ferry Committee", or k.
func (s *scanner) partyPost(k int, sent nlp.Sentence) int {
	d := s.d
	if k+3 < sent.Last && d.Tokens[k+2].Lower == "on" && s.w.partyPosts[d.Tokens[k].Lower] && s.w.partyMembers[d.Tokens[k+1].Lower+"s"] {
		return k + 2
	}
	return k
}

// heldAt returns the span after i before which a title begins at token k, or -1.
func (s *scanner) heldAt(i, k int) int {
	for j := i; j < len(s.spans) && s.spans[j].titleFirst <= k; j++ {
		if s.spans[j].titleFirst == k && s.spans[j].first > k {
			return j
		}
	}
	return -1
}

// holderAt returns the span after i whose title, and what says that it was held once, begin at token k, or -1: "former Gov. Bo Ost's chief of staff".
func (s *scanner) holderAt(i, k int, sent nlp.Sentence) int {
	if s.w.heldOnce[s.d.Tokens[k].Lower] && k+1 < sent.Last {
		k++
	}
	return s.heldAt(i+1, k)
}

// apposedName reads span j at token k of an apposition: an employer, or one whose adviser or aide somebody is. It returns the token to go on with,
// or k where the span's words are read as any other.
func (s *scanner) apposedName(a *apposed, j, k int, sent nlp.Sentence) int {
	d := s.d
	n := s.spans[j].last
	possessive := n < sent.Last && d.Tokens[n].Tag == "POS"
	if possessive && n+1 < sent.Last && s.onlyShaped(j) && s.titleAt(n+1, sent.Last) > n+1 {
		s.spans[j].votes.add(factwire.Organization, firmVote) // "Ada Ost, Vale Zoo's chief executive"
	}
	if !s.mayEmploy(j) {
		switch {
		case possessive:
			a.office.owner = n - 1
			return n + 1 // "Ost's former adviser"
		case n < sent.Last && s.titleAt(n, sent.Last) > n:
			return n // "a longtime Ost aide"
		}
		return k
	}
	switch regional := s.regional(j); {
	case a.lead < 0 && regional && (s.region(j) || s.gaz.names[s.spans[j].id].Type == factwire.Country) && (s.spans[j].form == Name || s.spans[j].sense == asName) && s.scholarBehind(n, sent) > n:
		a.lead = k // "Asia economist"
		if k > a.from && s.w.titleWords[d.Tokens[k-1].Lower] {
			a.lead-- // "senior Asia economist"
		}
	case regional && a.office.span >= 0 && !s.regional(a.office.span) && d.Tokens[k-1].Tag == "POS" && n < sent.Last && s.titleAt(n, sent.Last) > n:
		a.lead = k // "Acme's US general manager"
	default:
		a.office.span, a.lead = j, -1
	}
	return n
}

// apposedTitle reads the office whose title's first words are [k, e), with what it is of, or none: the title may be another's.
func (s *scanner) apposedTitle(a *apposed, k, e int, sent nlp.Sentence) office {
	if j := s.spanAt(a.span+1, e); j >= 0 {
		if typ, n := s.spans[j].votes.best(); typ == factwire.Person && n > 0 {
			return noOffice() // "X, minister Y said"
		}
	}
	if e < sent.Last && s.d.Tokens[e].Tag == "POS" {
		return noOffice()
	}
	e = s.headBehind(a.span, e, sent) // "chief foreign-exchange strategist"
	if e+1 < sent.Last && s.weakTitle(s.d.Tokens[e-1].Lower) && s.d.Tokens[e].Tag == "NN" && finite(s.d.Tokens[e+1].Tag) {
		return noOffice() // "X, the average teacher salary is"
	}
	if a.lead >= 0 {
		k = a.lead
	}
	o := s.complement(a.span, k, e, a.office, sent)
	if a.former && !strings.HasPrefix(strings.ToLower(o.title), "former") {
		o.title = "former " + o.title
	}
	return o
}

// apposedWord takes up the word at token k, which begins neither a name nor a title, and tells whether an office may still follow it.
func (s *scanner) apposedWord(a *apposed, k int) bool {
	tok, prev := &s.d.Tokens[k], &s.d.Tokens[max(a.from, k-1)]
	a.former = a.former || tok.Lower == "former"
	if tok.Tag != "NN" && tok.Tag != "NNS" && !(a.lead >= 0 && tok.Tag == "NNP") {
		a.lead = -1
	} else if a.lead < 0 && prev.Tag != "POS" {
		a.lead = k
	}
	switch tok.Tag {
	case "POS":
		a.lead = -1
		if a.office.span < 0 {
			a.office.owner = k - 1
		}
		return true
	case "PRP$":
		a.office.its, a.office.owner = true, k
		return true
	case "CD":
		return prev.Tag == "POS" && k > a.from // "Ost's 2012 campaign manager"
	case "DT", "JJ", "RB", "VBN", "JJS", "NN", "NNS":
		return true
	case "NNP":
		if !isUpper(tok.Text) {
			return true
		}
	}
	switch tok.Lower {
	case "now", "then", "one":
		return true
	case "leading":
		return k > a.from // "the country's leading flood expert"
	case "and":
		return prev.Tag == "JJ" && k+1 < len(s.d.Tokens) && (s.d.Tokens[k+1].Tag == "JJ" || s.d.Tokens[k+1].Tag == "NN")
	case "of":
		return k > a.from && prev.Lower == "one"
	}
	return false
}

// whoHeads reads "who heads the agency" at token t behind span i.
func (s *scanner) whoHeads(i, t int, o office, sent nlp.Sentence) office {
	d := s.d
	if !s.w.leading[d.Tokens[t+1].Lower] {
		return o
	}
	for k := t + 2; k < min(t+5, sent.Last); k++ {
		if j := s.spanAt(i+1, k); j >= 0 && s.mayEmploy(j) {
			o.span = j
			return o
		}
		if d.Tokens[k].Tag == "POS" || !isLetter(d.Tokens[k].Text) {
			o.owner = k - 1
			return o
		}
		o.owner = k
	}
	return o
}

// adverbial tells whether what stands before the comma before a name is the adverbial that opens its sentence, a preposition first and no
// verb in it, and the name is the subject of the verb behind: then an office that ends it is another's.
func (s *scanner) adverbial(sp *span, sent nlp.Sentence) bool {
	d := s.d
	if d.Tokens[sent.First].Tag != "IN" || sp.last >= sent.Last || !finite(d.Tokens[sp.last].Tag) {
		return false
	}
	for t := sent.First + 1; t < sp.titleFirst-1; t++ {
		if d.Tokens[t].Text == "," || finite(d.Tokens[t].Tag) {
			return false
		}
	}
	return true
}
