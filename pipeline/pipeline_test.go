package pipeline

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/pipeline/article"
	"github.com/factwire/factwire/store"
)

// listed is a source of numbered articles; those in bad are errors, and at is told of each before it is yielded.
type listed struct {
	n   int
	bad map[int]error
	at  func(i int)
}

func (l listed) Articles(ctx context.Context) iter.Seq2[factwire.Article, error] {
	return func(yield func(factwire.Article, error) bool) {
		for i := range l.n {
			if l.at != nil {
				l.at(i)
			}
			if ctx.Err() != nil {
				return
			}
			if !yield(factwire.Article{ID: fmt.Sprint(i), Origin: fmt.Sprintf("a%d.txt", i)}, l.bad[i]) {
				return
			}
		}
	}
}

// extractor finds one ban in each article, the later articles sooner; it panics on one.
type extractor struct {
	panics string
	busy   *atomic.Int32
	most   *atomic.Int32
}

func (x extractor) ExtractContext(_ context.Context, a factwire.Article) ([]factwire.Fact, error) {
	if x.busy != nil {
		n := x.busy.Add(1)
		for {
			m := x.most.Load()
			if n <= m || x.most.CompareAndSwap(m, n) {
				break
			}
		}
		defer x.busy.Add(-1)
	}
	if a.ID == x.panics {
		panic("out of range")
	}
	if len(a.ID) == 1 { // the first articles take longest
		time.Sleep(2 * time.Millisecond)
	}
	return []factwire.Fact{{Kind: factwire.Ban, What: a.ID}}, nil
}

// memory is a sink that remembers.
type memory struct {
	batches  []int
	kept     []string
	rejected []store.Rejected
	refusals int   // calls of Reject
	fail     error // of the second Put
}

func (m *memory) Put(entries []store.Entry) ([]store.Outcome, error) {
	if m.fail != nil && len(m.batches) > 0 {
		return nil, m.fail
	}
	m.batches = append(m.batches, len(entries))
	var out []store.Outcome
	for _, e := range entries {
		if len(e.Facts) != 1 || e.Facts[0].What != e.Article.ID {
			return nil, fmt.Errorf("article %s has the facts %v", e.Article.ID, e.Facts)
		}
		m.kept = append(m.kept, e.Article.ID)
		out = append(out, store.Added)
	}
	return out, nil
}

func (m *memory) Reject(all ...store.Rejected) error {
	m.rejected = append(m.rejected, all...)
	m.refusals++
	return nil
}

func clock() time.Time { return time.Date(2024, 5, 6, 7, 8, 9, 0, time.UTC) }

func numbers(from, to int) []string {
	var out []string
	for i := from; i < to; i++ {
		out = append(out, fmt.Sprint(i))
	}
	return out
}

func TestRunKeepsTheOrderOfTheInput(t *testing.T) {
	for _, workers := range []int{1, 2, 8} {
		sink := &memory{}
		var busy, most atomic.Int32
		stats, err := Run(t.Context(), listed{n: 100}, extractor{busy: &busy, most: &most}, sink, Options{Workers: workers, Now: clock})
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(sink.kept, numbers(0, 100)) {
			t.Errorf("%d workers: kept %v", workers, sink.kept)
		}
		if stats.Read != 100 || stats.Added != 100 || stats.Facts["ban"] != 100 || stats.Rejected != 0 {
			t.Errorf("%d workers: %+v", workers, stats)
		}
		if int(most.Load()) > workers {
			t.Errorf("%d articles were read at once by %d workers", most.Load(), workers)
		}
		if want := []int{16, 64, 20}; !slices.Equal(sink.batches, want) {
			t.Errorf("%d workers: batches %v, want %v", workers, sink.batches, want)
		}
	}
}

