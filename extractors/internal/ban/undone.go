package ban

import (
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/event"
	"github.com/factwire/factwire/extractors/reading"
)

// How many sentences back a measure may stand that a pronoun, and that a noun means.
const (
	undoneNear = 1
	undoneFar  = 4
)

// undone finds words for the measure told before, in a clause that ends it: "but these were later dropped", "it lifted them", "the
// decision was reversed", "the measures against Acme were dropped", "trade resumed".
func (x *Extractor) undone(r *reading.Reading, told []reading.Candidate) []reading.Candidate {
	var out []reading.Candidate
	for _, c := range r.Clauses.Clauses {
		n, back, judged := x.pointer(r, c)
		if n == nil || slices.ContainsFunc(told, func(t reading.Candidate) bool { return t.Dropped == "" && tellsAt(r, t.Fact, n, c) }) {
			continue
		}
		whole := r.Doc.Tokens[n.First].Lower == "both" || r.Doc.Tokens[n.First].Lower == "all"
		for _, f := range x.earlier(r, told, c, back) {
			if judged == event.Negated && f.Status != factwire.Proposed {
				break // "rejected the ban": what is there stays
			}
			if g, ok := x.end(r, f, c, n); ok {
				out = append(out, reading.Candidate{Fact: g})
				if !whole {
					break
				}
			} else if !whole && back == undoneNear {
				break
			}
		}
	}
	return out
}

// tellsAt reports whether a fact is told at a phrase or at the verb of its clause.
func tellsAt(r *reading.Reading, f factwire.Fact, n *clause.NP, c *clause.Clause) bool {
	for _, s := range f.Evidence[0].Spans["cue"] {
		if s[0] == r.Doc.Tokens[n.Head].Start || s[0] == r.Doc.Tokens[c.Verb.Head].Start {
			return true
		}
	}
	return false
}

// pointer returns the phrase that means a measure told before and that a clause ends or, where it is planned, gives up; how many sentences back
// that may stand, and which of the two it is.
func (x *Extractor) pointer(r *reading.Reading, c *clause.Clause) (n *clause.NP, back int, judged event.Factuality) {
	ends := func(n *clause.NP, slot string) bool {
		judged = x.matcher.Judge.Nominal(r.Doc, n, c, slot)
		return x.endsOrDrops(r, c, slot, judged)
	}
	for _, p := range pointing(c) {
		n := p.n
		switch {
		case n == nil || len(n.Conj) > 0:
		case n.Last-n.First == 1 && x.pointers[r.Doc.Tokens[n.Head].Lower]:
			if ends(n, p.slot) {
				return n, undoneNear, judged
			}
		case n.Mention == nil && x.backward[r.Doc.Tokens[n.Head].Lemma] && means(r, n):
			if ends(n, p.slot) {
				return n, undoneFar, judged
			}
		case p.slot == "subject" && x.resumes(r, c, n):
			if x.matcher.Judge.Clause(r.Doc, c) == event.Happened {
				return n, undoneNear, event.Ended
			}
		}
	}
	return nil, 0, judged
}

// placed is a phrase and the slot of its clause.
type placed struct {
	n    *clause.NP
	slot string
}

// pointing returns the phrases of a clause that may mean a measure: object, subject, and what a preposition joins to the verb ("decided against it").
func pointing(c *clause.Clause) []placed {
	all := []placed{{c.Object, "object"}, {c.Subject, "subject"}}
	if len(c.Preps) > 0 && c.Preps[0].Tok == c.Verb.Last {
		all = append(all, placed{c.Preps[0].Obj, c.Preps[0].Prep})
	}
	return all
}

// endsOrDrops reports a clause whose verb ends the measure in a slot, or tells outright that it is not to be.
func (x *Extractor) endsOrDrops(r *reading.Reading, c *clause.Clause, slot string, judged event.Factuality) bool {
	switch judged {
	case event.Ended:
		return x.matcher.Judge.Acts(r.Doc, c, slot) && (slot != "subject" || c.Verb.Past || c.Verb.Perfect) // "it expires in May"
	case event.Negated:
		main := c.Relation == clause.Root || c.Relation == clause.Conjoined
		return slot != "subject" && main && !c.Verb.Neg && c.Verb.Modality == clause.Factual && x.matcher.Judge.Acts(r.Doc, c, slot)
	}
	return false
}

