// Package deadline finds who must do what by when.
package deadline

import (
	"slices"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/clause"
	"github.com/factwire/factwire/extractors/dates"
	"github.com/factwire/factwire/extractors/event"
	"github.com/factwire/factwire/extractors/lexicon"
	"github.com/factwire/factwire/extractors/names"
	"github.com/factwire/factwire/extractors/reading"
)

// Extractor finds deadlines. It is safe for concurrent use.
type Extractor struct {
	judge   *event.Judge
	parties *event.Parties
	words   map[string]map[string]bool
	numbers map[string]int // "six"
}

// New returns an extractor that reads by the lists "deadline.*" and "dates.numbers".
func New(lex *lexicon.Lexicon) (*Extractor, error) {
	x := &Extractor{judge: event.NewJudge(lex), parties: event.NewParties(lex), words: map[string]map[string]bool{}, numbers: map[string]int{}}
	for i, same := range lex.List("dates.numbers") {
		for _, w := range strings.Fields(same) {
			x.numbers[w] = i + 1
		}
	}
	for _, list := range []string{
		"binders", "self-binders", "own-acts", "due", "nouns", "movers", "closers", "closing", "periods", "givers", "clause-binders", "missers", "askers", "refusers", "droppers",
		"binding-nouns", "idle", "makers", "phases", "rules", "falls", "terms", "short", "clock", "tellers", "ahead", "classes", "urging", "requests", "held", "drafts",
	} {
		x.words[list] = lex.Set("deadline." + list)
	}
	return x, nil
}

// duty is a deadline while it is put together.
type duty struct {
	rule       string
	clause     *clause.Clause // what is to be done; nil if a noun says it
	over       *clause.Clause // the clause that binds: its subject is the authority
	had        *clause.Clause // the clause that gives time, if one does
	noun       *clause.NP     // the noun that means the deadline, if one does
	again      bool           // a new date of the deadline told before it: "wants to bring that forward to 2030"
	by         *clause.NP     // the authority, where a noun tells it ("the court's order to")
	bound      *clause.NP     // who is bound; nil if unnamed
	in         *clause.Clause // the clause that a noun for the deadline stands in
	goods      *clause.NP     // the goods that something is to be done with, where they stand for who is bound
	date       *dates.Mention // nil if the text gives no date
	relation   factwire.Relation
	judged     event.Factuality
	status     factwire.Status // overrides judged if set
	what       string
	whatSpan   factwire.Span
	cue        int
	confidence float64
}

// Extract returns the deadlines of an article in text order.
func (x *Extractor) Extract(r *reading.Reading) []reading.Candidate {
	var all []duty
	read := map[*clause.NP]bool{} // nouns that a clause was read with
	for _, c := range r.Clauses.Clauses {
		for _, d := range x.duties(r, c) {
			all = append(all, d)
			read[d.noun] = true
		}
	}
	for _, n := range r.Clauses.Phrases {
		if d, ok := x.named(r, n); ok && !read[n] {
			all = append(all, d)
		}
		if d, ok := x.closingNoun(r, n); ok {
			all = append(all, d)
		}
	}
	slices.SortStableFunc(all, func(a, b duty) int { return a.cue - b.cue })
	all = x.renew(r, all)
	var out []reading.Candidate
	for _, d := range all {
		out = append(out, x.fact(r, d))
	}
	return event.Merge(out)
}

// duties reads the deadlines that a clause tells.
func (x *Extractor) duties(r *reading.Reading, c *clause.Clause) []duty {
	for _, read := range []func(*reading.Reading, *clause.Clause) []duty{x.given, x.byWhich, x.must, x.due, x.closing, x.moved, x.asked, x.denied} {
		if out := read(r, c); len(out) > 0 {
			return out
		}
	}
	return nil
}

// limit reports whether a date bounds an act: "by", "before", "until", "within 90 days".
func limit(d *dates.Mention) bool {
	switch d.Relation {
	case factwire.By, factwire.Before, factwire.Until:
		return d.Date != "" || d.Duration != ""
	}
	return false
}

func key(c *clause.Clause) string {
	if c.Verb.Particle != "" {
		return c.Verb.Lemma + " " + c.Verb.Particle
	}
	return c.Verb.Lemma
}

