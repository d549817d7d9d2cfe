package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/pipeline/tabular"
	"github.com/factwire/factwire/pipeline/tell"
	"github.com/factwire/factwire/store"
	"github.com/factwire/factwire/store/entity"
	"github.com/factwire/factwire/store/merge"
)

func (a *app) show() *cobra.Command {
	return paged(&cobra.Command{
		Use:   "show ID [ID]",
		Short: "Show one fact with all its evidence, or why two are not one",
		Long: `Show one fact: its fields, its history and every sentence that says it, with the fact's words marked, and why
the reports are one fact. With two ids, say why they are two. The beginning of an id is enough if only one fact has it.`,
		Example: "  factwire show 3f2a9c0d1e4b5a67\n  factwire show 3f2a9c0d 8ab1c2d3",
		Args:    cobra.RangeArgs(1, 2),
		RunE: func(_ *cobra.Command, args []string) error {
			s, err := a.openStore(true)
			if err != nil {
				return err
			}
			defer s.Close()
			f, err := s.Fact(args[0])
			if err != nil {
				return idAdvice(err)
			}
			if len(args) == 2 {
				g, err := s.Fact(args[1])
				if err != nil {
					return idAdvice(err)
				}
				fmt.Fprintln(a.out, tabular.Clean(whyTwo(f, g, s.Canon())))
				return nil
			}
			printFact(a.out, s, f, a.wholeView())
			return nil
		},
	})
}

// idAdvice adds to an error of an id what to do.
func idAdvice(err error) error {
	if errors.Is(err, store.ErrNoFact) {
		return fmt.Errorf("%w: 'factwire facts' lists the ids; give at least four characters of one", err)
	}
	return err
}

// wholeView is a view whose lines end where the screen does; off a terminal they are left whole, for other programs.
func (a *app) wholeView() tabular.View {
	v := a.view()
	if v.Today.IsZero() {
		v.Width = 0
	}
	return v
}

// hang writes a text behind a head. What is wider than the screen goes on in lines that stand below its beginning; 0 is a screen
// without an end. Marks take no room.
func hang(w io.Writer, width int, head, text string, marks ...string) {
	lines := []string{text}
	if width > 0 {
		lines = tabular.Wrap(text, width-len(head), 0, marks...)
	}
	for _, l := range lines {
		fmt.Fprintf(w, "%s%s\n", head, l)
		head = strings.Repeat(" ", len(head))
	}
}

// labelWidth is the room of a field's name in what printFact writes.
const labelWidth = 13

// printFact writes a fact for people, with the facts of the store that it names. In a view without a width no line is wrapped.
func printFact(w io.Writer, s *store.Store, f merge.Fact, v tabular.View) {
	say := func(name, value string, marks ...string) {
		hang(w, v.Width, fmt.Sprintf("%-*s", labelWidth, name), value, marks...)
	}
	line := func(name, value string) {
		if value != "" {
			say(name, tabular.Clean(value))
		}
	}
	line("id", f.ID)
	line("kind", string(f.Kind))
	line("status", string(f.Status))
	line("who", people(f.Who))
	line("whom", people(f.Whom))
	line("people", people(f.People))
	line("wikidata", itemsOf(f))
	line("what", f.What)
	line("form", string(f.Form))
	line("stance", string(f.Stance))
	line("about", f.About)
	date := strings.TrimSpace(string(f.When.Relation) + " " + string(f.When.Date))
	if due := v.Due(f); due != "" {
		date += ", " + due
	}
	line("when", date)
	line("where", f.Where)
	line("confidence", fmt.Sprintf("%.2f", f.Confidence))
	line("reports", fmt.Sprintf("%s, %s, %s; %s", count(f.Articles, "article"), count(f.Outlets, "outlet"), count(f.Independent, "independent source"), tell.Period(f.First, f.Last)))
	for _, h := range f.History {
		line("history", fmt.Sprintf("%s %s (%s)", tell.Dated(h.Date), h.Status, count(h.Articles, "article")))
	}
	if f.SupersededBy != "" {
		line("superseded", "by "+named(s, f.SupersededBy))
	}
	for _, id := range f.Contradicts {
		line("disputed", "the other side is "+named(s, id))
	}
	if f.Review != nil {
		line("review", tell.Reviewed(*f.Review))
	}
	for _, why := range tell.WhyOne(f, s.Canon()) {
		line("why one fact", why)
	}
	for _, e := range f.Evidence {
		fmt.Fprintln(w)
		published := day(e.Published)
		if published == "" {
			if x, ok, err := s.Article(e.Article); err == nil && ok && x.Between != "" {
				published = "undated, " + undated(x.Between)
			}
		}
		source := strings.Join(slices.DeleteFunc([]string{e.Site, published, e.Title, e.URL}, func(s string) bool { return s == "" }), " | ")
		if source == "" {
			source = "article " + e.Article
		}
		line("evidence", source)
		line("", e.Origin)
		line("", fmt.Sprintf("article %s, bytes %d to %d, rule %s", e.Article, e.Start, e.End, e.Rule))
		say("", tabular.Mark(e, v.Open, v.Close), v.Codes()...)
	}
}

// named words a fact that another names: its sentence, its reports and its id.
func named(s *store.Store, id string) string {
	f, err := s.Fact(id)
	if err != nil {
		return id
	}
	return fmt.Sprintf("%s, %s, %s  [%s]", sentence(store.BriefOf(f)), count(f.Articles, "article"), tell.Period(f.First, f.Last), id)
}

// whyTwo tells why two facts are not one, by their first reports.
func whyTwo(f, g merge.Fact, c *entity.Canon) string {
	if f.ID == g.ID {
		return "both ids lead to one fact, " + f.ID
	}
	a, b := f.Reports(), g.Reports()
	why := merge.Explain(a[0], b[0], merge.Options{Canon: c})
	if strings.HasPrefix(why, "one fact: ") {
		why = "two facts: each of them agrees with the first report of the other, but other reports of the same matter cannot be one, so that none may be joined to either; 'factwire edit ID --into ID' does"
	}
	return why
}

// count words a number of things whose plural ends in s.
func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// itemsOf words the Wikidata items of a fact's entities.
func itemsOf(f merge.Fact) string {
	var parts []string
	for _, e := range slices.Concat(f.Who, f.Whom, f.People) {
		if part := e.Name + " " + e.Wikidata; e.Wikidata != "" && !slices.Contains(parts, part) {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, "; ")
}

// people words entities with their titles and affiliations.
func people(all []factwire.Entity) string { return tell.People(all) }
