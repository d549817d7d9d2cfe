package deadline

import (
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/dates"
	"github.com/factwire/factwire/extractors/internal/event"
	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/reading"
)

// given reads "has until … to", "gave … until … to", "gave … 90 days to".
func (x *Extractor) given(r *reading.Reading, c *clause.Clause) []duty {
	if !x.words["givers"][c.Verb.Key()] {
		return nil
	}
	has := x.words["havers"][c.Verb.Lemma]
	date := x.allowed(r, c, has)
	if date == nil || has && x.hasOther(r, c, date) {
		return nil
	}
	task := infinitive(c)
	if task == nil {
		task = infinitiveBehind(r, c, date)
	}
	bound, ok := x.givenTo(r, c, has)
	if !ok || has && date.Duration != "" && !x.granted(r, c, bound, task, date) || x.ownTime(r, bound, task, date) || task == nil && !x.endsThere(r, c, date, has) {
		return nil
	}
	y := duty{rule: "until", clause: task, over: c, had: c, bound: bound, date: date, relation: date.Relation, judged: x.judge.Clause(r.Doc, c), cue: c.Verb.Head, confidence: 0.9}
	// "The agency has now given it until May": it had a deadline before.
	y.again = !has && c.Subject != nil && bound.Mention != nil && bound.Mention.Form == names.Pronoun && x.sameState(r, bound, c.Subject)
	if bound == c.Subject && c.Verb.Lemma != "give" {
		y.over = nil
	}
	if has {
		if y.judged == event.Negated {
			y.judged = event.Happened // of a clause around it: "those who fail have 48 hours to"
		}
		if z, ok := another(c, y); ok {
			return []duty{y, z}
		}
	}
	if date.Duration != "" && date.Relation == "" {
		y.relation = factwire.By
	}
	return []duty{y}
}

// ownTime reports a length of time that is no limit: a term of office, "gives the president four years to", or one that only goes by, "has eight
// weeks to go".
func (x *Extractor) ownTime(r *reading.Reading, bound *clause.NP, task *clause.Clause, date *dates.Mention) bool {
	return strings.HasSuffix(date.Duration, "Y") && x.person(r, bound) || task != nil && x.words["idle"][task.Verb.Lemma]
}

// hasOther reports whether somebody has something else than time before the date, or none: "has had four years to", "has no stores until".
func (x *Extractor) hasOther(r *reading.Reading, c *clause.Clause, date *dates.Mention) bool {
	n := c.Object
	return c.Verb.Perfect || c.Verb.Neg || n != nil && n.First >= c.Verb.Last && n.First < date.First && !x.grants(r, n)
}

// givenTo returns who has time, or is given it; ok is false where nobody is, or those who give it to themselves are not named.
func (x *Extractor) givenTo(r *reading.Reading, c *clause.Clause, has bool) (bound *clause.NP, ok bool) {
	switch {
	case has:
		return c.Subject, true
	case c.Object == nil:
		return nil, false
	case reflexive(r, c.Object):
		return c.Subject, len(x.boundBy(r, c.Subject)) > 0 // not "the sides were giving themselves until March"
	}
	return c.Object, true
}

// endsThere reports whether a clause that gives or has time for nothing that it tells may be a deadline: its date ends the phrase, and what is
// given is time.
func (x *Extractor) endsThere(r *reading.Reading, c *clause.Clause, date *dates.Mention, has bool) bool {
	if has && (c.Relation == clause.Relative || !closesPhrase(r, date.Last)) {
		return false // "the best chance that they have until January"
	}
	if date.Duration != "" || date.Last < len(r.Doc.Tokens) && strings.HasPrefix(r.Doc.Tokens[date.Last].Tag, "VB") {
		return false // "had until 1957 been ruled"
	}
	return c.Object2 == nil || x.grants(r, c.Object2) // not "granted them a debt holiday through March"
}

// another returns the duty of who stands between two dates, the second of which is theirs: "Acme has until May, and Globex until June".
func another(c *clause.Clause, y duty) (duty, bool) {
	n := c.Object
	if n == nil || n.Mention == nil || n.First <= y.date.First {
		return duty{}, false
	}
	for _, d := range c.Dates {
		if d.Lead == n.Last && d.Relation == y.date.Relation && d.Date != "" {
			y.bound, y.date = n, d
			return y, true
		}
	}
	return duty{}, false
}

