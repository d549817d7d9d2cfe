package nlp

import (
	"bytes"
	"fmt"
	"math"
	"slices"

	"github.com/jdkato/prose/v2"
)

// weight is what one feature adds to the score of one tag, in thousandths: the
// trainer rounded its weights to three decimals, so that whole numbers hold them
// exactly and sums do not depend on their order.
type weight struct {
	tag   int32
	value int32
}

// row is a feature's weights.
type row []weight

// wordRows are the features of one normalized word, by where it stands.
type wordRows struct {
	word                           string
	self, prev, prev2, next, next2 row
	after                          []tagRow   // with the tag before it
	affix                          *affixRows // of its own last bytes
	fixed                          int32      // one more than the tag that it has always, or 0
}

type tagRow struct {
	tag int32
	row row
}

// affixRows are the features of the last three bytes of a word, by where it stands.
type affixRows struct{ self, prev, next row }

// tagger is the averaged perceptron of prose v2 (a port of TextBlob's, trained on the
// Wall Street Journal part of the Penn Treebank), its weights in tables by feature.
type tagger struct {
	classes []string         // sorted; a tie goes to the first
	fixed   map[string]int32 // words of one tag, as written
	words   map[string]*wordRows
	affixes map[string]*affixRows
	first   [256]row // the word's first byte
	bias    row
	before  []row // by the tag before, and two before; then come the marks of the sentence's start
	before2 []row
	pair    []row        // both: before*len(t.before) + before2
	out     *wordRows    // of a word that has no rows
	edge    [4]*wordRows // what stands before the sentence (two marks) and after it
	noun    int32
}

// maxClasses bounds the number of tags; a set of them is one word of bits.
const maxClasses = 64

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
	return t, nil
}

// scale is the trainer's rounding.
const scale = 1000

func (t *tagger) readClasses(g *gobReader) {
	for n := g.count(); n > 0 && g.err == nil; n-- {
		t.classes = append(t.classes, string(g.bytes()))
	}
	slices.Sort(t.classes)
	if len(t.classes) == 0 || len(t.classes) > maxClasses {
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

// class returns the index of a tag, or -1. The two marks of the sentence's start
// come after the last tag.
func (t *tagger) class(name []byte) int32 {
	switch {
	case string(name) == start1:
		return int32(len(t.classes))
	case string(name) == start2:
		return int32(len(t.classes)) + 1
	}
	lo, hi := 0, len(t.classes)
	for lo < hi {
		mid := (lo + hi) / 2
		if t.classes[mid] < string(name) {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(t.classes) && t.classes[lo] == string(name) {
		return int32(lo)
	}
	return -1
}

func (t *tagger) readWeights(g *gobReader) {
	n := g.count()
	width := len(t.classes) + 2
	t.words = make(map[string]*wordRows, 1<<14)
	t.affixes = make(map[string]*affixRows, 1<<12)
	t.before, t.before2, t.pair = make([]row, width), make([]row, width), make([]row, width*width)
	slab := make([]weight, 0, len(g.data)/11) // a weight takes eleven bytes at least
	for ; n > 0 && g.err == nil; n-- {
		feature := g.bytes()
		from := len(slab)
		for k := g.count(); k > 0 && g.err == nil; k-- {
			c := t.class(g.bytes())
			v := g.float()
			if c >= 0 && int(c) < len(t.classes) {
				slab = append(slab, weight{c, int32(math.Round(v * scale))})
			}
		}
		t.put(feature, row(slab[from:len(slab):len(slab)]))
	}
	for w, c := range t.fixed {
		if r := t.words[w]; r != nil {
			r.fixed = c + 1
		}
	}
	for w, r := range t.words {
		r.affix = t.affixes[suffix(w)]
	}
	t.out = &wordRows{}
	for k, mark := range [...]string{start1, start2, end1, end2} {
		t.edge[k] = t.words[mark]
		if t.edge[k] == nil {
			t.edge[k] = &wordRows{affix: t.affixes[suffix(mark)]}
		}
	}
	t.noun = t.class([]byte("NN"))
}

// suffix returns the last three bytes of a word, as in training.
func suffix(w string) string { return w[max(0, len(w)-3):] }

// put files a row under its feature. Features of the names of tags that are no class
// are never asked for.
func (t *tagger) put(feature []byte, r row) {
	rest := func(prefix string) []byte {
		after, _ := bytes.CutPrefix(feature, []byte(prefix))
		return after
	}
	is := func(prefix string) bool { return len(feature) > len(prefix) && string(feature[:len(prefix)]) == prefix }
	switch {
	case string(feature) == "bias":
		t.bias = r
	case is("i-1 tag+i word "):
		tag, w, _ := bytes.Cut(rest("i-1 tag+i word "), []byte(" "))
		if c := t.class(tag); c >= 0 {
			rows := t.word(w)
			rows.after = append(rows.after, tagRow{c, r})
		}
	case is("i tag+i-2 tag "):
		tag, tag2, _ := bytes.Cut(rest("i tag+i-2 tag "), []byte(" "))
		if c, c2 := t.class(tag), t.class(tag2); c >= 0 && c2 >= 0 {
			t.pair[int(c)*len(t.before)+int(c2)] = r
		}
	case is("i word "):
		t.word(rest("i word ")).self = r
	case is("i-1 word "):
		t.word(rest("i-1 word ")).prev = r
	case is("i-2 word "):
		t.word(rest("i-2 word ")).prev2 = r
	case is("i+1 word "):
		t.word(rest("i+1 word ")).next = r
	case is("i+2 word "):
		t.word(rest("i+2 word ")).next2 = r
	case is("i suffix "):
		t.affixOf(rest("i suffix ")).self = r
	case is("i-1 suffix "):
		t.affixOf(rest("i-1 suffix ")).prev = r
	case is("i+1 suffix "):
		t.affixOf(rest("i+1 suffix ")).next = r
	case is("i-1 tag "):
		if c := t.class(rest("i-1 tag ")); c >= 0 {
			t.before[c] = r
		}
	case is("i-2 tag "):
		if c := t.class(rest("i-2 tag ")); c >= 0 {
			t.before2[c] = r
		}
	case is("i pref1 "):
		if b := rest("i pref1 "); len(b) == 1 {
			t.first[b[0]] = r
		}
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

func (t *tagger) affixOf(w []byte) *affixRows {
	r, ok := t.affixes[string(w)]
	if !ok {
		r = &affixRows{}
		t.affixes[string(w)] = r
	}
	return r
}
