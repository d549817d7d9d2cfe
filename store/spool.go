package store

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strconv"

	"github.com/factwire/factwire/store/merge"
)

// leastSpooled is from how many facts on a walk over all of them goes by way of a file.
const leastSpooled = 1000

// spooled is a fact as it stands in a spool, with what its own JSON leaves out.
type spooled struct {
	Fact    merge.Fact `json:"fact"`
	Aliases []string   `json:"aliases,omitempty"`
	Node    string     `json:"node"`
}

// spot is where in a spool a fact stands.
type spot struct {
	from int64
	size int
}

// EachOfMany is Each for callers who want all that they ask for, or the first of it: with a limit, no more than so many (0: all). Each, which may
// be left early, merges a group anew whenever the list comes to a fact of it. EachOfMany merges every group once, in the order of the file, and keeps
// the facts that are wanted in a temporary file, from which they come in their order: memory holds some forty bytes for each.
func (s *Store) EachOfMany(q Query, limit int, use func(merge.Fact) error) error {
	var order []uint64
	err := s.view(func(t *txn) error {
		return t.rows(q, func(r row) error {
			if limit > 0 && len(order) == limit && q.Exact() {
				return errEnough
			}
			n, err := strconv.ParseUint(r.id, 16, 64)
			order = append(order, n)
			return err
		})
	})
	if err != nil && !errors.Is(err, errEnough) {
		return err
	}
	if c, err := s.Count(); err != nil {
		return err
	} else if len(order) < leastSpooled || len(order) < c.Facts/20 {
		n := 0
		err := s.Each(q, func(f merge.Fact) error {
			if n++; limit > 0 && n > limit {
				return errEnough
			}
			return use(f)
		})
		if errors.Is(err, errEnough) {
			err = nil
		}
		return err
	}
	return s.spooled(q, order, limit, use)
}

// spooled calls use for facts in an order, by way of a file.
func (s *Store) spooled(q Query, order []uint64, limit int, use func(merge.Fact) error) error {
	f, err := os.CreateTemp("", "factwire-*.facts")
	if err != nil {
		return fmt.Errorf("sort facts on disk: %w", err)
	}
	defer func() { _ = errors.Join(f.Close(), os.Remove(f.Name())) }() // it is a temporary one
	kept, err := s.spool(f, q, order)
	if err != nil {
		return err
	}
	return unspool(f, order, kept, limit, use)
}

// spool writes those of some facts that meet what a query asks beyond rows into a file, and returns where each stands.
func (s *Store) spool(f *os.File, q Query, order []uint64) (map[uint64]spot, error) {
	wanted := make(map[uint64]spot, len(order))
	for _, n := range order {
		wanted[n] = spot{}
	}
	m := q.Matcher(s.canon)
	out := bufio.NewWriterSize(f, 1<<20)
	at := int64(0)
	err := s.view(func(t *txn) error {
		return t.scan(func(f merge.Fact, _ uint64) error {
			n, err := strconv.ParseUint(f.ID, 16, 64)
			if err != nil {
				return err
			}
			if _, ok := wanted[n]; !ok || !m.Rest(&f) {
				return nil
			}
			if err := t.complete(&f); err != nil {
				return err
			}
			data, err := json.Marshal(spooled{f, f.Aliases, f.Node})
			if err != nil {
				return err
			}
			wanted[n] = spot{at, len(data)}
			at += int64(len(data))
			if _, err := out.Write(data); err != nil {
				return fmt.Errorf("sort facts on disk: %w", err)
			}
			return nil
		})
	})
	if err != nil {
		return nil, err
	}
	if err := out.Flush(); err != nil {
		return nil, fmt.Errorf("sort facts on disk: %w", err)
	}
	return wanted, nil
}

func unspool(f *os.File, order []uint64, kept map[uint64]spot, limit int, use func(merge.Fact) error) error {
	var data []byte
	given := 0
	for _, n := range order {
		at := kept[n]
		if at.size == 0 {
			continue
		}
		if given++; limit > 0 && given > limit {
			return nil
		}
		if cap(data) < at.size {
			data = make([]byte, at.size)
		}
		if _, err := f.ReadAt(data[:at.size], at.from); err != nil {
			return fmt.Errorf("sort facts on disk: %w", err)
		}
		var fact spooled
		if err := json.Unmarshal(data[:at.size], &fact); err != nil {
			return fmt.Errorf("sort facts on disk: %w", err)
		}
		fact.Fact.Aliases, fact.Fact.Node = fact.Aliases, fact.Node
		if err := use(fact.Fact); err != nil {
			return err
		}
	}
	return nil
}
