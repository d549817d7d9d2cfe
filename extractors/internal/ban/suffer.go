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

// sufferer returns the phrase of the clause around a noun of measures that names who is barred, where none stands behind the noun: the
// subject of "faces a ban", "is under sanctions", "is the target of sanctions"; the object of "was hit with sanctions"; who "under a
// ban" may not do something. It is nil where nobody is told so.
func (x *Extractor) sufferer(r *reading.Reading, m event.Match) *clause.NP {
	c := m.Clause
	if c == nil {
		return nil
	}
	lemma := c.Verb.Lemma
	switch {
	case m.Slot == "object2":
		return c.Object // "was handed a four-year ban"
	case x.appealed(r, m):
		return c.Subject // "lost an appeal against the ban"
	case m.Slot == "with" && x.strikers[lemma] && struck(c) != nil:
		return struck(c)
	case x.spared(m):
		return c.Object
	case (m.Slot == "with" || m.Slot == "in") && x.inflicters[lemma], m.Slot == "under" && x.placers[lemma] && c.Object != nil:
		return c.Object
	case m.Slot == "subject" && x.inflicters[lemma] && (c.Verb.Passive || x.aimed[lemma]):
		return c.Object // "was hit by sanctions"
	case m.Slot == "subject":
		return nil
	case x.targetVerbs[lemma], c.Predicate == "subject", m.Slot == "subject to", m.Slot == "under" && (c.Verb.Copula || x.placers[lemma]):
		return c.Subject
	case m.Slot == "of" && c.Verb.Copula && c.Compl != nil && x.aims[r.Doc.Tokens[c.Compl.Head].Lemma]:
		return c.Subject // "is the target of sanctions"
	}
	return refusedUnder(r, c, m.Noun)
}

// spared reports a measure out of which its clause lets somebody: "was spared from the sanctions".
func (x *Extractor) spared(m event.Match) bool {
	return (m.Slot == "from" || m.Slot == "of") && x.sparers[m.Clause.Verb.Lemma]
}

// struck returns against whom a verb in the active is: "retaliated against Norway with sanctions".
func struck(c *clause.Clause) *clause.NP {
	for _, p := range c.Preps {
		if (p.Prep == "against" || p.Prep == "at") && !c.Verb.Passive {
			return p.Obj
		}
	}
	return nil
}

// appealed reports a measure against which its clause tells that somebody appeals.
func (x *Extractor) appealed(r *reading.Reading, m event.Match) bool {
	o := m.Clause.Object
	return m.Slot == "against" && o != nil && x.appeals[r.Doc.Tokens[o.Head].Lemma] && !m.Clause.Verb.Passive
}

// refusedUnder returns who in the sentence of c may not do something "under" the measure n, or nil.
func refusedUnder(r *reading.Reading, c *clause.Clause, n *clause.NP) *clause.NP {
	for _, main := range r.Clauses.In(c.Sentence) {
		if main.Subject != nil && refused(main) && slices.ContainsFunc(main.Preps, func(p clause.PP) bool { return p.Prep == "under" && p.Obj == n }) {
			return main.Subject
		}
	}
	return nil
}

// refused reports a clause by which somebody may not do something: "may not bid", "cannot sell".
func refused(c *clause.Clause) bool {
	return c.Verb.Neg && (c.Verb.Modality == clause.May || c.Verb.Modality == clause.Must || c.Verb.Modality == clause.Will)
}

