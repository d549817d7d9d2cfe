package quote

import (
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/names"
)

// speaker is who speaks: the mention nearest to the cue and whom it resolves to.
type speaker struct {
	entities    []int // indexes into the names' entities
	first, last int   // tokens of the mention
	form        names.Form
	dropped     string // why there is no speaker that counts
}

// subjectBefore finds the subject of the verb group that begins at item i. It returns
// the first item of the subject's phrase, or of the attribution where an apposition,
// a relative or another verb stands between.
func (s *scan) subjectBefore(u *unit, i, depth int) (speaker, int, bool) {
	if depth > 4 {
		return speaker{}, 0, false
	}
	j := s.skipBack(u, i-1)
	t := s.token(u, j)
	if t == nil {
		return speaker{}, 0, false
	}
	if sp, np, ok := s.textSubject(u, j); ok {
		return sp, np, true
	}
	if s.names.At(u.items[j].first) != nil {
		return s.subjectEnding(u, j, depth)
	}
	switch {
	case t.Text == ",":
		return s.beyondCommas(u, j, depth)
	case t.Text == ")":
		for k := j - 1; k >= 0 && k > j-maxAside; k-- {
			if s.text(u, k) == "(" {
				return s.subjectBefore(u, k, depth+1)
			}
		}
	case isDash(t.Text):
		for k := j - 1; k >= 0 && k > j-maxAside; k-- {
			if isDash(s.text(u, k)) {
				return s.subjectBefore(u, k, depth+1)
			}
		}
	case t.Lower == "who" || t.Lower == "which" || t.Lower == "that" && t.Tag == "WDT":
		k := j - 1
		if s.text(u, k) == "," {
			k--
		}
		if k < 0 || s.token(u, k) == nil {
			return speaker{}, 0, false
		}
		sp, _, ok := s.subjectEnding(u, k, depth+1)
		return sp, j, ok
	case t.Tag == "CC" || t.Lower == "then":
		return s.mainSubject(u, j, depth)
	case isNoun(t) || t.Tag == "CD" || t.Tag == "PRP" || t.Tag == "JJ" || t.Tag == "DT":
		sp, np, ok := s.subjectEnding(u, j, depth)
		if ok && sp.dropped != "" && sp.form != names.Pronoun {
			if m, first := s.listed(u, np); m != nil {
				return s.of(m), first, true
			}
		}
		return sp, np, ok
	}
	return speaker{}, 0, false
}

// listed returns the person at the beginning of the unit whose apposition is a list
// that runs up to item np: "X, the official for growth, energy and the environment said".
func (s *scan) listed(u *unit, np int) (*names.Mention, int) {
	if s.token(u, 0) == nil || np < 3 || np > maxAside {
		return nil, 0
	}
	if w := s.word(u, np-1); w != "and" && w != "," && w != "&" {
		return nil, 0
	}
	m := s.names.At(u.items[0].first)
	if m == nil || m.Form != names.Name || !s.isPerson(m) {
		return nil, 0
	}
	k := 0
	for k < np && u.items[k].first < m.Last {
		k++
	}
	if s.text(u, k) != "," {
		return nil, 0
	}
	for ; k < np; k++ {
		t := s.token(u, k)
		if t == nil || isFinite(t) && s.names.At(u.items[k].first) == nil {
			return nil, 0
		}
	}
	return m, 0
}

// textSubject reads a subject that is a text in which somebody speaks, with words
// between it and the name: "a release sent to media from X on Friday".
func (s *scan) textSubject(u *unit, j int) (speaker, int, bool) {
	for k := j; k >= 0 && k > j-maxAside/4; k-- {
		t := s.token(u, k)
		if t == nil || t.Tag == "VBD" || t.Tag == "VBZ" || t.Tag == "VBP" || t.Tag == "MD" || t.Text == "," || t.Text == ";" || t.Text == ":" {
			return speaker{}, 0, false
		}
		if !s.words.texts[t.Lower] || s.names.At(u.items[k].first) != nil {
			continue
		}
		b := s.baseStart(u, k)
		if p := s.token(u, b-1); p != nil && (p.Tag == "IN" || p.Tag == "TO") {
			return speaker{}, 0, false
		}
		for n := k + 1; n < j; n++ {
			switch s.word(u, n) {
			case "from", "by":
				if m := s.lastNamed(u, n+1, min(n+8, j+1)); m != nil {
					return s.of(m), b, true
				}
			}
		}
		return speaker{}, 0, false
	}
	return speaker{}, 0, false
}

// maxAside bounds what may stand between a subject and its verb, in items.
const maxAside = 60

// skipBack goes back over adverbs and dates.
func (s *scan) skipBack(u *unit, j int) int {
	for j >= 0 {
		t := s.token(u, j)
		if t == nil {
			return j
		}
		if d := s.dateAt(u.items[j].first); d != nil && s.names.At(u.items[j].first) == nil {
			for j >= 0 && u.items[j].first >= d.Lead {
				j--
			}
			continue
		}
		if s.names.At(u.items[j].first) != nil || t.Tag != "RB" && !s.words.adverbs[t.Lower] {
			return j
		}
		j--
	}
	return j
}

