package store

import (
	"errors"
	"fmt"
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store/merge"
)

// Some returns the facts of whole ids, in the order of the ids; ids that are no more are left out. Facts that are merged together are merged
// once.
func (s *Store) Some(ids []string) (out []merge.Fact, err error) {
	err = s.view(func(t *txn) error {
		read := t.reader()
		for _, id := range ids {
			there, _, _, err := t.stored(id)
			if err != nil || !there {
				if err != nil {
					return err
				}
				continue
			}
			f, err := read(id)
			if err == nil {
				err = t.complete(&f)
			}
			if err != nil {
				return err
			}
			out = append(out, f)
		}
		return nil
	})
	return out, err
}

// Glances returns the facts of whole ids as lists show them, in the order of the ids: of the evidence only that which was found first is there, so
// that a fact that thousands of articles tell is read as quickly as any other. Ids that are no more are left out.
func (s *Store) Glances(ids []string) (out []merge.Fact, err error) {
	err = s.view(func(t *txn) error {
		for _, id := range ids {
			there, home, x, err := t.stored(id)
			if err != nil {
				return err
			}
			if !there {
				continue
			}
			f := x.Fact
			e, err := t.firstEvidence(home, x.Seed)
			if err != nil {
				return err
			}
			f.Evidence = e
			if err := t.complete(&f); err != nil {
				return err
			}
			out = append(out, f)
		}
		return nil
	})
	return out, err
}

// mostProved is how many reports may have to be merged for a fact so that a page shows all of its evidence.
const mostProved = 32

// Page returns the facts of whole ids for a page of a list, in the order of the ids, with what a page can afford: all of the evidence where
// few reports have to be merged for it, else that which was found first. Brief are the ids of the latter, sorted. Ids that are no more are left out.
func (s *Store) Page(ids []string) (out []merge.Fact, brief []string, err error) {
	err = s.view(func(t *txn) error {
		proved := map[string]merge.Fact{}
		for _, id := range ids {
			f, known := proved[id]
			if !known {
				there, home, x, err := t.stored(id)
				if err != nil {
					return err
				}
				if !there {
					continue
				}
				if err := t.proveFew(home, proved); err != nil {
					return err
				}
				if f, known = proved[id]; !known {
					f = x.Fact
					brief = append(brief, id)
					if f.Evidence, err = t.firstEvidence(home, x.Seed); err != nil {
						return err
					}
				}
			}
			if err := t.complete(&f); err != nil {
				return err
			}
			out = append(out, f)
		}
		return nil
	})
	slices.Sort(brief)
	return out, slices.Compact(brief), err
}

// proveFew adds the facts of a place's closure, with their evidence, unless too many reports have to be merged for them.
func (t *txn) proveFew(home place, proved map[string]merge.Fact) error {
	left := mostProved
	var failed error
	places, err := t.closureWhile(home, func(p place) bool {
		var n int
		n, failed = t.reportsOf(p, left+1)
		left -= n
		return left >= 0 && failed == nil
	})
	if failed != nil {
		return failed
	}
	if err != nil || places == nil {
		return err
	}
	obs, prints, err := t.reports(places)
	if err != nil {
		return err
	}
	for _, f := range t.merge(obs, prints) {
		proved[f.ID] = f
	}
	return nil
}

// stored finds a fact by its whole id: where its group is, and what stands in the group's head.
func (t *txn) stored(id string) (there bool, home place, x stored, err error) {
	const length = 16
	if len(id) != length {
		return false, home, x, nil
	}
	err = t.heads(id[:8], func(p place, h head) bool {
		i := slices.IndexFunc(h.Facts, func(f stored) bool { return f.Fact.ID == id })
		if i >= 0 {
			there, home, x = true, p, h.Facts[i]
		}
		return !there
	})
	return there, home, x, err
}

// firstEvidence is the evidence at a spot, among a group's observations; nil if it is in none of them.
func (t *txn) firstEvidence(p place, at merge.Spot) ([]factwire.Evidence, error) {
	var out []factwire.Evidence
	err := t.each(p, markObservation, func(k, v []byte) error {
		const head = len(seat{}) + 1 + 2 // mark and number
		if len(k) < head || string(k[head:]) != at.Article {
			return nil
		}
		_, f, err := t.openObservation(k, v)
		if err != nil {
			return fmt.Errorf("group %s: %w", p, err)
		}
		i := slices.IndexFunc(f.Evidence, func(e factwire.Evidence) bool { return e.Start == at.Start && e.End == at.End })
		if i < 0 {
			return nil
		}
		out = f.Evidence[i : i+1 : i+1]
		return errEnough
	})
	if errors.Is(err, errEnough) {
		err = nil
	}
	return out, err
}
