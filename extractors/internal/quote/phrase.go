package quote

import (
	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/internal/nlp"
)

// phrase is a noun phrase that may tell who speaks.
type phrase struct {
	b, j int            // its first and last item
	m    *names.Mention // what its last item names, or nil
	prep *nlp.Token     // the token before it, or nil
	tied bool           // that is a preposition behind a noun
}

// maxDepth is how many phrases one reading of a subject looks into.
const maxDepth = 6

// subjectEnding reads the noun phrase that ends with item j as a speaker.
func (s *scan) subjectEnding(u *unit, j, depth int) (speaker, int, bool) {
	if j < 0 || depth > maxDepth {
		return speaker{}, 0, false
	}
	t := s.token(u, j)
	if t == nil {
		return speaker{}, 0, false
	}
	m := s.names.At(u.items[j].first)
	if m != nil && m.Form == names.Pronoun {
		if k := s.relativeBefore(u, j); k > 0 {
			return s.subjectEnding(u, k-1, depth+1) // "the lawyer who asked for it says"
		}
		return s.of(m), j, true
	}
	if t.Tag == "PRP" {
		return speaker{first: u.items[j].first, last: u.items[j].last, form: names.Pronoun, dropped: "unnamed speaker"}, j, s.isThirdPerson(t.Lower)
	}
	b := s.baseStart(u, j)
	if b > j {
		return speaker{}, 0, false
	}
	p := phrase{b: b, j: j, m: m, prep: s.token(u, b-1)}
	if p.prep != nil {
		if p.prep.Tag == "VBG" && s.headed(u, b-2) && s.names.At(u.items[b-2].first) == nil && !s.words.participles[p.prep.Lower] {
			return s.subjectEnding(u, b-2, depth+1) // "the reporters covering the trial said"
		}
		p.tied = leads(p.prep) && b >= 2 && s.nominal(u, b-2)
	}
	switch {
	case m != nil && s.gerundsObject(u, b):
		return speaker{}, 0, false
	case m == nil:
		return s.unnamedSubject(u, p, t, depth)
	case m.Form == names.Name && s.isPerson(m):
		return s.personSubject(u, p, depth)
	case p.tied:
		return s.headBefore(u, b-2, m, depth)
	}
	return s.bodySubject(u, p, depth)
}

// gerundsObject tells whether the noun phrase that begins at item b is the object of a gerund behind a preposition: "those who fell ill after trying Acme
// said".
func (s *scan) gerundsObject(u *unit, b int) bool {
	p := s.token(u, b-1)
	return s.tag(u, b) == "VBG" && s.names.At(u.items[b].first) == nil && !s.titleWord(u.items[b].first) && p != nil && p.Tag == "IN" && p.Lower != "as"
}

// leads tells whether a token is a preposition, and not one that begins a clause.
func leads(t *nlp.Token) bool {
	return t.Tag == "TO" || t.Tag == "IN" && !subordinates(t.Lower)
}

// personSubject reads a noun phrase that ends in the name of a person as a speaker.
func (s *scan) personSubject(u *unit, p phrase, depth int) (speaker, int, bool) {
	b := p.b
	if p.prep != nil && p.prep.Tag == "IN" && (p.prep.Lower == "in" || p.prep.Lower == "at") && b >= 2 {
		if t := s.token(u, b-2); t != nil && t.Tag == "VBN" {
			return speaker{}, 0, false // "who was recognised in the Vale Honours says"
		}
	}
	if p.tied && attaches(p.prep.Lower) && !s.officeBefore(u, p) { // "Deputy Governor of the Bank of X NAME"
		return s.headBefore(u, b-2, p.m, depth)
	}
	if w := s.word(u, b-2); s.word(u, b-1) == "by" && (w == "led" || w == "headed") && b > 3 {
		return s.of(p.m), s.baseStart(u, b-3), true // "Acme analysts led by Ada Ost wrote"
	}
	return s.joint(u, b, p.j, p.m, depth)
}

// officeBefore tells whether a capitalized noun before the phrase's preposition is part of the office that its person holds.
func (s *scan) officeBefore(u *unit, p phrase) bool {
	h := p.b - 2
	if !capital(s.token(u, h)) || u.items[p.b].first >= min(p.m.First, p.m.TitleFirst) || s.words.voices[s.word(u, h)] {
		return false
	}
	if !s.endsInPerson(u, h) {
		return true
	}
	before := s.names.At(u.items[h].first)
	return before.Last-before.First <= 1
}

// bodySubject reads a noun phrase that ends in a mention of a firm, a body or a state, or in a description, as a speaker.
func (s *scan) bodySubject(u *unit, p phrase, depth int) (speaker, int, bool) {
	if h := s.located(u, p.b, p.m); h >= 0 {
		return s.headBefore(u, h, p.m, depth) // "police in Elm Springs, Texas"
	}
	if p.prep != nil {
		if p.m.Form == names.Name && p.b == 1 && s.opensBefore(u, p.b, p.m) {
			return s.joint(u, s.nameStart(u, p.j), p.j, p.m, depth) // "At the time Acme said"
		}
		if leads(p.prep) && p.prep.Lower != "as" && p.prep.Lower != "that" {
			return speaker{}, 0, false
		}
	}
	return s.joint(u, p.b, p.j, p.m, depth)
}

// unnamedSubject reads a noun phrase that ends in token t, of no name, as a speaker: somebody who speaks for one that is named, or nobody.
func (s *scan) unnamedSubject(u *unit, p phrase, t *nlp.Token, depth int) (speaker, int, bool) {
	if !isNoun(t) && t.Tag != "CD" && t.Tag != "JJ" && t.Tag != "DT" && t.Tag != "VBG" {
		return speaker{}, 0, false
	}
	if p.tied {
		return s.headBefore(u, p.b-2, nil, depth)
	}
	speaks, staff := s.words.voices[t.Lower] || s.words.texts[t.Lower] || s.words.sources[t.Lower], s.words.staff[t.Lower]
	if speaks || staff {
		if inner := s.lastNamed(u, p.b, p.j); inner != nil && (speaks || s.firm(inner)) {
			return s.voice(inner, t.Lower), p.b, true // "Acme analysts said"
		}
	}
	return speaker{first: u.items[p.b].first, last: u.items[p.j].last, form: names.Nominal, dropped: "unnamed speaker"}, p.b, true
}
