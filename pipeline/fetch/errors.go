package fetch

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"github.com/factwire/factwire/pipeline/article"
	"github.com/factwire/factwire/pipeline/fetch/internal/coding"
	"github.com/factwire/factwire/pipeline/fetch/internal/feed"
	"github.com/factwire/factwire/pipeline/fetch/internal/gdelt"
	"github.com/factwire/factwire/pipeline/fetch/internal/guard"
	"github.com/factwire/factwire/pipeline/fetch/internal/opml"
	"github.com/factwire/factwire/pipeline/fetch/internal/sitemap"
	"github.com/factwire/factwire/pipeline/fetch/internal/warc"
	"github.com/factwire/factwire/pipeline/fetch/internal/web"
)

// SourceError says that a source as a whole failed.
type SourceError struct {
	Source string
	Err    error
}

func (e *SourceError) Error() string { return fmt.Sprintf("source %s: %v", e.Source, e.Err) }

// Unwrap returns the cause.
func (e *SourceError) Unwrap() error { return e.Err }

// Reason is one or two words for a run's report.
func (e *SourceError) Reason() string { return "source: " + reason(e.Err) }

// PageError says that a page could not be got.
type PageError struct{ Err error }

func (e *PageError) Error() string { return e.Err.Error() }

// Unwrap returns the cause.
func (e *PageError) Unwrap() error { return e.Err }

// Reason is one or two words for a run's report.
func (e *PageError) Reason() string { return reason(e.Err) }

func reason(err error) string {
	var status *web.StatusError
	switch {
	case errors.As(err, &status) && status.Blocked():
		return "blocked"
	case errors.As(err, &status) && status.Gone():
		return "gone"
	case errors.As(err, &status) && status.Throttled():
		return "throttled"
	case errors.As(err, &status):
		return "server"
	case errors.Is(err, ErrCredentials):
		return "credentials"
	case errors.Is(err, ErrRobots):
		return "robots"
	case errors.Is(err, ErrLeft):
		return "left alone"
	case errors.Is(err, guard.ErrForbidden):
		return "forbidden address"
	case errors.Is(err, web.ErrRedirect):
		return "redirect"
	case errors.Is(err, coding.ErrTooLarge), errors.Is(err, sitemap.ErrTooLarge), errors.Is(err, warc.ErrTooLarge), errors.Is(err, errCut):
		return "too large"
	case errors.Is(err, errMissing), errors.Is(err, fs.ErrNotExist):
		return "missing"
	case errors.Is(err, fs.ErrPermission):
		return "permission"
	case errors.Is(err, feed.ErrNone), errors.Is(err, opml.ErrNone), errors.Is(err, gdelt.ErrNone), errors.Is(err, sitemap.ErrNone), errors.Is(err, errNoGuess), errors.Is(err, errNoFile), errors.Is(err, coding.ErrUnknown), errors.Is(err, web.ErrAddress):
		return "format"
	case errors.Is(err, ErrFormat):
		return "format"
	case errors.Is(err, warc.ErrCorrupt):
		return "corrupt"
	case errors.Is(err, web.ErrTimeout), errors.Is(err, context.DeadlineExceeded):
		return "timeout"
	}
	if word := article.Reason(err); word != "read" {
		return word
	}
	var file *fs.PathError
	if errors.As(err, &file) {
		return "read"
	}
	return "network"
}

// isLasting tells whether a page would fail again in the next run, so that it need
// not be tried before the source says that it changed.
func isLasting(err error) bool {
	var status *web.StatusError
	if errors.As(err, &status) {
		return status.Gone()
	}
	for _, e := range []error{
		ErrRobots, ErrFormat, ErrFiltered, guard.ErrForbidden, web.ErrRedirect, web.ErrAddress, coding.ErrTooLarge, coding.ErrUnknown,
		article.ErrEmpty, article.ErrBinary, article.ErrTooLarge, article.ErrNoBody, article.ErrPaywall,
	} {
		if errors.Is(err, e) {
			return true
		}
	}
	return false
}
