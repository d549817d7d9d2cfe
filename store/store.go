// Package store keeps articles, what was observed in them, and the facts that follow, in one bbolt file.
//
// The observations are the truth; facts are derived from them by package merge, key by key, in the
// transaction that changes the observations. A store is used by one writer at a time.
package store

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"os"
	"time"

	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"
)

// Version is the schema that this program writes. A store of a newer one is refused.
const Version = 1

// The buckets.
var (
	bucketMeta     = []byte("meta")     // "version"
	bucketArticles = []byte("articles") // article id to article
	bucketObserved = []byte("observed") // article id to its observations
	bucketKeys     = []byte("keys")     // merge key, NUL, article id: which articles tell of a key
	bucketFacts    = []byte("facts")    // fact id to fact
	bucketByKey    = []byte("bykey")    // merge key to the ids of its facts
	bucketMoved    = []byte("moved")    // former fact id to the present one
	bucketOrigins  = []byte("origins")  // where an article was read to its id
	bucketVersions = []byte("versions") // article id to the hashes of its former texts
	bucketRejected = []byte("rejected") // origin to why it is no article
	bucketRuns     = []byte("runs")     // number of the run, big-endian, to the run
)

func buckets() [][]byte {
	return [][]byte{bucketMeta, bucketArticles, bucketObserved, bucketKeys, bucketFacts, bucketByKey, bucketMoved, bucketOrigins, bucketVersions, bucketRejected, bucketRuns}
}

// Errors by which a caller tells what to do.
var (
	ErrLocked  = errors.New("is in use by another process")
	ErrCorrupt = errors.New("is damaged")
	ErrForeign = errors.New("is not a factwire store")
	ErrNewer   = errors.New("was written by a newer factwire")
	ErrMissing = errors.New("does not exist")
)

// Store is an open store.
type Store struct {
	db   *bbolt.DB
	path string
}

// Options say how a store is opened.
type Options struct {
	// Wait is how long to wait for a lock that another process holds.
	Wait time.Duration
	// ReadOnly opens an existing store for reading; several readers may share it.
	ReadOnly bool
}

// Open opens the store at path. Unless it is opened for reading, a file that does not exist, or is
// empty, becomes a new store. A file that is there is never replaced: what cannot be opened is
// an error that wraps one of the errors above.
func Open(path string, o Options) (*Store, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if o.ReadOnly {
			return nil, fmt.Errorf("store %s %w", path, ErrMissing)
		}
	case err != nil:
		return nil, fmt.Errorf("open store: %w", err)
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("store %s %w: it is no regular file", path, ErrForeign)
	case info.Size() > 0:
		if err := looksRight(path, info.Size()); err != nil {
			return nil, err
		}
	case o.ReadOnly:
		return nil, fmt.Errorf("store %s %w: it is empty", path, ErrForeign)
	}
	db, err := bbolt.Open(path, 0o644, &bbolt.Options{Timeout: max(o.Wait, time.Millisecond), ReadOnly: o.ReadOnly, FreelistType: bbolt.FreelistMapType})
	switch {
	case errors.Is(err, berrors.ErrTimeout):
		return nil, fmt.Errorf("store %s %w", path, ErrLocked)
	case errors.Is(err, berrors.ErrInvalid), errors.Is(err, berrors.ErrVersionMismatch):
		return nil, fmt.Errorf("store %s %w", path, ErrForeign)
	case errors.Is(err, berrors.ErrChecksum):
		return nil, fmt.Errorf("store %s %w: its first pages are unreadable", path, ErrCorrupt)
	case err != nil:
		return nil, fmt.Errorf("open store: %w", err)
	}
	s := &Store{db: db, path: path}
	if err := s.prepare(o.ReadOnly); err != nil {
		db.Close()
		return nil, err
	}
	return s, nil
}

// metaMagic is the number by which bbolt marks its two first pages.
const metaMagic = 0xED0CDAED

