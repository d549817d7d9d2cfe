package fetch

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/url"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/factwire/factwire/pipeline/article"
	"github.com/factwire/factwire/pipeline/fetch/internal/coding"
	"github.com/factwire/factwire/pipeline/fetch/internal/feed"
	"github.com/factwire/factwire/pipeline/fetch/internal/guard"
	"github.com/factwire/factwire/pipeline/fetch/internal/polite"
	"github.com/factwire/factwire/pipeline/fetch/internal/robots"
	"github.com/factwire/factwire/pipeline/fetch/internal/web"
)

// Errors that items and sources carry.
var (
	ErrRobots  = errors.New("is forbidden by robots.txt")
	ErrLeft    = errors.New("is left alone for now")
	ErrFormat  = errors.New("is no page")
	errNoGuess = errors.New("holds no feed, no sitemap and no list of addresses")
	errMissing = errors.New("there is no such file")
	errNoFile  = errors.New("is no file: web archives are read from files only")
	errCut     = fmt.Errorf("has more than %d items, and those behind them are not read", feed.MaxItems)
)

// Config is what a Fetcher is made of. Now, Sleep, States and Visits must be set.
type Config struct {
	Settings Settings
	Parser   article.Parser
	States   States
	Visits   Visits
	// Limit is how many pages a run gets from all sources; 0 for no limit.
	Limit int
	// Refetch gets pages that were seen before.
	Refetch bool
	Now     func() time.Time
	// Env reads the environment, where secrets stand that sources name; nil has none.
	Env func(name string) string
	// Progress is told, by several goroutines, of work that was found and of work that was done, in bytes: those of archives, and PageWork
	// for a page. It may be nil.
	Progress func(found, done int64)
	Sleep    func(ctx context.Context, d time.Duration) error
	// Resolver and TLS replace the system's, as tests do; nil for the system's.
	Resolver *net.Resolver
	TLS      *tls.Config
}

// PageWork is what a page counts for in Config.Progress: about as long as a page of news.
const PageWork = 100_000

// progress tells of work.
func (f *Fetcher) progress(found, done int64) {
	if f.config.Progress != nil {
		f.config.Progress(found, done)
	}
}

// Fetcher brings articles. It may be used by many goroutines at once.
type Fetcher struct {
	config   Config
	settings Settings
	hosts    *polite.Hosts
	taken    atomic.Int64 // pages got, against Config.Limit

	mu      sync.Mutex
	clients map[string]*web.Client
	rules   map[string]*rules
	cooling map[string]time.Time // hosts that asked to be left alone, until when
}

// rules are the robots.txt of one host, read once.
type rules struct {
	once sync.Once
	robots.Rules
}

// New returns a Fetcher.
func New(c Config) *Fetcher {
	s := c.Settings.Defaults()
	return &Fetcher{
		config: c, settings: s, hosts: polite.New(s.Every, s.PerHost),
		clients: map[string]*web.Client{}, rules: map[string]*rules{}, cooling: map[string]time.Time{},
	}
}

// Close closes idle connections.
func (f *Fetcher) Close() {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, c := range f.clients {
		c.Close()
	}
}

