package store

import (
	"bytes"
	"os"
	"strconv"
	"time"
)

const (
	// mostResident is how much of files a process may have in its memory while it writes, or walks over all facts: the pages of the store
	// that it reached, and its own program.
	mostResident = 80 << 20
	// mostOfAll is up to how much a process may have in its memory with that: one that needs little itself has room for more of the store, and pages
	// that stay need not be mapped again.
	mostOfAll = 224 << 20
	// between two looks at it, a transaction reaches a few megabytes.
	residentEvery = 2 * time.Millisecond
	// sparedEvery is how many groups a transaction comes to between two looks of its own: on a busy machine a look by the clock may be late.
	sparedEvery = 16
)

// spare gives the pages of the mapped file that transactions reached back to the system whenever they become many, until stop is called, which
// waits for it. The system maps sixteen pages for one that is reached, and keeps all as long as it has room: without it a process that
// writes or reads a large store has the whole file in its memory by the system's count. What is needed again is mapped again.
func (s *Store) spare() (stop func()) {
	if info, err := os.Stat(s.path); err != nil || info.Size() <= mostMapped {
		return func() {}
	}
	return s.keepBelow(mostResident, mostOfAll)
}

// keepBelow is spare for limits: of what is of files, and of all, of which the greater counts.
func (s *Store) keepBelow(most, ofAll int64) (stop func()) {
	statm, err := os.Open("/proc/self/statm")
	if err != nil {
		return func() {} // a system without it: memory alone is lost
	}
	end, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		defer statm.Close()
		tick := time.NewTicker(residentEvery)
		defer tick.Stop()
		for {
			select {
			case <-end:
				return
			case <-tick.C:
			}
			if many(statm, most, ofAll) {
				// The file may be longer than what is mapped, and behind the mapping lies the program's own memory: what a
				// transaction of one's own reaches is mapped for certain, and stays so until the transaction ends.
				_ = s.Release() // advice that is not taken costs memory alone
			}
		}
	}()
	return func() {
		close(end)
		<-ended
	}
}

// many reports whether so much is in memory that pages of the store are to be given back; the limits are those of keepBelow.
func many(statm *os.File, most, ofAll int64) bool {
	files, all := inMemory(statm)
	return files > max(most, ofAll-(all-files))
}

// leaving gives pages back before a commit, if the file is large: it comes to each page that it replaces once more, and nothing can look in between.
// Where pages are mapped one by one, those that it comes to are few, and most are there.
func (t *txn) leaving() {
	if t.Size() > mostMapped && (!t.s.sparing.active() || manyNow(mostResident, mostOfAll)) {
		t.release()
	}
}

// idle gives back what a transaction reached of a large file: until the next one nothing looks, and the program may need the memory for what it reads.
// Where pages are mapped one by one, a few megabytes may stay.
func (s *Store) idle() {
	if info, err := os.Stat(s.path); err == nil && info.Size() > mostMapped && (!s.sparing.active() || manyNow(mostResident, 0)) {
		_ = s.Release() // advice that is not taken costs memory alone
	}
}

// manyNow is many, of this process.
func manyNow(most, ofAll int64) bool {
	statm, err := os.Open("/proc/self/statm")
	if err != nil {
		return false // a system without it: memory alone is lost
	}
	defer statm.Close()
	return many(statm, most, ofAll)
}

// passed notes that the transaction came to one more group, and gives pages back as spare does, whoever has the processor.
func (t *txn) passed() {
	if t.groups++; t.groups%sparedEvery != 0 || t.Size() <= mostMapped {
		return
	}
	if manyNow(mostResident, mostOfAll) {
		t.release()
	}
}

// inMemory is how many bytes the process has in memory, and how many of these are of files; 0 if the system does not tell.
func inMemory(statm *os.File) (files, all int64) {
	buf := make([]byte, 128)
	n, _ := statm.ReadAt(buf, 0)
	fields := bytes.Fields(buf[:n]) // size, resident, shared, ...
	if len(fields) < 3 {
		return 0, 0
	}
	resident, err1 := strconv.ParseInt(string(fields[1]), 10, 64)
	shared, err2 := strconv.ParseInt(string(fields[2]), 10, 64)
	if err1 != nil || err2 != nil {
		return 0, 0
	}
	page := int64(os.Getpagesize())
	return shared * page, resident * page
}
