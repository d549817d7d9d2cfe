package shuffle

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/kind"
	"github.com/factwire/factwire/store/entity"
	"github.com/factwire/factwire/store/merge"
)

// tieKey is the key of a tie of observations (merge.Ties), by which groups that must be merged together find each other.
func tieKey(t merge.Tie) string {
	return string(Tied) + factwire.Hash("tie", strconv.Itoa(t.Day), t.Name)
}

// named is what the line of a tie tells of a fact: what its parties are.
func named(f factwire.Fact) factwire.Fact {
	return factwire.Fact{Kind: f.Kind, Status: f.Status, Who: f.Who}
}

// bind calls use with the keys of two groups whose lines must be merged together, for all pairs that the lines of one tie tell; a pair may come
// more than once.
func bind(each func(func([]byte) error) error, c *entity.Canon, use func(a, b string)) error {
	var samples []*merge.Sample
	var keys []string
	known := map[string]bool{}
	err := each(func(text []byte) error {
		_, o, err := decodeOne(text)
		if err != nil {
			return err
		}
		key := group(o.Fact, c)
		if kind.Of(o.Fact.Kind).Identity.Who != kind.Part {
			return fmt.Errorf("%w: facts of this kind have no ties", ErrLine)
		}
		if !known[key] {
			known[key] = true
			keys, samples = append(keys, key), append(samples, merge.Prepare(o.Fact, c))
		}
		return nil
	})
	if err != nil {
		return err
	}
	merge.Kinship(samples, func(i, j int) { use(keys[i], keys[j]) })
	return nil
}

// bonds are the keys of groups that must be merged together.
type bonds map[string]string

// last is the greatest of the keys that are bound to one, so that all lines have come when its own have; itself if none is.
func (b bonds) last(key string) string {
	for b[key] != "" {
		key = b[key]
	}
	return key
}

func (b bonds) bind(x, y string) {
	if x, y = b.last(x), b.last(y); x != y {
		b[min(x, y)] = max(x, y)
	}
}

// mostHeld is how many bytes of lines of groups that wait for others are in memory, of each that is bound together.
const mostHeld = 256 << 10

// groupOf returns where the lines of a key are collected, and until the lines of which key they wait.
func (m *merger) groupOf(key string) (g *lines, until string) {
	until = m.bonds.last(key)
	if m.bonds[key] == "" && m.held[key] == nil {
		return &m.group, key
	}
	if m.held[until] == nil {
		m.held[until] = &lines{}
	}
	return m.held[until], until
}

// rest merges the groups that still wait, for lines that did not come.
func (m *merger) rest() error {
	keys := make([]string, 0, len(m.held))
	for key := range m.held {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	for _, key := range keys {
		if err := m.merge(m.held[key]); err != nil {
			return err
		}
	}
	return nil
}

// kinship calls join for nodes of a large group, by their numbers, that a tie joins: of each node there is a sample, and of each tie the nodes that have it.
func kinship(samples []factwire.Fact, byTie map[merge.Tie][]int, c *entity.Canon, join func(i, j int)) {
	for _, nodes := range byTie {
		slices.Sort(nodes)
		if nodes = slices.Compact(nodes); len(nodes) < 2 {
			continue
		}
		all := make([]*merge.Sample, len(nodes))
		for i, n := range nodes {
			all[i] = merge.Prepare(samples[n], c)
		}
		merge.Kinship(all, func(i, j int) { join(nodes[i], nodes[j]) })
	}
}
