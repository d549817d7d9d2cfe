package store

import (
	"slices"

	"github.com/factwire/factwire/store/merge"
)

// Scan calls use for every fact, rejected ones too, with the number of the run that changed it last, each once and in the order in which they
// lie in the file, until it returns an error. It is the quickest way to read them all.
func (s *Store) Scan(use func(f merge.Fact, run uint64) error) error {
	return s.view(func(t *txn) error { return t.scan(use) })
}

// scan is Scan within a transaction. The evidence does not tell where articles were read.
func (t *txn) scan(use func(f merge.Fact, run uint64) error) error {
	seen := map[place]bool{} // of closures of several places, those to come
	var failed error
	defer t.s.spare()()
	err := t.allHeads(func(at seat, h head) bool {
		p := at.place()
		if seen[p] {
			delete(seen, p)
			return true
		}
		if len(h.Facts) == 0 && len(h.Gone) == 0 && len(h.Aliases) == 0 {
			return true
		}
		t.passed()
		failed = t.scanClosure(at, h, seen, use)
		return failed == nil
	})
	if failed != nil {
		return failed
	}
	return err
}

// scanClosure calls use for the facts of all that is merged with the group of a seat, and remembers the places of those that lie behind it.
func (t *txn) scanClosure(at seat, h head, seen map[place]bool, use func(merge.Fact, uint64) error) error {
	p := at.place()
	facts, places, err := t.merged(p)
	if err != nil {
		return err
	}
	runs := map[string]uint64{}
	for _, q := range places {
		if q != p {
			other, err := t.seat(q)
			if err != nil {
				return err
			}
			if other.number() > at.number() {
				seen[q] = true
			}
			if h, err = t.head(q); err != nil {
				return err
			}
		}
		for _, f := range h.Facts {
			if len(f.Log) > 0 {
				runs[f.Fact.ID] = f.Log[len(f.Log)-1].Run
			}
		}
	}
	for _, f := range facts {
		if err := use(f, runs[f.ID]); err != nil {
			return err
		}
	}
	return nil
}

// Changed returns the ids of all facts, each with the number of the run that changed it last, and the number that the next run will get:
// what changes from now on has that number, or a greater one.
func (s *Store) Changed(use func(id string, run uint64) error) (next uint64, err error) {
	err = s.view(func(t *txn) error {
		if next, err = t.currentRun(); err != nil {
			return err
		}
		return t.rows(Query{Rejected: true}, func(r row) error { return use(r.id, r.run) })
	})
	return next, err
}

// Change returns what became of a fact since the beginning of a run, and whether anything did.
func (s *Store) Change(id string, run uint64) (d Difference, changed bool, err error) {
	err = s.view(func(t *txn) error {
		return t.heads(id[:min(8, len(id))], func(_ place, h head) bool {
			for _, f := range h.Facts {
				if f.Fact.ID != id {
					continue
				}
				i := slices.IndexFunc(f.Log, func(c change) bool { return c.Run >= run })
				if i < 0 {
					return false
				}
				is := BriefOf(f.Fact)
				d = Difference{ID: id, Was: f.Log[i].Was, Is: &is}
				changed = d.Was == nil || !equalBrief(*d.Was, is)
				return false
			}
			return true
		})
	})
	return d, changed, err
}

// Next is the number that the next run will get: what changes from now on has that number, or a greater one.
func (s *Store) Next() (next uint64, err error) {
	err = s.view(func(t *txn) error {
		next, err = t.currentRun()
		return err
	})
	return next, err
}
