package main

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/factwire/factwire/pipeline/tabular"
)

// TestSchema holds what the program gives to other programs to what 'factwire schema' says of it: each output is made from the bundled
// articles, and all of it must be valid.
func TestSchema(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "in"), os.DirFS("../../testdata/articles")); err != nil {
		t.Fatal(err)
	}
	config := filepath.Join(dir, "c.yaml")
	text := "store: a.db\nsources: [{name: in, path: in}, {name: gone, feed: 'http://127.0.0.1:9/', allow: [127.0.0.0/8]}]\nfetch: {every: 1us, retries: -1}\nwatches: [{name: all, command: [sh, -c, 'cat >> said.jsonl']}]\n"
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("c.yaml", text)
	write("in/empty.txt", "")
	run := func(args ...string) []byte {
		t.Helper()
		c := command(t, append(args, "--config", config)...)
		c.Dir = dir
		var errs bytes.Buffer
		c.Stderr = &errs
		out, _ := c.Output() // some inputs fail, as they should
		if code := c.ProcessState.ExitCode(); code != exitDone && code != exitPartial {
			t.Fatalf("%v: %d\n%s", args, code, errs.Bytes())
		}
		return out
	}
	run("ingest", "--summary", "run.json")
	news := run("watch", "--format", "jsonl")
	first := firstOf(t, run("facts", "--format", "jsonl"))
	run("edit", first["id"].(string), "when=by 2031", "--why", "a test")
	article := firstOf(t, run("articles", "--format", "jsonl"))["id"].(string)
	sheet := run("export", "--format", "csv")
	given := map[string][]byte{
		"fact": run("export", "--format", "jsonl"), "observation": run("extract", "--format", "jsonl", "in/estonia-radio-masts.txt"), "change": run("diff", "--since", "1", "--format", "jsonl"),
		"news": news, "batch": read(t, dir, "said.jsonl"), "article": run("articles", "--format", "jsonl"), "entry": run("articles", article, "--format", "jsonl"),
		"archived": run("export", "--format", "archive"), "annotation": run("annotate", "--layer", "sentence,name,date,token", "--format", "jsonl", "in/estonia-radio-masts.txt"), "run": run("runs", "--format", "jsonl"),
		"rejected": run("runs", "--rejected", "--format", "jsonl"), "summary": read(t, dir, "run.json"), "source": run("sources", "--format", "jsonl"), "finding": run("doctor", "--format", "jsonl"), "report": run("check", "--format", "json"), "verdict": run("verdicts", "--format", "jsonl"), "row": rows(t, sheet),
	}
	var all struct {
		Defs map[string]any `json:"$defs"`
	}
	if err := json.Unmarshal(run("schema"), &all); err != nil {
		t.Fatal(err)
	}
	for name, lines := range given {
		s := object(t, run("schema", name))
		if s["$schema"] == nil || all.Defs[name] == nil {
			t.Errorf("%s: no schema", name)
		}
		n := 0
		for line := range bytes.Lines(lines) {
			n++
			var v any
			if err := json.Unmarshal(line, &v); err != nil {
				t.Fatalf("%s: %v: %s", name, err, line)
			}
			if wrong := fault(s, v); wrong != "" {
				t.Errorf("%s: %s: %s", name, wrong, line)
			}
			if o, ok := v.(map[string]any); ok {
				o["surprise"] = true
				if fault(s, o) == "" {
					t.Errorf("%s: a field that nobody knows is valid", name)
				}
			}
		}
		if n == 0 {
			t.Errorf("%s: there is none", name)
		}
		delete(all.Defs, name)
	}
	if len(all.Defs) > 0 {
		t.Errorf("nothing was held to %v", all.Defs)
	}
}

// TestSchemaOfEach wants an output in 'factwire schema' for each command that writes JSON.
func TestSchemaOfEach(t *testing.T) {
	var said strings.Builder
	for _, o := range outputs() {
		said.WriteString(o.where + "\n")
	}
	for _, c := range (&app{}).root().Commands() {
		f := c.Flags().Lookup("format")
		if f != nil && strings.Contains(f.Usage, "json") && !strings.Contains(said.String(), c.Name()) {
			t.Errorf("no schema tells what %s --format writes", c.Name())
		}
	}
}