// looksRight checks a file before it is mapped into memory: a truncated one would crash the process. The
// file must hold bbolt's mark, and all pages that its newest meta page knows of.
func looksRight(path string, size int64) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("open store: %w", err)
	}
	defer f.Close()
	head := make([]byte, 96)
	n, _ := f.ReadAt(head, 0)
	if n < len(head) || binary.LittleEndian.Uint32(head[16:]) != metaMagic {
		if n >= 20 && size >= 8192 {
			second := make([]byte, 96)
			if m, _ := f.ReadAt(second, int64(os.Getpagesize())); m == len(second) && binary.LittleEndian.Uint32(second[16:]) == metaMagic {
				return nil // the first meta page is lost; bbolt falls back on the second
			}
		}
		return fmt.Errorf("store %s %w", path, ErrForeign)
	}
	pageSize := int64(binary.LittleEndian.Uint32(head[24:]))
	if pageSize < 512 || pageSize > 1<<16 {
		return fmt.Errorf("store %s %w: its page size is %d", path, ErrCorrupt, pageSize)
	}
	pages, txid := uint64(0), uint64(0)
	for i := range int64(2) {
		meta := make([]byte, 96)
		if n, _ := f.ReadAt(meta, i*pageSize); n < len(meta) || binary.LittleEndian.Uint32(meta[16:]) != metaMagic {
			continue
		}
		// page header 16; magic 4, version 4, page size 4, flags 4, root 16, freelist 8, high-water page 8, txid 8
		if t := binary.LittleEndian.Uint64(meta[64:]); t >= txid {
			txid, pages = t, binary.LittleEndian.Uint64(meta[56:])
		}
	}
	if pages > uint64(size)/uint64(pageSize)+1 || int64(pages)*pageSize > size {
		return fmt.Errorf("store %s %w: the file ends early, at %d of %d bytes", path, ErrCorrupt, size, int64(pages)*pageSize)
	}
	return nil
}

// prepare makes the buckets of a new store and checks the version of an old one.
func (s *Store) prepare(readOnly bool) error {
	check := func(tx *bbolt.Tx) (fresh bool, err error) {
		b := tx.Bucket(bucketMeta)
		if b == nil {
			if k, _ := tx.Cursor().First(); k != nil {
				return false, fmt.Errorf("store %s %w: another program's data are in it", s.path, ErrForeign)
			}
			return true, nil
		}
		var v int
		if err := decode(b.Get([]byte("version")), &v); err != nil {
			return false, fmt.Errorf("store %s %w: its version is unreadable", s.path, ErrCorrupt)
		}
		if v > Version {
			return false, fmt.Errorf("store %s %w: it has schema %d, and this program knows up to %d", s.path, ErrNewer, v, Version)
		}
		return false, nil
	}
	if readOnly {
		return s.db.View(func(tx *bbolt.Tx) error {
			fresh, err := check(tx)
			if fresh {
				return fmt.Errorf("store %s %w: it is empty", s.path, ErrForeign)
			}
			return err
		})
	}
	return s.db.Update(func(tx *bbolt.Tx) error {
		if _, err := check(tx); err != nil {
			return err
		}
		for _, name := range buckets() {
			if _, err := tx.CreateBucketIfNotExists(name); err != nil {
				return fmt.Errorf("prepare store: %w", err)
			}
		}
		return put(tx.Bucket(bucketMeta), []byte("version"), Version)
	})
}

// Close releases the store.
func (s *Store) Close() error { return s.db.Close() }

// Path returns the file's name, as it was opened.
func (s *Store) Path() string { return s.path }

// castagnoli is the polynomial of the checksums: bbolt does not see flipped bits in its pages.
var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// encode is JSON behind its checksum of four bytes.
func encode(v any) ([]byte, error) {
	body, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	out := make([]byte, 4, 4+len(body))
	binary.BigEndian.PutUint32(out, crc32.Checksum(body, castagnoli))
	return append(out, body...), nil
}

// decode checks and reads what encode wrote. Damage is ErrCorrupt.
func decode(data []byte, into any) error {
	if len(data) < 4 || binary.BigEndian.Uint32(data) != crc32.Checksum(data[4:], castagnoli) {
		return ErrCorrupt
	}
	if err := json.Unmarshal(data[4:], into); err != nil {
		return fmt.Errorf("%w: %w", ErrCorrupt, err)
	}
	return nil
}

func put(b *bbolt.Bucket, key []byte, v any) error {
	data, err := encode(v)
	if err != nil {
		return err
	}
	return b.Put(key, data)
}