func TestRunKeepsWhatIsNoArticleAsRejected(t *testing.T) {
	sink := &memory{}
	bad := map[int]error{3: &article.Error{Origin: "a3.txt", Err: article.ErrEmpty}, 5: errors.New("a5.txt: odd")}
	var told []string
	var seen []int
	stats, err := Run(t.Context(), listed{n: 8, bad: bad}, extractor{panics: "6"}, sink, Options{Workers: 3, Batch: 2, Now: clock,
		Problem: func(r store.Rejected) { told = append(told, r.Origin) }, Progress: func(s Stats) { seen = append(seen, s.Read) }})
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"0", "1", "2", "4", "7"}; !slices.Equal(sink.kept, want) {
		t.Errorf("kept %v, want %v", sink.kept, want)
	}
	if stats.Read != 5 || stats.Rejected != 3 {
		t.Errorf("%+v", stats)
	}
	want := []store.Rejected{
		{Origin: "a3.txt", Reason: "empty", Error: "a3.txt: is empty", Time: "2024-05-06T07:08:09Z"},
		{Origin: "a5.txt", Reason: "read", Error: "a5.txt: odd", Time: "2024-05-06T07:08:09Z"},
		{Origin: "a6.txt", Reason: "extraction", Error: "a6.txt: extraction failed: out of range", Time: "2024-05-06T07:08:09Z"},
	}
	if !slices.Equal(sink.rejected, want) {
		t.Errorf("rejected %+v, want %+v", sink.rejected, want)
	}
	if want := []string{"a3.txt", "a5.txt", "a6.txt"}; !slices.Equal(told, want) {
		t.Errorf("told of %v, want %v", told, want)
	}
	if want := []int{2, 3, 4, 5}; !slices.Equal(seen, want) {
		t.Errorf("progress %v, want %v", seen, want)
	}
}

func TestCancellationKeepsWhatIsDone(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	sink := &memory{}
	stats, err := Run(ctx, listed{n: 1000, at: func(i int) {
		if i == 37 {
			cancel()
		}
	}}, extractor{}, sink, Options{Workers: 4, Now: clock})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	// the article that waits for a place in the queue may be given up
	if n := len(sink.kept); n < 36 || n > 37 || !slices.Equal(sink.kept, numbers(0, n)) || stats.Added != n {
		t.Errorf("kept %v, stats %+v", sink.kept, stats)
	}
}

func TestSinkThatFailsEndsTheRun(t *testing.T) {
	full := errors.New("disk full")
	sink := &memory{fail: full}
	read := 0
	_, err := Run(t.Context(), listed{n: 10000, at: func(int) { read++ }}, extractor{}, sink, Options{Workers: 2, Now: clock})
	if !errors.Is(err, full) {
		t.Errorf("error %v", err)
	}
	if len(sink.kept) != 16 || read > 200 {
		t.Errorf("kept %d, read %d after the sink failed", len(sink.kept), read)
	}
}

// Inputs that are refused are kept in batches, as articles are: one transaction for each would make them slower than those.
func TestRefusedInBatches(t *testing.T) {
	bad := map[int]error{}
	for i := range 1000 {
		bad[i] = article.ErrEmpty
	}
	sink := &memory{}
	stats, err := Run(t.Context(), listed{n: 1000, bad: bad}, extractor{}, sink, Options{Workers: 2, Now: clock})
	if err != nil || stats.Rejected != 1000 || len(sink.rejected) != 1000 {
		t.Fatalf("%+v, %d kept, %v", stats, len(sink.rejected), err)
	}
	if sink.refusals > 100 {
		t.Errorf("%d transactions for 1,000 inputs", sink.refusals)
	}
}

// A request that timed out is an error like any other as long as the run itself is not over.
func TestTimeoutsAreKept(t *testing.T) {
	sink := &memory{}
	late := fmt.Errorf("get: %w", context.DeadlineExceeded)
	stats, err := Run(t.Context(), listed{n: 3, bad: map[int]error{1: late}}, extractor{}, sink, Options{Workers: 1, Now: clock})
	if err != nil || stats.Read != 2 || stats.Rejected != 1 {
		t.Errorf("%+v, %v", stats, err)
	}
}