// granted reports whether a length of time that somebody has is one that was set, not one that is left for his own ends:
// "has 30 days to appeal", but not "had three weeks to find them", "has only a week to win them over".
func (x *Extractor) granted(r *reading.Reading, c *clause.Clause, bound *clause.NP, task *clause.Clause, d *dates.Mention) bool {
	if c.Verb.Past && c.Verb.Modality == clause.Factual || c.Parent != nil && c.Relation == clause.Complement && x.words["opinions"][c.Parent.Verb.Lemma] {
		return false
	}
	formal := task != nil && x.words["procedures"][task.Verb.Lemma]
	if w := before(r, d.First); w == "only" || w == "just" || w == "still" {
		return formal
	}
	if bound == nil || x.person(r, bound) {
		return formal
	}
	return formal || len(x.boundBy(r, bound)) > 0
}

// closesPhrase reports whether a phrase ends before token t: "has until Friday." but not "the best chance they have until
// May at the earliest".
func closesPhrase(r *reading.Reading, t int) bool {
	if t >= len(r.Doc.Tokens) || r.Doc.SentenceOf(t) != r.Doc.SentenceOf(t-1) {
		return true
	}
	switch tok := r.Doc.Tokens[t]; tok.Tag {
	case ".", ",", ":", ")", "''", "``", "CC":
		return true
	default:
		return tok.Lower == "instead" || tok.Lower == "rather" || tok.Lower == "under"
	}
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
	if d := x.untilBehind(r, c); d != nil {
		return d
	}
	for _, d := range all {
		day := d.Duration == ""
		if day && d.First < c.Verb.Last || !x.limitGiven(r, c, d) || day && before(r, d.Lead) == "least" {
			continue // "at least until May"
		}
		if has && day && !x.onlyTime(r, c.Verb.Last, d.Lead) {
			return nil
		}
		if w := r.Doc.Tokens[d.Lead].Lower; day && w != "until" && w != "till" && infinitive(c) == nil {
			continue // "between 2007 and 2012"
		}
		return d
	}
	return nil
}

// untilBehind returns the date right behind a clause that gives a length of time and tells more than that does, "have 18 months, that is until 1
// May, to", or nil.
func (x *Extractor) untilBehind(r *reading.Reading, c *clause.Clause) *dates.Mention {
	period := func(n *clause.NP) bool { return n != nil && x.words["periods"][r.Doc.Tokens[n.Head].Lemma] }
	if !period(c.Object) && !period(c.Object2) {
		return nil
	}
	for i := range r.Dates {
		if d := &r.Dates[i]; d.Relation == factwire.Until && d.Date != "" && d.Lead >= c.Last && d.Lead <= c.Last+4 {
			return d
		}
	}
	return nil
}

// limitGiven reports a day until which there is time, or a length of time that limits it.
func (x *Extractor) limitGiven(r *reading.Reading, c *clause.Clause, d *dates.Mention) bool {
	if d.Relation == factwire.Until && (d.Date != "" || d.Value == "" && infinitiveBehind(r, c, d) != nil) {
		return true
	}
	return d.Duration != "" && !x.vague(r, d)
}

// onlyTime reports whether nothing but adverbs and time stands in [first, last): "has only until Friday", but not "had it with them until Friday".
func (x *Extractor) onlyTime(r *reading.Reading, first, last int) bool {
	for t := first; t < last; t++ {
		tag := r.Doc.Tokens[t].Tag
		if n := r.Clauses.PhraseAt(t); n != nil && !x.grants(r, n) || n == nil && !strings.HasPrefix(tag, "RB") && tag != "JJ" && tag != "," {
			return false
		}
	}
	return true
}

// infinitiveBehind returns the infinitive that follows a date closely in the sentence of c, whatever it hangs on: "has
// until 1 May, when the term ends, to", "is giving Acme, located in Lima, 30 days to".
func infinitiveBehind(r *reading.Reading, c *clause.Clause, d *dates.Mention) *clause.Clause {
	for _, o := range r.Clauses.In(c.Sentence) {
		if o.Verb.Form == clause.Infinitive && o.Verb.First >= d.Last && o.Verb.First <= d.Last+7 &&
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
