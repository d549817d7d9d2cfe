package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors"
	"github.com/factwire/factwire/extractors/reading"
	"github.com/factwire/factwire/extractors/score"
	"github.com/factwire/factwire/pipeline/tabular"
)

func (a *app) explain() *cobra.Command {
	var published string
	var least float64
	var kinds []string
	c := &cobra.Command{
		Use:   "explain FILE",
		Short: "Show how an article is read: names, dates, clauses, and what became of each candidate",
		Long: `Show, sentence by sentence, the names, dates and clauses that the program sees, the words that may signal a fact, what
was made of them, which rule made which fact, and why a candidate was dropped. Use it to see a lexicon at work.

Of a signal it tells the kind and the status that the learned weights give it, each with its probability and the
runner-up, then what rules and models propose of it, with its score and the score from which it is told. Below each stand
the five features that weighed most for it and against it, in units of log-odds. For "the country" and "they" it tells whom
they are taken to mean, with the probability and the runner-up.`,
		Example: "  factwire explain article.txt\n  echo 'Norway may ban Acme.' | factwire explain -",
		Args:    cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if err := share("min-confidence", least); err != nil {
				return err
			}
			in, e, err := a.reader(args, published, "", kinds...)
			if err != nil {
				return err
			}
			least = a.least(c, least, e)
			return a.each(c.Context(), in, func(art factwire.Article) error {
				for _, r := range e.Readings(c.Context(), art) {
					a.printReading(e, r, least)
				}
				return c.Context().Err()
			})
		},
	}
	kindsFlag(c, &kinds)
	c.Flags().StringVar(&published, "published", "", "publication `day` of an article that carries none, as 2020-10-23")
	c.Flags().Float64Var(&least, "min-confidence", 0, "call facts below this `confidence` dropped, from 0 to 1")
	a.stubsFlag(c)
	return paged(c)
}

func (a *app) printReading(e *extractors.Engine, r *reading.Reading, least float64) {
	candidates := e.Candidates(r)
	signals := e.Signals(r, candidates)
	width := a.wholeView().Width
	say := func(what, format string, args ...any) {
		hang(a.out, width, fmt.Sprintf("  %-8s ", what), tabular.Clean(fmt.Sprintf(format, args...)))
	}
	for i, s := range r.Doc.Sentences {
		hang(a.out, width, "", tabular.Clean(r.Doc.Text[s.Start:s.End]))
		for _, m := range r.Names.Mentions {
			if m.Start < s.Start || m.Start >= s.End {
				continue
			}
			var names []string
			for _, x := range m.Entities {
				ent := r.Names.Entities[x]
				names = append(names, people([]factwire.Entity{ent.Entity})+" "+string(ent.Type))
			}
			if len(names) == 0 {
				names = []string{"(nobody known)"}
			}
			say("name", "%s = %s", r.Doc.Text[m.Start:m.End], strings.Join(names, "; "))
		}
		sayMeant(say, r, s.First, s.Last)
		for _, d := range r.Dates {
			if d.Start >= s.Start && d.Start < s.End {
				value := strings.Join(slices.DeleteFunc([]string{string(d.Relation), d.Value, d.Duration, string(d.Mod)}, func(s string) bool { return s == "" }), " ")
				if d.Value == "" && d.Duration == "" {
					value = "(not known)"
				}
				say("date", "%s = %s", r.Doc.Text[d.Start:d.End], value)
			}
		}
		for _, c := range r.Clauses.Clauses {
			if c.Sentence == i {
				say("clause", "%s", r.Words(c))
			}
		}
		for _, g := range signals {
			if g.Sentence == i {
				sayWeighed(say, r.Doc.Tokens[g.Token].Text, &g)
			}
		}
		from, to := r.Folded.Stored(s.Start, s.End)
		for _, c := range candidates {
			if len(c.Fact.Evidence) == 0 || c.Fact.Evidence[0].Start < from || c.Fact.Evidence[0].Start >= to {
				continue
			}
			f, rule := c.Fact, c.Fact.Evidence[0].Rule
			switch {
			case c.Dropped != "":
				say("dropped", "%s by rule %s: %s", f.Kind, rule, c.Dropped)
			case f.Confidence < least:
				say("dropped", "%s by rule %s: confidence %.2f is below %.2f", f.Kind, rule, f.Confidence, least)
			default:
				say("fact", "%s %s: %s > %s | %s | %s %s (rule %s, confidence %.2f)", f.Kind, f.Status, tabular.Entities(f.Who), tabular.Entities(f.Whom), f.What, f.When.Relation, f.When.Date, rule, f.Confidence)
			}
		}
	}
}

// sayMeant tells whom the words of a sentence, tokens [first, last), mean that name nobody, and who came next.
func sayMeant(say func(what, format string, args ...any), r *reading.Reading, first, last int) {
	named := func(all []int) string {
		var list []factwire.Entity
		for _, i := range all {
			list = append(list, r.Names.Entities[i].Entity)
		}
		return tabular.Entities(list)
	}
	for _, x := range r.Names.References {
		if x.First < first || x.First >= last {
			continue
		}
		words := r.Doc.Text[r.Doc.Tokens[x.First].Start:r.Doc.Tokens[x.Last-1].End]
		switch {
		case len(x.Entities) == 0:
			say("means", "%s: nobody for certain; likeliest %s %.2f", words, named(x.Second), x.SecondP)
		case len(x.Second) == 0:
			say("means", "%s: %s %.2f", words, named(x.Entities), x.P)
		default:
			say("means", "%s: %s %.2f, then %s %.2f", words, named(x.Entities), x.P, named(x.Second), x.SecondP)
		}
	}
}

// sayWeighed tells what the models made of a word that may signal a fact.
func sayWeighed(say func(what, format string, args ...any), word string, g *extractors.Signal) {
	reasons := func(favour, against []score.Reason) {
		if len(favour) > 0 {
			say("for", "%s", weights(favour))
		}
		if len(against) > 0 {
			say("against", "%s", weights(against))
		}
	}
	say("signal", "%s: %s %.2f, then %s %.2f", word, g.Kind.Class, g.Kind.P, g.Kind.Second, g.Kind.PSecond)
	reasons(g.Kind.For, g.Kind.Against)
	if g.Status.Class != "" {
		say("status", "%s: %s %.2f, then %s %.2f", word, g.Status.Class, g.Status.P, g.Status.Second, g.Status.PSecond)
		reasons(g.Status.For, g.Status.Against)
	}
	const runnersUp = 1
	passed := 0
	for _, w := range g.Proposed {
		what, why := "score", ""
		if !w.Told {
			if passed++; passed > runnersUp {
				break
			}
			what = "runner-up"
			switch {
			case w.P < w.Bound:
				why = fmt.Sprintf("; below %.2f", w.Bound)
			case w.Elsewhere:
				why = "; told by another word"
			default:
				why = "; another is told"
			}
		}
		by := "by models"
		if w.Rules {
			by = "by rules"
		}
		sides := tabular.Entities([]factwire.Entity{w.Who})
		if w.Whom.Name != "" {
			sides += " > " + tabular.Entities([]factwire.Entity{w.Whom})
		}
		say(what, "%s %s: %s, %.2f %s%s", w.Kind, w.Status, sides, w.P, by, why)
		reasons(w.For, w.Against)
	}
}

func weights(all []score.Reason) string {
	var parts []string
	for _, r := range all {
		parts = append(parts, fmt.Sprintf("%s %+.2f", r.Feature, r.Weight))
	}
	return strings.Join(parts, ", ")
}
