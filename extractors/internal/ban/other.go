package ban

import (
	"slices"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/event"
	"github.com/factwire/factwire/extractors/internal/names"
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

// harmless returns, as dropped, the words by which nobody is barred, whatever they look like: taxes and the like that are imposed, lists of those who
// are let in, names that are given, results of matches.
func (x *Extractor) harmless(r *reading.Reading) []reading.Candidate {
	var out []reading.Candidate
	add := func(cue int, why string) {
		f := factwire.Fact{Kind: factwire.Ban}
		f.Evidence = []factwire.Evidence{event.Evidence(r, r.Doc.SentenceOf(cue), "ban/harmless", map[string][]factwire.Span{"cue": {event.Span(r, cue, cue+1)}})}
		out = append(out, reading.Candidate{Fact: f, Dropped: why})
	}
	for _, c := range r.Clauses.Clauses {
		list := x.letIn(r, c)
		switch {
		case x.levied(r, c):
			add(c.Verb.Head, "a levy, which bars nobody")
		case list != nil:
			add(c.Verb.Head, "let in, and not barred")
			add(list.Head, "let in, and not barred")
		case x.called(r, c):
			add(c.Verb.Head, "given a name or an office, and not barred")
		case x.beaten(r, c):
			add(c.Verb.Head, "a result")
		case x.fromOffice(r, c) && x.person(r, c.Object):
			add(c.Verb.Head, "put out of an office or a team")
		case c.Object != nil && x.nothings[r.Doc.Tokens[c.Object.Head].Lemma]:
			add(c.Verb.Head, "closed, and to nobody")
		}
	}
	return out
}

// levied reports that a clause imposes a tax or the like, or hits somebody with one.
func (x *Extractor) levied(r *reading.Reading, c *clause.Clause) bool {
	levy := func(n *clause.NP) bool {
		return n != nil && !slices.ContainsFunc(n.All(), func(n *clause.NP) bool { return !x.levies[r.Doc.Tokens[n.Head].Lemma] })
	}
	return levy(c.Object) && x.matcher.Judge.Acts(r.Doc, c, "object") ||
		x.inflicters[c.Verb.Lemma] && slices.ContainsFunc(c.Preps, func(p clause.PP) bool { return p.Prep == "with" && levy(p.Obj) })
}

// letIn returns the list of those who are let in on which a clause puts somebody: "put Acme on its list of approved suppliers"; nil if on none.
func (x *Extractor) letIn(r *reading.Reading, c *clause.Clause) *clause.NP {
	for _, p := range c.Preps {
		if (p.Prep == "on" || p.Prep == "to" || p.Prep == "onto") && p.Obj != nil && x.rolls[r.Doc.Tokens[p.Obj.Head].Lemma] && x.admitting(r, p.Obj) {
			return p.Obj
		}
	}
	return nil
}

// called reports that a clause tells what somebody is named to be who is barred from nothing by it: "designated Acme as its partner".
func (x *Extractor) called(r *reading.Reading, c *clause.Clause) bool {
	return x.namers[c.Verb.Lemma] && slices.ContainsFunc(c.Preps, func(p clause.PP) bool {
		if p.Prep != "as" || p.Obj == nil {
			return false
		}
		for t := p.Obj.First; t < p.Obj.End(); t++ {
			if x.outcasts[r.Doc.Tokens[t].Lemma] {
				return false
			}
		}
		return true
	})
}

// person reports a phrase that names a person.
func (x *Extractor) person(r *reading.Reading, n *clause.NP) bool {
	return n != nil && n.Mention != nil && slices.ContainsFunc(x.parties.Mention(r, n.Mention), func(e names.Entity) bool { return e.Type == factwire.Person })
}

// beaten reports that a clause tells the result of a match: "shut out Norway 2-0".
func (x *Extractor) beaten(r *reading.Reading, c *clause.Clause) bool {
	if c.Object == nil || c.Object.Mention == nil || c.Object.Last >= len(r.Doc.Tokens) {
		return false
	}
	home, away, ok := strings.Cut(strings.ReplaceAll(r.Doc.Tokens[c.Object.Last].Text, "–", "-"), "-")
	return ok && score(home) && score(away)
}

// score reports a number of one or two figures.
func score(s string) bool {
	return len(s) > 0 && len(s) < 3 && strings.Trim(s, "0123456789") == ""
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
