package model

import (
	"encoding/binary"
	"math"
	"slices"

	"github.com/factwire/factwire/extractors/internal/plane"
)

// rows reads the rows of models.
type rows struct {
	data   []byte
	packed *plane.Reader // of the columns; nil where they stand in the data as they are
	rooms  [4][]byte     // for columns
	places []uint32      // room for where rows begin
	short  bool          // there was less than there should be
}

// columns reads the rows of a model of version 3 or 4.
func (r *rows) columns(h modelHead) *Linear {
	bytes := 1
	if h.Wide {
		bytes = 2
	}
	size := h.Rows * (4 + bytes*len(h.Classes))
	if size > maxFile || r.packed == nil && size > len(r.data) {
		r.short = true
		return nil
	}
	unit := int32(max(h.Unit, 1))
	if h.Wide || unit > math.MaxUint8 { // no weight is beyond sixteen bits
		return r.wide(h, bytes)
	}
	m := newLinear(h.Classes, h.Bias, h.Rows, unit)
	if !r.place(m, h.Rows) {
		return nil
	}
	for c := 0; c < len(h.Classes); c += 4 {
		var four [4][]byte
		for k := range min(4, len(h.Classes)-c) {
			four[k] = r.column(h.Rows, k)
		}
		if r.short {
			return nil
		}
		fill(m.rows[1+c/4:], r.places, four)
	}
	return m
}

// wide reads rows of which a weight may need more than a byte in the table.
func (r *rows) wide(h modelHead, bytes int) *Linear {
	m := newLinear(h.Classes, h.Bias, h.Rows, 0)
	if !r.place(m, h.Rows) {
		return nil
	}
	for c := range h.Classes {
		lower := r.column(h.Rows, 0)
		upper := lower[:0]
		if bytes == 2 {
			upper = r.column(h.Rows, 1)
		}
		if r.short {
			return nil
		}
		for i, at := range r.places {
			u := uint32(lower[i])
			if bytes == 2 {
				u |= uint32(upper[i]) << 8
			}
			x := int64(int32(u>>1)^-int32(u&1)) * int64(max(h.Unit, 1))
			if x != int64(int16(x)) {
				r.short = true
				return nil
			}
			m.rows[int(at)+1+c/2] |= uint32(uint16(x)) << (16 * (c & 1))
		}
	}
	return m
}

// column reads one of n bytes. It holds until another is read into the same room.
func (r *rows) column(n, room int) []byte {
	if r.packed == nil {
		if n > len(r.data) {
			r.short = true
			return nil
		}
		part := r.data[:n]
		r.data = r.data[n:]
		return part
	}
	if cap(r.rooms[room]) < n {
		r.rooms[room] = make([]byte, n)
	}
	c, err := r.packed.Next(n, nil, r.rooms[room])
	if err != nil {
		r.short = true
	}
	return c
}

// place reads the features, and finds the places where their rows begin. It reports false where they do not rise.
func (r *rows) place(m *Linear, n int) bool {
	b0, b1, b2, b3 := r.column(n, 0), r.column(n, 1), r.column(n, 2), r.column(n, 3)
	if r.short {
		return false
	}
	b1, b2, b3 = b1[:len(b0)], b2[:len(b0)], b3[:len(b0)]
	r.places = slices.Grow(r.places[:0], n)
	feature, free := uint64(0), 0
	for i := range b0 {
		x := uint64(b0[i]) | uint64(b1[i])<<8 | uint64(b2[i])<<16 | uint64(b3[i])<<24
		if feature += x; x == 0 || feature > math.MaxUint32 {
			r.short = true
			return false
		}
		r.places = append(r.places, m.next(uint32(feature), &free))
	}
	m.count = n
	return true
}

