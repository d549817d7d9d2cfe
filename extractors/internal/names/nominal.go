package names

import (
	"slices"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/antecedent"
)

// maxCounted is up to how many a description may count of what was named before ("the four countries").
const maxCounted = 4

// nominal reads a description that refers back, at token t: "the minister", "this company",
// "the two countries", "both firms". A description that cannot be resolved is a mention
// without entities only if it must refer to something named.
func (b *builder) nominal(t, limit, next, sentence, paragraph int) (Mention, bool) {
	d := b.d
	low := d.Tokens[t].Lower
	m := Mention{First: t, Form: Nominal, TitleFirst: t}
	k := t
	count := 0
	possessive := -1 // entity of "its", "his"
	switch {
	case b.w.determiners[low]:
		if m, ok := b.ofTwo(m, t, limit, sentence, paragraph); ok {
			return m, true
		}
		k++
	case low == "both":
		count = 2
		k++
		if k < limit && d.Tokens[k].Lower == "the" {
			k++
		}
	case low == "its" || low == "his" || low == "her" || low == "their":
		return m, false
	case low == "government" && t+1 < limit && finite(d.Tokens[t+1].Tag) && (t == 0 || d.Tokens[t-1].Tag != "JJ" && d.Tokens[t-1].Tag != "NN" && d.Tokens[t-1].Tag != "POS"):
	case b.afterMention(t):
		// "the Chinese [company]", "its [government]"; but "a Chinese company" is a new one
		if !b.definite(t) {
			return m, false
		}
		k = t
	default:
		return m, false
	}
	if k < limit && count == 0 && k > t {
		if n := b.w.numbers[d.Tokens[k].Lower]; n > 1 && n <= maxCounted {
			count = n
			k++
		}
	}
	adjectives := 0
	for k < limit && adjectives < 3 {
		if n := b.head(k, limit); n > 0 {
			if k+n < len(d.Tokens) && k+n < d.Sentences[sentence].Last && strings.HasPrefix(d.Tokens[k+n].Tag, "NN") && !b.w.stop[d.Tokens[k+n].Lower] {
				// "the government source": no head, unless another head follows
				k += n
				adjectives++
				continue
			}
			if k+n+1 < d.Sentences[sentence].Last && d.Tokens[k+n].Text == "," && next < len(b.spans) && b.spans[next].first == k+n+1 {
				if c := &b.cs[root(b.cs, b.spans[next].entity)]; c.typ == factwire.Person {
					return m, false // "its trade minister, X": the name says it
				}
			}
			m.Last = k + n
			if adjectives > 0 && k > t && b.afterMention(t) && !b.w.determiners[low] {
				m.First, m.TitleFirst = k, k
			}
			return b.describe(m, k, count, possessive, next, sentence, paragraph)
		}
		if tag := d.Tokens[k].Tag; tag != "JJ" && tag != "NN" && tag != "VBN" && tag != "NNP" && tag != "CD" && !(tag == "NNS" && k+1 < limit && b.head(k+1, limit) > 0) || isUpper(d.Tokens[k].Text) && !b.w.rulers[d.Tokens[k].Lower] || b.w.others[d.Tokens[k].Lower] {
			return m, false
		}
		k++
		adjectives++
	}
	return m, false
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
	case b.w.personBack[low], b.w.companyBack[low], b.w.orgNouns[low], b.w.programNouns[low], b.w.stateBack[low], b.w.plurals[low] != nil:
		return 1
	}
	return 0
}

