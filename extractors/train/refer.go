package train

import (
	"fmt"
	"io"
	"math"
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors"
	"github.com/factwire/factwire/extractors/internal/antecedent"
	"github.com/factwire/factwire/extractors/model"
)

// ReferenceSources are the files and folders in which it is marked whom words mean that name nobody. Empty ones are left out.
type ReferenceSources struct {
	Sentences, Articles, Shapes string
	Treebank                    string   // a folder of CoNLL-U files with GUM's coreference
	Genres                      []string // which of them, by a part of their names
	Read                        func(path string) (factwire.Article, error)
	Without                     func(fold int) bool // folds of the sentences that are left out
}

// referenceFolds is into how many parts references are parted, each of which is read by weights that the others taught.
const referenceFolds = 4

// References learns whom words mean that name nobody. It prints, for each kind and by weights that were not taught with what they read, how many
// references there are, of how many somebody who is named before is meant, for how many somebody is taken and how often that is right; and takes
// for each kind the middle of the bounds at which the gain is nearly the greatest.
func References(w io.Writer, e *extractors.Engine, from ReferenceSources) (*model.Bundle, error) {
	var all []referring
	gather := func(texts []chained, err error, news bool) error {
		for i := range texts {
			all = append(all, references(e, &texts[i], news)...)
		}
		return err
	}
	if from.Sentences != "" {
		texts, err := markedReferences(from.Sentences)
		texts = slices.DeleteFunc(texts, func(c chained) bool { return from.Without(c.fold) })
		if err := gather(texts, err, true); err != nil {
			return nil, err
		}
	}
	if from.Articles != "" {
		texts, err := markedArticles(from.Articles, referenceFolds, from.Read)
		if err := gather(texts, err, true); err != nil {
			return nil, err
		}
	}
	if from.Shapes != "" {
		texts, err := shapeReferences(from.Shapes, referenceFolds)
		if err := gather(texts, err, false); err != nil {
			return nil, err
		}
	}
	if from.Treebank != "" {
		texts, err := treebank(from.Treebank, from.Genres, referenceFolds)
		if err := gather(texts, err, false); err != nil {
			return nil, err
		}
	}
	b := learnReferences(all)
	for k, bound := range chooseBounds(w, all) {
		b.Numbers[antecedent.From+string(k)] = bound
	}
	return b, nil
}

// chooseBounds reads each part by weights that the others taught and returns the probability from which on somebody is taken to be meant.
func chooseBounds(w io.Writer, all []referring) map[antecedent.Kind]float64 {
	const bounds = 15
	type tally struct{ taken, right [bounds]int }
	at := func(i int) float64 { return float64(i) / 20 }
	of := map[antecedent.Kind]*tally{}
	count := map[antecedent.Kind][2]int{}
	for _, k := range antecedent.Kinds {
		of[k] = &tally{}
	}
	for fold := range referenceFolds {
		var taught []referring
		for _, x := range all {
			if x.fold != fold {
				taught = append(taught, x)
			}
		}
		r := antecedent.New(learnReferences(taught))
		for i := range all {
			x := &all[i]
			if x.fold != fold {
				continue
			}
			n := count[x.Kind]
			n[0]++
			if x.meant() {
				n[1]++
			}
			count[x.Kind] = n
			c := r.Choose(&x.Reference)
			for b := range bounds {
				if c.Best >= 0 && c.P >= at(b) {
					of[x.Kind].taken[b]++
					if x.right[c.Best] {
						of[x.Kind].right[b]++
					}
				}
			}
		}
	}
	out := map[antecedent.Kind]float64{}
	for _, k := range antecedent.Kinds {
		t := of[k]
		most := 0.0
		for b := range bounds {
			most = max(most, gain(t.right[b], t.taken[b]))
		}
		low, high := bounds, 0 // the bounds between which the gain is nearly the greatest
		for b := range bounds {
			if gain(t.right[b], t.taken[b]) >= nearly*most {
				low, high = min(low, b), b
			}
		}
		best := (low + high) / 2
		out[k] = at(best)
		fmt.Fprintf(w, "%-8s %4d references, %4d to somebody named: %4d taken, %4d right, P %.3f R %.3f from %.2f on\n", k, count[k][0], count[k][1], t.taken[best], t.right[best],
			float64(t.right[best])/float64(max(1, t.taken[best])), float64(t.right[best])/float64(max(1, count[k][1])), at(best))
	}
	return out
}

