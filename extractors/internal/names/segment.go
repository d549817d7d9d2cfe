package names

import (
	"strings"
	"unicode/utf8"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/nlp"
)

func (s *scanner) emit(sp span) {
	if sp.titleFirst == 0 && sp.first != 0 {
		sp.titleFirst = sp.first
	}
	s.spans = append(s.spans, sp)
	low := s.d.Tokens[sp.last-1].Lower
	if _, honors := s.w.honorifics[low]; sp.id < 0 && sp.last-sp.first > 1 && (honors || s.w.titleHeads[low] || s.w.stop[low] && !s.w.number(low) || s.w.regionAdjectives[low] || s.w.notNames[s.d.Tokens[sp.last-1].Text]) {
		if s.surnames == nil {
			s.surnames = map[string]bool{}
		}
		s.surnames[low] = true
	}
}

// known emits a gazetteer entry that stands at [t, end) and returns end, or a later
// token where small words belong to it ("the Hungarian foreign ministry").
func (s *scanner) known(h hit, t, end int, sent nlp.Sentence) int {
	n := &s.gaz.names[h.id]
	sp := span{first: t, last: end, id: h.id, sense: h.sense, sub: -1, name: n.Name, titleFirst: t, outlet: n.Outlet}
	weight := 8
	if h.sense == asName && end-t == 1 && n.Type != factwire.Country && n.Type != factwire.Bloc {
		weight = 5 // a company may also be a surname ("Bell", "Ford")
	}
	sp.votes.add(n.Type, weight)
	if n.Type.IsState() {
		if last, ok := s.body(&sp, end, sent); ok {
			return last
		}
		sp.form = s.countryForm(h, t, end, sent)
		sp.place = h.sense == asSeat && s.seatIsPlace(t, end, sent)
	}
	if h.sense == asName && n.Type == factwire.Company {
		if end = s.legalForm(end, sent); end > t+1 && s.w.companySuffixes[strings.TrimSuffix(s.d.Tokens[end-1].Lower, ".")] {
			sp.last, sp.full = end, s.text(t, end)
		}
	}
	s.emit(sp)
	return end
}

// text is the normalized text of tokens: single spaces, straight apostrophes.
func (s *scanner) text(first, last int) string {
	raw := s.d.Text[s.d.Tokens[first].Start:s.d.Tokens[last-1].End]
	if end := s.d.Tokens[last-1].Text; len(end) > 1 && end[len(end)-1] == '.' && strings.IndexByte(end, '.') == len(end)-1 &&
		!s.w.companySuffixes[strings.ToLower(end[:len(end)-1])] && !s.w.suffixes[strings.ToLower(end)] && len(end) != 2 {
		raw = raw[:len(raw)-1] // the sentence's full stop
	}
	if spaced(raw) {
		return straight(raw)
	}
	return straight(nlp.Line(raw))
}

// spaced tells whether the only white space of a text are single spaces between words.
func spaced(s string) bool {
	space := true
	for i := range len(s) {
		b := s[i]
		if b >= utf8.RuneSelf || b < ' ' || b == ' ' && space {
			return false
		}
		space = b == ' '
	}
	return !space
}

// seatIsPlace tells whether a capital or residence is meant as the place: after "in",
// before the name of its country, after "from" and "to" with a verb of motion.
func (s *scanner) seatIsPlace(t, end int, sent nlp.Sentence) bool {
	if t > sent.First && s.placeBefore(t, end, sent) || s.countryBehind(t, end, sent) {
		return true
	}
	if end >= sent.Last {
		return false
	}
	next := &s.d.Tokens[end]
	return strings.HasPrefix(next.Tag, "NN") && !s.w.stateNouns[next.Lower] && !s.w.stop[next.Lower] && !s.w.texts[next.Lower] &&
		!s.roleOnly(end, end+1) // "Berlin airport"
}

