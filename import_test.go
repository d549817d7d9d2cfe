package factwire_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// outside is a program of another module that reads a text and keeps what it tells, by what a user of the module may rely on.
const outside = `package main

import (
	"fmt"
	"os"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors"
	"github.com/factwire/factwire/extractors/lexicon"
	"github.com/factwire/factwire/store"
	"github.com/factwire/factwire/store/merge"
	"github.com/factwire/factwire/store/query"
)

func main() {
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(path string) error {
	words, err := lexicon.Load()
	if err != nil {
		return err
	}
	engine, err := extractors.New(words)
	if err != nil {
		return err
	}
	a := factwire.Article{Published: "2026-03-11", Text: "Norway banned Velloria from its mobile networks on Tuesday."}
	a.ID = factwire.ArticleID(a.URL, a.Text)
	s, err := store.Open(path, store.Options{})
	if err != nil {
		return err
	}
	defer s.Close()
	if _, err := s.Put([]store.Entry{{Article: a, Facts: engine.Extract(a)}}); err != nil {
		return err
	}
	return s.Each(query.Query{Whom: []string{"Velloria"}}, func(f merge.Fact) error {
		_, err := fmt.Println(f.Kind, f.Who[0].Code, f.Whom[0].Name, f.When.Date)
		return err
	})
}
`

// TestImportable builds and runs a program of another module that imports this one.
func TestImportable(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds a program")
	}
	root, err := filepath.Abs(".")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	own, err := os.ReadFile("go.mod")
	if err != nil {
		t.Fatal(err)
	}
	sums, err := os.ReadFile("go.sum")
	if err != nil {
		t.Fatal(err)
	}
	// the same libraries in the same versions, so that nothing is to be fetched
	mod := strings.Replace(string(own), "module github.com/factwire/factwire", "module example.org/outside", 1) +
		"\nrequire github.com/factwire/factwire v0.0.0\n\nreplace github.com/factwire/factwire => " + root + "\n"
	for name, data := range map[string]string{"go.mod": mod, "go.sum": string(sums), "main.go": outside} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	run := exec.Command("go", "run", "-mod=mod", ".", filepath.Join(dir, "news.factwire"))
	run.Dir = dir
	run.Env = append(os.Environ(), "GOFLAGS=", "GOPROXY=off", "GOWORK=off")
	out, err := run.CombinedOutput()
	if err != nil || string(out) != "ban NO Velloria 2026-03-10\n" {
		t.Errorf("%v\n%s", err, out)
	}
}
