package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/factwire/factwire/pipeline/tabular"
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
			if err := oneOf("format", format, []string{"table", "jsonl"}); err != nil {
				return err
			}
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
				for _, r := range all {
					fmt.Fprintf(a.out, "%s  %-10s  %s\n", r.Time, r.Reason, tabular.Clean(r.Error))
				}
				return nil
			}
			runs, err := s.Runs()
			if err != nil {
				return err
			}
			if format == "jsonl" {
				return tabular.JSONL(a.out, runs)
			}
			fmt.Fprintf(a.out, "%4s  %-20s  %8s  %6s  %6s  %7s  %6s  %8s  %s\n", "RUN", "STARTED", "SECONDS", "READ", "NEW", "CHANGED", "KNOWN", "REJECTED", "ENDED")
			for _, r := range runs {
				fmt.Fprintf(a.out, "%4d  %-20s  %8.1f  %6d  %6d  %7d  %6d  %8d  %s\n", r.Number, r.Started, r.Seconds, r.Read, r.Added, r.Replaced, r.Unchanged, r.Rejected, tabular.Clean(r.Ended))
			}
			return nil
		},
	}
	c.Flags().StringVar(&format, "format", "table", "table or jsonl")
	complete(c, "format", "table", "jsonl")
	c.Flags().BoolVar(&rejected, "rejected", false, "list the inputs that were no articles, and why")
	return c
}
