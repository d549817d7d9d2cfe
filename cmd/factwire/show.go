package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/pipeline/tabular"
	"github.com/factwire/factwire/store/merge"
)

func (a *app) show() *cobra.Command {
	return &cobra.Command{
		Use:     "show ID",
		Short:   "Show one fact with all its evidence",
		Long:    "Show one fact: its fields, its history and every sentence that says it, with the fact's words marked. The beginning of an id is enough if only one fact has it.",
		Example: "  factwire show 3f2a9c0d1e4b5a67",
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			s, err := a.openStore(true)
			if err != nil {
				return err
			}
			defer s.Close()
			f, err := s.Fact(args[0])
			if err != nil {
				return fmt.Errorf("%w; 'factwire facts' lists them", err)
			}
			open, close := a.marks()
			printFact(a.out, f, open, close)
			return nil
		},
	}
}

// printFact writes a fact for people.
func printFact(w io.Writer, f merge.Fact, open, close string) {
	line := func(name, value string) {
		if value != "" {
			fmt.Fprintf(w, "%-12s %s\n", name, tabular.Clean(value))
		}
	}
	line("id", f.ID)
	line("kind", string(f.Kind))
	line("status", string(f.Status))
	line("who", people(f.Who))
	line("whom", people(f.Whom))
	line("people", people(f.People))
	line("what", f.What)
	line("form", string(f.Form))
	line("about", f.About)
	line("when", strings.TrimSpace(string(f.When.Relation)+" "+string(f.When.Date)))
	line("where", f.Where)
	line("confidence", fmt.Sprintf("%.2f", f.Confidence))
	line("reports", fmt.Sprintf("%s, %s, %s; %s", count(f.Articles, "article"), count(f.Outlets, "outlet"), count(f.Independent, "independent source"), period(f.First, f.Last)))
	for _, h := range f.History {
		line("history", fmt.Sprintf("%s %s (%s)", orUndated(h.Date), h.Status, count(h.Articles, "article")))
	}
	line("superseded", f.SupersededBy)
	line("contradicts", strings.Join(f.Contradicts, ", "))
	if len(f.Evidence) > 1 {
		line("why one fact", whyOne(f))
	}
	for _, e := range f.Evidence {
		fmt.Fprintln(w)
		source := strings.Join(slices.DeleteFunc([]string{e.Site, day(e.Published), e.Title, e.URL}, func(s string) bool { return s == "" }), " | ")
		if source == "" {
			source = "article " + e.Article
		}
		line("evidence", source)
		line("", fmt.Sprintf("article %s, bytes %d to %d, rule %s", e.Article, e.Start, e.End, e.Rule))
		fmt.Fprintf(w, "%-12s %s\n", "", Mark(e, open, close))
	}
}

func whyOne(f merge.Fact) string {
	switch f.Kind {
	case factwire.Quote:
		return "the speaker is the same, and the words are, or hold each other"
	case factwire.Deadline:
		return "who is bound and the due date are the same"
	}
	return "kind, parties, targets and class are the same, and no dates keep the reports apart"
}

func orUndated(s string) string {
	if s == "" {
		return "undated"
	}
	return s
}

// period words the days of the first and of the last report.
func period(first, last string) string {
	if first == last {
		return orUndated(first)
	}
	return orUndated(first) + " to " + orUndated(last)
}

// count words a number of things whose plural ends in s.
func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// people words entities with their titles and affiliations.
func people(all []factwire.Entity) string {
	var parts []string
	for _, e := range all {
		s := e.Name
		if e.Code != "" {
			s += " (" + e.Code + ")"
		}
		if t := strings.Join(slices.DeleteFunc([]string{e.Title, e.Affiliation}, func(s string) bool { return s == "" }), ", "); t != "" {
			s += " [" + t + "]"
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, "; ")
}

// Mark returns the evidence's text with the words of the fact's fields between open and close, cleaned for a terminal.
func Mark(e factwire.Evidence, open, close string) string {
	marked := make([]bool, len(e.Text)+1)
	for _, spans := range e.Spans {
		for _, s := range spans {
			for i := max(s[0]-e.Start, 0); i < min(s[1]-e.Start, len(e.Text)); i++ {
				marked[i] = true
			}
		}
	}
	var b strings.Builder
	for i := 0; i < len(e.Text); {
		j := i
		for j < len(e.Text) && marked[j] == marked[i] {
			j++
		}
		part := e.Text[i:j]
		clean := tabular.Clean(part)
		if strings.TrimSpace(part) == "" {
			b.WriteString(" ")
		} else {
			if part[0] == ' ' || part[0] == '\n' {
				b.WriteString(" ")
			}
			if marked[i] {
				clean = open + clean + close
			}
			b.WriteString(clean)
			if last := part[len(part)-1]; last == ' ' || last == '\n' {
				b.WriteString(" ")
			}
		}
		i = j
	}
	return strings.TrimSpace(b.String())
}
