package pages_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"go.etcd.io/bbolt"

	"github.com/factwire/factwire/store/internal/pages"
)

func database(t testing.TB, n int) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a.db")
	db, err := bbolt.Open(path, 0o644, &bbolt.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	for round := range 3 {
		err := db.Update(func(tx *bbolt.Tx) error {
			for _, name := range []string{"a", "b", "empty"} {
				b, err := tx.CreateBucketIfNotExists([]byte(name))
				if err != nil {
					return err
				}
				for i := range n {
					if name == "empty" {
						break
					}
					if err := b.Put(fmt.Appendf(nil, "key %d %d", i*7919%n, round), make([]byte, i%900*(i%7))); err != nil {
						return err
					}
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func check(t testing.TB, data []byte, depth pages.Depth) error {
	t.Helper()
	path := filepath.Join(t.TempDir(), "b.db")
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	return pages.Check(path, depth)
}

func TestSound(t *testing.T) {
	for _, n := range []int{0, 1, 50, 3000} {
		for _, depth := range []pages.Depth{pages.Head, pages.Reached, pages.All} {
			if err := check(t, database(t, n), depth); err != nil {
				t.Errorf("%d keys, depth %d: %v", n, depth, err)
			}
		}
	}
}

func TestNoDatabase(t *testing.T) {
	for _, data := range [][]byte{{1}, make([]byte, 100_000), []byte("a text")} {
		if err := check(t, data, pages.Head); !errors.Is(err, pages.ErrForeign) {
			t.Errorf("%d bytes: %v", len(data), err)
		}
	}
}

// FuzzCheck overwrites bytes at random: there must be an answer, never a crash or a hang.
func FuzzCheck(f *testing.F) {
	sound := database(f, 40)
	f.Add(uint32(0), []byte{0})
	f.Add(uint32(4096+16), []byte{0xED})
	f.Add(uint32(2*4096+8), []byte{1, 0, 255, 255})
	f.Add(uint32(3*4096+10), []byte{200})
	f.Fuzz(func(t *testing.T, at uint32, noise []byte) {
		data := append([]byte(nil), sound...)
		copy(data[int(at)%len(data):], noise)
		err := check(t, data, pages.All)
		if err != nil && !errors.Is(err, pages.ErrDamaged) && !errors.Is(err, pages.ErrForeign) {
			t.Errorf("an error of neither kind: %v", err)
		}
	})
}
