package ban

import (
	"slices"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/clause"
	"github.com/factwire/factwire/extractors/event"
	"github.com/factwire/factwire/extractors/names"
	"github.com/factwire/factwire/extractors/reading"
)

// plausible gives the reason for which a candidate is no ban after all.
func (x *Extractor) plausible(r *reading.Reading, c *candidate) string {
	m := c.match
	if why := x.fitting(r, c); why != "" {
		return why
	}
	groups := !slices.ContainsFunc(c.whom, func(f event.Found) bool {
		return f.Entity.Type != factwire.Group && f.Entity.Type != factwire.Place
	})
	company := slices.ContainsFunc(c.who, func(f event.Found) bool { return f.Entity.Type == factwire.Company })
	if company && m.Nominal() && !slices.ContainsFunc(c.whom, func(f event.Found) bool { return f.Slot != "modifier" }) {
		return "whose measure it is stays open" // "Acme's owner answered the Globex ban"
	}
	switch m.Frame.Name {
	case "sanction":
		if groups && c.act == "" {
			return "no named target" // "had sanctioned the tactics"
		}
	case "remove", "no dealings", "drop", "be off", "order out", "shut out":
		if (m.Frame.Name == "order out" || m.Frame.Name == "shut out") && pronoun(m.Clause.Object) {
			return "a pronoun" // "to push it out of the country"
		}
		if (m.Frame.Name == "shut out" || m.Frame.Name == "order out") && !x.outOf(r, c) {
			return "kept out of nothing that a measure closes"
		}
		if (m.Frame.Name == "remove" || m.Frame.Name == "drop") && slices.ContainsFunc(m.Clause.Preps, func(p clause.PP) bool { return p.Obj != nil && x.barring(r, p.Obj) }) {
			return "taken off a list"
		}
		if groups {
			return "no named target"
		}
		if m.Frame.Name == "no dealings" && len(c.people) > 0 && !company {
			return "a person's own" // "the candidate takes no money from"
		}
		if n := m.Clause.Object; m.Frame.Name == "remove" && n != nil && (x.weak[m.Clause.Verb.Lemma] && pronoun(n) || owned(n)) {
			return "replaced or stripped of something, and not removed"
		}
		if m.Frame.Name == "drop" && slices.ContainsFunc(m.Clause.Preps, func(p clause.PP) bool {
			return p.Prep == "from" && p.Obj != nil && x.offices[r.Doc.Tokens[p.Obj.Head].Lemma]
		}) {
			return "ousted from an office"
		}
	case "readmit":
		if groups && c.act == "" {
			return "no named target"
		}
	case "restrict", "refuse leave":
		if m.Frame.Name == "restrict" && pronoun(m.Clause.Object) && unnamed(c) {
			return "a pronoun" // "limited it to former staff"
		}
		if groups && c.act == "" {
			return "no named target"
		}
	case "measure":
		if groups && c.class == "removal" && !slices.ContainsFunc(c.whom, func(f event.Found) bool { return x.parties.IsGoods(r.Doc.Tokens[f.Last-1].Lemma) }) {
			return "no named target" // "the removal of concessions"
		}
		if groups && c.act == "" && x.limits[r.Doc.Tokens[m.Noun.Head].Lemma] {
			return "no named target" // "a limit on injunctions"
		}
	case "ban":
		if m.Clause.Verb.Form == clause.Gerund && !m.Clause.SubjectGiven && m.Clause.Relation == clause.Adverbial && m.Clause.Mark == "" && x.excepts(r, m.Clause, groups) {
			return "an exception" // "barring accidents"
		}
		if x.outcomes[m.Clause.Verb.Lemma] && (c.status != factwire.Done || m.Clause.Verb.Form != clause.Finite) {
			return "an outcome, no measure" // "wants to prevent Acme from winning"
		}
		if n := m.Clause.Object; n != nil && x.firmVerbs[m.Clause.Verb.Lemma] && (x.rules[r.Doc.Tokens[n.Head].Lemma] || x.business[r.Doc.Tokens[n.Head].Lemma]) {
			return "business of a parliament or a court" // "blocked a House bill"
		}
		if x.firm(m) && groups && !x.tradeActs[c.act] {
			return "no named target"
		}
	}
	switch {
	case company && m.Frame.Name == "ban" && x.firm(m) && c.act != "" && !x.tradeAbroad[c.act]:
		return "a company's own" // "suspended production of its jets"
	case company && groups:
		return "no named target"
	case company && c.class == "sanctions":
		return "a company imposes no sanctions"
	}
	return ""
}

// pronoun reports whether a phrase is a pronoun; it may be nil.
func pronoun(n *clause.NP) bool {
	return n != nil && n.Mention != nil && n.Mention.Form == names.Pronoun
}

