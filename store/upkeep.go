package store

import (
	"bytes"
	"fmt"

	"github.com/factwire/factwire"
)

// Reread replaces the observations of articles that the store has, as when a better extractor read them again, in one
// transaction. Articles themselves are not changed; those that the store lacks are left out. It returns how many changed.
func (s *Store) Reread(entries []Entry) (changed int, err error) {
	err = s.update(func(t *txn) error {
		touched := map[place]bool{}
		for _, e := range entries {
			var a factwire.Article
			ok, err := t.get(bucketArticles, []byte(e.Article.ID), &a)
			if err != nil {
				return err
			}
			if !ok {
				continue
			}
			var r reading
			if _, err := t.get(bucketReadings, []byte(a.ID), &r); err != nil {
				return err
			}
			facts, err := t.observed(a.ID, r)
			if err != nil {
				return err
			}
			if sameFacts(facts, e.Facts) {
				continue
			}
			if len(e.Facts) > maxObservations {
				return fmt.Errorf("article %s has %d facts, more than %d", a.ID, len(e.Facts), maxObservations)
			}
			changed++
			if err := t.forget(a.ID, r, touched); err != nil {
				return err
			}
			r.Places = nil
			if err := t.keep(a, r, e.Facts, touched); err != nil {
				return err
			}
		}
		return t.remerge(touched, nil)
	})
	return changed, err
}

// ArticlesAfter returns at most limit articles whose ids come after one, in the order of ids, so that a long piece of work
// goes through all articles without holding a transaction open.
func (s *Store) ArticlesAfter(id string, limit int) (out []factwire.Article, err error) {
	err = s.view(func(t *txn) error {
		c := t.bucket(bucketArticles).Cursor()
		k, v := c.Seek([]byte(id))
		if bytes.Equal(k, []byte(id)) && id != "" {
			k, v = c.Next()
		}
		for ; k != nil && len(out) < limit; k, v = c.Next() {
			var a factwire.Article
			if err := t.s.codec.OpenJSON(k, v, &a); err != nil {
				return fmt.Errorf("article %s: %w", k, err)
			}
			out = append(out, a)
		}
		return nil
	})
	return out, err
}

// Pruned is what Prune dropped, or would drop.
type Pruned struct {
	Articles int   `json:"articles"` // of which the text is dropped
	Bytes    int64 `json:"bytes"`    // of text
	Rejected int   `json:"rejected"` // notes of rejected inputs
}

// Prune drops the texts of articles published before a day, and the notes of inputs rejected before it; without a day, it
// drops nothing. What was observed in an article stays with its sentences, and so do its address, title, outlet and date. Articles without
// a date are kept. A dry run only counts.
func (s *Store) Prune(before string, dry bool) (p Pruned, err error) {
	work := func(t *txn) error {
		p = Pruned{}
		if before == "" {
			return nil
		}
		all, err := t.count()
		if err != nil {
			return err
		}
		done, todo := int64(0), int64(all.Articles)
		var old []factwire.Article
		err = t.bucket(bucketArticles).ForEach(func(k, v []byte) error {
			var a factwire.Article
			if err := t.s.codec.OpenJSON(k, v, &a); err != nil {
				return fmt.Errorf("article %s: %w", k, err)
			}
			if done++; done%256 == 0 {
				t.s.progress.tell("prune", min(done, todo), todo)
			}
			if a.Published != "" && a.Published < before && a.Text != "" {
				p.Articles++
				p.Bytes += int64(len(a.Text))
				if !dry {
					old = append(old, a)
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		t.s.progress.tell("prune", todo, todo)
		for _, a := range old {
			var r reading
			if _, err := t.get(bucketReadings, []byte(a.ID), &r); err != nil {
				return err
			}
			r.Pruned, a.Text = factwire.Hash("text", a.Text), ""
			if err := t.put(bucketArticles, []byte(a.ID), a); err != nil {
				return err
			}
			if err := t.put(bucketReadings, []byte(a.ID), r); err != nil {
				return err
			}
		}
		var notes [][]byte
		err = t.bucket(bucketRejected).ForEach(func(k, v []byte) error {
			var r Rejected
			if err := t.s.codec.OpenJSON(k, v, &r); err != nil {
				return fmt.Errorf("rejected input %s: %w", k, err)
			}
			if r.Time != "" && r.Time < before {
				notes = append(notes, bytes.Clone(k))
			}
			return nil
		})
		p.Rejected = len(notes)
		if err != nil || dry || len(notes) == 0 {
			return err
		}
		c, err := t.count()
		if err != nil {
			return err
		}
		for _, k := range notes {
			c.Rejected--
			if err := t.bucket(bucketRejected).Delete(k); err != nil {
				return err
			}
		}
		return nil
	}
	if dry {
		err = s.view(work)
	} else {
		err = s.update(work)
	}
	return p, err
}

// Observed returns what was observed in an article, in its order; nil if the store lacks it.
func (s *Store) Observed(article string) (out []factwire.Fact, err error) {
	err = s.view(func(t *txn) error {
		var r reading
		if _, err := t.get(bucketReadings, []byte(article), &r); err != nil {
			return err
		}
		out, err = t.observed(article, r)
		return err
	})
	return out, err
}
