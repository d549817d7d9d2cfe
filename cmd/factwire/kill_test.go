package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/factwire/factwire/store"
)

// TestKill kills an ingest at moments spread over its run. After each kill the store opens and holds
// whole articles only: every article's observations are in the facts. The last run completes it, and the
// export is that of a run that was never killed.
func TestKill(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the command and starts it twenty times")
	}
	dir := t.TempDir()
	bin := filepath.Join(dir, "factwire")
	if out, err := exec.Command("go", "build", "-o", bin, ".").CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	articles := filepath.Join(dir, "articles")
	if err := os.Mkdir(articles, 0o755); err != nil {
		t.Fatal(err)
	}
	for i := range 400 {
		text := fmt.Sprintf("---\npublished: 2021-03-05\nsite: Outlet %d\n---\nOn Tuesday Norway banned Acme%d from its ports. Sweden signed an agreement with Finland on trade in %d.\n", i%7, i, 1990+i%30)
		if err := os.WriteFile(filepath.Join(articles, fmt.Sprintf("%03d.txt", i)), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	whole := run(t, bin, "ingest", "--store", filepath.Join(dir, "whole.db"), articles)
	_ = whole
	want := run(t, bin, "export", "--format", "jsonl", "--store", filepath.Join(dir, "whole.db"))
	path := filepath.Join(dir, "killed.db")
	rng := rand.New(rand.NewPCG(3, 4))
	for range 20 {
		cmd := exec.Command(bin, "ingest", "--quiet", "--store", path, articles)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(150+rng.IntN(400)) * time.Millisecond)
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		if _, err := os.Stat(path); os.IsNotExist(err) {
			continue
		}
		checkWhole(t, path)
	}
	run(t, bin, "ingest", "--store", path, articles)
	if got := run(t, bin, "export", "--format", "jsonl", "--store", path); !bytes.Equal(got, want) {
		t.Error("after kills and a completing run the export differs from that of one run")
	}
}

func run(t *testing.T, bin string, args ...string) []byte {
	t.Helper()
	var errs bytes.Buffer
	cmd := exec.Command(bin, args...)
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %v\n%s", args, err, errs.Bytes())
	}
	return out
}

func checkWhole(t *testing.T, path string) {
	t.Helper()
	s, err := store.Open(path, store.Options{ReadOnly: true})
	if err != nil {
		if info, statErr := os.Stat(path); statErr == nil && info.Size() == 0 {
			return // killed before the first page was written: the next run starts it
		}
		t.Fatalf("after a kill: %v", err)
	}
	defer s.Close()
	told := map[string]bool{}
	facts, err := s.Facts(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range facts {
		for _, e := range f.Evidence {
			told[e.Article] = true
		}
	}
	err = s.Articles(func(e store.Entry) error {
		if len(e.Facts) > 0 && !told[e.Article.ID] {
			return fmt.Errorf("article %s is there, its facts are not", e.Article.ID)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
