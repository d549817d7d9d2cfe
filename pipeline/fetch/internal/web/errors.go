package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/factwire/factwire/pipeline/fetch/internal/coding"
	"github.com/factwire/factwire/pipeline/fetch/internal/guard"
)

// Errors that Get wraps.
var (
	ErrAddress  = errors.New("is no http or https address")
	ErrRedirect = errors.New("bad redirect")
	// ErrTimeout is an answer that took longer than one request may. It is no
	// context.DeadlineExceeded: that would tell of the end of the caller's own time.
	ErrTimeout = errors.New("the server did not answer in time")
)

// StatusError is an answer that is none.
type StatusError struct {
	Code int
	// After is how long the server asks to be left alone; 0 if it does not say.
	After time.Duration
}

func (e *StatusError) Error() string {
	text := http.StatusText(e.Code)
	switch {
	case e.Blocked():
		text = "blocked"
	case text == "":
		text = "unknown status"
	}
	if e.After > 0 {
		return fmt.Sprintf("status %d, %s; try again after %s", e.Code, text, e.After)
	}
	return fmt.Sprintf("status %d, %s", e.Code, text)
}

// Blocked tells whether the server refuses the program, not the page.
func (e *StatusError) Blocked() bool {
	switch e.Code {
	case http.StatusUnauthorized, http.StatusPaymentRequired, http.StatusForbidden, http.StatusUnavailableForLegalReasons:
		return true
	}
	return false
}

// Gone tells whether the page is not there.
func (e *StatusError) Gone() bool {
	return e.Code == http.StatusNotFound || e.Code == http.StatusGone
}

// Throttled tells whether the server wants fewer requests.
func (e *StatusError) Throttled() bool {
	return e.Code == http.StatusTooManyRequests || e.Code == http.StatusServiceUnavailable
}

// Transient tells whether the same request may succeed later.
func (e *StatusError) Transient() bool {
	switch e.Code {
	case http.StatusRequestTimeout, http.StatusTooEarly, http.StatusTooManyRequests,
		http.StatusInternalServerError, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true
	}
	return false
}

// isTransient tells whether a retry is worth its while.
func isTransient(err error) bool {
	var status *StatusError
	if errors.As(err, &status) {
		return status.Transient()
	}
	for _, final := range []error{ErrAddress, ErrRedirect, guard.ErrForbidden, coding.ErrTooLarge, coding.ErrUnknown, context.Canceled} {
		if errors.Is(err, final) {
			return false
		}
	}
	var refused *Refused
	return !errors.As(err, &refused)
}

// Refused is an error of Config.Before that no retry mends. Its text says why.
type Refused struct{ Err error }

func (r *Refused) Error() string { return r.Err.Error() }
func (r *Refused) Unwrap() error { return r.Err }

// cause drops net/http's own words around an error: they repeat the address.
func cause(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		return u.Err
	}
	return err
}
