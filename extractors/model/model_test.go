package model

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/factwire/factwire/extractors/internal/hashes"
	"github.com/factwire/factwire/extractors/internal/plane"
)

func example() *Bundle {
	rng := rand.New(rand.NewPCG(1, 1))
	var rows []Weight
	for f := uint32(1); len(rows) < 3000; f += 1 + rng.Uint32N(1<<20) {
		rows = append(rows, Weight{f, []int16{int16(rng.IntN(400) - 200), int16(rng.IntN(400) - 200), int16(rng.IntN(4)) * 8000}})
	}
	var small []Weight // one byte each
	for f := uint32(1 << 20); len(small) < 2000; f += 1 + rng.Uint32N(1<<21) {
		w := make([]int16, 5)
		for c := range w {
			w[c] = int16(rng.IntN(256)-128) * 4
		}
		small = append(small, Weight{f, w})
	}
	var packed []Weight // one number each
	for _, w := range small {
		packed = append(packed, Weight{w.Feature, w.Classes[:4]})
	}
	return &Bundle{
		Head: Head{Version: Version, Made: "a test", Figures: map[string]float64{"f1": 0.5}, Lists: map[string][]string{"cues": {"ban", "sign"}}, Vectors: map[string][]float64{"fact.ban": {1, -2.000000000000001, 1e-300}, "fact.none": {}}, Numbers: map[string]float64{"least": 0.1}},
		Models: map[string]*Linear{
			"trigger": NewLinear([]string{"none", "ban", "signing"}, []int32{5, -6, 7}, rows),
			"due":     NewLinear([]string{"none", "yes"}, []int32{1, 2}, []Weight{{1, []int16{-8, 8}}, {math.MaxUint32, []int16{math.MinInt16, 16}}}),
			"small":   NewLinear([]string{"none", "ban", "signing", "deadline", "quote"}, make([]int32, 5), small),
			"packed":  NewLinear([]string{"none", "ban", "signing", "deadline"}, []int32{9, 8, 7, 6}, packed),
			"nothing": NewLinear([]string{"none"}, []int32{0}, nil),
		},
	}
}

func encoded(t *testing.T, b *Bundle) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := b.Encode(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestBundle wants back what was written, in the same bytes each time.
func TestBundle(t *testing.T) {
	b := example()
	file := encoded(t, b)
	got, err := Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got.Head, b.Head) {
		t.Errorf("head %+v, want %+v", got.Head, b.Head)
	}
	for name, m := range b.Models {
		have := got.Models[name]
		if have == nil || !slices.Equal(have.Classes, m.Classes) || !slices.Equal(have.Bias(), m.Bias()) || have.Size() != m.Size() || !reflect.DeepEqual(have.Weights(), m.Weights()) {
			t.Errorf("the model %s came back as another", name)
		}
	}
	if again := encoded(t, got); !bytes.Equal(again, file) {
		t.Error("the same bundle gives other bytes")
	}
	if sum := sha256.Sum256(file[:len(file)-sha256.Size]); Sum(file) == "" || !bytes.Equal(sum[:], file[len(file)-sha256.Size:]) || len(Sum(file)) != 64 {
		t.Errorf("checksum %s", Sum(file))
	}
}

