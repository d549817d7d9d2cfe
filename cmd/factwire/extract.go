package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/pipeline/article"
	"github.com/factwire/factwire/pipeline/local"
	"github.com/factwire/factwire/pipeline/tabular"
	"github.com/factwire/factwire/store/merge"
)

func (a *app) extract() *cobra.Command {
	var kinds []string
	var format, published, url string
	var least float64
	c := &cobra.Command{
		Use:   "extract [FILE|DIR|GLOB|-]...",
		Short: "Print the facts of local articles, without a store",
		Long:  "Print the facts of local articles as each article tells them. Without a name, or with -, standard input is read.",
		Example: `  factwire extract article.txt
  factwire extract --kind ban,deadline --format csv saved/ > facts.csv
  curl -s https://example.org/story | factwire extract --format jsonl -`,
		RunE: func(c *cobra.Command, args []string) error {
			if err := checkKinds(kinds); err != nil {
				return err
			}
			if err := checkFormat(format, "table", "jsonl", "csv"); err != nil {
				return err
			}
			if !c.Flags().Changed("min-confidence") {
				least = a.config.MinConfidence
			}
			e, err := a.engine()
			if err != nil {
				return err
			}
			var all []merge.Fact
			bad := a.articles(c.Context(), args, published, url, func(art factwire.Article) error {
				var facts []factwire.Fact
				for _, f := range merge.Identify(e.Extract(art)) {
					if (len(kinds) == 0 || slices.Contains(kinds, string(f.Kind))) && f.Confidence >= least {
						facts = append(facts, f)
					}
				}
				if format == "jsonl" {
					return tabular.JSONL(a.out, facts)
				}
				for _, f := range facts {
					all = append(all, merge.Fact{Fact: f})
				}
				return nil
			})
			if format == "csv" {
				err = tabular.CSV(a.out, all, tabular.Options{})
			} else if format == "table" && len(all) > 0 {
				width, _ := a.terminal(a.out)
				err = tabular.Table(a.out, all, width)
			}
			if err != nil {
				return err
			}
			return bad
		},
	}
	f := c.Flags()
	f.StringVar(&format, "format", "table", "table, jsonl or csv")
	f.StringSliceVar(&kinds, "kind", nil, "only facts of these kinds: signing, ban, deadline, quote")
	f.Float64Var(&least, "min-confidence", 0, "leave out facts below this confidence, from 0 to 1")
	f.StringVar(&published, "published", "", "publication date of articles that carry none, as 2020-10-23")
	f.StringVar(&url, "url", "", "address of the article, if it carries none")
	return c
}

func checkKinds(kinds []string) error {
	for _, k := range kinds {
		if !slices.Contains(factwire.Kinds(), factwire.Kind(k)) {
			return usagef("there is no kind %q: use signing, ban, deadline or quote", k)
		}
	}
	return nil
}

func checkFormat(format string, formats ...string) error {
	if !slices.Contains(formats, format) {
		return usagef("there is no format %q: use %s", format, strings.Join(formats, ", "))
	}
	return nil
}

// articles reads the named inputs and hands each article on. A bad one is reported, and the rest goes on;
// errPartial then comes at the end.
func (a *app) articles(ctx context.Context, names []string, published, url string, use func(factwire.Article) error) error {
	if published != "" {
		if _, err := factwire.ParseDate(day(published)); err != nil {
			return usagef("--published: %w", err)
		}
	}
	if len(names) == 0 {
		names = []string{"-"}
	}
	source := local.Source{Names: names, Stdin: a.in, Parser: article.Parser{Now: a.now()}}
	bad, good := 0, 0
	var last error
	for art, err := range source.Articles(ctx) {
		if err != nil {
			bad++
			last = err
			a.problem(art.Origin, err)
			continue
		}
		good++
		if art.Published == "" && published != "" {
			art.Published, art.PublishedRaw, art.PublishedFrom = published, published, "flag"
		}
		if art.URL == "" && url != "" {
			art.URL = url
			art.ID = factwire.ArticleID(url, art.Text)
		}
		if err := use(art); err != nil {
			return fmt.Errorf("%s: %w", art.Origin, err)
		}
	}
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case bad > 0 && good == 0 && len(names) == 1 && last != nil:
		return errPartial
	case bad > 0:
		return errPartial
	}
	return nil
}

func day(s string) string {
	if len(s) > 10 {
		return s[:10]
	}
	return s
}
