package event

import (
	"slices"
	"strings"

	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/reading"
)

// besides reports whether a prepositional phrase belongs to another member of the coordination of n: "a deal with Acme and a treaty
// with Globex".
func besides(all, n *clause.NP, p clause.PP) bool {
	if n == nil || all == nil || len(all.Conj) == 0 {
		return false
	}
	for _, m := range all.All() {
		if m != n && slices.ContainsFunc(m.Preps, func(q clause.PP) bool { return q.Tok == p.Tok }) && slices.ContainsFunc(all.All(), func(o *clause.NP) bool { return o == n }) {
			return true
		}
	}
	return false
}

// apart reports whether a preposition belongs to a later member of a coordination: "a ban and work on freedom".
func apart(r *reading.Reading, n *clause.NP, p clause.PP) bool {
	joined := false
	for t := n.Last; t < p.Tok; t++ {
		tok := r.Doc.Tokens[t]
		if tok.Tag == "CC" || tok.Text == "," {
			joined = true
		} else if joined && strings.HasPrefix(tok.Tag, "NN") {
			return true
		}
	}
	return false
}
