package event

import (
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/nlp"
)

// predicated is what a copula and what it says of its subject do to the event that this names: "is in the works", "is within reach", "is
// unlikely".
func (j *Judge) predicated(doc *nlp.Document, c *clause.Clause) (Effect, bool) {
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
