package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/factwire/factwire/pipeline/serve"
	"github.com/factwire/factwire/pipeline/tabular"
	"github.com/factwire/factwire/pipeline/watch"
	"github.com/factwire/factwire/pipeline/watch/watchlist"
	"github.com/factwire/factwire/store"
)

// watching is what the flags of 'watch' say.
type watching struct {
	format             string
	dryRun, skip, list bool
}

func (a *app) watch() *cobra.Command {
	var x watching
	c := &cobra.Command{
		Use:   "watch [NAME...]",
		Short: "Tell what is new or changed for the watches of the configuration",
		Long: `Tell for each watch of the configuration, or for those named, what is new or changed since it was last told, once: as lines, and as
the watch says as an Atom file, by a webhook and by a command. Run it after 'factwire ingest', or give 'factwire ingest' --watch.

A watch that told nothing yet tells all that meets it; --skip takes what there is as told. What could not be told stays pending, and the next
'factwire watch' tells it again with the same key (Idempotency-Key, webhook-id, FACTWIRE_KEY); the exit code is 3 then. What was told
is remembered in a file beside the store (STORE.watches).`,
		Example: `  factwire watch --config factwire.yaml
  factwire watch huawei --config factwire.yaml --format jsonl
  factwire watch --config factwire.yaml --dry-run
  factwire watch --config factwire.yaml --list`,
		ValidArgsFunction: func(*cobra.Command, []string, string) (names []string, d cobra.ShellCompDirective) {
			if a.configure() == nil {
				for _, w := range a.config.Watches {
					names = append(names, w.Name)
				}
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(c *cobra.Command, names []string) error {
			if x.dryRun && x.skip || x.dryRun && x.list || x.skip && x.list {
				return usagef("--dry-run, --skip and --list are three things: give one of them")
			}
			watches, err := a.watches(names)
			if err != nil {
				return err
			}
			if x.list {
				return a.listWatches(watches)
			}
			return a.tellWatches(c.Context(), watches, x)
		},
	}
	formatFlag(c, &x.format, "text", "jsonl")
	c.Flags().BoolVar(&x.dryRun, "dry-run", false, "print what would be told, and remember nothing")
	c.Flags().BoolVar(&x.skip, "skip", false, "take what there is as told, and tell nobody")
	c.Flags().BoolVar(&x.list, "list", false, "list the watches: when each told something last, how much it told, and what is pending")
	return logging(c)
}

// watches are those of the configuration that are named; all without a name.
func (a *app) watches(names []string) ([]watchlist.Watch, error) {
	if len(a.config.Watches) == 0 {
		return nil, usagef("the configuration has no watches (%s): docs/watch.md tells how to write one", a.configNamed())
	}
	if len(names) == 0 {
		return a.config.Watches, nil
	}
	var known []string
	for _, w := range a.config.Watches {
		known = append(known, w.Name)
	}
	var out []watchlist.Watch
	for _, n := range names {
		i := slices.Index(known, n)
		if i < 0 {
			return nil, usagef("there is no watch %q%s: the configuration has %s", n, hint(n, known), strings.Join(known, ", "))
		}
		out = append(out, a.config.Watches[i])
	}
	return out, nil
}

// ledger opens the memory of watches; close is to be called. It is a store of its own, so that nobody who reads or writes the facts waits
// while somebody is told.
func (a *app) ledger(readOnly bool) (l *watch.Ledger, close func() error, err error) {
	path := a.config.Watched
	if path == "" {
		path = a.storePath + ".watches"
	}
	if !readOnly {
		if err := canWrite(path, ""); err != nil {
			return nil, nil, err
		}
	}
	s, err := store.Open(path, store.Options{Wait: a.lockWait, ReadOnly: readOnly, Command: "factwire " + a.command, Now: a.now})
	switch {
	case errors.Is(err, store.ErrLocked):
		return nil, nil, fmt.Errorf("the memory of watches, %w: wait until it ends, or give --lock-wait 5m", err)
	case err != nil:
		return nil, nil, fmt.Errorf("the memory of watches: %w", err)
	}
	return watch.NewLedger(s.Shelf("watches")), s.Close, nil
}

// tellWatches looks for news, keeps them, and tells them.
func (a *app) tellWatches(ctx context.Context, watches []watchlist.Watch, x watching) (err error) {
	if err := a.mustExist(); err != nil {
		return err
	}
	ways := map[string][]watch.Way{}
	l, done, err := a.ledger(false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, done()) }()
	for _, w := range watches { // a secret that is missing is told before anything is
		if ways[w.Name], err = a.ways(l, w, x.format); err != nil {
			return err
		}
	}
	found, err := a.findNews(l, watches)
	if err != nil {
		return err
	}
	news := 0
	for i, f := range found {
		news += len(f.News)
		if x.dryRun {
			if err := a.preview(watches[i].Name, f, x.format); err != nil {
				return err
			}
			continue
		}
		if err := l.Keep(f, x.skip, a.now()); err != nil {
			return err
		}
	}
	if x.dryRun || x.skip {
		if x.skip {
			a.note("%s taken as told, and what was pending", count(news, "fact"))
		} else if news == 0 {
			a.note("the watches have nothing new to tell")
		}
		return nil
	}
	return a.deliver(ctx, l, watches, ways, news)
}

func (a *app) deliver(ctx context.Context, l *watch.Ledger, watches []watchlist.Watch, ways map[string][]watch.Way, news int) error {
	var failed []error
	pending := 0
	for _, w := range watches {
		before, err := l.Pending(w.Name)
		if err != nil {
			return err
		}
		pending += len(before)
		misses, err := l.Deliver(ctx, w.Name, ways[w.Name], a.now)
		failed = append(failed, misses...)
		if err != nil {
			return err
		}
	}
	log := a.logger()
	for _, err := range failed {
		log.Error().Str("reason", "watch").Msg(err.Error() + ": what it missed stays pending, and the next 'factwire watch' tells it")
	}
	if len(failed) > 0 {
		return errPartial
	}
	if news == 0 && pending == 0 {
		a.note("the watches have nothing new to tell")
	}
	return nil
}

// findNews looks into the store itself, and not into a snapshot, which may be older than what was told.
func (a *app) findNews(l *watch.Ledger, watches []watchlist.Watch) ([]*watch.Found, error) {
	s, err := store.Open(a.storePath, store.Options{Wait: a.lockWait, ReadOnly: true, Command: "factwire " + a.command, Now: a.now})
	if err != nil {
		return nil, storeAdvice(err)
	}
	found, err := l.Find(s, watches, a.now())
	return found, errors.Join(err, s.Close())
}

// ways are how a watch is told.
func (a *app) ways(l *watch.Ledger, w watchlist.Watch, format string) ([]watch.Way, error) {
	var out []watch.Way
	for _, name := range watch.Ways(w) {
		way := watch.Way{}
		switch name {
		case "lines":
			way = watch.Lines(flushed{a.out}, format == "jsonl", a.now)
		case "atom":
			if err := canWrite(w.Atom, ""); err != nil {
				return nil, fmt.Errorf("watch %s: atom: %w", w.Name, err)
			}
			way = l.Feed(w.Atom)
		case "webhook":
			secret := ""
			if w.SecretEnv != "" {
				if secret = a.env(w.SecretEnv); secret == "" {
					return nil, fmt.Errorf("watch %s: the environment has no %s, which signs what its webhook is sent: set it, or leave secret_env out", w.Name, w.SecretEnv)
				}
			}
			var err error
			if way, err = watch.Webhook(watch.Hook{URL: w.Webhook, Secret: secret, Agent: "factwire/" + strings.Trim(built().version, "()"), Now: a.now, Sleep: sleep}); err != nil {
				return nil, fmt.Errorf("watch %s: %s: %w", w.Name, w.SecretEnv, err)
			}
		case "command":
			way = watch.Command(w.Command, w.Input == "text", a.now)
		}
		out = append(out, way)
	}
	return out, nil
}

// flushed is standard output that tells when it could not be written, so that what was not printed is told again.
type flushed struct{ io.Writer }

func (f flushed) Write(p []byte) (int, error) {
	n, err := f.Writer.Write(p)
	if err != nil {
		return n, fmt.Errorf("write the results: %w", err)
	}
	return n, nil
}

// preview prints what a watch would tell.
func (a *app) preview(name string, f *watch.Found, format string) error {
	all, err := f.Batches(a.now())
	for _, b := range all {
		if err == nil && format == "jsonl" {
			err = watch.JSONLines(a.out, b)
		} else if err == nil {
			err = watch.Text(a.out, b, a.now())
		}
	}
	return err
}

// standing is what is printed of one watch.
type standing struct {
	Name    string   `json:"name"`
	Ways    []string `json:"ways"`
	Last    string   `json:"last,omitempty"` // when something was told last
	Told    int      `json:"told"`           // facts
	Pending int      `json:"pending"`        // batches
}

func (a *app) listWatches(watches []watchlist.Watch) error {
	l, done, err := a.ledger(true)
	if err != nil && !errors.Is(err, store.ErrMissing) {
		return err
	}
	if err == nil {
		defer done()
	}
	var rows [][]string
	for _, w := range watches {
		x := standing{Name: w.Name, Ways: watch.Ways(w)}
		if l != nil {
			if err := x.fill(l); err != nil {
				return err
			}
		}
		rows = append(rows, []string{x.Name, cmp.Or(x.Last, "never"), strconv.Itoa(x.Told), strconv.Itoa(x.Pending), strings.Join(x.Ways, ", ")})
	}
	number := func(head string) tabular.Column { return tabular.Column{Head: head, Right: true} }
	return a.grid([]tabular.Column{{Head: "WATCH"}, {Head: "LAST TOLD"}, number("FACTS"), number("PENDING"), {Head: "WAYS", Wordy: 1}}, rows)
}

func (x *standing) fill(l *watch.Ledger) error {
	st, err := l.Standing(x.Name)
	if err != nil {
		return err
	}
	ids, err := l.ToldIDs(x.Name)
	if err != nil {
		return err
	}
	pending, err := l.Pending(x.Name)
	x.Last, x.Told, x.Pending = st.Last, len(ids), len(pending)
	return err
}

// panels are the watches as lists of the server's first page.
func panels(watches []watchlist.Watch) []serve.Panel {
	var out []serve.Panel
	for _, w := range watches {
		v := url.Values{}
		add := func(name string, values ...string) {
			if len(values) > 0 {
				v[name] = values
			}
		}
		add("kind", plainWords(w.Kinds)...)
		add("status", plainWords(w.Statuses)...)
		add("who", w.Who...)
		add("whom", w.Whom...)
		add("any", w.Any...)
		add("country", w.Countries...)
		add("site", w.Sites...)
		add("text", w.Words...)
		if w.MinConfidence > 0 {
			add("min-confidence", strconv.FormatFloat(w.MinConfidence, 'f', -1, 64))
		}
		if w.DueWithin > 0 {
			add("due-within", strconv.Itoa(w.DueWithin))
		}
		out = append(out, serve.Panel{Name: "Watch: " + w.Name, Query: v.Encode()})
	}
	return out
}
