package store

import (
	"errors"
	"fmt"

	"github.com/factwire/factwire/store/entity"
	"github.com/factwire/factwire/store/merge"
)

// ErrNoVerdict says that there is nothing to take back.
var ErrNoVerdict = errors.New("there is no verdict of this number")

func (t *txn) verdicts() ([]merge.Verdict, error) {
	var out []merge.Verdict
	err := t.bucket(bucketVerdicts).ForEach(func(k, v []byte) error {
		var d merge.Verdict
		if err := t.s.codec.OpenJSON(k, v, &d); err != nil {
			return fmt.Errorf("verdict %x: %w", k, err)
		}
		out = append(out, d)
		return nil
	})
	return out, err
}

// Verdicts returns all verdicts in the order in which they were given.
func (s *Store) Verdicts() (out []merge.Verdict, err error) {
	err = s.view(func(t *txn) error {
		out, err = t.verdicts()
		return err
	})
	return out, err
}

// Judge keeps verdicts, each with the number that it gets here, and applies them. They are those of MakeVerdict, or of
// another store; one that means nothing is an error, and none is kept. It returns their numbers.
func (s *Store) Judge(verdicts ...merge.Verdict) ([]uint64, error) {
	for i := range verdicts {
		if err := verdicts[i].Check(); err != nil {
			return nil, err
		}
	}
	var numbers []uint64
	err := s.judge(func(t *txn, touched map[place]bool) error {
		for _, v := range verdicts {
			n, err := t.bucket(bucketVerdicts).NextSequence()
			if err != nil {
				return err
			}
			v.Number = n
			if err := t.put(bucketVerdicts, number(n), v); err != nil {
				return err
			}
			numbers = append(numbers, n)
			if err := t.concern(v, touched); err != nil {
				return err
			}
		}
		return nil
	})
	return numbers, err
}

// Unjudge takes a verdict back.
func (s *Store) Unjudge(n uint64) error {
	return s.judge(func(t *txn, touched map[place]bool) error {
		var v merge.Verdict
		ok, err := t.get(bucketVerdicts, number(n), &v)
		if err != nil {
			return err
		}
		if !ok {
			return fmt.Errorf("%w: %d", ErrNoVerdict, n)
		}
		if err := t.concern(v, touched); err != nil {
			return err
		}
		// what the verdict joined must be merged again as a whole before it is forgotten
		for p := range touched {
			closure, err := t.closure(p)
			if err != nil {
				return err
			}
			for _, q := range closure {
				touched[q] = true
			}
		}
		return t.bucket(bucketVerdicts).Delete(number(n))
	})
}

// judge changes the verdicts and merges anew what they concern. The docket in memory changes only if that succeeds.
func (s *Store) judge(change func(*txn, map[place]bool) error) error {
	before := s.docket
	err := s.update(func(t *txn) error {
		touched := map[place]bool{}
		if err := change(t, touched); err != nil {
			return err
		}
		all, err := t.verdicts()
		if err != nil {
			return err
		}
		s.docket = merge.NewDocket(all)
		return t.remerge(touched, nil)
	})
	if err != nil {
		s.docket = before
	}
	return err
}

// concern touches the groups of a verdict's facts, and those of its articles' observations: a better extractor may have moved them.
func (t *txn) concern(v merge.Verdict, touched map[place]bool) error {
	targets := []merge.Target{v.Target}
	if v.Into != nil {
		targets = append(targets, *v.Into)
	}
	for _, target := range targets {
		p, err := parsePlace(target.Place)
		if err != nil {
			return err
		}
		touched[p] = true
		for _, spot := range target.Spots {
			var r reading
			if _, err := t.get(bucketReadings, []byte(spot.Article), &r); err != nil {
				return err
			}
			for _, name := range r.Places {
				q, err := parsePlace(name)
				if err != nil {
					return err
				}
				touched[q] = true
			}
		}
	}
	return nil
}

// Target makes a fact of this store the target of a verdict.
func (s *Store) Target(f merge.Fact) merge.Target { return merge.TargetOf(f, s.canon) }

// Canon returns the names' forms by which this store merges.
func (s *Store) Canon() *entity.Canon { return s.canon }
