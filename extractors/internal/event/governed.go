package event

import (
	"slices"

	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/nlp"
)

// governed applies the governors of c to f.
func (j *Judge) governed(doc *nlp.Document, c *clause.Clause, f Factuality, depth int) Factuality {
	if c.Relation == clause.XComp && c.Mark != "" && c.Parent != nil {
		return j.weighed(doc, c, f, depth)
	}
	if j.hypotheses[c.Mark] && c.Relation != clause.Relative || j.untrueOf(doc, c.Noun) {
		return Hypothetical // and "reports that Norway had banned Acme are false"
	}
	switch c.Mark {
	case "without", "instead of", "rather than":
		return negate(f)
	case "against":
		if c.Parent != nil && j.objects[c.Parent.Verb.Key()+" against"] == Denies {
			return combine(j.clause(doc, c.Parent, depth-1), negate(f)) // "decided against barring"
		}
		return Hypothetical
	}
	if g, ok := j.ofNoun(doc, c, f, depth); ok {
		return g
	}
	if j.expected(doc, c) {
		return combine(Planned, f)
	}
	p := c.Parent
	if p == nil {
		return f
	}
	if n := j.servant(doc, c, p); n != nil {
		return j.nominalIn(doc, n, f, depth-1)
	}
	if c.Verb.Lemma == "include" && c.Relation == clause.Adverbial && c.Verb.Form != clause.Finite && p.Object != nil {
		// "is weighing options, including a ban": an example of the object is what the object is
		return combine(j.clause(doc, p, depth-1), apply(j.nominalEffect(doc, p, "object"), f))
	}
	switch c.Relation {
	case clause.XComp:
		return j.infinitive(doc, c, f, depth)
	case clause.Complement:
		return j.complement(doc, c, f, depth)
	case clause.Conjoined:
		if c.Question {
			return Hypothetical
		}
	case clause.Adverbial:
		return j.adverbial(doc, c, f, depth)
	case clause.Relative:
		return j.relative(doc, c, p, f, depth)
	}
	return f
}

// ofNoun applies the noun that a clause hangs on, if that decides: "plans to ban", "the notion that Norway bans", "talk of signing".
func (j *Judge) ofNoun(doc *nlp.Document, c *clause.Clause, f Factuality, depth int) (Factuality, bool) {
	if c.Noun == nil {
		return f, false
	}
	e, ok := j.nounOver(doc, c)
	p := c.Parent
	switch {
	case e == Opens && j.bound(c, p):
		return f, false // "is obliged under its licence to connect"
	case c.Relation == clause.XComp && ok:
		f = apply(e, f)
		switch {
		case c.Noun.Neg:
			return negate(f), true
		case e == Decides && c.Noun.Possessor != nil:
			return f, true // "discussed Britain's decision to ban": it is taken, whatever is done with it
		case c.Noun.OfClause != nil:
			return j.nominalIn(doc, c.Noun, f, depth-1), true
		}
		return f, true
	case c.Relation == clause.Complement && c.Mark == "that" && !(p != nil && j.speech[p.Verb.Lemma] && c.Noun != p.Object && c.Noun != p.Subject):
		return j.ofThat(doc, c, f), !ok || e != Keeps && e != Decides
	case c.Relation == clause.Adverbial && c.Verb.Form == clause.Gerund && c.Mark != "" && p != nil:
		if ok && (e == Plans || e == Opens || e == Denies) { // "the final say on lifting"
			return combine(j.clause(doc, p, depth-1), apply(e, f)), true
		}
	}
	return f, false
}

// ofThat judges a clause behind the "that" of a noun: what is hoped for is planned, but "the notion that Norway bans" says nothing.
func (j *Judge) ofThat(doc *nlp.Document, c *clause.Clause, f Factuality) Factuality {
	if j.expected(doc, c) {
		return combine(Planned, f)
	}
	return Hypothetical
}

// expected reports a clause that tells what a noun of expectation is of: "hopes that Norway will sign", but not "little hope that".
func (j *Judge) expected(doc *nlp.Document, c *clause.Clause) bool {
	n := c.Noun
	if p := c.Parent; n == nil && p != nil && p.Object != nil && p.Object.End() <= c.Verb.First && !slices.ContainsFunc(doc.Tokens[p.Object.Head+1:c.Verb.First], func(t nlp.Token) bool { return t.Text == "," }) {
		n = p.Object // "reiterated hopes that": of a verb of speech, too
	}
	if c.Relation != clause.Complement || c.Mark != "that" || n == nil || n.Neg || !j.expects[doc.Tokens[n.Head].Lemma] {
		return false
	}
	return !slices.ContainsFunc(doc.Tokens[n.First:n.Head], func(t nlp.Token) bool { return j.scarce[t.Lower] })
}

// untrueOf reports a phrase of which a clause says that it is not true.
func (j *Judge) untrueOf(doc *nlp.Document, n *clause.NP) bool {
	if n == nil {
		return false
	}
	c := n.OfClause
	return c != nil && c.Subject == n && c.Verb.Copula && !c.Verb.Neg && c.Verb.Last < len(doc.Tokens) && j.untrue[doc.Tokens[c.Verb.Last].Lower]
}

