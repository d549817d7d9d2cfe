package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/factwire/factwire/pipeline/tabular"
	"github.com/factwire/factwire/store"
)

func (a *app) check() *cobra.Command {
	var format string
	c := &cobra.Command{
		Use:   "check",
		Short: "Examine the store for damage",
		Long: `Examine the store's structure, every value's checksum and every reference, and whether the facts are those that merging all
observations anew gives. Nothing is changed. A damaged store ends with exit code 12.`,
		Example: "  factwire check --store news.factwire",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			limit := store.CheckTimeout(0)
			if info, err := os.Stat(a.storePath); err == nil {
				limit = store.CheckTimeout(info.Size())
			}
			ctx, cancel := context.WithTimeout(c.Context(), limit)
			defer cancel()
			progress, end := a.storeMeter()
			r, err := store.Check(ctx, a.storePath, store.Options{Wait: a.lockWait, Progress: progress})
			end()
			if errors.Is(err, context.DeadlineExceeded) {
				err = fmt.Errorf("store %s %w: the check did not end within %s", a.storePath, store.ErrCorrupt, limit)
			}
			if err != nil {
				return storeAdvice(err)
			}
			if format == "json" {
				if err := tabular.JSONL(a.out, []store.Report{r}); err != nil {
					return err
				}
			} else {
				for _, p := range r.Problems {
					fmt.Fprintln(a.out, tabular.Clean(p))
				}
			}
			if len(r.Problems) > 0 {
				return fmt.Errorf("store %s %w: %s: restore a copy ('factwire backup' makes them), or ingest the articles into a new store", a.storePath, store.ErrCorrupt, count(len(r.Problems), "problem"))
			}
			if format == "text" && !a.quiet {
				fmt.Fprintf(a.out, "sound: %d articles, %d observations, %d facts, %d rejected inputs, %d runs, %d verdicts\n", r.Counts.Articles, r.Counts.Observations, r.Counts.Facts, r.Counts.Rejected, r.Runs, r.Verdicts)
			}
			return nil
		},
	}
	formatFlag(c, &format, "text", "json")
	return c
}

func (a *app) backup() *cobra.Command {
	return &cobra.Command{
		Use:     "backup FILE",
		Short:   "Copy the store to a file, whole or not at all",
		Example: "  factwire backup /backup/news-$(date +%F).factwire",
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := canWrite(args[0], ""); err != nil {
				return err
			}
			s, err := a.openStore(true)
			if err != nil {
				return err
			}
			defer s.Close()
			n, err := s.Backup(args[0])
			if err != nil {
				return fmt.Errorf("%w: name another file", err)
			}
			a.note("%.1f MB written to %s", float64(n)/1e6, args[0])
			return nil
		},
	}
}

func (a *app) compact() *cobra.Command {
	return &cobra.Command{
		Use:     "compact",
		Short:   "Write the store anew, without the room that it no longer needs",
		Example: "  factwire compact --store news.factwire",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := a.mustExist(); err != nil {
				return err
			}
			progress, end := a.storeMeter()
			before, after, err := store.Compact(c.Context(), a.storePath, store.Options{Wait: a.lockWait, Command: "factwire compact", Now: a.now, Progress: progress, Migrated: a.migrated(end)})
			end()
			if err != nil {
				return storeAdvice(err)
			}
			a.note("%.1f MB became %.1f MB", float64(before)/1e6, float64(after)/1e6)
			return nil
		},
	}
}

func (a *app) prune() *cobra.Command {
	var before string
	var dry bool
	c := &cobra.Command{
		Use:   "prune --before DAY",
		Short: "Drop the texts of old articles; facts and their sentences stay",
		Long: `Drop the texts of articles published before a day, and the notes of inputs rejected before it. Facts, the sentences
that prove them, and each article's address, title, outlet and date stay. The room is free for new articles at once; 'factwire compact'
gives it back to the disk.`,
		Example: "  factwire prune --before 2020-01-01 --dry-run",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if before == "" {
				return usagef("--before is missing: give the day up to which texts go, such as 2020-10-23")
			}
			if err := dayFlag("before", before); err != nil {
				return err
			}
			open := a.changeStore
			if dry {
				open = func() (*store.Store, error) { return a.openStore(true) }
			}
			s, err := open()
			if err != nil {
				return err
			}
			defer s.Close()
			p, err := s.Prune(before, dry)
			if err != nil {
				return err
			}
			verb := "dropped"
			if dry {
				verb = "would be dropped"
			}
			fmt.Fprintf(a.out, "%d texts (%.1f MB) and %d notes of rejected inputs %s\n", p.Articles, float64(p.Bytes)/1e6, p.Rejected, verb)
			return nil
		},
	}
	c.Flags().StringVar(&before, "before", "", "drop what is older than this `day` (2020-10-23)")
	c.Flags().BoolVar(&dry, "dry-run", false, "only tell what would be dropped")
	return c
}
