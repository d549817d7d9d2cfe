// Package model holds learned weights: sparse linear models over hashed features, and
// the file that carries several of them with what they were accepted with.
package model

import (
	"cmp"
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
	bias    []int32
	count   int
	// rows is a table by open addressing: size rows of width numbers, of which the first is the feature, 0 for a free row, and
	// the others hold two weights each, or four in units where all are small. A row lies together, since it is memory for which a look-up waits.
	rows  []uint32
	width int
	size  int
	unit  int32 // 0: two weights a number; else four, each from -128 to 127 units
}

// Weight is the weights of one feature, one for each class, in units of 1/Scale.
type Weight struct {
	Feature uint32
	Classes []int16
}

// NewLinear builds a model from a bias for each class and weights with distinct features that are not 0.
func NewLinear(classes []string, bias []int32, weights []Weight) *Linear {
	m := newLinear(classes, bias, len(weights), 0)
	for _, w := range weights {
		m.put(w.Feature, w.Classes)
	}
	return m
}

// newLinear makes room for so many features, with four weights a number if there is a unit.
func newLinear(classes []string, bias []int32, features int, unit int32) *Linear {
	m := &Linear{Classes: classes, bias: bias, width: 1 + (len(classes)+1)/2, size: features*8/5 + 8, unit: unit}
	if unit > 0 {
		m.width = 1 + (len(classes)+3)/4
	}
	m.rows = make([]uint32, m.size*m.width)
	return m
}

// put adds a feature to a table of two weights a number.
func (m *Linear) put(feature uint32, weights []int16) {
	row := m.row(feature)
	if row[0] == 0 {
		m.count++
	}
	row[0] = feature
	for c, w := range weights {
		row[1+c/2] |= uint32(uint16(w)) << (16 * (c & 1))
	}
}

// home is the number of the row at which the search for a feature begins. It grows with the feature, which is a hash: features
// that come in order, as from a file, fill the table from one end to the other.
func (m *Linear) home(feature uint32) int {
	return int(uint64(feature) * uint64(m.size) >> 32)
}

// row returns the row of a feature, or the free one where it would stand.
func (m *Linear) row(feature uint32) []uint32 {
	at := m.place(feature)
	return m.rows[at : at+m.width]
}

// place is where that row begins.
func (m *Linear) place(feature uint32) int {
	at := m.home(feature) * m.width
	for m.rows[at] != 0 && m.rows[at] != feature {
		if at += m.width; at == len(m.rows) {
			at = 0
		}
	}
	return at
}

// weight returns the weight of class c in a row.
func (m *Linear) weight(row []uint32, c int) int16 {
	if m.unit > 0 {
		return int16(int8(row[1+c/4]>>(8*(c&3)))) * int16(m.unit)
	}
	return int16(row[1+c/2] >> (16 * (c & 1)))
}

// Size returns the number of features with a weight.
func (m *Linear) Size() int { return m.count }

// Weights returns the features with their weights in the order of the features.
func (m *Linear) Weights() []Weight {
	var out []Weight
	for at := 0; at < len(m.rows); at += m.width {
		if f := m.rows[at]; f != 0 {
			out = append(out, Weight{f, m.Of(f)})
		}
	}
	slices.SortFunc(out, func(a, b Weight) int { return cmp.Compare(a.Feature, b.Feature) })
	return out
}

// Bias returns the weight that each class has without any feature. The caller must not change it.
func (m *Linear) Bias() []int32 { return m.bias }

// Of returns the weights of one feature, or nil where it has none.
func (m *Linear) Of(feature uint32) []int16 {
	row := m.row(feature)
	if row[0] == 0 {
		return nil
	}
	out := make([]int16, len(m.Classes))
	for c := range out {
		out[c] = m.weight(row, c)
	}
	return out
}

// Score adds up the features' weights: out gets one logit for each class, in units of 1/Scale, and
// is returned. It must have room for them.
func (m *Linear) Score(features []uint32, out []int32) []int32 {
	out = append(append(out[:0], m.bias...), 0, 0, 0) // and room for what is left of the last number
	var near uint32
	for _, f := range features {
		near |= m.rows[m.home(f)*m.width] // asks the memory for all rows, so that the sums below wait for one of them alone
	}
	if near == 0 {
		return out[:len(m.bias)] // no feature is at home
	}
	for _, f := range features {
		row := m.row(f)
		if row[0] == 0 {
			continue
		}
		if m.unit > 0 {
			for c, quad := range row[1:] {
				four := out[4*c : 4*c+4]
				four[0] += int32(int8(quad)) * m.unit
				four[1] += int32(int8(quad>>8)) * m.unit
				four[2] += int32(int8(quad>>16)) * m.unit
				four[3] += int32(int8(quad>>24)) * m.unit
			}
			continue
		}
		for c, pair := range row[1:] {
			two := out[2*c : 2*c+2]
			two[0] += int32(int16(pair))
			two[1] += int32(int16(pair >> 16))
		}
	}
	return out[:len(m.bias)]
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
