// Package web gets pages over HTTP, safely and politely: within limits of time and
// size, from public addresses only, with retries where they help.
package web

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/factwire/factwire/pipeline/article/address"
	"github.com/factwire/factwire/pipeline/fetch/internal/coding"
	"github.com/factwire/factwire/pipeline/fetch/internal/guard"
)

// Config says how a Client behaves. Zero values of durations and sizes stand for
// the defaults, which are given with them.
type Config struct {
	// UserAgent identifies the program and says whom to contact.
	UserAgent string
	// Control checks each address that is dialled; nil stands for guard.New().
	Control guard.Control
	// Resolver resolves names; nil stands for the system's.
	Resolver *net.Resolver
	// TLS overrides the configuration of TLS, as tests do.
	TLS *tls.Config

	Connect time.Duration // 10 s, for dialling, and again for the TLS handshake
	Header  time.Duration // 20 s, until the head of the answer is there
	Total   time.Duration // 60 s, for one request with its body

	Limits coding.Limits // 16 MB sent, 32 MB decompressed, ratio 200

	Retries int           // 2 after the first try; negative for none
	Wait    time.Duration // 1 s before the first retry, doubled for each further
	MaxWait time.Duration // 30 s; a server that asks for longer is left alone

	// Proxy is what requests go through, with its user and password if it wants them; nil for none. Its own address is not checked; the
	// hosts that it is asked for are, as far as they can be looked up here.
	Proxy *url.URL
	// Authorize adds what lets the program in at an address; nil for nothing. It is called for each request that goes out.
	Authorize func(u *url.URL, h http.Header)

	// Before is called before each request that goes out, retries and redirects
	// included: it waits for the host's turn, or refuses. The function that it
	// returns is called when the answer was read. Nil lets all pass.
	Before func(ctx context.Context, u *url.URL) (done func(), err error)
	// Now is the clock, for Retry-After and nothing else; Sleep waits. Both must be set.
	Now   func() time.Time
	Sleep func(ctx context.Context, d time.Duration) error
}

// MaxRedirects is how many redirects are followed.
const MaxRedirects = 5

// maxHeader bounds the head of an answer.
const maxHeader = 256 << 10

// Client gets pages. It may be used by many goroutines at once.
type Client struct {
	config Config
	http   *http.Client
}

