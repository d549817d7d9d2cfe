package main

import (
	"errors"
	"slices"

	"github.com/spf13/cobra"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/kind"
	"github.com/factwire/factwire/pipeline/tabular"
	"github.com/factwire/factwire/store/query"
)

func (a *app) facts() *cobra.Command {
	var f filter
	var format string
	var limit int
	var evidence, upcoming, quotes bool
	c := &cobra.Command{
		Use:   "facts",
		Short: "List the store's facts, newest first",
		Long: `List the store's facts that the filters leave, the last reported first. Quotes are many: they are listed where --quotes or --kind
quote asks for them, or where nothing else matches, and a line tells how many were left out. A list that is longer than the screen goes through a pager,
which FACTWIRE_PAGER or PAGER names (less), unless --no-pager is given. On a terminal deadlines tell the days left; the sentence of each fact
is shown with --evidence, and --upcoming lists the deadlines that are ahead.

` + filterHelp,
		Example: `  factwire facts --kind ban --status done --whom Huawei
  factwire facts --kind deadline --since 2020-10-01 --format jsonl
  factwire facts --any Huawei --any ZTE --country SE --quotes
  factwire facts --due-within 30 --sort due
  factwire facts --upcoming
  factwire facts --evidence --text masts`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := f.check(); err != nil {
				return err
			}
			if !f.sorts() && upcoming {
				f.sort = string(query.ByDue)
			}
			if upcoming && len(f.kinds) > 0 && !slices.ContainsFunc(f.kinds, func(k string) bool { return kind.Of(factwire.Kind(k)).Report.Due }) {
				return usagef("--upcoming lists deadlines, and --kind leaves them out: give one of the two")
			}
			if err := atLeast("limit", limit); err != nil {
				return err
			}
			s, err := a.openStore(true)
			if err != nil {
				return err
			}
			defer s.Close()
			if a.pager != nil && !c.Flags().Changed("limit") {
				limit = pagedLimit
			}
			q, err := f.ask(a, s)
			if err != nil {
				return err
			}
			if upcoming {
				q.Kinds, q.DueFrom = nil, a.today()
			}
			b, left, err := brief(s, q, quotes)
			if err != nil {
				return err
			}
			facts, all, more, err := s.ListSorted(b, f.order(), limit)
			if err == nil && all == 0 && left > 0 {
				a.note("only quotes match")
				left = 0
				facts, all, more, err = s.ListSorted(q, f.order(), limit)
			}
			if err != nil {
				return err
			}
			if all == 0 {
				if format == "csv" { // a sheet without rows is one, too
					err = tabular.CSV(a.out, nil, tabular.Options{})
				}
				return errors.Join(err, a.nothing(s))
			}
			defer a.leftOut(left)
			switch format {
			case "jsonl":
				return tabular.JSONL(a.out, facts)
			case "csv":
				return tabular.CSV(a.out, facts, tabular.Options{})
			}
			v := a.view()
			v.Evidence = evidence
			if err := tabular.Table(a.out, facts, v); err != nil {
				return err
			}
			switch {
			case len(facts) < all:
				a.note("%d of %d facts; --limit 0 shows all", len(facts), all)
			case more:
				a.note("the first %d facts; --limit 0 shows all", len(facts))
			}
			return nil
		},
	}
	f.flags(c)
	f.changedFlag(c)
	f.sortFlag(c)
	formatFlag(c, &format, "table", "jsonl", "csv")
	c.Flags().BoolVar(&quotes, "quotes", false, "with quotes, which are left out unless --kind asks for them")
	c.Flags().BoolVar(&upcoming, "upcoming", false, "only deadlines whose day is still ahead, the next one first")
	c.Flags().BoolVar(&evidence, "evidence", false, "with each fact the sentence that says it, its words marked, and where it stands")
	c.Flags().IntVar(&limit, "limit", 50, "show at most this `number` of facts; 0 shows all (where a pager shows them, 1000 is the default)")
	return paged(c)
}

// pagedLimit is how many facts are listed in a pager, if nobody says how many.
const pagedLimit = 1000