// given reads "has until … to", "gave … until … to", "gave … 90 days to".
func (x *Extractor) given(r *reading.Reading, c *clause.Clause) []duty {
	if !x.words["givers"][key(c)] {
		return nil
	}
	has := c.Verb.Lemma == "have" || c.Verb.Lemma == "get" || c.Verb.Lemma == "receive"
	date := x.allowed(r, c, has)
	if date == nil {
		return nil
	}
	if n := c.Object; has && (c.Verb.Perfect || c.Verb.Neg || n != nil && n.First >= c.Verb.Last && n.First < date.First && !x.grants(r, n)) {
		return nil // "has had four years to", "has no stores until"
	}
	task := infinitive(c)
	if task == nil {
		task = infinitiveBehind(r, c, date)
	}
	bound := c.Subject
	if !has {
		if bound = c.Object; bound == nil {
			return nil
		}
		if reflexive(r, bound) {
			if bound = c.Subject; len(x.boundBy(r, bound)) == 0 {
				return nil // "the sides were giving themselves until March"
			}
		}
	}
	again := false
	if !has && c.Subject != nil && bound.Mention != nil && bound.Mention.Form == names.Pronoun && x.sameState(r, bound, c.Subject) {
		again = true // "the agency has now given it until May": the one who had a deadline before
	}
	if strings.HasSuffix(date.Duration, "Y") && x.person(r, bound) {
		return nil // "gives the president four years to": a term of office
	}
	if task == nil {
		if c.Relation == clause.Relative && has {
			return nil // "the best chance that they have until January"
		}
		if date.Duration != "" || date.Last < len(r.Doc.Tokens) && strings.HasPrefix(r.Doc.Tokens[date.Last].Tag, "VB") {
			return nil // "had until 1957 been ruled"
		}
		if c.Object2 != nil && !x.grants(r, c.Object2) {
			return nil // "granted them a debt holiday through March"
		}
	} else if x.words["idle"][task.Verb.Lemma] {
		return nil // "has eight weeks to go"
	}
	y := duty{rule: "until", clause: task, over: c, had: c, bound: bound, date: date, relation: date.Relation, judged: x.judge.Clause(r.Doc, c), cue: c.Verb.Head, confidence: 0.9, again: again}
	if bound == c.Subject && c.Verb.Lemma != "give" {
		y.over = nil
	}
	if has && y.judged == event.Negated {
		y.judged = event.Happened // of a clause around it: "those who fail have 48 hours to"
	}
	if n := c.Object; has && n != nil && n.First > date.First && n.Mention != nil {
		for _, d := range c.Dates { // "Acme has until May, and Globex until June"
			if d.Lead == n.Last && d.Relation == date.Relation && d.Date != "" {
				z := y
				z.bound, z.date = n, d
				return []duty{y, z}
			}
		}
	}
	if date.Duration != "" && date.Relation == "" {
		y.relation = factwire.By
	}
	return []duty{y}
}

// reflexive reports "itself", "themselves".
func reflexive(r *reading.Reading, n *clause.NP) bool {
	w := r.Doc.Tokens[n.Head].Lower
	return strings.HasSuffix(w, "self") || strings.HasSuffix(w, "selves")
}

// sameState reports whether two phrases act for the same state or body, as a giver and who is given cannot.
func (x *Extractor) sameState(r *reading.Reading, a, b *clause.NP) bool {
	left, _ := x.parties.Actors(r, event.Filler{NP: a, Mention: a.Mention})
	right, _ := x.parties.Actors(r, event.Filler{NP: b, Mention: b.Mention})
	return len(left) > 0 && len(right) > 0 && left[0].Entity.Key() == right[0].Entity.Key()
}

// person reports whether a phrase names a person.
func (x *Extractor) person(r *reading.Reading, n *clause.NP) bool {
	if n == nil {
		return false
	}
	for _, e := range x.parties.Mention(r, n.Mention) {
		if e.Type == factwire.Person {
			return true
		}
	}
	return false
}

// grants reports a noun for time that is given: "an extension", "more time", "two months".
func (x *Extractor) grants(r *reading.Reading, n *clause.NP) bool {
	lemma := r.Doc.Tokens[n.Head].Lemma
	return x.words["nouns"][lemma] || x.words["periods"][lemma] || lemma == "time"
}

