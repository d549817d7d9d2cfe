// Package train learns a reader's weights from marked text and measures them. Nothing that reads articles
// imports it.
package train

import (
	"math"
	"math/rand/v2"
	"slices"

	"github.com/factwire/factwire/extractors/model"
)

// instance is one question with its answer.
type instance struct {
	features []uint32
	class    int
	weight   float32
}

// settings are how a linear model is fitted.
type settings struct {
	Epochs int
	Rate   float64
	Decay  float64 // pull towards 0 of each touched weight
	Least  int     // a feature of fewer instances gets no weight
	Prune  float64 // smaller weights are dropped
}

var fitting = settings{Epochs: 8, Rate: 0.02, Decay: 2e-6, Least: 2, Prune: 0.06}

// averaged is the number of epochs, the last ones, after which the weights are averaged.
const averaged = 4

// fit learns a multinomial logistic regression by AdaGrad (Duchi et al., 2011), in an order that a fixed
// seed shuffles, so that the same instances give the same weights.
func fit(classes []string, all []instance, set settings) *model.Linear {
	index := map[uint32]int32{}
	count := map[uint32]int32{}
	for _, x := range all {
		for _, f := range x.features {
			count[f]++
		}
	}
	for _, x := range all {
		for _, f := range x.features {
			if count[f] >= int32(set.Least) {
				if _, ok := index[f]; !ok {
					index[f] = int32(len(index))
				}
			}
		}
	}
	n := len(classes)
	w := make([]float32, (len(index)+1)*n) // the last row is the bias
	g := make([]float32, len(w))
	rows := make([][]int32, len(all))
	for i, x := range all {
		row := make([]int32, 0, len(x.features)+1)
		for _, f := range x.features {
			if k, ok := index[f]; ok {
				row = append(row, k)
			}
		}
		slices.Sort(row)
		rows[i] = append(slices.Compact(row), int32(len(index)))
	}
	rng := rand.New(rand.NewPCG(1, 2))
	order := rng.Perm(len(all))
	p := make([]float64, n)
	sum := make([]float32, len(w)) // of the weights after each of the last epochs, whose mean depends less on the order
	for epoch := range set.Epochs {
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			x := all[i]
			for c := range p {
				p[c] = 0
			}
			for _, k := range rows[i] {
				for c := range p {
					p[c] += float64(w[int(k)*n+c])
				}
			}
			softmax(p)
			for c := range p {
				grad := p[c]
				if c == x.class {
					grad--
				}
				grad *= float64(x.weight)
				if math.Abs(grad) < 1e-4 {
					continue
				}
				for _, k := range rows[i] {
					j := int(k)*n + c
					gr := float32(grad) + float32(set.Decay)*w[j]
					g[j] += gr * gr
					w[j] -= float32(set.Rate) * gr / (float32(math.Sqrt(float64(g[j]))) + 1e-3)
				}
			}
		}
		if epoch >= set.Epochs-averaged {
			for j, x := range w {
				sum[j] += x / averaged
			}
		}
	}
	return freeze(classes, index, sum, set.Prune)
}

func softmax(p []float64) {
	top := slices.Max(p)
	sum := 0.0
	for i := range p {
		p[i] = math.Exp(p[i] - top)
		sum += p[i]
	}
	for i := range p {
		p[i] /= sum
	}
}

// freeze turns weights into integers and drops the small ones.
func freeze(classes []string, index map[uint32]int32, w []float32, prune float64) *model.Linear {
	n := len(classes)
	// the last two bits of a weight tell nothing and would take room in the file
	quant := func(x float32) int {
		return int(math.Round(float64(x)*model.Scale/4)) * 4
	}
	var rows []model.Weight
	for f, k := range index {
		row := make([]int16, n)
		keep := false
		for c := range row {
			x := w[int(k)*n+c]
			row[c] = int16(min(max(quant(x), math.MinInt16), math.MaxInt16-3))
			keep = keep || math.Abs(float64(x)) >= prune
		}
		if keep {
			rows = append(rows, model.Weight{Feature: f, Classes: row})
		}
	}
	slices.SortFunc(rows, func(a, b model.Weight) int {
		if a.Feature < b.Feature {
			return -1
		}
		return 1
	})
	bias := make([]int32, n)
	for c := range bias {
		bias[c] = int32(quant(w[len(index)*n+c]))
	}
	return model.NewLinear(classes, bias, rows)
}

// judged is a proposal by its figures, with 1 where it is right.
type judged struct {
	figures []float64
	class   int
	weight  float64
	start   float64 // what is added to the weighted sum of its figures
}

// fitFigures learns a logistic regression by gradient descent over all instances at once, each figure scaled by its spread, with a
// small pull towards 0; or with a pull that counts as so many instances towards the weights from which it starts.
func fitFigures(all []judged, from []float64, like float64) []float64 {
	if len(all) == 0 {
		return nil
	}
	n := len(all[0].figures)
	scale := make([]float64, n)
	for _, x := range all {
		for i, f := range x.figures {
			scale[i] += f * f
		}
	}
	for i := range scale {
		scale[i] = math.Sqrt(scale[i]/float64(len(all))) + 1e-6
	}
	w, g, seen, prior := make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n)
	const rounds, rate = 400, 0.3
	pull := 1e-3
	if len(from) == n {
		pull = like / float64(len(all))
		for i := range w {
			prior[i] = from[i] * scale[i]
			w[i] = prior[i]
		}
	}
	for range rounds {
		clear(g)
		for _, x := range all {
			z := x.start
			for i, f := range x.figures {
				z += w[i] * f / scale[i]
			}
			d := x.weight * (1/(1+math.Exp(-z)) - float64(x.class))
			for i, f := range x.figures {
				g[i] += d * f / scale[i]
			}
		}
		for i := range w {
			gr := g[i]/float64(len(all)) + pull*(w[i]-prior[i])
			seen[i] += gr * gr
			w[i] -= rate * gr / (math.Sqrt(seen[i]) + 1e-6)
		}
	}
	for i := range w {
		w[i] = math.Round(w[i]/scale[i]*1e4) / 1e4
	}
	return w
}