// describe resolves the description m, whose noun is at token k.
func (b *builder) describe(m Mention, k, count, possessive, next, sentence, paragraph int) (Mention, bool) {
	d := b.d
	noun := d.Tokens[k].Lower
	if m.Last-k == 2 {
		noun += " " + d.Tokens[k+1].Lower
	}
	subject := b.isSubject(m.First, m.Last, d.Sentences[sentence])
	done := func(entities ...int) (Mention, bool) {
		m.Entities = entities
		b.see(&m, sentence, paragraph, subject)
		return m, true
	}
	if types := b.w.plurals[noun]; types != nil {
		if count == 0 || b.l.quoted[m.First] && count > 2 {
			return m, false
		}
		if count == 2 && types[factwire.Country] {
			if found := b.twoStates(m.First, sentence, types); found != nil {
				return done(found...)
			}
		}
		if found := b.lastOf(count, paragraph, types); found != nil {
			return done(found...)
		}
		return m, false
	}
	if count > 0 {
		return m, false
	}
	owner := -1
	code := ""
	if m.First > 0 {
		if n := b.r.at[m.First-1]; n != 0 && m.First == k {
			if prev := &b.r.Mentions[n-1]; len(prev.Entities) == 1 {
				owner = prev.Entities[0]
				code = b.r.Entities[owner].Code
				if prev.Form != Adjective && prev.Form != Pronoun {
					return m, false
				}
				if prev.Form == Pronoun {
					return b.owned(m, noun, owner, done)
				}
			} else {
				return m, false
			}
		}
	}
	quoted := b.l.quoted[m.First]
	if !b.w.stateBack[noun] && b.toldBehind(m.Last, d.Sentences[sentence].Last) {
		return m, false // "the bank in Miles City", "the company that": another one
	}
	if b.w.companyBack[noun] && m.Last-m.First > 2 && m.First != k && k-m.First > 1 && strings.HasPrefix(d.Tokens[k-1].Tag, "NN") && d.Tokens[k-1].Lower != "equipment" {
		return m, false // "the grid operator"
	}
	switch {
	case b.w.stateBack[noun]:
		if owner >= 0 && code != "" {
			return m, false // "the Dutch government" is the name's affair
		}
		if e := b.stateMeant(m, noun, sentence, paragraph); e != nil {
			return done(e...)
		}
		return m, false
	case b.w.personBack[noun]:
		if quoted {
			return m, false
		}
		if e := b.described(m, k, noun, code, sentence, paragraph); e >= 0 {
			return done(e)
		}
		if b.w.companyBack[noun] || b.w.orgNouns[noun] {
			break
		}
		return m, false
	}
	if b.w.orgNouns[noun] || b.w.programNouns[noun] {
		if e := b.resolveBody(noun, sentence, paragraph, code); e >= 0 && inField(b.r.Entities[e].Name, b.fieldOf(m.First, k)) {
			return done(e)
		}
	}
	if b.w.companyBack[noun] && !quoted {
		if e := b.resolveCompany(noun, sentence, paragraph, code); e >= 0 {
			return done(e)
		}
	}
	return m, false
}

// stateMeant returns the state or the bloc that a noun of states in the description m means, or -1.
func (b *builder) stateMeant(m Mention, noun string, sentence, paragraph int) []int {
	if noun == "union" || noun == "bloc" {
		if i, ok := b.byCode["EU"]; ok {
			return one(i)
		}
		return nil
	}
	if (noun == "state" || noun == "administration" || noun == "nation" || noun == "kingdom") && !isDefinite(b.d.Tokens[m.First].Lower) {
		return nil
	}
	if f := b.federated(m.First, sentence); f >= 0 {
		return one(f)
	}
	if noun != "country" && noun != "nation" && noun != "republic" && noun != "kingdom" {
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
	if noun != "president" && noun != "prime minister" && noun != "premier" && noun != "chancellor" {
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

// owned resolves "its government", "his country".
func (b *builder) owned(m Mention, noun string, owner int, done func(...int) (Mention, bool)) (Mention, bool) {
	e := &b.r.Entities[owner]
	if noun != "government" && noun != "country" && noun != "nation" {
		return m, false
	}
	if e.Code != "" {
		return done(owner)
	}
	if len(e.Affiliation) == 2 && strings.ToUpper(e.Affiliation) == e.Affiliation {
		return done(b.country(e.Affiliation))
	}
	return m, false
}

// titled tells whether a person of this title may be called by a noun. Loosely, any office
// is an official's, and a man or a woman needs none.
func (w *words) titled(title, noun string, loose bool) bool {
	low := strings.ToLower(title)
	if strings.Contains(low, noun) && low != "" {
		return true
	}
	return loose && (w.anyOffice[noun] && low != "" || contains(low, w.calledSo[noun]))
}

// contains tells whether a text holds one of the words, of which it may be made.
func contains(text string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) })
}
