package serve

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"sync"
	"sync/atomic"

	"github.com/factwire/factwire/store"
	"github.com/factwire/factwire/store/index"
	"github.com/factwire/factwire/store/merge"
)

// library is the store as readers see it: its last snapshot, which no writer waits for, with an index over it.
type library struct {
	path string
	note func(format string, args ...any)
	// progress is told how far the index is, if it is not nil
	progress func(done, total int)

	refreshing sync.Mutex // one refresh at a time
	mu         sync.RWMutex
	store      *store.Store
	index      *index.Index
	stamp      stamp // of the snapshot
	reads      atomic.Uint64
	private    string // a snapshot of our own, where none can stand beside the store
}

// stamp tells one state of a file from another.
type stamp struct {
	size, time int64
	info       os.FileInfo
}

func stampOf(path string) (stamp, error) {
	info, err := os.Stat(path)
	if err != nil {
		return stamp{}, err
	}
	return stamp{info.Size(), info.ModTime().UnixNano(), info}, nil
}

func (s stamp) same(t stamp) bool {
	return s.size == t.size && s.time == t.time && s.info != nil && t.info != nil && os.SameFile(s.info, t.info)
}

// use reads the store, whose snapshot stays what it is meanwhile.
func (l *library) use(read func(*store.Store, *index.Index) error) error {
	l.mu.RLock()
	defer l.mu.RUnlock()
	const reads = 4 // pages of a large file pile up: each page shown touches some megabytes of it
	if l.reads.Add(1)%reads == 0 {
		defer func() { _ = l.store.Release() }() // a hint
	}
	return read(l.store, l.index)
}

func (l *library) close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	var err error
	if l.store != nil {
		err = errors.Join(l.store.Close(), l.index.Close())
		l.store = nil
	}
	if l.private != "" {
		_ = os.Remove(l.private)
	}
	return err
}

// refresh brings snapshot and index up to date. Where a writer is at work, the snapshot of the last run is the latest that can be had.
func (l *library) refresh() error {
	l.refreshing.Lock()
	defer l.refreshing.Unlock()
	snapshot, err := l.snapshot()
	if err != nil {
		return err
	}
	now, err := stampOf(snapshot)
	if err != nil {
		return fmt.Errorf("read snapshot: %w", err)
	}
	if l.store != nil && now.same(l.stamp) {
		return l.use(func(s *store.Store, _ *index.Index) error { return s.Release() })
	}
	s, err := store.Open(snapshot, store.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	if err := l.adopt(s, now); err != nil {
		return errors.Join(err, s.Close())
	}
	return nil
}

// snapshot returns a snapshot that is as new as can be, and makes one where the store is newer and nobody writes.
func (l *library) snapshot() (string, error) {
	beside := store.SnapshotFile(l.path)
	old, missing := stampOf(beside)
	current, err := stampOf(l.path)
	if err != nil {
		return "", fmt.Errorf("store %s %w", l.path, store.ErrMissing)
	}
	if missing == nil && current.time <= old.time {
		return beside, nil
	}
	if l.private != "" {
		if own, err := stampOf(l.private); err == nil && current.time <= own.time {
			return l.private, nil
		}
	}
	s, err := store.Open(l.path, store.Options{ReadOnly: true})
	if err != nil {
		if errors.Is(err, store.ErrLocked) && missing == nil {
			return beside, nil
		}
		return "", err
	}
	defer s.Close()
	if err := s.Snapshot(); err == nil {
		return beside, nil
	}
	// the folder may be one that we may only read
	if l.private == "" {
		l.private = filepath.Join(os.TempDir(), fmt.Sprintf("factwire-%d.snapshot", os.Getpid()))
	}
	_, err = s.Backup(l.private)
	return l.private, err
}

// adopt takes a newer snapshot in place of the old one.
func (l *library) adopt(s *store.Store, now stamp) error {
	x := l.index
	const tooStale = 0.3
	if x != nil && x.Stale() < tooStale {
		changed, runs, gone, next, err := x.Delta(s.Changed)
		if err != nil {
			return err
		}
		if len(changed) <= max(1000, x.Len()/5) {
			facts := make([]merge.Fact, 0, len(changed))
			for _, id := range changed {
				f, err := s.Fact(id)
				if err != nil {
					return err
				}
				facts = append(facts, f)
			}
			l.mu.Lock()
			defer l.mu.Unlock()
			x.Apply(facts, runs, gone, next)
			return l.swap(s, x, now)
		}
	}
	next, err := s.Next()
	if err != nil {
		return err
	}
	counts, err := s.Count()
	if err != nil {
		return err
	}
	fresh, err := index.Build(s.Canon(), "", counts.Facts, next, l.counted(s.Scan, counts.Facts))
	if err != nil {
		return err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	defer debug.FreeOSMemory() // building takes twice the memory of what is built
	return l.swap(s, fresh, now)
}

// scan reads all facts, each with the number of the run that changed it last.
type scan = func(use func(merge.Fact, uint64) error) error

// counted tells how far a scan is.
func (l *library) counted(all scan, total int) scan {
	if l.progress == nil {
		return all
	}
	return func(use func(merge.Fact, uint64) error) error {
		const every = 1000
		done := 0
		return all(func(f merge.Fact, run uint64) error {
			if done++; done%every == 0 || done == total {
				l.progress(done, total)
			}
			return use(f, run)
		})
	}
}

// swap is called with the lock held.
func (l *library) swap(s *store.Store, x *index.Index, now stamp) error {
	if l.store != nil {
		if err := l.store.Close(); err != nil {
			l.note("close the former snapshot: %v", err)
		}
	}
	if l.index != nil && l.index != x {
		if err := l.index.Close(); err != nil {
			l.note("close the former index: %v", err)
		}
	}
	l.store, l.index, l.stamp = s, x, now
	return s.Release()
}
