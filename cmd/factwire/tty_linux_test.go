package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
	"unsafe"
)

// screen runs the command with a terminal as its standard output and error, of some columns and rows. Each of typed is written
// to the terminal once the text before it was printed. It returns what the terminal got and the exit code.
func screen(t *testing.T, columns, rows int, env []string, typed [][2]string, args ...string) (string, int) {
	t.Helper()
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Skipf("no terminals here: %v", err)
	}
	defer master.Close()
	control := func(request uintptr, value unsafe.Pointer) {
		t.Helper()
		if _, _, errno := syscall.Syscall(syscall.SYS_IOCTL, master.Fd(), request, uintptr(value)); errno != 0 {
			t.Fatalf("terminal: %v", errno)
		}
	}
	var unlock, number int32
	control(syscall.TIOCSPTLCK, unsafe.Pointer(&unlock))
	control(syscall.TIOCGPTN, unsafe.Pointer(&number))
	size := [4]uint16{uint16(rows), uint16(columns)}
	control(syscall.TIOCSWINSZ, unsafe.Pointer(&size))
	slave, err := os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	program, err := exec.LookPath("factwire")
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(program, args...)
	plain := slices.DeleteFunc(os.Environ(), func(e string) bool { return strings.HasPrefix(e, "PAGER=") || strings.HasPrefix(e, "FACTWIRE_PAGER=") })
	c.Env = append(plain, append([]string{"TERM=xterm", "COLUMNS=", "LINES=", "NO_COLOR=", "LESS=", "TZ=UTC", "FACTWIRE_CONFIG=", "FACTWIRE_STORE="}, env...)...)
	c.Stdin, c.Stdout, c.Stderr = slave, slave, slave
	c.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true} // Ctrl-C reaches all that run on the terminal
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	slave.Close()
	kill := time.AfterFunc(time.Minute, func() { c.Process.Kill() })
	defer kill.Stop()
	var got bytes.Buffer
	buffer := make([]byte, 4096)
	for {
		n, err := master.Read(buffer) // EIO once nobody has the terminal open
		got.Write(buffer[:n])
		if len(typed) > 0 && strings.Contains(got.String(), typed[0][0]) {
			if _, err := master.WriteString(typed[0][1]); err != nil {
				t.Fatal(err)
			}
			typed = typed[1:]
		}
		if err != nil {
			break
		}
	}
	code := 0
	if err := c.Wait(); err != nil {
		code = c.ProcessState.ExitCode()
	}
	return strings.ReplaceAll(got.String(), "\r\n", "\n"), code
}

// manyFacts is a store of more facts than a screen has rows, and its path.
func manyFacts(t *testing.T) string {
	t.Helper()
	if testing.Short() {
		t.Skip("each command loads the model anew, which the race detector makes ten times slower")
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "a.db")
	output(t, "ingest", "--store", path, "../../testdata/articles")
	return path
}

