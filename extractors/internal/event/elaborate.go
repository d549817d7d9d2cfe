package event

import (
	"strings"

	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/reading"
)

// Elaborated returns the names of a class that is the subject of c, where the next sentence lists them:
// "Many members have joined. These include Romania and Greece." It returns nil where the subject
// has a name of its own or no such list follows.
func Elaborated(r *reading.Reading, c *clause.Clause) []*clause.NP {
	if c == nil || c.Subject == nil || c.Subject.Mention != nil && len(c.Subject.Mention.Entities) > 0 {
		return nil
	}
	for _, n := range r.Clauses.In(c.Sentence + 1) {
		if n.Verb.Lemma != "include" || n.Verb.Neg || n.Subject == nil || n.Object == nil {
			continue
		}
		switch first := r.Doc.Tokens[n.Subject.First].Lower; {
		case first == "these", first == "they", first == "those", first == "the" && strings.HasPrefix(r.Doc.Tokens[n.Subject.Head].Tag, "NNS"):
			return n.Object.All()
		}
	}
	return nil
}
