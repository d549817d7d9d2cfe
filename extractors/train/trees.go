package train

import (
	"math"

	"github.com/factwire/factwire/internal/boost"
)

// growing is how trees are grown that correct weights, and leastGrown the number of proposals below which they would learn by heart.
var growing = boost.Options{Trees: 120, Depth: 3, Rate: 0.1, Ridge: 10, Least: 2.5, Rows: 0.6, Columns: 0.5}

const leastGrown = 200

// grow returns trees, as model.NewTrees reads them, that correct weights of figures.
func grow(all []judged, weights []float64) []float64 {
	if len(all) < leastGrown || len(weights) == 0 {
		return nil
	}
	r := boost.Rows{Columns: make([][]float32, len(weights))}
	for _, x := range all {
		start := x.start
		for k, f := range x.figures {
			r.Columns[k] = append(r.Columns[k], float32(f))
			start += weights[k] * f
		}
		r.Label, r.Weight, r.Start = append(r.Label, float32(x.class)), append(r.Weight, float32(x.weight)), append(r.Start, start)
	}
	var list []float64
	for _, t := range boost.Learn(r, growing) {
		list = flat(list, t)
	}
	return list
}

// flat adds a tree to a list in preorder.
func flat(list []float64, t *boost.Tree) []float64 {
	if t.Below == nil {
		return append(list, -1, thousandth(t.Value))
	}
	return flat(flat(append(list, float64(t.Feature), math.Round(float64(t.Threshold)*1e6)/1e6), t.Below), t.Other)
}
