// Package hashes finds hashes of 32 bits among many in a list that is read as it lies in a file: nothing is built of it but where those begin
// that share their upper half.
package hashes

import (
	"encoding/binary"
	"errors"
	"iter"
	"math"
)

// halves is how many upper halves a hash may have.
const halves = 1 << 16

// Counts is the length of the first column of an index.
const Counts = halves

// Index is the numbers of hashes in their order, from 0 on. It is only read, and so is safe for concurrent use. The zero value has none.
type Index struct {
	starts []uint32 // of each upper half, the number of its first hash; and how many hashes there are
	lows   []byte   // the lower half of each hash, two bytes
}

// New returns the index of hashes, which rise.
func New(sorted []uint32) Index {
	x := Index{starts: make([]uint32, halves+1), lows: make([]byte, 0, 2*len(sorted))}
	for _, h := range sorted {
		x.starts[h>>16+1]++
		x.lows = binary.LittleEndian.AppendUint16(x.lows, uint16(h))
	}
	for i := range halves {
		x.starts[i+1] += x.starts[i]
	}
	return x
}

// ErrDamaged is columns that are those of no index.
var ErrDamaged = errors.New("an index of hashes is damaged")

// View returns the index that lies in two columns: how many hashes there are of each upper half, a byte each, and the lower halves of all, two
// bytes each, which it keeps.
func View(counts, lows []byte) (Index, error) {
	x := Index{starts: make([]uint32, halves+1), lows: lows}
	if len(counts) != halves {
		return Index{}, ErrDamaged
	}
	total := uint32(0)
	for i, n := range counts {
		total += uint32(n)
		x.starts[i+1] = total
	}
	if 2*int(total) != len(lows) {
		return Index{}, ErrDamaged
	}
	return x, nil
}

// Columns returns those of which View makes the index again. It fails where very many hashes share their upper half.
func (x *Index) Columns() (counts, lows []byte, err error) {
	counts = make([]byte, halves)
	for i := range x.starts[:max(0, len(x.starts)-1)] {
		n := x.starts[i+1] - x.starts[i]
		if n > math.MaxUint8 {
			return nil, nil, errors.New("too many hashes are nearly the same")
		}
		counts[i] = byte(n)
	}
	return counts, x.lows, nil
}

// Len returns the number of hashes.
func (x *Index) Len() int { return len(x.lows) / 2 }

// Find returns the number of a hash, or -1 where it is not there.
func (x *Index) Find(hash uint32) int {
	upper := int(hash >> 16)
	if upper+1 >= len(x.starts) {
		return -1
	}
	to := int(x.starts[upper+1])
	for i := int(x.starts[upper]); i < to; i++ {
		if binary.LittleEndian.Uint16(x.lows[2*i:]) == uint16(hash) {
			return i
		}
	}
	return -1
}

// All yields the numbers and the hashes, in order.
func (x *Index) All() iter.Seq2[int, uint32] {
	return func(yield func(int, uint32) bool) {
		upper := uint32(0)
		for i := range x.Len() {
			for int(x.starts[upper+1]) <= i {
				upper++
			}
			if !yield(i, upper<<16|uint32(binary.LittleEndian.Uint16(x.lows[2*i:]))) {
				return
			}
		}
	}
}
