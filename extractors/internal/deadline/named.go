package deadline

import (
	"slices"
	"strconv"
	"strings"

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
	c := n.OfClause
	if c != nil && c.Relation == clause.XComp && c.Subject == n && c.Parent != nil && event.SlotOf(n, c.Parent) != "" {
		c = c.Parent // "a deadline to answer ends": the deadline answers nothing
	}
	if c != nil && c.Relation == clause.Relative && c.Reduced && c.Noun == n && x.means(r, n) {
		if o := subjectOf(r, n); o != nil {
			c = o // "the deadline set by Norway expires": what is told of it stands behind
		}
	}
	slot := event.SlotOf(n, c)
	if y, ok := x.newDate(r, n, c, slot); ok {
		return y, true
	}
	if n.Neg || !x.means(r, n) || addressed(r, n) {
		return duty{}, false
	}
	task := taskOf(c, n)
	set := setBy(n, c)
	if task == nil && set != nil {
		task = taskOf(set, n) // "the deadline set by Norway for Acme to leave expires on 1 May"
	}
	lemma := r.Doc.Tokens[n.Head].Lemma
	date := x.dayOf(r, n, c, slot)
	if task == nil && date != nil && (slot == "by" || slot == "before") && x.words["terms"][lemma] && c.Subject != nil && !c.Verb.Passive && len(x.boundBy(r, c.Subject)) > 0 {
		task = c // "failed to empty it by the deadline of 1 May"
	}
	if date == nil {
		if task == nil || !x.lasts(r, n) && n.Date == nil { // a day that no publication date resolves is one
			return duty{}, false
		}
		date = x.counted(r, n)
	}
	if x.words["short"][lemma] && task == nil && (date == nil || !towards(r, date)) {
		return duty{}, false // "an extension of the 2010 accord", "a farm extension in March"
	}
	y := duty{rule: "deadline", in: c, clause: task, date: date, relation: factwire.By, noun: n, cue: n.Head, confidence: 0.7}
	if date != nil && date.Relation == factwire.Until {
		y.relation = factwire.Until
	}
	y.judged = x.stands(r, n, c, slot)
	if c != nil && slot == "object" && x.moves(c) && n.Date != nil && y.judged == event.Happened && x.judge.Clause(r.Doc, c) == event.Happened {
		y.status, y.moved = factwire.Reversed, true // "extended the May 1 deadline": that one has gone
	}
	y.bound = x.boundOf(r, c, n, task)
	if y.bound == nil && set != nil {
		y.bound = x.boundOf(r, set, n, task)
	}
	if task != nil && task == c {
		y.bound = c.Subject
	}
	if x.words["short"][lemma] && (y.bound == nil || c != nil && slot == "object" && y.bound == c.Subject && !x.words["getters"][c.Verb.Lemma]) && (date == nil || !towards(r, date)) {
		return duty{}, false // "announced a two-week extension to halt it"
	}
	if c != nil && x.words["makers"][c.Verb.Lemma] && slot != "subject" {
		y.over = c
	}
	if task == nil && slot == "subject" && x.words["terms"][lemma] && r.Doc.Tokens[n.First].Lower == "the" && !x.tellsTask(r, c, n) {
		if before, over := x.orderedBefore(r, n); before != nil {
			task, y.clause, y.bound, y.over = before, before, before.Subject, over // "told it to sell. The deadline is 1 May"
		}
	}
	if task == nil {
		if !x.tellsTask(r, c, n) && (!x.words["short"][lemma] || y.bound == nil) {
			return duty{}, false // "a pivotal deadline": for what is not said
		}
		end := n.End()
		if c != nil && end == n.Last {
			for _, p := range c.Preps { // "a deadline of October for its departure"
				if p.Prep == "for" && p.Obj != nil && p.Tok >= n.Last && p.Tok <= n.Last+4 {
					end = p.Obj.End()
				}
			}
		}
		y.what, y.whatSpan = event.Text(r, n.First, end), event.Span(r, n.First, end)
	}
	return y, true
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
	case x.words["makers"][verb], x.words["droppers"][verb], x.words["refusers"][key(c)]:
		return x.judge.Nominal(r.Doc, n, c, slot)
	case x.words["missers"][verb]:
		return event.Happened // a deadline missed, or not met, stands
	}
	if event.Indefinite(r, n) && n.Date == nil && x.judge.Clause(r.Doc, c) == event.Hypothetical {
		return event.Hypothetical
	}
	return event.Happened
}

