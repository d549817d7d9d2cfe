package deadline

import (
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/event"
	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/reading"
)

// hearers returns those whom a pronoun means that is the subject of what somebody is told that he must do: "Norway warned Acme it must pay". Who tells
// somebody of a duty tells him of his own.
func (x *Extractor) hearers(r *reading.Reading, n *clause.NP) []event.Found {
	c, m := n.OfClause, n.Mention
	if c == nil || c.Relation != clause.Complement || c.Subject != n || c.Parent == nil || m == nil || m.Form != names.Pronoun {
		return nil
	}
	p := c.Parent
	if p.Object == nil || p.Verb.Passive || p.Object.First >= n.First || !x.words["hearers"][p.Verb.Lemma] {
		return nil
	}
	var out []event.Found
	for _, o := range p.Object.All() {
		if o.Mention == nil || o.Mention.Form == names.Pronoun {
			return nil
		}
		for _, e := range x.parties.Mention(r, o.Mention) {
			out = append(out, event.Found{Entity: e.Entity, First: o.Mention.First, Last: o.Mention.Last, Mention: o.Mention})
		}
	}
	return out
}
