package store

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store/merge"
)

// remerge builds the facts of the touched groups anew, with all that is linked to them. Progress may be nil.
func (t *txn) remerge(touched map[place]bool, progress Progress) error {
	order := make([]place, 0, len(touched))
	for p := range touched {
		order = append(order, p)
	}
	slices.SortFunc(order, func(a, b place) int { return bytes.Compare(a[:], b[:]) })
	done := map[place]bool{}
	for i, p := range order {
		progress.tell("merge", int64(i), int64(len(order)))
		if done[p] {
			continue
		}
		t.passed()
		places, err := t.closure(p)
		if err != nil {
			return err
		}
		facts, err := t.renewed(places)
		if err != nil {
			return err
		}
		for _, q := range places {
			done[q] = true
		}
		if err := t.settle(facts, places); err != nil {
			return err
		}
	}
	progress.tell("merge", int64(len(order)), int64(len(order)))
	return nil
}

// settle writes the facts of a closure into the heads of its groups, keeps the lists and counts in step, and leads ids
// that are no more to those that took their place.
func (t *txn) settle(facts []merge.Fact, places []place) error {
	run, err := t.currentRun()
	if err != nil {
		return err
	}
	heads := make(map[place]*head, len(places))
	byPrefix := map[string]place{}
	former := map[string]stored{}
	for _, p := range places {
		h, err := t.head(p)
		if err != nil {
			return err
		}
		for _, f := range h.Facts {
			former[f.Fact.ID] = f
		}
		heads[p] = &head{Gone: h.Gone}
		byPrefix[p.String()[:8]] = p
	}
	c, err := t.count()
	if err != nil {
		return err
	}
	present := map[string]bool{}
	for i := range facts {
		f := &facts[i]
		present[f.ID] = true
		home, ok := heads[placeOf(f.Node)]
		if !ok {
			return fmt.Errorf("fact %s is no part of its group", f.ID)
		}
		was, known := former[f.ID]
		next, changed, err := home.successor(*f, was, known, run)
		if err != nil {
			return err
		}
		delete(home.Gone, f.ID)
		home.Facts = append(home.Facts, next)
		for _, a := range f.Aliases {
			if p, ok := byPrefix[a[:8]]; ok {
				heads[p].lead(a, f.ID)
			}
		}
		if !known {
			c.Facts++
		}
		if changed {
			if err := t.relist(was, known, next); err != nil {
				return err
			}
		}
	}
	for id, was := range former {
		if present[id] {
			continue
		}
		c.Facts--
		if err := t.unlist(was.Fact); err != nil {
			return err
		}
		if g, of := was.end(run, facts); of {
			t.bury(heads, byPrefix, id, g)
		}
	}
	for _, p := range places {
		h := heads[p]
		for _, to := range h.Aliases {
			slices.Sort(to)
		}
		if err := t.putHead(p, *h); err != nil {
			return err
		}
	}
	return nil
}

// successor is what a head holds of a fact in the place of what it was, if it was known. It reports whether the fact changed.
func (h *head) successor(f merge.Fact, was stored, known bool, run uint64) (next stored, changed bool, err error) {
	next, changed = stored{Fact: bare(f), Seed: f.Seed(), Log: was.Log}, true
	if known {
		if changed, err = differ(was.Fact, next.Fact); err != nil {
			return next, false, err
		}
	}
	if !changed || len(next.Log) > 0 && next.Log[len(next.Log)-1].Run == run {
		return next, changed, nil
	}
	entry := change{Run: run}
	if known {
		b := BriefOf(was.Fact)
		entry.Was = &b
	} else if g, back := h.Gone[f.ID]; back && g.Run == run { // it went and came back within one run
		entry.Was = &g.Was
	}
	next.Log = append(slices.Clone(next.Log), entry)
	if len(next.Log) > maxLog {
		next.Log = slices.Clone(next.Log[len(next.Log)-maxLog:])
	}
	return next, changed, nil
}

// lead lets an id lead to a fact.
func (h *head) lead(id, to string) {
	if h.Aliases == nil {
		h.Aliases = map[string][]string{}
	}
	h.Aliases[id] = append(h.Aliases[id], to)
}

// end is what is kept of a fact that is no more. It reports whether that is of use: of a fact that came within this run, only its id is.
func (was stored) end(run uint64, facts []merge.Fact) (g gone, of bool) {
	g = gone{Run: run, To: successors(was, facts), Was: BriefOf(was.Fact)}
	if n := len(was.Log); n > 0 && was.Log[n-1].Run == run {
		if was.Log[n-1].Was == nil {
			g.Run = 0
			return g, len(g.To) > 0
		}
		g.Was = *was.Log[n-1].Was
	}
	return g, true
}

func (t *txn) bury(heads map[place]*head, byPrefix map[string]place, id string, g gone) {
	h := heads[byPrefix[id[:8]]]
	if h == nil {
		return
	}
	if h.Gone == nil {
		h.Gone = map[string]gone{}
	}
	h.Gone[id] = g
}

// bare is a fact without what is read from the observations.
func bare(f merge.Fact) merge.Fact {
	f.Evidence = nil
	return f
}

func differ(a, b merge.Fact) (bool, error) {
	x, err := json.Marshal(a)
	if err != nil {
		return false, err
	}
	y, err := json.Marshal(b)
	return !bytes.Equal(x, y), err
}

// successors are the facts that a former one became part of: those that its id leads to by itself, else the one that
// holds its first evidence.
func successors(was stored, facts []merge.Fact) []string {
	var out []string
	for _, f := range facts {
		if slices.Contains(f.Aliases, was.Fact.ID) {
			out = append(out, f.ID)
		}
	}
	if len(out) > 0 {
		return out // sorted, as the facts are
	}
	for _, f := range facts {
		if f.Kind == was.Fact.Kind && slices.ContainsFunc(f.Evidence, func(e factwire.Evidence) bool {
			return e.Article == was.Seed.Article && e.Start == was.Seed.Start && e.End == was.Seed.End
		}) {
			return []string{f.ID}
		}
	}
	return nil
}
