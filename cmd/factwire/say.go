package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"github.com/rs/zerolog"

	"github.com/factwire/factwire/pipeline/article/address"
	"github.com/factwire/factwire/pipeline/tabular"
	"github.com/factwire/factwire/store"
)

// This file is where the command speaks to people beside its results. The rules: results go to standard output and nothing
// else does; an error is one line that says what is wrong, where, and what to do; --quiet leaves errors only; text from
// articles is cleaned of control characters before it reaches a terminal.

// complain prints the error that ends a command.
func (a *app) complain(err error) {
	message := strings.ReplaceAll(plain(err), "\n", "; ") // of several errors
	var sig signalled
	if errors.As(err, &sig) {
		message = sig.String() + ": what was read so far is kept, and the next run goes on"
	}
	fmt.Fprintln(aboveMeter{a}, "factwire:", tabular.Clean(address.Redact(message)))
}

// note tells something that is neither a result nor an error.
func (a *app) note(format string, args ...any) {
	if !a.quiet {
		a.tell("factwire: " + tabular.Clean(fmt.Sprintf(format, args...)))
	}
}

// tell writes a line to standard error, or keeps it until the pager is done with the screen.
func (a *app) tell(line string) {
	if a.pager.running() {
		a.later = append(a.later, line)
		return
	}
	fmt.Fprintln(aboveMeter{a}, line)
}

// skipped reports an input that is no article to somebody who waits for the facts of it.
func (a *app) skipped(r store.Rejected) {
	a.tell("factwire: skipped: " + tabular.Clean(address.Redact(located(r))+whatToDo(r.Reason)))
}

// located is why an input was rejected, with where.
func located(r store.Rejected) string {
	if r.Error == "standard input: is empty" {
		return "standard input is empty: name a file, or pipe an article in"
	}
	if r.Origin == "" || strings.Contains(r.Error, filepath.Base(r.Origin)) {
		return r.Error
	}
	return r.Origin + ": " + r.Error
}

// logger writes to standard error: for people on a terminal, JSON lines otherwise.
func (a *app) logger() zerolog.Logger {
	var w io.Writer = a.err
	if _, ok := a.terminal(a.err); ok {
		w = zerolog.ConsoleWriter{Out: aboveMeter{a}, NoColor: a.uncoloured(), TimeFormat: time.TimeOnly}
	}
	level := zerolog.InfoLevel
	if a.quiet {
		level = zerolog.ErrorLevel
	}
	return zerolog.New(w).Level(level).With().Timestamp().Logger()
}

// uncoloured reports whether a terminal is to get no codes for bold and colours: the user wants none, or it knows none.
func (a *app) uncoloured() bool { return a.env("NO_COLOR") != "" || a.dumb() }

// dumb reports whether the terminal can only type, so that nothing on it can be drawn anew.
func (a *app) dumb() bool { return a.env("TERM") == "dumb" }

// marks wrap the words of a fact in its sentence: bold on a terminal, brackets elsewhere.
func (a *app) marks() (open, close string) {
	if _, ok := a.terminal(a.out); ok && !a.uncoloured() {
		return "\x1b[1m", "\x1b[0m"
	}
	return "[", "]"
}
