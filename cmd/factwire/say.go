package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"github.com/rs/zerolog"
	"github.com/spf13/cobra"

	"github.com/factwire/factwire/pipeline/article/address"
	"github.com/factwire/factwire/pipeline/tabular"
	"github.com/factwire/factwire/store"
)

// This file is where the command speaks to people beside its results. The rules: results go to standard output and nothing
// else does; an error is one line that says what is wrong, where, and what to do; --quiet leaves errors only; text from
// articles is cleaned of control characters before it reaches a terminal. What commands that run by themselves say is
// JSON lines unless a terminal reads it, the error that ends them too.

// logs marks commands that run by themselves, from cron or a timer, so that programs read what they say.
const logs = "logs"

// logging marks a command so.
func logging(c *cobra.Command) *cobra.Command {
	c.Annotations = map[string]string{logs: ""}
	return c
}

// inJSON reports whether all that is said is JSON lines.
func (a *app) inJSON() bool {
	switch a.logFormat {
	case "json":
		return true
	case "text":
		return false
	}
	_, screen := a.terminal(a.err)
	return a.logsItself && !screen
}

// complain prints the error that ends a command, whose exit code is given.
func (a *app) complain(err error, code int) {
	message := strings.ReplaceAll(plain(err), "\n", "; ") // of several errors
	var sig signalled
	if errors.As(err, &sig) {
		message = sig.String() + ": what was read so far is kept, and the next run goes on"
	}
	message = address.Redact(message)
	if a.inJSON() {
		log := a.logger()
		log.Error().Int("exit", code).Msg(tabular.Clean(message))
		return
	}
	fmt.Fprintln(aboveMeter{a}, "factwire:", tabular.Clean(message))
}

// note tells something that is neither a result nor an error.
func (a *app) note(format string, args ...any) {
	if a.quiet {
		return
	}
	if a.inJSON() {
		log := a.logger()
		log.Info().Msg(tabular.Clean(fmt.Sprintf(format, args...)))
		return
	}
	a.tell("factwire: " + tabular.Clean(fmt.Sprintf(format, args...)))
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

// logger writes to standard error: for people on a terminal, JSON lines otherwise, or as --log-format says.
func (a *app) logger() zerolog.Logger {
	var w io.Writer = aboveMeter{a}
	if _, screen := a.terminal(a.err); a.logFormat == "text" || a.logFormat != "json" && screen {
		w = zerolog.ConsoleWriter{Out: aboveMeter{a}, NoColor: !screen || a.uncoloured(), TimeFormat: time.TimeOnly}
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
