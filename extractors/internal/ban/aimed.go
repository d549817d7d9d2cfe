package ban

import (
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/event"
	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/reading"
)

// aimedAt returns at whom a participle behind a measure's noun tells that it is aimed: "sanctions aimed at Acme", "a ban targeting Acme".
func (x *Extractor) aimedAt(r *reading.Reading, m event.Match) []event.Found {
	var out []event.Found
	add := func(n *clause.NP) {
		for _, o := range n.All() {
			t, _ := x.parties.Targets(r, event.Filler{Slot: "object", NP: o, Mention: o.Mention})
			out = append(out, t...)
		}
	}
	for _, mod := range m.Noun.Mods {
		if mod != m.Clause && mod.Object == m.Noun && mod.Relation == clause.Relative && !mod.Verb.Neg && x.matcher.Judge.Acts(r.Doc, mod, "object") {
			for _, p := range mod.Preps {
				if p.Obj != nil && (p.Prep == "on" || p.Prep == "against") {
					add(p.Obj) // "a ban imposed on Acme by Norway was overturned"
				}
			}
		}
	}
	for _, mod := range aimings(m) {
		if !x.aiming[mod.Verb.Lemma] || mod.Relation != clause.Relative && mod.Relation != clause.Adverbial || mod.Verb.Neg {
			continue
		}
		if !mod.Verb.Passive {
			if mod.Verb.Form == clause.Gerund {
				add(mod.Object)
			}
			continue
		}
		for _, p := range mod.Preps {
			if p.Obj != nil && (p.Prep == "at" || p.Prep == "against") {
				add(p.Obj)
			}
		}
	}
	return out
}

// unaimed is why a measure that names nobody bars none of those around it: "after a ban by Austria, Acme won customers". It is empty where its words
// leave that open.
func (x *Extractor) unaimed(r *reading.Reading, m event.Match) string {
	if !m.Nominal() || !event.Indefinite(r, m.Noun) || m.Slot != "after" && m.Slot != "following" && m.Slot != "since" {
		return ""
	}
	if t := m.Noun.Last; t < len(r.Doc.Tokens) && r.Doc.Tokens[t].Lower == "by" {
		return "whom it bars is not told"
	}
	return ""
}

// covered returns to whom the main clause around a relative one tells that the measure applies: "the ban, which Norway announced, applies to Acme".
func (x *Extractor) covered(r *reading.Reading, m event.Match) []event.Found {
	var out []event.Found
	for _, c := range r.Clauses.Clauses {
		if c.Subject != m.Noun || c.Relation != clause.Root || c.Verb.Passive || c.Verb.Neg || c.Verb.Modality != clause.Factual {
			continue
		}
		over := c.Object
		if !x.aimed[c.Verb.Lemma] {
			over = nil
		}
		if len(c.Preps) > 0 && c.Preps[0].Prep == "to" && x.applying[c.Verb.Lemma] {
			over = c.Preps[0].Obj
		}
		for _, o := range over.All() {
			t, _ := x.parties.Targets(r, event.Filler{Slot: "object", NP: o, Mention: o.Mention})
			out = append(out, t...)
		}
	}
	return out
}

// aimings returns the clauses that may tell at whom a measure is aimed: those that modify its noun, and the gerunds behind the clause that
// makes it ("announced sanctions on Tuesday, targeting Acme").
func aimings(m event.Match) []*clause.Clause {
	mods := m.Noun.Mods
	if m.Clause == nil || m.Slot != "object" {
		return mods
	}
	for _, ch := range m.Clause.Children {
		if ch.Relation == clause.Adverbial && ch.Verb.Form == clause.Gerund && ch.Mark == "" && ch.First > m.Noun.Last {
			mods = append(mods[:len(mods):len(mods)], ch)
		}
	}
	return mods
}

// among returns who is told to be one of those that a phrase means: "Acme was among the firms sanctioned", "is one of the firms banned".
func (x *Extractor) among(r *reading.Reading, n *clause.NP) []event.Found {
	if n == nil || n.Mention != nil {
		return nil
	}
	for _, c := range r.Clauses.In(r.Doc.SentenceOf(n.Head)) {
		if !c.Verb.Copula || c.Verb.Neg || c.Subject == nil || c.Subject.Mention == nil {
			continue
		}
		if c.Compl != n && !oneOf(r, c, n) && !slices.ContainsFunc(c.Preps, func(p clause.PP) bool {
			return p.Obj == n && (p.Prep == "among" && beside(r, c, p.Tok) || p.Prep == "of")
		}) {
			continue
		}
		var out []event.Found
		for _, s := range c.Subject.All() {
			t, _ := x.parties.Targets(r, event.Filler{Slot: "object", NP: s, Mention: s.Mention})
			out = append(out, t...)
		}
		return out
	}
	return nil
}

