// Package pages examines the structure of a bbolt file without mapping it into memory and without following it blindly, so
// that no damaged or hostile file can crash or hang the program: it reads page by page, checks each number before using it, and visits
// no page twice. The format is that of bbolt 1.5, version 2 of the file.
package pages

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"os"
)

// The two ways in which a file is no sound store.
var (
	ErrForeign = errors.New("the file is no bbolt database")
	ErrDamaged = errors.New("its structure is broken")
)

// Depth is how much of a file is examined.
type Depth int

// The depths.
const (
	Head    Depth = iota // the two meta pages, and whether the file is as long as they say
	Reached              // and every page that is reached, with its keys' order, and that none of them is listed as free
	All                  // and that every page is used or free, and both meta pages are sound
)

const (
	magic      = 0xED0CDAED
	version    = 2
	headerSize = 16 // of a page: id 8, flags 2, count 2, overflow 4
	element    = 16 // of an entry: on a branch position 4, key length 4, page 8; on a leaf flags 4, position 4, key length 4, value length 4
	bucketHead = 16 // of a bucket's value: root page 8, sequence 8
	metaSize   = 64 // of which the last 8 are the FNV-1a sum of the others
	maxDepth   = 64
	noFreelist = ^uint64(0)

	flagBranch   = 0x01
	flagLeaf     = 0x02
	flagMeta     = 0x04
	flagFreelist = 0x10
	leafBucket   = 0x01
)

// meta is what one of the two meta pages says.
type meta struct {
	pageSize            uint32
	root, freelist, top uint64 // top is the number of pages
	txid                uint64
}

// Check examines the file at path. Its errors wrap ErrForeign or ErrDamaged, or are those of the file system.
func Check(path string, depth Depth) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	return check(f, info.Size(), depth)
}

func check(f io.ReaderAt, size int64, depth Depth) error {
	m, lost, err := newest(f, size)
	if err != nil {
		return err
	}
	if m.top > uint64(size)/uint64(m.pageSize) {
		return fmt.Errorf("%w: the file ends early, at %d of %d bytes", ErrDamaged, size, m.top*uint64(m.pageSize))
	}
	if m.root < 2 || m.root >= m.top || m.freelist != noFreelist && (m.freelist < 2 || m.freelist >= m.top) {
		return fmt.Errorf("%w: a meta page leads outside of the file", ErrDamaged)
	}
	if depth == Head {
		return nil
	}
	w := &walker{file: f, meta: m, seen: make([]byte, m.top)}
	w.seen[0], w.seen[1] = used, used
	if err := w.page(m.root, 0, nil, nil); err != nil {
		return err
	}
	if err := w.freelist(); err != nil {
		return err
	}
	if depth < All {
		return nil
	}
	for id, state := range w.seen {
		if state == 0 {
			return fmt.Errorf("%w: page %d is neither used nor free", ErrDamaged, id)
		}
	}
	if lost != nil {
		return lost // the database runs on the other one, but the last commit may be lost
	}
	return nil
}

// newest reads both meta pages and returns the valid one of the later transaction; lost says that the other one is damaged.
func newest(f io.ReaderAt, size int64) (m meta, lost, err error) {
	first, err1 := readMeta(f, 0)
	var pageSizes []uint32
	if err1 == nil {
		pageSizes = []uint32{first.pageSize}
	} else {
		for p := uint32(512); p <= 1<<16; p *= 2 {
			pageSizes = append(pageSizes, p)
		}
	}
	found := err1 == nil
	m = first
	for _, p := range pageSizes {
		second, err := readMeta(f, int64(p))
		if err != nil || second.pageSize != p {
			continue
		}
		if !found || second.txid > m.txid {
			m = second
		}
		if found {
			return m, nil, nil
		}
		return m, fmt.Errorf("%w: the first of its two meta pages is damaged", ErrDamaged), nil
	}
	if found {
		return m, fmt.Errorf("%w: the second of its two meta pages is damaged", ErrDamaged), nil
	}
	if errors.Is(err1, ErrDamaged) {
		return m, nil, fmt.Errorf("%w: both meta pages are damaged", ErrDamaged)
	}
	return m, nil, ErrForeign
}

