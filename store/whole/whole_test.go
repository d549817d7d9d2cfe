package whole_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/factwire/factwire/store/whole"
)

// TestWrite checks that a write that fails leaves the former file and nothing beside it.
func TestWrite(t *testing.T) {
	path := filepath.Join(t.TempDir(), "facts.csv")
	say := func(text string, err error) func(io.Writer) error {
		return func(w io.Writer) error {
			_, e := io.WriteString(w, text)
			return errors.Join(e, err)
		}
	}
	failed := errors.New("no more facts")
	for _, step := range []struct {
		text, want string
		err        error
	}{{"first", "first", nil}, {"half", "first", failed}, {"second", "second", nil}} {
		if err := whole.Write(path, say(step.text, step.err)); !errors.Is(err, step.err) {
			t.Fatalf("%s: %v", step.text, err)
		}
		if got, err := os.ReadFile(path); err != nil || string(got) != step.want {
			t.Fatalf("%s: the file reads %q, %v", step.text, got, err)
		}
		if all, err := os.ReadDir(filepath.Dir(path)); err != nil || len(all) != 1 {
			t.Fatalf("%s: the folder holds %v, %v", step.text, all, err)
		}
	}
}

// TestPath checks that an error names the file that was asked for, and not the one beside it.
func TestPath(t *testing.T) {
	path := filepath.Join(t.TempDir(), "none", "facts.csv")
	err := whole.Write(path, func(io.Writer) error { return nil })
	if !errors.Is(err, os.ErrNotExist) || !strings.Contains(err.Error(), path+":") {
		t.Fatalf("%v does not say that %s cannot be made", err, path)
	}
}
