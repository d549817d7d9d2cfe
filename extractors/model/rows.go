package model

import (
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/factwire/factwire/extractors/internal/hashes"
	"github.com/factwire/factwire/extractors/internal/plane"
)

// rows reads the columns of models.
type rows struct {
	packed *plane.Reader
	rooms  [4][]byte // for columns
	short  bool      // there was less than there should be
}

// model reads a model as Encode writes it.
func (r *rows) model(h modelHead) *Linear {
	m := newLinear(h.Classes, h.Bias, h.Rows, h.inRow())
	counts := r.column(hashes.Counts, 0)
	lows, err := r.packed.Next(2*h.Rows, nil, nil) // they cannot be packed, and so are used as they lie in the file
	if err == nil && !r.short {
		m.features, err = hashes.View(counts, lows)
	}
	r.short = r.short || err != nil
	return r.weights(m, h)
}

// distances reads a model of version 4, whose features are columns of the distances from one to the next.
func (r *rows) distances(h modelHead) *Linear {
	b0, b1, b2, b3 := r.column(h.Rows, 0), r.column(h.Rows, 1), r.column(h.Rows, 2), r.column(h.Rows, 3)
	if r.short {
		return nil
	}
	features, feature := make([]uint32, h.Rows), uint64(0)
	for i := range features {
		x := uint64(b0[i]) | uint64(b1[i])<<8 | uint64(b2[i])<<16 | uint64(b3[i])<<24
		if feature += x; x == 0 || feature > math.MaxUint32 {
			r.short = true
			return nil
		}
		features[i] = uint32(feature)
	}
	m := newLinear(h.Classes, h.Bias, h.Rows, h.inRow())
	m.features = hashes.New(features)
	return r.weights(m, h)
}

// weights reads those of a model.
func (r *rows) weights(m *Linear, h modelHead) *Linear {
	if r.short {
		return nil
	}
	if m.unit == 0 {
		return r.wide(m, h)
	}
	for c := 0; c < len(h.Classes); c += 4 {
		var four [4][]byte
		for k := range min(4, len(h.Classes)-c) {
			four[k] = r.column(h.Rows, k)
		}
		if r.short {
			return nil
		}
		fill(m.rows[min(c/4, len(m.rows)):], m.width, four)
	}
	return m
}

// wide reads weights that may need more than a byte.
func (r *rows) wide(m *Linear, h modelHead) *Linear {
	for c := range h.Classes {
		lower := r.column(h.Rows, 0)
		upper := lower[:0]
		if h.Wide {
			upper = r.column(h.Rows, 1)
		}
		if r.short {
			return nil
		}
		for i, low := range lower {
			u := uint32(low)
			if h.Wide {
				u |= uint32(upper[i]) << 8
			}
			x := int64(int32(u>>1)^-int32(u&1)) * int64(max(h.Unit, 1))
			if x != int64(int16(x)) {
				r.short = true
				return nil
			}
			m.rows[i*m.width+c/2] |= uint32(uint16(x)) << (16 * (c & 1))
		}
	}
	return m
}

// column reads one of n bytes. It holds until another is read into the same room.
func (r *rows) column(n, room int) []byte {
	if cap(r.rooms[room]) < n {
		r.rooms[room] = make([]byte, n)
	}
	c, err := r.packed.Next(n, nil, r.rooms[room])
	if err != nil {
		r.short = true
	}
	return c
}

// fill writes up to four weights each into every width-th number of a table, from the zigzag bytes of their classes.
func fill(table []uint32, width int, classes [4][]byte) {
	if b0, b1, b2, b3 := classes[0], classes[1], classes[2], classes[3]; width == 1 && b3 != nil { // as most models have it
		b1, b2, b3, table = b1[:len(b0)], b2[:len(b0)], b3[:len(b0)], table[:len(b0)]
		for i := range b0 {
			table[i] = unzigzag(uint32(b0[i]) | uint32(b1[i])<<8 | uint32(b2[i])<<16 | uint32(b3[i])<<24)
		}
		return
	}
	for i := range classes[0] {
		var four uint32
		for k, c := range classes {
			if c != nil {
				four |= uint32(c[i]) << (8 * k)
			}
		}
		table[i*width] = unzigzag(four)
	}
}

// unzigzag turns each byte of a zigzag number into one of two's complement.
func unzigzag(four uint32) uint32 { return four>>1&0x7f7f7f7f ^ four&0x01010101*0xff }

// vectors reads those that appendVectors wrote. It reports false where they are none.
func vectors(text string) (map[string][]float64, bool) {
	all := map[string][]float64{}
	for line := range strings.Lines(text) {
		name, rest, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		list := make([]float64, 0, strings.Count(rest, " ")+1)
		for number := range strings.FieldsSeq(rest) {
			x, err := strconv.ParseFloat(number, 64)
			if err != nil {
				return nil, false
			}
			list = append(list, x)
		}
		all[name] = list
	}
	return all, true
}

// appendVectors appends lists of numbers by the order of their names, a line each: the name, a tab, and the numbers, in as few figures as tell them
// apart from all others.
func appendVectors(to []byte, all map[string][]float64) []byte {
	for _, name := range slices.Sorted(maps.Keys(all)) {
		to = append(append(to, name...), '\t')
		for i, x := range all[name] {
			if i > 0 {
				to = append(to, ' ')
			}
			to = strconv.AppendFloat(to, x, 'g', -1, 64)
		}
		to = append(to, '\n')
	}
	return to
}
