// Package parse finds the structure of sentences: for each word its head and the
// relation to it, as one tree over the sentence.
//
// The parser is a greedy arc-hybrid one with linear models over hashed features, learned
// from news that spaCy's en_core_web_md had parsed, with exploration under a dynamic oracle (Goldberg and
// Nivre, 2013); extractors/train/internal/parser trains it. All its sums are of whole numbers: the same sentence has the same tree on every machine.
package parse

import (
	"fmt"
	"sync"

	"github.com/factwire/factwire/configs"
	"github.com/factwire/factwire/extractors/internal/cluster"
	"github.com/factwire/factwire/extractors/internal/transition"
)

// Tree is the structure of a sentence. Both lists have an entry a word.
type Tree struct {
	Head  []int32 // index of the word's head in the sentence, -1 for the root
	Label []Label // relation to the head, Root for the root
}

// Parser parses sentences with the model that the program carries. It is safe for concurrent use.
type Parser struct {
	model    *transition.Model
	clusters *cluster.Table
	pool     sync.Pool // of *work
}

// work is the memory for one sentence.
type work struct {
	state transition.State
	words []transition.Word
}

// Load returns the parser. Its model is read once, in some 10 ms.
func Load() (*Parser, error) { return load() }

var load = sync.OnceValues(func() (*Parser, error) {
	data, err := configs.Model("parser.bin")
	if err != nil {
		return nil, fmt.Errorf("parser: %w", err)
	}
	return New(data)
})

// New returns a parser with the model of a file that extractors/train/internal/parser wrote.
func New(data []byte) (*Parser, error) {
	model, err := transition.Decode(data, labels)
	if err != nil {
		return nil, fmt.Errorf("parser: %w", err)
	}
	clusters, err := cluster.Load()
	if err != nil {
		return nil, err
	}
	return &Parser{model: model, clusters: clusters}, nil
}

// Parse writes the tree of a sentence of words with Penn tags, as nlp.Document has them, into t, whose
// memory it uses again. words and tags are equally long; time is linear in their number.
func (p *Parser) Parse(t *Tree, words, tags []string) {
	w, _ := p.pool.Get().(*work)
	if w == nil {
		w = &work{}
	}
	defer p.pool.Put(w)
	w.words = w.words[:0]
	for i, word := range words {
		w.words = append(w.words, transition.Word{})
		transition.View(&w.words[i], word, tags[i], p.clusters)
	}
	w.state.Reset(w.words)
	p.model.Parse(&w.state)
	t.Head = append(t.Head[:0], w.state.Head...)
	t.Label = t.Label[:0]
	for i, l := range w.state.Label {
		if t.Head[i] < 0 {
			l = uint8(Root)
		}
		t.Label = append(t.Label, Label(l))
	}
}
