//go:build unix

package store_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store"
	"github.com/factwire/factwire/store/merge"
)

// world makes news as skewed as the real one: few states and speakers are told of again and again. Matters come and
// go: one is told by some forty articles, most of them within weeks; one report in twenty is of one of 300 that never end.
type world struct {
	rng                   *rand.Rand
	age, evergreen        *rand.Zipf
	people, states, firms *rand.Zipf
	words                 []string
}

func newWorld(seed uint64) *world {
	rng := rand.New(rand.NewPCG(seed, 1))
	w := &world{rng: rng}
	w.people = rand.NewZipf(rng, 1.2, 20, 20_000)
	w.states = rand.NewZipf(rng, 1.2, 8, 190)
	w.firms = rand.NewZipf(rng, 1.2, 20, 5_000)
	w.age = rand.NewZipf(rng, 1.5, 100, 1_000_000)
	w.evergreen = rand.NewZipf(rng, 1.1, 20, 300)
	for i := range 5000 {
		w.words = append(w.words, strconv.FormatInt(int64(i+1)*7919, 26))
	}
	return w
}

func (w *world) text(rng *rand.Rand, n int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteByte(' ')
		}
		// word frequencies of a Zipf kind
		b.WriteString(w.words[int(math.Pow(float64(len(w.words)), rng.Float64()))-1])
	}
	return b.String()
}

func state(n uint64) factwire.Entity {
	return factwire.Entity{Name: fmt.Sprintf("State %d", n), Type: factwire.Country, Code: fmt.Sprintf("%c%c", 'A'+n/26%26, 'A'+n%26)}
}
func firm(n uint64) factwire.Entity {
	return factwire.Entity{Name: fmt.Sprintf("Firm %d", n), Type: factwire.Company}
}

// article is number n, some 400 words with five observations: two quotes, a signing, a ban and a deadline. Nine of ten quotes are said once;
// of a signing, a ban or a deadline forty articles tell.
func (w *world) article(n int) store.Entry {
	rng := w.rng
	day := time.Date(2015, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, n/50).Format("2006-01-02")
	a := factwire.Article{URL: fmt.Sprintf("https://outlet%d.example/%d", rng.IntN(300), n), Site: fmt.Sprintf("outlet%d.example", rng.IntN(300)), Title: w.text(rng, 8), Published: day, Origin: fmt.Sprintf("/archive/%d.html", n), Text: w.text(rng, 400)}
	a.ID = factwire.ArticleID(a.URL, a.Text)
	e := store.Entry{Article: a}
	for i := range 5 {
		start := i * 200
		f := factwire.Fact{Status: factwire.Done, Confidence: 0.5 + float64(rng.IntN(45))/100}
		matter := uint64(1_000_000+n/40) - min(w.age.Uint64(), 900_000)
		if rng.IntN(20) == 0 {
			matter = w.evergreen.Uint64()
		}
		fixed := rand.New(rand.NewPCG(matter, uint64(i))) // what is true of the matter, whoever tells it
		switch i {
		case 0, 1:
			f.Kind, f.Form = factwire.Quote, factwire.Direct
			who := w.people.Uint64()
			f.Who = []factwire.Entity{{Name: fmt.Sprintf("Given%d Surname%d", who%97, who), Type: factwire.Person, Title: "minister"}}
			f.What = w.text(rng, 8+rng.IntN(25))
			if rng.IntN(10) == 0 {
				f.What = w.text(rand.New(rand.NewPCG(who, uint64(rng.IntN(5)))), 20)
			}
		case 2:
			f.Kind, f.What, f.Who = factwire.Signing, classes[fixed.IntN(3)], []factwire.Entity{state(fixed.Uint64N(190)), firm(fixed.Uint64N(5000))}
		case 3:
			f.Kind, f.What, f.Who, f.Whom = factwire.Ban, "ban", []factwire.Entity{state(fixed.Uint64N(190))}, []factwire.Entity{firm(fixed.Uint64N(5000))}
			f.About = scopes[rng.IntN(len(scopes))]
		case 4:
			f.Kind, f.Who = factwire.Deadline, []factwire.Entity{state(w.states.Uint64())}
			fixed = rand.New(rand.NewPCG(matter, 1000+uint64(f.Who[0].Code[0])))
			for range 5 { // content words: none is as frequent as those between them
				f.What += w.words[int(50*math.Pow(float64(len(w.words))/50, fixed.Float64()))-1] + " "
			}
		}
		if i > 1 && rng.IntN(2) == 0 {
			f.When = factwire.When{Date: factwire.Date(fmt.Sprintf("20%02d-%02d", 15+fixed.IntN(11), 1+fixed.IntN(12))), Relation: factwire.On}
		}
		f.Evidence = []factwire.Evidence{{Article: a.ID, URL: a.URL, Title: a.Title, Site: a.Site, Published: a.Published, Start: start, End: start + 160, Text: a.Text[start : start+160],
			Spans: map[string][]factwire.Span{"cue": {{start, start + 5}}, "who": {{start + 9, start + 20}}}, Rule: "bench"}}
		e.Facts = append(e.Facts, f)
	}
	return e
}

