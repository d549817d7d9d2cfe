package nlp

import (
	"errors"

	"github.com/factwire/factwire/extractors/internal/linear"
)

// The weights of prose lie in configs/model/prose.bin in the order in which they are looked up, made from prose's own by
//
//	go test ./extractors/internal/nlp -run TestLayout -layout ../../../configs/model/prose.bin
//
// and TestLayout holds the file against them.

// layoutMagic begins the file and names the version of its form.
const layoutMagic = "factwire-prose-2"

// layoutWidths are those of its parts: the lengths of the words, and the words; those of the affixes, and the affixes; how many weights each row
// has; the tags of the pairs; and the weights (a tag, with sign; the value in two bytes), row by row. See layout.rows for the order of rows.
var layoutWidths = [...]int{1, 1, 1, 1, 1, 1, 3}

// sign marks the tag of a weight that is negative.
const sign = maxClasses

// words are the words that have rows, in a table by open addressing.
type words struct {
	numbers []uint16 // one more than the number of a word, or 0; as many as a power of two
	rows    []wordRows
	longest int // the length of the longest word
}

// newWords returns the words of a list, fewer than 1<<16.
func newWords(list []string) words {
	size := 1024
	for size < len(list)*3/2 {
		size *= 2
	}
	t := words{numbers: make([]uint16, size), rows: make([]wordRows, len(list))}
	for i, w := range list {
		t.longest = max(t.longest, len(w))
		t.rows[i].word = w
		at := hash(w) & uint64(size-1)
		for t.numbers[at] != 0 {
			at = (at + 1) & uint64(size-1)
		}
		t.numbers[at] = uint16(i + 1)
	}
	return t
}

// of returns the rows of a word, or nil.
func (t *words) of(w string) *wordRows { return find(t, w) }

// has reports whether a word has rows.
func (t *words) has(w []byte) bool { return find(t, w) != nil }

func find[T ~string | ~[]byte](t *words, w T) *wordRows {
	if len(w) > t.longest {
		return nil
	}
	mask := uint64(len(t.numbers) - 1)
	for at := hash(w) & mask; t.numbers[at] != 0; at = (at + 1) & mask {
		if r := &t.rows[t.numbers[at]-1]; r.word == string(w) {
			return r
		}
	}
	return nil
}

// hash is that of Fowler, Noll and Vo with its bits mixed once more.
func hash[T ~string | ~[]byte](w T) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(w) {
		h = (h ^ uint64(w[i])) * 1099511628211
	}
	h ^= h >> 32
	h *= 0xd6e8feb86659fd93
	return h ^ h>>32
}

var errLayout = errors.New("the weights are not laid out as this version does")

// layOut fills the tables with the weights of a file, of which the tags must be known.
func (t *tagger) layOut(data []byte) error {
	_, parts, err := linear.ReadFile(data, layoutMagic, layoutWidths[:]...)
	if err != nil {
		return err
	}
	l := layout{t: t, counts: parts[4], weights: parts[6]}
	list := l.strings(parts[0], parts[1])
	if len(list) >= 1<<16 {
		return errLayout
	}
	t.words = newWords(list)
	affixes := l.strings(parts[2], parts[3])
	t.weights = make([]weight, 0, len(l.weights)/3)
	t.wide = make([]int32, 0, len(l.weights)/3*wideShare)
	t.affixes = make(map[string]*affixRows, len(affixes))
	of := make([]affixRows, len(affixes))
	for i, w := range affixes {
		t.affixes[w] = &of[i]
	}
	width := len(t.classes) + 2
	t.before, t.before2, t.both = make([]row, width), make([]row, width), make([]row, width*width)
	l.rows(of, parts[5])
	if l.short || len(l.counts) > 0 || len(l.weights) > 0 {
		return errLayout
	}
	return nil
}

// wideShare is how many numbers of wide rows are at most expected for each weight.
const wideShare = 1

// layout reads a file.
type layout struct {
	t       *tagger
	counts  []byte
	weights []byte
	short   bool // there was less than there should be, or something that cannot be
}

// strings cuts text into parts of the lengths.
func (l *layout) strings(lengths, text []byte) []string {
	all, at := string(text), 0
	out := make([]string, len(lengths))
	for i, n := range lengths {
		if at+int(n) > len(all) {
			l.short = true
			return out
		}
		out[i] = all[at : at+int(n)]
		at += int(n)
	}
	l.short = l.short || at != len(all)
	return out
}

// rows reads all rows: for each place of a word those of all words; the number of pairs of each word, and the pairs; for each place
// of an affix those of all affixes; those of first bytes, of tags before, two before and both; the bias.
func (l *layout) rows(affixes []affixRows, tags []byte) {
	t := l.t
	for _, place := range [...]func(*wordRows) *row{
		func(r *wordRows) *row { return &r.self }, func(r *wordRows) *row { return &r.prev }, func(r *wordRows) *row { return &r.prev2 },
		func(r *wordRows) *row { return &r.next }, func(r *wordRows) *row { return &r.next2 },
	} {
		for i := range t.words.rows {
			l.row(place(&t.words.rows[i]))
		}
	}
	t.pairs = make([]pairRow, 1, len(tags)+1)
	for i := range t.words.rows {
		l.pairs(&t.words.rows[i], l.count(), tags)
	}
	if len(t.pairs) != len(tags)+1 {
		l.short = true
		return
	}
	for i := range t.pairs[1:] {
		l.row(&t.pairs[i+1].row)
	}
	for _, place := range [...]func(*affixRows) *row{
		func(r *affixRows) *row { return &r.self }, func(r *affixRows) *row { return &r.prev }, func(r *affixRows) *row { return &r.next },
	} {
		for i := range affixes {
			l.row(place(&affixes[i]))
		}
	}
	for _, list := range [...][]row{t.first[:], t.before, t.before2, t.both} {
		for i := range list {
			l.row(&list[i])
		}
	}
	l.row(&t.bias)
}

// pairs appends n pairs of a word to those of all, without their weights.
func (l *layout) pairs(r *wordRows, n int, tags []byte) {
	t := l.t
	if len(t.pairs)-1+n > len(tags) {
		l.short = true
		return
	}
	if n > 0 {
		r.after = int32(len(t.pairs))
	}
	for k := range n {
		next := int32(0)
		if k+1 < n {
			next = int32(len(t.pairs) + 1)
		}
		t.pairs = append(t.pairs, pairRow{tag: int32(tags[len(t.pairs)-1]), next: next})
	}
}

// count reads a number.
func (l *layout) count() int {
	if len(l.counts) == 0 {
		l.short = true
		return 0
	}
	n := l.counts[0]
	l.counts = l.counts[1:]
	return int(n)
}

// row reads the weights of a row.
func (l *layout) row(r *row) {
	n := l.count()
	if n == 0 {
		return
	}
	t := l.t
	if len(l.weights) < 3*n {
		l.short = true
		return
	}
	from := len(t.weights)
	for w := l.weights[:3*n]; len(w) > 0; w = w[3:] {
		tag, value := w[0]&(maxClasses-1), int32(w[1])|int32(w[2])<<8
		if w[0]&sign != 0 {
			value = -value
		}
		if int(tag) >= len(t.classes) {
			l.short = true
			return
		}
		t.weights = append(t.weights, weight(value<<tagBits)|weight(tag))
		r.seen |= 1 << tag
	}
	l.weights = l.weights[3*n:]
	r.from, r.to = int32(from), int32(len(t.weights))
	t.widen(r)
}

// knows reports whether the model has weights of a word itself.
func (t *tagger) knows(w string) bool {
	r := t.words.of(w)
	return r != nil && r.self != (row{})
}
