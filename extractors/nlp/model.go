package nlp

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/jdkato/prose/v2"
)

// weight is what one feature adds to the score of one tag, in thousandths: the
// trainer rounded its weights to three decimals, so that whole numbers hold them
// exactly and sums do not depend on their order. The low bits are the tag.
type weight int32

func newWeight(value float64, tag int32) weight { return weight(value)<<tagBits | weight(tag) }
func (w weight) tag() int                       { return int(w & (maxClasses - 1)) }
func (w weight) value() int32                   { return int32(w >> tagBits) }

// scale is the trainer's rounding.
const scale = 1000

// row is a feature's weights, weights[from:to]; the zero value is a feature that the
// model does not have.
type row struct {
	from, to int32
	seen     uint64 // the tags that it has weights of, a bit each
}

// wordRows are the features of one normalized word, by where it stands.
type wordRows struct {
	word                           string
	self, prev, prev2, next, next2 row
	after                          int32      // index of the first of its pairs with a tag before it; 0 is none
	fixed                          int32      // one more than the tag that it has always, or 0
	affix                          *affixRows // of its own last bytes
}

// pairRow is a word with the tag before it; next is the index of the word's next pair.
type pairRow struct {
	row       row
	tag, next int32
}

// affixRows are the features of the last three bytes of a word, by where it stands.
type affixRows struct{ self, prev, next row }

// tagger is the averaged perceptron of prose v2 (a port of TextBlob's, trained on the
// Wall Street Journal part of the Penn Treebank), its weights in tables by feature.
type tagger struct {
	classes []string // sorted; a tie goes to the first
	keys    map[uint32]int32
	fixed   map[string]int32 // words of one tag, as written
	weights []weight
	words   map[string]*wordRows
	pairs   []pairRow
	affixes map[string]*affixRows
	first   [256]row // by the word's first byte
	bias    row
	before  []row // by the tag before; then come the marks of the sentence's start
	before2 []row // by the tag two before
	both    []row // before*len(t.before) + before2

	nothing *wordRows    // a word that has no rows
	edge    [4]*wordRows // what stands before the sentence (two marks) and after it
	noun    int32

	lower func(lower string) bool // whether a word is more likely no name, set by the reader
}

// maxClasses bounds the number of tags; a set of them is one word of bits.
const (
	tagBits    = 6
	maxClasses = 1 << tagBits
)

// The marks that stand for what is before and after a sentence, as in training.
const (
	start1, start2 = "-START-", "-START2-"
	end1, end2     = "-END-", "-END2-"
)

// newTagger reads the weights that prose embeds. It is the only place that calls into
// prose; a panic there comes back as an error.
func newTagger() (t *tagger, err error) {
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

// key packs the name of a tag, at most four bytes, into a number.
func key(name []byte) uint32 {
	var k uint32
	for _, b := range name {
		k = k<<8 | uint32(b)
	}
	return k
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

// class returns the index of a tag, or -1. The two marks of the sentence's start
// come after the last tag.
func (t *tagger) class(name []byte) int32 {
	switch {
	case len(name) <= 4:
		if c, ok := t.keys[key(name)]; ok {
			return c
		}
	case string(name) == start1:
		return int32(len(t.classes))
	case string(name) == start2:
		return int32(len(t.classes)) + 1
	}
	return -1
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

// maxWeight keeps the sum of a token's fourteen weights within 32 bits.
const maxWeight = 1 << 24

var errWeight = errors.New("a weight is too large")

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

// link finds what each word needs of the other tables, so that tagging looks a word
// up once.
func (t *tagger) link() {
	for w, r := range t.words {
		r.affix = t.affixes[suffix(w)]
		if c, ok := t.fixed[w]; ok {
			r.fixed = c + 1
		}
	}
	t.nothing = &wordRows{}
	for k, mark := range [...]string{start1, start2, end1, end2} {
		if t.edge[k] = t.words[mark]; t.edge[k] == nil {
			t.edge[k] = &wordRows{affix: t.affixes[suffix(mark)]}
		}
	}
	t.noun = t.class([]byte("NN"))
	t.pack()
}

// pack lays the weights of a word side by side: those of all its places are asked for within a few words of one another.
func (t *tagger) pack() {
	packed := make([]weight, 0, len(t.weights))
	move := func(r *row) {
		if *r == (row{}) {
			return // the model does not have it
		}
		from := len(packed)
		packed = append(packed, t.weights[r.from:r.to]...)
		r.from, r.to = int32(from), int32(len(packed))
	}
	move(&t.bias)
	for _, list := range [][]row{t.first[:], t.before, t.before2, t.both} {
		for i := range list {
			move(&list[i])
		}
	}
	for _, a := range t.affixes {
		move(&a.self)
		move(&a.prev)
		move(&a.next)
	}
	for _, w := range t.words {
		for _, r := range []*row{&w.self, &w.prev, &w.prev2, &w.next, &w.next2} {
			move(r)
		}
		for k := w.after; k != 0; k = t.pairs[k].next {
			move(&t.pairs[k].row)
		}
	}
	t.weights = packed
}

// suffix returns the last three bytes of a word, as in training.
func suffix(w string) string { return w[max(0, len(w)-3):] }
