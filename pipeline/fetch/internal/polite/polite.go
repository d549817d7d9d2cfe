// Package polite makes requests to one host wait for each other: so many a second
// and so many at once. It is the only package that touches the rate library.
package polite

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Hosts keeps the turns of all hosts of a run. It may be used by many goroutines
// at once.
type Hosts struct {
	every time.Duration
	most  int
	mu    sync.Mutex
	hosts map[string]*host
}

// maxHosts bounds what is remembered: a run that meets more hosts starts anew,
// which costs a host at most one early request.
const maxHosts = 50_000

type host struct {
	turns *rate.Limiter
	slots chan struct{}
	every time.Duration
}

// New returns Hosts that let a request to a host begin every so often, and so many
// run at once.
func New(every time.Duration, most int) *Hosts {
	return &Hosts{every: every, most: max(1, most), hosts: map[string]*host{}}
}

// Wait waits for the turn of a host name. Every, if longer than the general wait,
// is the time between two requests that this host asked for. The function that it
// returns gives the turn back and must be called once.
func (h *Hosts) Wait(ctx context.Context, name string, every time.Duration) (done func(), err error) {
	at := h.of(strings.ToLower(name), every)
	select {
	case at.slots <- struct{}{}:
	case <-ctx.Done():
		return nil, fmt.Errorf("wait for %s: %w", name, context.Cause(ctx))
	}
	if err := at.turns.Wait(ctx); err != nil {
		<-at.slots
		if _, bounded := ctx.Deadline(); bounded {
			// The turn would come after the end of the caller's time, and the limiter says
			// so before that: waiting makes it the one error that callers know.
			<-ctx.Done()
			err = context.Cause(ctx)
		}
		return nil, fmt.Errorf("wait for %s: %w", name, err)
	}
	return func() { <-at.slots }, nil
}

func (h *Hosts) of(name string, every time.Duration) *host {
	h.mu.Lock()
	defer h.mu.Unlock()
	at := h.hosts[name]
	if at == nil {
		if len(h.hosts) >= maxHosts {
			clear(h.hosts)
		}
		at = &host{turns: rate.NewLimiter(limit(h.every), 1), slots: make(chan struct{}, h.most), every: h.every}
		h.hosts[name] = at
	}
	if every > at.every {
		at.every = every
		at.turns.SetLimit(limit(every))
	}
	return at
}

func limit(every time.Duration) rate.Limit {
	if every <= 0 {
		return rate.Inf
	}
	return rate.Every(every)
}
