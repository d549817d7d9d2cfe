package event

import (
	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/reading"
)

// maxCalled is how many times a name is looked at, from the first on, for a list of its members.
const maxCalled = 30

// roll returns the states that the text lists as members of a bloc or a programme, wherever it names it: in brackets right behind ("the Rim
// Pact (Norway, Chad and Peru)"), or as what it includes ("the Rim Pact, which includes Norway and Chad"). It is nil for a mention of
// anybody else, and where no such list stands.
func (p *Parties) roll(r *reading.Reading, m *names.Mention) []*clause.NP {
	if m == nil || len(m.Entities) != 1 {
		return nil
	}
	called := m.Entities[0]
	if t := r.Names.Entities[called].Type; t != factwire.Bloc && t != factwire.Program {
		return nil
	}
	seen := 0
	for i := range r.Names.Mentions {
		o := &r.Names.Mentions[i]
		if len(o.Entities) != 1 || o.Entities[0] != called || o.Form == names.Pronoun {
			continue
		}
		if list := p.rollAt(r, o); list != nil {
			return list
		}
		if seen++; seen == maxCalled {
			break
		}
	}
	return nil
}

// rollAt returns the members that are listed right behind a mention, or behind the group of its members: "Rim Pact countries (Norway and Chad)".
func (p *Parties) rollAt(r *reading.Reading, m *names.Mention) []*clause.NP {
	n := &clause.NP{First: m.First, Last: m.Last, Head: m.Last - 1, Mention: m}
	if t := m.Last; t < len(r.Doc.Tokens) && p.members[r.Doc.Tokens[t].Lemma] {
		n.Last, n.Head = t+1, t
	}
	s := r.Doc.SentenceOf(m.First)
	list := bracketed(r, n, s)
	if list == nil {
		list = p.included(r, n.Last, r.Doc.Sentences[s].Last)
	}
	if list == nil || !p.allStates(r, list) {
		return nil
	}
	return list
}

// included returns the names that a relative clause at token t tells to be included, up to the first word that belongs to no list.
func (p *Parties) included(r *reading.Reading, t, end int) []*clause.NP {
	word := func(i int) string {
		if i < end {
			return r.Doc.Tokens[i].Lower
		}
		return ""
	}
	if word(t) == "," {
		t++
	}
	if w := word(t); w != "which" && w != "that" || t+1 >= end || !p.includes[r.Doc.Tokens[t+1].Lemma] {
		return nil
	}
	last := t + 2
	for last < end && (r.Names.At(last) != nil || separates(r.Doc.Tokens[last].Text, false)) {
		last++
	}
	return onlyNames(r, t+2, last)
}

// allStates reports whether names are those of two states or more, and of nobody else.
func (p *Parties) allStates(r *reading.Reading, list []*clause.NP) bool {
	for _, n := range list {
		if all := p.Mention(r, n.Mention); len(all) != 1 || !all[0].Type.IsState() {
			return false
		}
	}
	return len(list) > 1
}
