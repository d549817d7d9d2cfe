package factwire_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// heavy is what makes the linker keep every exported method of every type of every library, some five megabytes: what
// calls a method by a name that only the running program knows.
var heavy = regexp.MustCompile(`"(html|text)/template"|\.Set(Usage|Help|Version)Template\(|\.MethodByName\(|\.Method\(`)

// TestLean holds the code free of what would keep all methods in the program.
func TestLean(t *testing.T) {
	seen := 0
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		seen++
		if found := heavy.Find(data); found != nil {
			t.Errorf("%s has %s, by which the program keeps all methods of all libraries: pages are nodes, and a usage is written by code", path, found)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen < 300 {
		t.Errorf("only %d files were seen", seen)
	}
}
