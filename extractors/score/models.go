package score

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/configs"

	"github.com/factwire/factwire/extractors/internal/feature"
	"github.com/factwire/factwire/extractors/internal/memo"
	"github.com/factwire/factwire/extractors/model"
)

// Models are the weights of one reader, ready to use. It is safe for concurrent use.
type Models struct {
	bundle                           *model.Bundle
	word, trigger, status, role, due *model.Linear
	trees                            map[string]*model.Trees // of whole facts, by kind
	cues                             map[string]bool
	sieve                            memo.Sieve // of cues
}

// The names under which a bundle holds the models and lists that New needs.
const (
	Word    = "word"    // kind or none, by the words around alone: the gate
	Trigger = "trigger" // kind or none
	Status  = "status"
	Role    = "role"
	Due     = "due"  // whether a date is the one by which a duty is to be done
	CueList = "cues" // lemmas that may signal a fact
)

// None is the first class of Word, Trigger, Role and Due: no fact, no role.
const None = "none"

// New makes a bundle ready. It fails where the bundle lacks a model.
func New(b *model.Bundle) (*Models, error) {
	m := &Models{bundle: b, cues: map[string]bool{}, trees: map[string]*model.Trees{}}
	for name, to := range map[string]**model.Linear{Word: &m.word, Trigger: &m.trigger, Status: &m.status, Role: &m.role, Due: &m.due} {
		if *to = b.Models[name]; *to == nil {
			return nil, fmt.Errorf("the model file has no weights for %q: train it anew", name)
		}
	}
	for name, list := range b.Vectors {
		if kind, ok := strings.CutPrefix(name, Trees); ok {
			trees, err := model.NewTrees(list, len(feature.FactNames))
			if err != nil {
				return nil, fmt.Errorf("the model file cannot be used: %w", err)
			}
			m.trees[kind] = trees
		}
	}
	for _, w := range b.Lists[CueList] {
		m.addCue(w)
	}
	return m, nil
}

// Proposer returns models without weights, which propose cues by a list of lemmas and judge nothing: what training needs
// before there are weights.
func Proposer(cues []string) *Models {
	m := &Models{bundle: &model.Bundle{}, cues: map[string]bool{}}
	for _, w := range cues {
		m.addCue(w)
	}
	return m
}

func (m *Models) addCue(lemma string) {
	m.cues[lemma] = true
	m.sieve.Add(lemma)
}

// cue reports whether a lemma may signal a fact.
func (m *Models) cue(lemma string) bool { return m.sieve.May(lemma) && m.cues[lemma] }

// Bundle returns what the models were made of. The caller must not change it.
func (m *Models) Bundle() *model.Bundle { return m.bundle }

func (m *Models) number(name string, without float64) float64 {
	if n, ok := m.bundle.Numbers[name]; ok {
		return n
	}
	return without
}

// Fact is the name before which a bundle holds the weights of whole facts: "fact.ban" has one for each of
// feature.FactNames. Trees is that before which it holds the trees that correct their sum.
const (
	Fact  = "fact."
	Trees = "trees."
)

// Right returns the probability that a proposed fact is right, rounded to thousandths; 1 where the bundle does not judge whole facts.
func (m *Models) Right(v *feature.View, f *feature.Fact) float64 {
	w := m.bundle.Vectors[Fact+f.Kind]
	if len(w) == 0 {
		return 1
	}
	figures := f.Figures(v)
	return Chance(w, figures, m.Corrected(factwire.Kind(f.Kind), figures))
}

// Corrected returns what the trees of a kind add to the weighted sum of figures.
func (m *Models) Corrected(k factwire.Kind, figures []float64) float64 {
	if t := m.trees[string(k)]; t != nil {
		return t.Sum(figures)
	}
	return 0
}

// Chance returns the probability that weights give to figures, to whose sum something is added, rounded to thousandths, by which the last
// bits of a machine's arithmetic do not show. Without weights it is 0.
func Chance(weights, figures []float64, more float64) float64 {
	if len(weights) != len(figures) {
		return 0
	}
	z := more
	for i, x := range figures {
		z += float64(weights[i] * x)
	}
	return math.Round(1000/(1+math.Exp(-z))) / 1000
}

// Calibration is the name before which a bundle holds how confidences in facts of a kind are turned into probabilities: points of a line
// that never falls, each a confidence and a probability, by rising confidence.
const Calibration = "calibration."

// Calibrated returns the probability that a fact of a kind is right in which a reader has some confidence, rounded to hundredths; the confidence
// itself where the bundle does not know better. More confidence never gives less.
func (m *Models) Calibrated(k factwire.Kind, confidence float64) float64 {
	c := m.bundle.Vectors[Calibration+string(k)]
	if len(c) < 4 {
		return confidence
	}
	i := 2
	for i+3 < len(c) && c[i] < confidence {
		i += 2
	}
	part := (confidence - c[i-2]) / max(c[i]-c[i-2], 1e-9)
	p := c[i-1] + float64(min(max(part, 0), 1)*(c[i+1]-c[i-1]))
	return max(math.Round(p*100)/100, leastTold) // what is told is not impossible
}

// leastTold is the least confidence in a fact that is told: without one, JSON would leave it out.
const leastTold = 0.01

// Knows reports whether facts of a kind are learned.
func (m *Models) Knows(k factwire.Kind) bool { return slices.Index(m.trigger.Classes, string(k)) > 0 }

// Least returns the probability from which a word proposes facts.
func (m *Models) Least() float64 { return m.number("least", 0.1) }

// Told returns the least confidence of facts that are told where nobody asks for another.
func (m *Models) Told() float64 { return m.number(TellFrom, 0) }

// TellFrom is the name under which a bundle holds the confidence from which facts are told.
const TellFrom = "tell from"

// Bound returns the probability from which a proposed fact of a kind is told. One that rules tell too has a bound of its own:
// their words are chosen with care, and what they tell is doubted less.
func (m *Models) Bound(k factwire.Kind, rules bool) float64 {
	bound := m.number(BoundName(k, false), 0.4)
	if rules {
		return m.number(BoundName(k, true), bound)
	}
	return bound
}

// shortest is the number of tokens from which on a sentence is not short.
const shortest = 20

// Short returns what is asked beyond the bound of a proposal of models alone in a sentence of so many tokens: the fewer they are, the more, since
// rules read plain sentences well, and what they leave is seldom a fact.
func (m *Models) Short(tokens int) float64 {
	return m.number(ShortName, 0) * max(0, 1-float64(tokens)/shortest)
}

// ShortName is the name under which a bundle holds what Short asks of a sentence without words.
const ShortName = "short"

// BoundName is the name under which a bundle holds the bound of a kind, for what rules tell or for what models alone propose.
func BoundName(k factwire.Kind, rules bool) string {
	if rules {
		return "rules." + string(k)
	}
	return "bound." + string(k)
}

// Load returns the models that the program carries. They are read once.
func Load() (*Models, error) { return load() }

var load = sync.OnceValues(func() (*Models, error) {
	data, err := configs.Model("reader.fwm")
	if err != nil {
		return nil, fmt.Errorf("the bundled model: %w", err)
	}
	b, err := model.DecodeSound(data)
	if err != nil {
		return nil, err
	}
	return New(b)
})

// Decode returns the models of a file. One that is damaged, of another version or without what a reader
// needs is an error.
func Decode(data []byte) (*Models, error) {
	b, err := model.Decode(data)
	if err != nil {
		return nil, err
	}
	return New(b)
}
