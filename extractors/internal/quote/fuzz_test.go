package quote_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/factwire/factwire/extractors/reading"
)

// FuzzExtract checks that no text makes the extractor panic, and that what it finds
// lies in the text, in order, with speakers and words.
func FuzzExtract(f *testing.F) {
	files, err := filepath.Glob("testdata/cases/*.txt")
	if err != nil || len(files) == 0 {
		f.Fatal("no seeds", err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, section := range strings.Split(string(data), "\n--- ") {
			f.Add(section)
		}
	}
	f.Add("“““ said ”””, according to “")
	f.Add("'''' \" \" X said \"")
	f.Add("“A goes on\n” said X, “B.”")
	r := load(f)
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 4096 {
			t.Skip()
		}
		last := -1
		for _, c := range r.quote.Extract(r.read(text)) {
			last = check(t, text, c, last)
		}
	})
}

func check(t *testing.T, text string, c reading.Candidate, last int) int {
	if c.Dropped == "" && (len(c.Fact.Who) == 0 || c.Fact.Confidence <= 0 || c.Fact.Confidence > 1) {
		t.Fatalf("fact without speaker or confidence: %+v", c.Fact)
	}
	if c.Fact.Form == "" || len(c.Fact.Evidence) == 0 {
		t.Fatalf("no form or evidence: %+v", c)
	}
	for _, e := range c.Fact.Evidence {
		if e.Start < 0 || e.Start >= e.End || e.End > len(text) || text[e.Start:e.End] != e.Text {
			t.Fatalf("evidence [%d, %d) of %d bytes", e.Start, e.End, len(text))
		}
		for key, spans := range e.Spans {
			at := e.Start
			for _, s := range spans {
				if s[0] < at || s[0] >= s[1] || s[1] > e.End {
					t.Fatalf("%s %v is out of order or outside [%d, %d)", key, s, e.Start, e.End)
				}
				at = s[1]
			}
		}
	}
	first := c.Fact.Evidence[0].Spans["what"]
	if len(first) == 0 || first[0][0] < last {
		t.Fatalf("candidates out of text order: %v after %d", first, last)
	}
	return first[0][0]
}

var hostile = []string{"“ ", "“a ", "\" ", "' 'a", "‘a ", "said, ", "X said, ", "X said that ", ", said X", "(X) said ", "“A,” he said. ", "“A.\n", "according to X, ", "and X and "}

// TestHostile reads long runs of one pattern: what comes out holds, and comes out at all.
func TestHostile(t *testing.T) {
	r := load(t)
	for _, pattern := range hostile {
		text := strings.Repeat(pattern, 4000)
		last := -1
		for _, c := range r.quote.Extract(r.read(text)) {
			last = check(t, text, c, last)
		}
	}
}

// BenchmarkHostile reports how much more a text costs that is eight times as long: 8 is linear, 64 quadratic.
func BenchmarkHostile(b *testing.B) {
	r := load(b)
	for _, pattern := range hostile {
		small, large := r.read(strings.Repeat(pattern, 2000)), r.read(strings.Repeat(pattern, 16000))
		b.Run(pattern, func(b *testing.B) {
			var a, c time.Duration
			for range b.N {
				start := time.Now()
				r.quote.Extract(small)
				a += time.Since(start)
				start = time.Now()
				r.quote.Extract(large)
				c += time.Since(start)
			}
			b.ReportMetric(float64(c)/float64(a), "ratio")
		})
	}
}
