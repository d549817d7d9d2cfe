package deadline

import (
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/clause"
	"github.com/factwire/factwire/extractors/dates"
	"github.com/factwire/factwire/extractors/event"
	"github.com/factwire/factwire/extractors/names"
	"github.com/factwire/factwire/extractors/reading"
)

// moved reads "extended the deadline to".
func (x *Extractor) moved(r *reading.Reading, c *clause.Clause) []duty {
	if !x.words["movers"][key(c)] && !x.words["movers"][c.Verb.Lemma] || c.Object == nil {
		return nil
	}
	head := r.Doc.Tokens[c.Object.Head].Lemma
	if !x.words["nouns"][head] && head != "date" {
		return nil
	}
	all := slices.Clone(c.Dates)
	for _, ch := range c.Children { // "extended the deadline to remove gear from 2024 to 2026"
		if ch.Relation == clause.XComp && ch.Noun == c.Object {
			all = append(all, ch.Dates...)
		}
	}
	var to, from *dates.Mention
	for _, d := range all {
		switch {
		case d.Date == "":
		case d.Relation == factwire.From:
			from = d
		case to == nil && (d.Relation == factwire.Until || d.Lead > 0 && r.Doc.Tokens[d.Lead-1].Lower == "to"):
			to = d
		}
	}
	if to == nil {
		return nil
	}
	var out []duty
	for _, d := range []*dates.Mention{to, from} {
		if d == nil {
			continue
		}
		relation := factwire.By
		if d.Relation == factwire.Until {
			relation = factwire.Until
		}
		y := duty{rule: "moved", over: c, date: d, relation: relation, judged: x.judge.Clause(r.Doc, c), cue: c.Verb.Head, confidence: 0.7,
			what: event.Text(r, c.Object.First, c.Object.End()), whatSpan: event.Span(r, c.Object.First, c.Object.End())}
		if c.Object.Possessor != nil {
			y.bound = c.Object.Possessor
		}
		for _, p := range c.Object.Preps {
			if p.Prep == "for" && p.Obj != nil && y.bound == nil {
				y.bound = p.Obj
			}
		}
		if d == from {
			if y.judged != event.Happened && y.judged != event.Decided {
				continue
			}
			y.status = factwire.Reversed
		}
		out = append(out, y)
	}
	return out
}

// asked reads "asked for an extension until", which is proposed, or negated where the same or the next sentence
// refuses it ("but the ministry said no").
func (x *Extractor) asked(r *reading.Reading, c *clause.Clause) []duty {
	if !x.words["askers"][c.Verb.Lemma] || c.Verb.Passive {
		return nil
	}
	var noun *clause.NP
	for _, p := range c.Preps {
		if p.Prep == "for" && p.Obj != nil && x.words["nouns"][r.Doc.Tokens[p.Obj.Head].Lemma] {
			noun = p.Obj
		}
	}
	if noun == nil && c.Object != nil && x.words["nouns"][r.Doc.Tokens[c.Object.Head].Lemma] {
		noun = c.Object
	}
	if noun == nil {
		return nil
	}
	all := c.Dates
	for _, ch := range c.Children { // "asked for the deadline to be moved to 2030"
		if ch.Relation == clause.XComp && x.words["movers"][ch.Verb.Lemma] {
			all = append(all[:len(all):len(all)], ch.Dates...)
		}
	}
	for _, d := range all {
		if d.Date == "" || d.Relation != factwire.Until && !(d.Lead > 0 && r.Doc.Tokens[d.Lead-1].Lower == "to") {
			continue
		}
		y := duty{rule: "asked", bound: c.Subject, date: d, relation: factwire.Until, judged: event.Planned, cue: c.Verb.Head, confidence: 0.7,
			what: event.Text(r, noun.First, noun.Last), whatSpan: event.Span(r, noun.First, noun.Last)}
		if d.Relation != factwire.Until {
			y.relation = factwire.By
		}
		if x.refused(r, c) {
			y.status = factwire.Negated
		}
		return []duty{y}
	}
	return nil
}

// refused reports whether a request is turned down in its own sentence or the next.
func (x *Extractor) refused(r *reading.Reading, c *clause.Clause) bool {
	for _, o := range r.Clauses.Clauses {
		if o.Sentence < c.Sentence || o == c || o.Verb.First < c.Verb.First {
			continue
		}
		if o.Sentence > c.Sentence+1 {
			break
		}
		if x.words["refusers"][key(o)] && !o.Verb.Neg {
			return true
		}
		if o.Verb.Lemma == "say" && o.Verb.Last < len(r.Doc.Tokens) && r.Doc.Tokens[o.Verb.Last].Lower == "no" {
			return true
		}
	}
	return false
}

