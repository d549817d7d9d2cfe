package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/reading"
	"github.com/factwire/factwire/pipeline/tabular"
)

// annotation is one line of annotate's output.
type annotation struct {
	Layer    string           `json:"layer"`
	Start    int              `json:"start"`
	End      int              `json:"end"`
	Text     string           `json:"text"`
	Entity   *factwire.Entity `json:"entity,omitempty"`
	Value    string           `json:"value,omitempty"`
	Relation string           `json:"relation,omitempty"`
	Mod      string           `json:"mod,omitempty"`
	Tag      string           `json:"tag,omitempty"`
	Lemma    string           `json:"lemma,omitempty"`
}

func (a *app) annotate() *cobra.Command {
	var layers []string
	var format, published string
	c := &cobra.Command{
		Use:   "annotate [FILE|DIR|GLOB|-]...",
		Short: "Print the sentences, names and dates that the program sees",
		Long: `Print what the program sees before any fact: sentences, names with the entities that they resolve to (pronouns and
descriptions too), and dates with their values. Offsets are bytes of the article's text, half-open. Tokens, with their Penn
tags and lemmas, are printed only where --layer asks for them.`,
		Example: `  factwire annotate --layer name article.txt
  factwire annotate --format jsonl --layer date --published 2020-10-23 saved/
  factwire annotate --layer token article.txt`,
		RunE: func(c *cobra.Command, args []string) (err error) {
			in, e, err := a.reader(args, published, "")
			if err != nil {
				return err
			}
			w := bufio.NewWriter(a.out)
			enc := json.NewEncoder(w)
			enc.SetEscapeHTML(false)
			found := false
			defer func() {
				if !found && err == nil {
					a.note("there is nothing of that in what was read")
				}
			}()
			return a.each(c.Context(), in, func(art factwire.Article) error {
				for start, r := range e.Readings(c.Context(), art) {
					for _, x := range annotations(r, slices.Contains(layers, tokenLayer)) {
						if len(layers) > 0 && !slices.Contains(layers, x.Layer) {
							continue
						}
						found = true
						x.Start, x.End = x.Start+start, x.End+start
						if format == "table" {
							x.print(w, a.wholeView().Width)
						} else if err := enc.Encode(x); err != nil {
							return err
						}
					}
					if err := w.Flush(); err != nil {
						return err
					}
				}
				return c.Context().Err()
			})
		},
	}
	choicesFlag(c, &layers, "layer", "only these layers", "sentence", "name", "date", tokenLayer)
	formatFlag(c, &format, "table", "jsonl")
	c.Flags().StringVar(&published, "published", "", "publication `day` of articles that carry none, as 2020-10-23")
	a.stubsFlag(c)
	return paged(c)
}

// print writes an annotation for people, on a screen of some columns.
func (x annotation) print(w io.Writer, width int) {
	value := strings.Join(strings.Fields(x.Relation+" "+x.Value+" "+x.Mod), " ")
	if x.Entity != nil {
		value = people([]factwire.Entity{*x.Entity}) + ", " + string(x.Entity.Type)
	}
	if x.Tag != "" {
		value = strings.TrimSpace(x.Tag + " " + x.Lemma)
	}
	text := tabular.Clean(x.Text)
	if value != "" {
		text += "  =  " + tabular.Clean(value)
	}
	hang(w, width, fmt.Sprintf("%-8s %6d %6d  ", x.Layer, x.Start, x.End), text)
}

// tokenLayer is printed only where it is asked for: it has a line for each word.
const tokenLayer = "token"

func annotations(r *reading.Reading, tokens bool) []annotation {
	var out []annotation
	add := func(layer string, start, end int) *annotation {
		start, end = r.Folded.Stored(start, end)
		out = append(out, annotation{Layer: layer, Start: start, End: end, Text: r.Folded.Slice(start, end)})
		return &out[len(out)-1]
	}
	for _, s := range r.Doc.Sentences {
		add("sentence", s.Start, s.End)
	}
	for _, m := range r.Names.Mentions {
		for _, i := range m.Entities {
			e := r.Names.Entities[i].Entity
			add("name", m.Start, m.End).Entity = &e
		}
	}
	for _, d := range r.Dates {
		if d.Value == "" {
			continue
		}
		a := add("date", d.Start, d.End)
		a.Value, a.Relation, a.Mod = d.Value, string(d.Relation), string(d.Mod)
	}
	if tokens {
		for i := range r.Doc.Tokens {
			t := &r.Doc.Tokens[i]
			a := add(tokenLayer, t.Start, t.End)
			a.Tag, a.Lemma = t.Tag, t.Lemma
		}
	}
	return out
}
