// Command factwire reads the news and keeps score: who signed what with whom, who banned whom
// from what, who must do what by when, and who said so.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// patience is how long the end of a run that a signal ended is waited for.
const patience = 20 * time.Second

func main() {
	ctx, cancel := context.WithCancelCause(context.Background())
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		s := <-signals
		cancel(signalled{s})
		signal.Stop(signals) // a second signal ends the process at once
		// Work ends within a second or two. What waits in a call of the system that nothing ends, as for the writer of a
		// named pipe, is left: the store is sound whenever the process ends.
		time.Sleep(patience)
		os.Exit(exitCode(signalled{s}))
	}()
	a := &app{in: os.Stdin, out: os.Stdout, err: os.Stderr, now: time.Now, env: os.Getenv}
	a.putOff(starting)
	os.Exit(a.run(ctx, os.Args[1:]))
}
