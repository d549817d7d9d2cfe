package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors"
	"github.com/factwire/factwire/kind"
	"github.com/factwire/factwire/pipeline"
	"github.com/factwire/factwire/pipeline/fetch"
	"github.com/factwire/factwire/pipeline/local"
	"github.com/factwire/factwire/pipeline/watch/watchlist"
	"github.com/factwire/factwire/store"
)

func (a *app) ingest() *cobra.Command {
	var workers int
	var f fetching
	var k cron
	c := &cobra.Command{
		Use:   "ingest [SOURCE...]",
		Short: "Read articles into the store",
		Long: `Read articles from the sources named on the command line, or else in the configuration, find
their facts and keep both in the store. A source is a file, a folder or a glob; a web archive (.warc,
.warc.gz, .warc.zst); an address of a feed, a sitemap, a list or a page; a list of feeds as feed readers write it (.opml); or
the name of a source in the configuration.
A page that was fetched before is not fetched again unless its feed says that it changed. An article that the store has already changes nothing; one
whose text changed replaces its former self. An input that is no article is reported, kept as
rejected, and does not stop the run.`,
		Example: `  factwire ingest saved/ --store news.factwire
  factwire ingest 'archive/2020-*.jsonl.gz'
  factwire ingest https://news.example/feed.xml --limit 20
  factwire ingest subscriptions.opml
  factwire ingest --config factwire.yaml --quiet --max-duration 10m
  factwire ingest --config factwire.yaml --quiet --watch
  factwire ingest --config factwire.yaml --dry-run`,
		// the configuration is read within the run, so that a bad one is told in the metrics too
		PersistentPreRun: func(c *cobra.Command, _ []string) { a.command = c.Name() },
		RunE: func(c *cobra.Command, args []string) error {
			if f.dryRun {
				names, web, err := a.toRead(args, f)
				if err != nil {
					return err
				}
				if len(args) == 0 {
					first := a.mustExist() != nil
					names = slices.DeleteFunc(names, func(name string) bool {
						told, _ := a.awaits(name, first)
						if told != "" {
							a.note("%s", told)
						}
						return told != ""
					})
				}
				return a.plan(c.Context(), names, web, f)
			}
			return a.ingestAll(c.Context(), args, f, k, workers)
		},
	}
	c.Flags().BoolVar(&f.refetch, "refetch", false, "fetch pages that were fetched before, and archives from their beginning")
	c.Flags().BoolVar(&f.dryRun, "dry-run", false, "say what would be read or fetched, and do nothing")
	c.Flags().IntVar(&f.limit, "limit", 0, "end after fetching this `number` of pages (0: no limit)")
	c.Flags().IntSliceVar(&f.ports, "port", nil, "reach this `port` too, beside 80 and 443; repeatable")
	c.Flags().StringSliceVar(&f.allow, "allow", nil, "reach this `range` of addresses though it is not public, as 192.168.1.0/24, on any port; repeatable")
	c.Flags().DurationVar(&f.maxDuration, "max-duration", 0, "end cleanly after this `time`, as 30m; the next run goes on (0: no limit)")
	k.flags(c)
	c.Flags().BoolVar(&k.watch, "watch", false, "afterwards tell what is new for the watches of the configuration, as 'factwire watch' does")
	kindsFlag(c, &f.kinds)
	c.Flags().IntVar(&workers, "workers", 0, "read this `number` of articles at once (default: one for each processor)")
	a.stubsFlag(c)
	return logging(c)
}

// filtered leaves out facts below a confidence.
type filtered struct {
	pipeline.Extractor
	least float64
}

// ExtractContext implements pipeline.Extractor.
func (f filtered) ExtractContext(ctx context.Context, art factwire.Article) ([]factwire.Fact, error) {
	all, err := f.Extractor.ExtractContext(ctx, art)
	kept := all[:0]
	for _, x := range all {
		if x.Confidence >= f.least {
			kept = append(kept, x)
		}
	}
	return kept, err
}

// toRead reads the configuration and tells local sources from those on the web.
func (a *app) toRead(args []string, f fetching) (names []string, web []fetch.Source, err error) {
	if err := a.configure(); err != nil {
		return nil, nil, err
	}
	if names, web, err = split(args, a.config.Sources); err != nil {
		return nil, nil, err
	}
	// a mistyped name is an error at once; a source of the configuration that is gone fails alone
	if len(args) > 0 {
		if err := local.Check(names); err != nil {
			return nil, nil, err
		}
		for _, w := range web {
			if found, err := filepath.Glob(w.Archive); w.Archive != "" && (err != nil || len(found) == 0) {
				return nil, nil, fmt.Errorf("%s does not exist: check the name", w.Archive)
			}
		}
	}
	if len(names)+len(web) == 0 {
		return nil, nil, usagef("there is nothing to read: name files, folders, globs or addresses, or a configuration with sources (%s)", a.configNamed())
	}
	for i := range web {
		web[i].Ports, web[i].Allow = append(slices.Clone(web[i].Ports), f.ports...), append(slices.Clone(web[i].Allow), f.allow...)
		if key, err := web[i].Check(); err != nil {
			return nil, nil, usagef("%s: %w", key, err)
		}
	}
	if f.maxDuration < 0 {
		return nil, nil, usagef("--max-duration is %s, and must not be negative", f.maxDuration)
	}
	if err := atLeast("limit", f.limit); err != nil {
		return nil, nil, err
	}
	return names, web, nil
}

// ingestion is one run.
type ingestion struct {
	*app
	f       fetching
	k       cron
	workers int

	names  []string // local sources
	web    []fetch.Source
	by     *tally
	run    store.Run
	counts store.Counts
	health []health // of the sources that are fetched
}

