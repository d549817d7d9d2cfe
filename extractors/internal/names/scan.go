package names

import (
	"cmp"
	"slices"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/nlp"
)

// span is a candidate for a mention, before entities are known.
type span struct {
	first, last int
	form        Form
	id          int // gazetteer entry, or -1
	sense       sense
	name        string // canonical text of the span
	votes       votes
	code        string // affiliation that stands in the name: "Swedish" of "Swedish Telecommunications Authority"
	public      bool   // a public body
	outlet      bool
	titleFirst  int
	title       string
	sex         sex
	honorific   bool
	sub         int  // for one token with two countries ("US-Albania"): the second entry, or -1
	place       bool // a seat that is meant as a place
	cut         int  // bytes of the token that belong to the name, or 0 for all
	entity      int
	subject     bool // looks like a subject: a finite verb follows, or a speech verb precedes
	acronym     bool
	full        string // a known company's name as it stands with its legal form: "Acme Holdings Ltd."
}

// votes are the weights of the types that a mention may have.
type votes [len(voted)]int

// voted are the types that are voted on; their order breaks ties.
var voted = [...]factwire.EntityType{
	factwire.Person, factwire.Company, factwire.Organization, factwire.Program,
	factwire.Place, factwire.Product, factwire.Country, factwire.Bloc,
}

func (v *votes) add(t factwire.EntityType, weight int) {
	for i, x := range voted {
		if x == t {
			v[i] += weight
		}
	}
}

func (v *votes) best() (factwire.EntityType, int) {
	best := 0
	for i := range v {
		if v[i] > v[best] {
			best = i
		}
	}
	return voted[best], v[best]
}

func (v *votes) of(t factwire.EntityType) int {
	for i, x := range voted {
		if x == t {
			return v[i]
		}
	}
	return 0
}

// scanner holds the state of one document's reading.
type scanner struct {
	*Finder
	d        *nlp.Document
	l        *layout
	room     *room
	spans    []span
	lower    map[string]bool    // words that the text has in lower case, once asked for
	inner    map[string]bool    // capitalized words that stand inside sentences
	labels   int                // lines with the label of a transcript and one, once counted
	spoken   map[[2]string]bool // given names that are other words too, with the surnames behind them, once asked for
	surnames map[string]bool    // words of offices that names end with
	texts    map[string][]int   // spans of sentences by their first word, for headlines
	beyond   nlp.Token          // empty: what stands beyond the ends of a sentence
}

// tokenIn returns token i, or an empty one where it is no token of the sentence.
func (s *scanner) tokenIn(i int, sent nlp.Sentence) *nlp.Token {
	if i < sent.First || i >= sent.Last {
		return &s.beyond
	}
	return &s.d.Tokens[i]
}

// allCapitalizedBut tells whether all words but small joining ones have a capital.
func allCapitalizedBut(tokens []nlp.Token) bool {
	for _, t := range tokens {
		switch t.Lower {
		case "and", "of", "for", "to", "the", "&", ",":
		default:
			if !isUpper(t.Text) {
				return false
			}
		}
	}
	return true
}

// scan finds the candidates of the document in text order: first those of sentences, then
// those of headlines, where only what the sentences or the lexicon name is a name.
func (s *scanner) scan() {
	s.scanSentences(false)
	s.texts = map[string][]int{}
	for i := range s.spans {
		sp := &s.spans[i]
		if sp.id >= 0 {
			continue
		}
		if _, n := sp.votes.best(); n < 2 {
			continue
		}
		word := s.w.lower(straight(s.d.Tokens[sp.first].Text))
		s.texts[word] = append(s.texts[word], i)
	}
	s.scanSentences(true)
	slices.SortStableFunc(s.spans, func(a, b span) int { return cmp.Compare(a.first, b.first) })
}

// again emits the name of a sentence that a headline repeats at token t.
func (s *scanner) again(t int, sent nlp.Sentence) int {
	best := -1
	for _, i := range s.texts[s.w.lower(straight(s.d.Tokens[t].Text))] {
		n := s.spans[i].last - s.spans[i].first
		if t+n > sent.Last || best >= 0 && n <= s.spans[best].last-s.spans[best].first {
			continue
		}
		same := true
		for k := 0; k < n && same; k++ {
			same = strings.EqualFold(s.d.Tokens[t+k].Text, s.d.Tokens[s.spans[i].first+k].Text)
		}
		if same {
			best = i
		}
	}
	if best < 0 {
		return t + 1
	}
	sp := s.spans[best]
	n := sp.last - sp.first
	sp.first, sp.last, sp.titleFirst, sp.title, sp.form = t, t+n, t, "", Name
	sp.votes = votes{}
	s.emit(sp)
	return t + n
}

