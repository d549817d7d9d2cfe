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

// started returns the day on which a length of time ends that begins on the one day that its sentence tells; where it is given to somebody, else on
// that of the sentence before in its paragraph: "on Monday a court gave it 30 days", "On Monday a court ruled against Acme. It gave the firm 30
// days".
func started(r *reading.Reading, length *dates.Mention, given bool) (factwire.Date, bool) {
	s := r.Doc.SentenceOf(length.First)
	start, told := dayIn(r, s, length)
	if !told && given && s > 0 && r.Doc.Sentences[s-1].Paragraph == r.Doc.Sentences[s].Paragraph {
		start, _ = dayIn(r, s-1, length)
		if start != nil && r.Article.Published != "" && string(start.Date) > r.Article.Published {
			return "", false // what is to come began nothing
		}
	}
	if start == nil {
		return "", false
	}
	return dates.EndOf(start.Date, length.Duration)
}

// dayIn returns the one date before a length of time that a sentence tells, or nil; told is whether it tells any.
func dayIn(r *reading.Reading, sentence int, length *dates.Mention) (start *dates.Mention, told bool) {
	s := r.Doc.Sentences[sentence]
	for i := range r.Dates {
		d := &r.Dates[i]
		if d.First < s.First || d.Last > s.Last || d.First == length.First || d.Duration != "" || d.Relation != "" && d.Relation != factwire.On && d.Relation != factwire.From {
			continue
		}
		if told || d.First > length.First {
			return nil, true
		}
		start, told = d, true
	}
	return start, told
}

// settle moves a date without a year into the year that is meant: behind a year that its sentence tells ("in November 2023 it
// was told to leave by March 15"), and into the one to come where the duty stands ("directs Acme to sell by December 31") or was
// moved ("extended the December 31 deadline").
func (x *Extractor) settle(r *reading.Reading, y *duty) {
	d := y.date
	if d == nil || len(d.Date) != len("2006-01-02") || yeared(r, d) {
		return
	}
	day := string(d.Date)[4:]
	if from, ok := yearBefore(r, d); ok {
		year := from[:4]
		if year+day < from {
			year = next(year)
		}
		if year+day < string(d.Date) {
			y.date = dated(d, year+day)
		}
		return
	}
	if len(r.Article.Published) < len("2006-01-02") || string(d.Date) >= r.Article.Published[:10] || !y.moved && !stands(r, y) && (y.in == nil || !x.moves(y.in)) {
		return
	}
	year := r.Article.Published[:4]
	if year+day < r.Article.Published[:10] {
		year = next(year)
	}
	y.date = dated(d, year+day)
}

// stands reports a duty that is told in the present.
func stands(r *reading.Reading, y *duty) bool {
	switch {
	case y.rule == "closes":
		return y.clause != nil && !y.clause.Verb.Past
	case y.in != nil && forTime(r, y.in) != nil:
		return true // time that is asked for is to come
	case y.over != nil:
		return !y.over.Verb.Past && !y.over.Verb.Perfect && y.over.Verb.Form == clause.Finite && y.over.Verb.Modality == clause.Factual
	case y.had != nil:
		return !y.had.Verb.Past
	}
	return y.rule == "must" && y.clause != nil && y.clause.Verb.Modality == clause.Must && !y.clause.Verb.Past
}

// rolls reports whether a date without a year may be that of the year to come and still be before the one to which it was moved.
func rolls(r *reading.Reading, old, to *dates.Mention) bool {
	if old == nil || to == nil || len(old.Date) != len("2006-01-02") || len(r.Article.Published) < len("2006-01-02") {
		return false
	}
	year, day := r.Article.Published[:4], string(old.Date)[4:]
	if year+day < r.Article.Published[:10] {
		year = next(year)
	}
	return factwire.Date(year+day) < to.Date
}

func dated(d *dates.Mention, date string) *dates.Mention {
	out := *d
	out.Date, out.Value = factwire.Date(date), date
	return &out
}

// next is the year behind one of four digits.
func next(year string) string {
	digits := []byte(year)
	for i := len(digits) - 1; i >= 0; i-- {
		if digits[i] != '9' {
			digits[i]++
			break
		}
		digits[i] = '0'
	}
	return string(digits)
}

// yeared reports a date that tells its year, or that hangs on a weekday or on another day.
func yeared(r *reading.Reading, d *dates.Mention) bool {
	month := false
	for t := d.First; t < d.Last; t++ {
		w := r.Doc.Tokens[t].Text
		if len(w) >= 4 && strings.Trim(w, "0123456789/.-") == "" {
			return true
		}
		month = month || strings.Trim(w, "0123456789.,stndrh") != "" && r.Doc.Tokens[t].Tag == "NNP" && !strings.HasSuffix(r.Doc.Tokens[t].Lower, "day")
	}
	return !month
}

// yearBefore returns the first day of a date with a year that stands before d in its sentence.
func yearBefore(r *reading.Reading, d *dates.Mention) (string, bool) {
	s := r.Doc.Sentences[r.Doc.SentenceOf(d.First)]
	for i := range r.Dates {
		o := &r.Dates[i]
		if o.First < s.First || o.Last > d.First || o == d || o.Duration != "" || o.Date == "" || o.Relation != "" && o.Relation != factwire.On {
			continue
		}
		for t := o.First; t < o.Last; t++ {
			if w := r.Doc.Tokens[t].Text; len(w) == 4 && strings.Trim(w, "0123456789") == "" {
				if first, _, ok := o.Date.Bounds(); ok {
					return first.Format("2006-01-02"), true
				}
			}
		}
	}
	return "", false
}

