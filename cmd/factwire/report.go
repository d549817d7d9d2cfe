package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/factwire/factwire/pipeline/report"
	"github.com/factwire/factwire/pipeline/tabular"
	"github.com/factwire/factwire/store"
	"github.com/factwire/factwire/store/merge"
)

func (a *app) report() *cobra.Command {
	var f filter
	var output, title, changed string
	var quotes bool
	c := &cobra.Command{
		Use:   "report",
		Short: "Write the store's facts as one HTML file to look at",
		Long: `Write all facts that the filters leave as one HTML file: what changed, deadlines, who barred whom, a map, a
timeline, who signed with whom, who said what, and a card for each fact with its evidence. The file loads nothing from
elsewhere and works from a disk; report.html#f-ID opens the card of a fact. It is written whole or not at all, and stays below 5 MB: where
there are more facts than that has room for, the newest are shown, and the page tells how many are not. Quotes are shown with --quotes
or --kind quote, or where nothing else matches.

What changed is told since the report that the new one replaces, if it replaces one; else since what --changed-since says.

` + filterHelp,
		Example: `  factwire report -o report.html
  factwire report --changed-since 2020-10-16 --title "Networks, week 43" -o report.html
  factwire report --kind ban,deadline --whom Huawei -o huawei.html`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := f.check(); err != nil {
				return err
			}
			if err := canWrite(output, "-o"); err != nil {
				return err
			}
			s, err := a.openStore(true)
			if err != nil {
				return err
			}
			defer s.Close()
			q, err := f.ask(a, s)
			if err != nil {
				return err
			}
			chosen, left, err := brief(s, q, quotes)
			if err != nil {
				return err
			}
			facts, err := a.allFacts(s, chosen)
			if err == nil && len(facts) == 0 && left > 0 { // only quotes match
				left = 0
				facts, err = a.allFacts(s, q)
			}
			if err != nil {
				return err
			}
			o := report.Options{Title: title, Now: a.now()}
			if len(facts) == mostReported {
				if n, _, err := s.CountOf(chosen); err == nil {
					o.Left = n - len(facts)
				}
			}
			if err := changesFor(&o, s, changed, output); err != nil {
				return err
			}
			shown := 0
			write := func(w io.Writer) (err error) {
				shown, err = report.WriteMost(w, facts, o)
				return err
			}
			if output == "-" {
				return write(a.out)
			}
			if err := tabular.WriteFile(output, write); err != nil {
				return fmt.Errorf("%w: name a file that may be written with -o", err)
			}
			a.note("%s written to %s", count(shown, "fact"), output)
			if rest := len(facts) + o.Left - shown; rest > 0 {
				a.note("a page has room for so many; %s left out: filters choose others, and 'factwire serve' shows all", count(rest, "fact"))
			}
			a.leftOut(left)
			if len(facts) == 0 {
				return a.nothing(s)
			}
			return nil
		},
	}
	f.flags(c)
	c.Flags().StringVarP(&output, "output", "o", "report.html", "write to this `file`; - is standard output")
	c.Flags().StringVar(&title, "title", "", "the report's `title` (\"Facts from the news\")")
	c.Flags().BoolVar(&quotes, "quotes", false, "with quotes, which are left out unless --kind asks for them")
	c.Flags().StringVar(&changed, "changed-since", "", "list what changed since this `run` (its number) or day (2020-10-23)")
	return c
}

// allFacts reads the facts that a query takes, in the order of lists.
func (a *app) allFacts(s *store.Store, q store.Query) (facts []merge.Fact, err error) {
	c, err := s.Count()
	if err != nil {
		return nil, err
	}
	m := a.meter(a.command, "fact", int64(c.Facts))
	defer m.end()
	err = s.EachOfMany(q, mostReported, func(f merge.Fact) error {
		facts = append(facts, report.Trimmed(f))
		m.one()
		return nil
	})
	return facts, err
}

// mostReported is how many facts are read for a report, the newest first: more than a page has room for.
const mostReported = 15_000

// changesFor fills in what changed in the store since a run or a day, else since the report that stands in the output file.
// A report without one before it lists no changes: all would be new.
func changesFor(o *report.Options, s *store.Store, since, output string) error {
	runs, err := s.Runs()
	if err != nil {
		return err
	}
	if len(runs) > 0 {
		o.Run = runs[0].Number
	}
	var run uint64
	if since != "" {
		run, err = runSince(s, since, "--changed-since")
		if err != nil {
			return err
		}
		o.Since = since
		if len(since) < len(time.DateOnly) {
			o.Since = "run " + since
		}
	} else {
		last := lastReport(output)
		if last == 0 || last > o.Run { // none, or one of another store
			return nil
		}
		run, o.Since = last+1, "the last report"
		for _, r := range runs {
			if r.Number == last {
				o.Since += ", which was written after the run of " + day(r.Started)
			}
		}
	}
	all, err := s.Diff(run)
	if err != nil {
		return err
	}
	o.Changes = map[string]report.Change{}
	for _, d := range all {
		if d.Is == nil {
			line := sentence(*d.Was)
			if len(d.To) > 0 {
				line += "; now part of " + strings.Join(d.To, ", ")
			}
			o.Gone = append(o.Gone, line)
			continue
		}
		c := report.Change{New: d.Was == nil}
		if d.Was != nil && d.Was.Status != d.Is.Status {
			c.Was = d.Was.Status
		}
		for _, line := range changes(d) {
			if !strings.HasPrefix(line, "status: ") {
				c.Lines = append(c.Lines, line)
			}
		}
		o.Changes[d.ID] = c
	}
	return nil
}

// lastReport is the run that the report in a file was written after; 0 if there is no such file or it is no report.
func lastReport(file string) uint64 {
	in, err := os.Open(file)
	if err != nil {
		return 0
	}
	defer in.Close()
	return report.LastRun(in)
}
