package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/model"
	"github.com/factwire/factwire/extractors/score"
	"github.com/factwire/factwire/extractors/train"
	"github.com/factwire/factwire/kind"
	"github.com/factwire/factwire/pipeline/article"
	"github.com/factwire/factwire/pipeline/eval"
	"github.com/factwire/factwire/pipeline/local"
	"github.com/factwire/factwire/pipeline/tabular"
	"github.com/factwire/factwire/store"
)

// errWorse says that weights learned anew read no kind of fact better than those before. The figures were printed.
var errWorse = errors.New("what was learned reads the labelled articles no better than before, and is not kept: label more articles, and check the labels with 'factwire eval --show'")

func (a *app) learn() *cobra.Command {
	var articles, out, show string
	var verdicts bool
	c := &cobra.Command{
		Use:   "learn [DIR]...",
		Short: "Learn from your labels which facts are told",
		Long: `Learn anew how far each proposed signing, ban and deadline is trusted, on top of the bundled weights (or those of
--model), from articles whose facts you know: folders with NAME.txt and NAME.gold.jsonl, as 'review --gold' writes them
and 'eval' reads them, or the verdicts of the store, which 'review', 'accept', 'reject' and 'edit' gave. Without a folder the
verdicts are what is learned from.

The figures before and after are printed, each article read by weights that the articles of its own fifth did not
teach. A kind of fact that is read worse than before is refused and keeps its weights; where none is read better, that is an
error, and the file stays as it was. The file holds the weights with
their version, a checksum and these figures; --model and the configuration ("model: FILE") name it.`,
		Example: `  factwire learn my-gold/ -o my.fwm && factwire extract --model my.fwm article.txt
  factwire learn --store news.factwire -o my.fwm
  factwire learn my-gold/ --verdicts -o my.fwm
  factwire learn --show my.fwm`,
		RunE: func(c *cobra.Command, dirs []string) error {
			switch {
			case show != "":
				if len(dirs) > 0 {
					return usagef("--show tells what a model file is, and learns nothing: leave the folders out")
				}
				return a.showModel(show)
			case articles != "" && len(dirs) == 0:
				return usagef("--articles says where the articles of gold files are: name the folder of the gold files, too")
			}
			if err := canWrite(out, "-o"); err != nil {
				return err
			}
			var all []labels
			for _, dir := range dirs {
				more, err := a.goldLabels(c.Context(), dir, articles)
				if err != nil {
					return err
				}
				all = append(all, more...)
			}
			if verdicts || len(dirs) == 0 {
				more, err := a.verdictLabels()
				if err != nil {
					return err
				}
				all = append(all, more...)
			}
			return a.learnFrom(c.Context(), all, out)
		},
	}
	c.Flags().StringVar(&articles, "articles", "", "`folder` of the articles, if they are not beside the gold files")
	c.Flags().BoolVar(&verdicts, "verdicts", false, "learn from the verdicts of the store, too")
	c.Flags().StringVarP(&out, "output", "o", "", "write what was learned to this `file`; without it only the figures are printed")
	c.Flags().StringVar(&show, "show", "", "tell what a model `file` is, and with which figures it was accepted")
	return c
}

// labels are an article with what is known of its facts, in the form that learning and the one that measuring wants.
type labels struct {
	train.Labelled
	gold     []eval.Gold
	rejected []eval.Gold
}

func newLabels(art factwire.Article, gold []eval.Gold, rejected []factwire.Fact, partly bool) labels {
	l := labels{Labelled: train.Labelled{Article: art, Partly: partly, Rejected: rejected}, gold: gold}
	for _, g := range gold {
		l.Facts, l.Optional = append(l.Facts, g.Fact), append(l.Optional, g.Optional)
	}
	for _, f := range rejected {
		l.rejected = append(l.rejected, eval.Gold{Fact: f})
	}
	return l
}

// goldLabels reads a folder of gold files with their articles.
func (a *app) goldLabels(ctx context.Context, dir, articles string) ([]labels, error) {
	cases, err := eval.Load(dir, articles)
	if err != nil {
		return nil, namedBy(err, "the folder and --articles")
	}
	var out []labels
	for _, x := range cases {
		source := local.Source{Names: []string{x.Article}, Parser: article.Parser{Now: a.now()}}
		for art, err := range source.Articles(ctx) {
			if err != nil {
				return nil, err
			}
			out = append(out, newLabels(art, x.Facts, nil, false))
		}
	}
	return out, nil
}

// verdictLabels are the articles of the store of which facts were judged.
func (a *app) verdictLabels() ([]labels, error) {
	s, err := a.openStore(true)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	judged, err := a.judgedArticles(s, store.Query{Rejected: true}, (&filter{}).order())
	if err != nil {
		return nil, err
	}
	if len(judged) == 0 {
		return nil, fmt.Errorf("store %s holds no verdicts to learn from: give some with 'factwire review', or name a folder of gold files", a.storePath)
	}
	var out []labels
	for _, j := range judged {
		var gold []eval.Gold
		for _, f := range j.facts {
			gold = append(gold, eval.Gold{Fact: f.Fact, Optional: f.Optional})
		}
		out = append(out, newLabels(j.article, gold, j.rejected, true))
	}
	return out, nil
}

