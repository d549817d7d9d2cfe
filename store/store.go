// Package store keeps articles, what was observed in them, and the facts that follow, in one bbolt file.
//
// The observations are the truth; facts are derived from them by package merge, group by group, in the transaction that
// changes the observations. Every value stands behind a checksum. A store has one writer at a time, or
// any number of readers; who cannot wait reads the snapshot that a writer leaves behind.
package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime/debug"
	"time"

	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"

	"github.com/factwire/factwire/store/entity"
	"github.com/factwire/factwire/store/internal/codec"
	"github.com/factwire/factwire/store/internal/pages"
	"github.com/factwire/factwire/store/merge"
	"github.com/factwire/factwire/store/whole"
)

// Errors by which a caller tells what to do.
var (
	ErrLocked  = errors.New("is in use by another process")
	ErrCorrupt = errors.New("is damaged")
	ErrForeign = errors.New("is not a factwire store")
	ErrNewer   = errors.New("was written by a newer factwire")
	ErrOlder   = errors.New("was written by an older factwire and must be brought up to date first")
	ErrMissing = errors.New("does not exist")
)

// errKind says that a store holds facts of a kind or a status that this program does not know.
var errKind = errors.New("of a kind or a status that this program does not know")

// Store is an open store. Its methods may be called by several goroutines.
type Store struct {
	db    *bbolt.DB
	path  string
	codec *codec.Codec
	lock  string // the file that says who holds the store; empty for a reader

	canon    *entity.Canon
	docket   *merge.Docket
	progress Progress
	begun    bool             // a run of this process is under way
	tallies  map[place]*tally // read or written last, by their homes; of the writer alone
	samples  samples          // of groups that the writer compared last
	sparing  sparing          // of the writer
}

// Options say how a store is opened.
type Options struct {
	// Wait is how long to wait for a lock that another process holds.
	Wait time.Duration
	// ReadOnly opens an existing store for reading; several readers may share it.
	ReadOnly bool
	// Command and Now are what a second process is told of who holds the store. Both may be empty.
	Command string
	Now     func() time.Time
	// Progress is told of steps that take long in a large store. It may be nil.
	Progress Progress
	// Migrated is told when a store of an older schema was brought up to date: from which schema to which, and where the former file
	// is kept. It may be nil.
	Migrated func(from, to int, kept string)
}

// Progress is told how far a step is: "check", "copy", "compact", "move", "merge", "prune" or "migrate"; how much is done, and of how much, in a unit of the step's own. It is
// called often, from one goroutine at a time.
type Progress func(step string, done, total int64)

// tell calls p if there is one.
func (p Progress) tell(step string, done, total int64) {
	if p != nil {
		p(step, done, total)
	}
}

// Open opens the store at path. Unless it is opened for reading, a file that does not exist, or is
// empty, becomes a new store, and one of an older schema is brought up to date, with the former file kept beside
// it. A file that is there is never replaced: what cannot be opened is an error that wraps one of the errors above.
func Open(path string, o Options) (*Store, error) {
	if err := look(path, o.ReadOnly); err != nil {
		return nil, err
	}
	if !o.ReadOnly {
		if err := create(path); err != nil {
			return nil, fmt.Errorf("make store: %w", err)
		}
	}
	s, err := open(path, o)
	if errors.Is(err, ErrOlder) && !o.ReadOnly {
		if err := migrate(path, o); err != nil {
			return nil, err
		}
		return open(path, o)
	}
	return s, err
}

// look examines a file before it is mapped into memory: a truncated or damaged one could crash or hang the process.
func look(path string, readOnly bool) error {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if readOnly {
			return fmt.Errorf("store %s %w", path, ErrMissing)
		}
		return nil
	case err != nil:
		return fmt.Errorf("open store: %w", err)
	case !info.Mode().IsRegular():
		return fmt.Errorf("store %s %w: it is no regular file", path, ErrForeign)
	case info.Size() == 0:
		if readOnly {
			return fmt.Errorf("store %s %w: it is empty", path, ErrForeign)
		}
		return nil
	}
	// A writer looks at all pages, so that it never builds on damage; a reader of a large store only looks at its head, and
	// is caught by the guards around its transactions.
	depth := pages.Reached
	if readOnly && info.Size() > smallStore {
		depth = pages.Head
	}
	err = pages.Check(path, depth)
	switch {
	case errors.Is(err, pages.ErrForeign):
		return fmt.Errorf("store %s %w", path, ErrForeign)
	case errors.Is(err, pages.ErrDamaged):
		return fmt.Errorf("store %s %w: %w", path, ErrCorrupt, err)
	case err != nil:
		return fmt.Errorf("open store: %w", err)
	}
	return nil
}

