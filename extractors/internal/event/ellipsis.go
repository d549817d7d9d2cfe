package event

import (
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/reading"
)

// maxGap is how many sentences back an ellipsis may point.
const maxGap = 1

// elliptical returns clauses that stand for an earlier one: "Norway did so in March", "Finland has
// yet to", "France has not". Each is a copy of the clause it stands for with its own subject, verb
// group, dates and place; the cue stays its own.
func (m *Matcher) elliptical(r *reading.Reading, known func(*clause.Clause) bool) []*clause.Clause {
	var out []*clause.Clause
	var last, other *clause.Clause
	for _, c := range r.Clauses.Clauses {
		if known(c) {
			last = c
			continue
		}
		c = inverted(r, c)
		if last == nil || c.Sentence-last.Sentence > maxGap || c.Subject == nil || last.Object == nil && len(last.Preps) == 0 {
			continue
		}
		x := m.standIn(r, c, last)
		if x != nil && c.Inverted && last.Verb.Passive && c.Verb.Lemma == "do" {
			continue // "did" stands for no passive: the clause before was not understood
		}
		if x == nil {
			if c.Object != nil && c.Verb.Form == clause.Finite && (c.Relation == clause.Root || c.Relation == clause.Conjoined) {
				other = c
			}
			continue
		}
		if other != nil && other.Sentence == c.Sentence && other.Verb.First > last.Verb.First {
			continue // "they signed the pact; Syria has not" stands for the signing
		}
		x.fillFrom(last)
		out = append(out, &x.Clause)
	}
	return out
}

// standIn is a clause that stands for an earlier one.
type standIn struct{ clause.Clause }

// standIn returns clause c as one that stands for the earlier clause last, with the verb group that it then has; nil if it does not.
func (m *Matcher) standIn(r *reading.Reading, c, last *clause.Clause) *standIn {
	if v, ok := standsFor(r, c); ok {
		x := &standIn{*c}
		x.Verb = v
		return x
	}
	if last.Relation != clause.Adverbial && (last.Verb.Neg || last.Relation == clause.XComp) && answers(r, c) {
		x := &standIn{*c}
		x.Verb = bare(c)
		return x
	}
	if !m.leftOpen(r, c) {
		return nil
	}
	// "has refused", "is considering it": the verb governs what it leaves out
	x, over := &standIn{*c}, *c
	over.Object = nil // the "it" that is filled in
	x.Verb = &clause.VG{First: c.Verb.First, Last: c.Verb.Last, Head: c.Verb.Head, Form: clause.Infinitive}
	x.Parent, x.Relation, x.Children, x.Dates = &over, clause.XComp, nil, nil
	return x
}

// fillFrom gives a clause the verb, the objects and the phrases of the one that it stands for.
func (x *standIn) fillFrom(last *clause.Clause) {
	x.Verb.Lemma, x.Verb.Particle = last.Verb.Lemma, last.Verb.Particle
	x.Object, x.Object2 = last.Object, last.Object2
	x.Preps = append([]clause.PP(nil), x.Preps...)
	for _, p := range last.Preps {
		if p.Obj != nil && p.Prep != "by" {
			x.Preps = append(x.Preps, p)
		}
	}
}

// inverted turns "So did Chad", "Nor has Chad" round, whose subject stands behind its auxiliary; other clauses are returned as they are.
func inverted(r *reading.Reading, c *clause.Clause) *clause.Clause {
	if c.Verb.Head == 0 || c.Subject != nil && c.SubjectGiven || c.Object == nil || c.Verb.Last != c.Verb.Head+1 || c.Object.First != c.Verb.Last {
		return c
	}
	switch c.Verb.Lemma {
	case "do", "have", "be":
	default:
		return c
	}
	if !ends(after(r, c)) {
		return c
	}
	x, v := *c, *c.Verb
	switch r.Doc.Tokens[c.Verb.Head-1].Lower {
	case "so":
	case "as":
		if c.Verb.Head < 2 || r.Doc.Tokens[c.Verb.Head-2].Text != "," {
			return c
		}
	case "nor", "neither":
		v.Neg = true
	default:
		return c
	}
	x.Verb, x.Subject, x.Object, x.SubjectGiven = &v, c.Object, nil, true
	x.Inverted = true
	return &x
}

