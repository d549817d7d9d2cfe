package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store"
)

func (a *app) reprocess() *cobra.Command {
	var keep bool
	var kinds []string
	c := &cobra.Command{
		Use:   "reprocess",
		Short: "Read the stored articles again, and tell what would change",
		Long: `Read all stored articles again, as after an update of the program or of the lexicons, and tell which facts would be
new, changed or gone. The store is left as it is, unless --keep is given. Articles whose text was pruned stay as they were read.`,
		Example: "  factwire reprocess\n  factwire reprocess --keep",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return a.reprocessAll(c.Context(), keep, kinds)
		},
	}
	kindsFlag(c, &kinds)
	c.Flags().BoolVar(&keep, "keep", false, "keep the new reading")
	return c
}

// reprocessAll reads the articles into a copy of the store, so that what changes is known before anything is kept.
func (a *app) reprocessAll(ctx context.Context, keep bool, kinds []string) error {
	e, err := a.engine(kinds)
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
	x := filtered{e, a.least(nil, 0, e)}
	counts, err := s.Count()
	if err != nil {
		return err
	}
	m := a.meter(a.command, "article", int64(counts.Articles))
	read, changed, err := reread(ctx, s, cp, m.one, func(art factwire.Article) ([]factwire.Fact, error) { return x.ExtractContext(ctx, art) })
	m.end()
	if err != nil {
		return err
	}
	diff, err := cp.Diff(before + 1)
	if err != nil {
		return err
	}
	printDifferences(a.out, diff, a.wholeView().Width)
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
