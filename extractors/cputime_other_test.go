//go:build !unix

package extractors_test

import "time"

var began = time.Now()

// cpuTime is the time since the start, where the processor's is not to be had.
func cpuTime() time.Duration { return time.Since(began) }