func read(t *testing.T, dir, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func object(t *testing.T, data []byte) (out map[string]any) {
	t.Helper()
	if err := json.Unmarshal(data, &out); err != nil {
		t.Fatalf("%v: %s", err, data)
	}
	return out
}

func firstOf(t *testing.T, lines []byte) map[string]any {
	t.Helper()
	s := bufio.NewScanner(bytes.NewReader(lines))
	s.Buffer(nil, 1<<20)
	if !s.Scan() {
		t.Fatal("no line")
	}
	return object(t, s.Bytes())
}

// rows are a sheet's rows as JSON lines.
func rows(t *testing.T, sheet []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	for r := csv.NewReader(bytes.NewReader(sheet)); ; {
		row, err := r.Read()
		if err == io.EOF {
			return out.Bytes()
		}
		if err != nil {
			t.Fatal(err)
		}
		if err := enc.Encode(row); err != nil {
			t.Fatal(err)
		}
	}
}

// fault says what in a value is not as its schema says; empty if nothing. It knows the words that the program's schemas have.
func fault(schema any, value any) string {
	if schema == false {
		return "is too much"
	}
	s, _ := schema.(map[string]any)
	for word := range s {
		if !slices.Contains([]string{"$schema", "title", "description", "type", "enum", "format", "items", "prefixItems", "minItems", "maxItems", "properties", "required", "additionalProperties"}, word) {
			return "the schema has " + word
		}
	}
	switch v := value.(type) {
	case map[string]any:
		return faultOfObject(s, v)
	case []any:
		return faultOfList(s, v)
	case string:
		if all, ok := s["enum"].([]any); ok && !slices.Contains(all, value) {
			return fmt.Sprintf("%q is none of %v", v, all)
		}
		if _, err := time.Parse(time.RFC3339, v); s["format"] == "date-time" && err != nil {
			return v + " is no time"
		}
		return wanted(s, "string")
	case float64:
		if s["type"] == "integer" && v == math.Trunc(v) {
			return ""
		}
		return wanted(s, "number")
	case bool:
		return wanted(s, "boolean")
	}
	return wanted(s, "null")
}

func wanted(s map[string]any, is string) string {
	if s["type"] != nil && s["type"] != is {
		return fmt.Sprintf("is %s, and must be %v", is, s["type"])
	}
	return ""
}

func faultOfObject(s, v map[string]any) string {
	properties, _ := s["properties"].(map[string]any)
	for name, x := range v {
		of, known := properties[name]
		if !known {
			if of = s["additionalProperties"]; of == false {
				return name + " is unknown"
			}
		}
		if wrong := fault(of, x); wrong != "" {
			return name + ": " + wrong
		}
	}
	required, _ := s["required"].([]any)
	for _, name := range required {
		if _, ok := v[name.(string)]; !ok {
			return name.(string) + " is missing"
		}
	}
	return wanted(s, "object")
}

func faultOfList(s map[string]any, v []any) string {
	cells, _ := s["prefixItems"].([]any)
	for i, x := range v {
		of := s["items"]
		if i < len(cells) {
			of = cells[i]
		}
		if wrong := fault(of, x); wrong != "" {
			return fmt.Sprintf("%d: %s", i, wrong)
		}
	}
	if n, ok := s["minItems"].(float64); ok && len(v) < int(n) {
		return "is too short"
	}
	if n, ok := s["maxItems"].(float64); ok && len(v) > int(n) {
		return "is too long"
	}
	return wanted(s, "array")
}

// TestColumnsDocumented wants docs/spreadsheet.md to explain all columns of the sheet, in their order.
func TestColumnsDocumented(t *testing.T) {
	data, err := os.ReadFile("../../docs/spreadsheet.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, ok := strings.Cut(string(data), "| column | holds |\n")
	if !ok {
		t.Fatal("there is no table of columns")
	}
	var told []string
	for line := range strings.Lines(table) {
		if !strings.HasPrefix(line, "|") {
			break
		}
		cells := strings.Split(line, "|")
		for i, name := range strings.Split(cells[1], "`") {
			if i%2 == 1 {
				told = append(told, name)
			}
		}
	}
	if want := tabular.Header(); !slices.Equal(told, want) {
		t.Errorf("the document tells of the columns\n%v, and the sheet has\n%v", told, want)
	}
}
