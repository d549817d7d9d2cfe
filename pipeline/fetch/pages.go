package fetch

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"mime"
	"slices"
	"strings"
	"time"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/pipeline/article"
	"github.com/factwire/factwire/pipeline/fetch/internal/web"
)

// maxBlocked is how many pages in a row may be refused before a source counts as
// blocked as a whole.
const maxBlocked = 3

// Planned is a page that a run would get.
type Planned struct {
	Source, URL, Title string
	// Known tells that the page was got before and has changed since, or is to be
	// got again.
	Known bool
}

// Plan tells visit of each page that a run over the sources would get, without
// getting it: only feeds and sitemaps are read. Nothing is kept. The errors are those
// of sources that failed.
func (f *Fetcher) Plan(ctx context.Context, sources []Source, visit func(Planned)) []error {
	var errs []error
	for _, s := range sources {
		if kind := s.Kind(); kind == "archive" || kind == "ccnews" {
			var files []string
			var err error
			if kind == "archive" {
				files, err = archives(s.Archive)
			} else {
				_, files, err = f.crawled(ctx, s)
			}
			if err != nil {
				errs = append(errs, &SourceError{Source: s.Name, Err: err})
			}
			for _, file := range files {
				visit(Planned{Source: s.Name, URL: file})
			}
			continue
		}
		st, err := f.config.States.Source(s.Name)
		if err == nil {
			var found choice
			if found, err = f.choose(ctx, s, st); err == nil {
				for _, c := range found.list {
					visit(Planned{Source: s.Name, URL: c.url, Title: c.hint.Title, Known: c.known})
				}
			}
		}
		if err != nil {
			errs = append(errs, &SourceError{Source: s.Name, Err: err})
		}
	}
	return errs
}

// chosen is a target that is to be got.
type chosen struct {
	target
	visit Visit // what is known of it
	known bool
}

// choice is what a run takes of a source.
type choice struct {
	list      []chosen
	validated map[string]Validator
	failed    []failure
	more      bool // the source has more than its limit lets through
}

// choose finds a source's targets and leaves out what its filters refuse and what
// was seen before.
func (f *Fetcher) choose(ctx context.Context, s Source, st State) (out choice, err error) {
	filter, err := newFilter(s)
	if err != nil {
		return choice{}, err
	}
	client, err := f.client(s)
	if err != nil {
		return choice{}, err
	}
	d := &finder{f: f, source: s, client: client, known: st.Documents, got: map[string]Validator{}}
	targets, err := d.find(ctx)
	if err != nil {
		return choice{}, err
	}
	out.validated, out.failed = d.got, d.failed
	for _, t := range targets {
		if !filter.address(t.url) || d.tooOld(cmp.Or(t.version, t.hint.Published)) {
			continue
		}
		keys := keysOf(t.url)
		visit, known, err := f.config.Visits.Page(keys[0])
		if err != nil {
			return choice{}, fmt.Errorf("look up page: %w", err)
		}
		if known && !f.config.Refetch && (t.version == "" || t.version == visit.Version) {
			continue
		}
		if s.Limit > 0 && len(out.list) >= s.Limit || !f.take() {
			out.more = true
			break
		}
		out.list = append(out.list, chosen{target: t, visit: visit, known: known})
	}
	return out, nil
}

// pages gets the pages of a source, several at once, and emits them in order.
func (r *Run) pages(ctx context.Context, s Source, p *progress, emit func(item, *mark) bool) error {
	found, err := r.f.choose(ctx, s, p.state)
	if err != nil {
		return err
	}
	filter, err := newFilter(s)
	if err != nil {
		return err
	}
	client, err := r.f.client(s)
	if err != nil {
		return err
	}
	missed := found.more
	for _, x := range found.failed {
		// What an index names and is not there any more is no loss.
		if reason(x.err) == "gone" {
			continue
		}
		missed = true
		if !emit(item{article: factwire.Article{Origin: "source " + s.Name + ": " + x.url, URL: x.url}, err: &SourceError{Source: s.Name, Err: x.err}}, nil) {
			return ctx.Err()
		}
	}
	r.f.progress(int64(len(found.list))*PageWork, 0)
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	results := ordered(ctx, r.f.settings.AtOnce, found.list, func(c chosen) result { return r.f.get(ctx, client, filter, s, c) })
	blocked := 0
	for res := range results {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		r.f.progress(0, PageWork)
		var status *web.StatusError
		if errors.As(res.item.err, &status) && status.Blocked() {
			blocked++
		} else {
			blocked = 0
		}
		missed = missed || res.mark == nil
		switch {
		case res.item.err == nil && res.item.article.Text == "", errors.Is(res.item.err, ErrFiltered):
			// Nothing to hand on; the visit is worth keeping all the same.
			if err := r.keep(res.mark); err != nil {
				return err
			}
		case !emit(res.item, res.mark):
			return ctx.Err()
		}
		if blocked >= maxBlocked {
			return fmt.Errorf("%d pages in a row were refused: %w", blocked, res.item.err)
		}
		if errors.Is(res.item.err, ErrLeft) {
			return res.item.err
		}
	}
	r.mu.Lock()
	p.validated, p.complete = found.validated, !missed
	r.mu.Unlock()
	return nil
}

