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

func main() {
	ctx, cancel := context.WithCancelCause(context.Background())
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		cancel(signalled{<-signals})
		signal.Stop(signals) // a second signal ends the process at once
	}()
	a := &app{in: os.Stdin, out: os.Stdout, err: os.Stderr, now: time.Now, env: os.Getenv}
	os.Exit(a.run(ctx, os.Args[1:]))
}
