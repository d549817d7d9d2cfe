package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/factwire/factwire/configs"
	"github.com/factwire/factwire/extractors/lexicon"
	"github.com/factwire/factwire/pipeline/article/rule"
	"github.com/factwire/factwire/pipeline/fetch/source"
	"github.com/factwire/factwire/pipeline/watch/watchlist"
)

// TestConfigurationPage holds the tables of docs/configuration.md to the code: every key of the configuration and of a
// lexicon with its type, default and comment, and every list with the comment that stands over it in its file.
func TestConfigurationPage(t *testing.T) {
	const page = "../../docs/configuration.md"
	data, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	for _, part := range []struct{ name, want string }{
		{"configuration", keys(t, configs.Config{}, "../../configs", "Config", "")},
		{"source", keys(t, configs.Source{}, "../../configs", "Source", "") + keys(t, source.Source{}, "../../pipeline/fetch/source", "Source", "")},
		{"credentials", keys(t, source.Credentials{}, "../../pipeline/fetch/source", "Credentials", "") + keys(t, source.Secret{}, "../../pipeline/fetch/source", "Secret", "")},
		{"fetch", keys(t, source.Settings{}.Defaults(), "../../pipeline/fetch/source", "Settings", "")},
		{"pages", keys(t, rule.Rule{}, "../../pipeline/article/rule", "Rule", "")},
		{"watches", keys(t, watchlist.Watch{}, "../../pipeline/watch/watchlist", "Watch", "")},
		{"name", keys(t, lexicon.Name{}, "../../extractors/lexicon", "Name", "")},
		{"frame", keys(t, lexicon.Frame{}, "../../extractors/lexicon", "Frame", "")},
		{"lists", lists(t)},
	} {
		begin, end := "<!-- begin "+part.name+" -->\n", "<!-- end "+part.name+" -->"
		_, rest, ok1 := strings.Cut(text, begin)
		got, _, ok2 := strings.Cut(rest, end)
		if !ok1 || !ok2 {
			t.Fatalf("%s has no part %s", page, part.name)
		}
		head := "| key | type | default | meaning |\n|---|---|---|---|\n"
		if part.name == "lists" {
			head = "| list | what it is for |\n|---|---|\n"
		}
		want := head + part.want
		switch {
		case got == want:
		case *update:
			text = strings.Replace(text, begin+got+end, begin+want+end, 1)
		default:
			for _, row := range lacking(want, got) {
				t.Errorf("the table of %s in docs/configuration.md lacks the row ('make docs' writes it)\n%s", part.name, row)
			}
			for _, row := range lacking(got, want) {
				t.Errorf("the table of %s in docs/configuration.md has the row ('make docs' removes it)\n%s", part.name, row)
			}
			if len(lacking(want, got))+len(lacking(got, want)) == 0 {
				t.Errorf("the rows of the table of %s in docs/configuration.md stand in another order; 'make docs' mends it", part.name)
			}
		}
	}
	if *update {
		if err := os.WriteFile(page, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// lacking returns the lines of a that b does not have.
func lacking(a, b string) []string {
	has := map[string]bool{}
	for l := range strings.SplitSeq(b, "\n") {
		has[l] = true
	}
	var out []string
	for l := range strings.SplitSeq(a, "\n") {
		if !has[l] {
			out = append(out, l)
		}
	}
	return out
}

// keys writes a row for each YAML key of a struct: its type, the value that v has, and the field's comment.
func keys(t *testing.T, v any, dir, name, prefix string) string {
	comments := fieldComments(t, dir, name)
	var b strings.Builder
	value := reflect.ValueOf(v)
	for i := range value.NumField() {
		f := value.Type().Field(i)
		key, option, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		if key == "-" || option == "inline" {
			continue
		}
		if key == "" {
			t.Errorf("%s.%s has no YAML key", name, f.Name)
		}
		comment := comments[f.Name]
		if comment == "" {
			t.Errorf("%s.%s has no comment of its own", name, f.Name)
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", prefix+key, typeName(t, f.Type), defaultOf(value.Field(i)), cell(meaning(f.Name, comment)))
	}
	return b.String()
}

func typeName(t *testing.T, typ reflect.Type) string {
	switch {
	case typ.Kind() == reflect.Pointer:
		return typeName(t, typ.Elem())
	case typ == reflect.TypeFor[time.Duration]():
		return "duration"
	case typ.Kind() == reflect.Slice && typ.Elem().Kind() == reflect.Struct:
		return "list of maps"
	case typ.Kind() == reflect.Slice:
		return "list"
	case typ.Kind() == reflect.Struct:
		return "map"
	case typ.Kind() == reflect.String:
		return "text"
	case typ.Kind() == reflect.Bool:
		return "true or false"
	case typ.Kind() == reflect.Int:
		return "whole number"
	case typ.Kind() == reflect.Float64:
		return "number"
	}
	t.Errorf("there is no word for the type %s", typ)
	return ""
}

func defaultOf(v reflect.Value) string {
	switch {
	case v.Type() == reflect.TypeFor[time.Duration]() && v.Int() != 0:
		return time.Duration(v.Int()).String()
	case v.Kind() == reflect.Bool:
		return fmt.Sprint(v.Bool())
	case v.Kind() == reflect.Pointer && v.IsNil(), v.Kind() == reflect.Struct, v.Kind() == reflect.Slice, v.Kind() == reflect.String && v.Len() == 0:
		return "none"
	}
	return fmt.Sprint(v.Interface())
}

// fieldComments reads the comments of a struct's fields, above a field or behind it, as one line each.
func fieldComments(t *testing.T, dir, name string) map[string]string {
	out := map[string]string{}
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no Go file in %s (%v)", dir, err)
	}
	for _, file := range files {
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			spec, ok := n.(*ast.TypeSpec)
			if !ok || spec.Name.Name != name {
				return true
			}
			if s, ok := spec.Type.(*ast.StructType); ok {
				for _, field := range s.Fields.List {
					for _, id := range field.Names {
						out[id.Name] = strings.Join(strings.Fields(field.Doc.Text()+" "+field.Comment.Text()), " ")
					}
				}
			}
			return false
		})
	}
	return out
}

// meaning turns a field's comment into that of its key: "Store is the path" is "the path".
func meaning(field, comment string) string {
	for _, verb := range []string{" is ", " are ", ": "} {
		if rest, ok := strings.CutPrefix(comment, field+verb); ok {
			return rest
		}
	}
	rest, ok := strings.CutPrefix(comment, field+" ")
	if !ok {
		return comment
	}
	return rest
}

// cell escapes what would end a cell of a table.
func cell(s string) string {
	r := []rune(strings.ReplaceAll(s, "|", `\|`))
	if len(r) > 0 {
		r[0] = unicode.ToUpper(r[0])
	}
	return string(r)
}

// lists writes a row for each comment over lists of the lexicon files, with the lists that it is about: a list with no
// comment of its own belongs to that before it.
func lists(t *testing.T) string {
	files, err := filepath.Glob("../../configs/lexicon/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no lexicon file (%v)", err)
	}
	var b strings.Builder
	found := 0
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var names, comment []string
		flush := func() {
			if len(names) > 0 {
				fmt.Fprintf(&b, "| %s | %s |\n", strings.Join(names, ", "), cell(strings.Join(comment, " ")))
			}
			names, comment = nil, nil
		}
		inside := false
		for line := range bytes.Lines(data) {
			l := strings.TrimRight(string(line), "\n")
			switch {
			case l != "" && l[0] != ' ' && l[0] != '#':
				inside = l == "lists:"
			case !inside:
			case strings.HasPrefix(l, "  #"):
				if len(names) > 0 {
					flush()
				}
				comment = append(comment, strings.TrimSpace(strings.TrimPrefix(l, "  #")))
			case strings.HasPrefix(l, "  ") && l[2] != ' ' && l[2] != '-':
				name, _, ok := strings.Cut(l[2:], ":")
				if !ok {
					t.Fatalf("%s: no list in %q", file, l)
				}
				if len(comment) == 0 {
					t.Errorf("%s: list %s has no comment", file, name)
				}
				names = append(names, "`"+strings.Trim(name, `"'`)+"`")
				found++
			}
		}
		flush()
	}
	lex, err := lexicon.Load()
	if err != nil {
		t.Fatal(err)
	}
	if found != len(lex.Lists()) {
		t.Errorf("the files show %d lists, and the program has %d", found, len(lex.Lists()))
	}
	for _, name := range lex.Lists() {
		if !strings.Contains(b.String(), "`"+name+"`") {
			t.Errorf("list %s was not found in its file", name)
		}
	}
	return b.String()
}