// dayOf returns the date of a deadline: before its noun, directly behind it, or told by the verb of which it is the
// subject; nil if none is told.
func (x *Extractor) dayOf(r *reading.Reading, n *clause.NP, c *clause.Clause, slot string) *dates.Mention {
	if n.Date != nil && n.Date.Date != "" {
		return n.Date
	}
	usable := func(d *dates.Mention) bool {
		if d.Date == "" || d.Duration != "" || d.Relation == factwire.From || d.Relation == factwire.After {
			return false
		}
		return r.Clauses.PhraseAt(d.First) == nil || r.Clauses.PhraseAt(d.First).Date != d
	}
	s := r.Doc.SentenceOf(n.Head)
	end := r.Doc.Sentences[s].Last
	for i := range r.Dates {
		d := &r.Dates[i]
		if gap := n.First - d.Last; (gap == 0 || gap == 1 && before(r, n.First) == "'s" || gap == 1 && before(r, n.First) == "’s") && d.Date != "" && d.Duration == "" && d.Relation != "" {
			return d // "after the April 3 deadline", "before Monday's deadline"
		}
		if d.First < n.Last || d.First >= end {
			continue
		}
		if gap := d.Lead - n.Last; gap > 1 || gap == 1 && r.Doc.Tokens[n.Last].Lower != "of" && r.Doc.Tokens[n.Last].Lower != "," && !(r.Doc.Tokens[n.Last].Lower == "to" && r.Doc.Tokens[n.Head].Lemma == "extension") {
			break
		}
		if usable(d) {
			return d // "a deadline of 30 June"
		}
		break
	}
	if c == nil {
		return nil
	}
	verb := c.Verb.Lemma
	comes := (slot == "subject" || slot == "complement") && x.words["falls"][verb]
	fixed := c.Verb.Passive && slot == "object" && (x.words["makers"][verb] || verb == "schedule")
	faced := slot == "object" && (x.words["missers"][verb] || verb == "face" || verb == "have") || slot == "object2"
	all := c.Dates
	if x.words["missers"][verb] && c.Relation == clause.XComp && c.Parent != nil { // "on Monday, Acme failed to meet a deadline"
		all = append(all[:len(all):len(all)], c.Parent.Dates...)
	}
	for _, d := range all {
		if !usable(d) || c.Sentence != s {
			continue
		}
		switch {
		case comes, fixed && d.First > c.Verb.Last && (before(r, d.Lead) == "for" || before(r, d.Lead) == "at"):
			return d
		case faced && x.words["missers"][verb] && d.Last <= c.Verb.First:
			return d
		case faced && d.First > n.Head && (d.Relation == factwire.By || d.Relation == factwire.Until || before(r, d.Lead) == "of" || x.words["missers"][verb]):
			return d
		case d.First > n.Head && (d.Relation == factwire.Until && slot != "subject" || before(r, d.Lead) == "of" && x.words["makers"][verb]):
			return d
		}
	}
	return nil
}

// before returns the word before token t in lower case, or "" at the start of the text.
func before(r *reading.Reading, t int) string {
	if t <= 0 {
		return ""
	}
	return r.Doc.Tokens[t-1].Lower
}

// lasts reports whether a deadline's phrase gives a length of time: "a 30-day deadline", "a deadline of 30 days".
func (x *Extractor) lasts(r *reading.Reading, n *clause.NP) bool {
	for t := n.First; t < n.Head; t++ {
		w := r.Doc.Tokens[t].Lower
		if i := strings.LastIndexByte(w, '-'); i > 0 && x.words["periods"][strings.TrimSuffix(w[i+1:], "s")] {
			return true
		}
		if r.Doc.Tokens[t].Tag == "CD" && x.words["periods"][r.Doc.Tokens[t+1].Lemma] {
			return true
		}
	}
	k := n.Last
	return k+2 < len(r.Doc.Tokens) && r.Doc.Tokens[k].Lower == "of" && r.Doc.Tokens[k+1].Tag == "CD" && x.words["periods"][r.Doc.Tokens[k+2].Lemma]
}

// counted works out the end of a length of time whose first day is told: "a six-month grace period from 1 May"; nil if
// none is.
func (x *Extractor) counted(r *reading.Reading, n *clause.NP) *dates.Mention {
	for t := n.First; t < n.Head; t++ {
		w := r.Doc.Tokens[t].Lower
		i := strings.LastIndexByte(w, '-')
		if i < 0 || !x.words["periods"][strings.TrimSuffix(w[i+1:], "s")] {
			continue
		}
		for k := range r.Dates {
			d := &r.Dates[k]
			if d.Lead != n.Last || d.Relation != factwire.From {
				continue
			}
			count := x.numbers[w[:i]]
			if count == 0 {
				count, _ = strconv.Atoi(w[:i])
			}
			if end, ok := dates.Add(d.Date, count, w[i+1:]); ok && count > 0 {
				due := *d
				due.Date, due.Relation = end, factwire.By
				return &due
			}
		}
	}
	return nil
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
