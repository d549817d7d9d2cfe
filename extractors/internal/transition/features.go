package transition

// Features of a state and of an arc: each a hash of a template and of what it sees.
const (
	StateFeatures = 84
	ArcFeatures   = 46
)

const (
	prime1 = 0x9E3779B97F4A7C15
	prime2 = 0xC2B2AE3D27D4EB4F
	prime3 = 0x165667B19E3779F9
)

// list collects hashes. Each call of one, two, three or four is a template of its own, in
// the order of the calls.
type list struct {
	out  []uint64
	n    int
	seed uint64
}

func (l *list) put(h uint64) {
	h ^= h >> 29
	h *= prime3
	l.out[l.n] = h ^ h>>32
	l.n++
	l.seed += prime1
}

func (l *list) one(a uint64)           { l.put((a ^ l.seed) * prime2) }
func (l *list) two(a, b uint64)        { l.put(((a^l.seed)*prime2 + b) * prime1) }
func (l *list) three(a, b, c uint64)   { l.put((((a^l.seed)*prime2+b)*prime1 + c) * prime2) }
func (l *list) four(a, b, c, d uint64) { l.put(((((a^l.seed)*prime2+b)*prime1+c)*prime2 + d) * prime1) }

var (
	noWord Word
	noNode = node{left: None, left2: None, right: None, right2: None}
)

func (s *State) word(i int32) *Word {
	if i < 0 || int(i) >= len(s.words) {
		return &noWord
	}
	return &s.words[i]
}

func (s *State) node(i int32) *node {
	if i < 0 || int(i) >= len(s.words) {
		return &noNode
	}
	return &s.nodes[i]
}

// label returns the label of a word's arc, in a form for hashes.
func (s *State) label(i int32) uint64 {
	if i < 0 {
		return 0
	}
	return uint64(s.Label[i]) + 1
}

func (s *State) below(k int) int32 {
	if k >= len(s.stack) {
		return None
	}
	return s.stack[len(s.stack)-1-k]
}

// View writes what is seen of the state, StateFeatures hashes, by which the next transition is chosen.
func (s *State) View(out *[StateFeatures]uint64) {
	l := list{out: out[:], seed: prime3}
	i0, i1, i2, j := s.below(0), s.below(1), s.below(2), s.next
	s0, s1, s2 := s.word(i0), s.word(i1), s.word(i2)
	b0, b1, b2 := s.word(j), s.word(j+1), s.word(j+2)
	n0, n1, nb := s.node(i0), s.node(i1), s.node(j)

	// Each word by itself.
	l.one(s0.both)
	l.one(s0.kind)
	l.one(s1.both)
	l.one(s1.kind)
	l.one(s2.both)
	l.one(s2.kind)
	l.one(b0.both)
	l.one(b0.kind)
	l.one(b1.both)
	l.one(b1.kind)
	l.one(b2.kind)

	// The stack's top with the next word.
	l.two(s0.both, b0.both)
	l.two(s0.both, b0.tag)
	l.two(s0.tag, b0.both)
	l.two(s0.tag, b0.tag)
	l.two(s0.kind, b0.kind)
	l.two(s0.kind, b0.tag)
	l.two(s0.tag, b0.kind)
	l.two(s0.word, b0.kind)
	l.two(s0.kind, b0.word)

	// The two on top of the stack.
	l.two(s1.both, s0.both)
	l.two(s1.both, s0.tag)
	l.two(s1.tag, s0.both)
	l.two(s1.tag, s0.tag)
	l.two(s1.kind, s0.kind)
	l.two(s1.kind, s0.tag)
	l.two(s1.tag, s0.kind)
	l.two(s1.kind, s0.word)
	l.two(s1.tag, b0.tag)
	l.two(s1.kind, b0.kind)
	l.two(s1.tag, b0.both)

	// The next words.
	l.two(b0.tag, b1.tag)
	l.two(b0.both, b1.tag)
	l.two(b0.tag, b1.both)
	l.two(b0.kind, b1.kind)

	// Three and four.
	l.three(s0.tag, b0.tag, b1.tag)
	l.three(s1.tag, s0.tag, b0.tag)
	l.three(s2.tag, s1.tag, s0.tag)
	l.four(s0.tag, b0.tag, b1.tag, b2.tag)
	l.four(s1.tag, s0.tag, b0.tag, b1.tag)
	l.three(s1.kind, s0.word, b0.tag)
	l.three(s1.tag, s0.both, b0.tag)
	l.three(s1.both, s0.tag, b0.tag)
	l.three(s1.tag, s0.tag, b0.both)
	l.three(s0.both, b0.tag, b1.tag)
	l.three(s0.tag, b0.both, b1.tag)
	l.three(s0.coarse, b0.coarse, b1.coarse)
	l.three(s1.coarse, s0.coarse, b0.coarse)
	l.three(s1.kind, s0.tag, b0.kind)
	l.four(s2.tag, s1.tag, s0.tag, b0.tag)

	// Children.
	s0l, s0r, s1r, b0l := s.word(n0.left), s.word(n0.right), s.word(n1.right), s.word(nb.left)
	l.three(s0.tag, b0.tag, s0l.tag)
	l.three(s0.tag, b0.tag, s0r.tag)
	l.three(s0.tag, b0.tag, b0l.tag)
	l.three(s0.tag, b0.tag, b0l.word)
	l.three(s1.tag, s0.tag, s1r.tag)
	l.three(s1.tag, s0.tag, s0r.tag)
	l.three(s1.tag, s0.tag, s0l.tag)
	l.three(s1.tag, s0.tag, s0l.word)
	l.three(s1.kind, s0.word, s0r.cluster)
	l.three(s1.word, s0.word, s0r.word)
	l.three(s2.kind, s0.word, s0r.cluster)
	l.three(s2.kind, s1.kind, s0.word)
	l.four(s2.tag, s1.tag, s0.word, s0r.coarse)
	l.three(s0.tag, b0.tag, s.label(n0.right))
	l.three(s1.tag, s0.tag, s.label(n1.right))
	l.two(s0.both, s.label(n0.right))
	l.two(s1.both, s.label(n1.right))
	l.three(s0.tag, s.label(n0.right), s.label(n0.right2))
	l.three(s1.tag, s.label(n1.right), s.label(n1.right2))
	l.two(s0.tag, n0.labels)
	l.two(s1.tag, n1.labels)
	l.three(s0.tag, b0.tag, n0.labels)
	l.three(s1.tag, s0.tag, n1.labels)
	l.three(b0.tag, nb.labels, s0.tag)
	l.three(s0.word, b0.tag, n0.labels)
	l.three(s1.tag, n1.labels, n0.labels)
	l.four(s0.tag, b0.tag, uint64(n0.valency), uint64(nb.valency))

	// Distances and what comes behind.
	before := s.word(j - 1)
	d0, d1 := distance(int(j-i0)), distance(int(i0-i1))
	a := &ahead{}
	if int(j) < len(s.ahead) {
		a = &s.ahead[j]
	}
	l.three(s0.tag, b0.tag, d0)
	l.three(s1.tag, s0.tag, d1)
	l.two(s0.both, d0)
	l.three(s0.tag, b0.tag, before.word)
	l.four(s0.tag, b0.tag, a.verb, a.near<<1|a.comma)
	l.four(s1.tag, s0.tag, b0.tag, a.verb+a.comma)
	l.four(s0.tag, b0.word, b1.tag, a.verb+a.comma)
}

