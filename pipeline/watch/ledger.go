package watch

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/factwire/factwire/pipeline/watch/watchlist"
	"github.com/factwire/factwire/store"
)

// Ledger remembers what watches told. It keeps it on a shelf: one process uses it at a time.
type Ledger struct{ shelf store.Shelf }

// NewLedger returns the ledger on a shelf.
func NewLedger(shelf store.Shelf) *Ledger { return &Ledger{shelf} }

// Standing is how far a watch has come.
type Standing struct {
	// Filters tells one set of filters from another: a watch with others is sought anew.
	Filters string `json:"filters,omitempty"`
	// Next is the store's run from which on changes are not yet looked at; 0 for all.
	Next uint64 `json:"next,omitempty"`
	// Number is that of the last batch.
	Number uint64 `json:"number,omitempty"`
	// Told is the last batch that each way of telling got.
	Told map[string]uint64 `json:"told,omitempty"`
	// Last is when something was told last, in UTC (RFC 3339).
	Last string `json:"last,omitempty"`
}

// The keys of a shelf: what it is, NUL, the watch's name, and for what there are many of NUL and which.
func standingKey(watch string) string    { return "standing\x00" + watch }
func recentKey(watch string) string      { return "recent\x00" + watch }
func toldPrefix(watch string) string     { return "told\x00" + watch + "\x00" }
func toldKey(watch, id string) string    { return toldPrefix(watch) + id }
func batchPrefix(watch string) string    { return "batch\x00" + watch + "\x00" }
func batchKey(w string, n uint64) string { return fmt.Sprintf("%s%016x", batchPrefix(w), n) }

// Standing returns how far a watch has come; zero for one that told nothing yet.
func (l *Ledger) Standing(watch string) (s Standing, err error) {
	_, err = l.shelf.Get(standingKey(watch), &s)
	return s, err
}

// Pending returns the batches that not all ways of telling got, in their order.
func (l *Ledger) Pending(watch string) (out []Batch, err error) {
	err = l.shelf.Each(batchPrefix(watch), func(_ string, read func(any) error) error {
		var b Batch
		err := read(&b)
		out = append(out, b)
		return err
	})
	return out, err
}

// ToldIDs returns the facts that a watch told, in the order of their ids.
func (l *Ledger) ToldIDs(watch string) (ids []string, err error) {
	prefix := toldPrefix(watch)
	err = l.shelf.Each(prefix, func(key string, _ func(any) error) error {
		ids = append(ids, strings.TrimPrefix(key, prefix))
		return nil
	})
	return ids, err
}

// Keep keeps what was found as batches to be told, and as told. With skip, nobody will be told, nor of what
// is pending.
func (l *Ledger) Keep(f *Found, skip bool, now time.Time) error {
	st := f.standing
	if st.Told == nil {
		st.Told = map[string]uint64{}
	}
	for _, way := range Ways(f.watch) { // one that is new to the watch gets what is found from now on
		if _, known := st.Told[way]; !known {
			st.Told[way] = st.Number
		}
	}
	put := map[string]any{}
	for id, b := range f.told {
		put[toldKey(f.watch.Name, id)] = b
	}
	var drop []string
	for id := range f.forgotten {
		drop = append(drop, toldKey(f.watch.Name, id))
	}
	if skip {
		pending, err := l.Pending(f.watch.Name)
		if err != nil {
			return err
		}
		for _, b := range pending {
			drop = append(drop, batchKey(b.Watch, b.Number))
		}
	} else {
		all, err := batches(f.watch.Name, f.News, st.Number, now)
		if err != nil {
			return err
		}
		for _, b := range all {
			put[batchKey(b.Watch, b.Number)] = b
			st.Number = b.Number
		}
	}
	st.Filters, st.Next = print(f.watch), f.next
	put[standingKey(f.watch.Name)] = st
	if err := l.shelf.Change(put, drop); err != nil {
		return fmt.Errorf("watch %s: keep what is to be told: %w", f.watch.Name, err)
	}
	return nil
}

// Way is one way of telling a batch. An error means that it is to be told again.
type Way struct {
	Name string
	Tell func(context.Context, Batch) error
}

// Ways names the ways in which a watch is told.
func Ways(w watchlist.Watch) []string {
	var out []string
	for _, x := range []struct {
		name  string
		given bool
	}{{"lines", !w.Silent}, {"atom", w.Atom != ""}, {"webhook", w.Webhook != ""}, {"command", len(w.Command) > 0}} {
		if x.given {
			out = append(out, x.name)
		}
	}
	return out
}

// Deliver tells the pending batches of a watch in each way that did not get them yet. A way that fails gets no further ones now; the
// failures come back, and what they missed stays pending. The error is of the ledger, or the context's.
func (l *Ledger) Deliver(ctx context.Context, watch string, ways []Way, now func() time.Time) (failed []error, err error) {
	st, err := l.Standing(watch)
	if err != nil {
		return nil, err
	}
	pending, err := l.Pending(watch)
	if err != nil {
		return nil, err
	}
	broken := map[string]bool{}
	for _, b := range pending {
		missed := false
		for _, way := range ways {
			if st.Told[way.Name] >= b.Number {
				continue
			}
			if err := ctx.Err(); err != nil {
				return failed, err
			}
			if !broken[way.Name] {
				err := way.Tell(ctx, b)
				if ctx.Err() != nil && err != nil {
					return failed, ctx.Err()
				}
				if err != nil {
					broken[way.Name] = true
					failed = append(failed, fmt.Errorf("watch %s: %s: %w", watch, way.Name, err))
				}
			}
			if broken[way.Name] {
				missed = true
				continue
			}
			st.Told[way.Name], st.Last = b.Number, now().UTC().Format(time.RFC3339)
			if err := l.shelf.Put(map[string]any{standingKey(watch): st}); err != nil {
				return failed, err
			}
		}
		if !missed {
			if err := l.shelf.Change(nil, []string{batchKey(watch, b.Number)}); err != nil {
				return failed, err
			}
		}
	}
	return failed, nil
}
