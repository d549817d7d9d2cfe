package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/pipeline"
	"github.com/factwire/factwire/pipeline/article"
	"github.com/factwire/factwire/pipeline/local"
	"github.com/factwire/factwire/store"
)

func (a *app) ingest() *cobra.Command {
	var workers int
	c := &cobra.Command{
		Use:   "ingest [SOURCE...]",
		Short: "Read articles into the store",
		Long: `Read articles from the sources named on the command line, or else in the configuration, find
their facts and keep both in the store. An article that the store has already changes nothing; one
whose text changed replaces its former self. An input that is no article is reported, kept as
rejected, and does not stop the run.`,
		Example: `  factwire ingest saved/ --store news.factwire
  factwire ingest 'archive/2020-*.jsonl.gz'
  factwire ingest --config factwire.yaml --quiet`,
		RunE: func(c *cobra.Command, args []string) error {
			names := args
			// a mistyped name is an error at once; a source of the configuration that is gone fails alone
			if err := local.Check(args); err != nil {
				return err
			}
			if len(names) == 0 {
				for _, s := range a.config.Sources {
					names = append(names, s.Path)
				}
			}
			if len(names) == 0 {
				return usagef("there is nothing to read: name files, folders or globs, or a configuration with sources (--config)")
			}
			return a.ingestAll(c.Context(), names, workers)
		},
	}
	c.Flags().IntVar(&workers, "workers", 0, "how many articles are read at once (default: one for each processor)")
	return c
}

// filtered leaves out facts below a confidence.
type filtered struct {
	pipeline.Extractor
	least float64
}

func (f filtered) Extract(art factwire.Article) []factwire.Fact {
	all := f.Extractor.Extract(art)
	kept := all[:0]
	for _, x := range all {
		if x.Confidence >= f.least {
			kept = append(kept, x)
		}
	}
	return kept
}

func (a *app) ingestAll(ctx context.Context, names []string, workers int) error {
	e, err := a.engine()
	if err != nil {
		return err
	}
	s, err := a.openStore(false)
	if err != nil {
		return err
	}
	log := a.logger()
	started := a.now()
	source := local.Source{Names: names, Stdin: a.in, Parser: article.Parser{Now: started}}
	total, known := source.Size()
	if !known {
		total = -1
	}
	m := a.meter(total)
	source.Progress = m.bytes
	stats, err := pipeline.Run(ctx, source, filtered{e, a.config.MinConfidence}, s, pipeline.Options{
		Workers: a.workers(workers), Now: a.now, Progress: m.articles,
		Problem: func(r store.Rejected) {
			log.Warn().Str("input", r.Origin).Str("reason", r.Reason).Msg(r.Error)
		},
	})
	m.done()
	run := store.Run{Command: a.command, Started: started.UTC().Format(time.RFC3339), Seconds: a.now().Sub(started).Seconds(), Sources: names,
		Read: stats.Read, Added: stats.Added, Unchanged: stats.Unchanged, Replaced: stats.Replaced, Rejected: stats.Rejected, Facts: stats.Facts, Ended: "done"}
	switch {
	case errors.Is(err, context.Canceled):
		run.Ended = "interrupted"
	case err != nil:
		run.Ended = err.Error()
	}
	_, addErr := s.AddRun(run)
	closeErr := s.Close()
	if !a.quiet {
		a.summary(run)
	}
	if err := errors.Join(err, addErr, closeErr); err != nil {
		return err
	}
	if stats.Rejected > 0 {
		return errPartial
	}
	return nil
}

// summary tells what a run did.
func (a *app) summary(r store.Run) {
	var facts []string
	for _, k := range factwire.Kinds() {
		facts = append(facts, count(r.Facts[string(k)], string(k)))
	}
	fmt.Fprintf(a.out, "%s read: %d new, %d changed, %d known, %d rejected; %s (%.1f s)\n",
		count(r.Read+r.Rejected, "article"), r.Added, r.Replaced, r.Unchanged, r.Rejected, strings.Join(facts, ", "), r.Seconds)
}
