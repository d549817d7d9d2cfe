package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"syscall"

	"github.com/factwire/factwire/store"
)

// exitHelp words the exit codes for the root command's help and the manual page.
const exitHelp = `Exit codes: 0 done (also when nothing was new), 1 error, 2 wrong usage, 3 done but some inputs
failed, 11 the store is in use, 12 the store is damaged or no store, 130 interrupted (Ctrl-C),
143 terminated.`

// Exit codes are a contract with cron and scripts.
const (
	exitDone    = 0
	exitError   = 1
	exitUsage   = 2
	exitPartial = 3
	exitLocked  = 11
	exitCorrupt = 12
	exitSignal  = 128 // and the signal's number: 130 for Ctrl-C, 143 for a termination
)

// usageError is a mistake in the command's words.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// errPartial says that the work is done but some articles failed, each of which was reported already.
var errPartial = errors.New("some inputs could not be read")

// signalled is the cause of a context that a signal ended.
type signalled struct{ os.Signal }

func (s signalled) Error() string { return "signal " + s.String() }

// results is standard output. It remembers that something could not be written, as on a full disk.
type results struct {
	io.Writer
	err error
}

func (r *results) Write(p []byte) (int, error) {
	n, err := r.Writer.Write(p)
	if err != nil && r.err == nil {
		r.err = err
	}
	return n, err
}

// run executes one command line and returns its exit code.
func (a *app) run(ctx context.Context, args []string) int {
	out := &results{Writer: a.out}
	a.out = out
	ctx, leave := context.WithCancelCause(ctx)
	a.leaving = func() { leave(errPagerLeft) }
	root := a.root()
	if c, _, err := root.Find(args); err == nil { // also for errors of its flags
		_, a.logsItself = c.Annotations[logs]
	}
	a.fitHelp(root)
	root.SetArgs(args)
	root.SetIn(a.in)
	root.SetOut(a.out)
	root.SetErr(a.err)
	err := root.ExecuteContext(ctx)
	if a.pager != nil {
		if cerr := a.pager.close(); cerr != nil {
			err, out.err = cerr, nil
		}
	}
	for _, line := range a.later {
		fmt.Fprintln(a.err, line)
	}
	if out.err != nil && (err == nil || errors.Is(err, errPartial)) {
		err = fmt.Errorf("write the results: %w", out.err)
	}
	if cause := context.Cause(ctx); errors.Is(err, context.Canceled) && cause != nil {
		err = cause
	}
	if err == nil || errors.Is(err, errPagerLeft) {
		return exitDone
	}
	code := exitCode(err)
	if !errors.Is(err, errPartial) {
		a.complain(err, code)
	}
	return code
}

func exitCode(err error) int {
	var usage usageError
	var sig signalled
	switch {
	case errors.As(err, &usage):
		return exitUsage
	case errors.Is(err, errPartial):
		return exitPartial
	case errors.Is(err, store.ErrLocked):
		return exitLocked
	case errors.Is(err, store.ErrCorrupt), errors.Is(err, store.ErrForeign), errors.Is(err, store.ErrNewer):
		return exitCorrupt
	case errors.As(err, &sig):
		if n, ok := sig.Signal.(syscall.Signal); ok {
			return exitSignal + int(n)
		}
	}
	return exitError
}
