package event

import (
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/clause"
)

// maxSpeech is the length in tokens of the longest sentence in which somebody is looked for who says "we".
const maxSpeech = 200

// author: "we", "I" and "our government" in the words of an official or of somebody of a firm whom the sentence names as their speaker: "“We have
// banned it,” said the Chilean minister, Rosa Quintay". Nobody, where two speak or it is not known for whom.
func (b *acting) author() bool {
	if b.n == nil || !b.authors[b.r.Doc.Tokens[b.n.First].Lower] || b.n.First != b.n.Head && !b.agents[b.r.Doc.Tokens[b.n.Head].Lemma] {
		return false
	}
	sentence := b.r.Doc.SentenceOf(b.n.Head)
	if s := b.r.Doc.Sentences[sentence]; s.Last-s.First > maxSpeech {
		return true
	}
	i, _ := slices.BinarySearchFunc(b.r.Clauses.Clauses, sentence, func(c *clause.Clause, s int) int { return c.Sentence - s })
	for ; i < len(b.r.Clauses.Clauses) && b.r.Clauses.Clauses[i].Sentence == sentence; i++ {
		c := b.r.Clauses.Clauses[i]
		if !b.speech[c.Verb.Lemma] || c.Verb.Form != clause.Finite {
			continue
		}
		if c.Subject == nil || c.Subject.Mention == nil {
			b.actors = nil
			return true
		}
		actors, _ := b.Actors(b.r, Filler{Slot: b.f.Slot, NP: c.Subject, Mention: c.Subject.Mention})
		if len(actors) != 1 || actors[0].Entity.Type == factwire.Person || len(b.actors) > 0 && !b.actors[0].Entity.Same(actors[0].Entity) {
			b.actors = nil
			return true
		}
		b.actors = actors
	}
	return true
}