// byDecree returns the state whose body is told to have ruled, decided or announced what a passive without agent says, behind it or
// over it in the sentence: "Acme is not allowed to collect fees, the Norwegian regulator ruled".
func (x *Extractor) byDecree(r *reading.Reading, ban *candidate) []event.Found {
	m := ban.match
	for _, c := range r.Clauses.In(m.Clause.Sentence) {
		if c == m.Clause || c.Subject == nil || !x.rulings[c.Verb.Lemma] || c.Verb.Neg || c.Verb.Modality != clause.Factual || c.Verb.Passive {
			continue
		}
		over := false
		for g := m.Clause.Parent; g != nil; g = g.Parent {
			over = over || g == c
		}
		if !over && (c.Verb.First < m.Clause.Verb.First || c.Subject.First == 0 || r.Doc.Tokens[c.Subject.First-1].Text != ",") {
			continue
		}
		var out []event.Found
		for _, n := range c.Subject.All() {
			a, people := x.parties.Actors(r, event.Filler{Slot: "subject", NP: n, Mention: n.Mention})
			if len(people) == 0 || over && titled(r, people) {
				out = append(out, slices.DeleteFunc(a, func(f event.Found) bool { return !f.Entity.Type.IsState() })...)
				ban.people = append(ban.people, people...)
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

// titled reports whether every one of some people holds an office.
func titled(r *reading.Reading, people []event.Found) bool {
	return !slices.ContainsFunc(people, func(f event.Found) bool {
		return !slices.ContainsFunc(r.Names.Entities, func(e names.Entity) bool { return e.Same(f.Entity) && e.Title != "" })
	})
}

// ofPlace returns the one state that the sentence names, or speaks of by its adjective, for a body without name of its own: "is no longer welcome in
// Brazilian networks after the ministry banned it".
func (x *Extractor) ofPlace(r *reading.Reading, c *candidate) []event.Found {
	n := c.match.Clause.Subject
	if n == nil || n.Mention != nil || n.Possessor != nil || len(n.Pre) > 0 || r.Doc.Tokens[n.First].Lower != "the" || !x.parties.IsAgent(r.Doc.Tokens[n.Head].Lemma) {
		return nil
	}
	s := r.Doc.SentenceOf(n.Head)
	for _, sentence := range []int{s, s - 1} {
		switch found := x.statesIn(r, c, sentence, n); len(found) {
		case 0:
		case 1:
			return found
		default:
			return nil
		}
	}
	return nil
}

// statesIn returns the states that a sentence names, but for those barred, as they are told of by the phrase n.
func (x *Extractor) statesIn(r *reading.Reading, c *candidate, sentence int, n *clause.NP) []event.Found {
	if sentence < 0 || n == nil {
		return nil
	}
	var found []event.Found
	for i := range r.Names.Mentions {
		mention := &r.Names.Mentions[i]
		if r.Doc.SentenceOf(mention.First) != sentence {
			continue
		}
		for _, e := range x.parties.Mention(r, mention) {
			if e.Type == factwire.Country && !slices.ContainsFunc(c.whom, func(w event.Found) bool { return w.Entity.Same(e.Entity) }) {
				found = append(found, event.Found{Entity: e.Entity, First: n.First, Last: n.Last, Slot: "subject"})
			}
		}
	}
	return event.Unique(found)
}

// imposer returns who was told last to have barred whom a measure that has ended barred.
func imposer(r *reading.Reading, c *candidate, told []reading.Candidate) []event.Found {
	for i := len(told) - 1; i >= 0; i-- {
		f := &told[i].Fact
		if told[i].Dropped != "" || f.Status != factwire.Done {
			continue
		}
		for _, w := range c.whom {
			if slices.Contains(factwire.Keys(f.Whom), w.Entity.Key()) {
				var out []event.Found
				for _, e := range f.Who {
					out = append(out, event.Found{Entity: e, First: c.match.Noun.First, Last: c.match.Noun.Last, Slot: again})
				}
				return out
			}
		}
	}
	return nil
}

// lastTold returns the authority of the ban told last, at most a sentence before, for "a similar ban on Globex".
func (x *Extractor) lastTold(r *reading.Reading, m event.Match, told []reading.Candidate) []event.Found {
	for t := m.Noun.First; t < m.Noun.Head; t++ {
		if x.similar[r.Doc.Tokens[t].Lower] {
			return whoBarred(r, m, told, 1)
		}
	}
	return nil
}

// withheld makes a firm, or what it makes, the target of a measure that keeps a class or a body of the authority's own from dealing with it: "barred
// its army from using Acme drones", "has forbidden agencies to buy Acme routers".
func (x *Extractor) withheld(r *reading.Reading, c *candidate) {
	var acts []*clause.Clause
	for _, p := range c.match.Clause.Preps {
		if p.Verb != nil && p.Prep == "from" {
			acts = append(acts, p.Verb)
		}
	}
	for _, ch := range c.match.Clause.Children {
		if ch.Relation == clause.XComp && ch.Verb.Form == clause.Infinitive && ch.Subject != nil && ch.Subject == c.match.Clause.Object {
			acts = append(acts, ch)
		}
	}
	for _, act := range acts {
		with := act.Object.All()
		for _, p := range act.Preps { // "from doing business with Acme"
			if p.Obj != nil && (p.Prep == "with" || p.Prep == "from" || p.Prep == "to") {
				with = append(with[:len(with):len(with)], p.Obj.All()...)
			}
		}
		var inner []event.Found
		for _, n := range with {
			t, _ := x.parties.Targets(r, event.Filler{Slot: "object", NP: n, Mention: n.Mention})
			inner = append(inner, slices.DeleteFunc(t, func(f event.Found) bool { return !firmOrWare(r, f) && n != act.Object })...)
		}
		if slices.ContainsFunc(inner, func(f event.Found) bool { return firmOrWare(r, f) }) {
			c.whom = inner
		}
	}
}

// firmOrWare reports whether a target is a firm, what one makes, or a body that may be one.
func firmOrWare(r *reading.Reading, f event.Found) bool {
	return f.Entity.Type == factwire.Company || f.Entity.Type == factwire.Product || f.Entity.Type == factwire.Organization && event.Weak(r, f)
}

// hearer turns round a passive that somebody is told of himself: "Norway warned Acme that it could be banned" bars Acme, and not Norway,
// which would bar it. It reports whether there is one.
func (x *Extractor) hearer(r *reading.Reading, c *candidate) bool {
	m := c.match.Clause
	forbidden := c.match.Frame.Is(lexicon.Forbidden) && m != nil && pronoun(m.Subject)
	if m == nil || c.match.Noun != nil || !forbidden && (!m.Verb.Passive || m.Subject != nil || !pronoun(m.Object)) || m.Relation != clause.Complement {
		return false
	}
	teller := m.Parent
	if teller == nil || !x.hearers[teller.Verb.Lemma] || teller.Object == nil || teller.Object.Mention == nil || teller.Object.Mention.Form != names.Name || teller.Subject == nil {
		return false
	}
	var whom, who, people []event.Found
	for _, n := range teller.Object.All() {
		t, _ := x.parties.Targets(r, event.Filler{Slot: "object", NP: n, Mention: n.Mention})
		whom = append(whom, t...)
	}
	for _, n := range teller.Subject.All() {
		a, p := x.parties.Actors(r, event.Filler{Slot: "subject", NP: n, Mention: n.Mention})
		who, people = append(who, a...), append(people, p...)
	}
	if len(whom) == 0 || !slices.ContainsFunc(who, func(f event.Found) bool { return f.Entity.Type.IsState() }) {
		return false
	}
	c.whom, c.who, c.people = event.Unique(whom), event.Unique(who), people
	return true
}

// speakerBefore returns the state or body that is the subject of the sentence before, where the pronoun that acts was taken for the one it
// acts on: "Norway said that Acme was a threat. It has now barred the company."
func (x *Extractor) speakerBefore(r *reading.Reading, c *candidate) []event.Found {
	m := c.match.Clause
	if m == nil || c.match.Noun != nil || !pronoun(m.Subject) {
		return nil
	}
	return x.stateBefore(r, c)
}

// stateBefore returns the states that are the subject of the sentence before, but for those barred.
func (x *Extractor) stateBefore(r *reading.Reading, c *candidate) []event.Found {
	m := c.match.Clause
	for _, o := range r.Clauses.In(m.Sentence - 1) {
		if o.Relation != clause.Root || o.Subject == nil || o.Verb.Passive {
			continue
		}
		var out []event.Found
		for _, n := range o.Subject.All() {
			a, _ := x.parties.Actors(r, event.Filler{Slot: again, NP: n, Mention: n.Mention})
			out = append(out, slices.DeleteFunc(a, func(f event.Found) bool {
				return !f.Entity.Type.IsState() || slices.ContainsFunc(c.whom, func(w event.Found) bool { return w.Entity.Same(f.Entity) })
			})...)
		}
		return out
	}
	return nil
}
