package index

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"maps"
	"os"
	"slices"
	"sort"
	"strings"

	"github.com/factwire/factwire/store/merge"
	"github.com/factwire/factwire/store/query"
)

// dictionary knows which rows hold a word. The words of the rows that the index was built with lie in a file, in segments of so many rows
// that memory holds the words of one; those of later rows are few, and stay in memory.
type dictionary struct {
	young    map[string]*posting
	size     int // bytes of young
	segments []segment
	file     *os.File
	end      int64 // of the file
}

// segment is a stretch of rows: its words, sorted, each with its rows as the differences between them.
type segment struct {
	words string   // joined
	ends  []uint32 // where each word ends in words
	rows  []int64  // where the rows of each word end in the file
	start int64
}

// mostYoung is from how many bytes on a segment is written while an index is built.
const mostYoung = 8 << 20

// posting is the rows of a word as varints of the differences between them.
type posting struct {
	next uint32 // the last row and 1
	data []byte
}

func (d *dictionary) init() { d.young = map[string]*posting{} }

func (d *dictionary) add(row uint32, f *merge.Fact) {
	for _, w := range query.TextOf(f) {
		p := d.young[w]
		if p == nil {
			p = &posting{}
			d.young[strings.Clone(w)] = p
		}
		before := len(p.data)
		p.data = binary.AppendUvarint(p.data, uint64(row-p.next))
		p.next = row + 1
		d.size += len(p.data) - before
	}
}

// flush writes the words that are in memory to the file, which it makes in dir if there is none yet.
func (d *dictionary) flush(dir string) error {
	if d.file == nil {
		f, err := tempFile(dir)
		if err != nil {
			return fmt.Errorf("index words: %w", err)
		}
		d.file = f
	}
	words := slices.Sorted(maps.Keys(d.young))
	g := segment{ends: make([]uint32, len(words)), rows: make([]int64, len(words)), start: d.end}
	var all strings.Builder
	out := bufio.NewWriterSize(d.file, 1<<20)
	for i, w := range words {
		all.WriteString(w)
		data := d.young[w].data
		if _, err := out.Write(data); err != nil {
			return fmt.Errorf("index words: %w", err)
		}
		d.end += int64(len(data))
		g.ends[i], g.rows[i] = uint32(all.Len()), d.end
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("index words: %w", err)
	}
	g.words = all.String()
	d.segments = append(d.segments, g)
	d.young, d.size = map[string]*posting{}, 0
	return nil
}

func (g *segment) word(i int) string {
	start := uint32(0)
	if i > 0 {
		start = g.ends[i-1]
	}
	return g.words[start:g.ends[i]]
}

func (g *segment) rowsEnd(i int) int64 {
	if i < 0 {
		return g.start
	}
	return g.rows[i]
}

func (d *dictionary) close() error {
	if d.file == nil {
		return nil
	}
	f := d.file
	d.file = nil
	err := f.Close()
	_ = os.Remove(f.Name()) // it has no name any more where that can be
	return err
}

// rows returns the rows of n that hold all the words, each as query.Query.Texts says.
func (d *dictionary) rows(n int, words []string) (bits, error) {
	var out bits
	for _, w := range words {
		set, err := d.word(n, w)
		if err != nil {
			return nil, err
		}
		if out == nil {
			out = set
			continue
		}
		out.and(set)
	}
	return out, nil
}

func (d *dictionary) word(n int, w string) (bits, error) {
	set := newBits(n)
	wanted := func(word string) bool { return word == w || query.Prefix(w) && strings.HasPrefix(word, w) }
	for k := range d.segments {
		g := &d.segments[k]
		i := sort.Search(len(g.ends), func(i int) bool { return g.word(i) >= w })
		j := i
		for j < len(g.ends) && wanted(g.word(j)) {
			j++
		}
		if i == j {
			continue
		}
		start := g.rowsEnd(i - 1)
		data := make([]byte, g.rowsEnd(j-1)-start)
		if _, err := d.file.ReadAt(data, start); err != nil {
			return nil, fmt.Errorf("index words: %w", err)
		}
		for m := i; m < j; m++ {
			set.unpack(data[g.rowsEnd(m-1)-start : g.rowsEnd(m)-start])
		}
	}
	for word, p := range d.young {
		if wanted(word) {
			set.unpack(p.data)
		}
	}
	return set, nil
}

// unpack adds the rows of a posting.
func (b bits) unpack(data []byte) {
	row := uint64(0)
	for len(data) > 0 {
		var step uint64
		if data[0] < 0x80 { // most are
			step, data = uint64(data[0]), data[1:]
		} else {
			var n int
			if step, n = binary.Uvarint(data); n <= 0 {
				return
			}
			data = data[n:]
		}
		row += step
		b[row>>6] |= 1 << (row & 63)
		row++
	}
}
