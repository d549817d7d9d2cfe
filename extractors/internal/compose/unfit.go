package compose

import (
	"slices"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/event"
	"github.com/factwire/factwire/extractors/internal/feature"
	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/lexicon"
)

// signers knows who signs for nobody, whatever models make of it.
type signers struct {
	legislators map[string]bool // titles and nouns of those who sign for nobody but themselves
	camps       map[string]bool // nouns for those around a person, who act for that person alone
	statutes    map[string]bool // last words of the names of laws
	pens        map[string]bool // verbs of signing alone
	chambers    map[string]bool // last words of the names of parliaments and their houses
	leaving     map[string]bool // verbs by which a pact is left
	undertaking map[string]bool // verbs by which several bind themselves to do something
	sources     map[string]bool // prepositions before the other side of what is undertaken
	topics      map[string]bool // prepositions before what an instrument is about
	truces      map[string]bool // words of what ends a war
	pleas       map[string]bool // verbs by which others ask for that
	suitors     map[string]bool // verbs by which others bring it forward
	betweens    map[string]bool // nouns for those who bring about what others sign
}

func newSigners(lex *lexicon.Lexicon) signers {
	s := signers{legislators: lex.Set("signing.legislators"), camps: lex.Set("signing.camps"), statutes: lex.Set("signing.statutes"), pens: lex.Set("signing.pens"), chambers: lex.Set("signing.chambers"), undertaking: map[string]bool{}, leaving: map[string]bool{}, sources: lex.Set("signing.counterparts"), topics: lex.Set("signing.topics"), truces: lex.Set("signing.truces"), pleas: lex.Set("signing.pleas"), suitors: lex.Set("signing.suitors"), betweens: lex.Set("signing.go-betweens")}
	for _, f := range lex.Frames() {
		if f.Kind != factwire.Signing {
			continue
		}
		for _, w := range f.Verbs {
			s.undertaking[w] = s.undertaking[w] || f.Is(lexicon.Undertaking)
			s.leaving[w] = s.leaving[w] || f.Effect == factwire.Reversed
		}
	}
	return s
}

// vet marks a signing that no rule tells and whose sides cannot sign with one another: legislators, a candidate's campaign, a holiday, a
// state and a political party or a law; one that is named by a party's own name and by nothing else; and one that is agreed by one side alone.
func (c *Composer) vet(v *feature.View, p *Proposal) {
	if p.Kind == factwire.Ban {
		p.unfit = c.unreached(v, p)
	}
	if p.Kind != factwire.Signing || p.Rule != nil {
		return
	}
	named := inName(p.Event.Cue, p.A) || inName(p.Event.Cue, p.B) // "with the Green New Deal"
	p.unfit = named && p.Looks.Linked < alone || enrolled(p.A, p.B) || c.idle(v, p.A) || c.idle(v, p.B) || c.mismatched(p.A.Entity, p.B.Entity) || c.mismatched(p.B.Entity, p.A.Entity)
	p.unfit = p.unfit || c.unsigned(v, p) || c.pleads(v, p) || c.notLeft(v, p) || c.outside(v, p) || c.enacts(v, p) || p.Looks.Joining && firmAndState(p)
	p.lone = c.lone(v, p) || c.domestic(v, p.A, p.B) || c.domestic(v, p.B, p.A) || c.joinsNobody(p) || c.hired(v, p)
}

// notLeft reports a pact that is to be left, or might be: it stands until then.
func (c *Composer) notLeft(v *feature.View, p *Proposal) bool {
	if p.Status != factwire.Reversed || !c.signs.leaving[v.Tok(p.Event.Cue-v.First).Lemma] {
		return false
	}
	j := p.Looks.Judged
	return j != "" && j != event.Happened.String() && j != event.Ended.String()
}

// pleads reports a side that only asks others to end a war: "Norway" of "Norway called for a truce in Chad".
func (c *Composer) pleads(v *feature.View, p *Proposal) bool {
	for g, steps := p.Event.Cue-v.First, 0; g >= 0 && steps < maxClimb; g, steps = int(v.Head[g]), steps+1 {
		s, ok := v.Has(g, "nsubj")
		if !ok || !under(v, s, p.A) && !under(v, s, p.B) {
			continue
		}
		if c.signs.pleas[v.Tok(g).Lemma] {
			return c.asksTruce(v, g)
		}
		if c.signs.suitors[v.Tok(g).Lemma] && under(v, s, p.A) && under(v, s, p.B) {
			return c.bringsTruce(v, g)
		}
	}
	return false
}

// bringsTruce reports a verb whose object, which is with nobody, is what ends a war: "proposed a 21-day ceasefire".
func (c *Composer) bringsTruce(v *feature.View, verb int) bool {
	o, ok := v.Has(verb, "dobj")
	return ok && c.truce(v, o) && !slices.ContainsFunc(v.Kids(o), func(k int32) bool { return v.Tok(int(k)).Lower == "with" })
}

