package event

import (
	"strings"

	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/nlp"
)

// idle reports a negated verb that leaves the event which its subject names as it is: "Norway's ban did not hurt sales", "the deal is no exception",
// but not "the deal is not final", "the ban does not apply". What is told of must be known: "the", "Norway's".
func (j *Judge) idle(doc *nlp.Document, n *clause.NP, c *clause.Clause, e Effect) bool {
	neg := c.Verb.Neg || c.Compl != nil && c.Compl.Neg
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
