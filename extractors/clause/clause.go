// Package clause groups tokens into noun groups, verb groups and clauses.
package clause

import (
	"github.com/factwire/factwire/extractors/dates"
	"github.com/factwire/factwire/extractors/lexicon"
	"github.com/factwire/factwire/extractors/names"
	"github.com/factwire/factwire/extractors/nlp"
)

// Analysis is the clauses of a document.
type Analysis struct{}

// Parser finds clauses. It is safe for concurrent use.
type Parser struct{}

// New returns a parser that reads by the lexicon.
func New(lex *lexicon.Lexicon) (*Parser, error) { return &Parser{}, nil }

// Parse analyses a document.
func (p *Parser) Parse(doc *nlp.Document, found *names.Result, when []dates.Mention) *Analysis {
	return &Analysis{}
}
