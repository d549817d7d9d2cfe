package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// act is a command that writes, in a folder with the store s.db of the articles of old.
type act struct {
	name string
	args []string
	// outcome is what the command is for: bytes that tell whether it was done.
	outcome func(t *testing.T, dir string) []byte
	// acknowledged commands leave what was there before until they end well; the others may leave a part, which the next run completes.
	atomic bool
	// once is a command that does a second time what it did before.
	once bool
	base string // the folder of which the one that it works in is a copy
}

// TestFaults lets each call by which a command changes a file fail, or the command be killed there. Then it must say so, the store must be
// sound and hold all that it held, what is written must be whole, no temporary file may be left by a command that was not killed, and the
// command done once more must give what it gives undisturbed. One call of each command fails, and it is killed at another one; FACTWIRE_FAULTS
// is at how many both are done, spread over all that there are ("all" takes every one).
func TestFaults(t *testing.T) {
	if testing.Short() {
		t.Skip("commands are run some hundred times")
	}
	most := 0
	switch s := os.Getenv("FACTWIRE_FAULTS"); s {
	case "":
	case "all":
		most = 1 << 30
	default:
		n, err := strconv.Atoi(s)
		if err != nil {
			t.Fatalf("FACTWIRE_FAULTS is %q", s)
		}
		most = n
	}
	base := faultBase(t, 30, 30)
	// a run that reads takes some tenths of a second: it has two transactions, and no more in them than they need
	small := faultBase(t, 4, 18)
	facts := func(t *testing.T, dir string) []byte {
		return output(t, "export", "--format", "archive", "--store", filepath.Join(dir, "s.db"))
	}
	file := func(name string) func(*testing.T, string) []byte {
		return func(t *testing.T, dir string) []byte {
			data, err := os.ReadFile(filepath.Join(dir, name))
			if err != nil {
				t.Fatal(err)
			}
			return data
		}
	}
	id := firstFact(t, base)
	for _, a := range []act{
		{"ingest", []string{"ingest", "--quiet", "--store", "s.db", "new"}, facts, false, false, small},
		{"export", []string{"export", "--quiet", "--store", "s.db", "-o", "facts.csv"}, file("facts.csv"), true, false, base},
		{"sqlite", []string{"export", "--quiet", "--store", "s.db", "--format", "sqlite", "-o", "facts.sqlite"}, nil, true, false, base},
		{"report", []string{"report", "--quiet", "--store", "s.db", "-o", "report.html"}, nil, true, false, base},
		{"compact", []string{"compact", "--quiet", "--store", "s.db"}, facts, true, false, base},
		{"prune", []string{"prune", "--quiet", "--store", "s.db", "--before", "2021-06-01"}, facts, true, false, base},
		{"backup", []string{"backup", "--quiet", "--store", "s.db", "copy.db"}, nil, true, false, base},
		{"import", []string{"import", "--quiet", "--store", "s.db", "more.jsonl"}, facts, false, false, base},
		{"review", []string{"accept", "--quiet", "--by", "Ada", "--store", "s.db", id}, facts, true, true, base},
	} {
		t.Run(a.name, func(t *testing.T) { a.test(t, most) })
	}
}

