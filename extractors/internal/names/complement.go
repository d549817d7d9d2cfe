package names

import (
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/nlp"
)

// complement is the reading of what an office is of.
type complement struct {
	*scanner
	sent  nlp.Sentence
	i     int // the span that has the office
	e     int // the token behind what is read of it
	title string
	o     office
}

// complement reads what an office [k, e) behind span i is of: a body, a country, or a field that belongs to the title.
func (s *scanner) complement(i, k, e int, o office, sent nlp.Sentence) office {
	e = s.kindBefore(i, k, s.wholeOffice(k, e, sent), sent)
	c := &complement{scanner: s, sent: sent, i: i, e: e, title: s.titleText(k, e), o: o}
	for c.e < sent.Last && c.phrase() {
	}
	return s.closed(i, k, c.e, c.title, c.o, sent)
}

// wholeOffice returns the end of the office [k, e) with the words of its "of" that the title's own list has not: "professor of
// international politics", "chairman of the Joint Chiefs of Staff".
func (s *scanner) wholeOffice(k, e int, sent nlp.Sentence) int {
	d := s.d
	for s.inComplement(k, e) && e < sent.Last && !isUpper(d.Tokens[e].Text) && (d.Tokens[e].Tag == "NN" || d.Tokens[e].Tag == "NNS") {
		e++
	}
	if e < sent.Last && s.inComplement(k, e) && isUpper(d.Tokens[e-1].Text) && s.capital(e, sent) {
		e = max(e, s.runEnd(e-1, sent))
		if e+1 < sent.Last && d.Tokens[e].Lower == "of" && s.capital(e+1, sent) {
			e = s.runEnd(e+1, sent)
		}
	}
	return e
}

// phrase reads the prepositional phrase that begins at token e, and reports whether another may follow.
func (c *complement) phrase() bool {
	prep := c.d.Tokens[c.e].Lower
	if prep == "and" && strings.Contains(c.title, " of ") {
		return c.secondField()
	}
	if !c.w.officePreps[prep] {
		return false
	}
	n := c.object()
	if prep == "from" {
		if j := c.spanAt(c.i+1, n); j >= 0 && c.o.span < 0 && c.sendsPeople(j) {
			c.o.span = j // "an activist from the League Against Fees"
		}
		return false
	}
	if c.o.body = c.possessed(c.i, n, c.o, c.sent); c.o.body != "" {
		return false // "the owner of Charlie's Irish Pub"
	}
	if j := c.spanAt(c.i+1, n); j >= 0 {
		return c.named(j, n, prep)
	}
	if j := c.ownedBody(c.i, n); j >= 0 && c.o.span < 0 {
		c.o.span = j // "chair of President Ost's Council of Elders"
		return false
	}
	if prep == "in" {
		end := c.e + 1
		for end < c.sent.Last && end < c.e+maxField && c.fieldWord(end) && !isUpper(c.d.Tokens[end].Text) {
			end++
		}
		if end > c.e+1 && end < c.sent.Last && c.d.Tokens[end].Lower == "at" {
			c.title += " " + c.text(c.e, end) // "senior lecturer in defence studies at"
			c.e = end
			return true
		}
	}
	if prep == "at" || prep == "with" || prep == "in" {
		if prep == "at" && c.o.span < 0 {
			c.o.noun = c.employerNoun(c.e+1, c.sent)
		}
		return false
	}
	return c.field()
}

// sendsPeople tells whether a span behind "from" is a body's and no town's that no list has.
func (c *complement) sendsPeople(j int) bool {
	return c.isBody(j) && (c.spans[j].id >= 0 || c.spans[j].last > c.spans[j].first+1)
}

// secondField reads "and" and another field, before "at": "professor of labour studies and employment relations at".
func (c *complement) secondField() bool {
	end := c.e + 1
	for end < c.sent.Last && end <= c.e+maxField && c.fieldWord(end) && !isUpper(c.d.Tokens[end].Text) {
		end++
	}
	if end == c.e+1 || end >= c.sent.Last || c.d.Tokens[end].Lower != "at" {
		return false
	}
	c.title += " " + c.text(c.e, end)
	c.e = end
	return true
}

