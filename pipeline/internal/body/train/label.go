package main

import (
	"math"
	"regexp"
	"slices"
	"strings"

	"github.com/factwire/factwire/pipeline/internal/body"
)

var token = regexp.MustCompile(`[\p{L}\p{N}_]+`)

// shingles counts each four words in a row, as scrapinghub's benchmark does.
func shingles(s string) map[string]int {
	t := token.FindAllString(s, -1)
	out := map[string]int{}
	for i := 0; i < max(1, len(t)-3) && len(t) > 0; i++ {
		out[strings.Join(t[i:min(i+4, len(t))], " ")]++
	}
	return out
}

// measure returns precision and recall of a text against the right one.
func measure(want, got string) (p, r float64, some, wanted bool) {
	w, g := shingles(want), shingles(got)
	var hit, all, right int
	for k, n := range g {
		all += n
		hit += min(n, w[k])
	}
	for _, n := range w {
		right += n
	}
	if all == 0 && right == 0 {
		return 1, 1, false, false
	}
	return float64(hit) / float64(max(1, all)), float64(hit) / float64(max(1, right)), all > 0, right > 0
}

// label says which blocks are the article's: 1 or 0, and -1 where the page does not tell.
func label(p page, s body.Sample) []float32 {
	blocks := s.Blocks()
	out := make([]float32, len(blocks))
	if p.Body == "" {
		for i, b := range blocks {
			out[i] = -1
			for _, w := range p.With {
				if len(w) > 8 && strings.Contains(b.Text, w) {
					out[i] = 1
				}
			}
			for _, w := range p.Without {
				if strings.Contains(b.Text, w) {
					out[i] = 0
				}
			}
		}
		return out
	}
	want := shingles(p.Body)
	lines := map[string]bool{}
	for l := range strings.Lines(p.Body) {
		lines[strings.Join(token.FindAllString(l, -1), " ")] = true
	}
	// Where the same words stand more than once on a page, the article's are those among most of the article's others.
	parts := make([]map[string]int, len(blocks))
	mass := map[int]float64{}
	for i, b := range blocks {
		parts[i] = shingles(b.Text)
		hit := 0
		for k, n := range parts[i] {
			hit += min(n, want[k])
		}
		_, around := s.Around(i)
		for k := 1; k < len(around) && k < 5; k++ {
			mass[around[k]] += float64(hit)
		}
	}
	order := make([]int, len(blocks))
	weight := make([]float64, len(blocks))
	for i := range blocks {
		order[i] = i
		_, around := s.Around(i)
		for k := 1; k < len(around) && k < 5; k++ {
			weight[i] = max(weight[i], mass[around[k]]/math.Pow(1.3, float64(k)))
		}
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case weight[a] > weight[b]:
			return -1
		case weight[a] < weight[b]:
			return 1
		}
		return 0
	})
	for _, i := range order {
		hit, all := 0, 0
		for k, n := range parts[i] {
			m := min(n, want[k])
			hit, all = hit+m, all+n
		}
		t := token.FindAllString(blocks[i].Text, 5)
		if len(t) < 4 {
			if lines[strings.Join(t, " ")] {
				out[i] = 1
			}
			continue
		}
		if all > 0 && hit*2 >= all {
			out[i] = 1
			for k, n := range parts[i] {
				want[k] -= min(n, want[k])
			}
		}
	}
	return out
}
