package factwire_test

import (
	"flag"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/factwire/factwire/kind"
)

const module = "github.com/factwire/factwire"

var update = flag.Bool("update", false, "write the import table into ARCHITECTURE.md")

// TestImportTable holds ARCHITECTURE.md's import table against the code: every package stands in it, with the
// packages of this module and the modules of others that it imports, tests left out. With -update it writes the table, whose
// change is then to be judged by whoever reads it.
func TestImportTable(t *testing.T) {
	if *update {
		writeTable(t, imports(t))
	}
	want := table(t)
	got := imports(t)
	for pkg, row := range got {
		w, ok := want[pkg]
		if !ok {
			t.Errorf("ARCHITECTURE.md's import table lacks a row (go test -run ImportTable -update . writes it)\n%s", line(pkg, row))
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

// isRow holds for the rows of the table that name a package.
func isRow(l string) bool { return strings.HasPrefix(l, "| `") && strings.Count(l, "|") == 4 }

func writeTable(t *testing.T, all map[string]row) {
	data, err := os.ReadFile("ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	written := false
	for _, l := range strings.Split(string(data), "\n") {
		if !isRow(l) {
			out = append(out, l)
			continue
		}
		if written {
			continue
		}
		written = true
		for _, pkg := range slices.Sorted(maps.Keys(all)) {
			out = append(out, line(pkg, all[pkg]))
		}
	}
	if err := os.WriteFile("ARCHITECTURE.md", []byte(strings.Join(out, "\n")), 0o644); err != nil {
		t.Fatal(err)
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
		if !isRow(l) {
			continue
		}
		cells := strings.Split(l, "|")
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
		if d.IsDir() && (d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".") && file != ".") {
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
		"github.com/PuerkitoBio/goquery": "pipeline/internal/page",
		"go.etcd.io/bbolt":               "store",
		"github.com/goccy/go-yaml":       "configs/strict",
		"github.com/rs/zerolog":          "cmd/factwire",
		"github.com/spf13/cobra":         "cmd/factwire",
	}
	seen := map[string]bool{}
	all := imports(t)
	for pkg, r := range all {
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
			if strings.HasPrefix(pkg, "configs") && !slices.ContainsFunc(all[o].own, func(p string) bool { return len(all[p].own) > 0 }) {
				continue // the settings of a part, a package that rests on nothing of ours
			}
			if low && (strings.HasPrefix(o, "pipeline") || strings.HasPrefix(o, "store") || strings.HasPrefix(o, "cmd")) {
				t.Errorf("%s imports %s, which is above it", pkg, o)
			}
			if strings.HasPrefix(pkg, "store/merge") && o != "factwire" && o != "kind" && !strings.HasPrefix(o, "store/") {
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

// TestOptionalKinds holds what package kind promises: outside its descriptor and the package that reads it, no code names a kind that
// is read only where it is asked for, so that the next one needs none either.
func TestOptionalKinds(t *testing.T) {
	for _, d := range kind.All() {
		if !d.Optional {
			continue
		}
		err := filepath.WalkDir(".", func(file string, f fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if f.IsDir() && (f.Name() == "testdata" || strings.HasPrefix(f.Name(), ".") && file != "." || file == filepath.Join("extractors", "internal", string(d.Name))) {
				return fs.SkipDir
			}
			if ext := filepath.Ext(file); ext != ".go" && ext != ".js" && ext != ".css" {
				return nil
			}
			data, err := os.ReadFile(file)
			if err == nil && strings.Contains(strings.ToLower(string(data)), string(d.Name)) {
				t.Errorf("%s names the kind %s", file, d.Name)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}
