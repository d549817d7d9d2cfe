package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/factwire/factwire/store"
)

// stored examines the store, its lock, its snapshot and its last run.
func (d *doctor) stored() {
	info, err := os.Stat(d.storePath)
	if errors.Is(err, fs.ErrNotExist) {
		if _, err := os.Stat(filepath.Dir(d.storePath)); errors.Is(err, fs.ErrNotExist) && d.storePath == d.config.Store {
			d.say(stateNote, "%s does not exist yet: the first 'factwire ingest' makes it, and its folder", d.storePath)
			return
		}
		d.say(stateNote, "%s does not exist yet: the first 'factwire ingest' makes it", d.storePath)
		if err := canWrite(d.storePath, "--store"); err != nil {
			d.fault(err)
		}
		return
	}
	s, err := store.Open(d.storePath, store.Options{ReadOnly: true})
	switch {
	case errors.Is(err, store.ErrLocked):
		d.name = "lock"
		d.say(stateNote, "%s", plain(err))
		d.name = "store"
		if s, err = store.Open(store.SnapshotFile(d.storePath), store.Options{ReadOnly: true}); err != nil {
			return
		}
	case errors.Is(err, store.ErrOlder):
		d.say(stateWarning, "%s", plain(storeAdvice(err)))
		return
	case err != nil:
		d.fault(storeAdvice(err))
		return
	default:
		d.leftLock()
		d.name = "store"
	}
	defer s.Close()
	c, err := s.Count()
	if err != nil {
		d.fault(storeAdvice(err))
		return
	}
	d.say(stateOK, "%s, %s: %s, %s, %s rejected", d.storePath, size(info.Size()), count(c.Articles, "article"), count(c.Facts, "fact"), count(c.Rejected, "input"))
	if f, err := os.OpenFile(d.storePath, os.O_RDWR, 0); err != nil {
		d.fault(storeAdvice(err))
	} else {
		f.Close()
	}
	d.snapshot(info)
	d.lastRun(s)
}

// leftLock tells of a lock that a killed run left, where nobody holds the store.
func (d *doctor) leftLock() {
	d.name = "lock"
	if data, err := os.ReadFile(d.storePath + ".lock"); err == nil {
		var who struct {
			PID     int    `json:"pid"`
			Command string `json:"command"`
			Since   string `json:"since"`
		}
		if json.Unmarshal(data, &who) == nil {
			d.say(stateNote, "nobody writes the store; %s (process %d, since %s) was killed, and the next run goes on", cmp.Or(who.Command, "a run"), who.PID, cmp.Or(who.Since, "an unknown time"))
			return
		}
	}
	d.say(stateOK, "nobody writes the store")
}

func (d *doctor) snapshot(info fs.FileInfo) {
	d.name = "snapshot"
	snap, err := os.Stat(store.SnapshotFile(d.storePath))
	switch {
	case err != nil:
		d.say(stateNote, "none: while a run writes, nobody can read the store")
	case info.ModTime().Sub(snap.ModTime()) > time.Minute:
		d.say(stateNote, "%s old, older than the store: those who read while a run writes see that", age(d.now().Sub(snap.ModTime())))
	default:
		d.say(stateOK, "as new as the store")
	}
}

func (d *doctor) lastRun(s *store.Store) {
	d.name = "last run"
	runs, err := s.Runs()
	switch {
	case err != nil:
		d.fault(err)
		return
	case len(runs) == 0:
		d.say(stateNote, "there was none")
		return
	}
	r := runs[0]
	started, err := time.Parse(time.RFC3339, r.Started)
	if err != nil {
		d.say(stateNote, "run %d, %s", r.Number, r.Ended)
		return
	}
	ago := age(d.now().Sub(started))
	switch {
	case started.After(d.now().Add(time.Minute)):
		d.say(stateWarning, "run %d began %s from now: the clock was ahead then, or is behind now", r.Number, age(started.Sub(d.now())))
	case r.Ended != "done" && r.Ended != "interrupted" && r.Ended != "running":
		d.say(stateWarning, "run %d, %s ago: %s", r.Number, ago, r.Ended)
	default:
		d.say(stateOK, "run %d, %s ago: %s, %d read, %d new, %d rejected", r.Number, ago, r.Ended, r.Read, r.Added, r.Rejected)
	}
}

// size words bytes.
func size(n int64) string {
	const unit = 1000
	value, i := float64(n), 0
	units := []string{"bytes", "KB", "MB", "GB", "TB"}
	for value >= unit && i < len(units)-1 {
		value /= unit
		i++
	}
	if i == 0 {
		return fmt.Sprintf("%d bytes", n)
	}
	return strings.TrimSuffix(fmt.Sprintf("%.1f", value), ".0") + " " + units[i]
}

// age words a length of time roughly.
func age(t time.Duration) string {
	const day = 24 * time.Hour
	switch {
	case t < time.Minute:
		return fmt.Sprintf("%d s", int(t.Seconds()))
	case t < 2*time.Hour:
		return fmt.Sprintf("%d min", int(t.Minutes()))
	case t < 2*day:
		return fmt.Sprintf("%d h", int(t.Hours()))
	}
	return fmt.Sprintf("%d days", int(t/day))
}
