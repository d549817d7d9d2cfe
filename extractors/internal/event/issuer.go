package event

import (
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/lexicon"
	"github.com/factwire/factwire/extractors/reading"
)

// issuerReach is how many sentences back the making of a rule may be told that "the law" means.
const issuerReach = 6

// Issuers finds who made a rule that a text speaks of as if it acted: "the law bars", "they forbid". It is safe for concurrent use.
type Issuers struct {
	parties *Parties
	family  map[string]int // nouns of rules, to a number that those share which may mean one thing: a law and a bill
	acts    map[string]int // verbs by which such a thing is made without being named: "the court ruled", to the family
}

// NewIssuers returns a finder that reads by the lists "rules.*".
func NewIssuers(lex *lexicon.Lexicon, parties *Parties) *Issuers {
	x := &Issuers{parties: parties, family: map[string]int{}, acts: map[string]int{}}
	for i, name := range []string{"law", "order", "code", "list"} {
		for _, w := range lex.List("rules." + name) {
			x.family[w] = i + 1
		}
	}
	for _, w := range lex.List("rules.order-verbs") {
		x.acts[w] = x.family["order"]
	}
	return x
}

// IsRule reports whether a phrase without name means a rule: "the law", "new rules".
func (x *Issuers) IsRule(r *reading.Reading, n *clause.NP) bool {
	return n != nil && x.family[x.noun(r, n)] > 0 && (n.Mention == nil || len(n.Mention.Entities) == 0 || n.Mention.Form == names.Name)
}

// noun is the lemma of a phrase's head, also where a capital made a name of it: "the Order".
func (x *Issuers) noun(r *reading.Reading, n *clause.NP) string {
	t := r.Doc.Tokens[n.Head]
	if x.family[t.Lemma] == 0 && x.family[t.Lower] > 0 {
		return t.Lower
	}
	return t.Lemma
}

// Of returns who made the rule that a phrase means, or a pronoun for one, with the people who signed it: who owns it by its own phrase, else
// by the phrase that brought it up, else who did so. Nobody, where it is no rule or the text does not tell.
func (x *Issuers) Of(r *reading.Reading, n *clause.NP) (actors, people []Found) {
	if n == nil {
		return nil, nil
	}
	if pronominal(r, n) {
		back := x.meant(r, n)
		if back == nil {
			return nil, nil
		}
		return x.of(r, back)
	}
	if !x.IsRule(r, n) {
		return nil, nil
	}
	return x.of(r, n)
}

// As returns those found as they are told of by a phrase of another sentence, with where their names stand.
func As(r *reading.Reading, all []Found, n *clause.NP) []Found {
	s := r.Doc.SentenceOf(n.Head)
	out := slices.Clone(all)
	for i := range out {
		if f := &out[i]; r.Doc.SentenceOf(f.First) != s {
			f.Origin = [2]int{f.First, f.Last}
			f.First, f.Last = n.First, n.Last
		}
	}
	return out
}

// Origins is the evidence of parties that other sentences name: one piece for each sentence, with the spans of the field's names.
func Origins(r *reading.Reading, field, rule string, all []Found) []factwire.Evidence {
	var out []factwire.Evidence
	for _, f := range all {
		if f.Origin[1] == 0 {
			continue
		}
		e := Evidence(r, r.Doc.SentenceOf(f.Origin[0]), rule, map[string][]factwire.Span{field: {Span(r, f.Origin[0], f.Origin[1])}})
		i := slices.IndexFunc(out, func(o factwire.Evidence) bool { return o.Start == e.Start })
		if i < 0 {
			out = append(out, e)
		} else if !slices.Contains(out[i].Spans[field], e.Spans[field][0]) {
			out[i].Spans[field] = append(out[i].Spans[field], e.Spans[field]...)
		}
	}
	return out
}

func (x *Issuers) of(r *reading.Reading, n *clause.NP) (actors, people []Found) {
	if actors, people = x.owners(r, n); len(actors) > 0 {
		return actors, people
	}
	if actors, people = x.maker(r, n); len(actors) > 0 {
		return actors, people
	}
	family := x.family[x.noun(r, n)]
	first := r.Doc.SentenceOf(n.Head) - issuerReach
	phrases := r.Clauses.Phrases
	i, _ := slices.BinarySearchFunc(phrases, n.First, func(p *clause.NP, at int) int { return p.First - at })
	for i--; i >= 0 && i < len(phrases) && r.Doc.SentenceOf(phrases[i].Head) >= first; i-- {
		p := phrases[i]
		if p.Head >= n.First || x.family[x.noun(r, p)] != family || !x.IsRule(r, p) {
			continue
		}
		if actors, people = x.owners(r, p); len(actors) > 0 {
			return actors, people
		}
		if actors, people = x.maker(r, p); len(actors) > 0 {
			return actors, people
		}
	}
	return x.byVerb(r, n, family)
}

// pronominal reports "it", "they", "these" for a thing that no name explains.
func pronominal(r *reading.Reading, n *clause.NP) bool {
	if n.Last-n.First != 1 {
		return false
	}
	switch r.Doc.Tokens[n.Head].Lower {
	case "it", "they", "these", "this":
		return true
	}
	return false
}