// keep writes a visit that nothing waits for.
func (r *Run) keep(m *mark) error {
	if m == nil {
		return nil
	}
	visits := map[string]Visit{}
	for _, k := range m.keys {
		visits[k] = m.visit
	}
	if err := r.f.config.Visits.PutPages(visits); err != nil {
		return fmt.Errorf("keep visits: %w", err)
	}
	return nil
}

// result is what came of one target. Without a mark it is tried again in the next
// run.
type result struct {
	item item
	mark *mark
}

// get gets one page and reads the article on it, or the one that the feed holds of it.
func (f *Fetcher) get(ctx context.Context, client *web.Client, filter filter, s Source, c chosen) result {
	origin := c.url
	visit := Visit{At: f.config.Now().UTC(), Version: c.version, Former: c.visit.Former, Hash: c.visit.Hash, Validator: c.visit.Validator, Outcome: c.visit.Outcome}
	keep := func(urls ...string) *mark {
		return &mark{source: s.Name, keys: keysOf(append(urls, c.url)...), visit: visit}
	}
	answer, err := f.answer(ctx, client, c)
	if err == nil && answer.Status == 304 {
		return result{mark: keep()}
	}
	a := factwire.Article{Origin: origin, URL: c.url, Title: c.hint.Title}
	switch {
	case err != nil:
		f.cool(c.url, err)
		err = &PageError{err}
	case !isPage(answer.ContentType):
		err = &PageError{fmt.Errorf("%s %w: it is %.60q", c.url, ErrFormat, answer.ContentType)}
	default:
		visit.Validator = Validator{ETag: answer.ETag, LastModified: answer.LastModified}
		a, err = f.config.Parser.Page(article.Page{Origin: origin, URL: answer.URL, ContentType: answer.ContentType, Body: answer.Body, Hint: c.hint})
	}
	if err == nil || isLasting(err) || isBlocked(err) {
		a, err = f.preferFull(c, a, err)
	}
	if err == nil {
		err = filter.article(a)
	}
	if err != nil {
		res := result{item: item{article: a, err: err}}
		if isLasting(err) {
			visit.Outcome = reason(err)
			res.mark = keep(answer.URL, a.URL)
		}
		return res
	}
	if answer.Partial {
		return result{item: item{article: a}} // the next run asks for all of it
	}
	hash := factwire.Hash("text", a.Text)
	if visit.Hash != "" && visit.Hash != hash && !slices.Contains(visit.Former, visit.Hash) {
		visit.Former = append(slices.Clone(visit.Former), visit.Hash)
	}
	visit.Hash, visit.Outcome = hash, "article"
	m := keep(answer.URL, a.URL)
	m.taken = true
	return result{item: item{article: a}, mark: m}
}

func isBlocked(err error) bool {
	var status *web.StatusError
	return errors.As(err, &status) && status.Blocked()
}

// answer gets the page of a target, if it changed since it was got before.
func (f *Fetcher) answer(ctx context.Context, client *web.Client, c chosen) (web.Answer, error) {
	if c.answer != nil {
		return *c.answer, nil
	}
	answer, err := client.Get(ctx, web.Request{URL: c.url, Accept: acceptPage, ETag: c.visit.ETag, LastModified: c.visit.LastModified})
	return answer, whole(answer, err)
}

// whole is err, but for an answer that broke off each time: what there is of it serves.
func whole(answer web.Answer, err error) error {
	if answer.Partial {
		return nil
	}
	return err
}

// isPage tells whether a Content-Type is that of a page; none at all may be.
func isPage(contentType string) bool {
	kind, _, err := mime.ParseMediaType(contentType)
	if err != nil {
		kind, _, _ = strings.Cut(strings.ToLower(contentType), ";")
		kind = strings.TrimSpace(kind)
	}
	return kind == "" || kind == "text/html" || kind == "application/xhtml+xml" || kind == "text/plain" || kind == "application/xml"
}

// cooled returns until when the host that an error tells of asked to be left alone.
func (f *Fetcher) cooled(err error) time.Time {
	var status *web.StatusError
	if errors.As(err, &status) && status.After > 0 {
		return f.config.Now().Add(status.After)
	}
	return time.Time{}
}

// ordered applies work to each element, so many at once, and yields the results in
// the order of the elements. It stops starting work when ctx is done or the caller
// stops; work under way is waited for.
func ordered[T, R any](ctx context.Context, most int, list []T, work func(T) R) func(yield func(R) bool) {
	return func(yield func(R) bool) {
		queue := make(chan chan R, max(1, most)-1)
		ctx, stop := context.WithCancel(ctx)
		defer stop()
		go func() {
			defer close(queue)
			for _, e := range list {
				if ctx.Err() != nil {
					return
				}
				slot := make(chan R, 1)
				select {
				case queue <- slot:
				case <-ctx.Done():
					return
				}
				go func() { slot <- work(e) }()
			}
		}()
		for slot := range queue {
			if !yield(<-slot) {
				stop()
				for slot := range queue {
					<-slot
				}
				return
			}
		}
	}
}
