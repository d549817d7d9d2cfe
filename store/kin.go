package store

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store/internal/codec"
	"github.com/factwire/factwire/store/merge"
)

// A tie (merge.Tie) joins groups of which one may hold reports that leave out parties whom the other names. Under each tie stand the places of
// the groups that have it, and beside each of two groups that are kin by it the other's place: so that what must be merged with a group
// is read beside it. Neither is taken back when an observation goes: to merge more together than must be changes no fact.

// tieKey is where the places of a tie stand: among the groups, under a place of its own.
func tieKey(tie string) []byte {
	p := placeOf("tie " + tie)
	return append(p[:], markTie)
}

// tie notes that a group has an observation with a tie, and finds the groups that are kin to it. Anew says that the group had none before.
func (t *txn) tie(p place, f factwire.Fact, anew bool) error {
	name := merge.Tie(f)
	if name == "" {
		return nil
	}
	key := tieKey(name)
	all, err := t.placesAt(key)
	if err != nil {
		return err
	}
	if known := slices.Contains(all, p); known && !anew {
		return nil
	} else if !known {
		if err := t.putPlaces(key, append(all, p)); err != nil {
			return err
		}
	}
	own := merge.Prepare(f, t.s.canon)
	for _, q := range all {
		if q == p {
			continue
		}
		other, err := t.sampled(q)
		if err != nil {
			return err
		}
		if other == nil || !own.Kin(other) {
			continue
		}
		if err := t.kin(p, q); err != nil {
			return err
		}
		if err := t.kin(q, p); err != nil {
			return err
		}
	}
	return nil
}

// putPlaces writes places under a key, which is not changed.
func (t *txn) putPlaces(key []byte, all []place) error {
	body := make([]byte, 0, len(all)*len(place{}))
	for _, p := range all {
		body = append(body, p[:]...)
	}
	return t.bucket(bucketGroups).Put(key, t.s.codec.SealPlain(key, body))
}

// placesAt returns the places that stand under a key: those that have a tie, or that are kin to a group.
func (t *txn) placesAt(key []byte) ([]place, error) {
	v := t.bucket(bucketGroups).Get(key)
	if v == nil {
		return nil, nil
	}
	body, err := t.s.codec.Open(key, v)
	if err == nil && len(body)%len(place{}) != 0 {
		err = codec.ErrDamaged
	}
	if err != nil {
		return nil, fmt.Errorf("ties %x: %w", key, err)
	}
	var out []place
	for ; len(body) > 0; body = body[len(place{}):] {
		out = append(out, place(body[:len(place{})]))
	}
	return out, nil
}

// kin notes of a group that another is kin to it.
func (t *txn) kin(p, other place) error {
	key := append(p[:], markKin)
	all, err := t.placesAt(key)
	if err != nil || slices.Contains(all, other) {
		return err
	}
	return t.putPlaces(key, append(all, other))
}

// kinOf returns the places of the groups that are kin to one.
func (t *txn) kinOf(p place) ([]place, error) { return t.placesAt(append(p[:], markKin)) }

// ties checks that the observations of a group are found by their ties, and that what is kin to them is merged with them.
func (c *checker) ties(p place, places []place) error {
	own, err := c.t.sampled(p)
	if err != nil || own == nil || !own.Tied() {
		return err
	}
	seen := map[string]bool{}
	prefix := append(p[:], markObservation)
	cur := c.t.bucket(bucketGroups).Cursor()
	for k, v := cur.Seek(prefix); bytes.HasPrefix(k, prefix); k, v = cur.Next() {
		_, f, err := c.t.openObservation(k, v)
		if err != nil {
			return err
		}
		name := merge.Tie(f)
		if name == "" || seen[name] {
			continue
		}
		seen[name] = true
		all, err := c.t.placesAt(tieKey(name))
		if err != nil {
			return err
		}
		if !slices.Contains(all, p) {
			return c.problem("group %s is not found by what it is tied to others with", p)
		}
		for _, q := range all {
			other, err := c.t.sampled(q)
			if err != nil {
				return err
			}
			if other != nil && own.Kin(other) && !slices.Contains(places, q) {
				return c.problem("groups %s and %s are not merged together", p, q)
			}
		}
	}
	return nil
}
