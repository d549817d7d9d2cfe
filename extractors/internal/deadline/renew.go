package deadline

import (
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/event"
	"github.com/factwire/factwire/extractors/reading"
)

// near is how many sentences back a deadline may stand that "it" means, and far one that an extension ends.
const near, far = 2, 8

// renew reads later deadlines against earlier ones of the text: "wants to bring that forward to 2030" has the task and
// the bound of the one before, and "it now has until May" ends the one that it had. What is moved where nothing
// stands before is no deadline, unless it says who is bound.
func (x *Extractor) renew(r *reading.Reading, all []duty) []duty {
	var out []duty
	for _, y := range all {
		before := slices.Clone(out)
		if y.again {
			i := earlier(r, before, y, near, func(o duty) bool { return o.status == "" && o.judged <= event.Decided && o.date != nil })
			switch {
			case i >= 0:
				if y.clause == nil {
					y.clause, y.what, y.whatSpan = out[i].clause, out[i].what, out[i].whatSpan
				}
				y.bound = out[i].bound
				if y.clause != nil {
					y.what = ""
				}
				if y.over = out[i].over; y.had != nil {
					y.over = y.had
				}
				if y.status == "" && y.judged <= event.Decided {
					out[i].status, out[i].moved = factwire.Reversed, rolls(r, out[i].date, y.date)
				}
			case y.bound == nil || y.noun == nil || pronoun(r, y.noun):
				continue
			}
		} else if y.status == "" && y.judged <= event.Decided && x.further(r, y) {
			back := near
			if y.rule == "moved" {
				back = far
			}
			i := earlier(r, before, y, back, func(o duty) bool { return o.status == "" && o.date != nil && x.past(o) })
			if i >= 0 && out[i].date.Date != "" && (y.date == nil || y.date.Date > out[i].date.Date) {
				out[i].status, out[i].moved = factwire.Reversed, rolls(r, out[i].date, y.date)
			}
		}
		out = append(out, y)
	}
	return out
}

// earlier returns the nearest duty before y, within some sentences, that accept takes, or -1.
func earlier(r *reading.Reading, all []duty, y duty, back int, accept func(duty) bool) int {
	s := r.Doc.SentenceOf(y.cue)
	for i := len(all) - 1; i >= 0; i-- {
		o := r.Doc.SentenceOf(all[i].cue)
		if s-o > back {
			break
		}
		if all[i].cue < y.cue && accept(all[i]) {
			return i
		}
	}
	return -1
}

// past reports a duty that is told as one of the past: "had until Friday to", "was supposed to".
func (x *Extractor) past(y duty) bool {
	switch y.rule {
	case "until":
		return y.had != nil && y.had.Verb.Past && !y.had.Verb.Perfect
	case "must":
		return y.over != nil && (y.over.Verb.Lemma == "suppose" || y.over.Predicate == "supposed" || y.over.Predicate == "due") && y.over.Verb.First < y.cue+1
	}
	return false
}

// further reports a duty that is told as a new one: "it now has until", "a new deadline", "six more months".
func (x *Extractor) further(r *reading.Reading, y duty) bool {
	first, last := y.cue, y.cue
	if y.had != nil {
		first, last = y.had.First, y.had.Last
	}
	if y.noun != nil {
		first, last = y.noun.First, y.noun.Last
	}
	for t := max(first-2, 0); t < min(last+2, len(r.Doc.Tokens)); t++ {
		if x.words["further"][r.Doc.Tokens[t].Lower] {
			return true
		}
	}
	return false
}

// givenBefore returns who was given time in the two sentences before a token: "gave the company six more months. The new date is".
func (x *Extractor) givenBefore(r *reading.Reading, token int) *clause.NP {
	s := r.Doc.SentenceOf(token)
	var found *clause.NP
	for _, c := range r.Clauses.Clauses {
		if c.Sentence < s-near || c.Sentence >= s {
			continue
		}
		if x.words["givers"][c.Verb.Key()] && c.Object != nil && c.Object2 != nil && x.grants(r, c.Object2) && !c.Verb.Neg {
			found = c.Object
		}
	}
	return found
}
