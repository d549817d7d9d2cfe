package signing

import (
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/event"
	"github.com/factwire/factwire/extractors/lexicon"
	"github.com/factwire/factwire/extractors/reading"
)

// read finds the parties of a match. Why is the reason for which it is no signing.
func (x *Extractor) read(r *reading.Reading, m event.Match, told []reading.Candidate) (c *candidate, why string) {
	if tells, why := x.tells(r, m); !tells {
		return nil, why
	}
	c = &candidate{match: m, class: m.Class, confidence: 0.9}
	if m.Frame.What != "" {
		c.class = m.Frame.What
	}
	x.actors(r, c)
	x.counterparts(r, c)
	x.ones(r, c)
	x.between(c)
	x.authors(r, c)
	x.behalf(r, c)
	x.capitals(c)
	c.sides[0] = parties(c.sides[0])
	ok := false
	if c.class == "accession" {
		c.sides[1] = event.Unique(c.sides[1])
		ok, why = x.accedes(r, c, told)
	} else {
		c.sides[1] = parties(c.sides[1])
		ok, why = x.agrees(r, c, told)
	}
	if !ok {
		return nil, why
	}
	if status(m) == "" {
		return nil, "hypothetical"
	}
	return c, ""
}

// tells reports whether a match can be a signing at all, and if not, perhaps why.
func (x *Extractor) tells(r *reading.Reading, m event.Match) (bool, string) {
	if n := m.Noun; n != nil {
		switch {
		case n.Head > n.First && x.idioms[r.Doc.Tokens[n.Head-1].Lower+" "+r.Doc.Tokens[n.Head].Lower]:
			return false, "a turn of phrase" // "a great deal of wheat"
		case m.Slot == "object2" && m.Clause != nil && x.namers[m.Clause.Verb.Lemma]:
			return false, "what something is called" // "a game that he called a deal for both"
		}
		return event.Qualified(r, x.qualifiers, m) && !x.verbal(r, m), ""
	}
	if m.Clause == nil || !x.pens[m.Clause.Verb.Lemma] {
		return true, ""
	}
	o := m.Clause.Object
	if o != nil && o.Mention == nil && x.statutes[r.Doc.Tokens[o.Head].Lemma] && len(x.matcher.Role(r, m, []string{"with"})) == 0 {
		return false, "a law or an order, which is signed into force"
	}
	return true, ""
}

// actors finds those who act, and the people who do so for them.
func (x *Extractor) actors(r *reading.Reading, c *candidate) {
	m := c.match
	for _, f := range x.matcher.Role(r, m, m.Frame.Who) {
		a, p := x.parties.Actors(r, f)
		if f.Slot == "by" && m.Clause != nil && m.Clause.Verb.Passive && m.Slot == "object" {
			continue // the agent is the subject already
		}
		if f.Slot == "subject" && m.Noun != nil && x.lookOn(r, m) {
			continue
		}
		if c.class == "contract" && f.Slot == "possessor" && len(p) > 0 {
			continue // "Ms. Orban's contract" is one of employment
		}
		if c.class == "contract" {
			if a = ofNoState(a, p); f.Slot == "subject" && m.Clause != nil && m.Clause.Verb.Lemma == "have" {
				a = slices.DeleteFunc(a, person) // "had his Acme contract renewed"
			}
		}
		named := len(a) > 0
		a = x.signatories(r, f, a, p)
		c.nobody = c.nobody || named && len(a) == 0 && len(p) > 0
		if f.Slot == "modifier" {
			// "the Kyoto accord", "a Pacific pact": named after a place that signs nothing
			a = slices.DeleteFunc(a, func(f event.Found) bool { return f.Entity.Type == factwire.Place })
		}
		c.sides[0] = append(c.sides[0], a...)
		c.people = append(c.people, p...)
	}
}

