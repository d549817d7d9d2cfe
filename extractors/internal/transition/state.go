// Package transition holds what the parser of extractors/internal/parse and the program that trains
// it must have alike: the states of an arc-hybrid parser (Kuhlmann, Gómez-Rodríguez and Satta, 2011),
// what is seen of a state, and, for training, what a transition costs (Goldberg and Nivre, 2013).
//
// A state has a stack and, behind it, the words still to be read. Shift moves the next word
// onto the stack; Left makes the stack's top a child of the next word, Right a child of the word below
// it on the stack, and either takes it off. The last word left is the root.
package transition

// The transitions.
const (
	Shift = iota
	Left
	Right
	Transitions
)

// None stands for no word and for no label.
const None = -1

// node is what the state knows of a word's children so far.
type node struct {
	left, left2, right, right2 int32  // the outermost child on a side and the one attached before it, or None
	labels                     uint64 // a bit for each label of a child
	valency                    uint8  // children on the left in the lower half, on the right in the upper; each at most 15
}

// State is a partly parsed sentence. The zero value is ready for Reset, which keeps its memory.
type State struct {
	Head  []int32 // of each word: its head's index, None as long as it has none and for the root
	Label []uint8 // of each word that has a head
	words []Word
	nodes []node
	stack []int32
	next  int32 // the first word that is not yet on the stack
	ahead []ahead
}

// Reset begins a sentence. It keeps the words for as long as the state is in use.
func (s *State) Reset(words []Word) {
	n := len(words)
	s.words, s.stack, s.next = words, s.stack[:0], 0
	if cap(s.nodes) < n {
		s.nodes, s.Head, s.Label, s.ahead = make([]node, n*2), make([]int32, n*2), make([]uint8, n*2), make([]ahead, n*2)
	}
	s.nodes, s.Head, s.Label, s.ahead = s.nodes[:n], s.Head[:n], s.Label[:n], s.ahead[:n]
	for i := range s.nodes {
		s.nodes[i] = node{left: None, left2: None, right: None, right2: None}
		s.Head[i], s.Label[i] = None, 0
	}
	s.lookAhead()
}

// Legal returns whether each transition is possible, and whether any is.
func (s *State) Legal() (legal [Transitions]bool, any bool) {
	more := int(s.next) < len(s.words)
	legal = [Transitions]bool{more, more && len(s.stack) > 0, len(s.stack) > 1}
	return legal, more || len(s.stack) > 1
}

// Arc returns the head and the child that Left or Right would join.
func (s *State) Arc(transition int) (head, child int32) {
	top := len(s.stack) - 1
	if transition == Left {
		return s.next, s.stack[top]
	}
	return s.stack[top-1], s.stack[top]
}

// Shift moves the next word onto the stack.
func (s *State) Shift() {
	s.stack = append(s.stack, s.next)
	s.next++
}

// Attach joins the words of an arc and takes the child off the stack. The label is below 64.
func (s *State) Attach(head, child int32, label uint8) {
	s.stack = s.stack[:len(s.stack)-1]
	s.Head[child], s.Label[child] = head, label
	n := &s.nodes[head]
	n.labels |= 1 << label
	if child < head {
		n.left2, n.left = n.left, child
		if n.valency&15 < 15 {
			n.valency++
		}
	} else {
		n.right2, n.right = n.right, child
		if n.valency>>4 < 15 {
			n.valency += 16
		}
	}
}

// Root returns the word that is left when no transition is, or None in an empty sentence.
func (s *State) Root() int32 {
	if len(s.stack) == 0 {
		return None
	}
	return s.stack[0]
}

// Costs returns how many of the gold arcs that can still be found each transition gives
// up, or -1 where a transition is impossible. The gold tree is projective; its root's head is None.
func (s *State) Costs(gold []int32) (costs [Transitions]int) {
	legal, _ := s.Legal()
	for t, ok := range legal {
		if !ok {
			costs[t] = -1
		}
	}
	top := len(s.stack) - 1
	if legal[Shift] {
		costs[Shift] = s.shiftCost(gold)
	}
	if top < 0 {
		return costs
	}
	s0 := s.stack[top]
	waiting := 0 // children of the top that are yet to come
	for d := int(s.next); d < len(gold); d++ {
		if gold[d] == s0 {
			waiting++
		}
	}
	head := gold[s0]
	if legal[Left] {
		costs[Left] = waiting
		if head > s.next || top > 0 && head == s.stack[top-1] || head == None && top == 0 {
			costs[Left]++
		}
	}
	if legal[Right] {
		costs[Right] = waiting
		if head >= s.next {
			costs[Right]++
		}
	}
	return costs
}

func (s *State) shiftCost(gold []int32) int {
	cost := 0
	head := gold[s.next]
	if head == None && len(s.stack) > 0 {
		cost++
	}
	for i, w := range s.stack {
		if gold[w] == s.next {
			cost++
		}
		if w == head && i < len(s.stack)-1 {
			cost++
		}
	}
	return cost
}
