// Package plane packs columns of bytes of which many are alike, as those of tables of weights, so that they unpack fast: each by Huffman codes alone,
// without a search for what came before, and with codes of its own for each of 256 surroundings where that makes it smaller.
package plane

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/klauspost/compress/huff0"
	"github.com/klauspost/compress/zstd"
)

// The first byte of a packed column says how it is packed.
const (
	raw      = iota // as it is
	plain           // blocks
	beside          // blocks of those bytes that stand beside the same byte of the column before
	behind          // blocks of those bytes that stand behind the same byte
	repeated        // by Zstandard, which is written no more: it takes longer to unpack than what it saves is worth
)

// ErrDamaged is a column that is cut short or changed.
var ErrDamaged = errors.New("a packed column is damaged")

// Append packs a column, and appends it to what is there. The column before is as long, or nil. The same columns give the same bytes.
func Append(to, column, before []byte) []byte {
	best := append([]byte{raw}, column...)
	better := func(packed []byte, twentieths int) {
		if len(packed) < len(best)*twentieths/20 {
			best = packed
		}
	}
	better(blocks([]byte{plain}, [][]byte{column}), 20)
	if before != nil {
		better(grouped(beside, column, before), 19)
	}
	better(grouped(behind, column, nil), 19)
	if len(best) > len(column)*49/50 {
		best = append([]byte{raw}, column...)
	}
	return append(binary.AppendUvarint(to, uint64(len(best))), best...)
}

// lanes is how many parts of a column are read side by side: a byte that waits for the one before it does not wait alone.
const lanes = 4

// lane returns where a part of a column of n bytes begins.
func lane(k, n int) int { return min(k*((n+lanes-1)/lanes), n) }

// grouped packs the bytes of a column by the byte beside which they stand in another or, without one, behind which they stand.
func grouped(how byte, column, by []byte) []byte {
	var groups [256][]byte
	to := []byte{how}
	var counts [256][lanes]uint64
	for k := range lanes {
		last := byte(0)
		for i := lane(k, len(column)); i < lane(k+1, len(column)); i++ {
			g := last
			if by != nil {
				g = by[i]
			}
			last = column[i]
			groups[g] = append(groups[g], last)
			counts[g][k]++
		}
	}
	for _, g := range counts {
		for _, n := range g {
			to = binary.AppendUvarint(to, n)
		}
	}
	return blocks(to, groups[:])
}

// A block has codes of its own: small enough that they fit what is in it, and large enough that they cost little.
const (
	largest = 128 << 10
	least   = 8 << 10
)

// blocks appends groups of bytes one after the other, in blocks that begin with a group where it is large.
func blocks(to []byte, groups [][]byte) []byte {
	var open []byte
	flush := func() {
		for len(open) > 0 {
			n := min(len(open), largest)
			to = block(to, open[:n])
			open = open[n:]
		}
		open = nil
	}
	for _, g := range groups {
		if len(open) >= least && len(g) >= least || len(open)+len(g) > largest {
			flush()
		}
		open = append(open, g...)
	}
	flush()
	return to
}

// block appends the length of a block, that of its packed form or 0 where it stands as it is, and either. What is packed into one byte is that byte
// all over.
func block(to, data []byte) []byte {
	to = binary.AppendUvarint(to, uint64(len(data)))
	if len(data) > 1 && bytes.Count(data, data[:1]) == len(data) {
		return append(append(to, 1), data[0])
	}
	packed, _, err := huff0.Compress4X(data, &huff0.Scratch{Reuse: huff0.ReusePolicyNone})
	if err != nil || len(packed) >= len(data) {
		return append(append(to, 0), data...)
	}
	return append(binary.AppendUvarint(to, uint64(len(packed))), packed...)
}

// Reader reads columns that Append packed, one after the other.
type Reader struct {
	data    []byte
	scratch *huff0.Scratch
	room    []byte
}

// NewReader returns a reader of packed columns.
func NewReader(data []byte) *Reader { return &Reader{data: data} }

// Next returns the next column, of so many bytes, which was packed with the column before. It lies in the room where that is large enough, or is
// part of the data.
func (r *Reader) Next(size int, before, room []byte) ([]byte, error) {
	packed := r.take(&r.data, r.number(&r.data))
	if len(packed) == 0 {
		return nil, ErrDamaged
	}
	how, packed := packed[0], packed[1:]
	switch how {
	case raw:
		if len(packed) != size {
			return nil, ErrDamaged
		}
		return packed, nil
	case plain:
		out := grown(room, size)
		return out, r.blocks(out, packed)
	case beside, behind:
		return r.grouped(grown(room, size), packed, before, how == behind)
	case repeated:
		unpack, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(max(uint64(size), 1<<20)))
		if err != nil {
			return nil, fmt.Errorf("unpack a column: %w", err)
		}
		defer unpack.Close()
		out, err := unpack.DecodeAll(packed, grown(room, size)[:0])
		if err != nil || len(out) != size {
			return nil, ErrDamaged
		}
		return out, nil
	}
	return nil, ErrDamaged
}

// grown returns room of so many bytes, the one given where it is large enough.
func grown(room []byte, size int) []byte {
	if cap(room) < size {
		return make([]byte, size)
	}
	return room[:size]
}

// Rest returns how many bytes were not read.
func (r *Reader) Rest() int { return len(r.data) }

