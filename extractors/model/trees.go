package model

import "errors"

// Trees are small decision trees whose answers are added up: what figures tell together that their weighted sum does not. They are safe for
// concurrent use.
type Trees struct {
	nodes []node
	roots []int32
}

// node asks whether a figure lies below a threshold; one that asks nothing, with figure -1, has the answer in the threshold's place.
type node struct {
	figure    int32
	threshold float32
	other     int32 // where it goes on if not; the next node if so
	answer    float64
}

// ErrTrees is a list of numbers that are no trees.
var ErrTrees = errors.New("its decision trees are damaged")

// maxDepth bounds how many questions one answer takes.
const maxDepth = 32

// NewTrees reads trees from a list of numbers, one after the other, each in preorder: the number of a figure and the threshold that it is compared
// with, then what follows where it lies below, then what follows where it does not; or -1 and an answer. They ask for so many figures. An empty
// list is no trees, whose sum is 0.
func NewTrees(list []float64, figures int) (*Trees, error) {
	t := &Trees{}
	for len(list) > 0 {
		t.roots = append(t.roots, int32(len(t.nodes)))
		var err error
		if list, err = t.read(list, figures, maxDepth); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// read reads one tree and returns the rest of the list.
func (t *Trees) read(list []float64, figures, depth int) ([]float64, error) {
	if len(list) < 2 || depth == 0 {
		return nil, ErrTrees
	}
	figure, x := int32(list[0]), list[1]
	if float64(figure) != list[0] || figure < -1 || int(figure) >= figures {
		return nil, ErrTrees
	}
	at := len(t.nodes)
	t.nodes = append(t.nodes, node{figure: figure, threshold: float32(x), answer: x})
	list = list[2:]
	if figure < 0 {
		return list, nil
	}
	list, err := t.read(list, figures, depth-1)
	if err != nil {
		return nil, err
	}
	t.nodes[at].other = int32(len(t.nodes))
	return t.read(list, figures, depth-1)
}

// Sum returns what the trees answer to figures, added up.
func (t *Trees) Sum(figures []float64) float64 {
	sum := 0.0
	for _, at := range t.roots {
		n := &t.nodes[at]
		for n.figure >= 0 {
			if float32(figures[n.figure]) < n.threshold {
				at++
			} else {
				at = n.other
			}
			n = &t.nodes[at]
		}
		sum += n.answer
	}
	return sum
}
