package store

import (
	"encoding/binary"
	"fmt"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store/merge"
)

// TestCandidates holds the terms against a map: after any mixture of puts and drops each group is found by each of its
// terms, and by no other.
func TestCandidates(t *testing.T) {
	s, err := Open(filepath.Join(t.TempDir(), "terms.factwire"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	rng := rand.New(rand.NewPCG(5, 5))
	speech := func() factwire.Fact {
		// a phrase that all quotes share makes a term longer than a piece
		words := strings.Fields("we are very glad to say that")[:7*rng.IntN(2)]
		for range 5 + rng.IntN(20) {
			words = append(words, fmt.Sprintf("w%d", rng.IntN(30)))
		}
		return factwire.Fact{Kind: factwire.Quote, Who: []factwire.Entity{{Name: fmt.Sprintf("Ada Lind%d", rng.IntN(10)/7), Type: factwire.Person}}, What: strings.Join(words, " ")}
	}
	have := map[place]factwire.Fact{}
	var order []place
	check := func(tx *txn) {
		index := map[uint64][]place{}
		for p, f := range have {
			block, terms := merge.Terms(f, s.canon)
			for _, term := range terms {
				k := uint64(block)<<32 | uint64(term)
				index[k] = append(index[k], p)
			}
		}
		for _, p := range order[:min(len(order), 20)] {
			block, terms := merge.Terms(have[p], s.canon)
			want := map[place]bool{}
			for _, term := range terms {
				for _, q := range index[uint64(block)<<32|uint64(term)] {
					want[q] = true
				}
			}
			got := map[place]bool{}
			if err := tx.candidates(block, terms, func(q place) error { got[q] = true; return nil }); err != nil {
				t.Fatal(err)
			}
			if !maps.Equal(got, want) {
				t.Fatalf("%d groups: %s finds %d groups, want %d", len(have), p, len(got), len(want))
			}
		}
	}
	pieces := 0
	for round := range 60 {
		err := s.update(func(tx *txn) error {
			drop := round >= 20 && round < 50 // grow, shrink to little, grow again
			for range 40 {
				if drop && len(order) > 0 {
					i := rng.IntN(len(order))
					p := order[i]
					order = slices.Delete(order, i, i+1)
					f := have[p]
					delete(have, p)
					if err := tx.dropTerms(p, f); err != nil {
						return err
					}
					if rng.IntN(4) > 0 {
						continue
					}
				}
				var p place
				binary.BigEndian.PutUint64(p[:], rng.Uint64())
				f := speech()
				have[p], order = f, append(order, p)
				if err := tx.putTerms(p, f); err != nil {
					return err
				}
			}
			rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
			check(tx)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := s.view(func(tx *txn) error {
			n := 0
			check(tx)
			return tx.bucket(bucketTerms).ForEach(func(k, v []byte) error {
				if n++; len(k) > blockSize {
					pieces = max(pieces, n)
				}
				if len(v) > 4000 {
					t.Errorf("a value of %d bytes", len(v))
				}
				return nil
			})
		}); err != nil {
			t.Fatal(err)
		}
	}
	if pieces < 20 {
		t.Errorf("at most %d pieces: too few to test them", pieces)
	}
	// all dropped, nothing stays
	if err := s.update(func(tx *txn) error {
		for p, f := range have {
			if err := tx.dropTerms(p, f); err != nil {
				return err
			}
		}
		if k, _ := tx.bucket(bucketTerms).Cursor().First(); k != nil {
			t.Errorf("%x stays", k)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}
