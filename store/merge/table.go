package merge

import (
	mathbits "math/bits"
	"math/rand/v2"
)

// table maps hashes to the nodes that had them first. Tallies are read again and again, and most of that is to fill these: a table takes a fifth of
// the time and half of the memory of a map. Where a hash lies depends on a random number, so that no text can be made for which all lie in one place.
type table struct {
	slots []slot // a power of two
	n     int
	seed  uint64
}

type slot struct {
	hash uint64
	node int32 // and one; 0 is empty
}

// newTable makes a table with room for so many hashes.
func newTable(room int) table {
	t := table{seed: rand.Uint64()}
	if room > 0 {
		t.slots = make([]slot, 1<<mathbits.Len(uint(room+room/2)))
	}
	return t
}

// put returns the node that a hash has; if it has none, node becomes it.
func (t *table) put(hash uint64, node int) (first int, known bool) {
	if 3*(t.n+1) > 2*len(t.slots) {
		t.grow()
	}
	s := t.find(hash)
	if s.node != 0 {
		return int(s.node) - 1, true
	}
	*s = slot{hash, int32(node) + 1}
	t.n++
	return node, false
}

// find returns the slot that a hash has, or the empty one that it would get.
func (t *table) find(hash uint64) *slot {
	high, low := mathbits.Mul64(hash^t.seed, 0x9E3779B97F4A7C15)
	mask := uint64(len(t.slots) - 1)
	for i := (high ^ low) & mask; ; i = (i + 1) & mask {
		if s := &t.slots[i]; s.node == 0 || s.hash == hash {
			return s
		}
	}
}

func (t *table) grow() {
	old := t.slots
	t.slots = make([]slot, max(8, 2*len(old)))
	for _, s := range old {
		if s.node != 0 {
			*t.find(s.hash) = s
		}
	}
}
