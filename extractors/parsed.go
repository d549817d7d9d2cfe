package extractors

import (
	"github.com/factwire/factwire/extractors/internal/feature"
	"github.com/factwire/factwire/extractors/internal/parse"
	"github.com/factwire/factwire/extractors/reading"
)

// Parse returns the tree of sentence i of a reading.
func (e *Engine) Parse(r *reading.Reading, i int) feature.Tree {
	s := r.Doc.Sentences[i]
	words, tags := make([]string, 0, s.Last-s.First), make([]string, 0, s.Last-s.First)
	for _, t := range r.Doc.Tokens[s.First:s.Last] {
		words, tags = append(words, t.Text), append(tags, t.Tag)
	}
	var t parse.Tree
	e.parser.Parse(&t, words, tags)
	rel := make([]string, len(t.Label))
	for k, l := range t.Label {
		rel[k] = l.String()
	}
	return feature.Tree{Head: t.Head, Rel: rel}
}
