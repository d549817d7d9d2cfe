package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"strings"

	"github.com/spf13/cobra"

	"github.com/factwire/factwire/pipeline/tabular"
)

// pages marks the commands whose results go through a pager where they are longer than the screen.
const pages = "pages"

// paged marks a command so.
func paged(c *cobra.Command) *cobra.Command {
	c.Annotations = map[string]string{pages: "yes"}
	return c
}

// errPagerLeft says that the reader left the pager before all was written, which is no failure.
var errPagerLeft = errors.New("the pager was left")

// pager is a terminal's output. It is kept until it is longer than the screen; then the pager is started, and is given all of it as
// it comes. What is shorter is written as it is.
type pager struct {
	screen        *os.File
	width, height int
	words         []string // of the pager's command
	env           []string

	onLeave func()

	kept  bytes.Buffer
	rows  int // of the screen that the kept text takes
	run   *exec.Cmd
	input io.WriteCloser
	plain bool // the pager does not start: the screen gets all
	left  bool
}

// openPager puts a pager between the command and the terminal, if it is to have one: standard output is a terminal that can do more
// than type, and the user named no pager that is empty, cat or not there. FACTWIRE_PAGER is asked before PAGER.
// When the reader leaves it, left is called.
func (a *app) openPager(c *cobra.Command, left func()) *pager {
	out, ok := a.out.(*results)
	if !ok || c.Annotations[pages] == "" || a.noPager || a.dumb() {
		return nil
	}
	screen, ok := out.Writer.(*os.File)
	if !ok {
		return nil
	}
	width, isTerminal := a.terminal(screen)
	words := pagerWords(os.LookupEnv) // a variable that is empty is another thing than none
	if !isTerminal || words == nil {
		return nil
	}
	env := os.Environ()
	if a.env("LESS") == "" { // end at once if all is on the screen, pass bold on, leave the text on the screen: as git has it
		env = append(env, "LESS=FRX")
	}
	p := &pager{screen: screen, width: width, height: a.height(screen), words: words, env: env, onLeave: left}
	out.Writer = p
	return p
}

// pagerWords returns the words of the pager's command, or nil for none. A command that only a shell understands is given to one.
func pagerWords(lookup func(string) (string, bool)) []string {
	command := "less" // its options are in LESS, which one that has not all of them passes over
	for _, name := range []string{"FACTWIRE_PAGER", "PAGER"} {
		if value, ok := lookup(name); ok {
			command = value
			break
		}
	}
	words := strings.Fields(command)
	if len(words) == 0 || words[0] == "cat" {
		return nil
	}
	if strings.ContainsAny(command, "|&;<>()$`\\\"'*?[#~=%") {
		words = []string{"sh", "-c", command}
	}
	if _, err := exec.LookPath(words[0]); err != nil {
		return nil
	}
	return words
}

// Write implements io.Writer.
func (p *pager) Write(b []byte) (int, error) {
	switch {
	case p.left:
		return 0, errPagerLeft
	case p.run != nil:
		return p.give(b)
	case p.plain:
		return p.screen.Write(b)
	}
	p.kept.Write(b)
	for line := range bytes.Lines(b) {
		if n := tabular.Width(string(bytes.TrimRight(line, "\n"))); line[len(line)-1] == '\n' {
			p.rows += 1 + max(0, n-1)/p.width
		}
	}
	if p.rows < p.height { // one row is for the prompt
		return len(b), nil
	}
	if err := p.start(); err != nil {
		p.plain = true
		return len(b), p.flush()
	}
	if _, err := p.give(p.kept.Bytes()); err != nil {
		return 0, err
	}
	return len(b), nil
}

func (p *pager) give(b []byte) (int, error) {
	n, err := p.input.Write(b)
	if err != nil { // a pipe has no other way to fail than that nobody reads it
		p.left = true
		p.onLeave()
		return n, errPagerLeft
	}
	return n, nil
}

func (p *pager) start() error {
	run := exec.Command(p.words[0], p.words[1:]...)
	run.Stdout, run.Stderr, run.Env = p.screen, os.Stderr, p.env
	input, err := run.StdinPipe()
	if err != nil {
		return err
	}
	if err := run.Start(); err != nil {
		return err
	}
	p.run, p.input = run, input
	// Ctrl-C is the pager's from here on: if it ended this process alone, two would read the terminal
	signal.Ignore(os.Interrupt)
	return nil
}

// flush writes what was kept, if no pager was needed.
func (p *pager) flush() error {
	_, err := p.screen.Write(p.kept.Bytes())
	p.kept.Reset()
	return err
}

// close ends the output and waits until the reader leaves the pager.
func (p *pager) close() error {
	if p.run == nil {
		return p.flush()
	}
	_ = p.input.Close() // that the pager is gone already is no failure
	var exit *exec.ExitError
	if err := p.run.Wait(); errors.As(err, &exit) && (exit.ExitCode() == 126 || exit.ExitCode() == 127) { // a shell's codes for what it cannot run
		return fmt.Errorf("the pager %q cannot be run: name another with PAGER, or give --no-pager", p.words[len(p.words)-1])
	}
	return nil // however else it ends: the results are the command's, not the pager's
}

// running reports whether the pager has the screen.
func (p *pager) running() bool { return p != nil && p.run != nil }