// client returns the client of a source. Sources that allow the same ranges share
// one; others never do, since a connection that one may open is not another's to use.
func (f *Fetcher) client(s Source) (*web.Client, error) {
	ranges, err := guard.ParseRanges(s.Allow)
	if err != nil {
		return nil, err
	}
	allow := slices.Clone(s.Allow)
	slices.Sort(allow)
	key := fmt.Sprintf("%s %t %s %v", strings.Join(allow, ","), s.IgnoreRobots, s.Every, s.Ports)
	if s.Credentials.As != "" {
		key += " of " + s.Name // nobody else's requests carry them
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if c := f.clients[key]; c != nil {
		return c, nil
	}
	authorize, err := f.authorize(s)
	if err != nil {
		return nil, err
	}
	proxy, err := f.proxy()
	if err != nil {
		return nil, err
	}
	config := web.Config{
		UserAgent: userAgent(f.settings), Control: guard.NewPorts(s.Ports, ranges...), Proxy: proxy, Resolver: f.config.Resolver, TLS: f.config.TLS,
		Connect: min(10*time.Second, f.settings.Timeout), Header: min(20*time.Second, f.settings.Timeout), Total: f.settings.Timeout,
		Retries: f.settings.Retries, Wait: min(time.Second, f.settings.MaxWait), MaxWait: f.settings.MaxWait,
		Now: f.config.Now, Sleep: f.config.Sleep,
	}
	bare := config
	bare.Total, bare.Retries = min(15*time.Second, f.settings.Timeout), -1
	bare.Limits = coding.Limits{Wire: 2 << 20, Body: 4 << 20, Ratio: 200}
	bare.Before = func(ctx context.Context, u *url.URL) (func(), error) { return f.hosts.Wait(ctx, u.Host, s.Every) }
	robotsClient := web.New(bare)
	config.Authorize = authorize
	config.Before = func(ctx context.Context, u *url.URL) (func(), error) { return f.turn(ctx, u, s, robotsClient) }
	c := web.New(config)
	f.clients[key] = c
	return c, nil
}

// turn waits until a page may be got, or says why it may not.
func (f *Fetcher) turn(ctx context.Context, u *url.URL, s Source, client *web.Client) (done func(), err error) {
	if until := f.coolingUntil(u.Host); until.After(f.config.Now()) {
		return nil, &web.Refused{Err: fmt.Errorf("%s %w: the server asks for it until %s", u.Host, ErrLeft, until.UTC().Format(time.RFC3339))}
	}
	every := s.Every
	if !s.IgnoreRobots {
		rules, err := f.robots(ctx, u, client)
		if err != nil {
			return nil, err
		}
		if !rules.Allowed(f.settings.Agent, u.String()) {
			return nil, &web.Refused{Err: fmt.Errorf("%s %w", u.Redacted(), ErrRobots)}
		}
		every = max(every, min(rules.CrawlDelay(f.settings.Agent), f.settings.MaxWait))
	}
	return f.hosts.Wait(ctx, u.Host, every)
}

// robots returns the rules of a host, got once in a run.
func (f *Fetcher) robots(ctx context.Context, u *url.URL, client *web.Client) (robots.Rules, error) {
	key := u.Scheme + "://" + u.Host
	f.mu.Lock()
	at := f.rules[key]
	if at == nil {
		at = &rules{}
		f.rules[key] = at
	}
	f.mu.Unlock()
	var failed error
	at.once.Do(func() {
		answer, err := client.Get(ctx, web.Request{URL: key + "/robots.txt"})
		at.Rules, failed = robotsOf(answer, err)
	})
	if failed != nil || ctx.Err() != nil {
		// The next page asks again: what failed is the way there, not the file.
		f.mu.Lock()
		if f.rules[key] == at {
			delete(f.rules, key)
		}
		f.mu.Unlock()
		if failed == nil {
			failed = context.Cause(ctx)
		}
		return robots.Rules{}, failed
	}
	return at.Rules, nil
}

// robotsOf reads the answer to a request for robots.txt. By RFC 9309 a file that is
// not there allows everything, and one that cannot be had nothing.
func robotsOf(answer web.Answer, err error) (robots.Rules, error) {
	var status *web.StatusError
	switch {
	case err == nil:
		return robots.Parse(answer.Body), nil
	case errors.As(err, &status) && status.Code >= 400 && status.Code < 500 && status.Code != 429:
		return robots.AllowAll(), nil
	case errors.As(err, &status), errors.Is(err, web.ErrRedirect), errors.Is(err, coding.ErrTooLarge):
		return robots.RefuseAll(), nil
	}
	return robots.Rules{}, fmt.Errorf("get robots.txt: %w", err)
}

func (f *Fetcher) coolingUntil(host string) time.Time {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.cooling[host]
}

// cool remembers that a host asked to be left alone. It returns until when, the
// zero time if err is of another kind.
func (f *Fetcher) cool(address string, err error) time.Time {
	var status *web.StatusError
	if !errors.As(err, &status) || !status.Throttled() {
		return time.Time{}
	}
	u, parsed := url.Parse(address)
	if parsed != nil {
		return time.Time{}
	}
	until := f.config.Now().Add(max(status.After, time.Minute))
	f.mu.Lock()
	defer f.mu.Unlock()
	if until.After(f.cooling[u.Host]) {
		f.cooling[u.Host] = until
	}
	return f.cooling[u.Host]
}

// take counts a page against the run's limit; it returns false when there are
// enough.
func (f *Fetcher) take() bool {
	if f.config.Limit <= 0 {
		return true
	}
	return f.taken.Add(1) <= int64(f.config.Limit)
}
