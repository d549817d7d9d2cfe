package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/configs/strict"
	"github.com/factwire/factwire/kind"
)

// This file checks the words of a command line, and names the nearest right one where a word is wrong.

// unknownCommand is reached with words where no command has their name.
func unknownCommand(c *cobra.Command, words []string) error {
	if len(words) == 0 {
		return nil
	}
	var names []string
	for _, sub := range c.Commands() {
		if sub.IsAvailableCommand() {
			names = append(names, sub.Name())
		}
	}
	return usagef("there is no command %q%s; see '%s --help'", words[0], hint(words[0], names), c.CommandPath())
}

// unknownShell is reached with words where no shell has their name.
func unknownShell(c *cobra.Command, words []string) error {
	if len(words) == 0 {
		return c.Help()
	}
	var shells []string
	for _, sub := range c.Commands() {
		shells = append(shells, sub.Name())
	}
	return oneOf("completion for", words[0], shells)
}

// unknownTopic says so of a command that there is none of.
func unknownTopic(c *cobra.Command, words []string) error {
	if found, _, err := c.Root().Find(words); err != nil || found == c.Root() {
		return unknownCommand(c.Root(), words)
	}
	return nil
}

func flagError(c *cobra.Command, err error) error {
	var bad *pflag.InvalidValueError
	if wrong := (usageError{}); errors.As(err, &wrong) { // of a choice
		return wrong
	}
	if errors.As(err, &bad) {
		return usagef("--%s is %q, and must be %s; see '%s --help'", bad.GetFlag().Name, bad.GetValue(), values(bad.GetFlag()), c.CommandPath())
	}
	near := ""
	if name, ok := strings.CutPrefix(err.Error(), "unknown flag: --"); ok {
		var names []string
		c.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, "--"+f.Name) })
		near = hint("--"+name, names)
	}
	return usagef("%w%s; see '%s --help'", err, near, c.CommandPath())
}

// hint returns ", did you mean X?" for the nearest of the words, or nothing if none is near.
func hint(word string, words []string) string {
	if near := strict.Nearest(word, words); near != "" {
		return fmt.Sprintf(" (did you mean %q?)", near)
	}
	return ""
}

// oneOf checks a flag's value: what it is called, its value, and those that there are.
func oneOf(what, value string, values []string) error {
	if slices.Contains(values, value) {
		return nil
	}
	last := len(values) - 1
	return usagef("there is no %s %q%s: use %s or %s", what, value, hint(value, values), strings.Join(values[:last], ", "), values[last])
}

// choice is a flag whose value is one of several words. It implements pflag.Value.
type choice struct {
	into   *string
	what   string
	values []string
}

func (v choice) String() string {
	if v.into == nil { // pflag asks the zero value
		return ""
	}
	return *v.into
}

func (v choice) Type() string { return "word" }

func (v choice) Set(s string) error {
	if err := oneOf(v.what, s, v.values); err != nil {
		return err
	}
	*v.into = s
	return nil
}

// formatFlag adds --format, one of the values, of which the first is the default.
func formatFlag(c *cobra.Command, into *string, values ...string) {
	*into = values[0]
	last := len(values) - 1
	c.Flags().Var(choice{into, "format", values}, "format", strings.Join(values[:last], ", ")+" or "+values[last])
	complete(c, "format", values...)
}

// choices is a flag whose value is a list of such words. It implements pflag.Value.
type choices struct {
	into   *[]string
	what   string
	values []string
}

func (v choices) String() string {
	if v.into == nil {
		return ""
	}
	return strings.Join(*v.into, ",")
}

func (v choices) Type() string { return "words" }

func (v choices) Set(s string) error {
	for word := range strings.SplitSeq(s, ",") {
		if err := oneOf(v.what, word, v.values); err != nil {
			return err
		}
		*v.into = append(*v.into, word)
	}
	return nil
}

// choicesFlag adds a flag that takes words of a list, with commas between or by being repeated.
func choicesFlag(c *cobra.Command, into *[]string, flag, usage string, values ...string) {
	c.Flags().Var(choices{into, flag, values}, flag, usage+": "+strings.Join(values, ", "))
	complete(c, flag, values...)
}

func kindNames() []string { return plainWords(kind.Names()) }

func statusNames() []string { return plainWords(factwire.Statuses()) }

func plainWords[T ~string](all []T) []string {
	out := make([]string, len(all))
	for i, w := range all {
		out[i] = string(w)
	}
	return out
}

// complete offers a flag's values to the shell.
func complete(c *cobra.Command, flag string, values ...string) {
	// the error is that the command has no such flag, which the test of completion would show
	_ = c.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
}

// share checks a flag that is a number from 0 to 1.
func share(flag string, v float64) error {
	if !(v >= 0 && v <= 1) {
		return usagef("--%s is %v, and must be from 0 to 1", flag, v)
	}
	return nil
}

// dayFlag checks a flag that is a day, or empty.
func dayFlag(flag, value string) error {
	if _, err := factwire.ParseDate(value); err != nil || value != "" && len(value) != len("2020-10-23") {
		return usagef("--%s is %q, and must be a day such as 2020-10-23", flag, value)
	}
	return nil
}

// miscounted words a wrong number of arguments: what the command takes, in place of how many.
func miscounted(c *cobra.Command, given int) error {
	wants := strings.TrimSuffix(strings.TrimPrefix(c.UseLine(), c.CommandPath()), "[flags]")
	if wants = strings.TrimSpace(wants); wants == "" {
		wants = "nothing"
	}
	return usagef("%s takes %s, and was given %d; see '%s --help'", c.Name(), wants, given, c.CommandPath())
}