// grouped reads bytes that stand by groups, and puts them where they belong.
func (r *Reader) grouped(out, packed, before []byte, behind bool) ([]byte, error) {
	size := len(out)
	var at [lanes][256]uint32
	total := 0
	for g := range 256 {
		for k := range lanes {
			n := r.number(&packed)
			at[k][g] = uint32(total)
			if total += n; n > size || total > size {
				return nil, ErrDamaged
			}
		}
	}
	if total != size || !behind && len(before) != size {
		return nil, ErrDamaged
	}
	r.room = grown(r.room, size)
	by := r.room
	if err := r.blocks(by, packed); err != nil {
		return nil, err
	}
	var ok bool
	if behind {
		ok = putBehind(out, by, &at)
	} else {
		ok = putBeside(out, by, before, &at)
	}
	if !ok {
		return nil, ErrDamaged
	}
	return out, nil
}

// putBeside writes the bytes of by, which stand by groups that begin at at in each lane, where the column before has their group.
func putBeside(out, by, before []byte, at *[lanes][256]uint32) bool {
	n, long := uint32(len(by)), lane(1, len(out))
	m := len(out) - lane(lanes-1, len(out)) // so many bytes all lanes have
	a0, a1, a2, a3 := &at[0], &at[1], &at[2], &at[3]
	if m > 0 {
		g0, g1, g2, g3 := before[:m], before[long:long+m], before[2*long:2*long+m], before[3*long:3*long+m]
		o0, o1, o2, o3 := out[:m], out[long:long+m], out[2*long:2*long+m], out[3*long:3*long+m]
		for j := range o0 {
			k0, k1, k2, k3 := a0[g0[j]], a1[g1[j]], a2[g2[j]], a3[g3[j]]
			if max(k0, k1, k2, k3) >= n {
				return false
			}
			o0[j], o1[j], o2[j], o3[j] = by[k0], by[k1], by[k2], by[k3]
			a0[g0[j]], a1[g1[j]], a2[g2[j]], a3[g3[j]] = k0+1, k1+1, k2+1, k3+1
		}
	}
	for k := range lanes {
		for i := lane(k, len(out)) + m; i < lane(k+1, len(out)); i++ {
			from := at[k][before[i]]
			if from >= n {
				return false
			}
			out[i] = by[from]
			at[k][before[i]] = from + 1
		}
	}
	return true
}

// putBehind is putBeside where the group of a byte is the byte before it in its lane.
func putBehind(out, by []byte, at *[lanes][256]uint32) bool {
	n, long := uint32(len(by)), lane(1, len(out))
	m := len(out) - lane(lanes-1, len(out))
	a0, a1, a2, a3 := &at[0], &at[1], &at[2], &at[3]
	var last [lanes]byte
	if m > 0 {
		o0, o1, o2, o3 := out[:m], out[long:long+m], out[2*long:2*long+m], out[3*long:3*long+m]
		var l0, l1, l2, l3 byte
		for j := range o0 {
			k0, k1, k2, k3 := a0[l0], a1[l1], a2[l2], a3[l3]
			if max(k0, k1, k2, k3) >= n {
				return false
			}
			a0[l0], a1[l1], a2[l2], a3[l3] = k0+1, k1+1, k2+1, k3+1
			l0, l1, l2, l3 = by[k0], by[k1], by[k2], by[k3]
			o0[j], o1[j], o2[j], o3[j] = l0, l1, l2, l3
		}
		last = [lanes]byte{l0, l1, l2, l3}
	}
	for k := range lanes {
		for i := lane(k, len(out)) + m; i < lane(k+1, len(out)); i++ {
			from := at[k][last[k]]
			if from >= n {
				return false
			}
			at[k][last[k]] = from + 1
			last[k] = by[from]
			out[i] = last[k]
		}
	}
	return true
}

// blocks unpacks blocks that fill out.
func (r *Reader) blocks(out, packed []byte) error {
	for len(out) > 0 {
		n, k := r.number(&packed), r.number(&packed)
		if n == 0 || n > len(out) {
			return ErrDamaged
		}
		to := out[:n:n]
		out = out[n:]
		if k == 0 {
			if copy(to, r.take(&packed, n)) < n {
				return ErrDamaged
			}
			continue
		}
		block := r.take(&packed, k)
		if len(block) != k {
			return ErrDamaged
		}
		if k == 1 {
			for i := range to {
				to[i] = block[0]
			}
			continue
		}
		scratch, rest, err := huff0.ReadTable(block, r.scratch)
		if err != nil {
			return ErrDamaged
		}
		r.scratch = scratch
		got, err := scratch.Decoder().Decompress4X(to, rest)
		if err != nil || len(got) != n {
			return ErrDamaged
		}
	}
	if len(packed) > 0 {
		return ErrDamaged
	}
	return nil
}

// number reads a number; 0 where there is none.
func (r *Reader) number(from *[]byte) int {
	n, size := binary.Uvarint(*from)
	if size <= 0 || n > 1<<30 {
		return 0
	}
	*from = (*from)[size:]
	return int(n)
}

// take cuts off so many bytes; none where there are fewer.
func (r *Reader) take(from *[]byte, n int) []byte {
	if n > len(*from) {
		return nil
	}
	part := (*from)[:n]
	*from = (*from)[n:]
	return part
}
