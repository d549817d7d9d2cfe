package main

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/pipeline/article"
)

func (a *app) extract() *cobra.Command {
	var kinds []string
	var format, published, url string
	var least float64
	c := &cobra.Command{
		Use:     "extract [FILE|-]...",
		Short:   "Print the facts of local articles, without a store",
		Example: "  factwire extract article.txt\n  factwire extract --kind ban --format jsonl saved/*.html",
		RunE: func(c *cobra.Command, args []string) error {
			for _, k := range kinds {
				if !slices.Contains(factwire.Kinds(), factwire.Kind(k)) {
					return usageError{fmt.Errorf("there is no kind %q: use signing, ban, deadline or quote", k)}
				}
			}
			e, err := a.engine()
			if err != nil {
				return err
			}
			enc := json.NewEncoder(a.out)
			enc.SetEscapeHTML(false)
			return a.articles(args, published, url, func(art factwire.Article) error {
				for _, f := range e.Extract(art) {
					if len(kinds) > 0 && !slices.Contains(kinds, string(f.Kind)) || f.Confidence < least {
						continue
					}
					if err := enc.Encode(f); err != nil {
						return err
					}
				}
				return nil
			})
		},
	}
	c.Flags().StringSliceVar(&kinds, "kind", nil, "only facts of these kinds: signing, ban, deadline, quote")
	c.Flags().StringVar(&format, "format", "jsonl", "jsonl")
	c.Flags().StringVar(&published, "published", "", "publication date of articles that carry none")
	c.Flags().StringVar(&url, "url", "", "URL of the article")
	c.Flags().Float64Var(&least, "min-confidence", 0, "leave out facts below this confidence")
	return c
}

// articles reads the named files and hands each article on. A bad one is reported, and the
// rest goes on.
func (a *app) articles(names []string, published, url string, use func(factwire.Article) error) error {
	if len(names) == 0 {
		names = []string{"-"}
	}
	p := article.Parser{Now: a.now()}
	bad := 0
	for _, name := range names {
		in, err := a.open(name)
		if err != nil {
			return err
		}
		for art, err := range p.Read(name, in) {
			if err != nil {
				fmt.Fprintln(a.err, "factwire:", err)
				bad++
				continue
			}
			if art.Published == "" {
				art.Published = published
			}
			if url != "" {
				art.URL = url
			}
			if err := use(art); err != nil {
				in.Close()
				return err
			}
		}
		in.Close()
	}
	if bad > 0 {
		return errPartial
	}
	return nil
}
