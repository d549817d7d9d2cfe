package fetch

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/factwire/factwire/pipeline/article/address"
	"github.com/factwire/factwire/pipeline/fetch/internal/feed"
	"github.com/factwire/factwire/pipeline/fetch/internal/robots"
	"github.com/factwire/factwire/pipeline/fetch/internal/sitemap"
	"github.com/factwire/factwire/pipeline/fetch/internal/web"
	"github.com/factwire/factwire/pipeline/internal/charset"
	"github.com/factwire/factwire/pipeline/internal/page"
	"github.com/factwire/factwire/pipeline/internal/stamp"
)

// target is a page that a source names.
type target struct {
	url     string
	version string // the date of the last change, as the source writes it
	hint    page.Hint
	// full is the HTML of the article itself, where a feed holds it.
	full string
	// answer is the page itself where looking for targets brought it along.
	answer *web.Answer
}

// Limits on what one run follows of a sitemap index.
const (
	maxSitemaps = 200
	maxNesting  = 3
)

// What is asked for, by kind of document.
const (
	acceptPage = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1"
	acceptAny  = "application/rss+xml,application/atom+xml,application/feed+json,application/xml;q=0.9,text/xml;q=0.9,text/html;q=0.8,*/*;q=0.1"
)

// finder looks for the targets of one source.
type finder struct {
	f      *Fetcher
	source Source
	client *web.Client
	known  map[string]Validator // from the last run
	// got are the validators of the documents that were read; the caller keeps
	// them once all targets are done with.
	got      map[string]Validator
	sitemaps int
	targets  []target
	// failed are the sitemaps that others name and that could not be read, and the
	// documents that hold more than is read of them; children is how many of the
	// former could.
	failed   []failure
	children int
}

// failure is a document of a source that failed, though others of it did not.
type failure struct {
	url string
	err error
}

// find returns the targets, without repeats, those of sitemaps newest first.
func (d *finder) find(ctx context.Context) ([]target, error) {
	var err error
	switch s := d.source; s.Kind() {
	case "feed":
		err = d.feed(ctx, s.Feed, true)
	case "sitemap":
		err = d.site(ctx, s.Sitemap)
	case "list":
		err = d.list(ctx, s.List)
	case "page":
		err = d.guess(ctx, s.Page)
	case "gdelt":
		err = d.gdelt(ctx)
	case "opml": // it could not be read before, or else would be a source for each feed
		if _, err = expand(s); err == nil {
			err = fmt.Errorf("list %s: %w: its feeds are read in the next run", s.OPML, ErrLeft)
		}
	default:
		for _, u := range s.URLs {
			d.targets = append(d.targets, target{url: u})
		}
	}
	if err != nil {
		return nil, err
	}
	for i := range d.targets {
		d.targets[i].url = address.Redact(d.targets[i].url)
	}
	seen := map[string]bool{}
	return slices.DeleteFunc(d.targets, func(t target) bool {
		key := address.Key(t.url)
		repeated := key == "" || seen[key]
		seen[key] = true
		return repeated
	}), nil
}

// document gets one of the source's own documents. It is nil if the document did
// not change since the last run.
func (d *finder) document(ctx context.Context, url string) (*web.Answer, error) {
	request := web.Request{URL: url, Accept: acceptAny}
	if !d.f.config.Refetch {
		v := d.known[url]
		request.ETag, request.LastModified = v.ETag, v.LastModified
	}
	answer, err := d.client.Get(ctx, request)
	if err = whole(answer, err); err != nil {
		d.f.cool(url, err)
		return nil, err
	}
	if answer.Status == 304 {
		d.got[url] = d.known[url]
		return nil, nil
	}
	d.got[url] = Validator{ETag: answer.ETag, LastModified: answer.LastModified}
	return &answer, nil
}

func (d *finder) feed(ctx context.Context, url string, discover bool) error {
	answer, err := d.document(ctx, url)
	if err != nil || answer == nil {
		return err
	}
	parsed, err := feed.Parse(ctx, answer.Body, answer.URL, answer.ContentType)
	if err != nil {
		if !discover || ctx.Err() != nil {
			return fmt.Errorf("feed %s: %w", url, err)
		}
		doc, _ := charset.Decode(answer.Body, answer.ContentType)
		feeds := page.Feeds(doc, answer.URL)
		if len(feeds) == 0 {
			return fmt.Errorf("feed %s: %w", url, err)
		}
		// The page's own validators say nothing of its feed.
		delete(d.got, url)
		return d.feed(ctx, feeds[0], false)
	}
	d.items(url, parsed)
	return nil
}

func (d *finder) items(at string, parsed feed.Feed) {
	if parsed.Cut {
		d.failed = append(d.failed, failure{at, fmt.Errorf("feed %s: %w", at, errCut)})
	}
	for _, it := range parsed.Items {
		d.targets = append(d.targets, target{
			url: it.URL, version: cmp.Or(it.Updated, it.Published), full: fullOf(it),
			hint: page.Hint{Title: it.Title, Published: cmp.Or(it.Published, it.Updated), Authors: it.Authors},
		})
	}
}