// placeBefore tells whether what stands before the seat [t, end), which does not begin its sentence, makes it a place: a preposition, a comma
// behind another name, a verb of motion and "to", an "and" behind another place.
func (s *scanner) placeBefore(t, end int, sent nlp.Sentence) bool {
	d := s.d
	prev := d.Tokens[t-1].Lower
	if prev == "the" && t-1 > sent.First {
		prev = d.Tokens[t-2].Lower
	}
	if s.w.placePreps[prev] {
		return true
	}
	second := t > sent.First+1
	switch prev {
	case "from":
		return !s.textFrom(t, sent)
	case "of":
		return second && s.w.placeParts[d.Tokens[t-2].Lower]
	case ",":
		return second && isUpper(d.Tokens[t-2].Text) && end < sent.Last && d.Tokens[end].Text == ","
	case "to":
		return second && !strings.HasPrefix(d.Tokens[t-2].Tag, "NN") && s.w.motion[d.Tokens[t-2].Lemma]
	case "and", "/":
		if n := len(s.spans); n > 0 {
			return s.spans[n-1].last == t-1 && s.spans[n-1].place
		}
	}
	return false
}

// countryBehind tells whether a country's name between commas follows the seat [t, end), which stands behind a preposition: "in Brussels, Belgium".
func (s *scanner) countryBehind(t, end int, sent nlp.Sentence) bool {
	d := s.d
	if end+1 >= sent.Last || d.Tokens[end].Text != "," || t <= sent.First || d.Tokens[t-1].Tag != "IN" {
		return false
	}
	h, ok := s.gaz.match(d, end+1, sent.Last)
	return ok && s.gaz.names[h.id].Type == factwire.Country && h.sense == asName && (h.last >= sent.Last || d.Tokens[h.last].Text == ",")
}

// textFrom tells whether "from" before token t, with "the" between at most, stands behind a text in which somebody
// speaks: "a statement from Lima".
func (s *scanner) textFrom(t int, sent nlp.Sentence) bool {
	k := t - 1
	if k > sent.First && s.d.Tokens[k].Lower == "the" {
		k--
	}
	return k > sent.First && s.w.texts[s.d.Tokens[k-1].Lower]
}

// segment cuts the run [t, end) into names, titles and adjectives: it emits what begins at t and returns the token to go on with. Where known
// is set, the known name h begins the run.
func (s *scanner) segment(t, end int, h hit, known bool, sent nlp.Sentence) int {
	if s.suffixBehind(t, sent) {
		s.spans[len(s.spans)-1].last = t + 1 // "Ada D. Ost, Jr., head of"
		return t + 1
	}
	// "Mr. Ford" and "Sir Keir Starmer": a person follows, whatever the words are.
	if n := s.honorificAt(t, end); n > t && n < end && !s.nobleBody(n, sent) {
		return s.emitPerson(t, n, s.personEnd(n, end), sent)
	}
	if te := s.titleAt(t, end); te > t && (!known || te > h.last) && !s.givenBehindTitle(t, te, sent) {
		if b := s.boardIn(t, te); b > t {
			return s.emitChunk(t, b, sent, hit{last: t, alias: alias{id: -1}})
		}
		if n := s.titledRun(t, te, end, sent); n > t {
			return n
		}
	}
	if known {
		return s.knownRun(t, end, h, sent)
	}
	if s.w.regionAdjectives[s.d.Tokens[t].Lower] && end > t+1 && !s.anyHead(t+1, end) && !s.speaksBy(t, end, sent) {
		return t + 1 // "Jewish West Bank settlements"
	}
	return s.emitChunk(t, s.chunkEnd(t, end), sent, hit{last: t, alias: alias{id: -1}})
}

// speaksBy tells whether a first name that is an adjective of faith as well and a surname are all of the run [t, end), right behind a verb of speech: "said
// Christian Ost".
func (s *scanner) speaksBy(t, end int, sent nlp.Sentence) bool {
	return t > sent.First && end == t+2 && s.w.given(s.d.Tokens[t].Lower) && s.w.speech[s.d.Tokens[t-1].Lower] && !s.lowerWords()[s.d.Tokens[t+1].Lower]
}

