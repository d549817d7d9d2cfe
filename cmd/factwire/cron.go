package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/factwire/factwire/configs/strict"
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
func (k *cron) report(a *app, run store.Run, counts store.Counts, err error) error {
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
			_, werr := io.WriteString(w, metrics(run, counts, a.now(), err))
			return werr
		}))
	}
	return errors.Join(errs...)
}

// metrics words a run in the text format of Prometheus.
func metrics(run store.Run, counts store.Counts, now time.Time, err error) string {
	var b strings.Builder
	gauge := func(name, help string, value float64) {
		fmt.Fprintf(&b, "# HELP factwire_%s %s\n# TYPE factwire_%s gauge\nfactwire_%s %v\n", name, help, name, name, value)
	}
	code := exitDone
	if err != nil {
		code = exitCode(err)
	}
	gauge("last_run_timestamp_seconds", "When the last run ended.", float64(now.Unix()))
	gauge("last_run_exit_code", "The last run's exit code.", float64(code))
	gauge("last_run_duration_seconds", "How long the last run took.", run.Seconds)
	fmt.Fprint(&b, "# HELP factwire_last_run_articles What became of the articles that the last run read.\n# TYPE factwire_last_run_articles gauge\n")
	for _, x := range []struct {
		name string
		n    int
	}{{"added", run.Added}, {"replaced", run.Replaced}, {"unchanged", run.Unchanged}, {"rejected", run.Rejected}} {
		fmt.Fprintf(&b, "factwire_last_run_articles{outcome=%q} %d\n", x.name, x.n)
	}
	if counts != (store.Counts{}) {
		gauge("store_articles", "Articles in the store.", float64(counts.Articles))
		gauge("store_observations", "Observations in the store.", float64(counts.Observations))
		gauge("store_facts", "Facts in the store.", float64(counts.Facts))
		gauge("store_rejected", "Rejected inputs in the store.", float64(counts.Rejected))
	}
	return b.String()
}
