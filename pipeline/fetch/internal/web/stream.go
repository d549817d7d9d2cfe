package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/factwire/factwire/pipeline/fetch/internal/coding"
)

// Stream reads a large file of the web from any place on, as a file of this machine is read. It is told apart from a page by its length, which
// has no limit; what has one is the time without a byte. It asks again where an answer breaks off. It is not safe for concurrent use.
type Stream struct {
	ctx    context.Context // of all its reads: io.Reader has no place for one
	client *Client
	url    *url.URL
	size   int64
	at     int64
	body   io.ReadCloser
	end    func()
}

// Stream opens a file. The caller closes it.
func (c *Client) Stream(ctx context.Context, address string) (*Stream, error) {
	u, err := parse(address)
	if err != nil {
		return nil, err
	}
	s := &Stream{ctx: ctx, client: c, url: u, size: -1}
	if err := s.open(); err != nil {
		return nil, err
	}
	return s, nil
}

// Size is the file's length in bytes, -1 if the server does not tell it.
func (s *Stream) Size() int64 { return s.size }

// Read implements io.Reader.
func (s *Stream) Read(p []byte) (int, error) {
	for try := 0; ; try++ {
		if s.size >= 0 && s.at >= s.size {
			return 0, io.EOF
		}
		if s.body == nil {
			if err := s.open(); err != nil {
				return 0, err
			}
		}
		n, err := s.body.Read(p)
		s.at += int64(n)
		if n > 0 {
			return n, nil
		}
		if errors.Is(err, io.EOF) && s.size < 0 {
			return 0, io.EOF
		}
		if err == nil {
			continue
		}
		s.shut()
		if s.ctx.Err() != nil {
			return 0, context.Cause(s.ctx)
		}
		if try >= max(0, s.client.config.Retries) {
			return 0, fmt.Errorf("get %s: it breaks off at byte %d: %w", s.url.Redacted(), s.at, err)
		}
	}
}

// Seek implements io.Seeker, for places counted from the start.
func (s *Stream) Seek(offset int64, whence int) (int64, error) {
	if whence != io.SeekStart || offset < 0 {
		return s.at, fmt.Errorf("seek in %s: only to places counted from its start", s.url.Redacted())
	}
	if offset != s.at {
		s.shut()
		s.at = offset
	}
	return s.at, nil
}

// Close implements io.Closer.
func (s *Stream) Close() error {
	s.shut()
	return nil
}

func (s *Stream) shut() {
	if s.body != nil {
		s.body.Close()
		s.end()
		s.body, s.end = nil, nil
	}
}

// open asks for the file from where it is read next, with the retries and the redirects of a page.
func (s *Stream) open() error {
	waits := newWaits(s.client.config.Wait, s.client.config.MaxWait)
	for try := 0; ; try++ {
		err := s.once(s.url, 0)
		if err == nil || try >= s.client.config.Retries || s.ctx.Err() != nil || !isTransient(err) {
			return err
		}
		if s.client.config.Sleep(s.ctx, waits.next()) != nil {
			return err
		}
	}
}

func (s *Stream) once(u *url.URL, hops int) error {
	c := s.client
	done := func() {}
	if c.config.Before != nil {
		var err error
		if done, err = c.config.Before(s.ctx, u); err != nil {
			return err
		}
	}
	ctx, cancel := context.WithCancelCause(s.ctx)
	end := func() { cancel(nil); done() }
	fail := func(err error) error {
		end()
		return fmt.Errorf("get %s: %w", u.Redacted(), err)
	}
	if err := c.reach(ctx, u); err != nil {
		return fail(err)
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return fail(err)
	}
	request.Header.Set("User-Agent", c.config.UserAgent)
	request.Header.Set("Accept-Encoding", "identity")
	if s.at > 0 {
		request.Header.Set("Range", "bytes="+strconv.FormatInt(s.at, 10)+"-")
	}
	if c.config.Authorize != nil {
		c.config.Authorize(u, request.Header)
	}
	response, err := c.http.Do(request)
	if err != nil {
		return fail(c.late(s.ctx, cause(err)))
	}
	if location := response.Header.Get("Location"); response.StatusCode >= 300 && response.StatusCode < 400 && location != "" {
		response.Body.Close()
		to, err := u.Parse(location)
		if err == nil {
			to, err = parse(to.String())
		}
		if err != nil || hops >= MaxRedirects || u.Scheme == "https" && to.Scheme != "https" {
			return fail(ErrRedirect)
		}
		end()
		return s.once(to, hops+1)
	}
	if err := s.accept(response); err != nil {
		response.Body.Close()
		return fail(err)
	}
	s.body, s.end = &lively{ReadCloser: response.Body, wait: c.config.Header, timer: time.AfterFunc(c.config.Header, func() { cancel(ErrTimeout) })}, end
	return nil
}

// accept checks the head of an answer, and passes over what was read before where the server begins anew.
func (s *Stream) accept(response *http.Response) error {
	switch response.StatusCode {
	case http.StatusPartialContent:
		_, total, ok := strings.Cut(response.Header.Get("Content-Range"), "/")
		if n, err := strconv.ParseInt(total, 10, 64); ok && err == nil {
			s.size = n
		}
	case http.StatusOK:
		if s.size = response.ContentLength; s.at > 0 {
			if _, err := io.CopyN(io.Discard, response.Body, s.at); err != nil {
				return fmt.Errorf("it cannot be read from byte %d on: %w", s.at, err)
			}
		}
	case http.StatusRequestedRangeNotSatisfiable:
		return fmt.Errorf("it has no byte %d: %w", s.at, coding.ErrTooLarge)
	default:
		return &StatusError{Code: response.StatusCode, After: s.client.after(response.Header.Get("Retry-After"))}
	}
	return nil
}

// lively is a body that ends when nothing comes of it for too long.
type lively struct {
	io.ReadCloser
	wait  time.Duration
	timer *time.Timer
}

func (l *lively) Read(p []byte) (int, error) {
	l.timer.Reset(l.wait)
	n, err := l.ReadCloser.Read(p)
	l.timer.Stop() // how long the reader takes to come back is its own affair
	return n, err
}

func (l *lively) Close() error {
	l.timer.Stop()
	return l.ReadCloser.Close()
}