// after is the word behind the object of a clause, in lower case, or "".
func after(r *reading.Reading, c *clause.Clause) string {
	if t := c.Object.End(); t < r.Doc.Sentences[c.Sentence].Last {
		return r.Doc.Tokens[t].Lower
	}
	return ""
}

// bare copies the verb group of a clause, as that of the whole verb phrase that it stands for.
func bare(c *clause.Clause) *clause.VG {
	v := *c.Verb
	v.Copula, v.Passive = false, false
	return &v
}

// answers reports an auxiliary that says yes to what was denied or only wanted before: "Norway has not banned it. Chad has."
func answers(r *reading.Reading, c *clause.Clause) bool {
	if c.Verb.Lemma != "have" || c.Verb.Neg || c.Object != nil || c.Compl != nil || len(c.Preps) > 0 || c.Verb.Form != clause.Finite || c.Verb.Modality != clause.Factual || !c.SubjectGiven || c.Relation != clause.Root && c.Relation != clause.Conjoined {
		return false
	}
	t := c.Verb.Last
	return t >= len(r.Doc.Tokens) || ends(r.Doc.Tokens[t].Lower) || r.Doc.Tokens[t].Lower == "already"
}

// leftOpen reports a verb that governs what was told before without saying it again: "Norway signed. Chad has refused", "Chad is considering it",
// "Chad has ruled that out".
func (m *Matcher) leftOpen(r *reading.Reading, c *clause.Clause) bool {
	if c.Verb.Form != clause.Finite || c.Verb.Passive || c.Compl != nil || !c.SubjectGiven || c.Relation != clause.Root && c.Relation != clause.Conjoined {
		return false
	}
	t := c.Verb.Last
	if o := c.Object; o != nil {
		w := r.Doc.Tokens[o.Head].Lower
		if !m.weighers[c.Verb.Key()] || o.Last != o.First+1 || w != "it" && w != "that" && w != "this" {
			return false
		}
		t = max(t, o.Last)
	} else if !m.refusers[c.Verb.Key()] {
		return false
	}
	for _, ch := range c.Children {
		if ch.Relation == clause.XComp || ch.Relation == clause.Complement {
			return false
		}
	}
	return t >= len(r.Doc.Tokens) || ends(r.Doc.Tokens[t].Lower)
}

// standsFor reports whether a clause is an auxiliary that stands for a whole verb phrase, and
// returns the verb group that it then has.
func standsFor(r *reading.Reading, c *clause.Clause) (*clause.VG, bool) {
	if echoes(r, c) {
		v := *c.Verb
		return &v, true
	}
	if c.Object != nil || c.Compl != nil || c.Predicate != "" || c.Verb.Form != clause.Finite {
		return nil, false
	}
	v := bare(c)
	if c.Inverted {
		return v, true
	}
	s := r.Doc.Sentences[c.Sentence]
	word := func(t int) string {
		if t < s.Last {
			return r.Doc.Tokens[t].Lower
		}
		return ""
	}
	next := word(v.Last)
	switch v.Lemma {
	case "do":
		if next == "so" || next == "likewise" || next == "too" {
			return v, true
		}
		return v, v.Neg && ends(next)
	case "have":
		if next == "yet" && word(v.Last+1) == "to" && ends(word(v.Last+2)) {
			v.Modality, v.Neg = clause.Yet, false
			return v, true
		}
		return v, (v.Neg || next == "already" || next == "too") && (ends(next) || ends(word(v.Last+1)))
	}
	return nil, false
}

// echoes reports "Cambodia followed suit", "Chad did the same", "is thinking of doing the same".
func echoes(r *reading.Reading, c *clause.Clause) bool {
	if c.Object == nil {
		return false
	}
	object := r.Doc.Tokens[c.Object.Head].Lower
	if c.Verb.Form != clause.Finite {
		return c.Verb.Form != clause.Participle && c.Verb.Lemma == "do" && object == "same" && c.Parent != nil && c.Relation != clause.Relative
	}
	return c.Verb.Lemma == "follow" && object == "suit" || c.Verb.Lemma == "do" && object == "same" && c.SubjectGiven
}

// ends reports whether a word ends a clause.
func ends(w string) bool {
	switch w {
	case "", ".", ";", ",", "and", "but", "either", "yet", "too", "though", "however", ")", "—", "–":
		return true
	}
	return false
}
