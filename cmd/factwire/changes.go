package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/pipeline/tabular"
	"github.com/factwire/factwire/store"
)

// runSince reads a flag that is the number of a run, or a day.
func runSince(s *store.Store, since, flag string) (uint64, error) {
	if since == "" { // the last run
		runs, err := s.Runs()
		if err != nil || len(runs) == 0 {
			return 1, err
		}
		return runs[0].Number, nil
	}
	if n, err := strconv.ParseUint(since, 10, 64); err == nil && len(since) < 8 {
		runs, err := s.Runs()
		if err == nil && (len(runs) == 0 || n > runs[0].Number) {
			return 0, usagef("%s is %d, and there was no such run: 'factwire runs' lists them", flag, n)
		}
		return n, err
	}
	if d, err := factwire.ParseDate(since); err == nil && len(d) == len("2006-01-02") {
		return s.RunSince(since)
	}
	return 0, usagef("%s is %q, and must be the number of a run, or a day such as 2020-10-23", flag, since)
}

func (a *app) diff() *cobra.Command {
	var since, format string
	c := &cobra.Command{
		Use:   "diff",
		Short: "Tell what changed since a run or a day",
		Long: `Tell which facts are new, changed or gone since the beginning of a run (its number, from 'factwire runs') or
since a day; without --since, what the last run changed.`,
		Example: `  factwire diff
  factwire diff --since 2020-10-23 --format jsonl`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			s, err := a.openStore(true)
			if err != nil {
				return err
			}
			defer s.Close()
			run, err := runSince(s, since, "--since")
			if err != nil {
				return err
			}
			all, err := s.Diff(run)
			if err != nil {
				return err
			}
			if format == "jsonl" {
				return tabular.JSONL(a.out, all)
			}
			printDifferences(a.out, all)
			return nil
		},
	}
	c.Flags().StringVar(&since, "since", "", "`number` of a run, or a day (default: the last run)")
	formatFlag(c, &format, "text", "jsonl")
	return paged(c)
}

// printDifferences words what changed, for a mail.
func printDifferences(w io.Writer, all []store.Difference) {
	heading := ""
	count := map[string]int{}
	for _, d := range all {
		count[section(d)]++
	}
	if len(all) == 0 {
		fmt.Fprintln(w, "Nothing changed.")
	}
	for _, d := range all {
		if h := section(d); h != heading {
			if heading != "" {
				fmt.Fprintln(w)
			}
			heading = h
			fmt.Fprintf(w, "%s (%d)\n", h, count[h])
		}
		b := d.Is
		if b == nil {
			b = d.Was
		}
		fmt.Fprintf(w, "- %s  [%s]\n", tabular.Clean(sentence(*b)), d.ID)
		for _, line := range changes(d) {
			fmt.Fprintf(w, "    %s\n", tabular.Clean(line))
		}
	}
}

func section(d store.Difference) string {
	switch {
	case d.Was == nil:
		return "New"
	case d.Is == nil:
		return "Gone"
	}
	return "Changed"
}

// sentence says a fact in a line.
func sentence(b store.Brief) string {
	who, whom := tabular.Entities(b.Who), tabular.Entities(b.Whom)
	status := map[factwire.Status]string{factwire.Proposed: " (proposed)", factwire.Negated: " (denied)", factwire.Reversed: " (reversed)"}[b.Status]
	date := ""
	if b.When.Date != "" {
		date = ", " + strings.TrimSpace(string(b.When.Relation)+" "+string(b.When.Date))
	}
	about := ""
	if b.About != "" {
		about = " on " + b.About
	}
	switch b.Kind {
	case factwire.Signing:
		return fmt.Sprintf("%s: %s%s%s%s", who, b.What, about, date, status)
	case factwire.Ban:
		if b.About != "" {
			about = " from " + b.About
		}
		return fmt.Sprintf("%s: %s of %s%s%s%s", who, b.What, whom, about, date, status)
	case factwire.Deadline:
		return fmt.Sprintf("%s: %s%s%s", who, b.What, date, status)
	}
	return fmt.Sprintf("%s: “%s”%s", who, b.What, date)
}

