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
	if _, honors := s.w.honorifics[low]; sp.id < 0 && sp.last-sp.first > 1 && (honors || s.w.titleHeads[low] || s.w.stop[low] || s.w.regionAdjectives[low] || s.w.notNames[s.d.Tokens[sp.last-1].Text]) {
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

// body looks for a public body after a country's name or adjective: "the British
// government", "China's foreign ministry", "the Chinese embassy in Lisbon". It
// emits the whole and returns its end.
func (s *scanner) body(country *span, end int, sent nlp.Sentence) (int, bool) {
	d := s.d
	code := s.gaz.names[country.id].Code
	i := end
	possessive := false
	if i < sent.Last && d.Tokens[i].Tag == "POS" {
		possessive = true
		i++
	}
	first := i
	for ; i < sent.Last && i < first+5; i++ {
		low := d.Tokens[i].Lower
		if !isLetter(low) || s.w.stop[low] && low != "of" && low != "and" {
			return 0, false
		}
		if s.w.government[low] && (i == first || d.Tokens[i-1].Lower == "federal" || d.Tokens[i-1].Lower == "central") && low != "officials" && low != "state" {
			if possessive {
				return 0, false // "Nepal's government": the country's name is a mention of its own
			}
			sp := *country
			sp.first, sp.last, sp.form = country.first, i+1, Name
			s.emit(sp)
			return i + 1, true
		}
		if i > first && s.w.ministries[d.Tokens[i-1].Lower+" "+low] && !strings.HasPrefix(d.Tokens[min(i+1, sent.Last-1)].Tag, "NN") {
			low = "ministry" // "the Omani central bank"
		}
		if low == "embassy" || low == "consulate" || s.w.ministries[low] && (i > first || low != "army" && low != "police" && low != "military" && low != "navy" || true) {
			if isUpper(d.Tokens[i].Text) {
				return 0, false // a capitalized name: read as such
			}
			last := i + 1
			at := country.first
			if possessive || low == "ministry" || low == "department" {
				at = first
			}
			if (low == "embassy" || low == "consulate") && last+1 < sent.Last && (d.Tokens[last].Lower == "in" || d.Tokens[last].Lower == "to") {
				if h, ok := s.gaz.match(d, last+1, sent.Last); ok {
					last = h.last
				} else if s.capital(last+1, sent) {
					last = s.runEnd(last+1, sent)
				}
			}
			if possessive || at == first {
				s.emit(span{first: country.first, last: end, form: s.countryForm(hit{last: end, alias: alias{id: country.id, sense: country.sense}}, country.first, end, sent), id: country.id, sense: country.sense, sub: -1, name: country.name, votes: country.votes})
			}
			sp := span{first: at, last: last, id: -1, sub: -1, name: s.text(at, last), code: code, public: true}
			sp.votes.add(factwire.Organization, 8)
			s.emit(sp)
			return last, true
		}
		if isUpper(d.Tokens[i].Text) {
			return 0, false
		}
		if s.w.publicNouns[low] && i > first && s.speakingBody(country.first, i, sent) {
			s.emit(span{first: country.first, last: end, form: Adjective, id: country.id, sense: country.sense, sub: -1, name: country.name, votes: country.votes})
			sp := span{first: first, last: i + 1, id: -1, sub: -1, name: s.text(first, i+1), code: code, public: true}
			sp.votes.add(factwire.Organization, 8)
			s.emit(sp)
			return i + 1, true // "Peru's disaster relief agency said"
		}
		if tag := d.Tokens[i].Tag; tag != "NN" && tag != "JJ" && tag != "NNS" && tag != "" && low != "and" {
			return 0, false
		}
	}
	return 0, false
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
	return straight(strings.Join(strings.Fields(raw), " "))
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
	d := s.d
	if t > sent.First {
		prev := d.Tokens[t-1].Lower
		if prev == "the" && t-1 > sent.First {
			prev = d.Tokens[t-2].Lower
		}
		if s.w.placePreps[prev] || prev == "from" && !s.textFrom(t, sent) || prev == "of" && t > sent.First+1 && s.w.placeParts[d.Tokens[t-2].Lower] {
			return true
		}
		if prev == "," && end < sent.Last && d.Tokens[end].Text == "," && t > sent.First+1 && isUpper(d.Tokens[t-2].Text) {
			return true
		}
		if prev == "to" && t > sent.First+1 && !strings.HasPrefix(d.Tokens[t-2].Tag, "NN") && s.w.motion[d.Tokens[t-2].Lemma] {
			return true
		}
		if (prev == "and" || prev == "/") && len(s.spans) > 0 {
			if last := &s.spans[len(s.spans)-1]; last.last == t-1 && last.place {
				return true
			}
		}
	}
	if end+1 < sent.Last && d.Tokens[end].Text == "," {
		if h, ok := s.gaz.match(d, end+1, sent.Last); ok && s.gaz.names[h.id].Type == factwire.Country && h.sense == asName &&
			(h.last >= sent.Last || d.Tokens[h.last].Text == ",") && t > sent.First && d.Tokens[t-1].Tag == "IN" {
			return true // "Brussels, Belgium"
		}
	}
	if end < sent.Last {
		next := &d.Tokens[end]
		if strings.HasPrefix(next.Tag, "NN") && !s.w.stateNouns[next.Lower] && !s.w.stop[next.Lower] && !s.w.texts[next.Lower] && !s.roleOnly(end, end+1) {
			return true // "Berlin airport"
		}
	}
	return false
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

var ()

// segment cuts the run [t, end) into names, titles and adjectives.
func (s *scanner) segment(t, end int, h hit, known bool, sent nlp.Sentence) int {
	d := s.d
	if s.w.suffixes[s.w.lower(d.Tokens[t].Text)] && t > sent.First && d.Tokens[t-1].Text == "," && len(s.spans) > 0 && s.spans[len(s.spans)-1].last == t-1 {
		s.spans[len(s.spans)-1].last = t + 1 // "Ada D. Ost, Jr., head of"
		return t + 1
	}
	// "Mr. Ford" and "Sir Keir Starmer": a person follows, whatever the words are.
	if n := s.honorificAt(t, end); n > t && n < end {
		return s.emitPerson(t, n, s.personEnd(n, end), sent)
	}
	if te := s.titleAt(t, end); te > t && (!known || te > h.last) && !s.givenBehindTitle(t, te, sent) {
		if s.heldAhead(t, te, end, sent) {
			return end // "Coordinator-General for Coastal Resettlement, Professor Ada Ost"
		}
		if te < end && s.nameWord(te) && !(te == t+1 && te+1 == end && s.lowerWords()[s.w.lower(d.Tokens[te].Text)]) && !s.headOf(te, end) {
			if n := s.honorificAt(te, end); n < end {
				te = n // "Prime Minister Sir Bo Rask"
			}
			return s.emitPerson(t, te, s.personEnd(te, end), sent)
		}
		if te == end && s.surnameAgain(t, te, sent) {
			return s.emitPerson(t, t, te, sent) // "King said" of a Bo King
		}
		if te == end || !s.headOf(te, end) || !isUpper(d.Tokens[te].Text) {
			return max(te, s.officeOf(t, te, sent)) // a title alone
		}
	}
	if !known && s.w.regionAdjectives[d.Tokens[t].Lower] && end > t+1 && !s.anyHead(t+1, end) {
		return t + 1 // "Jewish West Bank settlements"
	}
	if known {
		if n := s.movement(t, h, sent); n > t {
			return n
		}
		r := h.last
		n := &s.gaz.names[h.id]
		if r == t+1 && n.Type == factwire.Country && strings.HasSuffix(d.Tokens[t].Text, "ans") && r+1 < sent.Last && d.Tokens[r].Lower == "for" && s.capital(r+1, sent) && !s.anybody(r+1) {
			return s.emitChunk(t, s.runEnd(r+1, sent), sent, h) // "Americans for Thrift"
		}
		if k := s.legalForm(r, sent); r >= end || k > r && n.Type == factwire.Company && (k >= end || s.titleAt(k, end) > k || s.d.Tokens[k-1].Text[len(s.d.Tokens[k-1].Text)-1] == '.') {
			return s.known(h, t, r, sent)
		}
		if _, ok := s.w.firstNames[d.Tokens[t].Lower]; ok && r == t+1 && h.sense != asAdjective && s.nameWord(r) && !s.anyHead(r, end) && s.titleAt(r, end) == r && !s.adjectiveAt(r, end) || s.placeAsGiven(t, end, h, sent) {
			return s.emitPerson(t, t, s.personEnd(t, end), sent)
		}
		if te := s.titleAt(r, end); te > r && !s.orgHead(te, end) || s.honorificAt(r, end) > r || !s.capital(r, sent) {
			return s.known(h, t, r, sent)
		}
		q := s.chunkEnd(r, end)
		if strings.HasSuffix(n.Name, " Party") && s.adjectiveOf(r, end) {
			return s.known(h, t, r, sent) // "Republican Missouri Senate candidate"
		}
		if s.anyHead(r, q) {
			return s.emitChunk(t, q, sent, h)
		}
		if t > sent.First {
			prev := d.Tokens[t-1].Lower
			if (s.w.orgNouns[prev] || prev == "group") || prev == "the" && h.sense != asAdjective && (n.Type == factwire.Place || h.sense == asSeat) && q-r <= 2 {
				if _, ok := s.gaz.match(d, r, q); !ok {
					return s.emitChunk(t, q, sent, h) // "the volunteer group Norwegian Rescue Dogs", "the Stockholm Comets"
				}
			}
		}
		if _, ok := s.w.firstNames[d.Tokens[r].Lower]; ok || h.sense == asAdjective || s.w.regionAdjectives[d.Tokens[t].Lower] {
			return s.known(h, t, r, sent)
		}
		switch n.Type {
		case factwire.Company, factwire.Organization:
			if h2, ok := s.gaz.match(d, r, end); ok && h2.last <= end {
				if n2 := &s.gaz.names[h2.id]; h2.sense == asName && (n2.Type == factwire.Country || n2.Type == factwire.Place) && n.Type == factwire.Company && h2.last == end {
					sp := span{first: t, last: h2.last, id: -1, sub: -1, name: s.text(t, h2.last), titleFirst: t}
					sp.votes.add(factwire.Company, 6)
					s.emit(sp)
					return h2.last
				}
			}
			return s.known(h, t, r, sent)
		case factwire.Country, factwire.Bloc:
			return s.known(h, t, r, sent)
		default:
			if _, ok := s.gaz.match(d, r, end); ok {
				return s.known(h, t, r, sent)
			}
			return s.emitChunk(t, q, sent, h)
		}
	}
	return s.emitChunk(t, s.chunkEnd(t, end), sent, hit{last: t, alias: alias{id: -1}})
}

// adjectiveAt tells whether a known adjective or party's name begins at token t: "Virginia
// Democratic", "Georgia Republican".
func (s *scanner) adjectiveAt(t, end int) bool {
	h, ok := s.gaz.match(s.d, t, end)
	return ok && (h.sense == asAdjective || strings.HasSuffix(s.gaz.names[h.id].Name, " Party"))
}

// adjectiveOf tells whether a known place begins at token t.
func (s *scanner) adjectiveOf(t, end int) bool {
	h, ok := s.gaz.match(s.d, t, end)
	return ok && s.gaz.names[h.id].Type == factwire.Place
}

// headOf tells whether the rest of a run that began like a title makes it something
// else: "General Motors", "Prime Minister's Office", "Queen Mary University".
func (s *scanner) headOf(te, end int) bool { return s.anyHead(te, end) }

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
		if _, ok := s.w.orgHeads[w]; ok || s.w.companySuffixes[strings.TrimSuffix(w, ".")] || s.w.industry[w] || s.w.programHeads[w] || s.w.lawHeads[w] || s.w.outletHeads[w] || s.w.placeHeads[w] {
			return true
		}
	}
	return false
}

