package model

import (
	"errors"
	"math"
	"testing"
)

// TestTrees asks two trees of two levels: the second figure is asked before the first in one of them.
func TestTrees(t *testing.T) {
	list := []float64{2,
		1, 0.5, 0, 2, 1, 2, 4, 8,
		0, -1, 0, 2, 16, 32, 64, 128}
	trees, err := NewTrees(list, 2)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		figures []float64
		want    float64
	}{
		{[]float64{-2, 0}, 1 + 16},
		{[]float64{2, 0}, 2 + 128},
		{[]float64{2, 0.5}, 8 + 128},
		{[]float64{1.9999, 0.49999}, 4 + 64}, // a figure is compared by ten-thousandths
		{[]float64{1.9999, 0.4999}, 1 + 64},
		{[]float64{-1, math.Inf(-1)}, 1 + 64},
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
		"no level": {0}, "half a level": {1.5, 0, 0, 1, 2}, "too deep": {60}, "below": {-1}, "short": {1, 0, 0, 1}, "long": {1, 0, 0, 1, 2, 3},
		"figure that is not there": {1, 2, 0, 1, 2}, "half a figure": {1, 0.5, 0, 1, 2}, "figure below": {1, -1, 0, 1, 2},
	} {
		if _, err := NewTrees(list, 2); !errors.Is(err, ErrTrees) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