// fill writes up to four weights each into the numbers at the places of a table, from the zigzag bytes of their classes.
func fill(table, places []uint32, classes [4][]byte) {
	n := len(places)
	if classes[3] != nil { // as most models have it
		b0, b1, b2, b3 := classes[0][:n], classes[1][:n], classes[2][:n], classes[3][:n]
		for i, at := range places {
			table[at] = unzigzag(uint32(b0[i]) | uint32(b1[i])<<8 | uint32(b2[i])<<16 | uint32(b3[i])<<24)
		}
		return
	}
	for i, at := range places {
		var four uint32
		for k, c := range classes {
			if c != nil {
				four |= uint32(c[i]) << (8 * k)
			}
		}
		table[at] = unzigzag(four)
	}
}

// unzigzag turns each byte of a zigzag number into one of two's complement.
func unzigzag(four uint32) uint32 { return four>>1&0x7f7f7f7f ^ four&0x01010101*0xff }

// next returns where the row of a feature begins that is greater than those before it. Features rise, and so do the rows at which a
// search for them begins: each stands there or in the first row behind the one before, whose number is free.
func (m *Linear) next(feature uint32, free *int) uint32 {
	*free = max(*free, m.home(feature))
	at := *free * m.width
	if *free++; at >= len(m.rows) {
		at = m.place(feature) // round the end, where there is still room
	}
	m.rows[at] = feature
	return uint32(at)
}

// varints reads the rows of a model of version 2.
func (r *rows) varints(h modelHead) *Linear {
	if h.Rows > len(r.data) { // each takes a byte at least
		r.short = true
		return nil
	}
	m := newLinear(h.Classes, h.Bias, h.Rows, 0)
	places := make([]uint32, h.Rows) // where the row of each feature begins
	feature, free := uint64(0), 0
	for i := range places {
		x := r.next()
		if feature += x; x == 0 || x > math.MaxUint32 || feature > math.MaxUint32 {
			r.short = true
			return nil
		}
		places[i] = m.next(uint32(feature), &free)
	}
	m.count = h.Rows
	for c := range h.Classes {
		r.class(m.rows, places, c, int64(max(h.Unit, 1)))
	}
	return m
}

// class reads the weights of class c, as binary.AppendVarint writes them, into the rows of a table, which begin at the places.
func (r *rows) class(table, places []uint32, c int, unit int64) {
	data, at := r.data, 0
	for i := 0; i < len(places); {
		if i+8 <= len(places) && at+8 <= len(data) && binary.LittleEndian.Uint64(data[at:]) == 0 { // most are 0
			i, at = i+8, at+8
			continue
		}
		if at >= len(data) {
			r.short = true
			return
		}
		u, size := uint64(data[at]), 1
		if u >= 0x80 {
			u, size = binary.Uvarint(data[at:])
		}
		x := (int64(u>>1) ^ -int64(u&1)) * unit
		if size <= 0 || x != int64(int16(x)) {
			r.short = true
			return
		}
		table[int(places[i])+1+c/2] |= uint32(uint16(x)) << (16 * (c & 1))
		i, at = i+1, at+size
	}
	r.data = data[at:]
}

// next reads a varint; 0 where there is none.
func (r *rows) next() uint64 {
	if len(r.data) > 0 && r.data[0] < 0x80 { // most are of one byte
		x := uint64(r.data[0])
		r.data = r.data[1:]
		return x
	}
	x, n := binary.Uvarint(r.data)
	if n <= 0 {
		r.short = true
		return 0
	}
	r.data = r.data[n:]
	return x
}

// plain reads the rows of a model of version 1.
func (r *rows) plain(h modelHead) *Linear {
	if h.Rows*(4+2*len(h.Classes)) > len(r.data) {
		r.short = true
		return nil
	}
	m := newLinear(h.Classes, h.Bias, h.Rows, 0)
	weights := make([]int16, len(h.Classes))
	for range h.Rows {
		feature := binary.LittleEndian.Uint32(r.data)
		r.data = r.data[4:]
		for c := range weights {
			weights[c] = int16(binary.LittleEndian.Uint16(r.data))
			r.data = r.data[2:]
		}
		m.put(feature, weights)
	}
	return m
}
