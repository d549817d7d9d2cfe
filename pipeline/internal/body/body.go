// Package body finds the article on a web page. A page is a list of blocks; a scorer,
// whose weights were learned from annotated pages, says which are the article's.
//
// The scorer is two small sums of decision trees. The first looks at a block's text,
// at the elements around it with their names, and at its neighbours; the second sees
// also what the first said of the blocks around. The program in the folder train
// makes their table, weights.txt.
package body

import (
	"golang.org/x/net/html"
)

// Find returns the blocks of the article in trees of a page, in document order; none
// if there is no article. It leaves the trees unchanged.
func Find(root *html.Node, hint Hint) []Block {
	m, err := table()
	if err != nil {
		return nil
	}
	blocks, unseen := find(root, hint, m, false)
	// Some pages hide the article until a script shows it.
	if kept := size(blocks); kept < unseen {
		if all, _ := find(root, hint, m, true); size(all) > 2*kept {
			return all
		}
	}
	return blocks
}

func find(root *html.Node, hint Hint, m *model, all bool) (blocks []Block, unseen int) {
	a := analyse(root, hint, m, all)
	first := a.pass(m.scores[0])
	a.rescore(first)
	keep := a.choose(first, a.pass(m.scores[1]))
	a.entries(keep, hint)
	for i := range keep {
		if keep[i] {
			blocks = append(blocks, a.blocks[i])
		}
	}
	return blocks, a.unseen
}

func size(blocks []Block) int {
	n := 0
	for _, b := range blocks {
		n += len(b.Text)
	}
	return n
}

// Blocks returns all blocks of trees, in document order.
func Blocks(nodes ...*html.Node) []Block {
	return segment(false, nodes...).blocks
}

// pass scores each block: the log-odds that it is the article's.
func (a *analysis) pass(trees []tree) []float32 {
	out := make([]float32, len(a.blocks))
	for i := range a.vectors {
		out[i] = sumOf(trees, &a.vectors[i])
	}
	return out
}
