//go:build linux && (amd64 || arm64)

package store

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestSparing wants the mapping of a store that is written to be watched by the system, so that pages are mapped one by one, and again
// when the file has grown out of what was mapped; and the store closed to watch no more.
func TestSparing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sparing.factwire")
	s, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for round := range 3 {
		for i := range 8 {
			if err := s.Reject(Rejected{Origin: fmt.Sprint(round, i), Error: strings.Repeat("x", 1<<16)}); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.update(func(*txn) error { return nil }); err != nil {
			t.Fatal(err)
		}
		if !s.sparing.active() {
			t.Skip("the system does not map pages one by one here")
		}
		if flags := flagsOf(t, path); !slices.Contains(flags, "uw") {
			t.Fatalf("round %d: the mapping has the flags %v, not that of what is watched", round, flags)
		}
		for i := range 8 {
			if err := s.Reject(Rejected{Origin: fmt.Sprint("more", round, i), Error: strings.Repeat("y", 1<<17)}); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if s.sparing.active() || s.sparing.watch != nil {
		t.Error("a closed store is watched")
	}
}

// flagsOf are the flags of the first mapping of a file, by smaps.
func flagsOf(t *testing.T, path string) []string {
	t.Helper()
	data, err := os.ReadFile("/proc/self/smaps")
	if err != nil {
		t.Skip(err)
	}
	_, of, found := strings.Cut(string(data), path)
	_, flags, told := strings.Cut(of, "VmFlags:")
	if !found || !told {
		t.Fatalf("%s is not mapped", path)
	}
	flags, _, _ = strings.Cut(flags, "\n")
	return strings.Fields(flags)
}
