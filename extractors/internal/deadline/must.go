package deadline

import (
	"slices"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/dates"
	"github.com/factwire/factwire/extractors/internal/event"
	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/reading"
)

// term is a date that a duty has, with the relation that the text gives it.
type term struct {
	date     *dates.Mention
	relation factwire.Relation
	noun     *clause.NP // the deadline that it is the date of ("by a June 30 deadline"), or nil
}

// must reads "must … by", "was ordered to … by", "is required to … within".
func (x *Extractor) must(r *reading.Reading, c *clause.Clause) []duty {
	over, ok := x.binds(r, c)
	if !ok || x.phased(c) || x.words["states"][c.Verb.Lemma] {
		return nil
	}
	terms := x.limits(r, c, over)
	if len(terms) == 0 {
		return nil
	}
	y := duty{rule: "must", clause: c, over: over, bound: c.Subject, judged: x.judge.Clause(r.Doc, c), cue: c.Verb.First, confidence: 0.9}
	if !x.judgeMust(r, &y) {
		return nil
	}
	if over == nil {
		if n := beside(r, c); n != nil {
			y.bound = n
		}
	} else {
		y.cue = over.Verb.Head
		if c.Noun != nil && c.Subject != nil && c.Subject == c.Noun.Possessor && x.words["rules"][r.Doc.Tokens[c.Noun.Head].Lemma] {
			y.bound, y.by = nil, c.Noun.Possessor // "the court's order to pay"
		}
		if n := called(over); n != nil {
			y.bound = n
		}
		if n := x.served(r, c, over); n != nil {
			y.bound = n
		}
	}
	out := make([]duty, len(terms))
	for i, t := range terms {
		y.noun, y.date, y.relation = t.noun, t.date, t.relation
		out[i] = y
	}
	return out
}

// judgeMust judges whether what a clause obliges somebody to is due, and reports false of what must not be done: that is barred.
func (x *Extractor) judgeMust(r *reading.Reading, y *duty) bool {
	c := y.clause
	if x.phases(r, c) && (y.judged == event.Ended || y.judged == event.Negated) {
		y.judged = event.Decided // "must stop selling": the stop is the duty
	}
	modal := r.Doc.Tokens[c.Verb.First].Lower
	if c.Verb.Modality == clause.Must && y.judged == event.Negated && !c.Verb.Obliged {
		switch {
		case c.Verb.Neg:
			if modal == "must" {
				return false
			}
		case c.Object != nil && c.Object.Neg:
			y.judged = event.Decided // "must emit no carbon"
		}
	}
	if modal == "shall" && y.judged == event.Possible {
		y.judged = event.Decided
	}
	if y.judged == event.Hypothetical && c.Mark == "" && shouldBe(r, c) {
		y.judged, y.confidence = event.Happened, 0.6
	}
	if y.over != nil && x.words["due"][y.over.Predicate] && y.judged == event.Planned {
		y.judged = event.Decided
	}
	if y.over != nil && y.over.Verb.Neg && y.over.Verb.Form == clause.Gerund {
		y.judged = event.Hypothetical // "accused them of not asking Acme to act by May"
	}
	if conditional(c) {
		y.judged = event.Hypothetical // "if it loses, Acme must pay by May"
	}
	return true
}

// isTo reports "is to hand in", "are to respond": what somebody owes others, and not "is to open a shop".
func (x *Extractor) isTo(r *reading.Reading, c *clause.Clause) bool {
	t := c.Verb.First
	return c.Verb.Modality == clause.Will && c.Verb.Form == clause.Finite && !c.Verb.Neg && r.Doc.Tokens[t].Lemma == "be" && t+1 < len(r.Doc.Tokens) && r.Doc.Tokens[t+1].Lower == "to" && (x.words["filings"][c.Verb.Lemma] || c.Verb.Past && x.deadlineNext(r, c))
}

