package names

import (
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/nlp"
)

// movement emits the party, the movement or the outlet whose name is that of the country h, at token t, and one word more ("Ireland
// Together"), and returns the token behind it, or t.
func (s *scanner) movement(t int, h hit, sent nlp.Sentence) int {
	n, k := &s.gaz.names[h.id], h.last
	if n.Type != factwire.Country || h.sense != asName || k >= sent.Last || !isUpper(s.d.Tokens[k].Text) || !s.w.movements[s.d.Tokens[k].Lower] {
		return t
	}
	if k+1 < sent.Last && isUpper(s.d.Tokens[k+1].Text) || s.d.Tokens[k].Lower == "democrats" && n.Code == "US" {
		return t // "Scotland First Minister Ada Ost"
	}
	sp := span{first: t, last: k + 1, titleFirst: t, id: -1, sub: -1, name: s.text(t, k+1), code: n.Code, outlet: s.d.Tokens[k].Lower == "today"}
	sp.votes.add(factwire.Organization, 6)
	s.emit(sp)
	return k + 1
}

// placeAsGiven tells whether the city h at token t is a given name before a surname that is another country's, which ends at token end,
// and that a person stands there: "Paris Holland said".
func (s *scanner) placeAsGiven(t, end int, h hit, sent nlp.Sentence) bool {
	if h.last != t+1 || end != t+2 || end >= sent.Last || h.sense == asAdjective {
		return false
	}
	city := &s.gaz.names[h.id]
	land, ok := s.gaz.match(s.d, t+1, end)
	if !ok || land.last != end || land.sense != asName || s.gaz.names[land.id].Type != factwire.Country || city.Type != factwire.Place && h.sense != asSeat {
		return false
	}
	code := s.gaz.names[land.id].Code
	return city.Code != code && city.Affiliation != code && s.besidePerson(t, sent)
}

// adjectival tells whether the capitals [t, q) are an adjective of a region or a faith, and no name: "Latin American".
func (s *scanner) adjectival(t, q int, sent nlp.Sentence) bool {
	switch q - t {
	case 1:
		tok := &s.d.Tokens[t]
		return s.w.regionAdjectives[tok.Lower] || tok.Tag == "JJ" && !capitals(tok.Text) && q < sent.Last && strings.HasPrefix(s.d.Tokens[q].Tag, "NN")
	case 2:
		two := s.w.lower(s.text(t, q))
		return s.w.faiths[two] || s.w.regionAdjectives[two]
	}
	return false
}

// surnameHead tells whether the words [first, end) are a given name and a head of bodies' names that is a surname as well.
func (s *scanner) surnameHead(first, end int) bool {
	if end != first+2 || !s.w.surnameHeads[s.d.Tokens[first+1].Lower] {
		return false
	}
	_, given := s.w.firstNames[s.d.Tokens[first].Lower]
	return given
}

// inverted tells whether the verb of speech at token t, which begins a sentence, stands before the person who speaks: "Whispered Ada
// Ost".
func (s *scanner) inverted(t int, sent nlp.Sentence) bool {
	tok := &s.d.Tokens[t]
	if t != sent.First || t+1 >= sent.Last || !isUpper(tok.Text) || !isUpper(s.d.Tokens[t+1].Text) {
		return false
	}
	_, name := s.w.firstNames[tok.Lower]
	_, given := s.w.firstNames[s.d.Tokens[t+1].Lower]
	if tok.Text == "Said" {
		return given || s.orgHead(t+1, min(t+3, sent.Last))
	}
	return given && !name && strings.HasSuffix(tok.Lower, "ed") && (s.w.speech[tok.Lower] || tok.Tag == "VBD" || tok.Tag == "VBN")
}

// besideFirms tells whether a single given name stands in a list of firms that the lexicon has, and in the text never before a
// surname: "Acme and Elisa signed".
func (s *scanner) besideFirms(sp *span, sent nlp.Sentence) bool {
	listed := func(t int) bool {
		return t >= sent.First && t < sent.Last && (s.d.Tokens[t].Text == "," || s.d.Tokens[t].Tag == "CC")
	}
	firm := false
	if n := len(s.spans); n > 0 && listed(sp.first-1) && s.spans[n-1].last == sp.first-1 && s.spans[n-1].id >= 0 && s.spans[n-1].sense == asName {
		firm = s.gaz.names[s.spans[n-1].id].Type == factwire.Company && (s.d.Tokens[sp.first-1].Text != "," || listed(sp.last))
	}
	if !firm && listed(sp.last) {
		h, ok := s.gaz.match(s.d, sp.last+1, sent.Last)
		firm = ok && h.sense == asName && s.gaz.names[h.id].Type == factwire.Company && (s.d.Tokens[sp.last].Text != "," || listed(h.last))
	}
	if !firm {
		return false
	}
	word := s.d.Tokens[sp.first].Text
	for t := 0; t+1 < len(s.d.Tokens); t++ {
		if s.d.Tokens[t].Text == word && isUpper(s.d.Tokens[t+1].Text) && !s.w.stop[s.d.Tokens[t+1].Lower] && s.d.Tokens[t+1].Space {
			return false
		}
	}
	return true
}

// organ tells whose a body is that begins at token t and has the name of an organ of international bodies: that of the country or the
// place whose possessive stands before it, and else no state's.
func (b *builder) organ(e *Entity, t int) {
	if t > 0 && b.r.at[t-1] == 0 && b.d.Tokens[t-1].Tag == "POS" {
		t--
	}
	if t == 0 || b.r.at[t-1] == 0 {
		return
	}
	m := &b.r.Mentions[b.r.at[t-1]-1]
	if len(m.Entities) != 1 || m.Form == Pronoun {
		return
	}
	switch owner := &b.r.Entities[m.Entities[0]]; owner.Type {
	case factwire.Country:
		e.Affiliation, e.State = owner.Code, owner.Code
	case factwire.Place:
		e.Affiliation = owner.Name
	}
}

// organs joins the organ of an international body with its name in full: "the General Assembly", "UN General Assembly".
func (s *scanner) organs(cs []cluster) {
	for i := range cs {
		c := &cs[i]
		if c.merged >= 0 || c.id >= 0 || !s.w.organs[s.w.lower(c.name)] {
			continue
		}
		for j := range cs {
			o := &cs[j]
			if o.merged < 0 && j != i && len(o.words) == len(c.words)+1 && isAcronym(o.words[0]) && strings.HasSuffix(o.name, " "+c.name) {
				s.merge(cs, i, j)
				break
			}
		}
	}
}

// judgeList votes for a company where "and" joins a single word to one; told is whether the name itself tells its type.
func (s *scanner) judgeList(sp *span, told bool, sent nlp.Sentence) {
	d, first := s.d, sp.first
	if told && sp.last == first+1 && s.besideFirms(sp, sent) {
		sp.votes.add(factwire.Company, 6) // a given name that is a firm's
	}
	if n := len(s.spans); n > 0 && !told && first-1 > sent.First && d.Tokens[first-1].Tag == "CC" && s.spans[n-1].last == first-1 {
		if kind, by := s.spans[n-1].votes.best(); kind == factwire.Company && by >= 5 {
			sp.votes.add(factwire.Company, 3) // "Acme Ltd and Globex announced"
		}
	}
}
