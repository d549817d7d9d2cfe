package store

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"

	"go.etcd.io/bbolt"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store/merge"
)

// Entry is an article with what was observed in it.
type Entry struct {
	Article factwire.Article
	Facts   []factwire.Fact
}

// Outcome is what Put did with an entry.
type Outcome int

// The outcomes.
const (
	Added     Outcome = iota
	Unchanged         // the same text was there
	Replaced          // its text, or what is read in it, changed
)

// Put writes entries in one transaction: each article with its observations and all facts that follow
// from them, or nothing. The outcomes are in the order of the entries. An article of an origin whose
// text changed replaces the former one.
func (s *Store) Put(entries []Entry) ([]Outcome, error) {
	outcomes := make([]Outcome, 0, len(entries))
	err := s.db.Update(func(tx *bbolt.Tx) error {
		touched := map[string]bool{}
		for _, e := range entries {
			o, err := putOne(tx, e, touched)
			if err != nil {
				return err
			}
			outcomes = append(outcomes, o)
		}
		return remerge(tx, touched)
	})
	if err != nil {
		return nil, fmt.Errorf("write store: %w", err)
	}
	return outcomes, nil
}

// observed is what a store keeps of an article's reading.
type observed struct {
	Facts []factwire.Fact `json:"facts"`
}

func putOne(tx *bbolt.Tx, e Entry, touched map[string]bool) (Outcome, error) {
	a := e.Article
	id := []byte(a.ID)
	articles, origins := tx.Bucket(bucketArticles), tx.Bucket(bucketOrigins)
	outcome := Added
	if a.Origin != "" {
		if former := origins.Get([]byte(a.Origin)); former != nil && !bytes.Equal(former, id) {
			if err := drop(tx, bytes.Clone(former), a.Origin, touched); err != nil {
				return 0, err
			}
			outcome = Replaced
		}
	}
	facts := slices.Clone(e.Facts)
	for i := range facts {
		facts[i].ID = ""
	}
	value, err := encode(observed{facts})
	if err != nil {
		return 0, err
	}
	var old factwire.Article
	if data := articles.Get(id); data != nil {
		if err := decode(data, &old); err != nil {
			return 0, fmt.Errorf("article %s: %w", a.ID, err)
		}
		if old.Origin != "" {
			a.Origin = min(a.Origin, old.Origin) // one of several copies: the name does not depend on the order
		}
		same, err := encode(a)
		if err != nil {
			return 0, err
		}
		if bytes.Equal(same, data) && bytes.Equal(value, tx.Bucket(bucketObserved).Get(id)) {
			if e.Article.Origin != "" {
				if err := origins.Put([]byte(e.Article.Origin), id); err != nil {
					return 0, err
				}
			}
			return Unchanged, nil
		}
		outcome = Replaced
		if old.Text != a.Text {
			if err := remember(tx, a.ID, factwire.Hash("text", old.Text)); err != nil {
				return 0, err
			}
		}
		if err := forget(tx, id, touched); err != nil {
			return 0, err
		}
	}
	if err := put(articles, id, a); err != nil {
		return 0, err
	}
	if e.Article.Origin != "" {
		if err := origins.Put([]byte(e.Article.Origin), id); err != nil {
			return 0, err
		}
		if err := tx.Bucket(bucketRejected).Delete([]byte(e.Article.Origin)); err != nil {
			return 0, err
		}
	}
	if err := tx.Bucket(bucketObserved).Put(id, value); err != nil {
		return 0, err
	}
	for _, f := range facts {
		key := merge.Key(f)
		touched[key] = true
		if err := tx.Bucket(bucketKeys).Put(join(key, a.ID), nil); err != nil {
			return 0, err
		}
	}
	return outcome, nil
}

// join makes the key of bucketKeys. Neither part holds a NUL byte that could confuse it: the id is hexadecimal.
func join(key, article string) []byte { return append(append([]byte(key), 0), article...) }

// drop removes an article that its origin no longer holds, unless another origin does.
func drop(tx *bbolt.Tx, id []byte, origin string, touched map[string]bool) error {
	c := tx.Bucket(bucketOrigins).Cursor()
	for k, v := c.First(); k != nil; k, v = c.Next() {
		if bytes.Equal(v, id) && string(k) != origin {
			return nil
		}
	}
	if err := forget(tx, id, touched); err != nil {
		return err
	}
	if err := tx.Bucket(bucketObserved).Delete(id); err != nil {
		return err
	}
	return tx.Bucket(bucketArticles).Delete(id)
}

// forget takes an article's observations out of the keys that they belong to.
func forget(tx *bbolt.Tx, id []byte, touched map[string]bool) error {
	data := tx.Bucket(bucketObserved).Get(id)
	if data == nil {
		return nil
	}
	var o observed
	if err := decode(data, &o); err != nil {
		return fmt.Errorf("observations of article %s: %w", id, err)
	}
	for _, f := range o.Facts {
		key := merge.Key(f)
		touched[key] = true
		if err := tx.Bucket(bucketKeys).Delete(join(key, string(id))); err != nil {
			return err
		}
	}
	return nil
}