// deadlineNext reports that the sentence behind a clause speaks of it as "the deadline".
func (x *Extractor) deadlineNext(r *reading.Reading, c *clause.Clause) bool {
	if c.Sentence+1 >= len(r.Doc.Sentences) {
		return false
	}
	s := r.Doc.Sentences[c.Sentence+1]
	for t := s.First + 1; t < s.Last; t++ {
		if x.words["terms"][r.Doc.Tokens[t].Lemma] && r.Doc.Tokens[t-1].Lower == "the" {
			return true
		}
	}
	return false
}

// beside returns the name right before a modal that the parse gave no subject of its own: "a bill Congress must pass".
func beside(r *reading.Reading, c *clause.Clause) *clause.NP {
	if c.SubjectGiven || c.Verb.Form != clause.Finite || c.Verb.First == 0 {
		return nil
	}
	m := r.Names.At(c.Verb.First - 1)
	if m == nil || m.Form != names.Name || m.Last != c.Verb.First || c.Subject != nil && c.Subject.Mention == m {
		return nil
	}
	return &clause.NP{First: m.First, Last: m.Last, Head: m.Last - 1, Mention: m}
}

// called returns who is to act behind "called on Acme to", or nil.
func called(c *clause.Clause) *clause.NP {
	for _, p := range c.Preps {
		if (p.Prep == "on" || p.Prep == "upon") && p.Obj != nil && c.Verb.Lemma == "call" {
			return p.Obj
		}
	}
	return nil
}

// limits returns the dates by which what a clause tells is to be done: its own, those of what it starts or
// stops, and those before the clause that binds.
func (x *Extractor) limits(r *reading.Reading, c, over *clause.Clause) []term {
	phase := x.phaseOf(c)
	var out []term
	for _, d := range datesFor(c, over, phase) {
		if x.limitsDuty(r, c, over, phase, d) && (d.Duration == "" || !x.vague(r, d)) {
			out = append(out, term{date: d, relation: d.Relation})
		}
	}
	for _, p := range append(slices.Clone(c.Preps), verbPreps(phase)...) { // "must name one by a June 30 deadline"
		if (p.Prep == "by" || p.Prep == "before" || p.Prep == "ahead of") && p.Obj != nil && p.Obj.Date != nil && p.Obj.Date.Date != "" && x.words["terms"][r.Doc.Tokens[p.Obj.Head].Lemma] {
			out = append(out, term{p.Obj.Date, factwire.By, p.Obj})
		}
	}
	return out
}

// datesFor returns the dates that may limit what a clause tells: its own, those of a participle that tells of its object, those of phase, which it
// starts or stops, and those before the verb of over, the clause that binds.
func datesFor(c, over, phase *clause.Clause) []*dates.Mention {
	all := slices.Clone(c.Dates)
	for _, ch := range c.Children { // "remove gear made by Acme by 2029": the date is the removal's
		broken := c.Object == nil && ch.Verb.Form == clause.Participle && ch.Verb.First <= c.Verb.Last+2 // "publish hourly spill data by May"
		if ch.Relation == clause.Relative && ch.Reduced || broken {
			for _, d := range ch.Dates {
				if limit(d) {
					all = append(all, d)
				}
			}
		}
	}
	if phase != nil {
		all = append(all, phase.Dates...)
	}
	if over != nil && !over.Verb.Perfect && c.Relation == clause.XComp {
		for _, d := range over.Dates { // "From 1 July, Acme is required to pay", but not "by 1959 he was forced to go"
			if d.Last <= over.Verb.First && (!over.Verb.Past || d.Relation == factwire.From) {
				all = append(all, d)
			}
		}
	}
	return all
}

// limitsDuty reports whether a date limits the duty that the clause c tells, which over imposes and which starts or stops what phase tells, if any.
func (x *Extractor) limitsDuty(r *reading.Reading, c, over, phase *clause.Clause, d *dates.Mention) bool {
	switch {
	case d.Relation == factwire.From && d.Date != "" && c.Verb.Form != clause.Gerund:
		return x.bindsFrom(r, c, over, d)
	case d.Relation == factwire.After && d.Date != "" && (phase != nil || x.phases(r, c)):
		return true
	case d.Relation == factwire.Until:
		return false // what must be done until a day lasts that long
	}
	return limit(d) && !attributive(r, d, c)
}