// faultBase makes the folder from which a command starts: a store of so many old articles, and so many new ones.
func faultBase(t *testing.T, old, more int) string {
	t.Helper()
	dir := t.TempDir()
	all := manyArticles(t, old+more)
	for _, name := range []string{"old", "new"} {
		if err := os.Mkdir(filepath.Join(dir, name), 0o755); err != nil {
			t.Fatal(err)
		}
		from, to := 0, old
		if name == "new" {
			from, to = old, old+more
		}
		for n := from; n < to; n++ {
			file := fmt.Sprintf("%03d.txt", n)
			if err := os.Rename(filepath.Join(all, file), filepath.Join(dir, name, file)); err != nil {
				t.Fatal(err)
			}
		}
	}
	at := func(name string) string { return filepath.Join(dir, name) }
	output(t, "ingest", "--quiet", "--store", at("s.db"), at("old"))
	output(t, "ingest", "--quiet", "--store", at("more.db"), at("new"))
	output(t, "export", "--format", "archive", "--store", at("more.db"), "-o", at("more.jsonl"))
	for _, name := range []string{"more.db", "more.db.snapshot"} {
		if err := os.Remove(at(name)); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"facts.csv", "facts.sqlite", "report.html", "copy.db"} {
		if err := os.WriteFile(at(name), []byte("what stood here before\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func firstFact(t *testing.T, dir string) string {
	t.Helper()
	line, _, _ := bytes.Cut(output(t, "export", "--format", "jsonl", "--store", filepath.Join(dir, "s.db")), []byte("\n"))
	var f struct{ ID string }
	if err := json.Unmarshal(line, &f); err != nil {
		t.Fatal(err)
	}
	return f.ID
}

func (a act) test(t *testing.T, most int) {
	fresh := func() string {
		dir := filepath.Join(t.TempDir(), "work")
		if err := os.CopyFS(dir, os.DirFS(a.base)); err != nil {
			t.Fatal(err)
		}
		return dir
	}
	before := snapshotOf(t, a.base, a)
	whole := fresh()
	r := trace(t, whole, harm{}, a.args...)
	if r.exit != 0 || r.calls == 0 {
		t.Fatalf("undisturbed: exit code %d, %d calls\n%s", r.exit, r.calls, r.errs)
	}
	after := snapshotOf(t, whole, a)
	names := namesIn(t, whole)
	tried := 0
	rounds := min(max(most, 2), r.calls)
	for i := range rounds {
		at := 1 + (2*i+1)*r.calls/(2*rounds+1)
		if rounds == r.calls {
			at = 1 + i
		}
		for _, kill := range []bool{false, true} {
			if most == 0 && kill != (i%2 == 1) {
				continue
			}
			dir := fresh()
			got := trace(t, dir, harm{at: at, kill: kill}, a.args...)
			tried++
			where := fmt.Sprintf("call %d of %d (%s)", at, r.calls, got.failed)
			switch {
			case got.failed == "": // it made fewer calls this time
				continue
			case kill && got.exit != -1:
				t.Errorf("%s: killed, exit code %d", where, got.exit)
			case !kill && got.exit > 0 && !strings.HasPrefix(got.errs, "factwire: ") && !strings.HasPrefix(got.errs, `{"level":"error"`):
				t.Errorf("%s failed: no clear message: %s", where, got.errs)
			}
			checkWhole(t, filepath.Join(dir, "s.db"))
			now := snapshotOf(t, dir, a)
			if got.exit == 0 && !bytes.Equal(now, after) {
				t.Errorf("%s failed, the command ended well, and the outcome is not what it should be", where)
			}
			if a.atomic && !bytes.Equal(now, before) && !bytes.Equal(now, after) {
				t.Errorf("%s: neither what was there before nor what should be now is there (killed: %v)", where, kill)
			}
			if !kill {
				for _, name := range namesIn(t, dir) {
					if !slices.Contains(names, name) {
						t.Errorf("%s failed: %s is left behind", where, name)
					}
				}
			}
			if a.once && bytes.Equal(now, after) {
				continue
			}
			if again := trace(t, dir, harm{}, a.args...); again.exit != 0 {
				t.Errorf("%s: the next run ends with exit code %d: %s (killed: %v)", where, again.exit, again.errs, kill)
			} else if !bytes.Equal(snapshotOf(t, dir, a), after) {
				t.Errorf("%s: the next run does not give what an undisturbed one does (killed: %v)", where, kill)
			}
		}
	}
	t.Logf("%d calls change files; %d faults", r.calls, tried)
}

// moments are when a verdict was given.
var moments = regexp.MustCompile(`,"time":"[^"]*"`)

// snapshotOf is the outcome of a command; of a file whose bytes tell of the clock it is whether it is the old one.
func snapshotOf(t *testing.T, dir string, a act) []byte {
	t.Helper()
	if a.outcome != nil {
		data := bytes.ReplaceAll(a.outcome(t, dir), []byte(a.base), []byte("BASE"))
		return moments.ReplaceAll(bytes.ReplaceAll(data, []byte(dir), []byte("FOLDER")), nil)
	}
	data, err := os.ReadFile(filepath.Join(dir, a.args[len(a.args)-1]))
	if err != nil {
		t.Fatal(err)
	}
	if string(data) == "what stood here before\n" {
		return data
	}
	switch a.name {
	case "backup":
		checkWhole(t, filepath.Join(dir, "copy.db"))
	case "sqlite":
		if !bytes.HasPrefix(data, []byte("SQLite format 3\x00")) {
			t.Error("the file is no database of SQLite")
		}
	case "report":
		if !bytes.HasSuffix(bytes.TrimSpace(data), []byte("</html>")) {
			t.Error("the report is not whole")
		}
	}
	return []byte("new")
}

func namesIn(t *testing.T, dir string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}
