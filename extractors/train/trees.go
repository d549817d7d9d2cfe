package train

import (
	"math"
	"math/rand/v2"
	"slices"

	"github.com/factwire/factwire/extractors/model"
)

// How trees are grown: so many, each of so many levels; a step of each towards what is still told wrong; the pull of a leaf towards 0, in proposals; the share
// of the proposals that each is grown from; the least that must stand on either side of a question; and between how many values of a figure it may be asked.
const (
	treeCount  = 200
	treeDepth  = 4
	treeRate   = 0.05
	treePull   = 10
	treeShare  = 0.6
	treeLeast  = 2.5
	treeValues = 32
)

// grow returns trees, as model.NewTrees reads them, that correct weights of figures: gradient boosting of the logistic loss (Friedman, 2001) from
// what the weights say, with second-order steps. Too few proposals grow none.
func grow(all []judged, weights []float64) []float64 {
	if len(all) < 200 || len(weights) == 0 {
		return nil
	}
	g := newGrower(all, weights)
	list := []float64{treeDepth}
	for range treeCount {
		tree := g.tree()
		if tree == nil {
			break
		}
		list = append(list, tree...)
	}
	if len(list) == 1 {
		return nil
	}
	return list
}

// grower grows trees one after the other.
type grower struct {
	all    []judged
	cuts   [][]int64 // of each figure
	bins   [][]uint8 // of each figure, for each proposal the number of cuts that it reaches
	score  []float64 // of each proposal so far
	random *rand.Rand
	drawn  []int32 // the proposals from which the tree is grown
	leaf   []uint8
	slope  []float64 // how far each is from right, and how fast that changes
	bend   []float64
}

func newGrower(all []judged, weights []float64) *grower {
	n := len(all[0].figures)
	g := &grower{all: all, cuts: make([][]int64, n), bins: make([][]uint8, n), random: rand.New(rand.NewPCG(1, 2)),
		score: make([]float64, len(all)), leaf: make([]uint8, len(all)), slope: make([]float64, len(all)), bend: make([]float64, len(all))}
	values := make([]int64, len(all))
	for k := range n {
		for i, x := range all {
			values[i] = model.Part(x.figures[k])
		}
		g.cuts[k] = cutsOf(values)
		g.bins[k] = make([]uint8, len(all))
		for i, x := range all {
			at, exact := slices.BinarySearch(g.cuts[k], model.Part(x.figures[k]))
			if exact {
				at++
			}
			g.bins[k][i] = uint8(at)
		}
	}
	for i, x := range all {
		for k, f := range x.figures {
			g.score[i] += weights[k] * f
		}
	}
	return g
}

// cutsOf returns values between which about as many of those given lie, none below all of them.
func cutsOf(values []int64) []int64 {
	sorted := slices.Sorted(slices.Values(values))
	var out []int64
	for q := 1; q < treeValues; q++ {
		if c := sorted[len(sorted)*q/treeValues]; c > sorted[0] {
			out = append(out, c)
		}
	}
	return slices.Compact(out)
}

// tree grows the next tree, or returns nil where no question helps.
func (g *grower) tree() []float64 {
	g.drawn = g.drawn[:0]
	for i, x := range g.all {
		g.leaf[i] = 0
		if g.random.Float64() < treeShare {
			p := 1 / (1 + math.Exp(-g.score[i]))
			g.slope[i], g.bend[i] = x.weight*(float64(x.class)-p), x.weight*p*(1-p)
			g.drawn = append(g.drawn, int32(i))
		}
	}
	var list []float64
	figure, cut := -1, 0
	for level := range treeDepth {
		if f, c := g.question(level); f >= 0 {
			figure, cut = f, c
		} else if level == 0 {
			return nil
		} // else the last one is asked again, which parts nothing
		list = append(list, float64(figure), model.Cut(g.cuts[figure][cut]))
		for i, b := range g.bins[figure] {
			g.leaf[i] <<= 1
			if int(b) > cut {
				g.leaf[i] |= 1
			}
		}
	}
	slope, bend := make([]float64, 1<<treeDepth), make([]float64, 1<<treeDepth)
	for _, i := range g.drawn {
		slope[g.leaf[i]] += g.slope[i]
		bend[g.leaf[i]] += g.bend[i]
	}
	answers := make([]float64, 1<<treeDepth)
	for l := range answers {
		answers[l] = math.Round(treeRate*slope[l]/(bend[l]+treePull)*1e4) / 1e4
	}
	for i := range g.all {
		g.score[i] += answers[g.leaf[i]]
	}
	return append(list, answers...)
}

// question returns the figure, and which of its cuts, that parts the leaves of a level best; -1 where none does.
func (g *grower) question(level int) (figure, cut int) {
	figure = -1
	most := 1e-9
	leaves := 1 << level
	slope, bend := make([]float64, leaves*treeValues), make([]float64, leaves*treeValues)
	gain := make([]float64, treeValues)
	for k, cuts := range g.cuts {
		if len(cuts) == 0 {
			continue
		}
		clear(slope)
		clear(bend)
		clear(gain)
		for _, i := range g.drawn {
			at := int(g.leaf[i])*treeValues + int(g.bins[k][i])
			slope[at] += g.slope[i]
			bend[at] += g.bend[i]
		}
		for l := range leaves {
			gains(slope[l*treeValues:(l+1)*treeValues], bend[l*treeValues:(l+1)*treeValues], gain[:len(cuts)])
		}
		for c, x := range gain[:len(cuts)] {
			if x > most {
				most, figure, cut = x, k, c
			}
		}
	}
	return figure, cut
}

// gains adds to each cut how much better two leaves tell than the one that it parts.
func gains(slope, bend, gain []float64) {
	all, allBend := 0.0, 0.0
	for b := range slope {
		all, allBend = all+slope[b], allBend+bend[b]
	}
	worth := func(s, b float64) float64 { return s * s / (b + treePull) }
	no, noBend := 0.0, 0.0
	for c := range gain {
		no, noBend = no+slope[c], noBend+bend[c]
		if noBend >= treeLeast && allBend-noBend >= treeLeast {
			gain[c] += worth(no, noBend) + worth(all-no, allBend-noBend) - worth(all, allBend)
		}
	}
}