// remember keeps the hash of a text that an article had before.
func remember(tx *bbolt.Tx, id, hash string) error {
	b := tx.Bucket(bucketVersions)
	var hashes []string
	if data := b.Get([]byte(id)); data != nil {
		if err := decode(data, &hashes); err != nil {
			return fmt.Errorf("versions of article %s: %w", id, err)
		}
	}
	if slices.Contains(hashes, hash) {
		return nil
	}
	return put(b, []byte(id), append(hashes, hash))
}

// remerge builds the facts of the touched keys anew.
func remerge(tx *bbolt.Tx, touched map[string]bool) error {
	keys := make([]string, 0, len(touched))
	for k := range touched {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	facts, byKey, moved := tx.Bucket(bucketFacts), tx.Bucket(bucketByKey), tx.Bucket(bucketMoved)
	for _, key := range keys {
		obs, err := observations(tx, key)
		if err != nil {
			return err
		}
		merged := merge.Merge(obs, nil)
		var former []string
		if data := byKey.Get([]byte(key)); data != nil {
			if err := decode(data, &former); err != nil {
				return fmt.Errorf("index of facts: %w", err)
			}
		}
		ids := make([]string, 0, len(merged))
		for _, f := range merged {
			ids = append(ids, f.ID)
			if err := put(facts, []byte(f.ID), f); err != nil {
				return err
			}
			if err := moved.Delete([]byte(f.ID)); err != nil {
				return err
			}
		}
		for _, id := range former {
			if slices.Contains(ids, id) {
				continue
			}
			var old merge.Fact
			if data := facts.Get([]byte(id)); data != nil {
				if err := decode(data, &old); err != nil {
					return fmt.Errorf("fact %s: %w", id, err)
				}
			}
			if err := facts.Delete([]byte(id)); err != nil {
				return err
			}
			if to := successor(old, merged); to != "" {
				if err := moved.Put([]byte(id), []byte(to)); err != nil {
					return err
				}
			}
		}
		if len(ids) == 0 {
			err = byKey.Delete([]byte(key))
		} else {
			err = put(byKey, []byte(key), ids)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// successor is the fact that a former one became: the one with which it shares most evidence.
func successor(old merge.Fact, merged []merge.Fact) string {
	best, most := "", 0
	for _, f := range merged { // sorted by id: ties go to the first
		n := 0
		for _, e := range old.Evidence {
			if slices.ContainsFunc(f.Evidence, func(x factwire.Evidence) bool { return x.Article == e.Article && x.Start == e.Start }) {
				n++
			}
		}
		if n > most {
			best, most = f.ID, n
		}
	}
	return best
}

// observations returns all observations of a key, in the order of the articles' ids.
func observations(tx *bbolt.Tx, key string) ([]factwire.Fact, error) {
	var out []factwire.Fact
	prefix := join(key, "")
	c := tx.Bucket(bucketKeys).Cursor()
	for k, _ := c.Seek(prefix); bytes.HasPrefix(k, prefix); k, _ = c.Next() {
		id := k[len(prefix):]
		var o observed
		if err := decode(tx.Bucket(bucketObserved).Get(id), &o); err != nil {
			return nil, fmt.Errorf("observations of article %s: %w", id, err)
		}
		for _, f := range o.Facts {
			if merge.Key(f) == key {
				out = append(out, f)
			}
		}
	}
	return out, nil
}

// Rejected is an input that was no article.
type Rejected struct {
	Origin string `json:"origin"`
	Title  string `json:"title,omitempty"`
	URL    string `json:"url,omitempty"`
	Reason string `json:"reason"`
	Error  string `json:"error"`
	Time   string `json:"time"`
}

// Reject keeps why an input is no article, under its origin.
func (s *Store) Reject(r Rejected) error {
	err := s.db.Update(func(tx *bbolt.Tx) error { return put(tx.Bucket(bucketRejected), []byte(r.Origin), r) })
	if err != nil {
		return fmt.Errorf("write store: %w", err)
	}
	return nil
}

// Run is what one ingestion did.
type Run struct {
	Number    uint64         `json:"number"`
	Started   string         `json:"started"`
	Seconds   float64        `json:"seconds"`
	Sources   []string       `json:"sources,omitempty"`
	Read      int            `json:"read"`
	Added     int            `json:"added"`
	Unchanged int            `json:"unchanged"`
	Replaced  int            `json:"replaced"`
	Rejected  int            `json:"rejected"`
	Facts     map[string]int `json:"facts,omitempty"` // observations by kind
	Ended     string         `json:"ended"`           // "done", "interrupted", or an error
}

// AddRun keeps a run and returns its number.
func (s *Store) AddRun(r Run) (uint64, error) {
	err := s.db.Update(func(tx *bbolt.Tx) error {
		b := tx.Bucket(bucketRuns)
		n, err := b.NextSequence()
		if err != nil {
			return err
		}
		r.Number = n
		return put(b, binary.BigEndian.AppendUint64(nil, n), r)
	})
	if err != nil {
		return 0, fmt.Errorf("write store: %w", err)
	}
	return r.Number, nil
}