// allowed returns the date or the length of time that a verb of giving gives, or nil: behind it, or behind those who
// get it and what is said of them.
func (x *Extractor) allowed(r *reading.Reading, c *clause.Clause, has bool) *dates.Mention {
	all := c.Dates
	for _, ch := range c.Children { // "is giving Acme, located in Lima, 30 days"
		if ch.Relation == clause.Relative && ch.Reduced {
			all = append(all[:len(all):len(all)], ch.Dates...)
		}
	}
	if n := c.Object; n != nil && x.words["periods"][r.Doc.Tokens[n.Head].Lemma] || c.Object2 != nil && x.words["periods"][r.Doc.Tokens[c.Object2.Head].Lemma] {
		end := c.Last // "have 18 months, that is until 1 May, to": the date tells more than the length
		for i := range r.Dates {
			if d := &r.Dates[i]; d.Relation == factwire.Until && d.Date != "" && d.Lead >= end && d.Lead <= end+4 {
				return d
			}
		}
	}
	for _, d := range all {
		if d.First < c.Verb.Last && d.Duration == "" || !(d.Relation == factwire.Until && d.Date != "" || d.Duration != "" && !vague(r, d)) {
			continue
		}
		if has && d.Duration == "" {
			for t := c.Verb.Last; t < d.Lead; t++ { // "has only until Friday", but not "had it with them until Friday"
				if n := r.Clauses.PhraseAt(t); n != nil && !x.grants(r, n) {
					return nil
				}
			}
		}
		if w := r.Doc.Tokens[d.Lead].Lower; d.Duration == "" && w != "until" && w != "till" && infinitive(c) == nil {
			continue // "between 2007 and 2012"
		}
		return d
	}
	return nil
}

// infinitiveBehind returns the infinitive that follows a date closely in the sentence of c, whatever it hangs on: "has
// until 1 May, when the term ends, to", "is giving Acme, located in Lima, 30 days to".
func infinitiveBehind(r *reading.Reading, c *clause.Clause, d *dates.Mention) *clause.Clause {
	for _, o := range r.Clauses.Clauses {
		if o.Sentence == c.Sentence && o.Verb.Form == clause.Infinitive && o.Verb.First >= d.Last && o.Verb.First <= d.Last+7 &&
			(o.Verb.First == d.Last || r.Doc.Tokens[o.Verb.First-1].Lower == ",") {
			return o
		}
	}
	return nil
}

// infinitive returns the first infinitive that continues a clause.
func infinitive(c *clause.Clause) *clause.Clause {
	for _, ch := range c.Children {
		if ch.Relation == clause.XComp && ch.Verb.Form == clause.Infinitive {
			return ch
		}
	}
	return nil
}

// due reads "comments are due by".
func (x *Extractor) due(r *reading.Reading, c *clause.Clause) []duty {
	if !c.Verb.Copula || !x.words["due"][c.Predicate] || infinitive(c) != nil || c.Subject == nil || !x.words["closing"][r.Doc.Tokens[c.Subject.Head].Lemma] && !x.words["closing"][r.Doc.Tokens[c.Subject.Head].Lower] {
		return nil
	}
	for _, d := range c.Dates {
		if d.Date == "" || d.Relation == factwire.From || d.Relation == factwire.After {
			continue
		}
		return []duty{{rule: "due", clause: c, noun: c.Subject, bound: c.Subject.Possessor, date: d, relation: factwire.By, judged: x.judge.Clause(r.Doc, c), cue: c.Verb.First, confidence: 0.7,
			what: event.Text(r, c.Subject.First, c.Subject.End()) + " " + event.Text(r, c.Verb.First, c.Verb.Last) + " " + c.Predicate, whatSpan: event.Span(r, c.Subject.First, c.Subject.End())}}
	}
	return nil
}

