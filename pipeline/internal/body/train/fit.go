package main

import (
	"fmt"
	"hash/fnv"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/factwire/factwire/internal/boost"
	"github.com/factwire/factwire/pipeline/internal/body"
)

// model is what was learned.
type model struct {
	words  string
	scores [2][]*boost.Tree
}

func (m model) String() string {
	names, _ := body.FeatureNames()
	var b strings.Builder
	b.WriteString("# Made by the program in the folder train. Do not edit.\n")
	b.WriteString(m.words)
	for k, trees := range m.scores {
		for _, t := range trees {
			fmt.Fprintf(&b, "tree%d", k+1)
			write(&b, t, names)
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// weights of a page's blocks: together much the same for each page.
func weights(p *page) []float32 {
	out := make([]float32, len(p.labels))
	total := 0.0
	for i := range out {
		w := float64(p.sample.Features(i)[0])
		out[i] = float32(math.Exp2(w / 2))
		total += float64(out[i])
	}
	scale := 100 / max(1, total)
	if p.Body == "" {
		scale *= 0.4
	}
	for i := range out {
		out[i] *= float32(scale)
	}
	return out
}

func table(pages []*page, n int) boost.Rows {
	r := boost.Rows{Columns: make([][]float32, n)}
	for _, p := range pages {
		w := weights(p)
		for i, l := range p.labels {
			if l < 0 {
				continue
			}
			f := p.sample.Features(i)
			for k := range n {
				r.Columns[k] = append(r.Columns[k], f[k])
			}
			r.Label = append(r.Label, l)
			r.Weight = append(r.Weight, w[i])
		}
	}
	return r
}

func rescore(pages []*page, trees []*boost.Tree) {
	for _, p := range pages {
		if p.labels == nil {
			continue
		}
		p.sample.Rescore(scores(p, trees))
	}
}

func scores(p *page, trees []*boost.Tree) []float32 {
	out := make([]float32, len(p.labels))
	for i := range out {
		f := p.sample.Features(i)
		s := 0.0
		for _, t := range trees {
			s += t.At(func(k int) float32 { return f[k] })
		}
		out[i] = float32(s)
	}
	return out
}

var (
	firstOptions  = boost.Options{Trees: 80, Depth: 4, Rate: 0.12, Ridge: 2, Least: 2, Rows: 0.6, Columns: 0.35}
	secondOptions = boost.Options{Trees: 80, Depth: 4, Rate: 0.1, Ridge: 2, Least: 2, Rows: 0.6, Columns: 0.35}
)

// learn learns from pages whose article is known, then lets what was learned label those of which only phrases are known, and
// learns from all of which these labels say no phrase wrong.
func learn(pages []*page) model {
	var whole []*page
	for _, p := range pages {
		if p.Body != "" {
			whole = append(whole, p)
		}
	}
	m := learnFrom(whole)
	look(pages, m.String())
	var all []*page
	for _, p := range pages {
		if p.labels == nil {
			continue
		}
		if p.Body != "" {
			all = append(all, p)
		} else if believe(p) {
			all = append(all, p)
		}
	}
	words := m.words
	m = fit(all)
	m.words = words
	return m
}

// believe labels a page by the model; ok tells that the phrases agree.
func believe(p *page) (ok bool) {
	keep := p.sample.Choose()
	var b strings.Builder
	for i, k := range keep {
		p.labels[i] = 0
		if k {
			p.labels[i] = 1
			b.WriteString(p.sample.Blocks()[i].Text)
			b.WriteString("\n")
		}
	}
	text := b.String()
	if len(text) < 400 {
		return false
	}
	for _, w := range p.With {
		if !strings.Contains(text, w) {
			return false
		}
	}
	for _, w := range p.Without {
		if strings.Contains(text, w) {
			return false
		}
	}
	return true
}

func learnFrom(pages []*page) model {
	look(pages, "")
	words := names(pages)
	look(pages, words)
	m := fit(pages)
	m.words = words
	return m
}

// fit learns both scorers from labelled pages.
func fit(pages []*page) model {
	var m model
	all, first := body.FeatureNames()
	// The second scorer learns from what a first one says of pages that it does not know.
	third := func(k int) (in, not []*page) {
		for _, p := range pages {
			h := fnv.New32a()
			h.Write([]byte(p.Publisher))
			if int(h.Sum32()>>7)%3 == k {
				in = append(in, p)
			} else {
				not = append(not, p)
			}
		}
		return in, not
	}
	for k := range 3 {
		in, not := third(k)
		rescore(in, boost.Learn(table(not, first), firstOptions))
	}
	m.scores[1] = boost.Learn(table(pages, len(all)), secondOptions)
	m.scores[0] = boost.Learn(table(pages, first), firstOptions)
	return m
}

// names learns what the names of elements speak for: over publishers, the share of text below them that is the article's.
func names(pages []*page) string {
	type count struct{ in, all float64 }
	perName := map[string]map[string]*count{}
	var in, total float64
	for _, p := range pages {
		if p.Body == "" {
			continue
		}
		w := weights(p)
		for i, l := range p.labels {
			in += float64(l * w[i])
			total += float64(w[i])
			around, _ := p.sample.Around(i)
			seen := map[string]bool{}
			for _, list := range around {
				for _, n := range list {
					if seen[n] {
						continue
					}
					seen[n] = true
					if perName[n] == nil {
						perName[n] = map[string]*count{}
					}
					c := perName[n][p.Publisher]
					if c == nil {
						c = &count{}
						perName[n][p.Publisher] = c
					}
					c.in += float64(l * w[i])
					c.all += float64(w[i])
				}
			}
		}
	}
	prior := in / total
	var lines []string
	for n, pubs := range perName {
		if len(pubs) < 5 {
			continue
		}
		keys := make([]string, 0, len(pubs))
		for k := range pubs {
			keys = append(keys, k)
		}
		slices.Sort(keys)
		const steady = 3
		sum, all := prior*steady, float64(steady)
		for _, k := range keys {
			sum += pubs[k].in / pubs[k].all
			all++
		}
		share := sum / all
		x := math.Log(share/(1-share)) - math.Log(prior/(1-prior))
		if math.Abs(x) < 0.5 {
			continue
		}
		lines = append(lines, fmt.Sprintf("word %s %.1f\n", n, x))
	}
	slices.Sort(lines)
	return strings.Join(lines, "")
}

// write prints a tree in preorder, as the table holds it.
func write(b *strings.Builder, t *boost.Tree, names []string) {
	if t.Below == nil {
		fmt.Fprintf(b, " %.3g", t.Value)
		return
	}
	fmt.Fprintf(b, " %s<%s", names[t.Feature], strconv.FormatFloat(float64(t.Threshold), 'g', 3, 32))
	write(b, t.Below, names)
	write(b, t.Other, names)
}