// servant returns the noun of a rule whose participle, as clause p, tells what it is for by clause c: "signed an order aimed at barring", "a
// decree meant to bar": what a rule is for it does. It is nil where none does.
func (j *Judge) servant(doc *nlp.Document, c, p *clause.Clause) *clause.NP {
	n := p.Noun
	if n == nil || !p.Reduced || p.Verb.Form != clause.Participle || p.Verb.Neg || !j.meant[p.Verb.Lemma] || !j.enacted[doc.Tokens[n.Head].Lemma] || n.OfClause == nil || n.OfClause == p {
		return nil
	}
	if c.Relation != clause.XComp && !(c.Relation == clause.Adverbial && c.Verb.Form == clause.Gerund && c.Mark != "") {
		return nil
	}
	return n
}

// nounOver returns the effect of the noun that a clause hangs on, with the clause's mark first: "took a step toward banning".
func (j *Judge) nounOver(doc *nlp.Document, c *clause.Clause) (Effect, bool) {
	if with, known := j.nouns[doc.Tokens[c.Noun.Head].Lemma+" "+c.Mark]; known && c.Mark != "" {
		return with, true
	}
	return j.noun(doc, c.Noun)
}

// infinitive applies the verb over an infinitive.
func (j *Judge) infinitive(doc *nlp.Document, c *clause.Clause, f Factuality, depth int) Factuality {
	p := c.Parent
	e := j.overInfinitive(doc, c, p)
	if e == Decides && (j.conditional(c) || j.conditional(p)) {
		e = Plans // "vowed to bar Acme unless it opens its books"
	}
	if e == Decides && j.broken(doc, p) {
		e = Plans
	}
	if e == Plans && p.Subject != nil && p.Subject.Neg {
		return Hypothetical // "few expect Norway to ban it"
	}
	return combine(j.clause(doc, p, depth-1), apply(e, f))
}

// broken reports a promise that the text tells as one of the past before its past: "had promised to lift it", as one tells of what did not come. In
// what somebody said the tense means nothing.
func (j *Judge) broken(doc *nlp.Document, p *clause.Clause) bool {
	return j.promises[p.Verb.Lemma] && p.Verb.Perfect && !p.Verb.Passive && doc.Tokens[p.Verb.First].Lower == "had" && p.Relation != clause.Complement
}

// overInfinitive returns the effect that the verb of p has on the infinitive c below it.
func (j *Judge) overInfinitive(doc *nlp.Document, c, p *clause.Clause) Effect {
	e, ok := j.verbs[p.Verb.Key()]
	if p.Predicate != "" {
		e, ok = j.verbs[p.Predicate]
	}
	infinitive := c.Verb.Form == clause.Infinitive
	if infinitive && j.expletive(doc, p) {
		e, ok = Opens, true // "makes it hard to sign": nothing is said of whether it is done
	}
	if p.Verb.Copula && (j.ranked(doc, p.Compl) || c.Verb.Perfect && p.Compl != nil) {
		e, ok = Keeps, true // "was the first to sign", "is one of ten to have joined"
	}
	if infinitive {
		if special, known := j.idiom(doc, c, p); known {
			e, ok = special, true
		}
	}
	if infinitive && p.Verb.Lemma == "have" && p.Object == nil {
		e, ok = Plans, true // "have until May to sign"
	}
	if infinitive && e == Ends && j.purposes[p.Verb.Lemma] {
		e = Opens // "stopped at nothing to host"
	}
	switch {
	case ok:
		return e
	case p.Verb.Passive || p.Verb.Copula || c.Verb.Form == clause.Gerund:
		return Opens
	}
	return Plans
}

// complement applies the verb over a clause of content.
func (j *Judge) complement(doc *nlp.Document, c *clause.Clause, f Factuality, depth int) Factuality {
	p := c.Parent
	if c.Mark == "whether" || c.Mark == "if" {
		return Hypothetical
	}
	if j.expletive(doc, p) && p.Object.Last < len(doc.Tokens) && !j.factive[doc.Tokens[p.Object.Last].Lower] {
		return Hypothetical // "makes it likely that Norway will sign"
	}
	speaks := j.speech[p.Verb.Lemma]
	e, ok := j.verbs[p.Verb.Lemma]
	if !ok || speaks {
		e = Keeps
	}
	if that, ok := j.verbs["that "+p.Verb.Lemma]; ok {
		e = that
	}
	g := j.clause(doc, p, depth-1)
	if !speaks || e != Keeps {
		return combine(g, apply(e, f))
	}
	// who speaks does not decide: a quoted fact is a fact
	if g == Negated || g == Hypothetical && p.Question {
		return Hypothetical
	}
	return f
}

