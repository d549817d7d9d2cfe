package names

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/antecedent"
	"github.com/factwire/factwire/extractors/internal/memo"
	"github.com/factwire/factwire/extractors/internal/nlp"
	"github.com/factwire/factwire/extractors/lexicon"
)

// Finder finds names. It is safe for concurrent use.
type Finder struct {
	gaz    *gazetteer
	w      *words
	begins map[string]bool
	sieves sieves
	ranker *antecedent.Ranker
	rooms  sync.Pool // of *room
}

// room is the memory for what is found of one document on the way, used again for the next.
type room struct {
	spans        []span
	offices      []office
	clusters     []cluster
	history      []seen
	lower, inner map[string]bool
}

// room returns memory that is free.
func (f *Finder) room() *room {
	m, _ := f.rooms.Get().(*room)
	if m == nil {
		m = &room{lower: map[string]bool{}, inner: map[string]bool{}}
	}
	return m
}

// sieves tell of most words that the lists of the same names lack them.
type sieves struct {
	begins *memo.Sieve // see beginnings
	refers *memo.Sieve // pronouns, and what a description that refers back begins with
	heads  *memo.Sieve // nouns that may refer back
	titles *memo.Sieve // words of titles, in lower case
	bodies *memo.Sieve // first words of plain bodies
	back   *memo.Sieve // last words of persons' descriptions in two words
}

func newSieves(begins map[string]bool, w *words) sieves {
	s := sieves{
		begins: memo.SieveOf(begins), refers: memo.SieveOf(w.thingPronouns, w.manyPronouns, w.determiners), titles: memo.SieveOf(w.titleHeads, w.titleWords, w.faiths),
		heads: memo.SieveOf(w.personBack, w.companyBack, w.orgNouns, w.programNouns, w.stateBack, w.neighbours), bodies: &memo.Sieve{}, back: &memo.Sieve{},
	}
	s.refers.Add("all") // "all three"
	for word := range personPronouns {
		s.refers.Add(word)
	}
	for _, word := range [...]string{"both", "its", "his", "her", "their", "government"} {
		s.refers.Add(word)
	}
	for word := range w.plurals {
		s.heads.Add(word)
	}
	for short := range w.titleShort {
		s.titles.Add(strings.ToLower(short))
	}
	for body := range w.plainBodies {
		first, _, _ := strings.Cut(body, " ")
		s.bodies.Add(first)
	}
	for noun := range w.personBack {
		s.back.Add(noun[strings.LastIndexByte(noun, ' ')+1:])
	}
	return s
}

// New returns a finder that knows the lexicon's names and words.
func New(lex *lexicon.Lexicon) (*Finder, error) {
	w, err := newWords(lex)
	if err != nil {
		return nil, fmt.Errorf("prepare the words of names: %w", err)
	}
	g := newGazetteer(lex.Names())
	places, err := pairs(lex, "names.places")
	if err != nil {
		return nil, fmt.Errorf("prepare the places: %w", err)
	}
	for _, pair := range lex.List("names.places") { // in the list's order
		name, _, _ := strings.Cut(pair, "=")
		g.place(name, places[name])
	}
	for _, name := range lex.List("names.regions") {
		g.place(name, "")
	}
	if err := g.governments(lex); err != nil {
		return nil, fmt.Errorf("prepare the regions: %w", err)
	}
	g.sort()
	begins := beginnings(g, w)
	ranker, err := antecedent.Load()
	if err != nil {
		return nil, err
	}
	return &Finder{ranker: ranker, gaz: g, w: w, begins: begins, sieves: newSieves(begins, w)}, nil
}

// beginnings returns the words in small letters with which something begins that scanning looks for: a known name, a body
// that speaks by a common noun, a name with a particle of nobility.
func beginnings(g *gazetteer, w *words) map[string]bool {
	begins := maps.Clone(w.nobiliary)
	for word := range g.first {
		begins[word] = true
	}
	for body := range w.plainBodies {
		first, _, _ := strings.Cut(body, " ")
		begins[first] = true
	}
	return begins
}

// Find returns what the document names. It reads tokens and their tags; where a
// sentence has no tags, shape and lexicon alone decide.
func (f *Finder) Find(doc *nlp.Document) *Result { return f.FindBy(doc, "") }

// FindBy is Find for what the state of a code published itself; the code may be empty.
func (f *Finder) FindBy(doc *nlp.Document, publisher string) *Result {
	return f.find(doc, publisher, nil)
}

// Study is FindBy with all that words may mean that name nobody.
func (f *Finder) Study(doc *nlp.Document, publisher string) (*Result, []Study) {
	var all []Study
	return f.find(doc, publisher, &all), all
}

func (f *Finder) find(doc *nlp.Document, publisher string, study *[]Study) *Result {
	m := f.room()
	defer f.rooms.Put(m)
	s := &scanner{Finder: f, d: doc, l: f.layout(doc), room: m, spans: m.spans[:0]}
	s.scan()
	m.spans = s.spans
	s.subjects()
	offices := s.offices()
	cs := s.clusters(offices)
	b := &builder{study: study, scanner: s, cs: cs, r: &Result{Mentions: make([]Mention, 0, 2*len(s.spans)), Home: s.l.home, at: make([]int32, len(doc.Tokens)), skip: s.l.skip}, history: m.history[:0]}
	if publisher != "" {
		b.r.Home, b.r.Publisher, b.sure = publisher, publisher, true
	}
	b.build()
	m.history = b.history
	return b.r
}

