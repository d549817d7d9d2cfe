package main

import (
	"encoding/json"
	"maps"
	"reflect"
	"strings"

	"github.com/spf13/cobra"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/pipeline/schema"
	"github.com/factwire/factwire/pipeline/tabular"
	"github.com/factwire/factwire/pipeline/watch"
	"github.com/factwire/factwire/store"
	"github.com/factwire/factwire/store/merge"
)

// given is one form in which the program gives data to other programs.
type given struct {
	name  string
	where string       // which commands give it
	of    reflect.Type // nil for the sheet
}

// outputs are all of them.
func outputs() []given {
	return []given{
		{"fact", "a line of 'facts', 'export' and 'merge' with --format jsonl; a fact of the API", reflect.TypeFor[merge.Fact]()},
		{"observation", "a line of 'extract --format jsonl': a fact as one article tells it", reflect.TypeFor[factwire.Fact]()},
		{"change", "a line of 'diff --format jsonl'", reflect.TypeFor[store.Difference]()},
		{"news", "a line of 'watch --format jsonl'", reflect.TypeFor[watch.Line]()},
		{"batch", "what a watch's webhook and command get", reflect.TypeFor[watch.Batch]()},
		{"article", "a line of 'articles --format jsonl'", reflect.TypeFor[listedArticle]()},
		{"entry", "'articles ARTICLE --format jsonl': an article with what was observed in it", reflect.TypeFor[store.Entry]()},
		{"archived", "a line of 'export --format archive'", reflect.TypeFor[archived]()},
		{"annotation", "a line of 'annotate --format jsonl'", reflect.TypeFor[annotation]()},
		{"verdict", "a line of 'verdicts --format jsonl'", reflect.TypeFor[merge.Verdict]()},
		{"run", "a line of 'runs --format jsonl'", reflect.TypeFor[store.Run]()},
		{"rejected", "a line of 'runs --rejected --format jsonl'", reflect.TypeFor[store.Rejected]()},
		{"summary", "what 'ingest --summary' writes", reflect.TypeFor[runSummary]()},
		{"source", "a line of 'sources --format jsonl'", reflect.TypeFor[sourceLine]()},
		{"finding", "a line of 'doctor --format jsonl'", reflect.TypeFor[finding]()},
		{"report", "'check --format json'", reflect.TypeFor[store.Report]()},
		{"row", "a row of the CSV of 'facts', 'extract' and 'export': cells, all of them text", nil},
	}
}

// describe is the schema of an output.
func (o given) describe() map[string]any {
	s := map[string]any{}
	if o.of != nil {
		s = schema.Of(o.of)
	} else {
		var cells []any
		for _, name := range tabular.Header() {
			cells = append(cells, map[string]any{"title": name, "type": "string"})
		}
		s["type"], s["prefixItems"], s["items"], s["minItems"] = "array", cells, false, len(cells)
	}
	s["title"], s["description"] = o.name, o.where
	return s
}

func (a *app) schema() *cobra.Command {
	var names, lines []string
	for _, o := range outputs() {
		names = append(names, o.name)
		lines = append(lines, "  "+o.name+strings.Repeat(" ", 13-len(o.name))+o.where)
	}
	return &cobra.Command{
		Use:   "schema [OUTPUT]",
		Short: "Print the JSON Schema of what the program gives to other programs",
		Long: `Print the JSON Schema (draft 2020-12) of an output, or without a name one document with all of them under $defs:

` + strings.Join(lines, "\n") + `

Fields may be added in later versions of the program; none changes its meaning or goes within a major version. The API of 'serve' describes
itself under /api/openapi.json.`,
		Example:   "  factwire schema fact\n  factwire schema > factwire.schema.json",
		Args:      cobra.MaximumNArgs(1),
		ValidArgs: names,
		RunE: func(_ *cobra.Command, args []string) error {
			doc := map[string]any{"$schema": schema.Dialect}
			if len(args) > 0 {
				if err := oneOf("output", args[0], names); err != nil {
					return err
				}
			} else {
				doc["title"] = "What factwire gives to other programs"
			}
			defs := map[string]any{}
			for _, o := range outputs() {
				if len(args) > 0 && o.name == args[0] {
					maps.Copy(doc, o.describe())
				}
				defs[o.name] = o.describe()
			}
			if len(args) == 0 {
				doc["$defs"] = defs
			}
			enc := json.NewEncoder(a.out)
			enc.SetEscapeHTML(false)
			enc.SetIndent("", "  ")
			return enc.Encode(doc)
		},
	}
}
