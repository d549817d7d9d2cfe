package store

import (
	"fmt"
	"maps"
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store/merge"
)

// keep writes an article with its observations.
func (t *txn) keep(a factwire.Article, r reading, facts []factwire.Fact, touched map[place]bool) error {
	groups := t.bucket(bucketGroups)
	for n, f := range facts {
		t.passed()
		f.ID, f.Evidence = "", unplaced(f.Evidence)
		p := placeOf(merge.Node(f, t.s.canon))
		known, err := t.sampled(p)
		if err != nil {
			return err
		}
		if err := t.tie(p, f, known == nil); err != nil {
			return err
		}
		if known == nil {
			t.samples[p] = merge.Prepare(f, t.s.canon)
			if err := t.putTerms(p, f); err != nil {
				return err
			}
		}
		at, err := t.take(p)
		if err != nil {
			return err
		}
		key := at.observation(a.ID, n)
		if err := groups.Put(key, t.sealObservation(key, r.Print, f)); err != nil {
			return err
		}
		r.Places = append(r.Places, p.String())
		touched[p] = true
		t.arrived(p, arrival{a.ID, r.Print, f})
	}
	c, err := t.count()
	if err != nil {
		return err
	}
	c.Observations += len(facts)
	if err := t.put(bucketArticles, []byte(a.ID), a); err != nil {
		return err
	}
	return t.put(bucketReadings, []byte(a.ID), r)
}

// forget takes an article's observations out of their groups. What was linked to a group that ends with them is
// touched as well.
func (t *txn) forget(id string, r reading, touched map[place]bool) error {
	for n, name := range r.Places {
		p, err := parsePlace(name)
		if err != nil {
			return err
		}
		f, ok, err := t.sample(p)
		if err != nil {
			return err
		}
		if !ok {
			return fmt.Errorf("article %s: observation %d is missing: %w", id, n, ErrCorrupt)
		}
		touched[p] = true
		t.departed(p)
		near, err := t.linked(p, merge.Prepare(f, t.s.canon), map[place]bool{})
		if err != nil {
			return err
		}
		for _, q := range near {
			touched[q] = true
		}
		for _, partner := range t.s.docket.Partners(name) {
			q, err := parsePlace(partner)
			if err != nil {
				return err
			}
			touched[q] = true
		}
		at, err := t.seat(p)
		if err != nil {
			return err
		}
		if err := t.bucket(bucketGroups).Delete(at.observation(id, n)); err != nil {
			return err
		}
		delete(t.samples, p)
		left, err := t.sampled(p)
		if err != nil {
			return err
		}
		if left == nil {
			if err := t.dropTerms(p, f); err != nil {
				return err
			}
		}
	}
	c, err := t.count()
	if err != nil {
		return err
	}
	c.Observations -= len(r.Places)
	return nil
}

// leave takes one origin from an article that it no longer holds, and the article too if no other origin holds it. The hash of
// its text is kept with the article that came in its place.
func (t *txn) leave(id string, successor factwire.Article, touched map[place]bool) error {
	var old factwire.Article
	var r reading
	ok, err := t.get(bucketArticles, []byte(id), &old)
	if err != nil || !ok {
		return err
	}
	if _, err := t.get(bucketReadings, []byte(id), &r); err != nil {
		return err
	}
	r.Origins = slices.DeleteFunc(slices.Clone(r.Origins), func(o string) bool { return o == successor.Origin })
	if len(r.Origins) > 0 {
		r.Given = maps.Clone(r.Given)
		delete(r.Given, successor.Origin)
		r.Held = slices.DeleteFunc(slices.Clone(r.Held), func(o string) bool { return o == successor.Origin })
		old.Origin = r.Origins[0]
		old.Given = r.Given[old.Origin]
		if r.Owner == successor.Origin {
			r.Owner = r.Origins[0]
		}
		if err := t.put(bucketArticles, []byte(id), old); err != nil {
			return err
		}
		return t.put(bucketReadings, []byte(id), r)
	}
	if err := t.forget(id, r, touched); err != nil {
		return err
	}
	if err := t.remember(successor.ID, factwire.Hash("text", old.Text)); err != nil {
		return err
	}
	c, err := t.count()
	if err != nil {
		return err
	}
	c.Articles--
	if err := t.bucket(bucketReadings).Delete([]byte(id)); err != nil {
		return err
	}
	return t.bucket(bucketArticles).Delete([]byte(id))
}

// observed returns an article's observations in their order.
func (t *txn) observed(id string, r reading) ([]factwire.Fact, error) {
	var out []factwire.Fact
	for n, name := range r.Places {
		p, err := parsePlace(name)
		if err != nil {
			return nil, err
		}
		at, err := t.seat(p)
		if err != nil {
			return nil, err
		}
		key := at.observation(id, n)
		data := t.bucket(bucketGroups).Get(key)
		if data == nil {
			return nil, fmt.Errorf("article %s: observation %d is missing: %w", id, n, ErrCorrupt)
		}
		_, f, err := t.openObservation(key, data)
		if err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, nil
}

// remember keeps the hash of a text that an article had before.
func (t *txn) remember(id, hash string) error {
	var hashes []string
	if _, err := t.get(bucketVersions, []byte(id), &hashes); err != nil {
		return err
	}
	if slices.Contains(hashes, hash) {
		return nil
	}
	return t.put(bucketVersions, []byte(id), append(hashes, hash))
}
