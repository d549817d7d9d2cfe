package ban

import (
	"slices"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/event"
	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/lexicon"
	"github.com/factwire/factwire/extractors/reading"
)

// targets fills whom and the act.
func (x *Extractor) targets(r *reading.Reading, c *candidate) {
	m := c.match
	x.roleTargets(r, c)
	x.letDoer(r, c)
	x.doing(r, c)
	x.buyers(r, c)
	if m.Nominal() {
		x.nounTargets(r, c)
	} else if m.Noun == nil && m.Clause != nil && !narrower(c.whom) {
		if one := x.among(r, m.Clause.Object); len(one) > 0 {
			c.whom = one // and not all "Chinese apps" among which it is
		}
	}
	if !named(c.whom) && (m.Nominal() || m.Noun == nil && m.Clause != nil && !ownBody(c)) {
		c.goods(x.bound(r, x.barredGoods(r, m)))
	}
	if m.Clause != nil && !m.Nominal() && (!named(c.whom) || ownBody(c) || m.Clause.Object != nil && m.Clause.Object.Possessor != nil) {
		x.withheld(r, c)
	}
	if m.Nominal() && !named(c.whom) && (c.class == "sanctions" || c.class == "restriction") {
		x.customers(r, c)
	}
	if named(c.whom) {
		c.whom = slices.DeleteFunc(c.whom, func(f event.Found) bool { return f.Entity.Type == factwire.Group })
	}
	c.whom = event.Unique(c.whom)
}

// narrower reports that some of those found are named themselves, and not only the state that a class is of.
func narrower(all []event.Found) bool {
	return slices.ContainsFunc(all, func(f event.Found) bool { return f.Entity.Type != factwire.Group && !f.Entity.Type.IsState() })
}

// ofAct reports a phrase that belongs to what is barred: "stocks" of "a ban on banks from betting against stocks".
func ofAct(r *reading.Reading, f event.Filler) bool {
	if f.NP == nil || f.NP.First < 3 || f.Slot != "against" {
		return false
	}
	t := f.NP.First - 3
	return r.Doc.Tokens[t].Lower == "from" && strings.HasSuffix(r.Doc.Tokens[t+1].Lower, "ing")
}

// roleTargets adds those whom the frame's slots name.
func (x *Extractor) roleTargets(r *reading.Reading, c *candidate) {
	m := c.match
	for _, f := range append(x.matcher.Role(r, m, m.Frame.Whom), x.besides(r, m)...) {
		if f.Slot == "modifier" && !m.Nominal() && slices.Contains(m.Frame.Who, f.Slot) && f.Mention.Form == names.Adjective {
			continue // "had its Norwegian licence suspended"
		}
		if m.Nominal() && f.Slot == "modifier" {
			c.whom = append(c.whom, x.before(r, f)...)
			continue
		}
		if m.Nominal() && f.Slot == "for" || m.Frame.Is(lexicon.Dealing) && f.Slot != "object" && x.leaves[m.Clause.Verb.Lemma] {
			continue
		}
		if m.Nominal() && f.NP != nil && f.NP.Mention == nil && x.appeals[r.Doc.Tokens[f.NP.Head].Lemma] {
			continue // "overturned on appeal"
		}
		if m.Nominal() && ofAct(r, f) {
			continue
		}
		t, act := x.parties.Targets(r, f)
		if act != "" {
			c.act = act
		}
		c.whom = append(c.whom, t...)
		if m.Frame.Effect == factwire.Negated && len(c.whom) > 0 && named(c.whom) {
			break
		}
	}
}

