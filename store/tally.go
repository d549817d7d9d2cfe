package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store/internal/codec"
	"github.com/factwire/factwire/store/merge"
	"github.com/factwire/factwire/store/similar"
)

// A group with many reports, with all that is linked to it, has a tally (merge.Tally), which is kept beside it: what comes in is added to it,
// and the facts follow from it, so that no report is read again. Where a tally does not do (reports were taken away, reviewers judged, two
// large groups became linked), all are merged anew, and a new tally is begun. The facts are the same either way: a check
// compares them.

const (
	leastTallied = 64      // reports: what is less is merged as quickly as a tally is read
	perChunk     = 64      // records: a chunk of them fits on a page
	idleTallies  = 16      // transactions in which a tally that has to make way was not used
	mostTallies  = 300_000 // how large those may be together that are in memory from one transaction to the next, in records of some 120 bytes each
)

// tally is a tally with where it is kept and what it is of.
type tally struct {
	*merge.Tally
	home   place
	places []place // sorted
	used   int     // the transaction that used it last
}

// tallyHead is the first value of a tally; the others are chunks of its records.
type tallyHead struct {
	Places []string        `json:"places"`
	Tally  merge.TallyHead `json:"tally"`
}

// arrival is an observation that came within the transaction.
type arrival struct {
	article string
	print   similar.Print
	fact    factwire.Fact
}

func (t *txn) arrived(p place, a arrival) {
	if t.anew {
		return
	}
	if t.came == nil {
		t.came = map[place][]arrival{}
	}
	t.came[p] = append(t.came[p], a)
}

func (t *txn) departed(p place) {
	if t.anew {
		return
	}
	if t.left == nil {
		t.left = map[place]bool{}
	}
	t.left[p] = true
}

// renewed returns the facts of a closure in which something changed, from its tally where that will do: then they have no evidence.
func (t *txn) renewed(places []place) ([]merge.Fact, error) {
	y, err := t.tallied(places)
	if err != nil {
		return nil, err
	}
	if y != nil {
		facts := y.Facts()
		same, err := t.stay(places, facts)
		if err != nil {
			return nil, err
		}
		if err := t.keepTally(y); err != nil || same {
			return facts, err
		}
	}
	obs, prints, err := t.reports(places)
	if err != nil {
		return nil, err
	}
	if y == nil && len(obs) >= leastTallied {
		if err := t.begin(places, obs, prints); err != nil {
			return nil, err
		}
	}
	return t.merge(obs, prints), nil
}

// tallied returns the tally of a closure with all that came in, or nil if it has none; one that will not do is taken away.
func (t *txn) tallied(places []place) (*tally, error) {
	y, err := t.findTally(places)
	if y == nil || err != nil {
		return nil, err
	}
	ok, err := t.extend(y, places)
	if err == nil && !ok {
		return nil, t.dropTallies(places)
	}
	return y, err
}

// findTally returns the one tally of a closure, as it is kept.
func (t *txn) findTally(places []place) (y *tally, err error) {
	for _, p := range places {
		if there, err := t.hasTally(p); err != nil {
			return nil, err
		} else if !there {
			continue
		}
		if y != nil {
			return nil, t.dropTallies(places)
		}
		if y, err = t.readTally(p); err != nil {
			return nil, err
		}
	}
	return y, nil
}

// hasTally reports whether a tally is kept at a place.
func (t *txn) hasTally(p place) (bool, error) {
	at, err := t.seat(p)
	return err == nil && at.number() > 0 && t.bucket(bucketGroups).Get(at.tally(0)) != nil, err
}

// extend adds to a tally what came in. It reports whether the tally then holds all reports of the closure.
func (t *txn) extend(y *tally, places []place) (bool, error) {
	if t.anew || slices.ContainsFunc(places, func(p place) bool { return t.left[p] }) {
		return false, nil
	}
	if slices.ContainsFunc(y.places, func(p place) bool { return !slices.Contains(places, p) }) {
		return false, nil
	}
	byArticle := map[string][]factwire.Fact{}
	prints := map[string]similar.Print{}
	var order []string
	for _, p := range places {
		if concerned, err := t.judged(p); err != nil || concerned {
			return false, err
		}
		if !slices.Contains(y.places, p) {
			if n, err := t.reportsOf(p, len(t.came[p])+1); err != nil || n != len(t.came[p]) {
				return false, err
			}
		}
		for _, a := range t.came[p] {
			if byArticle[a.article] == nil {
				order = append(order, a.article)
			}
			byArticle[a.article] = append(byArticle[a.article], a.fact)
			prints[a.article] = a.print
		}
	}
	for _, a := range order {
		if !y.Add(byArticle[a], prints[a]) {
			return false, nil
		}
	}
	y.places = sortedPlaces(places)
	return true, nil
}

// begin makes a tally of all reports of a closure, if it can be.
func (t *txn) begin(places []place, obs []factwire.Fact, prints map[string]similar.Print) error {
	for _, p := range places {
		if concerned, err := t.judged(p); err != nil || concerned {
			return err
		}
	}
	sorted := sortedPlaces(places)
	y := &tally{Tally: merge.NewTally(merge.Options{Canon: t.s.canon}), home: sorted[0], places: sorted}
	byArticle := map[string][]factwire.Fact{}
	var order []string
	for _, f := range obs {
		if len(f.Evidence) == 0 {
			return nil
		}
		id := f.Evidence[0].Article
		if byArticle[id] == nil {
			order = append(order, id)
		}
		byArticle[id] = append(byArticle[id], f)
	}
	slices.Sort(order)
	for _, id := range order {
		if !y.Add(byArticle[id], prints[id]) {
			return nil
		}
	}
	y.Facts() // they count the sources, which are kept too
	return t.keepTally(y)
}

