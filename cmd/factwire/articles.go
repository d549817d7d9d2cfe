package main

import (
	"cmp"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/pipeline/tabular"
	"github.com/factwire/factwire/store"
)

// articleFilter is what 'articles' chooses by.
type articleFilter struct {
	site, text, since, until, origin string
	without                          bool // facts
}

// takes reports whether an article is asked for. Case does not count.
func (f *articleFilter) takes(e store.Entry) bool {
	holds := func(s, part string) bool {
		return part == "" || strings.Contains(strings.ToLower(s), strings.ToLower(part))
	}
	a := e.Article
	return holds(a.Site, f.site) && (holds(a.Title, f.text) || holds(a.Text, f.text)) && (holds(a.Origin, f.origin) || holds(a.Given, f.origin) || holds(a.URL, f.origin)) &&
		(f.since == "" || day(a.Published) >= f.since) && (f.until == "" || a.Published != "" && day(a.Published) <= f.until) && (!f.without || len(e.Facts) == 0)
}

func (a *app) articles() *cobra.Command {
	var f articleFilter
	var format string
	var limit int
	c := &cobra.Command{
		Use:   "articles [ARTICLE]",
		Short: "List the stored articles, or show one with its facts marked in place",
		Long: `List the stored articles that the filters leave, with where each was read and how many facts it tells. With the id of an article (or
its beginning), its address, or the file that it was read from, show that article: its text with the words of its facts marked, and the
facts.`,
		Example: `  factwire articles --site example.org --since 2020-10-01
  factwire articles --no-facts --format csv
  factwire articles 0f1e2d3c
  factwire articles saved/story.txt`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := errors.Join(dayFlag("since", f.since), dayFlag("until", f.until), atLeast("limit", limit)); err != nil {
				return err
			}
			s, err := a.openStore(true)
			if err != nil {
				return err
			}
			defer s.Close()
			if len(args) > 0 {
				return a.showArticle(s, args[0], format)
			}
			return a.listArticles(s, f, format, limit)
		},
	}
	fs := c.Flags()
	fs.StringVar(&f.site, "site", "", "only articles of outlets with this `name` or part of one")
	fs.StringVar(&f.text, "text", "", "only articles whose title or text holds this `text`")
	fs.StringVar(&f.origin, "origin", "", "only articles that were read from a `place` with this in its name")
	fs.StringVar(&f.since, "since", "", "only articles published on or after this `day` (2020-10-23)")
	fs.StringVar(&f.until, "until", "", "only articles published on or before this `day`")
	fs.BoolVar(&f.without, "no-facts", false, "only articles in which no fact was found")
	fs.IntVar(&limit, "limit", 50, "list at most this `number` of articles; 0 lists all")
	formatFlag(c, &format, "table", "jsonl", "csv")
	return paged(c)
}

// listed is an article as it is listed.
type listedArticle struct {
	ID        string `json:"id"`
	Published string `json:"published,omitempty"`
	Between   string `json:"between,omitempty"` // of an article without a date
	Site      string `json:"site,omitempty"`
	Title     string `json:"title,omitempty"`
	URL       string `json:"url,omitempty"`
	Origin    string `json:"origin,omitempty"`
	Facts     int    `json:"facts"` // as it tells them
}

