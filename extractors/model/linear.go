// Package model holds learned weights: sparse linear models over hashed features, and
// the file that carries several of them with what they were accepted with.
package model

import (
	"cmp"
	"math"
	"slices"
	"sync/atomic"

	"github.com/factwire/factwire/extractors/internal/hashes"
)

// Scale is how many units of an integer weight make one natural unit of a logit. Weights are
// integers so that sums do not depend on the order of addition or on the machine.
const Scale = 256

// Linear scores the classes of one question by the sum of the weights of its features.
// It is safe for concurrent use.
type Linear struct {
	Classes  []string
	bias     []int32
	features hashes.Index
	// rows has width numbers for each feature, which hold two weights each, or four in units where all are small.
	rows  []uint32
	width int
	unit  int32 // 0: two weights a number; else four, each from -128 to 127 units

	asked atomic.Int32 // how often it has scored
	laid  atomic.Pointer[table]
}

// often is how many times a model scores before its rows are laid out: in a short run that costs more than it saves.
const often = 2000

// Weight is the weights of one feature, one for each class, in units of 1/Scale.
type Weight struct {
	Feature uint32
	Classes []int16
}

// NewLinear builds a model from a bias for each class and weights with distinct features. It sorts the weights by features.
func NewLinear(classes []string, bias []int32, weights []Weight) *Linear {
	slices.SortFunc(weights, func(a, b Weight) int { return cmp.Compare(a.Feature, b.Feature) })
	features := make([]uint32, len(weights))
	for i, w := range weights {
		features[i] = w.Feature
	}
	m := newLinear(classes, bias, len(weights), 0)
	m.features = hashes.New(features)
	for i, w := range weights {
		for c, x := range w.Classes {
			m.rows[i*m.width+c/2] |= uint32(uint16(x)) << (16 * (c & 1))
		}
	}
	return m
}

// newLinear makes room for the weights of so many features, with four weights a number if there is a unit.
func newLinear(classes []string, bias []int32, features int, unit int32) *Linear {
	m := &Linear{Classes: classes, bias: bias, width: (len(classes) + 1) / 2, unit: unit}
	if unit > 0 {
		m.width = (len(classes) + 3) / 4
	}
	m.rows = make([]uint32, features*m.width)
	return m
}

// Size returns the number of features with a weight.
func (m *Linear) Size() int { return m.features.Len() }

// weight returns the weight of class c of the feature of a number.
func (m *Linear) weight(number, c int) int16 {
	row := m.rows[number*m.width:]
	if m.unit > 0 {
		return int16(int8(row[c/4]>>(8*(c&3)))) * int16(m.unit)
	}
	return int16(row[c/2] >> (16 * (c & 1)))
}

// Weights returns the features with their weights in the order of the features.
func (m *Linear) Weights() []Weight {
	out := make([]Weight, 0, m.Size())
	for i, feature := range m.features.All() {
		out = append(out, Weight{feature, m.of(i)})
	}
	return out
}

// of returns the weights of the feature of a number.
func (m *Linear) of(number int) []int16 {
	out := make([]int16, len(m.Classes))
	for c := range out {
		out[c] = m.weight(number, c)
	}
	return out
}

// Bias returns the weight that each class has without any feature. The caller must not change it.
func (m *Linear) Bias() []int32 { return m.bias }

// Of returns the weights of one feature, or nil where it has none.
func (m *Linear) Of(feature uint32) []int16 {
	if i := m.features.Find(feature); i >= 0 {
		return m.of(i)
	}
	return nil
}

// Score adds up the features' weights: out gets one logit for each class, in units of 1/Scale, and
// is returned. It must have room for them.
func (m *Linear) Score(features []uint32, out []int32) []int32 {
	out = append(append(out[:0], m.bias...), 0, 0, 0) // and room for what is left of the last number
	if t := m.laid.Load(); t != nil {
		t.score(m, features, out)
		return out[:len(m.bias)]
	}
	for _, f := range features {
		if i := m.features.Find(f); i >= 0 {
			m.add(m.rows[i*m.width:][:m.width], out)
		}
	}
	if m.packs() && m.asked.Add(1) == often {
		m.laid.Store(m.layOut())
	}
	return out[:len(m.bias)]
}

// add adds the weights of a row to the logits.
func (m *Linear) add(row []uint32, out []int32) {
	if m.unit > 0 {
		for c, quad := range row {
			four := out[4*c : 4*c+4]
			four[0] += int32(int8(quad)) * m.unit
			four[1] += int32(int8(quad>>8)) * m.unit
			four[2] += int32(int8(quad>>16)) * m.unit
			four[3] += int32(int8(quad>>24)) * m.unit
		}
		return
	}
	for c, pair := range row {
		two := out[2*c : 2*c+2]
		two[0] += int32(int16(pair))
		two[1] += int32(int16(pair >> 16))
	}
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
