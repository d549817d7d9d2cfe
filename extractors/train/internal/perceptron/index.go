package perceptron

// index numbers hashes in the order of their coming. Hash 0 is never seen.
type index struct {
	keys []uint64
	rows []int32
	n    int
}

func newIndex() *index { return &index{keys: make([]uint64, 1<<16), rows: make([]int32, 1<<16)} }

// row returns the number of a hash, or -1.
func (x *index) row(h uint64) int32 {
	mask := uint64(len(x.keys) - 1)
	for i := h & mask; x.keys[i] != 0; i = (i + 1) & mask {
		if x.keys[i] == h {
			return x.rows[i]
		}
	}
	return -1
}

// add gives the next number to a hash that has none.
func (x *index) add(h uint64) int32 {
	if x.n*2 > len(x.keys) {
		old := *x
		x.keys, x.rows = make([]uint64, len(old.keys)*2), make([]int32, len(old.keys)*2)
		for i, k := range old.keys {
			if k != 0 {
				x.put(k, old.rows[i])
			}
		}
	}
	x.put(h, int32(x.n))
	x.n++
	return int32(x.n - 1)
}

func (x *index) put(h uint64, row int32) {
	mask := uint64(len(x.keys) - 1)
	i := h & mask
	for x.keys[i] != 0 {
		i = (i + 1) & mask
	}
	x.keys[i], x.rows[i] = h, row
}