// outOf reports whether a target is shut out of what measures close: a firm or its goods of anything, others of a
// state, a body, or of a place such as a market or a tournament.
func (x *Extractor) outOf(r *reading.Reading, c *candidate) bool {
	for _, f := range c.whom {
		if c.match.Clause.Verb.Lemma == "leave" {
			break // "is leaving Acme out of concern"
		}
		if f.Entity.Type == factwire.Company || f.Entity.Type == factwire.Product {
			return true
		}
	}
	for _, p := range c.match.Clause.Preps {
		if p.Prep == "out of" && p.Obj != nil && (p.Obj.Mention != nil || x.arenas[r.Doc.Tokens[p.Obj.Head].Lemma]) {
			return true
		}
	}
	return false
}

// firm reports whether the match's verb, alone or with its particle, bars only whom a name says.
func (x *Extractor) firm(m event.Match) bool {
	return x.firmVerbs[m.Clause.Verb.Lemma] || x.firmVerbs[m.Verb()]
}

// fitting leaves out targets that the frame's sense does not go with.
func (x *Extractor) fitting(r *reading.Reading, c *candidate) string {
	m := c.match
	keep := func(f event.Found) bool {
		if m.Nominal() && f.Entity.Type == factwire.Person && c.class == "restriction" || m.Nominal() && f.Entity.Type == factwire.Person && x.limits[r.Doc.Tokens[m.Noun.Head].Lemma] || m.Frame.Name == "drop" && f.Entity.Type == factwire.Product {
			return false // "limits on the Vale inquiry", "a bomb dropped from a plane"
		}
		if f.Entity.Type == factwire.Person && slices.ContainsFunc(c.people, func(p event.Found) bool { return p.Entity.Key() == f.Entity.Key() }) {
			return false // "suspended his campaign"
		}
		if x.parties.IsLaw(f.Entity) || x.ownArm(r, c, f) || f.Slot != again && !(f.Mention != nil && f.Mention.Form == names.Name) && x.matcher.Measure(r.Doc.Tokens[f.Last-1]) {
			return false
		}
		if !m.Nominal() && m.Frame.Name == "ban" && x.firm(m) && !x.stopped(r, c, f) {
			return false
		}
		if m.Frame.Name == "remove" && event.Weak(r, f) && stateItself(m.Clause, f) {
			return false // "to replace Greyhall": what it is stays open
		}
		switch f.Entity.Type {
		case factwire.Organization:
			if m.Frame.Name == "no dealings" && !x.dealings[m.Clause.Verb.Lemma] {
				return false // "does not provide data to the programme"
			}
			if m.Frame.Name == "no dealings" && (x.parties.StateOf(r, f) != "" || !stateItself(m.Clause, f) && f.Slot == "object" && !x.parties.IsGoods(r.Doc.Tokens[m.Clause.Object.Head].Lemma)) || m.Frame.Name == "be off" {
				return false
			}
			// laws and programmes that no list knows look like bodies: "scrapped the Fairness Act", "to limit Acme's programme"
			if x.parties.IsFaction(f.Entity) && (m.Frame.Name != "ban" || x.firmVerbs[m.Clause.Verb.Lemma]) {
				return false // "to stop the Unity Party from winning"
			}
			if m.Frame.Name == "restrict" && c.act == "" && f.Slot != again && !slices.ContainsFunc(m.Clause.Preps, func(p clause.PP) bool {
				return p.Prep == "to" && p.Obj != nil && x.parties.IsAct(r.Doc.Tokens[p.Obj.Head].Lemma)
			}) {
				return false // "limited the Reserve to a few measures"
			}
			return m.Frame.Name != "remove" && !(m.Frame.Name == "no dealings" && infinitive(m.Clause) && !event.Weak(r, f)) && (m.Frame.Name != "restrict" || c.act != "" || f.Slot == again || stateItself(m.Clause, f))
		case factwire.Group:
			// "the crowd", "my shop": one thing is no class, unless the text has told of it before or says here which
			return f.Mention != nil || f.Slot == again || described(m.Clause) || isClass(r, f)
		case factwire.Person:
			if m.Frame.Name == "readmit" || m.Frame.Name == "ban" && x.tradeVerbs[m.Clause.Verb.Lemma] {
				return false // "blocked Senator Vale from the floor"
			}
			return c.class != "removal" && m.Frame.Name != "no dealings" && m.Frame.Name != "drop" && m.Frame.Name != "restrict"
		case factwire.Place:
			return m.Frame.Name != "remove"
		case factwire.Program:
			return m.Frame.Name != "remove" && m.Frame.Name != "restrict" && m.Frame.Name != "order out" && m.Frame.Name != "shut out" // a law replaced, a programme dismantled
		case factwire.Country, factwire.Bloc:
			if m.Frame.Name == "readmit" && x.permits[m.Clause.Verb.Lemma] && (c.act == "" && stateItself(m.Clause, f) || m.Clause.Object != nil && m.Clause.Object.Possessor != nil) {
				return false // "legalise the Irish", "legalised its use"
			}
			if m.Frame.Name == "sanction" && !stateItself(m.Clause, f) && f.Slot == "object" && m.Clause.Object != nil && m.Clause.Object.Mention == nil {
				head := r.Doc.Tokens[m.Clause.Object.Head].Lemma
				return x.parties.IsGoods(head) || x.parties.IsClass(head) || x.parties.IsKind(head) // "sanctioned Russian murders": allowed them
			}
			if m.Frame.Name == "remove" && m.Clause.Object != nil {
				return x.parties.IsGoods(r.Doc.Tokens[m.Clause.Object.Head].Lemma)
			}
			if m.Frame.Name == "restrict" && c.act == "" && m.Clause.Object != nil && !stateItself(m.Clause, f) && (m.Clause.Object.Possessor != nil || !x.parties.IsGoods(r.Doc.Tokens[m.Clause.Object.Head].Lemma)) {
				return false // "to limit Iran's programme": what a state does is not a target
			}
			if (m.Frame.Name == "restrict" || m.Frame.Name == "ban" && x.tradeVerbs[m.Clause.Verb.Lemma]) && c.act == "" && stateItself(m.Clause, f) {
				// "stopped Pakistan at 180 runs": a state itself is stopped only from doing something
				return slices.ContainsFunc(m.Clause.Preps, func(p clause.PP) bool { return p.Prep == "from" })
			}
			if m.Frame.Name == "no dealings" && (stateItself(m.Clause, f) && f.Slot == "object" || f.Mention != nil && f.Mention.Form == names.Adjective && !x.acting(r, f)) {
				return false // "will not accept Norway as a power", "no aid to the Norwegian opposition"
			}
			if m.Frame.Name == "no dealings" && x.partners[m.Clause.Verb.Lemma] {
				return x.parties.IsGoods(r.Doc.Tokens[f.Last-1].Lemma)
			}
			return m.Frame.Name != "be off" && !(m.Frame.Name == "no dealings" && infinitive(m.Clause))
		}
		company := slices.ContainsFunc(c.who, func(f event.Found) bool { return f.Entity.Type == factwire.Company })
		return !(company && f.Entity.Type == factwire.Product && (m.Frame.Name == "remove" || m.Frame.Name == "no dealings")) // "stopped selling the Beetle"
	}
	c.whom = slices.DeleteFunc(c.whom, func(f event.Found) bool { return !keep(f) })
	if len(c.whom) == 0 {
		return "no target of this kind of measure"
	}
	if !m.Nominal() && m.Clause.Verb.Form == clause.Gerund && m.Clause.Relation == clause.Relative && m.Clause.Reduced && m.Clause.Subject == m.Clause.Noun && x.ofState(r, m.Clause.Noun) {
		return "the doing of it, and not that it is done" // "not the same as the government banning books"
	}
	if m.Frame.Name == "remove" && m.Clause.Object != nil && pronoun(m.Clause.Object.Possessor) &&
		(len(c.people) > 0 || slices.ContainsFunc(c.who, func(f event.Found) bool { return f.Entity.Type == factwire.Company })) {
		return "one's own" // "purged his Acme account"
	}
	return ""
}

