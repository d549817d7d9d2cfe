// Package deadline finds who must do what by when.
package deadline

import (
	"slices"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/dates"
	"github.com/factwire/factwire/extractors/internal/event"
	"github.com/factwire/factwire/extractors/internal/memo"
	"github.com/factwire/factwire/extractors/lexicon"
	"github.com/factwire/factwire/extractors/reading"
)

// Extractor finds deadlines. It is safe for concurrent use.
type Extractor struct {
	judge   *event.Judge
	parties *event.Parties
	words   map[string]map[string]bool
	numbers map[string]int // "six"
	echo    *event.Echo
	verbs   *memo.Sieve // first words of verbs of giving, closing, moving, asking, refusing and demanding
	heads   *memo.Sieve // last words of nouns that mean a deadline
}

// New returns an extractor that reads by the lists "deadline.*" and "dates.numbers".
func New(lex *lexicon.Lexicon) (*Extractor, error) {
	x := &Extractor{judge: event.NewJudge(lex), parties: event.NewParties(lex), words: map[string]map[string]bool{}, numbers: lex.Numbers()}
	for _, list := range []string{
		"binders", "self-binders", "own-acts", "due", "nouns", "movers", "closers", "closing", "periods", "givers", "clause-binders", "missers", "askers", "refusers", "droppers",
		"binding-nouns", "idle", "makers", "phases", "rules", "falls", "terms", "short", "clock", "tellers", "hearers", "ahead", "classes", "urging", "requests", "states", "firms", "getters", "procedures", "opinions", "filings", "demands", "held", "drafts", "conditions", "weak-binders", "baselines", "drafting", "further", "havers", "vague", "keepers", "asides",
	} {
		x.words[list] = lex.Set("deadline." + list)
	}
	x.echo = event.NewEcho(lex, x.judge, x.parties)
	x.verbs, x.heads = &memo.Sieve{}, memo.SieveOf(x.words["terms"], x.words["closing"])
	for _, list := range []string{"givers", "closers", "movers", "askers", "refusers", "demands"} {
		for word := range x.words[list] {
			lemma, _, _ := strings.Cut(word, " ")
			x.verbs.Add(lemma)
		}
	}
	x.heads.Add("date")
	for noun := range x.words["nouns"] {
		x.heads.Add(noun[strings.LastIndexByte(noun, ' ')+1:])
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
	moved      bool            // its date was moved or dropped, and so was still to come then
	ended      *clause.Clause  // the clause of another sentence that dropped it
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
		if t := &r.Doc.Tokens[n.Head]; !x.heads.May(t.Lemma) && !strings.HasPrefix(t.Tag, "NNP") {
			continue
		}
		if d, ok := x.named(r, n); ok && !read[n] {
			all = append(all, d)
		}
		if d, ok := x.closingNoun(r, n); ok {
			all = append(all, d)
		}
	}
	slices.SortStableFunc(all, func(a, b duty) int { return a.cue - b.cue })
	all = x.renew(r, gapped(r, all))
	x.drop(r, all)
	var out []reading.Candidate
	for _, d := range all {
		out = append(out, x.fact(r, d))
	}
	return event.Merge(append(out, x.echo.Find(r, out, nil)...))
}

// duties reads the deadlines that a clause tells.
func (x *Extractor) duties(r *reading.Reading, c *clause.Clause) []duty {
	told := x.verbs.May(c.Verb.Lemma)
	var out []duty
	if told {
		out = x.given(r, c)
	}
	if len(out) == 0 {
		out = x.byWhich(r, c)
	}
	if len(out) == 0 {
		out = x.must(r, c)
	}
	if len(out) == 0 {
		out = x.due(r, c)
	}
	if told && len(out) == 0 {
		out = x.closing(r, c)
	}
	if told && len(out) == 0 {
		out = x.moved(r, c)
	}
	if told && len(out) == 0 {
		out = x.asked(r, c)
	}
	if told && len(out) == 0 {
		out = x.denied(r, c)
	}
	if told && len(out) == 0 {
		out = x.demanded(r, c)
	}
	return out
}

// limit reports whether a date bounds an act: "by", "before", "until", "within 90 days".
func limit(d *dates.Mention) bool {
	switch d.Relation {
	case factwire.By, factwire.Before, factwire.Until:
		return d.Date != "" || d.Duration != "" || d.Value == "" // a day that no publication date resolves is one
	}
	return false
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
	if !x.words["closers"][c.Verb.Key()] || c.Subject == nil {
		return nil
	}
	var window *clause.NP
	if !x.words["closing"][r.Doc.Tokens[c.Subject.Head].Lemma] {
		if window = x.windowBefore(r, c); window == nil {
			return nil
		}
	}
	if x.means(r, c.Subject) && !x.words["short"][r.Doc.Tokens[c.Subject.Head].Lemma] {
		return nil // read by its noun
	}
	if c.Object != nil || c.Verb.Neg || c.Verb.Past && !c.Verb.Perfect || c.Relation == clause.Relative || x.judge.Clause(r.Doc, c) == event.Possible {
		return nil // "closed the door", "filing closed last week", "permits that expire in March", "the bid could end"
	}
	for _, d := range c.Dates {
		if d.First < c.Verb.Last {
			continue
		}
		if y, ok := closes(r, c.Subject, c.Verb.Head, d); ok {
			y.clause, y.judged = c, x.judge.Clause(r.Doc, c)
			if window != nil {
				y.bound = x.boundOf(r, window.OfClause, window, taskOf(window.OfClause, window))
				y.what, y.whatSpan = "", factwire.Span{}
			}
			return []duty{y}
		}
	}
	return nil
}

// windowBefore returns the window or the period of the sentence before that "it" closes, where the text tells for whom it is, or nil.
func (x *Extractor) windowBefore(r *reading.Reading, c *clause.Clause) *clause.NP {
	if !pronoun(r, c.Subject) || c.Sentence == 0 || r.Doc.Tokens[c.Subject.Head].Lower != "it" {
		return nil
	}
	first, last := r.Doc.Sentences[c.Sentence-1].First, r.Doc.Sentences[c.Sentence-1].Last
	for _, n := range r.Clauses.Phrases {
		if n.First >= last {
			break
		}
		if n.First >= first && x.words["closing"][r.Doc.Tokens[n.Head].Lemma] && len(n.Preps) > 0 && n.Preps[0].Prep == "for" && n.Preps[0].Obj != nil && len(x.boundBy(r, n.Preps[0].Obj)) > 0 {
			return n
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
	if !x.words["closing"][r.Doc.Tokens[n.Head].Lemma] && !x.words["closing"][base(r, n)] {
		return duty{}, false
	}
	t := n.End()
	if t >= len(r.Doc.Tokens) || r.Doc.Tokens[t].Lower != "close" || strings.HasPrefix(r.Doc.Tokens[t].Tag, "VB") {
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
	for t := max(first, c.Verb.Last); t+1 < last; t++ {
		if r.Doc.Tokens[t].Text == "," && x.words["asides"][r.Doc.Tokens[t+1].Lower] {
			last = t // "leave the country, according to two officials"
		}
	}
	for last > first+1 && loose(r.Doc.Tokens[last-1].Lower) {
		last--
	}
	if last <= c.Verb.Last && last < min(c.Last, end) && c.Object != nil && c.Object.First >= c.Verb.Last {
		last = min(c.Last, end) // "turn over, by 17 January, its notes"
	}
	if last > first {
		first, last = x.whole(r, c, first, last)
		y.what, y.whatSpan = event.Text(r, first, last), event.Span(r, first, last)
	}
}
