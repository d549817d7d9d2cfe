package compose

import (
	"slices"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/feature"
	"github.com/factwire/factwire/extractors/lexicon"
)

// signers knows who signs for nobody, whatever models make of it.
type signers struct {
	legislators map[string]bool // titles and nouns of those who sign for nobody but themselves
	camps       map[string]bool // nouns for those around a person, who act for that person alone
	statutes    map[string]bool // last words of the names of laws
	undertaking map[string]bool // verbs by which several bind themselves to do something
	sources     map[string]bool // prepositions before the other side of what is undertaken
}

func newSigners(lex *lexicon.Lexicon) signers {
	s := signers{legislators: lex.Set("signing.legislators"), camps: lex.Set("signing.camps"), statutes: lex.Set("signing.statutes"), undertaking: map[string]bool{}, sources: lex.Set("signing.counterparts")}
	for _, f := range lex.Frames() {
		if f.Kind == factwire.Signing && f.Is(lexicon.Undertaking) {
			for _, w := range f.Verbs {
				s.undertaking[w] = true
			}
		}
	}
	return s
}

// vet marks a signing that no rule tells and whose sides cannot sign with one another: legislators, a candidate's campaign, a holiday, a
// state and a political party or a law; one that is named by a party's own name and by nothing else; and one that is agreed by one side alone.
func (c *Composer) vet(v *feature.View, p *Proposal) {
	if p.Kind != factwire.Signing || p.Rule != nil {
		return
	}
	named := inName(p.Event.Cue, p.A) || inName(p.Event.Cue, p.B) // "with the Green New Deal"
	p.unfit = named && p.Looks.Linked < alone || c.idle(v, p.A) || c.idle(v, p.B) || c.mismatched(p.A.Entity, p.B.Entity) || c.mismatched(p.B.Entity, p.A.Entity)
	p.lone = c.lone(v, p)
}

// inName reports whether a token belongs to a side's name.
func inName(token int, f filled) bool {
	return !f.side.Far && f.Mention != nil && f.Mention.First <= token && token < f.Mention.Last
}

// idle reports a side that signs for nobody.
func (c *Composer) idle(v *feature.View, f filled) bool {
	if f.side.Far || f.side.Role == "" {
		return false
	}
	if i := f.lead(v); i >= 0 && i < v.N && v.Date[i] {
		return true // "by Thanksgiving"
	}
	if f.head >= v.First && f.head < v.First+v.N {
		if t := v.R.Doc.Tokens[f.head]; !strings.HasPrefix(t.Tag, "NNP") && c.signs.legislators[t.Lemma] {
			return true // "lawmakers"
		}
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

// mismatched reports a state and what signs nothing with one: a political party, a law.
func (c *Composer) mismatched(state, other factwire.Entity) bool {
	if !state.Type.IsState() || other.Type.IsState() {
		return false
	}
	name := strings.ToLower(other.Name)
	return c.parties.IsFaction(other) || c.signs.statutes[name[strings.LastIndexByte(name, ' ')+1:]]
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
	for _, cl := range v.R.Clauses.Clauses {
		if cl.Verb.Head == p.Event.Cue {
			if slices.ContainsFunc(cl.Children, func(ch *clause.Clause) bool { return ch.Relation == clause.Complement && ch.Mark == "that" }) {
				return true
			}
			break
		}
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
