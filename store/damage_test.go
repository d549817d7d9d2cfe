package store_test

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.etcd.io/bbolt"

	"github.com/factwire/factwire/store"
	"github.com/factwire/factwire/store/entity"
)

// sample writes a small store and returns its bytes.
func sample(t testing.TB) []byte {
	t.Helper()
	s := newStore(t)
	put(t, s, fiction(1, 80)...)
	put(t, s, fiction(2, 80)...) // replaces, so that there are free pages
	put(t, s, speeches(1, 70)...)
	if _, err := s.AddRun(store.Run{Started: "2021-01-01T00:00:00Z", Ended: "done"}); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	// most of a new file is room to grow, in which damage is none
	if _, _, err := store.Compact(t.Context(), s.Path(), store.Options{}); err != nil {
		t.Fatal(err)
	}
	if s, err := store.Open(s.Path(), store.Options{}); err != nil {
		t.Fatal(err)
	} else {
		put(t, s, fiction(4, 20)...) // leaves free pages
		s.Close()
	}
	data, err := os.ReadFile(s.Path())
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func write(t testing.TB, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "damaged.factwire")
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// contents is all that a file holds, or "" if it cannot be read.
func contents(path string) (all string) {
	defer func() {
		if recover() != nil {
			all = ""
		}
	}()
	db, err := bbolt.Open(path, 0o644, &bbolt.Options{ReadOnly: true})
	if err != nil {
		return ""
	}
	defer db.Close()
	var b bytes.Buffer
	err = db.View(func(tx *bbolt.Tx) error {
		return tx.ForEach(func(name []byte, bucket *bbolt.Bucket) error {
			b.Write(name)
			if string(name) != "verdicts" { // the number of the next one: where some may have been taken back, any is right
				b.Write(binary.BigEndian.AppendUint64(nil, bucket.Sequence()))
			}
			return bucket.ForEach(func(k, v []byte) error {
				b.Write(k)
				b.WriteByte(0)
				b.Write(v)
				return nil
			})
		})
	})
	if err != nil {
		return ""
	}
	return b.String()
}

// reported says whether a check finds fault with a file; a check that panics or fails otherwise fails the test.
func reported(t *testing.T, path string) bool {
	t.Helper()
	r, err := store.Check(t.Context(), path, store.Options{})
	if err != nil && !errors.Is(err, store.ErrCorrupt) && !errors.Is(err, store.ErrForeign) && !errors.Is(err, store.ErrNewer) && !errors.Is(err, store.ErrOlder) {
		t.Fatalf("check: %v", err)
	}
	return err != nil || len(r.Problems) > 0
}

// TestBitFlips flips one bit after the other: where that changes what the store holds, a check must say so, and no command may
// crash. Bits in free pages and in the unused ends of pages change nothing.
func TestBitFlips(t *testing.T) {
	data := sample(t)
	want := contents(write(t, data))
	if want == "" {
		t.Fatal("the sample cannot be read")
	}
	rng := rand.New(rand.NewPCG(3, 4))
	rounds := 150
	if testing.Short() {
		rounds = 40
	}
	live, found := 0, 0
	for range rounds {
		bit := rng.IntN(len(data) * 8)
		data[bit/8] ^= 1 << (bit % 8)
		path := write(t, data)
		fault := reported(t, path)
		// opening and reading must end in an error, if in any, of the store's own
		if s, err := store.Open(path, store.Options{ReadOnly: true}); err == nil {
			_, err = s.Facts(nil)
			if err != nil && !errors.Is(err, store.ErrCorrupt) {
				t.Errorf("bit %d: read: %v", bit, err)
			}
			s.Close()
		}
		// a structure that a check calls broken may not be walked by the database, which could hang
		if fault || contents(path) != want {
			live++
			if fault {
				found++
			} else {
				t.Errorf("bit %d of byte %d of page %d changes the store, and a check does not see it", bit%8, bit/8%4096, bit/8/4096)
			}
		}
		data[bit/8] ^= 1 << (bit % 8)
	}
	t.Logf("%d flips: %d touch what is kept, %d of them found", rounds, live, found)
	if live == 0 {
		t.Error("no flip touched anything")
	}
}

func TestTruncation(t *testing.T) {
	data := sample(t)
	want := contents(write(t, data))
	rng := rand.New(rand.NewPCG(5, 6))
	cut := 0
	for i := range 100 {
		n := rng.IntN(len(data))
		if i < 20 {
			n = i * 4096 // whole pages
		}
		if n == 0 {
			continue // an empty file becomes a store
		}
		path := write(t, data[:n])
		if !reported(t, path) {
			if contents(path) != want { // but for room at the end that no page takes
				t.Errorf("cut to %d of %d bytes, and a check does not see it", n, len(data))
			}
			continue
		}
		cut++
		if s, err := store.Open(path, store.Options{ReadOnly: true}); err == nil {
			s.Close()
			t.Errorf("cut to %d of %d bytes, and it opens", n, len(data))
		}
		if s, err := store.Open(path, store.Options{}); err == nil {
			s.Close()
			t.Errorf("cut to %d bytes, and it opens for writing", n)
		}
		if after, err := os.ReadFile(path); err != nil || !bytes.Equal(after, data[:n]) {
			t.Errorf("cut to %d bytes, and opening changed the file (%v)", n, err)
		}
	}
	t.Logf("100 truncations: %d take live data away, all found", cut)
	if cut < 50 {
		t.Error("too few truncations touched anything")
	}
}

// TestPages overwrites whole pages with noise, zeros, and other pages.
func TestPages(t *testing.T) {
	data := sample(t)
	want := contents(write(t, data))
	rng := rand.New(rand.NewPCG(7, 8))
	for i := range 60 {
		broken := bytes.Clone(data)
		page := broken[4096*rng.IntN(len(data)/4096):][:4096]
		switch i % 3 {
		case 0:
			for j := range page {
				page[j] = byte(rng.Uint32())
			}
		case 1:
			clear(page)
		case 2:
			copy(page, data[4096*rng.IntN(len(data)/4096):][:4096])
		}
		path := write(t, broken)
		if !reported(t, path) && contents(path) != want {
			t.Errorf("round %d: a page was overwritten, and a check does not see it", i)
		}
		if s, err := store.Open(path, store.Options{}); err == nil {
			if _, err := s.Put(fiction(3, 5)); err != nil && !errors.Is(err, store.ErrCorrupt) {
				t.Errorf("round %d: write: %v", i, err)
			}
			s.Close()
		}
	}
}

func TestForeign(t *testing.T) {
	dir := t.TempDir()
	for name, c := range map[string]struct {
		path string
		want error
	}{
		"a directory": {dir, store.ErrForeign},
		"a text":      {write(t, []byte(strings.Repeat("a diary, no store\n", 1000))), store.ErrForeign},
		"a missing":   {filepath.Join(dir, "missing"), store.ErrMissing},
	} {
		if _, err := store.Open(c.path, store.Options{ReadOnly: true}); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	other := filepath.Join(dir, "other.db")
	db, err := bbolt.Open(other, 0o644, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Update(func(tx *bbolt.Tx) error { _, err := tx.CreateBucket([]byte("theirs")); return err }); err != nil {
		t.Fatal(err)
	}
	db.Close()
	if _, err := store.Open(other, store.Options{}); !errors.Is(err, store.ErrForeign) {
		t.Errorf("another program's database: %v", err)
	}
}

func TestLock(t *testing.T) {
	s := newStore(t)
	_, err := store.Open(s.Path(), store.Options{})
	if !errors.Is(err, store.ErrLocked) || !strings.Contains(err.Error(), "process") {
		t.Errorf("a second writer: %v", err)
	}
}

// TestMigrate opens a stored file of schema 1. Its facts are merged anew.
func TestMigrate(t *testing.T) {
	files, err := filepath.Glob("testdata/schema1.factwire.gz")
	if err != nil || len(files) == 0 {
		t.Fatalf("no stores of past schemas found (%v)", err)
	}
	for _, file := range files {
		data := unzip(t, file)
		path := write(t, data)
		if _, err := store.Open(path, store.Options{ReadOnly: true}); !errors.Is(err, store.ErrOlder) {
			t.Errorf("%s: a reader finds %v, want %v", file, err, store.ErrOlder)
		}
		s, err := store.Open(path, store.Options{})
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		facts, err := s.Facts(nil)
		if err != nil || len(facts) != 2 {
			t.Errorf("%s: %d facts, %v; want 2", file, len(facts), err)
		}
		for _, f := range facts {
			if f.Kind == "ban" && (f.Status != "reversed" || f.Articles != 3 || len(f.History) != 3) {
				t.Errorf("%s: the ban is %+v", file, f)
			}
		}
		runs, err := s.Runs()
		if err != nil || len(runs) != 1 || runs[0].Number != 1 {
			t.Errorf("%s: runs %+v, %v", file, runs, err)
		}
		rejects, err := s.Rejects()
		if err != nil || len(rejects) != 1 {
			t.Errorf("%s: rejected %+v, %v", file, rejects, err)
		}
		s.Close()
		sound(t, path)
		if kept, err := os.ReadFile(path + ".schema1"); err != nil || !bytes.Equal(kept, data) {
			t.Errorf("%s: the former file is not kept as it was (%v)", file, err)
		}
	}
}

// TestMigrate2 opens a stored file of schema 2: verdicts, aliases and runs are those of the program that wrote it, facts are
// merged anew, and what is read afterwards is linked to what was there.
func TestMigrate2(t *testing.T) {
	data := unzip(t, "testdata/schema2.factwire.gz")
	want, err := os.ReadFile("testdata/schema2.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	path := write(t, data)
	if _, err := store.Open(path, store.Options{ReadOnly: true}); !errors.Is(err, store.ErrOlder) {
		t.Errorf("a reader finds %v, want %v", err, store.ErrOlder)
	}
	s, err := store.Open(path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := unplaced.ReplaceAllString(dump(t, s), ""); got != string(want) {
		t.Errorf("the export changed:\n%s", cmp.Diff(string(want), got))
	}
	verdicts, err := s.Verdicts()
	if err != nil || len(verdicts) != 1 || verdicts[0].By != "Ada" {
		t.Errorf("verdicts %+v, %v", verdicts, err)
	}
	runs, err := s.Runs()
	if err != nil || len(runs) != 2 {
		t.Errorf("runs %+v, %v", runs, err)
	}
	rejects, err := s.Rejects()
	if err != nil || len(rejects) != 1 {
		t.Errorf("rejected %+v, %v", rejects, err)
	}
	more := fiction(4, 30)
	for i := range more {
		more[i].Article.Origin = "/more" + more[i].Article.Origin
	}
	put(t, s, more...)
	got := dump(t, s)
	s.Close()
	sound(t, path)
	if kept, err := os.ReadFile(path + ".schema2"); err != nil || !bytes.Equal(kept, data) {
		t.Errorf("the former file is not kept as it was (%v)", err)
	}
	fresh := newStore(t)
	if _, err := fresh.SetAliases(entity.Aliases{"Quantel Ltd": "Quantel"}); err != nil {
		t.Fatal(err)
	}
	put(t, fresh, more...)
	put(t, fresh, fiction(3, 30)...)
	if _, err := fresh.Judge(verdicts...); err != nil {
		t.Fatal(err)
	}
	if want := dump(t, fresh); got != want {
		t.Errorf("what was read after the migration is not linked to what was there:\n%s", cmp.Diff(want, got))
	}
}

// TestMigrate8 opens a stored file of schema 8, where groups lay in the order of their places, and the same one as if it were of schema 4, which knew
// no tallies. What comes in then is merged with what was there, and tallies are begun as groups change.
func TestMigrate8(t *testing.T) {
	data := unzip(t, "testdata/schema8.factwire.gz")
	for _, version := range []int{4, 8} {
		path := filepath.Join(t.TempDir(), "old.factwire")
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
		db, err := bbolt.Open(path, 0o644, nil)
		if err != nil {
			t.Fatal(err)
		}
		err = db.Update(func(tx *bbolt.Tx) error {
			return tx.Bucket([]byte("meta")).Put([]byte("version"), store.SealForTest([]byte("version"), version))
		})
		db.Close()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := store.Open(path, store.Options{ReadOnly: true}); !errors.Is(err, store.ErrOlder) {
			t.Errorf("a reader finds %v, want %v", err, store.ErrOlder)
		}
		s, err := store.Open(path, store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		put(t, s, reports(72, 28)...)
		got := dump(t, s)
		s.Close()
		sound(t, path)
		if n := tallies(t, path); n != 1 {
			t.Errorf("%d tallies, want 1", n)
		}
		fresh := newStore(t)
		put(t, fresh, fiction(3, 20)...)
		put(t, fresh, reports(0, 100)...)
		if want := dump(t, fresh); got != want {
			t.Errorf("schema %d: the export differs:\n%s", version, cmp.Diff(want, got))
		}
	}
}

// unplaced is what exports of past schemas do not tell: where articles were read, and the items of Wikidata.
var unplaced = regexp.MustCompile(`,"(origin|wikidata)":"[^"]*"`)

func unzip(t *testing.T, file string) []byte {
	t.Helper()
	in, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	z, err := gzip.NewReader(in)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestNewer(t *testing.T) {
	s := newStore(t)
	s.Close()
	db, err := bbolt.Open(s.Path(), 0o644, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *bbolt.Tx) error {
		return tx.Bucket([]byte("meta")).Put([]byte("version"), store.SealForTest([]byte("version"), 99))
	})
	db.Close()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.Open(s.Path(), store.Options{}); !errors.Is(err, store.ErrNewer) {
		t.Errorf("a newer schema: %v", err)
	}
}