// named reads "the deadline is", "a deadline of", "faces a 1 May deadline to".
func (x *Extractor) named(r *reading.Reading, c *clause.Clause) []duty {
	for _, n := range []*clause.NP{c.Object, c.Object2, c.Subject, c.Compl} {
		slot := event.SlotOf(n, c)
		if !x.words["setters"][c.Verb.Lemma] && !x.judge.Known(c, slot) {
			continue
		}
		if n == nil || !x.words["nouns"][r.Doc.Tokens[n.Head].Lemma] || n.Mention != nil && n.Mention.Form == names.Name {
			continue
		}
		date := n.Date
		for _, d := range c.Dates {
			if date == nil && d.Date != "" && d.Duration == "" && d.Relation != factwire.From && d.Relation != factwire.After && (d.First > n.Head || c.Verb.Copula) {
				date = d
			}
		}
		if date == nil || date.Date == "" {
			continue
		}
		judged := x.judge.Nominal(r.Doc, n, c, slot)
		if x.words["missers"][c.Verb.Lemma] {
			judged = event.Happened // a deadline missed, or not met, stands
		}
		dropped := x.words["droppers"][c.Verb.Lemma] && (judged == event.Ended || judged == event.Negated) && x.judge.Clause(r.Doc, c) == event.Happened
		task := taskOf(c, n)
		y := duty{rule: "deadline", clause: task, date: date, relation: factwire.By, judged: judged, cue: n.Head, confidence: 0.7}
		if date.Relation == factwire.Until {
			y.relation = factwire.Until
		}
		if dropped {
			y.status = factwire.Reversed
		}
		if other := c.Object; other != nil && other != n && slot == "object2" {
			y.bound, y.over = other, c // "set Acme a deadline", "refused Acme an extension"
		}
		switch c.Verb.Lemma {
		case "set", "impose", "give", "fix", "announce", "establish", "introduce", "confirm", "issue":
			y.over = c
			for _, p := range append(slices.Clone(n.Preps), c.Preps...) {
				if p.Prep == "for" && p.Obj != nil && y.bound == nil {
					y.bound = p.Obj
					break
				}
			}
			if c.Verb.Lemma == "give" && c.Object != n {
				y.bound = c.Object
			}
		case "be", "expire", "fall", "pass", "approach", "near", "loom":
			for _, p := range n.Preps {
				if p.Prep == "for" && p.Obj != nil {
					y.bound = p.Obj
					break
				}
			}
		default:
			for _, p := range n.Preps {
				if p.Prep == "for" && p.Obj != nil && y.bound == nil {
					y.bound, y.over = p.Obj, c
				}
			}
			if y.bound == nil {
				y.bound = c.Subject
			}
		}
		if task == nil && !x.words["movers"][c.Verb.Lemma] && len(date.Date) == len("2006") && (date.Relation == "" || date.Relation == factwire.On) && r.Doc.Tokens[n.Head].Lemma != "deadline" {
			continue // "an extension of the 2010 accord": a bare year sets no term
		}
		if task == nil {
			if r.Doc.Tokens[n.Head].Lemma == "deadline" && !x.tellsTask(r, n) {
				continue // "a pivotal deadline": for what is not said
			}
			y.what, y.whatSpan = event.Text(r, n.First, n.End()), event.Span(r, n.First, n.End())
		}
		return []duty{y}
	}
	return nil
}

// taskOf returns the infinitive that says what is to be done by a deadline n: the noun's own, else the clause's
// that is no other noun's ("the deadline to file was a test of its will to act": to file).
func taskOf(c *clause.Clause, n *clause.NP) *clause.Clause {
	for _, m := range n.Mods {
		if m.Relation == clause.XComp {
			return m
		}
	}
	for _, ch := range c.Children {
		if ch.Relation == clause.XComp && ch.Verb.Form == clause.Infinitive && (ch.Noun == nil || ch.Noun == n) {
			return ch
		}
	}
	return nil
}

// tellsTask reports whether a deadline's own phrase says what it is for: "the deadline for comments", "its removal
// deadline".
func (x *Extractor) tellsTask(r *reading.Reading, n *clause.NP) bool {
	for _, p := range n.Preps {
		if (p.Prep == "for" || p.Prep == "on" || p.Prep == "of") && (p.Obj != nil && p.Obj.Date == nil || p.Verb != nil) {
			return true
		}
	}
	for t := n.First; t < n.Head; t++ {
		if n.Date != nil && t >= n.Date.First && t < n.Date.Last || n.Possessor != nil && t < n.Possessor.Last {
			continue
		}
		if tag := r.Doc.Tokens[t].Tag; (tag == "NN" || tag == "NNS" || tag == "VBG") && !x.words["periods"][r.Doc.Tokens[t].Lemma] {
			return true
		}
	}
	return false
}
