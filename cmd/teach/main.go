// Command teach learns the weights by which signings, bans and deadlines are read, and writes them to a file.
//
//	teach -sentences marked.jsonl -articles marked/ -shapes testdata/shapes -o configs/model/reader.fwm
//
// Marked sentences carry a fold: -without leaves one out, for figures on what was not used to choose. -measure prints how well
// the rest reads it.
//
//	teach -references configs/model/references.fwm -without 4 -sentences marked.jsonl -articles marked/ -shapes testdata/shapes -treebank gum/dep
//
// teaches whom words mean that name nobody. What was named before a word is read by the weights that are there: run it twice.
package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"os"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors"
	"github.com/factwire/factwire/extractors/lexicon"
	"github.com/factwire/factwire/extractors/model"
	"github.com/factwire/factwire/extractors/score"
	"github.com/factwire/factwire/extractors/train"
	"github.com/factwire/factwire/pipeline/article"
	"github.com/factwire/factwire/pipeline/local"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "teach:", err)
		os.Exit(1)
	}
}

func run() error {
	sentences := flag.String("sentences", "", "`file` of marked sentences, one JSON object a line")
	articles := flag.String("articles", "", "`folder` of marked articles: NAME.txt with NAME.spans.jsonl")
	shapes := flag.String("shapes", "", "`folder` of marked shapes")
	fillings := flag.Int("fillings", 3, "how often each shape is filled with names")
	part := flag.Float64("part", 1, "use this part of the marked sentences: for learning curves")
	without := flag.String("without", "", "leave out these folds of the sentences, as 4 or 0,4, and with aN the N-th fifth of the articles")
	made := flag.String("made", "", "what the file says of what it was learned from")
	signing := flag.Float64("signing", 0.45, "tell a signing that models alone propose from this probability on")
	ban := flag.Float64("ban", 0.50, "the same of a ban")
	deadline := flag.Float64("deadline", 0.55, "the same of a deadline")
	short := flag.Float64("short", 0.2, "ask so much more of what models alone propose in the shortest sentence, and less the longer it is")
	rules := flag.Float64("rules", 0, "tell what rules tell too and is right with at least this probability")
	precision := flag.Float64("precision", 0, "by default tell facts from the confidence on from which this share of them is right, as 0.9; 0 tells all")
	references := flag.String("references", "", "teach instead whom words mean that name nobody, and write the weights to this `file`")
	bank := flag.String("treebank", "", "for -references: `folder` of CoNLL-U files with coreference as in GUM")
	genres := flag.String("genres", "news,interview,bio,speech", "for -treebank: the parts of it that are read")
	out := flag.String("o", "", "`file` to write")
	measure := flag.Bool("measure", false, "measure on what was left out")
	flag.Parse()
	lex, err := lexicon.Load()
	if err != nil {
		return err
	}
	e, err := extractors.New(lex)
	if err != nil {
		return err
	}
	left := folds(*without)
	if *references != "" {
		from := train.ReferenceSources{Sentences: *sentences, Articles: *articles, Shapes: *shapes, Treebank: *bank, Genres: strings.Split(*genres, ","), Read: read,
			Without: func(fold int) bool { return left[fmt.Sprint(fold)] }}
		b, err := train.References(os.Stdout, e, from)
		if err != nil {
			return err
		}
		b.Made = *made
		return write(b, *references)
	}
	var taught, held []train.Example
	if *sentences != "" {
		all, err := train.Sentences(*sentences)
		if err != nil {
			return err
		}
		for i, x := range all {
			switch {
			case left[fmt.Sprint(x.Fold)]:
				held = append(held, x)
			case float64(i%100) < *part*100:
				taught = append(taught, x)
			}
		}
	}
	if *articles != "" {
		all, err := train.Articles(*articles, 5, read)
		if err != nil {
			return err
		}
		for _, x := range all {
			if left[fmt.Sprint("a", x.Fold)] {
				held = append(held, x)
			} else {
				taught = append(taught, x)
			}
		}
	}
	if *shapes != "" {
		all, err := train.Shapes(os.DirFS(*shapes), 0, *fillings)
		if err != nil {
			return err
		}
		taught = append(taught, all...)
	}
	if len(taught) == 0 {
		return fmt.Errorf("nothing to learn from: name marked sentences, articles or shapes (see -h)")
	}
	learned := train.Learn(e, taught)
	b := learned.Bundle
	b.Made = *made
	b.Numbers = map[string]float64{score.ShortName: *short}
	for k, bound := range map[factwire.Kind]float64{factwire.Signing: *signing, factwire.Ban: *ban, factwire.Deadline: *deadline} {
		b.Numbers[score.BoundName(k, false)], b.Numbers[score.BoundName(k, true)] = bound, *rules
	}
	if *articles != "" {
		if err := calibrate(os.Stdout, e, learned, *articles, taught, *precision); err != nil {
			return err
		}
	}
	if *measure {
		if err := train.Measure(os.Stdout, e, b, taught, held); err != nil {
			return err
		}
	}
	if *out == "" {
		return nil
	}
	return write(b, *out)
}

func write(b *model.Bundle, name string) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	return cmp.Or(b.Encode(f), f.Close())
}

func folds(list string) map[string]bool {
	out := map[string]bool{}
	for f := range strings.SplitSeq(list, ",") {
		out[f] = true
	}
	return out
}

// read reads an article's file.
func read(path string) (factwire.Article, error) {
	source := local.Source{Names: []string{path}, Parser: article.Parser{}}
	for a, err := range source.Articles(context.Background()) {
		return a, err
	}
	return factwire.Article{}, fmt.Errorf("%s: no article", path)
}
