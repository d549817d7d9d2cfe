package body

import (
	"golang.org/x/net/html"
)

// Sample is a page as the scorer sees it, for the program that learns the weights.
type Sample struct {
	a *analysis
	m *model
}

// Learn looks at a page with a table of weights, which may hold those of names alone.
func Learn(root *html.Node, hint Hint, weights string) (Sample, error) {
	m, err := parseModel(weights)
	if err != nil {
		return Sample{}, err
	}
	a := analyse(root, hint, m, false)
	if size(a.blocks) < a.unseen {
		a = analyse(root, hint, m, true)
	}
	return Sample{a, m}, nil
}

// Choose tells which blocks are the article's.
func (s Sample) Choose() []bool {
	first := s.a.pass(s.m.scores[0])
	s.a.rescore(first)
	return s.a.choose(first, s.a.pass(s.m.scores[1]))
}

// Scores returns what the two scorers said of block i, after Choose.
func (s Sample) Scores(i int) (first, second float32) {
	return s.a.vectors[i][fScore], sumOf(s.m.scores[1], &s.a.vectors[i])
}

// Blocks returns the page's blocks in document order.
func (s Sample) Blocks() []Block { return s.a.blocks }

// Rescore adds to the features what a first scorer said of each block.
func (s Sample) Rescore(first []float32) { s.a.rescore(first) }

// Features returns what is known of block i, in the order of [FeatureNames].
func (s Sample) Features(i int) []float32 { return s.a.vectors[i][:] }

// Around returns the [Names] of the elements around block i, the innermost first, and
// numbers that tell these elements from others of the page.
func (s Sample) Around(i int) (names [][]string, elements []int) {
	for e := s.a.blocks[i].in; e != 0; e = s.a.elements[e].parent {
		names, elements = append(names, Names(s.a.elements[e].node)), append(elements, int(e))
	}
	return names, elements
}

// FeatureNames are the names of the features, as the table of weights writes them, and
// how many of them the first scorer sees.
func FeatureNames() (all []string, first int) { return names[:], int(fScore) }