// oneOf reports that "among" stands between a copula and what counts a phrase: "is among more than a hundred apps".
func oneOf(r *reading.Reading, c *clause.Clause, n *clause.NP) bool {
	for t := n.First - 1; t >= c.Verb.Last && t > n.First-maxCounting; t-- {
		if r.Doc.Tokens[t].Lower == "among" {
			return beside(r, c, t)
		}
	}
	return false
}

// beside reports that a token stands behind the verb of a clause, but for an adverb: "was also among", but not "is popular among".
func beside(r *reading.Reading, c *clause.Clause, t int) bool {
	return t == c.Verb.Last || t == c.Verb.Last+1 && r.Doc.Tokens[c.Verb.Last].Tag == "RB"
}

// maxCounting is within how many words before a phrase it is said to be counted: "among more than a hundred apps".
const maxCounting = 5

// bound returns the states for which goods are meant by a clause behind them: "drones bound for Norway", "chips shipped to Chad".
func (x *Extractor) bound(r *reading.Reading, all []*clause.NP) []event.Found {
	var out []event.Found
	for _, n := range all {
		for _, mod := range n.Mods {
			if mod.Relation != clause.Relative || mod.Verb.Form == clause.Finite || !x.bounds[mod.Verb.Lemma] {
				continue
			}
			for _, p := range mod.Preps {
				if p.Obj == nil || p.Prep != "for" && p.Prep != "to" {
					continue
				}
				for _, o := range p.Obj.All() {
					t, _ := x.parties.Targets(r, event.Filler{Slot: p.Prep, NP: o, Mention: o.Mention})
					out = append(out, slices.DeleteFunc(t, func(f event.Found) bool { return !f.Entity.Type.IsState() })...)
				}
			}
		}
	}
	return out
}

// barredGoods returns the phrases in which a match's goods stand: behind the noun of a measure, and as object of a verb.
func (x *Extractor) barredGoods(r *reading.Reading, m event.Match) []*clause.NP {
	var out []*clause.NP
	for _, f := range x.matcher.Role(r, m, m.Frame.Whom) {
		if f.NP == nil {
			continue
		}
		out = append(out, f.NP)
		for _, p := range f.NP.Preps { // "exports of chips bound for"
			out = append(out, p.Obj.All()...)
		}
	}
	return out
}

// goods makes the states for which goods are meant the targets, and the goods what the measure is about.
func (c *candidate) goods(states []event.Found) {
	if len(states) == 0 {
		return
	}
	if len(c.whom) > 0 {
		c.act = c.whom[0].Entity.Name
	}
	c.whom = states
}

// harmed returns the firm that a clause tells to lose or leave by a measure that stands before it and names nobody: "after a ban by Norway,
// Acme moved its plant".
func (x *Extractor) harmed(r *reading.Reading, m event.Match) []event.Found {
	n := m.Noun
	for _, c := range r.Clauses.In(r.Doc.SentenceOf(n.Head)) {
		if c.Subject == nil || c.Subject.First < n.Last || !x.harms[c.Verb.Lemma] || c.Verb.Neg || c.Verb.Passive || c.Verb.Modality != clause.Factual || c.Relation != clause.Root {
			continue
		}
		after := slices.ContainsFunc(c.Preps, func(p clause.PP) bool {
			return p.Obj == n && (p.Prep == "after" || p.Prep == "following" || p.Prep == "since" || p.Prep == "because of" || p.Prep == "due to")
		})
		if !after || c.Subject.Mention == nil || c.Subject.Mention.Form != names.Name {
			continue
		}
		var out []event.Found
		for _, o := range c.Subject.All() {
			t, _ := x.parties.Targets(r, event.Filler{Slot: "object", NP: o, Mention: o.Mention})
			out = append(out, slices.DeleteFunc(t, func(f event.Found) bool {
				return f.Entity.Type != factwire.Company && f.Entity.Type != factwire.Product && !(f.Entity.Type == factwire.Organization && event.Weak(r, f))
			})...)
		}
		return out
	}
	return nil
}
