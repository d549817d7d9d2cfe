// Package deadline finds who must do what by when.
package deadline

import (
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/clause"
	"github.com/factwire/factwire/extractors/dates"
	"github.com/factwire/factwire/extractors/event"
	"github.com/factwire/factwire/extractors/lexicon"
	"github.com/factwire/factwire/extractors/reading"
)

// Extractor finds deadlines. It is safe for concurrent use.
type Extractor struct {
	judge   *event.Judge
	parties *event.Parties
	words   map[string]map[string]bool
}

// New returns an extractor that reads by the lists "deadline.*".
func New(lex *lexicon.Lexicon) (*Extractor, error) {
	x := &Extractor{judge: event.NewJudge(lex), parties: event.NewParties(lex), words: map[string]map[string]bool{}}
	for _, list := range []string{"binders", "self-binders", "due", "nouns", "movers", "setters", "closers", "closing", "periods", "givers", "clause-binders", "missers", "askers", "refusers", "droppers"} {
		x.words[list] = lex.Set("deadline." + list)
	}
	return x, nil
}

// duty is a deadline while it is put together.
type duty struct {
	rule       string
	clause     *clause.Clause // what is to be done; nil if a noun says it
	over       *clause.Clause // the clause that binds: its subject is the authority
	bound      *clause.NP     // who is bound; nil if unnamed
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
	var out []reading.Candidate
	for _, c := range r.Clauses.Clauses {
		for _, d := range x.duties(r, c) {
			out = append(out, x.fact(r, d))
		}
	}
	return event.Merge(out)
}

