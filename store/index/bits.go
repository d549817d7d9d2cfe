package index

import mathbits "math/bits"

// bits is a set of rows.
type bits []uint64

func newBits(n int) bits { return make(bits, (n+63)/64) }

// grow makes room for n rows.
func (b *bits) grow(n int) {
	for len(*b) < (n+63)/64 {
		*b = append(*b, 0)
	}
}

func (b bits) has(row uint32) bool {
	i := int(row >> 6)
	return i < len(b) && b[i]&(1<<(row&63)) != 0
}

func (b bits) set(row uint32) { b[row>>6] |= 1 << (row & 63) }

// and keeps of b what is also in c; a nil c holds all.
func (b bits) and(c bits) {
	if c == nil {
		return
	}
	for i := range b {
		b[i] &= c[i]
	}
}

func (b bits) or(c bits) {
	for i := range c {
		b[i] |= c[i]
	}
}

func (b bits) count() int {
	n := 0
	for _, w := range b {
		n += mathbits.OnesCount64(w)
	}
	return n
}

// each calls use for each row of the set, in order, until it returns false.
func (b bits) each(use func(row uint32)) {
	for i, w := range b {
		for w != 0 {
			use(uint32(i<<6 + mathbits.TrailingZeros64(w)))
			w &= w - 1
		}
	}
}
