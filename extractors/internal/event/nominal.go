package event

import (
	"slices"

	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/internal/nlp"
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
	if depth <= 0 || c != nil && c.Question || j.absent[slot] || j.anyOne(doc, n, c, slot) || contrasted(doc, n) {
		return Hypothetical
	}
	if c == nil || slot == "" {
		return negateIf(n.Neg, f)
	}
	e := j.effectOn(doc, n, c, slot)
	if over := j.lapsing(doc, n, c, slot, e); over != nil {
		return combine(j.clause(doc, over, depth-1), apply(Ends, f))
	}
	if e == Ends && f == Happened && j.drafted(doc, n) {
		f = Planned // "dropped a draft ban"
	}
	if j.presumed(doc, n, c, slot, e, depth) {
		return f
	}
	if j.open(doc, n, c, e) {
		return Hypothetical
	}
	if e == Ends && j.kept(doc, n, c, slot, f, depth) {
		return f // "refused to lift its ban"
	}
	if j.examples[slot] {
		// "considered measures including a ban": an example of the object is what the object is
		if c.Object != nil {
			return j.nominal(doc, n, c, "object", f, depth-1)
		}
		return combine(j.clause(doc, c, depth-1), f)
	}
	if slot == "subject" {
		if g, ok := j.idleSubject(doc, n, c, e, f, depth); ok {
			return g
		}
	}
	switch slot {
	case "through", "via":
		return combine(j.clause(doc, c, depth-1), f) // "could punish Acme through sanctions"
	case "subject", "object", "object2", "complement":
		// the noun's own negation is counted with the clause
		return combine(j.clause(doc, c, depth-1), apply(e, f))
	}
	if e == NoEffect {
		return j.contained(doc, n, c, slot, f, depth)
	}
	return combine(j.clause(doc, c, depth-1), apply(e, f))
}

// effectOn returns the effect of a clause on the event that n names in a slot, by its subject, its tense and the noun too.
func (j *Judge) effectOn(doc *nlp.Document, n *clause.NP, c *clause.Clause, slot string) Effect {
	e := j.nominalEffect(doc, c, slot)
	if slot == "object" && j.withstands[c.Verb.Key()] {
		if asked, _ := j.noun(doc, n); asked == Plans {
			return Denies // "resisted calls to ban"
		}
	}
	if e == Denies && slot == "subject" && j.held[doc.Tokens[n.Head].Lemma] {
		return Ends // "the truce collapsed"
	}
	if e == Denies && c.Subject != nil && j.courts[doc.Tokens[c.Subject.Head].Lemma] {
		return Ends // "a judge blocked the ban"
	}
	if e == Keeps && slot == "object" && c.Verb.Progressive && j.ongoing[c.Verb.Key()] {
		return Plans // "are finalising a deal"
	}
	return e
}

// anyOne reports "any ban", which is none unless it is denied.
func (j *Judge) anyOne(doc *nlp.Document, n *clause.NP, c *clause.Clause, slot string) bool {
	return doc.Tokens[n.First].Lower == "any" && !n.Neg && (c == nil || !c.Verb.Neg && j.nominalEffect(doc, c, slot) != Denies)
}

// negateIf returns f, or its negation.
func negateIf(neg bool, f Factuality) Factuality {
	if neg {
		return negate(f)
	}
	return f
}

// lapsing returns the clause that lets an event end: "let its ban expire", "allowed its ban to lapse"; nil if none does.
func (j *Judge) lapsing(doc *nlp.Document, n *clause.NP, c *clause.Clause, slot string, e Effect) *clause.Clause {
	switch p := c.Parent; {
	case slot == "subject" && e == Ends && c.Relation == clause.Complement && p != nil && p.Verb.Lemma == "let" && !p.Verb.Neg:
		return p
	case slot == "object" && !c.Verb.Neg && j.lapses(doc, n, c, e):
		return c
	}
	return nil
}

// lapses reports an object that the verb's effect e lets end: "allowed its ban to lapse".
func (j *Judge) lapses(doc *nlp.Document, n *clause.NP, c *clause.Clause, e Effect) bool {
	if e != NoEffect && j.verbs[c.Verb.Lemma] != Opens {
		return false
	}
	if c.Verb.Lemma == "let" && j.subjects[doc.Tokens[n.End()-1].Lower] == Ends {
		return true // "let its ban on Chad lapse": taggers take the bare infinitive for a noun
	}
	for _, ch := range c.Children {
		if ch.Relation == clause.XComp && ch.Verb.Form == clause.Infinitive && ch.Subject == n && j.subjects[ch.Verb.Key()] == Ends {
			return true
		}
	}
	return false
}

