package signing

import (
	"slices"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/event"
	"github.com/factwire/factwire/extractors/lexicon"
	"github.com/factwire/factwire/extractors/reading"
)

// enrich gives the signing told last, which "the contract" points back to, the
// signatories, date and place of this match, where it lacks them.
func (x *Extractor) enrich(r *reading.Reading, m event.Match, out []reading.Candidate) {
	for i := len(out) - 1; i >= 0; i-- {
		f := &out[i].Fact
		if out[i].Dropped != "" || f.Status != factwire.Done || f.What == "accession" {
			continue
		}
		if m.Clause == nil || m.Clause.Verb.Lemma != "sign" {
			return
		}
		if d := event.Date(m.Clause, m.Noun, event.Day); d != nil && f.When.Date == "" {
			f.When = event.When(d)
		}
		if p := event.Place(r, m.Clause); p != nil && f.Where == "" {
			f.Where = event.Text(r, p.First, p.Last)
		}
		for _, fill := range x.matcher.Role(r, m, []string{"subject", "by", "with"}) {
			_, people := x.parties.Actors(r, fill)
			for _, p := range people {
				if !slices.ContainsFunc(f.People, func(e factwire.Entity) bool { return e.Same(p.Entity) }) {
					f.People = append(f.People, p.Entity)
				}
			}
		}
		return
	}
}

// again is what becomes of the signing that "the contract" points back to: torn up, not signed.
func (x *Extractor) again(r *reading.Reading, m event.Match, out []reading.Candidate) (reading.Candidate, bool) {
	recent := r.Doc.Sentences[max(0, r.Doc.SentenceOf(m.Cue)-2)].Start
	for i := len(out) - 1; i >= 0; i-- {
		f := out[i].Fact
		if len(f.Evidence) > 0 && f.Evidence[len(f.Evidence)-1].Start < recent {
			break
		}
		if out[i].Dropped != "" || f.What == "accession" || f.What != m.Class && m.Class != "agreement" {
			continue
		}
		status := becomes(m, f.Status)
		if status == "" {
			break
		}
		g := factwire.Fact{Kind: factwire.Signing, Status: status, Who: slices.Clone(f.Who), What: f.What, About: f.About, Confidence: 0.7}
		spans := map[string][]factwire.Span{"cue": {event.Span(r, m.Cue, m.Cue+1)}}
		if d := event.Date(m.Clause, m.Noun, event.Day); d != nil && status == factwire.Reversed {
			g.When = event.When(d)
			spans["when"] = append(spans["when"], event.Span(r, d.First, d.Last))
		}
		g.Evidence = []factwire.Evidence{event.Evidence(r, r.Doc.SentenceOf(m.Cue), "signing/again", spans)}
		return reading.Candidate{Fact: g}, true
	}
	return reading.Candidate{}, false
}

// becomes is the status of an instrument told before by what a match tells of it; empty where that is nothing new.
func becomes(m event.Match, told factwire.Status) factwire.Status {
	switch {
	case told == factwire.Done && (m.Judged == event.Ended || fails(m)):
		return factwire.Reversed
	case told == factwire.Proposed && refused(m):
		return factwire.Negated // "offered Chad a truce. Chad turned it down"
	}
	return ""
}

// refused reports that a main clause tells outright that its object is not to be: "turned it down".
func refused(m event.Match) bool {
	c := m.Clause
	return m.Judged == event.Negated && m.Slot == "object" && c != nil && (c.Relation == clause.Root || c.Relation == clause.Conjoined) && !c.Verb.Neg && c.Verb.Modality == clause.Factual
}

// fails reports an instrument that comes to nothing by itself: "the truce collapsed". One that was there has ended.
func fails(m event.Match) bool {
	return m.Judged == event.Negated && m.Slot == "subject" && m.Clause != nil && !m.Clause.Verb.Neg && m.Clause.Verb.Form == clause.Finite && (m.Noun == nil || !m.Noun.Neg)
}

// cancelled finds "only to cancel it", "T terminated it": a pronoun that means the signing told just before.
func (x *Extractor) cancelled(r *reading.Reading, told []reading.Candidate) []reading.Candidate {
	var out []reading.Candidate
	for _, c := range r.Clauses.Clauses {
		n, slot := pointer(r, c)
		if n == nil && x.backsOut(c) {
			n, slot = c.Subject, "out of"
		}
		if n == nil {
			continue
		}
		if c.Verb.Particle == "" && particle(r, n.Last) {
			continue // "we are leaving them on"
		}
		m := event.Match{Clause: c, Noun: n, Slot: slot, Class: "agreement", Cue: c.Verb.Head, Judged: x.matcher.Judge.Nominal(r.Doc, n, c, slot)}
		if n == c.Subject && slot == "out of" {
			m.Noun, m.Judged = nil, event.Ended
		}
		if m.Judged != event.Ended && !fails(m) && !refused(m) {
			continue
		}
		var before []reading.Candidate
		for _, t := range told {
			if len(t.Fact.Evidence) > 0 && t.Fact.Evidence[0].Start < r.Doc.Tokens[c.Verb.Head].Start && t.Fact.Status != factwire.Negated {
				before = append(before, t)
			}
		}
		if g, ok := x.again(r, m, before); ok && (slot == "subject" || x.parties.Acts(r, c, g.Fact)) {
			out = append(out, g)
		}
	}
	return out
}

