package names

import (
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/nlp"
)

// legislates tells whether token t is the short form of a legislator's office, as it stands behind a name.
func (s *scanner) legislates(t int) bool {
	switch s.d.Tokens[t].Text {
	case "MP", "MEP", "MSP", "MLA", "MLC", "TD":
		return true
	}
	return false
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

// apposition reads an office from token t on: "an executive vice-president of the European
// Commission", "Kenya's Cabinet Secretary", "who heads the country's drone school".
func (s *scanner) apposition(i, t int, sent nlp.Sentence) office {
	d := s.d
	o := office{span: -1, owner: -1}
	if t+1 < sent.Last && d.Tokens[t].Lower == "who" && d.Tokens[t+1].Lemma == "be" {
		t += 2 // "who is the new head of"
	}
	if t+1 < sent.Last && (d.Tokens[t].Lower == "who" || d.Tokens[t].Lower == "which") {
		return s.whoHeads(i, t, o, sent)
	}
	former := false
	k, lead := t, -1 // where the nouns begin that stand before the title's head
	for ; k < min(t+8, sent.Last); k++ {
		tok := &d.Tokens[k]
		j := s.spanAt(i+1, k)
		if j >= 0 && s.onlyShaped(j) && s.spans[j].last+1 < sent.Last && d.Tokens[s.spans[j].last].Tag == "POS" && s.titleAt(s.spans[j].last+1, sent.Last) > s.spans[j].last+1 {
			s.spans[j].votes.add(factwire.Organization, firmVote) // "Ada Ost, Vale Zoo's chief executive"
		}
		if j >= 0 && s.mayEmploy(j) {
			n := s.spans[j].last
			if end := s.scholarBehind(n, sent); lead < 0 && s.regional(j) && s.spans[j].form == Name && end > n {
				lead = k // "Asia economist"
				if k > t && s.w.titleWords[d.Tokens[k-1].Lower] {
					lead-- // "senior Asia economist"
				}
			} else if o.span >= 0 && d.Tokens[k-1].Tag == "POS" && s.regional(j) && !s.regional(o.span) && n < sent.Last && s.titleAt(n, sent.Last) > n {
				lead = k // "Acme's US general manager"
			} else {
				o.span, lead = j, -1
			}
			k = s.spans[j].last - 1
			continue
		} else if j >= 0 && s.spans[j].last < sent.Last && (d.Tokens[s.spans[j].last].Tag == "POS" || s.titleAt(s.spans[j].last, sent.Last) > s.spans[j].last) {
			k = s.spans[j].last // "Ost's former adviser", "a longtime Ost aide"
			if d.Tokens[k].Tag != "POS" {
				k--
			}
			continue
		}
		if isLetter(tok.Text) {
			if e := s.titleAt(k, sent.Last); e > k {
				// The office must not be another person's: "X, minister Y said".
				if j := s.spanAt(i+1, e); j >= 0 {
					if typ, n := s.spans[j].votes.best(); typ == factwire.Person && n > 0 {
						return office{span: -1, owner: -1}
					}
				}
				if e < sent.Last && d.Tokens[e].Tag == "POS" {
					return office{span: -1, owner: -1}
				}
				if n := s.headBehind(i, e, sent); n > e {
					e = n // "chief foreign-exchange strategist"
				}
				if lead >= 0 {
					k = lead
				}
				o = s.complement(i, k, e, o, sent)
				if former && !strings.HasPrefix(strings.ToLower(o.title), "former") {
					o.title = "former " + o.title
				}
				return o
			}
		}
		former = former || tok.Lower == "former"
		if tok.Tag != "NN" && tok.Tag != "NNS" && !(lead >= 0 && tok.Tag == "NNP") {
			lead = -1
		} else if lead < 0 && d.Tokens[max(t, k-1)].Tag != "POS" {
			lead = k
		}
		switch {
		case tok.Tag == "POS":
			lead = -1
			if o.span < 0 {
				o.owner = k - 1
			}
		case tok.Tag == "DT", tok.Tag == "JJ", tok.Tag == "RB", tok.Tag == "VBN", tok.Tag == "JJS", tok.Lower == "now", tok.Lower == "then", tok.Lower == "one":
		case tok.Tag == "PRP$":
			o.its, o.owner = true, k
		case tok.Tag == "NN" || tok.Tag == "NNS" || tok.Tag == "NNP" && !isUpper(tok.Text):
		case tok.Lower == "of" && k > t && d.Tokens[k-1].Lower == "one":
		default:
			return office{span: -1, owner: -1}
		}
	}
	return office{span: -1, owner: -1}
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
