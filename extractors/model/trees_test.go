package model

import (
	"errors"
	"math"
	"slices"
	"testing"
)

// TestTrees asks two trees, of which the second goes deeper where the first figure is low.
func TestTrees(t *testing.T) {
	trees, err := NewTrees([]float64{1, 0.5, -1, 1, -1, 2, 0, -1, 1, 0, -1, 16, -1, 32, -1, 64}, 2)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		figures []float64
		want    float64
	}{
		{[]float64{-2, -1}, 1 + 16},
		{[]float64{-2, 0}, 1 + 32},
		{[]float64{-1, math.Inf(-1)}, 1 + 64},
		{[]float64{3, 0.5}, 2 + 64},
		{[]float64{-3, 7}, 2 + 32},
	} {
		if got := trees.Sum(c.figures); got != c.want {
			t.Errorf("%v: %v, want %v", c.figures, got, c.want)
		}
	}
	if none, err := NewTrees(nil, 2); err != nil || none.Sum([]float64{1, 2}) != 0 {
		t.Errorf("no trees: %v, %v", none, err)
	}
}

func TestTreesDamaged(t *testing.T) {
	for name, list := range map[string][]float64{
		"half a node": {-1}, "no other": {0, 1, -1, 2}, "nothing below": {0, 1}, "more": {-1, 3, 0}, "no such figure": {2, 0, -1, 1, -1, 2},
		"half a figure": {0.5, 0, -1, 1, -1, 2}, "below all": {-2, 0}, "too deep": slices.Concat(slices.Repeat([]float64{0, 1}, 40), slices.Repeat([]float64{-1, 1}, 41)),
	} {
		if _, err := NewTrees(list, 2); !errors.Is(err, ErrTrees) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
