package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/pipeline/tabular"
	"github.com/factwire/factwire/store/merge"
)

// filter is what 'facts' and 'export' choose by.
type filter struct {
	kinds, statuses []string
	who, whom, text string
	since, until    string
	least           float64
}

func (f *filter) flags(c *cobra.Command) {
	s := c.Flags()
	s.StringSliceVar(&f.kinds, "kind", nil, "only these kinds: signing, ban, deadline, quote")
	s.StringSliceVar(&f.statuses, "status", nil, "only these statuses: done, proposed, negated, reversed")
	s.StringVar(&f.who, "who", "", "only facts in which a party, authority or speaker has this name or code")
	s.StringVar(&f.whom, "whom", "", "only facts whose target has this name or code")
	s.StringVar(&f.text, "text", "", "only facts whose words or evidence hold this text")
	s.StringVar(&f.since, "since", "", "only facts reported on or after this day (2020-10-23)")
	s.StringVar(&f.until, "until", "", "only facts reported on or before this day")
	s.Float64Var(&f.least, "min-confidence", 0, "leave out facts below this confidence, from 0 to 1")
	complete(c, "kind", kindNames()...)
	complete(c, "status", statusNames()...)
}

func (f *filter) check() error {
	if err := allOf("kind", f.kinds, kindNames()); err != nil {
		return err
	}
	if err := allOf("status", f.statuses, statusNames()); err != nil {
		return err
	}
	if err := share("min-confidence", f.least); err != nil {
		return err
	}
	for _, d := range []string{f.since, f.until} {
		if _, err := factwire.ParseDate(d); err != nil || d != "" && len(d) != 10 {
			return usagef("%q is no day such as 2020-10-23", d)
		}
	}
	return nil
}

func (f *filter) keep(x merge.Fact) bool {
	switch {
	case len(f.kinds) > 0 && !slices.Contains(f.kinds, string(x.Kind)),
		len(f.statuses) > 0 && !slices.Contains(f.statuses, string(x.Status)),
		f.who != "" && !named(x.Who, f.who),
		f.whom != "" && !named(x.Whom, f.whom),
		f.since != "" && x.Last < f.since,
		f.until != "" && (x.First == "" || x.First > f.until),
		x.Confidence < f.least:
		return false
	}
	if f.text == "" {
		return true
	}
	words := strings.ToLower(f.text)
	hold := func(s string) bool { return strings.Contains(strings.ToLower(s), words) }
	return hold(x.What) || hold(x.About) || slices.ContainsFunc(x.Evidence, func(e factwire.Evidence) bool { return hold(e.Text) })
}

// named reports whether an entity has a code, or a name that holds the word.
func named(all []factwire.Entity, word string) bool {
	return slices.ContainsFunc(all, func(e factwire.Entity) bool {
		return strings.EqualFold(e.Code, word) || strings.Contains(strings.ToLower(e.Name), strings.ToLower(word))
	})
}

func (a *app) facts() *cobra.Command {
	var f filter
	var format string
	var limit int
	c := &cobra.Command{
		Use:   "facts",
		Short: "List the store's facts, newest first",
		Example: `  factwire facts --kind ban --status done --whom Huawei
  factwire facts --kind deadline --since 2020-10-01 --format jsonl`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := f.check(); err != nil {
				return err
			}
			if err := oneOf("format", format, []string{"table", "jsonl", "csv"}); err != nil {
				return err
			}
			facts, err := a.stored(f.keep)
			if err != nil {
				return err
			}
			all := len(facts)
			if limit > 0 && len(facts) > limit {
				facts = facts[:limit]
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
			width, _ := a.terminal(a.out)
			if err := tabular.Table(a.out, facts, width); err != nil {
				return err
			}
			if len(facts) < all {
				a.note("%d of %d facts; --limit 0 shows all", len(facts), all)
			}
			return nil
		},
	}
	f.flags(c)
	c.Flags().StringVar(&format, "format", "table", "table, jsonl or csv")
	complete(c, "format", "table", "jsonl", "csv")
	c.Flags().IntVar(&limit, "limit", 50, "show at most so many facts; 0 shows all")
	return c
}

// stored returns the facts of the store that keep accepts.
func (a *app) stored(keep func(merge.Fact) bool) ([]merge.Fact, error) {
	s, err := a.openStore(true)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	return s.Facts(keep)
}