// drafted reports whether a word before a phrase's head says that it is only planned.
func (j *Judge) drafted(doc *nlp.Document, n *clause.NP) bool {
	for t := n.First; t < n.Head; t++ {
		if j.planned[doc.Tokens[t].Lower] {
			return true
		}
	}
	return false
}

// presumed reports that an event is there whatever the clause says: "they do not like the deal that Norway has struck".
func (j *Judge) presumed(doc *nlp.Document, n *clause.NP, c *clause.Clause, slot string, e Effect, depth int) bool {
	if n.Neg {
		return false
	}
	if e == Presupposes || slot == "subject" && j.idle(doc, n, c, e) || slot == "object" && j.apart(doc, n, c, e, depth) {
		return true
	}
	if c.Verb.Neg {
		return e != Keeps && e != Ends && e != Decides && j.imposed(n)
	}
	return (e == Denies || e == Opens) && j.imposed(n) || e != Denies && e != Opens && e != Ends && j.made(n)
}

// open reports that it is not told whether an event is there: "to discuss the treaty", "voted against Norway's agreement", "backs Norway's ban".
func (j *Judge) open(doc *nlp.Document, n *clause.NP, c *clause.Clause, e Effect) bool {
	the := doc.Tokens[n.First].Lower == "the"
	switch {
	case e == Denies:
		return n.Possessor != nil && n.Possessor.Mention != nil && n.Possessor.Mention.Form == names.Name
	case e != Plans || n.Mention != nil:
		return false
	}
	return j.talks[c.Verb.Key()] && (the || ofSomebody(n)) || j.attitudes[c.Verb.Lemma] && (the || n.Possessor != nil)
}

// ofSomebody reports whether a phrase tells at its beginning whose it is.
func ofSomebody(n *clause.NP) bool {
	return n.Possessor != nil || len(n.Pre) > 0 && n.Pre[0].First == n.First
}

// contained judges an event in a phrase of the clause, on which its verb has no effect, by the noun before it: "talks over a
// memorandum", "the lifting of the ban".
func (j *Judge) contained(doc *nlp.Document, n *clause.NP, c *clause.Clause, slot string, f Factuality, depth int) Factuality {
	box := container(c, n)
	if box != nil && j.carrying[doc.Tokens[box.Head].Lemma] && SlotOf(box, c) == "object" && (j.stays[c.Verb.Key()] || j.stays[c.Verb.Lemma]) {
		return combine(j.clause(doc, c, depth-1), apply(Ends, f)) // "prohibited the enforcement of the ban"
	}
	if box == nil {
		return negateIf(n.Neg, f) // "under the ban", "despite the ban": it is there, whatever the verb says
	}
	e, ok := j.noun(doc, box)
	if with, known := j.nouns[doc.Tokens[box.Head].Lemma+" "+slot]; known {
		e, ok = with, true // "lost an appeal against the ban", and no "appeal for a ban"
	}
	if !ok || e == Keeps || e == Ends && box.Possessor != nil && doc.Tokens[box.Head].Lemma == "end" {
		return negateIf(n.Neg, f)
	}
	f = apply(e, f)
	if box.Neg {
		return negate(f)
	}
	if e == Ends || e == Denies {
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
		if m.Reduced && m.Verb.Form == clause.Participle && !m.Verb.Neg && j.objects[m.Verb.Key()] == Keeps || j.brought(n, m) {
			return true
		}
	}
	return false
}

// brought reports a relative clause that tells how the event of its noun came about: "which they signed", "that was imposed in May".
func (j *Judge) brought(n *clause.NP, m *clause.Clause) bool {
	return m.Relation == clause.Relative && m.Object == n && (m.Verb.Past || m.Verb.Perfect) && m.Verb.Modality == clause.Factual && !m.Verb.Neg && j.objects[m.Verb.Key()] == Keeps
}

// made reports whether a clause that modifies a phrase tells that its event took place: "must still approve the treaty, which was signed in May".
func (j *Judge) made(n *clause.NP) bool {
	return slices.ContainsFunc(n.Mods, func(m *clause.Clause) bool { return !m.Reduced && j.brought(n, m) })
}

// nominalEffect is what the verb of c does to the event named in the slot; NoEffect if no list has it.
func (j *Judge) nominalEffect(doc *nlp.Document, c *clause.Clause, slot string) Effect {
	table := j.objects
	key := c.Verb.Key()
	switch slot {
	case "subject":
		table = j.subjects
		if e, ok := j.predicated(doc, c); ok {
			return e
		}
		if table[key] == Ends && c.Object != nil && !c.Verb.Passive {
			return Keeps // "the accord ended the war"
		}
	case "object", "object2":
		if e, ok := j.placed(doc, c, key); ok {
			return e
		}
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

// Blames reports whether the verb of c is one of praise and blame.
func (j *Judge) Blames(c *clause.Clause) bool { return c != nil && j.blame[c.Verb.Lemma] }

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
