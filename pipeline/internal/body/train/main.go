// Command train learns the weights by which package body finds articles on web pages.
//
//	pages.py SCRAPINGHUB FUNDUS TRAFILATURA
//	go run ./pipeline/internal/body/train -pages pages.jsonl -o pipeline/internal/body/weights.txt
//	gzip -9nkf pipeline/internal/body/weights.txt
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
	"os"
	"path/filepath"
	"sync"

	"github.com/factwire/factwire/pipeline/internal/body"
	articlepage "github.com/factwire/factwire/pipeline/internal/page"
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
