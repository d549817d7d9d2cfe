package boost

import (
	"math"
	"reflect"
	"testing"
)

// either has 400 rows that are right where just one of two features is 1, which no weighted sum tells; the third feature tells nothing.
func either() Rows {
	r := Rows{Columns: make([][]float32, 3)}
	for i := range 400 {
		a, b := float32(i%2), float32((i/2%3)/2)
		r.Columns[0], r.Columns[1], r.Columns[2] = append(r.Columns[0], a), append(r.Columns[1], b), append(r.Columns[2], float32(i%7))
		r.Label, r.Weight = append(r.Label, float32(math.Abs(float64(a-b)))), append(r.Weight, 1)
	}
	return r
}

var options = Options{Trees: 200, Depth: 3, Rate: 0.1, Ridge: 1, Least: 2, Rows: 0.8, Columns: 1}

func chance(trees []*Tree, r Rows, i int) float64 {
	sum := 0.0
	if r.Start != nil {
		sum = r.Start[i]
	}
	for _, t := range trees {
		sum += t.At(func(f int) float32 { return r.Columns[f][i] })
	}
	return 1 / (1 + math.Exp(-sum))
}

func TestLearn(t *testing.T) {
	r := either()
	trees := Learn(r, options)
	for i := range 6 {
		if p := chance(trees, r, i); math.Abs(p-float64(r.Label[i])) > 0.1 {
			t.Errorf("row %d: %.2f, want %v", i, p, r.Label[i])
		}
	}
	if !reflect.DeepEqual(trees, Learn(either(), options)) {
		t.Error("the same rows grow other trees")
	}
}

// TestStart learns what is left to tell: nothing where the rows are told already, all the more where they are told wrong.
func TestStart(t *testing.T) {
	r := either()
	for _, y := range r.Label {
		r.Start = append(r.Start, 20*float64(y)-10)
	}
	if trees := Learn(r, options); len(trees) != 0 {
		t.Errorf("%d trees correct what is right", len(trees))
	}
	for i := range r.Start {
		r.Start[i] = 1
	}
	trees := Learn(r, options)
	for i := range 6 {
		if p := chance(trees, r, i); math.Abs(p-float64(r.Label[i])) > 0.1 {
			t.Errorf("row %d from a wrong start: %.2f, want %v", i, p, r.Label[i])
		}
	}
}

// TestWeight holds that what weighs next to nothing is not told apart.
func TestWeight(t *testing.T) {
	r := either()
	for i := range r.Weight {
		r.Weight[i] = 0.001
	}
	if trees := Learn(r, options); len(trees) != 0 {
		t.Errorf("%d trees of rows without weight", len(trees))
	}
}