// create makes an empty store where there is none, whole or not at all: a full disk or a kill must leave no half of a
// store behind, which the next run would take for a damaged one.
func create(path string) error {
	info, err := os.Stat(path)
	if err == nil && info.Size() > 0 || err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	f, err := whole.Beside(path)
	if err != nil {
		return err
	}
	work := f.Name()
	defer os.Remove(work) // once it is linked or renamed there is nothing to lose
	if err := errors.Join(whole.Keep(f, path), f.Close()); err != nil {
		return err
	}
	s, err := open(work, Options{})
	if err != nil {
		return err
	}
	if err := s.Close(); err != nil {
		return err
	}
	if info != nil { // an empty file
		if err := os.Rename(work, path); err != nil {
			return err
		}
		return syncDir(path)
	}
	// unlike a rename, a link never replaces what another process made meanwhile
	if err := os.Link(work, path); err != nil && !errors.Is(err, fs.ErrExist) {
		if err := os.Rename(work, path); err != nil { // a file system without links
			return err
		}
	}
	return syncDir(path)
}

// smallStore is the size up to which readers too look at all pages before they open: it takes some milliseconds.
const smallStore = 64 << 20

func open(path string, o Options) (s *Store, err error) {
	defer guard(path, &err)()
	db, err := bbolt.Open(path, 0o666, &bbolt.Options{Timeout: max(o.Wait, 10*time.Millisecond), ReadOnly: o.ReadOnly, FreelistType: bbolt.FreelistMapType})
	switch {
	case errors.Is(err, berrors.ErrTimeout):
		return nil, fmt.Errorf("store %s %w%s", path, ErrLocked, holder(path))
	case errors.Is(err, berrors.ErrInvalid), errors.Is(err, berrors.ErrVersionMismatch):
		return nil, fmt.Errorf("store %s %w", path, ErrForeign)
	case errors.Is(err, berrors.ErrChecksum):
		return nil, fmt.Errorf("store %s %w: its first pages are unreadable", path, ErrCorrupt)
	case err != nil:
		return nil, fmt.Errorf("open store: %w", err)
	}
	c, err := codec.New()
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	s = &Store{db: db, path: path, codec: c, progress: o.Progress}
	if err := s.prepare(o.ReadOnly); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	if !o.ReadOnly {
		s.lock = claim(path, o)
	}
	return s, nil
}

// Close releases the store.
func (s *Store) Close() error {
	if s.lock != "" {
		_ = os.Remove(s.lock) // a stale one is harmless: it is read only while the store is locked
	}
	err := s.db.Close()
	s.sparing.close()
	if err != nil {
		return fmt.Errorf("close store: %w", err)
	}
	return nil
}

// Path returns the file's name, as it was opened.
func (s *Store) Path() string { return s.path }

// guard turns a panic of the database, or a fault in the mapped file, into ErrCorrupt. It is deferred as guard(path, &err)().
func guard(path string, err *error) func() {
	before := debug.SetPanicOnFault(true)
	return func() {
		debug.SetPanicOnFault(before)
		if p := recover(); p != nil {
			*err = fmt.Errorf("store %s %w: %v", path, ErrCorrupt, p)
		}
	}
}

func (s *Store) view(use func(*txn) error) (err error) {
	defer guard(s.path, &err)()
	err = s.db.View(func(tx *bbolt.Tx) error { return use(s.txn(tx)) })
	if errors.Is(err, errKind) && !errors.Is(err, ErrNewer) {
		return fmt.Errorf("store %s %w: %w", s.path, ErrNewer, err)
	}
	if errors.Is(err, codec.ErrDamaged) && !errors.Is(err, ErrCorrupt) {
		return fmt.Errorf("store %s %w: %w", s.path, ErrCorrupt, err)
	}
	return err
}

func (s *Store) update(use func(*txn) error) (err error) {
	defer guard(s.path, &err)()
	defer s.spare()()
	tx, err := s.db.Begin(true)
	if err != nil {
		return fmt.Errorf("write store: %w", err)
	}
	done := false
	defer func() {
		if !done {
			s.tallies = nil   // they may be ahead of what is kept
			_ = tx.Rollback() // also when use panics
		}
	}()
	t := s.txn(tx)
	t.sparingly()
	t.samples, s.samples = s.samples, nil
	if err := use(t); err != nil {
		if errors.Is(err, errKind) {
			return fmt.Errorf("store %s %w: %w", s.path, ErrNewer, err)
		}
		if errors.Is(err, codec.ErrDamaged) {
			return fmt.Errorf("store %s %w: %w", s.path, ErrCorrupt, err)
		}
		return fmt.Errorf("write store: %w", err)
	}
	if err := t.finish(); err != nil {
		return fmt.Errorf("write store: %w", err)
	}
	tallies := s.tallies
	s.tallies = nil
	tx.OnCommit(func() { s.tallies, s.samples = tallies, t.samples.few() })
	done = true
	t.leaving()
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("write store: %w", err)
	}
	s.idle()
	return nil
}
