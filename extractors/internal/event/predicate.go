package event

import (
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/nlp"
)

// predicated is what a copula and what it says of its subject do to the event that this names: "is in the works", "is within reach", "is
// unlikely".
func (j *Judge) predicated(doc *nlp.Document, c *clause.Clause) (Effect, bool) {
	if j.copulas[c.Verb.Lemma] && c.Verb.Last < len(doc.Tokens) {
		e, ok := j.subjects["be "+doc.Tokens[c.Verb.Last].Lower] // "remains elusive"
		return e, ok
	}
	if !c.Verb.Copula && c.Verb.Lemma != "be" {
		return NoEffect, false
	}
	if c.Predicate != "" {
		e, ok := j.subjects["be "+c.Predicate]
		return e, ok
	}
	for _, p := range c.Preps {
		if p.Obj == nil || p.Tok < c.Verb.Last {
			continue
		}
		head := doc.Tokens[p.Obj.Head]
		for _, w := range [...]string{head.Lower, head.Lemma} {
			if e, ok := j.subjects["be "+p.Prep+" "+w]; ok {
				return e, true
			}
		}
		break
	}
	return NoEffect, false
}

// placed is what a verb and a place do together to the event that its object names: "put the treaty on ice"; or what it calls
// that.
func (j *Judge) placed(doc *nlp.Document, c *clause.Clause, key string) (Effect, bool) {
	if n := c.Object; n != nil && !c.Verb.Passive {
		for t := max(n.Last, c.Verb.Last); t < min(c.Last+1, len(doc.Tokens)); t++ {
			if doc.Tokens[t].Tag == "JJ" {
				if e, ok := j.objects[key+" "+doc.Tokens[t].Lower]; ok {
					return e, true // "declared the treaty void"
				}
			}
		}
	}
	for _, p := range c.Preps {
		if p.Obj == nil || p.Tok < c.Verb.Last {
			continue
		}
		if e, ok := j.objects[key+" "+p.Prep+" "+doc.Tokens[p.Obj.Head].Lower]; ok {
			return e, true
		}
	}
	return NoEffect, false
}

// inState is what the noun behind "be" and a preposition does to what follows: "is on course to".
func (j *Judge) inState(doc *nlp.Document, c *clause.Clause) (Effect, bool) {
	for _, p := range c.Preps {
		if p.Obj != nil && p.Tok >= c.Verb.Last {
			return j.noun(doc, p.Obj)
		}
	}
	return NoEffect, false
}