func (a *app) ingestAll(ctx context.Context, args []string, f fetching, k cron, workers int) (err error) {
	started := a.now()
	x := &ingestion{app: a, f: f, k: k, workers: workers, by: newTally(), run: store.Run{Command: a.command, Started: started.UTC().Format(time.RFC3339), Ended: "failed"}}
	defer func() {
		if x.run.Seconds == 0 { // it failed early
			x.run.Seconds = a.now().Sub(started).Seconds()
		}
		err = errors.Join(err, k.report(a, x.run, x.counts, x.health, err))
	}()
	if err := errors.Join(k.check(), atLeast("workers", workers)); err != nil {
		return err
	}
	if x.names, x.web, err = a.toRead(args, f); err != nil {
		return err
	}
	var watches []watchlist.Watch
	if k.watch { // that there are none is told before the work, not after it
		if watches, err = a.watches(nil); err != nil {
			return err
		}
	}
	e, err := a.engine(f.kinds)
	if err != nil {
		return err
	}
	first := a.mustExist() != nil
	s, err := a.openStore(false)
	if err != nil {
		return err
	}
	x.run.Sources = slices.Clone(x.names)
	if len(args) == 0 {
		x.names = a.inboxes(x.names, first)
	}
	for _, w := range x.web {
		x.run.Sources = append(x.run.Sources, w.Name)
	}
	if err := k.begin(a, s); err != nil {
		return errors.Join(err, s.Close())
	}
	if err := s.BeginRun(x.run); err != nil {
		return errors.Join(err, s.Close())
	}
	rejected, err := x.read(ctx, s, e)
	if err = errors.Join(err, x.end(s, started, err)); err != nil {
		return err
	}
	var untold error
	if k.watch {
		untold = a.tellWatches(ctx, watches, watching{format: "text"})
	}
	if rejected > 0 && untold == nil {
		return errPartial
	}
	return untold
}

// read reads the sources into the store, and fills in what the run did.
func (x *ingestion) read(ctx context.Context, s *store.Store, e *extractors.Engine) (rejected int, err error) {
	log := x.logger()
	source := local.Source{Names: x.names, Stdin: x.in, Parser: x.parser(), Passed: x.passed}
	total, known := source.Size()
	if !known {
		total = 0
	}
	m := x.meter(x.command, "article", total)
	source.Progress = m.work
	fetcher := x.fetcher(s, x.f, func(found, done int64) {
		if known {
			m.grow(found, done)
		}
	})
	defer fetcher.Close()
	pages := fetcher.Start(x.web)
	reading := ctx
	if x.f.maxDuration > 0 {
		var stop context.CancelFunc
		reading, stop = context.WithTimeout(ctx, x.f.maxDuration)
		defer stop()
	}
	stats, err := pipeline.Run(reading, x.sources(source, pages), filtered{e, x.least(nil, 0, e)}, counted{acknowledged{x.k.readable(x.app, s), pages}, x.by}, pipeline.Options{
		Workers: x.app.workers(x.workers), Now: x.now, Progress: func(s pipeline.Stats) { m.count(s.Read + s.Rejected) },
		Problem: func(r store.Rejected) {
			log.Warn().Str("input", r.Origin).Str("reason", r.Reason).Msg(r.Error + whatToDo(r.Reason))
		},
	})
	m.end()
	if errors.Is(err, context.DeadlineExceeded) && ctx.Err() == nil {
		err = nil // the time that was given is over, as was asked for
	}
	r := &x.run
	r.Facts, r.BySource = stats.Facts, x.by.all()
	r.Read, r.Added, r.Unchanged, r.Replaced, r.Rejected = stats.Read, stats.Added, stats.Unchanged, stats.Replaced, stats.Rejected
	return stats.Rejected, errors.Join(err, pages.Finish())
}

// sources are the local ones, each under its name, and those of the web.
func (x *ingestion) sources(files local.Source, pages *fetch.Run) series {
	var all series
	for _, name := range x.names {
		one := files
		one.Names = []string{name}
		all = append(all, tagged{one, nameOfPath(name, x.config.Sources), x.by})
	}
	return append(all, ofWeb{pages, x.by})
}

// end keeps the run, which ended with an error or without, leaves the snapshot, and closes the store.
func (x *ingestion) end(s *store.Store, started time.Time, err error) error {
	x.run.Seconds, x.run.Ended = x.now().Sub(started).Seconds(), "done"
	switch {
	case errors.Is(err, context.Canceled):
		x.run.Ended = "interrupted"
	case err != nil:
		x.run.Ended = err.Error()
	}
	var addErr, countErr, healthErr error
	x.run.Number, addErr = s.AddRun(x.run)
	x.counts, countErr = s.Count()
	x.health, healthErr = healthOf(s, x.web, x.now())
	if addErr == nil {
		x.k.end(x.app, s)
	}
	closeErr := s.Close()
	if !x.quiet {
		x.summary(x.run)
	}
	return errors.Join(addErr, countErr, healthErr, closeErr)
}

// summary tells what a run did.
func (a *app) summary(r store.Run) {
	var facts []string
	read := a.kinds(nil)
	for _, k := range kind.Names() {
		if !slices.Contains(read, k) && r.Facts[string(k)] == 0 {
			continue
		}
		facts = append(facts, count(r.Facts[string(k)], string(k)))
	}
	fmt.Fprintf(a.out, "%s read: %d new, %d changed, %d known, %d rejected; %s (%.1f s)\n",
		count(r.Read+r.Rejected, "article"), r.Added, r.Replaced, r.Unchanged, r.Rejected, strings.Join(facts, ", "), r.Seconds)
}
