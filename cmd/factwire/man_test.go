package main

import (
	"os/exec"
	"strings"
	"testing"

	"github.com/spf13/pflag"
)

// TestManual holds the manual page to naming every command and every flag with its meaning, to lines that the formatter
// takes as they are meant, and, where groff is, to no warning of it.
func TestManual(t *testing.T) {
	root := (&app{}).root()
	text := manual(root, build{"v1.2.3", "abc", "2026-03-09T10:00:00Z"})
	if !strings.HasPrefix(text, ".TH FACTWIRE 1 \"2026-03-09\" \"factwire v1.2.3\"") {
		t.Errorf("it begins %.80q", text)
	}
	commands := 0
	for _, c := range root.Commands() {
		if c.GroupID == "" || !c.IsAvailableCommand() {
			continue
		}
		commands++
		if !strings.Contains(text, ".SS factwire "+c.Name()) {
			t.Errorf("it has no section on %s", c.Name())
		}
		c.LocalNonPersistentFlags().VisitAll(func(f *pflag.Flag) {
			if f.Name != "help" && !strings.Contains(text, roff("--"+f.Name)) {
				t.Errorf("it has no flag --%s of %s", f.Name, c.Name())
			}
		})
	}
	if commands < 20 {
		t.Errorf("only %d commands have a group", commands)
	}
	for i, l := range strings.Split(text, "\n") {
		macro, _, _ := strings.Cut(l, " ")
		known := strings.Contains(" .TH .SH .SS .PP .TP .B .I .nf .fi ", " "+macro+" ")
		if strings.HasPrefix(l, ".") && !known || strings.HasPrefix(l, "'") {
			t.Errorf("line %d is taken for a request: %s", i+1, l)
		}
	}
	if _, err := exec.LookPath("groff"); err != nil {
		t.Log("no groff to read the page with")
		return
	}
	c := exec.Command("groff", "-man", "-Tascii", "-ww", "-z")
	c.Stdin = strings.NewReader(text)
	if out, err := c.CombinedOutput(); err != nil || len(out) > 0 {
		t.Errorf("groff says %s (%v)", out, err)
	}
}

// TestRoff escapes what the formatter would take for its own.
func TestRoff(t *testing.T) {
	for in, want := range map[string]string{".hidden": `\&.hidden`, `a\b --c`: `a\eb \-\-c`, "'x'": `\(aqx\(aq`} {
		if got := roff(in); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}

// TestExamplesOfHelp holds every command to a help that has an example with its own name.
func TestExamplesOfHelp(t *testing.T) {
	for _, c := range (&app{}).root().Commands() {
		if !strings.Contains(c.Example, "factwire "+c.Name()) && c.Runnable() && c.Name() != "help" {
			t.Errorf("%s has no example of itself: %q", c.Name(), c.Example)
		}
		if c.Short == "" || strings.HasSuffix(c.Short, ".") {
			t.Errorf("%s is told by %q", c.Name(), c.Short)
		}
	}
}
