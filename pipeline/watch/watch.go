// Package watch tells users what is new or changed among the facts that they watch for: once, whatever is killed meanwhile.
//
// What is found is kept as a batch, together with the record that its facts are told, before anybody hears of it; then each way of telling
// gets each batch in turn, and that it did is kept too. So nothing is lost, and what was told when a kill came in between is told again with
// the same key, by which whoever is told drops it.
package watch

import (
	"cmp"
	"encoding/json"
	"slices"
	"time"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/kind"
	"github.com/factwire/factwire/pipeline/tell"
	"github.com/factwire/factwire/pipeline/watch/watchlist"
	"github.com/factwire/factwire/store"
	"github.com/factwire/factwire/store/merge"
	"github.com/factwire/factwire/store/query"
)

// Event is what became of a fact.
type Event string

// The events.
const (
	New     Event = "new"     // it meets the watch, and was not told before
	Changed Event = "changed" // it was told, and is no longer what was told
	Gone    Event = "gone"    // it was told, and is no more
)

// News is what became of one fact.
type News struct {
	// Key is the same however often the news are told, and that of no other news.
	Key   string `json:"key"`
	Event Event  `json:"event"`
	ID    string `json:"id"`   // of the fact
	Line  string `json:"line"` // the fact in one line
	// Changes say in lines what is no longer what was told.
	Changes []string `json:"changes,omitempty"`
	// Left says that the changed fact no longer meets the watch, which forgets it.
	Left bool `json:"left,omitempty"`
	// Became are the facts that a gone one is part of now.
	Became []string `json:"became,omitempty"`
	// Fact is the fact as JSON lines have it; nil if it is gone.
	Fact *merge.Fact `json:"fact,omitempty"`
}

// Batch is what is told at once: news of one watch, new facts first, then changed ones, then those that are gone.
type Batch struct {
	// Key is the same however often the batch is told: whoever knows it already has been told.
	Key    string `json:"key"`
	Watch  string `json:"watch"`
	Number uint64 `json:"number"` // the batches of a watch are numbered from 1
	Time   string `json:"time"`   // when the news were found, in UTC (RFC 3339)
	News   []News `json:"news"`
}

// The most news and bytes of one batch; one news is told whatever its size.
const (
	mostNews  = 100
	mostBytes = 1 << 20
)

// Query is what a watch asks of a store on a day.
func Query(w watchlist.Watch, today time.Time) query.Query {
	q := query.Query{Kinds: w.Kinds, Statuses: w.Statuses, Who: w.Who, Whom: w.Whom, Any: w.Any, Countries: w.Countries, Sites: w.Sites, Texts: w.Words, Least: w.MinConfidence}
	if w.DueWithin > 0 {
		q.DueFrom, q.DueTo = today.Format(time.DateOnly), today.AddDate(0, 0, w.DueWithin).Format(time.DateOnly)
	}
	if len(q.Kinds) > 0 {
		return q
	}
	for _, d := range kind.All() {
		if w.DueWithin > 0 && d.Report.Due || w.DueWithin == 0 && !d.OnDemand {
			q.Kinds = append(q.Kinds, d.Name)
		}
	}
	return q
}

// brief is what of a fact counts as told: without the number of its reports, unless the watch asks for them, and without a reviewer's
// consent.
func brief(f merge.Fact, reports bool) store.Brief {
	b := store.BriefOf(f)
	if !reports {
		b.Articles, b.Independent = 0, 0
	}
	if b.Verdict != "rejected" {
		b.Verdict = ""
	}
	return b
}

// print tells one set of filters from another.
func print(w watchlist.Watch) string {
	w.Name, w.Silent, w.Atom, w.Webhook, w.SecretEnv, w.Command, w.Input, w.Reports = "", false, "", "", "", nil, "", false
	data, err := json.Marshal(w)
	if err != nil {
		return ""
	}
	return factwire.Hash("watch", string(data))
}

// batches parts news into batches that are numbered from after.
func batches(watch string, news []News, after uint64, now time.Time) ([]Batch, error) {
	slices.SortFunc(news, compare)
	stamp := now.UTC().Format(time.RFC3339Nano)
	var out []Batch
	size := 0
	for _, n := range news {
		n.Key = factwire.Hash("news", watch, n.ID, string(n.Event), stamp)
		data, err := json.Marshal(n)
		if err != nil {
			return nil, err
		}
		last := len(out) - 1
		if last < 0 || len(out[last].News) == mostNews || size+len(data) > mostBytes {
			after++
			out = append(out, Batch{Watch: watch, Number: after, Time: now.UTC().Format(time.RFC3339)})
			last++
			size = 0
		}
		size += len(data)
		out[last].News = append(out[last].News, n)
	}
	for i := range out {
		parts := []string{"batch", watch}
		for _, n := range out[i].News {
			parts = append(parts, n.Key)
		}
		out[i].Key = factwire.Hash(parts...)
	}
	return out, nil
}

func compare(a, b News) int {
	class := func(e Event) int { return slices.Index([]Event{New, Changed, Gone}, e) }
	c := cmp.Compare(class(a.Event), class(b.Event))
	if c == 0 && a.Fact != nil && b.Fact != nil {
		c = cmp.Or(kind.Order(a.Fact.Kind, b.Fact.Kind), cmp.Compare(b.Fact.Last, a.Fact.Last))
	}
	return cmp.Or(c, cmp.Compare(a.ID, b.ID))
}

// newsOf words what became of a fact that is there.
func newsOf(f merge.Fact, e Event, changes []string, left bool) News {
	return News{Event: e, ID: f.ID, Line: tell.Sentence(store.BriefOf(f)), Changes: changes, Left: left, Fact: &f}
}
