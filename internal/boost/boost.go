// Package boost learns sums of small decision trees by gradient boosting of the logistic loss, with second derivatives (Friedman, 2001; Chen and
// Guestrin, 2016).
package boost

import (
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
)

// Rows are what is learned from: features by column, 1 or 0 for the answer, and a weight.
type Rows struct {
	Columns [][]float32
	Label   []float32
	Weight  []float32
	Start   []float64 // log-odds that the trees correct; nil for none
}

// Options are how trees are grown.
type Options struct {
	Trees, Depth int
	Rate, Ridge  float64
	Least        float64 // second derivatives in the smaller leaf
	Rows         float64 // share of the rows, and of the columns, that a tree sees
	Columns      float64
}

// bins is how many thresholds are tried of a feature.
const bins = 48

// Tree is a node: a leaf with its value, or what is asked of a feature, with a tree for the rows below the threshold and one for the others.
type Tree struct {
	Feature      int
	Threshold    float32
	Value        float64
	Below, Other *Tree
}

// Learn returns trees whose sum corrects the log-odds of rows. The result depends on nothing but its input.
func Learn(r Rows, o Options) []*Tree {
	n := len(r.Label)
	cuts := make([][]float32, len(r.Columns))
	binned := make([][]uint8, len(r.Columns))
	for f, col := range r.Columns {
		cuts[f] = thresholds(col)
		binned[f] = make([]uint8, n)
		for i, x := range col {
			k, _ := slices.BinarySearch(cuts[f], x)
			for k < len(cuts[f]) && cuts[f][k] <= x {
				k++
			}
			binned[f][i] = uint8(k)
		}
	}
	score := make([]float64, n)
	copy(score, r.Start)
	g, h := make([]float64, n), make([]float64, n)
	var out []*Tree
	// Each tree learns from some of the rows and some of the columns, so that none is leaned upon alone.
	chance := rand.New(rand.NewPCG(1, 2))
	for range o.Trees {
		var some []int32
		for i := range n {
			if chance.Float64() < o.Rows {
				some = append(some, int32(i))
			}
		}
		use := chance.Perm(len(binned))[:max(1, int(o.Columns*float64(len(binned))))]
		slices.Sort(use)
		for i := range score {
			p := 1 / (1 + math.Exp(-score[i]))
			g[i] = (p - float64(r.Label[i])) * float64(r.Weight[i])
			h[i] = max(p*(1-p), 1e-6) * float64(r.Weight[i])
		}
		t := grow(some, use, binned, cuts, g, h, o, o.Depth)
		if t.Below == nil {
			continue // these rows and columns tell nothing more
		}
		for i := range score {
			score[i] += t.At(func(f int) float32 { return r.Columns[f][i] })
		}
		out = append(out, t)
	}
	return out
}

// thresholds are values that part a column into parts of much the same size.
func thresholds(col []float32) []float32 {
	s := slices.Clone(col)
	slices.Sort(s)
	var out []float32
	distinct := slices.Compact(slices.Clone(s))
	if len(distinct) <= bins {
		for i := 1; i < len(distinct); i++ {
			out = append(out, short((distinct[i-1]+distinct[i])/2))
		}
		return slices.Compact(out)
	}
	for k := 1; k < bins; k++ {
		i := k * len(s) / bins
		if c := short(s[i]); c > s[0] {
			out = append(out, c)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// short is a number as the table writes it.
func short(x float32) float32 {
	y, _ := strconv.ParseFloat(strconv.FormatFloat(float64(x), 'g', 3, 32), 32)
	return float32(y)
}

func grow(in []int32, use []int, binned [][]uint8, cuts [][]float32, g, h []float64, o Options, depth int) *Tree {
	var sg, sh float64
	for _, i := range in {
		sg, sh = sg+g[i], sh+h[i]
	}
	leaf := &Tree{Value: -o.Rate * sg / (sh + o.Ridge)}
	if depth == 0 || len(in) < 4 {
		return leaf
	}
	best, at, gain := -1, 0, 1e-3
	whole := sg * sg / (sh + o.Ridge)
	for _, f := range use {
		var bg, bh [bins + 1]float64
		col := binned[f]
		for _, i := range in {
			bg[col[i]] += g[i]
			bh[col[i]] += h[i]
		}
		var lg, lh float64
		for k := range cuts[f] {
			lg, lh = lg+bg[k], lh+bh[k]
			if lh < o.Least || sh-lh < o.Least {
				continue
			}
			if gn := lg*lg/(lh+o.Ridge) + (sg-lg)*(sg-lg)/(sh-lh+o.Ridge) - whole; gn > gain {
				best, at, gain = f, k, gn
			}
		}
	}
	if best < 0 {
		return leaf
	}
	var l, r []int32
	for _, i := range in {
		if int(binned[best][i]) <= at {
			l = append(l, i)
		} else {
			r = append(r, i)
		}
	}
	return &Tree{
		Feature: best, Threshold: cuts[best][at],
		Below: grow(l, use, binned, cuts, g, h, o, depth-1), Other: grow(r, use, binned, cuts, g, h, o, depth-1),
	}
}

// At returns what a tree says of a row, by its features.
func (t *Tree) At(x func(f int) float32) float64 {
	for t.Below != nil {
		if x(t.Feature) < t.Threshold {
			t = t.Below
		} else {
			t = t.Other
		}
	}
	return t.Value
}
