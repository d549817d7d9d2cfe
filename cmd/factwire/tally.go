package main

import (
	"context"
	"errors"
	"iter"
	"sync"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/configs"
	"github.com/factwire/factwire/pipeline"
	"github.com/factwire/factwire/pipeline/fetch"
	"github.com/factwire/factwire/store"
)

// tally counts by source what becomes of the articles of a run.
type tally struct {
	mu     sync.Mutex
	source map[string]string // of articles on their way, by origin
	counts map[string]store.Outcomes
}

func newTally() *tally {
	return &tally{source: map[string]string{}, counts: map[string]store.Outcomes{}}
}

// came notes which source an article, or an error, is of.
func (t *tally) came(origin, source string) {
	t.mu.Lock()
	t.source[origin] = source
	t.mu.Unlock()
}

// add changes the counts of the source of an origin.
func (t *tally) add(origin string, change func(*store.Outcomes)) {
	t.mu.Lock()
	defer t.mu.Unlock()
	name, known := t.source[origin]
	if !known {
		return
	}
	if origin != "" { // standard input has many articles
		delete(t.source, origin)
	}
	c := t.counts[name]
	change(&c)
	t.counts[name] = c
}

// all returns the counts by source.
func (t *tally) all() map[string]store.Outcomes {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.counts
}

// tagged is a source under the name that it has in the counts.
type tagged struct {
	pipeline.Source
	name  string
	tally *tally
}

func (n tagged) Articles(ctx context.Context) iter.Seq2[factwire.Article, error] {
	return func(yield func(factwire.Article, error) bool) {
		for a, err := range n.Source.Articles(ctx) {
			n.tally.came(a.Origin, n.name)
			if !yield(a, err) {
				return
			}
		}
	}
}

// ofWeb is a fetch run whose articles count for their sources.
type ofWeb struct {
	*fetch.Run
	tally *tally
}

func (f ofWeb) Articles(ctx context.Context) iter.Seq2[factwire.Article, error] {
	return func(yield func(factwire.Article, error) bool) {
		for a, err := range f.Run.Articles(ctx) {
			var failed *fetch.SourceError
			if errors.As(err, &failed) {
				f.tally.came(a.Origin, failed.Source)
			} else {
				f.tally.came(a.Origin, f.Run.SourceOf(a.Origin))
			}
			if !yield(a, err) {
				return
			}
		}
	}
}

// counted is a sink that counts by source what it takes.
type counted struct {
	pipeline.Sink
	tally *tally
}

func (c counted) Put(entries []store.Entry) ([]store.Outcome, error) {
	outcomes, err := c.Sink.Put(entries)
	for i, o := range outcomes {
		c.tally.add(entries[i].Article.Origin, func(n *store.Outcomes) {
			switch o {
			case store.Added:
				n.Added++
			case store.Unchanged:
				n.Unchanged++
			case store.Replaced:
				n.Replaced++
			}
		})
	}
	return outcomes, err
}

func (c counted) Reject(all ...store.Rejected) error {
	for _, r := range all {
		c.tally.add(r.Origin, func(n *store.Outcomes) { n.Rejected++ })
	}
	return c.Sink.Reject(all...)
}

// nameOfPath is the name of the configuration's source that has a path, else the path.
func nameOfPath(path string, configured []configs.Source) string {
	for _, s := range configured {
		if s.Path == path {
			return s.Name
		}
	}
	return path
}
