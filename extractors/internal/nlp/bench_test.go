package nlp

import (
	"strings"
	"testing"

	"github.com/jdkato/prose/v2"
)

func news(b *testing.B) string {
	text := strings.Join(lines(b, "news.txt"), "\n")
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	return text
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		if _, err := New(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSegment(b *testing.B) {
	r, text := reader(b), news(b)
	for b.Loop() {
		r.Segment(text)
	}
}

func BenchmarkRead(b *testing.B) {
	r, text := reader(b), news(b)
	for b.Loop() {
		r.Read(text)
	}
}

// BenchmarkProse is prose's own run over the same text with a shared model, up to the
// tags, which is what Read gives.
func BenchmarkProse(b *testing.B) {
	text := news(b)
	first, err := prose.NewDocument("Hello.")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := prose.NewDocument(text, prose.UsingModel(first.Model), prose.WithExtraction(false)); err != nil {
			b.Fatal(err)
		}
	}
}