// TestDamaged changes each part of a file, with a checksum that fits or that does not, and wants an error and no panic.
func TestDamaged(t *testing.T) {
	file := encoded(t, example())
	for at := 0; at < len(file); at += 1 + at/16 {
		bad := slices.Clone(file)
		bad[at] ^= 0x10
		if _, err := Decode(bad); err == nil {
			t.Fatalf("byte %d is changed, and nobody notices", at)
		}
		if _, err := Decode(file[:at]); err == nil {
			t.Fatalf("%d bytes of %d are taken for the file", at, len(file))
		}
	}
	if _, err := Decode(file[:len(file)-1]); !errors.Is(err, ErrDamaged) {
		t.Errorf("a file that is cut short: %v", err)
	}
	if _, err := Decode([]byte(strings.Repeat("no model ", 20))); err == nil || !strings.Contains(err.Error(), "no model file") {
		t.Errorf("another file: %v", err)
	}
	signed := func(body []byte) []byte {
		sum := sha256.Sum256(body)
		return append(body, sum[:]...)
	}
	// hostile files with a checksum that fits
	for at := len(magic); at < len(file)-sha256.Size; at += 1 + at/16 {
		bad := slices.Clone(file[:len(file)-sha256.Size])
		bad[at] ^= 0x55
		Decode(signed(bad)) // any answer but a panic will do
	}
	written := func(version int, head any, columns ...byte) []byte {
		text, err := json.Marshal(head)
		if err != nil {
			t.Fatal(err)
		}
		return signed(slices.Concat(fmt.Appendf(nil, "%s%d\n", magic, version), binary.LittleEndian.AppendUint32(nil, uint32(len(text))), text, columns))
	}
	as := func(columns ...[]byte) []byte { // packed, as they are where they are short
		var out []byte
		for _, c := range columns {
			out = plane.Append(out, c, nil)
		}
		return out
	}
	counts := func(at ...int) []byte {
		c := make([]byte, hashes.Counts)
		for _, i := range at {
			c[i]++
		}
		return c
	}
	type object = map[string]any
	one := object{"name": "x", "classes": []string{"a"}, "bias": []int{0}, "rows": 1}
	with := func(more object) []object {
		out := object{}
		for _, m := range []object{one, more} {
			for k, v := range m {
				out[k] = v
			}
		}
		return []object{out}
	}
	for name, c := range map[string]struct {
		file []byte
		want string // of the error; empty for none
	}{
		"a version before 4":    {signed([]byte("factwire model\n\x02\x00\x00\x00{}")), "before 4"},
		"version 4":             {written(4, object{"version": 4, "models": with(object{"unit": 3})}, 2, 0, 7, 2, 0, 0, 2, 0, 0, 2, 0, 0, 2, 0, 4), ""},
		"version 4, cut short":  {written(4, object{"version": 4, "models": with(object{"unit": 3})}, 2, 0, 7, 2, 0, 0, 2, 0, 0, 2, 0, 0, 2, 0), "damaged"},
		"version 4, falling":    {written(4, object{"version": 4, "models": with(object{"rows": 2})}, as([]byte{7, 0xff}, []byte{0, 0xff}, []byte{0, 0xff}, []byte{0, 0xff}, []byte{1, 1})...), "damaged"},
		"version 5":             {written(5, object{"version": 5, "models": with(object{"unit": 3})}, as(counts(0), []byte{7, 0}, []byte{4})...), ""},
		"wide":                  {written(5, object{"version": 5, "models": with(object{"wide": true})}, as(counts(0), []byte{7, 0}, []byte{12}, []byte{0})...), ""},
		"too great a weight":    {written(5, object{"version": 5, "models": with(object{"wide": true, "unit": 300})}, as(counts(0), []byte{7, 0}, []byte{0}, []byte{0x80})...), "damaged"},
		"cut short":             {written(5, object{"version": 5, "models": with(object{"unit": 3})}, as(counts(0), []byte{7, 0})...), "damaged"},
		"more than told":        {written(5, object{"version": 5, "models": with(nil)}, as(counts(0, 8), []byte{7, 0}, []byte{4})...), "damaged"},
		"less than told":        {written(5, object{"version": 5, "models": with(nil)}, as(counts(), []byte{7, 0}, []byte{4})...), "damaged"},
		"too large":             {written(5, object{"version": 5, "models": with(object{"rows": 1 << 22, "classes": make([]string, 20), "bias": make([]int, 20)})}, 2, 0, 7), "damaged"},
		"later version":         {written(6, object{"version": 6, "models": []object{one}}, 7, 4), "version 6"},
		"two versions":          {written(4, object{"version": 5, "models": []object{one}}, 7, 4), "version 5"},
		"no version":            {written(5, object{"models": []object{one}}, 7, 4), "version 0"},
		"no classes":            {written(5, object{"version": 5, "models": with(object{"classes": []string{}})}, 7, 4), "damaged"},
		"other bias":            {written(5, object{"version": 5, "models": with(object{"bias": []int{1, 2}})}, 7, 4), "damaged"},
		"rows without end":      {written(5, object{"version": 5, "models": with(object{"rows": 1 << 40})}, 7, 4), "damaged"},
		"less than no row":      {written(5, object{"version": 5, "models": with(object{"rows": -1})}, 7, 4), "damaged"},
		"vectors":               {written(5, object{"version": 5, "listed": 8, "models": with(nil)}, as([]byte("v\t1 2.5\n"), counts(0), []byte{7, 0}, []byte{18})...), ""},
		"vectors, cut short":    {written(5, object{"version": 5, "listed": 8, "models": []object{}}, 2, 0, 'v'), "damaged"},
		"vectors of no numbers": {written(5, object{"version": 5, "listed": 4, "models": []object{}}, as([]byte("v\tx\n"))...), "damaged"},
		"vectors without end":   {written(5, object{"version": 5, "listed": 1 << 40, "models": []object{}}, 2, 0, 'v'), "damaged"},
		"a head beyond the end": {signed([]byte("factwire model 5\n\xff\xff\xff\x00{}")), "damaged"},
		"a head that is none":   {signed([]byte("factwire model 5\n\x02\x00\x00\x00{[")), "read model"},
	} {
		b, err := Decode(c.file)
		switch {
		case c.want == "" && err != nil, c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
			t.Errorf("%s: error %v, want %q", name, err, c.want)
		case c.want == "":
			if w := b.Models["x"].Of(7); len(w) != 1 || w[0] != 9 && w[0] != 6 {
				t.Errorf("%s: weights %v", name, w)
			}
		}
	}
}