// beyondCommas finds a subject that an apposition, a participle or a relative parts
// from its verb; comma is the one before the verb.
func (s *scan) beyondCommas(u *unit, comma, depth int) (speaker, int, bool) {
	end := comma
	for range 4 {
		k := end - 1
		for k >= 0 && k > comma-maxAside && s.text(u, k) != "," && s.text(u, k) != ";" {
			k--
		}
		if k < 0 || k <= comma-maxAside || s.text(u, k) != "," {
			// No comma before: the stretch is the subject itself ("X, said").
			if end == comma && k < 0 {
				return speaker{}, 0, false
			}
			return speaker{}, 0, false
		}
		if end == comma {
			// An apposition that is a name: "the chief executive, X, said".
			if m := s.personAlone(u, k+1, end); m != nil && !s.endsInPerson(u, k-1) {
				sp := s.of(m)
				first := k + 1
				if _, np, ok := s.subjectEnding(u, k-1, depth+1); ok {
					first = np
				}
				return sp, first, true
			}
		}
		if t := s.token(u, k-1); t != nil && t.Tag != "CD" && s.aside(u, k+1, end) {
			if sp, np, ok := s.subjectEnding(u, k-1, depth+1); ok {
				return sp, np, true
			}
		}
		end = k
	}
	return speaker{}, 0, false
}

// personAlone returns the person whose name, with a title before it at most, fills
// the items [i, k).
func (s *scan) personAlone(u *unit, i, k int) *names.Mention {
	if i >= k || s.token(u, k-1) == nil {
		return nil
	}
	m := s.names.At(u.items[k-1].first)
	if m == nil || m.Form != names.Name || !s.isPerson(m) || m.TitleFirst > u.items[i].first && m.First > u.items[i].first {
		return nil
	}
	return m
}

func (s *scan) endsInPerson(u *unit, j int) bool {
	if s.token(u, j) == nil {
		return false
	}
	m := s.names.At(u.items[j].first)
	return m != nil && m.Form == names.Name && s.isPerson(m)
}

// aside reports whether the items [i, k) may stand between commas behind a subject.
func (s *scan) aside(u *unit, i, k int) bool {
	t := s.token(u, i)
	if t == nil || i >= k {
		return false
	}
	switch t.Lower {
	case "who", "which", "whose", "whom", "where", "when":
		return true
	case "and", "but", "or":
		return false
	}
	// What has a finite verb of its own is a clause, not an apposition.
	for j := i; j < k; j++ {
		x := s.token(u, j)
		if x == nil {
			continue
		}
		if x.Lower == "who" || x.Lower == "which" || x.Lower == "that" || x.Lower == "whose" || x.Lower == "where" {
			return true
		}
		if x.Tag == "VBZ" || x.Tag == "MD" || x.Tag == "VBD" && j > i {
			if s.names.At(u.items[j].first) == nil && j > i && (s.token(u, j-1) != nil && s.token(u, j-1).Tag == "PRP") {
				return false
			}
		}
	}
	return true
}

// mainSubject finds the subject that the verb behind the conjunction or the comma at
// item j shares with the first verb of its clause.
func (s *scan) mainSubject(u *unit, j, depth int) (speaker, int, bool) {
	start := 0
	for k := j - 1; k > 0; k-- {
		if x := s.text(u, k); x == ";" || x == ":" {
			start = k + 1
			break
		}
	}
	if j-start > maxAside*2 {
		start = j - maxAside*2
	}
	// A clause with a subject of its own, joined by a comma and a conjunction, is nearer.
	for k := j - 1; k > start; k-- {
		if t := s.token(u, k); t != nil && t.Tag == "CC" && s.text(u, k-1) == "," {
			if sp, np, ok := s.firstSubject(u, k+1, j, depth); ok {
				return sp, np, true
			}
		}
	}
	return s.firstSubject(u, start, j, depth)
}

func (s *scan) firstSubject(u *unit, start, j, depth int) (speaker, int, bool) {
	k := start
	if t := s.token(u, k); t != nil && (t.Tag == "IN" || t.Tag == "WRB") && subordinates(t.Lower) {
		for k < j && s.text(u, k) != "," {
			k++
		}
	}
	tried := 0
	for ; k < j && tried < 3; k++ {
		t := s.token(u, k)
		if t == nil || !isFinite(t) && t.Lower != "said" || s.names.At(u.items[k].first) != nil {
			continue
		}
		before := s.word(u, s.skipBack(u, k-1))
		if before == "who" || before == "which" || before == "that" {
			continue
		}
		tried++
		if sp, np, ok := s.subjectBefore(u, k, depth+2); ok && np >= start {
			return sp, np, true
		}
	}
	return speaker{}, 0, false
}

func subordinates(w string) bool {
	switch w {
	case "when", "after", "if", "as", "while", "although", "though", "because", "before", "since", "once", "unless", "whether":
		return true
	}
	return false
}

