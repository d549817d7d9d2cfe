package names

import (
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/nlp"
)

// maxKind is how many nouns in small letters tell the kind of a calling before a name: "health insurance agent Ada Ost".
const maxKind = 2

// kindOf returns the token at which the nouns in small letters begin that tell of what kind a calling is, which begins at token found: where a verb of speech,
// a mark, or what tells that it was held once stands before them, and nothing else could. "says food historian Ada Ost"
func (s *scanner) kindOf(found int, sent nlp.Sentence) int {
	d := s.d
	if found < 0 || isUpper(d.Tokens[found].Text) || !s.w.callings[d.Tokens[found].Lower] && !s.w.scholars[d.Tokens[found].Lower] {
		return found
	}
	k := found
	for k > sent.First+1 && found-k < maxKind && d.Tokens[k-1].Tag == "NN" && !isUpper(d.Tokens[k-1].Text) && s.plainKind(k-1) {
		k--
	}
	if k == found {
		return found // which may be the text's first token: nothing stands before it then
	}
	before := &d.Tokens[k-1]
	switch {
	case s.w.heldOnce[before.Lower]:
		return k - 1
	case s.w.speech[before.Lower], before.Text == ",", isQuote(before.Text):
		return k
	}
	return found
}

// calledPerson tells whether a first name and a surname that is the head of other names as well stand right behind an office in small letters, and votes
// then for a person: "spokesman Michael Steel", "pollster Ada Lake". The votes for what else it is are n.
func (s *scanner) calledPerson(sp *span, n int) bool {
	k := sp.first - 1
	if sp.id >= 0 || k < 0 || sp.last-sp.first != 2 || sp.outlet || !s.w.given(s.d.Tokens[sp.first].Lower) || !s.w.titleHeads[s.d.Tokens[k].Text] {
		return false
	}
	sp.votes.add(factwire.Person, n+1)
	return true
}

// plainKind tells whether the noun at token t may tell the kind of a calling: it is no firm's or body's, and no office itself.
func (s *scanner) plainKind(t int) bool {
	low := s.d.Tokens[t].Lower
	return !s.w.companyNouns[low] && !s.w.orgNouns[low] && !s.w.titleHeads[low] && !s.w.stop[low]
}

// ofFederated puts before the title of an elected office what tells in small letters that it is one of a federated state, and once held: "former state Sen.
// Ada Ost".
func (s *scanner) ofFederated(sp *span, o *office, sent nlp.Sentence) {
	k := sp.titleFirst - 1
	if k < sent.First || s.d.Tokens[k].Text != "state" && (k > sent.First || s.d.Tokens[k].Text != "State") || !slices.Contains(s.w.elected, lastWord(o.title)) && lastWord(o.title) != "general" {
		return
	}
	o.title = "state " + o.title
	if k > sent.First && s.w.heldOnce[s.d.Tokens[k-1].Lower] {
		k--
		o.title = s.d.Tokens[k].Lower + " " + o.title
	}
	sp.titleFirst = k
}

// orProfessor gives span i, of whom the text tells no other title, the one that an honorific before the name is short for: "Prof. Ada Ost".
func (s *scanner) orProfessor(i int, o office) office {
	k := s.spans[i].first - 1
	if o.title != "" || k < 0 {
		return o
	}
	if _, honors := s.w.honorifics[s.d.Tokens[k].Lower]; honors {
		o.title = s.w.titleShort[s.d.Tokens[k].Text]
	}
	return o
}
