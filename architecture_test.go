package factwire_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/factwire/factwire"

// TestImportTable holds ARCHITECTURE.md's import table against the code: every package stands in it, with the
// packages of this module and the modules of others that it imports, tests left out.
func TestImportTable(t *testing.T) {
	want := table(t)
	got := imports(t)
	for pkg, row := range got {
		w, ok := want[pkg]
		if !ok {
			t.Errorf("ARCHITECTURE.md's import table lacks the row\n%s", line(pkg, row))
			continue
		}
		if !slices.Equal(w.own, row.own) || !slices.Equal(w.other, row.other) {
			t.Errorf("ARCHITECTURE.md's import table must read\n%s", line(pkg, row))
		}
	}
	for pkg := range want {
		if _, ok := got[pkg]; !ok {
			t.Errorf("ARCHITECTURE.md's import table has a row of %s, which does not exist", pkg)
		}
	}
}

// row is what one package imports.
type row struct{ own, other []string }

func line(pkg string, r row) string {
	return "| `" + pkg + "` | " + strings.Join(r.own, ", ") + " | " + strings.Join(r.other, ", ") + " |"
}

// table reads the rows "| `package` | own | other |".
func table(t *testing.T) map[string]row {
	data, err := os.ReadFile("ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]row{}
	for _, l := range strings.Split(string(data), "\n") {
		cells := strings.Split(l, "|")
		if len(cells) != 5 || !strings.HasPrefix(strings.TrimSpace(cells[1]), "`") {
			continue
		}
		out[strings.Trim(strings.TrimSpace(cells[1]), "`")] = row{list(cells[2]), list(cells[3])}
	}
	if len(out) == 0 {
		t.Fatal("ARCHITECTURE.md has no import table")
	}
	return out
}

func list(cell string) []string {
	var out []string
	for _, s := range strings.Split(cell, ",") {
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}

func imports(t *testing.T) map[string]row {
	out := map[string]row{}
	err := filepath.WalkDir(".", func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".") && file != "." || strings.HasPrefix(d.Name(), "zz_")) {
			return fs.SkipDir
		}
		if !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		pkg := path.Clean(filepath.ToSlash(filepath.Dir(file)))
		if pkg == "." {
			pkg = "factwire"
		}
		r := out[pkg]
		for _, spec := range f.Imports {
			p := strings.Trim(spec.Path.Value, `"`)
			switch {
			case p == module:
				r.own = append(r.own, "factwire")
			case strings.HasPrefix(p, module+"/"):
				r.own = append(r.own, strings.TrimPrefix(p, module+"/"))
			case strings.Contains(strings.SplitN(p, "/", 2)[0], "."):
				r.other = append(r.other, p)
			}
		}
		slices.Sort(r.own)
		slices.Sort(r.other)
		r.own, r.other = slices.Compact(r.own), slices.Compact(r.other)
		out[pkg] = r
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(out) < 10 {
		t.Fatalf("only %d packages found", len(out))
	}
	return out
}

// TestLayers holds the rules behind the table: one package touches each library that the design
// keeps apart, and lower layers know nothing of higher ones.
func TestLayers(t *testing.T) {
	only := map[string]string{
		"github.com/jdkato/prose/v2":     "extractors/nlp",
		"github.com/PuerkitoBio/goquery": "pipeline/article/page",
		"go.etcd.io/bbolt":               "store",
		"github.com/goccy/go-yaml":       "configs/strict",
		"github.com/rs/zerolog":          "cmd/factwire",
		"github.com/spf13/cobra":         "cmd/factwire",
	}
	seen := map[string]bool{}
	for pkg, r := range imports(t) {
		for _, o := range r.other {
			for library, owner := range only {
				if o == library || strings.HasPrefix(o, library+"/") {
					seen[library] = true
					if pkg != owner {
						t.Errorf("%s imports %s, which belongs to %s", pkg, o, owner)
					}
				}
			}
		}
		for _, o := range r.own {
			low := strings.HasPrefix(pkg, "extractors") || strings.HasPrefix(pkg, "configs")
			if low && (strings.HasPrefix(o, "pipeline") || strings.HasPrefix(o, "store") || strings.HasPrefix(o, "cmd")) {
				t.Errorf("%s imports %s, which is above it", pkg, o)
			}
			if strings.HasPrefix(pkg, "store/merge") && o != "factwire" && !strings.HasPrefix(o, "store/") {
				t.Errorf("%s imports %s: merging is pure", pkg, o)
			}
		}
	}
	for library := range only {
		if !seen[library] {
			t.Errorf("no package imports %s", library)
		}
	}
}
