package store

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store/merge"
	"github.com/factwire/factwire/store/query"
)

// ErrNoFact says that no fact has the id asked for.
var ErrNoFact = errors.New("no fact has this id")

// mostMapped is the size of a file up to which its pages may stay in memory.
const mostMapped = 64 << 20

// errEnough ends a walk early.
var errEnough = errors.New("enough")

// Each calls use for every fact that the query takes, newest report first, then by id, until use returns an error,
// which it then returns. The facts are read one by one: memory does not grow with their number. They come without their reports.
func (s *Store) Each(q Query, use func(merge.Fact) error) error {
	m := q.Matcher(s.canon)
	return s.view(func(t *txn) error {
		read := t.reader()
		return t.rows(q, func(r row) error {
			f, err := read(r.id)
			if err != nil || !m.Rest(&f) {
				return err
			}
			if err := t.complete(&f); err != nil {
				return err
			}
			return use(f)
		})
	})
}

// reader returns a function that reads listed facts by their ids. Facts that are linked come from one merge, and stand far apart in a
// list: what was merged is kept until some tens of thousands of reports are in memory, so that a walk does it once.
func (t *txn) reader() func(id string) (merge.Fact, error) {
	const most = 30_000
	known := map[string]merge.Fact{}
	held := 0
	return func(id string) (merge.Fact, error) {
		if f, ok := known[id]; ok {
			delete(known, id) // a walk comes to each fact once
			return f, nil
		}
		p, err := t.home(id)
		if err != nil {
			return merge.Fact{}, err
		}
		facts, _, err := t.merged(p)
		if err != nil {
			return merge.Fact{}, err
		}
		i := slices.IndexFunc(facts, func(f merge.Fact) bool { return f.ID == id })
		if i < 0 {
			return merge.Fact{}, fmt.Errorf("fact %s is listed but does not follow from the observations: %w", id, ErrCorrupt)
		}
		if held > most {
			clear(known)
			held = 0
		}
		for j := range facts {
			if j != i {
				known[facts[j].ID] = facts[j].Lean()
				held += len(facts[j].Evidence)
			}
		}
		return facts[i].Lean(), nil
	}
}

// EachSorted is EachOfMany in another order. It reads the facts twice, once for what they are sorted by, so that memory holds some
// hundred bytes a fact.
func (s *Store) EachSorted(q Query, o query.Order, use func(merge.Fact) error) error {
	if o == query.Newest || o == "" {
		return s.EachOfMany(q, 0, use)
	}
	keys, err := s.keys(q, o)
	if err != nil {
		return err
	}
	if len(keys) < leastSpooled {
		return s.eachOf(keys, use)
	}
	order := make([]uint64, len(keys))
	for i, k := range keys {
		if order[i], err = strconv.ParseUint(k.ID(), 16, 64); err != nil {
			return err
		}
	}
	return s.spooled(q, order, 0, use)
}

// keys returns what the facts of a query are sorted by, in their order.
func (s *Store) keys(q Query, o query.Order) (keys []query.Key, err error) {
	err = s.EachOfMany(q, 0, func(f merge.Fact) error {
		keys = append(keys, query.KeyOf(&f, o))
		return nil
	})
	slices.SortFunc(keys, query.Key.Compare)
	return keys, err
}

