package main

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// TestHelp holds every command's help to what helps: an example that the command itself takes, one line of what it is,
// and no flag without a word.
func TestHelp(t *testing.T) {
	a := &app{now: time.Now, env: func(string) string { return "" }}
	root := a.root()
	if len(root.Commands()) < 12 {
		t.Fatalf("only %d commands", len(root.Commands()))
	}
	for _, c := range root.Commands() {
		if c.Example == "" || c.Short == "" || c.GroupID == "" {
			t.Errorf("%s lacks an example, a line of what it is, or a group", c.Name())
		}
		if strings.HasSuffix(c.Short, ".") || c.Short[0] < 'A' || c.Short[0] > 'Z' {
			t.Errorf("%s: %q is not written as the others are", c.Name(), c.Short)
		}
		c.Flags().VisitAll(func(f *pflag.Flag) {
			if f.Usage == "" {
				t.Errorf("%s --%s says nothing", c.Name(), f.Name)
			}
		})
		for line := range strings.SplitSeq(c.Example, "\n") {
			checkExample(t, root, line)
		}
	}
	for line := range strings.SplitSeq(root.Example, "\n") {
		checkExample(t, root, line)
	}
}

var word = regexp.MustCompile(`'[^']*'|"[^"]*"|[^\s'"]+`)

// checkExample finds the factwire command of an example, and wants its command and its flags to exist.
func checkExample(t *testing.T, root *cobra.Command, line string) {
	t.Helper()
	_, call, ok := strings.Cut(line, "factwire ")
	if !ok {
		return // a comment, or a line of a longer example
	}
	call, _, _ = strings.Cut(call, " | ")
	call, _, _ = strings.Cut(call, " > ")
	call, _, _ = strings.Cut(call, " && ")
	words := word.FindAllString(call, -1)
	c, rest, err := root.Find(words)
	if err != nil || c == root {
		t.Errorf("example %q: no such command (%v)", line, err)
		return
	}
	if err := c.ParseFlags(rest); err != nil {
		t.Errorf("example %q: %v", line, err)
	}
}

// TestNearestWords holds hints to what is near.
func TestNearestWords(t *testing.T) {
	for in, want := range map[string]string{"bann": ` (did you mean "ban"?)`, "zebra": "", "": ""} {
		if got := hint(in, kindNames()); got != want {
			t.Errorf("hint for %q is %q, want %q", in, got, want)
		}
	}
}
