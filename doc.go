// Package factwire is the vocabulary of factwire: an Article goes in, Facts
// come out. A Fact says who signed what with whom, who banned whom from what,
// who must do what by when, or who said what, with its date, its status and
// the sentences that prove it.
//
// The package imports only the standard library and holds no behaviour beyond
// that of its own values, so every other package may import it.
//
// All text offsets in this module are byte offsets into [Article.Text] and all
// spans are half-open: [Start, End).
//
// # Reading text
//
// An engine is made once of the lexicons and used by any number of goroutines;
// the example "Read" runs:
//
//	words, err := lexicon.Load()         // and files of your own: lexicon.Load("mine.yaml")
//	engine, err := extractors.New(words) // the default kinds; name others behind words
//	facts := engine.Extract(factwire.Article{Published: "2026-03-11", Text: text})
//
// Engine.ExtractContext ends early when its context does, with the context's error (the example "Errors"); what is short is read to its end. An
// article of a web page, of a file of text or of a line of JSON comes from package pipeline/article.
//
// # Opening a store
//
// A store joins what many articles tell into facts with stable ids (the
// examples "Keep" and, in package pipeline, "Run"):
//
//	s, err := store.Open("news.factwire", store.Options{})
//	outcomes, err := s.Put([]store.Entry{{Article: a, Facts: facts}})
//	err = s.Each(query.Query{Whom: []string{"Huawei"}}, func(f merge.Fact) error { … })
//
// One process writes a store at a time, or any number read it; errors wrap store.ErrLocked, store.ErrMissing,
// store.ErrCorrupt and their like, to be told apart by errors.Is. A read-only store, or its
// snapshot, is opened with store.Options{ReadOnly: true}.
//
// # Adding a kind
//
// A kind of fact is data, not code: a descriptor in kind/NAME.yaml (which fields it has,
// what makes two reports one fact, how it is told) and its words and frames in
// configs/lexicon/NAME.yaml; ARCHITECTURE.md lists the steps. Merging, exports,
// reports and the server go by the descriptor. Kinds that are read only where they are asked for
// are named to extractors.New (the example "Kind"). A pipeline of your own takes facts from any
// pipeline.Extractor, and keeps those of a known kind.
//
// # What stays as it is
//
// Within a major version these packages change only by additions: factwire; extractors (New, Engine.Extract,
// Engine.ExtractContext, Engine.With); extractors/lexicon (Load); kind; pipeline, pipeline/article,
// pipeline/local, pipeline/tabular; store, store/merge, store/query, store/entity. So does what
// 'factwire schema' describes. The others serve the command and may change at any time.
package factwire
