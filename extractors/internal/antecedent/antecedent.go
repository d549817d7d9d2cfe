// Package antecedent ranks those whom words may mean that name nobody: "it", "the country", "they".
//
// Who may be meant is proposed by the caller, by hard limits of number, sex and class. The weights of a linear model, learned
// from marked news and from the coreference of a treebank, tell how likely each one is, and how likely it is that none of them is
// meant: a softmax over both, as in the mention-ranking models of Denis and Baldridge (2008).
package antecedent

import (
	"fmt"
	"math"
	"slices"
	"sync"

	"github.com/factwire/factwire/configs"
	"github.com/factwire/factwire/extractors/model"
)

// Kind is a sort of words that name nobody. Each has weights of its own.
type Kind string

// The kinds of references.
const (
	Thing   Kind = "thing"   // "it", "its"
	Land    Kind = "land"    // "the country"
	Several Kind = "several" // "they"
)

// Kinds are all kinds, in a fixed order.
var Kinds = []Kind{Thing, Land, Several}

// Reference is what words may mean: the figures of each candidate (see Figures), nearest first, and those that tell of the
// words themselves (see AloneNames), by which nobody is meant.
type Reference struct {
	Kind       Kind
	Candidates [][]float64
	Alone      []float64
}

// Choice is whom words mean. Best and Second are indexes of candidates, -1 for nobody.
type Choice struct {
	Best, Second int
	P, SecondP   float64 // rounded to thousandths
}

// Ranker ranks by learned weights. It is safe for concurrent use. One without weights finds nobody.
type Ranker struct {
	weights, alone map[Kind][]float64
	from           map[Kind]float64
}

// The names under which a bundle holds the lists of figures and, before a kind, its weights and the probability from which on
// somebody is taken to be meant.
const (
	FigureList = "figures"
	AloneList  = "alone"
	Weights    = "weights."
	Nobody     = "nobody."
	From       = "from."
)

// New makes the weights of a bundle ready. Figures that it does not know weigh nothing.
func New(b *model.Bundle) *Ranker {
	r := &Ranker{weights: map[Kind][]float64{}, alone: map[Kind][]float64{}, from: map[Kind]float64{}}
	for _, k := range Kinds {
		r.weights[k] = ordered(b.Vectors[Weights+string(k)], b.Lists[FigureList], Figures[:])
		r.alone[k] = ordered(b.Vectors[Nobody+string(k)], b.Lists[AloneList], AloneNames[:])
		r.from[k] = b.Numbers[From+string(k)]
	}
	return r
}

// ordered returns the weights, which stand in the order of some names, in the order of others.
func ordered(weights []float64, have, want []string) []float64 {
	out := make([]float64, len(want))
	for i, name := range want {
		if k := slices.Index(have, name); k >= 0 && k < len(weights) {
			out[i] = weights[k]
		}
	}
	return out
}

// Load returns the ranker with the weights that the program carries. They are read once.
func Load() (*Ranker, error) { return load() }

var load = sync.OnceValues(func() (*Ranker, error) {
	data, err := configs.Model("references.fwm")
	if err != nil {
		return nil, fmt.Errorf("references: %w", err)
	}
	b, err := model.DecodeSound(data)
	if err != nil {
		return nil, fmt.Errorf("references: %w", err)
	}
	return New(b), nil
})

// Choose returns whom a reference means: nobody where the likeliest is less likely than asked for.
func (r *Ranker) Choose(x *Reference) Choice {
	c := Choice{Best: -1, Second: -1}
	w := r.weights[x.Kind]
	if len(x.Candidates) == 0 {
		return c
	}
	p := Chances(w, r.alone[x.Kind], x)
	for i, q := range p[:len(x.Candidates)] {
		switch q = math.Round(1000*q) / 1000; {
		case c.Best < 0 || q > c.P:
			c.Second, c.SecondP = c.Best, c.P
			c.Best, c.P = i, q
		case c.Second < 0 || q > c.SecondP:
			c.Second, c.SecondP = i, q
		}
	}
	if c.P < r.from[x.Kind] {
		return Choice{Best: -1, Second: c.Best, SecondP: c.P}
	}
	return c
}

// Chances returns the probability of each candidate and, last, that nobody is meant; they add up to 1.
func Chances(weights, alone []float64, x *Reference) []float64 {
	p := make([]float64, len(x.Candidates)+1)
	most := dot(alone, x.Alone)
	p[len(x.Candidates)] = most
	for i, f := range x.Candidates {
		p[i] = dot(weights, f)
		most = max(most, p[i])
	}
	sum := 0.0
	for i := range p {
		p[i] = math.Exp(p[i] - most)
		sum += p[i]
	}
	for i := range p {
		p[i] /= sum
	}
	return p
}

// dot rounds each product, so that all machines give the same sum.
func dot(w, f []float64) float64 {
	z := 0.0
	for i, x := range f {
		z += float64(w[i] * x)
	}
	return z
}
