//go:build unix

package feed_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/factwire/factwire/pipeline/fetch/internal/feed"
)

// attacks are feeds that would cost more than their length.
var attacks = map[string]func(n int) string{
	"open comments":    func(n int) string { return open + strings.Repeat("<!--", 4*n) },
	"open cdata":       func(n int) string { return open + strings.Repeat("<![CDATA[", 4*n) },
	"open tags":        func(n int) string { return open + strings.Repeat("<a ", 8*n) },
	"tags closed late": func(n int) string { return open + strings.Repeat("<a ", 8*n) + ">" },
	"open attributes":  func(n int) string { return open + strings.Repeat(`<a b="`, n) },
	"angles":           func(n int) string { return open + strings.Repeat("<", 8*n) },
	"ends":             func(n int) string { return open + strings.Repeat("</a>", n) },
	"ampersands":       func(n int) string { return open + "<item><title>" + strings.Repeat("&", 4*n) },
	"entities": func(n int) string {
		return open + "<item><title>" + strings.Repeat("&amp;amp;", n) + "</title></item></channel></rss>"
	},
	"doctypes":     func(n int) string { return open + strings.Repeat("<!DOCTYPE [", n) },
	"declarations": func(n int) string { return strings.Repeat("<?xml ", n) + open },
	"items": func(n int) string {
		return open + strings.Repeat("<item><title>a</title><link>https://news.example/a</link></item>", n) + "</channel></rss>"
	},
	"entries": func(n int) string {
		return `<feed xmlns="http://www.w3.org/2005/Atom">` + strings.Repeat(`<entry><link href="https://news.example/a"/></entry>`, n) + "</feed>"
	},
	"json items": func(n int) string {
		return `{"version":"https://jsonfeed.org/version/1.1","items":[` + strings.Repeat(`{"id":"1","url":"https://news.example/a"},`, n) + `{}]}`
	},
	"attributes of one element": func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, " a%d='b'", i)
		}
		return open + "<item" + b.String() + "><link>https://news.example/a</link></item></channel></rss>"
	},
	"sections of one title": func(n int) string {
		return open + "<item><title>" + strings.Repeat("<![CDATA[a]]>", n) + "</title><link>https://news.example/a</link></item></channel></rss>"
	},
}

const open = `<?xml version="1.0"?><rss version="2.0"><channel><item><link>https://news.example/1</link></item>`

// Time and memory grow as feeds do, whatever they hold. The bounds are wide, and what is quadratic exceeds them many times.
func TestHostile(t *testing.T) {
	for name, make := range attacks {
		read := func(doc string) (mb float64, cpu time.Duration) {
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			started := used()
			_, _ = feed.Parse(t.Context(), []byte(doc), "https://news.example/feed", "")
			cpu = used() - started
			runtime.ReadMemStats(&after)
			return float64(after.TotalAlloc-before.TotalAlloc) / (1 << 20), cpu
		}
		mb, cpu := read(make(10_000))
		mb4, cpu4 := read(make(40_000))
		if mb4 > 6*mb+8 || mb4 > 200 {
			t.Errorf("%s: %.0f MB, and %.0f for four times the feed", name, mb, mb4)
		}
		if cpu4 > 10*cpu+300*time.Millisecond {
			t.Errorf("%s: %v, and %v for four times the feed", name, cpu, cpu4)
		}
	}
}

// A feed of more items than are read says so, and costs no more than those that are.
func TestManyItems(t *testing.T) {
	for _, name := range []string{"items", "entries", "json items"} {
		doc := []byte(attacks[name](200_000))
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		f, err := feed.Parse(t.Context(), doc, "https://news.example/feed", "")
		runtime.ReadMemStats(&after)
		if err != nil || !f.Cut || len(f.Items) < feed.MaxItems-1 || len(f.Items) > feed.MaxItems {
			t.Errorf("%s: %d items, cut %v, %v", name, len(f.Items), f.Cut, err)
		}
		if mb := (after.TotalAlloc - before.TotalAlloc) >> 20; mb > 200 {
			t.Errorf("%s: %d MB", name, mb)
		}
	}
}

// A feed that is being read ends with its context.
func TestContext(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := feed.Parse(ctx, []byte(rss), "https://example.com/", ""); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// used is the processor's time of the process.
func used() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
