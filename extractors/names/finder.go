package names

import (
	"github.com/factwire/factwire/extractors/lexicon"
	"github.com/factwire/factwire/extractors/nlp"
)

// Finder finds names. It is safe for concurrent use.
type Finder struct{}

// New returns a finder that knows the lexicon's names and words.
func New(lex *lexicon.Lexicon) (*Finder, error) { return &Finder{}, nil }

// Find returns what the document names.
func (f *Finder) Find(doc *nlp.Document) *Result { return &Result{} }