// learnFrom learns, prints how the labelled articles are read before and after, and keeps what reads no worse.
func (a *app) learnFrom(ctx context.Context, all []labels, out string) error {
	e, err := a.engine(nil)
	if err != nil {
		return err
	}
	labelled := make([]train.Labelled, len(all))
	for i, l := range all {
		labelled[i] = l.Labelled
	}
	var kinds []factwire.Kind
	for _, k := range kind.Names() {
		if e.Models().Knows(k) && slices.Contains(a.kinds(nil), k) {
			kinds = append(kinds, k)
		}
	}
	m := a.meter("learn", "article", int64(len(all)))
	again, err := train.Relearn(ctx, e, e.Models(), labelled, func(i int, told []factwire.Fact) map[factwire.Kind]train.Count { return all[i].measure(kinds, told) }, m.one)
	m.end()
	if err != nil {
		return err
	}
	was, is := a.printLearnt(kinds, again)
	if len(again.Kept) == 0 {
		return errWorse
	}
	if out == "" {
		a.note("nothing is kept; -o names a file to keep it in")
		return nil
	}
	b := again.Bundle
	if b.Made != "" {
		b.Made += "; "
	}
	b.Made += "then " + count(len(all), "labelled article")
	b.Figures = map[string]float64{"precision": is.Precision(), "recall": is.Recall(), "f1": is.F1(), "precision before": was.Precision(), "recall before": was.Recall(), "f1 before": was.F1(),
		"articles": float64(len(all)), "facts": float64(is.Right + is.Missed)}
	var file bytes.Buffer
	if err := b.Encode(&file); err != nil {
		return err
	}
	if err := tabular.WriteFile(out, func(w io.Writer) error { _, err := w.Write(file.Bytes()); return err }); err != nil {
		return err
	}
	a.note("%s is written: read by it with --model %s, or put \"model: %s\" into the configuration", out, out, out)
	return nil
}

// measure counts what is told of the article. Where it was judged in part, facts that nobody judged count nothing.
func (l *labels) measure(kinds []factwire.Kind, told []factwire.Fact) map[factwire.Kind]train.Count {
	if l.Partly {
		told = slices.DeleteFunc(slices.Clone(told), func(f factwire.Fact) bool { return !among(l.gold, f) && !among(l.rejected, f) })
	}
	s := eval.NewScore(nil, kinds...)
	s.Add("", "", l.gold, told)
	out := map[factwire.Kind]train.Count{}
	for k, t := range s.Kinds {
		out[k] = train.Count(*t)
	}
	return out
}

// among reports whether a fact is one of those given.
func among(gold []eval.Gold, f factwire.Fact) bool {
	s := eval.NewScore(nil, f.Kind)
	s.Add("", "", gold, []factwire.Fact{f})
	return s.All().Wrong == 0
}

// printLearnt prints the figures before and after, and returns those over all kinds.
func (a *app) printLearnt(kinds []factwire.Kind, again *train.Again) (was, is train.Count) {
	wide := len("all")
	for _, k := range kinds {
		wide = max(wide, len(k))
	}
	row := func(name, kept string, was, is train.Count) {
		fmt.Fprintf(a.out, "%-*s  %9.3f %7.3f %6.3f  %9.3f %7.3f %6.3f  %8d%s\n", wide, name, was.Precision(), was.Recall(), was.F1(), is.Precision(), is.Recall(), is.F1(), is.Right+is.Missed, kept)
	}
	fmt.Fprintf(a.out, "%-*s  %-24s  %s\n", wide, "", "before", "after")
	fmt.Fprintf(a.out, "%-*s  %9s %7s %6s  %9s %7s %6s  %8s\n", wide, "kind", "precision", "recall", "F1", "precision", "recall", "F1", "labelled")
	for _, k := range kinds {
		before, after, kept := again.Before[k], again.After[k], ""
		if before == (train.Count{}) && after == before {
			continue // nobody labelled any
		}
		switch {
		case slices.Contains(again.Kept, k):
			kept = "  kept"
		case after != before:
			after, kept = before, fmt.Sprintf("  refused: %.3f %.3f %.3f", after.Precision(), after.Recall(), after.F1())
		}
		row(string(k), kept, before, after)
		was, is = was.Sum(before), is.Sum(after)
	}
	row("all", "", was, is)
	return was, is
}

// showModel tells what a model file is.
func (a *app) showModel(path string) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return namedBy(err, "--show")
	}
	m, err := score.Decode(data)
	if err != nil {
		return fmt.Errorf("model %s: %w", path, err)
	}
	b := m.Bundle()
	say := func(what, value string) {
		if value != "" {
			fmt.Fprintf(a.out, "%-16s %s\n", what, tabular.Clean(value))
		}
	}
	say("version", strconv.Itoa(b.Version))
	say("sha-256", model.Sum(data))
	say("learned from", b.Made)
	if from := m.Told(); from > 0 {
		say("told from", strconv.FormatFloat(from, 'f', 2, 64))
	}
	for _, name := range slices.Sorted(maps.Keys(b.Figures)) {
		say(name, strings.TrimSuffix(strconv.FormatFloat(b.Figures[name], 'f', 3, 64), ".000"))
	}
	return nil
}
