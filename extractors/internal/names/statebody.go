package names

import (
	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/nlp"
)

// maxStateBody is how many tokens the words of a public body have behind its country's name at most.
const maxStateBody = 5

// body looks for a public body after a country's name or adjective: "the British
// government", "China's foreign ministry", "the Chinese embassy in Lisbon". It
// emits the whole and returns its end.
func (s *scanner) body(country *span, end int, sent nlp.Sentence) (int, bool) {
	d := s.d
	first := end
	if first < sent.Last && d.Tokens[first].Tag == "POS" {
		first++
	}
	for i := first; i < min(sent.Last, first+maxStateBody); i++ {
		low := d.Tokens[i].Lower
		if !isLetter(low) || s.w.stop[low] && low != "of" && low != "and" {
			return 0, false
		}
		if s.governs(i, first) {
			if first > end {
				return 0, false // "Nepal's government": the country's name is a mention of its own
			}
			sp := *country
			sp.last, sp.form = i+1, Name
			s.emit(sp)
			return i + 1, true
		}
		if isUpper(d.Tokens[i].Text) {
			return 0, false // a capitalized name: read as such
		}
		two := i > first && s.w.ministries[d.Tokens[i-1].Lower+" "+low] && !nounFollows(d, min(i+1, sent.Last-1), sent.Last)
		switch {
		case two, s.w.ministries[low]: // "the Omani central bank", "the Omani treasury"
			return s.emitMinistry(country, end, first, i, two, sent), true
		case s.w.publicNouns[low] && i > first && s.speakingBody(country.first, i, sent):
			s.emitCountry(country, end, Adjective)
			s.emitPublic(country, first, i+1)
			return i + 1, true // "Peru's disaster relief agency said"
		}
		if tag := d.Tokens[i].Tag; tag != "NN" && tag != "JJ" && tag != "NNS" && tag != "" && low != "and" {
			return 0, false
		}
	}
	return 0, false
}

// governs tells whether token i is a word for a government, alone behind the country's name or behind a word for its level; the words of a body
// begin at first.
func (s *scanner) governs(i, first int) bool {
	low := s.d.Tokens[i].Lower
	if !s.w.government[low] || low == "officials" || low == "state" {
		return false
	}
	return i == first || s.d.Tokens[i-1].Lower == "federal" || s.d.Tokens[i-1].Lower == "central"
}

// emitMinistry emits the body whose noun, of two words if two is set, stands at token i behind the name of its country, which ends at end, and
// returns its end. The words of the body begin at first. A ministry and what stands in the possessive are mentions beside their country's.
func (s *scanner) emitMinistry(country *span, end, first, i int, two bool, sent nlp.Sentence) int {
	low := s.d.Tokens[i].Lower
	at := country.first
	if first > end || two || low == "ministry" || low == "department" {
		at = first
		s.emitCountry(country, end, s.countryForm(hit{last: end, alias: alias{id: country.id, sense: country.sense}}, country.first, end, sent))
	}
	last := s.postedTo(i+1, sent)
	s.emitPublic(country, at, last)
	return last
}

// emitCountry emits the name of a country before a body's noun, up to token end.
func (s *scanner) emitCountry(country *span, end int, form Form) {
	s.emit(span{first: country.first, last: end, form: form, id: country.id, sense: country.sense, sub: -1, name: country.name, votes: country.votes})
}

// emitPublic emits a country's public body that stands at [first, last).
func (s *scanner) emitPublic(country *span, first, last int) {
	sp := span{first: first, last: last, id: -1, sub: -1, name: s.text(first, last), code: s.gaz.names[country.id].Code, public: true}
	sp.votes.add(factwire.Organization, 8)
	s.emit(sp)
}

// postedTo returns the token behind the place that an embassy or a consulate whose name ends at end is in, or end: "the Chinese embassy in Lisbon".
func (s *scanner) postedTo(end int, sent nlp.Sentence) int {
	d := s.d
	if low := d.Tokens[end-1].Lower; low != "embassy" && low != "consulate" || end+1 >= sent.Last || d.Tokens[end].Lower != "in" && d.Tokens[end].Lower != "to" {
		return end
	}
	if h, ok := s.gaz.match(d, end+1, sent.Last); ok {
		return h.last
	}
	if s.capital(end+1, sent) {
		return s.runEnd(end+1, sent)
	}
	return end
}
