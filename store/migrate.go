package store

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"os"
	"time"

	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store/entity"
	"github.com/factwire/factwire/store/internal/codec"
	"github.com/factwire/factwire/store/merge"
)

// migrate brings a store of an older schema up to date. The new store is built beside the old one and put in its place when it
// is whole; the old one stays as path.schema1, or with the number that it had.
func migrate(path string, o Options) (err error) {
	defer guard(path, &err)()
	work := path + ".migrating"
	old, err := bbolt.Open(path, 0o666, &bbolt.Options{Timeout: max(o.Wait, 10*time.Millisecond)})
	if err != nil {
		if errors.Is(err, berrors.ErrTimeout) {
			return fmt.Errorf("store %s %w%s", path, ErrLocked, holder(path))
		}
		return fmt.Errorf("bring store %s up to date: %w", path, err)
	}
	defer old.Close()
	c, err := codec.New()
	if err != nil {
		return fmt.Errorf("bring store %s up to date: %w", path, err)
	}
	version := 0
	if err := old.View(func(tx *bbolt.Tx) error {
		version, err = (&Store{path: path, codec: c}).version(tx)
		return err
	}); err != nil {
		return err
	}
	kept := fmt.Sprintf("%s.schema%d", path, version)
	if _, err := os.Stat(kept); err == nil {
		return fmt.Errorf("bring store %s up to date: %s is in the way", path, kept)
	}
	if err := os.Remove(work); err != nil && !errors.Is(err, os.ErrNotExist) { // of a migration that was killed
		return fmt.Errorf("bring store %s up to date: %w", path, err)
	}
	if err := old.View(func(tx *bbolt.Tx) error {
		switch version {
		case 1:
			return copySchema1(tx, work, o.Progress)
		case 2, 3, 4, 5, 6, 7, 8: // 2 had a key for each term, 4 no tallies, 5 no ties, 6 ties of days alone, 7 none of weeks, 8 no seats
			if err := tx.CopyFile(work, 0o666); err != nil {
				return err
			}
			return mergeAnew(tx, work, c, o.Progress)
		}
		return fmt.Errorf("its schema is already %d", version) // another process was faster
	}); err != nil {
		_ = os.Remove(work)
		return fmt.Errorf("bring store %s up to date: %w", path, err)
	}
	if info, err := os.Stat(path); err == nil { // the new store is as open as the old one
		if err := os.Chmod(work, info.Mode().Perm()); err != nil {
			return fmt.Errorf("bring store %s up to date: %w", path, err)
		}
	}
	if err := os.Rename(path, kept); err != nil {
		return fmt.Errorf("bring store %s up to date: %w", path, err)
	}
	if err := os.Rename(work, path); err != nil {
		return fmt.Errorf("bring store %s up to date: %w", path, errors.Join(err, os.Rename(kept, path)))
	}
	if err := syncDir(path); err != nil {
		return err
	}
	if o.Migrated != nil {
		o.Migrated(version, Version, kept)
	}
	return nil
}

// mergeAnew brings a copy of schema 2 to 8, of which old is the original, up to date: groups lay elsewhere, and what makes two reports one fact, and two
// names one entity, was decided otherwise. Verdicts hold on.
func mergeAnew(old *bbolt.Tx, work string, c *codec.Codec, progress Progress) (err error) {
	db, err := bbolt.Open(work, 0o666, &bbolt.Options{Timeout: time.Second})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	s := &Store{db: db, path: work, codec: c, progress: progress, canon: entity.New(nil)}
	return s.update(func(t *txn) error {
		var aliases entity.Aliases
		if _, err := t.get(bucketMeta, keyAliases, &aliases); err != nil {
			return err
		}
		verdicts, err := t.verdicts()
		if err != nil {
			return err
		}
		s.docket = merge.NewDocket(verdicts)
		if err := t.put(bucketMeta, keyVersion, Version); err != nil {
			return err
		}
		if err := t.seatGroups(old); err != nil {
			return err
		}
		if err := t.dropAllTerms(); err != nil {
			return err
		}
		return t.rebuild(entity.New(aliases))
	})
}