// New returns a client.
func New(c Config) *Client {
	setDefault(&c.Connect, 10*time.Second)
	setDefault(&c.Header, 20*time.Second)
	setDefault(&c.Total, 60*time.Second)
	setDefault(&c.Wait, time.Second)
	setDefault(&c.MaxWait, 30*time.Second)
	if c.Limits == (coding.Limits{}) {
		c.Limits = coding.Limits{Wire: 16 << 20, Body: 32 << 20, Ratio: 200}
	}
	if c.Retries == 0 {
		c.Retries = 2
	}
	if c.Control == nil {
		c.Control = guard.New()
	}
	dialer := &net.Dialer{Timeout: c.Connect, Control: c.Control, Resolver: c.Resolver}
	transport := &http.Transport{
		DialContext:            dialer.DialContext,
		TLSClientConfig:        c.TLS,
		TLSHandshakeTimeout:    c.Connect,
		ResponseHeaderTimeout:  c.Header,
		MaxResponseHeaderBytes: maxHeader,
		IdleConnTimeout:        30 * time.Second,
		MaxIdleConnsPerHost:    2,
		MaxConnsPerHost:        8,
		DisableCompression:     true, // decompression has limits of its own
		ForceAttemptHTTP2:      true,
		// No proxy of the environment: the address that is checked must be the
		// address that is reached.
		Proxy: nil,
	}
	if c.Proxy != nil {
		dialer.Control = nil
		transport.Proxy = http.ProxyURL(c.Proxy)
	}
	return &Client{config: c, http: &http.Client{
		Transport:     transport,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

func setDefault(d *time.Duration, to time.Duration) {
	if *d == 0 {
		*d = to
	}
}

// Close closes idle connections.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// Request is what to get.
type Request struct {
	URL          string
	Accept       string // media types; empty for any
	ETag         string // as the server gave it: ask for the page only if it changed
	LastModified string // likewise
}

// Answer is what came.
type Answer struct {
	URL          string // where the answer came from, after redirects
	Status       int    // 200, or 304 if the page did not change
	ContentType  string
	ETag         string
	LastModified string
	Body         []byte // decompressed; nil for 304
	// Partial tells that the body broke off: Body is what came of it, and stands beside an
	// error that wraps io.ErrUnexpectedEOF.
	Partial bool
}

// Get gets a page. An answer other than 200 and 304 is an error: a [*StatusError],
// or one that wraps an error of this package, of guard or of coding. Along with the
// error of a body that breaks off in every try comes what there is of it. The context
// bounds the whole, retries and waits included.
func (c *Client) Get(ctx context.Context, r Request) (Answer, error) {
	u, err := parse(r.URL)
	if err != nil {
		return Answer{}, err
	}
	waits := newWaits(c.config.Wait, c.config.MaxWait)
	for try := 0; ; try++ {
		answer, err := c.follow(ctx, u, r)
		if err == nil || try >= c.config.Retries || ctx.Err() != nil || !isTransient(err) {
			return answer, err
		}
		wait := waits.next()
		var status *StatusError
		if errors.As(err, &status) && status.After > 0 {
			if status.After > c.config.MaxWait {
				return answer, err
			}
			wait = max(wait, status.After)
		}
		if c.config.Sleep(ctx, wait) != nil {
			return answer, err
		}
	}
}

// follow makes one try, redirects included.
func (c *Client) follow(ctx context.Context, u *url.URL, r Request) (Answer, error) {
	for hops := 0; ; hops++ {
		answer, next, err := c.once(ctx, u, r)
		if err != nil || next == "" {
			return answer, err
		}
		if hops >= MaxRedirects {
			return Answer{}, fmt.Errorf("get %s: %w: more than %d", r.URL, ErrRedirect, MaxRedirects)
		}
		to, err := u.Parse(next)
		if err != nil {
			return Answer{}, fmt.Errorf("get %s: %w: to %.80q", r.URL, ErrRedirect, address.Redact(next))
		}
		if to, err = parse(to.String()); err != nil {
			return Answer{}, fmt.Errorf("get %s: %w: %w", r.URL, ErrRedirect, err)
		}
		if u.Scheme == "https" && to.Scheme != "https" {
			return Answer{}, fmt.Errorf("get %s: %w: from https to %s", r.URL, ErrRedirect, to.Redacted())
		}
		u = to
	}
}

// once makes one request. Next is where a redirect leads.
func (c *Client) once(ctx context.Context, u *url.URL, r Request) (answer Answer, next string, err error) {
	if c.config.Before != nil {
		done, err := c.config.Before(ctx, u)
		if err != nil {
			return Answer{}, "", err
		}
		defer done()
	}
	outer := ctx
	ctx, cancel := context.WithTimeout(ctx, c.config.Total)
	defer cancel()
	if err := c.reach(ctx, u); err != nil {
		return Answer{}, "", fmt.Errorf("get %s: %w", u.Redacted(), err)
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return Answer{}, "", fmt.Errorf("get %s: %w", u.Redacted(), err)
	}
	request.Header.Set("User-Agent", c.config.UserAgent)
	request.Header.Set("Accept-Encoding", coding.Accepted)
	if r.Accept != "" {
		request.Header.Set("Accept", r.Accept)
	}
	if r.ETag != "" {
		request.Header.Set("If-None-Match", r.ETag)
	}
	if r.LastModified != "" {
		request.Header.Set("If-Modified-Since", r.LastModified)
	}
	if c.config.Authorize != nil {
		c.config.Authorize(u, request.Header)
	}
	response, err := c.http.Do(request)
	if err != nil {
		return Answer{}, "", fmt.Errorf("get %s: %w", u.Redacted(), c.late(outer, cause(err)))
	}
	defer response.Body.Close()
	answer = Answer{
		URL: u.String(), Status: response.StatusCode, ContentType: response.Header.Get("Content-Type"),
		ETag: response.Header.Get("ETag"), LastModified: response.Header.Get("Last-Modified"),
	}
	switch code := response.StatusCode; {
	case code == http.StatusNotModified && (r.ETag != "" || r.LastModified != ""):
		return answer, "", nil
	case code == 301 || code == 302 || code == 303 || code == 307 || code == 308:
		location := response.Header.Get("Location")
		if location == "" {
			return answer, "", fmt.Errorf("get %s: %w: it leads nowhere", u.Redacted(), ErrRedirect)
		}
		return answer, location, nil
	case code != http.StatusOK:
		return answer, "", fmt.Errorf("get %s: %w", u.Redacted(), &StatusError{Code: code, After: c.after(response.Header.Get("Retry-After"))})
	}
	if response.ContentLength > c.config.Limits.Wire {
		return answer, "", fmt.Errorf("get %s: the answer %w: %d bytes", u.Redacted(), coding.ErrTooLarge, response.ContentLength)
	}
	answer.Body, err = coding.Decode(response.Body, response.Header.Get("Content-Encoding"), c.config.Limits)
	if err != nil {
		answer.Partial, answer.ETag, answer.LastModified = len(answer.Body) > 0 && errors.Is(err, io.ErrUnexpectedEOF), "", ""
		return answer, "", fmt.Errorf("get %s: %w", u.Redacted(), c.late(outer, err))
	}
	return answer, "", nil
}

// reach checks a host that a proxy will connect to; without a proxy the address that is dialled is checked.
func (c *Client) reach(ctx context.Context, u *url.URL) error {
	if c.config.Proxy == nil {
		return nil
	}
	port := uint64(80)
	if u.Scheme == "https" {
		port = 443
	}
	if p := u.Port(); p != "" {
		var err error
		if port, err = strconv.ParseUint(p, 10, 16); err != nil {
			return fmt.Errorf("port %.10q: %w", p, ErrAddress)
		}
	}
	resolver := c.config.Resolver
	if resolver == nil {
		resolver = net.DefaultResolver
	}
	return c.config.Control.Check(ctx, resolver, u.Hostname(), uint16(port))
}

// late names an error that this request's own limits of time caused.
func (c *Client) late(outer context.Context, err error) error {
	var network net.Error
	if outer.Err() == nil && (errors.Is(err, context.DeadlineExceeded) || errors.As(err, &network) && network.Timeout()) {
		return fmt.Errorf("%w (%s)", ErrTimeout, c.config.Total)
	}
	return err
}

// after reads a Retry-After header: seconds or a date.
func (c *Client) after(value string) time.Duration {
	if value == "" {
		return 0
	}
	var seconds int64
	if _, err := fmt.Sscanf(value, "%d", &seconds); err == nil && !strings.ContainsAny(value, ":,") {
		return time.Duration(min(max(seconds, 0), 7*24*3600)) * time.Second
	}
	if at, err := http.ParseTime(value); err == nil {
		return min(max(at.Sub(c.config.Now()), 0), 7*24*time.Hour)
	}
	return 0
}

// parse reads an address and refuses what is none of the web, or names a user.
func parse(raw string) (*url.URL, error) {
	u, err := url.Parse(raw)
	if err != nil {
		return nil, fmt.Errorf("%.80q %w", address.Redact(raw), ErrAddress)
	}
	if (u.Scheme != "http" && u.Scheme != "https") || u.Hostname() == "" || u.User != nil {
		return nil, fmt.Errorf("%.80q %w", u.Redacted(), ErrAddress)
	}
	u.Fragment = ""
	return u, nil
}
