package main

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/configs/strict"
	"github.com/factwire/factwire/extractors/lexicon"
	"github.com/factwire/factwire/kind"
	"github.com/factwire/factwire/pipeline/article"
	"github.com/factwire/factwire/pipeline/eval"
	"github.com/factwire/factwire/pipeline/local"
	"github.com/factwire/factwire/pipeline/tabular"
)

// errFloors says that a figure is below its floor; the figures were printed.
var errFloors = errors.New("the reading got worse than the floors allow")

func (a *app) eval() *cobra.Command {
	var articles, floors, aliases string
	var show bool
	var least float64
	var kinds []string
	c := &cobra.Command{
		Use:   "eval DIR...",
		Short: "Measure extraction against gold facts",
		Long: `Measure extraction against gold facts: a folder holds NAME.txt with NAME.gold.jsonl, one fact a line in the
format of 'extract --format jsonl', entities in short (a code or a name). Facts marked "optional": true are neither
asked for nor held against the program. With --floors, a figure below its floor is an error.`,
		Example: `  factwire eval testdata/gold
  factwire eval --show --articles saved/ my-gold/`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, dirs []string) error {
			if err := share("min-confidence", least); err != nil {
				return err
			}
			lex, err := a.lexicon()
			if err != nil {
				return err
			}
			e, err := a.engine(kinds)
			if err != nil {
				return err
			}
			least = a.least(c, least, e)
			var limits eval.Floors
			if floors != "" {
				data, err := os.ReadFile(floors)
				if err != nil {
					return namedBy(err, "--floors")
				}
				if err := strict.Decode(floors, data, &limits); err != nil {
					return namedBy(err, "--floors")
				}
				for _, k := range slices.Sorted(maps.Keys(limits.Kinds)) {
					if err := kind.Check(k); err != nil {
						return namedBy(fmt.Errorf("%s: %w", floors, err), "--floors")
					}
				}
			}
			var synonyms map[string]string
			if aliases != "" {
				data, err := os.ReadFile(aliases)
				if err != nil {
					return namedBy(err, "--aliases")
				}
				if err := strict.Decode(aliases, data, &synonyms); err != nil {
					return namedBy(err, "--aliases")
				}
			}
			score := eval.NewScore(synonyms, a.kinds(kinds)...)
			score.Known = known(lex)
			for _, dir := range dirs {
				cases, err := eval.Load(dir, articles)
				if err != nil {
					return namedBy(err, "the folder and --articles")
				}
				m := a.meter(c.Name(), "article", int64(len(cases)))
				for _, x := range cases {
					source := local.Source{Names: []string{x.Article}, Parser: article.Parser{Now: a.now()}}
					for art, err := range source.Articles(c.Context()) {
						if err != nil {
							return err
						}
						facts := slices.DeleteFunc(e.Extract(art), func(f factwire.Fact) bool { return f.Confidence < least })
						score.Add(x.Name, art.Text, x.Facts, facts)
					}
					m.one()
				}
				m.end()
			}
			a.printScore(score, show)
			if below := limits.Check(score); len(below) > 0 {
				for _, line := range below {
					a.complain(errors.New(line), exitError)
				}
				return errFloors
			}
			return nil
		},
	}
	kindsFlag(c, &kinds)
	c.Flags().StringVar(&articles, "articles", "", "`folder` of the articles, if they are not beside the gold files")
	c.Flags().StringVar(&floors, "floors", "", "`file` of the least figures allowed")
	c.Flags().StringVar(&aliases, "aliases", "", "YAML `file` of names that stand for one thing (\"us embassy\": us embassy in sofia)")
	c.Flags().BoolVar(&show, "show", false, "print what was missed and what was wrong, with the sentence")
	c.Flags().Float64Var(&least, "min-confidence", 0, "leave out facts below this `confidence`, from 0 to 1")
	return paged(c)
}

// known lists the words by which an article may name a code.
func known(lex *lexicon.Lexicon) map[string][]string {
	out := map[string][]string{}
	for _, n := range lex.Names() {
		if n.Code != "" {
			out[n.Code] = slices.Concat(out[n.Code], []string{n.Name}, n.Aliases, n.Adjectives, n.Seats)
		}
	}
	return out
}

func (a *app) printScore(s *eval.Score, show bool) {
	if show {
		for _, n := range s.Notes {
			if n.Wrong {
				fmt.Fprintf(a.out, "wrong   %s %s %s\n        %s\n", n.Case, n.Kind, tabular.Clean(n.Text), tabular.Clean(n.Sentence))
			} else {
				fmt.Fprintf(a.out, "missed  %s %s %s\n        %s\n", n.Case, n.Kind, tabular.Clean(n.Text), tabular.Clean(n.Sentence))
			}
		}
		fmt.Fprintln(a.out)
	}
	wide := 10
	for _, k := range s.Order {
		wide = max(wide, len(k))
	}
	fmt.Fprintf(a.out, "%-*s %9s %7s %6s %6s\n", wide, "kind", "precision", "recall", "F1", "gold")
	row := func(name string, t eval.Tally) {
		fmt.Fprintf(a.out, "%-*s %9.3f %7.3f %6.3f %6d\n", wide, name, t.Precision(), t.Recall(), t.F1(), t.Right+t.Missed)
	}
	for _, k := range s.Order {
		row(string(k), *s.Kinds[k])
	}
	row("all", s.All())
	fmt.Fprintf(a.out, "macro F1 %.3f\n", s.MacroF1())
	var attrs []string
	for _, n := range slices.Sorted(maps.Keys(s.Attributes)) {
		attrs = append(attrs, fmt.Sprintf("%s %d/%d", n, s.Attributes[n].Right, s.Attributes[n].All))
	}
	if len(attrs) > 0 {
		fmt.Fprintln(a.out, "attributes right:", strings.Join(attrs, ", "))
	}
	fmt.Fprintln(a.out, "confidence and how often it is right:")
	for i := 9; i >= 0; i-- {
		if b := s.Confidence[i]; b.All > 0 {
			fmt.Fprintf(a.out, "  %.1f  %4d of %4d  %.3f\n", float64(i)/10, b.Right, b.All, float64(b.Right)/float64(b.All))
		}
	}
}
