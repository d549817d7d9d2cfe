package ban

import (
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/event"
	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/lexicon"
	"github.com/factwire/factwire/extractors/reading"
)

// undealt is the status of what a frame tells by the negative: not dealing with somebody is the ban, "will no longer buy", "does not allow".
func (x *Extractor) undealt(r *reading.Reading, m event.Match) factwire.Status {
	v := m.Clause.Verb
	if m.Frame.Is(lexicon.Forbidden) {
		return x.forbidden(r, m)
	}
	if over := x.outlawing(r, m.Clause); over != nil {
		return x.outlawed(r, over)
	}
	switch {
	case keptFrom(m.Clause):
		return ""
	case x.offSale(r, m), x.letsNot(r, m), x.nobodyMay(r, m):
		return factwire.Done
	case x.backOnSale(r, m), x.letsAgain(r, m):
		return factwire.Reversed
	case x.matcher.Judge.Stopping(r.Doc, m.Clause):
		return factwire.Proposed
	case m.Judged == event.Ended, m.Judged == event.Negated && v.Neg && (v.Modality == clause.Will || v.Modality == clause.Would || !v.Past && v.Modality == clause.Factual):
		return factwire.Done
	}
	return ""
}

// keptFrom reports a gerund that tells what somebody is stopped from doing, which is no business that he leaves off himself: "stopped Acme from buying
// Globex".
func keptFrom(c *clause.Clause) bool {
	p := c.Parent
	return c.Verb.Form == clause.Gerund && c.Mark == "from" && p != nil && p.Object != nil && c.Subject == p.Object
}

// letsNot reports what somebody refuses to let another do: "refused to let Acme build its ports".
func (x *Extractor) letsNot(r *reading.Reading, m event.Match) bool {
	c := m.Clause
	if !x.leaves[c.Verb.Lemma] || m.Judged != event.Negated || c.Verb.Neg || c.Relation != clause.XComp || c.Parent == nil || c.Parent.Verb.Form != clause.Finite {
		return false
	}
	return len(c.Children) > 0
}

// letsAgain reports a verb by which somebody is let do again what he was kept from: "will allow Acme to sell phones again", "again permits imports".
func (x *Extractor) letsAgain(r *reading.Reading, m event.Match) bool {
	c := m.Clause
	if !x.leaves[c.Verb.Lemma] || c.Verb.Neg || c.Question || m.Judged != event.Happened && m.Judged != event.Decided {
		return false
	}
	last := c.Last
	for _, ch := range c.Children {
		last = max(last, ch.Last)
	}
	for t := c.Verb.First; t < min(last+2, r.Doc.Sentences[c.Sentence].Last); t++ {
		w := r.Doc.Tokens[t].Lower
		if w == "again" || w == "once" && t+1 < len(r.Doc.Tokens) && r.Doc.Tokens[t+1].Lower == "more" {
			return true
		}
	}
	return false
}

// nobodyMay reports what none of those whom a state has may do: "no Norwegian school may buy laptops from Acme", "nobody in Norway may trade with
// Acme", "Norwegian airlines may not buy fuel from Acme".
func (x *Extractor) nobodyMay(r *reading.Reading, m event.Match) bool {
	c := m.Clause
	n := c.Subject
	if n == nil || n.Neg == c.Verb.Neg || c.Question || m.Judged != event.Negated && m.Judged != event.Hypothetical || c.Relation != clause.Root && c.Relation != clause.Conjoined {
		return false
	}
	if c.Verb.Modality != clause.May && c.Verb.Modality != clause.Must && c.Verb.Modality != clause.Will {
		return false
	}
	if w := r.Doc.Tokens[c.Verb.First].Lower; c.Verb.Neg && (w != "may" && w != "must" || n.Mention != nil || r.Doc.Tokens[n.Head].Tag != "NNS") {
		return false // "Norwegian airlines may not buy fuel from Acme", and not "cannot"
	}
	return len(x.ofClass(r, n)) > 0
}

// ofClass returns the state whose a class is by its adjective or by the "in" behind it: "Norwegian schools", "nobody in Norway".
func (x *Extractor) ofClass(r *reading.Reading, n *clause.NP) []event.Filler {
	var out []event.Filler
	for _, m := range n.Pre {
		if m.Form == names.Adjective && isState(x.parties.Mention(r, m)) {
			out = append(out, event.Filler{Slot: "modifier", Mention: m})
		}
	}
	for _, p := range n.Preps {
		if p.Prep == "in" && p.Obj != nil && isState(x.parties.Mention(r, p.Obj.Mention)) {
			out = append(out, event.Filler{Slot: "in", NP: p.Obj, Mention: p.Obj.Mention})
		}
	}
	return out
}

// underRule reports what somebody may not do under a rule that is told whose it is: "under new Norwegian rules, Acme cannot bid".
func (x *Extractor) underRule(r *reading.Reading, c *clause.Clause) bool {
	return slices.ContainsFunc(c.Preps, func(p clause.PP) bool {
		return p.Prep == "under" && p.Obj != nil && p.Obj.Mention == nil && x.rules[r.Doc.Tokens[p.Obj.Head].Lemma] && len(owners(p.Obj)) > 0
	})
}

// letDoer adds as targets those of whom a clause tells that they are not, or are again, let do something: "refused to let Acme build".
func (x *Extractor) letDoer(r *reading.Reading, c *candidate) {
	m := c.match
	if len(c.whom) > 0 || m.Clause == nil || m.Noun != nil || !m.Frame.Is(lexicon.Dealing) || !x.leaves[m.Clause.Verb.Lemma] || m.Clause.Object != nil {
		return
	}
	for _, ch := range m.Clause.Children {
		if ch.Relation != clause.XComp && ch.Relation != clause.Complement || !ch.SubjectGiven && ch.Subject == m.Clause.Subject {
			continue
		}
		for _, n := range ch.Subject.All() {
			t, _ := x.parties.Targets(r, event.Filler{Slot: "object", NP: n, Mention: n.Mention})
			c.whom = append(c.whom, slices.DeleteFunc(t, func(f event.Found) bool { return !firmOrWare(r, f) })...)
		}
	}
}
