package main

import (
	"slices"

	"github.com/spf13/cobra"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/kind"
	"github.com/factwire/factwire/pipeline/tabular"
	"github.com/factwire/factwire/store"
	"github.com/factwire/factwire/store/merge"
)

// filter is what 'facts' and 'export' choose by.
type filter struct {
	kinds, statuses []string
	query           store.Query // but for kinds and statuses
}

func (f *filter) flags(c *cobra.Command) {
	s := c.Flags()
	choicesFlag(c, &f.kinds, "kind", "only these kinds", kindNames()...)
	choicesFlag(c, &f.statuses, "status", "only these statuses", statusNames()...)
	s.StringVar(&f.query.Who, "who", "", "only facts in which a party, authority or speaker has this `name` or code")
	s.StringVar(&f.query.Whom, "whom", "", "only facts whose target has this `name` or code")
	s.StringVar(&f.query.Text, "text", "", "only facts whose words or evidence hold this `text`")
	s.StringVar(&f.query.Since, "since", "", "only facts reported on or after this `day` (2020-10-23)")
	s.StringVar(&f.query.Until, "until", "", "only facts reported on or before this `day`")
	s.Float64Var(&f.query.Least, "min-confidence", 0, "leave out facts below this `confidence`, from 0 to 1")
}

func (f *filter) check() error {
	if err := share("min-confidence", f.query.Least); err != nil {
		return err
	}
	if err := dayFlag("since", f.query.Since); err != nil {
		return err
	}
	return dayFlag("until", f.query.Until)
}

// ask returns the whole query.
func (f *filter) ask() store.Query {
	q := f.query
	for _, k := range f.kinds {
		q.Kinds = append(q.Kinds, factwire.Kind(k))
	}
	for _, x := range f.statuses {
		q.Statuses = append(q.Statuses, factwire.Status(x))
	}
	return q
}

func (a *app) facts() *cobra.Command {
	var f filter
	var format string
	var limit int
	var evidence, upcoming bool
	c := &cobra.Command{
		Use:   "facts",
		Short: "List the store's facts, newest first",
		Long: `List the store's facts that the filters leave, the last reported first. A list that is longer than the screen goes through a pager,
which FACTWIRE_PAGER or PAGER names (less), unless --no-pager is given. On a terminal deadlines tell the days left; the sentence of each fact
is shown with --evidence, and --upcoming lists the deadlines that are ahead.`,
		Example: `  factwire facts --kind ban --status done --whom Huawei
  factwire facts --kind deadline --since 2020-10-01 --format jsonl
  factwire facts --upcoming
  factwire facts --evidence --text masts`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := f.check(); err != nil {
				return err
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
			facts, all, more, err := a.listed(s, f.ask(), limit, upcoming)
			if err != nil {
				return err
			}
			switch format {
			case "jsonl":
				return tabular.JSONL(a.out, facts)
			case "csv":
				return tabular.CSV(a.out, facts, tabular.Options{})
			}
			if all == 0 {
				a.note("no fact matches")
				return nil
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
	formatFlag(c, &format, "table", "jsonl", "csv")
	c.Flags().BoolVar(&upcoming, "upcoming", false, "only deadlines whose day is still ahead, the next one first")
	c.Flags().BoolVar(&evidence, "evidence", false, "with each fact the sentence that says it, its words marked, and where it stands")
	c.Flags().IntVar(&limit, "limit", 50, "show at most this `number` of facts; 0 shows all (where a pager shows them, 1000 is the default)")
	return paged(c)
}

// listed reads facts, the last reported first, or the deadlines that are ahead; all is how many there are, unless there are more.
func (a *app) listed(s *store.Store, q store.Query, limit int, upcoming bool) (facts []merge.Fact, all int, more bool, err error) {
	if !upcoming {
		return s.List(q, limit)
	}
	q.Kinds = slices.DeleteFunc(kind.Names(), func(k factwire.Kind) bool { return !kind.Of(k).Report.Due })
	if facts, _, _, err = s.List(q, 0); err != nil {
		return nil, 0, false, err
	}
	facts = tabular.Upcoming(facts, a.now())
	all = len(facts)
	if limit > 0 {
		facts = facts[:min(limit, all)]
	}
	return facts, all, false, nil
}

// pagedLimit is how many facts are listed in a pager, if nobody says how many.
const pagedLimit = 1000