// truce reports a noun for what ends a war, or one beside such a noun: "a ceasefire deal".
func (c *Composer) truce(v *feature.View, i int) bool {
	return c.signs.truces[v.Tok(i).Lemma] || slices.ContainsFunc(v.Kids(i), func(k int32) bool { return c.signs.truces[v.Tok(int(k)).Lemma] })
}

// asksTruce reports a verb behind whose "for" a word of what ends a war stands, which is with nobody.
func (c *Composer) asksTruce(v *feature.View, verb int) bool {
	for _, k := range v.Kids(verb) {
		if v.Rel[k] != "prep" || v.Tok(int(k)).Lower != "for" {
			continue
		}
		for _, o := range v.Kids(int(k)) {
			truce, with := c.signs.truces[v.Tok(int(o)).Lemma], false
			for _, m := range v.Kids(int(o)) {
				truce = truce || c.signs.truces[v.Tok(int(m)).Lemma]
				with = with || v.Tok(int(m)).Lower == "with"
			}
			if truce {
				return !with
			}
		}
	}
	return false
}

// outside reports a side that stands outside those between whom the instrument is said to be: "Israel warned of an agreement between Norway and Chad".
func (c *Composer) outside(v *feature.View, p *Proposal) bool {
	i := p.Event.Cue - v.First
	for _, t := range append([]int32{int32(i)}, v.Kids(i)...) {
		if int(t) != i && v.Rel[t] != "dobj" && v.Rel[t] != "nsubjpass" {
			continue
		}
		for _, k := range v.Kids(int(t)) {
			if v.Tok(int(k)).Lower == "between" && v.Rel[k] == "prep" && c.pair(v, int(k)) {
				return !under(v, int(k), p.A) || !under(v, int(k), p.B)
			}
		}
	}
	return false
}

// firmAndState reports a company and a state, of which neither can be joined.
func firmAndState(p *Proposal) bool {
	a, b := p.A.Entity.Type, p.B.Entity.Type
	return a == factwire.Company && b == factwire.Country || b == factwire.Company && a == factwire.Country
}

// pair reports a preposition behind which two names stand.
func (c *Composer) pair(v *feature.View, prep int) bool {
	for _, o := range v.Kids(prep) {
		if v.Rel[o] == "pobj" && v.Ent[o] != "" && slices.ContainsFunc(v.Kids(int(o)), func(k int32) bool { return v.Rel[k] == "conj" && v.Ent[k] != "" }) {
			return true
		}
	}
	return false
}

// under reports a side of the sentence that hangs on a token.
func under(v *feature.View, over int, f filled) bool {
	if f.side.Far {
		return false
	}
	t := f.lead(v)
	for steps := 0; t >= 0 && steps < v.N; steps++ {
		if t == over {
			return true
		}
		t = int(v.Head[t])
	}
	return false
}

// domestic reports a state and a body of its own, which is no company: what they agree on they settle at home.
func (c *Composer) domestic(v *feature.View, state, other filled) bool {
	if !state.Entity.Type.IsState() || other.Entity.Type != factwire.Organization && other.Entity.Type != factwire.Program {
		return false
	}
	if s, ok := c.parties.National(other.Entity.Name); ok && s.Same(state.Entity) {
		return true // "the Scouts of Norway"
	}
	for _, e := range c.parties.Mention(v.R, other.Mention) {
		if e.Same(other.Entity) && (e.Affiliation != "" && e.Affiliation == state.Entity.Code || e.State != "" && e.State == state.Entity.Code) {
			return true
		}
	}
	return false
}

// joinsNobody reports two political parties of which one is said to join the other.
func (c *Composer) joinsNobody(p *Proposal) bool {
	return p.Looks.Joining && c.parties.IsFaction(p.A.Entity) && c.parties.IsFaction(p.B.Entity)
}

// hired reports a state that stands for a person whose own contract is told: "I have renewed my contract with Acme".
func (c *Composer) hired(v *feature.View, p *Proposal) bool {
	if c.class(v, p.Event, "") != contract {
		return false
	}
	person := func(f filled) bool {
		if !f.Entity.Type.IsState() {
			return false
		}
		switch v.R.Doc.Tokens[f.First].Lower {
		case "i", "me", "my":
			return true
		}
		m := f.Mention
		if n := v.R.Clauses.PhraseAt(f.First); n != nil && n.Head >= f.Last && v.R.Names.At(n.Head) != nil {
			m = v.R.Names.At(n.Head) // "Norwegian columnist Ada Ost"
		}
		all := c.parties.Mention(v.R, m)
		return len(all) > 0 && !slices.ContainsFunc(all, func(e names.Entity) bool { return e.Type != factwire.Person })
	}
	return person(p.A) || person(p.B)
}

