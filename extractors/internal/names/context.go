package names

import (
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/nlp"
)

// judgeContext votes by the words beside the name.
func (s *scanner) judgeContext(sp *span, sent nlp.Sentence) {
	if !s.judgeNounBefore(sp, sent) && s.judgeWordBefore(sp, sent) {
		return
	}
	s.judgeBehind(sp, sent)
	s.judgePronoun(sp, sent)
}

// judgeNounBefore votes by a noun before the name that tells what bears it, at once or before a comma, and tells whether there is one.
func (s *scanner) judgeNounBefore(sp *span, sent nlp.Sentence) bool {
	prev, second := s.tokenIn(sp.first-1, sent), s.tokenIn(sp.first-2, sent).Lower
	switch {
	case sp.last-sp.first == 1 && prev.Tag == "NNS" && s.w.firmTitles[prev.Lower]:
		sp.votes.add(factwire.Company, 4) // "Market analysts Acme predict"
	case s.w.companyNouns[prev.Lower]:
		weight := 6
		if strings.HasSuffix(prev.Lower, "r") {
			weight = 4 // a contractor or a developer may be a person
		}
		sp.votes.add(factwire.Company, weight)
	case s.w.outletNouns[prev.Lower] || s.w.outletNouns[second+" "+prev.Lower]:
		sp.votes.add(factwire.Organization, 4)
		sp.outlet = true
	case s.w.orgNouns[prev.Lower] || prev.Lower == "regulator":
		sp.votes.add(factwire.Organization, 4)
		sp.public = sp.public || s.w.publicNouns[prev.Lower]
	case prev.Text == "," && s.w.orgNouns[second]:
		sp.votes.add(factwire.Organization, 4)
		sp.public = sp.public || s.w.publicNouns[second]
	case prev.Text == "," && s.w.companyNouns[second]:
		sp.votes.add(factwire.Company, 3)
	default:
		return false
	}
	return true
}

// judgeWordBefore votes by the preposition, the article or the possessive before the name. It tells whether the name is that of the one who speaks for
// a firm, so that what stands behind says nothing of the firm.
func (s *scanner) judgeWordBefore(sp *span, sent nlp.Sentence) bool {
	prev, second := s.tokenIn(sp.first-1, sent), s.tokenIn(sp.first-2, sent).Lower
	next := s.tokenIn(sp.last, sent)
	alone := sp.last-sp.first == 1
	switch {
	case prev.Lower == "for" && (alone || s.d.Tokens[sp.first+1].Text == "&") && s.w.speakers[second] && !sp.acronym:
		sp.votes.add(factwire.Company, 2) // "a spokeswoman for Acme"
		return next.Text == "," && s.tokenIn(sp.last+1, sent).Lower == "who"
	case prev.Lower == "in" && s.w.held[second]:
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
	case prev.Lower == "the" && alone && sp.acronym:
		sp.votes.add(factwire.Organization, 2)
	case prev.Lower == "the":
		sp.votes.add(factwire.Person, -3)
		sp.votes.add(factwire.Organization, 1)
	}
	return false
}

// judgeBehind votes by what stands right behind the name: a possessive, a verb, an apposition.
func (s *scanner) judgeBehind(sp *span, sent nlp.Sentence) {
	prev, next, after := s.tokenIn(sp.first-1, sent), s.tokenIn(sp.last, sent), s.tokenIn(sp.last+1, sent)
	alone := sp.last-sp.first == 1
	stops := next.Text == "." || next.Text == ","
	switch {
	case next.Tag == "POS":
		if s.w.companyMarks[after.Lower] || s.w.titleHeads[after.Lower] {
			sp.votes.add(factwire.Company, 2)
		}
	case s.w.companyMarks[next.Lower]:
		sp.votes.add(factwire.Company, 2)
	case s.w.companyVerbs[next.Lower]:
		sp.votes.add(factwire.Company, 1)
	case s.w.speech[prev.Lower] && prev.Tag != "VB" && stops && alone:
		sp.votes.add(factwire.Person, 2) // "said Quillfeather."
	case s.w.speech[next.Lower] || s.w.speech[prev.Lower] && stops:
		if itself(after.Lower) || itself(s.tokenIn(sp.last+2, sent).Lower) || s.w.speech[next.Lower] && s.ofItself(sp.last+1, sent) {
			sp.votes.add(factwire.Company, 3)
		} else {
			sp.votes.add(factwire.Person, 1)
		}
	case next.Text == ",":
		if !alone && after.Lower == "which" {
			sp.votes.add(factwire.Person, -3)
			sp.votes.add(factwire.Organization, 1)
		}
		s.judgeApposition(sp, sp.last+1, sent)
	case next.Lower == "who":
		sp.votes.add(factwire.Person, 3)
	case alone && finite(next.Tag):
		sp.votes.add(factwire.Company, 1)
	}
}

// itself tells whether a word is the pronoun of a thing.
func itself(low string) bool { return low == "it" || low == "its" }

// maxOfItself is how many words may stand between a verb of speech and the "that" behind it.
const maxOfItself = 6

// ofItself tells whether what is said, behind a verb of speech at the token before t, is told of the speaker as of a thing: "said on Monday that it".
func (s *scanner) ofItself(t int, sent nlp.Sentence) bool {
	for k := t; k < min(t+maxOfItself, sent.Last-1); k++ {
		tok := &s.d.Tokens[k]
		switch {
		case tok.Lower == "that":
			return itself(s.d.Tokens[k+1].Lower)
		case finite(tok.Tag), tok.Tag == "PRP", !isLetter(tok.Text) && !isDigits(tok.Text):
			return false
		}
	}
	return false
}

// judgePronoun votes by the first pronoun behind a name: "X said in a statement that it", "X and its partners".
func (s *scanner) judgePronoun(sp *span, sent nlp.Sentence) {
	d := s.d
	for k := sp.last; k < min(sp.last+7, sent.Last); k++ {
		switch d.Tokens[k].Lower {
		case "it", "its":
			sp.votes.add(factwire.Company, 1)
			if d.Tokens[k-1].Lower == "that" && s.ofItself(sp.last+1, sent) {
				sp.votes.add(factwire.Company, 2) // "Acme learned that it had been barred"
			}
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
	next := s.tokenIn(t+1, sent).Text
	age := isDigits(d.Tokens[t].Text) && len(d.Tokens[t].Text) == 2 && (next == "," || next == ".")
	if age || d.Tokens[t].Lower == "who" {
		sp.votes.add(factwire.Person, 4)
		return
	}
	det := false
	for k := t; k < min(t+7, sent.Last); k++ {
		low, tag := d.Tokens[k].Lower, d.Tokens[k].Tag
		if low == "the" || low == "a" || low == "an" {
			det = true
			continue
		}
		heads := det && !nounFollows(d, k+1, sent.Last)
		switch {
		case isLetter(low) && s.titleAt(k, sent.Last) > k && !s.w.companyNouns[low]:
			if det || k <= t+1 {
				sp.votes.add(factwire.Person, 3)
			}
			return
		case heads && s.w.companyNouns[low]:
			sp.votes.add(factwire.Company, 4)
			return
		case heads && s.w.orgNouns[low]:
			sp.votes.add(factwire.Organization, 3)
			return
		case !isLetter(low) && tag != "POS", strings.HasPrefix(tag, "V") && tag != "VBN" && tag != "VBG":
			return
		}
	}
}

func nounFollows(d *nlp.Document, t, end int) bool {
	return t < end && strings.HasPrefix(d.Tokens[t].Tag, "NN")
}