func (a *app) listArticles(s *store.Store, f articleFilter, format string, limit int) error {
	var all []listedArticle
	err := s.Articles(func(e store.Entry) error {
		if f.takes(e) {
			x := e.Article
			all = append(all, listedArticle{x.ID, x.Published, x.Between, x.Site, x.Title, x.URL, x.Place(), len(e.Facts)})
		}
		return nil
	})
	if err != nil {
		return storeAdvice(err)
	}
	// the newest first, as facts are listed
	slices.SortStableFunc(all, func(x, y listedArticle) int { return strings.Compare(y.Published, x.Published) })
	found := len(all)
	if limit > 0 && format == "table" {
		all = all[:min(limit, found)]
	}
	rows := make([][]string, len(all))
	for i, x := range all {
		rows[i] = []string{x.ID, day(x.Published), x.Site, x.Title, strconv.Itoa(x.Facts), x.URL, x.Origin}
	}
	switch format {
	case "jsonl":
		return tabular.JSONL(a.out, all)
	case "csv":
		return tabular.Cells(a.out, []string{"id", "published", "site", "title", "facts", "url", "origin"}, rows)
	}
	if found == 0 {
		a.note("no article matches")
		return nil
	}
	for i := range rows {
		rows[i] = slices.Delete(rows[i], 5, 6)
		rows[i][1] = cmp.Or(rows[i][1], undated(all[i].Between))
	}
	width, _ := a.terminal(a.out)
	columns := []tabular.Column{{Head: "ID"}, {Head: "PUBLISHED"}, {Head: "SITE", Wordy: 1, Rank: 2}, {Head: "TITLE", Wordy: 3}, {Head: "FACTS", Right: true, Rank: 1}, {Head: "READ FROM", Wordy: 2}}
	if err := tabular.Grid(a.out, columns, rows, width, 1); err != nil {
		return err
	}
	if len(all) < found {
		a.note("%d of %d articles; --limit 0 shows all", len(all), found)
	}
	return nil
}

func (a *app) showArticle(s *store.Store, name, format string) error {
	told, err := s.Tell(name)
	if errors.Is(err, store.ErrNoArticle) {
		if path, aerr := filepath.Abs(name); aerr == nil {
			told, err = s.Tell(path)
		}
	}
	if errors.Is(err, store.ErrNoArticle) {
		return fmt.Errorf("no article of the store has the id, address or file %s: 'factwire articles' lists them", name)
	}
	if err != nil {
		return storeAdvice(err)
	}
	if format != "table" {
		e := store.Entry{Article: told.Article}
		for _, f := range told.Facts {
			e.Facts = append(e.Facts, f.Fact)
		}
		if format == "csv" {
			return tabular.CSV(a.out, told.Facts, tabular.Options{})
		}
		return tabular.JSONL(a.out, []store.Entry{e})
	}
	a.printArticle(told)
	return nil
}

func (a *app) printArticle(told store.Told) {
	v := a.wholeView()
	x := told.Article
	line := func(name, value string) {
		if value != "" {
			hang(a.out, v.Width, fmt.Sprintf("%-*s", labelWidth, name), tabular.Clean(value))
		}
	}
	line("article", x.ID)
	line("title", x.Title)
	line("site", x.Site)
	line("authors", strings.Join(x.Authors, ", "))
	line("published", cmp.Or(x.Published, undated(x.Between)))
	line("url", x.URL)
	if x.Given != "" {
		line("read from", x.Given)
	}
	for _, o := range told.Origins {
		line("read from", o)
	}
	// the article's own words of all its facts, marked in its text
	var spans []factwire.Span
	for _, f := range told.Facts {
		for _, e := range f.Evidence {
			if e.Article != x.ID {
				continue
			}
			for _, s := range e.Spans {
				spans = append(spans, s...)
			}
		}
	}
	at := 0
	for part := range strings.SplitAfterSeq(x.Text, "\n") {
		e := factwire.Evidence{Start: at, End: at + len(part), Text: part, Spans: map[string][]factwire.Span{"": spans}}
		at += len(part)
		if text := tabular.Mark(e, v.Open, v.Close); text != "" {
			fmt.Fprintln(a.out)
			hang(a.out, v.Width, "", text, v.Codes()...)
		}
	}
	if x.Text == "" {
		fmt.Fprintln(a.out)
		line("text", "pruned; what was read in it is kept")
	}
	fmt.Fprintln(a.out)
	for _, f := range told.Facts {
		line("fact", sentence(store.BriefOf(f))+"  ["+f.ID+"]")
	}
	if len(told.Facts) == 0 {
		line("facts", "none")
	}
}

// undated words when an article without a date was written, as factwire.Between gives it.
func undated(between string) string {
	first, last, _ := strings.Cut(between, "/")
	switch {
	case between == "":
		return ""
	case first == "..":
		return "by " + last
	case last == "..":
		return first + " or later"
	}
	return first + " to " + last
}
