package names

import (
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/nlp"
)

// judgeContext votes by the words beside the name.
func (s *scanner) judgeContext(sp *span, sent nlp.Sentence) {
	d := s.d
	at := func(i int) *nlp.Token {
		if i < sent.First || i >= sent.Last {
			return &nlp.Token{}
		}
		return &d.Tokens[i]
	}
	prev, next := at(sp.first-1), at(sp.last)
	n := sp.last - sp.first
	switch {
	case n == 1 && prev.Tag == "NNS" && s.w.firmTitles[prev.Lower]:
		sp.votes.add(factwire.Company, 4) // "Market analysts Acme predict"
	case s.w.companyNouns[prev.Lower]:
		weight := 6
		if strings.HasSuffix(prev.Lower, "r") {
			weight = 4 // a contractor or a developer may be a person
		}
		sp.votes.add(factwire.Company, weight)
	case s.w.outletNouns[prev.Lower] || s.w.outletNouns[at(sp.first-2).Lower+" "+prev.Lower]:
		sp.votes.add(factwire.Organization, 4)
		sp.outlet = true
	case s.w.orgNouns[prev.Lower] || prev.Lower == "regulator":
		sp.votes.add(factwire.Organization, 4)
		sp.public = sp.public || s.w.publicNouns[prev.Lower]
	case prev.Text == "," && s.w.orgNouns[at(sp.first-2).Lower]:
		sp.votes.add(factwire.Organization, 4)
		sp.public = sp.public || s.w.publicNouns[at(sp.first-2).Lower]
	case prev.Text == "," && s.w.companyNouns[at(sp.first-2).Lower]:
		sp.votes.add(factwire.Company, 3)
	case prev.Lower == "for" && (n == 1 || d.Tokens[sp.first+1].Text == "&") && s.speaksFor(at(sp.first-2).Lower) && !sp.acronym:
		sp.votes.add(factwire.Company, 2) // "a spokeswoman for Acme"
		if next.Text == "," && at(sp.last+1).Lower == "who" {
			return // the one who speaks
		}
	case prev.Lower == "in" && s.w.held[at(sp.first-2).Lower]:
		sp.votes.add(factwire.Company, 4) // "shares in Acme"
	case s.w.placePreps[prev.Lower]:
		if next.Tag == "POS" {
			break
		}
		sp.votes.add(factwire.Place, 2)
		if prev.Lower == "in" {
			sp.votes.add(factwire.Place, 1)
		}
	case prev.Lower == "with":
		sp.votes.add(factwire.Company, 1)
	case prev.Tag == "POS" && s.spanEndsAt(sp.first-1):
		sp.votes.add(factwire.Company, 2)
	case prev.Lower == "the" && n == 1 && sp.acronym:
		sp.votes.add(factwire.Organization, 2)
	case prev.Lower == "the" && n > 1 || prev.Lower == "the":
		sp.votes.add(factwire.Person, -3)
		sp.votes.add(factwire.Organization, 1)
	}
	switch {
	case next.Tag == "POS":
		if s.w.companyMarks[at(sp.last+1).Lower] || s.w.titleHeads[at(sp.last+1).Lower] {
			sp.votes.add(factwire.Company, 2)
		}
	case s.w.companyMarks[next.Lower]:
		sp.votes.add(factwire.Company, 2)
	case s.w.companyVerbs[next.Lower]:
		sp.votes.add(factwire.Company, 1)
	case s.w.speech[prev.Lower] && prev.Tag != "VB" && (next.Text == "." || next.Text == ",") && n == 1:
		sp.votes.add(factwire.Person, 2) // "said Quillfeather."
	case s.w.speech[next.Lower] || s.w.speech[prev.Lower] && (next.Text == "." || next.Text == ","):
		if after := at(sp.last + 1).Lower; after == "it" || after == "its" || at(sp.last+2).Lower == "it" || at(sp.last+2).Lower == "its" {
			sp.votes.add(factwire.Company, 3)
		} else {
			sp.votes.add(factwire.Person, 1)
		}
	case next.Text == ",":
		if n > 1 && at(sp.last+1).Lower == "which" {
			sp.votes.add(factwire.Person, -3)
			sp.votes.add(factwire.Organization, 1)
		}
		s.judgeApposition(sp, sp.last+1, sent)
	case next.Lower == "who":
		sp.votes.add(factwire.Person, 3)
	case n == 1 && finite(next.Tag):
		sp.votes.add(factwire.Company, 1)
	}
	s.judgePronoun(sp, sent)
}

// judgePronoun votes by the first pronoun behind a name: "X said in a statement that it", "X and its partners".
func (s *scanner) judgePronoun(sp *span, sent nlp.Sentence) {
	d := s.d
	for k := sp.last; k < min(sp.last+7, sent.Last); k++ {
		switch d.Tokens[k].Lower {
		case "it", "its":
			sp.votes.add(factwire.Company, 1)
			if sp.last-sp.first == 2 && k-sp.last <= 2 && d.Tokens[k].Lower == "its" && finite(d.Tokens[sp.last].Tag) {
				sp.votes.add(factwire.Company, 2) // "Acme Orbis moved its plant"
			}
			return
		case "he", "she", "his", "her":
			sp.votes.add(factwire.Person, 2)
			return
		}
	}
}

// speaksFor tells whether a noun is that of somebody who speaks for a firm or a body.
func (s *scanner) speaksFor(noun string) bool { return s.w.speakers[noun] }

// spanEndsAt tells whether the last span ends at token t and is a country.
func (s *scanner) spanEndsAt(t int) bool {
	if len(s.spans) == 0 {
		return false
	}
	sp := &s.spans[len(s.spans)-1]
	return sp.last == t && sp.id >= 0 && s.gaz.names[sp.id].Type == factwire.Country
}

// judgeApposition votes by what the text says of a name after a comma: an age, an office,
// "the Turin start-up".
func (s *scanner) judgeApposition(sp *span, t int, sent nlp.Sentence) {
	d := s.d
	if t >= sent.Last {
		return
	}
	if d.Tokens[t].Lower == "who" {
		sp.votes.add(factwire.Person, 4)
		return
	}
	if isDigits(d.Tokens[t].Text) && len(d.Tokens[t].Text) == 2 && t+1 < sent.Last && (d.Tokens[t+1].Text == "," || d.Tokens[t+1].Text == ".") {
		sp.votes.add(factwire.Person, 4)
		return
	}
	det := false
	for k := t; k < min(t+7, sent.Last); k++ {
		low := d.Tokens[k].Lower
		switch {
		case low == "the" || low == "a" || low == "an":
			det = true
			continue
		case isLetter(low) && s.titleAt(k, sent.Last) > k && !s.w.companyNouns[low]:
			if det || k == t || k == t+1 {
				sp.votes.add(factwire.Person, 3)
			}
			return
		case det && s.w.companyNouns[low] && !nounFollows(d, k+1, sent.Last):
			sp.votes.add(factwire.Company, 4)
			return
		case det && s.w.orgNouns[low] && !nounFollows(d, k+1, sent.Last):
			sp.votes.add(factwire.Organization, 3)
			return
		case !isLetter(low) && d.Tokens[k].Tag != "POS", strings.HasPrefix(d.Tokens[k].Tag, "V") && d.Tokens[k].Tag != "VBN" && d.Tokens[k].Tag != "VBG":
			return
		}
	}
}

func nounFollows(d *nlp.Document, t, end int) bool {
	return t < end && strings.HasPrefix(d.Tokens[t].Tag, "NN")
}
