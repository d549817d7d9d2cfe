package nlp

import (
	"bytes"
	"encoding/binary"
	"flag"
	"fmt"
	"maps"
	"math"
	"os"
	"reflect"
	"slices"
	"testing"

	"github.com/jdkato/prose/v2"
	"github.com/klauspost/compress/zstd"

	"github.com/factwire/factwire/configs"
)

var update = flag.Bool("update", false, "write configs/model/words.bin.zst anew from the weights that prose has")

// TestModelIsProses compares the tables of the model file with those that prose's own data give.
func TestModelIsProses(t *testing.T) {
	want, err := proseTagger()
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		pack, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(1))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile("../../configs/model/words.bin.zst", pack.EncodeAll(encodeTagger(want), nil), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	data, err := configs.Model("words.bin")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(data, encodeTagger(want)) {
		t.Error("the file holds other weights than prose has: go test ./extractors/nlp -run ModelIsProses -update writes it anew")
	}
	got, err := decodeTagger(data)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(got.classes, want.classes) || !maps.Equal(got.fixed, want.fixed) || got.noun != want.noun {
		t.Error("other tags or words of one tag")
	}
	same := func(what string, a, b row) {
		if a.seen != b.seen || (a == row{}) != (b == row{}) || (a.wide > 0) != (b.to-b.from >= wideFrom) || !slices.Equal(got.weights[a.from:a.to], want.weights[b.from:b.to]) {
			t.Errorf("%s: weights %v, want %v", what, got.weights[a.from:a.to], want.weights[b.from:b.to])
		}
	}
	same("bias", got.bias, want.bias)
	for k, lists := range [][2][]row{{got.first[:], want.first[:]}, {got.before, want.before}, {got.before2, want.before2}, {got.both, want.both}} {
		if len(lists[0]) != len(lists[1]) {
			t.Fatalf("list %d has %d rows, not %d", k, len(lists[0]), len(lists[1]))
		}
		for i := range lists[0] {
			same(fmt.Sprint("list ", k, " ", i), lists[0][i], lists[1][i])
		}
	}
	sameAffix := func(what string, a, b *affixRows) {
		if (a == nil) != (b == nil) {
			t.Errorf("%s: one has none", what)
		} else if a != nil {
			same(what, a.self, b.self)
			same(what, a.prev, b.prev)
			same(what, a.next, b.next)
		}
	}
	if len(got.affixes) != len(want.affixes) || len(got.words) != len(want.words) {
		t.Fatalf("%d endings, %d words, want %d, %d", len(got.affixes), len(got.words), len(want.affixes), len(want.words))
	}
	for end, a := range want.affixes {
		sameAffix(end, got.affixes[end], a)
	}
	pairs := func(x *tagger, w *wordRows) map[int32][]weight {
		m := map[int32][]weight{}
		for k := w.after; k != 0; k = x.pairs[k].next {
			m[x.pairs[k].tag] = x.weights[x.pairs[k].row.from:x.pairs[k].row.to]
		}
		return m
	}
	compare := func(w string, b, a *wordRows) {
		if b == nil || b.word != a.word || b.fixed != a.fixed {
			t.Errorf("%s: %+v, want %+v", w, b, a)
			return
		}
		same(w, b.self, a.self)
		same(w, b.prev, a.prev)
		same(w, b.prev2, a.prev2)
		same(w, b.next, a.next)
		same(w, b.next2, a.next2)
		sameAffix(w, b.affix, a.affix)
		if !reflect.DeepEqual(pairs(got, b), pairs(want, a)) {
			t.Errorf("%s: other weights behind tags", w)
		}
	}
	for w, a := range want.words {
		compare(w, got.words[w], a)
	}
	for k := range want.edge {
		compare(fmt.Sprint("edge ", k), got.edge[k], want.edge[k])
	}
}

