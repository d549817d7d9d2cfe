package shuffle

import (
	"bufio"
	"cmp"
	"container/heap"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
)

// Sorter puts texts into the order of their keys. It keeps some megabytes in memory, and all that is more in temporary files.
type Sorter struct {
	// Dir is where temporary files are made; empty for the system's place for them.
	Dir string
	// Memory is how many bytes are kept in memory; 64 MB if 0.
	Memory int

	size  int
	items []item
	runs  []*os.File
}

type item struct{ key, text []byte }

func (i item) compare(j item) int {
	return cmp.Or(slices.Compare(i.key, j.key), slices.Compare(i.text, j.text))
}

// Add takes a text, which the caller may change afterwards.
func (s *Sorter) Add(key, text []byte) error { return s.Own(key, slices.Clone(text)) }

// Own is Add for a text that is the Sorter's from then on: a large one need not be in memory twice.
func (s *Sorter) Own(key, text []byte) error {
	limit := s.Memory
	if limit <= 0 {
		limit = 64 << 20
	}
	s.items = append(s.items, item{slices.Clone(key), text})
	if s.size += len(key) + len(text); s.size < limit {
		return nil
	}
	return s.spill()
}

// spill writes what is in memory as one sorted run.
func (s *Sorter) spill() error {
	f, err := os.CreateTemp(s.Dir, "factwire-*.run")
	if err != nil {
		return fmt.Errorf("sort on disk: %w", err)
	}
	s.runs = append(s.runs, f)
	slices.SortFunc(s.items, item.compare)
	w := bufio.NewWriterSize(f, 256<<10)
	var head []byte
	for _, it := range s.items {
		for _, b := range [][]byte{it.key, it.text} {
			head = binary.AppendUvarint(head[:0], uint64(len(b)))
			_, err1 := w.Write(head)
			_, err2 := w.Write(b)
			if err := errors.Join(err1, err2); err != nil {
				return fmt.Errorf("sort on disk: %w", err)
			}
		}
	}
	s.items, s.size = nil, 0
	if err := w.Flush(); err != nil {
		return fmt.Errorf("sort on disk: %w", err)
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return fmt.Errorf("sort on disk: %w", err)
	}
	return nil
}

// Each calls use for every text in the order of the keys, then of the texts, until it returns an error. A text is valid until use returns.
func (s *Sorter) Each(use func(text []byte) error) error {
	slices.SortFunc(s.items, item.compare)
	h := &runs{}
	for _, f := range s.runs {
		r := &run{in: bufio.NewReaderSize(f, 256<<10)}
		if err := r.next(); err != nil {
			return err
		}
		if r.more {
			*h = append(*h, r)
		}
	}
	if len(s.items) > 0 {
		*h = append(*h, &run{head: s.items[0], rest: s.items[1:], more: true})
	}
	heap.Init(h)
	for h.Len() > 0 {
		r := (*h)[0]
		if err := use(r.head.text); err != nil {
			return err
		}
		if err := r.next(); err != nil {
			return err
		}
		if r.more {
			heap.Fix(h, 0)
		} else {
			heap.Pop(h)
		}
	}
	return nil
}

// Close takes the temporary files away.
func (s *Sorter) Close() error {
	var errs []error
	for _, f := range s.runs {
		errs = append(errs, f.Close(), os.Remove(f.Name()))
	}
	s.runs = nil
	return errors.Join(errs...)
}

// run is a sorted run: a file, or what is in memory.
type run struct {
	in   *bufio.Reader
	rest []item
	head item
	more bool
}

func (r *run) next() error {
	if r.in == nil {
		if r.more = len(r.rest) > 0; r.more {
			r.head, r.rest = r.rest[0], r.rest[1:]
		}
		return nil
	}
	key, err := readPart(r.in, r.head.key)
	if errors.Is(err, io.EOF) {
		r.more = false
		return nil
	}
	text, err2 := readPart(r.in, r.head.text)
	if err := errors.Join(err, err2); err != nil {
		return fmt.Errorf("sort on disk: %w", err)
	}
	r.head, r.more = item{key, text}, true
	return nil
}

func readPart(in *bufio.Reader, into []byte) ([]byte, error) {
	n, err := binary.ReadUvarint(in)
	if err != nil {
		return nil, err
	}
	into = slices.Grow(into[:0], int(n))[:n]
	_, err = io.ReadFull(in, into)
	return into, err
}

type runs []*run

func (h runs) Len() int           { return len(h) }
func (h runs) Less(i, j int) bool { return h[i].head.compare(h[j].head) < 0 }
func (h runs) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *runs) Push(x any)        { *h = append(*h, x.(*run)) }
func (h *runs) Pop() any {
	last := (*h)[len(*h)-1]
	*h = (*h)[:len(*h)-1]
	return last
}
