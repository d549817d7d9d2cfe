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

// dictionary knows which rows hold a word. The words of the rows that the index was built with lie in a file, sorted, each with its rows as the
// differences between them; those of later rows are few, and stay in memory.
type dictionary struct {
	young map[string]*posting
	words []string // sorted
	ends  []int64  // where the rows of each word end in the file
	file  *os.File
}

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
		p.data = binary.AppendUvarint(p.data, uint64(row-p.next))
		p.next = row + 1
	}
}

// flush writes the words to a new file.
func (d *dictionary) flush(dir string) error {
	f, err := tempFile(dir)
	if err != nil {
		return fmt.Errorf("index words: %w", err)
	}
	d.file = f
	d.words = slices.Sorted(maps.Keys(d.young))
	d.ends = make([]int64, len(d.words))
	out := bufio.NewWriterSize(f, 1<<20)
	end := int64(0)
	for i, w := range d.words {
		data := d.young[w].data
		if _, err := out.Write(data); err != nil {
			return fmt.Errorf("index words: %w", err)
		}
		end += int64(len(data))
		d.ends[i] = end
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("index words: %w", err)
	}
	d.young = map[string]*posting{}
	return nil
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
	i := sort.SearchStrings(d.words, w)
	j := i
	for j < len(d.words) && (d.words[j] == w || query.Prefix(w) && strings.HasPrefix(d.words[j], w)) {
		j++
	}
	if i < j {
		start := int64(0)
		if i > 0 {
			start = d.ends[i-1]
		}
		data := make([]byte, d.ends[j-1]-start)
		if _, err := d.file.ReadAt(data, start); err != nil {
			return nil, fmt.Errorf("index words: %w", err)
		}
		for k := i; k < j; k++ {
			set.unpack(data[max(0, d.endsOf(k-1)-start) : d.ends[k]-start])
		}
	}
	for word, p := range d.young {
		if word == w || query.Prefix(w) && strings.HasPrefix(word, w) {
			set.unpack(p.data)
		}
	}
	return set, nil
}

func (d *dictionary) endsOf(i int) int64 {
	if i < 0 {
		return 0
	}
	return d.ends[i]
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