// suffixBehind tells whether token t is the suffix of the name that was emitted last, behind its comma.
func (s *scanner) suffixBehind(t int, sent nlp.Sentence) bool {
	n := len(s.spans)
	return t > sent.First && s.d.Tokens[t-1].Text == "," && n > 0 && s.spans[n-1].last == t-1 && s.w.suffixes[s.w.lower(s.d.Tokens[t].Text)]
}

// titledRun reads a run [t, end) that begins with the title [t, te): its holder behind it, or the title alone. It returns the token to go on
// with, or t where the title is part of another name.
func (s *scanner) titledRun(t, te, end int, sent nlp.Sentence) int {
	if s.heldAhead(t, te, end, sent) {
		return end // "Coordinator-General for Coastal Resettlement, Professor Ada Ost"
	}
	// A last word alone that the text has in small letters as well is no name.
	common := te == t+1 && te+1 == end && s.lowerWords()[s.w.lower(s.d.Tokens[te].Text)]
	if pe := s.personEnd(te, end); te < end && s.w.given(s.d.Tokens[te].Lower) && pe > te+1 && pe < end && s.d.Tokens[pe].Lower == "of" && !s.anyHead(te, pe) {
		return s.emitPerson(t, te, pe, sent) // "Professor Ada Ost of the Vale School of Law"
	}
	if te < end && s.nameWord(te) && !common && !s.anyHead(te, end) {
		if n := s.honorificAt(te, end); n < end {
			te = n // "Prime Minister Sir Bo Rask"
		}
		return s.emitPerson(t, te, s.personEnd(te, end), sent)
	}
	if te == end && s.surnameAgain(t, te, sent) {
		return s.emitPerson(t, t, te, sent) // "King said" of a Bo King
	}
	if te == end || !s.anyHead(te, end) || !isUpper(s.d.Tokens[te].Text) {
		return max(te, s.officeOf(t, te, sent)) // a title alone
	}
	return t // "General Motors", "Prime Minister's Office", "Queen Mary University"
}

// knownRun reads a run [t, end) that begins with the known name h: the name alone, a person's whose given name it is, or a longer name that is
// not known. It returns the token to go on with.
func (s *scanner) knownRun(t, end int, h hit, sent nlp.Sentence) int {
	if n := s.movement(t, h, sent); n > t {
		return n
	}
	r := h.last
	switch {
	case s.peopleFor(t, h, sent):
		return s.emitChunk(t, s.runEnd(r+1, sent), sent, h)
	case s.wholeName(end, h, sent):
		return s.known(h, t, r, sent)
	case s.givenHere(t, end, h) || s.placeAsGiven(t, end, h, sent):
		return s.emitPerson(t, t, s.personEnd(t, end), sent)
	case s.officeBehind(r, end, sent):
		return s.known(h, t, r, sent)
	}
	n := &s.gaz.names[h.id]
	q := s.chunkEnd(r, end)
	switch {
	case strings.HasSuffix(n.Name, " Party") && s.placeAt(r, end):
		return s.known(h, t, r, sent) // "Republican Missouri Senate candidate"
	case s.anyHead(r, q), t > sent.First && s.clubName(t, q, h):
		return s.emitChunk(t, q, sent, h)
	case s.w.given(s.d.Tokens[r].Lower), h.sense == asAdjective, s.w.regionAdjectives[s.d.Tokens[t].Lower], n.Type == factwire.Country, n.Type == factwire.Bloc:
		return s.known(h, t, r, sent)
	}
	next, ok := s.gaz.match(s.d, r, end)
	if n.Type == factwire.Company && ok && next.last == end && s.landsName(next) {
		sp := span{first: t, last: end, id: -1, sub: -1, name: s.text(t, end), titleFirst: t} // a firm's branch: "Acme Norway"
		sp.votes.add(factwire.Company, 6)
		s.emit(sp)
		return end
	}
	if ok || n.Type == factwire.Company || n.Type == factwire.Organization {
		return s.known(h, t, r, sent)
	}
	return s.emitChunk(t, q, sent, h)
}

