package deadline

import (
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/dates"
	"github.com/factwire/factwire/extractors/internal/event"
	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/reading"
)

// means reports whether a phrase's last words are a noun for a deadline: "deadline", "grace period".
func (x *Extractor) means(r *reading.Reading, n *clause.NP) bool {
	if n.Mention != nil && n.Mention.Form == names.Name {
		return false
	}
	lemma := r.Doc.Tokens[n.Head].Lemma
	return x.words["nouns"][lemma] || n.Head > n.First && x.words["nouns"][r.Doc.Tokens[n.Head-1].Lower+" "+lemma]
}

// named reads a phrase that means a deadline, wherever it stands: "the deadline is", "a deadline of", "faces a 1 May
// deadline to", "ahead of a 1 May deadline for". Without a date or a length of time it tells none.
func (x *Extractor) named(r *reading.Reading, n *clause.NP) (duty, bool) {
	p := place{noun: n, in: x.toldIn(r, n)}
	p.slot = event.SlotOf(n, p.in)
	if y, ok := x.newDate(r, n, p.in, p.slot); ok {
		return y, true
	}
	if n.Neg || !x.means(r, n) || addressed(r, n) {
		return duty{}, false
	}
	p.set = setBy(n, p.in)
	if p.task = taskOf(p.in, n); p.task == nil && p.set != nil {
		p.task = taskOf(p.set, n) // "the deadline set by Norway for Acme to leave expires on 1 May"
	}
	date := x.dayOf(r, n, p.in, p.slot)
	if p.task == nil && date != nil && x.metBy(r, &p) {
		p.task = p.in // "failed to empty it by the deadline of 1 May"
	}
	if date == nil {
		if p.task == nil || !x.lasts(r, n) && n.Date == nil { // a day that no publication date resolves is one
			return duty{}, false
		}
		date = x.counted(r, n)
	}
	short := x.words["short"][r.Doc.Tokens[n.Head].Lemma] && (date == nil || !towards(r, date))
	if short && p.task == nil {
		return duty{}, false // "an extension of the 2010 accord", "a farm extension in March"
	}
	y := x.dutyAt(r, &p, date)
	if short && (y.bound == nil || p.ofSubject(y.bound) && !x.words["getters"][p.in.Verb.Lemma]) {
		return duty{}, false // "announced a two-week extension to halt it"
	}
	if p.task == nil && !x.findTask(r, &p, &y) {
		return duty{}, false // "a pivotal deadline": for what is not said
	}
	return y, true
}

// findTask finds what is to be done by a deadline that has no infinitive and no gerund: in the sentence before, "told it to sell. The deadline is 1
// May", or in the deadline's own phrase. It reports whether there is anything.
func (x *Extractor) findTask(r *reading.Reading, p *place, y *duty) bool {
	n := p.noun
	if x.backAtDuty(r, p) {
		if before, over := x.orderedBefore(r, n); before != nil {
			y.clause, y.bound, y.over = before, before.Subject, over
			return true
		}
	}
	if !x.tellsTask(r, p.in, n) && (!x.words["short"][r.Doc.Tokens[n.Head].Lemma] || y.bound == nil) {
		return false
	}
	end := p.end()
	y.what, y.whatSpan = event.Text(r, n.First, end), event.Span(r, n.First, end)
	return true
}

// place is where a phrase that means a deadline stands.
type place struct {
	noun *clause.NP
	in   *clause.Clause // the clause that tells of it, or nil
	slot string         // its slot there
	set  *clause.Clause // the participle that tells who set it, or nil
	task *clause.Clause // what is to be done by it, or nil
}

// toldIn returns the clause that tells of a deadline, or nil.
func (x *Extractor) toldIn(r *reading.Reading, n *clause.NP) *clause.Clause {
	c := n.OfClause
	if c == nil {
		return nil
	}
	if c.Relation == clause.XComp && c.Subject == n && c.Parent != nil && event.SlotOf(n, c.Parent) != "" {
		c = c.Parent // "a deadline to answer ends": the deadline answers nothing
	}
	if c.Relation == clause.Relative && c.Reduced && c.Noun == n && x.means(r, n) {
		if o := subjectOf(r, n); o != nil {
			c = o // "the deadline set by Norway expires": what is told of it stands behind
		}
	}
	return c
}

// metBy reports whether a deadline is the day by which its clause tells that somebody who may be bound does something.
func (x *Extractor) metBy(r *reading.Reading, p *place) bool {
	return (p.slot == "by" || p.slot == "before") && x.words["terms"][r.Doc.Tokens[p.noun.Head].Lemma] && p.in.Subject != nil && !p.in.Verb.Passive && len(x.boundBy(r, p.in.Subject)) > 0
}

