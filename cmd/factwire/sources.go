package main

import (
	"errors"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"github.com/factwire/factwire/pipeline/fetch"
	"github.com/factwire/factwire/pipeline/tabular"
	"github.com/factwire/factwire/store"
)

// sourceLine is what the command prints of one source.
type sourceLine struct {
	Name    string `json:"name"`
	Kind    string `json:"kind"`
	Address string `json:"address"`
	Stale   bool   `json:"stale"`
	fetch.State
}

func (a *app) sources() *cobra.Command {
	var format string
	c := &cobra.Command{
		Use:   "sources",
		Short: "Show when each source was last read, and what ails it",
		Long: `Show the sources of the configuration that are fetched (feeds, sitemaps, pages, archives): the
last success, failures since, how long a server asked to be left alone, the last error. The exit code
is 3 if a source is stale: without success for longer than its stale_after, two days by default.`,
		Example: "  factwire sources --config factwire.yaml\n  factwire sources --config factwire.yaml --format jsonl",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			lines, stale, err := a.sourceLines()
			if err != nil {
				return err
			}
			if format == "jsonl" {
				if err := tabular.JSONL(a.out, lines); err != nil {
					return err
				}
			} else if err := a.printSources(lines); err != nil {
				return err
			}
			if stale {
				return errPartial
			}
			return nil
		},
	}
	formatFlag(c, &format, "table", "jsonl")
	return paged(c)
}

func (a *app) sourceLines() (lines []sourceLine, stale bool, err error) {
	var memory fetch.States = nothing{}
	s, err := a.openStore(true)
	switch {
	case err == nil:
		defer s.Close()
		memory = states{s.Shelf("sources")}
	case !errors.Is(err, store.ErrMissing):
		return nil, false, err
	}
	var fetched []fetch.Source
	for _, c := range a.config.Sources {
		if c.Path == "" {
			fetched = append(fetched, c.Source)
		}
	}
	fetched, _ = fetch.Expand(fetched) // what ails a list that cannot be read, its state tells
	for _, c := range fetched {
		st, err := memory.Source(c.Name)
		if err != nil {
			return nil, false, err
		}
		st.Documents = nil // validators are for servers, not for people
		l := sourceLine{Name: c.Name, Kind: c.Kind(), Address: c.Address(), Stale: c.Stale(st.LastSuccess, a.now()), State: st}
		stale = stale || l.Stale
		lines = append(lines, l)
	}
	if lines == nil {
		return nil, false, usagef("the configuration names no source that is fetched (%s)", a.configNamed())
	}
	return lines, stale, nil
}

func (a *app) printSources(lines []sourceLine) error {
	day := func(t time.Time) string {
		if t.IsZero() {
			return "never"
		}
		return t.UTC().Format("2006-01-02 15:04")
	}
	columns := []tabular.Column{{Head: "SOURCE"}, {Head: "KIND", Rank: 3}, {Head: "LAST SUCCESS", Rank: 1}, {Head: "FAILURES", Right: true, Rank: 2}, {Head: "ARTICLES", Right: true, Rank: 4}, {Head: "STATE", Wordy: 1}}
	var rows [][]string
	for _, l := range lines {
		state := "ok"
		switch {
		case l.Error != "":
			state = l.Error
		case l.Stale:
			state = "stale"
		}
		if l.Stale && l.Error != "" {
			state = "stale: " + state
		}
		if l.NotBefore.After(a.now()) {
			state += " (left alone until " + day(l.NotBefore) + ")"
		}
		rows = append(rows, []string{l.Name, l.Kind, day(l.LastSuccess), strconv.Itoa(l.Failures), strconv.Itoa(l.Articles), state})
	}
	return a.grid(columns, rows)
}
