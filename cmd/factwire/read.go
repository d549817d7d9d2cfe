package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors"
	"github.com/factwire/factwire/pipeline/article"
	"github.com/factwire/factwire/pipeline/article/address"
	"github.com/factwire/factwire/pipeline/fetch/source"
	"github.com/factwire/factwire/pipeline/local"
	"github.com/factwire/factwire/store"
)

// inputs are the articles that extract, annotate and explain read: those of the named files, with what the flags say of them.
type inputs struct {
	local.Source
	published string // of articles that carry no date
	url       string // of the one article, if it carries none
}

// reader is inputs with the engine that is to read them.
func (a *app) reader(names []string, published, url string, kinds ...string) (inputs, *extractors.Engine, error) {
	in, err := a.inputs(names, published, url)
	if err != nil {
		return in, nil, err
	}
	e, err := a.engine(kinds)
	return in, e, err
}

// parser reads articles as configuration and flags say.
func (a *app) parser() article.Parser {
	return article.Parser{Now: a.now(), Rules: a.config.Pages, Stubs: a.stubs || a.config.Stubs}
}

// stubsFlag adds the flag that has stubs read.
func (a *app) stubsFlag(c *cobra.Command) {
	c.Flags().BoolVar(&a.stubs, "stubs", false, "read what paywalls leave of articles, too, and mark it")
}

// inputs checks the names and the flags. Without a name, standard input is read.
func (a *app) inputs(names []string, published, url string) (inputs, error) {
	if published != "" {
		if _, err := factwire.ParseDate(day(published)); err != nil || len(published) < len("2006-01-02") {
			return inputs{}, usagef("--published is %q, and must be a day such as 2020-10-23", published)
		}
	}
	if url != "" && !source.IsWeb(url) {
		return inputs{}, usagef("--url is %q, and must be an http or https address", address.Redact(url))
	}
	if len(names) == 0 {
		names = []string{"-"}
	}
	if f, ok := a.in.(*os.File); ok && slices.Contains(names, "-") && term.IsTerminal(int(f.Fd())) {
		a.note("type or paste an article, and end it with Ctrl-D on a line of its own")
	}
	if err := local.Check(names); err != nil {
		return inputs{}, err
	}
	return inputs{local.Source{Names: names, Stdin: a.in, Parser: a.parser(), Passed: a.passed}, published, address.Redact(url)}, nil
}

// passed tells what a folder holds that is not read.
func (a *app) passed(folder string, kinds map[string]int) {
	all, parts, archives := 0, []string(nil), ""
	for _, k := range slices.Sorted(maps.Keys(kinds)) {
		all += kinds[k]
		parts = append(parts, fmt.Sprintf("%d %s", kinds[k], k))
		if isArchive("x" + k) {
			archives = "; 'factwire ingest' reads web archives that are named"
		}
	}
	a.note("folder %s: %s passed over (%s)%s", folder, count(all, "file"), strings.Join(parts, ", "), archives)
}

// errOneURL is an address given for many articles, which would make them one.
var errOneURL = errors.New("--url is the address of one article, and this is a second one")

// Articles implements pipeline.Source.
func (in inputs) Articles(ctx context.Context) iter.Seq2[factwire.Article, error] {
	return func(yield func(factwire.Article, error) bool) {
		given := false
		for art, err := range in.Source.Articles(ctx) {
			if err == nil && art.Published == "" && in.published != "" {
				art.Published, art.PublishedRaw, art.PublishedFrom = in.published, in.published, "flag"
			}
			if err == nil && art.URL == "" && in.url != "" {
				if given {
					yield(art, fmt.Errorf("%s: %w", art.Origin, errOneURL))
					return
				}
				given = true
				art.URL = in.url
				art.ID = factwire.ArticleID(art.URL, art.Text)
			}
			if !yield(art, err) {
				return
			}
		}
	}
}

// each hands every article on. A bad one is reported, and the rest goes on; errPartial then comes at the end.
func (a *app) each(ctx context.Context, in inputs, use func(factwire.Article) error) error {
	bad := false
	for art, err := range in.Articles(ctx) {
		if err != nil {
			bad = true
			a.skipped(store.Rejected{Origin: art.Origin, Reason: article.Reason(err), Error: err.Error()})
			continue
		}
		if err := use(art); err != nil {
			return fmt.Errorf("%s: %w", art.Origin, err)
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if bad {
		return errPartial
	}
	return nil
}

// day is the date of an ISO 8601 time.
func day(s string) string { return s[:min(len(s), len("2006-01-02"))] }
