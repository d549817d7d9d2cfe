package compose

import (
	"slices"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/feature"
	"github.com/factwire/factwire/extractors/internal/names"
)

// bansFrom is the probability from which a ban that rules tell is told: below it the score of the whole takes what they saw for something else.
// Of short sentences, which say one thing, the rules know best.
const (
	bansFrom   = 0.15
	shortBelow = 16 // tokens
)

// Doubtful reports a ban that rules tell of a sentence and the score of the whole does not believe.
func (p *Proposal) Doubtful(v *feature.View) bool {
	return p.Rule != nil && p.Kind == factwire.Ban && p.P < bansFrom && v.N >= shortBelow
}

// unreached reports a ban that no rule tells and whose sides stand where nobody lays it on anybody: its authority suffers it or only speaks of it,
// another stands between them, or one of them stands in a clause of its own.
func (c *Composer) unreached(v *feature.View, p *Proposal) bool {
	if p.Kind != factwire.Ban || p.Rule != nil {
		return false
	}
	i := p.Event.Cue - v.First
	return c.suffers(v, i, p.A) || c.beyond(v, i, p.A, p.B) || c.apart(v, i, p.B) || c.aired(v, p.B) || c.urges(v, p)
}

// over returns the verb that governs a token from outside its own phrase, and -1 if there is none.
func over(v *feature.View, i int) int {
	for t := int(v.Head[i]); t >= 0; t = int(v.Head[t]) {
		if strings.HasPrefix(v.Tok(t).Tag, "VB") {
			return t
		}
	}
	return -1
}

// subject returns the subject of a verb, or of the verb beside which it stands; -1 if it has none.
func subject(v *feature.View, t int) int {
	for t >= 0 {
		for _, k := range v.Kids(t) {
			if v.Rel[k] == "nsubj" || v.Rel[k] == "nsubjpass" {
				return int(k)
			}
		}
		if v.Rel[t] != "conj" {
			return -1
		}
		t = int(v.Head[t])
	}
	return -1
}

// suffers reports an authority that does to a measure what those do on whom it lies, or who only speak of it: "Chad violated the ban", "Chad
// criticised the decision to ban Acme".
func (c *Composer) suffers(v *feature.View, i int, a filled) bool {
	deciding := false
	if n := int(v.Head[i]); n >= 0 && v.Rel[i] == "acl" && strings.HasPrefix(v.Tok(i).Tag, "VB") {
		i, deciding = n, true
	}
	if a.side.Far || under(v, i, a) || !strings.HasPrefix(v.Tok(i).Tag, "NN") {
		return false
	}
	switch h := int(v.Head[i]); v.Rel[i] {
	case "dobj", "pobj":
	case "nsubj": // "called the decision wrong"
		if h < 0 || strings.HasPrefix(v.Tok(h).Tag, "VB") {
			return false
		}
	default:
		return false
	}
	if slices.ContainsFunc(v.Kids(i), func(k int32) bool { return v.Tok(int(k)).Tag == "PRP$" }) {
		return false // "justified its ban"
	}
	t := over(v, i)
	return t >= 0 && (c.viewers[v.Tok(t).Lemma] || !deciding && c.sufferers[v.Tok(t).Lemma])
}

// beyond reports an authority that stands as the subject of a clause around the measure's, in which somebody else acts: "Norway said that Chad pursued
// banned weapons".
func (c *Composer) beyond(v *feature.View, i int, a, b filled) bool {
	if a.side.Far || under(v, i, a) {
		return false
	}
	for t := i; t >= 0; t = int(v.Head[t]) {
		s := subject(v, t)
		if !strings.HasPrefix(v.Tok(t).Tag, "VB") || s < 0 || within(v.First+s, a) || under(v, s, a) || under(v, s, b) {
			if s >= 0 && under(v, s, a) {
				return false
			}
			continue
		}
		m := v.R.Names.At(v.First + s)
		if under(v, t, a) {
			return false // "Chad followed Norway in banning"
		}
		if m == nil || len(m.Entities) == 0 {
			continue
		}
		for _, e := range c.parties.Mention(v.R, m) {
			if e.Same(a.Entity) || e.State != "" && e.State == a.Entity.Code || e.Affiliation != "" && e.Affiliation == a.Entity.Code || e.Same(b.Entity) {
				return false
			}
		}
		return true
	}
	return false
}

