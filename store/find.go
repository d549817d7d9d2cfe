package store

import (
	"fmt"
	"slices"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store/merge"
)

// home is the place of the group whose head holds a fact.
func (t *txn) home(id string) (place, error) {
	var found place
	ok := false
	err := t.heads(id[:min(8, len(id))], func(p place, h head) bool {
		if slices.ContainsFunc(h.Facts, func(f stored) bool { return f.Fact.ID == id }) {
			found, ok = p, true
		}
		return !ok
	})
	if err == nil && !ok {
		err = fmt.Errorf("fact %s is listed but not there: %w", id, ErrCorrupt)
	}
	return found, err
}

// heads calls use for the heads of the groups whose places begin with some hexadecimal digits, until it returns false.
func (t *txn) heads(digits string, use func(place, head) bool) error {
	low := strings.Repeat("0", 16-len(digits))
	from, err := parsePlace(digits + low)
	if err != nil {
		return nil // no hexadecimal digits: nothing begins with them
	}
	c := t.bucket(bucketSeats).Cursor()
	for k, v := c.Seek(from[:]); len(k) == len(from); k, v = c.Next() {
		p := place(k)
		if !strings.HasPrefix(p.String(), digits) {
			return nil
		}
		number, err := t.openNumber(k, v)
		if err != nil {
			return err
		}
		var h head
		if there, err := t.get(bucketGroups, newSeat(number, p).head(), &h); err != nil {
			return err
		} else if there && !use(p, h) {
			return nil
		}
	}
	return nil
}

// allHeads calls use for the heads of all groups, in the order in which they lie in the file, until it returns false.
func (t *txn) allHeads(use func(seat, head) bool) error {
	c := t.bucket(bucketGroups).Cursor()
	for k, v := c.First(); len(k) > len(seat{}); {
		s := seat(k[:len(seat{})])
		if k[len(s)] == markHead {
			var h head
			if err := t.s.codec.OpenJSON(k, v, &h); err != nil {
				return fmt.Errorf("group %s: %w", s.place(), err)
			}
			if !use(s, h) {
				return nil
			}
		}
		k, v = c.Seek(s.marked(0xFF)) // past the observations
	}
	return nil
}

// Fact returns the fact of an id, of an id that it had before, or of the beginning of an id that only one fact has. Where
// an id now stands for several facts, the error names them.
func (s *Store) Fact(id string) (merge.Fact, error) {
	var f merge.Fact
	id = strings.ToLower(id)
	err := s.view(func(t *txn) error {
		target, home, err := t.resolve(id)
		if err != nil {
			return err
		}
		facts, _, err := t.merged(home)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(facts, func(x merge.Fact) bool { return x.ID == target })
		if i < 0 {
			return fmt.Errorf("fact %s does not follow from the observations: %w", target, ErrCorrupt)
		}
		f = facts[i]
		return t.complete(&f)
	})
	return f, err
}

// complete fills in what a fact has only where it is given out: where its articles were read, and its entities' Wikidata items.
func (t *txn) complete(f *merge.Fact) error {
	f.Who, f.Whom, f.People = t.s.canon.Items(f.Who), t.s.canon.Items(f.Whom), t.s.canon.Items(f.People)
	return t.locate(f.Evidence)
}

// locate fills in where the articles of evidence were read.
func (t *txn) locate(evidence []factwire.Evidence) error {
	const remembered = 4096 // of one walk: what is near each other is told by the same articles
	for i := range evidence {
		e := &evidence[i]
		place, known := t.places[e.Article]
		if !known {
			var r reading
			if _, err := t.get(bucketReadings, []byte(e.Article), &r); err != nil {
				return err
			}
			place = r.place()
			if t.places == nil || len(t.places) == remembered {
				t.places = map[string]string{}
			}
			t.places[e.Article] = place
		}
		e.Origin = place
	}
	return nil
}

// resolve follows an id to the fact that it stands for, and the place of that fact's head.
func (t *txn) resolve(id string) (string, place, error) {
	if len(id) < 4 || len(id) > 16 {
		return "", place{}, fmt.Errorf("%w: %s", ErrNoFact, id)
	}
	for hops := 0; hops < 16; hops++ { // a former id may have moved more than once
		var exact, led []string
		var home place
		err := t.heads(id[:min(8, len(id))], func(p place, h head) bool {
			for _, f := range h.Facts {
				if strings.HasPrefix(f.Fact.ID, id) {
					exact, home = append(exact, f.Fact.ID), p
				}
			}
			for a, to := range h.Aliases {
				if strings.HasPrefix(a, id) {
					led = append(led, to...)
				}
			}
			for a, g := range h.Gone {
				if strings.HasPrefix(a, id) {
					led = append(led, g.To...)
				}
			}
			return true
		})
		if err != nil {
			return "", place{}, err
		}
		if len(exact) == 0 {
			slices.Sort(led)
			led = slices.Compact(led)
			switch len(led) {
			case 0:
				return "", place{}, fmt.Errorf("%w: %s", ErrNoFact, id)
			case 1:
				id = led[0]
				continue
			}
			return "", place{}, fmt.Errorf("%s stands for several facts now: %s", id, strings.Join(led, ", "))
		}
		if len(exact) > 1 {
			if len(exact) > 5 {
				exact = append(exact[:5:5], "...")
			}
			return "", place{}, fmt.Errorf("several facts have an id that begins with %s: %s", id, strings.Join(exact, ", "))
		}
		return exact[0], home, nil
	}
	return "", place{}, fmt.Errorf("%w: %s leads in a circle", ErrNoFact, id)
}