// fakePager is a pager that says so, and then prints what it is given.
func fakePager(t *testing.T, body string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "fake")
	if err := os.WriteFile(path, []byte("#!/bin/sh\necho PAGER \"$@\"\n"+body+"\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestPager lists facts on a terminal, with pagers of several kinds.
func TestPager(t *testing.T) {
	path := manyFacts(t)
	pager := fakePager(t, "cat")
	list := []string{"facts", "--quotes", "--store", path}
	few := append(list, "--limit", "3")
	for _, c := range []struct {
		name  string
		env   []string
		args  []string
		rows  int
		pager bool
	}{
		{"long", []string{"FACTWIRE_PAGER=" + pager}, list, 24, true},
		{"short", []string{"FACTWIRE_PAGER=" + pager}, few, 24, false},
		{"short but higher than the screen", []string{"FACTWIRE_PAGER=" + pager}, few, 3, true},
		{"PAGER", []string{"PAGER=" + pager}, list, 24, true},
		{"FACTWIRE_PAGER goes first", []string{"PAGER=" + pager, "FACTWIRE_PAGER=cat"}, list, 24, false},
		{"empty", []string{"PAGER=" + pager, "FACTWIRE_PAGER="}, list, 24, false},
		{"not there", []string{"FACTWIRE_PAGER=/nowhere/pager"}, list, 24, false},
		{"--no-pager", []string{"FACTWIRE_PAGER=" + pager}, append(list, "--no-pager"), 24, false},
		{"dumb", []string{"FACTWIRE_PAGER=" + pager, "TERM=dumb"}, list, 24, false},
		{"for a shell", []string{"FACTWIRE_PAGER=" + pager + " 'a b' | cat"}, list, 24, true},
		{"show", []string{"FACTWIRE_PAGER=" + pager}, []string{"show", "--store", path, firstID(t, path)}, 5, true},
		{"runs", []string{"FACTWIRE_PAGER=" + pager}, []string{"runs", "--store", path}, 2, true},
		{"diff", []string{"FACTWIRE_PAGER=" + pager}, []string{"diff", "--store", path}, 24, true},
		{"version", []string{"FACTWIRE_PAGER=" + pager}, []string{"version"}, 1, false},
	} {
		got, code := screen(t, 120, c.rows, c.env, nil, c.args...)
		if paged := strings.HasPrefix(got, "PAGER"); paged != c.pager || code != exitDone {
			t.Errorf("%s: paged %t, want %t; exit code %d\n%.300s", c.name, paged, c.pager, code, got)
		}
		if len(got) < 40 {
			t.Errorf("%s: the results are missing: %q", c.name, got)
		}
	}
	// a pager gets more than the fifty facts of a plain list, and what is told beside them comes when it is done
	got, _ := screen(t, 120, 24, []string{"FACTWIRE_PAGER=" + pager}, nil, list...)
	if n := strings.Count(got, "\n"); n < 100 {
		t.Errorf("the pager got %d lines", n)
	}
	got, _ = screen(t, 120, 24, []string{"FACTWIRE_PAGER=" + pager}, nil, append(list, "--limit", "40")...)
	if !regexp.MustCompile(`factwire: (40 of \d+|the first 40) facts; --limit 0 shows all\n$`).MatchString(got) {
		t.Errorf("the list ends with %q", got[max(0, len(got)-200):])
	}
}

// TestPagerIsLeft leaves the pager before it read all, and interrupts it: neither is a failure.
func TestPagerIsLeft(t *testing.T) {
	path := manyFacts(t)
	list := []string{"facts", "--quotes", "--store", path, "--format", "jsonl", "--limit", "0"} // more than a pipe holds
	got, code := screen(t, 120, 10, []string{"FACTWIRE_PAGER=" + fakePager(t, "head -n 2 | cut -c 1-20")}, nil, list...)
	if code != exitDone || !strings.Contains(got, `{"id":"`) || strings.Contains(got, "factwire:") {
		t.Errorf("left early: exit code %d, %q", code, got)
	}
	got, code = screen(t, 120, 10, []string{"FACTWIRE_PAGER=" + fakePager(t, "trap 'echo interrupted; exit 0' INT; echo READY; while :; do sleep 0.1; done")}, [][2]string{{"READY", "\x03"}}, list...)
	if code != exitDone || !strings.Contains(got, "interrupted") {
		t.Errorf("interrupted: exit code %d, %q", code, got)
	}
	got, code = screen(t, 120, 10, []string{"PAGER=nosuchpager 'x'"}, nil, "facts", "--store", path)
	if code != exitError || !strings.Contains(got, "the pager \"nosuchpager 'x'\" cannot be run: name another with PAGER, or give --no-pager") {
		t.Errorf("a shell finds no pager: exit code %d, %q", code, got)
	}
	// many articles whose reading nobody waits for any more
	got, code = screen(t, 120, 5, []string{"FACTWIRE_PAGER=" + fakePager(t, "head -n 1")}, nil, "explain", "../../testdata/articles")
	if code == exitUsage || strings.Count(got, "\n") > 5 {
		t.Errorf("explain: exit code %d, %q", code, got)
	}
	if _, err := exec.LookPath("less"); err != nil {
		t.Skip("no less here")
	}
	got, code = screen(t, 120, 10, []string{"PAGER=less"}, [][2]string{{"ID", "q"}}, "facts", "--quotes", "--store", path)
	if code != exitDone || strings.Contains(got, "factwire:") {
		t.Errorf("less: exit code %d, %q", code, got)
	}
}

// firstID is the id of the newest deadline.
func firstID(t *testing.T, path string) string {
	t.Helper()
	id, _, _ := strings.Cut(strings.TrimPrefix(string(output(t, "facts", "--store", path, "--kind", "deadline", "--format", "jsonl", "--limit", "1")), `{"id":"`), `"`)
	return id
}

// TestScreen looks at what a terminal gets that a file does not: marks in bold, days left, lines that end where the screen does.
func TestScreen(t *testing.T) {
	if testing.Short() {
		t.Skip("each command loads the model anew, which the race detector makes ten times slower")
	}
	dir := t.TempDir()
	path, article := filepath.Join(dir, "a.db"), filepath.Join(dir, "a.txt")
	text := "---\ntitle: Masts\nsite: The Fjord Courier\npublished: 2024-03-05\n---\nNorway banned Acme Drones from its airports. The operators must remove the masts of Acme Drones by 1 March 2090.\n" +
		"Norway must replace the radio masts of the coastal towns by 15 June 2023, and nobody in the coastal towns knows yet who is going to pay for them.\n"
	if err := os.WriteFile(article, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	output(t, "ingest", "--store", path, article)
	show := []string{"show", "--store", path, firstID(t, path)}
	const bold = "\x1b[1m"
	for _, c := range []struct {
		name       string
		env        []string
		args       []string
		has, lacks string
	}{
		{"show", nil, show, bold, "["},
		{"show", nil, show, " days", ""},
		{"NO_COLOR", []string{"NO_COLOR=1"}, show, "[", "\x1b"},
		{"dumb", []string{"TERM=dumb"}, show, "[", "\x1b"},
		{"evidence", nil, []string{"facts", "--store", path, "--evidence"}, bold + "Acme Drones", ""},
		{"diff", nil, []string{"diff", "--store", path}, "ban of Acme Drones", ""},
		{"explain", nil, []string{"explain", article}, "Acme Drones company", ""},
		{"annotate", nil, []string{"annotate", article}, "Acme Drones, company", ""},
		{"runs", nil, []string{"runs", "--store", path}, "done", ""},
		{"due", nil, []string{"facts", "--store", path, "--kind", "deadline"}, " days over", ""},
	} {
		for _, columns := range []int{40, 60, 80, 100, 200} {
			got, code := screen(t, columns, 100, append(c.env, "FACTWIRE_PAGER=cat"), nil, c.args...)
			words := strings.Join(strings.Fields(got), " ")
			if lacks := strings.ReplaceAll(got, bold, ""); code != exitDone || !strings.Contains(words, strings.TrimSpace(c.has)) || c.lacks == "[" && strings.Contains(strings.ReplaceAll(lacks, "\x1b[0m", ""), "[") || c.lacks == "\x1b" && strings.Contains(got, c.lacks) {
				t.Errorf("%s, %d columns: exit code %d, %q not in or %q in\n%q", c.name, columns, code, c.has, c.lacks, got)
			}
			for line := range strings.SplitSeq(strings.NewReplacer(bold, "", "\x1b[0m", "").Replace(got), "\n") {
				if n := len([]rune(line)); n > columns {
					t.Errorf("%s: a line of %d columns on a screen of %d: %q", c.name, n, columns, line)
				}
			}
		}
	}
	plain := string(output(t, show...)) + string(output(t, "facts", "--store", path))
	if strings.Contains(plain, "\x1b") || strings.Contains(plain, " days") {
		t.Errorf("off a terminal:\n%q", plain)
	}
}
