package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/factwire/factwire/pipeline"
)

func TestMeter(t *testing.T) {
	var b bytes.Buffer
	at := time.Date(2024, 5, 6, 7, 8, 9, 0, time.UTC)
	m := newMeter(&b, 1000, func() time.Time { return at })
	at = at.Add(2 * time.Second)
	m.bytes(500)
	m.articles(pipeline.Stats{Read: 9, Rejected: 1})
	m.bytes(250)
	m.done()
	for _, want := range []string{"10 articles, 5/s", "75%"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the bar lacks %q: %q", want, b.String())
		}
	}
	// off a terminal there is none
	var errs bytes.Buffer
	a := &app{err: &errs, now: time.Now, env: func(string) string { return "" }}
	silent := a.meter(1000)
	silent.bytes(1000)
	silent.articles(pipeline.Stats{Read: 1})
	silent.done()
	if errs.Len() > 0 {
		t.Errorf("a bar off a terminal: %q", errs.String())
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
