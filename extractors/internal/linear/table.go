// Package linear holds linear models over hashed features: sparse, of whole numbers, in
// tables that are read as they lie in a file.
package linear

import (
	"cmp"
	"encoding/binary"
	"errors"
	"slices"
)

// Table is a perfect hash (hash and displace; Belazzougui, Botelho and Dietzfelbinger, 2009): a
// look-up reads one displacement and one slot, whether the feature is there or not. The upper 16 bits of
// a feature's hash stand at the head of its slot. A feature that the table lacks is mistaken for another
// once in some 60,000 look-ups, the same way on every machine.
type Table struct {
	displace []byte // two bytes a bucket
	slots    []byte
	width    int
	buckets  uint64
	size     uint64 // number of slots
}

// View returns the table that lies in displace (two bytes a bucket) and slots (width bytes each). Neither is empty.
func View(displace, slots []byte, width int) Table {
	return Table{displace: displace, slots: slots, width: width, buckets: uint64(len(displace) / 2), size: uint64(len(slots) / width)}
}

// Upper is the part of a hash that stands in a slot, in its first two bytes.
func Upper(h uint64) uint16 { return uint16(h >> 48) }

// Slot returns the slot that has the hash if any has; otherwise one with other upper bits.
func (t *Table) Slot(h uint64) []byte {
	at := t.index(h) * t.width
	return t.slots[at : at+t.width]
}

// index is the number of the only slot that may have the hash.
func (t *Table) index(h uint64) int {
	b := t.bucket(h) * 2
	return int(t.place(h, uint16(t.displace[b])|uint16(t.displace[b+1])<<8))
}

// Places writes where the slots of hashes begin in Bytes' second part. It reads all displacements before anybody reads a slot: none waits for
// another, where a look-up at a time would wait for memory twice.
func (t *Table) Places(hashes []uint64, at []uint32) {
	width := uint32(t.width)
	for i, h := range hashes {
		b := t.bucket(h) * 2
		at[i] = uint32(t.place(h, uint16(t.displace[b])|uint16(t.displace[b+1])<<8)) * width
	}
}

// At returns the slot that begins at a place.
func (t *Table) At(place uint32) []byte { return t.slots[place : int(place)+t.width] }

func (t *Table) bucket(h uint64) uint64 { return (h >> 16 & 0xffffffff) * t.buckets >> 32 }

func (t *Table) place(h uint64, displacement uint16) uint64 {
	x := (uint32(h) ^ uint32(displacement)*0x9E3779B1) * 0x85EBCA6B
	return uint64(x^x>>15) * t.size >> 32
}

// Slots returns how many slots there are, Parts how the table stands in a file.
func (t *Table) Slots() int    { return int(t.size) }
func (t *Table) Parts() []Part { return []Part{{t.displace, 2}, {t.slots, t.width}} }

// Build returns a table for hashes, which are sorted and differ, with the upper bits in their
// slots. It finds a displacement for each bucket, the fullest first, so that no two hashes share a
// slot. The slots are filled to nineteen twentieths.
func Build(hashes []uint64, width int) (Table, error) {
	t := View(make([]byte, 2*(len(hashes)/4+1)), make([]byte, width*(len(hashes)*20/19+8)), width)
	buckets := make([][]uint64, t.buckets)
	for _, h := range hashes {
		buckets[t.bucket(h)] = append(buckets[t.bucket(h)], h)
	}
	order := make([]int, len(buckets))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(len(buckets[b]), len(buckets[a])) })
	taken := make([]bool, t.size)
	for _, b := range order {
		d := 0
		for ; d < 1<<16 && !t.fits(buckets[b], uint16(d), taken); d++ {
		}
		if d == 1<<16 {
			return t, errors.New("no place is found for some features; another number of them may do")
		}
		binary.LittleEndian.PutUint16(t.displace[2*b:], uint16(d))
	}
	for _, h := range hashes {
		binary.LittleEndian.PutUint16(t.Slot(h), Upper(h))
	}
	return t, nil
}

// fits takes the slots of a bucket's hashes if all are free and they differ.
func (t *Table) fits(bucket []uint64, d uint16, taken []bool) bool {
	for i, h := range bucket {
		s := t.place(h, d)
		if taken[s] {
			for _, g := range bucket[:i] {
				taken[t.place(g, d)] = false
			}
			return false
		}
		taken[s] = true
	}
	return true
}
