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
		next := stored{Fact: bare(*f), Seed: f.Seed(), Log: was.Log}
		changed := true
		if known {
			if changed, err = differ(was.Fact, next.Fact); err != nil {
				return err
			}
		}
		if changed && (len(next.Log) == 0 || next.Log[len(next.Log)-1].Run != run) {
			entry := change{Run: run}
			if known {
				b := BriefOf(was.Fact)
				entry.Was = &b
			} else if g, back := home.Gone[f.ID]; back {
				if g.Run == run { // it went and came back within one run
					entry.Was = &g.Was
				}
			}
			next.Log = append(slices.Clone(next.Log), entry)
			if len(next.Log) > maxLog {
				next.Log = slices.Clone(next.Log[len(next.Log)-maxLog:])
			}
		}
		delete(home.Gone, f.ID)
		home.Facts = append(home.Facts, next)
		for _, a := range f.Aliases {
			p, ok := byPrefix[a[:8]]
			if !ok {
				continue
			}
			h := heads[p]
			if h.Aliases == nil {
				h.Aliases = map[string][]string{}
			}
			h.Aliases[a] = append(h.Aliases[a], f.ID)
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
		if n := len(was.Log); n > 0 && was.Log[n-1].Run == run && was.Log[n-1].Was == nil {
			// it came within this run: only its id is of use
			if to := successors(was, facts); len(to) > 0 {
				t.bury(heads, byPrefix, id, gone{Run: 0, To: to, Was: BriefOf(was.Fact)})
			}
			continue
		}
		b := BriefOf(was.Fact)
		if n := len(was.Log); n > 0 && was.Log[n-1].Run == run {
			b = *was.Log[n-1].Was
		}
		t.bury(heads, byPrefix, id, gone{Run: run, To: successors(was, facts), Was: b})
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
