package extractors

import (
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/event"
	"github.com/factwire/factwire/extractors/reading"
)

// Judged returns what the rules of factuality say of the event that a token signals as the verb of a clause or as
// the head of a noun group; "" where it is neither.
func (e *Engine) Judged(r *reading.Reading, token int) string {
	for _, c := range r.Clauses.From(r.Doc.SentenceOf(token)) {
		if c.Verb.Head == token {
			return e.judge.Clause(r.Doc, c).String()
		}
		if c.Verb.First > token {
			break
		}
	}
	if n := r.Clauses.PhraseAt(token); n != nil && n.Head == token {
		var c *clause.Clause
		if c = n.OfClause; c == nil {
			return e.judge.Boxed(r.Doc, n, nil).String()
		}
		return e.judge.Nominal(r.Doc, n, c, event.SlotOf(n, c)).String()
	}
	return ""
}