// meant returns the rule that a pronoun means: the only one, or the subject, of the sentence before.
func (x *Issuers) meant(r *reading.Reading, n *clause.NP) *clause.NP {
	s := r.Doc.SentenceOf(n.Head)
	plural := r.Doc.Tokens[n.Head].Lower == "they" || r.Doc.Tokens[n.Head].Lower == "these"
	var found *clause.NP
	phrases := r.Clauses.Phrases
	i, _ := slices.BinarySearchFunc(phrases, n.First, func(p *clause.NP, at int) int { return p.First - at })
	for i--; i >= 0 && i < len(phrases); i-- {
		p := phrases[i]
		at := r.Doc.SentenceOf(p.Head)
		if at < s-1 {
			break
		}
		if at == s || !x.IsRule(r, p) || (r.Doc.Tokens[p.Head].Tag == "NNS" || r.Doc.Tokens[p.Head].Tag == "NNPS") != plural {
			continue
		}
		if found == nil {
			found = p
		}
	}
	return found
}

// owners returns those whom a rule's own phrase tells: "Norway's law", "a Danish order", "the rules of the ministry", "a bill before the Senate".
func (x *Issuers) owners(r *reading.Reading, n *clause.NP) (actors, people []Found) {
	add := func(f Filler) bool {
		a, p := x.parties.Actors(r, f)
		actors, people = append(actors, authors(a)...), append(people, p...)
		return len(actors) > 0
	}
	if p := n.Possessor; p != nil && add(Filler{Slot: "possessor", NP: p, Mention: p.Mention}) {
		return actors, people
	}
	for _, m := range n.Pre {
		if m.Form == names.Adjective && add(Filler{Slot: "modifier", Mention: m}) {
			return actors, people
		}
	}
	for _, p := range n.Preps {
		if p.Obj == nil || p.Prep != "of" && p.Prep != "by" && p.Prep != "from" && p.Prep != "in" && p.Prep != "before" {
			continue
		}
		for _, o := range p.Obj.All() {
			if s, ok := x.seat(r, p.Prep, o); ok {
				return []Found{s}, people
			}
			if p.Prep != "in" && add(Filler{Slot: p.Prep, NP: o, Mention: o.Mention}) {
				return actors, people
			}
		}
	}
	return nil, nil
}

// seat is the state of a place in which a rule was made.
func (x *Issuers) seat(r *reading.Reading, prep string, n *clause.NP) (Found, bool) {
	if prep != "in" || n.Mention == nil {
		return Found{}, false
	}
	s, ok := x.parties.seat(r, n.Mention)
	return Found{Entity: s, First: n.First, Last: n.Last, Slot: prep, Mention: n.Mention}, ok
}

// authors leaves out people whom no state or body is known for.
func authors(all []Found) []Found {
	return slices.DeleteFunc(all, func(f Found) bool { return f.Entity.Name == "" })
}

// maker returns who does something to a rule in its clause: "adopted a law", "a list was published in Oslo", "the ruling came from a
// court in Oslo".
func (x *Issuers) maker(r *reading.Reading, n *clause.NP) (actors, people []Found) {
	c := n.OfClause
	if c == nil || c.Verb.Neg {
		return nil, nil
	}
	var by *clause.NP
	switch {
	case c.Object == n || c.Object2 == n || slices.Contains(c.Object.All(), n):
		by = c.Subject // the agent, in the passive
	case c.Subject != n:
		return nil, nil
	}
	for _, m := range by.All() {
		a, p := x.parties.Actors(r, Filler{Slot: "subject", NP: m, Mention: m.Mention})
		actors, people = append(actors, authors(a)...), append(people, p...)
	}
	if len(actors) > 0 {
		return actors, people
	}
	for _, p := range c.Preps {
		if p.Obj == nil || p.Prep != "in" && p.Prep != "by" && p.Prep != "from" {
			continue
		}
		if s, ok := x.seat(r, p.Prep, p.Obj); ok {
			return []Found{s}, people
		}
	}
	return nil, nil
}

// byVerb returns who did what such a rule comes of: "judges ruled", for "the ruling"; "Norway ordered", for "the order".
func (x *Issuers) byVerb(r *reading.Reading, n *clause.NP, family int) (actors, people []Found) {
	s := r.Doc.SentenceOf(n.Head)
	for i := len(r.Clauses.Clauses) - 1; i >= 0; i-- {
		c := r.Clauses.Clauses[i]
		if c.Sentence < s-maxEcho {
			break
		}
		if c.Verb.First >= n.First || x.acts[c.Verb.Lemma] != family || c.Subject == nil {
			continue
		}
		for _, m := range c.Subject.All() {
			a, p := x.parties.Actors(r, Filler{Slot: "subject", NP: m, Mention: m.Mention})
			actors, people = append(actors, authors(a)...), append(people, p...)
		}
		if len(actors) > 0 {
			return actors, people
		}
	}
	return nil, nil
}
