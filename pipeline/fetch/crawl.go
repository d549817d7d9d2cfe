package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/factwire/factwire/pipeline/fetch/internal/gdelt"
	"github.com/factwire/factwire/pipeline/fetch/internal/web"
	"github.com/factwire/factwire/pipeline/fetch/source"
)

// Where the archives of Common Crawl's news crawl and GDELT's lists and search are.
const (
	crawlHome  = "https://data.commoncrawl.org/"
	listHome   = "https://data.gdeltproject.org/"
	searchHome = "https://api.gdeltproject.org/"
)

// maxPaths bounds the list of a month's archives, which has some 500.
const maxPaths = 4 << 20

// home is where a source's lists stand: at its mirror, else at their own place.
func home(s Source, own string) string {
	if s.Mirror == "" {
		return own
	}
	return strings.TrimSuffix(s.Mirror, "/") + "/"
}

// open is a copy of a source for the documents of its lists. What is published for programs to fetch is fetched, whatever robots.txt says of
// crawlers; the pages that lists name obey theirs.
func open(s Source) Source {
	s.IgnoreRobots = true
	return s
}

// crawl reads the archives of the news crawl of the days that a source names, each from where the last run left it.
func (r *Run) crawl(ctx context.Context, s Source, p *progress, emit func(item, *mark) bool) error {
	filter, err := newFilter(s)
	if err != nil {
		return err
	}
	client, files, err := r.f.crawled(ctx, s)
	if err != nil {
		return err
	}
	taken := 0
	for _, file := range files {
		more, err := r.volume(ctx, s, p, filter, remote(client, file), &taken, emit)
		if err != nil || !more {
			return err
		}
	}
	return nil
}

// crawled returns the addresses of the archives of the days that a source names, and the client to get them with.
func (f *Fetcher) crawled(ctx context.Context, s Source) (*web.Client, []string, error) {
	client, err := f.client(open(s))
	if err != nil {
		return nil, nil, err
	}
	from, to, ok := source.Times(s.CCNews)
	if !ok {
		return nil, nil, fmt.Errorf("%w: %q is no day", ErrFormat, s.CCNews)
	}
	var files []string
	for month := time.Date(from.Year(), from.Month(), 1, 0, 0, 0, 0, time.UTC); month.Before(to); month = month.AddDate(0, 1, 0) {
		paths, err := crawlPaths(ctx, client, home(s, crawlHome), month)
		if err != nil {
			return nil, nil, err
		}
		for _, path := range paths {
			if at, ok := crawlTime(path); ok && !at.Before(from) && at.Before(to) {
				files = append(files, home(s, crawlHome)+path)
			}
		}
	}
	if len(files) == 0 {
		return nil, nil, fmt.Errorf("archives of the news crawl of %s: %w", s.CCNews, errMissing)
	}
	return client, files, nil
}

// crawlPaths returns the paths of a month's archives.
func crawlPaths(ctx context.Context, client *web.Client, home string, month time.Time) ([]string, error) {
	address := home + "crawl-data/CC-NEWS/" + month.Format("2006/01") + "/warc.paths.gz"
	answer, err := client.Get(ctx, web.Request{URL: address, Accept: "*/*"})
	if err != nil {
		return nil, err
	}
	list := io.Reader(bytes.NewReader(answer.Body))
	if bytes.HasPrefix(answer.Body, []byte{0x1f, 0x8b}) {
		if list, err = gzip.NewReader(list); err != nil {
			return nil, fmt.Errorf("list %s: %w: %w", address, ErrFormat, err)
		}
	}
	plain, err := io.ReadAll(io.LimitReader(list, maxPaths))
	if err != nil && len(plain) == 0 {
		return nil, fmt.Errorf("list %s: %w: %w", address, ErrFormat, err)
	}
	var paths []string
	for line := range strings.Lines(string(plain)) {
		if line = strings.TrimSpace(line); strings.HasPrefix(line, "crawl-data/") && !strings.Contains(line, "..") {
			paths = append(paths, line)
		}
	}
	return paths, nil
}

// crawlTime reads when an archive was begun off its name, as "CC-NEWS-20260310142501-00123.warc.gz".
func crawlTime(path string) (time.Time, bool) {
	_, name, ok := strings.Cut(path, "/CC-NEWS-")
	if !ok || len(name) < 14 {
		return time.Time{}, false
	}
	t, err := time.Parse("20060102150405", name[:14])
	return t, err == nil
}

// remote is an archive on the web.
func remote(client *web.Client, address string) volume {
	return volume{address, func(ctx context.Context) (io.ReadSeekCloser, int64, error) {
		s, err := client.Stream(ctx, address)
		if err != nil {
			return nil, 0, err
		}
		return s, s.Size(), nil
	}}
}

// gdelt finds the articles of one of GDELT's lists: at an address, those of days, or those that a search finds.
func (d *finder) gdelt(ctx context.Context) error {
	what := d.source.GDELT
	client, err := d.f.client(open(d.source))
	if err != nil {
		return err
	}
	d.client = client
	from, to, dated := source.Times(what)
	switch {
	case source.IsWeb(what):
		return d.articles(ctx, what)
	case !dated:
		hours := int(d.source.MaxAge / time.Hour)
		return d.articles(ctx, home(d.source, searchHome)+gdelt.Search(what, hours))
	}
	if now := d.f.config.Now(); to.After(now) {
		to = now
	}
	found := false
	for minute := from; minute.Before(to); minute = minute.Add(time.Minute) {
		err := d.articles(ctx, home(d.source, listHome)+gdelt.List(minute))
		var status *web.StatusError
		switch {
		case err == nil:
			found = true
		case errors.As(err, &status) && status.Gone(): // most minutes have none
		default:
			return err
		}
	}
	if !found {
		return fmt.Errorf("GDELT's list of articles of %s: %w", what, errMissing)
	}
	return nil
}

// articles adds the articles of a list, but those of another language than the source wants.
func (d *finder) articles(ctx context.Context, address string) error {
	answer, err := d.document(ctx, address)
	if err != nil || answer == nil {
		return err
	}
	list, err := gdelt.Parse(answer.Body)
	if err != nil {
		return fmt.Errorf("list %s: %w", address, err)
	}
	for _, e := range list {
		if d.source.Language != "" && e.Language != "" && !strings.EqualFold(e.Language, d.source.Language) {
			continue
		}
		d.targets = append(d.targets, target{url: e.URL, version: e.Seen, hint: hintOf(e.Title, e.Seen)})
	}
	return nil
}