// dutyAt makes the duty of a deadline with its date, if one is told, and those who are bound by it.
func (x *Extractor) dutyAt(r *reading.Reading, p *place, date *dates.Mention) duty {
	n, c := p.noun, p.in
	y := duty{rule: "deadline", in: c, clause: p.task, date: date, relation: factwire.By, noun: n, cue: n.Head, confidence: 0.7}
	if date != nil && date.Relation == factwire.Until {
		y.relation = factwire.Until
	}
	y.judged = x.stands(r, n, c, p.slot)
	if c != nil && p.slot == "object" && x.moves(c) && n.Date != nil && y.judged == event.Happened && x.judge.Clause(r.Doc, c) == event.Happened {
		y.status, y.moved = factwire.Reversed, true // "extended the May 1 deadline": that one has gone
	}
	if c != nil && x.words["makers"][c.Verb.Lemma] && p.slot != "subject" {
		y.over = c
	}
	if p.task != nil && p.task == c {
		y.bound = c.Subject
		return y
	}
	y.bound = x.boundOf(r, c, n, p.task)
	if y.bound == nil && p.set != nil {
		y.bound = x.boundOf(r, p.set, n, p.task)
	}
	return y
}

// ofSubject reports whether a phrase is the subject of the clause that has the deadline as its object.
func (p *place) ofSubject(n *clause.NP) bool {
	return p.in != nil && p.slot == "object" && n == p.in.Subject
}

// backAtDuty reports whether a deadline without a task is the subject and means the duty that the sentence before tells: "The deadline is 1 May".
func (x *Extractor) backAtDuty(r *reading.Reading, p *place) bool {
	n := p.noun
	return p.slot == "subject" && x.words["terms"][r.Doc.Tokens[n.Head].Lemma] && r.Doc.Tokens[n.First].Lower == "the" && !x.tellsTask(r, p.in, n)
}

// end returns the end of the words that tell what a deadline is for: of the phrase, or of one with "for" that the clause has right behind it.
func (p *place) end() int {
	n := p.noun
	end := n.End()
	if p.in == nil || end != n.Last {
		return end
	}
	for _, q := range p.in.Preps { // "a deadline of October for its departure"
		if q.Prep == "for" && q.Obj != nil && q.Tok >= n.Last && q.Tok <= n.Last+4 {
			end = q.Obj.End()
		}
	}
	return end
}

// subjectOf returns the finite clause of a phrase's sentence of which it is the subject, or nil.
func subjectOf(r *reading.Reading, n *clause.NP) *clause.Clause {
	s := r.Doc.SentenceOf(n.Head)
	for _, c := range clausesOf(r, s) {
		if c.Subject == n && c.Verb.Form == clause.Finite && c.Relation != clause.Relative {
			return c
		}
	}
	return nil
}

// clausesOf returns the clauses of a sentence.
func clausesOf(r *reading.Reading, s int) []*clause.Clause {
	all := r.Clauses.Clauses
	at := func(s int) int {
		i, _ := slices.BinarySearchFunc(all, s, func(c *clause.Clause, s int) int { return c.Sentence - s })
		return i
	}
	return all[at(s):at(s+1)]
}

// orderedBefore returns the duty without a day that the sentence before a deadline's tells last, and the clause that imposes it, or nil.
func (x *Extractor) orderedBefore(r *reading.Reading, n *clause.NP) (task, over *clause.Clause) {
	s := r.Doc.SentenceOf(n.Head)
	if s == 0 {
		return nil, nil
	}
	for _, c := range clausesOf(r, s-1) {
		by, ok := x.binds(r, c)
		if !ok || x.phased(c) || x.words["states"][c.Verb.Lemma] || len(x.limits(r, c, by)) > 0 || x.judge.Clause(r.Doc, c) > event.Decided {
			continue
		}
		task, over = c, by
	}
	return task, over
}

// setBy returns the participle behind a deadline n, the subject of c, that tells who set it, or nil.
func setBy(n *clause.NP, c *clause.Clause) *clause.Clause {
	if c == nil || c.Subject != n {
		return nil
	}
	for _, m := range n.Mods {
		if m != c && m.Relation == clause.Relative && m.Reduced && m.Verb.Form == clause.Participle {
			return m
		}
	}
	return nil
}

