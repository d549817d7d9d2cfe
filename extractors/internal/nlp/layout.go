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
const layoutMagic = "factwire-prose-4"

// layoutWidths are those of its parts: of the words, in order, how many bytes each shares with the one before, how many more it has, and those
// bytes; the same of the affixes; how many weights each row has; the tags of the pairs; and of the weights, row by row, the tag, with sign, and
// either byte of the value. See layout.rows for the order of rows.
var layoutWidths = [...]int{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}

// sign marks the tag of a weight that is negative.
const sign = maxClasses

// words are the words that have rows, in a table by open addressing.
type words struct {
	numbers []uint16   // one more than the number of a word, or 0; as many as a power of two
	rows    []wordRows // and one behind the last, where the pairs end
	longest int        // the length of the longest word
}

// newWords returns the words of a list, fewer than 1<<16.
func newWords(list []string) words {
	size := 1024
	for size < len(list)*3/2 {
		size *= 2
	}
	t := words{numbers: make([]uint16, size), rows: make([]wordRows, len(list)+1)}
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
func (t *words) of(w string) *wordRows {
	if i := find(t, w); i >= 0 {
		return &t.rows[i]
	}
	return nil
}

// has reports whether a word has rows.
func (t *words) has(w []byte) bool { return find(t, w) >= 0 }

// find returns the number of a word, or -1.
func find[T ~string | ~[]byte](t *words, w T) int {
	if len(w) > t.longest {
		return -1
	}
	mask := uint64(len(t.numbers) - 1)
	for at := hash(w) & mask; t.numbers[at] != 0; at = (at + 1) & mask {
		if i := int(t.numbers[at]) - 1; t.rows[i].word == string(w) {
			return i
		}
	}
	return -1
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
	l := layout{t: t, counts: parts[6], tags: parts[8], lower: parts[9], upper: parts[10]}
	if len(l.tags) != len(l.lower) || len(l.tags) != len(l.upper) || len(l.tags) >= 1<<rowShift || len(t.classes) > linear.WideClasses {
		return errLayout
	}
	for _, tag := range l.tags {
		if int(tag&(maxClasses-1)) >= len(t.classes) {
			return errLayout
		}
	}
	list := l.strings(parts[0], parts[1], parts[2])
	if len(list) >= 1<<16 {
		return errLayout
	}
	t.words = newWords(list)
	affixes := l.strings(parts[3], parts[4], parts[5])
	wide, width := 0, len(t.classes)+2
	for _, n := range l.counts {
		if n >= wideFrom {
			wide++
		}
	}
	t.weights, t.wide, t.seen = make([]weight, 0, len(l.tags)), make([]int32, 0, (wide+width*width)*linear.WideClasses), make([]uint64, 0, wide+width*width)
	t.affixes = make(map[string]*affixRows, len(affixes))
	of := make([]affixRows, len(affixes))
	for i, w := range affixes {
		t.affixes[w] = &of[i]
	}
	l.rows(of, parts[7])
	if l.short || len(l.counts) > 0 || len(l.tags) > 0 {
		return errLayout
	}
	return nil
}

// layout reads a file.
type layout struct {
	t                          *tagger
	counts, tags, lower, upper []byte
	short                      bool // there was less than there should be, or something that cannot be
}

// strings returns a list of which each has so many bytes of the one before, and then so many of the text.
func (l *layout) strings(shared, more, text []byte) []string {
	size := 0
	for i := range min(len(shared), len(more)) {
		size += int(shared[i]) + int(more[i])
	}
	out, all := make([]string, len(more)), make([]byte, 0, size)
	if len(shared) != len(more) {
		l.short = true
		return out
	}
	before := 0 // where the one before begins
	for i, n := range more {
		at, k := len(all), int(shared[i])
		if before+k > at || int(n) > len(text) {
			l.short = true
			return out
		}
		all = append(append(all, all[before:before+k]...), text[:n]...)
		before, text = at, text[n:]
	}
	l.short = l.short || len(text) > 0
	whole, at := string(all), 0
	for i := range out {
		end := at + int(shared[i]) + int(more[i])
		out[i], at = whole[at:end], end
	}
	return out
}

// rows reads all rows: for each place of a word those of all words; the number of pairs of each word, and the pairs; for each place
// of an affix those of all affixes; those of first bytes, of tags before, two before and both; the bias.
func (l *layout) rows(affixes []affixRows, tags []byte) {
	t := l.t
	list := t.words.rows[:len(t.words.rows)-1]
	for _, place := range [...]func(*wordRows) *row{
		func(r *wordRows) *row { return &r.self }, func(r *wordRows) *row { return &r.prev }, func(r *wordRows) *row { return &r.prev2 },
		func(r *wordRows) *row { return &r.next }, func(r *wordRows) *row { return &r.next2 },
	} {
		for i := range list {
			if r := l.row(); r != 0 {
				*place(&list[i]) = r
			}
		}
	}
	pairs := 0
	for i := range list {
		pairs += l.count()
		t.words.rows[i+1].pairs = int32(pairs)
	}
	if pairs != len(tags) {
		l.short = true
		return
	}
	t.befores, t.pairs = tags, make([]row, pairs)
	for i := range t.pairs {
		t.pairs[i] = l.row()
	}
	for _, place := range [...]func(*affixRows) *row{
		func(r *affixRows) *row { return &r.self }, func(r *affixRows) *row { return &r.prev }, func(r *affixRows) *row { return &r.next },
	} {
		for i := range affixes {
			*place(&affixes[i]) = l.row()
		}
	}
	width := len(t.classes) + 2
	last, second := make([]row, width), make([]row, width) // by the tag before, and by the one two before
	t.before = make([]row, width*width)
	for _, list := range [...][]row{t.first[:], last, second, t.before} {
		for i := range list {
			list[i] = l.row()
		}
	}
	bias := l.row()
	for i, both := range t.before { // nearly every word asks for the four of them
		t.before[i] = t.added(bias, last[i/width], second[i%width], both)
	}
}

// added makes a wide row that weighs as much as all those given.
func (t *tagger) added(rows ...row) row {
	number, at, seen := len(t.seen), len(t.wide), uint64(0)
	t.wide = t.wide[:at+linear.WideClasses]
	sums := t.wide[at:]
	for _, r := range rows {
		n, from := r>>rowShift, r&(1<<rowShift-1)
		if n == isWide {
			seen |= t.seen[from]
			for c, w := range t.wide[int(from)*linear.WideClasses:][:linear.WideClasses] {
				sums[c] += w
			}
			continue
		}
		for _, w := range t.weights[from : from+n] {
			seen |= 1 << w.tag()
			sums[w.tag()] += w.value()
		}
	}
	t.seen = append(t.seen, seen)
	return isWide<<rowShift | row(number)
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
func (l *layout) row() row {
	n := l.count()
	if n == 0 {
		return 0
	}
	if n > len(l.tags) {
		l.short = true
		return 0
	}
	t := l.t
	tags, lower, upper := l.tags[:n], l.lower[:n], l.upper[:n]
	l.tags, l.lower, l.upper = l.tags[n:], l.lower[n:], l.upper[n:]
	if n >= wideFrom {
		return t.widen(tags, lower, upper)
	}
	from := len(t.weights)
	for i, tag := range tags {
		t.weights = append(t.weights, weight(signed(tag, lower[i], upper[i])<<tagBits)|weight(tag&(maxClasses-1)))
	}
	return row(n)<<rowShift | row(from)
}

// signed is the value of a weight.
func signed(tag, lower, upper byte) int32 {
	value := int32(lower) | int32(upper)<<8
	if tag&sign != 0 {
		return -value
	}
	return value
}

// widen makes a wide row.
func (t *tagger) widen(tags, lower, upper []byte) row {
	number, at, seen := len(t.seen), len(t.wide), uint64(0)
	t.wide = t.wide[:at+linear.WideClasses]
	for i, tag := range tags {
		c := tag & (maxClasses - 1)
		t.wide[at+int(c)] = signed(tag, lower[i], upper[i])
		seen |= 1 << c
	}
	t.seen = append(t.seen, seen)
	return isWide<<rowShift | row(number)
}

// knows reports whether the model has weights of a word itself.
func (t *tagger) knows(w string) bool {
	r := t.words.of(w)
	return r != nil && r.self != 0
}