// apart reports a side that stands in a relative clause which tells of somebody else: "Acme" of "those who worked for Acme".
func (c *Composer) apart(v *feature.View, i int, f filled) bool {
	if f.side.Far || f.Entity.Type == factwire.Group {
		return false
	}
	for t, steps := f.lead(v), 0; t >= 0 && t != i && steps < v.N; t, steps = int(v.Head[t]), steps+1 {
		h := int(v.Head[t])
		if v.Rel[t] == "relcl" && h >= 0 && h != i && !hangsUnder(v, i, t) && c.classAt(v, factwire.Ban, h) == "" {
			return true
		}
	}
	return false
}

// hangsUnder reports whether a token stands below another.
func hangsUnder(v *feature.View, t, top int) bool {
	for steps := 0; t >= 0 && steps < v.N; steps++ {
		if t == top {
			return true
		}
		t = int(v.Head[t])
	}
	return false
}

// aired reports a target that is only the outlet on which something was said, or its show: "on Globe TV's Evening Hour".
func (c *Composer) aired(v *feature.View, f filled) bool {
	if f.side.Far || f.Mention == nil || f.Entity.Type == factwire.Group {
		return false
	}
	t := f.lead(v)
	outlet := func(t int) bool {
		m := v.R.Names.At(v.First + t)
		return m != nil && slices.ContainsFunc(c.parties.Mention(v.R, m), func(e names.Entity) bool { return e.Outlet })
	}
	if v.Rel[t] == "poss" || v.Rel[t] == "compound" {
		return outlet(t)
	}
	return slices.ContainsFunc(v.Kids(t), func(k int32) bool { return v.Rel[k] == "poss" && outlet(int(k)) })
}

// unsigned reports a signing whose sides stand where nobody signs: as what the instrument is about, or as those who only talk of it.
func (c *Composer) unsigned(v *feature.View, p *Proposal) bool {
	i := p.Event.Cue - v.First
	return c.matter(v, i, p.A) || c.matter(v, i, p.B) || c.talked(v, p)
}

// matter reports a side that is only what the instrument is about: "Chad" of "a deal on how to divide Chad", "the truce on Norway's border with
// Chad".
func (c *Composer) matter(v *feature.View, i int, f filled) bool {
	if f.side.Far || f.side.Role == "" || within(v.First+i, f) {
		return false
	}
	shared := true // nothing stands between that joins the side with somebody, but by a noun that somebody else owns
	for t, steps := f.lead(v), 0; t >= 0 && t != i && steps < v.N; t, steps = int(v.Head[t]), steps+1 {
		switch {
		case c.classAt(v, factwire.Signing, t) != "":
			return false // "talks on a treaty with Chad"
		case v.Rel[t] != "prep":
		case c.signs.sources[v.Tok(t).Lower]:
			_, shared = v.Has(int(v.Head[t]), "poss")
		case c.signs.topics[v.Tok(t).Lower] && (int(v.Head[t]) == i || strings.HasPrefix(v.Tok(int(v.Head[t])).Tag, "NN") && v.Linked(int(v.Head[t]), i)):
			return shared
		}
	}
	return false
}

// talked reports an instrument that those only talk of who would be its sides: "Norway and Chad disagree about the treaty".
func (c *Composer) talked(v *feature.View, p *Proposal) bool {
	i := p.Event.Cue - v.First
	if p.Looks.Linked > 0 || under(v, i, p.A) || under(v, i, p.B) {
		return false
	}
	for t, steps := i, 0; steps < maxClimb && v.Head[t] >= 0; steps++ {
		h := int(v.Head[t])
		switch v.Rel[t] {
		case "pobj":
		case "prep":
			if c.signs.topics[v.Tok(t).Lower] {
				return c.classAt(v, factwire.Signing, h) == ""
			}
		default:
			return false
		}
		t = h
	}
	return false
}

// urges reports an authority that only moves somebody else to do it: "galvanized European leaders to impose sanctions".
func (c *Composer) urges(v *feature.View, p *Proposal) bool {
	for _, cl := range v.R.Clauses.Clauses {
		if cl.Sentence != v.Index || cl.Verb.Head != p.Event.Cue && (cl.Object == nil || cl.Object.Head != p.Event.Cue) {
			continue
		}
		over := cl.Parent
		if cl.Relation == clause.XComp && over != nil && cl.Subject != nil && cl.Subject == over.Object && over.Subject != nil && !over.Verb.Passive && !c.orders[over.Verb.Lemma] {
			return !p.A.side.Far && over.Subject.First <= p.A.First && p.A.First < over.Subject.Last
		}
	}
	return false
}