// chunkEnd returns where the name that begins at t ends inside the run: before a title
// that another name follows, before a country's adjective, before a person's first name
// after a comma-less company ("Acme CEO Jane Roe").
func (s *scanner) chunkEnd(t, end int) int {
	_, given := s.w.firstNames[s.d.Tokens[t].Lower]
	for k := t + 1; k < end; k++ {
		if word := s.d.Tokens[k].Text; given && k-t >= 2 && len(word) > 2 && word[len(word)-1] != '.' && capitals(word) && !capitals(s.d.Tokens[t].Text) && !s.w.suffixes[s.d.Tokens[k].Lower] && !s.anyHead(t, end) {
			return k // "Carter Pace FISA application"
		}
		if low := s.d.Tokens[k].Lower; low == "democrats" || low == "republicans" {
			return k // "House Democrats"
		}
		if _, first := s.w.firstNames[s.d.Tokens[k].Lower]; first && !given && k+1 < end && (s.leadIn(t, k) || k+2 == end && k > t+1 && s.w.boards[s.d.Tokens[k-1].Lower]) && !s.anyHead(k, end) {
			return k // "Harbour Committee Democrat Ada Ost"
		}
		if te := s.titleAt(k, end); te > k && s.w.boards[s.d.Tokens[k].Lower] && !s.w.titleHeads[s.d.Tokens[k].Lower] && s.titleAt(k+1, end) == te {
			continue // "Vale School Board Superintendent"
		} else if te > k && (te < end && s.nameWord(te) && !s.anyHead(te, end) || te == end && s.roleOnly(k, te)) {
			return k
		}
	}
	// A run must not end in a small word.
	for end > t+1 && !isUpper(s.d.Tokens[end-1].Text) && !mixed(s.d.Tokens[end-1].Text) && !s.w.smallForms[strings.TrimSuffix(s.d.Tokens[end-1].Lower, ".")] && !isDigits(s.d.Tokens[end-1].Text) {
		end--
	}
	return end
}

// leadIn tells whether the words [t, k) are no name of a person's: a member of a party's, or a
// title's remainder.
func (s *scanner) leadIn(t, k int) bool {
	return s.w.leadIns[s.d.Tokens[k-1].Lower]
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