// addressed reports a deadline of the reader: "the deadline for your guesses".
func addressed(r *reading.Reading, n *clause.NP) bool {
	for t := n.First; t < min(n.End(), len(r.Doc.Tokens)); t++ {
		if w := r.Doc.Tokens[t].Lower; w == "your" || w == "you" || w == "my" {
			return true
		}
	}
	return false
}

// newDate reads "the new date is 14 January" behind a sentence by which somebody was given more time.
func (x *Extractor) newDate(r *reading.Reading, n *clause.NP, c *clause.Clause, slot string) (duty, bool) {
	if lemma := r.Doc.Tokens[n.Head].Lemma; c == nil || slot != "subject" || !c.Verb.Copula || lemma != "date" && !x.words["terms"][lemma] || n.Head == n.First || r.Doc.Tokens[n.Head-1].Lower != "new" || taskOf(c, n) != nil {
		return duty{}, false
	}
	date, bound := x.dayOf(r, n, c, slot), x.givenBefore(r, n.Head)
	if date == nil || bound == nil {
		return duty{}, false
	}
	return duty{rule: "moved", bound: bound, noun: n, date: date, relation: factwire.By, judged: x.judge.Clause(r.Doc, c), cue: n.Head, confidence: 0.7,
		what: event.Text(r, n.First, n.End()), whatSpan: event.Span(r, n.First, n.End())}, true
}

// stands judges whether a deadline is there: by a verb that makes, refuses or drops it; behind any other verb it is.
func (x *Extractor) stands(r *reading.Reading, n *clause.NP, c *clause.Clause, slot string) event.Factuality {
	if c == nil {
		return event.Happened
	}
	verb := c.Verb.Lemma
	switch {
	case c.Question:
		return event.Hypothetical
	case x.words["makers"][verb], x.words["droppers"][verb], x.words["refusers"][c.Verb.Key()]:
		return x.judge.Nominal(r.Doc, n, c, slot)
	case x.words["missers"][verb]:
		return event.Happened // a deadline missed, or not met, stands
	}
	if event.Indefinite(r, n) && n.Date == nil && x.judge.Clause(r.Doc, c) == event.Hypothetical {
		return event.Hypothetical
	}
	return event.Happened
}

// taskOf returns what is to be done by a deadline n: the infinitive or the gerund behind "for" that the noun has, else
// the infinitive of its clause that is no other noun's ("the deadline to file was a test of its will to act": to file).
func taskOf(c *clause.Clause, n *clause.NP) *clause.Clause {
	for _, m := range n.Mods {
		if m.Relation == clause.XComp {
			return m
		}
	}
	for _, p := range n.Preps {
		if p.Prep == "for" && p.Verb != nil && p.Verb.Noun == n {
			return p.Verb
		}
	}
	if c == nil {
		return nil
	}
	for _, ch := range c.Children {
		if ch.Relation == clause.XComp && ch.Verb.Form == clause.Infinitive && ch.Verb.First > n.Head && (ch.Noun == nil || ch.Noun == n) {
			return ch
		}
	}
	for _, p := range c.Preps { // "a deadline of 1 May for fixing it"
		if p.Prep == "for" && p.Verb != nil && p.Tok > n.Head && p.Tok < n.Last+6 {
			return p.Verb
		}
	}
	return nil
}

// tellsTask reports whether a deadline's own phrase says what it is for: "the deadline for comments", "its removal
// deadline".
func (x *Extractor) tellsTask(r *reading.Reading, c *clause.Clause, n *clause.NP) bool {
	preps := slices.Clone(n.Preps)
	if c != nil {
		for _, p := range c.Preps { // "a deadline of October for its departure"
			if p.Prep == "for" {
				preps = append(preps, p)
			}
		}
	}
	for _, p := range preps {
		if p.Tok < n.Last || p.Tok > n.Last+4 {
			continue
		}
		if (p.Prep == "for" || p.Prep == "on" || p.Prep == "of") && (p.Obj != nil && p.Obj.Date == nil || p.Verb != nil) {
			return true
		}
	}
	for t := n.First; t < n.Head; t++ {
		if n.Date != nil && t >= n.Date.First && t < n.Date.Last || n.Possessor != nil && t < n.Possessor.Last {
			continue
		}
		if tag := r.Doc.Tokens[t].Tag; (tag == "NN" || tag == "NNS" || tag == "VBG") && !x.words["periods"][r.Doc.Tokens[t].Lemma] && !x.words["clock"][r.Doc.Tokens[t].Lower] {
			return true
		}
	}
	return false
}
