// Package cluster groups words that stand in the same surroundings ("banned", "barred",
// "outlawed"), so that what was learned of one of them helps with the others.
//
// The clusters are those of spherical k-means over skip-gram vectors of 42 million
// words of news (see extractors/train/internal/cluster); the file in configs/model lists them.
package cluster

import (
	"errors"
	"fmt"
	"hash/crc32"
	"strconv"
	"strings"
	"sync"

	"github.com/factwire/factwire/configs"
)

// Magic begins the first line of a file of clusters, behind which stand the numbers of
// clusters and of words, and the CRC-32 of the other lines in hexadecimal.
const Magic = "factwire-clusters-1"

// Table says in which cluster a word is. It is safe for concurrent use.
type Table struct {
	keys   []uint32 // open addressing by Hash, whose upper half is the key; 0: empty
	ids    []uint16
	coarse []uint8 // of each cluster
}

// Load returns the table that the program carries. It is read once, in some 3 ms.
func Load() (*Table, error) { return load() }

var load = sync.OnceValues(func() (*Table, error) {
	data, err := configs.Model("clusters.txt")
	if err != nil {
		return nil, fmt.Errorf("word clusters: %w", err)
	}
	t, err := Parse(string(data))
	if err != nil {
		return nil, fmt.Errorf("word clusters: %w", err)
	}
	return t, nil
})

// Parse reads a file of clusters: below the first line (see Magic) a cluster a line, with
// the number of its coarse cluster, a tab and its words with a space between them.
func Parse(data string) (*Table, error) {
	first, rest, _ := strings.Cut(data, "\n")
	var clusters, words int
	var sum uint32
	if n, err := fmt.Sscanf(first, Magic+" %d %d %x", &clusters, &words, &sum); n != 3 || err != nil {
		return nil, errors.New("the file does not begin as one of this version does")
	}
	if crc32.ChecksumIEEE([]byte(rest)) != sum {
		return nil, errors.New("the checksum is wrong: the file was changed or damaged")
	}
	size := 1024
	for size < words*3/2 {
		size *= 2
	}
	t := &Table{keys: make([]uint32, size), ids: make([]uint16, size), coarse: make([]uint8, 1, clusters+1)}
	for rest != "" {
		var line string
		line, rest, _ = strings.Cut(rest, "\n")
		number, list, _ := strings.Cut(line, "\t")
		coarse, err := strconv.ParseUint(number, 10, 8)
		if err != nil {
			return nil, fmt.Errorf("cluster %d: %w", len(t.coarse), err)
		}
		for w := range strings.SplitSeq(list, " ") {
			if words--; words < 0 {
				return nil, errors.New("the file has more words than its first line says")
			}
			t.put(Hash(w), uint16(len(t.coarse)))
		}
		t.coarse = append(t.coarse, uint8(coarse))
	}
	if len(t.coarse) != clusters+1 || len(t.coarse) > 1<<16-1 {
		return nil, fmt.Errorf("the file has %d clusters, not the %d of its first line", len(t.coarse)-1, clusters)
	}
	return t, nil
}

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
