package main

import (
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/kind"
	"github.com/factwire/factwire/store"
	"github.com/factwire/factwire/store/merge"
	"github.com/factwire/factwire/store/query"
)

// filter is what 'facts', 'diff', 'report', 'export' and 'review' choose by.
type filter struct {
	kinds, statuses []string
	query           store.Query // but for what is worked out below
	changed         string      // run or day
	dueWithin       int         // days; below 0: not asked
	sort            string
}

// filterHelp stands in the help of the commands that filter.
const filterHelp = "Each filter may be repeated: any of its values will do, and of each filter one must be met."

func (f *filter) flags(c *cobra.Command) {
	f.choiceFlags(c)
	c.Flags().StringVar(&f.query.Since, "since", "", "only facts reported on or after this `day` (2020-10-23)")
}

// choiceFlags adds all but --since, which has a meaning of its own in 'diff'.
func (f *filter) choiceFlags(c *cobra.Command) {
	s := c.Flags()
	choicesFlag(c, &f.kinds, "kind", "only these kinds", kindNames()...)
	choicesFlag(c, &f.statuses, "status", "only these statuses", statusNames()...)
	s.StringArrayVar(&f.query.Who, "who", nil, "only facts in which a party, authority or speaker has this `name` or code")
	s.StringArrayVar(&f.query.Whom, "whom", nil, "only facts whose target has this `name` or code")
	s.StringArrayVar(&f.query.Any, "any", nil, "only facts in which anyone has this `name` or code, on either side or as signatory or official")
	s.StringArrayVar(&f.query.Countries, "country", nil, "only facts of this `country` (a code or a name): a side, or the state that one of its people or bodies belongs to")
	s.StringArrayVar(&f.query.Sites, "site", nil, "only facts that an outlet of this `name` or host told")
	s.StringArrayVar(&f.query.Texts, "text", nil, "only facts whose words, names, evidence or titles hold the words of this `text`, in any order; each may be the beginning of a word")
	s.StringVar(&f.query.Until, "until", "", "only facts reported on or before this `day`")
	s.IntVar(&f.dueWithin, "due-within", -1, "only deadlines in force that fall due within this `number` of days from today")
	s.Lookup("due-within").DefValue = "0" // says nothing
	s.Float64Var(&f.query.Least, "min-confidence", 0, "leave out facts below this `confidence`, from 0 to 1")
}

// changedFlag adds --changed-since as a filter.
func (f *filter) changedFlag(c *cobra.Command) {
	c.Flags().StringVar(&f.changed, "changed-since", "", "only facts that this `run` (its number) or one since this day changed")
}

// sortFlag adds --sort.
func (f *filter) sortFlag(c *cobra.Command) {
	names := plainWords(query.Orders())
	c.Flags().Var(choice{&f.sort, "order", names}, "sort", "`order` of the facts: newest or oldest report, date of the event, due next, confidence, reports, who")
	complete(c, "sort", names...)
}

// sorts reports whether an order was asked for.
func (f *filter) sorts() bool { return f.sort != "" }

func (f *filter) order() query.Order {
	if f.sort == "" {
		return query.Newest
	}
	return query.Order(f.sort)
}

func (f *filter) check() error {
	if err := f.checkChoice(); err != nil {
		return err
	}
	return dayFlag("since", f.query.Since)
}

func (f *filter) checkChoice() error {
	for _, x := range []struct {
		flag   string
		values []string
	}{{"who", f.query.Who}, {"whom", f.query.Whom}, {"any", f.query.Any}, {"country", f.query.Countries}, {"site", f.query.Sites}, {"text", f.query.Texts}} {
		if slices.ContainsFunc(x.values, func(v string) bool { return strings.TrimSpace(v) == "" }) {
			return usagef("--%s is empty: name what to look for, or leave it out", x.flag)
		}
	}
	if slices.ContainsFunc(f.query.Texts, func(t string) bool { return len(query.Words(t)) == 0 }) {
		return usagef("--text holds no word to look for")
	}
	if f.dueWithin < -1 {
		return usagef("--due-within is %d, and must be a number of days from today", f.dueWithin)
	}
	if err := share("min-confidence", f.query.Least); err != nil {
		return err
	}
	return dayFlag("until", f.query.Until)
}

// ask returns the whole query to a store.
func (f *filter) ask(a *app, s *store.Store) (q store.Query, err error) {
	q = f.query
	for _, k := range f.kinds {
		q.Kinds = append(q.Kinds, factwire.Kind(k))
	}
	for _, x := range f.statuses {
		q.Statuses = append(q.Statuses, factwire.Status(x))
	}
	if f.dueWithin >= 0 {
		q.DueFrom, q.DueTo = a.today(), a.now().AddDate(0, 0, f.dueWithin).Format(time.DateOnly)
	}
	if f.changed != "" {
		q.SinceRun, err = runSince(s, f.changed, "--changed-since")
	}
	return q, err
}

func (a *app) today() string { return a.now().Format(time.DateOnly) }

// brief leaves quotes out of a query that does not ask for them, and returns how many that are.
func brief(s *store.Store, q store.Query, quotes bool) (store.Query, int, error) {
	if quotes || len(q.Kinds) > 0 || q.DueFrom != "" {
		return q, 0, nil
	}
	q.Kinds = nil
	only := q
	for _, d := range kind.All() {
		if d.OnDemand {
			only.Kinds = append(only.Kinds, d.Name)
		} else {
			q.Kinds = append(q.Kinds, d.Name)
		}
	}
	n, exact, err := s.CountOf(only)
	if err == nil && !exact && n > 0 {
		n = 0
		err = s.Each(only, func(merge.Fact) error {
			n++
			return nil
		})
	}
	return q, n, err
}

// leftOut tells of quotes that a list left out.
func (a *app) leftOut(quotes int) {
	if quotes > 0 {
		a.note("%s left out; --quotes shows them", count(quotes, "quote"))
	}
}

// nothing tells that no fact was found, and why that may be.
func (a *app) nothing(s *store.Store) error {
	c, err := s.Count()
	switch {
	case err != nil:
		return err
	case c.Facts == 0 && c.Articles == 0:
		a.note("the store is empty: 'factwire ingest' reads articles into it")
	case c.Facts == 0:
		a.note("no fact was found in the %s of the store: 'factwire explain FILE' says why", count(c.Articles, "article"))
	default:
		a.note("no fact matches, of %s in the store: leave out a filter, or see 'factwire facts --help'", count(c.Facts, "fact"))
	}
	return nil
}