// object returns the token at which the noun of the preposition at token e begins, articles and what describes a name left out.
func (c *complement) object() int {
	n := c.e + 1
	for n < c.sent.Last && (c.d.Tokens[n].Tag == "DT" || n < c.e+7 && describes(c.d.Tokens[n].Tag) && c.spanAt(c.i+1, n) < 0 && c.spanNear(c.i+1, n, 4)) {
		n++
	}
	if j := c.spanAt(c.i+1, n); j >= 0 && c.spans[j].form == Adjective && c.spanAt(j+1, c.spans[j].last) >= 0 {
		n = c.spans[j].last // "president of the British-based Ost Foundation"
	}
	return n
}

// describes tells whether a word of a tag may describe a name behind it.
func describes(tag string) bool {
	return tag == "NN" || tag == "JJ" || tag == "VBG" || tag == "POS"
}

// named reads the name of span j, which begins at token n behind the preposition, and reports whether another phrase may follow.
func (c *complement) named(j, n int, prep string) bool {
	sp := &c.spans[j]
	if k := c.giant(j, c.sent); k >= 0 && c.o.span < 0 {
		c.o.span = k // "chief financial officer of Norwegian tech giant Vale"
		return false
	}
	inside := prep != "at" && prep != "with"
	if c.leadsToFirm(prep) && c.onlyShaped(j) {
		sp.votes.add(factwire.Company, firmVote) // "vice president of search at Ask Vale"
	}
	if before := c.d.Tokens[n-1].Lower; n > c.e+1 && c.onlyShaped(j) && (c.w.orgNouns[before] || c.w.companyNouns[before]) {
		sp.votes.add(factwire.Organization, firmVote) // "secretary of the environmental group Vale Acre"
	}
	if inside && c.namedField(j, n) {
		return true
	}
	if inside && c.o.span < 0 {
		if body := c.localBody(j, c.sent); body != "" {
			c.o.body = body
			return false
		}
	}
	if inside && c.o.span < 0 && c.personsBody(j) {
		return false
	}
	switch {
	case prep == "to":
		c.take(c.adjectiveEnd(j)) // "ambassador to the United Nations": not whose he is
		return false
	case inside && c.region(j):
		end := sp.last
		if end < c.sent.Last && c.d.Tokens[end].Tag == "NN" {
			end++ // "the Nordic region"
		}
		c.take(end) // "head of sales for the Nordics": a field
		return true
	}
	c.employ(j, inside)
	c.e = sp.last
	if c.e >= c.sent.Last || c.d.Tokens[c.e].Tag != "POS" {
		return true
	}
	if n := c.agencyBehind(j, c.e, c.sent); n >= 0 {
		c.o.span = n // "the head of France's agency ANSSI"
	}
	return false
}

// personsBody takes the campaign or the administration of the person of span j for whom the office is held, and reports whether there is one: "a
// spokesman for the Ost campaign".
func (c *complement) personsBody(j int) bool {
	sp := &c.spans[j]
	if sp.id >= 0 || sp.last >= c.sent.Last || !c.w.personsBodies[c.d.Tokens[sp.last].Lower] {
		return false
	}
	if c.o.code = c.w.leaders[c.w.lower(sp.name)]; c.o.code == "" || c.w.campaigns[c.d.Tokens[sp.last].Lower] {
		c.o.code, c.o.body = "", c.text(sp.first, sp.last+1)
	}
	return true
}

// employ takes span j for whom the office is held: of the first name, and of one behind "at" or "with" instead of a name that no list has.
func (c *complement) employ(j int, inside bool) {
	if c.mayEmploy(j) && (c.o.span < 0 || c.beyondRegion(j) || c.party(c.o.span) && c.isBody(j) || !inside && (c.spans[c.o.span].id < 0 && !c.orgHead(c.spans[c.o.span].first, c.spans[c.o.span].last) || c.regional(c.o.span))) {
		c.o.span = j // "director of the Ost Project at Ghent University"
	}
	c.o.person = c.o.person || c.o.span < 0 && !c.mayEmploy(j) // "a spokesman for Ada Ost's lawyer"
}

// beyondRegion tells whether what stood before the title is but the part of the world that the office is for, and span j is the body: "Europe director
// for the Vale Centre".
func (c *complement) beyondRegion(j int) bool {
	k := c.o.span
	return c.region(k) && c.isBody(j) && c.spans[k].last < c.sent.Last && c.d.Tokens[c.spans[k].last].Tag != "POS"
}

