// Package linear holds linear models over hashed features: sparse, of whole numbers, in
// tables that are read as they lie in a file.
package linear

import (
	"cmp"
	"encoding/binary"
	"errors"
	"slices"
)

// Table is a perfect hash (hash and displace; Belazzougui, Botelho and Dietzfelbinger, 2009): a look-up reads one displacement and one check,
// whether the feature is there or not, and gives the number of a slot. The check of a slot is the upper 16 bits of its feature's hash. A feature
// that the table lacks is mistaken for another once in some 60,000 look-ups, the same way on every machine.
type Table struct {
	displace []byte // two bytes a bucket
	checks   []byte // two bytes a slot
	buckets  uint64
	size     uint64 // number of slots
}

// View returns the table that lies in displace (two bytes a bucket) and checks (two bytes a slot), which it keeps. It fails where either is empty.
func View(displace, checks []byte) (Table, error) {
	t := Table{displace: displace, checks: checks, buckets: uint64(len(displace) / 2), size: uint64(len(checks) / 2)}
	if t.buckets == 0 || t.size == 0 {
		return t, errors.New("a table is empty")
	}
	return t, nil
}

// Find returns the number of the slot that has the hash, and whether any has.
func (t *Table) Find(h uint64) (slot int, ok bool) {
	slot = t.index(h)
	return slot, t.Check(uint32(slot)) == Upper(h)
}

// Upper is the part of a hash that is the check of its slot.
func Upper(h uint64) uint16 { return uint16(h >> 48) }

// Check returns that of a slot.
func (t *Table) Check(slot uint32) uint16 { return binary.LittleEndian.Uint16(t.checks[2*int(slot):]) }

// index is the number of the only slot that may have the hash.
func (t *Table) index(h uint64) int {
	b := t.bucket(h) * 2
	return int(t.place(h, uint16(t.displace[b])|uint16(t.displace[b+1])<<8))
}

// Places writes the numbers of the only slots that may have the hashes. It reads all displacements before anybody reads a check: none waits for
// another, where a look-up at a time would wait for memory twice.
func (t *Table) Places(hashes []uint64, at []uint32) {
	for i, h := range hashes {
		b := t.bucket(h) * 2
		at[i] = uint32(t.place(h, uint16(t.displace[b])|uint16(t.displace[b+1])<<8))
	}
}

func (t *Table) bucket(h uint64) uint64 { return (h >> 16 & 0xffffffff) * t.buckets >> 32 }

func (t *Table) place(h uint64, displacement uint16) uint64 {
	x := (uint32(h) ^ uint32(displacement)*0x9E3779B1) * 0x85EBCA6B
	return uint64(x^x>>15) * t.size >> 32
}

// Parts returns how the table stands in a file: the displacements, and the checks, which cannot be packed, and so are used as they lie there.
func (t *Table) Parts() []Part { return []Part{{t.displace, 2}, {t.checks, 1}} }

// Build returns a table for hashes, which are sorted and differ. It finds a displacement for each bucket, the fullest first, so that no two hashes
// share a slot. The slots are filled to nineteen twentieths.
func Build(hashes []uint64) (Table, error) {
	t, err := View(make([]byte, 2*(len(hashes)/4+1)), make([]byte, 2*(len(hashes)*20/19+8)))
	if err != nil {
		return t, err
	}
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
		binary.LittleEndian.PutUint16(t.checks[2*t.index(h):], Upper(h))
	}
	return t, nil
}

// Len returns the number of slots.
func (t *Table) Len() int { return int(t.size) }

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