// judged reports whether a reviewer's verdict may be about a group: a tally heeds none.
func (t *txn) judged(p place) (bool, error) {
	if t.s.docket.Empty() {
		return false, nil
	}
	f, ok, err := t.sample(p)
	return err == nil && ok && t.s.docket.Concerns(f, t.s.canon), err
}

// stay reports whether all facts of the groups are still there: what became of one that is not, its evidence tells.
func (t *txn) stay(places []place, facts []merge.Fact) (bool, error) {
	present := map[string]bool{}
	for _, f := range facts {
		present[f.ID] = true
	}
	for _, p := range places {
		h, err := t.head(p)
		if err != nil {
			return false, err
		}
		if slices.ContainsFunc(h.Facts, func(f stored) bool { return !present[f.Fact.ID] }) {
			return false, nil
		}
	}
	return true, nil
}

// reportsOf counts the observations of a group, up to so many.
func (t *txn) reportsOf(p place, most int) (n int, err error) {
	err = t.each(p, markObservation, func(_, _ []byte) error {
		if n == most {
			return errEnough
		}
		n++
		return nil
	})
	if errors.Is(err, errEnough) {
		err = nil
	}
	return n, err
}

func sortedPlaces(places []place) []place {
	out := slices.Clone(places)
	slices.SortFunc(out, func(a, b place) int { return bytes.Compare(a[:], b[:]) })
	return out
}

// readTally reads the tally that is kept at a place.
func (t *txn) readTally(home place) (*tally, error) {
	if y := t.s.tallies[home]; y != nil {
		return y, nil
	}
	broken := func(err error) error { return fmt.Errorf("tally of group %s: %w: %w", home, codec.ErrDamaged, err) }
	at, err := t.seat(home)
	if err != nil {
		return nil, err
	}
	var h tallyHead
	if _, err := t.get(bucketGroups, at.tally(0), &h); err != nil {
		return nil, err
	}
	y := &tally{home: home}
	for _, name := range h.Places {
		p, err := parsePlace(name)
		if err != nil {
			return nil, err
		}
		y.places = append(y.places, p)
	}
	var records []byte
	for n := 1; n <= chunks(h.Tally.Records); n++ {
		key := at.tally(n)
		body, err := t.s.codec.Open(key, t.bucket(bucketGroups).Get(key))
		if err != nil {
			return nil, broken(err)
		}
		records = append(records, body...)
	}
	if y.Tally, err = merge.RestoreTally(h.Tally, records, merge.Options{Canon: t.s.canon}); err != nil {
		return nil, broken(err)
	}
	return y, nil
}

// chunks is in how many parts so many records are kept.
func chunks(records int) int { return (records + perChunk - 1) / perChunk }

// keepTally writes what changed of a tally.
func (t *txn) keepTally(y *tally) error {
	h := tallyHead{Tally: y.Head()}
	for _, p := range y.places {
		h.Places = append(h.Places, p.String())
	}
	data, err := json.Marshal(h)
	if err != nil {
		return err
	}
	at, err := t.take(y.home)
	if err != nil {
		return err
	}
	key := at.tally(0)
	if err := t.bucket(bucketGroups).Put(key, t.s.codec.Seal(key, data)); err != nil {
		return err
	}
	var body []byte
	for n := y.Changed() / perChunk; n < chunks(y.Len()); n++ {
		body = body[:0]
		for i := n * perChunk; i < min((n+1)*perChunk, y.Len()); i++ {
			body = y.AppendRecord(body, i)
		}
		key := at.tally(n + 1)
		if err := t.bucket(bucketGroups).Put(key, t.s.codec.SealPlain(key, body)); err != nil {
			return err
		}
	}
	y.Kept()
	t.hold(y)
	return nil
}

// hold keeps a tally in memory for the transactions to come, as long as there is room: those make way that were not used for long. Where all are used
// again and again some stay, and the others are read each time; were the one that was used first to go, all would be.
func (t *txn) hold(y *tally) {
	y.used = t.ID()
	if t.s.tallies == nil {
		t.s.tallies = map[place]*tally{}
	}
	t.s.tallies[y.home] = y
	if t.s.tallied() <= mostTallies {
		return
	}
	for p, other := range t.s.tallies {
		if other.used < y.used-idleTallies {
			delete(t.s.tallies, p)
		}
	}
	if t.s.tallied() > mostTallies {
		delete(t.s.tallies, y.home)
	}
}

// tallied is how large all tallies in memory are.
func (s *Store) tallied() (n int) {
	for _, y := range s.tallies {
		n += y.Size()
	}
	return n
}

// dropTallies takes the tallies away that are kept at places.
func (t *txn) dropTallies(places []place) error {
	for _, p := range places {
		delete(t.s.tallies, p)
		at, err := t.seat(p)
		if err != nil {
			return err
		}
		prefix := at.marked(markTally)
		c := t.bucket(bucketGroups).Cursor()
		for k, _ := c.Seek(prefix); bytes.HasPrefix(k, prefix); k, _ = c.Seek(prefix) {
			if err := c.Delete(); err != nil {
				return err
			}
		}
	}
	return nil
}
