// Package reading holds what all extractors share: one analysed article, and
// the candidates that they find in it.
package reading

import (
	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/dates"
	"github.com/factwire/factwire/extractors/internal/fold"
	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/internal/nlp"
)

// Reading is an article as the cascade sees it. Extractors must not change it.
type Reading struct {
	Article factwire.Article
	// Folded is the text that was read, which Doc analyses, with the way back to the
	// stored text. All offsets but those of the candidates that Engine returns are of it.
	Folded  *fold.Text
	Doc     *nlp.Document
	Names   *names.Result
	Dates   []dates.Mention // in text order
	Clauses *clause.Analysis
}

// Candidate is a fact that an extractor found, or nearly found.
type Candidate struct {
	// Fact has everything but its id; its one or more pieces of evidence have
	// Start, End, Text, Spans and Rule, and the engine adds the article's data.
	Fact factwire.Fact
	// Dropped is why the candidate is no fact ("hypothetical", "no actor"), for
	// explanations; empty for a fact.
	Dropped string
}
