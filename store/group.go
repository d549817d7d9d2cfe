package store

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/kind"
	"github.com/factwire/factwire/store/internal/codec"
	"github.com/factwire/factwire/store/merge"
	"github.com/factwire/factwire/store/similar"
)

// A group is all that the store holds of one node: its observations, and behind the head the facts whose first report is among
// them. Both lie side by side, so that a new report touches one page, however large the store is. A fact's
// id begins with the first half of its group's place.

// place is what a group goes by: a hash of its node. Where it lies is its seat.
type place [8]byte

func placeOf(node string) (p place) {
	_, _ = hex.Decode(p[:], []byte(merge.Place(node))) // it is 16 hexadecimal digits
	return p
}

func parsePlace(s string) (p place, err error) {
	if n, err := hex.Decode(p[:], []byte(s)); err != nil || n != len(p) {
		return p, fmt.Errorf("%w: %q is no place", codec.ErrDamaged, s)
	}
	return p, nil
}

func (p place) String() string { return hex.EncodeToString(p[:]) }

const (
	markHead        = 0
	markObservation = 1
	markTally       = 2
	markKin         = 3
)

// head is what a group knows of facts.
type head struct {
	Facts []stored `json:"facts,omitempty"`
	// Aliases maps other ids of this place to the facts that they lead to.
	Aliases map[string][]string `json:"aliases,omitempty"`
	// Gone maps former ids to what became of their facts.
	Gone map[string]gone `json:"gone,omitempty"`
}

// stored is a fact as it stands in a head: without its evidence, which is read from the observations.
type stored struct {
	Fact merge.Fact `json:"fact"`
	// Seed is the fact's first evidence: by it a fact whose id changed is found again.
	Seed merge.Spot `json:"seed"`
	// Log is what the fact was before each run that changed it, the oldest first.
	Log []change `json:"log,omitempty"`
}

// gone is a fact that is no more.
type gone struct {
	Run uint64   `json:"run"`
	To  []string `json:"to,omitempty"` // the facts that it became part of, sorted
	Was Brief    `json:"was"`
}

type change struct {
	Run uint64 `json:"run"`
	Was *Brief `json:"was,omitempty"` // nil: there was no such fact
}

// maxLog is how many changes of one fact are kept.
const maxLog = 64

func (t *txn) head(p place) (h head, err error) {
	at, err := t.seat(p)
	if err == nil && at.number() > 0 {
		_, err = t.get(bucketGroups, at.head(), &h)
	}
	return h, err
}

// putHead writes a head, or takes an empty one away.
func (t *txn) putHead(p place, h head) error {
	at, err := t.seat(p)
	if err != nil {
		return err
	}
	if len(h.Facts) == 0 && len(h.Aliases) == 0 && len(h.Gone) == 0 {
		if at.number() == 0 {
			return nil
		}
		return t.bucket(bucketGroups).Delete(at.head())
	}
	if at, err = t.take(p); err != nil {
		return err
	}
	key := at.head()
	data, err := t.s.codec.SealJSON(key, h)
	if err != nil {
		return err
	}
	if bytes.Equal(data, t.bucket(bucketGroups).Get(key)) {
		return nil // most of the touched groups do not change: their pages stay as they are
	}
	return t.bucket(bucketGroups).Put(key, data)
}

// sealObservation is the value of an observation: the print of its article's text, and itself.
func (t *txn) sealObservation(key []byte, p similar.Print, f factwire.Fact) []byte {
	return t.s.codec.Seal(key, codec.AppendObservation(binary.BigEndian.AppendUint64(nil, uint64(p)), f))
}

func (t *txn) openObservation(key, value []byte) (similar.Print, factwire.Fact, error) {
	body, err := t.s.codec.Open(key, value)
	if err == nil && len(body) < 8 {
		err = codec.ErrDamaged
	}
	if err != nil {
		return 0, factwire.Fact{}, fmt.Errorf("observation %x: %w", key, err)
	}
	f, err := codec.ReadObservation(body[8:])
	if err != nil {
		return 0, f, fmt.Errorf("observation %x: %w", key, err)
	}
	if _, known := kind.Find(f.Kind); !known || !slices.Contains(factwire.Statuses(), f.Status) {
		return 0, f, fmt.Errorf("observation %x: a fact %w (%q, %q)", key, errKind, f.Kind, f.Status)
	}
	return similar.Print(binary.BigEndian.Uint64(body)), f, nil
}

