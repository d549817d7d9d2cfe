package nlp

import (
	"bytes"
	"fmt"
	"math"
	"slices"

	"github.com/jdkato/prose/v2"

	"github.com/factwire/factwire/extractors/internal/linear"
)

// scale is the trainer's rounding.
const scale = 1000

func newWeight(value float64, tag int32) weight { return weight(value)<<tagBits | weight(tag) }

// newTagger reads the weights that prose embeds. It is the only place that calls into prose; a panic there comes back as an error.
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

func (t *tagger) readClasses(g *gobReader) {
	for n := g.count(); n > 0 && g.err == nil; n-- {
		t.classes = append(t.classes, string(g.bytes()))
	}
	slices.Sort(t.classes)
	if len(t.classes) == 0 || len(t.classes) > maxClasses || len(slices.Compact(slices.Clone(t.classes))) != len(t.classes) {
		g.err = errGob
		return
	}
	for i, c := range t.classes {
		if c == "" || len(c) > 4 {
			g.err = errGob
			return
		}
		at := home(key([]byte(c)))
		for t.keys[at] != 0 {
			at = (at + 1) % len(t.keys)
		}
		t.keys[at], t.byKey[at] = key([]byte(c)), int32(i)
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
	t.weights = make([]weight, 0, len(g.data)/12)                  // a tag takes two bytes at least, a weight nine
	t.wide = make([]int32, 0, len(g.data)/1000*linear.WideClasses) // the model has fewer wide rows than one in a thousand bytes
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
		t.widen(&r)
		t.put(feature, r)
	}
}

// put files a row under its feature, "name value" or "name value value". Rows of tags
// that are no class are never asked for.
func (t *tagger) put(feature []byte, r row) {
	place, value := feature, []byte(nil)
	for _, name := range places {
		if len(feature) >= len(name) && string(feature[:len(name)]) == name {
			place, value = feature[:len(name)], feature[len(name):]
			break
		}
	}
	switch string(place) {
	case "bias":
		t.bias = r
	case "i-1 tag+i word ":
		before, w, _ := bytes.Cut(value, []byte(" "))
		if c := t.class(before); c >= 0 {
			rows := t.word(w)
			t.pairs = append(t.pairs, pairRow{r, c, rows.after})
			rows.after = int32(len(t.pairs) - 1)
		}
	case "i tag+i-2 tag ":
		before, before2, _ := bytes.Cut(value, []byte(" "))
		if c, c2 := t.class(before), t.class(before2); c >= 0 && c2 >= 0 {
			t.both[int(c)*len(t.before)+int(c2)] = r
		}
	case "i word ":
		t.word(value).self = r
	case "i-1 word ":
		t.word(value).prev = r
	case "i-2 word ":
		t.word(value).prev2 = r
	case "i+1 word ":
		t.word(value).next = r
	case "i+2 word ":
		t.word(value).next2 = r
	case "i suffix ":
		t.affix(value).self = r
	case "i-1 suffix ":
		t.affix(value).prev = r
	case "i+1 suffix ":
		t.affix(value).next = r
	case "i-1 tag ":
		if c := t.class(value); c >= 0 {
			t.before[c] = r
		}
	case "i-2 tag ":
		if c := t.class(value); c >= 0 {
			t.before2[c] = r
		}
	case "i pref1 ":
		if len(value) == 1 {
			t.first[value[0]] = r
		}
	}
}

// places are the names of the features that have values, the most frequent first.
var places = [...]string{"i-1 tag+i word ", "i word ", "i+1 word ", "i+2 word ", "i-2 word ", "i-1 word ", "i suffix ", "i+1 suffix ", "i-1 suffix ",
	"i tag+i-2 tag ", "i-2 tag ", "i-1 tag ", "i pref1 "}

func (t *tagger) word(w []byte) *wordRows {
	r, ok := t.words[string(w)]
	if !ok {
		r = t.wordRoom.next()
		r.word = string(w)
		t.words[r.word] = r
	}
	return r
}

func (t *tagger) affix(w []byte) *affixRows {
	r, ok := t.affixes[string(w)]
	if !ok {
		r = t.affixRoom.next()
		t.affixes[string(w)] = r
	}
	return r
}

// room makes values many at a time: the garbage collector has fewer to find.
type room[T any] struct{ free []T }

func (r *room[T]) next() *T {
	if len(r.free) == 0 {
		r.free = make([]T, 512)
	}
	v := &r.free[0]
	r.free = r.free[1:]
	return v
}
