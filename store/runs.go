package store

import (
	"encoding/binary"
	"fmt"
	"os"
	"slices"
	"strings"
)

// Run is what one ingestion did.
type Run struct {
	Number    uint64         `json:"number"`
	Command   string         `json:"command,omitempty"`
	Started   string         `json:"started"`
	Seconds   float64        `json:"seconds"`
	Sources   []string       `json:"sources,omitempty"`
	Read      int            `json:"read"`
	Added     int            `json:"added"`
	Unchanged int            `json:"unchanged"`
	Replaced  int            `json:"replaced"`
	Rejected  int            `json:"rejected"`
	Facts     map[string]int `json:"facts,omitempty"` // observations by kind
	// BySource is what became of the articles of each source.
	BySource map[string]Outcomes `json:"by_source,omitempty"`
	Ended    string              `json:"ended"` // "done", "interrupted", "killed", "running" in a snapshot, or an error
}

// How a run ended, where no error tells it.
const (
	runKilled  = "killed"
	runRunning = "running"
)

// Outcomes are what became of some articles.
type Outcomes struct {
	Added     int `json:"added"`
	Unchanged int `json:"unchanged"`
	Replaced  int `json:"replaced"`
	Rejected  int `json:"rejected"`
}

// BeginRun says that a run is under way. Until AddRun says how it ended it stands in the list with what is known at its beginning: as
// "running" in snapshots that are written meanwhile, and as "killed" if it ends without a word.
func (s *Store) BeginRun(r Run) error {
	err := s.update(func(t *txn) error {
		if err := t.numberKilled(); err != nil {
			return err
		}
		r.Ended = runRunning
		return t.put(bucketMeta, keyRunning, r)
	})
	s.begun = err == nil
	return err
}

// AddRun keeps a run, as the one that made all changes since the run before it, and returns its number.
func (s *Store) AddRun(r Run) (uint64, error) {
	err := s.update(func(t *txn) error {
		if !s.begun {
			if err := t.numberKilled(); err != nil {
				return err
			}
		}
		if err := t.bucket(bucketMeta).Delete(keyRunning); err != nil {
			return err
		}
		n, err := t.bucket(bucketRuns).NextSequence()
		if err != nil {
			return err
		}
		r.Number = n
		return t.put(bucketRuns, number(n), r)
	})
	if err == nil {
		s.begun = false
	}
	return r.Number, err
}

// numberKilled gives a run that was killed the number that its changes have.
func (t *txn) numberKilled() error {
	var r Run
	known, err := t.get(bucketMeta, keyRunning, &r)
	if err != nil || !known {
		return err
	}
	if r.Number, err = t.bucket(bucketRuns).NextSequence(); err != nil {
		return err
	}
	r.Ended = runKilled
	if err := t.put(bucketRuns, number(r.Number), r); err != nil {
		return err
	}
	return t.bucket(bucketMeta).Delete(keyRunning)
}

// currentRun is the number that the run under way will get. Runs are told apart by number: a clock may jump.
func (t *txn) currentRun() (uint64, error) { return t.bucket(bucketRuns).Sequence() + 1, nil }

// isSnapshot reports whether what is open is a snapshot beside a store.
func (s *Store) isSnapshot() bool {
	of, ok := strings.CutSuffix(s.path, snapshotSuffix)
	if !ok {
		return false
	}
	_, err := os.Stat(of)
	return err == nil
}

// LastRun returns the number of the last run, or of the first of those before it that were killed: what changed since is what nobody was
// told of yet. It is 1 if there was none.
func (s *Store) LastRun() (uint64, error) {
	runs, err := s.Runs()
	if err != nil || len(runs) == 0 {
		return 1, err
	}
	i := 0
	for i+1 < len(runs) && (runs[i].Ended == runRunning || runs[i+1].Ended == runKilled) {
		i++
	}
	return runs[i].Number, nil
}

// Runs returns all runs, the newest first.
func (s *Store) Runs() ([]Run, error) {
	var out []Run
	err := s.view(func(t *txn) error {
		err := t.bucket(bucketRuns).ForEach(func(k, v []byte) error {
			var r Run
			if err := t.s.codec.OpenJSON(k, v, &r); err != nil {
				return fmt.Errorf("run %x: %w", k, err)
			}
			out = append(out, r)
			return nil
		})
		if err != nil {
			return err
		}
		var r Run
		known, err := t.get(bucketMeta, keyRunning, &r)
		if err != nil || !known {
			return err
		}
		if r.Number, err = t.currentRun(); err != nil {
			return err
		}
		if !s.begun && !s.isSnapshot() { // who writes would hold the lock
			r.Ended = runKilled
		}
		out = append(out, r)
		return nil
	})
	slices.Reverse(out)
	return out, err
}

// RunSince returns the number of the first run that started on a day (2020-10-23) or later. If none did, it is that of the run
// under way, so that nothing is new since.
func (s *Store) RunSince(day string) (uint64, error) {
	runs, err := s.Runs()
	if err != nil {
		return 0, err
	}
	first := uint64(1)
	if len(runs) > 0 {
		first = runs[0].Number + 1
	}
	for _, r := range runs {
		if r.Started >= day {
			first = min(first, r.Number)
		}
	}
	return first, nil
}

// Rejected is an input that was no article.
type Rejected struct {
	Origin string `json:"origin"`
	Title  string `json:"title,omitempty"`
	URL    string `json:"url,omitempty"`
	Reason string `json:"reason"`
	Error  string `json:"error"`
	Time   string `json:"time"`
	// Text is the beginning of an article that a paywall leaves.
	Text string `json:"text,omitempty"`
}

// Reject keeps why inputs are no articles, each under its origin, all of them in one transaction.
func (s *Store) Reject(all ...Rejected) error {
	if len(all) == 0 {
		return nil
	}
	return s.update(func(t *txn) error {
		for _, r := range all {
			key := rejectedKey(r.Origin)
			if t.bucket(bucketRejected).Get(key) == nil {
				c, err := t.count()
				if err != nil {
					return err
				}
				c.Rejected++
			}
			if err := t.put(bucketRejected, key, r); err != nil {
				return err
			}
		}
		return nil
	})
}

// rejectedKey is an origin as a key, which must not be empty or longer than the database takes.
func rejectedKey(origin string) []byte {
	const longest = 4096
	if origin == "" {
		origin = "-"
	}
	return []byte(origin[:min(len(origin), longest)])
}

// accepted forgets that an origin was rejected.
func (t *txn) accepted(origin string) error {
	key := rejectedKey(origin)
	if t.bucket(bucketRejected).Get(key) == nil {
		return nil
	}
	c, err := t.count()
	if err != nil {
		return err
	}
	c.Rejected--
	return t.bucket(bucketRejected).Delete(key)
}

// Rejects returns all rejected inputs, by origin.
func (s *Store) Rejects() ([]Rejected, error) {
	var out []Rejected
	err := s.view(func(t *txn) error {
		return t.bucket(bucketRejected).ForEach(func(k, v []byte) error {
			var r Rejected
			if err := t.s.codec.OpenJSON(k, v, &r); err != nil {
				return fmt.Errorf("rejected input %s: %w", k, err)
			}
			out = append(out, r)
			return nil
		})
	})
	return out, err
}

func parseNumber(key []byte) uint64 {
	if len(key) != 8 {
		return 0
	}
	return binary.BigEndian.Uint64(key)
}
