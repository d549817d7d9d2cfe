package body

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"
)

// weightsPacked is weights.txt as "gzip -9n" packs it, a quarter as large: a test holds the one against the other.
//
//go:embed weights.txt.gz
var weightsPacked []byte

// model is the learned table: what the names of elements speak for, and the trees
// of two scorers, the second of which sees what the first said of all blocks.
type model struct {
	words  map[string]float32
	scores [2][]tree
}

// tree is a decision tree in preorder.
type tree []node

// node goes left where a feature is below a threshold: to the next node; else to
// right. A leaf has right 0 and adds its value to the score, a log-odds.
type node struct {
	feature feature
	right   uint16
	value   float32 // the threshold, or a leaf's value
}

func (t tree) score(v *vector) float32 {
	i := uint16(0)
	for t[i].right != 0 {
		if v[t[i].feature] < t[i].value {
			i++
		} else {
			i = t[i].right
		}
	}
	return t[i].value
}

func sumOf(trees []tree, v *vector) float32 {
	var s float32
	for _, t := range trees {
		s += t.score(v)
	}
	return s
}

// table reads the weights once. They are part of the program: a test sees to it that
// they can be read.
var table = sync.OnceValues(func() (*model, error) {
	r, err := gzip.NewReader(bytes.NewReader(weightsPacked))
	if err != nil {
		return nil, fmt.Errorf("unpack the weights: %w", err)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("unpack the weights: %w", err)
	}
	return parseModel(string(text))
})

// parseModel reads a table: lines "word NAME WEIGHT", and "tree1" or "tree2" with the
// nodes of a tree in preorder, a leaf a number, another "FEATURE<THRESHOLD".
func parseModel(text string) (*model, error) {
	m := &model{words: map[string]float32{}}
	known := map[string]feature{}
	for i, n := range names {
		known[n] = feature(i)
	}
	number := 0
	for line := range strings.Lines(text) {
		number++
		f := strings.Fields(line)
		switch {
		case len(f) == 0 || strings.HasPrefix(f[0], "#"):
		case f[0] == "word" && len(f) == 3:
			w, err := strconv.ParseFloat(f[2], 32)
			if err != nil {
				return nil, fmt.Errorf("line %d: %w", number, err)
			}
			m.words[f[1]] = float32(w)
		case f[0] == "tree1" || f[0] == "tree2":
			t, rest, err := parseTree(nil, f[1:], known)
			if err != nil || len(rest) > 0 {
				return nil, fmt.Errorf("line %d: a broken tree (%w)", number, err)
			}
			k := f[0][4] - '1'
			m.scores[k] = append(m.scores[k], t)
		default:
			return nil, fmt.Errorf("line %d: %q is no word and no tree", number, f[0])
		}
	}
	return m, nil
}

func parseTree(t tree, f []string, known map[string]feature) (tree, []string, error) {
	if len(f) == 0 {
		return t, nil, fmt.Errorf("it ends too early")
	}
	name, value, inner := strings.Cut(f[0], "<")
	if !inner {
		value = name
	}
	x, err := strconv.ParseFloat(value, 32)
	if err != nil {
		return t, nil, err
	}
	me := len(t)
	t = append(t, node{value: float32(x)})
	if !inner {
		return t, f[1:], nil
	}
	k, ok := known[name]
	if !ok {
		return t, nil, fmt.Errorf("no feature %q", name)
	}
	t, f, err = parseTree(t, f[1:], known)
	if err != nil {
		return t, nil, err
	}
	t[me].feature, t[me].right = k, uint16(len(t))
	return parseTree(t, f, known)
}
