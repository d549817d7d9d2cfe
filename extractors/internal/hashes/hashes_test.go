package hashes_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/factwire/factwire/extractors/internal/hashes"
)

// TestIndex finds each of some hashes under its number and none of others, in an index that was made and in one that lies in columns.
func TestIndex(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	all := []uint32{0, 1, 1 << 16, math.MaxUint32 - 1, math.MaxUint32}
	for range 5000 {
		all = append(all, random.Uint32(), random.Uint32N(100)<<16|random.Uint32N(1<<16))
	}
	slices.Sort(all)
	all = slices.Compact(all)
	made := hashes.New(all)
	counts, lows, err := made.Columns()
	if err != nil || len(counts) != hashes.Counts {
		t.Fatal(len(counts), err)
	}
	viewed, err := hashes.View(counts, lows)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []hashes.Index{made, viewed} {
		if x.Len() != len(all) {
			t.Errorf("%d hashes, not %d", x.Len(), len(all))
		}
		n := 0
		for i, h := range x.All() {
			if i != n || h != all[i] || x.Find(h) != i {
				t.Fatalf("number %d is %x, found as %d; want %x", i, h, x.Find(h), all[n])
			}
			if _, known := slices.BinarySearch(all, h+1); !known && x.Find(h+1) >= 0 {
				t.Errorf("%x is found", h+1)
			}
			n++
		}
		for range x.All() {
			break
		}
	}
}

func TestDamaged(t *testing.T) {
	counts := make([]byte, hashes.Counts)
	counts[7] = 2
	for name, c := range map[string][2][]byte{"nothing": {}, "fewer": {counts, {1, 2}}, "more": {counts, make([]byte, 6)}, "cut short": {counts[1:], make([]byte, 4)}} {
		if _, err := hashes.View(c[0], c[1]); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if x, err := hashes.View(counts, make([]byte, 4)); err != nil || x.Find(7<<16) != 0 {
		t.Error(err)
	}
	var none hashes.Index
	if none.Find(0) >= 0 || none.Len() != 0 {
		t.Error("an empty index has hashes")
	}
	if counts, lows, err := none.Columns(); err != nil || len(counts) != hashes.Counts || len(lows) > 0 {
		t.Error(err)
	}
	crowded := make([]uint32, 300)
	for i := range crowded {
		crowded[i] = uint32(i)
	}
	x := hashes.New(crowded)
	if _, _, err := x.Columns(); err == nil {
		t.Error("a byte counts 300")
	}
}
