package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"go.etcd.io/bbolt"

	"github.com/factwire/factwire/store/whole"
)

// SnapshotFile is where a store's snapshot stands: beside it.
func SnapshotFile(path string) string { return path + snapshotSuffix }

const snapshotSuffix = ".snapshot"

// Backup writes a copy of the store, as it is at one moment, to a file: whole or not at all. Where the file system can, both share their
// blocks until one is written to, which takes no time and no room. It returns the copy's size.
func (s *Store) Backup(file string) (n int64, err error) {
	return s.copyTo(file, func(*os.File) error { return nil })
}

// copyTo is Backup, with the new file prepared by a function before anything is in it.
func (s *Store) copyTo(file string, prepare func(*os.File) error) (n int64, err error) {
	if same, _ := sameFile(file, s.path); same {
		return 0, fmt.Errorf("write backup: %s is the store itself", file)
	}
	err = replace(file, func(w io.Writer) error {
		if f, ok := w.(*os.File); ok {
			if err := prepare(f); err != nil {
				return err
			}
			if size, ok := s.cloneTo(f); ok {
				n = size
				return nil
			}
		}
		return s.view(func(t *txn) error {
			n, err = t.WriteTo(&counted{w: w, total: t.Size(), progress: s.progress})
			return err
		})
	})
	if err != nil {
		return 0, fmt.Errorf("write backup: %w", err)
	}
	return n, nil
}

// cloneTo makes a file share the store's blocks, and returns its size. It reports whether that could be done.
func (s *Store) cloneTo(to *os.File) (int64, bool) {
	from, err := os.Open(s.path)
	if err != nil {
		return 0, false
	}
	defer from.Close()
	if !s.db.IsReadOnly() {
		tx, err := s.db.Begin(true) // nobody writes meanwhile; other processes do not, as long as the store is open
		if err != nil {
			return 0, false
		}
		defer func() { _ = tx.Rollback() }()
	}
	if !clone(to, from) {
		return 0, false
	}
	info, err := to.Stat()
	if err != nil {
		return 0, false
	}
	s.progress.tell("copy", info.Size(), info.Size())
	return info.Size(), true
}

// counted is a writer that tells how much of a copy is written.
type counted struct {
	w           io.Writer
	done, total int64
	progress    Progress
}

func (c *counted) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.done += int64(n)
	c.progress.tell("copy", c.done, c.total)
	return n, err
}

// Snapshot writes a copy beside the store, which readers use while the store is locked.
func (s *Store) Snapshot() error {
	file := SnapshotFile(s.path)
	_, missing := os.Stat(file)
	_, err := s.copyTo(file, func(f *os.File) error {
		if missing == nil {
			return nil
		}
		info, err := os.Stat(s.path) // a new one is no more open than the store
		if err != nil {
			return err
		}
		return f.Chmod(info.Mode().Perm())
	})
	return err
}

// Compact writes the store's live data into a new file and puts it in the store's place; nobody else may have the store open. It returns the sizes
// before and after.
func Compact(ctx context.Context, path string, o Options) (before, after int64, err error) {
	s, err := Open(path, o)
	if err != nil {
		return 0, 0, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	defer guard(path, &err)()
	info, err := os.Stat(path)
	if err != nil {
		return 0, 0, fmt.Errorf("compact store: %w", err)
	}
	before = info.Size()
	work := path + ".compacting"
	if err := os.Remove(work); err != nil && !errors.Is(err, os.ErrNotExist) {
		return 0, 0, fmt.Errorf("compact store: %w", err)
	}
	err = func() error {
		defer os.Remove(work)                                                                                // after the rename there is nothing to remove
		dst, err := bbolt.Open(work, info.Mode().Perm(), &bbolt.Options{Timeout: time.Second, NoSync: true}) // it is synced once, below
		if err != nil {
			return err
		}
		if err := os.Chmod(work, info.Mode().Perm()); err != nil { // the umask had a say
			return errors.Join(err, dst.Close())
		}
		const perTransaction = 8 << 20 // bytes: bounds the memory, and the file grows with each
		stop := watch(work, before, o.Progress)
		err = bbolt.Compact(dst, s.db, perTransaction)
		stop()
		if err != nil {
			return errors.Join(err, dst.Close())
		}
		if err := errors.Join(dst.Sync(), dst.Close()); err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		info, err := os.Stat(work)
		if err != nil {
			return err
		}
		after = info.Size()
		if err := os.Rename(work, path); err != nil {
			return err
		}
		return syncDir(path)
	}()
	if err != nil {
		return 0, 0, fmt.Errorf("compact store: %w", err)
	}
	return before, after, nil
}

// watch tells of the growth of a file that somebody else writes, until it is stopped. The file will not grow beyond total.
func watch(file string, total int64, progress Progress) (stop func()) {
	if progress == nil {
		return func() {}
	}
	ticker := time.NewTicker(100 * time.Millisecond)
	done, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		for {
			select {
			case <-done:
				return
			case <-ticker.C:
				if info, err := os.Stat(file); err == nil {
					progress("compact", min(info.Size(), total), total)
				}
			}
		}
	}()
	return func() {
		ticker.Stop()
		close(done)
		<-ended
	}
}

// replace is whole.Write that also makes the rename last.
func replace(path string, write func(io.Writer) error) error {
	if err := whole.Write(path, write); err != nil {
		return err
	}
	return syncDir(path)
}

// syncDir makes a rename last.
func syncDir(path string) error {
	d, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

func sameFile(a, b string) (bool, error) {
	x, err := os.Stat(a)
	if err != nil {
		return false, err
	}
	y, err := os.Stat(b)
	if err != nil {
		return false, err
	}
	return os.SameFile(x, y), nil
}
