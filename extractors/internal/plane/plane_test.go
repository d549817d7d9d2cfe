package plane_test

import (
	"bytes"
	"math/rand/v2"
	"testing"

	"github.com/factwire/factwire/extractors/internal/plane"
)

// columns are of all kinds: empty, of one byte, noise, small numbers, those that follow the column before or their own last byte, and one of few bytes.
func columns() [][]byte {
	random := rand.New(rand.NewPCG(5, 6))
	made := func(n int, of func(i int) byte) []byte {
		c := make([]byte, n)
		for i := range c {
			c[i] = of(i)
		}
		return c
	}
	small := made(200_001, func(int) byte { return byte(random.ExpFloat64() * 4) })
	last := byte(0)
	return [][]byte{
		nil, {7}, {1, 2, 3}, make([]byte, 70_000),
		made(50_000, func(int) byte { return byte(random.Uint32()) }), small,
		made(len(small), func(i int) byte { return small[i]*16 + byte(random.IntN(3)) }),
		made(300_002, func(int) byte { last = (last*5 + byte(random.IntN(2))) % 24; return last }),
		[]byte("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbcccccccccccccccccccccccccccccccccccc"),
	}
}

func packed(t testing.TB, all [][]byte) []byte {
	t.Helper()
	var out, before []byte
	for _, c := range all {
		if len(before) != len(c) {
			before = nil
		}
		out = plane.Append(out, c, before)
		before = c
	}
	return out
}

// TestAppend wants back what was packed, with room and without, and small where there is something to win.
func TestAppend(t *testing.T) {
	all := columns()
	file := packed(t, all)
	if again := packed(t, all); !bytes.Equal(again, file) {
		t.Error("the same columns give other bytes")
	}
	if len(file) > 330_000 { // of 870,000, half of which no order of bytes would make smaller
		t.Errorf("%d bytes", len(file))
	}
	for _, room := range [][]byte{nil, make([]byte, 1<<20)} {
		r := plane.NewReader(file)
		var before []byte
		for i, want := range all {
			if len(before) != len(want) {
				before = nil
			}
			got, err := r.Next(len(want), before, room)
			if err != nil || !bytes.Equal(got, want) {
				t.Fatalf("column %d comes back as another (%v)", i, err)
			}
			before = bytes.Clone(got)
		}
		if r.Rest() > 0 {
			t.Errorf("%d bytes are left", r.Rest())
		}
	}
}

// TestDamaged changes bytes and cuts the file short: an error or other columns, and no panic.
func TestDamaged(t *testing.T) {
	all := columns()
	file := packed(t, all)
	read := func(file []byte) bool {
		r := plane.NewReader(file)
		var before []byte
		for _, want := range all {
			if len(before) != len(want) {
				before = nil
			}
			got, err := r.Next(len(want), before, nil)
			if err != nil {
				return false
			}
			before = got
		}
		return true
	}
	for at := 0; at < len(file); at += 1 + at/12 {
		bad := bytes.Clone(file)
		bad[at] ^= 0x21
		read(bad)
		if read(file[:at]) {
			t.Errorf("%d bytes of %d are taken for the file", at, len(file))
		}
	}
}

func FuzzNext(f *testing.F) {
	for _, c := range columns() {
		f.Add(packed(f, [][]byte{c[:min(len(c), 3000)]}), uint16(min(len(c), 3000)))
	}
	f.Fuzz(func(t *testing.T, file []byte, size uint16) {
		before := make([]byte, size)
		if got, err := plane.NewReader(file).Next(int(size), before, nil); err == nil && len(got) != int(size) {
			t.Errorf("%d bytes, not %d", len(got), size)
		}
	})
}