// subjectEnding reads the noun phrase that ends with item j as a speaker.
func (s *scan) subjectEnding(u *unit, j, depth int) (speaker, int, bool) {
	if j < 0 || depth > 6 {
		return speaker{}, 0, false
	}
	t := s.token(u, j)
	if t == nil {
		return speaker{}, 0, false
	}
	m := s.names.At(u.items[j].first)
	if m != nil && m.Form == names.Pronoun {
		return s.of(m), j, true
	}
	if t.Tag == "PRP" {
		return speaker{first: u.items[j].first, last: u.items[j].last, form: names.Pronoun, dropped: "unnamed speaker"}, j, s.isThirdPerson(t.Lower)
	}
	b := s.baseStart(u, j)
	if b > j {
		return speaker{}, 0, false
	}
	prep := s.token(u, b-1)
	tied := prep != nil && (prep.Tag == "IN" || prep.Tag == "TO") && b >= 2 && s.nominal(u, b-2)
	switch {
	case m != nil && m.Form == names.Name && s.isPerson(m):
		if tied && attaches(prep.Lower) {
			return s.headBefore(u, b-2, m, depth)
		}
		return s.joint(u, b, j, m, depth)
	case m != nil && tied:
		return s.headBefore(u, b-2, m, depth)
	case m != nil:
		if prep != nil && (prep.Tag == "IN" && prep.Lower != "as" && prep.Lower != "that" && !subordinates(prep.Lower) || prep.Tag == "TO") {
			return speaker{}, 0, false
		}
		return s.joint(u, b, j, m, depth)
	}
	if !isNoun(t) && t.Tag != "CD" && t.Tag != "JJ" && t.Tag != "DT" && t.Tag != "VBG" {
		return speaker{}, 0, false
	}
	if tied {
		return s.headBefore(u, b-2, nil, depth)
	}
	if s.words.voices[t.Lower] || s.words.texts[t.Lower] {
		if inner := s.lastNamed(u, b, j); inner != nil {
			return s.of(inner), b, true
		}
	}
	return speaker{first: u.items[b].first, last: u.items[j].last, form: names.Nominal, dropped: "unnamed speaker"}, b, true
}

// headBefore reads a noun phrase whose head noun, item h, stands before a preposition
// and the name m: "a spokesman for Ofcom", "the head of the agency", "X of Leeds".
func (s *scan) headBefore(u *unit, h int, m *names.Mention, depth int) (speaker, int, bool) {
	t := s.token(u, h)
	if s.words.voices[t.Lower] || s.words.texts[t.Lower] {
		b := s.baseStart(u, h)
		if inner := s.lastNamed(u, b, h); m == nil || inner != nil && !s.isPerson(m) && s.words.voices[t.Lower] {
			m = inner
		}
		if m != nil {
			return s.of(m), b, true
		}
		return speaker{first: u.items[b].first, last: u.items[h].last, form: names.Nominal, dropped: "unnamed speaker"}, b, true
	}
	return s.subjectEnding(u, h, depth+1)
}

// joint adds the speakers that "and" joins to the one whose phrase is the items [b, j].
func (s *scan) joint(u *unit, b, j int, m *names.Mention, depth int) (speaker, int, bool) {
	sp := s.of(m)
	if m.Form == names.Nominal && len(m.Entities) == 0 {
		sp.dropped = "unnamed speaker"
	}
	k := b - 1
	for range 5 {
		w := s.word(u, k)
		if w != "and" && w != "&" && w != "," || k < 1 {
			break
		}
		if w == "," && k == b-1 {
			break
		}
		left := k - 1
		if w == "and" && s.text(u, left) == "," {
			left--
		}
		if s.token(u, left) == nil {
			break
		}
		o := s.names.At(u.items[left].first)
		if o == nil || o.Form != names.Name || s.isPerson(o) != s.isPerson(m) {
			break
		}
		b2 := s.baseStart(u, left)
		before := s.token(u, b2-1)
		if before != nil && (isVerb(before) || before.Tag == "MD" || before.Tag == "IN" && before.Lower != "that" && !subordinates(before.Lower) || before.Tag == "TO") {
			break // an object, not a subject
		}
		for _, e := range s.of(o).entities {
			if !slices.Contains(sp.entities, e) {
				sp.entities = append([]int{e}, sp.entities...)
			}
		}
		if sp.dropped == "" && s.of(o).dropped != "" {
			break
		}
		sp.first = o.First
		b, k = b2, b2-1
	}
	return sp, b, true
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
	for _, i := range m.Entities {
		switch e := &s.names.Entities[i]; {
		case e.Outlet:
			sp.dropped = "a news outlet is a source"
		case e.Type == factwire.Group || e.Type == factwire.Product:
			sp.dropped = "unnamed speaker"
		}
	}
	return sp
}

func (s *scan) isPerson(m *names.Mention) bool {
	return len(m.Entities) > 0 && s.names.Entities[m.Entities[0]].Type == factwire.Person
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