// peopleFor tells whether the known country h at t is but the word for its people in a group's name: "Americans for Thrift".
func (s *scanner) peopleFor(t int, h hit, sent nlp.Sentence) bool {
	d, r := s.d, h.last
	return r == t+1 && s.gaz.names[h.id].Type == factwire.Country && strings.HasSuffix(d.Tokens[t].Text, "ans") &&
		r+1 < sent.Last && d.Tokens[r].Lower == "for" && s.capital(r+1, sent) && !s.anybody(r+1)
}

// wholeName tells whether the known name h is all of a run that ends at end, or a firm's whose legal form ends the name before that.
func (s *scanner) wholeName(end int, h hit, sent nlp.Sentence) bool {
	r := h.last
	if r >= end {
		return true
	}
	k := s.legalForm(r, sent)
	return k > r && s.gaz.names[h.id].Type == factwire.Company && (k >= end || s.titleAt(k, end) > k || strings.HasSuffix(s.d.Tokens[k-1].Text, "."))
}

// givenHere tells whether the known name h at t is the given name of a person whose surname follows in the run.
func (s *scanner) givenHere(t, end int, h hit) bool {
	r := h.last
	return s.w.given(s.d.Tokens[t].Lower) && r == t+1 && h.sense != asAdjective && s.nameWord(r) && !s.anyHead(r, end) &&
		s.titleAt(r, end) == r && !s.adjectiveAt(r, end)
}

// officeBehind tells whether an office or an honorific begins at token r behind a known name, or nothing that goes on with a name.
func (s *scanner) officeBehind(r, end int, sent nlp.Sentence) bool {
	if te := s.titleAt(r, end); te > r && !s.orgHead(te, end) {
		return true
	}
	return s.honorificAt(r, end) > r || !s.capital(r, sent)
}

// clubName tells whether the known name h at t is the first part of a name that ends at q and is not known, by what stands before it: "the volunteer
// group Norwegian Rescue Dogs", "the Stockholm Comets".
func (s *scanner) clubName(t, q int, h hit) bool {
	prev := s.d.Tokens[t-1].Lower
	if !s.w.orgNouns[prev] && prev != "group" {
		place := s.gaz.names[h.id].Type == factwire.Place || h.sense == asSeat
		if prev != "the" || h.sense == asAdjective || !place || q-h.last > 2 {
			return false
		}
	}
	_, known := s.gaz.match(s.d, h.last, q)
	return !known
}

// landsName tells whether a known name is that of a country or a place.
func (s *scanner) landsName(h hit) bool {
	n := &s.gaz.names[h.id]
	return h.sense == asName && (n.Type == factwire.Country || n.Type == factwire.Place)
}

// adjectiveAt tells whether a known adjective or party's name begins at token t: "Virginia
// Democratic", "Georgia Republican".
func (s *scanner) adjectiveAt(t, end int) bool {
	h, ok := s.gaz.match(s.d, t, end)
	return ok && (h.sense == asAdjective || strings.HasSuffix(s.gaz.names[h.id].Name, " Party"))
}

// placeAt tells whether a known place begins at token t.
func (s *scanner) placeAt(t, end int) bool {
	h, ok := s.gaz.match(s.d, t, end)
	return ok && s.gaz.names[h.id].Type == factwire.Place
}

