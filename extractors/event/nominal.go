package event

import (
	"github.com/factwire/factwire/extractors/clause"
	"github.com/factwire/factwire/extractors/names"
	"github.com/factwire/factwire/extractors/nlp"
)

// Nominal judges the event that the noun n names by the verb of c, in which n stands in
// the given slot. Without a clause the noun speaks for itself: what is named is there.
func (j *Judge) Nominal(doc *nlp.Document, n *clause.NP, c *clause.Clause, slot string) Factuality {
	f := Happened
	for t := n.First; t < n.Head; t++ {
		if j.pending[doc.Tokens[t].Lower] && !j.imposed(n) {
			f = Planned // "the pending exit", "a proposed ban"
		}
	}
	return j.nominal(doc, n, c, slot, f, maxDepth)
}

func (j *Judge) nominalIn(doc *nlp.Document, n *clause.NP, f Factuality, depth int) Factuality {
	c := n.OfClause
	return j.nominal(doc, n, c, SlotOf(n, c), f, depth)
}

// Boxed judges the event that n names where no verb governs it: by the noun behind which it stands ("the lifting of
// the ban"), if that says anything, and that noun by its own verb.
func (j *Judge) Boxed(doc *nlp.Document, n, box *clause.NP) Factuality {
	f := j.Nominal(doc, n, nil, "")
	if box == nil {
		return f
	}
	e, _ := j.noun(doc, box)
	if e == NoEffect || e == Ends && box.Possessor != nil && doc.Tokens[box.Head].Lemma == "end" { // "its end of the deal"
		return f
	}
	f = apply(e, f)
	if c := box.OfClause; c != nil && e != Ends && e != Denies {
		return j.nominal(doc, box, c, SlotOf(box, c), f, maxDepth)
	}
	return f
}

// SlotOf returns the slot of c that n stands in: "subject", "object", "object2",
// "complement", a preposition, or "" if none.
func SlotOf(n *clause.NP, c *clause.Clause) string {
	if c == nil {
		return ""
	}
	contains := func(p *clause.NP) bool {
		for _, m := range p.All() {
			if m == n {
				return true
			}
		}
		return false
	}
	switch {
	case contains(c.Object):
		return "object"
	case contains(c.Object2):
		return "object2"
	case contains(c.Subject):
		return "subject"
	case contains(c.Compl):
		return "complement"
	}
	for _, p := range c.Preps {
		if contains(p.Obj) {
			return p.Prep
		}
	}
	return ""
}

func (j *Judge) nominal(doc *nlp.Document, n *clause.NP, c *clause.Clause, slot string, f Factuality, depth int) Factuality {
	if depth <= 0 || c != nil && c.Question || j.absent[slot] || doc.Tokens[n.First].Lower == "any" && !n.Neg && (c == nil || !c.Verb.Neg && j.nominalEffect(doc, c, slot) != Denies) {
		return Hypothetical
	}
	if c == nil || slot == "" {
		if n.Neg {
			return negate(f)
		}
		return f
	}
	e := j.nominalEffect(doc, c, slot)
	if e == Denies && c.Subject != nil && j.courts[doc.Tokens[c.Subject.Head].Lemma] {
		e = Ends // "a judge blocked the ban"
	}
	if slot == "object" && !c.Verb.Neg {
		for _, ch := range c.Children { // "allowed its ban to lapse"
			if ch.Relation == clause.XComp && ch.Verb.Form == clause.Infinitive && ch.Subject == n && (e == NoEffect || j.verbs[c.Verb.Lemma] == Opens) && j.subjects[verbKey(ch)] == Ends {
				return combine(j.clause(doc, c, depth-1), apply(Ends, f))
			}
		}
	}
	if e == Keeps && slot == "object" && c.Verb.Progressive && j.ongoing[verbKey(c)] {
		e = Plans // "are finalising a deal"
	}
	if e == Ends && f == Happened {
		for t := n.First; t < n.Head; t++ {
			if j.planned[doc.Tokens[t].Lower] {
				f = Planned // "dropped a draft ban"
			}
		}
	}
	if c.Verb.Neg && e != Keeps && e != Ends && e != Decides && !n.Neg && j.imposed(n) {
		return f // "they do not like the deal that Norway has struck"
	}
	if (e == Presupposes || (e == Denies || e == Opens) && j.imposed(n)) && !n.Neg {
		return f
	}
	if e == Plans && n.Mention == nil && j.talks[verbKey(c)] && (doc.Tokens[n.First].Lower == "the" || n.Possessor != nil || len(n.Pre) > 0 && n.Pre[0].First == n.First) {
		return Hypothetical // "to discuss the treaty": one that is there as soon as one that is not
	}
	if e == Denies && n.Possessor != nil && n.Possessor.Mention != nil && n.Possessor.Mention.Form == names.Name {
		return Hypothetical // "voted against Norway's agreement": whether it is there is not told
	}
	if e == Plans && j.attitudes[c.Verb.Lemma] && n.Mention == nil && (n.Possessor != nil || doc.Tokens[n.First].Lower == "the") {
		return Hypothetical // "backs Norway's ban": one that is there as soon as one that is wanted
	}
	if j.examples[slot] {
		// "considered measures including a ban": an example of the object is what the object is
		if c.Object != nil {
			return j.nominal(doc, n, c, "object", f, depth-1)
		}
		return combine(j.clause(doc, c, depth-1), f)
	}
	switch slot {
	case "through", "via":
		return combine(j.clause(doc, c, depth-1), f) // "could punish Acme through sanctions"
	}
	if slot == "subject" && e == NoEffect && (n.Possessor != nil || len(n.Pre) > 0 && n.Pre[0].First == n.First) {
		if g := j.clause(doc, c, depth-1); g == Possible || g == Planned {
			return Hypothetical // "Norwegian sanctions could hurt": there, or to come
		}
	}
	if slot == "subject" && e == NoEffect && c.Verb.Ceased {
		return Hypothetical // "is no longer to be replaced by an agreement"
	}
	if slot == "subject" && e == NoEffect && c.Verb.Neg && !n.Neg {
		return f // "an agreement that does not name": it is there, whatever it does not do
	}
	switch slot {
	case "subject", "object", "object2", "complement":
		// the noun's own negation is counted with the clause
		return combine(j.clause(doc, c, depth-1), apply(e, f))
	}
	if e == NoEffect {
		if box := container(c, n); box != nil {
			if ne, ok := j.noun(doc, box); ok && ne != Keeps && !(ne == Ends && box.Possessor != nil && doc.Tokens[box.Head].Lemma == "end") {
				f = apply(ne, f) // "talks over a memorandum", "the lifting of the ban"
				if box.Neg {
					return negate(f)
				}
				if ne == Ends || ne == Denies {
					if j.wanted(doc, box, c) {
						return Hypothetical // "a call for an end to the ban"
					}
					return f
				}
				if s := SlotOf(box, c); s != "" && s != slot {
					return j.nominal(doc, box, c, s, f, depth-1)
				}
				return f
			}
		}
		// "under the ban", "despite the ban": it is there, whatever the verb says
		if n.Neg {
			return negate(f)
		}
		return f
	}
	return combine(j.clause(doc, c, depth-1), apply(e, f))
}