func (s *scanner) scanSentences(titles bool) {
	for i, sent := range s.d.Sentences {
		if s.l.item[i] {
			if !titles {
				s.item(i)
			}
			continue
		}
		if s.l.title[i] != titles {
			continue
		}
		for t := sent.First; t < sent.Last; {
			if s.l.skip[t] {
				t++
				continue
			}
			t = max(t+1, s.at(t, sent, s.l.title[i])) // it must go on, whatever a reading returns
		}
	}
}

// at reads what begins at token t and returns the token to go on with.
func (s *scanner) at(t int, sent nlp.Sentence, title bool) int {
	tok := &s.d.Tokens[t]
	if small(tok.Text) && !(s.sieves.begins.May(tok.Lower) && s.begins[tok.Lower]) {
		return t + 1 // most words
	}
	h, known := s.gaz.match(s.d, t, sent.Last)
	known = known && s.plausible(h, t, sent)
	if n := s.passed(t, sent); n > t {
		return n
	}
	if s.prefixBefore(t, sent) {
		return t + 1
	}
	end := t
	if !known {
		if n := s.unknownAt(t, sent, title); n > t {
			return n
		}
		h.last = t
	}
	if s.capital(t, sent) {
		end = s.runEnd(t, sent)
	}
	if end <= t && !known {
		return t + 1
	}
	if title {
		return s.headlineAt(t, h, known, sent)
	}
	if te := s.titleAt(t, sent.Last); te > end && end > t && te < sent.Last && allCapitalizedBut(s.d.Tokens[t:te]) {
		if s.capital(te, sent) {
			end = s.runEnd(te, sent) // "Digital and Culture Minister Oliver Dowden"
		} else if s.rankedBehind(te, sent) {
			return te // "Minister for Roads, Small and Family Business, Senator Ada Ost": no name before the holder's
		}
	}
	return s.segment(t, max(end, h.last), h, known, sent)
}

// unknownAt reads what begins at token t with no known name, where its words or what the text has elsewhere tell what it is. It returns the
// token to go on with, or t where capitals must tell.
func (s *scanner) unknownAt(t int, sent nlp.Sentence, title bool) int {
	tok := &s.d.Tokens[t]
	if t == sent.First {
		if n := s.label(t, sent); n > t {
			return n // "Ost: “Thank you.”"
		}
	}
	hyphen := strings.IndexByte(tok.Text, '-') >= 0
	if hyphen && s.compound(t) {
		if n := len(s.spans); n > 0 && s.spans[n-1].first == t {
			return s.spans[n-1].last
		}
		return t + 1
	}
	upper := isUpper(tok.Text)
	if n := s.honorificAt(t, sent.Last); n > t && (!title || upper) {
		return s.honoredAt(t, n, sent)
	}
	if !upper && hyphen {
		if te := s.titleAt(t, sent.Last); te > t && te < sent.Last && s.capital(te, sent) && !s.anyHead(te, s.runEnd(te, sent)) {
			return s.emitPerson(t, te, s.personEnd(te, s.runEnd(te, sent)), sent) // "then-Secretary of State Ada Ost"
		}
	}
	if !title {
		if upper && s.surnames[tok.Lower] && s.surnameAgain(t, t+1, sent) {
			return s.emitPerson(t, t, t+1, sent) // "English said" of an Ada English
		}
		if n := s.plainBody(t, sent); n > t {
			return n // "police said"
		}
	}
	if s.w.nobiliary[tok.Text] && t > sent.First && !strings.HasPrefix(s.d.Tokens[t-1].Tag, "DT") {
		if n := s.joiner(t, t, sent); n > t { // "von der Leyen" without a first name
			return s.emitChunk(t, s.runEnd(n, sent), sent, hit{last: t, alias: alias{id: -1}})
		}
	}
	return t
}

// honoredAt reads the person behind the honorifics [t, n), "Ms. May", or the honorific as a surname, and returns the token to go on with.
func (s *scanner) honoredAt(t, n int, sent nlp.Sentence) int {
	if s.nobleBody(n, sent) {
		return t
	}
	if n < sent.Last && s.nameWord(n) {
		return s.emitPerson(t, n, s.personEnd(n, s.runEnd(n, sent)), sent)
	}
	if s.surnameAgain(t, n, sent) {
		return s.emitPerson(t, t, n, sent)
	}
	return n
}

// prefixBefore tells whether token t says with a capital how an office is held whose body's initials stand between: "Acting ABC Commissioner Ada Ost".
func (s *scanner) prefixBefore(t int, sent nlp.Sentence) bool {
	return t+2 < sent.Last && slices.Contains(s.w.officePrefixes, s.d.Tokens[t].Lower+" ") && len(s.d.Tokens[t+1].Text) > 1 && capitals(s.d.Tokens[t+1].Text) && s.titleAt(t+2, sent.Last) > t+2
}

