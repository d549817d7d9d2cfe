//go:build unix

package main

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/factwire/factwire/store"
)

// manyArticles writes n short articles, some of which tell of one thing, and returns their folder.
func manyArticles(t *testing.T, n int) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "articles")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for i := range n {
		text := fmt.Sprintf("---\npublished: 2021-03-05\nsite: Outlet %d\n---\nOn Tuesday Norway banned Acme%d from its ports. Sweden signed an agreement with Finland on trade in %d.\n", i%7, i, 1990+i%30)
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%03d.txt", i)), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// TestKill kills an ingest twenty times, each time after some of its transactions, which the file's time of change shows. After
// each kill the store is sound and holds whole articles only; the next run goes on where the last one was, and the export in the
// end is that of a run that was never killed.
func TestKill(t *testing.T) {
	kills := 20
	if testing.Short() {
		kills = 4
	}
	const articles = 400
	dir := t.TempDir()
	from := manyArticles(t, articles)
	export := func(path string) []byte { return output(t, "export", "--format", "jsonl", "--store", path) }
	whole := filepath.Join(dir, "whole.db")
	output(t, "ingest", "--store", whole, from)
	want := export(whole)
	rng := rand.New(rand.NewPCG(3, 4))
	killed, finished, middle := 0, 0, 0
	path := filepath.Join(dir, "killed0.db")
	for killed < kills {
		if killInTheMiddle(t, path, from, 1+rng.IntN(8)) {
			killed++
			if n := checkWhole(t, path); n > 0 && n < articles {
				middle++
			}
			continue
		}
		if got := export(path); !bytes.Equal(got, want) {
			t.Fatalf("after %d kills and a completing run the export differs from that of one run", killed)
		}
		finished++
		path = filepath.Join(dir, fmt.Sprintf("killed%d.db", finished))
	}
	if middle < kills/4 {
		t.Errorf("only %d of %d kills left some of the articles: they miss the middle of a run", middle, kills)
	}
	if _, err := os.Stat(path); err == nil {
		output(t, "ingest", "--quiet", "--store", path, from)
		if got := export(path); !bytes.Equal(got, want) {
			t.Error("after kills and a completing run the export differs from that of one run")
		}
	}
}

// killInTheMiddle starts an ingest and kills it when the store's file has changed so many times. It reports whether it
// did: the run may end before.
func killInTheMiddle(t *testing.T, path, from string, changes int) bool {
	t.Helper()
	cmd := command(t, "ingest", "--quiet", "--store", path, from)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	var last time.Time
	if info, err := os.Stat(path); err == nil {
		last = info.ModTime()
	}
	tick := time.NewTicker(200 * time.Microsecond)
	defer tick.Stop()
	for {
		select {
		case err := <-ended:
			if err != nil {
				t.Fatalf("the run ended by itself: %v\n%s", err, errs.Bytes())
			}
			return false
		case <-tick.C:
			info, err := os.Stat(path)
			if err != nil || info.ModTime().Equal(last) {
				continue
			}
			last = info.ModTime()
			if changes--; changes > 0 {
				continue
			}
			_ = cmd.Process.Kill() // it may have ended meanwhile, which Wait tells
			return <-ended != nil
		}
	}
}

// checkWhole wants a sound store, and returns how many articles it holds.
func checkWhole(t *testing.T, path string) int {
	t.Helper()
	if info, err := os.Stat(path); err != nil || info.Size() == 0 {
		return 0 // killed before the first page was written: the next run makes it
	}
	r, err := store.Check(t.Context(), path, store.Options{})
	if err != nil {
		t.Fatalf("after a kill: %v", err)
	}
	if len(r.Problems) > 0 {
		t.Fatalf("after a kill: %s", strings.Join(r.Problems, "; "))
	}
	s, err := store.Open(path, store.Options{ReadOnly: true})
	if err != nil {
		t.Fatalf("after a kill: %v", err)
	}
	defer s.Close()
	n := 0
	err = s.Articles(func(e store.Entry) error {
		n++
		if len(e.Facts) == 0 {
			return fmt.Errorf("article %s is there, its facts are not", e.Article.Origin)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestSignals ends an ingest that waits for more input. What it read is kept, the exit code is the signal's, and one line
// says so.
func TestSignals(t *testing.T) {
	for _, c := range []struct {
		signal syscall.Signal
		code   int
	}{{syscall.SIGINT, 130}, {syscall.SIGTERM, 143}} {
		path := filepath.Join(t.TempDir(), "a.db")
		cmd := command(t, "ingest", "--store", path, "-")
		var out, errs bytes.Buffer
		cmd.Stdout, cmd.Stderr = &out, &errs
		in, err := cmd.StdinPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		// the pipe holds less than this, so that when it is written the first lines have been read
		line := `{"text":"Norway banned Acme%d in 2020.","title":"` + strings.Repeat("x", 1000) + `"}` + "\n"
		for i := range 300 {
			if _, err := fmt.Fprintf(in, line, i); err != nil {
				t.Fatal(err)
			}
		}
		if err := cmd.Process.Signal(c.signal); err != nil {
			t.Fatal(err)
		}
		err = cmd.Wait()
		in.Close()
		if got := cmd.ProcessState.ExitCode(); got != c.code {
			t.Errorf("%v: exit code %d (%v), want %d: %s", c.signal, got, err, c.code, errs.Bytes())
		}
		if s := errs.String(); !strings.Contains(s, "what was read so far is kept") || strings.Count(s, "\n") != 1 {
			t.Errorf("%v: message %q", c.signal, s)
		}
		if n := checkWhole(t, path); n == 0 || !strings.Contains(out.String(), fmt.Sprintf("%d new", n)) {
			t.Errorf("%v: %d articles kept; summary %q", c.signal, n, out.String())
		}
		if runs := output(t, "runs", "--format", "jsonl", "--store", path); !bytes.Contains(runs, []byte(`"ended":"interrupted"`)) {
			t.Errorf("%v: runs %s", c.signal, runs)
		}
	}
}

// TestNoPermission ingests into a folder, reads a store and writes an export where that is not allowed.
func TestNoPermission(t *testing.T) {
	dir := t.TempDir()
	article := filepath.Join(dir, "a.txt")
	if err := os.WriteFile(article, []byte("Norway banned Acme in 2020."), 0o644); err != nil {
		t.Fatal(err)
	}
	good := filepath.Join(dir, "good.db")
	output(t, "ingest", "--store", good, article)
	locked := filepath.Join(dir, "locked")
	if err := os.Mkdir(locked, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(locked, "secret.txt"), []byte("x"), 0o000); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(locked, 0o555); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(locked, 0o755) })
	for _, c := range []struct {
		args []string
		code int
		want []string
	}{
		{[]string{"ingest", "--store", filepath.Join(locked, "a.db"), article}, 1, []string{"locked/a.db", "may not be read", "--store"}},
		{[]string{"extract", filepath.Join(locked, "secret.txt")}, 3, []string{"secret.txt", "may not be read"}},
		{[]string{"export", "--store", good, "-o", filepath.Join(locked, "x.csv")}, 1, []string{"locked/x.csv", "may not be read", "-o"}},
	} {
		cmd := command(t, c.args...)
		if os.Geteuid() == 0 {
			asNobody(t, cmd)
		}
		var errs bytes.Buffer
		cmd.Stderr = &errs
		err := cmd.Run()
		if got := cmd.ProcessState.ExitCode(); got != c.code {
			t.Errorf("%v: exit code %d (%v), want %d", c.args, got, err, c.code)
		}
		for _, w := range c.want {
			if !strings.Contains(errs.String(), w) {
				t.Errorf("%v: message %q lacks %q", c.args, errs.String(), w)
			}
		}
		if strings.Count(errs.String(), "\n") != 1 {
			t.Errorf("%v: message %q is not one line", c.args, errs.String())
		}
	}
	entries, err := os.ReadDir(locked)
	if err != nil || len(entries) != 1 {
		t.Errorf("the folder holds %v, %v", entries, err)
	}
}

// asNobody runs a command without the rights of root, to whom nothing is denied.
func asNobody(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	const nobody = 65534
	// the binary may lie where only root may go
	exe := filepath.Join(t.TempDir(), "factwire")
	in, err := os.Open(cmd.Path)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	out, err := os.OpenFile(exe, os.O_CREATE|os.O_WRONLY, 0o755)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(out, in); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	for dir := filepath.Dir(exe); strings.HasPrefix(dir, os.TempDir()+string(filepath.Separator)); dir = filepath.Dir(dir) {
		if err := os.Chmod(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	cmd.Path, cmd.Dir = exe, "/"
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
}

// TestKilledRun reads the store while the first run writes it, and kills that run: it has a row, and what it changed is told as new together
// with what the next one changes.
func TestKilledRun(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	cmd := command(t, "ingest", "--store", path, "-")
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	line := `{"text":"Norway banned Acme%d in 2020.","title":"` + strings.Repeat("x", 1000) + `"}` + "\n"
	for i := range 300 { // more than the pipe and the reader hold back
		if _, err := fmt.Fprintf(in, line, i); err != nil {
			t.Fatal(err)
		}
	}
	until(t, func() bool {
		_, err := os.Stat(store.SnapshotFile(path))
		return err == nil
	})
	if out := output(t, "facts", "--store", path); !bytes.Contains(out, []byte("Acme")) {
		t.Errorf("a reader beside the first run sees %s", out)
	}
	if out := output(t, "runs", "--store", path); !bytes.Contains(out, []byte("running")) {
		t.Errorf("a reader beside the first run sees the runs %s", out)
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // it was killed
	if out := output(t, "runs", "--format", "jsonl", "--store", path); !bytes.Contains(out, []byte(`"number":1`)) || !bytes.Contains(out, []byte(`"ended":"killed"`)) {
		t.Errorf("after the kill: runs %s", out)
	}
	article := filepath.Join(t.TempDir(), "b.txt")
	if err := os.WriteFile(article, []byte("Norway banned Boxly in 2021."), 0o644); err != nil {
		t.Fatal(err)
	}
	output(t, "ingest", "--store", path, article)
	if out := output(t, "runs", "--format", "jsonl", "--store", path); bytes.Count(out, []byte("\n")) != 2 || !bytes.Contains(out, []byte(`"number":2`)) || !bytes.Contains(out, []byte(`"ended":"killed"`)) {
		t.Errorf("after the next run: runs %s", out)
	}
	if out := output(t, "diff", "--store", path); !bytes.Contains(out, []byte("Acme")) || !bytes.Contains(out, []byte("Boxly")) {
		t.Errorf("what is new: %s", out)
	}
	output(t, "check", "--store", path)
}

// until waits for something, for a while.
func until(t *testing.T, done func() bool) {
	t.Helper()
	for range 1000 {
		if done() {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Fatal("it does not happen")
}