// dropped reads "scrapped the deadline": the one told before is reversed.
func (x *Extractor) dropped(r *reading.Reading, c *clause.Clause) bool {
	n := c.Object
	if n == nil || !x.words["droppers"][c.Verb.Key()] || c.Verb.Neg || !x.words["terms"][r.Doc.Tokens[n.Head].Lemma] && !x.words["binding-nouns"][r.Doc.Tokens[n.Head].Lemma] || n.Date != nil || n.Possessor != nil {
		return false
	}
	switch r.Doc.Tokens[n.First].Lower {
	case "the", "this", "that":
	default:
		return false
	}
	return taskOf(c, n) == nil && x.judge.Nominal(r.Doc, n, c, "object") == event.Ended
}

// drop marks the duty before each clause that scraps "the deadline" as reversed, with that clause as further evidence.
func (x *Extractor) drop(r *reading.Reading, all []duty) {
	for _, c := range r.Clauses.Clauses {
		if !x.dropped(r, c) {
			continue
		}
		i := earlier(r, all, duty{cue: c.Verb.Head}, near, func(o duty) bool { return o.status == "" && o.judged <= event.Decided && o.date != nil })
		if i >= 0 {
			all[i].status, all[i].moved = factwire.Reversed, true
			all[i].ended = c
		}
	}
}

// gapped gives "Acme must leave by May, Globex by June" its second duty: a name between a mark or "and" and a later date
// has what the name before it has to do.
func gapped(r *reading.Reading, all []duty) []duty {
	type due struct {
		bound *clause.NP
		date  *dates.Mention
	}
	var out []duty
	of := map[due]bool{} // another's, whose date it passed for
	for _, y := range all {
		if of[due{y.bound, y.date}] {
			continue
		}
		out = append(out, y)
		if y.date == nil || y.bound == nil || y.date.Lead == 0 {
			continue
		}
		end := r.Doc.Sentences[r.Doc.SentenceOf(y.date.First)].Last
		for i := range r.Dates {
			d := &r.Dates[i]
			if d.Lead < y.date.Last || d.Last > end || d.Relation != y.date.Relation || d.Date == "" || d.Lead == 0 {
				continue
			}
			m := r.Names.At(d.Lead - 1)
			if m == nil || m.Last != d.Lead || m.Form == names.Pronoun || len(m.Entities) == 0 || !joins(r, m.First) {
				continue
			}
			if y.clause != nil && y.clause.Object != nil && y.clause.Object.Mention == m { // "must reply by May and Globex by June"
				own := *y.clause
				own.Object, own.Last = nil, y.date.Lead
				y.clause = &own
				out[len(out)-1].clause = &own
			}
			z := y
			z.bound, z.date = &clause.NP{First: m.First, Last: m.Last, Head: m.Last - 1, Mention: m}, d
			out = append(out, z)
			out = slices.DeleteFunc(out, func(o duty) bool { return o.date == d && o.bound == y.bound })
			of[due{y.bound, d}] = true
		}
	}
	return out
}

// joins reports whether a mark or "and" stands before a name, an article aside.
func joins(r *reading.Reading, t int) bool {
	if before(r, t) == "the" {
		t--
	}
	switch before(r, t) {
	case ",", ";", "and", "while", "but":
		return true
	}
	return false
}

// giver reports that those for whom a pronoun was taken are who gives the time.
func (x *Extractor) giver(r *reading.Reading, y *duty, who []event.Found) bool {
	if y.over == nil || y.over.Subject == nil || y.over.Subject == y.bound || y.bound == nil || y.bound.Mention == nil || y.bound.Mention.Form != names.Pronoun {
		return false
	}
	for _, n := range y.over.Subject.All() {
		a, _ := x.parties.Actors(r, event.Filler{Slot: "subject", NP: n, Mention: n.Mention})
		for _, f := range a {
			if f.Entity.Key() == who[0].Entity.Key() {
				return true
			}
		}
	}
	return false
}

// meantBy resolves "it" of a duty where the names alone did not: to the subject of the sentence before, else to the only firm there,
// else to the only one named there who may be bound; nobody who gives the time.
func (x *Extractor) meantBy(r *reading.Reading, y *duty) []event.Found {
	n := y.bound
	if n == nil || n.Last-n.First != 1 {
		return nil
	}
	if w := r.Doc.Tokens[n.Head].Lower; w != "it" && w != "them" {
		return nil
	}
	givers := map[string]bool{}
	for _, c := range []*clause.Clause{y.over, y.had} {
		if c != nil && c.Subject != nil && c.Subject != n {
			a, _ := x.parties.Actors(r, event.Filler{Slot: "subject", NP: c.Subject, Mention: c.Subject.Mention})
			for _, f := range a {
				givers[f.Entity.Key()] = true
			}
		}
	}
	s := r.Doc.SentenceOf(n.Head)
	if s == 0 {
		return nil
	}
	first, last := r.Doc.Sentences[s-1].First, r.Doc.Sentences[s-1].Last
	var firms, all []event.Found
	for t := first; t < last; t++ {
		m := r.Names.At(t)
		if m == nil || m.First != t || m.Form != names.Name || len(m.Entities) != 1 {
			continue
		}
		e := r.Names.Entities[m.Entities[0]]
		if givers[e.Key()] || e.Outlet || e.State != "" {
			continue
		}
		f := event.Found{Entity: e.Entity, First: n.First, Last: n.Last, Mention: m, Origin: [2]int{m.First, m.Last}}
		switch e.Type {
		case factwire.Company:
			firms, all = append(firms, f), append(all, f)
		case factwire.Country, factwire.Bloc, factwire.Organization:
			all = append(all, f)
		}
	}
	firms, all = event.Unique(firms), event.Unique(all)
	switch {
	case r.Doc.Tokens[n.Head].Lower == "them":
		return nil
	case len(all) == 1:
		return all
	case len(firms) == 1:
		return firms
	}
	return nil
}
