package ban

import (
	"slices"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/event"
	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/lexicon"
	"github.com/factwire/factwire/extractors/reading"
)

// plausible gives the reason for which a candidate is no ban after all.
func (x *Extractor) plausible(r *reading.Reading, c *candidate) string {
	m := c.match
	if x.approved(r, c) {
		return "allowed, and not barred" // "sanctioned the purchase"
	}
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
	if why := x.senseless(r, c, groups, company); why != "" {
		return why
	}
	switch {
	case m.Frame.Is(lexicon.Parting) && !company:
		return "ties of states and bodies" // "cut diplomatic ties with"
	case company && m.Frame.Is(lexicon.Barring) && x.firm(m) && c.act != "" && !x.tradeAbroad[c.act] && !(x.tradeActs[c.act] && members(c.whom)):
		return "a company's own" // "suspended production of its jets"
	case company && groups:
		return "no named target"
	case company && c.class == "sanctions":
		return "a company imposes no sanctions"
	}
	return ""
}

// senseless gives the reason for which a candidate is no ban in the sense of its frame. Groups: no target is named; company: a firm bars.
func (x *Extractor) senseless(r *reading.Reading, c *candidate, groups, company bool) string {
	m := c.match
	f := m.Frame
	if f.Is(lexicon.Acted) && !x.tradeAbroad[c.act] && !x.tradeActs[c.act] {
		return "no trade that is stopped" // "put a stop to the fighting"
	}
	if f.Is(lexicon.Closing) {
		if pronoun(m.Clause.Object) {
			return "a pronoun" // "to push it out of the country"
		}
		if !x.outOf(r, c) {
			return "kept out of nothing that a measure closes"
		}
	}
	if f.Is(lexicon.Restricting) && pronoun(m.Clause.Object) && unnamed(c) {
		return "a pronoun" // "limited it to former staff"
	}
	if (f.Is(lexicon.Removing) || f.Is(lexicon.Ousting)) && slices.ContainsFunc(m.Clause.Preps, func(p clause.PP) bool { return p.Obj != nil && x.barring(r, p.Obj) }) {
		return "taken off a list"
	}
	if groups && f.Is(lexicon.Dealing) && x.outlawing(r, m.Clause) != nil {
		return ""
	}
	if groups && (f.Is(lexicon.Named) || f.Is(lexicon.Traded) && c.act == "") {
		return "no named target" // "had sanctioned the tactics"
	}
	switch {
	case m.Nominal():
		return x.unmeasured(r, c, groups)
	case f.Is(lexicon.Barring):
		return x.unbarred(r, c, groups)
	}
	return x.unremoved(r, c, company)
}

// unmeasured gives the reason for which a noun of measures names none: the class of it bars nobody without a name.
func (x *Extractor) unmeasured(r *reading.Reading, c *candidate, groups bool) string {
	wares := slices.ContainsFunc(c.whom, func(f event.Found) bool { return x.parties.IsGoods(r.Doc.Tokens[f.Last-1].Lemma) })
	if groups && c.class == "removal" && !wares {
		return "no named target" // "the removal of concessions"
	}
	if m := c.match; m.Noun != nil && r.Doc.Tokens[m.Noun.Head].Lemma == "suspension" && c.act == "" && !members(c.whom) && len(m.Noun.Preps) > 0 && m.Noun.Preps[0].Prep == "of" {
		return "no member suspended" // "the suspension of three officers"
	}
	if groups && c.act == "" && x.limits[r.Doc.Tokens[c.match.Noun.Head].Lemma] && !wares {
		return "no named target" // "a limit on injunctions"
	}
	return ""
}

// unremoved gives the reason for which nobody is removed, dropped or done no business with.
func (x *Extractor) unremoved(r *reading.Reading, c *candidate, company bool) string {
	m := c.match
	if m.Frame.Is(lexicon.Dealing) && len(c.people) > 0 && !company {
		return "a person's own" // "the candidate takes no money from"
	}
	if n := m.Clause.Object; m.Frame.Is(lexicon.Removing) && n != nil && (x.weak[m.Clause.Verb.Lemma] && pronoun(n) || owned(n) || bereft(m.Clause)) {
		return "replaced or stripped of something, and not removed"
	}
	if n := m.Clause.Object; n != nil && (m.Frame.Is(lexicon.Removing) || m.Frame.Is(lexicon.Ousting)) && (x.papers[r.Doc.Tokens[n.Head].Lemma] || x.ofPaper(r, m.Clause)) {
		return "a paper that is scrapped" // "scrapped the Acme contract"
	}
	if m.Frame.Is(lexicon.Ousting) && x.fromOffice(r, m.Clause) {
		return "ousted from an office"
	}
	return ""
}

