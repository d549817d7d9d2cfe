// Command train learns the weights by which package body finds articles on web pages.
//
//	pages.py SCRAPINGHUB FUNDUS TRAFILATURA
//	go run ./pipeline/article/body/train -pages pages.jsonl -o pipeline/article/body/weights.txt
//
// The script beside this file makes the file of three annotated collections. Each line of it is a page: "file" and "url", "publisher", and the article as
// "body", or phrases that are "with" and "without" it. A fifth of the publishers, by their names' hashes, is held out: nothing is
// learned from them. With -cross, five models are learned, each without one fifth of the publishers, and the figures are those of
// all pages, each read by the model that does not know its publisher.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"hash/fnv"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/factwire/factwire/pipeline/article/body"
	articlepage "github.com/factwire/factwire/pipeline/article/page"
)

// page is a page with what is known of its article.
type page struct {
	Set, ID, File, URL, Publisher, Body string
	With, Without                       []string

	doc    []byte
	sample body.Sample
	labels []float32
}

// folds is into how many parts the publishers fall.
const folds = 5

func (p *page) fold() int {
	h := fnv.New32a()
	h.Write([]byte(p.Publisher))
	return int(h.Sum32()>>3) % folds
}

func main() {
	pages := flag.String("pages", "", "the `file` of pages")
	out := flag.String("o", "", "the `file` of weights to write")
	models := flag.String("models", "", "with -cross, the `folder` in which the five models are kept, or found")
	cross := flag.Bool("cross", false, "measure on all publishers, each by a model that does not know it")
	show := flag.Int("show", 0, "how many of the worst pages to show")
	trace := flag.String("trace", "", "the `folder` for a list of each worst page's blocks: what is right, the two scores, the text")
	flag.Parse()
	if err := run(*pages, *out, *models, *cross, shown{*show, *trace}); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(file, out, models string, cross bool, show shown) error {
	all, err := load(file)
	if err != nil {
		return err
	}
	if cross {
		var results []result
		for k := range folds {
			in, not := part(all, k)
			table, err := known(models, k, not)
			if err != nil {
				return err
			}
			results = append(results, test(in, table)...)
		}
		report(results, show)
		return nil
	}
	heldOut, in := part(all, 0)
	m := learn(in).String()
	if out != "" {
		if err := os.WriteFile(out, []byte(m), 0o644); err != nil {
			return err
		}
	}
	fmt.Println("learned from:")
	report(test(in, m), shown{})
	fmt.Println("held out:")
	report(test(heldOut, m), show)
	return nil
}

// known returns the model that knows not the publishers of part k: the one that is kept, or it is learned.
func known(folder string, k int, pages []*page) (string, error) {
	name := filepath.Join(folder, fmt.Sprintf("weights%d.txt", k))
	if folder != "" {
		if data, err := os.ReadFile(name); err == nil {
			return string(data), nil
		}
	}
	table := learn(pages).String()
	if folder == "" {
		return table, nil
	}
	return table, os.WriteFile(name, []byte(table), 0o644)
}

// part returns the pages of the publishers of a part, and all others.
func part(all []*page, k int) (in, not []*page) {
	for _, p := range all {
		if p.fold() == k {
			in = append(in, p)
		} else {
			not = append(not, p)
		}
	}
	return in, not
}

func load(file string) ([]*page, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []*page
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		p := &page{}
		if err := json.Unmarshal(lines.Bytes(), p); err != nil {
			return nil, err
		}
		if p.doc, err = os.ReadFile(filepath.Join(filepath.Dir(file), p.File)); err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, lines.Err()
}

// look reads the pages with the weights of names, and labels their blocks.
func look(pages []*page, words string) {
	var wait sync.WaitGroup
	for k := range 2 {
		wait.Add(1)
		go func() {
			defer wait.Done()
			for i := k; i < len(pages); i += 2 {
				p := pages[i]
				root, hint, err := articlepage.Look(p.doc, p.URL)
				if err != nil {
					p.sample = body.Sample{}
					p.labels = nil
					continue
				}
				p.sample, _ = body.Learn(root, hint, words)
				p.labels = label(*p, p.sample)
			}
		}()
	}
	wait.Wait()
}

// model is what was learned.
type model struct {
	words  string
	scores [2][]*split
}

func (m model) String() string {
	names, _ := body.FeatureNames()
	var b strings.Builder
	b.WriteString("# Made by the program in the folder train. Do not edit.\n")
	b.WriteString(m.words)
	for k, trees := range m.scores {
		for _, t := range trees {
			fmt.Fprintf(&b, "tree%d", k+1)
			t.write(&b, names)
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

func table(pages []*page, n int) rows {
	r := rows{columns: make([][]float32, n)}
	for _, p := range pages {
		w := weights(p)
		for i, l := range p.labels {
			if l < 0 {
				continue
			}
			f := p.sample.Features(i)
			for k := range n {
				r.columns[k] = append(r.columns[k], f[k])
			}
			r.label = append(r.label, l)
			r.weight = append(r.weight, w[i])
		}
	}
	return r
}

func rescore(pages []*page, trees []*split) {
	for _, p := range pages {
		if p.labels == nil {
			continue
		}
		p.sample.Rescore(scores(p, trees))
	}
}

func scores(p *page, trees []*split) []float32 {
	out := make([]float32, len(p.labels))
	for i := range out {
		f := p.sample.Features(i)
		s := 0.0
		for _, t := range trees {
			s += t.at(func(k int) float32 { return f[k] })
		}
		out[i] = float32(s)
	}
	return out
}

var (
	firstOptions  = options{trees: 80, depth: 4, rate: 0.12, ridge: 2, least: 2, rows: 0.6, columns: 0.35}
	secondOptions = options{trees: 80, depth: 4, rate: 0.1, ridge: 2, least: 2, rows: 0.6, columns: 0.35}
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
		rescore(in, boost(table(not, first), firstOptions))
	}
	m.scores[1] = boost(table(pages, len(all)), secondOptions)
	m.scores[0] = boost(table(pages, first), firstOptions)
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
