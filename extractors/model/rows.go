package model

import (
	"encoding/binary"
	"math"
)

// rows reads the rows of models.
type rows struct {
	data  []byte
	short bool // there was less than there should be
}

// apart reads the rows of a model of version 3.
func (r *rows) apart(h modelHead) *Linear {
	n, bytes := h.Rows, 1
	if h.Wide {
		bytes = 2
	}
	if n > len(r.data)/(4+bytes*len(h.Classes)) {
		r.short = true
		return nil
	}
	take := func(size int) []byte {
		part := r.data[:size]
		r.data = r.data[size:]
		return part
	}
	by := take(4 * n)
	unit := int32(max(h.Unit, 1))
	if h.Wide || unit > math.MaxUint8 { // no weight is beyond sixteen bits
		return r.wide(h, by, take(bytes*n*len(h.Classes)), bytes)
	}
	m := newLinear(h.Classes, h.Bias, n, unit)
	places := m.places(by)
	if places == nil {
		r.short = true
		return nil
	}
	for c := 0; c < len(h.Classes); c += 4 {
		part := take(min(4, len(h.Classes)-c) * n)
		fill(m.rows[1+c/4:], places, part)
	}
	return m
}

// fill writes up to four weights each into the numbers at the places of a table: the zigzag bytes of the first class, of the second and so on.
func fill(table, places []uint32, bytes []byte) {
	n := len(places)
	if len(bytes) == 4*n { // as most models have them
		b0, b1, b2, b3 := bytes[:n], bytes[n:2*n], bytes[2*n:3*n], bytes[3*n:4*n]
		for i, at := range places {
			table[at] = unzigzag(uint32(b0[i]) | uint32(b1[i])<<8 | uint32(b2[i])<<16 | uint32(b3[i])<<24)
		}
		return
	}
	for i, at := range places {
		var four uint32
		for k := 0; k*n < len(bytes); k++ {
			four |= uint32(bytes[k*n+i]) << (8 * k)
		}
		table[at] = unzigzag(four)
	}
}

// unzigzag turns each byte of a zigzag number into one of two's complement.
func unzigzag(four uint32) uint32 { return four>>1&0x7f7f7f7f ^ four&0x01010101*0xff }

// places finds room for the features that are told by their distances, the first bytes first, and returns where their rows begin; nil where they do not
// rise.
func (m *Linear) places(by []byte) []uint32 {
	n := len(by) / 4
	b0, b1, b2, b3 := by[:n], by[n:2*n], by[2*n:3*n], by[3*n:4*n]
	places := make([]uint32, n)
	feature, free := uint64(0), 0
	for i := range places {
		x := uint64(b0[i]) | uint64(b1[i])<<8 | uint64(b2[i])<<16 | uint64(b3[i])<<24
		if feature += x; x == 0 || feature > math.MaxUint32 {
			return nil
		}
		places[i] = m.next(uint32(feature), &free)
	}
	m.count = n
	return places
}

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

// wide reads rows of which a weight may need more than a byte in the table.
func (r *rows) wide(h modelHead, by, weights []byte, bytes int) *Linear {
	m := newLinear(h.Classes, h.Bias, h.Rows, 0)
	places := m.places(by)
	if places == nil {
		r.short = true
		return nil
	}
	n := h.Rows
	for c := range h.Classes {
		part := weights[c*bytes*n:]
		for i, at := range places {
			u := uint32(part[i])
			if bytes == 2 {
				u |= uint32(part[n+i]) << 8
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

// packed reads the rows of a model of version 2.
func (r *rows) packed(h modelHead) *Linear {
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
