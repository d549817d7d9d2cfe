package quote

import (
	"slices"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/internal/nlp"
)

// speaker is who speaks: the mention nearest to the cue and whom it resolves to.
type speaker struct {
	entities    []int // indexes into the names' entities
	first, last int   // tokens of the mention
	form        names.Form
	dropped     string // why there is no speaker that counts
	text        bool   // a text that is theirs speaks for them
	staff       bool   // several people speak for the one that is named
	voice       bool   // somebody without a name speaks for the one that is named
}

// relativeBefore returns the item of the "who" or "which", or of the participle, whose object is the pronoun at item j, or 0.
func (s *scan) relativeBefore(u *unit, j int) int {
	for k := j - 1; k > 0 && k > j-5; k-- {
		t := s.token(u, k)
		if t == nil {
			return 0
		}
		if k < j-1 && (t.Lower == "who" || t.Lower == "which") {
			return k
		}
		if k == j-1 && t.Tag == "VBG" && s.headed(u, k-1) {
			return k // "the reporters covering him said"
		}
		if !isVerb(t) && t.Tag != "IN" && t.Tag != "RB" && t.Tag != "MD" && t.Tag != "RP" {
			return 0
		}
	}
	return 0
}

// headBefore reads a noun phrase whose head noun, item h, stands before a preposition
// and the name m: "a spokesman for Ofcom", "the head of the agency", "X of Leeds".
func (s *scan) headBefore(u *unit, h int, m *names.Mention, depth int) (speaker, int, bool) {
	t := s.token(u, h)
	if s.words.voices[t.Lower] || s.words.texts[t.Lower] {
		b := s.baseStart(u, h)
		if s.word(u, h+1) == "to" {
			sp, _, ok := s.firstSubject(u, 0, h, depth+2) // "Ost sent a letter to Congress that said"
			return sp, b, ok
		}
		if inner := s.lastNamed(u, b, h); m == nil || inner != nil && !s.isPerson(m) && s.words.voices[t.Lower] {
			m = inner
		}
		if m != nil && s.word(u, h+1) == "in" && s.isPlace(m) && s.words.texts[t.Lower] {
			return s.subjectEnding(u, h, depth+1) // "a spokesman for the office in Vale": where it is
		}
		if m != nil {
			return s.voice(m, t.Lower), b, true
		}
		return speaker{first: u.items[b].first, last: u.items[h].last, form: names.Nominal, dropped: "unnamed speaker"}, b, true
	}
	return s.subjectEnding(u, h, depth+1)
}

// maxJoint is how many names "and" joins to a speaker at most.
const maxJoint = 5

// joint adds the speakers that "and" joins to the one whose phrase is the items [b, j].
func (s *scan) joint(u *unit, b, j int, m *names.Mention, depth int) (speaker, int, bool) {
	sp := s.of(m)
	if m.Form == names.Nominal && len(m.Entities) == 0 || s.indefinite(u, b, m) {
		sp.dropped = "unnamed speaker"
	}
	k := b - 1
	for range maxJoint {
		if s.text(u, k) == "," && k == b-1 && len(sp.entities) < 2 {
			break
		}
		o, b2 := s.conjunct(u, k, m)
		if o == nil {
			break
		}
		if before := s.token(u, b2-1); before != nil && governs(before) {
			if (attaches(before.Lower) || leads(before) && s.isPlace(m)) && b2 >= 2 && s.nominal(u, b2-2) {
				return s.headBefore(u, b2-2, m, depth+1) // "sources from Lima and Quito"
			}
			break // an object, not a subject
		}
		other := s.of(o)
		for _, e := range other.entities {
			if !slices.Contains(sp.entities, e) {
				sp.entities = append([]int{e}, sp.entities...)
			}
		}
		if sp.dropped == "" && other.dropped != "" {
			break
		}
		sp.first = o.First
		b, k = b2, b2-1
	}
	return sp, b, true
}

// conjunct returns the name before the "and" or the comma at item k that may be joined to the mention m, and the first item of its phrase; or nil.
func (s *scan) conjunct(u *unit, k int, m *names.Mention) (*names.Mention, int) {
	w := s.word(u, k)
	if w != "and" && w != "&" && w != "," || k < 1 {
		return nil, 0
	}
	left := k - 1
	if w == "and" && s.text(u, left) == "," {
		left--
	}
	if s.token(u, left) == nil {
		return nil, 0
	}
	o := s.names.At(u.items[left].first)
	if o == nil || o.Form != names.Name {
		return nil, 0
	}
	b := s.baseStart(u, left)
	if s.isPerson(o) != s.isPerson(m) && !s.begins(u, b) {
		return nil, 0
	}
	return o, b
}

