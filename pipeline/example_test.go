package pipeline_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/factwire/factwire/extractors"
	"github.com/factwire/factwire/extractors/lexicon"
	"github.com/factwire/factwire/pipeline"
	"github.com/factwire/factwire/pipeline/article"
	"github.com/factwire/factwire/pipeline/local"
	"github.com/factwire/factwire/pipeline/tabular"
	"github.com/factwire/factwire/store"
)

// The whole way: files of a folder are read into a store, and its facts written as a table.
func ExampleRun() {
	if err := readFolder(); err != nil {
		fmt.Println(err)
	}
	// Output:
	// 1 article, 1 ban
	// ID                KIND  STATUS  WHO     WHOM / WHAT                    WHEN        CONF
	// f390ab3ed818a0ca  ban   done    Norway  Huawei – ban: mobile networks  2026-03-10  0.94
}

func readFolder() error {
	dir, err := os.MkdirTemp("", "pipeline")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	text := "---\npublished: 2026-03-11\n---\nNorway banned Huawei from its mobile networks on Tuesday.\n"
	if err := os.WriteFile(filepath.Join(dir, "antennas.txt"), []byte(text), 0o644); err != nil {
		return err
	}
	lex, err := lexicon.Load()
	if err != nil {
		return err
	}
	engine, err := extractors.New(lex)
	if err != nil {
		return err
	}
	now := time.Date(2026, 3, 12, 9, 0, 0, 0, time.UTC)
	clock := func() time.Time { return now }
	s, err := store.Open(filepath.Join(dir, "news.factwire"), store.Options{Now: clock})
	if err != nil {
		return err
	}
	defer s.Close()
	source := local.Source{Names: []string{filepath.Join(dir, "*.txt")}, Parser: article.Parser{Now: now}}
	stats, err := pipeline.Run(context.Background(), source, engine, s, pipeline.Options{Workers: 2, Now: clock})
	if err != nil {
		return err
	}
	fmt.Printf("%d article, %d ban\n", stats.Added, stats.Facts["ban"])
	facts, err := s.Facts(nil)
	if err != nil {
		return err
	}
	return tabular.Table(os.Stdout, facts, tabular.View{Width: 100})
}
