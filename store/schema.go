package store

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"

	"go.etcd.io/bbolt"

	"github.com/factwire/factwire/store/entity"
	"github.com/factwire/factwire/store/merge"
)

// Version is the schema that this program writes. A store of a newer one is refused, one of an older one is migrated.
const Version = 9

// The buckets. A place is the eight bytes of a node's key (merge.Place), see group.go.
var (
	bucketMeta     = []byte("meta")     // "version", "counts", "aliases", "running"
	bucketArticles = []byte("articles") // article id to article
	bucketReadings = []byte("readings") // article id to where its observations are, its origins and the print of its text
	bucketSeats    = []byte("seats")    // place to the number of a group, see seat.go
	bucketGroups   = []byte("groups")   // seat, 0 to the head of a group; seat, 1, number, article id to an observation; seat, 2, number to a tally; seat, 3 to what is kin to it
	bucketTies     = []byte("ties")     // see kin.go
	bucketTerms    = []byte("terms")    // hash of a block, bound to which nodes may be linked, see terms.go
	bucketNewest   = []byte("newest")   // complement of the last day, fact id to what lists choose by
	bucketOrigins  = []byte("origins")  // where an article was read to its id
	bucketVersions = []byte("versions") // article id to the hashes of its former texts
	bucketRejected = []byte("rejected") // origin to why it is no article
	bucketRuns     = []byte("runs")     // number of the run, big-endian, to the run
	bucketVerdicts = []byte("verdicts") // number of the verdict, big-endian, to the verdict
)

func buckets() [][]byte {
	return [][]byte{bucketMeta, bucketArticles, bucketReadings, bucketSeats, bucketGroups, bucketTies, bucketTerms, bucketNewest, bucketOrigins, bucketVersions, bucketRejected, bucketRuns, bucketVerdicts}
}

var (
	keyVersion = []byte("version")
	keyCounts  = []byte("counts")
	keyAliases = []byte("aliases")
	keyRunning = []byte("running") // the run under way
)

// Counts are how many of each a store holds.
type Counts struct {
	Articles     int `json:"articles"`
	Observations int `json:"observations"`
	Facts        int `json:"facts"`
	Rejected     int `json:"rejected"`
}

// txn is a transaction with what its writes share.
type txn struct {
	*bbolt.Tx
	s       *Store
	counts  Counts
	counted bool                // counts were read
	samples samples             // see sampled
	seats   map[place]seat      // see seat
	places  map[string]string   // article id to where it was read, of those met last
	came    map[place][]arrival // what was written since the transaction began
	left    map[place]bool      // groups from which something was taken since
	anew    bool                // all groups are built anew: neither is noted
	groups  int                 // how many groups it came to, see passed
	// buckets looked up once: each look-up in the root costs an allocation
	open map[string]*bbolt.Bucket
}

func (s *Store) txn(tx *bbolt.Tx) *txn { return &txn{Tx: tx, s: s, open: map[string]*bbolt.Bucket{}} }

func (t *txn) bucket(name []byte) *bbolt.Bucket {
	b := t.open[string(name)]
	if b == nil {
		if b = t.Tx.Bucket(name); b == nil {
			panic(fmt.Sprintf("the part %q is missing", name)) // caught by guard
		}
		t.open[string(name)] = b
	}
	return b
}

// put seals the JSON of v under key.
func (t *txn) put(bucket, key []byte, v any) error {
	data, err := t.s.codec.SealJSON(key, v)
	if err != nil {
		return err
	}
	return t.bucket(bucket).Put(key, data)
}

// get reads what put wrote; ok is false if there is nothing.
func (t *txn) get(bucket, key []byte, into any) (ok bool, err error) {
	data := t.bucket(bucket).Get(key)
	if data == nil {
		return false, nil
	}
	if err := t.s.codec.OpenJSON(key, data, into); err != nil {
		return false, fmt.Errorf("%s %q: %w", bucket, key, err)
	}
	return true, nil
}

// count returns the counts, to be changed in a writing transaction.
func (t *txn) count() (*Counts, error) {
	if !t.counted {
		if _, err := t.get(bucketMeta, keyCounts, &t.counts); err != nil {
			return nil, err
		}
		t.counted = true
	}
	return &t.counts, nil
}

// finish writes what a transaction kept to its end.
func (t *txn) finish() error {
	if !t.counted {
		return nil
	}
	return t.put(bucketMeta, keyCounts, t.counts)
}

// number is a big-endian key.
func number(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }

// prepare makes the buckets of a new store, checks the version of an old one, and reads aliases and verdicts.
func (s *Store) prepare(readOnly bool) error {
	var fresh bool
	err := s.db.View(func(tx *bbolt.Tx) error {
		v, err := s.version(tx)
		switch {
		case err != nil:
			return err
		case v == 0 && readOnly:
			return fmt.Errorf("store %s %w: it is empty", s.path, ErrForeign)
		case v == 0:
			fresh = true
			return nil
		case v > Version:
			return fmt.Errorf("store %s %w: it has schema %d, and this program knows up to %d", s.path, ErrNewer, v, Version)
		case v < Version:
			return fmt.Errorf("store %s %w: it has schema %d; any command that writes does it", s.path, ErrOlder, v)
		}
		for _, name := range buckets() {
			if tx.Bucket(name) == nil {
				return fmt.Errorf("store %s %w: its part %q is missing", s.path, ErrCorrupt, name)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if fresh {
		err := s.db.Update(func(tx *bbolt.Tx) error {
			for _, name := range buckets() {
				if _, err := tx.CreateBucketIfNotExists(name); err != nil {
					return err
				}
			}
			t := s.txn(tx)
			if err := t.put(bucketMeta, keyCounts, Counts{}); err != nil {
				return err
			}
			return t.put(bucketMeta, keyVersion, Version)
		})
		if err != nil {
			return fmt.Errorf("prepare store: %w", err)
		}
	}
	return s.view(func(t *txn) error {
		var aliases entity.Aliases
		if _, err := t.get(bucketMeta, keyAliases, &aliases); err != nil {
			return err
		}
		s.canon = entity.New(aliases)
		verdicts, err := t.verdicts()
		if err != nil {
			return err
		}
		s.docket = merge.NewDocket(verdicts)
		return nil
	})
}

// version returns the schema of a file, and 0 for one without any buckets.
func (s *Store) version(tx *bbolt.Tx) (int, error) {
	b := tx.Bucket(bucketMeta)
	if b == nil {
		if k, _ := tx.Cursor().First(); k != nil {
			return 0, fmt.Errorf("store %s %w: another program's data are in it", s.path, ErrForeign)
		}
		return 0, nil
	}
	data := b.Get(keyVersion)
	var v int
	if s.codec.OpenJSON(keyVersion, data, &v) == nil && v > 0 {
		return v, nil
	}
	// schema 1 had a checksum over the value alone, and no byte for its form
	if len(data) > 4 && bytes.Equal(data[4:], []byte("1")) && json.Unmarshal(data[4:], &v) == nil {
		return v, nil
	}
	return 0, fmt.Errorf("store %s %w: its version is unreadable", s.path, ErrCorrupt)
}