// lookOn reports whether the subject of a clause about an instrument is no party of it: it sees it come, or brings it about for others.
func (x *Extractor) lookOn(r *reading.Reading, m event.Match) bool {
	if m.Frame.What == "" && !x.signs(r, m) && m.Slot != "subject" && (m.Slot == "with" || x.onlookers[m.Clause.Verb.Lemma] || !x.matcher.Judge.Known(r.Doc, m.Clause, m.Slot)) {
		return true
	}
	if m.Clause != nil && (x.pleas[m.Clause.Verb.Lemma] && m.Slot == "for" || x.suitors[m.Clause.Verb.Lemma] && m.Slot == "object") && x.endsWar(r, m.Noun) && !slices.ContainsFunc(m.Noun.Preps, func(p clause.PP) bool { return p.Prep == "with" }) {
		return true // "Norway called for a truce", "Norway proposed a truce"
	}
	return m.Clause != nil && x.mediators[m.Clause.Verb.Lemma] && len(x.matcher.Role(r, m, []string{"with"})) == 0 // "Norway brokered a deal"
}

// endsWar reports an instrument by which a war ends or pauses: "an immediate ceasefire", "a peace deal".
func (x *Extractor) endsWar(r *reading.Reading, n *clause.NP) bool {
	for t := n.First; t <= n.Head; t++ {
		if x.truces[r.Doc.Tokens[t].Lemma] {
			return true
		}
	}
	return false
}

// ofNoState leaves the states out that stand for people: "Ost's contract with Vale" is people's own, and not their states'.
func ofNoState(a, people []event.Found) []event.Found {
	return slices.DeleteFunc(a, func(f event.Found) bool {
		return f.Entity.Type.IsState() && slices.ContainsFunc(people, func(q event.Found) bool { return q.Mention == f.Mention })
	})
}

// counterparts finds those with whom a signing is, or what is joined.
func (x *Extractor) counterparts(r *reading.Reading, c *candidate) {
	m := c.match
	for _, f := range x.matcher.Role(r, m, m.Frame.With) {
		if m.Frame.What == "accession" {
			c.sides[1] = append(c.sides[1], x.joined(r, m, f)...)
			continue
		}
		if m.Frame.Is(lexicon.Undertaking) && f.Slot == "with" && m.Judged != event.Happened {
			continue
		}
		if handed := f.Slot == "to" || f.Slot == "from" || f.Slot == "for"; handed && !m.Frame.Is(lexicon.Ordering) && (m.Slot != "object" && m.Slot != "subject" || !x.handing[m.Verb()]) {
			continue
		}
		a, p := x.parties.Actors(r, f)
		if other := x.gap(r, f); other != nil {
			c.gapped = append(c.gapped, union(other, parties(a)))
			continue
		}
		c.sides[1] = append(c.sides[1], x.signatories(r, f, a, p)...)
		c.people = append(c.people, p...)
	}
}

// between leaves only those between whom an instrument is said to be: "Norway announced a deal between Acme and Globex", where who speaks of it or
// brings it about is no party.
func (x *Extractor) between(c *candidate) {
	pair := event.Unique(slices.DeleteFunc(slices.Clone(c.sides[1]), func(f event.Found) bool { return f.Slot != "between" && f.Slot != "among" }))
	if len(pair) > 1 && len(c.sides[0]) > 0 && c.sides[0][0].Slot != "modifier" {
		c.sides[0] = nil
	}
}

// authors makes an agreement of a text that several sign anew: "Norway and Sweden signed the new Oslo Agreement", who do not accede to it.
func (x *Extractor) authors(r *reading.Reading, c *candidate) {
	m := c.match
	if m.Frame.Is(lexicon.Text) && m.Clause != nil && fresh(r, m.Clause.Object) && len(event.Unique(c.sides[0])) > 1 {
		c.class, c.sides[1] = "agreement", nil
	}
}

// behalf gives people the state or body for which they sign: "President Vale signed on behalf of Zimbabwe".
func (x *Extractor) behalf(r *reading.Reading, c *candidate) {
	sent := x.matcher.Role(r, c.match, []string{"on behalf of"})
	if len(sent) == 0 || len(c.sides[0]) != len(c.people) {
		return
	}
	for _, f := range sent {
		if a, p := x.parties.Actors(r, f); len(a) == 1 && len(p) == 0 {
			for i := range c.sides[0] {
				c.sides[0][i].Entity = a[0].Entity
			}
		}
	}
}
