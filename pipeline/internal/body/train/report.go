package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

type result struct {
	page         *page
	p, r         float64
	some, wanted bool
	keep         []bool
}

func test(pages []*page, table string) []result {
	look(pages, table)
	var out []result
	for _, p := range pages {
		if p.Body == "" {
			continue
		}
		r := result{page: p}
		var b strings.Builder
		if p.labels != nil {
			r.keep = p.sample.Choose()
		}
		for i, keep := range r.keep {
			if keep {
				b.WriteString(p.sample.Blocks()[i].Text)
				b.WriteString("\n\n")
			}
		}
		r.p, r.r, r.some, r.wanted = measure(p.Body, b.String())
		out = append(out, r)
	}
	return out
}

// shown says how many of the worst pages are told, and where their blocks are listed.
type shown struct {
	n      int
	folder string
}

// list writes the blocks of a page.
func (s shown) list(r result) error {
	if s.folder == "" {
		return nil
	}
	var b strings.Builder
	for i, keep := range r.keep {
		names, _ := r.page.sample.Around(i)
		bl := r.page.sample.Blocks()[i]
		first, second := r.page.sample.Scores(i)
		fmt.Fprintf(&b, "%d right=%.0f %v %+.1f %+.1f kind=%d/%d %s | %.120s\n", i, r.page.labels[i], keep, first, second, bl.Kind, bl.Level, strings.Join(slices.Concat(names[:min(3, len(names))]...), " "), bl.Text)
	}
	return os.WriteFile(filepath.Join(s.folder, strings.ReplaceAll(r.page.ID, "/", "_")), []byte(b.String()), 0o644)
}

func report(results []result, show shown) {
	slices.SortStableFunc(results, func(a, b result) int { return strings.Compare(a.page.Set+a.page.ID, b.page.Set+b.page.ID) })
	sets := map[string][]result{}
	for _, r := range results {
		sets[r.page.Set] = append(sets[r.page.Set], r)
	}
	for _, set := range []string{"s", "f"} {
		var p, r, np, nr float64
		low := 0
		list := sets[set]
		for _, x := range list {
			if x.some {
				p, np = p+x.p, np+1
			}
			if x.wanted {
				r, nr = r+x.r, nr+1
			}
			if f1(x) < 0.5 {
				low++
			}
		}
		p, r = p/max(1, np), r/max(1, nr)
		fmt.Printf("%s: %d pages, precision %.4f, recall %.4f, F1 %.4f; below .5: %d\n", set, len(list), p, r, 2*p*r/(p+r), low)
		slices.SortStableFunc(list, func(a, b result) int {
			if f1(a) < f1(b) {
				return -1
			}
			return 1
		})
		for i := range min(show.n, len(list)) {
			if err := show.list(list[i]); err != nil {
				fmt.Fprintln(os.Stderr, "train:", err)
			}
			fmt.Printf("    %.3f P%.2f R%.2f %s\n", f1(list[i]), list[i].p, list[i].r, list[i].page.ID)
		}
	}
}

func f1(r result) float64 {
	if r.p+r.r == 0 {
		return 0
	}
	return 2 * r.p * r.r / (r.p + r.r)
}
