package main

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/factwire/factwire/pipeline/fetch"
	"github.com/factwire/factwire/store"
)

// health is how a source that is fetched does.
type health struct {
	name  string
	stale bool
	fetch.State
}

// healthOf reads how sources do.
func healthOf(s *store.Store, sources []fetch.Source, now time.Time) (out []health, err error) {
	memory := states{s.Shelf("sources")}
	for _, x := range sources {
		st, e := memory.Source(x.Name)
		err = errors.Join(err, e)
		out = append(out, health{x.Name, x.Stale(st.LastSuccess, now), st})
	}
	return out, err
}

// gauges writes figures in the text format of Prometheus.
type gauges struct{ strings.Builder }

// help begins a figure.
func (g *gauges) help(name, help string) {
	fmt.Fprintf(g, "# HELP factwire_%s %s\n# TYPE factwire_%s gauge\n", name, help, name)
}

// one writes a figure without labels.
func (g *gauges) one(name, help string, value float64) {
	g.help(name, help)
	fmt.Fprintf(g, "factwire_%s %v\n", name, value)
}

// labelled writes a value of a figure; labels are names and values in turn.
func (g *gauges) labelled(name string, value float64, labels ...string) {
	escape := strings.NewReplacer("\\", `\\`, "\"", `\"`, "\n", `\n`)
	var parts []string
	for i := 0; i+1 < len(labels); i += 2 {
		parts = append(parts, labels[i]+`="`+escape.Replace(strings.ToValidUTF8(labels[i+1], "?"))+`"`)
	}
	fmt.Fprintf(g, "factwire_%s{%s} %v\n", name, strings.Join(parts, ","), value)
}

// metrics words a run in the text format of Prometheus.
func metrics(run store.Run, counts store.Counts, sources []health, now time.Time, err error) string {
	var g gauges
	code := exitDone
	if err != nil {
		code = exitCode(err)
	}
	g.one("last_run_timestamp_seconds", "When the last run ended.", float64(now.Unix()))
	g.one("last_run_exit_code", "The last run's exit code.", float64(code))
	g.one("last_run_duration_seconds", "How long the last run took.", run.Seconds)
	g.help("last_run_articles", "What became of the articles that the last run read.")
	each := func(name string, o store.Outcomes, labels ...string) {
		for _, x := range []struct {
			name string
			n    int
		}{{"added", o.Added}, {"replaced", o.Replaced}, {"unchanged", o.Unchanged}, {"rejected", o.Rejected}} {
			g.labelled(name, float64(x.n), append(slices.Clone(labels), "outcome", x.name)...)
		}
	}
	each("last_run_articles", store.Outcomes{Added: run.Added, Replaced: run.Replaced, Unchanged: run.Unchanged, Rejected: run.Rejected})
	if len(run.BySource) > 0 {
		g.help("last_run_source_articles", "What became of the articles that the last run read of each source.")
		for _, name := range slices.Sorted(maps.Keys(run.BySource)) {
			each("last_run_source_articles", run.BySource[name], "source", name)
		}
	}
	g.sources(sources)
	if counts != (store.Counts{}) {
		g.one("store_articles", "Articles in the store.", float64(counts.Articles))
		g.one("store_observations", "Observations in the store.", float64(counts.Observations))
		g.one("store_facts", "Facts in the store.", float64(counts.Facts))
		g.one("store_rejected", "Rejected inputs in the store.", float64(counts.Rejected))
	}
	return g.String()
}

// sources writes how the sources do.
func (g *gauges) sources(all []health) {
	if len(all) == 0 {
		return
	}
	for _, x := range []struct {
		name, help string
		of         func(health) float64
	}{
		{"source_last_try_timestamp_seconds", "When a source was last asked; 0 for never.", func(h health) float64 { return unix(h.LastTry) }},
		{"source_last_success_timestamp_seconds", "When a source was last read; 0 for never.", func(h health) float64 { return unix(h.LastSuccess) }},
		{"source_failures", "Runs without success since the last one with it.", func(h health) float64 { return float64(h.Failures) }},
		{"source_articles", "Articles that a source gave, over all runs.", func(h health) float64 { return float64(h.Articles) }},
		{"source_stale", "1 if a source went without success for longer than its stale_after.", func(h health) float64 {
			if h.stale {
				return 1
			}
			return 0
		}},
	} {
		g.help(x.name, x.help)
		for _, h := range all {
			g.labelled(x.name, x.of(h), "source", h.name)
		}
	}
}

func unix(t time.Time) float64 {
	if t.IsZero() {
		return 0
	}
	return float64(t.Unix())
}
