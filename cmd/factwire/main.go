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
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	a := &app{in: os.Stdin, out: os.Stdout, err: os.Stderr, now: time.Now, env: os.Getenv}
	os.Exit(a.run(ctx, os.Args[1:]))
}
