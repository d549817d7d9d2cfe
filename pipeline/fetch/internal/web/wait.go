package web

import (
	"time"

	"github.com/cenkalti/backoff/v5"
)

// waits is a growing, jittered series of waits: so that clients that failed
// together do not come back together.
type waits struct {
	series *backoff.ExponentialBackOff
	most   time.Duration
}

func newWaits(first, most time.Duration) waits {
	b := backoff.NewExponentialBackOff()
	b.InitialInterval, b.MaxInterval, b.Multiplier, b.RandomizationFactor = first, most, 2, 0.5
	b.Reset()
	return waits{series: b, most: most}
}

// next returns the next wait, never longer than the cap.
func (w waits) next() time.Duration { return min(w.series.NextBackOff(), w.most) }