// bindsFrom reports whether a duty begins on the date d.
func (x *Extractor) bindsFrom(r *reading.Reading, c, over *clause.Clause, d *dates.Mention) bool {
	if over == nil {
		if c.Verb.Modality != clause.Must && !c.Verb.Obliged {
			return false
		}
	} else if x.words["urging"][over.Verb.Lemma] || x.behindBinder(over, d) {
		return false
	}
	return !x.baseline(r, d) && starts(r, d, c.Verb.Past) && (c.Noun == nil || !x.means(r, c.Noun))
}

// starts reports a date on which something begins for good: not "between May and June", not "from May to June".
func starts(r *reading.Reading, d *dates.Mention, past bool) bool {
	switch r.Doc.Tokens[d.Lead].Lower {
	case "between", "since":
		return false
	case "as":
		if past {
			return false // "as of last week they still needed to": how things stood
		}
	}
	return d.Last >= len(r.Doc.Tokens) || r.Doc.Tokens[d.Last].Lower != "to"
}

// baseline reports a date from which something is measured: "from 2012 levels".
func (x *Extractor) baseline(r *reading.Reading, d *dates.Mention) bool {
	return d.Last < len(r.Doc.Tokens) && x.words["baselines"][r.Doc.Tokens[d.Last].Lemma]
}

func verbPreps(c *clause.Clause) []clause.PP {
	if c == nil {
		return nil
	}
	return c.Preps
}

// behindBinder reports a date that stands behind the verb that binds: when it was bound.
func (x *Extractor) behindBinder(over *clause.Clause, d *dates.Mention) bool {
	return over != nil && slices.Contains(over.Dates, d) && d.First > over.Verb.Head
}

// attributive reports a date that belongs to a noun behind it: "before the 2026 election" names no day.
func attributive(r *reading.Reading, d *dates.Mention, c *clause.Clause) bool {
	if n := r.Clauses.PhraseAt(d.First); n != nil && n.Date == d && n.Head >= d.Last {
		return true
	}
	if d.Last >= r.Doc.Sentences[c.Sentence].Last || d.Value != r.Doc.Tokens[d.Last-1].Text {
		return false
	}
	next := r.Doc.Tokens[d.Last]
	if next.Tag == "NNP" || !strings.HasPrefix(next.Tag, "NN") && next.Tag != "JJ" {
		return false
	}
	switch before(r, d.First) {
	case "the", "its", "their":
		return true
	}
	return d.First > c.Verb.Head
}

// vague reports a length of time that is no limit: "at least 30 days", "over 10 weeks".
func (x *Extractor) vague(r *reading.Reading, d *dates.Mention) bool {
	return x.words["vague"][before(r, d.First)]
}

// conditional reports whether a condition stands before a clause: what it then tells is no duty yet.
func conditional(c *clause.Clause) bool {
	for g := c; g != nil; g = g.Parent {
		for _, ch := range g.Children {
			if ch.Relation == clause.Adverbial && (ch.Mark == "if" || ch.Mark == "unless" || ch.Mark == "even if") && ch.Verb.First < c.Verb.First && ch.Verb.Lemma != "want" && ch.Verb.Lemma != "wish" {
				return true
			}
		}
		if g.Relation != clause.XComp {
			break
		}
	}
	return false
}

