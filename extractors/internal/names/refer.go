package names

import (
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/antecedent"
)

var personPronouns = map[string]sex{
	"he": male, "him": male, "his": male, "himself": male,
	"she": female, "her": female, "hers": female, "herself": female,
}

// things are the entity types that "it" refers to.
var things = map[factwire.EntityType]bool{factwire.Company: true, factwire.Organization: true, factwire.Country: true, factwire.Bloc: true}

var statesAndBlocs = map[factwire.EntityType]bool{factwire.Country: true, factwire.Bloc: true}

// pronoun reads the pronoun at token t. One that cannot be resolved is a mention
// without entities.
func (b *builder) pronoun(t, sentence, paragraph int) (Mention, bool) {
	low := b.d.Tokens[t].Lower
	m := Mention{First: t, Last: t + 1, Form: Pronoun, TitleFirst: t}
	g, isPerson := personPronouns[low]
	if !isPerson && !b.w.thingPronouns[low] && !b.w.manyPronouns[low] {
		return m, false
	}
	if t+1 < len(b.d.Tokens) && isUpper(b.d.Tokens[t].Text) && isUpper(b.d.Tokens[t+1].Text) {
		if _, honors := b.w.honorifics[low+" "+b.d.Tokens[t+1].Lower]; honors {
			return m, false // "His Excellency"
		}
	}
	if b.l.quoted[t] {
		return m, true
	}
	subject := b.isSubject(t, t+1, b.d.Sentences[sentence]) && !b.governed(t, sentence)
	switch {
	case isPerson:
		if e := b.resolvePerson(g, t, sentence, paragraph, nil); e >= 0 {
			m.Entities = []int{e}
			if b.sexes[e] == unknown {
				b.sexes[e] = g
			}
		}
	case b.w.thingPronouns[low]:
		types := things
		if low == "its" && t+1 < len(b.d.Tokens) && b.w.stateBodies[b.d.Tokens[t+1].Lower] {
			types = statesAndBlocs // "its parliament"
		}
		if b.study != nil {
			b.choose(b.thing(t, sentence, paragraph, types))
		}
		switch {
		case low == "it" && !subject && b.given(t, sentence):
			m.Entities = one(b.bidden(t, sentence))
		case low == "it" && !subject, b.beforeSubject(t, sentence):
			// An object "it" is as often a thing that has no name.
		case low == "its" && b.ofSubject(sentence, &m):
		default:
			m.Entities = one(b.resolveThing(t, sentence, types))
		}
	default:
		x := b.refers(antecedent.Several, t, t+1, sentence, paragraph)
		all := b.groups(x)
		if len(all) > 0 {
			x.alone[antecedent.Plural] = flag(b.pluralBetween(b.lastToken(all[0]), t))
		}
		m.Entities = b.choose(x, all)
	}
	b.see(&m, sentence, paragraph, subject)
	return m, true
}

// governed tells whether the pronoun at token t is the object of the verb right before it: "banned it on Friday".
func (b *builder) governed(t, sentence int) bool {
	s := b.d.Sentences[sentence]
	return t > s.First && strings.HasPrefix(b.d.Tokens[t-1].Tag, "VB") && (t+1 >= s.Last || !finite(b.d.Tokens[t+1].Tag))
}

// ofSubject lets "its" mean what "it" does that is the subject before it in its sentence, be that known or not, with no
// other name that acts between them: "it barred Acme from its ports".
func (b *builder) ofSubject(sentence int, m *Mention) bool {
	first := b.d.Sentences[sentence].First
	for i := len(b.r.Mentions) - 1; i >= 0 && b.r.Mentions[i].First >= first; i-- {
		o := &b.r.Mentions[i]
		if b.d.Tokens[o.First].Lower == "it" && o.Form == Pronoun && b.isSubject(o.First, o.Last, b.d.Sentences[sentence]) && !b.governed(o.First, sentence) {
			m.Entities = o.Entities
			return true
		}
		if b.isSubject(o.First, o.Last, b.d.Sentences[sentence]) {
			return false
		}
	}
	return false
}

// spokeBonus weighs that somebody spoke before, for the pronoun of one who speaks.
const spokeBonus = 2

// topicBonus weighs that the sentence before, in the same paragraph, begins with somebody as its subject, for the pronoun of one who speaks.
const topicBonus = 4