// BenchmarkScale fills a store with FACTWIRE_SCALE articles (2,000 if it is not set; 200,000 make a million observations), FACTWIRE_SCALE_BATCH
// in a transaction, and reports what articles cost in the first and in the last tenth, what lists cost, and how large the file is. CPU time is
// that of the process by getrusage, with the garbage collector's, and does not depend on what else the machine does; time by the clock does.
func BenchmarkScale(b *testing.B) {
	n := 2000
	if s := os.Getenv("FACTWIRE_SCALE"); s != "" {
		v, err := strconv.Atoi(s)
		if err != nil {
			b.Fatal(err)
		}
		n = v
	}
	for b.Loop() {
		b.StopTimer()
		path := filepath.Join(b.TempDir(), "scale.factwire")
		if dir := os.Getenv("FACTWIRE_SCALE_DIR"); dir != "" {
			path = filepath.Join(dir, "scale.factwire")
			os.Remove(path)
		}
		s, err := store.Open(path, store.Options{})
		if err != nil {
			b.Fatal(err)
		}
		w := newWorld(1)
		const windows = 10
		batch := 16 // as ingest writes them
		if v := os.Getenv("FACTWIRE_SCALE_BATCH"); v != "" {
			if batch, err = strconv.Atoi(v); err != nil || batch < 1 {
				b.Fatalf("FACTWIRE_SCALE_BATCH is %q", v)
			}
		}
		var perArticle [windows]float64
		var heap, cpu [windows]float64
		b.StartTimer()
		for window := range windows {
			spent, used := time.Duration(0), time.Duration(0)
			count := n / windows
			for start := 0; start < count; start += batch {
				var entries []store.Entry
				for i := start; i < min(start+batch, count); i++ {
					entries = append(entries, w.article(window*count+i))
				}
				t0, c0 := time.Now(), cpuTime()
				if _, err := s.Put(entries); err != nil {
					b.Fatal(err)
				}
				spent += time.Since(t0)
				used += cpuTime() - c0
			}
			perArticle[window] = spent.Seconds() * 1e6 / float64(count)
			cpu[window] = used.Seconds() * 1e6 / float64(count)
			runtime.GC()
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			heap[window] = float64(m.HeapAlloc) / 1e6
			if n > 20_000 {
				b.Logf("window %d: %.0f us an article, %.0f us of CPU, heap %.0f MB", window, perArticle[window], cpu[window], heap[window])
			}
		}
		b.StopTimer()
		if _, err := s.AddRun(store.Run{Started: "2026-01-01T00:00:00Z", Ended: "done"}); err != nil {
			b.Fatal(err)
		}
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
		t0 := time.Now()
		if s, err = store.Open(path, store.Options{ReadOnly: true}); err != nil {
			b.Fatal(err)
		}
		opening := time.Since(t0)
		t0 = time.Now()
		facts, all, _, err := s.List(store.Query{}, 50)
		if err != nil {
			b.Fatal(err)
		}
		listing := time.Since(t0)
		t0 = time.Now()
		if _, _, _, err := s.List(store.Query{Kinds: []factwire.Kind{factwire.Ban}, Who: []string{"AB"}}, 50); err != nil {
			b.Fatal(err)
		}
		filtering := time.Since(t0)
		t0 = time.Now()
		most := 0
		for _, f := range facts {
			g, err := s.Fact(f.ID)
			if err != nil {
				b.Fatal(err)
			}
			most = max(most, len(g.Evidence))
		}
		showing := time.Since(t0) / time.Duration(len(facts))
		t0 = time.Now()
		exported := 0
		if err := s.Each(store.Query{}, func(merge.Fact) error {
			exported++
			if exported == 100_000 {
				return errStop
			}
			return nil
		}); err != nil && err != errStop {
			b.Fatal(err)
		}
		rate := float64(exported) / time.Since(t0).Seconds()
		info, err := os.Stat(path)
		if err != nil {
			b.Fatal(err)
		}
		s.Close()
		b.StartTimer()
		b.ReportMetric(perArticle[0], "us/article-first")
		b.ReportMetric(perArticle[windows-1], "us/article-last")
		b.ReportMetric(perArticle[windows-1]/perArticle[0], "last/first")
		b.ReportMetric(cpu[0], "CPU-us/article-first")
		b.ReportMetric(cpu[windows-1], "CPU-us/article-last")
		b.ReportMetric(cpu[windows-1]/cpu[0], "CPU-last/first")
		b.ReportMetric(heap[0], "MB-heap-first")
		b.ReportMetric(heap[windows-1], "MB-heap-last")
		b.ReportMetric(opening.Seconds()*1e3, "ms-open")
		b.ReportMetric(listing.Seconds()*1e3, "ms-list")
		b.ReportMetric(filtering.Seconds()*1e3, "ms-filter")
		b.ReportMetric(showing.Seconds()*1e3, "ms-show")
		b.ReportMetric(float64(most), "reports-shown")
		b.ReportMetric(rate, "facts/s-export")
		b.ReportMetric(float64(all), "facts")
		b.ReportMetric(float64(info.Size())/float64(n), "bytes/article")
	}
}

var errStop = fmt.Errorf("stop")

func cpuTime() time.Duration {
	var r syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &r) != nil {
		return 0
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}
