// Package signing finds facts of the kind signing.
package signing

import (
	"github.com/factwire/factwire/extractors/lexicon"
	"github.com/factwire/factwire/extractors/reading"
)

// Extractor finds them. It is safe for concurrent use.
type Extractor struct{}

// New returns an extractor that reads by the lexicon.
func New(lex *lexicon.Lexicon) (*Extractor, error) { return &Extractor{}, nil }

// Extract returns the candidates of one article in text order.
func (x *Extractor) Extract(r *reading.Reading) []reading.Candidate { return nil }