// buyers makes those who would buy the targets of a veto: "vetoed the takeover of Acme by Globex", "the sale of Acme to Globex".
func (x *Extractor) buyers(r *reading.Reading, c *candidate) {
	m := c.match
	if m.Nominal() || m.Noun != nil || m.Clause.Object == nil || !m.Frame.Is(lexicon.Barring) || !x.firm(m) {
		return
	}
	o := m.Clause.Object
	want := ""
	switch lemma := r.Doc.Tokens[o.Head].Lemma; {
	case x.parties.IsBuying(lemma):
		want = "by"
	case x.selling[lemma]:
		want = "to"
	default:
		return
	}
	if want == "to" && (len(o.Preps) == 0 || o.Preps[0].Prep != "of") {
		return // "the sale to Norway"
	}
	var out []event.Found
	for _, p := range m.Clause.Preps {
		if p.Prep != want || p.Obj == nil || p.Tok < o.Head || p.Obj.Mention == nil || m.Clause.Verb.Passive {
			continue
		}
		for _, n := range p.Obj.All() {
			t, _ := x.parties.Targets(r, event.Filler{Slot: "object", NP: n, Mention: n.Mention})
			out = append(out, t...)
		}
	}
	if slices.ContainsFunc(out, func(f event.Found) bool { return firmOrWare(r, f) }) {
		c.whom, c.act = out, r.Doc.Tokens[o.Head].Lower
	}
}

// before returns the firm or the product that a name before the noun of a measure means, as in "the Huawei ban": a country there bars.
func (x *Extractor) before(r *reading.Reading, f event.Filler) []event.Found {
	var out []event.Found
	for _, e := range x.parties.Mention(r, f.Mention) {
		if e.Type == factwire.Company || e.Type == factwire.Product {
			t, _ := x.parties.Targets(r, f)
			out = append(out, t...)
		}
	}
	return out
}

// nounTargets adds those whom the clause around the noun of a measure tells to be barred by it, where the noun's own slots name nobody.
func (x *Extractor) nounTargets(r *reading.Reading, c *candidate) {
	m := c.match
	if !named(c.whom) {
		for _, n := range x.sufferer(r, m).All() {
			t, _ := x.parties.Targets(r, event.Filler{Slot: "object", NP: n, Mention: n.Mention})
			if named(t) || len(c.whom) == 0 {
				c.whom = append(c.whom, t...)
			}
		}
	}
	for _, way := range []func() []event.Found{
		func() []event.Found { return x.among(r, x.sufferer(r, m)) }, // "among those hit by the sanctions are Acme and Globex"
		func() []event.Found { return x.aimedAt(r, m) },
		func() []event.Found { return x.harmed(r, m) },
		func() []event.Found { return x.covered(r, m) },
	} {
		if len(c.whom) == 0 {
			c.whom = way()
		}
	}
}

// customers makes the state for which goods are meant the target, and the goods the scope: "export restrictions on lasers for Chinese
// customers".
func (x *Extractor) customers(r *reading.Reading, c *candidate) {
	for _, f := range x.matcher.Role(r, event.Match{Frame: c.match.Frame, Noun: c.match.Noun}, []string{"to", "for"}) {
		t, _ := x.parties.Targets(r, f)
		if named(t) {
			if len(c.whom) > 0 {
				c.act = c.whom[0].Entity.Name
			}
			c.whom = t
		}
	}
}

// ownBody reports whether the one barred is a body of the authority's own.
func ownBody(c *candidate) bool {
	for _, f := range c.whom {
		if f.Mention != nil && f.Mention.Form == names.Pronoun {
			return true
		}
	}
	return false
}

// besides returns those whom a clause tells to be barred along with its object: "barred Acme along with Globex".
func (x *Extractor) besides(r *reading.Reading, m event.Match) []event.Filler {
	if m.Nominal() || m.Noun != nil || m.Clause == nil || m.Clause.Object == nil || !m.Frame.Is(lexicon.Barring) && !m.Frame.Is(lexicon.Sanctioning) {
		return nil
	}
	var out []event.Filler
	for _, p := range m.Clause.Preps {
		if p.Obj == nil || !x.companions[p.Prep] || p.Tok != m.Clause.Object.End() && p.Tok != m.Clause.Object.Last {
			continue
		}
		for _, n := range p.Obj.All() {
			if n.Mention != nil && n.Mention.Form == names.Name {
				out = append(out, event.Filler{Slot: "object", NP: n, Mention: n.Mention})
			}
		}
	}
	return out
}
