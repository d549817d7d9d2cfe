package ban

import (
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/event"
	"github.com/factwire/factwire/extractors/reading"
)

// doing adds what nobody may do any more where a gerund tells it: with what it is done, "banned selling cigarettes to minors", or the doing itself,
// "forbade camping on its beaches".
func (x *Extractor) doing(r *reading.Reading, c *candidate) {
	m := c.match
	if len(c.whom) > 0 || m.Nominal() || m.Noun != nil || m.Clause == nil || m.Clause.Verb.Passive || !x.forbidders[m.Clause.Verb.Lemma] {
		return
	}
	if o := m.Clause.Object; o != nil {
		if o.Last == o.First+1 && strings.HasSuffix(r.Doc.Tokens[o.Head].Lower, "ing") && o.Mention == nil {
			c.whom, c.act = append(c.whom, activity(r, o.Head)), "" // "banned fishing"
		}
		return
	}
	for _, ch := range m.Clause.Children {
		v := ch.Verb
		if ch.Relation != clause.XComp || v.Form != clause.Gerund || ch.Mark != "" || ch.SubjectGiven || v.Passive || v.Neg {
			continue
		}
		if ch.Object == nil {
			c.whom = append(c.whom, activity(r, v.Head))
			continue
		}
		c.act = r.Doc.Tokens[v.Head].Lower
		if all := x.endOfTrade(r, ch); len(all) > 0 {
			c.whom = append(c.whom, all...)
			continue
		}
		for _, n := range ch.Object.All() {
			t, _ := x.parties.Targets(r, event.Filler{Slot: "object", NP: n, Mention: n.Mention})
			c.whom = append(c.whom, t...)
		}
	}
}

// endOfTrade returns the states to which or from which a clause tells something to go: "exporting chips to Chad".
func (x *Extractor) endOfTrade(r *reading.Reading, c *clause.Clause) []event.Found {
	var out []event.Found
	for _, p := range c.Preps {
		if p.Obj == nil || p.Prep != "to" && p.Prep != "from" {
			continue
		}
		for _, n := range p.Obj.All() {
			if isState(x.parties.Mention(r, n.Mention)) {
				t, _ := x.parties.Targets(r, event.Filler{Slot: p.Prep, NP: n, Mention: n.Mention})
				out = append(out, t...)
			}
		}
	}
	return out
}

// activity is what the gerund at a token tells, as a class of its own.
func activity(r *reading.Reading, t int) event.Found {
	return event.Found{Entity: factwire.Entity{Name: r.Doc.Tokens[t].Lower, Type: factwire.Group}, First: t, Last: t + 1, Slot: "object"}
}
