package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// man prints the manual page, which 'make install' and releases take along. It is the help of all commands, so that
// neither can tell what the other does not.
func (a *app) man() *cobra.Command {
	return &cobra.Command{
		Use:     "man",
		Short:   "Print the manual page",
		Example: "  factwire man > factwire.1\n  factwire man | man -l -",
		Args:    cobra.NoArgs,
		Hidden:  true,
		RunE: func(*cobra.Command, []string) error {
			// a root of its own: the lines of the one that runs fit the screen
			_, err := fmt.Fprint(a.out, manual((&app{}).root(), built()))
			return err
		},
	}
}

// manual writes the page in the macros of man(7), for groff and mandoc.
func manual(root *cobra.Command, b build) string {
	var m page
	m.line(`.TH FACTWIRE 1 "%s" "factwire %s" "User Commands"`, b.day(), roff(b.version))
	m.section("NAME")
	m.text("factwire - " + strings.ToLower(root.Short[:1]) + root.Short[1:])
	m.section("SYNOPSIS")
	m.line(`.B factwire`)
	m.line(`.I command`)
	m.line(`[\fIoption\fR]... [\fIargument\fR]...`)
	m.section("DESCRIPTION")
	m.text(strings.TrimSpace(strings.TrimSuffix(root.Long, exitHelp)))
	m.section("COMMANDS")
	for _, group := range root.Groups() {
		for _, c := range root.Commands() {
			if c.GroupID == group.ID && c.IsAvailableCommand() {
				m.command(c)
			}
		}
	}
	m.section("OPTIONS OF ALL COMMANDS")
	m.flags(root.PersistentFlags())
	m.section("EXIT STATUS")
	m.text(exitHelp)
	m.section("ENVIRONMENT")
	for _, e := range [][2]string{
		{"FACTWIRE_CONFIG", "The configuration file, where --config names none."},
		{"FACTWIRE_STORE", "The store, where --store names none. It wins over the configuration."},
		{"FACTWIRE_PAGER, PAGER", "What shows lists that are longer than the terminal, instead of less, with LESS=FRX where LESS is not set. The first that is set counts; if it is empty or cat, nothing does."},
		{"NO_COLOR", "If it is set, a terminal gets no bold and no colours."},
		{"COLUMNS", "The width of the table of facts where it is not written to a terminal; 100 without it."},
		{"FACTWIRE_USER, USER, LOGNAME", "Who judges facts, where --by names nobody."},
	} {
		m.item(e[0], e[1])
	}
	m.section("FILES")
	m.item("factwire.db", "The store, where nothing names another. FILE.snapshot beside it is what others read while a run writes; FILE.lock says who holds it.")
	m.section("EXAMPLES")
	m.line(".nf")
	m.lines(root.Example)
	m.line(".fi")
	return m.String()
}

// page is a page under way.
type page struct{ strings.Builder }

func (m *page) line(format string, args ...any) { fmt.Fprintf(m, format+"\n", args...) }

func (m *page) section(name string) { m.line(".SH %s", name) }

func (m *page) command(c *cobra.Command) {
	m.line(".SS %s", roff(strings.TrimSuffix(c.UseLine(), " [flags]")))
	text := c.Long
	if text == "" {
		text = c.Short
	}
	m.text(text)
	m.flags(c.LocalNonPersistentFlags())
	m.example(c.Example)
}

// text writes paragraphs. Lines that are indented stay lines.
func (m *page) text(text string) {
	for i, paragraph := range strings.Split(strings.Trim(text, "\n"), "\n\n") {
		switch {
		case strings.HasPrefix(paragraph, " "):
			m.example(paragraph)
			continue
		case i > 0:
			m.line(".PP")
		}
		if !strings.HasSuffix(paragraph, ".") && !strings.HasSuffix(paragraph, ":") && i == 0 && !strings.Contains(paragraph, " - ") {
			paragraph += "."
		}
		m.fill(paragraph)
	}
}

// fill writes words in lines of at most 68 characters, before escaping: checkers of manual pages ask for short ones.
func (m *page) fill(text string) {
	line := ""
	for _, w := range strings.Fields(text) {
		if line != "" && len(line)+len(w) > 68 {
			m.line("%s", roff(line))
			line = ""
		}
		line = strings.TrimSpace(line + " " + w)
	}
	m.line("%s", roff(line))
}

func (m *page) lines(text string) {
	for l := range strings.SplitSeq(text, "\n") {
		m.line("%s", roff(l))
	}
}

func (m *page) flags(set *pflag.FlagSet) {
	set.VisitAll(func(f *pflag.Flag) {
		if f.Hidden || f.Name == "help" {
			return
		}
		name, usage := pflag.UnquoteUsage(f)
		term := "--" + f.Name
		if f.Shorthand != "" {
			term = "-" + f.Shorthand + ", " + term
		}
		if name != "" {
			term += " " + name
		}
		if f.DefValue != "" && f.DefValue != "[]" && f.DefValue != "0" && f.DefValue != "0s" && f.DefValue != "false" {
			usage += fmt.Sprintf(" (default %s)", f.DefValue)
		}
		m.item(term, usage)
	})
}

func (m *page) item(term, text string) {
	m.line(".TP\n.B %s", roff(term))
	m.fill(text)
}

func (m *page) example(text string) {
	if text == "" {
		return
	}
	m.line(".PP\n.nf")
	m.lines(strings.Trim(text, "\n"))
	m.line(".fi")
}

// roff escapes what the formatter would take for its own.
func roff(s string) string {
	s = strings.NewReplacer(`\`, `\e`, "-", `\-`, "'", `\(aq`, "`", `\(ga`, `"`, `\(dq`, "^", `\(ha`, "~", `\(ti`).Replace(s)
	if strings.HasPrefix(s, ".") {
		s = `\&` + s
	}
	return s
}
