package main

import (
	"github.com/spf13/cobra"

	"github.com/factwire/factwire/pipeline/tabular"
)

// exporting is what the command 'export' was told.
type exporting struct {
	filter
	format, output string
	perKind        bool
	csv            tabular.Options
}

func (a *app) export() *cobra.Command {
	var x exporting
	c := &cobra.Command{
		Use:   "export",
		Short: "Write the store's facts as CSV, JSON lines, Parquet or SQLite",
		Long: `Write all facts that the filters leave, newest first. A file is written whole or not at all. Cells of the
CSV that a spreadsheet would take for a formula begin with an apostrophe, unless --raw is given. SQLite has tables of articles, facts,
mentions and entities. An archive holds every article with what was observed in it, and verdicts: 'factwire import' makes
a store of it. What reviewers rejected is left out, unless --rejected is given.

` + filterHelp,
		Example: `  factwire export --format csv -o facts.csv
  factwire export --format csv --bom --per-kind -o for-excel.csv
  factwire export --format jsonl --kind ban | jq .who
  factwire export --changed-since 2020-10-16 --format jsonl
  factwire export --format sqlite -o facts.sqlite`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := x.check(); err != nil {
				return err
			}
			return a.exportAll(c.Context(), x)
		},
	}
	x.flags(c)
	x.changedFlag(c)
	x.sortFlag(c)
	f := c.Flags()
	formatFlag(c, &x.format, exportFormats...)
	f.StringVarP(&x.output, "output", "o", "", "write to this `file` instead of standard output")
	f.BoolVar(&x.perKind, "per-kind", false, "write a CSV for each kind, with the columns that fit: facts-ban.csv beside -o facts.csv")
	f.BoolVar(&x.query.Rejected, "rejected", false, "with facts that reviewers rejected")
	f.BoolVar(&x.csv.Raw, "raw", false, "leave cells as they are, also those that a spreadsheet takes for formulas")
	f.BoolVar(&x.csv.BOM, "bom", false, "begin with a byte-order mark, by which Excel knows UTF-8")
	return c
}
