package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/url"
	"path/filepath"
	"strings"
	"time"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/configs"
	"github.com/factwire/factwire/pipeline"
	"github.com/factwire/factwire/pipeline/article"
	"github.com/factwire/factwire/pipeline/article/address"
	"github.com/factwire/factwire/pipeline/fetch"
	"github.com/factwire/factwire/pipeline/fetch/source"
	"github.com/factwire/factwire/pipeline/local"
	"github.com/factwire/factwire/store"
)

// fetching is what the flags of ingest say of the web.
type fetching struct {
	kinds       []string // read beside those of the configuration
	refetch     bool
	dryRun      bool
	limit       int
	ports       []int
	allow       []string
	maxDuration time.Duration
}

// split parts the sources of a run into names of local files and sources of the web and of archives. Words
// of the command line are the former unless they are addresses, archives, or names of the configuration's sources.
func split(words []string, configured []configs.Source) (names []string, web []fetch.Source, err error) {
	add := func(s configs.Source) {
		if s.Path != "" {
			names = append(names, s.Path)
			return
		}
		web = append(web, s.Source)
	}
	if len(words) == 0 {
		for _, s := range configured {
			add(s)
		}
		web, _ = fetch.Expand(web) // a list that cannot be read fails alone, when it is fetched
		return names, web, nil
	}
next:
	for _, w := range words {
		for _, s := range configured {
			if s.Name == w {
				add(s)
				continue next
			}
		}
		switch {
		case source.IsWeb(w):
			s := fetch.Source{Name: address.Redact(w), Page: w}
			if _, err := s.Check(); err != nil {
				return nil, nil, usageError{err}
			}
			web = append(web, s)
		case isArchive(w):
			web = append(web, fetch.Source{Name: w, Archive: w})
		case strings.EqualFold(filepath.Ext(w), ".opml"):
			web = append(web, fetch.Source{Name: w, OPML: w})
		case isScheme(w):
			return nil, nil, usagef("%s is no http or https address", address.Redact(w))
		default:
			names = append(names, w)
		}
	}
	if web, err = fetch.Expand(web); err != nil {
		return nil, nil, err
	}
	if repeated := source.Names(web); len(repeated) > 0 {
		return nil, nil, usagef("source %s is named twice", repeated[0])
	}
	return names, web, nil
}

func isArchive(name string) bool {
	ext := filepath.Ext(strings.TrimSuffix(strings.TrimSuffix(strings.ToLower(name), ".gz"), ".zst"))
	return ext == ".warc" || ext == ".arc"
}

func isScheme(word string) bool {
	u, err := url.Parse(word)
	return err == nil && u.Scheme != "" && strings.Contains(word, "://")
}

// fetcher makes the fetcher of a run over a store.
func (a *app) fetcher(s *store.Store, f fetching, progress func(found, done int64)) *fetch.Fetcher {
	settings := a.config.Fetch
	settings.Version = release
	return fetch.New(fetch.Config{
		Settings: settings, Parser: a.parser(),
		States: states{s.Shelf("sources")}, Visits: visits{s.Shelf("visits")},
		Limit: f.limit, Refetch: f.refetch, Progress: progress, Now: a.now, Env: a.env, Sleep: sleep,
	})
}

// states and visits keep what the fetcher must remember on shelves of the store.
type (
	states struct{ shelf store.Shelf }
	visits struct{ shelf store.Shelf }
)

func (s states) Source(name string) (fetch.State, error) {
	var st fetch.State
	_, err := s.shelf.Get(name, &st)
	return st, err
}

func (s states) PutSource(name string, st fetch.State) error {
	return s.shelf.Put(map[string]any{name: st})
}

func (v visits) Page(key string) (fetch.Visit, bool, error) {
	var seen fetch.Visit
	known, err := v.shelf.Get(key, &seen)
	return seen, known, err
}

func (v visits) PutPages(pages map[string]fetch.Visit) error {
	values := make(map[string]any, len(pages))
	for k, p := range pages {
		values[k] = p
	}
	return v.shelf.Put(values)
}

// sleep waits for d, or less if ctx is done first.
func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// series are local sources followed by those of the web.
type series []pipeline.Source

// Articles yields the articles of each source in turn.
func (in series) Articles(ctx context.Context) iter.Seq2[factwire.Article, error] {
	return func(yield func(factwire.Article, error) bool) {
		for _, s := range in {
			for a, err := range s.Articles(ctx) {
				if !yield(a, err) {
					return
				}
			}
		}
	}
}

// acknowledged tells a fetch run what the store has taken, once it is there: so that nothing is passed over
// after a kill.
type acknowledged struct {
	pipeline.Sink
	run *fetch.Run
}

func (k acknowledged) Put(entries []store.Entry) ([]store.Outcome, error) {
	outcomes, err := k.Sink.Put(entries)
	if err != nil {
		return nil, err
	}
	origins := make([]string, len(entries))
	for i, e := range entries {
		origins[i] = e.Article.Origin
	}
	return outcomes, k.run.Done(origins...)
}

func (k acknowledged) Reject(all ...store.Rejected) error {
	if err := k.Sink.Reject(all...); err != nil {
		return err
	}
	origins := make([]string, len(all))
	for i, r := range all {
		origins[i] = r.Origin
	}
	return k.run.Done(origins...)
}

// plan prints what a run would get.
func (a *app) plan(ctx context.Context, names []string, web []fetch.Source, f fetching) error {
	s, err := a.openStore(true)
	if errors.Is(err, store.ErrMissing) {
		// Nothing was seen yet: plan over a store that is thrown away.
		return a.planFresh(ctx, names, web, f)
	}
	if err != nil {
		return err
	}
	defer s.Close()
	return a.planOver(ctx, a.fetcher(s, f, nil), names, web)
}

// nothing is a memory without anything in it.
type nothing struct{}

func (nothing) Source(string) (fetch.State, error)     { return fetch.State{}, nil }
func (nothing) PutSource(string, fetch.State) error    { return nil }
func (nothing) Page(string) (fetch.Visit, bool, error) { return fetch.Visit{}, false, nil }
func (nothing) PutPages(map[string]fetch.Visit) error  { return nil }

func (a *app) planFresh(ctx context.Context, names []string, web []fetch.Source, f fetching) error {
	settings := a.config.Fetch
	settings.Version = release
	return a.planOver(ctx, fetch.New(fetch.Config{
		Settings: settings, States: nothing{}, Visits: nothing{}, Limit: f.limit, Refetch: f.refetch, Now: a.now, Sleep: sleep,
	}), names, web)
}

func (a *app) planOver(ctx context.Context, fetcher *fetch.Fetcher, names []string, web []fetch.Source) error {
	defer fetcher.Close()
	var failed []error
	for _, n := range names {
		if err := local.Check([]string{n}); err != nil {
			failed = append(failed, err)
			continue
		}
		fmt.Fprintf(a.out, "read   %s\n", n)
	}
	failed = append(failed, fetcher.Plan(ctx, web, func(p fetch.Planned) {
		verb := "fetch"
		if p.Known {
			verb = "again"
		}
		fmt.Fprintf(a.out, "%s  %s  %s\n", verb, p.Source, strings.Join(strings.Fields(p.URL+"  "+p.Title), " "))
	})...)
	log := a.logger()
	for _, err := range failed {
		log.Warn().Str("reason", article.Reason(err)).Msg(err.Error() + whatToDo(article.Reason(err)))
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if len(failed) > 0 {
		return errPartial
	}
	return nil
}