// closing reads "applications close on".
func (x *Extractor) closing(r *reading.Reading, c *clause.Clause) []duty {
	if !x.words["closers"][key(c)] || c.Subject == nil || !x.words["closing"][r.Doc.Tokens[c.Subject.Head].Lemma] {
		return nil
	}
	if x.means(r, c.Subject) && !x.words["short"][r.Doc.Tokens[c.Subject.Head].Lemma] {
		return nil // read by its noun
	}
	if c.Object != nil || c.Verb.Neg || c.Verb.Past && !c.Verb.Perfect && c.Relation == clause.Relative {
		return nil // "closed the door", "permits that expired in March"
	}
	for _, d := range c.Dates {
		if d.First < c.Verb.Last {
			continue
		}
		if y, ok := closes(r, c.Subject, c.Verb.Head, d); ok {
			y.clause, y.judged = c, x.judge.Clause(r.Doc, c)
			return []duty{y}
		}
	}
	return nil
}

// closes makes a duty of "applications close on 1 May": n is what is handed in until then.
func closes(r *reading.Reading, n *clause.NP, verb int, d *dates.Mention) (duty, bool) {
	if d.Date == "" || d.Relation == factwire.Before || d.Relation == factwire.After || d.Relation == factwire.From {
		return duty{}, false
	}
	return duty{rule: "closes", noun: n, date: d, relation: factwire.By, cue: verb, confidence: 0.6,
		what: event.Text(r, n.First, n.End()) + " " + r.Doc.Tokens[verb].Text, whatSpan: event.Span(r, n.First, n.End())}, true
}

// closingNoun is closing where the verb passed for an adjective or a noun: "expressions of interest close on 1 May".
func (x *Extractor) closingNoun(r *reading.Reading, n *clause.NP) (duty, bool) {
	t := n.End()
	if t >= len(r.Doc.Tokens) || r.Doc.Tokens[t].Lower != "close" || strings.HasPrefix(r.Doc.Tokens[t].Tag, "VB") || !x.words["closing"][r.Doc.Tokens[n.Head].Lemma] && !x.words["closing"][base(r, n)] {
		return duty{}, false
	}
	for i := range r.Dates {
		if d := &r.Dates[i]; d.Lead == t+1 {
			return closes(r, n, t, d)
		}
	}
	return duty{}, false
}

// status maps what the text says of the duty to the status of a deadline.
func status(f event.Factuality) factwire.Status {
	switch f {
	case event.Happened, event.Decided:
		return factwire.Done
	case event.Planned, event.Possible:
		return factwire.Proposed
	case event.Negated:
		return factwire.Negated
	case event.Ended:
		return factwire.Reversed
	}
	return ""
}

// loose reports a word that ends no phrase: a mark, or a preposition whose date was cut off.
func loose(w string) bool {
	switch w {
	case ",", ";", ":", "—", "–", "-", "(", "to", "from", "by", "within", "the", "in", "on", "for", "over", "and", "next", "until", "no", "at", "of":
		return true
	}
	return false
}

// task words what is to be done, without its date.
func (x *Extractor) task(r *reading.Reading, y *duty) {
	c := y.clause
	if y.what != "" || c == nil {
		return
	}
	first, last := c.Verb.Head, max(c.Last, c.Verb.Last)
	phase := x.phaseOf(c)
	if phase != nil {
		last = max(last, phase.Last, phase.Verb.Last)
	}
	if c.Verb.Passive && c.Object != nil && c.Object.Last <= c.Verb.First {
		first = c.Object.First // "all equipment must be removed"
	}
	end := r.Doc.Sentences[c.Sentence].Last
	last = min(last, end)
	all := c.Dates
	if phase != nil {
		all = append(all[:len(all):len(all)], phase.Dates...)
	}
	for _, d := range all {
		if d.Lead > c.Verb.Head && d.Lead < last {
			last = d.Lead
		}
	}
	if n := y.noun; n != nil && n.First-1 > c.Verb.Head && n.First-1 < last {
		last = n.First - 1 // "empty it by the deadline of 1 May"
	}
	for last > first+1 && loose(r.Doc.Tokens[last-1].Lower) {
		last--
	}
	if last <= c.Verb.Last && last < min(c.Last, end) && c.Object != nil && c.Object.First >= c.Verb.Last {
		last = min(c.Last, end) // "turn over, by 17 January, its notes"
	}
	if last > first {
		y.what, y.whatSpan = event.Text(r, first, last), event.Span(r, first, last)
	}
}
