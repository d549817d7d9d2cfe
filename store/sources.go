package store

import "fmt"

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
func (h Shelf) Put(values map[string]any) error {
	return h.s.update(func(t *txn) error {
		if _, err := t.CreateBucketIfNotExists(bucketShelves); err != nil {
			return err
		}
		for k, v := range values {
			if err := t.put(bucketShelves, h.key(k), v); err != nil {
				return err
			}
		}
		return nil
	})
}

// key is the shelf's name and the value's, parted by a NUL byte.
func (h Shelf) key(key string) []byte { return []byte(h.name + "\x00" + key) }