// duties reads the deadlines that a clause tells.
func (x *Extractor) duties(r *reading.Reading, c *clause.Clause) []duty {
	var out []duty
	for _, read := range []func(*reading.Reading, *clause.Clause) []duty{x.given, x.must, x.due, x.closing, x.moved, x.asked, x.named} {
		if out = read(r, c); len(out) > 0 {
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

// must reads "must … by", "was ordered to … by", "is required to … within".
func (x *Extractor) must(r *reading.Reading, c *clause.Clause) []duty {
	var out []duty
	all := c.Dates
	for _, ch := range c.Children { // "remove gear made by Acme by 2029": the date is the removal's
		if ch.Relation == clause.Relative && ch.Reduced {
			for _, d := range ch.Dates {
				if limit(d) {
					all = append(all[:len(all):len(all)], d)
				}
			}
		}
	}
	for _, d := range all {
		from := d.Relation == factwire.From && d.Date != "" && (c.Verb.Modality == clause.Must)
		if !limit(d) && !from {
			continue
		}
		over, ok := x.binds(r, c)
		if !ok {
			continue
		}
		y := duty{rule: "must", clause: c, over: over, bound: c.Subject, date: d, relation: d.Relation, judged: x.judge.Clause(r.Doc, c), cue: c.Verb.First, confidence: 0.9}
		if shouldBe(r, c) && y.judged == event.Hypothetical && c.Mark == "" {
			y.judged, y.confidence = event.Happened, 0.6
		}
		if over != nil {
			y.cue = over.Verb.Head
		}
		out = append(out, y)
	}
	return out
}

// shouldBe reports "should be removed": a duty more often than a wish.
func shouldBe(r *reading.Reading, c *clause.Clause) bool {
	return c.Verb.Passive && r.Doc.Tokens[c.Verb.First].Lower == "should"
}

// binds reports whether a clause tells a duty, and the clause that imposes it, if any.
func (x *Extractor) binds(r *reading.Reading, c *clause.Clause) (over *clause.Clause, ok bool) {
	if c.Verb.Perfect && c.Verb.Modality != clause.Factual {
		return nil, false // "must have lost": a guess
	}
	if c.Verb.Modality == clause.Must || c.Verb.Obliged || r.Doc.Tokens[c.Verb.First].Lower == "shall" {
		return nil, true
	}
	if c.Relation == clause.Complement && c.Parent != nil && x.words["clause-binders"][c.Parent.Verb.Lemma] && (c.Mark == "that" || c.SubjectGiven) && c.Verb.Modality == clause.Factual {
		return c.Parent, true // "the licence requires that Acme cover"
	}
	if shouldBe(r, c) {
		return nil, true
	}
	for g := c; g.Relation == clause.XComp && g.Parent != nil; g = g.Parent {
		p := g.Parent
		word := p.Verb.Lemma
		if p.Predicate != "" {
			word = p.Predicate
		}
		if g.Noun != nil && x.words["nouns"][r.Doc.Tokens[g.Noun.Head].Lemma] {
			return p, true
		}
		if !x.words["binders"][word] {
			continue
		}
		if (word == "agree" || word == "commit" || word == "undertake") && p.Verb.Passive {
			return nil, false
		}
		if word == "want" && (p.Object == nil || p.Verb.Passive) {
			return nil, false // one's own wish binds nobody
		}
		if word == "agree" {
			return nil, false
		}
		if word == "allow" || word == "schedule" || word == "set" {
			continue
		}
		return p, true
	}
	return nil, false
}

// given reads "has until … to", "gave … until … to", "gave … 90 days to".
func (x *Extractor) given(r *reading.Reading, c *clause.Clause) []duty {
	if !x.words["givers"][c.Verb.Lemma] {
		return nil
	}
	var date *dates.Mention
	for _, d := range c.Dates {
		if d.Relation == factwire.Until && d.Date != "" || d.Duration != "" {
			date = d
			break
		}
	}
	task := infinitive(c)
	if date == nil {
		return nil
	}
	bound := c.Subject
	if c.Verb.Lemma != "have" && c.Verb.Lemma != "get" && c.Verb.Lemma != "receive" {
		bound = c.Object
		if bound == nil {
			return nil
		}
	}
	if task == nil && (date.Duration != "" || date.Last < len(r.Doc.Tokens) && strings.HasPrefix(r.Doc.Tokens[date.Last].Tag, "VB")) {
		return nil // "had until 1957 been ruled"
	}
	y := duty{rule: "until", clause: task, over: c, bound: bound, date: date, relation: date.Relation, judged: x.judge.Clause(r.Doc, c), cue: c.Verb.Head, confidence: 0.9}
	if bound == c.Subject && c.Verb.Lemma != "give" {
		y.over = nil
	}
	if date.Duration != "" && date.Relation == "" {
		y.relation = factwire.By
	}
	return []duty{y}
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
		return []duty{{rule: "due", clause: c, bound: c.Subject.Possessor, date: d, relation: factwire.By, judged: x.judge.Clause(r.Doc, c), cue: c.Verb.First, confidence: 0.7,
			what: event.Text(r, c.Subject.First, c.Subject.End()) + " " + event.Text(r, c.Verb.First, c.Verb.Last) + " " + c.Predicate, whatSpan: event.Span(r, c.Subject.First, c.Subject.End())}}
	}
	return nil
}

// closing reads "applications close on".
func (x *Extractor) closing(r *reading.Reading, c *clause.Clause) []duty {
	if !x.words["closers"][key(c)] || c.Subject == nil || !x.words["closing"][r.Doc.Tokens[c.Subject.Head].Lemma] {
		return nil
	}
	for _, d := range c.Dates {
		if d.Date == "" {
			continue
		}
		y := duty{rule: "closes", clause: c, date: d, relation: factwire.By, judged: x.judge.Clause(r.Doc, c), cue: c.Verb.Head, confidence: 0.6,
			what: event.Text(r, c.Subject.First, c.Subject.End()) + " " + event.Text(r, c.Verb.First, c.Verb.Last), whatSpan: event.Span(r, c.Subject.First, c.Subject.End())}
		return []duty{y}
	}
	return nil
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

// words of what is to be done, without its date.
func (x *Extractor) task(r *reading.Reading, y *duty) {
	c := y.clause
	if y.what != "" || c == nil {
		return
	}
	first, last := c.Verb.Head, max(c.Last, c.Verb.Last)
	if c.Verb.Passive && c.Object != nil && c.Object.Last <= c.Verb.First {
		first = c.Object.First // "all equipment must be removed"
	}
	end := r.Doc.Sentences[c.Sentence].Last
	last = min(last, end)
	for _, d := range c.Dates {
		if d.Lead > c.Verb.Head && d.Lead < last {
			last = d.Lead
		}
	}
	for last > first+1 && strings.ContainsAny(r.Doc.Tokens[last-1].Text, ",;:—–") {
		last--
	}
	if last > first {
		y.what, y.whatSpan = event.Text(r, first, last), event.Span(r, first, last)
	}
}
