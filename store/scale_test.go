//go:build unix

package store_test

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"syscall"
	"testing"
	"time"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store"
	"github.com/factwire/factwire/store/merge"
)

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
		batch := 128 // as a long run of ingest writes them
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
