package store

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// TestClone backs a store up where files can share blocks: the copy is the store's very bytes, and sound.
func TestClone(t *testing.T) {
	dir := t.TempDir()
	s, err := Open(filepath.Join(dir, "s.factwire"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	try, err := os.Create(filepath.Join(dir, "try"))
	if err != nil {
		t.Fatal(err)
	}
	defer try.Close()
	if _, ok := s.cloneTo(try); !ok {
		t.Skip("the file system of TMPDIR cannot share blocks")
	}
	file := filepath.Join(dir, "copy.factwire")
	n, err := s.Backup(file)
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile(s.Path())
	if err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(file); err != nil || !bytes.Equal(got, want) || n != int64(len(want)) {
		t.Errorf("%d bytes, want the %d of the store (%v)", n, len(want), err)
	}
	r, err := Check(t.Context(), file, Options{})
	if err != nil || len(r.Problems) > 0 {
		t.Errorf("%v %v", r.Problems, err)
	}
}