func (s *Store) eachOf(keys []query.Key, use func(merge.Fact) error) error {
	return s.view(func(t *txn) error {
		read := t.reader()
		for _, k := range keys {
			f, err := read(k.ID())
			if err == nil {
				err = t.complete(&f)
			}
			if err == nil {
				err = use(f)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// rows calls use for every row that the query takes, in the order of the list.
func (t *txn) rows(q Query, use func(row) error) error {
	defer t.s.spare()()
	w := seekFor(q, t.s.canon)
	c := t.bucket(bucketNewest).Cursor()
	for k, v := c.First(); k != nil; k, v = c.Next() {
		if !w.maybe(v) {
			continue
		}
		body, err := t.s.codec.Open(k, v)
		if err != nil {
			return fmt.Errorf("list %x: %w", k, err)
		}
		r, err := unpackRow(k, body)
		if err != nil {
			return err
		}
		if q.Since != "" && r.last < q.Since {
			return nil // the rest is older
		}
		if w.Row(r.forQuery()) {
			if err := use(r); err != nil {
				return err
			}
		}
	}
	return nil
}

// List returns the first facts that the query takes, at most limit of them (0: all), and how many it takes in all. Where to count
// them would mean to read on, all is the number of those returned, and more says that there are others.
func (s *Store) List(q Query, limit int) (facts []merge.Fact, all int, more bool, err error) {
	return s.ListSorted(q, query.Newest, limit)
}

// ListSorted is List in another order.
func (s *Store) ListSorted(q Query, o query.Order, limit int) (facts []merge.Fact, all int, more bool, err error) {
	keep := func(f merge.Fact) error {
		if limit > 0 && len(facts) == limit {
			more = true
			return errEnough
		}
		facts = append(facts, f)
		return nil
	}
	if o != query.Newest && o != "" {
		keys, err := s.keys(q, o)
		if err == nil {
			err = s.eachOf(keys, keep)
		}
		if err != nil && !errors.Is(err, errEnough) {
			return nil, 0, false, err
		}
		return facts, len(keys), more, nil
	}
	if err := s.Each(q, keep); err != nil && !errors.Is(err, errEnough) {
		return nil, 0, false, err
	}
	all = len(facts)
	if more {
		n, exact, err := s.CountOf(q)
		if err != nil {
			return nil, 0, false, err
		}
		if exact {
			all = n
		}
	}
	return facts, all, more, nil
}

// CountOf returns how many facts a query takes. Where that is more than the rows of the list tell, exact is false, and n is how
// many there are at most.
func (s *Store) CountOf(q Query) (n int, exact bool, err error) {
	if q.Everything() && (q.Rejected || s.docket.Empty()) {
		c, err := s.Count()
		return c.Facts, true, err
	}
	err = s.view(func(t *txn) error {
		return t.rows(q, func(row) error {
			n++
			return nil
		})
	})
	return n, q.Exact(), err
}

// Facts returns all facts that keep accepts (nil: all), newest report first, then by id. The caller owns them. Those that
// reviewers rejected are among them.
func (s *Store) Facts(keep func(merge.Fact) bool) ([]merge.Fact, error) {
	var out []merge.Fact
	err := s.Each(Query{Rejected: true}, func(f merge.Fact) error {
		if keep == nil || keep(f) {
			out = append(out, f)
		}
		return nil
	})
	return out, err
}

// Article returns the article of an id, and whether the store has it.
func (s *Store) Article(id string) (a factwire.Article, ok bool, err error) {
	err = s.view(func(t *txn) error {
		ok, err = t.get(bucketArticles, []byte(id), &a)
		return err
	})
	return a, ok, err
}

// Articles calls use for every article and its observations, in the order of ids, until it returns an error.
func (s *Store) Articles(use func(Entry) error) error {
	return s.view(func(t *txn) error {
		return t.bucket(bucketArticles).ForEach(func(k, v []byte) error {
			var e Entry
			if err := t.s.codec.OpenJSON(k, v, &e.Article); err != nil {
				return fmt.Errorf("article %s: %w", k, err)
			}
			var r reading
			if _, err := t.get(bucketReadings, k, &r); err != nil {
				return err
			}
			var err error
			if e.Facts, err = t.observed(string(bytes.Clone(k)), r); err != nil {
				return err
			}
			return use(e)
		})
	})
}

// Counts returns how many articles, facts and rejected inputs the store holds.
func (s *Store) Counts() (articles, facts, rejected int, err error) {
	c, err := s.Count()
	return c.Articles, c.Facts, c.Rejected, err
}

// Count returns how much the store holds.
func (s *Store) Count() (c Counts, err error) {
	err = s.view(func(t *txn) error {
		n, err := t.count()
		if err == nil {
			c = *n
		}
		return err
	})
	return c, err
}