// TestDecodeTagger cuts and changes the file: no byte of it makes the reader panic, and what is cut is refused.
func TestDecodeTagger(t *testing.T) {
	data, err := configs.Model("words.bin")
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range []int{0, 1, 10, 30, 300, 3000, 30000, 300000, len(data) - 1} {
		if _, err := decodeTagger(data[:n]); err == nil {
			t.Errorf("a file cut to %d bytes is taken", n)
		}
	}
	if _, err := decodeTagger(append(slices.Clone(data), 0)); err == nil {
		t.Error("a file with a byte more is taken")
	}
	for at := 20; at < len(data); at += 30011 {
		changed := slices.Clone(data)
		changed[at] ^= 0xff
		_, _ = decodeTagger(changed)
	}
}

// scale is the trainer's rounding.
const scale = 1000

func newWeight(value float64, tag int32) weight { return weight(value)<<tagBits | weight(tag) }

// encodeTagger writes a tagger as decodeTagger reads it.
func encodeTagger(t *tagger) []byte {
	out := []byte(wordsMagic)
	number := func(n int) { out = binary.AppendUvarint(out, uint64(n)) }
	text := func(s string) {
		number(len(s))
		out = append(out, s...)
	}
	rows := func(list ...row) {
		for _, r := range list {
			if r == (row{}) {
				number(0)
				continue
			}
			number(int(r.to-r.from) + 1)
			for _, w := range t.weights[r.from:r.to] {
				out = append(out, byte(w.tag()))
				out = binary.AppendVarint(out, int64(w.value()))
			}
		}
	}
	words, affixes, fixed := slices.Sorted(maps.Keys(t.words)), slices.Sorted(maps.Keys(t.affixes)), slices.Sorted(maps.Keys(t.fixed))
	for _, list := range [][]string{t.classes, fixed, affixes, words} {
		number(len(list))
		for _, s := range list {
			text(s)
		}
	}
	for _, w := range fixed {
		out = append(out, byte(t.fixed[w]))
	}
	rows(t.bias)
	rows(t.first[:]...)
	rows(t.before...)
	rows(t.before2...)
	rows(t.both...)
	for _, end := range affixes {
		a := t.affixes[end]
		rows(a.self, a.prev, a.next)
	}
	for _, name := range words {
		w := t.words[name]
		rows(w.self, w.prev, w.prev2, w.next, w.next2)
		var pairs []pairRow
		for k := w.after; k != 0; k = t.pairs[k].next {
			pairs = append(pairs, t.pairs[k])
		}
		slices.SortFunc(pairs, func(a, b pairRow) int { return int(a.tag - b.tag) })
		number(len(pairs))
		for _, p := range pairs {
			out = append(out, byte(p.tag))
			rows(p.row)
		}
	}
	return out
}

// proseTagger reads the weights that prose embeds.
func proseTagger() (t *tagger, err error) {
	defer func() {
		if p := recover(); p != nil {
			t, err = nil, fmt.Errorf("read the tagger's model: %v", p)
		}
	}()
	t = &tagger{}
	for _, part := range []struct {
		name string
		read func(*gobReader)
	}{{"classes", t.readClasses}, {"tags", t.readFixed}, {"weights", t.readWeights}} {
		data, err := prose.Asset("model/AveragedPerceptron/" + part.name + ".gob")
		if err != nil {
			return nil, fmt.Errorf("read the tagger's %s: %w", part.name, err)
		}
		g := &gobReader{data: data}
		g.value()
		part.read(g)
		if g.err != nil {
			return nil, fmt.Errorf("read the tagger's %s: %w", part.name, g.err)
		}
	}
	t.link()
	return t, nil
}

func (t *tagger) readClasses(g *gobReader) {
	t.keys = map[uint32]int32{}
	for n := g.count(); n > 0 && g.err == nil; n-- {
		t.classes = append(t.classes, string(g.bytes()))
	}
	slices.Sort(t.classes)
	for i, c := range t.classes {
		t.keys[key([]byte(c))] = int32(i)
	}
	if len(t.classes) == 0 || len(t.classes) > maxClasses || len(t.keys) != len(t.classes) {
		g.err = errGob
	}
}

