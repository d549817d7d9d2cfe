package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestLinks holds every link of a document to a file, and to a heading in it, that there are.
func TestLinks(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)#]*)(?:#([^)]*))?\)`)
	found := 0
	for _, name := range append(documents(t), "../../ARCHITECTURE.md", "../../CHANGELOG.md") {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range link.FindAllStringSubmatch(string(data), -1) {
			if strings.Contains(m[1], "://") {
				continue
			}
			found++
			target := name
			if m[1] != "" {
				target = filepath.Join(filepath.Dir(name), m[1])
			}
			text, err := os.ReadFile(target)
			if err != nil {
				t.Errorf("%s: the link to %s leads nowhere: %v", filepath.Base(name), m[1], err)
				continue
			}
			if m[2] != "" && !anchors(string(text))[m[2]] {
				t.Errorf("%s: %s has no heading #%s", filepath.Base(name), filepath.Base(target), m[2])
			}
		}
	}
	if found < 10 {
		t.Errorf("only %d links found", found)
	}
}

// anchors returns the headings as a link names them: small letters, hyphens for spaces, no other signs.
func anchors(text string) map[string]bool {
	signs := regexp.MustCompile(`[^a-z0-9 -]`)
	out := map[string]bool{}
	for l := range strings.SplitSeq(text, "\n") {
		if heading, ok := strings.CutPrefix(strings.TrimLeft(l, "#"), " "); ok && strings.HasPrefix(l, "#") {
			out[strings.ReplaceAll(signs.ReplaceAllString(strings.ToLower(heading), ""), " ", "-")] = true
		}
	}
	return out
}
