package names

import (
	"slices"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/antecedent"
)

// maxCounted is up to how many a description may count of what was named before ("the four countries").
const maxCounted = 4

// maxQualifying is how many words stand before a description's noun at most.
const maxQualifying = 3

// nominal reads a description that refers back, at token t: "the minister", "this company",
// "the two countries", "both firms". A description that cannot be resolved is a mention
// without entities only if it must refer to something named.
func (b *builder) nominal(t, limit, next, sentence, paragraph int) (Mention, bool) {
	m := Mention{First: t, Form: Nominal, TitleFirst: t}
	determined := b.w.determiners[b.d.Tokens[t].Lower]
	if determined {
		if m, ok := b.ofTwo(m, t, limit, sentence, paragraph); ok {
			return m, true
		}
	}
	k, count, ok := b.opening(t, limit)
	if !ok {
		return m, false
	}
	for words := 0; k < limit && words < maxQualifying; words++ {
		n := b.head(k, limit)
		switch {
		case n == 0:
			if !b.qualifies(k, limit) {
				return m, false
			}
			k++
		case b.nounAt(k+n, sentence):
			k += n // "the government source": no head, unless another head follows
		case b.personBehind(k+n, next, sentence):
			return m, false // "its trade minister, X": the name says it
		default:
			m.Last = k + n
			if words > 0 && k > t && !determined && b.afterMention(t) {
				m.First, m.TitleFirst = k, k
			}
			return b.describe(m, k, count, sentence, paragraph)
		}
	}
	return m, false
}

// opening reads what a description begins with at token t: "the", "the two", "both", or nothing behind the adjective or the possessive of
// something named. It returns the token behind and how many the description counts, or 0.
func (b *builder) opening(t, limit int) (k, count int, ok bool) {
	d := b.d
	low := d.Tokens[t].Lower
	switch {
	case b.w.determiners[low]:
		k = t + 1
		if k < limit {
			if n := b.w.numbers[d.Tokens[k].Lower]; n > 1 && n <= maxCounted {
				return k + 1, n, true
			}
		}
		return k, 0, true
	case low == "both":
		k = t + 1
		if k < limit && d.Tokens[k].Lower == "the" {
			k++
		}
		return k, 2, true
	case low == "government" && t+1 < limit && finite(d.Tokens[t+1].Tag) && (t == 0 || d.Tokens[t-1].Tag != "JJ" && d.Tokens[t-1].Tag != "NN" && d.Tokens[t-1].Tag != "POS"):
		return t, 0, true
	}
	// "the Chinese [company]", "its [government]"; but "a Chinese company" is a new one
	return t, 0, b.afterMention(t) && b.definite(t)
}

// qualifies tells whether token k may stand before the noun of a description that refers back.
func (b *builder) qualifies(k, limit int) bool {
	tok := &b.d.Tokens[k]
	if ordinal(tok.Text) {
		return false // "the 44th president": one of many, and not the one named last
	}
	if isUpper(tok.Text) && !b.w.rulers[tok.Lower] || b.w.others[tok.Lower] {
		return k+1 < limit && tok.Tag == "NNP" && b.w.pairs[b.d.Tokens[k+1].Lower] && isUpper(b.d.Tokens[k+1].Text) // "the Prime Ministers"
	}
	switch tok.Tag {
	case "JJ", "NN", "VBN", "NNP", "CD":
		return true
	case "NNS":
		return k+1 < limit && b.head(k+1, limit) > 0
	}
	return false
}

// ordinal tells whether a word is an ordinal in figures: "44th", "2nd".
func ordinal(word string) bool {
	n := len(word)
	return n > 2 && isDigits(word[:n-2]) && small(word[n-2:])
}

// nounAt tells whether token t of a sentence is a noun, and no small word.
func (b *builder) nounAt(t, sentence int) bool {
	return t < b.d.Sentences[sentence].Last && strings.HasPrefix(b.d.Tokens[t].Tag, "NN") && !b.w.stop[b.d.Tokens[t].Lower]
}

// personBehind tells whether a comma at token t and the name of a person, the span next, follow a description.
func (b *builder) personBehind(t, next, sentence int) bool {
	if t+1 >= b.d.Sentences[sentence].Last || b.d.Tokens[t].Text != "," || next >= len(b.spans) || b.spans[next].first != t+1 {
		return false
	}
	return b.cs[root(b.cs, b.spans[next].entity)].typ == factwire.Person
}

// afterMention tells whether an adjective of a country, or a possessive, ends before t.
func (b *builder) afterMention(t int) bool {
	if t == 0 {
		return false
	}
	n := b.r.at[t-1]
	if n == 0 {
		return false
	}
	m := &b.r.Mentions[n-1]
	if m.Form == Adjective {
		return true
	}
	return b.w.owners[b.d.Tokens[t-1].Lower]
}