// seatGroups gives the groups of a file before schema 9, where they lay in the order of their places, their seats. Ties and tallies are left behind: they
// are made anew.
func (t *txn) seatGroups(old *bbolt.Tx) error {
	for _, name := range [][]byte{bucketSeats, bucketGroups, bucketTies} {
		if err := t.DeleteBucket(name); err != nil && !errors.Is(err, berrors.ErrBucketNotFound) {
			return err
		}
		if _, err := t.CreateBucket(name); err != nil {
			return err
		}
	}
	groups := old.Bucket([]byte("groups"))
	if groups == nil {
		return fmt.Errorf("the part %q is missing: %w", "groups", ErrCorrupt)
	}
	return groups.ForEach(func(k, v []byte) error {
		const head = len(place{}) + 1
		if len(k) < head {
			return fmt.Errorf("group %x: %w", k, codec.ErrDamaged)
		}
		if mark := k[head-1]; mark != markHead && mark != markObservation {
			return nil
		}
		body, err := t.s.codec.Open(k, v)
		if err != nil {
			return fmt.Errorf("group %x: %w", k, err)
		}
		at, err := t.take(place(k[:len(place{})]))
		if err != nil {
			return err
		}
		key := append(at.marked(k[head-1]), k[head:]...)
		return t.bucket(bucketGroups).Put(key, t.s.codec.Seal(key, body))
	})
}

// copySchema1 builds a store from one of schema 1, which kept an article's observations in one value and its facts by key, with a
// checksum over the value alone. Facts are merged anew, so their ids may differ.
func copySchema1(tx *bbolt.Tx, work string, progress Progress) error {
	s, err := open(work, Options{})
	if err != nil {
		return err
	}
	ok := false
	defer func() {
		if !ok {
			_ = s.Close()
		}
	}()
	each := func(bucket string, use func(k, v []byte) error) error {
		b := tx.Bucket([]byte(bucket))
		if b == nil {
			return fmt.Errorf("the part %q is missing: %w", bucket, ErrCorrupt)
		}
		return b.ForEach(use)
	}
	const batch = 256
	done, all := 0, 0
	if b := tx.Bucket([]byte("articles")); b != nil {
		all = b.Stats().KeyN
	}
	var entries []Entry
	flush := func() error {
		_, err := s.Put(entries)
		done += len(entries)
		progress.tell("migrate", int64(done), int64(all))
		entries = entries[:0]
		return err
	}
	err = each("articles", func(k, v []byte) error {
		var a factwire.Article
		var facts struct {
			Facts []factwire.Fact `json:"facts"`
		}
		if err := decode1(v, &a); err != nil {
			return fmt.Errorf("article %s: %w", k, err)
		}
		if err := decode1(tx.Bucket([]byte("observed")).Get(k), &facts); err != nil {
			return fmt.Errorf("observations of article %s: %w", k, err)
		}
		if entries = append(entries, Entry{a, facts.Facts}); len(entries) < batch {
			return nil
		}
		return flush()
	})
	if err == nil {
		err = flush()
	}
	if err == nil {
		err = s.update(func(t *txn) error {
			err := each("versions", func(k, v []byte) error {
				var hashes []string
				if err := decode1(v, &hashes); err != nil {
					return fmt.Errorf("versions of article %s: %w", k, err)
				}
				return t.put(bucketVersions, bytes.Clone(k), hashes)
			})
			if err != nil {
				return err
			}
			return each("runs", func(k, v []byte) error {
				var r Run
				if err := decode1(v, &r); err != nil {
					return fmt.Errorf("run %x: %w", k, err)
				}
				if err := t.bucket(bucketRuns).SetSequence(max(r.Number, t.bucket(bucketRuns).Sequence())); err != nil {
					return err
				}
				return t.put(bucketRuns, bytes.Clone(k), r)
			})
		})
	}
	if err == nil {
		err = each("rejected", func(k, v []byte) error {
			var r Rejected
			if err := decode1(v, &r); err != nil {
				return fmt.Errorf("rejected input %s: %w", k, err)
			}
			return s.Reject(r)
		})
	}
	if err != nil {
		return err
	}
	ok = true
	return s.Close()
}

// decode1 reads a value of schema 1: the CRC-32C of its JSON, and that.
func decode1(data []byte, into any) error {
	if len(data) < 4 || binary.BigEndian.Uint32(data) != crc32.Checksum(data[4:], crc32.MakeTable(crc32.Castagnoli)) {
		return ErrCorrupt
	}
	if err := json.Unmarshal(data[4:], into); err != nil {
		return fmt.Errorf("%w: %w", ErrCorrupt, err)
	}
	return nil
}
