// Command tagger trains the tagger of extractors/internal/tag on treebanks in CoNLL-U, as Universal Dependencies are given out.
//
//	go run ./extractors/train/internal/tagger -o tagger.bin -silver silver.conll -held GUM/news,en_ewt-ud-test.conllu EWT/train GUM/open && mv tagger.bin configs/model
//
// It was trained on the documents that English EWT lists for training and on GUM's interviews, biographies, travel guides, textbooks, speeches and
// vlogs, which are free for any use; GUM's news was held out. The file of -silver is one of extractors/train/internal/parser: news that another program
// has tagged. The same input and settings give the same file.
package main

import (
	"cmp"
	"flag"
	"fmt"
	"log"
	"math/rand/v2"
	"os"
	"slices"
	"strings"

	"github.com/factwire/factwire/extractors/internal/cluster"
	"github.com/factwire/factwire/extractors/internal/linear"
	"github.com/factwire/factwire/extractors/internal/nlp"
	"github.com/factwire/factwire/extractors/internal/tag"
	"github.com/factwire/factwire/extractors/train/internal/perceptron"
)

type settings struct {
	passes, rare, keep int
	errors             bool
	silver             string
	most, times, often int
	sure               float64
}

func main() {
	log.SetFlags(log.Ltime)
	var set settings
	out := flag.String("o", "tagger.bin", "file to write")
	held := flag.String("held", "", "files and folders to measure on, with commas between")
	flag.IntVar(&set.passes, "passes", 5, "passes over the sentences")
	flag.IntVar(&set.rare, "rare", 2, "features seen less often than this are left out")
	flag.IntVar(&set.keep, "keep", 120000, "features to keep")
	flag.StringVar(&set.silver, "silver", "", "file of sentences tagged by another program")
	flag.IntVar(&set.most, "most", 1000000, "words of it to learn from")
	flag.IntVar(&set.times, "times", 3, "how often the treebanks' sentences count beside it")
	flag.IntVar(&set.often, "often", 10, "how often a word is seen to be sure")
	flag.Float64Var(&set.sure, "sure", 0.995, "share of its commonest tag by which a word is sure")
	flag.BoolVar(&set.errors, "errors", false, "print the commonest errors")
	flag.Parse()
	if err := run(*out, *held, flag.Args(), set); err != nil {
		log.Fatal("tagger: ", err)
	}
}

func run(out, held string, files []string, set settings) error {
	clusters, err := cluster.Load()
	if err != nil {
		return err
	}
	r, err := nlp.New()
	if err != nil {
		return err
	}
	sentences, err := read(r, files)
	if err != nil {
		return err
	}
	if len(sentences) == 0 {
		return fmt.Errorf("no sentences to learn from; name files of a treebank")
	}
	if set.silver != "" {
		more, err := readTagged(set.silver, set.most)
		if err != nil {
			return err
		}
		gold := sentences
		for range set.times - 1 {
			sentences = append(sentences, gold...)
		}
		sentences = append(sentences, more...)
	}
	t := newTrainer(sentences, clusters, set)
	log.Printf("%d sentences, %d tags", len(sentences), len(t.tags))
	for pass := range set.passes {
		wrong, all := t.pass(sentences, pass)
		log.Printf("pass %d: %d of %d wrong", pass+1, wrong, all)
	}
	data, err := tag.Encode(tag.Weights{Sure: t.sure, Features: t.weights()}, t.tags)
	if err != nil {
		return err
	}
	log.Printf("%d bytes", len(data))
	if err := os.WriteFile(out, data, 0o644); err != nil {
		return err
	}
	model, err := tag.New(data)
	if err != nil {
		return err
	}
	for _, path := range strings.FieldsFunc(held, func(r rune) bool { return r == ',' }) {
		test, err := read(r, []string{path})
		if err != nil {
			return err
		}
		measure(model, path, test, set.errors)
	}
	return nil
}

// measure prints how many tags are right, those of prose and the model's.
func measure(model *tag.Tagger, name string, test []sentence, errors bool) {
	total, parted, before, after := 0, 0, 0, 0
	kinds := map[string]int{}
	for _, s := range test {
		words := slices.Clone(s.words)
		model.Tag(words)
		for i, gold := range s.gold {
			if gold == "" {
				parted++
				continue
			}
			total++
			if s.words[i].Tag == gold {
				before++
			}
			if words[i].Tag == gold {
				after++
			} else {
				kinds[gold+" as "+words[i].Tag]++
			}
		}
	}
	log.Printf("%s: %d words (%d more without a tag to compare), by prose %.4f, by the model %.4f", name, total, parted,
		float64(before)/float64(total), float64(after)/float64(total))
	if errors {
		list := make([]string, 0, len(kinds))
		for k := range kinds {
			list = append(list, k)
		}
		slices.SortFunc(list, func(a, b string) int { return kinds[b] - kinds[a] })
		for _, k := range list[:min(25, len(list))] {
			log.Printf("%5d %s", kinds[k], k)
		}
	}
}

