package main

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/reading"
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
}

func (a *app) annotate() *cobra.Command {
	var layers []string
	var format, published string
	c := &cobra.Command{
		Use:     "annotate [FILE|-]...",
		Short:   "Print the sentences, names and dates that the program sees",
		Example: "  factwire annotate --layer name article.txt",
		RunE: func(c *cobra.Command, args []string) error {
			for _, l := range layers {
				if !slices.Contains([]string{"sentence", "name", "date"}, l) {
					return usageError{fmt.Errorf("there is no layer %q: use sentence, name or date", l)}
				}
			}
			e, err := a.engine()
			if err != nil {
				return err
			}
			enc := json.NewEncoder(a.out)
			enc.SetEscapeHTML(false)
			return a.articles(args, published, "", func(art factwire.Article) error {
				for _, x := range annotations(e.Read(art)) {
					if len(layers) > 0 && !slices.Contains(layers, x.Layer) {
						continue
					}
					if err := enc.Encode(x); err != nil {
						return err
					}
				}
				return nil
			})
		},
	}
	c.Flags().StringSliceVar(&layers, "layer", nil, "only these layers: sentence, name, date")
	c.Flags().StringVar(&format, "format", "jsonl", "jsonl")
	c.Flags().StringVar(&published, "published", "", "publication date of articles that carry none")
	return c
}

func annotations(r *reading.Reading) []annotation {
	var out []annotation
	for _, s := range r.Doc.Sentences {
		out = append(out, annotation{Layer: "sentence", Start: s.Start, End: s.End, Text: r.Doc.Text[s.Start:s.End]})
	}
	for _, m := range r.Names.Mentions {
		for _, i := range m.Entities {
			e := r.Names.Entities[i].Entity
			out = append(out, annotation{Layer: "name", Start: m.Start, End: m.End, Text: r.Doc.Text[m.Start:m.End], Entity: &e})
		}
	}
	for _, d := range r.Dates {
		if d.Value == "" {
			continue
		}
		out = append(out, annotation{Layer: "date", Start: d.Start, End: d.End, Text: r.Doc.Text[d.Start:d.End], Value: d.Value, Relation: string(d.Relation), Mod: string(d.Mod)})
	}
	return out
}
