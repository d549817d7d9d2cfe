package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
)

// rows are blocks to learn from: features by column, 1 or 0 for the article's, and a weight.
type rows struct {
	columns [][]float32
	label   []float32
	weight  []float32
}

// options of the boosting.
type options struct {
	trees, depth int
	rate, ridge  float64
	least        float64 // second derivatives in the smaller leaf
	rows         float64 // share of the rows, and of the columns, that a tree sees
	columns      float64
}

// bins is how many thresholds are tried of a feature.
const bins = 48

// split is a node of a tree under way.
type split struct {
	feature     int
	threshold   float32
	value       float64
	left, right *split
}

// boost learns a sum of trees by gradient boosting of the logistic loss, with second derivatives
// (Friedman 2001; Chen and Guestrin 2016). The result depends on nothing but its input.
func boost(r rows, o options) []*split {
	n := len(r.label)
	cuts := make([][]float32, len(r.columns))
	binned := make([][]uint8, len(r.columns))
	for f, col := range r.columns {
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
	g, h := make([]float64, n), make([]float64, n)
	var out []*split
	// Each tree learns from some of the rows and some of the columns, so that none is leaned upon alone.
	chance := rand.New(rand.NewPCG(1, 2))
	for range o.trees {
		var some []int32
		for i := range n {
			if chance.Float64() < o.rows {
				some = append(some, int32(i))
			}
		}
		use := chance.Perm(len(binned))[:max(1, int(o.columns*float64(len(binned))))]
		slices.Sort(use)
		for i := range score {
			p := 1 / (1 + math.Exp(-score[i]))
			g[i] = (p - float64(r.label[i])) * float64(r.weight[i])
			h[i] = max(p*(1-p), 1e-6) * float64(r.weight[i])
		}
		t := grow(some, use, binned, cuts, g, h, o, o.depth)
		if t.left == nil {
			break
		}
		for i := range score {
			score[i] += t.at(func(f int) float32 { return r.columns[f][i] })
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

func grow(in []int32, use []int, binned [][]uint8, cuts [][]float32, g, h []float64, o options, depth int) *split {
	var sg, sh float64
	for _, i := range in {
		sg, sh = sg+g[i], sh+h[i]
	}
	leaf := &split{value: -o.rate * sg / (sh + o.ridge)}
	if depth == 0 || len(in) < 4 {
		return leaf
	}
	best, at, gain := -1, 0, 1e-3
	whole := sg * sg / (sh + o.ridge)
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
			if lh < o.least || sh-lh < o.least {
				continue
			}
			if gn := lg*lg/(lh+o.ridge) + (sg-lg)*(sg-lg)/(sh-lh+o.ridge) - whole; gn > gain {
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
	return &split{
		feature: best, threshold: cuts[best][at],
		left: grow(l, use, binned, cuts, g, h, o, depth-1), right: grow(r, use, binned, cuts, g, h, o, depth-1),
	}
}

func (t *split) at(x func(f int) float32) float64 {
	for t.left != nil {
		if x(t.feature) < t.threshold {
			t = t.left
		} else {
			t = t.right
		}
	}
	return t.value
}

// write prints a tree in preorder, as the table holds it.
func (t *split) write(b *strings.Builder, names []string) {
	if t.left == nil {
		fmt.Fprintf(b, " %.3g", t.value)
		return
	}
	fmt.Fprintf(b, " %s<%s", names[t.feature], strconv.FormatFloat(float64(t.threshold), 'g', 3, 32))
	t.left.write(b, names)
	t.right.write(b, names)
}