// resumes reports a clause by which what a measure stopped goes on again: "imports resumed".
func (x *Extractor) resumes(r *reading.Reading, c *clause.Clause, n *clause.NP) bool {
	head := r.Doc.Tokens[n.Head]
	return (n.Mention == nil || n.First == r.Doc.Sentences[c.Sentence].First) && x.resumers[c.Verb.Lemma] && n.Last-n.First == 1 && (x.traffic[head.Lemma] || x.traffic[head.Lower])
}

// means reports a phrase that means what was told before: "the decision", "these measures", "both bans".
func means(r *reading.Reading, n *clause.NP) bool {
	switch r.Doc.Tokens[n.First].Lower {
	case "the", "this", "that", "these", "those", "both", "all":
		return true
	}
	return false
}

// earlier returns the facts told before a clause that it may end, the last first.
func (x *Extractor) earlier(r *reading.Reading, told []reading.Candidate, c *clause.Clause, back int) []factwire.Fact {
	since := r.Doc.Sentences[max(0, r.Doc.SentenceOf(c.Verb.Head)-back)].Start
	var out []factwire.Fact
	for i := len(told) - 1; i >= 0; i-- {
		f := told[i].Fact
		if told[i].Dropped != "" || f.Evidence[0].Start < since || f.Evidence[0].Spans["cue"][0][0] > r.Doc.Tokens[c.Verb.Head].Start {
			continue
		}
		if f.Status != factwire.Done && f.Status != factwire.Proposed {
			break
		}
		out = append(out, f)
	}
	return out
}

// end is a fact that clause c ends by the phrase n, for those of its targets whom the phrase names.
func (x *Extractor) end(r *reading.Reading, f factwire.Fact, c *clause.Clause, n *clause.NP) (factwire.Fact, bool) {
	if n != c.Subject && !x.parties.Acts(r, c, f) {
		return f, false
	}
	g := factwire.Fact{Kind: factwire.Ban, Status: factwire.Reversed, Who: slices.Clone(f.Who), Whom: slices.Clone(f.Whom), What: f.What, About: f.About, Confidence: 0.7}
	if f.Status == factwire.Proposed {
		g.Status = factwire.Negated // a plan that is dropped
	}
	spans := map[string][]factwire.Span{"cue": {event.Span(r, c.Verb.Head, c.Verb.Head+1)}, "whom": {event.Span(r, n.First, n.Last)}}
	if against := x.against(r, n); len(against) > 0 {
		g.Whom = slices.DeleteFunc(g.Whom, func(e factwire.Entity) bool {
			return !slices.ContainsFunc(against, func(a event.Found) bool { return a.Entity.Same(e) })
		})
		if len(g.Whom) == 0 {
			return f, false
		}
		spans["whom"] = []factwire.Span{event.Span(r, against[0].First, against[0].Last)}
	}
	if d := event.Date(c, nil, event.Day); d != nil && g.Status == factwire.Reversed {
		g.When = event.When(d)
		spans["when"] = append(spans["when"], event.Span(r, d.First, d.Last))
	}
	g.Evidence = []factwire.Evidence{event.Evidence(r, r.Doc.SentenceOf(c.Verb.Head), "ban/again", spans), event.Carried(f)}
	return g, true
}

// against returns those whom a phrase for a measure names behind its preposition: "the measures against Acme".
func (x *Extractor) against(r *reading.Reading, n *clause.NP) []event.Found {
	var out []event.Found
	for _, p := range n.Preps {
		if p.Obj == nil || p.Prep != "against" && p.Prep != "on" && p.Prep != "of" {
			continue
		}
		for _, o := range p.Obj.All() {
			t, _ := x.parties.Targets(r, event.Filler{Slot: "object", NP: o, Mention: o.Mention})
			out = append(out, t...)
		}
	}
	return out
}
