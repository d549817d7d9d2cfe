package deadline

import (
	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/event"
	"github.com/factwire/factwire/extractors/reading"
)

// demanded reads "wants an answer from Acme by May 30": what is to be handed in, from whom and by when.
func (x *Extractor) demanded(r *reading.Reading, c *clause.Clause) []duty {
	n := c.Object
	if n == nil || !x.words["demands"][c.Verb.Lemma] || c.Verb.Passive || c.Verb.Neg || c.Subject == nil || !x.words["closing"][r.Doc.Tokens[n.Head].Lemma] {
		return nil
	}
	var from *clause.NP
	for _, preps := range [][]clause.PP{n.Preps, c.Preps} {
		for _, p := range preps {
			if p.Prep == "from" && p.Obj != nil && p.Obj.Mention != nil && !x.person(r, p.Obj) {
				from = p.Obj
			}
		}
	}
	if from == nil {
		return nil
	}
	for _, d := range c.Dates {
		if d.Date == "" || d.Relation != factwire.By && d.Relation != factwire.Before {
			continue
		}
		judged := x.judge.Clause(r.Doc, c)
		if judged == event.Happened {
			judged = event.Planned // it is asked for
		}
		return []duty{{rule: "demanded", over: c, bound: from, date: d, relation: d.Relation, judged: judged, cue: c.Verb.Head, confidence: 0.7,
			what: event.Text(r, n.First, n.Last), whatSpan: event.Span(r, n.First, n.Last)}}
	}
	return nil
}
