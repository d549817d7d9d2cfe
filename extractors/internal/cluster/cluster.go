// Package cluster groups words that stand in the same surroundings ("banned", "barred",
// "outlawed"), so that what was learned of one of them helps with the others.
//
// The clusters are those of spherical k-means over skip-gram vectors of 42 million
// words of news (see extractors/train/internal/cluster); the file in configs/model lists them.
package cluster

import (
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"

	"github.com/factwire/factwire/configs"
	"github.com/factwire/factwire/extractors/internal/linear"
)

// magic begins a file of clusters, and names the version of its form.
const magic = "factwire-clusters-2"

// Table says in which cluster a word is. It is safe for concurrent use.
type Table struct {
	keys   []uint32 // open addressing by Hash, whose upper half is the key; 0: empty
	ids    []uint16
	coarse []uint8 // of each cluster
}

// Load returns the table that the program carries. It is read once, in some 3 ms.
func Load() (*Table, error) { return load() }

var load = sync.OnceValues(func() (*Table, error) {
	data, err := configs.Model("clusters.bin")
	if err != nil {
		return nil, fmt.Errorf("word clusters: %w", err)
	}
	t, err := Parse(data)
	if err != nil {
		return nil, fmt.Errorf("word clusters: %w", err)
	}
	return t, nil
})

// Group is one cluster.
type Group struct {
	Coarse uint8    // number of the coarse cluster that it belongs to, from 1 on
	Words  []string // in their normal form, of less than 256 bytes each
}

// Encode returns a file of clusters, of which the first has the number 1: the coarse cluster of each, and all words in their order, each by how many bytes it
// shares with the one before, how many more it has, those bytes, and its cluster. The same clusters give the same bytes.
func Encode(groups []Group) ([]byte, error) {
	of := map[string]int{}
	var coarse []byte
	for i, g := range groups {
		coarse = append(coarse, g.Coarse)
		for _, w := range g.Words {
			of[w] = i + 1
		}
	}
	var shared, more, text, ids []byte
	before := ""
	for _, w := range slices.Sorted(maps.Keys(of)) {
		n := 0
		for n < len(w) && n < len(before) && w[n] == before[n] {
			n++
		}
		shared, more, text = append(shared, byte(n)), append(more, byte(len(w)-n)), append(text, w[n:]...)
		ids = append(ids, byte(of[w]), byte(of[w]>>8))
		before = w
	}
	return linear.WriteFile(magic, nil, linear.Part{Data: coarse, Width: 1}, linear.Part{Data: shared, Width: 1}, linear.Part{Data: more, Width: 1},
		linear.Part{Data: text, Width: 1}, linear.Part{Data: ids, Width: 2})
}

// Parse reads a file of clusters that Encode wrote.
func Parse(data []byte) (*Table, error) {
	_, parts, err := linear.ReadFile(data, magic, 1, 1, 1, 1, 2)
	if err != nil {
		return nil, err
	}
	coarse, shared, more, text, ids := parts[0], parts[1], parts[2], parts[3], parts[4]
	if len(coarse) >= 1<<16-1 || len(shared) != len(more) || 2*len(shared) != len(ids) {
		return nil, errSizes
	}
	size := 1024
	for size < len(shared)*3/2 {
		size *= 2
	}
	t := &Table{keys: make([]uint32, size), ids: make([]uint16, size), coarse: append(make([]uint8, 1, len(coarse)+1), coarse...)}
	var room [256]byte
	word := room[:0]
	for i, n := range shared {
		id, k := binary.LittleEndian.Uint16(ids[2*i:]), int(more[i])
		if int(n) > len(word) || int(n)+k > len(room) || k > len(text) || id == 0 || int(id) > len(coarse) {
			return nil, errSizes
		}
		word = append(word[:n], text[:k]...)
		text = text[k:]
		t.put(Hash(word), id)
	}
	if len(text) > 0 {
		return nil, errSizes
	}
	return t, nil
}

var errSizes = errors.New("the parts of the file do not belong together")

func (t *Table) put(h uint64, id uint16) {
	mask := uint64(len(t.keys) - 1)
	key := uint32(h>>32) | 1
	for i := h & mask; ; i = (i + 1) & mask {
		if t.keys[i] == 0 {
			t.keys[i], t.ids[i] = key, id
			return
		}
		if t.keys[i] == key {
			return
		}
	}
}

// Cluster returns the number of a word's cluster, from 1 on, or 0 if it has none. Capitals,
// the kind of apostrophe and which digits a number has make no difference.
func (t *Table) Cluster(word string) uint16 { return t.ByHash(Hash(word)) }

// ByHash is Cluster for a caller who has the word's Hash.
func (t *Table) ByHash(h uint64) uint16 {
	mask := uint64(len(t.keys) - 1)
	key := uint32(h>>32) | 1
	for i := h & mask; t.keys[i] != 0; i = (i + 1) & mask {
		if t.keys[i] == key {
			return t.ids[i]
		}
	}
	return 0
}

// Coarse returns the number of the coarse cluster, from 1 on, that a cluster belongs to; 0 for 0.
func (t *Table) Coarse(cluster uint16) uint8 {
	if int(cluster) >= len(t.coarse) {
		return 0
	}
	return t.coarse[cluster]
}

// Len returns the number of clusters; the greatest number of one is as high.
func (t *Table) Len() int { return len(t.coarse) - 1 }
