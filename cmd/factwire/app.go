package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/spf13/cobra"

	"github.com/factwire/factwire/extractors"
	"github.com/factwire/factwire/extractors/lexicon"
)

// app is what every command shares: the streams, the clock and the environment.
type app struct {
	in       io.Reader
	out, err io.Writer
	now      func() time.Time
	env      func(string) string

	lexicons []string // --lexicon
}

// Exit codes are a contract with cron and scripts; they stand in the help of the root command.
const (
	exitDone    = 0
	exitError   = 1
	exitUsage   = 2
	exitPartial = 3
)

// usageError is a mistake in the command's words.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

// errPartial says that the command did its work but some articles failed; they were reported already.
var errPartial = errors.New("some articles could not be read")

// run executes one command line and returns the exit code.
func (a *app) run(ctx context.Context, args []string) int {
	root := a.root()
	root.SetArgs(args)
	root.SetIn(a.in)
	root.SetOut(a.out)
	root.SetErr(a.err)
	err := root.ExecuteContext(ctx)
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errPartial):
		return exitPartial
	}
	fmt.Fprintln(a.err, "factwire:", err)
	var usage usageError
	if errors.As(err, &usage) {
		return exitUsage
	}
	return exitError
}

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:           "factwire",
		Short:         "Who signed, banned, must do by when, and said what: facts from the news",
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return usageError{fmt.Errorf("%w (see '%s --help')", err, c.CommandPath())}
	})
	root.PersistentFlags().StringArrayVar(&a.lexicons, "lexicon", nil, "add the words of this lexicon file (may be repeated)")
	root.AddCommand(a.extract(), a.annotate())
	return root
}

// engine loads the lexicons and the model.
func (a *app) engine() (*extractors.Engine, error) {
	lex, err := lexicon.Load(a.lexicons...)
	if err != nil {
		return nil, err
	}
	return extractors.New(lex)
}

// open opens a file named on the command line, or standard input for "-".
func (a *app) open(name string) (io.ReadCloser, error) {
	if name == "-" {
		return io.NopCloser(a.in), nil
	}
	return os.Open(name)
}
