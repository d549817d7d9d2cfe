package deadline

import (
	"slices"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/dates"
	"github.com/factwire/factwire/extractors/internal/event"
	"github.com/factwire/factwire/extractors/reading"
)

// moved reads "extended the deadline to".
func (x *Extractor) moved(r *reading.Reading, c *clause.Clause) []duty {
	c = pointed(r, c)
	n := c.Object
	if n == nil || !x.movesObject(r, c) {
		return nil
	}
	task := taskOf(c, n)
	again := task == nil && x.movesAgain(r, c)
	if !again && !x.means(r, n) && !(task != nil && x.dayToDo(r, c, task)) {
		return nil
	}
	to, from := fromTo(r, c, task)
	if to == nil {
		return nil
	}
	if from == nil && n.Date != nil && n.Date.Duration == "" && n.Date.Date != "" && n.Date.Date != to.Date {
		from = n.Date // "pushed the May 1 deadline back to June 1"
	}
	y := duty{rule: "moved", clause: task, over: c, noun: n, relation: factwire.By, judged: x.judge.Clause(r.Doc, c), cue: c.Verb.Head, confidence: 0.7, again: again}
	if y.judged == event.Happened && spokenOf(c) {
		y.judged = event.Planned // "doubts about extending it to Monday"
	}
	if task == nil {
		y.what, y.whatSpan = event.Text(r, n.First, n.End()), event.Span(r, n.First, n.End())
	}
	y.bound = x.boundOf(r, c, n, task)
	out := []duty{y.on(to)}
	if from != nil && (y.judged == event.Happened || y.judged == event.Decided) {
		y.status = factwire.Reversed
		out = append(out, y.on(from))
	}
	return out
}

// on returns a duty with another date.
func (y duty) on(d *dates.Mention) duty {
	y.date = d
	if d.Relation == factwire.Until {
		y.relation = factwire.Until
	}
	return y
}

// movesObject reports whether a clause tells that its object is moved, and nobody only asks for it.
func (x *Extractor) movesObject(r *reading.Reading, c *clause.Clause) bool {
	if x.movesBehind(r, c) {
		return true
	}
	asked := c.Parent != nil && c.Relation != clause.Conjoined && x.words["askers"][c.Parent.Verb.Lemma]
	return x.moves(c) && (!asked || pronoun(r, c.Object))
}

// movesAgain reports whether what a clause moves is a deadline told of before: "it", "the deadline".
func (x *Extractor) movesAgain(r *reading.Reading, c *clause.Clause) bool {
	n := c.Object
	if pronoun(r, n) || x.movesBehind(r, c) {
		return true
	}
	return (x.means(r, n) || r.Doc.Tokens[n.Head].Lemma == "date") && n.Possessor == nil && r.Doc.Tokens[n.First].Lower != "a" && !x.tellsTask(r, c, n)
}

// dayToDo reports whether what a clause moves is the date, or the time that somebody named has, for a task.
func (x *Extractor) dayToDo(r *reading.Reading, c, task *clause.Clause) bool {
	lemma := r.Doc.Tokens[c.Object.Head].Lemma
	return lemma == "date" || lemma == "time" && x.boundOf(r, c, c.Object, task) != nil
}

// fromTo returns the dates to which and from which a clause moves something, or nil.
func fromTo(r *reading.Reading, c, task *clause.Clause) (to, from *dates.Mention) {
	all := slices.Clone(c.Dates)
	if task != nil { // "extended the deadline to remove gear from 2024 to 2026"
		all = append(all, task.Dates...)
	}
	for _, d := range all {
		switch {
		case d.Date == "":
		case d.Relation == factwire.From:
			from = d
		case to == nil && towards(r, d):
			to = d
		}
	}
	return to, from
}

// spokenOf reports whether a clause is a gerund of which somebody speaks or thinks.
func spokenOf(c *clause.Clause) bool {
	if c.Verb.Form != clause.Gerund {
		return false
	}
	switch c.Mark {
	case "about", "on", "of", "against", "for":
		return true
	}
	return false
}

