package event

import (
	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/reading"
)

// Actors resolves a filler to those who act: a public body and an official count as their
// state, a company's people as the company. The people themselves are returned apart.
func (p *Parties) Actors(r *reading.Reading, f Filler) (actors, people []Found) {
	b := &acting{Parties: p, r: r, f: f, n: f.NP}
	for _, way := range []func(*acting) bool{
		(*acting).owned, (*acting).apposedName, (*acting).spoken, (*acting).mention, (*acting).nobody, (*acting).author, (*acting).pronoun, (*acting).part, (*acting).counted, (*acting).apposed,
	} {
		if way(b) {
			b.enrolled()
			return b.actors, b.people
		}
	}
	for _, way := range []func(*acting){(*acting).described, (*acting).listed, (*acting).seated, (*acting).members, (*acting).properName} {
		if way(b); len(b.actors) > 0 {
			break
		}
	}
	return b.actors, b.people
}

// acting is a filler while it is found who acts in it.
type acting struct {
	*Parties
	r              *reading.Reading
	f              Filler
	n              *clause.NP // the filler's, or nil
	actors, people []Found
}

// add adds an entity that a mention means.
func (b *acting) add(e names.Entity, m *names.Mention) {
	found := Found{Entity: e.Entity, First: m.First, Last: m.Last, Slot: b.f.Slot, Mention: m}
	state := e.State
	switch {
	case e.Type == factwire.Person:
		b.people = append(b.people, found)
		b.addFor(e, found)
		return
	case state == "" && e.Type == factwire.Organization:
		state = b.publicBody(e)
	case state == "" && (e.Type == factwire.Product || e.Type == factwire.Group):
		return
	}
	// a place without a state is a city that acts in its own right
	if state != "" {
		if s, ok := b.State(state); ok {
			found.Entity = s
		}
	}
	b.actors = append(b.actors, found)
}

// addFor adds for whom a person acts, or the person where that is not known.
func (b *acting) addFor(e names.Entity, found Found) {
	if e.Affiliation != "" {
		if found.Entity = b.affiliation(b.r, e); found.Entity.Name != "" {
			b.actors = append(b.actors, found)
		}
		return
	}
	if c := owner(b.Parties, b.r, b.n); c.Name != "" && !e.Weak {
		found.Entity = c // "Norway's Ada Ost"
	} else if c := countryBehind(b.Parties, b.r, b.n); c.Name != "" {
		found.Entity = c // "Foreign Minister Ada Ost of Norway"
	}
	b.actors = append(b.actors, found)
}

// all adds those who act in each of some groups, with their people.
func (b *acting) all(list []*clause.NP) {
	for _, n := range list {
		x, y := b.Actors(b.r, Filler{Slot: b.f.Slot, NP: n, Mention: n.Mention})
		b.actors, b.people = append(b.actors, x...), append(b.people, y...)
	}
}

// bare is all without the people.
func (b *acting) bare(list []*clause.NP) {
	for _, n := range list {
		x, _ := b.Actors(b.r, Filler{Slot: b.f.Slot, NP: n, Mention: n.Mention})
		b.actors = append(b.actors, x...)
	}
}

// owned: the body of those whom "of" names.
func (b *acting) owned() bool {
	owned, told := b.OfName(b.r, b.n)
	b.all(owned)
	return told
}

// apposedName: the name beside a description.
func (b *acting) apposedName() bool {
	m := apposed(b.r, b.n)
	if m == nil {
		return false
	}
	b.actors, b.people = b.Actors(b.r, Filler{Slot: b.f.Slot, Mention: m})
	return true
}

// spoken: for whom somebody speaks.
func (b *acting) spoken() bool {
	s := b.spokenFor(b.r, b.f)
	if s != nil {
		b.actors = []Found{*s}
	}
	return s != nil
}

// mention: the entities of the filler's own name.
func (b *acting) mention() bool {
	m := b.f.Mention
	if m == nil {
		return false
	}
	if b.n == nil && b.mere(b.r, m) {
		return true
	}
	if b.n != nil && b.n.Mention != m {
		return false
	}
	for _, e := range b.Mention(b.r, m) {
		if m.Form == names.Adjective && len(m.Entities) == 1 && !e.Type.IsState() { // but both of "the Fatah-Hamas deal"
			continue
		}
		b.add(e, m)
	}
	return len(b.actors)+len(b.people) > 0
}