// party tells whether a span names a party.
func (s *scanner) party(j int) bool {
	return s.spans[j].id >= 0 && strings.HasSuffix(s.gaz.names[s.spans[j].id].Name, " Party")
}

// take takes the tokens up to end into the title.
func (c *complement) take(end int) {
	c.title += " " + c.text(c.e, end)
	c.e = end
}

// namedField takes the name span j, which begins at token n, into the title where it is part of a field: "professor of Asian history".
func (c *complement) namedField(j, n int) bool {
	last := c.spans[j].last
	if n == c.e+1 && c.fieldOf(j) {
		end := last + 1
		for end < c.sent.Last && strings.HasPrefix(c.d.Tokens[end].Tag, "NN") && !isUpper(c.d.Tokens[end].Text) {
			end++
		}
		c.take(end)
		return true
	}
	if n := c.fieldsAt(j, c.sent); n > last {
		c.take(n)
		return true
	}
	return false
}

// adjectiveEnd returns the token behind the nouns that the adjective of span j stands before ("the Norwegian prime minister"), or behind the
// name.
func (c *complement) adjectiveEnd(j int) int {
	end := c.spans[j].last
	if end+1 < c.sent.Last && c.d.Tokens[end].Tag == "JJ" && strings.HasPrefix(c.d.Tokens[end+1].Tag, "NN") && !isUpper(c.d.Tokens[end+1].Text) {
		end += 2 // "the Democratic presidential nominee"
	}
	for c.spans[j].form == Adjective && end < c.sent.Last && strings.HasPrefix(c.d.Tokens[end].Tag, "NN") && c.spanAt(j+1, end) < 0 {
		end++
	}
	return end
}

// fieldOf tells whether a noun in small letters follows the name of span j, a place's or a country's: a field and no employer.
func (c *complement) fieldOf(j int) bool {
	last := c.spans[j].last
	owns := last+1 < c.sent.Last && c.d.Tokens[last+1].Tag == "POS"
	return last < c.sent.Last && strings.HasPrefix(c.d.Tokens[last].Tag, "NN") && !isUpper(c.d.Tokens[last].Text) && !owns && c.regional(j)
}

// region tells whether span j names a part of the world that is no state's.
func (s *scanner) region(j int) bool {
	id := s.spans[j].id
	return id >= 0 && s.gaz.names[id].Type == factwire.Place && s.gaz.names[id].Affiliation == ""
}

// field reads words that are no name as the office's field, and reports whether another phrase may follow.
func (c *complement) field() bool {
	d, end := c.d, c.e+1
	if c.w.makers[lastWord(c.title)] {
		return false // "author of the new book"
	}
	if n := c.e + 1; n < c.sent.Last && d.Tokens[c.e].Lower == "on" && isUpper(d.Tokens[n].Text) && c.w.stop[d.Tokens[n].Lower] {
		return false // "prime minister on Monday"
	}
	for end < c.sent.Last && end < c.e+8 && c.fieldWord(end) {
		end++
	}
	if end < c.sent.Last && d.Tokens[end].Tag == "POS" {
		if c.o.span < 0 {
			c.o.owner = end - 1
		}
		return false
	}
	if end == c.e+1 || c.titleAt(end-1, c.sent.Last) > end-1 && strings.ContainsRune(d.Tokens[end-1].Text, '-') || d.Tokens[end-1].Tag == "DT" || d.Tokens[end-1].Tag == "CC" || c.w.terms[d.Tokens[end-1].Lower] {
		return false
	}
	c.title += " " + c.text(c.e, end)
	c.e = end
	return true
}

// fieldWord tells whether token t may be a word of an office's field.
func (c *complement) fieldWord(t int) bool {
	tok := &c.d.Tokens[t]
	if !isLetter(tok.Text) || strings.HasPrefix(tok.Tag, "VB") && tok.Tag != "VBG" && tok.Tag != "VBN" {
		return false
	}
	switch tok.Tag {
	case "MD", "WP", "WDT", "PRP", "IN":
		return false
	}
	switch tok.Lower {
	case "at", "of", "for":
		return false
	}
	return c.spanAt(c.i+1, t) < 0 && c.heldAt(c.i+1, t) < 0
}

