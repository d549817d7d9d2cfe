package ban

import (
	"slices"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/event"
	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/reading"
)

// authority fills who: by the ways in which a sentence tells who bars, the surest first, until one finds somebody.
func (x *Extractor) authority(r *reading.Reading, c *candidate, told []reading.Candidate) {
	s := &search{Extractor: x, r: r, c: c, m: c.match, nominal: c.match.Nominal(), told: told}
	for _, way := range []func(*search){
		(*search).byOutlaw, (*search).byOrder, (*search).byRegion, (*search).byFrame, (*search).byMaker, (*search).byInner, (*search).byRuling, (*search).byBlamed, (*search).byRule, (*search).byClass, (*search).byRelative, (*search).byPlace, (*search).byOwnPlace, (*search).inRegion, (*search).bySource,
		(*search).byMeasure, (*search).byPassive, (*search).byLicence, (*search).byThere, (*search).byTarget, (*search).bySpeaker, (*search).byWhole, (*search).byIssuer, (*search).byImpersonal, (*search).byEnd, (*search).byCourt, (*search).byWanting, (*search).byAlso, (*search).byBefore, (*search).bySeller,
	} {
		if len(c.who) > 0 {
			break
		}
		way(s)
	}
	if who := x.parallel(r, c.match, c, told); who != nil {
		c.who = who
	}
	c.who = event.Unique(c.who)
	x.municipal(r, c)
	x.federations(r, c)
}

// federations makes their countries of national federations that a body bars: "FIFA suspended the Pakistan Football Federation".
func (x *Extractor) federations(r *reading.Reading, c *candidate) {
	if slices.ContainsFunc(c.who, func(f event.Found) bool { return f.Entity.Type != factwire.Organization }) {
		return
	}
	for i := range c.whom {
		f := &c.whom[i]
		if f.Entity.Type != factwire.Organization || !slices.ContainsFunc(strings.Fields(strings.ToLower(f.Entity.Name)), func(w string) bool { return x.sports[w] }) {
			continue
		}
		name := f.Entity.Name
		if t := f.Last; t < len(r.Doc.Tokens) && r.Doc.Tokens[t].Lower == "of" {
			if m := r.Names.At(t + 1); m != nil && m.Form == names.Name {
				name += " of " + event.Text(r, m.First, m.Last) // "the Football Association of Chad"
			}
		}
		if s, ok := x.parties.National(name); ok {
			f.Entity = s
		}
	}
}

// municipal makes a city of a capital that bars what cities bar: "Paris banned rented e-scooters".
func (x *Extractor) municipal(r *reading.Reading, c *candidate) {
	for _, f := range c.whom {
		if f.Entity.Type != factwire.Group || !x.streets[r.Doc.Tokens[f.Last-1].Lemma] {
			return
		}
	}
	for i := range c.who {
		f := &c.who[i]
		if m := f.Mention; m != nil && f.Entity.Type == factwire.Country && m.Form == names.Name {
			if city := event.Text(r, m.First, m.Last); x.parties.IsSeat(city) {
				f.Entity = factwire.Entity{Name: city, Type: factwire.Place}
			}
		}
	}
}

// parallel returns who barred the one that "it" is taken for, where that one was barred in the sentence before: "Norway sanctioned
// Acme. It also barred Globex." It is nil where the pronoun means somebody else.
func (x *Extractor) parallel(r *reading.Reading, m event.Match, c *candidate, told []reading.Candidate) []event.Found {
	if m.Clause == nil || !pronoun(m.Clause.Subject) || len(c.who) != 1 {
		return nil
	}
	last := whoBarred(r, m, told, 1)
	if len(last) != 1 || last[0].Entity.Same(c.who[0].Entity) {
		return nil
	}
	for i := len(told) - 1; i >= 0; i-- {
		if told[i].Dropped == "" {
			if slices.Contains(factwire.Keys(told[i].Fact.Whom), c.who[0].Entity.Key()) {
				return last
			}
			return nil
		}
	}
	return nil
}

// also returns who barred another in the sentence before, where a passive says that more were barred: "Globex was
// also sanctioned".
func also(r *reading.Reading, m event.Match, told []reading.Candidate) []event.Found {
	marked := false
	for t := m.Clause.Verb.First; t < m.Clause.Verb.Last; t++ {
		marked = marked || r.Doc.Tokens[t].Lower == "also"
	}
	if !marked {
		return nil
	}
	return whoBarred(r, m, told, 1)
}

// whoBarred returns the authority of the ban told last, at most so many sentences before.
func whoBarred(r *reading.Reading, m event.Match, told []reading.Candidate, sentences int) []event.Found {
	since := r.Doc.Sentences[max(0, r.Doc.SentenceOf(m.Cue)-sentences)].Start
	for i := len(told) - 1; i >= 0; i-- {
		f := told[i].Fact
		if told[i].Dropped != "" || f.Status == factwire.Negated || f.Evidence[0].Start < since {
			continue
		}
		var out []event.Found
		for _, e := range f.Who {
			out = append(out, event.Found{Entity: e, First: m.Clause.Verb.First, Last: m.Clause.Verb.Last, Slot: again})
		}
		return out
	}
	return nil
}

// ofRule reports whether a relative clause tells what a rule does: the phrase before it, or one that its governors
// make, is one ("new rules to ensure safety that would amount to an exclusion").
func (x *Extractor) ofRule(r *reading.Reading, c *clause.Clause) bool {
	is := func(n *clause.NP) bool { return n != nil && x.rules[r.Doc.Tokens[n.Head].Lemma] }
	if is(c.Noun) || c.Noun == nil {
		return true
	}
	for g, n := c.Parent, 0; g != nil && n < 3; g, n = g.Parent, n+1 {
		if is(g.Object) || is(g.Noun) {
			return true
		}
	}
	return false
}

