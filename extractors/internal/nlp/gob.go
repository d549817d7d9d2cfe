package nlp

import (
	"encoding/binary"
	"errors"
)

// gobReader reads the few shapes of gob data that prose's model has (maps, strings,
// slices; see the package documentation of encoding/gob).
type gobReader struct {
	data []byte
	err  error
}

var errGob = errors.New("the data is no gob of the expected shape")

// value skips the type definitions and stands at the first value, without its type.
func (g *gobReader) value() {
	for g.err == nil {
		length := g.uint()
		if length > uint64(len(g.data)) {
			g.err = errGob
			return
		}
		rest := g.data[length:]
		if id := g.uint(); id&1 == 0 { // a positive type id, zigzag: a value
			if g.uint() != 0 { // a value that is no struct has a zero before it
				g.err = errGob
			}
			return
		}
		g.data = rest
	}
}

func (g *gobReader) uint() uint64 {
	if g.err != nil || len(g.data) == 0 {
		g.err = errGob
		return 0
	}
	b := g.data[0]
	g.data = g.data[1:]
	if b < 0x80 {
		return uint64(b)
	}
	n := int(-int8(b)) // the count of bytes, negated
	if n < 1 || n > 8 || n > len(g.data) {
		g.err = errGob
		return 0
	}
	var v uint64
	if len(g.data) >= 8 {
		v = binary.BigEndian.Uint64(g.data) >> (64 - 8*n)
	} else {
		for _, b := range g.data[:n] {
			v = v<<8 | uint64(b)
		}
	}
	g.data = g.data[n:]
	return v
}

// count reads the length of a map or a slice. Each element takes a byte at least.
func (g *gobReader) count() int {
	n := g.uint()
	if n > uint64(len(g.data)) {
		g.err = errGob
		return 0
	}
	return int(n)
}

// bytes reads a string; the slice is part of the data.
func (g *gobReader) bytes() []byte {
	n := g.count()
	b := g.data[:n]
	g.data = g.data[n:]
	return b
}