// definite tells whether the phrase of the adjective or possessive before t is definite.
func (b *builder) definite(t int) bool {
	n := b.r.at[t-1]
	m := &b.r.Mentions[n-1]
	if m.Form == Pronoun {
		return true
	}
	for k := m.First - 1; k >= 0 && k >= m.First-4; k-- {
		tok := &b.d.Tokens[k]
		switch {
		case b.w.determiners[tok.Lower]:
			return true
		case tok.Tag != "JJ" && tok.Tag != "NN" && tok.Tag != "CD" && tok.Tag != "RB" && tok.Tag != "VBN":
			return false
		}
	}
	return false
}

// head returns how many tokens from k on are a noun that may refer back, or 0.
func (b *builder) head(k, limit int) int {
	if k+1 < limit && b.sieves.back.May(b.d.Tokens[k+1].Lower) {
		if two := b.d.Tokens[k].Lower + " " + b.d.Tokens[k+1].Lower; b.w.personBack[two] {
			return 2
		}
	}
	low := b.d.Tokens[k].Lower
	if !b.sieves.heads.May(low) {
		return 0
	}
	switch {
	case b.w.personBack[low], b.w.companyBack[low], b.w.orgNouns[low], b.w.programNouns[low], b.w.stateBack[low], b.w.neighbours[low], b.w.plurals[low] != nil:
		return 1
	}
	return 0
}

// describe resolves the description m, whose noun is at token k and which counts count of them if that is not 0, and tells whether it is a mention.
func (b *builder) describe(m Mention, k, count, sentence, paragraph int) (Mention, bool) {
	m.Entities = b.meant(m, k, count, sentence, paragraph)
	if m.Entities == nil {
		return m, false
	}
	b.see(&m, sentence, paragraph, b.isSubject(m.First, m.Last, b.d.Sentences[sentence]))
	return m, true
}

// meant returns the entities that a description means, or nil.
func (b *builder) meant(m Mention, k, count, sentence, paragraph int) []int {
	noun := b.d.Tokens[k].Lower
	if m.Last-k == 2 {
		noun += " " + b.d.Tokens[k+1].Lower
	}
	if types := b.w.plurals[noun]; types != nil {
		if count == 0 && b.w.pairs[noun] {
			return b.twoMeant(m, noun, types, sentence, paragraph)
		}
		return b.severalMeant(m, count, types, sentence, paragraph)
	}
	if count > 0 {
		return nil
	}
	code := "" // of the state that an adjective before the noun tells
	if m.First > 0 && m.First == k && b.r.at[k-1] != 0 {
		prev := &b.r.Mentions[b.r.at[k-1]-1]
		switch {
		case len(prev.Entities) == 1 && prev.Form == Pronoun:
			if b.w.neighbours[noun] {
				return b.neighbour(prev.Entities[0], m.First, sentence)
			}
			return b.owned(noun, prev.Entities[0])
		case len(prev.Entities) == 1 && prev.Form == Adjective:
			code = b.r.Entities[prev.Entities[0]].Code
		default:
			return nil
		}
	}
	if b.w.neighbours[noun] {
		return nil
	}
	if b.w.stateBack[noun] {
		if code != "" {
			return nil // "the Dutch government" is the name's affair
		}
		return b.stateMeant(m, noun, sentence, paragraph)
	}
	if b.toldBehind(m.Last, b.d.Sentences[sentence].Last) || b.w.companyBack[noun] && b.special(m, k) {
		return nil // "the bank in Miles City", "the company that", "the grid operator": another one
	}
	if e := b.oneMeant(m, k, noun, code, sentence, paragraph); e >= 0 {
		return []int{e}
	}
	return nil
}

// special tells whether a noun right before that of a firm, at token k, tells which sort of firm the description m means.
func (b *builder) special(m Mention, k int) bool {
	prev := &b.d.Tokens[max(k-1, 0)]
	return m.Last-m.First > 2 && k-m.First > 1 && strings.HasPrefix(prev.Tag, "NN") && prev.Lower != "equipment"
}

// severalMeant returns the entities of the types that a description in the plural means, or nil.
func (b *builder) severalMeant(m Mention, count int, types map[factwire.EntityType]bool, sentence, paragraph int) []int {
	if count == 0 || b.l.quoted[m.First] && count > 2 {
		return nil
	}
	if count == 2 && types[factwire.Country] {
		if found := b.twoStates(m.First, sentence, types); found != nil {
			return found
		}
	}
	return b.lastOf(count, paragraph, types)
}

// oneMeant returns the person, the body or the firm that a description means by its noun, or -1. code is the state that it tells, or empty.
func (b *builder) oneMeant(m Mention, k int, noun, code string, sentence, paragraph int) int {
	quoted := b.l.quoted[m.First]
	firm, body := b.w.companyBack[noun], b.w.orgNouns[noun]
	if b.w.personBack[noun] {
		if quoted {
			return -1
		}
		if e := b.described(m, k, noun, code, sentence, paragraph); e >= 0 || !firm && !body {
			return e
		}
	}
	if body || b.w.programNouns[noun] {
		if e := b.resolveBody(noun, sentence, paragraph, code); e >= 0 && inField(b.r.Entities[e].Name, b.fieldOf(m.First, k)) {
			return e
		}
	}
	if firm && !quoted {
		return b.resolveCompany(noun, sentence, paragraph, code)
	}
	return -1
}

