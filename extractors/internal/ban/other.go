package ban

import (
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/event"
	"github.com/factwire/factwire/extractors/reading"
)

// putOut reports that states put out each other's envoys, or a body its own people, which bars nobody: "expelled 14 Norwegian diplomats",
// "suspended three employees", "the expulsion of Norwegian diplomats".
func (x *Extractor) putOut(r *reading.Reading, m event.Match) bool {
	switch {
	case m.Nominal():
		if !x.expulsions[r.Doc.Tokens[m.Noun.Head].Lemma] {
			return false
		}
		return slices.ContainsFunc(m.Noun.Preps, func(p clause.PP) bool { return p.Prep == "of" && x.isEnvoy(r, p.Obj) })
	case m.Noun != nil || m.Clause == nil:
		return false
	}
	return (x.expelling[m.Clause.Verb.Lemma] || x.expelling[m.Verb()]) && x.isEnvoy(r, m.Clause.Object)
}

// isEnvoy reports a phrase all of whose members are envoys, officers or staff.
func (x *Extractor) isEnvoy(r *reading.Reading, n *clause.NP) bool {
	return n != nil && !slices.ContainsFunc(n.All(), func(n *clause.NP) bool {
		t := r.Doc.Tokens[n.Head]
		return !x.envoys[t.Lemma] && !x.envoys[t.Lower]
	})
}

// levied returns, as dropped, the words by which taxes and the like are imposed: they bar nobody.
func (x *Extractor) levied(r *reading.Reading) []reading.Candidate {
	var out []reading.Candidate
	for _, c := range r.Clauses.Clauses {
		if c.Object == nil || !x.matcher.Judge.Acts(r.Doc, c, "object") || slices.ContainsFunc(c.Object.All(), func(n *clause.NP) bool { return !x.levies[r.Doc.Tokens[n.Head].Lemma] }) {
			continue
		}
		cue := c.Verb.Head
		f := factwire.Fact{Kind: factwire.Ban}
		f.Evidence = []factwire.Evidence{event.Evidence(r, r.Doc.SentenceOf(cue), "ban/levy", map[string][]factwire.Span{"cue": {event.Span(r, cue, cue+1)}})}
		out = append(out, reading.Candidate{Fact: f, Dropped: "a levy, which bars nobody"})
	}
	return out
}

// unenforced reports a verb that forbids a measure's being carried out, and so bars nobody: "prohibited the enforcement of the ban".
func (x *Extractor) unenforced(r *reading.Reading, m event.Match) bool {
	return !m.Nominal() && m.Noun == nil && m.Clause != nil && m.Clause.Object != nil && x.enforcing[r.Doc.Tokens[m.Clause.Object.Head].Lemma]
}

// purposed reports business that somebody has begun, with an infinitive that tells what for: "blocked the bid to end the programme".
func (x *Extractor) purposed(r *reading.Reading, n *clause.NP) bool {
	return x.bids[r.Doc.Tokens[n.Head].Lemma] && slices.ContainsFunc(r.Clauses.Clauses, func(c *clause.Clause) bool {
		return c.Noun == n && c.Relation == clause.XComp && c.Verb.Form == clause.Infinitive
	})
}

// backOnSale reports a passive by which goods may be sold or used in a state again: "Acme phones can again be sold in Norway".
func (x *Extractor) backOnSale(r *reading.Reading, m event.Match) bool {
	c := m.Clause
	if !c.Verb.Passive || c.Verb.Neg || c.Question || c.Verb.Modality != clause.May || m.Judged != event.Possible || c.Relation != clause.Root && c.Relation != clause.Conjoined {
		return false
	}
	if w := r.Doc.Tokens[c.Verb.First].Lower; w != "can" && w != "may" {
		return false // "could again be sold"
	}
	for t := c.Verb.First; t < min(c.Verb.Last+1, len(r.Doc.Tokens)); t++ {
		if r.Doc.Tokens[t].Lower == "again" {
			return x.inState(r, c)
		}
	}
	return false
}
