package transition

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/factwire/factwire/extractors/internal/linear"
)

// randomTree returns a random projective tree over n words.
func randomTree(r *rand.Rand, n int) []int32 {
	head := make([]int32, n)
	var build func(lo, hi int, parent int32)
	build = func(lo, hi int, parent int32) {
		for lo < hi {
			end := lo + 1 + r.IntN(hi-lo)
			if parent == None {
				end = hi
			}
			top := lo + r.IntN(end-lo)
			head[top] = parent
			build(lo, top, int32(top))
			build(top+1, end, int32(top))
			lo = end
		}
	}
	build(0, n, None)
	return head
}

func clone(s *State) *State {
	c := *s
	c.Head = append([]int32(nil), s.Head...)
	c.Label = append([]uint8(nil), s.Label...)
	c.nodes = append([]node(nil), s.nodes...)
	c.stack = append([]int32(nil), s.stack...)
	return &c
}

func step(s *State, transition int) {
	if transition == Shift {
		s.Shift()
		return
	}
	head, child := s.Arc(transition)
	s.Attach(head, child, 1)
}

// fewestWrong tries everything and returns how many heads are wrong at the best end.
func fewestWrong(s *State, gold []int32) int {
	legal, any := s.Legal()
	if !any {
		wrong := 0
		for i, h := range s.Head {
			if h != gold[i] {
				wrong++
			}
		}
		return wrong
	}
	best := len(gold) + 1
	for t, ok := range legal {
		if ok {
			c := clone(s)
			step(c, t)
			best = min(best, fewestWrong(c, gold))
		}
	}
	return best
}

// The costs say which transitions lose nothing more: compared with trying everything, from any state.
func TestCosts(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 60 {
		n := 2 + r.IntN(4)
		gold := randomTree(r, n)
		var s State
		s.Reset(make([]Word, n))
		for {
			legal, any := s.Legal()
			if !any {
				break
			}
			before := fewestWrong(&s, gold)
			costs := s.Costs(gold)
			var possible []int
			for tr, ok := range legal {
				if !ok {
					if costs[tr] != -1 {
						t.Fatalf("transition %d is impossible and costs %d", tr, costs[tr])
					}
					continue
				}
				possible = append(possible, tr)
				c := clone(&s)
				step(c, tr)
				if got, want := costs[tr] == 0, fewestWrong(c, gold) == before; got != want {
					t.Fatalf("tree %v, stack %v, next %d: transition %d costs %d; trying everything says free: %v", gold, s.stack, s.next, tr, costs[tr], want)
				}
			}
			step(&s, possible[r.IntN(len(possible))])
		}
	}
}

// Each template has a place, and none is as another.
func TestViews(t *testing.T) {
	words := make([]Word, 6)
	for i, w := range strings.Fields("Nadia Brandt signed a new accord") {
		View(&words[i], w, []string{"NNP", "NNP", "VBD", "DT", "JJ", "NN"}[i], none{})
	}
	var s State
	s.Reset(words)
	s.Shift()
	s.Attach(1, 0, 3)
	s.Shift()
	s.Shift()
	var view [StateFeatures]uint64
	var arc [ArcFeatures]uint64
	s.View(&view)
	s.ViewArc(2, 1, &arc)
	seen := map[uint64]bool{0: true}
	for i, h := range append(view[:], arc[:]...) {
		if seen[h] {
			t.Errorf("feature %d is 0 or stands twice", i)
		}
		seen[h] = true
	}
	other := arc
	s.ViewArc(1, 2, &other)
	for i := range arc {
		if arc[i] == other[i] {
			t.Errorf("feature %d of an arc does not see its direction", i)
		}
	}
}

type none struct{}

func (none) ByHash(uint64) uint16 { return 0 }
func (none) Coarse(uint16) uint8  { return 0 }

func TestModel(t *testing.T) {
	var s State
	words := make([]Word, 2)
	View(&words[0], "Ministers", "NNS", none{})
	View(&words[1], "met", "VBD", none{})
	var view [StateFeatures]uint64
	var arc [ArcFeatures]uint64
	s.Reset(words)
	s.Shift()
	s.View(&view)
	s.ViewArc(1, 0, &arc)
	labels := []string{"root", "subject", "object"}
	w := Weights{
		States: map[uint64][2]int8{view[3]: {5, -7}, view[8]: {-3, 9}, 99: {100, 100}},
		Arcs:   map[uint64][]linear.Weight{arc[2]: {{Class: 1, Weight: -3}, {Class: 2, Weight: 4}}, arc[40]: {{Class: 2, Weight: 1}}},
	}
	data, err := Encode(w, labels)
	if err != nil {
		t.Fatal(err)
	}
	if again, _ := Encode(w, labels); string(again) != string(data) {
		t.Error("the same weights give other bytes")
	}
	m, err := Decode(data, labels)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if left, right := m.score(&view); left != 2 || right != 2 {
			t.Errorf("scores %d and %d, want 2 and 2", left, right)
		}
		m.layOut()
	}
	if got := m.label(&arc); got != 2 {
		t.Errorf("label %d, want 2", got)
	}
	m.Parse(&s)
	if s.Head[0] != 1 || s.Label[0] != 2 || s.Head[1] != None || s.Root() != 1 {
		t.Errorf("heads %v, labels %v", s.Head, s.Label)
	}

	if _, err := Decode(data, labels[:2]); err == nil {
		t.Error("a file of other labels is read")
	}
	for i := 0; i < len(data); i++ {
		bad := append([]byte(nil), data...)
		bad[i] ^= 0x55
		if _, err := Decode(bad, labels); err == nil {
			t.Fatalf("a file with byte %d changed is read", i)
		}
		if _, err := Decode(data[:i], labels); err == nil {
			t.Fatalf("a file cut at byte %d is read", i)
		}
	}
}
