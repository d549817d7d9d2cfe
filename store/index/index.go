// Package index keeps of each fact what lists choose, sort and count by, in columns, and the words of all facts, so that a list, a facet or
// a search of a million facts takes some milliseconds. It holds no fact: what it finds are ids. It does no I/O but for a file of
// its own for the words.
//
// An index is built once from all facts and then kept up to date by [Index.Apply]: changed facts get new rows, and their old ones are marked
// as dead. All methods may be called by several goroutines.
package index

import (
	"cmp"
	"hash/maphash"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/kind"
	"github.com/factwire/factwire/store/entity"
	"github.com/factwire/factwire/store/merge"
	"github.com/factwire/factwire/store/query"
)

// never stands for a day that is not known.
const never = math.MinInt32

// Index is an index over facts.
type Index struct {
	mu    sync.RWMutex
	canon *entity.Canon
	seed  maphash.Seed

	// one value a row
	ids                    []uint64
	kinds, statuses        []uint8
	confidence             []float32
	first, last, date, due []int32 // days since 1970-01-01, or never
	reports                []uint32
	runs                   []uint32
	flags                  []uint8
	dead                   bits
	live                   int

	roles     [roles]lists // entities by role
	countries lists
	sites     lists
	articles  longLists

	entities names
	states   words // codes and folded names
	outlets  words // "name\nhost", both in lower case
	labels   []string
	byID     []uint32          // the rows that the index was built with, by id
	later    map[uint64]uint32 // those that came later, by id
	orders   map[query.Order][]uint32
	terms    dictionary
	next     uint64 // see Apply
}

// The roles of entities in a fact.
const (
	Who = iota
	Whom
	People
	roles
)

// The flags of a row.
const (
	rejected = 1 << iota
	disputed
	judged
)

// New returns an empty index. The canon says which names are one entity.
func New(c *entity.Canon) *Index {
	x := &Index{canon: c, seed: maphash.MakeSeed(), later: map[uint64]uint32{}, orders: map[query.Order][]uint32{}}
	x.terms.init()
	return x
}

// Close gives the index's file back.
func (x *Index) Close() error {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.terms.close()
}

// Len returns the number of facts.
func (x *Index) Len() int {
	x.mu.RLock()
	defer x.mu.RUnlock()
	return x.live
}