// phaseOf returns the gerund that a verb of beginning or ending governs ("stop selling"), or the infinitive that goes on
// with a duty ("must begin to remove it"), or nil.
func (x *Extractor) phaseOf(c *clause.Clause) *clause.Clause {
	gerund := x.words["phases"][c.Verb.Lemma] || c.Verb.Particle != "" && c.Object == nil // or "switch off roaming"
	for _, ch := range c.Children {
		if ch.Verb.First < c.Verb.First || ch.Noun != nil {
			continue
		}
		switch ch.Verb.Form {
		case clause.Gerund:
			if gerund && (ch.Relation == clause.XComp || ch.Relation == clause.Adverbial && ch.Mark == "") {
				return ch
			}
		case clause.Infinitive:
			if c.Verb.Modality == clause.Must && c.Object == nil && ch.Relation == clause.XComp {
				return ch
			}
		}
	}
	return nil
}

// phases reports whether a clause tells that something must begin or end: "must stop selling", also where the gerund
// passed for a noun.
func (x *Extractor) phases(r *reading.Reading, c *clause.Clause) bool {
	return x.phaseOf(c) != nil || x.words["phases"][c.Verb.Lemma] && c.Object != nil && strings.HasSuffix(r.Doc.Tokens[c.Object.Head].Lower, "ing")
}

// phased reports whether a clause is what a verb of beginning or ending governs: the duty is that verb's.
func (x *Extractor) phased(c *clause.Clause) bool {
	return c.Parent != nil && c.Verb.Form == clause.Gerund && x.phaseOf(c.Parent) == c
}

// shouldBe reports "should be removed": a duty more often than a wish.
func shouldBe(r *reading.Reading, c *clause.Clause) bool {
	return c.Verb.Passive && r.Doc.Tokens[c.Verb.First].Lower == "should"
}

// toCome reports a perfect that must be true by a day that lies ahead: "must have sold its shares by the end of 2026".
func (x *Extractor) toCome(r *reading.Reading, c *clause.Clause) bool {
	return c.Verb.Modality == clause.Must && slices.ContainsFunc(c.Dates, func(d *dates.Mention) bool {
		n := min(len(d.Date), len(r.Article.Published))
		return n >= 4 && limit(d) && string(d.Date)[:n] > r.Article.Published[:n]
	})
}

// condition reports a that-clause that fills a noun of duty: "among the conditions is that Acme sell", "one requirement is that it sell".
func (x *Extractor) condition(r *reading.Reading, c *clause.Clause) bool {
	p := c.Parent
	if c.Relation != clause.Complement || c.Mark != "that" || p == nil || !p.Verb.Copula || p.Verb.Neg || c.Verb.Modality != clause.Factual || c.Verb.Past || c.Verb.Perfect {
		return false
	}
	is := func(n *clause.NP) bool { return n != nil && x.words["conditions"][r.Doc.Tokens[n.Head].Lemma] }
	return is(p.Subject) || is(p.Compl) || slices.ContainsFunc(p.Preps, func(q clause.PP) bool { return q.Prep == "among" && is(q.Obj) })
}

// binds reports whether a clause tells a duty, and the clause that imposes it, if any.
func (x *Extractor) binds(r *reading.Reading, c *clause.Clause) (over *clause.Clause, ok bool) {
	if c.Verb.Perfect && c.Verb.Modality != clause.Factual && !x.toCome(r, c) {
		return nil, false // "must have lost": a guess
	}
	if c.Verb.Modality == clause.Must || c.Verb.Obliged || r.Doc.Tokens[c.Verb.First].Lower == "shall" {
		return nil, true
	}
	if c.Relation == clause.Complement && c.Parent != nil && x.words["clause-binders"][c.Parent.Verb.Lemma] && (c.Mark == "that" || c.SubjectGiven) && c.Verb.Modality == clause.Factual {
		return c.Parent, true // "the licence requires that Acme cover"
	}
	if x.condition(r, c) {
		return c.Parent, true
	}
	if shouldBe(r, c) || x.isTo(r, c) {
		return nil, true
	}
	for g := c; g.Relation == clause.XComp && g.Parent != nil; g = g.Parent {
		switch x.linkOf(r, g) {
		case binding:
			return g.Parent, true
		case free:
			return nil, false
		}
	}
	return nil, false
}
