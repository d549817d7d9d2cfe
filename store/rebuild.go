package store

import (
	"bytes"
	"fmt"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store/entity"
)

// SetAliases makes the user's aliases those of the store. If they differ from the ones that it has, all facts are merged anew. It reports
// whether they did.
func (s *Store) SetAliases(aliases entity.Aliases) (changed bool, err error) {
	if aliases == nil {
		aliases = entity.Aliases{}
	}
	before := s.canon
	err = s.update(func(t *txn) error {
		var old entity.Aliases
		if _, err := t.get(bucketMeta, keyAliases, &old); err != nil {
			return err
		}
		if sameAliases(old, aliases) {
			return nil
		}
		changed = true
		if err := t.put(bucketMeta, keyAliases, aliases); err != nil {
			return err
		}
		return t.rebuild(entity.New(aliases))
	})
	if err != nil {
		s.canon = before
		return false, err
	}
	return changed, nil
}

func sameAliases(a, b entity.Aliases) bool {
	if len(a) != len(b) {
		return false
	}
	for k, v := range a {
		if w, ok := b[k]; !ok || v != w {
			return false
		}
	}
	return true
}

// rebuild moves every observation to where a new canon wants it, and merges all groups anew.
func (t *txn) rebuild(canon *entity.Canon) error {
	t.anew = true
	var ids []string
	c := t.bucket(bucketReadings).Cursor()
	for k, _ := c.First(); k != nil; k, _ = c.Next() {
		ids = append(ids, string(bytes.Clone(k)))
	}
	touched := map[place]bool{}
	const batch = 1000 // articles, of which the observations are in memory at once
	before := t.s.canon
	for start := 0; start < len(ids); start += batch {
		t.s.progress.tell("move", int64(start), int64(len(ids)))
		part := ids[start:min(start+batch, len(ids))]
		facts := make([][]factwire.Fact, len(part))
		readings := make([]reading, len(part))
		t.s.canon, t.samples = before, nil
		for i, id := range part {
			if _, err := t.get(bucketReadings, []byte(id), &readings[i]); err != nil {
				return err
			}
			var err error
			if facts[i], err = t.observed(id, readings[i]); err != nil {
				return err
			}
			if err := t.forget(id, readings[i], touched); err != nil {
				return err
			}
		}
		t.s.canon, t.samples = canon, nil
		for i, id := range part {
			var a factwire.Article
			if ok, err := t.get(bucketArticles, []byte(id), &a); err != nil || !ok {
				return fmt.Errorf("article %s: %w", id, orCorrupt(err))
			}
			readings[i].Places = nil
			if err := t.keep(a, readings[i], facts[i], touched); err != nil {
				return err
			}
		}
	}
	t.s.canon, t.samples = canon, nil
	return t.remerge(touched, t.s.progress)
}

func orCorrupt(err error) error {
	if err == nil {
		return ErrCorrupt
	}
	return err
}