func (t *tagger) readFixed(g *gobReader) {
	n := g.count()
	t.fixed = make(map[string]int32, n)
	for ; n > 0 && g.err == nil; n-- {
		w := string(g.bytes())
		if c := t.class(g.bytes()); c >= 0 {
			t.fixed[w] = c
		}
	}
}

func (t *tagger) readWeights(g *gobReader) {
	n := g.count()
	width := len(t.classes) + 2
	t.words = make(map[string]*wordRows, n/6)
	t.affixes = make(map[string]*affixRows, n/16)
	t.pairs = make([]pairRow, 1, n/2+1)
	t.before, t.before2, t.both = make([]row, width), make([]row, width), make([]row, width*width)
	t.weights = make([]weight, 0, len(g.data)/12) // a tag takes two bytes at least, a weight nine
	for ; n > 0 && g.err == nil; n-- {
		feature := g.bytes()
		from := len(t.weights)
		for k := g.count(); k > 0 && g.err == nil; k-- {
			c := t.class(g.bytes())
			v := math.Round(g.float() * scale)
			if math.Abs(v) > maxWeight {
				g.err = errWeight
			}
			if c >= 0 && int(c) < len(t.classes) {
				t.weights = append(t.weights, newWeight(v, c))
			}
		}
		r := row{from: int32(from), to: int32(len(t.weights))}
		for _, w := range t.weights[from:] {
			r.seen |= 1 << w.tag()
		}
		t.put(feature, r)
	}
}

// put files a row under its feature, "name value" or "name value value". Rows of tags
// that are no class are never asked for.
func (t *tagger) put(feature []byte, r row) {
	name, value, _ := bytes.Cut(feature, []byte(" "))
	kind, value, _ := bytes.Cut(value, []byte(" "))
	place, tag := string(name)+" "+string(kind), false
	if at := bytes.IndexByte(kind, '+'); at > 0 { // "i-1 tag+i word NN rate"
		var second []byte
		second, value, _ = bytes.Cut(value, []byte(" "))
		place, tag = string(kind)+" "+string(second), true
	}
	switch {
	case string(feature) == "bias":
		t.bias = r
	case tag && place == "tag+i word":
		before, w, _ := bytes.Cut(value, []byte(" "))
		if c := t.class(before); c >= 0 {
			rows := t.word(w)
			t.pairs = append(t.pairs, pairRow{r, c, rows.after})
			rows.after = int32(len(t.pairs) - 1)
		}
	case tag && place == "tag+i-2 tag":
		before, before2, _ := bytes.Cut(value, []byte(" "))
		if c, c2 := t.class(before), t.class(before2); c >= 0 && c2 >= 0 {
			t.both[int(c)*len(t.before)+int(c2)] = r
		}
	case place == "i word":
		t.word(value).self = r
	case place == "i-1 word":
		t.word(value).prev = r
	case place == "i-2 word":
		t.word(value).prev2 = r
	case place == "i+1 word":
		t.word(value).next = r
	case place == "i+2 word":
		t.word(value).next2 = r
	case place == "i suffix":
		t.affix(value).self = r
	case place == "i-1 suffix":
		t.affix(value).prev = r
	case place == "i+1 suffix":
		t.affix(value).next = r
	case place == "i-1 tag":
		if c := t.class(value); c >= 0 {
			t.before[c] = r
		}
	case place == "i-2 tag":
		if c := t.class(value); c >= 0 {
			t.before2[c] = r
		}
	case place == "i pref1" && len(value) == 1:
		t.first[value[0]] = r
	}
}

func (t *tagger) word(w []byte) *wordRows {
	r, ok := t.words[string(w)]
	if !ok {
		r = &wordRows{word: string(w)}
		t.words[r.word] = r
	}
	return r
}

func (t *tagger) affix(w []byte) *affixRows {
	r, ok := t.affixes[string(w)]
	if !ok {
		r = &affixRows{}
		t.affixes[string(w)] = r
	}
	return r
}
