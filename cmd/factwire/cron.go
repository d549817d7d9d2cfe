package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/spf13/cobra"

	"github.com/factwire/factwire/configs/strict"
	"github.com/factwire/factwire/pipeline"
	"github.com/factwire/factwire/pipeline/tabular"
	"github.com/factwire/factwire/store"
	"github.com/factwire/factwire/store/entity"
)

// cron is what a run does for those who do not watch it.
type cron struct {
	summary    string // file of the run's summary as JSON
	metrics    string // file for a textfile collector
	aliases    string // file of names that stand for others
	noSnapshot bool
	watch      bool // tell what is new for the watches
}

func (k *cron) flags(c *cobra.Command) {
	c.Flags().StringVar(&k.summary, "summary", "", "write what the run did to this `file` as JSON; - is standard output")
	c.Flags().StringVar(&k.metrics, "metrics", "", "write figures for a textfile collector (Prometheus) to this `file`, also when the run fails")
	c.Flags().StringVar(&k.aliases, "aliases", "", "`file` of names that stand for others, kept in the store: \"Canonical name: [other name, ...]\"")
	c.Flags().BoolVar(&k.noSnapshot, "no-snapshot", false, "leave no copy beside the store for those who read while the next run writes")
}

// check tells at once what could not be written at the end.
func (k *cron) check() error {
	if err := canWrite(k.summary, "--summary"); err != nil {
		return err
	}
	return canWrite(k.metrics, "--metrics")
}

// begin gives the store the user's aliases.
func (k *cron) begin(a *app, s *store.Store) error {
	aliases, err := a.aliases(k.aliases)
	if err != nil || aliases == nil {
		return err
	}
	changed, err := s.SetAliases(aliases)
	if changed {
		a.note("the aliases changed: all facts were merged anew")
	}
	return err
}

// aliases reads the file of the user's aliases: the one that a flag names, else that of the configuration; nil without either.
func (a *app) aliases(file string) (entity.Aliases, error) {
	if file == "" {
		file = a.config.Aliases
	}
	if file == "" {
		return nil, nil
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, namedBy(err, "--aliases and the aliases of the configuration")
	}
	var names map[string][]string
	if err := strict.Decode(file, data, &names); err != nil {
		return nil, namedBy(err, "--aliases")
	}
	aliases := entity.Aliases{}
	for canonical, others := range names {
		for _, other := range others {
			if before, ok := aliases[other]; ok && before != canonical {
				return nil, fmt.Errorf("%s: %q stands for both %q and %q: leave one", file, other, before, canonical)
			}
			aliases[other] = canonical
		}
	}
	return aliases, nil
}

// readable is the store as a sink that lets others read while the first run writes: there is no snapshot of a former run then, so one is left
// when the first articles are kept, and again as long as writing it takes a small part of the time.
func (k *cron) readable(a *app, s *store.Store) pipeline.Sink {
	if _, err := os.Stat(store.SnapshotFile(s.Path())); err == nil || k.noSnapshot {
		return s
	}
	return &shown{Store: s, now: a.now}
}

// shown is a store that leaves snapshots between writes.
type shown struct {
	*store.Store
	now  func() time.Time
	next time.Time // no snapshot before it
}

func (w *shown) Put(entries []store.Entry) ([]store.Outcome, error) {
	outcomes, err := w.Store.Put(entries)
	if began := w.now(); err == nil && !began.Before(w.next) {
		const share, least = 20, 2 * time.Second // one part of so many of the time, and how long a snapshot is good for at least
		if w.Store.Snapshot() != nil {
			w.next = began.Add(time.Hour) // whatever ails it, the run's end tells
		} else {
			ended := w.now()
			w.next = ended.Add(max(share*ended.Sub(began), least))
		}
	}
	return outcomes, err
}

// end leaves the snapshot. That it cannot be written is told, but fails no run: what the run kept is kept.
func (k *cron) end(a *app, s *store.Store) {
	if k.noSnapshot {
		return
	}
	if err := s.Snapshot(); err != nil {
		a.note("no snapshot for readers: %v", err)
	}
}

// runSummary is what --summary writes.
type runSummary struct {
	store.Run
	Exit   int          `json:"exit"`
	Error  string       `json:"error,omitempty"`
	Totals store.Counts `json:"totals"`
}

// report writes summary and metrics, whatever became of the run.
func (k *cron) report(a *app, run store.Run, counts store.Counts, sources []health, err error) error {
	var errs []error
	if k.summary != "" && canWrite(k.summary, "") == nil { // else it was told already
		out := runSummary{Run: run, Exit: exitDone, Totals: counts}
		if err != nil {
			out.Exit, out.Error = exitCode(err), err.Error()
		}
		write := func(w io.Writer) error {
			enc := json.NewEncoder(w)
			enc.SetEscapeHTML(false)
			return enc.Encode(out)
		}
		if k.summary == "-" {
			errs = append(errs, write(a.out))
		} else {
			errs = append(errs, tabular.WriteFile(k.summary, write))
		}
	}
	if k.metrics != "" && canWrite(k.metrics, "") == nil {
		errs = append(errs, tabular.WriteFile(k.metrics, func(w io.Writer) error {
			_, werr := io.WriteString(w, metrics(run, counts, sources, a.now(), err))
			return werr
		}))
	}
	return errors.Join(errs...)
}
