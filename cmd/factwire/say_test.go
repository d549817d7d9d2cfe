package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

func TestMeter(t *testing.T) {
	var b, errs bytes.Buffer
	at := time.Date(2024, 5, 6, 7, 8, 9, 0, time.UTC)
	a := &app{err: &errs, now: func() time.Time { return at }, env: func(string) string { return "" }}
	m := a.meter("ingest", "article", 1000)
	m.log, m.bar, m.width = nil, newBar(&b, "ingest", 1000, 100), 100
	m.work(1)
	if b.Len() > 0 {
		t.Errorf("a bar before the step is known to last: %q", b.String())
	}
	at = at.Add(2 * time.Second)
	m.work(499)
	m.count(10)
	m.work(250)
	m.end()
	for _, want := range []string{"ingest: 10 articles, 5.0/s", "75%"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the bar lacks %q: %q", want, b.String())
		}
	}
	m.work(1) // of a worker that comes late
	if errs.Len() > 0 {
		t.Errorf("the log was told besides: %q", errs.String())
	}
}

// TestMeterOffATerminal wants a line of the log each minute, and nothing of a short step or with --quiet.
func TestMeterOffATerminal(t *testing.T) {
	for _, quiet := range []bool{false, true} {
		var errs bytes.Buffer
		at := time.Date(2024, 5, 6, 7, 8, 9, 0, time.UTC)
		a := &app{err: &errs, quiet: quiet, now: func() time.Time { return at }, env: func(string) string { return "" }}
		m := a.meter("ingest", "article", 1000)
		for range 150 {
			at = at.Add(time.Second)
			m.one()
		}
		m.end()
		if quiet {
			if errs.Len() > 0 {
				t.Errorf("told in spite of --quiet: %s", errs.String())
			}
			continue
		}
		for i, want := range []string{`"articles":60,"per_second":1,"percent":6,"left":"15m40s"`, `"articles":120,"per_second":1,"percent":12,"left":"14m40s"`} {
			lines := strings.Split(strings.TrimSpace(errs.String()), "\n")
			if len(lines) != 2 || !strings.Contains(lines[i], want) || !strings.Contains(lines[i], `"step":"ingest"`) {
				t.Fatalf("line %d lacks %s:\n%s", i, want, errs.String())
			}
		}
	}
}

// TestStoreMeter shows one step of the store after the other, and leaves none behind.
func TestStoreMeter(t *testing.T) {
	at := time.Date(2024, 5, 6, 7, 8, 9, 0, time.UTC)
	var errs bytes.Buffer
	a := &app{err: &errs, now: func() time.Time { return at }, env: func(string) string { return "" }}
	progress, end := a.storeMeter()
	for _, step := range []string{"migrate", "check"} {
		for i := range int64(100) {
			at = at.Add(time.Second)
			progress(step, i, 100)
		}
	}
	progress("check", 100, 100)
	end()
	if n := strings.Count(errs.String(), `"step":"migrate"`); n != 1 || strings.Count(errs.String(), `"step":"check"`) != 1 || !strings.Contains(errs.String(), `"percent":60,"left":"40s"`) {
		t.Errorf("%d lines of the first step:\n%s", n, errs.String())
	}
}

// full is a disk without room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, syscall.ENOSPC }

// TestResultsThatCannotBeWritten wants an error of every command that prints, whatever it prints with.
func TestResultsThatCannotBeWritten(t *testing.T) {
	dir := t.TempDir()
	article, path := filepath.Join(dir, "a.txt"), filepath.Join(dir, "a.db")
	if err := os.WriteFile(article, []byte("Norway banned Acme in 2020."), 0o644); err != nil {
		t.Fatal(err)
	}
	output(t, "ingest", "--store", path, article)
	id, _, _ := strings.Cut(strings.TrimPrefix(string(output(t, "facts", "--store", path, "--format", "jsonl")), `{"id":"`), `"`)
	for _, args := range [][]string{
		{"extract", article}, {"extract", "--format", "jsonl", article}, {"extract", "--format", "csv", article},
		{"annotate", article}, {"annotate", "--format", "jsonl", article}, {"explain", article},
		{"ingest", "--store", path, article}, {"facts", "--store", path}, {"facts", "--store", path, "--format", "csv"},
		{"show", "--store", path, id}, {"export", "--store", path}, {"export", "--store", path, "--format", "jsonl"},
		{"runs", "--store", path}, {"version"}, {"eval", "--articles", "../../testdata/articles", "../../testdata/gold"},
	} {
		var errs strings.Builder
		a := &app{in: strings.NewReader(""), out: full{}, err: &errs, now: time.Now, env: func(string) string { return "" }}
		if code := a.run(t.Context(), args); code != exitError || !strings.Contains(errs.String(), "no space left") {
			t.Errorf("%v: exit code %d, want %d: %q", args, code, exitError, errs.String())
		}
	}
}
