package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/factwire/factwire/pipeline/report"
	"github.com/factwire/factwire/pipeline/tabular"
)

func (a *app) report() *cobra.Command {
	var f filter
	var output, title, changed string
	c := &cobra.Command{
		Use:   "report",
		Short: "Write the store's facts as one HTML file to look at",
		Long: `Write all facts that the filters leave as one HTML file: what changed, deadlines, who barred whom, a timeline,
who signed with whom, who said what, and a card for each fact with its evidence. The file loads nothing from elsewhere and
works from a disk; report.html#f-ID opens the card of a fact. It is written whole or not at all.`,
		Example: `  factwire report -o report.html
  factwire report --changed-since 2020-10-16 --title "Networks, week 43" -o report.html
  factwire report --kind ban,deadline --whom Huawei -o huawei.html`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := f.check(); err != nil {
				return err
			}
			if changed == "" {
				changed = f.query.Since
			}
			if err := dayFlag("changed-since", changed); err != nil {
				return err
			}
			facts, err := a.stored(f.ask())
			if err != nil {
				return err
			}
			write := func(w io.Writer) error {
				return report.Write(w, facts, report.Options{Title: title, Now: a.now(), Since: changed})
			}
			if output == "-" {
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
	c.Flags().StringVarP(&output, "output", "o", "report.html", "write to this `file`; - is standard output")
	c.Flags().StringVar(&title, "title", "", "the report's `title` (\"Facts from the news\")")
	c.Flags().StringVar(&changed, "changed-since", "", "list what changed since this `day` (2020-10-23); that of --since if not given")
	return c
}
