package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/factwire/factwire/pipeline/tabular"
	"github.com/factwire/factwire/store"
	"github.com/factwire/factwire/store/merge"
)

func (a *app) export() *cobra.Command {
	var f filter
	var format, output string
	var o tabular.Options
	c := &cobra.Command{
		Use:   "export",
		Short: "Write the store's facts as CSV or JSON lines",
		Long: `Write all facts that the filters leave, newest first. A file is written whole or not at all. Cells of the
CSV that a spreadsheet would take for a formula begin with an apostrophe, unless --raw is given.`,
		Example: `  factwire export --format csv -o facts.csv
  factwire export --format csv --bom -o for-excel.csv
  factwire export --format jsonl --kind ban | jq .who`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := f.check(); err != nil {
				return err
			}
			if err := oneOf("format", format, []string{"csv", "jsonl"}); err != nil {
				return err
			}
			facts, err := a.stored(f.ask())
			if err != nil {
				return err
			}
			write := func(w io.Writer) error {
				if format == "jsonl" {
					return tabular.JSONL(w, facts)
				}
				return tabular.CSV(w, facts, o)
			}
			if output == "" || output == "-" {
				return write(a.out)
			}
			if err := tabular.WriteFile(output, write); err != nil {
				return fmt.Errorf("%w: name a file that may be written with -o", err)
			}
			a.note("%d facts written to %s", len(facts), output)
			return nil
		},
	}
	f.flags(c)
	c.Flags().StringVar(&format, "format", "csv", "csv or jsonl")
	complete(c, "format", "csv", "jsonl")
	c.Flags().StringVarP(&output, "output", "o", "", "write to this file instead of standard output")
	c.Flags().BoolVar(&o.Raw, "raw", false, "leave cells as they are, also those that a spreadsheet takes for formulas")
	c.Flags().BoolVar(&o.BOM, "bom", false, "begin with a byte-order mark, by which Excel knows UTF-8")
	return c
}

// stored returns the facts of the store that the query takes, newest first.
func (a *app) stored(q store.Query) ([]merge.Fact, error) {
	s, err := a.openStore(true)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	facts, _, _, err := s.List(q, 0)
	return facts, err
}