// governs tells whether a token before a noun phrase is a verb or a preposition whose object it is.
func governs(t *nlp.Token) bool {
	return isVerb(t) || t.Tag == "MD" || leads(t) && t.Lower != "that"
}

// located returns the head of the noun phrase that a place is told of, where m is the country or
// region behind a comma that tells where that place is; else -1.
func (s *scan) located(u *unit, b int, m *names.Mention) int {
	if s.text(u, b-1) != "," || b < 4 || len(m.Entities) == 0 {
		return -1
	}
	if t := s.names.Entities[m.Entities[0]].Type; t != factwire.Place && t != factwire.Country {
		return -1
	}
	c := s.baseStart(u, b-2)
	switch s.word(u, c-1) {
	case "in", "at", "near", "of", "from", "outside":
		if s.nominal(u, c-2) {
			return c - 2
		}
	}
	return -1
}

// opensBefore reports whether an adverbial without a comma stands between the preposition before item b, which begins the
// sentence, and the name m.
func (s *scan) opensBefore(u *unit, b int, m *names.Mention) bool {
	switch s.word(u, b-1) {
	case "at", "in", "on", "by", "after", "during":
	default:
		return false
	}
	k := b
	for k < len(u.items) && u.items[k].first < min(m.First, m.TitleFirst) {
		k++
	}
	t := s.token(u, k-1)
	return k > b+1 && t != nil && t.Tag == "NN" && s.names.At(u.items[k-1].first) == nil
}

// begins reports whether item k begins a clause.
func (s *scan) begins(u *unit, k int) bool {
	return k == 0 || s.text(u, k-1) == ","
}

// attaches reports whether a preposition ties a person to the noun before it ("a
// lawyer for X"), rather than opening an adverbial ("In a statement X").
func attaches(prep string) bool {
	switch prep {
	case "of", "for", "from", "to", "with", "by", "about", "against", "behind", "like", "under":
		return true
	}
	return false
}

// nominal reports whether item j ends a noun phrase.
func (s *scan) nominal(u *unit, j int) bool {
	t := s.token(u, j)
	return t != nil && (isNoun(t) || s.names.At(u.items[j].first) != nil) && s.dateAt(u.items[j].first) == nil
}

// baseStart returns the first item of the noun phrase without prepositions that ends
// with item j.
func (s *scan) baseStart(u *unit, j int) int {
	b := j + 1
	for b > 0 {
		t := s.token(u, b-1)
		if t == nil {
			break
		}
		at := u.items[b-1].first
		if m := s.names.At(at); m != nil {
			if m.Form == names.Pronoun && b-1 < j && t.Tag != "PRP$" {
				break
			}
			lead := min(m.First, m.TitleFirst)
			for b > 0 && u.items[b-1].first >= lead {
				b--
			}
			continue
		}
		if s.dateAt(at) != nil || !inNounPhrase(t) && t.Tag != "VBG" && t.Tag != "VBN" || t.Tag == "PRP" && b-1 < j {
			break
		}
		if (t.Tag == "VBG" || t.Tag == "VBN") && b == j+1 {
			break
		}
		b--
		if t.Tag == "DT" || t.Tag == "PRP$" {
			break
		}
	}
	return b
}

// lastNamed returns the last name among the items [i, k).
func (s *scan) lastNamed(u *unit, i, k int) *names.Mention {
	for j := k - 1; j >= i; j-- {
		if s.token(u, j) == nil {
			continue
		}
		if m := s.names.At(u.items[j].first); m != nil && len(m.Entities) > 0 {
			return m
		}
	}
	return nil
}

