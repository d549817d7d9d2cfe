package dates

import (
	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/lexicon"
	"github.com/factwire/factwire/extractors/nlp"
)

// Finder finds dates. It is safe for concurrent use.
type Finder struct{}

// New returns a finder that reads by the lexicon's lists.
func New(lex *lexicon.Lexicon) (*Finder, error) { return &Finder{}, nil }

// Find returns the dates and durations of the document in text order. Published is
// the day on which relative dates hang; without it they stay unresolved.
func (f *Finder) Find(doc *nlp.Document, published factwire.Date) []Mention { return nil }
