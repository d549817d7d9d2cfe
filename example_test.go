package factwire_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors"
	"github.com/factwire/factwire/extractors/lexicon"
	"github.com/factwire/factwire/kind"
	"github.com/factwire/factwire/store"
	"github.com/factwire/factwire/store/merge"
	"github.com/factwire/factwire/store/query"
)

// Dates have the precision of the text that they come from, and can be compared all the same.
func ExampleDate_Agrees() {
	quarter, err := factwire.ParseDate("2026-Q3")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(quarter.Agrees("2026-08-14"), quarter.Agrees("2026-10"), factwire.Date("2026-08").Refines(quarter))
	// Output: true false true
}

// An article has one id whatever path it was read from: that of its address, or else of its text.
func ExampleArticleID() {
	fmt.Println(factwire.ArticleID("https://news.example/antennas", "Norway banned Huawei."))
	fmt.Println(factwire.ArticleID("https://news.example/antennas", "Norway has banned Huawei.") == factwire.ArticleID("https://news.example/antennas", ""))
	// Output:
	// f7c1e31e92153970
	// true
}

// A text is read by an engine, which is made once.
func Example_read() {
	words, err := lexicon.Load()
	if err != nil {
		fmt.Println(err)
		return
	}
	engine, err := extractors.New(words)
	if err != nil {
		fmt.Println(err)
		return
	}
	a := factwire.Article{Published: "2026-03-11", Text: "Norway banned Velloria from its mobile networks on Tuesday."}
	for _, f := range engine.Extract(a) {
		e := f.Evidence[0]
		who := e.Spans["who"][0]
		fmt.Println(f.Kind, f.Status, f.Who[0].Code, f.Whom[0].Name, f.When.Date, a.Text[who[0]:who[1]])
	}
	// Output: ban done NO Velloria 2026-03-10 Norway
}

// A store keeps what articles tell, and joins reports of one fact.
func Example_keep() {
	if err := keep(); err != nil {
		fmt.Println(err)
	}
	// Output: 544eee3213ec77cf done 2 articles
}

func keep() error {
	dir, err := os.MkdirTemp("", "factwire")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	words, err := lexicon.Load()
	if err != nil {
		return err
	}
	engine, err := extractors.New(words)
	if err != nil {
		return err
	}
	s, err := store.Open(filepath.Join(dir, "news.factwire"), store.Options{})
	if err != nil {
		return err
	}
	defer s.Close()
	for _, text := range []string{"Sweden has banned Huawei from its 5G networks.", "Stockholm's ban of Huawei from 5G networks stands. Sweden banned Huawei from its 5G networks."} {
		a := factwire.Article{ID: factwire.ArticleID("", text), Published: "2021-03-05", Text: text}
		if _, err := s.Put([]store.Entry{{Article: a, Facts: engine.Extract(a)}}); err != nil {
			return err
		}
	}
	return s.Each(query.Query{Kinds: []factwire.Kind{factwire.Ban}, Whom: []string{"Huawei"}}, func(f merge.Fact) error {
		_, err := fmt.Println(f.ID, f.Status, f.Articles, "articles")
		return err
	})
}

// What goes wrong is told apart by errors.Is, and a context ends what takes long.
func Example_errors() {
	_, err := store.Open("nowhere/news.factwire", store.Options{ReadOnly: true})
	fmt.Println(errors.Is(err, store.ErrMissing))

	words, err := lexicon.Load()
	if err != nil {
		fmt.Println(err)
		return
	}
	engine, err := extractors.New(words)
	if err != nil {
		fmt.Println(err)
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	book := strings.Repeat("Norway banned Velloria from its mobile networks.\n\n", 10_000)
	_, err = engine.ExtractContext(ctx, factwire.Article{Text: book})
	fmt.Println(errors.Is(err, context.Canceled))
	// Output:
	// true
	// true
}

// Kinds that are read only where they are asked for are named to the engine; package kind tells what there is.
func Example_kind() {
	words, err := lexicon.Load()
	if err != nil {
		fmt.Println(err)
		return
	}
	engine, err := extractors.New(words, kind.Names()...)
	if err != nil {
		fmt.Println(err)
		return
	}
	a := factwire.Article{Published: "2024-05-20", Text: "Varnholm Steel has appointed Petra Halvorsdal as its chief executive."}
	for _, f := range engine.Extract(a) {
		if d := kind.Of(f.Kind); d.Optional {
			fmt.Printf("%s: %s, %s: %s\n", d.Headings.Who, f.Who[0].Name, d.Headings.What, f.What)
		}
	}
	// Output: Person: Petra Halvorsdal, Office: chief executive
}