// ownArm reports whether a target is a body of the authority's own: a state limits the terms of its parliament and
// orders its police about without barring anybody.
func (x *Extractor) ownArm(r *reading.Reading, c *candidate, f event.Found) bool {
	code := x.parties.StateOf(r, f)
	return code != "" && f.Entity.Type != factwire.Person && slices.ContainsFunc(c.who, func(w event.Found) bool { return w.Entity.Code == code })
}

// stopped reports whether a verb with common other senses bars a target ("halted Acme's bid", "stopped Norway from
// fishing"): a firm or what it makes; a state or a body by its goods, its firms or an act of trade; anybody from
// what measures keep people from.
func (x *Extractor) stopped(r *reading.Reading, c *candidate, f event.Found) bool {
	m := c.match
	switch f.Entity.Type {
	case factwire.Group:
		return true
	case factwire.Company, factwire.Product:
		if x.tradeVerbs[m.Clause.Verb.Lemma] && pronoun(m.Clause.Object) && !x.kept(m.Clause) {
			return false // "to stop it"
		}
		if x.tradeVerbs[m.Clause.Verb.Lemma] && stateItself(m.Clause, f) && !x.kept(m.Clause) && (event.Weak(r, f) || m.Judged == event.Possible) {
			return false // "can stop Ebola"
		}
		// "blocked several Acme users"
		for _, n := range m.Clause.Object.All() {
			if slices.Contains(n.Pre, f.Mention) {
				return c.act != "" || x.parties.IsGoods(r.Doc.Tokens[n.Head].Lemma) || x.parties.IsPart(r.Doc.Tokens[n.Head].Lemma)
			}
		}
		return true
	case factwire.Program:
		return false
	}
	if f.Slot == again || c.act != "" {
		return f.Slot != again || !x.tradeVerbs[m.Clause.Verb.Lemma]
	}
	if stateItself(m.Clause, f) {
		if x.tradeVerbs[m.Clause.Verb.Lemma] && f.Entity.Type.IsState() && !slices.ContainsFunc(c.who, func(w event.Found) bool { return w.Entity.Type.IsState() }) {
			return false // "the university stopped the federal government from building"
		}
		return x.kept(m.Clause) || f.Entity.Type != factwire.Person && !x.tradeVerbs[m.Clause.Verb.Lemma] && slices.ContainsFunc(c.who, func(w event.Found) bool {
			return w.Entity.Type != factwire.Country && w.Entity.Type != factwire.Place // a union suspends a member, a league a player
		})
	}
	n := m.Clause.Object
	if n == nil || f.Entity.Type == factwire.Person {
		return false
	}
	all := n.All()
	head := r.Doc.Tokens[all[len(all)-1].Head]
	return x.parties.IsKind(head.Lemma) || head.Tag == "NNS" && !x.tradeVerbs[m.Clause.Verb.Lemma] // "expelled Russian rowers"
}

