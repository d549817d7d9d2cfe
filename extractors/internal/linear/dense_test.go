package linear

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestAddDense adds rows of the extremes and of what lies between by either way: the sums are the same.
func TestAddDense(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	c := &Classifier{dense: make([]int8, 300*MaxClasses)}
	for i := range c.dense {
		switch random.IntN(4) {
		case 0:
			c.dense[i] = -128
		case 1:
			c.dense[i] = 127
		default:
			c.dense[i] = int8(random.IntN(256) - 128)
		}
	}
	for n := 1; n <= 128; n++ {
		at := make([]uint32, n)
		for i := range at {
			at[i] = uint32(random.IntN(300))
		}
		var got, want Scores
		for i := range got {
			got[i] = int16(random.IntN(1<<10) - 1<<9)
			want[i] = got[i]
		}
		c.addDense(&got, at)
		c.addPlainly(&want, at)
		if got != want {
			t.Fatalf("%d rows: %v, want %v", n, got, want)
		}
	}
}

// TestSpread builds a classifier of lists of all lengths and adds them up one by one.
func TestSpread(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	features := map[uint64][]Weight{}
	var all []uint64
	for n := 1; n <= MaxClasses; n++ {
		for range 3 {
			h := random.Uint64()
			for _, class := range random.Perm(MaxClasses)[:n] {
				features[h] = append(features[h], Weight{uint8(class), int8(random.IntN(255) - 127)})
			}
			all = append(all, h)
		}
	}
	parts, err := BuildClassifier(features)
	if err != nil {
		t.Fatal(err)
	}
	var data [][]byte
	for i, p := range parts {
		if data = append(data, p.Data); p.Width != ClassifierWidths[i] {
			t.Errorf("part %d has items of %d bytes", i, p.Width)
		}
	}
	for i := range data { // parts that do not belong together
		bad := slices.Clone(data)
		bad[i] = bad[i][:len(bad[i])/4*2-2]
		if _, err := NewClassifier(bad, MaxClasses); i > 0 && err == nil {
			t.Errorf("part %d is cut short, and nobody notices", i)
		}
	}
	c, err := NewClassifier(data, MaxClasses)
	if err != nil {
		t.Fatal(err)
	}
	if len(c.dense) == 0 {
		t.Error("no row is dense")
	}
	var got, want Scores
	rows := make([]uint32, len(all)+2)
	n := c.Rows(append(all, random.Uint64()), rows) // and one that it lacks
	if n != len(all) {
		t.Errorf("%d features have weights, want %d", n, len(all))
	}
	rows[n] = 0
	c.AddRows(&got, rows[:n+1])
	for _, list := range features {
		for _, w := range list {
			want[w.Class] += int16(w.Weight)
		}
	}
	if got != want {
		t.Errorf("%v, want %v", got, want)
	}
}

// TestAddWide is TestAddDense for wide rows.
func TestAddWide(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	rows := make([]int32, 100*WideClasses)
	for i := range rows {
		switch random.IntN(4) {
		case 0:
			rows[i] = -1 << 24
		case 1:
			rows[i] = 1 << 24
		default:
			rows[i] = int32(random.IntN(65536) - 32768)
		}
	}
	for n := range 40 {
		at := make([]uint32, n)
		for i := range at {
			at[i] = uint32(random.IntN(100))
		}
		var got, want [MaxClasses]int32
		for i := range got {
			got[i] = int32(random.IntN(1<<30) - 1<<29)
			want[i] = got[i]
		}
		AddWide(&got, rows, at)
		addWidePlainly(&want, rows, at)
		if got != want {
			t.Fatalf("%d rows: %v, want %v", n, got, want)
		}
	}
}
