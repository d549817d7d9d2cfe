package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
	"unicode"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/pipeline"
	"github.com/factwire/factwire/pipeline/tabular"
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

func TestMark(t *testing.T) {
	e := factwire.Evidence{Start: 10, End: 40, Text: "Norway banned\nAcme Drones today", Spans: map[string][]factwire.Span{
		"who": {{10, 16}}, "cue": {{17, 23}}, "whom": {{24, 35}}, "what": {{17, 23}}, "odd": {{-5, 3}, {90, 99}, {41, 40}},
	}}
	if got, want := Mark(e, "[", "]"), "[Norway] [banned] [Acme Drones] today"; got != want {
		t.Errorf("marked %q, want %q", got, want)
	}
}

// FuzzMark marks any words of any text: without its marks the text is what it was, cleaned, and no span makes it fail.
func FuzzMark(f *testing.F) {
	f.Add("Norway banned Acme today.", 0, 6, 7, 13, 0)
	f.Add("“Åbo” \x1b[31m said", 2, 9, 3, 4, 0)
	f.Add("", -1, 5, 9, 2, 7)
	f.Fuzz(func(t *testing.T, text string, a, b, c, d, start int) {
		got := Mark(factwire.Evidence{Text: text, Start: start, End: start + len(text), Spans: map[string][]factwire.Span{"who": {{a, b}}, "cue": {{c, d}}}}, "\x01", "\x02")
		bare := func(s string) string {
			return strings.Map(func(r rune) rune {
				if unicode.IsSpace(r) || r < ' ' {
					return -1
				}
				return r
			}, s)
		}
		if text == strings.ToValidUTF8(text, "") && bare(got) != bare(tabular.Clean(text)) && !cuts(text, a-start, b-start, c-start, d-start) {
			t.Errorf("%q became %q", text, got)
		}
		if n := strings.Count(got, "\x01"); n != strings.Count(got, "\x02") {
			t.Errorf("marks of %q are not in pairs: %q", text, got)
		}
	})
}

// cuts reports whether an offset falls within a character, which no extractor gives.
func cuts(text string, offsets ...int) bool {
	for _, o := range offsets {
		if o > 0 && o < len(text) && text[o]&0xc0 == 0x80 {
			return true
		}
	}
	return false
}
