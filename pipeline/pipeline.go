// Package pipeline runs articles through extraction into a store: bounded workers, results in the
// order of the input, in batches that are written whole.
package pipeline

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"sync"
	"time"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/pipeline/article"
	"github.com/factwire/factwire/pipeline/article/address"
	"github.com/factwire/factwire/store"
)

// Source yields articles. An error stands in the place of one article that cannot be read; the
// articles behind it follow.
type Source interface {
	Articles(ctx context.Context) iter.Seq2[factwire.Article, error]
}

// Extractor finds the facts of an article, or returns the error of a context that ends meanwhile. It must be safe for concurrent use.
type Extractor interface {
	ExtractContext(context.Context, factwire.Article) ([]factwire.Fact, error)
}

// Sink keeps articles with their facts, and why an input is no article.
type Sink interface {
	Put([]store.Entry) ([]store.Outcome, error)
	Reject(...store.Rejected) error
}

// Options of a run.
type Options struct {
	Workers int // at least 1
	// Batch is how many articles are written in one transaction; 0 lets it grow. Small batches show and keep what is read sooner; a
	// large one costs fewer disk syncs, and a fact that many of its articles tell is merged once for all of them. So a batch grows
	// while the source has more at hand, up to some hundred articles, and a slow source, such as the web, has small ones.
	Batch int
	Now   func() time.Time
	// Problem is told of each input that is no article, before it is kept as rejected; it may be nil.
	Problem func(store.Rejected)
	// Progress is told after each batch how much is done; it may be nil.
	Progress func(Stats)
}

// ErrExtraction says that an extractor failed on an article. It is a defect of the extractor, and costs this article only.
var ErrExtraction = errors.New("extraction failed")

// Stats is what a run did.
type Stats struct {
	Read, Added, Unchanged, Replaced, Rejected int
	Facts                                      map[string]int // observations by kind
}

type job struct {
	article factwire.Article
	err     error
	facts   []factwire.Fact
	done    chan struct{}
}

// Run reads the source to its end, or until ctx is done; what was read by then is still written. The error
// is that of the sink, or ctx's.
func Run(ctx context.Context, source Source, x Extractor, sink Sink, o Options) (Stats, error) {
	reading, stop := context.WithCancel(ctx)
	defer stop()
	workers := max(o.Workers, 1)
	work := make(chan *job)
	ordered := make(chan *job, 4*workers)
	go read(reading, source, ordered, work)
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for j := range work {
				j.facts, j.err = extract(reading, x, j.article)
				close(j.done)
			}
		})
	}
	w := writer{sink: sink, options: o, stop: stop, stats: Stats{Facts: map[string]int{}}, batch: size{fixed: o.Batch, now: firstBatch}}
	for {
		j, more := next(ordered, w.batch.waits(w.held()))
		if !more {
			break
		}
		if j == nil { // the source takes its time: what there is is kept meanwhile
			w.flush()
			continue
		}
		<-j.done
		if w.failed == nil { // else the channel is drained
			w.take(reading, j)
		}
	}
	w.flush()
	wg.Wait()
	if w.failed != nil {
		return w.stats, w.failed
	}
	return w.stats, ctx.Err()
}

// read hands each article to whoever is to write it, in the order of the source, and to a worker.
func read(ctx context.Context, source Source, ordered, work chan<- *job) {
	defer close(ordered)
	defer close(work)
	for a, err := range source.Articles(ctx) {
		j := &job{article: a, err: err, done: make(chan struct{})}
		select {
		case ordered <- j:
		case <-ctx.Done():
			return
		}
		if err != nil {
			close(j.done)
			continue
		}
		work <- j // a worker is always there until this channel is closed
	}
}

// writer gathers what was extracted, and writes it batch by batch.
type writer struct {
	sink    Sink
	options Options
	stop    func() // ends the reading
	stats   Stats
	batch   size
	entries []store.Entry
	refused []store.Rejected
	failed  error // the sink's
}

// held is how many articles wait to be written.
func (w *writer) held() int { return len(w.entries) + len(w.refused) }

