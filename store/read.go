package store

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"go.etcd.io/bbolt"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store/merge"
)

// ErrNoFact says that no fact has the id asked for.
var ErrNoFact = errors.New("no fact has this id")

// Facts returns all facts that keep accepts (nil: all), newest report first, then by id. The caller owns them.
func (s *Store) Facts(keep func(merge.Fact) bool) ([]merge.Fact, error) {
	var out []merge.Fact
	err := s.db.View(func(tx *bbolt.Tx) error {
		return tx.Bucket(bucketFacts).ForEach(func(k, v []byte) error {
			var f merge.Fact
			if err := decode(v, &f); err != nil {
				return fmt.Errorf("fact %s: %w", k, err)
			}
			if keep == nil || keep(f) {
				out = append(out, f)
			}
			return nil
		})
	})
	if err != nil {
		return nil, fmt.Errorf("read store: %w", err)
	}
	slices.SortFunc(out, func(a, b merge.Fact) int {
		return cmp.Or(cmp.Compare(b.Last, a.Last), cmp.Compare(a.ID, b.ID))
	})
	return out, nil
}

// Fact returns the fact of an id, of the id that it had before, or of the beginning of an id that only
// one fact has.
func (s *Store) Fact(id string) (merge.Fact, error) {
	var f merge.Fact
	err := s.db.View(func(tx *bbolt.Tx) error {
		data := tx.Bucket(bucketFacts).Get([]byte(id))
		for n := 0; data == nil && n < 8; n++ { // a former id may have moved more than once
			to := tx.Bucket(bucketMoved).Get([]byte(id))
			if to == nil {
				break
			}
			id = string(to)
			data = tx.Bucket(bucketFacts).Get(to)
		}
		if data == nil && len(id) >= 4 {
			c := tx.Bucket(bucketFacts).Cursor()
			k, v := c.Seek([]byte(id))
			if strings.HasPrefix(string(k), id) {
				if next, _ := c.Next(); strings.HasPrefix(string(next), id) {
					return fmt.Errorf("several facts have an id that begins with %s: give more of it", id)
				}
				data = v
			}
		}
		if data == nil {
			return fmt.Errorf("%w: %s", ErrNoFact, id)
		}
		return decode(data, &f)
	})
	return f, err
}

// Article returns the article of an id, and whether the store has it.
func (s *Store) Article(id string) (a factwire.Article, ok bool, err error) {
	err = s.db.View(func(tx *bbolt.Tx) error {
		data := tx.Bucket(bucketArticles).Get([]byte(id))
		if data == nil {
			return nil
		}
		ok = true
		return decode(data, &a)
	})
	if err != nil {
		return a, false, fmt.Errorf("article %s: %w", id, err)
	}
	return a, ok, nil
}

// Articles calls use for every article and its observations, in the order of ids.
func (s *Store) Articles(use func(Entry) error) error {
	return s.db.View(func(tx *bbolt.Tx) error {
		return tx.Bucket(bucketArticles).ForEach(func(k, v []byte) error {
			var e Entry
			if err := decode(v, &e.Article); err != nil {
				return fmt.Errorf("article %s: %w", k, err)
			}
			var o observed
			if err := decode(tx.Bucket(bucketObserved).Get(k), &o); err != nil {
				return fmt.Errorf("observations of article %s: %w", k, err)
			}
			e.Facts = o.Facts
			return use(e)
		})
	})
}

// Runs returns all runs, the newest first.
func (s *Store) Runs() ([]Run, error) {
	var out []Run
	err := s.db.View(func(tx *bbolt.Tx) error {
		return tx.Bucket(bucketRuns).ForEach(func(k, v []byte) error {
			var r Run
			if err := decode(v, &r); err != nil {
				return fmt.Errorf("run %x: %w", k, err)
			}
			out = append(out, r)
			return nil
		})
	})
	slices.Reverse(out)
	return out, err
}

// Rejects returns all rejected inputs, by origin.
func (s *Store) Rejects() ([]Rejected, error) {
	var out []Rejected
	err := s.db.View(func(tx *bbolt.Tx) error {
		return tx.Bucket(bucketRejected).ForEach(func(k, v []byte) error {
			var r Rejected
			if err := decode(v, &r); err != nil {
				return fmt.Errorf("rejected input %s: %w", k, err)
			}
			out = append(out, r)
			return nil
		})
	})
	return out, err
}

// Counts returns how many articles, facts and rejected inputs the store holds.
func (s *Store) Counts() (articles, facts, rejected int, err error) {
	err = s.db.View(func(tx *bbolt.Tx) error {
		articles = tx.Bucket(bucketArticles).Stats().KeyN
		facts = tx.Bucket(bucketFacts).Stats().KeyN
		rejected = tx.Bucket(bucketRejected).Stats().KeyN
		return nil
	})
	return articles, facts, rejected, err
}
