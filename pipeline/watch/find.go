package watch

import (
	"fmt"
	"slices"
	"time"

	"github.com/factwire/factwire/pipeline/tell"
	"github.com/factwire/factwire/pipeline/watch/watchlist"
	"github.com/factwire/factwire/store"
	"github.com/factwire/factwire/store/merge"
	"github.com/factwire/factwire/store/query"
)

// Found is what a watch would tell now.
type Found struct {
	News  []News // new facts first, then changed ones, then those that are gone
	First bool   // the watch told nothing yet, or its filters are others: all that meets it was looked at

	watch     watchlist.Watch
	standing  Standing
	next      uint64
	query     query.Query
	match     *query.Matcher
	told      map[string]store.Brief // by id, what is told with the news
	forgotten map[string]bool
	ledger    *Ledger
}

// Find looks for what each watch has not told yet, in a store that nobody writes meanwhile. Of a watch that told nothing yet all facts that meet
// it are news; of others the facts that changed since, and deadlines that came near.
func (l *Ledger) Find(s *store.Store, watches []watchlist.Watch, now time.Time) ([]*Found, error) {
	next, err := s.Next()
	if err != nil {
		return nil, err
	}
	var all, recent []*Found
	since := next
	for _, w := range watches {
		st, err := l.Standing(w.Name)
		if err != nil {
			return nil, err
		}
		q := Query(w, now)
		f := &Found{watch: w, standing: st, next: next, query: q, match: q.Matcher(s.Canon()), told: map[string]store.Brief{}, forgotten: map[string]bool{}, ledger: l}
		f.First = st.Next == 0 || st.Next > next || st.Filters != print(w) // or an older store was put back
		all = append(all, f)
		if !f.First {
			recent = append(recent, f)
			since = min(since, st.Next)
		}
		if f.First || w.DueWithin > 0 {
			if err := s.Each(q, f.consider); err != nil {
				return nil, fmt.Errorf("watch %s: %w", w.Name, err)
			}
		}
	}
	if len(recent) > 0 {
		err := s.Each(store.Query{SinceRun: since, Rejected: true}, func(x merge.Fact) error {
			for _, f := range recent {
				if err := f.consider(x); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	for _, f := range all {
		if err := f.lookForGone(s); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// Batches are the news as they would be told.
func (f *Found) Batches(now time.Time) ([]Batch, error) {
	return batches(f.watch.Name, f.News, f.standing.Number, now)
}

// known returns what was told of a fact.
func (f *Found) known(id string) (b store.Brief, told bool, err error) {
	if b, told = f.told[id]; told || f.forgotten[id] {
		return b, told, nil
	}
	told, err = f.ledger.shelf.Get(toldKey(f.watch.Name, id), &b)
	return b, told, err
}

// consider makes news of a fact, if it is some.
func (f *Found) consider(x merge.Fact) error {
	was, told, err := f.known(x.ID)
	if err != nil {
		return err
	}
	meets, is := f.match.Match(&x, 0), brief(x, f.watch.Reports)
	if !told {
		if meets && !f.forgotten[x.ID] {
			f.told[x.ID] = is
			f.News = append(f.News, newsOf(x, New, nil, false))
		}
		return nil
	}
	if !f.watch.Reports { // it may have been asked for when the fact was told
		was.Articles, was.Independent = 0, 0
	}
	changes := tell.Changes(store.Difference{ID: x.ID, Was: &was, Is: &is})
	if len(changes) == 0 {
		return nil
	}
	if meets {
		f.told[x.ID] = is
	} else {
		f.forget(x.ID)
	}
	f.News = append(f.News, newsOf(x, Changed, changes, !meets))
	return nil
}

func (f *Found) forget(id string) {
	delete(f.told, id)
	f.forgotten[id] = true
}

// lookForGone makes news of told facts that are no more.
func (f *Found) lookForGone(s *store.Store) error {
	ids, err := f.ledger.ToldIDs(f.watch.Name)
	if err != nil {
		return err
	}
	gone := map[string][]string{}
	if err := s.Gone(ids, func(id string, to []string) { gone[id] = to }); err != nil {
		return err
	}
	for _, id := range ids {
		to, is := gone[id]
		if !is || f.forgotten[id] {
			continue
		}
		was, _, err := f.known(id)
		if err != nil {
			return err
		}
		f.forget(id)
		if len(to) == 1 && f.renamed(was, to[0]) {
			continue
		}
		n := News{Event: Gone, ID: id, Line: tell.Sentence(was), Became: to, Changes: tell.Changes(store.Difference{ID: id, Was: &was, To: to})}
		f.News = append(f.News, n)
	}
	return nil
}

// renamed makes of a new fact that took a told one's place what became of that one, if anything did.
func (f *Found) renamed(was store.Brief, id string) bool {
	i := slices.IndexFunc(f.News, func(n News) bool { return n.ID == id && n.Event == New })
	if i < 0 {
		return false
	}
	is := f.told[id]
	changes := tell.Changes(store.Difference{ID: id, Was: &was, Is: &is})
	if len(changes) == 0 {
		f.News = slices.Delete(f.News, i, i+1)
		return true
	}
	f.News[i].Event, f.News[i].Changes = Changed, changes
	return true
}
