package merge

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"

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
	tells := t.of(r)
	b = binary.AppendUvarint(b, uint64(len(tells)))
	for i := range tells {
		x := &tells[i]
		b = binary.AppendUvarint(b, uint64(x.shape))
		b = appendSure(b, x.sure)
		b = binary.AppendUvarint(b, uint64(x.to-x.from))
		for _, h := range t.marks[x.from:x.to] {
			b = binary.BigEndian.AppendUint64(b, h)
		}
		copies := 0
		t.eachCopy(x, func(int) { copies++ })
		b = binary.AppendUvarint(b, uint64(copies))
		t.eachCopy(x, func(c int) { b = binary.AppendUvarint(b, uint64(number-c)) })
	}
	return b
}

// appendSure appends a confidence: one that is a number of thousandths, as most are, as that and one; else a zero and its bits.
func appendSure(b []byte, sure float64) []byte {
	if n := math.Round(1000 * sure); n >= 0 && n <= 1000 && n/1000 == sure {
		return binary.AppendUvarint(b, uint64(n)+1)
	}
	return binary.BigEndian.AppendUint64(append(b, 0), math.Float64bits(sure))
}

// sure reads what appendSure wrote.
func (r *bytesOf) sure() float64 {
	n := r.int()
	if n > 0 {
		return float64(n-1) / 1000
	}
	sure := math.Float64frombits(r.Fixed())
	if math.IsNaN(sure) {
		r.Fail()
	}
	return sure
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
		s.best = s.surest(s.view)
		v := s.view
		v.sum = s
		t.index[v.shapeName()] = n
	}
	t.shapes = h.Shapes
	r := bytesOf{front.Front{Data: records}}
	room := max(0, min(h.Records, len(records)/leastRecord+1))
	t.records, t.tells, t.marks = make([]record, 0, room), make([]told, 0, room), make([]uint64, 0, room)
	for n := 0; len(r.Data) > 0; n++ {
		if err := t.restore(&r, n); err != nil {
			return nil, err
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

// restore takes a record off the front of what was kept.
func (t *Tally) restore(r *bytesOf, n int) error {
	x := record{outlet: r.Fixed(), print: similar.Print(r.Fixed()), from: int32(len(t.tells))}
	for range r.count(1) {
		y := told{shape: int32(r.int()), sure: r.sure(), from: int32(len(t.marks))}
		for range r.count(8) {
			t.marks = append(t.marks, r.Fixed())
		}
		y.to = int32(len(t.marks))
		last := int32(0)
		for range r.count(1) {
			back := r.int()
			if back > n {
				r.Fail()
			}
			last = t.copyOf(&y, last, n-back)
		}
		if r.Bad || int(y.shape) >= len(t.shapes) {
			return fmt.Errorf("%w: record %d", errTally, n)
		}
		if s := t.shapes[y.shape]; s.since < 0 {
			s.since = n
		}
		t.tells = append(t.tells, y)
	}
	x.to = int32(len(t.tells))
	t.records = append(t.records, x)
	if tells := t.of(&x); len(tells) > 1 {
		numbers := make([]int, len(tells))
		for i, y := range tells {
			numbers[i] = int(y.shape)
		}
		t.note(numbers)
	}
	return nil
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
