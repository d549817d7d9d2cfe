package ban

import (
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/event"
	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/lexicon"
	"github.com/factwire/factwire/extractors/reading"
)

// outlawing returns the clause by which what an infinitive tells is against the law: "made it illegal to import sugar", "it is a crime to
// sell Acme phones"; nil where none does.
func (x *Extractor) outlawing(r *reading.Reading, c *clause.Clause) *clause.Clause {
	if c == nil || c.Relation != clause.XComp || c.Verb.Form != clause.Infinitive || c.Parent == nil {
		return nil
	}
	p := c.Parent
	first := p.Verb.Last
	switch o := p.Object; {
	case o != nil && r.Doc.Tokens[o.Head].Lower == "it":
		first = o.Last
	case !p.Verb.Copula:
		return nil
	}
	for t := first; t < min(first+3, c.Verb.First); t++ {
		if x.unlawful[r.Doc.Tokens[t].Lower] {
			return p
		}
	}
	return nil
}

// outlawed is the status of what is told to be against the law.
func (x *Extractor) outlawed(r *reading.Reading, over *clause.Clause) factwire.Status {
	switch x.matcher.Judge.Clause(r.Doc, over) {
	case event.Happened, event.Decided:
		return factwire.Done
	case event.Planned, event.Possible:
		return factwire.Proposed
	}
	return ""
}

// offSale reports a passive by which goods may not, or must not, be sold or used in a state, and none that only some do not: "Acme phones may not
// be sold in Norway".
func (x *Extractor) offSale(r *reading.Reading, m event.Match) bool {
	c := m.Clause
	if !c.Verb.Passive || c.Subject != nil || !c.Verb.Neg || c.Question || c.Verb.Modality != clause.May && c.Verb.Modality != clause.Must || x.leaves[c.Verb.Lemma] {
		return false
	}
	if c.Relation != clause.Root && c.Relation != clause.Conjoined && !(c.Relation == clause.Complement && c.Parent != nil && x.rulings[c.Parent.Verb.Lemma]) {
		return false
	}
	switch r.Doc.Tokens[c.Verb.First].Lower {
	case "may", "must":
	default:
		return false // "could not be bought in Norway"
	}
	return x.inState(r, c)
}

// barredIn reports what somebody "may no longer" do in a state: who cannot, may only be unable.
func (x *Extractor) barredIn(r *reading.Reading, c *clause.Clause) bool {
	return c.Verb.Ceased && r.Doc.Tokens[c.Verb.First].Lower == "may" && (c.Relation == clause.Root || c.Relation == clause.Conjoined) && x.inState(r, c)
}

// inState reports a clause with the name of a state behind its "in".
func (x *Extractor) inState(r *reading.Reading, c *clause.Clause) bool {
	return slices.ContainsFunc(c.Preps, func(p clause.PP) bool {
		return p.Prep == "in" && p.Obj != nil && isState(x.parties.Mention(r, p.Obj.Mention))
	})
}

// ruledOut reports whether a body that can has decided what a clause says that somebody may not do, behind it, over it or by telling him:
// "the regulator ruled that Acme may not take on clients", "has told Acme that it can no longer sell routers".
func (x *Extractor) ruledOut(r *reading.Reading, m event.Match) bool {
	if x.told(m.Clause) != nil {
		return true
	}
	return len(x.byDecree(r, &candidate{match: m})) > 0
}

// told returns the clause by which somebody is told what he himself, as the subject of c, may not do; nil where none does.
func (x *Extractor) told(c *clause.Clause) *clause.Clause {
	p := c.Parent
	if c.Relation != clause.Complement || p == nil || !pronoun(c.Subject) || !x.hearers[p.Verb.Lemma] || p.Verb.Neg || p.Verb.Modality != clause.Factual || p.Subject == nil {
		return nil
	}
	if p.Object == nil || p.Object.Mention == nil || p.Object.Mention.Form != names.Name {
		return nil
	}
	return p
}

// approved reports what a verb that may mean to allow allows, and does not bar: "sanctioned the purchase of Acme".
func (x *Extractor) approved(r *reading.Reading, c *candidate) bool {
	m := c.match
	if m.Nominal() || !m.Frame.Is(lexicon.Sanctioning) || m.Clause.Object == nil || m.Clause.Object.Mention != nil {
		return false
	}
	head := r.Doc.Tokens[m.Clause.Object.Head].Lemma
	return x.acts[head] || x.parties.IsAct(head) && r.Doc.Tokens[m.Clause.Object.First].Tag == "DT"
}
