package ban

import (
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/event"
	"github.com/factwire/factwire/extractors/reading"
)

// mutual parts a measure that some take against each other into one of each against the rest: "Norway and Chad imposed sanctions on
// each other", "each barred the other's ships". It is nil where the text tells no such thing.
func (x *Extractor) mutual(r *reading.Reading, m event.Match) []*candidate {
	if m.Clause == nil || m.Clause.Subject == nil || !eachOther(r, m) {
		return nil
	}
	var who []event.Found
	for _, n := range m.Clause.Subject.All() {
		a, _ := x.parties.Actors(r, event.Filler{Slot: "subject", NP: n, Mention: n.Mention})
		who = append(who, a...)
	}
	who = event.Unique(who)
	status := x.status(r, m)
	if len(who) < 2 || status == "" {
		return nil
	}
	class := m.Frame.What
	if class == "" {
		class = m.Class
	}
	var out []*candidate
	for i, w := range who {
		if !authorityType(w.Entity.Type) {
			return nil
		}
		c := &candidate{match: m, class: class, status: status, confidence: 0.7, who: []event.Found{w}}
		for k, o := range who {
			if k != i {
				c.whom = append(c.whom, o)
			}
		}
		out = append(out, c)
	}
	return out
}

// eachOther reports that what a measure is for, behind its noun or its verb, is "each other" or "one another".
func eachOther(r *reading.Reading, m event.Match) bool {
	is := func(n *clause.NP) bool {
		if n == nil {
			return false
		}
		first, last := r.Doc.Tokens[n.First].Lower, r.Doc.Tokens[n.Head].Lower
		return (first == "each" || first == "one") && (last == "other" || last == "another")
	}
	if m.Noun == nil && is(m.Clause.Object) {
		return true
	}
	if n := m.Noun; n != nil {
		for _, p := range n.Preps {
			if is(p.Obj) {
				return true
			}
		}
	}
	for _, p := range m.Clause.Preps {
		if is(p.Obj) {
			return true
		}
	}
	return false
}
