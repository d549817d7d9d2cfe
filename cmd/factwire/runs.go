package main

import (
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/factwire/factwire/pipeline/tabular"
	"github.com/factwire/factwire/store"
)

func (a *app) runs() *cobra.Command {
	var format string
	var rejected bool
	c := &cobra.Command{
		Use:     "runs",
		Short:   "List what each run did, newest first",
		Long:    "List what each run of 'ingest' did, newest first; with --rejected, the inputs that were no articles, and why.",
		Example: "  factwire runs\n  factwire runs --rejected",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			s, err := a.openStore(true)
			if err != nil {
				return err
			}
			defer s.Close()
			if rejected {
				all, err := s.Rejects()
				if err != nil {
					return err
				}
				if format == "jsonl" {
					return tabular.JSONL(a.out, all)
				}
				if len(all) == 0 {
					a.note("no input was rejected")
					return nil
				}
				return a.printRejects(all)
			}
			runs, err := s.Runs()
			if err != nil {
				return err
			}
			if format == "jsonl" {
				return tabular.JSONL(a.out, runs)
			}
			if len(runs) == 0 {
				a.note("there was no run yet: 'factwire ingest' is one")
				return nil
			}
			return a.printRuns(runs)
		},
	}
	formatFlag(c, &format, "table", "jsonl")
	c.Flags().BoolVar(&rejected, "rejected", false, "list the inputs that were no articles, and why")
	return paged(c)
}

func (a *app) printRuns(runs []store.Run) error {
	number := func(head string, rank int) tabular.Column { return tabular.Column{Head: head, Right: true, Rank: rank} }
	columns := []tabular.Column{number("RUN", 0), {Head: "STARTED"}, number("SECONDS", 4), number("READ", 0), number("NEW", 1), number("CHANGED", 3), number("KNOWN", 5),
		number("REJECTED", 2), {Head: "ENDED", Wordy: 1}}
	var rows [][]string
	for _, r := range runs {
		rows = append(rows, []string{strconv.FormatUint(r.Number, 10), r.Started, fmt.Sprintf("%.1f", r.Seconds), strconv.Itoa(r.Read), strconv.Itoa(r.Added), strconv.Itoa(r.Replaced),
			strconv.Itoa(r.Unchanged), strconv.Itoa(r.Rejected), r.Ended})
	}
	return a.grid(columns, rows)
}

func (a *app) printRejects(all []store.Rejected) error {
	var rows [][]string
	for _, r := range all {
		rows = append(rows, []string{r.Time, r.Reason, r.Error})
	}
	return a.grid([]tabular.Column{{Head: "TIME", Rank: 1}, {Head: "REASON"}, {Head: "ERROR", Wordy: 1}}, rows)
}

// grid prints a table. On a terminal its wordy columns are wrapped; elsewhere they are whole, so that a search finds all of them.
func (a *app) grid(columns []tabular.Column, rows [][]string) error {
	width, screen := a.terminal(a.out)
	lines := 1
	if screen {
		lines = 20
	} else {
		width = 1 << 20
	}
	return tabular.Grid(a.out, columns, rows, width, lines)
}
