package transition

import "github.com/factwire/factwire/extractors/internal/template"

// Features of a state and of an arc: each a hash of a template and of what it sees.
const (
	StateFeatures = 84
	ArcFeatures   = 46
)

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
	l := template.List{Out: out[:], Seed: template.Prime3}
	i0, i1, i2, j := s.below(0), s.below(1), s.below(2), s.next
	s0, s1, s2 := s.word(i0), s.word(i1), s.word(i2)
	b0, b1, b2 := s.word(j), s.word(j+1), s.word(j+2)
	n0, n1, nb := s.node(i0), s.node(i1), s.node(j)

	// Each word by itself.
	l.One(s0.both)
	l.One(s0.kind)
	l.One(s1.both)
	l.One(s1.kind)
	l.One(s2.both)
	l.One(s2.kind)
	l.One(b0.both)
	l.One(b0.kind)
	l.One(b1.both)
	l.One(b1.kind)
	l.One(b2.kind)

	// The stack's top with the next word.
	l.Two(s0.both, b0.both)
	l.Two(s0.both, b0.tag)
	l.Two(s0.tag, b0.both)
	l.Two(s0.tag, b0.tag)
	l.Two(s0.kind, b0.kind)
	l.Two(s0.kind, b0.tag)
	l.Two(s0.tag, b0.kind)
	l.Two(s0.word, b0.kind)
	l.Two(s0.kind, b0.word)

	// The two on top of the stack.
	l.Two(s1.both, s0.both)
	l.Two(s1.both, s0.tag)
	l.Two(s1.tag, s0.both)
	l.Two(s1.tag, s0.tag)
	l.Two(s1.kind, s0.kind)
	l.Two(s1.kind, s0.tag)
	l.Two(s1.tag, s0.kind)
	l.Two(s1.kind, s0.word)
	l.Two(s1.tag, b0.tag)
	l.Two(s1.kind, b0.kind)
	l.Two(s1.tag, b0.both)

	// The next words.
	l.Two(b0.tag, b1.tag)
	l.Two(b0.both, b1.tag)
	l.Two(b0.tag, b1.both)
	l.Two(b0.kind, b1.kind)

	// Three and four.
	l.Three(s0.tag, b0.tag, b1.tag)
	l.Three(s1.tag, s0.tag, b0.tag)
	l.Three(s2.tag, s1.tag, s0.tag)
	l.Four(s0.tag, b0.tag, b1.tag, b2.tag)
	l.Four(s1.tag, s0.tag, b0.tag, b1.tag)
	l.Three(s1.kind, s0.word, b0.tag)
	l.Three(s1.tag, s0.both, b0.tag)
	l.Three(s1.both, s0.tag, b0.tag)
	l.Three(s1.tag, s0.tag, b0.both)
	l.Three(s0.both, b0.tag, b1.tag)
	l.Three(s0.tag, b0.both, b1.tag)
	l.Three(s0.coarse, b0.coarse, b1.coarse)
	l.Three(s1.coarse, s0.coarse, b0.coarse)
	l.Three(s1.kind, s0.tag, b0.kind)
	l.Four(s2.tag, s1.tag, s0.tag, b0.tag)

	// Children.
	s0l, s0r, s1r, b0l := s.word(n0.left), s.word(n0.right), s.word(n1.right), s.word(nb.left)
	l.Three(s0.tag, b0.tag, s0l.tag)
	l.Three(s0.tag, b0.tag, s0r.tag)
	l.Three(s0.tag, b0.tag, b0l.tag)
	l.Three(s0.tag, b0.tag, b0l.word)
	l.Three(s1.tag, s0.tag, s1r.tag)
	l.Three(s1.tag, s0.tag, s0r.tag)
	l.Three(s1.tag, s0.tag, s0l.tag)
	l.Three(s1.tag, s0.tag, s0l.word)
	l.Three(s1.kind, s0.word, s0r.cluster)
	l.Three(s1.word, s0.word, s0r.word)
	l.Three(s2.kind, s0.word, s0r.cluster)
	l.Three(s2.kind, s1.kind, s0.word)
	l.Four(s2.tag, s1.tag, s0.word, s0r.coarse)
	l.Three(s0.tag, b0.tag, s.label(n0.right))
	l.Three(s1.tag, s0.tag, s.label(n1.right))
	l.Two(s0.both, s.label(n0.right))
	l.Two(s1.both, s.label(n1.right))
	l.Three(s0.tag, s.label(n0.right), s.label(n0.right2))
	l.Three(s1.tag, s.label(n1.right), s.label(n1.right2))
	l.Two(s0.tag, n0.labels)
	l.Two(s1.tag, n1.labels)
	l.Three(s0.tag, b0.tag, n0.labels)
	l.Three(s1.tag, s0.tag, n1.labels)
	l.Three(b0.tag, nb.labels, s0.tag)
	l.Three(s0.word, b0.tag, n0.labels)
	l.Three(s1.tag, n1.labels, n0.labels)
	l.Four(s0.tag, b0.tag, uint64(n0.valency), uint64(nb.valency))

	// Distances and what comes behind.
	before := s.word(j - 1)
	d0, d1 := distance(int(j-i0)), distance(int(i0-i1))
	a := &ahead{}
	if int(j) < len(s.ahead) {
		a = &s.ahead[j]
	}
	l.Three(s0.tag, b0.tag, d0)
	l.Three(s1.tag, s0.tag, d1)
	l.Two(s0.both, d0)
	l.Three(s0.tag, b0.tag, before.word)
	l.Four(s0.tag, b0.tag, a.verb, a.near<<1|a.comma)
	l.Four(s1.tag, s0.tag, b0.tag, a.verb+a.comma)
	l.Four(s0.tag, b0.word, b1.tag, a.verb+a.comma)
}

