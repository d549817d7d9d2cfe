package extractors

import (
	"testing"

	"github.com/factwire/factwire/configs"
	"github.com/factwire/factwire/extractors/clause"
	"github.com/factwire/factwire/extractors/cluster"
	"github.com/factwire/factwire/extractors/dates"
	"github.com/factwire/factwire/extractors/lexicon"
	"github.com/factwire/factwire/extractors/names"
	"github.com/factwire/factwire/extractors/nlp"
	"github.com/factwire/factwire/extractors/parse"
	"github.com/factwire/factwire/extractors/score"
)

func BenchmarkLoads(b *testing.B) {
	lex, _ := lexicon.Load()
	for name, f := range map[string]func(){
		"score":   func() { d, _ := configs.Models.ReadFile("model/reader.fwm"); score.Decode(d) },
		"parse":   func() { d, _ := configs.Models.ReadFile("model/parser.bin"); parse.New(d) },
		"cluster": func() { d, _ := configs.Models.ReadFile("model/clusters.txt"); cluster.Parse(string(d)) },
		"nlp":     func() { nlp.New() },
		"lexicon": func() { lexicon.Load() },
		"names":   func() { names.New(lex) },
		"dates":   func() { dates.New(lex) },
		"clause":  func() { clause.New(lex) },
		"New":     func() { New(lex) },
		"bench-dummy": func() {},
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				f()
			}
		})
	}
}
