package event

import (
	"strings"

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
	if t := c.Verb.Last; t+1 == len(doc.Tokens) || t+1 < len(doc.Tokens) && strings.HasPrefix(doc.Tokens[t+1].Tag, ".") {
		if e, ok := j.subjects["be "+doc.Tokens[t].Lower]; ok {
			return e, true // "is over."
		}
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
		for t, what := c.Verb.Last, key; t < n.Head && t < c.Verb.Last+2; t++ {
			what += " " + doc.Tokens[t].Lower
			if e, ok := j.objects[what]; ok {
				return e, true // "left intact the treaty", "left in place the treaty"
			}
		}
		for t := max(n.Last, c.Verb.Last); t < min(c.Last+1, len(doc.Tokens)); t++ {
			if doc.Tokens[t].Tag == "JJ" {
				if e, ok := j.objects[key+" "+doc.Tokens[t].Lower]; ok {
					return e, true // "declared the treaty void"
				}
			}
		}
	}
	if t := c.Verb.Last; c.Verb.Passive && t < len(doc.Tokens) && (doc.Tokens[t].Tag == "JJ" || c.Object2 != nil && c.Object2.Head == t) {
		if e, ok := j.objects[key+" "+doc.Tokens[t].Lower]; ok {
			return e, true // "was declared void"
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

// Plotted reports an event for which the clause's object is a plan that its verb does something to: "scrapped plans for a ban".
func (j *Judge) Plotted(doc *nlp.Document, n *clause.NP, c *clause.Clause) bool {
	box := container(c, n)
	if box == nil || SlotOf(box, c) != "object" {
		return false
	}
	e, _ := j.noun(doc, box)
	return e == Plans && j.Acts(doc, c, "object")
}
