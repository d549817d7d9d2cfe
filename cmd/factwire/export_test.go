package main

import (
	"bytes"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestExportIsTheSame ingests the bundled articles once and twice, in order and in reverse, by one worker and by eight: all
// exports are the same bytes, and so is what extract prints.
func TestExportIsTheSame(t *testing.T) {
	articles, err := filepath.Glob("../../testdata/articles/*.txt")
	if err != nil || len(articles) == 0 {
		t.Fatalf("no bundled articles: %v", err)
	}
	reverse := slices.Clone(articles)
	slices.Reverse(reverse)
	dir := t.TempDir()
	stores := 0
	build := func(workers int, runs ...[]string) string {
		stores++
		path := filepath.Join(dir, fmt.Sprint(stores, ".db"))
		for _, names := range runs {
			output(t, append([]string{"ingest", "--quiet", "--workers", fmt.Sprint(workers), "--store", path}, names...)...)
		}
		return path
	}
	for _, format := range []string{"csv", "jsonl"} {
		want := output(t, "export", "--format", format, "--store", build(1, articles))
		if bytes.Count(want, []byte("\n")) < 50 {
			t.Fatalf("few facts: %s", want)
		}
		if testing.Short() { // as many processes as the race detector is patient with
			if got := output(t, "export", "--format", format, "--store", build(8, reverse)); !bytes.Equal(got, want) {
				t.Errorf("%s: the export differs:\n%s", format, firstDifference(string(got), string(want)))
			}
			continue
		}
		for name, path := range map[string]string{
			"eight workers": build(8, articles), "reverse order": build(1, reverse), "reverse order, eight workers": build(8, reverse),
			"twice": build(8, articles, articles), "again in reverse": build(1, articles, reverse), "one by one": build(2, reverse[:3], articles[2:9], articles),
		} {
			if got := output(t, "export", "--format", format, "--store", path); !bytes.Equal(got, want) {
				t.Errorf("%s, %s: the export differs:\n%s", name, format, firstDifference(string(got), string(want)))
			}
		}
	}
	one := output(t, append([]string{"extract", "--format", "jsonl", "--workers", "1"}, articles...)...)
	eight := output(t, append([]string{"extract", "--format", "jsonl", "--workers", "8"}, articles...)...)
	if !bytes.Equal(one, eight) {
		t.Errorf("extract differs by the number of workers:\n%s", firstDifference(string(eight), string(one)))
	}
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range g {
		if i >= len(w) || g[i] != w[i] {
			return fmt.Sprintf("line %d: got %s\nwant %s", i+1, g[i], strings.Join(w[min(i, len(w)):min(i+1, len(w))], ""))
		}
	}
	return "lines are missing"
}
