package deadline

import (
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/reading"
)

// link is what the clause above an infinitive or a gerund makes of it.
type link uint8

const (
	passedOn link = iota // what the clause above that tells decides
	binding              // a duty
	free                 // nobody's duty
)

// linkOf tells what the clause above the infinitive or gerund g makes of it.
func (x *Extractor) linkOf(r *reading.Reading, g *clause.Clause) link {
	p := g.Parent
	word := p.Verb.Key()
	if p.Predicate != "" {
		word = p.Predicate
	}
	binds := x.words["binders"][word]
	if g.Noun != nil {
		noun := r.Doc.Tokens[g.Noun.Head].Lemma
		switch {
		case x.words["nouns"][noun], x.words["binding-nouns"][noun] && !p.Verb.Neg:
			return binding // "under an obligation to close"
		case !binds || !p.Verb.Passive && (p.Object == nil || g.Noun != p.Object):
			return free // "beyond their pledges to raise money"
		}
	}
	switch {
	case g.Verb.Form == clause.Gerund && !x.words["phases"][p.Verb.Lemma]:
		return free // "asked about its becoming"
	case x.dueTo(r, g):
		return binding
	case !binds:
		return passedOn
	case word == "agree", word == "undertake" && p.Verb.Passive:
		return free
	case word == "want" && (p.Object == nil || p.Verb.Passive):
		return free // one's own wish binds nobody
	case x.words["own-acts"][word] && p.Object == nil && !p.Verb.Passive && p.Predicate == "" && called(p) == nil && p.Relation != clause.Relative:
		return free // "is pressing forward to arrest them": nobody is bound
	case x.words["weak-binders"][word]:
		return passedOn
	}
	return binding
}

// dueTo reports "is due to hand over its files", which others wait for, and not "is due to open a plant".
func (x *Extractor) dueTo(r *reading.Reading, g *clause.Clause) bool {
	return x.words["due"][g.Parent.Predicate] && (x.words["filings"][g.Verb.Lemma] || g.Parent.Verb.Past && x.deadlineNext(r, g))
}