func readMeta(f io.ReaderAt, at int64) (meta, error) {
	data := make([]byte, headerSize+metaSize)
	n, err := f.ReadAt(data, at)
	if err != nil && !errors.Is(err, io.EOF) {
		return meta{}, err
	}
	if n < 24 || binary.LittleEndian.Uint32(data[16:]) != magic {
		return meta{}, ErrForeign
	}
	b := data[headerSize:]
	sum := fnv.New64a()
	sum.Write(b[:metaSize-8])
	if n < len(data) || binary.LittleEndian.Uint32(b[4:]) != version || sum.Sum64() != binary.LittleEndian.Uint64(b[metaSize-8:]) {
		return meta{}, ErrDamaged
	}
	m := meta{
		pageSize: binary.LittleEndian.Uint32(b[8:]),
		root:     binary.LittleEndian.Uint64(b[16:]), // b[12:] are flags, b[24:] the root's sequence
		freelist: binary.LittleEndian.Uint64(b[32:]),
		top:      binary.LittleEndian.Uint64(b[40:]),
		txid:     binary.LittleEndian.Uint64(b[48:]),
	}
	if m.pageSize < 512 || m.pageSize > 1<<16 || m.pageSize&(m.pageSize-1) != 0 {
		return meta{}, ErrDamaged
	}
	return m, nil
}

// What a page was found to be.
const (
	used = 1
	free = 2
)

// walker visits every page that is reached from the root.
type walker struct {
	file io.ReaderAt
	meta meta
	seen []byte // by page
}

// load reads a page with its overflow, and marks it.
func (w *walker) load(id uint64, flags ...uint16) ([]byte, error) {
	if id < 2 || id >= w.meta.top {
		return nil, fmt.Errorf("%w: page %d is outside of the file", ErrDamaged, id)
	}
	head := make([]byte, headerSize)
	at := int64(id) * int64(w.meta.pageSize)
	if _, err := w.file.ReadAt(head, at); err != nil {
		return nil, fmt.Errorf("read page %d: %w", id, err)
	}
	over := uint64(binary.LittleEndian.Uint32(head[12:]))
	if got := binary.LittleEndian.Uint64(head); got != id {
		return nil, fmt.Errorf("%w: page %d says that it is page %d", ErrDamaged, id, got)
	}
	if over >= w.meta.top-id {
		return nil, fmt.Errorf("%w: page %d is longer than the file", ErrDamaged, id)
	}
	kind := binary.LittleEndian.Uint16(head[8:])
	right := false
	for _, f := range flags {
		right = right || kind == f
	}
	if !right {
		return nil, fmt.Errorf("%w: page %d is of the wrong kind", ErrDamaged, id)
	}
	for p := id; p <= id+over; p++ {
		if w.seen[p] != 0 {
			return nil, fmt.Errorf("%w: page %d is reached twice", ErrDamaged, p)
		}
		w.seen[p] = used
	}
	data := make([]byte, (over+1)*uint64(w.meta.pageSize))
	if _, err := w.file.ReadAt(data, at); err != nil {
		return nil, fmt.Errorf("read page %d: %w", id, err)
	}
	return data, nil
}

// page checks a page and all below it. Its keys are not below low and, if high is not nil, below high.
func (w *walker) page(id uint64, depth int, low, high []byte) error {
	if depth > maxDepth {
		return fmt.Errorf("%w: page %d lies too deep", ErrDamaged, id)
	}
	data, err := w.load(id, flagBranch, flagLeaf)
	if err != nil {
		return err
	}
	return w.entries(id, data, depth, low, high)
}

