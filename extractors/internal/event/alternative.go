package event

import (
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/nlp"
)

// maxAlternative is how many words apart "either" and "or" may stand.
const maxAlternative = 60

// alternative reports one of two ways in which things may go: "either Norway signs the deal or talks end".
func (j *Judge) alternative(doc *nlp.Document, c *clause.Clause) bool {
	if c.Verb.Form != clause.Finite || c.Relation == clause.Relative || c.Relation == clause.Adverbial {
		return false
	}
	first := c.Verb.First
	if c.SubjectGiven && c.Subject != nil {
		first = min(first, c.Subject.First)
	}
	begin := doc.Sentences[c.Sentence].First
	if first <= begin {
		return false
	}
	switch doc.Tokens[first-1].Lower {
	case "either":
		return clausesFollow(doc, c)
	case "or":
		for t := first - 2; t >= max(begin, first-maxAlternative); t-- {
			if doc.Tokens[t].Lower == "either" {
				return c.SubjectGiven
			}
		}
	}
	return false
}

// threatened reports what is to come over those who do not do what stands before "or": "must sell or face a ban".
func (j *Judge) threatened(doc *nlp.Document, c *clause.Clause) bool {
	v := c.Verb
	if c.Parent == nil || c.SubjectGiven || v.First == 0 || doc.Tokens[v.First-1].Lower != "or" {
		return false
	}
	first := doc.Tokens[v.First].Lower
	return v.Passive && first == "be" || !v.Passive && first == v.Lemma && j.threats[v.Lemma]
}

// clausesFollow reports that behind a clause the other way begins: "or", and not within its subject.
func clausesFollow(doc *nlp.Document, c *clause.Clause) bool {
	for t := c.Verb.Last; t < min(doc.Sentences[c.Sentence].Last, c.Verb.Last+maxAlternative); t++ {
		if doc.Tokens[t].Lower == "or" {
			return true
		}
	}
	return false
}

// contrasted reports what is named only to be told from what there is: "a truce, not a treaty".
func contrasted(doc *nlp.Document, n *clause.NP) bool {
	if n.First < 2 || n.First >= len(doc.Tokens) || doc.Tokens[n.First-1].Lower != "not" || doc.Tokens[n.First-2].Lower != "," {
		return false
	}
	switch doc.Tokens[n.First].Lower {
	case "a", "an", "the":
		return true
	}
	return false
}
