//go:build unix

package store_test

import (
	"io"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/factwire/factwire/store"
	"github.com/factwire/factwire/store/whole"
)

// TestModes checks that new files follow the umask, that a file which is replaced keeps its mode, and that a snapshot is no more open
// than its store.
func TestModes(t *testing.T) {
	before := syscall.Umask(0o077)
	defer syscall.Umask(before)
	mode := func(path string, want os.FileMode) {
		t.Helper()
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if got := info.Mode().Perm(); got != want {
			t.Errorf("%s has mode %v, want %v", filepath.Base(path), got, want)
		}
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "s.factwire")
	fill := func() {
		s, err := store.Open(path, store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		mode(path+".lock", 0o600)
		put(t, s, fiction(1, 3)...)
		if err := s.Snapshot(); err != nil {
			t.Fatal(err)
		}
		s.Close()
	}
	fill()
	mode(path, 0o600)
	mode(store.SnapshotFile(path), 0o600)
	if err := os.Chmod(path, 0o664); err != nil {
		t.Fatal(err)
	}
	if _, _, err := store.Compact(t.Context(), path, store.Options{}); err != nil {
		t.Fatal(err)
	}
	mode(path, 0o664)
	fill()
	mode(path, 0o664)
	mode(store.SnapshotFile(path), 0o600) // it was there
	sheet := filepath.Join(dir, "facts.csv")
	write := func() {
		if err := whole.Write(sheet, func(w io.Writer) error { _, err := io.WriteString(w, "id"); return err }); err != nil {
			t.Fatal(err)
		}
	}
	write()
	mode(sheet, 0o600)
	syscall.Umask(0o022)
	if err := os.Chmod(sheet, 0o640); err != nil {
		t.Fatal(err)
	}
	write()
	mode(sheet, 0o640)
	if err := os.Remove(sheet); err != nil {
		t.Fatal(err)
	}
	write()
	mode(sheet, 0o644)
}