// anyHead tells whether a token of [first, end) heads a body's, company's or
// programme's name.
func (s *scanner) anyHead(first, end int) bool {
	for i := first; i < end; i++ {
		w := s.d.Tokens[i].Lower
		if _, ok := s.w.firstNames[w]; (ok || s.w.familyFirst[w]) && i == first && i+1 < end {
			if low := s.d.Tokens[i+1].Lower; ok && end == first+2 && (s.w.lawHeads[low] || s.w.placeHeads[low] || s.w.surnameHeads[low]) {
				return false // "Inspector Rob Law", "Minister Frank Field"
			}
			continue // "Rep. Bill Vale": a first name sooner than a head
		}
		if _, ok := s.w.orgHeads[w]; ok || s.firmSuffix(i) || s.w.industry[w] || s.w.programHeads[w] || s.w.lawHeads[w] || s.w.outletHeads[w] || s.w.placeHeads[w] {
			return true
		}
	}
	return false
}

// chunkEnd returns where the name that begins at t ends inside the run: before a title
// that another name follows, before a country's adjective, before a person's first name
// after a comma-less company ("Acme CEO Jane Roe").
func (s *scanner) chunkEnd(t, end int) int {
	given := s.w.given(s.d.Tokens[t].Lower)
	for k := t + 1; k < end; k++ {
		if given && s.shoutedBehind(t, k, end) || s.w.partyMembers[s.d.Tokens[k].Lower] {
			return k // "House Democrats"
		}
		if !given && s.memberAt(t, k, end) {
			return k
		}
		if te := s.titleAt(k, end); te > k && !s.boardsOffice(k, te, end) && s.officeEnds(k, te, end) {
			return k
		}
	}
	for end > t+1 && !s.mayEnd(end-1) {
		end--
	}
	return end
}

// shoutedBehind tells whether token k is an acronym behind a person's whole name that begins at t: "Carter Pace FISA application".
func (s *scanner) shoutedBehind(t, k, end int) bool {
	word := s.d.Tokens[k].Text
	return k-t >= 2 && len(word) > 2 && word[len(word)-1] != '.' && capitals(word) && !capitals(s.d.Tokens[t].Text) &&
		!s.w.suffixes[s.d.Tokens[k].Lower] && !s.anyHead(t, end)
}

// memberAt tells whether a person's name begins at token k behind the name of a body and the word for a member of it: "Harbour Committee
// Democrat Ada Ost".
func (s *scanner) memberAt(t, k, end int) bool {
	if !s.w.given(s.d.Tokens[k].Lower) || k+1 >= end {
		return false
	}
	before := s.d.Tokens[k-1].Lower
	return (s.w.leadIns[before] || k+2 == end && k > t+1 && s.w.boards[before]) && !s.anyHead(k, end)
}

// boardsOffice tells whether the title [k, te) begins with the noun of the board that it is of: "Vale School Board Superintendent".
func (s *scanner) boardsOffice(k, te, end int) bool {
	low := s.d.Tokens[k].Lower
	return s.w.boards[low] && !s.w.titleHeads[low] && s.titleAt(k+1, end) == te
}

// officeEnds tells whether the title [k, te) ends the name before it: a holder's name follows, or it is one that no name has in it.
func (s *scanner) officeEnds(k, te, end int) bool {
	if te < end {
		return s.nameWord(te) && !s.anyHead(te, end)
	}
	return s.roleOnly(k, te)
}

// mayEnd tells whether a name may end with token t: not in a small word.
func (s *scanner) mayEnd(t int) bool {
	tok := &s.d.Tokens[t]
	return isUpper(tok.Text) || mixed(tok.Text) || s.w.smallForms[strings.TrimSuffix(tok.Lower, ".")] || isDigits(tok.Text)
}

// roleOnly tells whether the words are an office that is no part of a name, such as
// "CEO" or "Chief Executive".
func (s *scanner) roleOnly(k, te int) bool {
	return s.w.neverNames[s.d.Tokens[te-1].Lower]
}

// nameWord tells whether a token may be a word of a person's name.
func (s *scanner) nameWord(t int) bool {
	w := s.d.Tokens[t].Text
	return isUpper(w) || mixed(w) || s.w.particles[w]
}
