package event

import (
	"slices"
	"strings"

	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/internal/nlp"
)

// idle reports a negated verb that leaves the event which its subject names as it is: "Norway's ban did not hurt sales", "the deal is no exception",
// but not "the deal is not final", "the ban does not apply". What is told of must be known: "the", "Norway's".
func (j *Judge) idle(doc *nlp.Document, n *clause.NP, c *clause.Clause, e Effect) bool {
	p := c.Parent
	neg := c.Verb.Neg || c.Compl != nil && c.Compl.Neg || c.Relation == clause.Complement && p != nil && j.verbs[p.Verb.Key()] == Denies // "denied that its ban was political"
	if !neg || c.Verb.Modality != clause.Factual || c.Verb.Passive || e != Keeps && e != NoEffect || !ofSomebody(n) && !known(doc, n) {
		return false
	}
	if !c.Verb.Copula && c.Verb.Lemma != "be" {
		return j.idles[c.Verb.Key()]
	}
	if c.Compl != nil {
		return !j.standing[doc.Tokens[c.Compl.Head].Lemma]
	}
	for _, p := range c.Preps {
		if p.Obj != nil && p.Tok == c.Verb.Last {
			return !j.standing[p.Prep+" "+doc.Tokens[p.Obj.Head].Lower]
		}
	}
	t := c.Verb.Last
	for t < c.Last && strings.HasPrefix(doc.Tokens[t].Tag, "RB") {
		t++
	}
	return t < len(doc.Tokens) && strings.HasPrefix(doc.Tokens[t].Tag, "JJ") && !j.standing[doc.Tokens[t].Lower]
}

// known reports a phrase that speaks of what the reader knows of: "the deal", "this ban".
func known(doc *nlp.Document, n *clause.NP) bool {
	switch doc.Tokens[n.First].Lower {
	case "the", "this", "these", "that", "those":
		return true
	}
	return false
}

// apart reports an event that the object of a verb names and that is there whatever the verb tells: one of others than its subject, "Chad may copy
// Norway's ban", "Kenya did not sign the pact between Norway and Chad"; or one's own to which nothing was done, "Norway would not explain its ban".
func (j *Judge) apart(doc *nlp.Document, n *clause.NP, c *clause.Clause, e Effect, depth int) bool {
	switch {
	case e == NoEffect && n.Possessor != nil && j.clause(doc, c, depth-1) == Negated:
		return true
	case !othersThan(c.Subject, n):
		return false
	case e == NoEffect && n.Possessor != nil:
		return true
	}
	return (e == Keeps || e == Plans || e == NoEffect) && j.clause(doc, c, depth-1) == Negated
}

// othersThan reports whether a phrase names whose event it is, and that these are not those whom the subject names.
func othersThan(subject, n *clause.NP) bool {
	var owners []*names.Mention
	if p := n.Possessor; p != nil && p.Mention != nil && p.Mention.Form == names.Name {
		owners = append(owners, p.Mention)
	}
	for _, p := range n.Preps {
		if p.Prep == "between" && p.Obj != nil {
			for _, o := range p.Obj.All() {
				if o.Mention != nil {
					owners = append(owners, o.Mention)
				}
			}
		}
	}
	if len(owners) == 0 || subject == nil {
		return false
	}
	for _, s := range subject.All() {
		if s.Mention == nil {
			continue
		}
		for _, o := range owners {
			if slices.ContainsFunc(s.Mention.Entities, func(id int) bool { return slices.Contains(o.Entities, id) }) {
				return false
			}
		}
	}
	return true
}

// idleSubject judges an event that is the subject of a verb without effect on it, where that decides.
func (j *Judge) idleSubject(doc *nlp.Document, n *clause.NP, c *clause.Clause, e Effect, f Factuality, depth int) (Factuality, bool) {
	if e != NoEffect && !(e == Keeps && j.idles[c.Verb.Key()]) {
		return f, false
	}
	if ofSomebody(n) {
		if g := j.clause(doc, c, depth-1); g == Possible || g == Planned {
			return Hypothetical, true // "Norwegian sanctions could hurt": there, or to come
		}
	}
	if c.Verb.Ceased {
		return Hypothetical, true // "is no longer to be replaced by an agreement"
	}
	return f, c.Verb.Neg && !n.Neg // "an agreement that does not name": it is there, whatever it does not do
}