// take adds what became of an article to the batch.
func (w *writer) take(reading context.Context, j *job) {
	if j.err == nil {
		w.stats.Read++
		w.entries = append(w.entries, store.Entry{Article: j.article, Facts: j.facts})
		w.grown(len(j.article.Text))
		return
	}
	if reading.Err() != nil && (errors.Is(j.err, context.Canceled) || errors.Is(j.err, context.DeadlineExceeded)) {
		return // it was not reached
	}
	w.stats.Rejected++
	r := rejected(j.article, j.err, w.options.Now())
	if w.options.Problem != nil {
		w.options.Problem(r)
	}
	w.refused = append(w.refused, r)
	w.grown(len(r.Text) + len(r.Error))
}

// grown writes the batch if it is full with so many bytes more.
func (w *writer) grown(bytes int) {
	if w.batch.full(w.held(), bytes) {
		w.flush()
	}
}

// flush writes the batch. After an error of the sink nothing more is written, and nothing more is read.
func (w *writer) flush() {
	if w.failed != nil || w.held() == 0 {
		return
	}
	if w.failed = w.write(); w.failed != nil {
		w.stop()
	}
}

func (w *writer) write() error {
	if len(w.refused) > 0 {
		if err := w.sink.Reject(w.refused...); err != nil {
			return err
		}
		w.refused = w.refused[:0]
	}
	if len(w.entries) == 0 {
		w.batch.written()
		return nil
	}
	outcomes, err := w.sink.Put(w.entries)
	if err != nil {
		return err
	}
	for i, oc := range outcomes {
		switch oc {
		case store.Added:
			w.stats.Added++
		case store.Unchanged:
			w.stats.Unchanged++
		case store.Replaced:
			w.stats.Replaced++
		}
		for _, f := range w.entries[i].Facts {
			w.stats.Facts[string(f.Kind)]++
		}
	}
	w.entries = w.entries[:0]
	w.batch.written()
	if w.options.Progress != nil {
		w.options.Progress(w.stats)
	}
	return nil
}

// next returns the next job, or nil if only a moment is waited for it and it does not come; more is false behind the last one.
func next(jobs <-chan *job, briefly bool) (j *job, more bool) {
	const moment = 50 * time.Millisecond
	if !briefly {
		j, more = <-jobs
		return j, more
	}
	timer := time.NewTimer(moment)
	defer timer.Stop()
	select {
	case j, more = <-jobs:
		return j, more
	case <-timer.C:
		return nil, true
	}
}

// The first batch of a run, the largest, and how many bytes of text end a batch.
const (
	firstBatch = 16
	mostBatch  = 256 // more hold more of the store in memory than their fewer syncs, and pages written once for several, are worth
	batchBytes = 16 << 20
)

// size says when a batch is full.
type size struct {
	fixed, now, bytes int
}

// waits reports whether a batch of n waits for the source no longer than a moment.
func (s *size) waits(n int) bool { return s.fixed == 0 && n >= firstBatch }

// full is told of each article: how many the batch has with it, and the length of its text.
func (s *size) full(n, text int) bool {
	if s.fixed > 0 {
		return n >= s.fixed
	}
	s.bytes += text
	return n >= s.now || s.bytes >= batchBytes
}

// written lets the next batch grow.
func (s *size) written() { s.now, s.bytes = min(4*s.now, mostBatch), 0 }

// extract runs the extractor over one article; what it panics with is the article's error, so that one article of thousands
// does not end a night's run.
func extract(ctx context.Context, x Extractor, a factwire.Article) (facts []factwire.Fact, err error) {
	defer func() {
		if r := recover(); r != nil {
			facts, err = nil, fmt.Errorf("%s: %w: %v", a.Origin, ErrExtraction, r)
		}
	}()
	return x.ExtractContext(ctx, a)
}

func rejected(a factwire.Article, err error, now time.Time) store.Rejected {
	reason := article.Reason(err)
	if errors.Is(err, ErrExtraction) {
		reason = "extraction"
	}
	r := store.Rejected{Origin: a.Origin, Title: a.Title, URL: a.URL, Reason: reason, Error: address.Redact(err.Error()), Time: now.UTC().Format(time.RFC3339)}
	if errors.Is(err, article.ErrPaywall) {
		r.Text = a.Text
	}
	return r
}