// site reads the sitemap at an address, or those that the robots.txt of a site
// names.
func (d *finder) site(ctx context.Context, at string) error {
	u, err := url.Parse(at)
	if err != nil {
		return fmt.Errorf("sitemap %s: %w", at, err)
	}
	if u.Path != "" && u.Path != "/" {
		return d.whole(ctx, at)
	}
	answer, err := d.document(ctx, u.Scheme+"://"+u.Host+"/robots.txt")
	if err != nil {
		return fmt.Errorf("sitemaps of %s: %w", at, err)
	}
	delete(d.got, u.Scheme+"://"+u.Host+"/robots.txt")
	var named []string
	if answer != nil {
		named = robots.Parse(answer.Body).Sitemaps()
	}
	if len(named) == 0 {
		named = []string{u.Scheme + "://" + u.Host + "/sitemap.xml"}
	}
	for _, s := range named {
		if err := d.whole(ctx, s); err != nil {
			return err
		}
	}
	return nil
}

// whole reads a sitemap with all that it names. An index of which no child can be read
// is an error as one sitemap is that cannot.
func (d *finder) whole(ctx context.Context, at string) error {
	d.children = 0
	before := len(d.failed)
	if err := d.sitemap(ctx, at, 0, true); err != nil {
		return err
	}
	if failed := d.failed[before:]; len(failed) > 0 && d.children == 0 {
		return fmt.Errorf("sitemap %s: none of the sitemaps that it names can be read (%d): %w", at, len(failed), failed[0].err)
	}
	return nil
}

// sitemap reads a sitemap and those that it names. A child that fails costs its own
// pages only.
func (d *finder) sitemap(ctx context.Context, url string, depth int, must bool) error {
	if d.sitemaps++; d.sitemaps > maxSitemaps || depth > maxNesting {
		return nil
	}
	answer, err := d.document(ctx, url)
	if err == nil && answer == nil {
		d.children++ // it did not change
		return nil
	}
	var parsed sitemap.Sitemap
	if err == nil {
		if parsed, err = sitemap.Parse(answer.Body); err != nil {
			err = fmt.Errorf("sitemap %s: %w", url, err)
		}
	}
	if err != nil {
		if must || ctx.Err() != nil {
			return err
		}
		d.failed = append(d.failed, failure{url, err})
		return nil
	}
	if !must {
		d.children++
	}
	d.entries(parsed)
	children := parsed.Sitemaps
	slices.SortStableFunc(children, func(a, b sitemap.Child) int { return newer(a.Modified, b.Modified) })
	for _, c := range children {
		if d.tooOld(c.Modified) {
			continue
		}
		if err := d.sitemap(ctx, c.URL, depth+1, false); err != nil {
			return err
		}
	}
	if depth == 0 {
		slices.SortStableFunc(d.targets, func(a, b target) int { return newer(a.version, b.version) })
	}
	return nil
}

func (d *finder) entries(parsed sitemap.Sitemap) {
	for _, p := range parsed.Pages {
		d.targets = append(d.targets, target{
			url: p.URL, version: cmp.Or(p.Modified, p.Published), hint: hintOf(p.Title, p.Published),
		})
	}
}

func (d *finder) list(ctx context.Context, url string) error {
	answer, err := d.document(ctx, url)
	if err != nil || answer == nil {
		return err
	}
	parsed, err := sitemap.Parse(answer.Body)
	if err != nil {
		return fmt.Errorf("list %s: %w", url, err)
	}
	d.entries(parsed)
	return nil
}

// guess takes a document for what it looks like: a feed, a sitemap, a list, else a
// page.
func (d *finder) guess(ctx context.Context, at string) error {
	answer, err := d.document(ctx, at)
	if err != nil || answer == nil {
		return err
	}
	head := bytes.ToLower(answer.Body[:min(len(answer.Body), 2048)])
	if bytes.Contains(head, []byte("<html")) || bytes.Contains(head, []byte("<!doctype html")) || strings.Contains(answer.ContentType, "html") {
		d.targets = append(d.targets, target{url: at, answer: answer})
		return nil
	}
	if bytes.Contains(head, []byte("<urlset")) || bytes.Contains(head, []byte("<sitemapindex")) || bytes.HasPrefix(answer.Body, []byte{0x1f, 0x8b}) {
		delete(d.got, at)
		d.known = nil
		return d.whole(ctx, at)
	}
	if parsed, err := feed.Parse(ctx, answer.Body, answer.URL, answer.ContentType); err == nil {
		d.items(at, parsed)
		return nil
	} else if ctx.Err() != nil {
		return err
	}
	parsed, err := sitemap.Parse(answer.Body)
	if err != nil {
		return fmt.Errorf("%s %w", at, errNoGuess)
	}
	d.entries(parsed)
	return nil
}

// tooOld tells whether a date lies further back than the source wants. What cannot
// be read is young.
func (d *finder) tooOld(raw string) bool {
	if d.source.MaxAge <= 0 {
		return false
	}
	t, ok := stamp.Parse(raw)
	return ok && d.f.config.Now().Sub(t.Time) > d.source.MaxAge+24*time.Hour
}

// hintOf is what a list says of an article.
func hintOf(title, published string) page.Hint {
	return page.Hint{Title: page.Words(title), Published: published}
}

// newer orders dates, the latest first and those that cannot be read last.
func newer(a, b string) int {
	x, okX := stamp.Parse(a)
	y, okY := stamp.Parse(b)
	switch {
	case okX && okY:
		return y.Compare(x.Time)
	case okX:
		return -1
	case okY:
		return 1
	}
	return 0
}
