package antecedent_test

import (
	"slices"
	"testing"

	"github.com/factwire/factwire/extractors/internal/antecedent"
	"github.com/factwire/factwire/extractors/model"
)

// bundle weighs the nearest and, of the words themselves, those that are expletive.
func bundle(from float64) *model.Bundle {
	b := &model.Bundle{Head: model.Head{Vectors: map[string][]float64{}, Numbers: map[string]float64{antecedent.From + "thing": from}}}
	b.Lists = map[string][]string{antecedent.FigureList: {"unheard of", "nearest"}, antecedent.AloneList: {"expletive"}}
	b.Vectors[antecedent.Weights+"thing"], b.Vectors[antecedent.Nobody+"thing"] = []float64{9, 2}, []float64{4}
	return b
}

func reference(expletive bool) *antecedent.Reference {
	x := &antecedent.Reference{Kind: antecedent.Thing, Candidates: [][]float64{make([]float64, antecedent.Figured), make([]float64, antecedent.Figured)}, Alone: make([]float64, antecedent.AloneFigured)}
	x.Candidates[1][antecedent.Nearest] = 1
	if expletive {
		x.Alone[antecedent.Expletive] = 1
	}
	return x
}

// TestChoose takes the likelier of two candidates, by figures that are found by their names, and nobody below the bound.
func TestChoose(t *testing.T) {
	r := antecedent.New(bundle(0.5))
	if c := r.Choose(reference(false)); c.Best != 1 || c.Second != 0 || c.P != 0.787 || c.SecondP != 0.107 {
		t.Errorf("two candidates, one nearer: %+v, want the second with 0.787 before the first with 0.107", c)
	}
	if c := r.Choose(reference(true)); c.Best != -1 || c.Second != 1 || c.SecondP >= 0.5 {
		t.Errorf("an expletive: %+v, want nobody, and the second likeliest", c)
	}
	if c := r.Choose(&antecedent.Reference{Kind: antecedent.Thing, Alone: make([]float64, antecedent.AloneFigured)}); c.Best != -1 || c.Second != -1 {
		t.Errorf("no candidates: %+v, want nobody", c)
	}
}

// TestBundled holds that the weights which the program carries were taught with all figures that it reads, for all kinds.
func TestBundled(t *testing.T) {
	r, err := antecedent.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range antecedent.Kinds {
		x := reference(false)
		x.Kind = k
		x.Candidates[0][antecedent.Any], x.Candidates[1][antecedent.Any] = 1, 1
		x.Candidates[1][antecedent.Distance] = 3
		if c := r.Choose(x); c.SecondP > 0 && c.P == c.SecondP || c.Second < 0 && c.Best < 0 {
			t.Errorf("%s: near and far are as likely: %+v", k, c)
		}
	}
	names := slices.Concat(antecedent.Figures[:], antecedent.AloneNames[:])
	for i, name := range names {
		if name == "" || slices.Contains(names[:i], name) {
			t.Errorf("figure %d has the name %q, which is empty or another's", i, name)
		}
	}
}
