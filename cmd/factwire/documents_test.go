package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// This file holds the documents to the program. A fenced block says what it is:
//
//	console        commands behind "$ ", run in order by a shell in a folder of the document's own, and what they print
//	LANGUAGE FILE  a file that the reader writes, which the commands below it find
//	sh, ini, …     shown only; the factwire commands in it must be ones that there are, with flags that there are
//
// Such commands between backquotes in the text are held to the same. In what a command prints, a line "..." stands for any
// lines, and times of day and durations may differ. https://news.example is a server of the test.

// shownOnly are the languages of blocks that are neither run nor written.
const shownOnly = " sh ini crontab text json "

func documents(t *testing.T) []string {
	names, err := filepath.Glob("../../docs/*.md")
	if err != nil || len(names) == 0 {
		t.Fatalf("no document found (%v)", err)
	}
	return append(names, "../../README.md")
}

// TestDocuments runs the documents. With -update it writes what the commands print into them.
func TestDocuments(t *testing.T) {
	if testing.Short() {
		t.Skip("each of some dozens of commands loads the model anew, which the race detector makes ten times slower")
	}
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("no shell to run the commands with")
	}
	for _, name := range documents(t) {
		t.Run(filepath.Base(name), func(t *testing.T) {
			t.Parallel()
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			after := newReader(t).read(string(data))
			if *update && after != string(data) {
				if err := os.WriteFile(name, []byte(after), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// TestDocumentedCommands holds the commands that documents, files beside them and helps show to the commands and flags
// that there are.
func TestDocumentedCommands(t *testing.T) {
	files, err := filepath.Glob("../../docs/factwire.*")
	if err != nil || len(files) == 0 {
		t.Fatalf("no file beside the documents (%v)", err)
	}
	found := 0
	for _, name := range append(documents(t), files...) {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		fenced := !strings.HasSuffix(name, ".md")
		for i, line := range strings.Split(string(data), "\n") {
			if strings.HasPrefix(line, "```") {
				fenced = !fenced
				continue
			}
			if strings.HasPrefix(line, "#") {
				continue
			}
			if !fenced {
				line = strings.Join(quoted.FindAllString(line, -1), " ")
			}
			for _, words := range invocations(line) {
				found++
				if err := parses(words); err != nil {
					t.Errorf("%s:%d: factwire %s: %v", filepath.Base(name), i+1, strings.Join(words, " "), err)
				}
			}
		}
	}
	if found < 30 {
		t.Errorf("only %d commands found", found)
	}
	for _, c := range (&app{}).root().Commands() {
		for line := range strings.SplitSeq(c.Example, "\n") {
			for _, words := range invocations(line) {
				if err := parses(words); err != nil {
					t.Errorf("the help of %s: factwire %s: %v", c.Name(), strings.Join(words, " "), err)
				}
			}
		}
	}
	for _, slip := range []string{"factwire ingst x", "`factwire facts --kin ban`", "x | factwire extract --formt csv -"} {
		all := invocations(slip)
		if len(all) != 1 || parses(all[0]) == nil {
			t.Errorf("%q passes", slip)
		}
	}
}

// called finds where a line runs factwire: at its begin, behind a prompt, a path, the fields of a crontab or another command.
var called = regexp.MustCompile("(?:^ *|[`/|&;(] ?|\\$ |\\* +|[0-9] +)factwire ((?:[^`|&;>#'$]|'[^']*')+)")

// invocations returns the words behind each factwire of a line.
func invocations(line string) [][]string {
	var out [][]string
	for _, m := range called.FindAllStringSubmatch(line, -1) {
		if words := strings.Fields(strings.ReplaceAll(m[1], "'", "")); len(words) > 0 {
			out = append(out, words)
		}
	}
	return out
}

// quoted finds what prose shows as code.
var quoted = regexp.MustCompile("`[^`]+`")

// parses tells what is wrong with the command or its flags.
func parses(words []string) error {
	root := (&app{}).root()
	root.InitDefaultCompletionCmd()
	root.InitDefaultHelpCmd()
	c, rest, err := root.Find(words)
	if err != nil {
		return err
	}
	if c == root && !strings.HasPrefix(words[0], "-") {
		return fmt.Errorf("there is no command %q", words[0])
	}
	for i, w := range rest { // what stands for a value in prose is one
		rest[i] = strings.Trim(w, `"…,.:`)
	}
	c.InitDefaultHelpFlag()
	if err := c.ParseFlags(rest); err != nil && !strings.Contains(err.Error(), "invalid argument") {
		return err
	}
	return nil
}

// reader runs one document.
type reader struct {
	t   *testing.T
	dir string
	url string // of the server that stands for https://news.example
}

func newReader(t *testing.T) *reader {
	dir := t.TempDir()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"configs", "testdata", "docs", "Makefile"} {
		if err := os.Symlink(filepath.Join(root, name), filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	program, err := exec.LookPath("factwire")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "bin"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(program, filepath.Join(dir, "bin", "factwire")); err != nil {
		t.Fatal(err)
	}
	pages := http.FileServer(http.Dir("testdata/web"))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, ".xml") {
			data, err := os.ReadFile(filepath.Join("testdata/web", filepath.Base(r.URL.Path)))
			if err != nil {
				http.NotFound(w, r)
				return
			}
			w.Header().Set("Content-Type", "application/rss+xml")
			fmt.Fprint(w, strings.ReplaceAll(string(data), "https://news.example", "http://"+r.Host))
			return
		}
		pages.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	return &reader{t, dir, server.URL}
}

// read runs a document, and returns it with what its commands print now.
func (r *reader) read(text string) string {
	var out, block []string
	var info string
	inside := false
	for _, l := range strings.Split(text, "\n") {
		switch fence, ok := strings.CutPrefix(l, "```"); {
		case ok && !inside:
			inside, info, block = true, fence, nil
		case ok:
			inside = false
			block = r.block(info, block)
			out = append(append(out, block...), l)
			continue
		case inside:
			block = append(block, l)
			continue
		case strings.HasPrefix(l, "    "):
			r.t.Errorf("an indented block is not run: fence it: %s", l)
		}
		out = append(out, l)
	}
	if inside {
		r.t.Error("the last block is not closed")
	}
	return strings.Join(out, "\n")
}

func (r *reader) block(info string, block []string) []string {
	language, file, written := strings.Cut(info, " ")
	switch {
	case written:
		text := strings.Join(block, "\n") + "\n"
		path := filepath.Join(r.dir, file)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			r.t.Fatal(err)
		}
		if language == "yaml" {
			text = r.toServer(text)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			r.t.Fatal(err)
		}
	case language == "console":
		return r.session(block)
	case language == "" || !strings.Contains(shownOnly, " "+language+" "):
		r.t.Errorf("a block of %q is neither run nor written: name its language, of%sor console, or its file", info, shownOnly)
	}
	return block
}

// toServer names the test's server in a configuration: its address is a loopback one, which a source must allow, and it needs no pauses.
func (r *reader) toServer(text string) string {
	text = regexp.MustCompile(`(feed: "?)(https://news\.example[^",}\s]*)("?)`).ReplaceAllString(text, "${1}${2}${3}, allow: [127.0.0.0/8]")
	text = strings.ReplaceAll(text, "{contact:", "{every: 1us, contact:")
	return strings.ReplaceAll(text, "https://news.example", r.url)
}

// session runs the commands of a block, and returns it with what they print.
func (r *reader) session(block []string) []string {
	var out []string
	for i := 0; i < len(block); {
		line, ok := strings.CutPrefix(block[i], "$ ")
		if !ok {
			r.t.Errorf("a console block begins with %q, and not with \"$ \"", block[i])
			return block
		}
		out = append(out, block[i])
		var want []string
		for i++; i < len(block) && !strings.HasPrefix(block[i], "$ "); i++ {
			want = append(want, block[i])
		}
		got := r.run(line)
		if same(want, got) {
			out = append(out, want...)
			continue
		}
		if !*update {
			r.t.Errorf("$ %s\nprints\n%s\n\nand the document shows ('make docs' writes it)\n%s", line, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
		out = append(out, abridge(want, got)...)
	}
	return out
}

// run runs one command line, which must end well, and returns the lines that it prints.
func (r *reader) run(line string) []string {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	c := exec.CommandContext(ctx, "sh", "-c", line)
	c.Dir = r.dir
	c.Env = append(os.Environ(), "COLUMNS=100", "HOME="+r.dir, "TZ=UTC", "LC_ALL=C", "GO=:", "MAKEFLAGS=--no-print-directory", "USER=ada", "FACTWIRE_CONFIG=", "FACTWIRE_STORE=")
	data, err := c.CombinedOutput()
	if err != nil {
		r.t.Errorf("$ %s: %v", line, err)
	}
	text := strings.TrimRight(strings.ReplaceAll(string(data), r.url, "https://news.example"), "\n")
	if text == "" {
		return nil
	}
	lines := strings.Split(text, "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return lines
}

// varies are the parts of a line that another run prints otherwise.
var varies = regexp.MustCompile(`\d+\.\d s\b|\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(\.\d+)?Z?( +\d+\.\d\b)?|"seconds":[0-9.e-]+|port \d+`)

func masked(l string) string { return varies.ReplaceAllString(l, "~") }

// same compares what a document shows with what was printed.
func same(want, got []string) bool {
	if len(want) > 0 && want[0] == "..." {
		for skip := 0; skip <= len(got); skip++ {
			if same(want[1:], got[skip:]) {
				return true
			}
		}
		return false
	}
	if len(want) == 0 || len(got) == 0 {
		return len(want) == len(got)
	}
	return masked(want[0]) == masked(got[0]) && same(want[1:], got[1:])
}

// abridge leaves as many lines out of got as a document leaves out.
func abridge(want, got []string) []string {
	first, last := -1, -1
	for i, l := range want {
		if l == "..." {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	tail := len(want) - 1 - last
	if first < 0 || first+tail >= len(got) {
		return got
	}
	out := append([]string{}, got[:first]...)
	return append(append(out, "..."), got[len(got)-tail:]...)
}

// TestSame holds the comparison to what it lets pass.
func TestSame(t *testing.T) {
	for _, c := range []struct {
		want, got string
		same      bool
	}{
		{"a\nb", "a\nb", true}, {"a", "a\nb", false}, {"a\n...", "a\nb\nc", true}, {"...\nc", "a\nb\nc", true}, {"a\n...\nc", "a\nb", false},
		{"1 read (0.4 s)", "1 read (12.3 s)", true}, {"2 read (0.4 s)", "1 read (0.4 s)", false}, {"2026-01-02 10:20", "2026-11-24 01:02", true}, {"2026-01-02", "2026-01-03", false},
	} {
		if got := same(strings.Split(c.want, "\n"), strings.Split(c.got, "\n")); got != c.same {
			t.Errorf("%q and %q: %t", c.want, c.got, got)
		}
	}
}