// subjects marks the spans that look like the subject of a verb.
func (s *scanner) subjects() {
	for i := range s.spans {
		sp := &s.spans[i]
		if sp.form == Adjective || sp.place {
			continue
		}
		sent := s.d.Sentences[s.d.SentenceOf(sp.first)]
		sp.subject = s.isSubject(min(sp.first, max(sp.titleFirst, sent.First)), sp.last, sent)
	}
}

// isSubject tells whether a finite verb follows the tokens, at once or behind an
// apposition, or a speech verb stands before them.
func (s *scanner) isSubject(first, last int, sent nlp.Sentence) bool {
	d := s.d
	if first > sent.First {
		prev := d.Tokens[first-1].Lower
		if prev == "the" && first-1 > sent.First {
			prev = d.Tokens[first-2].Lower
		}
		if s.w.objectPreps[prev] {
			return false // "a deal with Acme covers the core"
		}
	}
	t := s.behindAdverbs(s.behindWhence(last, sent), sent)
	if t >= sent.Last {
		return s.toldBefore(first, sent)
	}
	tok := &d.Tokens[t]
	if finite(tok.Tag) || first == sent.First && t == last && t+1 < sent.Last && strings.HasSuffix(tok.Lower, "ed") && !isLetter(d.Tokens[t+1].Text) {
		return true // "Ost disagreed.", whatever the tag
	}
	switch tok.Text {
	case ".":
		return s.toldBefore(first, sent)
	case ",":
		if s.toldBefore(first, sent) || s.verbBehindComma(first, t, sent) {
			return true
		}
	}
	return first-sent.First <= 3 && (tok.Text == "," || tok.Text == ":" || tok.Tag == "POS" || tok.Lower == "on" || tok.Lower == "and")
}

// behindAdverbs returns the first token from t on that is no adverb, no closing mark and no phrase of when: "Vietnam last month lifted".
func (s *scanner) behindAdverbs(t int, sent nlp.Sentence) int {
	d := s.d
	for t < sent.Last && (d.Tokens[t].Tag == "RB" || d.Tokens[t].Lower == "only" || d.Tokens[t].Text == "\"" || d.Tokens[t].Text == "”") {
		t++
	}
	if t+2 < sent.Last && s.w.passing[d.Tokens[t].Lower] && d.Tokens[t+1].Tag == "NN" && finite(d.Tokens[t+2].Tag) {
		t += 2
	}
	return t
}

// toldBefore tells whether a verb of speech stands right before token first.
func (s *scanner) toldBefore(first int, sent nlp.Sentence) bool {
	return first > sent.First && s.w.speech[s.d.Tokens[first-1].Lower]
}

// verbBehindComma tells whether a name that begins at first and ends before the comma at token t has its verb behind an apposition, or is one
// itself: "The mayor of Vale, Ada Ost, said".
func (s *scanner) verbBehindComma(first, t int, sent nlp.Sentence) bool {
	d := s.d
	if first > sent.First && d.Tokens[first-1].Text == "," && t+1 < sent.Last && finite(d.Tokens[t+1].Tag) {
		return true
	}
	for k := t + 1; k < min(t+maxBehind, sent.Last-1); k++ {
		if d.Tokens[k].Text == "," && (finite(d.Tokens[k+1].Tag) || d.Tokens[k+1].Tag == "VBN" && k < t+14) {
			return true
		}
	}
	return false
}

// maxWhence is how many tokens tell in brackets or behind "of" where somebody is from.
const maxWhence = 6

// behindWhence returns the token behind what tells where somebody is from whose name ends before token t, where a finite verb
// follows it: "Ada Ost of Vale said", "Ada Ost (D-Vt.) called"; or t.
func (s *scanner) behindWhence(t int, sent nlp.Sentence) int {
	if t+2 >= sent.Last {
		return t
	}
	end := t + 1
	switch s.d.Tokens[t].Lower {
	case "(":
		for end < min(t+maxWhence+2, sent.Last) && s.d.Tokens[end].Text != ")" {
			end++
		}
		end++
	case "of":
		for end < min(t+maxWhence, sent.Last) && isUpper(s.d.Tokens[end].Text) {
			end++
		}
	default:
		return t
	}
	if end < sent.Last && end > t+1 && finite(s.d.Tokens[end].Tag) {
		return end
	}
	return t
}

func finite(tag string) bool {
	return tag == "VBD" || tag == "VBZ" || tag == "VBP" || tag == "MD"
}

// entity makes the entity of a cluster.
func (b *builder) entity(c *cluster) Entity {
	e := Entity{Entity: factwire.Entity{Name: c.name, Type: c.typ}, Outlet: c.outlet, Weak: c.weak}
	if c.id >= 0 {
		n := &b.gaz.names[c.id]
		e.Name, e.Code, e.Affiliation, e.State, e.Outlet, e.Known = n.Name, n.Code, n.Affiliation, n.State, n.Outlet, true
		if c.full != "" {
			e.Name = c.full
		}
		return e
	}
	if c.typ == factwire.Organization && c.code != "" && len(c.words) > 2 {
		for _, own := range []string{"U.S. ", "US ", "U.K. ", "UK "} {
			if rest, ok := strings.CutPrefix(e.Name, own); ok {
				e.Name = rest // a body is named without the state that has it
			}
		}
	}
	switch c.typ {
	case factwire.Place, factwire.Organization, factwire.Company:
		e.Affiliation = c.code
		if c.typ == factwire.Organization && c.public {
			e.State = c.code
		}
	}
	return e
}

func sortedKeys(m map[string]int) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