// changes says in lines what became of a fact.
func changes(d store.Difference) []string {
	var out []string
	if d.Is == nil {
		if len(d.To) > 0 {
			out = append(out, "now part of "+strings.Join(d.To, ", "))
		}
		return out
	}
	if d.Was == nil {
		if d.Is.SupersededBy != "" {
			out = append(out, "superseded by "+d.Is.SupersededBy)
		}
		if d.Is.Disputed {
			out = append(out, "disputed")
		}
		if d.Is.Verdict != "" {
			out = append(out, "review: "+d.Is.Verdict)
		}
		return out
	}
	was, is := *d.Was, *d.Is
	say := func(what, a, b string) {
		if a == b {
			return
		}
		if a == "" {
			a = "unknown"
		}
		if b == "" {
			b = "unknown"
		}
		out = append(out, what+": "+a+" → "+b)
	}
	say("status", string(was.Status), string(is.Status))
	say("date", strings.TrimSpace(string(was.When.Relation)+" "+string(was.When.Date)), strings.TrimSpace(string(is.When.Relation)+" "+string(is.When.Date)))
	for _, x := range []struct {
		name    string
		was, is []factwire.Entity
	}{{"who", was.Who, is.Who}, {"whom", was.Whom, is.Whom}} {
		if a, b := tabular.Entities(x.was), tabular.Entities(x.is); a != b {
			say(x.name, a, b)
		} else { // a title or an affiliation, if anything
			say(x.name, people(x.was), people(x.is))
		}
	}
	say("what", was.What, is.What)
	say("about", was.About, is.About)
	if is.Articles != was.Articles || is.Independent != was.Independent {
		out = append(out, fmt.Sprintf("reports: %d articles, %d independent → %d articles, %d independent", was.Articles, was.Independent, is.Articles, is.Independent))
	}
	if is.SupersededBy != was.SupersededBy && is.SupersededBy != "" {
		out = append(out, "superseded by "+is.SupersededBy)
	}
	if is.Disputed != was.Disputed {
		out = append(out, map[bool]string{true: "now disputed", false: "no longer disputed"}[is.Disputed])
	}
	say("review", was.Verdict, is.Verdict)
	return out
}

func (a *app) reprocess() *cobra.Command {
	var keep bool
	c := &cobra.Command{
		Use:   "reprocess",
		Short: "Read the stored articles again, and tell what would change",
		Long: `Read all stored articles again, as after an update of the program or of the lexicons, and tell which facts would be
new, changed or gone. The store is left as it is, unless --keep is given. Articles whose text was pruned stay as they were read.`,
		Example: "  factwire reprocess\n  factwire reprocess --keep",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return a.reprocessAll(c.Context(), keep)
		},
	}
	c.Flags().BoolVar(&keep, "keep", false, "keep the new reading")
	return c
}

// reprocessAll reads the articles into a copy of the store, so that what changes is known before anything is kept.
func (a *app) reprocessAll(ctx context.Context, keep bool) error {
	e, err := a.engine()
	if err != nil {
		return err
	}
	open := a.changeStore
	if !keep {
		open = func() (*store.Store, error) { return a.openStore(true) }
	}
	s, err := open()
	if err != nil {
		return err
	}
	defer s.Close()
	dir, err := os.MkdirTemp(filepath.Dir(a.storePath), ".reprocess-*")
	if err != nil {
		return fmt.Errorf("make a copy of the store: %w: the articles are read into a copy beside the store, which needs a folder that you may write to", err)
	}
	defer os.RemoveAll(dir)
	work := filepath.Join(dir, "copy.factwire")
	if _, err := s.Backup(work); err != nil {
		return err
	}
	cp, err := store.Open(work, store.Options{})
	if err != nil {
		return err
	}
	defer cp.Close()
	before, err := cp.AddRun(store.Run{Ended: "done"}) // verdicts since the last run are no part of the reading
	if err != nil {
		return err
	}
	x := filtered{e, a.config.MinConfidence}
	counts, err := s.Count()
	if err != nil {
		return err
	}
	m := a.meter(a.command, "article", int64(counts.Articles))
	read, changed, err := reread(ctx, s, cp, m.one, func(art factwire.Article) ([]factwire.Fact, error) { return x.Extract(art), nil })
	m.end()
	if err != nil {
		return err
	}
	diff, err := cp.Diff(before + 1)
	if err != nil {
		return err
	}
	printDifferences(a.out, diff)
	a.note("%s read again, %d of them differently", count(read, "article"), changed)
	if !keep {
		if changed > 0 {
			a.note("nothing is kept; 'factwire reprocess --keep' does")
		}
		return nil
	}
	started := a.now()
	m = a.meter("keep", "article", int64(counts.Articles))
	_, _, err = reread(ctx, s, s, m.one, func(art factwire.Article) ([]factwire.Fact, error) { return cp.Observed(art.ID) })
	m.end()
	if err != nil {
		return err
	}
	_, err = s.AddRun(store.Run{Command: a.command, Started: started.UTC().Format(time.RFC3339), Read: read, Replaced: changed, Ended: "done"})
	return err
}

// reread gives the articles of one store, but for those whose text was pruned, new observations in another.
func reread(ctx context.Context, from, to *store.Store, done func(), observe func(factwire.Article) ([]factwire.Fact, error)) (read, changed int, err error) {
	const batch = 64 // articles in a transaction
	last := ""
	for {
		articles, err := from.ArticlesAfter(last, batch)
		if err != nil || len(articles) == 0 {
			return read, changed, err
		}
		var entries []store.Entry
		for _, art := range articles {
			if err := ctx.Err(); err != nil {
				return read, changed, err
			}
			last = art.ID
			done()
			if art.Text == "" {
				continue
			}
			facts, err := observe(art)
			if err != nil {
				return read, changed, err
			}
			read++
			entries = append(entries, store.Entry{Article: factwire.Article{ID: art.ID}, Facts: facts})
		}
		n, err := to.Reread(entries)
		if err != nil {
			return read, changed, err
		}
		changed += n
	}
}