// of resolves a mention.
func (s *scan) of(m *names.Mention) speaker {
	sp := speaker{entities: slices.Clone(m.Entities), first: m.First, last: m.Last, form: m.Form}
	if len(m.Entities) == 0 {
		sp.dropped = "unnamed speaker"
		return sp
	}
	word := s.doc.Tokens[m.First].Lower
	if w := s.doc.Tokens[m.Last-1].Text; m.Form == names.Name && (w == "Republican" || w == "Democrat") {
		sp.dropped = "unnamed speaker" // "the Ohio Republican": one of them
		return sp
	}
	for _, i := range m.Entities {
		switch e := &s.names.Entities[i]; {
		case m.Form == names.Name && s.someOf(m, e):
			sp.dropped = "unnamed speaker" // "Americans believe", "a Vale Commander said"
		case m.Form == names.Name && s.words.leanings[word] && s.abroad(e):
			sp.dropped = "unnamed speaker" // "Conservatives say", where no British ones are meant
		case m.Form == names.Pronoun && (word == "he" || word == "she") && e.Type != factwire.Person:
			sp.dropped = "unnamed speaker"
		case e.Outlet:
			sp.dropped = "a news outlet is a source"
		case e.Type == factwire.Group || e.Type == factwire.Product:
			sp.dropped = "unnamed speaker"
		}
	}
	return sp
}

// someOf reports whether a name means some of its people, and not the state or the person: a demonym in the plural without an article, or words that look
// like a person's name behind an indefinite one.
func (s *scan) someOf(m *names.Mention, e *names.Entity) bool {
	if m.First == 0 {
		return false
	}
	t, before := &s.doc.Tokens[m.First], s.doc.Tokens[m.First-1].Lower
	if e.Type == factwire.Person {
		return (before == "a" || before == "an") && m.TitleFirst >= m.First && e.Title == ""
	}
	return e.Type == factwire.Country && m.Last == m.First+1 && (t.Tag == "NNPS" || t.Tag == "NNS") && before != "the" && strings.HasSuffix(t.Lower, "ans") && t.Text != e.Name
}

// abroad reports whether a body is of a state that the text neither comes from nor names.
func (s *scan) abroad(e *names.Entity) bool {
	if len(e.Affiliation) != 2 || e.Affiliation == s.names.Home {
		return false
	}
	for i := range s.names.Entities {
		if s.names.Entities[i].Code == e.Affiliation {
			return false
		}
	}
	return true
}

// indefinite reports whether the noun phrase of items [b, j] speaks of some of a group
// that a name stands for ("some Democrats", "one New Hampshire Democrat").
func (s *scan) indefinite(u *unit, b int, m *names.Mention) bool {
	t := s.token(u, b)
	if t == nil || u.items[b].first >= m.First || s.isPerson(m) {
		return false
	}
	return s.words.indefinite[t.Lower] || t.Tag == "CD" || t.Tag == "JJ" && t.Lower == "senior"
}

// isPlace reports whether a mention is of a place or a state.
func (s *scan) isPlace(m *names.Mention) bool {
	if len(m.Entities) == 0 {
		return false
	}
	t := s.names.Entities[m.Entities[0]].Type
	return t == factwire.Place || t == factwire.Country
}

func (s *scan) isPerson(m *names.Mention) bool {
	return len(m.Entities) > 0 && s.names.Entities[m.Entities[0]].Type == factwire.Person
}

// voice is who speaks through a spokesman, or in a text, that a name owns. Who speaks for a person
// is somebody else, and unnamed.
func (s *scan) voice(m *names.Mention, noun string) speaker {
	sp := s.of(m)
	sp.staff = s.words.staff[noun]
	sp.text = s.words.texts[noun] || s.words.sources[noun]
	sp.voice = s.words.voices[noun] && !s.isPerson(m)
	if s.words.voices[noun] && s.isPerson(m) {
		sp.dropped = "unnamed speaker"
	}
	return sp
}

// firm reports whether a name is a company's.
func (s *scan) firm(m *names.Mention) bool {
	return m.Form == names.Name && len(m.Entities) == 1 && s.names.Entities[m.Entities[0]].Type == factwire.Company
}

// source reports whether a speaker is an organization that is no public body, as an outlet is that
// the lexicon does not know.
func (s *scan) source(sp speaker) bool {
	if len(sp.entities) != 1 {
		return false
	}
	e := &s.names.Entities[sp.entities[0]]
	return e.Type == factwire.Organization && e.State == "" && !e.Known
}

func (s *scan) isThirdPerson(w string) bool {
	switch w {
	case "he", "she", "it", "they":
		return true
	}
	return false
}

func isDash(text string) bool {
	switch text {
	case "–", "—", "--", "-", "―":
		return true
	}
	return false
}
