// Package model holds learned weights: sparse linear models over hashed features, and
// the file that carries several of them with what they were accepted with.
package model

import (
	"math"
	"slices"
)

// Scale is how many units of an integer weight make one natural unit of a logit. Weights are
// integers so that sums do not depend on the order of addition or on the machine.
const Scale = 256

// Linear scores the classes of one question by the sum of the weights of its features.
// It is safe for concurrent use.
type Linear struct {
	Classes []string
	keys    []uint32 // open addressing: 0 is a free place
	weights []int16  // len(keys) rows of len(Classes)
	bias    []int32
	count   int
}

// Weight is the weights of one feature, one for each class, in units of 1/Scale.
type Weight struct {
	Feature uint32
	Classes []int16
}

// NewLinear builds a model from a bias for each class and weights with distinct features that are not 0.
func NewLinear(classes []string, bias []int32, weights []Weight) *Linear {
	size := 8
	for size < len(weights)*3/2 {
		size *= 2
	}
	n := len(classes)
	m := &Linear{Classes: classes, bias: bias, keys: make([]uint32, size), weights: make([]int16, size*n), count: len(weights)}
	for _, w := range weights {
		i := m.place(w.Feature)
		m.keys[i] = w.Feature
		copy(m.weights[i*n:(i+1)*n], w.Classes)
	}
	return m
}

// place returns where a feature stands, or the free place where it would.
func (m *Linear) place(feature uint32) int {
	mask := uint32(len(m.keys) - 1)
	i := (feature * 2654435769) >> 7 & mask
	for m.keys[i] != 0 && m.keys[i] != feature {
		i = (i + 1) & mask
	}
	return int(i)
}

// Size returns the number of features with a weight.
func (m *Linear) Size() int { return m.count }

// Weights returns the features with their weights in the order of the features. The caller owns the slice, not the rows.
func (m *Linear) Weights() []Weight {
	var out []Weight
	n := len(m.Classes)
	for i, k := range m.keys {
		if k != 0 {
			out = append(out, Weight{k, m.weights[i*n : (i+1)*n]})
		}
	}
	slices.SortFunc(out, func(a, b Weight) int {
		switch {
		case a.Feature < b.Feature:
			return -1
		case a.Feature > b.Feature:
			return 1
		}
		return 0
	})
	return out
}

// Bias returns the weight that each class has without any feature. The caller must not change it.
func (m *Linear) Bias() []int32 { return m.bias }

// Of returns the weights of one feature, or nil where it has none. The caller must not change them.
func (m *Linear) Of(feature uint32) []int16 {
	n := len(m.Classes)
	if i := m.place(feature); m.keys[i] != 0 {
		return m.weights[i*n : (i+1)*n]
	}
	return nil
}

// Score adds up the features' weights: out gets one logit for each class, in units of 1/Scale, and
// is returned. It must have room for them.
func (m *Linear) Score(features []uint32, out []int32) []int32 {
	n := len(m.Classes)
	out = append(out[:0], m.bias...)
	for _, f := range features {
		i := m.place(f)
		if m.keys[i] == 0 {
			continue
		}
		for c, w := range m.weights[i*n : (i+1)*n] {
			out[c] += int32(w)
		}
	}
	return out
}

// Softmax turns logits into probabilities, rounded to a thousandth of a thousandth so that the last
// bits of a machine's arithmetic do not show. Out must have room for them.
func Softmax(logits []int32, out []float64) []float64 {
	out = out[:0]
	top := slices.Max(logits)
	sum := 0.0
	for _, l := range logits {
		e := math.Exp(float64(l-top) / Scale)
		sum += e
		out = append(out, e)
	}
	for i := range out {
		out[i] = math.Round(out[i]/sum*1e6) / 1e6
	}
	return out
}
