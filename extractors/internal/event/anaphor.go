package event

import (
	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/reading"
)

// antecedent resolves "it" and "they" where the names alone did not: to the subject of the clause before, by
// the parallelism of subjects (Hobbs, 1978), if that names a state, a body or a company.
func (p *Parties) antecedent(r *reading.Reading, n *clause.NP) *clause.NP {
	switch r.Doc.Tokens[n.Head].Lower {
	case "it", "they":
	default:
		return nil
	}
	s := r.Doc.SentenceOf(n.Head)
	if only := onlyActor(r, r.Doc.Sentences[s].First, n.First); only != nil {
		return only // "In the case of Italy, although it has not"
	}
	var best *clause.NP
	for _, c := range r.Clauses.From(s - 1) {
		if c.Verb.First > n.First || c.Sentence > s {
			break
		}
		if c.Subject != nil && c.SubjectGiven && c.Subject.First < n.First && (namesActor(r, c.Subject) || p.agency(r, n, c.Subject)) {
			best = c.Subject
		}
	}
	return best
}

// agency reports a plural of those who act for a state that their phrase names, for "they": "lawmakers in Oslo".
func (p *Parties) agency(r *reading.Reading, n, subject *clause.NP) bool {
	if r.Doc.Tokens[n.Head].Lower != "they" || subject.Mention != nil || !plural(r, subject) || !p.agents[r.Doc.Tokens[subject.Head].Lemma] {
		return false
	}
	if subject.Possessor != nil {
		return false
	}
	for _, pp := range subject.Preps { // a pronoun in it would lead back here
		for _, o := range pp.Obj.All() {
			if o.Mention != nil && o.Mention.Form != names.Name || o.Possessor != nil || len(o.Preps) > 0 {
				return false
			}
		}
	}
	a, _ := p.Actors(r, Filler{NP: subject})
	return len(a) > 0
}

// onlyActor returns the phrase of the one state, body or company that is named between two tokens, or nil.
func onlyActor(r *reading.Reading, first, end int) *clause.NP {
	var found *clause.NP
	for t := first; t < end; t++ {
		n := r.Clauses.PhraseAt(t)
		if n == nil || n == found || !namesActor(r, n) || n.Mention.Form != names.Name {
			continue
		}
		if found != nil {
			return nil
		}
		found = n
	}
	return found
}

func namesActor(r *reading.Reading, n *clause.NP) bool {
	if n.Mention == nil || n.Mention.Form == names.Pronoun {
		return false
	}
	for _, i := range n.Mention.Entities {
		switch r.Names.Entities[i].Type {
		case factwire.Country, factwire.Bloc, factwire.Company, factwire.Organization:
			return true
		}
	}
	return false
}

// Counted resolves "the three", "none of the three", "the four operators" to the list of so many names that
// the text gave last, within three sentences.
func (p *Parties) Counted(r *reading.Reading, n *clause.NP) []*clause.NP {
	number := 0
	scan := func(n *clause.NP) {
		for t := n.First; t < n.Last; t++ {
			if k := p.numbers[r.Doc.Tokens[t].Lower]; k > 1 {
				number = k
			}
		}
	}
	scan(n)
	if number == 0 {
		for _, pp := range n.Preps {
			if pp.Prep == "of" && pp.Obj != nil && pp.Obj.Mention == nil {
				scan(pp.Obj)
			}
		}
	}
	if number == 0 || r.Doc.Tokens[n.First].Tag != "DT" && n.Preps == nil && r.Doc.Tokens[n.First].Lower != "both" {
		return nil
	}
	back := 3
	if r.Doc.Tokens[n.Head].Lemma == "side" {
		back = 1 // sides change with what is spoken of
	}
	first := r.Doc.Sentences[max(0, r.Doc.SentenceOf(n.Head)-back)].First
	for i := len(r.Clauses.Phrases) - 1; i >= 0; i-- {
		list := r.Clauses.Phrases[i]
		if list.First >= n.First {
			continue
		}
		if list.First < first {
			break
		}
		all := list.All()
		if len(all) != number {
			continue
		}
		named := true
		for _, m := range all {
			named = named && namesActor(r, m)
		}
		if named {
			return all
		}
	}
	return nil
}
