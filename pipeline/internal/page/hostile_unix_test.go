//go:build unix

package page_test

import (
	"fmt"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/factwire/factwire/pipeline/internal/page"
)

const (
	head  = `<!DOCTYPE html><html lang="en"><head><title>A page</title></head><body>`
	story = `<p>The Harbour Authority of Port Selwyn barred the tugs of Corvane Marine from its docks on Monday, after two collisions.</p>`
)

// attacks are pages that would grow faster than they are long.
var attacks = map[string]func(n int) string{
	"attributes of one element": func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, " a%d=b", i)
		}
		return head + "<div" + b.String() + ">" + story + "</div>"
	},
	"formatting never closed": func(n int) string {
		var b strings.Builder
		for i := range 200 {
			fmt.Fprintf(&b, "<font a=%d>", i)
		}
		return head + "<p>" + b.String() + "</p>" + strings.Repeat("<p>x</p>", n)
	},
	"elements":        func(n int) string { return head + strings.Repeat("<p>a", 4*n) },
	"nested elements": func(n int) string { return head + strings.Repeat("<div>", n) + story },
	"rows":            func(n int) string { return head + "<table>" + strings.Repeat("<tr><td>a", n) },
	"open comments":   func(n int) string { return head + story + strings.Repeat("<!--", n) },
	"angles":          func(n int) string { return head + story + strings.Repeat("<", n) },
	"quotation marks": func(n int) string { return head + "<p>" + strings.Repeat(`"`, 8*n) },
	"block quotations": func(n int) string {
		return head + story + strings.Repeat("<blockquote>We have waited long enough for the repairs</blockquote>", n/8)
	},
	"times": func(n int) string {
		return head + story + strings.Repeat(`<section><time datetime="2026-05-06T16:45:00Z"></time><p>Eastmere barred Corvane Marine today of all days.</p></section>`, n/8)
	},
	"times alone": func(n int) string {
		return head + story + strings.Repeat(`<p><time datetime="2026-05-06T16:45:00Z">a</time></p>`, n)
	},
	"tables": func(n int) string {
		return head + story + strings.Repeat("<table><tr><td>a<td>b<tr><td>c<td>d</table>", n/8)
	},
	"figures of quotations": func(n int) string {
		return head + story + strings.Repeat("<figure><blockquote>a b c</blockquote><figcaption>d</figcaption></figure>", n/8)
	},
	"captions": func(n int) string {
		return head + story + strings.Repeat("<figcaption>a</figcaption>", n) + "<p>a b c d.</p>"
	},
	"lines of times": func(n int) string {
		return head + story + strings.Repeat("<li><span>2 April 2026 14:20</span><p>Eastmere barred the tugs today of all days.</p></li>", n/8)
	},
	"teasers": func(n int) string {
		return head + story + strings.Repeat("<div><h3>Read more</h3><p>Eastmere barred Corvane Marine today.</p></div>", n/8)
	},
	"names of a class": func(n int) string { return head + `<div class="` + strings.Repeat("a-", n) + `">` + story },
	"linked data": func(n int) string {
		return head + `<script type="application/ld+json">` + strings.Repeat("[", n) + `</script>` + story
	},
	"a comment in a script": func(n int) string {
		return head + story + "<script><!--" + strings.Repeat("<!--<script><", n) + "-->"
	},
	"comments that end the other way": func(n int) string { return head + story + strings.Repeat("<!--a--!>", n) },
	"empty lines":                     func(n int) string { return head + "<pre>" + strings.Repeat("a\n\n", n) },
	"closed at once":                  func(n int) string { return head + story + strings.Repeat("<script/>", n) },
	"drawings":                        func(n int) string { return head + story + strings.Repeat("<svg><path d=a></svg>", n/4) },
	"drawings never closed":           func(n int) string { return head + story + strings.Repeat("<svg><path d=a>", n/100) },
	"formatting that an attribute closes": func(n int) string {
		var b strings.Builder
		for i := range 200 {
			fmt.Fprintf(&b, `<font a=%d><br b="</font>">`, i)
		}
		return head + "<p>" + b.String() + "</p>" + strings.Repeat("<p>x</p>", n)
	},
	"scripts":           func(n int) string { return head + story + strings.Repeat("<script>", n) + strings.Repeat("</", n) },
	"entities":          func(n int) string { return head + "<p>" + strings.Repeat("&amp;amp;", n) },
	"dates":             func(n int) string { return head + story + strings.Repeat("<p>1.2.3.4.5.6.7.8 2026</p>", n/8) },
	"inline in another": func(n int) string { return head + story + strings.Repeat("<x-a>a", n) },
}

// Memory and time grow as pages do, whatever they hold. Memory is all that is asked for, also what is given back at once; time that of the
// processor; the bounds are wide, and what is quadratic exceeds them many times.
func TestHostile(t *testing.T) {
	for name, make := range attacks {
		small, big := make(5_000), make(20_000)
		read := func(doc string) (mb float64, cpu time.Duration) {
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			started := used()
			_, _ = page.Read([]byte(doc), "https://news.example/a", page.Hint{}, time.Time{}, nil)
			cpu = used() - started
			runtime.ReadMemStats(&after)
			return float64(after.TotalAlloc-before.TotalAlloc) / (1 << 20), cpu
		}
		mb, cpu := read(small)
		mb4, cpu4 := read(big)
		if mb4 > 6*mb+8 || mb4 > 500 {
			t.Errorf("%s: %.0f MB, and %.0f for four times the page", name, mb, mb4)
		}
		if cpu4 > 10*cpu+300*time.Millisecond {
			t.Errorf("%s: %v, and %v for four times the page", name, cpu, cpu4)
		}
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