// back is a pronoun or a description of a person that refers back, and what tells whom it may mean.
type back struct {
	sex                    sex
	t, sentence, paragraph int
	ok                     func(*Entity) bool // whom a description may mean; nil for a pronoun
	aside                  bool               // "Ost," he said: in what is said beside a quotation
	speaks                 bool
	named                  map[int]bool // who is named behind a "he" or "she", and not meant by it
}

// resolvePerson returns the person that a pronoun or a description refers to, or -1: the
// one that stood nearest, subjects before others, of a fitting sex, whom ok accepts.
func (b *builder) resolvePerson(g sex, t, sentence, paragraph int, ok func(*Entity) bool) int {
	r := back{sex: g, t: t, sentence: sentence, paragraph: paragraph, ok: ok}
	reach := 30 // an office has one holder
	nominative := false
	if ok == nil {
		reach = 4
		r.aside, r.speaks = b.aside(t, sentence), b.speaks(t, t+1, sentence)
		if low := b.d.Tokens[t].Lower; low == "he" || low == "she" {
			nominative = true
			r.named = b.namedBehind(t, sentence)
		}
	}
	best, bestScore := -1, -1<<30
	for i := len(b.history) - 1; i >= b.horizon() && i >= len(b.history)-200; i-- {
		h := &b.history[i]
		if paragraph-h.par > reach {
			break
		}
		if !b.mayMean(&r, h) {
			continue
		}
		if score := b.likely(&r, h); score > bestScore {
			best, bestScore = h.ent, score
		}
	}
	if best >= 0 && ok == nil && b.otherPerson(t, sentence) {
		return -1
	}
	if best < 0 && nominative {
		return b.unlisted(t, sentence)
	}
	return best
}

// mayMean tells whether what refers back may mean whom h named.
func (b *builder) mayMean(r *back, h *seen) bool {
	if r.aside && h.sent == r.sentence && !(h.spoke && h.subject) || r.speaks && h.quoted || r.named[h.ent] {
		return false
	}
	if r.ok == nil && b.bracketed(h.tok, h.last) {
		return false
	}
	e := &b.r.Entities[h.ent]
	if e.Type != factwire.Person || r.sex != unknown && b.sexes[h.ent] != unknown && b.sexes[h.ent] != r.sex {
		return false
	}
	return r.ok == nil || r.ok(e)
}

// likely weighs whether what refers back means the person whom h named.
func (b *builder) likely(r *back, h *seen) int {
	score := -3 * (r.sentence - h.sent)
	if h.subject {
		score += 4
	}
	if h.quoted {
		score -= 5
	}
	if h.group {
		score -= 3 // one of those whom "they" means
	}
	if r.sex != unknown {
		e := &b.r.Entities[h.ent]
		switch known := b.sexes[h.ent]; {
		case known == r.sex:
			score += 2
		case known == unknown && e.Title == "" && !h.spoke && !b.w.personal(e.Name):
			score -= 2 // nothing tells that it is a person but its shape
		}
	}
	if r.speaks {
		score += b.goesOn(r, h)
	}
	if h.sent == r.sentence && !h.subject {
		score--
		if b.agent(h.tok, r.sentence) {
			score += 6 // "was echoed by Ada Ost, as she announced": who acts in a passive
		}
		if r.t > 1 && b.d.Tokens[r.t-1].Lower == "which" && h.last < r.t && b.d.Tokens[h.last].Tag == "POS" {
			score += 8 // "Ada Ost's speech, in which she": whose it is
		}
	}
	return score
}

// goesOn weighs whether the person whom h named is the one who speaks.
func (b *builder) goesOn(r *back, h *seen) int {
	score := 0
	if h.told {
		score -= 2 // whom somebody spoke of
	}
	if h.spoke {
		score += spokeBonus // who speaks goes on speaking
	}
	if h.par == r.paragraph && h.sent == r.sentence-1 && b.answers(h, r.sentence) {
		score += topicBonus // "Ada Ost disagreed. “They were off,” she said."
	}
	return score
}

// beforeSubject tells whether a possessive at token t stands in a phrase that opens the
// sentence, before its subject ("Under its terms Acme has to"): it may mean what follows.
func (b *builder) beforeSubject(t, sentence int) bool {
	start := b.d.Sentences[sentence].First
	if t-start > 3 || t == start {
		return false
	}
	return b.d.Tokens[start].Tag == "IN" && t == start+1
}