// wanted reports whether what a phrase names is only planned, open or denied, by the phrase before it or the verb over it.
func (j *Judge) wanted(doc *nlp.Document, n *clause.NP, c *clause.Clause) bool {
	of := func(e Effect) bool { return e == Plans || e == Opens || e == Denies }
	if box := container(c, n); box != nil {
		if e, ok := j.noun(doc, box); ok {
			return of(e)
		}
	}
	return of(j.nominalEffect(doc, c, SlotOf(n, c)))
}

// imposed reports whether a phrase tells that its event took place: "the sanctions imposed in May".
func (j *Judge) imposed(n *clause.NP) bool {
	for _, m := range n.Mods {
		told := m.Reduced && m.Verb.Form == clause.Participle || m.Relation == clause.Relative && m.Object == n && (m.Verb.Past || m.Verb.Perfect) && m.Verb.Modality == clause.Factual
		if told && !m.Verb.Neg && j.objects[verbKey(m)] == Keeps {
			return true
		}
	}
	return false
}

// nominalEffect is what the verb of c does to the event named in the slot; NoEffect if no list has it.
func (j *Judge) nominalEffect(doc *nlp.Document, c *clause.Clause, slot string) Effect {
	table := j.objects
	key := verbKey(c)
	switch slot {
	case "subject":
		table = j.subjects
	case "object", "object2":
	case "complement":
		return Keeps
	default:
		if j.examples[slot] && c.Object != nil {
			break // an example of the object
		}
		if c.Predicate != "" {
			key = c.Predicate // "is close to an agreement"
		}
		if c.Object != nil && c.Object.Mention == nil {
			if e, ok := table[key+" "+doc.Tokens[c.Object.Head].Lemma+" "+slot]; ok {
				return e // "put an end to the ban"
			}
		}
		return table[key+" "+slot]
	}
	if e, ok := table[key]; ok || c.Verb.Particle != "" && !j.loose[c.Verb.Particle] {
		return e // "left them on": a particle makes another verb
	}
	return table[c.Verb.Lemma]
}

// container returns the phrase behind which n stands as object of a preposition, or nil.
func container(c *clause.Clause, n *clause.NP) *clause.NP {
	holds := func(p *clause.NP) bool {
		if p == nil || len(p.Preps) == 0 {
			return false
		}
		preps := p.Preps[:1]
		if len(p.Preps) > 1 && (preps[0].Prep == "with" || preps[0].Prep == "between") {
			preps = p.Preps[:2] // "in talks with Norway on a treaty"
		}
		for _, pp := range preps {
			for _, m := range pp.Obj.All() {
				if m == n {
					return true
				}
			}
		}
		return false
	}
	for _, p := range []*clause.NP{c.Object, c.Object2, c.Subject, c.Compl} {
		for _, m := range p.All() {
			if holds(m) {
				return m
			}
		}
	}
	for _, p := range c.Preps {
		for _, m := range p.Obj.All() {
			if holds(m) {
				return m
			}
		}
	}
	return nil
}

// Known reports whether a list says what the verb of c does to the event in the slot.
func (j *Judge) Known(doc *nlp.Document, c *clause.Clause, slot string) bool {
	return c != nil && j.nominalEffect(doc, c, slot) != NoEffect
}

// Acts reports whether the verb of c, as a list has it, makes, keeps, plans, refuses or ends the event in the slot,
// and so whether its subject may be the event's author.
func (j *Judge) Acts(doc *nlp.Document, c *clause.Clause, slot string) bool {
	if c == nil {
		return false
	}
	switch j.nominalEffect(doc, c, slot) {
	case Keeps, Decides, Plans, Denies, Ends:
		return true
	}
	return false
}