// backsOut reports that somebody leaves what the words do not tell: "signed a deal in March. On Monday, Norway pulled out".
func (x *Extractor) backsOut(c *clause.Clause) bool {
	return x.quitters[c.Verb.Key()] && c.Object == nil && c.Subject != nil && len(c.Preps) == 0 && !c.Verb.Neg && !c.Verb.Passive && c.Verb.Form == clause.Finite && c.Verb.Modality == clause.Factual
}

// pointer returns the pronoun that is the object of a clause, its subject, or the object of a preposition of it ("pulled out of it"), and
// its slot.
func pointer(r *reading.Reading, c *clause.Clause) (*clause.NP, string) {
	is := func(n *clause.NP) bool {
		if n == nil || n.Last-n.First != 1 {
			return false
		}
		w := r.Doc.Tokens[n.Head].Lower
		return w == "it" || w == "them"
	}
	if is(c.Object) {
		return c.Object, "object"
	}
	for _, p := range c.Preps {
		if is(p.Obj) {
			return p.Obj, p.Prep
		}
	}
	if is(c.Subject) && c.SubjectGiven && c.Object == nil && (c.Verb.Past || c.Verb.Perfect) {
		return c.Subject, "subject" // "it collapsed"
	}
	return nil, ""
}

// oneMore finds another instrument of those told last, of which a passive tells with whom: "a second one, with Acme, was signed".
func (x *Extractor) oneMore(r *reading.Reading, told []reading.Candidate) []reading.Candidate {
	var out []reading.Candidate
	for _, c := range r.Clauses.Clauses {
		n := c.Object
		if !c.Verb.Passive || !x.pens[c.Verb.Lemma] || n == nil || n.Mention != nil || !ordinal(r, n) {
			continue
		}
		m := event.Match{Clause: c, Noun: n, Slot: "object", Cue: c.Verb.Head, Judged: x.matcher.Judge.Clause(r.Doc, c), Frame: &lexicon.Frame{Name: "one more"}}
		var with []event.Found
		for _, f := range x.matcher.Role(r, m, []string{"with"}) {
			a, p := x.parties.Actors(r, f)
			with = append(with, x.signatories(r, f, a, p)...)
		}
		with = parties(with)
		for i := len(told) - 1; i >= 0 && len(with) > 0 && status(m) != ""; i-- {
			f := told[i].Fact
			if told[i].Dropped != "" || f.What == "accession" || len(f.Who) < 2 || f.Evidence[0].Start >= r.Doc.Sentences[c.Sentence].Start {
				continue
			}
			if f.Evidence[0].Start < r.Doc.Sentences[max(0, c.Sentence-2)].Start || slices.Contains(factwire.Keys(f.Who), with[0].Entity.Key()) {
				break
			}
			found := &candidate{match: m, class: f.What, confidence: 0.7}
			first := event.Found{Entity: f.Who[0], First: n.First, Last: n.Last, Slot: "again"}
			g := x.fact(r, found, append([]event.Found{first}, with...))
			g.Fact.Evidence = append(g.Fact.Evidence, event.Carried(f))
			out = append(out, g)
			break
		}
	}
	return out
}

// ordinal reports "one", "another", "a second", "a third one".
func ordinal(r *reading.Reading, n *clause.NP) bool {
	switch r.Doc.Tokens[n.Head].Lower {
	case "one":
		return r.Doc.Tokens[n.First].Lower != "no"
	case "another", "second", "third", "fourth":
		return true
	}
	return false
}

// particle reports whether token t is a particle or a preposition with nothing behind it.
func particle(r *reading.Reading, t int) bool {
	if t+1 >= len(r.Doc.Tokens) {
		return false
	}
	switch r.Doc.Tokens[t].Tag {
	case "RP", "IN":
		return strings.ContainsAny(r.Doc.Tokens[t+1].Text, ",.;:!?\"”'’")
	}
	return false
}

// another is the class of the instrument told last, where the object is "one" or "another": "signed one with Acme".
func (x *Extractor) another(r *reading.Reading, m event.Match, told []reading.Candidate) string {
	switch r.Doc.Tokens[m.Clause.Object.Head].Lower {
	case "one", "another":
	default:
		return ""
	}
	for i := len(told) - 1; i >= 0; i-- {
		if f := told[i].Fact; f.What != "accession" && f.What != "" {
			return f.What
		}
	}
	return ""
}

// focus is what others were told to join last, else the programme, pact or treaty named last before a token.
func (x *Extractor) focus(r *reading.Reading, token int, told []reading.Candidate) []event.Found {
	since := r.Doc.Sentences[max(0, r.Doc.SentenceOf(token)-2*maxFocus)].Start
	for i := len(told) - 1; i >= 0; i-- {
		f := told[i].Fact
		if told[i].Dropped != "" || f.What != "accession" || len(f.Who) != 2 || f.Evidence[0].Start < since {
			continue
		}
		return []event.Found{{Entity: f.Who[1], First: token, Last: token + 1}}
	}
	if w := r.Doc.Tokens[min(token+1, len(r.Doc.Tokens)-1)].Lower; w == "for" || w == "up" || w == "in" {
		return nil // "signed up for cover", "will join in"
	}
	first := r.Doc.Sentences[max(0, r.Doc.SentenceOf(token)-2)].First
	for t := token; t >= first; t-- {
		m := r.Names.At(t)
		if m == nil || m.First != t {
			continue
		}
		for _, e := range x.parties.Mention(r, m) {
			if e.Type == factwire.Program {
				return []event.Found{{Entity: e.Entity, First: m.First, Last: m.Last, Mention: m}}
			}
		}
	}
	return nil
}
