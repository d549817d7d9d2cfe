package extractors_test

import (
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/jdkato/prose/v2"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors"
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/dates"
	namelayer "github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/internal/nlp"
	"github.com/factwire/factwire/extractors/lexicon"
)

// corpus returns the texts of the JSON lines that FACTWIRE_TEXTS names (one object a line, with "text"), else those of
// the bundled articles.
func corpus(tb testing.TB) (texts []string, bytes int) {
	tb.Helper()
	if name := os.Getenv("FACTWIRE_TEXTS"); name != "" {
		data, err := os.ReadFile(name)
		if err != nil {
			tb.Fatal(err)
		}
		for d := json.NewDecoder(strings.NewReader(string(data))); ; {
			var a struct{ Text string }
			if err := d.Decode(&a); err == io.EOF {
				return texts, bytes
			} else if err != nil {
				tb.Fatal(err)
			}
			texts, bytes = append(texts, a.Text), bytes+len(a.Text)
		}
	}
	files, err := filepath.Glob("../testdata/articles/*.txt")
	if err != nil || len(files) == 0 {
		tb.Fatalf("no articles found (%v)", err)
	}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			tb.Fatal(err)
		}
		_, text, _ := strings.Cut(strings.TrimPrefix(string(data), "---\n"), "---\n")
		texts = append(texts, text)
		bytes += len(text)
	}
	return texts, bytes
}

// BenchmarkStages reports megabytes and articles per second for each stage of the cascade, each with the stages
// below it done beforehand.
func BenchmarkStages(b *testing.B) {
	lex, err := lexicon.Load()
	if err != nil {
		b.Fatal(err)
	}
	reader, err := nlp.New()
	if err != nil {
		b.Fatal(err)
	}
	namer, err := namelayer.New(lex)
	if err != nil {
		b.Fatal(err)
	}
	dater, err := dates.New(lex)
	if err != nil {
		b.Fatal(err)
	}
	parser, err := clause.New(lex)
	if err != nil {
		b.Fatal(err)
	}
	texts, size := corpus(b)
	docs := make([]*nlp.Document, len(texts))
	found := make([]*namelayer.Result, len(texts))
	when := make([][]dates.Mention, len(texts))
	for i, t := range texts {
		docs[i] = reader.Read(t)
		found[i] = namer.Find(docs[i])
		when[i] = dater.Find(docs[i], "2023-05-24")
	}
	for _, stage := range []struct {
		name string
		run  func(i int)
	}{
		{"nlp", func(i int) { reader.Read(texts[i]) }},
		{"names", func(i int) { namer.Find(docs[i]) }},
		{"dates", func(i int) { dater.Find(docs[i], "2023-05-24") }},
		{"clauses", func(i int) { parser.Parse(docs[i], found[i], when[i]) }},
	} {
		b.Run(stage.name, func(b *testing.B) { measure(b, len(texts), size, stage.run) })
	}
}

// BenchmarkExtract reports the whole way from text to facts beside prose's own NewDocument with a shared model on
// the same texts in the same run, in processor time: megabytes a second and their ratio, allocations a token, and the memory in use at the end.
func BenchmarkExtract(b *testing.B) {
	lex, err := lexicon.Load()
	if err != nil {
		b.Fatal(err)
	}
	e, err := extractors.New(lex)
	if err != nil {
		b.Fatal(err)
	}
	texts, size := corpus(b)
	first, err := prose.NewDocument("Shared model.")
	if err != nil {
		b.Fatal(err)
	}
	start := cpuTime()
	for _, t := range texts {
		if _, err := prose.NewDocument(t, prose.UsingModel(first.Model)); err != nil {
			b.Fatal(err)
		}
	}
	peer := cpuTime() - start
	tokens := 0
	for _, t := range texts {
		tokens += len(e.Read(factwire.Article{Text: t}).Doc.Tokens)
	}
	var before, m runtime.MemStats
	runtime.ReadMemStats(&before)
	b.ResetTimer()
	start = cpuTime()
	measure(b, len(texts), size, func(i int) { e.Extract(factwire.Article{Text: texts[i], Published: "2023-05-24"}) })
	ours := (cpuTime() - start) / time.Duration(b.N)
	runtime.ReadMemStats(&m)
	b.ReportMetric(float64(peer)/float64(ours), "times-prose")
	b.ReportMetric(float64(size)/1e6/ours.Seconds(), "MB/cpu-s")
	b.ReportMetric(float64(m.Mallocs-before.Mallocs)/float64(b.N)/float64(tokens), "allocs/token")
	b.ReportMetric(float64(m.Sys)/1e6, "MB-from-system")
}

func measure(b *testing.B, n, size int, run func(int)) {
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for i := range n {
			run(i)
		}
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "articles/s")
}
