package signing

import (
	"slices"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/event"
	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/reading"
)

// vague reports an instrument that is not said to be there: "a deal", bare "deals", behind a verb or a preposition
// that says nothing of its making ("hopes for a deal", "negotiations surrounding a deal").
func (x *Extractor) vague(r *reading.Reading, m event.Match) bool {
	n := m.Noun
	if m.Judged != event.Happened && m.Judged != event.Decided {
		return false
	}
	if n.Possessor != nil || n.Date != nil || n.Mention != nil || m.Slot == "subject" || m.Slot == "complement" || x.grounds[m.Slot] || x.matcher.Judge.Known(r.Doc, m.Clause, m.Slot) {
		return false
	}
	switch first := r.Doc.Tokens[n.First]; first.Lower {
	case "a", "an":
	default:
		if first.Tag == "DT" || first.Tag == "CD" || r.Doc.Tokens[n.Head].Tag == "NNS" && m.Slot == "object" {
			return false
		}
	}
	for _, mod := range n.Mods {
		if mod.Relation == clause.Relative && (x.verbs[mod.Verb.Lemma] || mod.Verb.Past) {
			return false // "a deal struck in May", "a deal that ended the war"
		}
	}
	return true
}

// signs reports whether the verb over the noun is one by which instruments come about or end.
func (x *Extractor) signs(r *reading.Reading, m event.Match) bool {
	switch m.Slot {
	case "object", "object2", "subject", "complement", "":
	default:
		if !x.matcher.Judge.Known(r.Doc, m.Clause, m.Slot) {
			return false // "made money from contracts"
		}
	}
	return m.Clause != nil && (x.verbs[m.Verb()] || x.verbs[m.Clause.Verb.Lemma])
}

// definite reports whether the phrase points back: "the contract", "that accord".
func (x *Extractor) definite(r *reading.Reading, n *clause.NP) bool {
	switch r.Doc.Tokens[n.First].Lower {
	case "the", "this", "that", "these", "those", "both":
		return true
	}
	return false
}

// fresh reports whether a phrase calls its text new: "the new Oslo Agreement", "an Oslo Agreement".
func fresh(r *reading.Reading, n *clause.NP) bool {
	if n == nil || n.Mention == nil || n.Mention.Form != names.Name {
		return false
	}
	for t := n.First; t < n.Mention.First; t++ {
		if w := r.Doc.Tokens[t].Lower; w == "new" || w == "a" || w == "an" {
			return true
		}
	}
	return false
}

// ahead reports whether a date lies behind the article's day: what is dated so has not happened.
func ahead(r *reading.Reading, when factwire.When) bool {
	day := string(when.Date)
	n := min(len(day), len(r.Article.Published))
	return n >= 4 && !strings.ContainsAny(day, "WQHS") && day[:n] > r.Article.Published[:n]
}

// toSign reports "agreed to sign": the text that is to be signed is a fact of its own.
func (x *Extractor) toSign(c *clause.Clause) bool {
	return slices.ContainsFunc(c.Children, func(ch *clause.Clause) bool {
		return ch.Relation == clause.XComp && x.concluding[ch.Verb.Lemma]
	})
}

// idle reports an agreement that commits to nothing in common ("agreed to talk").
func (x *Extractor) idle(c *clause.Clause) bool {
	return slices.ContainsFunc(c.Children, func(ch *clause.Clause) bool {
		return ch.Relation == clause.XComp && !x.commitments[ch.Verb.Lemma]
	})
}

// undertakes reports whether what is agreed is an act ("to work together").
func (x *Extractor) undertakes(c *clause.Clause) bool {
	for _, ch := range c.Children {
		if ch.Relation == clause.XComp && ch.Verb.Form == clause.Infinitive {
			return true
		}
	}
	return false
}

// verbal reports a noun that is none: the verb of "how Vale deals with Norway", or what is made into another thing ("made
// a deal its goal").
func (x *Extractor) verbal(r *reading.Reading, m event.Match) bool {
	if m.Slot == "object" && m.Clause != nil && m.Clause.Verb.Lemma == "make" && m.Clause.Object2 != nil {
		return true
	}
	head := m.Noun.Head
	if w := r.Doc.Tokens[head].Lower; w != "deals" && w != "contracts" || head == 0 {
		return false
	}
	before := r.Names.At(head - 1)
	return before != nil && slices.ContainsFunc(before.Entities, func(i int) bool { return r.Names.Entities[i].Type == factwire.Person })
}

// nothing returns, as dropped, the verbs by which somebody exchanges, seals or clinches what is no instrument: "exchanged insults", "sealed its place".
func (x *Extractor) nothing(r *reading.Reading) []reading.Candidate {
	var out []reading.Candidate
	for _, c := range r.Clauses.Clauses {
		if c.Object == nil || slices.ContainsFunc(c.Object.All(), func(n *clause.NP) bool { return !x.nothings[r.Doc.Tokens[n.Head].Lemma] }) {
			continue
		}
		cue := c.Verb.Head
		f := factwire.Fact{Kind: factwire.Signing}
		f.Evidence = []factwire.Evidence{event.Evidence(r, r.Doc.SentenceOf(cue), "signing/idle", map[string][]factwire.Span{"cue": {event.Span(r, cue, cue+1)}})}
		out = append(out, reading.Candidate{Fact: f, Dropped: "nothing that is signed"})
	}
	return out
}