// TestScore adds up weights by hand, also where many features crowd a small table.
func TestScore(t *testing.T) {
	b, err := Decode(encoded(t, example()))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"trigger", "small", "packed"} {
		m := b.Models[name]
		testScore(t, m)
		for range often {
			m.Score(nil, nil)
		}
		if laid := m.laid.Load() != nil; laid != (name == "packed") {
			t.Errorf("whether the rows of %s are laid out: %t", name, laid)
		}
		testScore(t, m)
	}
	if got := b.Models["nothing"].Score([]uint32{1, 2, 3}, make([]int32, 5)); !slices.Equal(got, []int32{0}) {
		t.Errorf("a model without weights: %v", got)
	}
}

func testScore(t *testing.T, m *Linear) {
	t.Helper()
	rows := m.Weights()
	if !slices.IsSortedFunc(rows, func(a, b Weight) int { return int(int64(a.Feature) - int64(b.Feature)) }) {
		t.Error("the weights are not in the order of features")
	}
	rng := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		want := slices.Clone(m.Bias())
		var features []uint32
		for range rng.IntN(600) {
			if rng.IntN(3) == 0 {
				f := rng.Uint32() | 1<<31 // most likely without weights
				if m.Of(f) != nil {
					continue
				}
				features = append(features, f)
				continue
			}
			row := rows[rng.IntN(len(rows))]
			features = append(features, row.Feature)
			for c, w := range row.Classes {
				want[c] += int32(w)
			}
		}
		if got := m.Score(features, nil); !slices.Equal(got, want) {
			t.Fatalf("logits %v, want %v", got, want)
		}
	}
}

func TestSoftmax(t *testing.T) {
	for _, c := range []struct {
		logits []int32
		want   []float64
	}{
		{[]int32{0, 0}, []float64{0.5, 0.5}},
		{[]int32{Scale, 0}, []float64{0.731059, 0.268941}},
		{[]int32{3000 * Scale, 0, -3000 * Scale}, []float64{1, 0, 0}},
		{[]int32{math.MinInt32 / 2, math.MinInt32 / 2}, []float64{0.5, 0.5}},
		{[]int32{7}, []float64{1}},
	} {
		if got := Softmax(c.logits, make([]float64, 9)); !slices.Equal(got, c.want) {
			t.Errorf("softmax of %v is %v, want %v", c.logits, got, c.want)
		}
	}
}
