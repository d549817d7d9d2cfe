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

// fitting leaves out targets that the frame's sense does not go with.
func (x *Extractor) fitting(r *reading.Reading, c *candidate) string {
	m := c.match
	c.whom = slices.DeleteFunc(c.whom, func(f event.Found) bool { return !x.fits(r, c, f) })
	if len(c.whom) == 0 {
		return "no target of this kind of measure"
	}
	if !m.Nominal() && m.Clause.Verb.Form == clause.Gerund && m.Clause.Relation == clause.Relative && m.Clause.Reduced && m.Clause.Subject == m.Clause.Noun && x.ofState(r, m.Clause.Noun) &&
		x.parties.Members(r, m.Clause.Noun) == nil {
		return "the doing of it, and not that it is done" // "not the same as the government banning books"
	}
	if o := m.Clause; !m.Nominal() && o != nil && o.Object != nil && ownFolk(r, o.Object) && !slices.ContainsFunc(c.who, func(f event.Found) bool { return f.Entity.Type.IsState() }) {
		return "a person's own" // "banned his children from using Acme phones"
	}
	if m.Frame.Is(lexicon.Removing) && m.Clause.Object != nil && pronoun(m.Clause.Object.Possessor) &&
		(len(c.people) > 0 || slices.ContainsFunc(c.who, func(f event.Found) bool { return f.Entity.Type == factwire.Company })) {
		return "one's own" // "purged his Acme account"
	}
	return ""
}

// ownFolk reports a phrase for those whom "his" or "her" makes somebody's own.
func ownFolk(r *reading.Reading, n *clause.NP) bool {
	w := r.Doc.Tokens[n.First].Lower
	return n.Possessor != nil && (w == "his" || w == "her")
}

// fits reports whether a target goes with the frame's sense.
func (x *Extractor) fits(r *reading.Reading, c *candidate, f event.Found) bool {
	m := c.match
	if slices.Contains(m.Frame.Spares, f.Entity.Type) {
		return false // a law replaced, a programme dismantled, a bomb dropped
	}
	if x.untouched(r, c, f) {
		return false
	}
	if !m.Nominal() && m.Frame.Is(lexicon.Barring) && x.firm(m) && !x.stopped(r, c, f) {
		return false
	}
	if m.Frame.Is(lexicon.Removing) && event.Weak(r, f) && stateItself(m.Clause, f) {
		return false // "to replace Greyhall": what it is stays open
	}
	switch f.Entity.Type {
	case factwire.Organization:
		return x.fitsBody(r, c, f)
	case factwire.Group:
		// "the crowd", "my shop": one thing is no class, unless the text has told of it before or says here which
		return f.Mention != nil || f.Slot == again || described(m.Clause) || isClass(r, f)
	case factwire.Person:
		return x.fitsPerson(r, c)
	case factwire.Place, factwire.Program:
		return true
	case factwire.Country, factwire.Bloc:
		return x.fitsState(r, c, f)
	}
	company := slices.ContainsFunc(c.who, func(f event.Found) bool { return f.Entity.Type == factwire.Company })
	return !(company && f.Entity.Type == factwire.Product && (m.Frame.Is(lexicon.Removing) || m.Frame.Is(lexicon.Dealing))) // "stopped selling the Beetle"
}

// untouched reports a target that the measure does not reach, whatever its type.
func (x *Extractor) untouched(r *reading.Reading, c *candidate, f event.Found) bool {
	m := c.match
	if m.Frame.Is(lexicon.Named) && m.Frame.Effect == factwire.Reversed && m.Noun == nil && !stateItself(m.Clause, f) {
		return true // "reinstated Norway", and not "reinstated the Norwegian treaty"
	}
	return x.personal(r, c, f) || x.inner(r, c, f) || x.envoy(r, m, f)
}

// envoy reports one who is put out as states put out envoys, and parties members, without barring them: "the expulsion of Norwegian diplomats".
func (x *Extractor) envoy(r *reading.Reading, m event.Match, f event.Found) bool {
	return m.Nominal() && x.expulsions[r.Doc.Tokens[m.Noun.Head].Lemma] && f.Entity.Type != factwire.Company && f.Entity.Type != factwire.Product && !event.Weak(r, f)
}

// fitsPerson reports whether a person goes with the frame's sense.
func (x *Extractor) fitsPerson(r *reading.Reading, c *candidate) bool {
	if c.match.Frame.Is(lexicon.Barring) && x.tradeVerbs[c.match.Clause.Verb.Lemma] {
		return false // "blocked Senator Vale from the floor"
	}
	if !c.match.Nominal() && x.fromOffice(r, c.match.Clause) {
		return false // "excluded Ada Ost from its squad"
	}
	return c.class != "removal"
}

// personal reports a person of whom no measure of this kind is taken: "limits on the Vale inquiry", "suspended his campaign".
func (x *Extractor) personal(r *reading.Reading, c *candidate, f event.Found) bool {
	m := c.match
	if f.Entity.Type != factwire.Person {
		return false
	}
	return m.Nominal() && (c.class == "restriction" || x.limits[r.Doc.Tokens[m.Noun.Head].Lemma]) ||
		slices.ContainsFunc(c.people, func(p event.Found) bool { return p.Entity.Same(f.Entity) })
}

