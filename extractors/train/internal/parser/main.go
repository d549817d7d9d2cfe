// Command parser trains the parser of extractors/internal/parse.
//
//	go run ./extractors/train/internal/parser -o parser.bin -held held.conll silver.conll … && mv parser.bin configs/model
//
// An input has a word a line and an empty line behind each sentence. Columns, with tabs between: the word,
// its tag as extractors/internal/nlp gives it, a tag that is not read, the index of its head in the sentence (-1: root), the relation. Sentences
// whose tree is not projective are left out. The same input and settings give the same file.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"

	"github.com/factwire/factwire/extractors/internal/cluster"
	"github.com/factwire/factwire/extractors/internal/parse"
	"github.com/factwire/factwire/extractors/internal/transition"
)

func main() {
	log.SetFlags(log.Ltime)
	var (
		out     = flag.String("o", "parser.bin", "file to write")
		held    = flag.String("held", "", "file of sentences to measure on")
		tag     = flag.Int("tag", 1, "column of the tag")
		most    = flag.Int("most", 1<<30, "sentences to learn from at most")
		passes  = flag.Int("passes", 5, "passes over the sentences")
		rare    = flag.Int("rare", 8, "features seen less often than this in the first pass are left out")
		states  = flag.Int("states", 780000, "features of states to keep")
		arcs    = flag.Int("arcs", 150000, "features of arcs to keep")
		explore = flag.Float64("explore", 0.9, "how often a wrong transition is followed after the first pass")
	)
	flag.Parse()
	if err := run(*out, *held, flag.Args(), *tag, *most, settings{passes: *passes, rare: *rare, states: *states, arcs: *arcs, explore: *explore}); err != nil {
		log.Fatal("parser: ", err)
	}
}

type settings struct {
	passes, rare, states, arcs int
	explore                    float64
}

func run(out, held string, files []string, tag, most int, set settings) error {
	clusters, err := cluster.Load()
	if err != nil {
		return err
	}
	r := reader{clusters: clusters, tag: tag}
	var test []sentence
	if held != "" {
		if test, err = r.read([]string{held}, 1<<30); err != nil {
			return err
		}
	}
	sentences, err := r.read(files, most)
	if err != nil {
		return err
	}
	if len(sentences) == 0 {
		return fmt.Errorf("no sentences to learn from; name files of parsed sentences")
	}
	log.Printf("%d sentences", len(sentences))
	t := newTrainer(set)
	var data []byte
	for pass := range set.passes {
		t.pass(sentences, pass)
		if pass%2 == 0 && pass+1 < set.passes {
			continue
		}
		if data, err = transition.Encode(t.weights(), parse.Labels()); err != nil {
			return err
		}
		log.Printf("pass %d: %d bytes", pass+1, len(data))
		if err := os.WriteFile(out, data, 0o644); err != nil {
			return err
		}
		if len(test) > 0 {
			if err := measure(data, test); err != nil {
				return err
			}
		}
	}
	return nil
}

// measure prints how many heads, and heads with relations, are right, punctuation left out.
func measure(data []byte, test []sentence) error {
	model, err := transition.Decode(data, parse.Labels())
	if err != nil {
		return err
	}
	var s transition.State
	total, heads, both := 0, 0, 0
	var asked, given, right [64]int
	for i := range test {
		x := &test[i]
		s.Reset(x.words)
		model.Parse(&s)
		for k := range x.head {
			if x.label[k] == uint8(parse.Punct) {
				continue
			}
			label := s.Label[k]
			if s.Head[k] < 0 {
				label = uint8(parse.Root)
			}
			total++
			asked[x.label[k]]++
			given[label]++
			if s.Head[k] == x.head[k] {
				heads++
				if label == x.label[k] {
					both++
					right[label]++
				}
			}
		}
	}
	log.Printf("heads %.4f, with relations %.4f", float64(heads)/float64(total), float64(both)/float64(total))
	line := ""
	for l, n := range asked {
		if n > 100 {
			line += fmt.Sprintf(" %s %.3f", parse.Label(l), 2*float64(right[l])/float64(n+given[l]))
		}
	}
	log.Print("F of", line)
	return nil
}
