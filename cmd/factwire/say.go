package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/factwire/factwire/pipeline/tabular"
)

// This file is where the command speaks to people. The rules: results go to standard output and nothing else
// does; an error is one line that says what is wrong, where, and what to do; text from articles is cleaned of
// control characters before it reaches a terminal.

// complain prints the error that ends a command.
func (a *app) complain(err error, code int) {
	message := err.Error()
	if code == exitInterrupted {
		message = "interrupted; what was read so far is kept, and the next run goes on"
	}
	// cobra's suggestions come on lines of their own
	lines := strings.Split(strings.TrimSpace(message), "\n")
	for i := range lines {
		lines[i] = tabular.Clean(lines[i])
	}
	fmt.Fprintln(a.err, "factwire: "+strings.Join(lines, "\n"))
}

// problem reports an input that is no article, on a line of its own.
func (a *app) problem(origin string, err error) {
	message := err.Error()
	if !strings.Contains(message, filepath.Base(origin)) {
		message = origin + ": " + message
	}
	fmt.Fprintln(a.err, "factwire: skipped:", tabular.Clean(message))
}

// marks wrap the words of a fact in its sentence: bold on a terminal, brackets elsewhere.
func (a *app) marks() (open, close string) {
	if _, ok := a.terminal(a.out); ok && a.env("NO_COLOR") == "" {
		return "\x1b[1m", "\x1b[0m"
	}
	return "[", "]"
}
