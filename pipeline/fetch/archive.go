package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/pipeline/article"
	"github.com/factwire/factwire/pipeline/article/address"
	"github.com/factwire/factwire/pipeline/fetch/internal/warc"
	"github.com/factwire/factwire/pipeline/fetch/source"
)

// archive is a file that is being read. Its slots are the records that were handed
// on, in order, and not yet passed by its progress.
type archive struct {
	path  string
	at    Progress
	slots []*slot
}

// slot is a record that is dealt with, or not yet.
type slot struct {
	archive *archive
	next    warc.Position // of the record behind it
	done    bool
}

// advance moves the progress past all records that are done and have no open one
// before them.
func (a *archive) advance(st *State) {
	for len(a.slots) > 0 && a.slots[0].done {
		a.at.Next = a.slots[0].next
		a.slots = a.slots[1:]
	}
	if st.Files == nil {
		st.Files = map[string]Progress{}
	}
	st.Files[a.path] = a.at
}

// archives returns the files that a pattern names, sorted.
func archives(pattern string) ([]string, error) {
	files, err := filepath.Glob(pattern)
	if err != nil {
		return nil, fmt.Errorf("pattern %q cannot be read: %w", pattern, err)
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("%s: %w", pattern, errMissing)
	}
	slices.Sort(files)
	return files, nil
}

// archive reads the archives of a source, each from where the last run left it.
func (r *Run) archive(ctx context.Context, s Source, p *progress, emit func(item, *mark) bool) error {
	files, err := archives(s.Archive)
	if err != nil {
		return err
	}
	filter, err := newFilter(s)
	if err != nil {
		return err
	}
	taken := 0
	for _, path := range files {
		if info, err := os.Stat(path); err == nil {
			r.f.progress(info.Size(), 0)
		}
	}
	for _, path := range files {
		more, err := r.volume(ctx, s, p, filter, local(path), &taken, emit)
		if err != nil || !more {
			return err
		}
	}
	return nil
}

// volume is an archive by its name, and how it is opened. The size is -1 if it is not known.
type volume struct {
	name string
	open func(ctx context.Context) (file io.ReadSeekCloser, size int64, err error)
}

// local is an archive of this machine.
func local(path string) volume {
	return volume{path, func(context.Context) (io.ReadSeekCloser, int64, error) {
		info, err := os.Stat(path)
		if err != nil {
			return nil, 0, fmt.Errorf("open archive: %w", err)
		}
		if !info.Mode().IsRegular() { // opening a pipe would wait for its writer
			return nil, 0, fmt.Errorf("open archive: %s %w", path, errNoFile)
		}
		file, err := os.Open(path)
		if err != nil {
			return nil, 0, fmt.Errorf("open archive: %w", err)
		}
		return file, info.Size(), nil
	}}
}

// volume reads one archive. More is false when the source's limit is reached.
func (r *Run) volume(ctx context.Context, s Source, p *progress, filter filter, v volume, taken *int, emit func(item, *mark) bool) (more bool, err error) {
	file, size, err := v.open(ctx)
	if err != nil {
		return false, err
	}
	defer file.Close()
	path := v.name
	r.mu.Lock() // articles of the volume before may still be dealt with
	at := p.state.Files[path]
	r.mu.Unlock()
	if at.Size != size || r.f.config.Refetch {
		at = Progress{Size: size}
	}
	reader, err := warc.NewReader(file, at.Next)
	if err != nil {
		return false, err
	}
	a := &archive{path: path, at: at}
	passed := int64(0)
	pass := func() {
		r.f.progress(0, reader.Position().Offset-passed)
		passed = reader.Position().Offset
	}
	r.mu.Lock()
	p.archives[path] = a
	r.mu.Unlock()
	for ctx.Err() == nil {
		if s.Limit > 0 && *taken >= s.Limit {
			return false, nil
		}
		record, err := reader.Next()
		pass()
		if errors.Is(err, io.EOF) {
			r.end(p, a, reader.Position())
			return true, nil
		}
		var broken *warc.RecordError
		if err != nil && !errors.As(err, &broken) {
			return false, fmt.Errorf("%s: %w", path, err)
		}
		var it item
		if broken != nil {
			it = item{article: factwire.Article{Origin: path + "#" + broken.Position.String()}, err: fmt.Errorf("%s: %w", path, &PageError{broken})}
		} else {
			it = r.record(path, record, filter)
		}
		sl := &slot{archive: a, next: reader.Position()}
		r.mu.Lock()
		if broken != nil {
			a.at.Broken++
		}
		a.slots = append(a.slots, sl)
		if it.article.Origin == "" || errors.Is(it.err, ErrFiltered) {
			sl.done = true
			a.advance(&p.state)
		}
		r.mu.Unlock()
		if sl.done {
			continue
		}
		if it.err == nil {
			if !r.f.take() {
				return false, nil
			}
			*taken++
		}
		if !emit(it, &mark{source: s.Name, slot: sl, taken: it.err == nil}) {
			return false, ctx.Err()
		}
	}
	return false, ctx.Err()
}

// end marks an archive as read, once all that was handed on is done.
func (r *Run) end(p *progress, a *archive, at warc.Position) {
	r.mu.Lock()
	defer r.mu.Unlock()
	a.slots = append(a.slots, &slot{archive: a, next: at, done: true})
	a.advance(&p.state)
}

// record reads the article of a record. An item without an origin is none: a
// request, an image, a redirect.
func (r *Run) record(path string, rec warc.Record, filter filter) item {
	if rec.Block == nil || !source.IsWeb(rec.URL) {
		return item{}
	}
	rec.URL = address.Redact(rec.URL)
	if u, err := url.Parse(rec.URL); err != nil || !filter.address(u.String()) {
		return item{}
	}
	origin := path + "#" + rec.Position.String()
	got, err := rec.Page()
	if err != nil {
		return item{article: factwire.Article{Origin: origin, URL: rec.URL}, err: &PageError{fmt.Errorf("%s: %w", origin, err)}}
	}
	if got.Status != 200 || !isPage(got.ContentType) {
		return item{}
	}
	a, err := r.f.config.Parser.Page(article.Page{Origin: origin, URL: rec.URL, ContentType: got.ContentType, Body: got.Body})
	if err == nil {
		a.Between = factwire.Between(a, rec.Date)
		err = filter.article(a)
	}
	return item{article: a, err: err}
}
