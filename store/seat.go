package store

import (
	"bytes"
	"encoding/binary"
	"fmt"

	"github.com/factwire/factwire/store/internal/codec"
)

// seat is where in the file a group lies: the number under which it came, from 1, and its place. Groups lie in the order in which they came, so that new ones, which
// are most, are written side by side, and those that are told of these days lie near each other: were they ordered by their places, which are
// hashes, each would lie on a page of its own, and every article would touch the more pages, the larger the store is. The places, with their
// numbers, are a small part of it.
type seat [4 + len(place{})]byte

const seatNumber = 4 // bytes

func newSeat(number uint32, p place) (s seat) {
	binary.BigEndian.PutUint32(s[:], number)
	copy(s[seatNumber:], p[:])
	return s
}

func (s seat) number() uint32 { return binary.BigEndian.Uint32(s[:]) }

func (s seat) place() place { return place(s[seatNumber:]) }

// marked is the beginning of the keys of one part of a group.
func (s seat) marked(mark byte) []byte { return append(s[:], mark) }

func (s seat) head() []byte { return s.marked(markHead) }

func (s seat) observation(article string, n int) []byte {
	return append(binary.BigEndian.AppendUint16(s.marked(markObservation), uint16(n)), article...)
}

func (s seat) tally(n int) []byte {
	return binary.BigEndian.AppendUint32(s.marked(markTally), uint32(n))
}

// mostSeats is how many seats are remembered.
const mostSeats = 20_000

// seat returns where a group lies. Of one that never was, the number is 0, under which nothing lies.
func (t *txn) seat(p place) (seat, error) {
	if s, known := t.seats[p]; known {
		return s, nil
	}
	v := t.bucket(bucketSeats).Get(p[:])
	if v == nil {
		return newSeat(0, p), nil
	}
	number, err := t.openNumber(p[:], v)
	if err != nil {
		return seat{}, err
	}
	s := newSeat(number, p)
	t.seated(s)
	return s, nil
}

func (t *txn) seated(s seat) {
	if t.seats == nil || len(t.seats) == mostSeats {
		t.seats = map[place]seat{}
	}
	t.seats[s.place()] = s
}

func (t *txn) openNumber(key, value []byte) (uint32, error) {
	body, err := t.s.codec.Open(key, value)
	if err == nil && len(body) != seatNumber {
		err = codec.ErrDamaged
	}
	if err != nil {
		return 0, fmt.Errorf("seat of group %x: %w", key, err)
	}
	return binary.BigEndian.Uint32(body), nil
}

// take is seat for a group that is written: one that never was gets the next number. It keeps that for good.
func (t *txn) take(p place) (seat, error) {
	s, err := t.seat(p)
	if err != nil || s.number() > 0 {
		return s, err
	}
	n, err := t.bucket(bucketGroups).NextSequence()
	if err != nil {
		return s, err
	}
	s = newSeat(uint32(n), p)
	if s.number() == 0 || uint64(s.number()) != n {
		return s, fmt.Errorf("the store holds %d groups, and can hold no more", n-1)
	}
	t.seated(s)
	return s, t.bucket(bucketSeats).Put(p[:], t.s.codec.SealPlain(p[:], s[:seatNumber]))
}

// each calls use for what a group has under a mark, in the order of the keys, until it returns an error.
func (t *txn) each(p place, mark byte, use func(k, v []byte) error) error {
	s, err := t.seat(p)
	if err != nil || s.number() == 0 {
		return err
	}
	prefix := s.marked(mark)
	c := t.bucket(bucketGroups).Cursor()
	for k, v := c.Seek(prefix); bytes.HasPrefix(k, prefix); k, v = c.Next() {
		if err := use(k, v); err != nil {
			return err
		}
	}
	return nil
}
