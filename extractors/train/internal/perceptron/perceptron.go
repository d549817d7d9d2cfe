// Package perceptron learns linear models over hashed features: averaged perceptrons
// (Collins, 2002; Freund and Schapire, 1999).
package perceptron

import (
	"cmp"
	"slices"

	"github.com/factwire/factwire/extractors/internal/linear"
)

// Table holds a row of weights for each feature, one a class: as they are, and times the clock at each change, for the average.
type Table struct {
	Clock   float64 // decisions so far; the caller counts
	classes int
	rare    int
	index   *index
	now     []float32
	stamped []float64
	seen    []uint8 // how often a hash was seen, at its lower bits, at most 255
	rows    []int32 // of the features last scored
}

const seenBits = 27

// New returns an empty table. Features that See was told of less than rare times are left out.
func New(classes, rare int) *Table {
	return &Table{classes: classes, rare: rare, index: newIndex(), seen: make([]uint8, 1<<seenBits)}
}

// See counts features.
func (t *Table) See(features []uint64) {
	for _, h := range features {
		if n := &t.seen[h&(1<<seenBits-1)]; *n < 255 {
			*n++
		}
	}
}

// Score writes the sums of the features' rows into scores.
func (t *Table) Score(features []uint64, scores []float32) {
	t.rows = t.rows[:0]
	clear(scores)
	for _, h := range features {
		r := t.index.row(h)
		t.rows = append(t.rows, r)
		if r < 0 {
			continue
		}
		for c, w := range t.now[int(r)*t.classes:][:t.classes] {
			scores[c] += w
		}
	}
}

// Learn moves the rows of the features last scored towards the class right and away from wrong.
func (t *Table) Learn(features []uint64, right, wrong int) {
	for i, h := range features {
		r := t.rows[i]
		if r < 0 {
			if int(t.seen[h&(1<<seenBits-1)]) < t.rare {
				continue
			}
			if r = t.index.row(h); r < 0 {
				r = t.index.add(h)
				t.now = append(t.now, make([]float32, t.classes)...)
				t.stamped = append(t.stamped, make([]float64, t.classes)...)
			}
		}
		at := int(r) * t.classes
		t.now[at+right]++
		t.stamped[at+right] += t.Clock
		t.now[at+wrong]--
		t.stamped[at+wrong] -= t.Clock
	}
}

// Row is a feature with its averaged weights.
type Row struct {
	Hash    uint64
	Weights []float64
	top     float64
}

// Heaviest returns the rows of greatest weight, most of them at most, each after f was
// applied to its weights, and the weight that is to stand for 127: few are greater.
func (t *Table) Heaviest(most int, f func([]float64)) ([]Row, float64) {
	rows := make([]Row, 0, t.index.n)
	cells := make([]float64, t.index.n*t.classes)
	for i, h := range t.index.keys {
		if h == 0 {
			continue
		}
		row := Row{Hash: h, Weights: cells[:t.classes:t.classes]}
		cells = cells[t.classes:]
		at := int(t.index.rows[i]) * t.classes
		for c := range row.Weights {
			row.Weights[c] = float64(t.now[at+c]) - t.stamped[at+c]/t.Clock
		}
		if f != nil {
			f(row.Weights)
		}
		for _, w := range row.Weights {
			row.top = max(row.top, w, -w)
		}
		rows = append(rows, row)
	}
	slices.SortFunc(rows, func(a, b Row) int {
		return cmp.Or(cmp.Compare(b.top, a.top), cmp.Compare(a.Hash, b.Hash))
	})
	rows = rows[:min(most, len(rows))]
	if len(rows) == 0 {
		return nil, 1
	}
	return rows, max(rows[len(rows)/2000].top, 1e-9)
}

// Whole returns 127 times x, rounded, or the nearest number that fits.
func Whole(x float64) int8 {
	if x < 0 {
		return -Whole(-x)
	}
	return int8(min(127*x+0.5, 127))
}

// Sparse returns the weights of a row that are not 0 when top stands for 127.
func Sparse(row []float64, top float64) []linear.Weight {
	var list []linear.Weight
	for c, x := range row {
		if v := Whole(x / top); v != 0 {
			list = append(list, linear.Weight{Class: uint8(c), Weight: v})
		}
	}
	return list
}
