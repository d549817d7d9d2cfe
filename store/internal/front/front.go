// Package front takes numbers off the front of bytes that may be damaged.
package front

import "encoding/binary"

// Front is what is left of some bytes. After the first number that does not fit, Bad is set, nothing is left, and all that
// follow are zero. The zero value holds nothing. It is not for concurrent use, and does not change the bytes.
type Front struct {
	Data []byte
	Bad  bool
}

// Fail says that what is left is not what it should be.
func (f *Front) Fail() { f.Bad, f.Data = true, nil }

// Uvarint takes an unsigned number of variable length.
func (f *Front) Uvarint() uint64 {
	n, size := binary.Uvarint(f.Data)
	if size <= 0 {
		f.Fail()
		return 0
	}
	f.Data = f.Data[size:]
	return n
}

// Fixed takes a number of eight bytes, the highest first.
func (f *Front) Fixed() uint64 {
	if len(f.Data) < 8 {
		f.Fail()
		return 0
	}
	n := binary.BigEndian.Uint64(f.Data)
	f.Data = f.Data[8:]
	return n
}