// Build fills the index with the facts that scan hands on, each once, with the number of the run that changed it last. Words go to a
// file in dir that has no name by the time when it is used; empty stands for the system's folder for such files. Next is the number that
// the store's next run will get; n is about how many facts there are, for which room is made at once.
func Build(c *entity.Canon, dir string, n int, next uint64, scan func(use func(merge.Fact, uint64) error) error) (*Index, error) {
	x := New(c)
	x.room(n)
	err := scan(func(f merge.Fact, run uint64) error {
		x.add(&f, run)
		if x.terms.size > mostYoung {
			return x.terms.flush(dir)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	x.next = next
	x.shrink()
	if err := x.terms.flush(dir); err != nil {
		return nil, err
	}
	x.byID = make([]uint32, len(x.ids))
	for i := range x.byID {
		x.byID[i] = uint32(i)
	}
	slices.SortFunc(x.byID, func(a, b uint32) int { return cmp.Compare(x.ids[a], x.ids[b]) })
	x.later = map[uint64]uint32{}
	x.sortAll(0)
	x.entities.forget()
	return x, nil
}

// Next is the number of the run by which what the index does not know can be told: what changed later has that number, or a greater one.
func (x *Index) Next() uint64 {
	x.mu.RLock()
	defer x.mu.RUnlock()
	return x.next
}

// Has reports whether a fact is in the index, and the run that changed it last.
func (x *Index) Has(id string) (run uint64, ok bool) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	row, ok := x.row(number(id))
	if !ok {
		return 0, false
	}
	return uint64(x.runs[row]), true
}

// IDs calls use for the id of every fact, until it returns false.
func (x *Index) IDs(use func(id string) bool) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	for row := range x.ids {
		if !x.dead.has(uint32(row)) && !use(text(x.ids[row])) {
			return
		}
	}
}

// Apply takes facts in that are new or changed, and takes those out that are gone.
func (x *Index) Apply(changed []merge.Fact, runs []uint64, gone []string, next uint64) {
	x.mu.Lock()
	defer x.mu.Unlock()
	from := len(x.ids)
	kill := func(id string) {
		if row, ok := x.row(number(id)); ok {
			x.dead.set(row)
			x.live--
			delete(x.later, number(id))
		}
	}
	for _, id := range gone {
		kill(id)
	}
	for i := range changed {
		kill(changed[i].ID)
		x.add(&changed[i], runs[i])
	}
	x.next = next
	x.sortAll(from)
}

// Stale is the share of rows that Apply left dead or unsorted: a large one says that the index is better built anew.
func (x *Index) Stale() float64 {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if len(x.ids) == 0 {
		return 0
	}
	return 1 - float64(x.live)/float64(len(x.ids))
}

// row returns the row of a fact that is not dead.
func (x *Index) row(id uint64) (uint32, bool) {
	if row, ok := x.later[id]; ok {
		return row, true
	}
	i, ok := slices.BinarySearchFunc(x.byID, id, func(row uint32, id uint64) int { return cmp.Compare(x.ids[row], id) })
	if !ok || x.dead.has(x.byID[i]) {
		return 0, false
	}
	return x.byID[i], true
}

func number(id string) uint64 {
	n, err := strconv.ParseUint(id, 16, 64)
	if err != nil {
		return 0
	}
	return n
}

func text(n uint64) string {
	s := strconv.FormatUint(n, 16)
	return strings.Repeat("0", 16-len(s)) + s
}

func (x *Index) add(f *merge.Fact, run uint64) {
	row := uint32(len(x.ids))
	x.ids = append(x.ids, number(f.ID))
	if x.byID != nil {
		x.later[number(f.ID)] = row
	}
	x.live++
	x.kinds = append(x.kinds, kind.Of(f.Kind).Number)
	x.statuses = append(x.statuses, uint8(max(0, slices.Index(factwire.Statuses(), f.Status))))
	x.confidence = append(x.confidence, float32(f.Confidence))
	x.first = append(x.first, dayOf(f.First))
	x.last = append(x.last, dayOf(f.Last))
	date, due := int32(never), int32(never)
	if _, end, ok := f.When.Date.Bounds(); ok {
		date = days(end)
	}
	if _, end, ok := query.Due(f); ok {
		due = days(end)
	}
	x.date, x.due = append(x.date, date), append(x.due, due)
	const most = 1<<20 - 1
	x.reports = append(x.reports, uint32(min(f.Independent, 4095))<<20|uint32(min(f.Articles, most)))
	x.runs = append(x.runs, uint32(run))
	var flags uint8
	if f.Review != nil {
		flags |= judged
		if f.Review.Verdict == "rejected" {
			flags |= rejected
		}
	}
	if f.Disputed {
		flags |= disputed
	}
	x.flags = append(x.flags, flags)
	x.dead.grow(len(x.ids))
	for role, list := range [roles][]factwire.Entity{f.Who, f.Whom, f.People} {
		var items []uint32
		for _, e := range list {
			items = append(items, x.entities.of(x, e))
		}
		l := &x.roles[role]
		l.items = append(l.items, items...) // in the fact's order: it is sorted by the first
		l.ends = append(l.ends, uint32(len(l.items)))
	}
	var items []uint32
	for _, c := range query.CountriesOf(f) {
		items = append(items, x.states.of(c))
	}
	x.countries.add(items...)
	items = nil
	for _, e := range f.Evidence {
		n := x.outlets.of(strings.ToLower(e.Site) + "\n" + query.Host(e.URL))
		if int(n) == len(x.labels) {
			x.labels = append(x.labels, strings.Clone(e.Site))
		}
		items = append(items, n)
	}
	x.sites.add(items...)
	for _, e := range f.Evidence {
		if n := number(e.Article); !slices.Contains(x.articles.items[x.articles.end():], n) {
			x.articles.items = append(x.articles.items, n)
		}
	}
	x.articles.ends = append(x.articles.ends, uint32(len(x.articles.items)))
	x.terms.add(row, f)
}

// tempFile is a file that nobody else sees.
func tempFile(dir string) (*os.File, error) {
	f, err := os.CreateTemp(dir, ".factwire-index-*")
	if err != nil {
		return nil, err
	}
	_ = os.Remove(f.Name()) // where the system allows it; else it is removed when it is closed
	return f, nil
}

// Delta returns the ids of the facts that the index does not know as they are now, with the runs that changed them, the ids of those that are
// gone, and the number that the next run will get; list tells all facts there are now, as store.Store.Changed does.
func (x *Index) Delta(list func(use func(id string, run uint64) error) (uint64, error)) (changed []string, runs []uint64, gone []string, next uint64, err error) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	seen := newBits(len(x.ids))
	next, err = list(func(id string, run uint64) error {
		row, ok := x.row(number(id))
		if ok {
			seen.set(row)
		}
		if !ok || run >= x.next || uint32(run) != x.runs[row] {
			changed, runs = append(changed, id), append(runs, run)
		}
		return nil
	})
	if err != nil {
		return nil, nil, nil, 0, err
	}
	for row, id := range x.ids {
		if !seen.has(uint32(row)) && !x.dead.has(uint32(row)) {
			gone = append(gone, text(id))
		}
	}
	return changed, runs, gone, next, nil
}
