//go:build unix

package main

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/pipeline/watch"
	"github.com/factwire/factwire/store"
)

// listener hears what watches tell, and may kill who tells it before it answers.
type listener struct {
	mu    sync.Mutex
	keys  map[string]map[string]bool // fact and event to the keys with which they were told
	bent  error
	times int
	kill  *exec.Cmd // the next one to be killed; nil for none
}

func (l *listener) hear(data []byte) {
	l.mu.Lock()
	defer l.mu.Unlock()
	var b watch.Batch
	if err := json.Unmarshal(data, &b); err != nil {
		l.bent = fmt.Errorf("half a batch was told: %w: %s", err, data)
		return
	}
	for _, n := range b.News {
		what := n.ID + " " + string(n.Event)
		if l.keys[what] == nil {
			l.keys[what] = map[string]bool{}
		}
		l.keys[what][b.Key+" "+n.Key] = true
		l.times++
	}
}

func (l *listener) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	data, err := io.ReadAll(r.Body)
	if err != nil {
		return // it was killed while it spoke
	}
	l.hear(data)
	l.mu.Lock()
	c := l.kill
	l.kill = nil
	l.mu.Unlock()
	if c != nil {
		_ = c.Process.Kill()
		time.Sleep(2 * time.Millisecond)
	}
	w.WriteHeader(http.StatusNoContent)
}

// TestWatchKilled kills 'factwire watch' a hundred times, at any moment and while it tells, with facts that come in between. In the end each
// fact was told in each way, always with the same keys if more than once; the Atom file holds each once.
func TestWatchKilled(t *testing.T) {
	kills := 100
	if testing.Short() {
		kills = 12
	}
	dir := t.TempDir()
	l := &listener{keys: map[string]map[string]bool{}}
	server := httptest.NewServer(l)
	defer server.Close()
	config, path, said := filepath.Join(dir, "c.yaml"), filepath.Join(dir, "a.db"), filepath.Join(dir, "said.jsonl")
	text := fmt.Sprintf("store: a.db\nwatches:\n  - {name: acme, whom: [Acme], atom: acme.atom, webhook: %q, command: [sh, -c, 'cat >> \"$0\"', %q]}\n", server.URL, said)
	if err := os.WriteFile(config, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(5, 6))
	facts, killed := 0, 0
	facts += moreFacts(t, path, 0, 1)
	started := time.Now()
	output(t, "watch", "--quiet", "--config", config)
	took := time.Since(started)
	for run := 0; killed < kills; run++ {
		facts += moreFacts(t, path, facts, 1+rng.IntN(3))
		c := command(t, "watch", "--quiet", "--config", config, "--format", "jsonl")
		wait := time.Duration(rng.Int64N(int64(took) * 5 / 4))
		if run%3 == 0 { // it is killed between the webhook's hearing and its answer
			wait = time.Minute
		}
		l.mu.Lock() // it is not to be killed before it has started
		err := c.Start()
		if run%3 == 0 {
			l.kill = c
		}
		l.mu.Unlock()
		if err != nil {
			t.Fatal(err)
		}
		stop := time.AfterFunc(wait, func() { _ = c.Process.Kill() })
		err = c.Wait()
		if stop.Stop(); err != nil {
			killed++
		}
	}
	l.mu.Lock()
	l.kill = nil
	l.mu.Unlock()
	output(t, "watch", "--quiet", "--config", config)
	if out := output(t, "watch", "--quiet", "--config", config); len(out) > 0 {
		t.Errorf("with nothing new it tells %s", out)
	}
	if l.bent != nil {
		t.Error(l.bent)
	}
	if len(l.keys) != facts {
		t.Errorf("the webhook heard of %d facts, and there are %d", len(l.keys), facts)
	}
	for what, keys := range l.keys {
		if len(keys) != 1 {
			t.Errorf("%s was told with %d keys: %v", what, len(keys), keys)
		}
	}
	t.Logf("%d kills, %d facts, told %d times", killed, facts, l.times)
	if l.times < facts+kills/4 {
		t.Errorf("%d facts were told %d times: too few kills came while they were told", facts, l.times)
	}
	checkSaid(t, said, l)
	checkFeed(t, filepath.Join(dir, "acme.atom"), min(facts, 100))
}

// moreFacts puts some facts into the store, numbered from a number, as a run.
func moreFacts(t *testing.T, path string, from, n int) int {
	t.Helper()
	s, err := store.Open(path, store.Options{Wait: 5 * time.Second})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var entries []store.Entry
	for i := from; i < from+n; i++ {
		a := factwire.Article{ID: factwire.Hash("article", fmt.Sprint(i)), Text: fmt.Sprintf("Norway bars Acme%d.", i), Published: "2026-03-09", Origin: fmt.Sprint(i)}
		f := factwire.Fact{Kind: factwire.Ban, Status: factwire.Done, Who: []factwire.Entity{{Name: "Norway", Type: factwire.Country, Code: "NO"}}, Whom: []factwire.Entity{{Name: fmt.Sprintf("Acme%d", i), Type: factwire.Company}},
			What: "ban", Confidence: 0.9, Evidence: []factwire.Evidence{{Article: a.ID, Published: a.Published, Text: a.Text, End: len(a.Text), Rule: "test"}}}
		entries = append(entries, store.Entry{Article: a, Facts: []factwire.Fact{f}})
	}
	if _, err := s.Put(entries); err != nil {
		t.Fatal(err)
	}
	if _, err := s.AddRun(store.Run{Ended: "done"}); err != nil {
		t.Fatal(err)
	}
	return n
}

// checkSaid wants of the command's words that they are of all facts, with the keys that the webhook heard. A kill may have cut one short.
func checkSaid(t *testing.T, file string, l *listener) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	heard := &listener{keys: map[string]map[string]bool{}}
	for line := range strings.Lines(string(data)) {
		if json.Valid([]byte(line)) {
			heard.hear([]byte(line))
		}
	}
	for what, keys := range l.keys {
		if len(heard.keys[what]) != 1 {
			t.Errorf("the command heard %s with %d keys", what, len(heard.keys[what]))
		}
		for k := range heard.keys[what] {
			if !keys[k] {
				t.Errorf("the command heard %s with the key %s, the webhook with %v", what, k, keys)
			}
		}
	}
}

// checkFeed wants a feed of so many entries, none twice.
func checkFeed(t *testing.T, file string, want int) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var feed struct {
		Entries []struct {
			ID    string `xml:"id"`
			Title string `xml:"title"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal(data, &feed); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, e := range feed.Entries {
		if seen[e.ID] || seen[e.Title] {
			t.Errorf("the feed has %s twice", e.Title)
		}
		seen[e.ID], seen[e.Title] = true, true
	}
	if len(feed.Entries) != want {
		t.Errorf("the feed has %d entries, want %d", len(feed.Entries), want)
	}
}