// closed ends the office behind span i whose title begins at token k and which ends at token e.
func (s *scanner) closed(i, k, e int, title string, o office, sent nlp.Sentence) office {
	d := s.d
	n := e + 1
	if n < sent.Last && d.Tokens[n].Lower == "the" && isUpper(d.Tokens[n].Text) {
		n++ // "Ada Ost, President, The Ost Institute"
	}
	if j := s.spanAt(i+1, n); o.span < 0 && j >= 0 && e < sent.Last && d.Tokens[e].Text == "," && s.employs(j) && (s.spans[j].last == sent.Last || d.Tokens[s.spans[j].last].Text == ",") {
		o.span = j // "Ada Ost, chief economist, Acme Bank,"
	}
	o.title = title
	if o.span >= 0 && o.span > i && s.spans[o.span].last <= k && s.located(o.span) && s.w.callings[lastWord(title)] && d.Tokens[s.spans[o.span].last].Tag != "POS" {
		o.span = -1 // "a Los Angeles talent agent"
	}
	return o
}

// agencyBehind returns the span of a body or a firm behind the possessive at token e of span j, or -1.
func (s *scanner) agencyBehind(j, e int, sent nlp.Sentence) int {
	d := s.d
	for k := e + 1; k < min(e+5, sent.Last) && isLetter(d.Tokens[k].Text); k++ {
		if n := s.spanAt(j+1, k); n >= 0 {
			if end := s.spans[n].last; end < sent.Last && s.d.Tokens[end].Tag == "NN" && !isUpper(s.d.Tokens[end].Text) {
				break // "the agency's Night Flights division": a part of it
			}
			if typ, _ := s.spans[n].votes.best(); typ == factwire.Organization || typ == factwire.Company {
				return n
			}
			break
		}
	}
	return -1
}

// employs tells whether a span is surely a firm's or a body's.
func (s *scanner) employs(j int) bool {
	t, n := s.spans[j].votes.best()
	return n >= sureCompany && (t == factwire.Company || t == factwire.Organization)
}

// employerNoun returns the noun of "the ministry" or "the company" that ends its phrase at token k, or nothing: an employer
// that was named before.
func (s *scanner) employerNoun(k int, sent nlp.Sentence) string {
	d := s.d
	if k+1 >= sent.Last || d.Tokens[k].Lower != "the" || !s.w.orgNouns[d.Tokens[k+1].Lower] && !s.w.companyNouns[d.Tokens[k+1].Lower] {
		return ""
	}
	if k+2 < sent.Last && isLetter(d.Tokens[k+2].Text) && !finite(d.Tokens[k+2].Tag) {
		return ""
	}
	return d.Tokens[k+1].Lower
}

// maxDescribed is how many words may stand between a state's adjective and the company or body that it describes.
const maxDescribed = 4

// giant returns the span of the company or body that the adjective of span j and small words behind it describe, or -1.
func (s *scanner) giant(j int, sent nlp.Sentence) int {
	adjective := s.spans[j].form == Adjective
	if !adjective && (s.spans[j].id >= 0 || !s.spans[j].acronym) {
		return -1
	}
	from := s.spans[j].last
	for t := from; t < min(from+maxDescribed, sent.Last); t++ {
		if n := s.spanAt(j+1, t); n >= 0 && t > from {
			typ, _ := s.spans[n].votes.best()
			kind := s.d.Tokens[t-1].Lower
			if (typ == factwire.Company || typ == factwire.Organization) && (adjective || s.w.orgNouns[kind] || s.w.companyNouns[kind]) {
				return n
			}
			return -1
		}
		if tag := s.d.Tokens[t].Tag; !describes(tag) || tag == "POS" || isUpper(s.d.Tokens[t].Text) {
			return -1
		}
	}
	return -1
}

// regional tells whether a span names a place or a country.
func (s *scanner) regional(j int) bool {
	if s.spans[j].id < 0 {
		return false
	}
	t := s.gaz.names[s.spans[j].id].Type
	return t == factwire.Place || t == factwire.Country
}

// spanNear tells whether a span begins within n tokens after t.
func (s *scanner) spanNear(i, t, n int) bool {
	for k := t; k <= t+n; k++ {
		if s.spanAt(i, k) >= 0 {
			return true
		}
	}
	return false
}
