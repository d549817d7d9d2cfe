package nlp

import (
	"testing"

	"github.com/jdkato/prose/v2"
	"github.com/neurosnap/sentences/data"
)

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		if _, err := New(); err != nil {
			b.Fatal(err)
		}
	}
}
func BenchmarkNewPunkt(b *testing.B) {
	for b.Loop() {
		newPunkt()
	}
}
func BenchmarkPunktAsset(b *testing.B) {
	for b.Loop() {
		data.Asset("data/english.json")
	}
}
func BenchmarkNewTagger(b *testing.B) {
	for b.Loop() {
		newTagger()
	}
}
func BenchmarkTaggerAsset(b *testing.B) {
	for b.Loop() {
		prose.Asset("model/AveragedPerceptron/weights.gob")
	}
}