// inner reports a target that is a law, a body of the authority's own, or a measure itself.
func (x *Extractor) inner(r *reading.Reading, c *candidate, f event.Found) bool {
	return x.parties.IsLaw(f.Entity) || x.ownArm(r, c, f) ||
		f.Slot != again && !(f.Mention != nil && f.Mention.Form == names.Name) && x.matcher.Measure(r.Doc.Tokens[f.Last-1])
}

// fitsBody reports whether a body goes with the frame's sense. Laws and programmes that no list knows look like bodies: "scrapped the
// Fairness Act", "to limit Acme's programme".
func (x *Extractor) fitsBody(r *reading.Reading, c *candidate, f event.Found) bool {
	m := c.match
	if x.parties.IsFaction(f.Entity) && (!m.Frame.Is(lexicon.Barring) || x.firmVerbs[m.Clause.Verb.Lemma]) {
		return false // "to stop the Unity Party from winning"
	}
	switch {
	case m.Frame.Is(lexicon.Dealing):
		if !x.dealings[m.Clause.Verb.Lemma] || x.parties.StateOf(r, f) != "" || infinitive(m.Clause) && !event.Weak(r, f) {
			return false // "does not provide data to the programme"
		}
		if stateItself(m.Clause, f) && r.Doc.Tokens[m.Clause.Object.First].Lower == "the" && slices.ContainsFunc(c.who, func(w event.Found) bool { return w.Entity.Type == factwire.Company }) {
			return false // "stopped selling the Bongo": a thing, and its own
		}
		return stateItself(m.Clause, f) || f.Slot != "object" ||
			m.Clause.Object != nil && x.parties.IsGoods(r.Doc.Tokens[m.Clause.Object.Head].Lemma)
	case m.Frame.Is(lexicon.Restricting):
		if c.act != "" || f.Slot == again {
			return true
		}
		toAct := slices.ContainsFunc(m.Clause.Preps, func(p clause.PP) bool {
			return p.Prep == "to" && p.Obj != nil && x.parties.IsAct(r.Doc.Tokens[p.Obj.Head].Lemma)
		})
		return toAct && stateItself(m.Clause, f) // and not "limited the Reserve to a few measures"
	}
	return true
}

// fitsState reports whether a state goes with the frame's sense.
func (x *Extractor) fitsState(r *reading.Reading, c *candidate, f event.Found) bool {
	m := c.match
	itself := m.Clause != nil && stateItself(m.Clause, f)
	switch {
	case !m.Nominal() && x.permits[m.Clause.Verb.Lemma]:
		if c.act == "" && itself || m.Clause.Object != nil && m.Clause.Object.Possessor != nil {
			return false // "legalise the Irish", "legalised its use"
		}
	case m.Frame.Is(lexicon.Sanctioning):
		if o := m.Clause.Object; !itself && f.Slot == "object" && o != nil && o.Mention == nil {
			head := r.Doc.Tokens[o.Head].Lemma
			return x.parties.IsGoods(head) || x.parties.IsClass(head) || x.parties.IsKind(head) // "sanctioned Russian murders": allowed them
		}
	case m.Frame.Is(lexicon.Removing):
		return m.Clause.Object == nil || x.parties.IsGoods(r.Doc.Tokens[m.Clause.Object.Head].Lemma)
	case m.Frame.Is(lexicon.Restricting):
		return x.restrictsState(r, c, f, itself)
	case m.Frame.Is(lexicon.Barring):
		return c.act != "" || !itself || !x.tradeVerbs[m.Clause.Verb.Lemma] || from(m.Clause)
	case m.Frame.Is(lexicon.Dealing):
		return x.shunsState(r, c, f, itself)
	}
	return true
}

// restrictsState reports whether a verb of restricting restricts a state, and not what that does ("to limit Iran's programme").
func (x *Extractor) restrictsState(r *reading.Reading, c *candidate, f event.Found, itself bool) bool {
	if c.act != "" {
		return true
	}
	if itself {
		return from(c.match.Clause)
	}
	o := c.match.Clause.Object
	return o == nil || o.Possessor == nil && x.parties.IsGoods(r.Doc.Tokens[o.Head].Lemma)
}

// shunsState reports whether it is a state with which somebody has no dealings, and not "will not accept Norway as a power", "no aid to the
// Norwegian opposition".
func (x *Extractor) shunsState(r *reading.Reading, c *candidate, f event.Found, itself bool) bool {
	if itself && f.Slot == "object" || f.Mention != nil && f.Mention.Form == names.Adjective && !x.acting(r, f) {
		return false
	}
	if x.partners[c.match.Clause.Verb.Lemma] {
		return x.parties.IsGoods(r.Doc.Tokens[f.Last-1].Lemma)
	}
	return !infinitive(c.match.Clause) || c.match.Clause.Verb.Passive && x.letDo(c.match.Clause)
}

// letDo reports that a clause tells what measures keep people from and somebody is let do: "are no longer allowed to dock".
func (x *Extractor) letDo(c *clause.Clause) bool {
	return x.leaves[c.Verb.Lemma] && slices.ContainsFunc(c.Children, func(ch *clause.Clause) bool {
		return ch.Relation == clause.XComp && ch.Verb.Form == clause.Infinitive && x.activities[ch.Verb.Lemma]
	})
}

// from reports that a clause has a phrase of that preposition: a state itself is stopped only from doing something, and not "at 180 runs".
func from(c *clause.Clause) bool {
	return slices.ContainsFunc(c.Preps, func(p clause.PP) bool { return p.Prep == "from" })
}