// ofPaper reports a clause that tells of which paper somebody is stripped: "stripped Acme of a contract".
func (x *Extractor) ofPaper(r *reading.Reading, c *clause.Clause) bool {
	return slices.ContainsFunc(c.Preps, func(p clause.PP) bool {
		return p.Prep == "of" && p.Obj != nil && x.papers[r.Doc.Tokens[p.Obj.Head].Lemma]
	})
}

// fromOffice reports a clause that tells from which office or team somebody is put out.
func (x *Extractor) fromOffice(r *reading.Reading, c *clause.Clause) bool {
	return slices.ContainsFunc(c.Preps, func(p clause.PP) bool {
		return p.Prep == "from" && p.Obj != nil && x.offices[r.Doc.Tokens[p.Obj.Head].Lemma]
	})
}

// unbarred gives the reason for which a verb of barring bars nobody.
func (x *Extractor) unbarred(r *reading.Reading, c *candidate, groups bool) string {
	m := c.match
	if m.Clause.Verb.Form == clause.Gerund && !m.Clause.SubjectGiven && m.Clause.Relation == clause.Adverbial && m.Clause.Mark == "" && x.excepts(r, m.Clause, groups) {
		return "an exception" // "barring accidents"
	}
	if x.outcomes[m.Clause.Verb.Lemma] && (c.status != factwire.Done || m.Clause.Verb.Form != clause.Finite) {
		return "an outcome, no measure" // "wants to prevent Acme from winning"
	}
	if n := m.Clause.Object; n != nil && x.firmVerbs[m.Clause.Verb.Lemma] && (x.rules[r.Doc.Tokens[n.Head].Lemma] || x.business[r.Doc.Tokens[n.Head].Lemma] || x.purposed(r, n)) {
		return "business of a parliament or a court" // "blocked a House bill"
	}
	if x.firm(m) && groups && !x.tradeActs[c.act] {
		return "no named target"
	}
	return ""
}

// members reports targets all of which are states, bodies or firms.
func members(all []event.Found) bool {
	return !slices.ContainsFunc(all, func(f event.Found) bool {
		return f.Entity.Type == factwire.Person || f.Entity.Type == factwire.Group || f.Entity.Type == factwire.Place || f.Entity.Type == factwire.Program
	})
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
		return x.stoppedFirm(r, c, f)
	case factwire.Program:
		return false
	}
	trade := x.tradeVerbs[m.Clause.Verb.Lemma]
	itself := stateItself(m.Clause, f)
	if itself && f.Entity.Type == factwire.Organization && x.appVerbs[m.Clause.Verb.Lemma] && event.Weak(r, f) && m.Judged == event.Happened && c.status == factwire.Done {
		return true // "has blocked Hatchling": a name that no list knows may be that of an app
	}
	if f.Slot == again || c.act != "" {
		return f.Slot != again || !trade
	}
	if itself {
		return x.stoppedItself(c, f, trade)
	}
	n := m.Clause.Object
	if n == nil || f.Entity.Type == factwire.Person {
		return false
	}
	all := n.All()
	head := r.Doc.Tokens[all[len(all)-1].Head]
	return x.parties.IsKind(head.Lemma) || (head.Tag == "NNS" || x.parties.IsGoods(head.Lemma)) && !trade // "expelled Russian rowers", "shut out Russian tuna"
}

// stoppedFirm reports whether a verb with common other senses bars a firm or what it makes.
func (x *Extractor) stoppedFirm(r *reading.Reading, c *candidate, f event.Found) bool {
	in := c.match.Clause
	if x.tradeVerbs[in.Verb.Lemma] && !x.kept(in) {
		if pronoun(in.Object) {
			return false // "to stop it"
		}
		if stateItself(in, f) && (event.Weak(r, f) || c.match.Judged == event.Possible) {
			return false // "can stop Ebola"
		}
	}
	for _, n := range in.Object.All() { // "blocked several Acme users"
		if slices.Contains(n.Pre, f.Mention) {
			head := r.Doc.Tokens[n.Head].Lemma
			return c.act != "" || x.parties.IsGoods(head) || x.parties.IsPart(head)
		}
	}
	return true
}

// stoppedItself reports whether a verb, one of trade or not, bars the state, body or person that is itself its object.
func (x *Extractor) stoppedItself(c *candidate, f event.Found, trade bool) bool {
	if trade && f.Entity.Type.IsState() && !slices.ContainsFunc(c.who, func(w event.Found) bool { return w.Entity.Type.IsState() }) {
		return false // "the university stopped the federal government from building"
	}
	return x.kept(c.match.Clause) || f.Entity.Type != factwire.Person && !trade && slices.ContainsFunc(c.who, func(w event.Found) bool {
		return w.Entity.Type != factwire.Country && w.Entity.Type != factwire.Place // a union suspends a member, a league a player
	})
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

// bereft reports a clause with "of" right behind its verb: "was stripped of its licence".
func bereft(c *clause.Clause) bool {
	return len(c.Preps) > 0 && c.Preps[0].Prep == "of" && c.Preps[0].Tok == c.Verb.Last
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
