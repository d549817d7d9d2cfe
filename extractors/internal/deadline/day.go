package deadline

import (
	"strconv"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/dates"
	"github.com/factwire/factwire/extractors/reading"
)

// dayOf returns the date of a deadline: before its noun, directly behind it, or told by the verb of which it is the
// subject; nil if none is told.
func (x *Extractor) dayOf(r *reading.Reading, n *clause.NP, c *clause.Clause, slot string) *dates.Mention {
	if n.Date != nil && n.Date.Date != "" {
		return n.Date
	}
	if d := besideNoun(r, n); d != nil {
		return d
	}
	if c == nil {
		return nil
	}
	missed := x.words["missers"][c.Verb.Lemma]
	all := c.Dates
	if missed && c.Relation == clause.XComp && c.Parent != nil { // "on Monday, Acme failed to meet a deadline"
		all = append(all[:len(all):len(all)], c.Parent.Dates...)
	}
	for _, d := range all {
		if usable(r, d) && c.Sentence == r.Doc.SentenceOf(n.Head) && x.datedBy(r, n, c, slot, d) {
			return d
		}
	}
	return nil
}

// usable reports a day that no phrase has as its own and that may be a deadline's.
func usable(r *reading.Reading, d *dates.Mention) bool {
	if d.Date == "" || d.Duration != "" || d.Relation == factwire.From || d.Relation == factwire.After {
		return false
	}
	n := r.Clauses.PhraseAt(d.First)
	return n == nil || n.Date != d
}

// besideNoun returns the date right before a deadline's noun, "before Monday's deadline", or right behind it, "a deadline of 30 June"; or nil.
func besideNoun(r *reading.Reading, n *clause.NP) *dates.Mention {
	end := r.Doc.Sentences[r.Doc.SentenceOf(n.Head)].Last
	for i := range r.Dates {
		d := &r.Dates[i]
		if d.Date != "" && d.Duration == "" && d.Relation != "" && touches(r, d, n) {
			return d
		}
		if d.First < n.Last || d.First >= end {
			continue
		}
		if follows(r, d, n) && usable(r, d) {
			return d
		}
		return nil
	}
	return nil
}

// touches reports a date right before a phrase, or before the possessive before that.
func touches(r *reading.Reading, d *dates.Mention, n *clause.NP) bool {
	switch n.First - d.Last {
	case 0:
		return true
	case 1:
		return before(r, n.First) == "'s" || before(r, n.First) == "’s"
	}
	return false
}

// follows reports a date right behind a deadline's phrase, or with "of" or a comma between them; "to" behind an extension.
func follows(r *reading.Reading, d *dates.Mention, n *clause.NP) bool {
	gap := d.Lead - n.Last
	if gap != 1 {
		return gap < 1
	}
	switch r.Doc.Tokens[n.Last].Lower {
	case "of", ",":
		return true
	case "to":
		return r.Doc.Tokens[n.Head].Lemma == "extension"
	}
	return false
}

// datedBy reports whether a date of the clause c, in which a deadline n has a slot, is the deadline's, by the clause's verb.
func (x *Extractor) datedBy(r *reading.Reading, n *clause.NP, c *clause.Clause, slot string, d *dates.Mention) bool {
	verb, lead := c.Verb.Lemma, before(r, d.Lead)
	makes, missed := x.words["makers"][verb], x.words["missers"][verb]
	if (slot == "subject" || slot == "complement") && x.words["falls"][verb] {
		return true // "the deadline expires on 1 May"
	}
	if c.Verb.Passive && slot == "object" && (makes || verb == "schedule") && d.First > c.Verb.Last && (lead == "for" || lead == "at") {
		return true // "a deadline was set for 1 May"
	}
	faced := slot == "object2" || slot == "object" && (missed || verb == "face" || verb == "have")
	if d.First <= n.Head {
		return faced && missed && d.Last <= c.Verb.First
	}
	if faced && (missed || lead == "of" || d.Relation == factwire.By) {
		return true
	}
	return d.Relation == factwire.Until && slot != "subject" || lead == "of" && makes
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
