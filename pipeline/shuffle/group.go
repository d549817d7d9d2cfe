package shuffle

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"os"
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store/entity"
	"github.com/factwire/factwire/store/merge"
)

// lines are those of one group: in memory, or in a temporary file once they are too many.
type lines struct {
	memory []byte
	ends   []int64 // where each line ends, in memory or in the file
	size   int64
	last   []byte
	file   *os.File
}

func (g *lines) empty() bool { return len(g.ends) == 0 }

// add takes a line, which the caller may change afterwards. One that is the same as the line before counts once.
func (g *lines) add(text []byte, o Options) error {
	if len(g.ends) > 0 && bytes.Equal(g.last, text) {
		return nil
	}
	g.last = append(g.last[:0], text...)
	if len(g.memory)+len(text) > o.Memory && len(g.memory) > 0 {
		if err := g.spill(o.Dir); err != nil {
			return err
		}
	}
	g.memory = append(g.memory, text...)
	g.size += int64(len(text))
	g.ends = append(g.ends, g.size)
	return nil
}

func (g *lines) spill(dir string) error {
	if g.file == nil {
		f, err := os.CreateTemp(dir, "factwire-*.group")
		if err != nil {
			return fmt.Errorf("keep a large group on disk: %w", err)
		}
		g.file = f
	}
	if _, err := g.file.Write(g.memory); err != nil {
		return fmt.Errorf("keep a large group on disk: %w", err)
	}
	g.memory = g.memory[:0]
	return nil
}

// close forgets all lines.
func (g *lines) close() {
	if g.file != nil {
		_ = errors.Join(g.file.Close(), os.Remove(g.file.Name())) // it is a temporary one
	}
	const keep = 1 << 20
	if cap(g.memory) > keep {
		g.memory = nil
	}
	*g = lines{memory: g.memory[:0], ends: g.ends[:0]}
}

// line is number i of a group that is in memory, or of one that was written out; buf is used for it.
func (g *lines) line(i int, buf []byte) ([]byte, error) {
	from := int64(0)
	if i > 0 {
		from = g.ends[i-1]
	}
	n := int(g.ends[i] - from)
	if g.file == nil {
		return g.memory[from : from+int64(n)], nil
	}
	buf = slices.Grow(buf[:0], n)[:n]
	if _, err := g.file.ReadAt(buf, from); err != nil {
		return nil, fmt.Errorf("read a large group from disk: %w", err)
	}
	return buf, nil
}

// some calls use for lines by their numbers.
func (g *lines) some(numbers []int, use func([]byte) error) error {
	var buf []byte
	var err error
	for _, i := range numbers {
		if buf, err = g.line(i, buf); err != nil {
			return err
		}
		if err := use(buf); err != nil {
			return err
		}
	}
	return nil
}

// each calls use for all lines.
func (g *lines) each(use func([]byte) error) error {
	numbers := make([]int, len(g.ends))
	for i := range numbers {
		numbers[i] = i
	}
	return g.some(numbers, use)
}

// matters parts a large group into the lines that must be merged together, and hands each part to emit: the lines of a node, and of
// all nodes that are linked to it, directly or by way of others. In memory is one observation of each node, and then one part.
func (g *lines) matters(c *entity.Canon, emit func(func(func([]byte) error) error) error) error {
	if err := g.spill(""); err != nil {
		return err
	}
	g.memory = nil             // all is in the file
	number := map[string]int{} // of a node
	var parent []int
	find := func(i int) int {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	var samples []factwire.Fact
	byTerm := map[uint32][]int{}
	byTie := map[merge.Tie][]int{}
	node := make([]int, 0, len(g.ends))
	err := g.each(func(text []byte) error {
		_, o, err := decodeOne(text)
		if err != nil {
			return err
		}
		name := merge.Place(merge.Node(o.Fact, c))
		ties := merge.Ties(o.Fact, c)
		n, known := number[name]
		if !known {
			n = len(parent)
			number[name] = n
			parent = append(parent, n)
			o.Fact.Evidence = nil // no link depends on it, and it is the most of a fact
			samples = append(samples, o.Fact)
			_, terms := merge.Terms(o.Fact, c)
			for _, t := range terms {
				for _, other := range byTerm[t] {
					if a, b := find(n), find(other); a != b && merge.Linked(samples[n], samples[other], c) {
						parent[max(a, b)] = min(a, b)
					}
				}
				byTerm[t] = append(byTerm[t], n)
			}
		}
		for _, tie := range ties {
			if last := len(byTie[tie]) - 1; last < 0 || byTie[tie][last] != n {
				byTie[tie] = append(byTie[tie], n)
			}
		}
		node = append(node, n)
		return nil
	})
	if err != nil {
		return err
	}
	kinship(samples, byTie, c, func(i, j int) {
		if a, b := find(i), find(j); a != b {
			parent[max(a, b)] = min(a, b)
		}
	})
	order := make([]int, len(node)) // the lines, part by part
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(find(node[i]), find(node[j])) })
	number, samples, byTerm, byTie = nil, nil, nil, nil
	for len(order) > 0 {
		n := 1
		for n < len(order) && find(node[order[n]]) == find(node[order[0]]) {
			n++
		}
		part := order[:n]
		order = order[n:]
		if err := emit(func(use func([]byte) error) error { return g.some(part, use) }); err != nil {
			return err
		}
	}
	return nil
}