// ViewArc writes what is seen of an arc before it is made, ArcFeatures hashes, by which its label is chosen.
func (s *State) ViewArc(head, child int32, out *[ArcFeatures]uint64) {
	l := list{out: out[:], seed: prime1 ^ 77}
	if child > head {
		l.seed ^= prime2
	}
	h, d := s.word(head), s.word(child)
	nh, nd := s.node(head), s.node(child)
	dl, dr, hl, hr := s.word(nd.left), s.word(nd.right), s.word(nh.left), s.word(nh.right)
	before, after := s.word(child-1), s.word(child+1)
	far := distance(int(max(head-child, child-head)))

	l.one(d.both)
	l.one(d.kind)
	l.one(h.both)
	l.one(h.kind)
	l.two(h.tag, d.tag)
	l.two(h.both, d.tag)
	l.two(h.tag, d.both)
	l.two(h.word, d.word)
	l.two(h.kind, d.kind)
	l.two(h.kind, d.tag)
	l.two(h.tag, d.kind)
	l.two(h.word, d.kind)
	l.two(h.kind, d.word)
	l.three(h.tag, d.tag, far)
	l.two(d.both, far)

	l.three(h.tag, d.tag, nd.labels)
	l.three(h.tag, d.tag, nh.labels)
	l.two(d.both, nd.labels)
	l.two(d.both, nh.labels)
	l.two(h.both, nh.labels)
	l.two(d.tag, nd.labels)
	l.three(d.kind, h.tag, nh.labels)
	l.three(h.word, d.tag, nh.labels)
	l.three(d.tag, nd.labels, nh.labels)

	l.three(h.tag, d.tag, dl.word)
	l.three(h.tag, d.tag, dl.tag)
	l.three(h.tag, d.tag, dr.tag)
	l.two(d.both, dl.word)
	l.two(d.both, dr.kind)
	l.three(h.word, d.word, dr.cluster)
	l.three(d.tag, dl.word, s.word(nd.left2).tag)
	l.three(h.tag, d.tag, s.label(nd.left))
	l.three(h.tag, d.tag, s.label(nd.right))
	l.three(h.tag, d.tag, s.label(nh.left))
	l.three(h.tag, d.tag, s.label(nh.right))
	l.three(h.tag, d.tag, hl.tag)
	l.three(h.tag, d.tag, hr.word)
	l.four(h.tag, d.tag, s.label(nh.right), s.label(nh.right2))

	l.three(h.tag, d.tag, before.both)
	l.three(h.tag, d.tag, after.both)
	l.four(h.tag, d.tag, before.tag, after.tag)
	l.three(h.tag, d.tag, s.word(head-1).both)
	l.three(h.tag, d.tag, s.word(head+1).both)
	l.four(h.tag, d.tag, s.word(head-1).tag, s.word(head+1).tag)
	l.three(d.kind, before.word, after.tag)
	l.four(h.tag, d.tag, s.word(child+2).tag, after.tag)
}