// pointed gives "that has been extended", whose pronoun passed for a conjunction, its object.
func pointed(r *reading.Reading, c *clause.Clause) *clause.Clause {
	t := c.Verb.First - 1
	if !c.Verb.Passive || c.Object != nil || t < r.Doc.Sentences[c.Sentence].First {
		return c
	}
	n := &clause.NP{First: t, Last: t + 1, Head: t}
	if !pronoun(r, n) {
		return c
	}
	x := *c
	x.Object = n
	return &x
}

// pronoun reports a phrase that is "it", "that", "this" alone.
func pronoun(r *reading.Reading, n *clause.NP) bool {
	switch r.Doc.Tokens[n.Head].Lower {
	case "it", "that", "this":
		return n.Last == n.First+1
	}
	return false
}

// moves reports whether the verb of a clause is one that moves a deadline.
func (x *Extractor) moves(c *clause.Clause) bool {
	return x.words["movers"][c.Verb.Key()] || x.words["movers"][c.Verb.Lemma] && c.Verb.Particle == ""
}

// movesBehind reports a particle that passed for the head of the object: "bring [that forward]".
func (x *Extractor) movesBehind(r *reading.Reading, c *clause.Clause) bool {
	n := c.Object
	return n != nil && n.Head == n.First+1 && (r.Doc.Tokens[n.First].Lower == "that" || r.Doc.Tokens[n.First].Lower == "this") && x.words["movers"][c.Verb.Lemma+" "+r.Doc.Tokens[n.Head].Lower]
}

// towards reports a date to which something is moved: "until May", "to May".
func towards(r *reading.Reading, d *dates.Mention) bool {
	if d.Relation == factwire.Until {
		return true
	}
	t := d.Lead - 1
	if t > 0 && r.Doc.Tokens[t].Lower == "the" {
		t-- // "to the end of June"
	}
	return t >= 0 && r.Doc.Tokens[t].Lower == "to"
}