// ViewArc writes what is seen of an arc before it is made, ArcFeatures hashes, by which its label is chosen.
func (s *State) ViewArc(head, child int32, out *[ArcFeatures]uint64) {
	l := template.List{Out: out[:], Seed: template.Prime1 ^ 77}
	if child > head {
		l.Seed ^= template.Prime2
	}
	h, d := s.word(head), s.word(child)
	nh, nd := s.node(head), s.node(child)
	dl, dr, hl, hr := s.word(nd.left), s.word(nd.right), s.word(nh.left), s.word(nh.right)
	before, after := s.word(child-1), s.word(child+1)
	far := distance(int(max(head-child, child-head)))

	l.One(d.both)
	l.One(d.kind)
	l.One(h.both)
	l.One(h.kind)
	l.Two(h.tag, d.tag)
	l.Two(h.both, d.tag)
	l.Two(h.tag, d.both)
	l.Two(h.word, d.word)
	l.Two(h.kind, d.kind)
	l.Two(h.kind, d.tag)
	l.Two(h.tag, d.kind)
	l.Two(h.word, d.kind)
	l.Two(h.kind, d.word)
	l.Three(h.tag, d.tag, far)
	l.Two(d.both, far)

	l.Three(h.tag, d.tag, nd.labels)
	l.Three(h.tag, d.tag, nh.labels)
	l.Two(d.both, nd.labels)
	l.Two(d.both, nh.labels)
	l.Two(h.both, nh.labels)
	l.Two(d.tag, nd.labels)
	l.Three(d.kind, h.tag, nh.labels)
	l.Three(h.word, d.tag, nh.labels)
	l.Three(d.tag, nd.labels, nh.labels)

	l.Three(h.tag, d.tag, dl.word)
	l.Three(h.tag, d.tag, dl.tag)
	l.Three(h.tag, d.tag, dr.tag)
	l.Two(d.both, dl.word)
	l.Two(d.both, dr.kind)
	l.Three(h.word, d.word, dr.cluster)
	l.Three(d.tag, dl.word, s.word(nd.left2).tag)
	l.Three(h.tag, d.tag, s.label(nd.left))
	l.Three(h.tag, d.tag, s.label(nd.right))
	l.Three(h.tag, d.tag, s.label(nh.left))
	l.Three(h.tag, d.tag, s.label(nh.right))
	l.Three(h.tag, d.tag, hl.tag)
	l.Three(h.tag, d.tag, hr.word)
	l.Four(h.tag, d.tag, s.label(nh.right), s.label(nh.right2))

	l.Three(h.tag, d.tag, before.both)
	l.Three(h.tag, d.tag, after.both)
	l.Four(h.tag, d.tag, before.tag, after.tag)
	l.Three(h.tag, d.tag, s.word(head-1).both)
	l.Three(h.tag, d.tag, s.word(head+1).both)
	l.Four(h.tag, d.tag, s.word(head-1).tag, s.word(head+1).tag)
	l.Three(d.kind, before.word, after.tag)
	l.Four(h.tag, d.tag, s.word(child+2).tag, after.tag)
}
