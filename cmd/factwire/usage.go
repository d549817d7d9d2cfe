package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/factwire/factwire/pipeline/tabular"
)

// fitHelp wraps the helps of all commands to the screen, and to lines that are easy to read on a wider one. Lines that are indented stay.
func (a *app) fitHelp(root *cobra.Command) {
	const readable = 100
	width, _ := a.terminal(a.out)
	width = min(width, readable)
	root.SetUsageFunc(func(c *cobra.Command) error { return writeUsage(c.OutOrStderr(), c, width) })
	for _, c := range append(root.Commands(), root) {
		paragraphs := strings.Split(c.Long, "\n\n")
		for i, p := range paragraphs {
			if !strings.HasPrefix(p, " ") {
				paragraphs[i] = strings.Join(tabular.Wrap(p, width, 0), "\n")
			}
		}
		c.Long = strings.Join(paragraphs, "\n\n")
	}
}

// writeUsage writes how a command is called, as cobra does but with the words of flags wrapped to a width. Setting cobra's template for this would
// bring text/template, and with it every exported method of every library into the program.
func writeUsage(w io.Writer, c *cobra.Command, width int) error {
	var b strings.Builder
	b.WriteString("Usage:")
	if c.Runnable() {
		b.WriteString("\n  " + c.UseLine())
	}
	if c.HasAvailableSubCommands() {
		b.WriteString("\n  " + c.CommandPath() + " [command]")
	}
	if len(c.Aliases) > 0 {
		b.WriteString("\n\nAliases:\n  " + c.NameAndAliases())
	}
	if c.HasExample() {
		b.WriteString("\n\nExamples:\n" + c.Example)
	}
	writeCommands(&b, c)
	for _, part := range []struct {
		title string
		any   bool
		flags *pflag.FlagSet
	}{{"Flags", c.HasAvailableLocalFlags(), c.LocalFlags()}, {"Global Flags", c.HasAvailableInheritedFlags(), c.InheritedFlags()}} {
		if part.any {
			b.WriteString("\n\n" + part.title + ":\n" + strings.TrimRightFunc(part.flags.FlagUsagesWrapped(width), unicode.IsSpace))
		}
	}
	if c.HasAvailableSubCommands() {
		b.WriteString("\n\nUse \"" + c.CommandPath() + " [command] --help\" for more information about a command.")
	}
	_, err := io.WriteString(w, b.String()+"\n")
	return err
}

// writeCommands lists the commands below one, by their groups.
func writeCommands(b *strings.Builder, c *cobra.Command) {
	if !c.HasAvailableSubCommands() {
		return
	}
	groups := c.Groups()
	if len(groups) == 0 {
		groups = []*cobra.Group{{Title: "Available Commands:"}}
	} else if !c.AllChildCommandsHaveGroup() {
		groups = append(slices.Clone(groups), &cobra.Group{Title: "Additional Commands:"})
	}
	for _, g := range groups {
		b.WriteString("\n\n" + g.Title)
		for _, sub := range c.Commands() {
			if sub.GroupID == g.ID && (sub.IsAvailableCommand() || sub.Name() == "help") {
				fmt.Fprintf(b, "\n  %-*s %s", sub.NamePadding(), sub.Name(), sub.Short)
			}
		}
	}
}
