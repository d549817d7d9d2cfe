package fetch

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"sync"
	"time"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/pipeline/article/address"
)

// Run is one run over some sources. Articles gives what they have; Done must be
// told of each article, or error, that was dealt with for good; Finish keeps what
// is to be known in the next run.
type Run struct {
	f       *Fetcher
	sources []Source

	mu      sync.Mutex
	pending map[string]*mark // by origin
	states  map[string]*progress
}

// mark is what is to be kept once an article is dealt with.
type mark struct {
	source string
	keys   []string // of the page's addresses
	visit  Visit
	slot   *slot // of an archive
	taken  bool  // it is an article
}

// progress is what a run knows of one source.
type progress struct {
	state     State
	validated map[string]Validator
	complete  bool  // all that the source names was tried, and will not be tried again
	err       error // of the source as a whole
	waiting   int   // marks that are not done
	archives  map[string]*archive
}

// maxSources is how many sources are read at once.
const maxSources = 8

// Start begins a run. The caller must not change the sources.
func (f *Fetcher) Start(sources []Source) *Run {
	return &Run{f: f, sources: sources, pending: map[string]*mark{}, states: map[string]*progress{}}
}

// item is an article or an error on its way to the caller.
type item struct {
	article factwire.Article
	err     error
}

// Articles yields the articles of all sources, several sources at once, each in its
// own order. In place of a page that gives none stands an error, and what is known
// of the page; a [*SourceError] stands for a source that failed. When ctx is done,
// what was not reached is left for the next run.
func (r *Run) Articles(ctx context.Context) iter.Seq2[factwire.Article, error] {
	return func(yield func(factwire.Article, error) bool) {
		ctx, stop := context.WithCancel(ctx)
		defer stop()
		out := make(chan item)
		go func() {
			defer close(out)
			var wg sync.WaitGroup
			slots := make(chan struct{}, maxSources)
			for _, s := range r.sources {
				slots <- struct{}{}
				wg.Go(func() {
					defer func() { <-slots }()
					r.source(ctx, s, func(it item, m *mark) bool { return r.emit(ctx, out, it, m) })
				})
			}
			wg.Wait()
		}()
		for it := range out {
			if !yield(it.article, it.err) {
				stop()
				for range out { // the sources end as soon as they notice
				}
				return
			}
		}
	}
}

// emit hands an item to the caller, and remembers what to keep when it is done.
func (r *Run) emit(ctx context.Context, out chan<- item, it item, m *mark) bool {
	if m != nil {
		r.mu.Lock()
		r.pending[it.article.Origin] = m
		r.states[m.source].waiting++
		r.mu.Unlock()
	}
	select {
	case out <- it:
		return true
	case <-ctx.Done():
		return false
	}
}

// source reads one source.
func (r *Run) source(ctx context.Context, s Source, emit func(item, *mark) bool) {
	p := &progress{archives: map[string]*archive{}}
	r.mu.Lock()
	r.states[s.Name] = p
	r.mu.Unlock()
	state, err := r.f.config.States.Source(s.Name)
	if err == nil {
		p.state = state
		if now := r.f.config.Now(); state.NotBefore.After(now) && !r.f.config.Refetch {
			err = fmt.Errorf("%w until %s: %s", ErrLeft, state.NotBefore.UTC().Format(time.RFC3339), state.Error)
		} else {
			p.state.LastTry = now
			switch s.Kind() {
			case "archive":
				err = r.archive(ctx, s, p, emit)
			case "ccnews":
				err = r.crawl(ctx, s, p, emit)
			default:
				err = r.pages(ctx, s, p, emit)
			}
		}
	}
	if err == nil || ctx.Err() != nil {
		return
	}
	r.mu.Lock()
	p.err = err
	r.mu.Unlock()
	emit(item{article: factwire.Article{Origin: "source " + s.Name, URL: s.Address()}, err: &SourceError{Source: s.Name, Err: err}}, nil)
}

// SourceOf names the source of an origin that Articles yielded and that is not dealt with; empty if it is none of them.
func (r *Run) SourceOf(origin string) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	if m := r.pending[origin]; m != nil {
		return m.source
	}
	return ""
}

// Done says that the items of these origins are dealt with: their articles are
// stored, or their errors kept. Origins that are not this run's are passed over.
func (r *Run) Done(origins ...string) error {
	visits := map[string]Visit{}
	touched := map[string]*progress{}
	r.mu.Lock()
	for _, o := range origins {
		m := r.pending[o]
		if m == nil {
			continue
		}
		delete(r.pending, o)
		p := r.states[m.source]
		p.waiting--
		if m.taken {
			p.state.Articles++
		}
		for _, k := range m.keys {
			visits[k] = m.visit
		}
		if m.slot != nil {
			m.slot.done = true
			m.slot.archive.advance(&p.state)
			touched[m.source] = p
		}
	}
	states := map[string]State{}
	for name, p := range touched {
		states[name] = p.state.clone()
	}
	r.mu.Unlock()
	if len(visits) > 0 {
		if err := r.f.config.Visits.PutPages(visits); err != nil {
			return fmt.Errorf("keep visits: %w", err)
		}
	}
	for name, st := range states {
		if err := r.f.config.States.PutSource(name, st); err != nil {
			return fmt.Errorf("keep state of source %s: %w", name, err)
		}
	}
	return nil
}

// Finish keeps the state of the sources. It is called once, after the last Done.
// A source counts as well if it could be read, though pages of it failed.
func (r *Run) Finish() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	var errs []error
	for _, s := range r.sources {
		p := r.states[s.Name]
		if p == nil || errors.Is(p.err, ErrLeft) && p.state.LastTry.IsZero() {
			continue
		}
		st := &p.state
		now := r.f.config.Now()
		switch {
		case errors.Is(p.err, ErrLeft) && st.NotBefore.After(now):
			continue // it was not tried
		case p.err != nil:
			st.Failures++
			st.Error = p.err.Error()
			if until := now.Add(Backoff(st.Failures)); until.After(st.NotBefore) && until.After(now) {
				st.NotBefore = until
			}
			if until := r.f.cooled(p.err); until.After(st.NotBefore) {
				st.NotBefore = until
			}
		case p.complete || len(p.validated) > 0 || len(p.archives) > 0:
			st.Failures, st.Error, st.NotBefore, st.LastSuccess = 0, "", time.Time{}, now
		}
		// A document is asked for anew as long as something of it was not reached.
		if p.complete && p.waiting == 0 && p.err == nil {
			st.Documents = p.validated
		}
		if err := r.f.config.States.PutSource(s.Name, *st); err != nil {
			errs = append(errs, fmt.Errorf("keep state of source %s: %w", s.Name, err))
		}
	}
	return errors.Join(errs...)
}

// clone copies a state, so that it can be written while the run goes on.
func (s State) clone() State {
	files := make(map[string]Progress, len(s.Files))
	for k, v := range s.Files {
		files[k] = v
	}
	s.Files = files
	return s
}

// keysOf returns the keys under which a page is known: that of the address that was
// asked for, of the one that answered, and of the one that the page names.
func keysOf(urls ...string) []string {
	var out []string
	seen := map[string]bool{}
	for _, u := range urls {
		if k := address.Key(u); k != "" && !seen[k] {
			seen[k] = true
			out = append(out, k)
		}
	}
	return out
}