// stateMeant returns the state or the bloc that a noun of states in the description m means, or -1.
func (b *builder) stateMeant(m Mention, noun string, sentence, paragraph int) []int {
	if noun == "union" || noun == "bloc" {
		if i, ok := b.byCode["EU"]; ok {
			return one(i)
		}
		return nil
	}
	if b.w.vagueStates[noun] && !isDefinite(b.d.Tokens[m.First].Lower) {
		return nil
	}
	if f := b.federated(m.First, sentence); f >= 0 {
		return one(f)
	}
	if !b.w.lands[noun] {
		return one(b.resolveState(m.First, sentence, paragraph))
	}
	x := b.refers(antecedent.Land, m.First, m.Last, sentence, paragraph)
	x.noun = noun
	return b.choose(x, b.states(x))
}

// toldBehind tells whether a phrase or a relative clause at token t tells which one a description means.
func (b *builder) toldBehind(t, last int) bool {
	if t+1 >= last {
		return false
	}
	next, word := &b.d.Tokens[t+1], b.d.Tokens[t].Lower
	return b.w.tellsWhich[word] || b.w.tellsWhere[word] && (isUpper(next.Text) || next.Tag == "DT")
}

// described returns the person whom the description m with its noun at token k means, or -1. Code is the state that it tells, or
// empty.
func (b *builder) described(m Mention, k int, noun, code string, sentence, paragraph int) int {
	d := b.d
	g := b.w.titleSex[noun]
	field := b.fieldOf(m.First, k)
	exact := func(e *Entity) bool {
		return b.w.plainly(e.Title, noun) && (code == "" || e.Affiliation == code) && inField(e.Title, field)
	}
	if e := b.resolvePerson(g, m.First, sentence, paragraph, exact); e >= 0 {
		return e
	}
	accept := func(e *Entity) bool {
		return b.w.titled(e.Title, noun, false) && (code == "" || e.Affiliation == code) && inField(e.Title, field)
	}
	if e := b.resolvePerson(g, m.First, sentence, paragraph, accept); e >= 0 {
		return e
	}
	rank := noun
	if w := d.Tokens[k-min(k, 1)].Lower; noun == "official" && k > m.First && (w == "senior" || w == "top") {
		rank = "leader" // a senior official may hold any office
	}
	accept = func(e *Entity) bool {
		return b.w.titled(e.Title, rank, true) && (code == "" || e.Affiliation == code) && inField(e.Title, field)
	}
	if e := b.resolvePerson(g, m.First, sentence, paragraph, accept); e >= 0 && !b.anotherSince(e, noun, m.First) {
		return e
	}
	if e := b.leader(noun, code, g, m.First, sentence, paragraph); e >= 0 {
		b.r.Entities[e].Title = noun
		return e
	}
	return -1
}

// leader returns the known leader without a title whom the highest office of his or her state means, or -1. code is the
// state that the description itself tells, or empty.
func (b *builder) leader(noun, code string, g sex, t, sentence, paragraph int) int {
	if !b.w.highest[noun] {
		return -1
	}
	if code == "" {
		code = b.r.Home
	}
	return b.resolvePerson(g, t, sentence, paragraph, func(e *Entity) bool {
		return e.Title == "" && e.Affiliation == code && b.w.leaders[strings.ToLower(e.Name)] == code && code != ""
	})
}

// anotherSince tells whether somebody without a name whom the noun calls ("an unnamed official",
// "officials") stands between the last mention of person e and token t.
func (b *builder) anotherSince(e int, noun string, t int) bool {
	from := 0
	for i := len(b.history) - 1; i >= b.horizon(); i-- {
		if b.history[i].ent == e {
			from = b.history[i].last
			break
		}
	}
	for k := max(from, t-maxSince); k < t; k++ {
		if w := b.d.Tokens[k].Lower; (w == noun || w == noun+"s") && b.r.at[k] == 0 {
			return true
		}
	}
	return false
}

// maxSince is how many tokens back another person is looked for.
const maxSince = 400

func isDefinite(word string) bool { return word == "the" || word == "this" }

// titled tells whether a person of this title may be called by a noun. Loosely, any office
// is an official's, and a man or a woman needs none.
func (w *words) titled(title, noun string, loose bool) bool {
	low := w.lower(title)
	if strings.Contains(low, noun) && low != "" {
		return true
	}
	return loose && (w.anyOffice[noun] && low != "" || contains(low, w.calledSo[noun]))
}

// contains tells whether a text holds one of the words.
func contains(text string, words []string) bool {
	text = " " + strings.ReplaceAll(text, "-", " ") + " "
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, " "+w+" ") }) // no "cto" in "doctor"
}
