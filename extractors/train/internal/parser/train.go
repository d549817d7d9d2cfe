package main

import (
	"math/rand/v2"

	"github.com/factwire/factwire/extractors/internal/linear"
	"github.com/factwire/factwire/extractors/internal/parse"
	"github.com/factwire/factwire/extractors/internal/transition"
	"github.com/factwire/factwire/extractors/train/internal/perceptron"
)

// trainer learns transitions and labels.
type trainer struct {
	set    settings
	random *rand.Rand
	states *perceptron.Table
	arcs   *perceptron.Table
}

func newTrainer(set settings) *trainer {
	return &trainer{
		set: set, random: rand.New(rand.NewPCG(1, 2)),
		states: perceptron.New(transition.Transitions, set.rare), arcs: perceptron.New(len(parse.Labels()), set.rare),
	}
}

// pass runs over all sentences once, in an order of its own.
func (t *trainer) pass(sentences []sentence, pass int) {
	order := t.random.Perm(len(sentences))
	var s transition.State
	if pass == 0 {
		for _, i := range order {
			t.count(&s, &sentences[i])
		}
	}
	for _, i := range order {
		t.sentence(&s, &sentences[i], pass)
	}
}

// count counts the features on the way to the gold tree.
func (t *trainer) count(s *transition.State, x *sentence) {
	var view [transition.StateFeatures]uint64
	var arc [transition.ArcFeatures]uint64
	s.Reset(x.words)
	for {
		if _, any := s.Legal(); !any {
			return
		}
		best := cheapest(s.Costs(x.head))
		s.View(&view)
		t.states.See(view[:])
		if best == transition.Shift {
			s.Shift()
			continue
		}
		head, child := s.Arc(best)
		s.ViewArc(head, child, &arc)
		t.arcs.See(arc[:])
		s.Attach(head, child, x.label[child])
	}
}

func cheapest(costs [transition.Transitions]int) int {
	best := -1
	for c, cost := range costs {
		if cost >= 0 && (best < 0 || cost < costs[best]) {
			best = c
		}
	}
	return best
}

func possible(costs [transition.Transitions]int) int {
	n := 0
	for _, c := range costs {
		if c >= 0 {
			n++
		}
	}
	return n
}

// sentence parses a sentence as far as it is known how, and learns from what goes wrong.
func (t *trainer) sentence(s *transition.State, x *sentence, pass int) {
	s.Reset(x.words)
	for {
		if _, any := s.Legal(); !any {
			return
		}
		costs := s.Costs(x.head)
		next := cheapest(costs)
		if possible(costs) > 1 {
			next = t.transition(s, costs, pass)
		}
		if next == transition.Shift {
			s.Shift()
			continue
		}
		head, child := s.Arc(next)
		s.Attach(head, child, t.label(s, x, head, child))
	}
}

// transition chooses a transition, learns if it costs more than need be, and returns which to follow.
func (t *trainer) transition(s *transition.State, costs [transition.Transitions]int, pass int) int {
	var view [transition.StateFeatures]uint64
	var scores [transition.Transitions]float32
	s.View(&view)
	t.states.Score(view[:], scores[:])
	least := costs[cheapest(costs)]
	guess, right := -1, -1
	for c, cost := range costs {
		if cost < 0 {
			continue
		}
		if guess < 0 || scores[c] > scores[guess] {
			guess = c
		}
		if cost == least && (right < 0 || scores[c] > scores[right]) {
			right = c
		}
	}
	t.states.Clock++
	if costs[guess] == least {
		return guess
	}
	t.states.Learn(view[:], right, guess)
	if pass == 0 || t.random.Float64() >= t.set.explore {
		return right
	}
	return guess
}

// label chooses an arc's label, and learns from it where the arc is right.
func (t *trainer) label(s *transition.State, x *sentence, head, child int32) uint8 {
	var arc [transition.ArcFeatures]uint64
	var scores [linear.MaxClasses]float32
	n := len(parse.Labels())
	s.ViewArc(head, child, &arc)
	t.arcs.Score(arc[:], scores[:n])
	t.arcs.Clock++
	best := 0
	for c := range n {
		if scores[c] > scores[best] {
			best = c
		}
	}
	if right := int(x.label[child]); head == x.head[child] && best != right {
		t.arcs.Learn(arc[:], right, best)
	}
	return uint8(best)
}

// weights returns the averaged weights of the features that weigh most, as whole numbers.
func (t *trainer) weights() transition.Weights {
	w := transition.Weights{States: map[uint64][2]int8{}, Arcs: map[uint64][]linear.Weight{}}
	rows, top := t.states.Heaviest(t.set.states, func(r []float64) {
		r[transition.Left] -= r[transition.Shift]
		r[transition.Right] -= r[transition.Shift]
		r[transition.Shift] = 0
	})
	for _, r := range rows {
		v := [2]int8{perceptron.Whole(r.Weights[transition.Left] / top), perceptron.Whole(r.Weights[transition.Right] / top)}
		if v != [2]int8{} {
			w.States[r.Hash] = v
		}
	}
	rows, top = t.arcs.Heaviest(t.set.arcs, nil)
	for _, r := range rows {
		if list := perceptron.Sparse(r.Weights, top); list != nil {
			w.Arcs[r.Hash] = list
		}
	}
	return w
}
