package store

import (
	"bytes"
	"fmt"
)

// bucketShelves holds what others keep: shelf, NUL, key to the value. It is made when it is first written to,
// so that stores of before it need no other form.
var bucketShelves = []byte("shelves")

// A Shelf is a part of the store for what others keep in it between runs: values by key, behind checksums,
// whose form is theirs.
type Shelf struct {
	s    *Store
	name string
}

// Shelf returns the shelf of a name.
func (s *Store) Shelf(name string) Shelf { return Shelf{s, name} }

// Get reads the value of a key into what into points to; known is false if there is none.
func (h Shelf) Get(key string, into any) (known bool, err error) {
	err = h.s.view(func(t *txn) error {
		if t.Tx.Bucket(bucketShelves) == nil {
			return nil // a store that is opened for reading, of before there were shelves
		}
		var err error
		known, err = t.get(bucketShelves, h.key(key), into)
		return err
	})
	if err != nil {
		return false, fmt.Errorf("read %s of %q: %w", h.name, key, err)
	}
	return known, nil
}

// Put keeps values by key: all of them or none.
func (h Shelf) Put(values map[string]any) error { return h.Change(values, nil) }

// Change keeps values by key and takes others away, which need not be there: all of it or nothing.
func (h Shelf) Change(put map[string]any, drop []string) error {
	return h.s.update(func(t *txn) error {
		if _, err := t.CreateBucketIfNotExists(bucketShelves); err != nil {
			return err
		}
		for _, k := range drop {
			if err := t.bucket(bucketShelves).Delete(h.key(k)); err != nil {
				return err
			}
		}
		for k, v := range put {
			if err := t.put(bucketShelves, h.key(k), v); err != nil {
				return err
			}
		}
		return nil
	})
}

// Each calls use for every value whose key begins with a prefix, in the order of the keys as bytes, with a function that reads it into what
// into points to, until it returns an error.
func (h Shelf) Each(prefix string, use func(key string, read func(into any) error) error) error {
	return h.s.view(func(t *txn) error {
		if t.Tx.Bucket(bucketShelves) == nil {
			return nil
		}
		from := h.key(prefix)
		c := t.bucket(bucketShelves).Cursor()
		for k, v := c.Seek(from); bytes.HasPrefix(k, from); k, v = c.Next() {
			key := string(k[len(h.name)+1:])
			err := use(key, func(into any) error {
				if err := t.s.codec.OpenJSON(k, v, into); err != nil {
					return fmt.Errorf("read %s of %q: %w", h.name, key, err)
				}
				return nil
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// key is the shelf's name and the value's, parted by a NUL byte.
func (h Shelf) key(key string) []byte { return []byte(h.name + "\x00" + key) }