func (w *walker) entries(id uint64, data []byte, depth int, low, high []byte) error {
	branch := binary.LittleEndian.Uint16(data[8:]) == flagBranch
	count := int(binary.LittleEndian.Uint16(data[10:]))
	if headerSize+count*element > len(data) || branch && count == 0 {
		return fmt.Errorf("%w: page %d holds %d entries", ErrDamaged, id, count)
	}
	broken := func(i int) error { return fmt.Errorf("%w: entry %d of page %d is broken", ErrDamaged, i, id) }
	type child struct {
		page uint64
		key  []byte
	}
	var children []child
	previous := low
	end := uint64(headerSize + count*element) // entries lie one behind the other
	for i := range count {
		start := uint64(headerSize + i*element)
		e := data[start:]
		var pos, klen, vlen, flags uint32
		var below uint64
		if branch {
			pos, klen, below = binary.LittleEndian.Uint32(e), binary.LittleEndian.Uint32(e[4:]), binary.LittleEndian.Uint64(e[8:])
		} else {
			flags, pos, klen, vlen = binary.LittleEndian.Uint32(e), binary.LittleEndian.Uint32(e[4:]), binary.LittleEndian.Uint32(e[8:]), binary.LittleEndian.Uint32(e[12:])
		}
		at := start + uint64(pos)
		stop := at + uint64(klen) + uint64(vlen)
		if at != end || stop > uint64(len(data)) {
			return broken(i)
		}
		end = stop
		key, value := data[at:at+uint64(klen)], data[at+uint64(klen):stop]
		if order := bytes.Compare(previous, key); i > 0 && order >= 0 || i == 0 && low != nil && order > 0 || high != nil && bytes.Compare(key, high) >= 0 {
			return fmt.Errorf("%w: the keys of page %d are out of order", ErrDamaged, id)
		}
		previous = key
		switch {
		case branch:
			children = append(children, child{below, key})
		case flags == leafBucket:
			if err := w.bucket(id, i, value, depth); err != nil {
				return err
			}
		case flags != 0:
			return broken(i)
		}
	}
	for i, c := range children {
		bound := high
		if i+1 < len(children) {
			bound = children[i+1].key
		}
		if err := w.page(c.page, depth+1, c.key, bound); err != nil {
			return err
		}
	}
	return nil
}

// bucket checks a bucket inside a leaf: a root page, or, with root 0, a leaf of its own inside the value.
func (w *walker) bucket(id uint64, i int, value []byte, depth int) error {
	if len(value) < bucketHead {
		return fmt.Errorf("%w: entry %d of page %d is no bucket", ErrDamaged, i, id)
	}
	if root := binary.LittleEndian.Uint64(value); root != 0 {
		return w.page(root, depth+1, nil, nil)
	}
	inner := value[bucketHead:]
	if depth > maxDepth || len(inner) < headerSize || binary.LittleEndian.Uint16(inner[8:]) != flagLeaf {
		return fmt.Errorf("%w: entry %d of page %d is no bucket", ErrDamaged, i, id)
	}
	return w.entries(id, inner, depth+1, nil, nil)
}

// freelist checks that no free page is in use: a page wrongly taken for free would be overwritten by the next commit.
func (w *walker) freelist() error {
	if w.meta.freelist == noFreelist {
		return nil
	}
	data, err := w.load(w.meta.freelist, flagFreelist)
	if err != nil {
		return err
	}
	count, skip := uint64(binary.LittleEndian.Uint16(data[10:])), uint64(0)
	if count == 0xFFFF { // the number does not fit: it is the first entry
		count, skip = binary.LittleEndian.Uint64(data[headerSize:]), 1
	}
	if count > uint64(len(data)-headerSize)/8-skip {
		return fmt.Errorf("%w: the list of free pages is longer than its page", ErrDamaged)
	}
	last := uint64(0)
	for i := range count {
		p := binary.LittleEndian.Uint64(data[headerSize+(i+skip)*8:])
		if p < 2 || p >= w.meta.top || p <= last {
			return fmt.Errorf("%w: the list of free pages is out of order", ErrDamaged)
		}
		last = p
		if w.seen[p] != 0 {
			return fmt.Errorf("%w: page %d is both free and used", ErrDamaged, p)
		}
		w.seen[p] = free
	}
	return nil
}
