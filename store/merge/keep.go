package merge

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"github.com/factwire/factwire/kind"
	"github.com/factwire/factwire/store/internal/front"
	"github.com/factwire/factwire/store/similar"
)

// errTally says that bytes are those of no tally.
var errTally = errors.New("no sound tally")

// TallyHead is all of a tally but its records, as it is kept: its size does not depend on how many reports there are.
type TallyHead struct {
	Shapes  []*Shape  `json:"shapes"`
	Records int       `json:"records"`
	Sources []Sourced `json:"sources,omitempty"`
}

// Sourced says for a cluster of shapes, by their numbers, from how many records its sources are known.
type Sourced struct {
	Shapes  []int `json:"shapes"`
	Records int   `json:"records"`
}

// Head returns what is kept beside the records. It shares the tally's memory.
func (t *Tally) Head() TallyHead {
	h := TallyHead{Shapes: t.shapes, Records: len(t.records)}
	for _, s := range t.sources {
		h.Sources = append(h.Sources, Sourced{s.members, s.done})
	}
	return h
}

// Changed returns the number of the first record that is new, or not as it was, since the last call of Kept.
func (t *Tally) Changed() int { return t.fresh }

// Kept says that all records are kept as they are now.
func (t *Tally) Kept() { t.fresh = len(t.records) }

// AppendRecord appends a record's bytes.
func (t *Tally) AppendRecord(b []byte, number int) []byte {
	r := &t.records[number]
	b = binary.BigEndian.AppendUint64(b, r.outlet)
	b = binary.BigEndian.AppendUint64(b, uint64(r.print))
	b = binary.AppendUvarint(b, uint64(len(r.tells)))
	for i := range r.tells {
		x := &r.tells[i]
		b = binary.AppendUvarint(b, uint64(x.shape))
		b = binary.AppendUvarint(b, uint64(len(x.sentences)))
		for _, h := range x.sentences {
			b = binary.BigEndian.AppendUint64(b, h)
		}
		b = binary.AppendUvarint(b, uint64(len(x.copies)))
		for _, c := range x.copies {
			b = binary.AppendUvarint(b, uint64(number-int(c)))
		}
	}
	return b
}

// RestoreTally makes a tally of what was kept of one: its head, which it takes over, and the bytes of all its records. The options must be
// those of [NewTally].
func RestoreTally(h TallyHead, records []byte, o Options) (*Tally, error) {
	t := NewTally(o)
	for n, s := range h.Shapes {
		if s == nil || len(s.Fact.Evidence) != 1 {
			return nil, fmt.Errorf("%w: a shape rests on nothing", errTally)
		}
		if err := kind.CheckFact(s.Fact); err != nil {
			return nil, err
		}
		s.of, s.number, s.since, s.view = t, n, -1, look(s.Fact, t.key)
		v := s.view
		v.sum = s
		t.index[v.shapeName()] = n
	}
	t.shapes = h.Shapes
	r := bytesOf{front.Front{Data: records}}
	t.records = make([]record, 0, max(0, min(h.Records, len(records)/leastRecord+1)))
	room := min(cap(t.records), 2048)
	tells, marks, copied := slab[told]{room: room}, slab[uint64]{room: room}, slab[int32]{room: room / 4}
	var numbers []int
	for n := 0; len(r.Data) > 0; n++ {
		x := record{outlet: r.Fixed(), print: similar.Print(r.Fixed()), tells: tells.take(r.count(1))}
		numbers = numbers[:0]
		for i := range x.tells {
			y := told{shape: r.int(), sentences: marks.take(r.count(8))}
			for j := range y.sentences {
				y.sentences[j] = r.Fixed()
			}
			y.copies = copied.take(r.count(1))
			for j := range y.copies {
				back := r.int()
				if back > n {
					r.Fail()
				}
				y.copies[j] = int32(n - back)
			}
			if r.Bad || y.shape >= len(t.shapes) {
				return nil, fmt.Errorf("%w: record %d", errTally, n)
			}
			if s := t.shapes[y.shape]; s.since < 0 {
				s.since = n
			}
			x.tells[i] = y
			numbers = append(numbers, y.shape)
		}
		t.records = append(t.records, x)
		if len(numbers) > 1 {
			t.note(slices.Clone(numbers))
		}
	}
	if r.Bad || len(t.records) != h.Records || len(t.index) != len(t.shapes) {
		return nil, fmt.Errorf("%w: %d records", errTally, len(t.records))
	}
	t.fresh = len(t.records)
	for _, k := range h.Sources {
		s := newSources(k.Shapes, max(0, min(k.Records, len(t.records))))
		for ; s.done < min(k.Records, len(t.records)); s.done++ {
			s.add(t, s.done, false)
		}
		t.sources = append(t.sources, s)
	}
	return t, nil
}

// leastRecord is how many bytes a record takes at least.
const leastRecord = 17

// slab hands out lists from memory that is taken for so many items at a time.
type slab[T any] struct {
	free []T
	room int
}

// take returns a list of n items; nil for none.
func (s *slab[T]) take(n int) []T {
	if n == 0 {
		return nil
	}
	if n > len(s.free) {
		if n > s.room/4 {
			return make([]T, n)
		}
		s.free = make([]T, s.room)
	}
	out := s.free[:n:n]
	s.free = s.free[n:]
	return out
}

// bytesOf takes numbers off the front of data. After the first that does not fit, Bad is set, and all that follow are zero.
type bytesOf struct{ front.Front }

// int reads a number below 2³¹.
func (r *bytesOf) int() int {
	n := r.Uvarint()
	if n >= 1<<31 {
		r.Fail()
		return 0
	}
	return int(n)
}

// count reads the length of a list whose items take at least so many bytes.
func (r *bytesOf) count(least int) int {
	n := r.Uvarint()
	if n > uint64(len(r.Data)/least) {
		r.Fail()
		return 0
	}
	return int(n)
}
