package train

import (
	"cmp"
	"math"
	"slices"
)

// Told is a fact that a reader told, with what it thought of it.
type Told struct {
	Confidence float64
	Right      bool
}

// leastIsotonic is the number of facts from which their shares of right ones are taken as they are, and block how many a share is measured on at least.
const (
	leastIsotonic = 200
	block         = 40
)

// Calibrate returns the curve that turns confidences into probabilities of being right, as score.Calibrated reads it: points of a line that never
// falls, each a confidence and a probability. Where there are many facts it is an isotonic regression (Ayer et al., 1955) over blocks, else a
// logistic curve (Platt, 1999).
func Calibrate(all []Told) []float64 {
	if len(all) >= leastIsotonic {
		return isotonic(all)
	}
	slope, height := platt(all)
	var out []float64
	for _, x := range []float64{0, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 1} {
		out = append(out, x, thousandth(1/(1+math.Exp(-slope*logOdds(x)-height))))
	}
	return out
}

// isotonic pools neighbouring blocks until their shares of right facts rise with the confidence. A block of any size that has none beside it to be
// pooled with stays.
func isotonic(all []Told) []float64 {
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b Told) int { return cmp.Compare(a.Confidence, b.Confidence) })
	type pool struct{ confidence, right, n float64 }
	var pools []pool
	for i := 0; i < len(all); {
		p := pool{}
		for i < len(all) && (p.n < block || all[i].Confidence == all[i-1].Confidence || len(all)-i < block/2) {
			p.n, p.confidence = p.n+1, p.confidence+all[i].Confidence
			if all[i].Right {
				p.right++
			}
			i++
		}
		pools = append(pools, p)
		for k := len(pools) - 1; k > 0 && pools[k].right/pools[k].n <= pools[k-1].right/pools[k-1].n; k-- {
			a, b := pools[k-1], pools[k]
			pools[k-1] = pool{a.confidence + b.confidence, a.right + b.right, a.n + b.n}
			pools = pools[:k]
		}
	}
	out := []float64{0, 0}
	for _, p := range pools {
		out = append(out, thousandth(p.confidence/p.n), thousandth(p.right/p.n))
	}
	last := out[len(out)-1]
	return append(out, 1, thousandth(last+(1-last)/4)) // a reader that is surer still errs a little less
}

func thousandth(x float64) float64 { return math.Round(x*1000) / 1000 }

// The weights of what is taken for granted of a reader before it is measured: that its confidences are right as they are, as if the curve's slope
// and height had been seen to be so with these precisions.
const (
	slopePull  = 4
	heightPull = 2
)

// platt fits a logistic curve over the confidences' log-odds by Newton's method.
func platt(all []Told) (slope, height float64) {
	slope = 1
	for range 50 {
		gs, gh := slopePull*(slope-1), heightPull*height
		ss, sh, hh := float64(slopePull), 0.0, float64(heightPull)
		for _, t := range all {
			x := logOdds(t.Confidence)
			p := 1 / (1 + math.Exp(-slope*x-height))
			d := p
			if t.Right {
				d--
			}
			v := p * (1 - p)
			gs, gh = gs+d*x, gh+d
			ss, sh, hh = ss+v*x*x, sh+v*x, hh+v
		}
		det := ss*hh - sh*sh
		slope -= (hh*gs - sh*gh) / det
		height -= (ss*gh - sh*gs) / det
	}
	return max(slope, 0.05), height
}

func logOdds(p float64) float64 {
	p = min(max(p, 0.005), 0.995)
	return math.Log(p / (1 - p))
}
