package store

import (
	"encoding/binary"
	"fmt"
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store/internal/codec"
	"github.com/factwire/factwire/store/merge"
)

// A tie (merge.Tie) joins groups of which one may hold reports that leave out parties whom the other names. Under each tie stand the places of
// the groups that have it, and beside each of two groups that are kin by it the other's place: so that what must be merged with a group
// is read beside it. Neither is taken back when an observation goes: to merge more together than must be changes no fact.

// member is a group that has a tie, with the mask of its parties (merge.Sample.Mask): most that are no kin are not read.
type member struct {
	place place
	mask  uint64
}

const memberSize = len(place{}) + 8

// tieKey is where the groups of a tie stand. Ties of about one day stand side by side, so that articles in
// the order of their days touch few pages, however large the store is. Two ties of one key are as good as one.
func tieKey(t merge.Tie) []byte {
	var p place
	binary.BigEndian.PutUint32(p[:], uint32(t.Day)+1<<31)
	name := placeOf(t.Name)
	copy(p[4:], name[:])
	return p[:]
}

// tie notes that a group has an observation with ties, and finds the groups that are kin to it. Anew says that the group had none before.
func (t *txn) tie(p place, f factwire.Fact, anew bool) error {
	ties := merge.Ties(f, t.s.canon)
	if len(ties) == 0 {
		return nil
	}
	own := merge.Prepare(f, t.s.canon)
	for _, tie := range ties {
		key := tieKey(tie)
		all, err := t.members(key)
		if err != nil {
			return err
		}
		known := slices.ContainsFunc(all, func(m member) bool { return m.place == p })
		if known && !anew {
			continue
		}
		if !known {
			if err := t.putMembers(key, append(all, member{p, own.Mask()})); err != nil {
				return err
			}
		}
		if err := t.join(p, own, all); err != nil {
			return err
		}
	}
	return nil
}

// join notes which members of a tie are kin to a group, beside each of both.
func (t *txn) join(p place, own *merge.Sample, all []member) error {
	mask := own.Mask()
	for _, m := range all {
		if m.place == p || !merge.MayBeKin(m.mask, mask) {
			continue
		}
		other, err := t.sampled(m.place)
		if err != nil {
			return err
		}
		if other == nil || !own.Kin(other) {
			continue
		}
		if err := t.kin(p, m.place); err != nil {
			return err
		}
		if err := t.kin(m.place, p); err != nil {
			return err
		}
	}
	return nil
}

// members returns the groups that have a tie.
func (t *txn) members(key []byte) ([]member, error) {
	body, err := t.openPlaces(bucketTies, key, memberSize)
	if err != nil {
		return nil, err
	}
	var out []member
	for ; len(body) > 0; body = body[memberSize:] {
		out = append(out, member{place(body[:len(place{})]), binary.BigEndian.Uint64(body[len(place{}):])})
	}
	return out, nil
}

// putMembers writes the groups that have a tie. The key is not changed.
func (t *txn) putMembers(key []byte, all []member) error {
	body := make([]byte, 0, len(all)*memberSize)
	for _, m := range all {
		body = binary.BigEndian.AppendUint64(append(body, m.place[:]...), m.mask)
	}
	return t.bucket(bucketTies).Put(key, t.s.codec.SealPlain(key, body))
}

// putPlaces writes what is kin to a group under a key, which is not changed.
func (t *txn) putPlaces(key []byte, all []place) error {
	body := make([]byte, 0, len(all)*len(place{}))
	for _, p := range all {
		body = append(body, p[:]...)
	}
	return t.bucket(bucketGroups).Put(key, t.s.codec.SealPlain(key, body))
}

// openPlaces returns the value under a key of a bucket, which holds items of a size; nil if there is none.
func (t *txn) openPlaces(bucket, key []byte, size int) ([]byte, error) {
	v := t.bucket(bucket).Get(key)
	if v == nil {
		return nil, nil
	}
	body, err := t.s.codec.Open(key, v)
	if err == nil && len(body)%size != 0 {
		err = codec.ErrDamaged
	}
	if err != nil {
		return nil, fmt.Errorf("ties %x: %w", key, err)
	}
	return body, nil
}

// placesAt returns the places of the groups that are kin to one.
func (t *txn) placesAt(key []byte) ([]place, error) {
	body, err := t.openPlaces(bucketGroups, key, len(place{}))
	if err != nil {
		return nil, err
	}
	var out []place
	for ; len(body) > 0; body = body[len(place{}):] {
		out = append(out, place(body[:len(place{})]))
	}
	return out, nil
}

// kin notes of a group that another is kin to it.
func (t *txn) kin(p, other place) error {
	at, err := t.take(p)
	if err != nil {
		return err
	}
	key := at.marked(markKin)
	all, err := t.placesAt(key)
	if err != nil || slices.Contains(all, other) {
		return err
	}
	return t.putPlaces(key, append(all, other))
}

// kinOf returns the places of the groups that are kin to one.
func (t *txn) kinOf(p place) ([]place, error) {
	at, err := t.seat(p)
	if err != nil {
		return nil, err
	}
	return t.placesAt(at.marked(markKin))
}

// ties checks that the observations of a group are found by their ties, and that what is kin to them is merged with them.
func (c *checker) ties(p place, places []place) error {
	own, err := c.t.sampled(p)
	if err != nil || own == nil || !own.Tied() {
		return err
	}
	seen := map[merge.Tie]bool{}
	mask := own.Mask()
	return c.t.each(p, markObservation, func(k, v []byte) error {
		_, f, err := c.t.openObservation(k, v)
		if err != nil {
			return err
		}
		for _, tie := range merge.Ties(f, c.t.s.canon) {
			if seen[tie] {
				continue
			}
			seen[tie] = true
			all, err := c.t.members(tieKey(tie))
			if err != nil {
				return err
			}
			if !slices.Contains(all, member{p, mask}) {
				return c.problem("group %s is not found by what it is tied to others with", p)
			}
			if err := c.kin(p, own, all, places); err != nil {
				return err
			}
		}
		return nil
	})
}

// kin checks that the members of a tie that are kin to a group are merged with it.
func (c *checker) kin(p place, own *merge.Sample, all []member, places []place) error {
	mask := own.Mask()
	for _, m := range all {
		if !merge.MayBeKin(m.mask, mask) {
			continue
		}
		other, err := c.t.sampled(m.place)
		if err != nil {
			return err
		}
		if other != nil && own.Kin(other) && !slices.Contains(places, m.place) {
			return c.problem("groups %s and %s are not merged together", p, m.place)
		}
	}
	return nil
}