// asked reads "asked for an extension until", which is proposed, or negated where the same or the next sentence
// refuses it ("but the ministry said no").
func (x *Extractor) asked(r *reading.Reading, c *clause.Clause) []duty {
	if !x.words["askers"][c.Verb.Lemma] || c.Verb.Passive {
		return nil
	}
	noun := x.askedFor(r, c)
	if noun == nil {
		return nil
	}
	term := x.words["terms"][r.Doc.Tokens[noun.Head].Lemma]
	all := c.Dates
	for _, ch := range c.Children { // "asked for the deadline to be moved to 2030", "wants it pushed back to 2030"
		if x.moves(ch) {
			all = append(all[:len(all):len(all)], ch.Dates...)
		}
	}
	if d := x.dayOf(r, noun, nil, ""); d != nil && term {
		all = append([]*dates.Mention{d}, all...) // "asked for a deadline of 2032"
	}
	for i, d := range all {
		if d.Date == "" || !towards(r, d) && (i > 0 || before(r, d.Lead) != "of") {
			continue
		}
		y := duty{rule: "asked", bound: c.Subject, noun: noun, again: term && !x.tellsTask(r, c, noun), date: d, relation: factwire.Until, judged: event.Planned, cue: c.Verb.Head, confidence: 0.7,
			what: event.Text(r, noun.First, noun.End()), whatSpan: event.Span(r, noun.First, noun.End())}
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

// askedFor returns the deadline, or more time, that a clause tells somebody asks for, or nil: the last one behind "for", else the object, else what
// is to be moved ("wants the deadline pushed back").
func (x *Extractor) askedFor(r *reading.Reading, c *clause.Clause) *clause.NP {
	var noun *clause.NP
	for _, p := range c.Preps {
		if p.Prep == "for" && p.Obj != nil && x.means(r, p.Obj) {
			noun = p.Obj
		}
	}
	if noun == nil && c.Object != nil && x.means(r, c.Object) {
		noun = c.Object
	}
	for _, ch := range c.Children {
		for _, n := range []*clause.NP{ch.Object, ch.Subject} {
			if noun == nil && n != nil && x.moves(ch) && x.means(r, n) {
				noun = n
			}
		}
	}
	return noun
}

// refused reports whether a request is turned down in its own sentence or the next.
func (x *Extractor) refused(r *reading.Reading, c *clause.Clause) bool {
	for _, o := range r.Clauses.From(c.Sentence) {
		if o == c || o.Verb.First < c.Verb.First {
			continue
		}
		if o.Sentence > c.Sentence+1 {
			break
		}
		if o.Verb.Neg {
			continue
		}
		if x.words["refusers"][o.Verb.Key()] {
			return true
		}
		// "turned that down", "said no"
		for t := o.Verb.Last; t < min(o.Verb.Last+4, len(r.Doc.Tokens)); t++ {
			w := r.Doc.Tokens[t].Lower
			if strings.ContainsAny(w, ".;") {
				break
			}
			if x.words["refusers"][o.Verb.Lemma+" "+w] || o.Verb.Lemma == "say" && w == "no" && t == o.Verb.Last {
				return true
			}
		}
	}
	return false
}

// byWhich reads "1 May is the date by which Acme must leave" and "delayed the date by which Acme must leave to May".
func (x *Extractor) byWhich(r *reading.Reading, c *clause.Clause) []duty {
	if c.Mark != "which" || c.Noun == nil || c.Parent == nil || c.Noun.Last+1 >= len(r.Doc.Tokens) || r.Doc.Tokens[c.Noun.Last].Lower != "by" || r.Doc.Tokens[c.Noun.Last+1].Lower != "which" {
		return nil
	}
	make := func(d *dates.Mention) duty {
		return duty{rule: "must", clause: c, bound: c.Subject, noun: c.Noun, date: d, relation: factwire.By, judged: x.judge.Clause(r.Doc, c), cue: c.Noun.Head, confidence: 0.7}
	}
	var out []duty
	p := c.Parent
	for _, d := range append(slices.Clone(p.Dates), c.Dates...) {
		switch {
		case d.Date == "":
		case p.Verb.Copula && len(out) == 0:
			out = append(out, make(d))
		case x.moves(p) && d.Relation == factwire.From:
			y := make(d)
			y.status = factwire.Reversed
			out = append(out, y)
		case x.moves(p) && towards(r, d):
			out = append(out, make(d))
		}
	}
	if len(out) == 0 {
		for i := range r.Dates { // a date before "is" stands with no clause
			if d := &r.Dates[i]; p.Verb.Copula && d.Last == p.Verb.First && d.Date != "" {
				out = append(out, make(d))
			}
		}
	}
	return out
}

// denied reads "a request for an extension to May was turned down": a deadline that is refused to the one who had the
// one before.
func (x *Extractor) denied(r *reading.Reading, c *clause.Clause) []duty {
	if !x.words["refusers"][c.Verb.Key()] || c.Verb.Neg || c.Object == nil {
		return nil
	}
	var noun *clause.NP
	switch {
	case x.words["requests"][r.Doc.Tokens[c.Object.Head].Lemma]:
	case x.words["short"][r.Doc.Tokens[c.Object.Head].Lemma]:
		noun = c.Object // "ruled out an extension to May"
	default:
		return nil
	}
	for _, p := range append(slices.Clone(c.Object.Preps), c.Preps...) {
		if p.Prep == "for" && p.Obj != nil && x.means(r, p.Obj) {
			noun = p.Obj
		}
	}
	first := c.Object.First
	for i := range r.Dates {
		d := &r.Dates[i]
		if d.First < first || d.First > first+14 || d.Date == "" || !towards(r, d) {
			continue
		}
		moved := noun != nil
		for _, m := range c.Object.Mods { // "a plea to push the date back to January"
			moved = moved || x.moves(m)
		}
		if !moved || d.First > max(c.Verb.Last, c.Object.End()+6) {
			continue
		}
		y := duty{rule: "asked", noun: noun, date: d, relation: factwire.By, status: factwire.Negated, cue: c.Verb.Head, confidence: 0.7, again: true,
			what: event.Text(r, c.Object.First, c.Object.End()), whatSpan: event.Span(r, c.Object.First, c.Object.End())}
		if d.Relation == factwire.Until {
			y.relation = factwire.Until
		}
		if p := c.Object.Possessor; p != nil {
			y.bound = p
		}
		return []duty{y}
	}
	return nil
}