// trainer learns tags.
type trainer struct {
	set      settings
	random   *rand.Rand
	clusters *cluster.Table
	tags     []string
	number   map[string]int
	sure     map[uint64]uint8
	table    *perceptron.Table
}

func newTrainer(sentences []sentence, clusters *cluster.Table, set settings) *trainer {
	t := &trainer{set: set, random: rand.New(rand.NewPCG(1, 2)), clusters: clusters, number: map[string]int{}}
	for _, s := range sentences {
		for _, g := range s.gold {
			if g != "" && t.number[g] == 0 {
				t.number[g] = 1
				t.tags = append(t.tags, g)
			}
		}
	}
	slices.Sort(t.tags)
	for i, g := range t.tags {
		t.number[g] = i
	}
	t.table = perceptron.New(len(t.tags), set.rare)
	t.findSure(sentences)
	return t
}

// findSure finds the words that have one tag nearly always, as written and with the tag that they come with.
func (t *trainer) findSure(sentences []sentence) {
	counts := map[uint64][]int32{}
	var view tag.Sentence
	words := 0
	for _, s := range sentences {
		view.Reset(s.words, t.clusters)
		for i, gold := range s.gold {
			if gold == "" || view.Fixed(i) {
				continue
			}
			words++
			c := counts[view.Sure(i)]
			if c == nil {
				c = make([]int32, len(t.tags)+1)
				counts[view.Sure(i)] = c
			}
			c[t.number[gold]]++
			c[len(t.tags)]++
		}
	}
	t.sure = map[uint64]uint8{}
	covered := 0
	for h, c := range counts {
		all := c[len(t.tags)]
		for k, n := range c[:len(t.tags)] {
			if all >= int32(t.set.often) && float64(n) >= t.set.sure*float64(all) {
				t.sure[h] = uint8(k)
				covered += int(all)
			}
		}
	}
	log.Printf("%d words are sure, %.3f of the text", len(t.sure), float64(covered)/float64(words))
}

// pass runs over all sentences once, in an order of its own.
func (t *trainer) pass(sentences []sentence, pass int) (wrong, all int) {
	var view tag.Sentence
	var features [tag.Features]uint64
	var scores [linear.MaxClasses]float32
	n := len(t.tags)
	order := t.random.Perm(len(sentences))
	if pass == 0 {
		for _, k := range order {
			s := &sentences[k]
			view.Reset(s.words, t.clusters)
			p1, p2 := "", ""
			for i := range s.words {
				gold := cmp.Or(s.gold[i], s.words[i].Tag)
				if _, sure := t.sure[view.Sure(i)]; s.gold[i] != "" && !view.Fixed(i) && !sure {
					view.View(i, p1, p2, &features)
					t.table.See(features[:])
				}
				p2, p1 = p1, gold
			}
		}
	}
	for _, k := range order {
		s := &sentences[k]
		view.Reset(s.words, t.clusters)
		p1, p2 := "", ""
		for i := range s.words {
			if view.Fixed(i) {
				p2, p1 = p1, s.words[i].Tag
				continue
			}
			if c, ok := t.sure[view.Sure(i)]; ok {
				p2, p1 = p1, t.tags[c]
				continue
			}
			view.View(i, p1, p2, &features)
			t.table.Score(features[:], scores[:n])
			best := 0
			for c := range n {
				if scores[c] > scores[best] {
					best = c
				}
			}
			if gold := s.gold[i]; gold != "" {
				all++
				t.table.Clock++
				if right := t.number[gold]; best != right {
					wrong++
					t.table.Learn(features[:], right, best)
				}
			}
			p2, p1 = p1, t.tags[best]
		}
	}
	return wrong, all
}

// weights returns the averaged weights of the features that weigh most, as whole numbers.
func (t *trainer) weights() map[uint64][]linear.Weight {
	out := map[uint64][]linear.Weight{}
	rows, top := t.table.Heaviest(t.set.keep, nil)
	for _, r := range rows {
		if list := perceptron.Sparse(r.Weights, top); list != nil {
			out[r.Hash] = list
		}
	}
	return out
}