// resolveThing returns the company, body or state that "it" at token t refers to, or -1:
// the subject of its own sentence, else of the sentence before.
func (b *builder) resolveThing(t, sentence int, types map[factwire.EntityType]bool) int {
	best, bestScore := -1, 0
	start := b.d.Sentences[sentence].First
	speaks := b.speaks(t, t+1, sentence)
	for i := len(b.history) - 1; i >= b.horizon() && i >= len(b.history)-30; i-- {
		h := &b.history[i]
		if sentence-h.sent > 2 {
			break
		}
		e := &b.r.Entities[h.ent]
		if !types[e.Type] || e.Outlet || h.quoted || h.tok >= t {
			continue
		}
		if score := b.likelyThing(h, sentence, speaks); score > bestScore {
			best, bestScore = h.ent, score
		}
	}
	if best >= 0 && bestScore < 8 && (types[factwire.Country] || bestScore < 6) {
		return -1
	}
	// A sentence whose subject is a common noun offers another reading.
	if best >= 0 && t-start > 3 && !b.mentionNear(start, 3) && commonSubject(b, start, t) {
		return -1
	}
	return best
}

// likelyThing weighs whether "it" in a sentence, which speaks or not, means what h named.
func (b *builder) likelyThing(h *seen, sentence int, speaks bool) int {
	score := 10 - 4*(sentence-h.sent)
	before := h.sent < sentence
	if h.subject {
		score += 4
	}
	if speaks && h.told && before {
		score -= 5 // "Acme said Vale had gone. It said": who spoke goes on
	}
	if h.adjective {
		score -= 6
	} else if before && !h.subject && h.tok == b.d.Sentences[h.sent].First {
		score += 2 // what a sentence begins with it is about
	}
	if h.sent == sentence && h.tok-b.d.Sentences[sentence].First <= 1 {
		score += 2
	}
	return score
}

// mentionNear tells whether a mention begins within n tokens of t.
func (b *builder) mentionNear(t, n int) bool {
	for k := t; k < t+n && k < len(b.r.at); k++ {
		if b.r.at[k] != 0 {
			return true
		}
	}
	return false
}

// commonSubject tells whether the sentence that begins at start has a noun as its subject
// before token t.
func commonSubject(b *builder, start, t int) bool {
	for k := start; k < t; k++ {
		tag := b.d.Tokens[k].Tag
		if strings.HasPrefix(tag, "NN") && b.r.at[k] == 0 {
			return true
		}
		if finite(tag) {
			return false
		}
	}
	return false
}

func unique(list []int) []int {
	var out []int
	for _, x := range list {
		seen := false
		for _, y := range out {
			seen = seen || x == y
		}
		if !seen {
			out = append(out, x)
		}
	}
	return out
}

// lastOf returns the last n different entities whose type is one of types, in the order of
// the text: those of the last coordination of n if there is one, else, if n is two, the
// last two named. It returns nil if there are fewer.
func (b *builder) lastOf(n, paragraph int, types map[factwire.EntityType]bool) []int {
	for i := len(b.history) - 1; i > b.horizon(); i-- {
		h := &b.history[i]
		if paragraph-h.par > 8 {
			break
		}
		if !h.joined || i+1 < len(b.history) && b.history[i+1].joined {
			continue
		}
		j := i
		for j > 0 && b.history[j].joined {
			j--
		}
		var group []int
		fits := true
		for k := j; k <= i; k++ {
			e := &b.r.Entities[b.history[k].ent]
			fits = fits && types[e.Type]
			group = append(group, b.history[k].ent)
		}
		if group = unique(group); fits && len(group) == n {
			return group
		}
	}
	if n > 2 {
		return nil
	}
	var out []int
	for i := len(b.history) - 1; i >= b.horizon() && len(out) < n; i-- {
		h := &b.history[i]
		if paragraph-h.par > 4 {
			break
		}
		if b.located(h.tok) {
			continue // "met in Hanoi, but both sides": no side of anything
		}
		e := &b.r.Entities[h.ent]
		if !types[e.Type] || e.Outlet || h.quoted {
			continue
		}
		known := false
		for _, o := range out {
			known = known || o == h.ent
		}
		if !known {
			out = append([]int{h.ent}, out...)
		}
	}
	if len(out) < n {
		return nil
	}
	return out
}

// located reports whether a preposition of place stands before the name at token t.
func (b *builder) located(t int) bool {
	if t > 0 && b.d.Tokens[t-1].Lower == "the" {
		t--
	}
	if t == 0 {
		return false
	}
	return b.w.inside[b.d.Tokens[t-1].Lower]
}