// nobleBody tells whether the rank before token n begins the name of a body or a place: "Duke University", "Prince William County".
func (s *scanner) nobleBody(n int, sent nlp.Sentence) bool {
	rank := s.d.Tokens[n-1].Lower
	return (s.w.nobles[rank] || s.w.royals[rank]) && isUpper(s.d.Tokens[n-1].Text) && n < sent.Last && s.capital(n, sent) && s.anyHead(n, s.runEnd(n, sent))
}

// headlineAt reads what begins at token t of a headline, where capitals say nothing: only what is known is a name, and people by title or first
// name. It returns the token to go on with.
func (s *scanner) headlineAt(t int, h hit, known bool, sent nlp.Sentence) int {
	if known {
		return s.known(h, t, h.last, sent)
	}
	if n := s.again(t, sent); n > t+1 {
		return n
	}
	if n := s.leaderAt(t, sent); n > t {
		return s.emitPerson(t, t, n, sent)
	}
	return s.signature(t, sent)
}

// rankedBehind tells whether a comma at token te and an honorific or a rank behind it part a title from its holder.
func (s *scanner) rankedBehind(te int, sent nlp.Sentence) bool {
	return te+2 < sent.Last && s.d.Tokens[te].Text == "," && (s.honorificAt(te+1, sent.Last) > te+1 || s.w.ranks[s.d.Tokens[te+1].Lower])
}

// plausible tells whether a known name at token t is one here.
func (s *scanner) plausible(h hit, t int, sent nlp.Sentence) bool {
	tok := &s.d.Tokens[t]
	if h.last-t > 1 {
		return !s.peoples(h, t, sent)
	}
	if s.w.rulers[tok.Lower] && s.plainRule(t, sent) {
		return false // "the Commonwealth Government"
	}
	if s.ofAnotherState(h, t) {
		return false
	}
	if tok.Text == "US" && s.l.title[s.d.SentenceOf(t)] && t > sent.First && strings.HasPrefix(s.d.Tokens[t-1].Tag, "VB") && capitals(s.d.Tokens[t-1].Text) {
		return false // "TELL US MORE"
	}
	if t != sent.First && !s.opens(t, sent) {
		return true
	}
	// A word that a sentence begins with is a name only if its tag says so. A country's own
	// name is hardly ever another word, and taggers call some an adverb ("Norway").
	if s.gaz.names[h.id].Type == factwire.Country && h.sense == asName && len(tok.Text) > 4 {
		return true
	}
	if s.lowerWords()[tok.Lower] && strings.HasSuffix(s.gaz.names[h.id].Name, " Party") && !s.innerWords()[tok.Text] {
		return false // "Conservatives like it", where others are called conservatives
	}
	switch tok.Tag {
	case "", "JJ", "NN", "NNS", "CD":
		return true
	}
	return strings.HasPrefix(tok.Tag, "NNP") || capitals(tok.Text)
}

// ofAnotherState tells whether the known name at token t is the initials of a state's body behind the adjective of another state, whose body of
// the same initials is meant.
func (s *scanner) ofAnotherState(h hit, t int) bool {
	n := &s.gaz.names[h.id]
	if n.Type != factwire.Organization || len(n.Affiliation) != 2 || len(s.spans) == 0 || !capitals(s.d.Tokens[t].Text) {
		return false
	}
	o := &s.spans[len(s.spans)-1]
	if o.last != t || o.form != Adjective || o.id < 0 {
		return false
	}
	code := s.gaz.names[o.id].Code
	return code != "" && code != n.Affiliation
}

// peoples tells whether an outlet's name is an article and an adjective of a state here ("the Australian government").
func (s *scanner) peoples(h hit, t int, sent nlp.Sentence) bool {
	if !s.gaz.names[h.id].Outlet || s.d.Tokens[t].Lower != "the" || h.last >= sent.Last {
		return false
	}
	next := &s.d.Tokens[h.last]
	adjective, ok := s.gaz.match(s.d, t+1, h.last)
	return ok && adjective.last == h.last && adjective.sense == asAdjective && strings.HasPrefix(next.Tag, "NN") && (next.Text == next.Lower || s.plainRule(h.last, sent))
}

// opens tells whether token t is the first word of its sentence or of a quotation.
func (s *scanner) opens(t int, sent nlp.Sentence) bool {
	for t > sent.First {
		t--
		if s.l.skip[t] {
			return true // behind a dateline
		}
		if isLetter(s.d.Tokens[t].Text) || s.d.Tokens[t].Tag == "CD" {
			return false
		}
		switch s.d.Tokens[t].Text {
		case ":":
			return true // "India: Banned since 2020"
		case ",":
			if t+1 < sent.Last && isQuote(s.d.Tokens[t+1].Text) {
				return true // "said, ‘Go"
			}
			return false
		case "“", "‘", "\"", "'", "``", "''", "„", "«", "(", "[", "*", "•", "-", "–", "—", "…", "...":
		default:
			return false
		}
	}
	return true
}
