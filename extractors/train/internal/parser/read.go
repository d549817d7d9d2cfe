package main

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/factwire/factwire/extractors/internal/parse"
	"github.com/factwire/factwire/extractors/internal/transition"
)

// sentence is a sentence with its gold tree.
type sentence struct {
	words []transition.Word
	head  []int32
	label []uint8
}

type reader struct {
	clusters transition.Clusters
	tag      int
}

// read reads the first sentences of files whose trees are projective.
func (r *reader) read(files []string, most int) ([]sentence, error) {
	number := map[string]uint8{}
	for i, name := range parse.Labels() {
		number[name] = uint8(i)
	}
	var out []sentence
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		lines := bufio.NewScanner(f)
		lines.Buffer(nil, 1<<20)
		var s sentence
		for n := 1; len(out) < most && lines.Scan(); n++ {
			if lines.Text() == "" {
				if len(s.head) > 0 && projective(s.head) {
					out = append(out, s)
				}
				s = sentence{}
				continue
			}
			cells := strings.Split(lines.Text(), "\t")
			if len(cells) < 5 {
				return nil, fmt.Errorf("%s:%d: not five columns", name, n)
			}
			head, err := strconv.ParseInt(cells[3], 10, 32)
			if err != nil {
				return nil, fmt.Errorf("%s:%d: %w", name, n, err)
			}
			label, ok := number[cells[4]]
			if !ok {
				label = uint8(parse.Dep)
			}
			var w transition.Word
			transition.View(&w, cells[0], cells[r.tag], r.clusters)
			s.words, s.head, s.label = append(s.words, w), append(s.head, int32(head)), append(s.label, label)
		}
		if err := lines.Err(); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return out, nil
}

// projective returns whether no arcs cross and there is one root.
func projective(head []int32) bool {
	roots := 0
	for d, h := range head {
		if h < 0 {
			roots++
			continue
		}
		if int(h) >= len(head) {
			return false
		}
		lo, hi := min(int32(d), h), max(int32(d), h)
		for k := lo + 1; k < hi; k++ {
			if head[k] < lo || head[k] > hi {
				return false
			}
		}
	}
	return roots == 1
}
