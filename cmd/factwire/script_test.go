package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/factwire/factwire/store"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"factwire": main})
}

// TestScripts runs the command as a user would. A script's "code N command…" expects the exit code N.
func TestScripts(t *testing.T) {
	if testing.Short() {
		t.Skip("each of some two hundred commands loads the model anew, which the race detector makes ten times slower")
	}
	scripts, err := filepath.Glob("testdata/script/*.txt")
	if err != nil || len(scripts) == 0 {
		t.Fatalf("no scripts found (%v)", err)
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			e.Setenv("ROOT", root)
			e.Setenv("COLUMNS", "120")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"code": func(ts *testscript.TestScript, neg bool, args []string) {
				if neg || len(args) < 2 {
					ts.Fatalf("usage: code N command...")
				}
				want, err := strconv.Atoi(args[0])
				ts.Check(err)
				got := 0
				err = ts.Exec(args[1], args[2:]...)
				var exit *exec.ExitError
				if errors.As(err, &exit) {
					got = exit.ExitCode()
				} else if err != nil {
					ts.Fatalf("run %s: %v", args[1], err)
				}
				if got != want {
					ts.Fatalf("exit code %d, want %d", got, want)
				}
			},
			// big FILE N writes one line of N megabytes; bytes FILE "escaped" writes what Go's escapes mean
			"big": func(ts *testscript.TestScript, _ bool, args []string) {
				n, err := strconv.Atoi(args[1])
				ts.Check(err)
				ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Repeat("x", n<<20)), 0o644))
			},
			"bytes": func(ts *testscript.TestScript, _ bool, args []string) {
				s, err := strconv.Unquote(`"` + args[1] + `"`)
				ts.Check(err)
				ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(s), 0o644))
			},
			// append FILE FROM adds a line feed and what FROM holds
			"append": func(ts *testscript.TestScript, _ bool, args []string) {
				data := append([]byte(ts.ReadFile(args[0])), '\n')
				ts.Check(os.WriteFile(ts.MkAbs(args[0]), append(data, ts.ReadFile(args[1])...), 0o644))
			},
			// gzip FILE writes FILE.gz; cut FILE N leaves the first N per cent of it
			"gzip": func(ts *testscript.TestScript, _ bool, args []string) {
				data, err := os.ReadFile(ts.MkAbs(args[0]))
				ts.Check(err)
				var b bytes.Buffer
				z := gzip.NewWriter(&b)
				_, err = z.Write(data)
				ts.Check(err)
				ts.Check(z.Close())
				ts.Check(os.WriteFile(ts.MkAbs(args[0]+".gz"), b.Bytes(), 0o644))
			},
			// gunzip FILE.gz TO writes what it holds
			"gunzip": func(ts *testscript.TestScript, _ bool, args []string) {
				f, err := os.Open(ts.MkAbs(args[0]))
				ts.Check(err)
				defer f.Close()
				z, err := gzip.NewReader(f)
				ts.Check(err)
				data, err := io.ReadAll(z)
				ts.Check(err)
				ts.Check(os.WriteFile(ts.MkAbs(args[1]), data, 0o644))
			},
			"cut": func(ts *testscript.TestScript, _ bool, args []string) {
				data, err := os.ReadFile(ts.MkAbs(args[0]))
				ts.Check(err)
				n, err := strconv.Atoi(args[1])
				ts.Check(err)
				ts.Check(os.WriteFile(ts.MkAbs(args[0]), data[:len(data)*n/100], 0o644))
			},
		},
	})
}

// TestLocked holds a store open and runs the command beside it.
func TestLocked(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	a := &app{in: strings.NewReader(""), out: &strings.Builder{}, err: &strings.Builder{}, now: time.Now, env: func(string) string { return "" }}
	a.storePath = path
	s, err := a.openStore(false)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var errs strings.Builder
	b := &app{in: strings.NewReader(""), out: &strings.Builder{}, err: &errs, now: time.Now, env: func(string) string { return "" }}
	if code := b.run(context.Background(), []string{"facts", "--store", path}); code != exitLocked {
		t.Errorf("exit code %d, want %d: %s", code, exitLocked, errs.String())
	}
	if !strings.Contains(errs.String(), "in use") || !strings.Contains(errs.String(), "--lock-wait") {
		t.Errorf("message does not say what to do: %s", errs.String())
	}
}

// TestStoreAdvice wants of every error of a store what to do, and the exit code that scripts know it by.
func TestStoreAdvice(t *testing.T) {
	for _, c := range []struct {
		err  error
		want string
		code int
	}{
		{store.ErrLocked, "--lock-wait", exitLocked},
		{store.ErrMissing, "'factwire ingest'", exitError},
		{store.ErrForeign, "--store", exitCorrupt},
		{store.ErrOlder, "'factwire ingest' does so", exitError},
		{store.ErrNewer, "install the newer factwire", exitCorrupt},
		{store.ErrCorrupt, "restore a copy", exitCorrupt},
		{fs.ErrPermission, "a folder that you may write to", exitError},
		{fs.ErrNotExist, "make the folder first", exitError},
	} {
		err := storeAdvice(fmt.Errorf("store a.db %w", c.err))
		if !errors.Is(err, c.err) || !strings.Contains(err.Error(), c.want) || exitCode(err) != c.code {
			t.Errorf("%v: %q, exit code %d; want %q, %d", c.err, err, exitCode(err), c.want, c.code)
		}
	}
}