// contract is the class of signings by which somebody is hired.
const contract = "contract"

// inName reports whether a token belongs to a side's name.
func inName(token int, f filled) bool {
	return !f.side.Far && f.Mention != nil && f.Mention.First <= token && token < f.Mention.Last
}

// idle reports a side that signs for nobody.
func (c *Composer) idle(v *feature.View, f filled) bool {
	if f.side.Far || f.side.Role == "" {
		return false
	}
	if f.Entity.Type == factwire.Organization && c.signs.chambers[event.LastWord(f.Entity.Name)] {
		return true // "through the Commons"
	}
	if i := f.lead(v); i >= 0 && i < v.N && v.Date[i] {
		return true // "by Thanksgiving"
	}
	if f.head >= v.First && f.head < v.First+v.N {
		if t := v.R.Doc.Tokens[f.head]; !strings.HasPrefix(t.Tag, "NNP") && (c.signs.legislators[t.Lemma] || c.signs.betweens[t.Lemma]) {
			return true // "lawmakers", "Egyptian mediators"
		}
	}
	if c.signs.betweens[described(v, f)] {
		return true // "Egyptian and Qatari mediators"
	}
	if f.Mention == nil || f.Entity.Type == factwire.Person {
		return false
	}
	people := 0
	all := c.parties.Mention(v.R, f.Mention)
	for _, e := range all {
		if e.Type != factwire.Person {
			continue
		}
		people++
		if c.signs.legislators[strings.ToLower(e.Title)] {
			return true
		}
	}
	if people == 0 || people < len(all) {
		return false
	}
	n := v.R.Clauses.PhraseAt(f.Mention.First) // "the Vale campaign"
	return n != nil && n.Head >= f.Mention.Last && c.signs.camps[v.R.Doc.Tokens[n.Head].Lemma]
}

// described returns the lemma of the noun that a side's adjective describes, or "": "mediator" for either of "Egyptian and Qatari mediators".
func described(v *feature.View, f filled) string {
	if f.Mention == nil || f.Mention.Form != names.Adjective {
		return ""
	}
	for t := f.Mention.Last; t < v.First+v.N; t++ {
		tok := v.R.Doc.Tokens[t]
		m := v.R.Names.At(t)
		switch {
		case strings.HasPrefix(tok.Tag, "NN") && m == nil:
			return tok.Lemma
		case m != nil && m.Form == names.Adjective, tok.Tag == "JJ", tok.Tag == ",", tok.Tag == "CC":
		default:
			return ""
		}
	}
	return ""
}

// mismatched reports a state and what signs nothing with one: a political party, a law.
func (c *Composer) mismatched(state, other factwire.Entity) bool {
	if !state.Type.IsState() || other.Type.IsState() {
		return false
	}
	return c.parties.IsFaction(other) || c.signs.statutes[event.LastWord(other.Name)]
}

// lone reports that one side agrees to do something in which the other is only named ("agreed to send advisers to Iraq"), or that both
// are of one mind ("agreed that the talks had failed").
func (c *Composer) lone(v *feature.View, p *Proposal) bool {
	i := p.Event.Cue - v.First
	if !c.signs.undertaking[v.Tok(i).Lemma] || !strings.HasPrefix(v.Tok(i).Tag, "VB") {
		return false
	}
	has := func(rel string) bool {
		return slices.ContainsFunc(v.Kids(i), func(k int32) bool { return v.Rel[k] == rel })
	}
	away := func(f filled) bool { return !f.side.Far && !v.Hangs(f.lead(v), i) }
	if has("ccomp") || has("nsubj") && (away(p.A) || away(p.B)) {
		return true // or "demand that the government agree"
	}
	all := v.R.Clauses.Clauses // in the order of their verbs
	at, _ := slices.BinarySearchFunc(all, p.Event.Cue, func(cl *clause.Clause, cue int) int { return cl.Verb.Head - cue })
	if at < len(all) && all[at].Verb.Head == p.Event.Cue && slices.ContainsFunc(all[at].Children, func(ch *clause.Clause) bool { return ch.Relation == clause.Complement && ch.Mark == "that" }) {
		return true
	}
	return c.below(v, i, p.A) || c.below(v, i, p.B)
}

// below reports a side that stands in the infinitive under a verb, and is nobody with whom it is done.
func (c *Composer) below(v *feature.View, over int, f filled) bool {
	if f.side.Far || f.side.Role == "" {
		return false
	}
	prep := ""
	t := f.lead(v)
	for steps := 0; t >= 0 && t != over && steps < v.N; steps++ {
		switch v.Rel[t] {
		case "prep":
			if prep == "" {
				prep = v.Tok(t).Lower
			}
		case "xcomp":
			return int(v.Head[t]) == over && !c.signs.sources[prep]
		}
		t = int(v.Head[t])
	}
	return false
}
