package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/pipeline/tabular"
	"github.com/factwire/factwire/store/merge"
)

// goldFact is a line of a gold file: a fact without what gold does not hold.
type goldFact struct {
	factwire.Fact
	Optional bool `json:"optional,omitempty"`
}

// writeGold writes each article that tells a judged fact as NAME.txt, with NAME.gold.jsonl beside it: accepted and corrected facts are asked
// for, rejected ones are left out, and facts that nobody judged are optional.
func (a *app) writeGold(dir string, choose filter) error {
	s, err := a.openStore(true)
	if err != nil {
		return err
	}
	defer s.Close()
	q, err := choose.ask(a, s)
	if err != nil {
		return err
	}
	byArticle := map[string][]goldFact{}
	judged := map[string]bool{}
	err = s.EachSorted(q, choose.order(), func(f merge.Fact) error {
		seen := map[string]bool{}
		for _, e := range f.Evidence {
			if seen[e.Article] {
				continue
			}
			seen[e.Article] = true
			g := goldFact{Fact: f.Fact, Optional: f.Review == nil}
			g.ID, g.Confidence, g.Evidence = "", 0, nil
			if f.Review != nil {
				judged[e.Article] = true
				if f.Review.Verdict == "rejected" {
					continue
				}
			}
			byArticle[e.Article] = append(byArticle[e.Article], g)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("%w: name a folder with --gold", err)
	}
	written := 0
	for _, id := range sortedWords(judged) {
		art, ok, err := s.Article(id)
		if err != nil {
			return err
		}
		if !ok || art.Text == "" {
			a.note("article %s has no text any more, and is left out", id)
			continue
		}
		if err := writeGoldPair(dir, art, byArticle[id]); err != nil {
			return err
		}
		written++
	}
	a.note("%s with their facts written to %s", count(written, "article"), dir)
	return nil
}

func writeGoldPair(dir string, art factwire.Article, facts []goldFact) error {
	var text bytes.Buffer
	text.WriteString("---\n")
	for _, field := range [][2]string{{"title", art.Title}, {"url", art.URL}, {"site", art.Site}, {"published", art.Published}} {
		if field[1] != "" {
			value, err := json.Marshal(field[1]) // a JSON string is a YAML string
			if err != nil {
				return err
			}
			fmt.Fprintf(&text, "%s: %s\n", field[0], value)
		}
	}
	text.WriteString("---\n")
	text.WriteString(art.Text)
	name := filepath.Join(dir, art.ID)
	if err := tabular.WriteFile(name+".txt", func(w io.Writer) error { _, err := w.Write(text.Bytes()); return err }); err != nil {
		return err
	}
	return tabular.WriteFile(name+".gold.jsonl", func(w io.Writer) error { return tabular.JSONL(w, facts) })
}

func sortedWords(set map[string]bool) []string {
	var out []string
	for w := range set {
		out = append(out, w)
	}
	slices.Sort(out)
	return out
}
