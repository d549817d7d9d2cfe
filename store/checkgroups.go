package store

import (
	"bytes"
	"errors"
	"fmt"
	"slices"

	"github.com/factwire/factwire/store/merge"
)

// seats checks that each group has a number of its own, and how many were given.
func (c *checker) seats() error {
	taken := map[uint32]bool{}
	err := c.t.bucket(bucketSeats).ForEach(func(k, v []byte) error {
		number, err := c.t.openNumber(k, v)
		if err == nil && (len(k) != len(place{}) || number == 0 || taken[number]) {
			err = fmt.Errorf("seat %d is not that of group %x", number, k)
		}
		if err != nil {
			return c.problem("%v", err)
		}
		taken[number] = true
		return nil
	})
	if err != nil {
		return err
	}
	if n := c.t.bucket(bucketGroups).Sequence(); n != uint64(len(taken)) {
		if err := c.problem("%d groups were numbered, %d have a number", n, len(taken)); err != nil {
			return err
		}
	}
	return c.t.bucket(bucketTies).ForEach(func(k, _ []byte) error {
		if _, err := c.t.openPlaces(bucketTies, k, memberSize); err != nil {
			return c.problem("%v", err)
		}
		return nil
	})
}

// groups checks that each head is what merging gives, closure by closure.
func (c *checker) groups() error {
	done := map[place]bool{}
	cur := c.t.bucket(bucketGroups).Cursor()
	last := place{}
	started := false
	n := 0
	for k, _ := cur.First(); k != nil; k, _ = cur.Next() {
		if n++; n%256 == 0 && c.ctx.Err() != nil {
			return c.ctx.Err()
		}
		if len(k) < len(seat{})+1 || k[len(seat{})] > markKin {
			if err := c.problem("group %x is malformed", k); err != nil {
				return err
			}
			continue
		}
		at := seat(k[:len(seat{})])
		p := at.place()
		switch k[len(at)] {
		case markObservation:
			c.observations++
		case markKin:
			if _, err := c.t.openPlaces(bucketGroups, k, len(place{})); err != nil {
				if err := c.problem("%v", err); err != nil {
					return err
				}
			}
			continue
		}
		if started && p == last || done[p] {
			delete(done, p) // its turn came: it will not come again
			last, started = p, true
			continue
		}
		last, started = p, true
		c.examined()
		if s, err := c.t.seat(p); err != nil || s != at {
			if err := c.problem("group %s does not lie at %d", p, at.number()); err != nil {
				return err
			}
			continue
		}
		facts, places, err := c.t.merged(p)
		if err == nil {
			for _, q := range places {
				if q != p {
					done[q] = true
				}
			}
			err = errors.Join(c.closure(facts, places), c.tallies(facts, places))
		}
		if err != nil {
			if errors.Is(err, errTooMany) || c.ctx.Err() != nil {
				return err
			}
			if err := c.problem("group %s: %v", p, err); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *checker) closure(facts []merge.Fact, places []place) error {
	want := map[string]merge.Fact{}
	aliases := map[string][]string{}
	for _, f := range facts {
		want[f.ID] = bare(f)
		for _, a := range f.Aliases {
			aliases[a] = append(aliases[a], f.ID)
		}
	}
	have := map[string]bool{}
	byPrefix := map[string]bool{}
	for _, p := range places {
		byPrefix[p.String()[:8]] = true
	}
	for _, p := range places {
		h, err := c.t.head(p)
		if err != nil {
			return err
		}
		for _, f := range h.Facts {
			have[f.Fact.ID] = true
			w, ok := want[f.Fact.ID]
			changed := true
			if ok {
				if changed, err = differ(w, f.Fact); err != nil {
					return err
				}
			}
			if !ok || changed || placeOf(w.Node) != p {
				if err := c.problem("fact %s is not what its observations tell", f.Fact.ID); err != nil {
					return err
				}
			}
			if err := c.listed(f); err != nil {
				return err
			}
		}
		for a, to := range h.Aliases {
			slices.Sort(aliases[a])
			if !slices.Equal(aliases[a], to) {
				if err := c.problem("id %s leads to %v, not to %v", a, to, aliases[a]); err != nil {
					return err
				}
			}
			delete(aliases, a)
		}
		if err := errors.Join(c.terms1(p), c.ties(p, places)); err != nil {
			return err
		}
	}
	c.facts += len(have)
	for id := range want {
		if !have[id] {
			if err := c.problem("fact %s is missing", id); err != nil {
				return err
			}
		}
	}
	for a, to := range aliases {
		if byPrefix[a[:8]] {
			if err := c.problem("id %s does not lead to %v", a, to); err != nil {
				return err
			}
		}
	}
	return nil
}

// tallies checks that the tally of a closure, if there is one, is of all its groups and tells the facts that merging its reports gives.
func (c *checker) tallies(facts []merge.Fact, places []place) error {
	for _, p := range places {
		if there, err := c.t.hasTally(p); err != nil {
			return err
		} else if !there {
			continue
		}
		y, err := c.t.readTally(p)
		if err != nil {
			return err
		}
		told := y.Facts()
		same := len(told) == len(facts) && slices.Equal(y.places, sortedPlaces(places))
		for i := range told {
			if !same {
				break
			}
			changed, err := differ(bare(told[i]), bare(facts[i]))
			if err != nil {
				return err
			}
			same = !changed && told[i].Seed() == facts[i].Seed()
		}
		if !same {
			if err := c.problem("the tally of group %s does not tell what its reports do", p); err != nil {
				return err
			}
		}
	}
	return nil
}

// listed checks a fact's row in the lists.
func (c *checker) listed(f stored) error {
	key := rowKey(f.Fact.Last, f.Fact.ID)
	if !bytes.Equal(c.t.bucket(bucketNewest).Get(key), c.t.s.codec.Seal(key, rowOf(f).pack())) {
		return c.problem("fact %s is not listed as what it is", f.Fact.ID)
	}
	return nil
}

// terms1 checks that a group can be found by its terms.
func (c *checker) terms1(p place) error {
	f, ok, err := c.t.sample(p)
	if err != nil || !ok {
		return err
	}
	block, terms := merge.Terms(f, c.t.s.canon)
	c.wantTerms += len(terms)
	for _, term := range terms {
		found := false
		err := c.t.candidates(block, []uint32{term}, func(q place) error {
			found = found || q == p
			return nil
		})
		if err != nil {
			return err
		}
		if !found {
			return c.problem("group %s is not found by term %08x", p, term)
		}
	}
	return nil
}

// lists checks that no list holds more than it should.
func (c *checker) lists() error {
	rows := 0
	err := c.t.bucket(bucketNewest).ForEach(func(k, v []byte) error {
		rows++
		if _, err := c.t.s.codec.Open(k, v); err != nil {
			return c.problem("list %x %v", k, err)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if rows != c.facts {
		if err := c.problem("%d facts are listed, there are %d", rows, c.facts); err != nil {
			return err
		}
	}
	return c.t.bucket(bucketTerms).ForEach(c.countTerms)
}

// countTerms counts what one value of terms holds.
func (c *checker) countTerms(k, v []byte) error {
	var err error
	if len(k) == blockSize {
		var body []byte
		if body, err = c.t.s.codec.Open(k, v); err == nil {
			err = eachYoung(body, func(_ place, terms, _ []byte) { c.terms += len(terms) / 4 })
		}
	} else {
		var body []byte
		_, body, err = c.t.openPiece(k, v)
		c.terms += len(body) / postingSize
	}
	if err != nil {
		return c.problem("terms %x: %v", k, err)
	}
	return nil
}

func (c *checker) totals() error {
	c.report.Counts.Facts = c.facts
	n, err := c.t.count()
	if err != nil {
		return c.problem("the counts %v", err)
	}
	if *n != c.report.Counts {
		if err := c.problem("the store should hold %+v, it holds %+v", *n, c.report.Counts); err != nil {
			return err
		}
	}
	if c.observations != c.report.Counts.Observations {
		if err := c.problem("%d observations are kept, articles name %d", c.observations, c.report.Counts.Observations); err != nil {
			return err
		}
	}
	if c.terms != c.wantTerms {
		return c.problem("%d terms are kept, groups have %d", c.terms, c.wantTerms)
	}
	return nil
}