// gain is by how many more are right than wrong, of those for whom somebody is taken.
func gain(right, taken int) float64 { return float64(2*right - taken) }

// nearly is the part of the greatest gain that cannot be told from it.
const nearly = 0.95

// How references are learned: rounds over all of them, the size of a first step, what squares of weights cost, how much more those of a
// kind alone, and what one of the news counts, since it is the news that is read. All were chosen by reading one part by the others.
const (
	referenceRounds  = 40
	referenceStep    = 0.1
	referencePenalty = 10
	referenceOwn     = 5
	referenceNews    = 3
)

// learned are weights of candidates and of nobody, one behind the other, with the sums of the squares of their steps.
type learned struct{ weights, squares []float64 }

// learnReferences fits weights by gradient steps of a size of their own for each weight (AdaGrad; Duchi, Hazan and Singer, 2011). The
// weights of a kind are those of all kinds and its own added up (Daumé, 2007), since some kinds are rare.
func learnReferences(all []referring) *model.Bundle {
	const size = antecedent.Figured + antecedent.AloneFigured
	parts := map[antecedent.Kind]*learned{}
	for _, k := range append([]antecedent.Kind{""}, antecedent.Kinds...) {
		parts[k] = &learned{make([]float64, size), make([]float64, size)}
	}
	sum := make([]float64, size)
	add := func(k antecedent.Kind) {
		for i := range sum {
			sum[i] = parts[""].weights[i] + parts[k].weights[i]
		}
	}
	gradient := make([]float64, size)
	for range referenceRounds {
		for i := range all {
			x := &all[i]
			add(x.Kind)
			x.gradient(gradient, sum)
			for n, p := range []*learned{parts[""], parts[x.Kind]} {
				penalty := []float64{referencePenalty, referenceOwn * referencePenalty}[n] / float64(len(all))
				for j := range gradient {
					g := gradient[j] - float64(penalty*p.weights[j])
					if g != 0 {
						p.squares[j] += float64(g * g)
						p.weights[j] += float64(referenceStep * g / math.Sqrt(p.squares[j]+1e-8))
					}
				}
			}
		}
	}
	b := &model.Bundle{Head: model.Head{Vectors: map[string][]float64{}, Numbers: map[string]float64{}, Lists: map[string][]string{
		antecedent.FigureList: antecedent.Figures[:], antecedent.AloneList: antecedent.AloneNames[:]}}}
	for _, k := range antecedent.Kinds {
		add(k)
		rounded := make([]float64, size)
		for i := range rounded {
			rounded[i] = math.Round(sum[i]*1000) / 1000
		}
		b.Vectors[antecedent.Weights+string(k)], b.Vectors[antecedent.Nobody+string(k)] = rounded[:antecedent.Figured], rounded[antecedent.Figured:]
	}
	return b
}

// gradient is that of the logarithm of the probability of whom a reference means, all of those who are right together, or nobody.
func (x *referring) gradient(to, weights []float64) {
	clear(to)
	p := antecedent.Chances(weights[:antecedent.Figured], weights[antecedent.Figured:], &x.Reference)
	right := 0.0
	for i, r := range x.right {
		if r {
			right += p[i]
		}
	}
	weight := 1.0
	if x.news {
		weight = referenceNews
	}
	step := func(to, figures []float64, p float64, isRight bool) {
		d := -p
		switch {
		case isRight && right > 0:
			d += p / right
		case isRight:
			d++
		}
		for j, f := range figures {
			to[j] += float64(weight * d * f)
		}
	}
	for i, figures := range x.Candidates {
		step(to[:antecedent.Figured], figures, p[i], x.right[i])
	}
	step(to[antecedent.Figured:], x.Alone, p[len(p)-1], !x.meant())
}
