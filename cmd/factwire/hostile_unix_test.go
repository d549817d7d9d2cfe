//go:build unix

package main

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// hostile are files that would cost more than their length: of a name, some n bytes.
var hostile = []struct {
	name string
	make func(n int) string
}{
	{"straight.txt", func(n int) string { return strings.Repeat(`"`, n) }},
	{"curly.txt", func(n int) string { return strings.Repeat("“", n/3) }},
	{"brackets.txt", func(n int) string { return strings.Repeat("(", n) }},
	{"square.txt", func(n int) string { return strings.Repeat("[", n) }},
	{"commas.txt", func(n int) string { return strings.Repeat(",", n) }},
	{"apart.txt", func(n int) string { return strings.Repeat(`" `, n/2) }},
	{"prose.txt", func(n int) string {
		const s = "The Harbour Authority of Port Selwyn barred the tugs of Corvane Marine from its docks on Monday. “We cannot wait,” said Ingrid Solberg, the minister.\n\n"
		return strings.Repeat(s, n/len(s)/4)
	}},
	{"attributes.html", func(n int) string {
		var b strings.Builder
		for i := range n / 10 {
			fmt.Fprintf(&b, " a%d=b", i)
		}
		return `<!DOCTYPE html><html lang="en"><head><title>Tugs</title></head><body><div` + b.String() + `><p>The Harbour Authority of Port Selwyn barred the tugs of Corvane Marine from its docks on Monday, after two collisions.</p></div>`
	}},
	{"lines.html", func(n int) string {
		return `<!DOCTYPE html><html lang="en"><head><title>Tugs</title></head><body><pre>` + strings.Repeat("a\n\n", n/3)
	}},
	{"cells.csv", func(n int) string { return "text,title\n" + strings.Repeat(",", n) }},
	{"refused.jsonl", func(n int) string {
		return strings.Repeat(`{"text": "The Harbour Authority of Port Selwyn barred the tugs of Corvane Marine on Monday.", }`+"\n", n/100)
	}},
}

// cost runs the program and returns the processor's time that it took and the most memory that it had, in MB.
func cost(t *testing.T, args ...string) (cpu time.Duration, mb int64) {
	t.Helper()
	cmd := command(t, args...)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	if err := cmd.Run(); err != nil && cmd.ProcessState.ExitCode() != exitPartial {
		t.Fatalf("%s: %v\n%.300s", args, err, errs.Bytes())
	}
	used := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	return cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), used.Maxrss >> 10
}

// TestHostileFiles reads what was made to hurt, once and twice as long: the time that it takes beyond that of an empty
// file doubles, and the memory has a bound. FACTWIRE_HOSTILE=7000000 tells a length other than the quick one.
func TestHostileFiles(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a quarter of a minute of a processor")
	}
	length := 600_000
	if _, err := fmt.Sscan(os.Getenv("FACTWIRE_HOSTILE"), &length); err == nil {
		t.Logf("%d bytes", length)
	}
	dir := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	start, _ := cost(t, "extract", file("start.txt", "The harbour was quiet.\n"))
	for _, h := range hostile {
		once, mb := cost(t, "extract", "--quiet", file(h.name, h.make(length/2)))
		twice, mb2 := cost(t, "extract", "--quiet", file(h.name, h.make(length)))
		once, twice = max(once-start, 0), max(twice-start, 0)
		t.Logf("%-16s %7.2f s, %7.2f s for twice the length; %d MB, %d MB", h.name, once.Seconds(), twice.Seconds(), mb, mb2)
		if twice > 3*once+500*time.Millisecond {
			t.Errorf("%s: %v, and %v for twice the length", h.name, once, twice)
		}
		for try := 0; mb2 > 300 && try < 2; try++ { // on a busy machine the collector comes late
			_, mb := cost(t, "extract", "--quiet", file(h.name, h.make(length)))
			mb2 = min(mb, mb2)
		}
		if mb2 > 300 {
			t.Errorf("%s: %d MB", h.name, mb2)
		}
	}
}

// TestHostileFeeds reads feeds of the same kind from a server on loopback.
func TestHostileFeeds(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some seconds of a processor")
	}
	const head = `<?xml version="1.0"?><rss version="2.0"><channel><title>N</title>`
	feeds := map[string]string{
		"items":    head + strings.Repeat("<item><title>a</title><link>http://a.bc/</link></item>", 200_000) + "</channel></rss>",
		"comments": head + strings.Repeat("<!--", 4<<20), "cdata": head + strings.Repeat("<![CDATA[", 1<<20), "tags": head + strings.Repeat("<a ", 4<<20),
	}
	var now string
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/rss+xml")
		fmt.Fprint(w, now)
	}))
	defer s.Close()
	dir := t.TempDir()
	config := filepath.Join(dir, "factwire.yaml")
	text := fmt.Sprintf("sources:\n  - {name: feed, feed: %q, allow: [127.0.0.0/8], ignore_robots: true, include: [nothing]}\nfetch: {every: 1ms, retries: -1}\n", s.URL+"/feed")
	if err := os.WriteFile(config, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	for name, feed := range feeds {
		now = feed
		cpu, mb := cost(t, "ingest", "--quiet", "--config", config, "--store", filepath.Join(dir, name+".db"), "--refetch")
		t.Logf("%-10s %d MB: %7.2f s, %d MB", name, len(feed)>>20, cpu.Seconds(), mb)
		if mb > 300 || cpu > 15*time.Second {
			t.Errorf("%s: %v, %d MB", name, cpu, mb)
		}
	}
}