// observations appends a group's observations to obs, and their articles' prints to prints.
func (t *txn) observations(p place, obs []factwire.Fact, prints map[string]similar.Print) ([]factwire.Fact, error) {
	err := t.each(p, markObservation, func(k, v []byte) error {
		print, f, err := t.openObservation(k, v)
		if err != nil {
			return err
		}
		obs = append(obs, f)
		if print != 0 {
			for _, e := range f.Evidence {
				prints[e.Article] = print
			}
		}
		return nil
	})
	return obs, err
}

// sample returns one observation of a group; all of a group have the same node.
func (t *txn) sample(p place) (f factwire.Fact, ok bool, err error) {
	err = t.each(p, markObservation, func(k, v []byte) error {
		if _, f, err = t.openObservation(k, v); err == nil {
			ok, err = true, errEnough
		}
		return err
	})
	if errors.Is(err, errEnough) {
		err = nil
	}
	return f, ok, err
}

// samples are observations by the places of their groups, of which a writer keeps some from one transaction to the next; nil where a group has none. All observations of a group have
// one node, so any will do: a sample is good until the first observation of its group is written or the last one is taken away.
type samples map[place]*merge.Sample

// fewSamples is how many samples stay in memory between transactions.
const fewSamples = 2048

// few leaves some of many samples.
func (s samples) few() samples {
	for p := range s {
		if len(s) <= fewSamples {
			break
		}
		delete(s, p)
	}
	return s
}

func (t *txn) sampled(p place) (*merge.Sample, error) {
	const most = 20_000
	if s, ok := t.samples[p]; ok {
		return s, nil
	}
	if t.samples == nil || len(t.samples) == most {
		t.samples = samples{}
	}
	f, ok, err := t.sample(p)
	if err != nil {
		return nil, err
	}
	var s *merge.Sample
	if ok {
		s = merge.Prepare(f, t.s.canon)
	}
	t.samples[p] = s
	return s, nil
}

// linked returns the places that must be merged with that of an observation, but for those that are seen to be, to which it adds them.
func (t *txn) linked(p place, own *merge.Sample, seen map[place]bool) ([]place, error) {
	block, terms := own.Terms()
	if len(terms) == 0 {
		return nil, nil
	}
	var out []place
	tried := map[place]bool{p: true}
	err := t.candidates(block, terms, func(q place) error {
		if tried[q] || seen[q] {
			return nil
		}
		tried[q] = true
		other, err := t.sampled(q)
		if err == nil && other != nil && own.Linked(other) {
			seen[q] = true
			out = append(out, q)
		}
		return err
	})
	return out, err
}

// closure returns a place with all that must be merged with it, in the order in which they are met.
func (t *txn) closure(from place) ([]place, error) {
	return t.closureWhile(from, func(place) bool { return true })
}

// closureWhile is closure as long as each place that is met will do; nil if one does not.
func (t *txn) closureWhile(from place, will func(place) bool) ([]place, error) {
	seen := map[place]bool{from: true}
	out := []place{from}
	for i := 0; i < len(out); i++ {
		if !will(out[i]) {
			return nil, nil
		}
		for _, partner := range t.s.docket.Partners(out[i].String()) {
			p, err := parsePlace(partner)
			if err != nil {
				return nil, err
			}
			if !seen[p] {
				seen[p] = true
				out = append(out, p)
			}
		}
		own, err := t.sampled(out[i])
		if err != nil {
			return nil, err
		}
		if own == nil {
			continue
		}
		near, err := t.linked(out[i], own, seen)
		if err != nil {
			return nil, err
		}
		if own.Tied() {
			kin, err := t.kinOf(out[i])
			if err != nil {
				return nil, err
			}
			for _, p := range kin {
				if !seen[p] {
					seen[p] = true
					near = append(near, p)
				}
			}
		}
		out = append(out, near...)
	}
	return out, nil
}

// merged returns the facts of a place's closure, with their evidence, and the closure.
func (t *txn) merged(from place) ([]merge.Fact, []place, error) {
	places, err := t.closure(from)
	if err != nil {
		return nil, nil, err
	}
	obs, prints, err := t.reports(places)
	if err != nil {
		return nil, nil, err
	}
	return t.merge(obs, prints), places, nil
}

// reports returns the observations of groups, and their articles' prints.
func (t *txn) reports(places []place) (obs []factwire.Fact, prints map[string]similar.Print, err error) {
	prints = map[string]similar.Print{}
	for _, p := range places {
		if obs, err = t.observations(p, obs, prints); err != nil {
			return nil, nil, err
		}
	}
	return obs, prints, nil
}

func (t *txn) merge(obs []factwire.Fact, prints map[string]similar.Print) []merge.Fact {
	return merge.Merge(obs, merge.Options{Canon: t.s.canon, Prints: prints, Docket: t.s.docket})
}
