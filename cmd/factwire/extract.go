package main

import (
	"io"
	"slices"

	"github.com/spf13/cobra"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/pipeline"
	"github.com/factwire/factwire/pipeline/tabular"
	"github.com/factwire/factwire/store"
	"github.com/factwire/factwire/store/entity"
	"github.com/factwire/factwire/store/merge"
)

func (a *app) extract() *cobra.Command {
	var kinds []string
	var format, published, url string
	var least float64
	var workers int
	var o tabular.Options
	c := &cobra.Command{
		Use:   "extract [FILE|DIR|GLOB|-]...",
		Short: "Print the facts of local articles, without a store",
		Long:  "Print the facts of local articles as each article tells them. Without a name, or with -, standard input is read.",
		Example: `  factwire extract article.txt
  factwire extract --kind ban,deadline --format csv saved/ > facts.csv
  curl -s https://example.org/story | factwire extract --format jsonl -`,
		RunE: func(c *cobra.Command, args []string) error {
			if err := share("min-confidence", least); err != nil {
				return err
			}
			if err := atLeast("workers", workers); err != nil {
				return err
			}
			in, e, err := a.reader(args, published, url, kinds...)
			if err != nil {
				return err
			}
			canon, err := a.canon("")
			if err != nil {
				return err
			}
			p := &printer{least: a.least(c, least, e), kinds: kinds, canon: canon}
			if format == "jsonl" {
				p.lines = a.out
			}
			m, progress := &meter{}, func(pipeline.Stats) {}
			if _, ok := a.terminal(a.out); !ok || p.lines == nil { // else the lines would run through the bar
				total, known := in.Size()
				if !known {
					total = 0
				}
				m = a.meter(c.Name(), "article", total)
				in.Progress, progress = m.work, func(s pipeline.Stats) { m.count(s.Read + s.Rejected) }
			}
			stats, err := pipeline.Run(c.Context(), in, e, p, pipeline.Options{Workers: a.workers(workers), Batch: 1, Now: a.now, Problem: a.skipped, Progress: progress})
			m.end()
			switch {
			case err != nil:
			case format == "csv":
				err = tabular.CSV(a.out, p.facts, o)
			case format == "table" && len(p.facts) > 0:
				err = tabular.Table(a.out, p.facts, a.view())
			}
			if err == nil && stats.Read > 0 && !p.found {
				a.note("no fact was found in %s: 'factwire explain FILE' says why", count(stats.Read, "article"))
			}
			if err == nil && stats.Rejected > 0 {
				err = errPartial
			}
			return err
		},
	}
	f := c.Flags()
	formatFlag(c, &format, "table", "jsonl", "csv")
	choicesFlag(c, &kinds, "kind", "only facts of these kinds", kindNames()...)
	f.Float64Var(&least, "min-confidence", 0, "leave out facts below this `confidence`, from 0 to 1 (default: as the weights were accepted with)")
	f.StringVar(&published, "published", "", "publication `day` of articles that carry none, as 2020-10-23")
	f.StringVar(&url, "url", "", "`address` of the article, if it carries none")
	f.BoolVar(&o.Raw, "raw", false, "leave CSV cells as they are, also those that a spreadsheet takes for formulas")
	f.BoolVar(&o.BOM, "bom", false, "begin the CSV with a byte-order mark, by which Excel knows UTF-8")
	f.IntVar(&workers, "workers", 0, "read this `number` of articles at once (default: one for each processor)")
	a.stubsFlag(c)
	return paged(c)
}

// printer is the sink of articles that are printed, not kept.
type printer struct {
	kinds []string // empty for all
	least float64
	lines io.Writer    // for JSON lines, each as soon as it is known; nil to collect facts
	facts []merge.Fact // collected
	found bool         // any
	canon *entity.Canon
}

func (p *printer) Put(entries []store.Entry) ([]store.Outcome, error) {
	for _, e := range entries {
		var facts []factwire.Fact
		for _, f := range merge.Identify(e.Facts) {
			if (len(p.kinds) == 0 || slices.Contains(p.kinds, string(f.Kind))) && f.Confidence >= p.least {
				f.Who, f.Whom, f.People = p.canon.Items(f.Who), p.canon.Items(f.Whom), p.canon.Items(f.People)
				facts = append(facts, f)
			}
		}
		p.found = p.found || len(facts) > 0
		if p.lines != nil {
			if err := tabular.JSONL(p.lines, facts); err != nil {
				return nil, err
			}
			continue
		}
		for _, f := range facts {
			p.facts = append(p.facts, merge.Fact{Fact: f})
		}
	}
	return make([]store.Outcome, len(entries)), nil
}

// Reject does nothing: the run reports the input.
func (p *printer) Reject(...store.Rejected) error { return nil }
