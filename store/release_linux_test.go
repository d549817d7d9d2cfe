package store

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unsafe"
)

// TestReleaseWithinMapping lets the file be longer than what of it is mapped: what is given back must end with the mapping, behind
// which lies the program's own memory.
func TestReleaseWithinMapping(t *testing.T) {
	path := filepath.Join(t.TempDir(), "mapped.factwire")
	s, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	from, to := mapped(t, path)
	if err := os.Truncate(path, int64(to-from)+1<<20); err != nil { // as a file is that grew, and of which no transaction needed the end yet
		t.Fatal(err)
	}
	err = s.view(func(tx *txn) error {
		pages := tx.pages()
		begin := uintptr(unsafe.Pointer(unsafe.SliceData(pages)))
		if end := begin + uintptr(len(pages)); len(pages) == 0 || begin < from || end > to {
			t.Errorf("%x to %x would be given back, and %x to %x is mapped", begin, end, from, to)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Release(); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Count(); err != nil {
		t.Errorf("the file cannot be read any more: %v", err)
	}
}

// TestSpare wants what is in memory of the file given back while a transaction holds it.
func TestSpare(t *testing.T) {
	path := filepath.Join(t.TempDir(), "spare.factwire")
	s, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for i := range 10 {
		if err := s.Reject(Rejected{Origin: fmt.Sprint(i), Error: strings.Repeat("x", 1<<16)}); err != nil {
			t.Fatal(err)
		}
	}
	err = s.update(func(*txn) error {
		if _, err := s.Rejects(); err != nil {
			return err
		}
		before := resident(t, path)
		if before == 0 {
			t.Error("nothing of the file is in memory")
		}
		stop := s.keepBelow(0, 0)
		for range 2000 {
			if resident(t, path) < before {
				break
			}
			time.Sleep(time.Millisecond)
		}
		stop()
		if after := resident(t, path); after >= before {
			t.Errorf("%d kB of the file are in memory, and %d kB were", after, before)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// resident is how many kB of a mapped file are in memory.
func resident(t *testing.T, path string) (kb int) {
	t.Helper()
	maps, err := os.ReadFile("/proc/self/smaps")
	if err != nil {
		t.Skip(err)
	}
	_, of, _ := strings.Cut(string(maps), path+"\n")
	_, of, _ = strings.Cut(of, "\nRss:")
	if _, err := fmt.Sscan(of, &kb); err != nil {
		t.Fatal(err)
	}
	return kb
}

// mapped returns where in memory a file lies.
func mapped(t *testing.T, path string) (from, to uintptr) {
	t.Helper()
	maps, err := os.ReadFile("/proc/self/maps")
	if err != nil {
		t.Skip(err)
	}
	for line := range strings.Lines(string(maps)) {
		if strings.HasSuffix(strings.TrimSpace(line), path) {
			if _, err := fmt.Sscanf(line, "%x-%x", &from, &to); err != nil {
				t.Fatal(err)
			}
			return from, to
		}
	}
	t.Fatalf("%s is not mapped", path)
	return 0, 0
}
