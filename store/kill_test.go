//go:build unix

package store_test

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/factwire/factwire/store"
)

// TestMain is the tests, or, in a child process, a run that the tests kill.
func TestMain(m *testing.M) {
	if path := os.Getenv("FACTWIRE_TEST_RUN"); path != "" {
		os.Exit(childRun(path))
	}
	os.Exit(m.Run())
}

const killArticles = 240

// killEntries are of many speakers, and of one whose quotes' terms leave the young value within the run.
func killEntries() []store.Entry {
	return append(fiction(1, killArticles-80), speeches(1, 80)...)
}

// childRun puts articles into a store, two at a time, and writes the numbers of those that the store acknowledged. With
// FACTWIRE_TEST_LIMIT, no file may grow beyond so many bytes: the disk is full.
func childRun(path string) int {
	if s := os.Getenv("FACTWIRE_TEST_LIMIT"); s != "" {
		limit, err := strconv.ParseUint(s, 10, 64)
		if err != nil {
			return 2
		}
		signal.Ignore(syscall.SIGXFSZ)
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: limit, Max: limit}); err != nil {
			return 2
		}
	}
	s, err := store.Open(path, store.Options{Wait: 5 * time.Second})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	entries := killEntries()
	for i := 0; i < len(entries); i += 2 {
		if _, err := s.Put(entries[i : i+2]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		fmt.Println(i + 1)
	}
	if _, err := s.AddRun(store.Run{Started: "2021-01-01T00:00:00Z", Ended: "done"}); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	if err := s.Close(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

func child(path string, env ...string) *exec.Cmd {
	c := exec.Command(os.Args[0])
	c.Env = append(append(os.Environ(), "FACTWIRE_TEST_RUN="+path), env...)
	return c
}

// acknowledged returns the number of articles that a child said are kept.
func acknowledged(out string) int {
	n := 0
	for line := range strings.Lines(out) {
		if v, err := strconv.Atoi(strings.TrimSpace(line)); err == nil && strings.HasSuffix(line, "\n") {
			n = max(n, v+1)
		}
	}
	return n
}

// kept fails the test unless a store is sound and holds all acknowledged articles, whole.
func kept(t *testing.T, path string, n int) {
	t.Helper()
	if _, err := os.Stat(path); err != nil && n == 0 {
		return
	}
	s, err := store.Open(path, store.Options{Wait: 5 * time.Second})
	if err != nil {
		t.Fatalf("after %d articles: %v", n, err)
	}
	for i, e := range killEntries()[:n] {
		_, ok, err := s.Article(e.Article.ID)
		facts, err2 := s.Observed(e.Article.ID)
		if err != nil || err2 != nil || !ok || len(facts) != len(e.Facts) {
			t.Fatalf("article %d of %d acknowledged ones is lost: %v %v", i, n, err, err2)
		}
	}
	s.Close()
	sound(t, path)
}

// completed runs a child to its end and compares the store with one that nobody disturbed.
func completed(t *testing.T, path, want string) {
	t.Helper()
	if out, err := child(path).CombinedOutput(); err != nil {
		t.Fatalf("the next run does not complete: %v\n%s", err, out)
	}
	s, err := store.Open(path, store.Options{Wait: 5 * time.Second})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if got := dump(t, s); got != want {
		t.Fatal("the store differs from one that nobody disturbed")
	}
}

func undisturbed(t *testing.T) string {
	s := newStore(t)
	put(t, s, killEntries()...)
	defer s.Close()
	return dump(t, s)
}

// TestKills kills runs at random moments (FACTWIRE_KILLS of them): no acknowledged article is lost, the store is sound, and the next run completes.
func TestKills(t *testing.T) {
	kills := 6
	if s := os.Getenv("FACTWIRE_KILLS"); s != "" {
		kills, _ = strconv.Atoi(s)
	}
	if testing.Short() {
		kills = 3
	}
	want := undisturbed(t)
	rng := rand.New(rand.NewPCG(9, 10))
	interrupted, lines := 0, 0
	path := ""
	for k := range kills {
		if k%5 == 0 { // five kills of one store, and then it must come to its end
			if path != "" {
				completed(t, path, want)
			}
			path = filepath.Join(t.TempDir(), "kill.factwire")
		}
		c := child(path)
		out, err := c.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		// wait for some acknowledgements, then for a moment
		var got strings.Builder
		r := bufio.NewReader(out)
		for range rng.IntN(killArticles / 3) {
			line, err := r.ReadString('\n')
			got.WriteString(line)
			if err != nil {
				break
			}
		}
		time.Sleep(time.Duration(rng.IntN(5000)) * time.Microsecond)
		if err := c.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		rest, _ := io.ReadAll(r)
		got.Write(rest)
		if c.Wait() != nil {
			interrupted++
		}
		n := acknowledged(got.String())
		lines += n
		kept(t, path, n)
	}
	completed(t, path, want)
	t.Logf("%d kills, %d of them before the end; %d articles acknowledged, none lost", kills, interrupted, lines)
	if interrupted < kills/2 {
		t.Error("too few runs were interrupted")
	}
}

// TestDiskFull lets the disk be full at one size after the other: the run ends with an error, and the store stays as the last
// acknowledged transaction left it.
func TestDiskFull(t *testing.T) {
	want := undisturbed(t)
	step := 256 << 10
	if s := os.Getenv("FACTWIRE_STEP"); s != "" { // bytes
		step, _ = strconv.Atoi(s)
	}
	if testing.Short() {
		step = 1 << 20
	}
	full, lines := 0, 0
	for limit := 4096; ; limit += step {
		path := filepath.Join(t.TempDir(), "full.factwire")
		var out, errs bytes.Buffer
		c := child(path, fmt.Sprintf("FACTWIRE_TEST_LIMIT=%d", limit))
		c.Stdout, c.Stderr = &out, &errs
		err := c.Run()
		n := acknowledged(out.String())
		if err == nil {
			break // there was room enough
		}
		full++
		lines += n
		if !strings.Contains(errs.String(), "store") {
			t.Errorf("limit %d: no clear message: %s", limit, errs.String())
		}
		kept(t, path, n)
		completed(t, path, want)
	}
	t.Logf("full at %d sizes; %d articles acknowledged, none lost", full, lines)
	if full == 0 {
		t.Error("the disk was never full")
	}
}
