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
	"github.com/factwire/factwire/extractors/internal/hashes"
	"github.com/factwire/factwire/extractors/internal/linear"
)

// magic begins a file of clusters, and names the version of its form.
const magic = "factwire-clusters-3"

// Table says in which cluster a word is. A word that has none is taken for one that has once in some 100,000, the same way on every machine. It is
// safe for concurrent use.
type Table struct {
	// Words are in the order of their keys. starts says where those begin whose keys have the same upper half; an entry is the lower half of a key, and above it the cluster.
	starts  []uint16
	entries []uint32
	coarse  []uint8 // of each cluster
}

// Load returns the table that the program carries. It is read once.
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

// Encode returns a file of clusters, of which the first has the number 1: the coarse cluster of each, the index of the hashes of all words, and the
// cluster of each word, of the first of those that share a hash. The same clusters give the same bytes.
func Encode(groups []Group) ([]byte, error) {
	of := map[uint32]uint16{}
	var coarse []byte
	for i, g := range groups {
		coarse = append(coarse, g.Coarse)
		for _, w := range g.Words {
			if _, taken := of[key(Hash(w))]; !taken {
				of[key(Hash(w))] = uint16(i + 1)
			}
		}
	}
	sorted := slices.Sorted(maps.Keys(of))
	index := hashes.New(sorted)
	counts, lows, err := index.Columns()
	if err != nil {
		return nil, err
	}
	var ids []byte
	for _, h := range sorted {
		ids = binary.LittleEndian.AppendUint16(ids, of[h])
	}
	return linear.WriteFile(magic, nil, linear.Part{Data: coarse, Width: 1}, linear.Part{Data: counts, Width: 1}, linear.Part{Data: lows, Width: 1}, linear.Part{Data: ids, Width: 2}), nil
}

// key is the part of a hash by which words are told apart.
func key(hash uint64) uint32 { return uint32(hash >> 32) }

// Parse reads a file of clusters that Encode wrote.
func Parse(data []byte) (*Table, error) {
	_, parts, err := linear.ReadFile(data, magic, 1, 1, 1, 2)
	if err != nil {
		return nil, err
	}
	counts, lows, ids := parts[1], parts[2], parts[3]
	t := &Table{coarse: slices.Concat([]uint8{0}, parts[0]), starts: make([]uint16, len(counts)+1), entries: make([]uint32, len(lows)/2)}
	if len(t.coarse) >= 1<<16 || len(counts) != hashes.Counts || len(ids) != len(lows) || len(t.entries) >= 1<<16 {
		return nil, errSizes
	}
	total := 0
	for i, n := range counts {
		total += int(n)
		t.starts[i+1] = uint16(min(total, len(t.entries)))
	}
	if total != len(t.entries) {
		return nil, errSizes
	}
	for i := range t.entries {
		id := binary.LittleEndian.Uint16(ids[2*i:])
		if id == 0 || int(id) >= len(t.coarse) {
			return nil, errSizes
		}
		t.entries[i] = uint32(binary.LittleEndian.Uint16(lows[2*i:])) | uint32(id)<<16
	}
	return t, nil
}

var errSizes = errors.New("the parts of the file do not belong together")

// Cluster returns the number of a word's cluster, from 1 on, or 0 if it has none. Capitals,
// the kind of apostrophe and which digits a number has make no difference.
func (t *Table) Cluster(word string) uint16 { return t.ByHash(Hash(word)) }

// ByHash is Cluster for a caller who has the word's Hash.
func (t *Table) ByHash(h uint64) uint16 {
	k := key(h)
	for _, e := range t.entries[t.starts[k>>16]:t.starts[k>>16+1]] {
		if uint16(e) == uint16(k) {
			return uint16(e >> 16)
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
