package main

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// typed runs one command line and returns what it prints.
func typed(t *testing.T, in string, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	a := &app{in: strings.NewReader(in), out: &out, err: &errs, now: time.Now, env: func(string) string { return "" }}
	if code := a.run(context.Background(), args); code != exitDone && code != exitPartial {
		t.Fatalf("factwire %s: exit code %d: %s", strings.Join(args, " "), code, errs.String())
	}
	return out.String()
}

// byteSorted is LC_ALL=C sort.
func byteSorted(parts ...string) string {
	return strings.Join(slices.Sorted(strings.Lines(strings.Join(parts, ""))), "")
}

// TestObserveMerge wants the facts of 'ingest' and 'export' from 'observe', a sort and 'merge', over the bundled articles as files, records
// and a web archive: shuffled, split, some of them twice, one of them in two versions, with inputs that are no articles.
func TestObserveMerge(t *testing.T) {
	if testing.Short() {
		t.Skip("it loads the model a dozen times, which the race detector makes ten times slower")
	}
	dir := t.TempDir()
	files, err := filepath.Glob("../../testdata/articles/*.txt")
	if err != nil || len(files) < 10 {
		t.Fatalf("%d articles: %v", len(files), err)
	}
	write := func(name, text string) string {
		name = filepath.Join(dir, name)
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return name
	}
	page := "<html><title>Riga bars Halvik</title><body><article><h1>Riga bars Halvik</h1><p>Latvia has banned Halvik from its ports on Tuesday, the government said.</p>" + strings.Repeat("<p>The harbour lay quiet in the morning, and the cranes did not move at all for hours.</p>", 8) + "</article></body></html>"
	response := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
	archive := write("crawl.warc", fmt.Sprintf("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://press.example/riga\r\nWARC-Date: 2024-05-07T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", len(response), response))
	files = append(files, archive,
		write("one.jsonl", `{"url":"https://a.example/1","published":"2024-05-01","text":"Norway has banned Halvik from its networks."}`+"\n{broken\n"),
		write("two.jsonl", `{"url":"https://a.example/1","published":"2024-05-02","text":"Norway has banned Torrin from its networks."}`+"\n"),
		write("empty.txt", ""))
	typed(t, "", append([]string{"ingest", "--quiet", "--store", filepath.Join(dir, "a.db")}, files...)...)
	want := typed(t, "", "export", "--store", filepath.Join(dir, "a.db"), "--format", "jsonl")
	if strings.Count(want, "\n") < 100 || strings.Contains(want, `"name":"Halvik","type":"company"}],"what":"ban","about":"networks"`) || !strings.Contains(want, "press.example") {
		t.Fatalf("the store holds something else: %s", want)
	}
	for seed := range uint64(2) {
		rng := rand.New(rand.NewPCG(seed, 1))
		rng.Shuffle(len(files), func(i, j int) { files[i], files[j] = files[j], files[i] })
		var parts []string
		for _, some := range [][]string{files[:9], files[9:], files[5:8]} {
			parts = append(parts, typed(t, "", append([]string{"observe", "--quiet"}, some...)...))
		}
		if got := typed(t, byteSorted(parts...), "merge"); got != want {
			t.Errorf("seed %d: merge prints\n%s\nand export\n%s", seed, got, want)
		}
		if got := typed(t, byteSorted(parts...), "merge", "--unsorted"); byteSorted(got) != byteSorted(want) {
			t.Errorf("seed %d: merge --unsorted prints other facts", seed)
		}
	}
	// records of standard input in any order: nothing tells which version was read later
	one := `{"url":"https://a.example/1","published":"2024-05-01","text":"Norway has banned Halvik from its networks, for good."}` + "\n"
	two := `{"url":"https://a.example/1","published":"2024-05-02","text":"Norway has banned Torrin from its networks."}` + "\n"
	var stores []string
	for i, in := range []string{one + two, two + one + two} {
		name := filepath.Join(dir, fmt.Sprintf("in%d.db", i))
		typed(t, in, "ingest", "--quiet", "--store", name, "-")
		stores = append(stores, typed(t, "", "export", "--store", name, "--format", "jsonl"))
	}
	if got := typed(t, byteSorted(typed(t, one+two, "observe", "--quiet", "-")), "merge"); !strings.Contains(got, "Torrin") || got != stores[0] || got != stores[1] {
		t.Errorf("records in another order give other facts:\n%s\n%s", got, strings.Join(stores, "\n"))
	}
	// standard input, also as a web archive
	lines := typed(t, "", append([]string{"observe", "--quiet"}, slices.DeleteFunc(slices.Clone(files), func(f string) bool { return f == archive })...)...)
	warc, err := os.ReadFile(archive)
	if err != nil {
		t.Fatal(err)
	}
	placed := regexp.MustCompile(`"origin":"[^"]*",`)
	got := typed(t, byteSorted(lines, typed(t, string(warc), "observe", "--quiet", "-")), "merge")
	if placed.ReplaceAllString(got, "") != placed.ReplaceAllString(want, "") {
		t.Error("an archive on standard input gives other facts")
	}
	lines = byteSorted(lines, typed(t, "", "observe", "--quiet", archive))
	made := filepath.Join(dir, "b.db")
	typed(t, lines, "import", "--quiet", "--store", made, "-")
	if got := typed(t, "", "export", "--store", made, "--format", "jsonl"); got != want {
		t.Error("the store that import makes of the lines holds other facts")
	}
	if got := typed(t, "", "runs", "--store", made, "--rejected"); strings.Count(got, "empty.txt") == 0 || strings.Count(got, "one.jsonl") == 0 {
		t.Errorf("the inputs that are no articles are lost: %s", got)
	}
}