// excepts reports a gerund that names an exception: "barring accidents" at the head of a sentence, "barring a miracle",
// "excluding Norway".
func (x *Extractor) excepts(r *reading.Reading, c *clause.Clause, groups bool) bool {
	if !x.exceptions[c.Verb.Lemma] || x.kept(c) || c.Object == nil {
		return false
	}
	opens, one := c.First <= r.Doc.Sentences[c.Sentence].First+1, event.Indefinite(r, c.Object)
	if !groups {
		return r.Doc.Tokens[c.Verb.Head].Lower == "excluding" || opens && one
	}
	first := r.Doc.Tokens[c.Object.First].Lower
	return opens || one || first == "any" || first == "some"
}

// acting reports whether an adjective of a country stands before its goods, its firms or who acts for it.
func (x *Extractor) acting(r *reading.Reading, f event.Found) bool {
	for t := f.Last; t < min(f.Last+4, len(r.Doc.Tokens)); t++ {
		if l := r.Doc.Tokens[t].Lemma; x.parties.IsGoods(l) || x.parties.IsClass(l) || x.parties.IsKind(l) || x.parties.IsAct(l) {
			return true
		}
	}
	return false
}

// unnamed reports whether no target is named but in another sentence.
func unnamed(c *candidate) bool {
	return !slices.ContainsFunc(c.whom, func(f event.Found) bool { return f.Slot == again })
}

// kept reports whether a clause says what measures keep people from: "from buying".
func (x *Extractor) kept(c *clause.Clause) bool {
	return slices.ContainsFunc(c.Preps, func(p clause.PP) bool {
		return p.Prep == "from" && (p.Verb == nil || x.activities[p.Verb.Verb.Lemma])
	})
}

// owned reports a phrase with "of" and what is somebody's own behind it: "stripped Acme of its rights".
func owned(n *clause.NP) bool {
	return len(n.Preps) > 0 && n.Preps[0].Prep == "of" && n.Preps[0].Obj != nil && n.Preps[0].Obj.Possessor != nil
}

// described reports "a dye that Denmark banned": the clause tells which thing its object is.
func described(c *clause.Clause) bool {
	return c != nil && c.Relation == clause.Relative && c.Noun == c.Object
}

// stateItself reports whether a target is what the verb is done to: its object, the surface subject of the passive.
func stateItself(c *clause.Clause, f event.Found) bool {
	return slices.ContainsFunc(c.Object.All(), func(n *clause.NP) bool { return n.Mention != nil && n.Mention == f.Mention })
}

// infinitive reports "allow Acme's army to cross".
func infinitive(c *clause.Clause) bool {
	return slices.ContainsFunc(c.Children, func(ch *clause.Clause) bool {
		return ch.Relation == clause.XComp && ch.Verb.Form == clause.Infinitive
	})
}

// isClass reports whether a phrase means a class of things: plural, a mass, or without determiner.
func isClass(r *reading.Reading, f event.Found) bool {
	head := r.Doc.Tokens[f.Last-1]
	if head.Tag != "NN" || strings.Contains(f.Entity.Name, " ") {
		return true
	}
	switch r.Doc.Tokens[f.First].Tag {
	case "DT", "PRP$":
		return strings.HasSuffix(head.Lower, "s")
	}
	return true
}