// enrolled adds the members that the text lists for those who act: a bloc is named where the text names it, and its members where it lists them.
func (b *acting) enrolled() {
	if len(b.actors) != 1 {
		return
	}
	m := b.actors[0].Mention
	for _, n := range b.roll(b.r, m) {
		member := Found{First: n.First, Last: n.Last, Slot: b.f.Slot, Mention: n.Mention, Under: m}
		if b.r.Doc.SentenceOf(n.First) != b.r.Doc.SentenceOf(m.First) {
			member.First, member.Last, member.Origin = m.First, m.Last, [2]int{n.First, n.Last}
		}
		for _, e := range b.Mention(b.r, n.Mention) {
			member.Entity = e.Entity
			b.actors = append(b.actors, member)
		}
	}
}

// nobody: there is no group to look into.
func (b *acting) nobody() bool { return b.n == nil }

// pronoun: whom it stands for.
func (b *acting) pronoun() bool {
	m := b.f.Mention
	if m == nil || m.Form != names.Pronoun || len(m.Entities) > 0 {
		return false
	}
	a := b.antecedent(b.r, b.n)
	if a == nil || a == b.n {
		return false
	}
	all := a.All()[:1]
	if b.r.Doc.Tokens[b.n.Head].Lower == "they" {
		all = a.All()
	}
	for _, o := range all {
		if namesActor(b.r, o) || b.agency(b.r, b.n, o) { // a pronoun beside a name would lead back here
			b.all([]*clause.NP{o})
		}
	}
	return true
}

// part: the group of which "both" or "none" is told.
func (b *acting) part() bool {
	o := partOf(b.r, b.n)
	if o != nil {
		b.all([]*clause.NP{o})
	}
	return o != nil
}

// counted: those whom a number counts.
func (b *acting) counted() bool {
	list := b.Counted(b.r, b.n)
	b.all(list)
	return list != nil
}

// apposed: "its owner, Loopcast of Singapore", "a firm named Loopcast".
func (b *acting) apposed() bool {
	if b.n.Mention != nil {
		return false
	}
	if o := b.calledSo(b.n); o != nil {
		b.all([]*clause.NP{o})
		return len(b.actors)+len(b.people) > 0
	}
	for _, a := range b.n.Appos {
		if a.Mention == nil || a.Mention.Form != names.Name {
			continue
		}
		if x, y := b.Actors(b.r, Filler{Slot: b.f.Slot, NP: a, Mention: a.Mention}); len(x) > 0 {
			b.actors, b.people = x, append(b.people, y...)
			return true
		}
	}
	return false
}

// described: "the Dutch government", "U.S. officials", "Vodafone's Portuguese unit", "the government of Kenya", and "the Balkan countries
// of Serbia and Kosovo", where the names behind count and not those before.
func (b *acting) described() {
	n, head := b.n, b.r.Doc.Tokens[b.n.Head].Lemma
	of := behind(n, "of")
	if b.Parties.members[head] && of != nil {
		b.bare(of.All())
		return
	}
	if !b.agents[head] && !b.parts[head] {
		return
	}
	if n.Possessor != nil {
		b.bare([]*clause.NP{n.Possessor})
	}
	if len(b.actors) == 0 {
		for _, m := range n.Pre {
			x, _ := b.Actors(b.r, Filler{Slot: b.f.Slot, Mention: m})
			b.actors = append(b.actors, x...)
		}
	}
	if len(b.actors) == 0 && of != nil {
		b.bare(of.All())
	}
}

// listed: "nations such as Australia and Japan".
func (b *acting) listed() {
	for _, pp := range b.n.Preps {
		if b.examples[pp.Prep] && pp.Obj != nil {
			b.bare(pp.Obj.All())
		}
	}
}

// seated: "lawmakers in Warsaw".
func (b *acting) seated() {
	in := behind(b.n, "in")
	if in == nil || !b.agents[b.r.Doc.Tokens[b.n.Head].Lemma] {
		return
	}
	if s, ok := b.seat(b.r, in.Mention); ok {
		b.actors = append(b.actors, Found{Entity: s, First: in.First, Last: in.Last, Slot: b.f.Slot, Mention: in.Mention})
	}
}

// members: those whom the text lists for the group elsewhere.
func (b *acting) members() { b.bare(b.Members(b.r, b.n)) }

// properName: a name that no list knows.
func (b *acting) properName() {
	if e, first, ok := b.proper(b.r, b.n); ok {
		b.actors = append(b.actors, Found{Entity: e, First: first, Last: b.n.Head + 1, Slot: b.f.Slot})
	}
}
