package front_test

import (
	"testing"

	"github.com/factwire/factwire/store/internal/front"
)

// Numbers come off in their order; after one that does not fit, nothing does.
func TestFront(t *testing.T) {
	f := front.Front{Data: []byte{0xac, 0x02, 0, 0, 0, 0, 0, 0, 1, 0, 7, 0x80}}
	if n, m, k := f.Uvarint(), f.Fixed(), f.Uvarint(); n != 300 || m != 256 || k != 7 || f.Bad {
		t.Errorf("%d, %d, %d, %v", n, m, k, f.Bad)
	}
	if n := f.Uvarint(); n != 0 || !f.Bad || f.Data != nil { // half a number
		t.Errorf("%d, %v, %v", n, f.Bad, f.Data)
	}
	f = front.Front{Data: make([]byte, 7)}
	if n := f.Fixed(); n != 0 || !f.Bad || f.Uvarint() != 0 {
		t.Errorf("%d, %v", n, f.Bad)
	}
}