// adverbial applies the clause over an adverbial one.
func (j *Judge) adverbial(doc *nlp.Document, c *clause.Clause, f Factuality, depth int) Factuality {
	p := c.Parent
	if c.Verb.Form == clause.Finite || c.Verb.Form == clause.Participle {
		if j.times[c.Mark] && present(c.Verb) && f == Happened {
			return Decided // "after it leaves the union": the present of what is to come
		}
		return f
	}
	if (c.Mark == "for" || c.Mark == "over") && j.blame[p.Verb.Lemma] && (j.verbs[p.Verb.Lemma] != Opens || chargedWith(p)) {
		return f // "blaming Norway for signing": it did
	}
	e := j.verbs[p.Verb.Key()]
	if p.Predicate != "" {
		e = j.verbs[p.Predicate] // "is close to completing"
	}
	g := j.clause(doc, p, depth-1)
	if c.Mark != "" && (e == Denies || e == Plans || e == Ends || e == Opens) {
		return combine(g, apply(e, f)) // "stopped short of banning"
	}
	// participles and gerunds happen when their governor does: "by banning"
	switch {
	case g == Negated && c.Mark == "in":
		return Hypothetical // "has not joined others in banning"
	case g == Planned || g == Hypothetical || g == Possible || g == Decided:
		return combine(g, f)
	}
	return f
}

// chargedWith reports that a verb of blame tells with what somebody is charged: "accused Norway of hypocrisy for banning Acme" tells that it did, as
// "accused Norway of banning Acme" does not.
func chargedWith(c *clause.Clause) bool {
	for _, p := range c.Preps {
		if p.Prep == "of" && p.Obj != nil && p.Obj.Mention == nil {
			return true
		}
	}
	return false
}

// Stopping reports a clause over which a verb of ending tells a plan: "would stop importing sugar under the plan".
func (j *Judge) Stopping(doc *nlp.Document, c *clause.Clause) bool {
	p := c.Parent
	if c.Relation != clause.XComp || c.Verb.Form != clause.Gerund || c.Verb.Neg || p == nil || j.verbs[p.Verb.Key()] != Ends {
		return false
	}
	f := j.clause(doc, p, maxDepth)
	return f == Planned || f == Possible
}

// present reports a finite verb in the present, without modal.
func present(v *clause.VG) bool {
	return v.Form == clause.Finite && !v.Past && !v.Perfect && v.Modality == clause.Factual
}

// relative applies what is done, in clause p, with the noun of a relative clause.
func (j *Judge) relative(doc *nlp.Document, c, p *clause.Clause, f Factuality, depth int) Factuality {
	n := c.Noun
	if n == nil {
		return f
	}
	if (n.OfClause == p || n.OfClause == c) && (c.Reduced && c.Verb.Form == clause.Gerund || j.drafts[doc.Tokens[n.Head].Lemma]) {
		// "urged them to pass a law banning": what a law does is as sure as the law
		switch g := j.nominal(doc, n, p, SlotOf(n, p), f, depth-1); g {
		case Planned, Ended, Negated:
			return g
		case Possible, Hypothetical:
			if indefinite(doc, n) {
				return Hypothetical // "opposed a bill banning"
			}
		}
		if p.Object == n && j.tables[p.Verb.Lemma] && j.bills[doc.Tokens[n.Head].Lemma] {
			return Planned // "introduced a bill banning"
		}
	}
	if !c.Reduced || c.Verb.Form == clause.Finite {
		return f
	}
	// "a ban proposed by", "the contract signed in May": told for itself
	if p.Question {
		return Hypothetical
	}
	if e := j.verbs[p.Verb.Lemma]; c.Verb.Form == clause.Participle && p.Object == n && (e == Plans || e == Denies || e == Decides) {
		return combine(j.clause(doc, p, depth-1), apply(e, f)) // "wants the deadline pushed back"
	}
	if c.Verb.Form == clause.Participle && p.Object == n && j.sees[p.Verb.Lemma] {
		return combine(j.clause(doc, p, depth-1), f) // "would like to see Acme banned"
	}
	return f
}

// bound reports an infinitive that a verb of duty governs over the noun by which somebody is bound: "is obliged under its licence to connect".
func (j *Judge) bound(c, p *clause.Clause) bool {
	return c.Relation == clause.XComp && p != nil && c.Noun.OfClause == p && SlotOf(c.Noun, p) == "under" && j.verbs[p.Verb.Lemma] == Decides
}

// idiom returns the effect of "it took them nine rounds to", "is on course to", "is in advanced talks to".
func (j *Judge) idiom(doc *nlp.Document, c, p *clause.Clause) (Effect, bool) {
	switch {
	case p.Verb.Lemma == "take" && p.Verb.Past && !p.Verb.Neg && p.Subject != nil && doc.Tokens[p.Subject.Head].Lower == "it":
		return Keeps, true
	case p.Verb.Lemma == "be" && p.Verb.Last < len(doc.Tokens) && doc.Tokens[p.Verb.Last].Lower == "about":
		return Plans, true // "is about to ban"
	case p.Verb.Lemma == "be" && c.Noun == nil:
		return j.inState(doc, p)
	}
	return NoEffect, false
}
