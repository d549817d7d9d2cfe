package main

import (
	"fmt"
	"io"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/kind"
	"github.com/factwire/factwire/pipeline/tabular"
	"github.com/factwire/factwire/pipeline/tell"
	"github.com/factwire/factwire/store"
	"github.com/factwire/factwire/store/merge"
)

// runSince reads a flag that is the number of a run, or a day.
func runSince(s *store.Store, since, flag string) (uint64, error) {
	if since == "" { // the last run, and those before it that were killed
		return s.LastRun()
	}
	if n, err := strconv.ParseUint(since, 10, 64); err == nil && len(since) < 8 {
		runs, err := s.Runs()
		if err == nil && (len(runs) == 0 || n > runs[0].Number) {
			return 0, usagef("%s is %d, and there was no such run: 'factwire runs' lists them", flag, n)
		}
		return n, err
	}
	if d, err := factwire.ParseDate(since); err == nil && len(d) == len("2006-01-02") {
		return s.RunSince(since)
	}
	return 0, usagef("%s is %q, and must be the number of a run, or a day such as 2020-10-23", flag, since)
}

func (a *app) diff() *cobra.Command {
	var f filter
	var since, format string
	var quotes bool
	c := &cobra.Command{
		Use:   "diff",
		Short: "Tell what changed since a run or a day",
		Long: `Tell which facts are new, changed or gone since the beginning of a run (its number, from 'factwire runs') or
since a day; without --since, what the last run changed. Quotes are told where --quotes or --kind quote asks for them, and a line says how
many were left out.

` + filterHelp,
		Example: `  factwire diff
  factwire diff --since 2020-10-23 --format jsonl
  factwire diff --any Huawei --kind ban,deadline`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if err := f.checkChoice(); err != nil {
				return err
			}
			if since != "" && f.changed != "" {
				return usagef("--since and --changed-since say the same here: give one of the two")
			}
			s, err := a.openStore(true)
			if err != nil {
				return err
			}
			defer s.Close()
			run, err := runSince(s, since+f.changed, "--since")
			if err != nil {
				return err
			}
			all, err := s.Diff(run)
			if err != nil {
				return err
			}
			f.changed = "" // it is told already
			q, err := f.ask(a, s)
			if err != nil {
				return err
			}
			found := len(all)
			all, left, err := chosen(s, all, q, quotes)
			if err != nil {
				return err
			}
			switch {
			case format == "jsonl":
				err = tabular.JSONL(a.out, all)
			case found == 0 || len(all) > 0:
				printDifferences(a.out, all, a.wholeView().Width)
			default:
				_, err = fmt.Fprintln(a.out, "Nothing that the filters leave changed.")
			}
			a.leftOut(left)
			return err
		},
	}
	f.choiceFlags(c)
	f.changedFlag(c)
	c.Flags().Lookup("changed-since").Usage = "the same as --since"
	c.Flags().BoolVar(&quotes, "quotes", false, "with quotes, which are left out unless --kind asks for them")
	c.Flags().StringVar(&since, "since", "", "`number` of a run, or a day (default: the last run)")
	formatFlag(c, &format, "text", "jsonl")
	return paged(c)
}

// chosen leaves of the differences those that a query takes, by what a fact is, or by what it was if it is gone; and unless they are asked
// for, no quotes, of which it returns the number.
func chosen(s *store.Store, all []store.Difference, q store.Query, quotes bool) (kept []store.Difference, left int, err error) {
	m := q.Matcher(s.Canon())
	quotes = quotes || len(q.Kinds) > 0
	for _, d := range all {
		b := d.Is
		if b == nil {
			b = d.Was
		}
		f := merge.Fact{Fact: factwire.Fact{ID: d.ID, Kind: b.Kind, Status: b.Status, Who: b.Who, Whom: b.Whom, What: b.What, About: b.About, When: b.When}, SupersededBy: b.SupersededBy}
		if d.Is != nil && (!q.Exact() || q.Until != "" || q.Least > 0) {
			if f, err = s.Fact(d.ID); err != nil {
				return nil, left, err
			}
		}
		f.Review = nil // that a fact was rejected is a change
		switch {
		case !m.Match(&f, 0):
		case !quotes && kind.Of(b.Kind).OnDemand:
			left++
		default:
			kept = append(kept, d)
		}
	}
	return kept, left, nil
}

// printDifferences words what changed, for a mail or for a screen of some columns.
func printDifferences(w io.Writer, all []store.Difference, width int) {
	heading := ""
	count := map[string]int{}
	for _, d := range all {
		count[section(d)]++
	}
	if len(all) == 0 {
		fmt.Fprintln(w, "Nothing changed.")
	}
	for _, d := range all {
		if h := section(d); h != heading {
			if heading != "" {
				fmt.Fprintln(w)
			}
			heading = h
			fmt.Fprintf(w, "%s (%d)\n", h, count[h])
		}
		b := d.Is
		if b == nil {
			b = d.Was
		}
		hang(w, width, "- ", tabular.Clean(sentence(*b))+"  ["+d.ID+"]")
		for _, line := range changes(d) {
			hang(w, width, "    ", tabular.Clean(line))
		}
	}
}

func section(d store.Difference) string {
	switch {
	case d.Was == nil:
		return "New"
	case d.Is == nil:
		return "Gone"
	}
	return "Changed"
}

// sentence says a fact in a line.
func sentence(b store.Brief) string { return tell.Sentence(b) }

// changes says in lines what became of a fact.
func changes(d store.Difference) []string { return tell.Changes(d) }