// imposes reports whether the subject of the verb that governs a measure may be its author: one who imposes, lifts,
// plans or refuses it, and not one who faces it, speaks of it or judges it ("branded the sanctions a mistake").
func (x *Extractor) imposes(r *reading.Reading, m event.Match) bool {
	switch m.Slot {
	case "", "subject", "complement":
		return false
	}
	return !x.targetSubjects[m.Clause.Verb.Lemma] && !x.tradeVerbs[m.Verb()] && (x.matcher.Judge.Acts(r.Doc, m.Clause, m.Slot) || x.matcher.Judge.Plotted(r.Doc, m.Noun, m.Clause))
}

// direct reports whether preposition i of a clause stands behind no other whose object it may belong to: "in Syria" of
// "sanctions over the assault in Syria" tells where the assault was.
func (x *Extractor) direct(r *reading.Reading, c *clause.Clause, i int, nominal bool) bool {
	for _, p := range c.Preps[:i] {
		if p.Obj != nil && x.standing[r.Doc.Tokens[p.Obj.Head].Lemma] {
			continue // "is in force in Norway"
		}
		if p.Tok > c.Verb.First && p.Tok < c.Preps[i].Tok && p.Obj != nil && p.Obj.Mention == nil && (nominal || p.Prep != "from" && p.Prep != "of") {
			return false
		}
	}
	return true
}

// owners returns who a rule may belong to: its possessor, the adjectives before it, the phrases behind it.
func owners(rule *clause.NP) []event.Filler {
	var out []event.Filler
	if p := rule.Possessor; p != nil {
		out = append(out, event.Filler{Slot: "possessor", NP: p, Mention: p.Mention})
	}
	for _, m := range rule.Pre {
		if m.Form == names.Adjective {
			out = append(out, event.Filler{Slot: "modifier", Mention: m})
		}
	}
	for _, p := range rule.Preps {
		if p.Obj != nil && (p.Prep == "before" || p.Prep == "in" || p.Prep == "by" || p.Prep == "from") {
			out = append(out, event.Filler{Slot: p.Prep, NP: p.Obj, Mention: p.Obj.Mention})
		}
	}
	return out
}

// impersonal reports a ban by a rule ("the order bans", "a bill would bar"), whose authority the text has told before.
// In the passive without agent it is left open: who acts most in the text is more often wrong than right.
func (x *Extractor) impersonal(r *reading.Reading, c *clause.Clause) bool {
	return c.Subject != nil && c.Subject.Mention == nil && x.rules[r.Doc.Tokens[c.Subject.Head].Lemma]
}

// ownsMeasure reports whether a name before the noun is who bars ("the American ban", "an EU ban", "a WADA
// ban on Ost") and not who is barred ("Russia sanctions", "the Huawei ban").
func (x *Extractor) ownsMeasure(r *reading.Reading, m *names.Mention, c *candidate) bool {
	for _, e := range x.parties.Mention(r, m) {
		for _, w := range c.whom {
			if w.Entity.Same(e.Entity) {
				return false
			}
		}
		switch e.Type {
		case factwire.Country:
			t := r.Doc.Tokens[m.First]
			return m.Form == names.Adjective || strings.ToUpper(t.Text) == t.Text || named(c.whom) // "New Zealand sanctions on Acme"
		case factwire.Bloc, factwire.Organization:
			return !e.Weak // "pre-Rights era restrictions"
		}
	}
	return false
}

// orderer climbs from an infinitive to the clause of the one who orders it.
func (x *Extractor) orderer(c *clause.Clause) *clause.Clause {
	var order *clause.Clause
	if c != nil && c.Relation == clause.Relative && c.Reduced && c.Parent != nil && c.Parent.Object == c.Noun && x.orders[c.Parent.Verb.Lemma] {
		return c.Parent // "ordered the equipment removed"
	}
	for ; c != nil && c.Relation == clause.XComp && c.Parent != nil; c = c.Parent {
		if !x.orders[c.Parent.Verb.Lemma] {
			break // "urged Acme to drop": who is urged would bar, not who urges
		}
		if c.Noun != nil && c.Noun.Possessor != nil && c.Subject == c.Noun.Possessor {
			return order // "discussed Britain's decision to ban": Britain bars, not those who discuss
		}
		order = c.Parent
	}
	if order != nil && order.Verb.Passive && order.Subject == nil {
		return nil
	}
	return order
}

// reporter reports a person who counts for a news outlet: what a reporter does is no measure of it.
func reporter(r *reading.Reading, f event.Found) bool {
	if f.Mention == nil || f.Entity.Type.IsState() {
		return false
	}
	person := false
	for _, i := range f.Mention.Entities {
		person = person || r.Names.Entities[i].Type == factwire.Person
	}
	return person && slices.ContainsFunc(r.Names.Entities, func(e names.Entity) bool { return e.Outlet && e.Same(f.Entity) })
}

func authorityType(t factwire.EntityType) bool {
	switch t {
	case factwire.Country, factwire.Bloc, factwire.Organization, factwire.Company, factwire.Place:
		return true
	}
	return false
}

func isState(all []names.Entity) bool {
	return slices.ContainsFunc(all, func(e names.Entity) bool { return e.Type.IsState() })
}

// ofState reports whether a phrase names a state or who acts for it.
func (x *Extractor) ofState(r *reading.Reading, n *clause.NP) bool {
	if n == nil {
		return false
	}
	a, _ := x.parties.Actors(r, event.Filler{Slot: "subject", NP: n, Mention: n.Mention})
	return slices.ContainsFunc(a, func(f event.Found) bool { return f.Entity.Type.IsState() })
}
