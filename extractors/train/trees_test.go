package train

import (
	"math"
	"slices"
	"testing"

	"github.com/factwire/factwire/extractors/model"
)

// TestGrow teaches what no weighted sum tells: right where just one of two figures is high.
func TestGrow(t *testing.T) {
	var all []judged
	for i := range 400 {
		a, b := float64(i%2), float64((i/2%3)/2) // of other shares, so that a first question helps a little
		class := 0
		if a != b {
			class = 1
		}
		all = append(all, judged{[]float64{1, a, b, float64(i % 7)}, class, 1, 0})
	}
	weights := []float64{0.5, 0, 0, 0}
	list := grow(all, weights)
	trees, err := model.NewTrees(list, 4)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range all[:6] {
		sum := trees.Sum(x.figures)
		for i, f := range x.figures {
			sum += weights[i] * f
		}
		if p := 1 / (1 + math.Exp(-sum)); (p > 0.5) != (x.class == 1) {
			t.Errorf("%v: %.2f, want %d", x.figures, p, x.class)
		}
	}
	if !slices.Equal(list, grow(all, weights)) {
		t.Error("the same proposals grow other trees")
	}
	if few := grow(all[:100], weights); few != nil {
		t.Errorf("%d numbers of too few proposals", len(few))
	}
}

// TestGrowLight holds that what weighs little is not told apart: one leaf must not stand for a handful of shapes.
func TestGrowLight(t *testing.T) {
	var all []judged
	for i := range 400 {
		class := 0
		if i < 4 {
			class = 1
		}
		all = append(all, judged{[]float64{1, float64(class)}, class, 1, 0})
	}
	if list := grow(all, []float64{-3, 0}); list != nil {
		t.Errorf("four of four hundred were told apart by %d numbers", len(list))
	}
}
