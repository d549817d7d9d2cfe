package model

import (
	"errors"
	"math"
)

// Trees are small decision trees whose answers are added up: what figures tell together that their weighted sum does not. Each asks the same
// question of every figure that reaches a level (oblivious trees, as in CatBoost: Prokhorenkova et al., 2018). They are safe for concurrent use.
type Trees struct {
	depth  int
	asked  []int   // of each tree and level, the figure that is asked
	cuts   []int64 // and from which value on the answer is yes, in parts of a figure
	leaves []float64
}

// parts is how finely figures are told apart, so that the last bits of a machine's arithmetic do not show.
const parts = 10000

// ErrTrees is a list of numbers that are no trees.
var ErrTrees = errors.New("its decision trees are damaged")

// maxDepth bounds the levels of a tree.
const maxDepth = 8

// NewTrees reads trees from a list of numbers: the number of levels, then for each tree figure and cut of each level, and the answer of each
// leaf, those of "no" first. They ask for so many figures. An empty list is no trees, whose sum is 0.
func NewTrees(list []float64, figures int) (*Trees, error) {
	if len(list) == 0 {
		return &Trees{}, nil
	}
	depth := int(list[0])
	if float64(depth) != list[0] || depth < 1 || depth > maxDepth {
		return nil, ErrTrees
	}
	size := 2*depth + 1<<depth
	if (len(list)-1)%size != 0 {
		return nil, ErrTrees
	}
	t := &Trees{depth: depth}
	for tree := list[1:]; len(tree) > 0; tree = tree[size:] {
		for level := range depth {
			figure := int(tree[2*level])
			if float64(figure) != tree[2*level] || figure < 0 || figure >= figures {
				return nil, ErrTrees
			}
			t.asked, t.cuts = append(t.asked, figure), append(t.cuts, Part(tree[2*level+1]))
		}
		t.leaves = append(t.leaves, tree[2*depth:size]...)
	}
	return t, nil
}

// Part turns a figure into the whole number by which trees compare it.
func Part(figure float64) int64 { return int64(math.Round(figure * parts)) }

// Cut turns such a number back into the figure that stands for it in a list.
func Cut(part int64) float64 { return float64(part) / parts }

// Sum returns what the trees answer to figures, added up.
func (t *Trees) Sum(figures []float64) float64 {
	sum := 0.0
	for tree := 0; tree*t.depth < len(t.asked); tree++ {
		leaf := 0
		for level := tree * t.depth; level < (tree+1)*t.depth; level++ {
			leaf <<= 1
			if Part(figures[t.asked[level]]) >= t.cuts[level] {
				leaf |= 1
			}
		}
		sum += t.leaves[tree<<t.depth+leaf]
	}
	return sum
}
