package watch

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/pipeline/internal/atom"
	"github.com/factwire/factwire/pipeline/tabular"
)

// mostEntries is how many news the Atom file of a watch holds.
const mostEntries = 100

// Feed is the way of telling that writes a watch's last news as an Atom file, the newest first. The file is whole at any time, and no news stand
// in it twice.
func (l *Ledger) Feed(file string) Way {
	return Way{"atom", func(_ context.Context, b Batch) error {
		var entries []atom.Entry
		if _, err := l.shelf.Get(recentKey(b.Watch), &entries); err != nil {
			return err
		}
		fresh := make([]atom.Entry, 0, len(b.News))
		for _, n := range b.News {
			e := entry(n, b.Time)
			if !slices.ContainsFunc(entries, func(x atom.Entry) bool { return x.ID == e.ID }) {
				fresh = append(fresh, e)
			}
		}
		entries = append(fresh, entries...)
		entries = entries[:min(len(entries), mostEntries)]
		f := atom.Feed{Title: "factwire: " + tabular.Clean(b.Watch), ID: "urn:factwire:watch:" + factwire.Hash("watch", b.Watch), Updated: b.Time, Author: atom.Author{Name: "factwire"}, Entries: entries}
		if err := tabular.WriteFile(file, func(w io.Writer) error { return atom.Write(w, f) }); err != nil {
			return err
		}
		return l.shelf.Put(map[string]any{recentKey(b.Watch): entries})
	}}
}

func entry(n News, told string) atom.Entry {
	title := n.Line
	if n.Event != New {
		title = fmt.Sprintf("%s: %s", n.Event, title)
	}
	e := atom.Entry{Title: tabular.Clean(title), ID: "urn:factwire:news:" + n.Key, Updated: told}
	lines := slices.Clone(n.Changes)
	if n.Left {
		lines = append(lines, "no longer meets the watch")
	}
	if n.Fact != nil {
		e.Published = atom.Instant(n.Fact.First)
		if best := tabular.Best(n.Fact.Evidence); best != nil {
			lines = append(lines, best.Text)
			if lower := strings.ToLower(best.URL); strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://") {
				e.Links = []atom.Link{{Rel: "alternate", Href: best.URL}}
			}
			lines = append(lines, strings.Join(slices.DeleteFunc([]string{best.Site, best.Published[:min(len(best.Published), len(time.DateOnly))]}, func(s string) bool { return s == "" }), ", "))
		}
	}
	e.Summary = tabular.Clean(strings.Join(slices.DeleteFunc(lines, func(s string) bool { return s == "" }), " · "))
	return e
}
