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
	"github.com/factwire/factwire/store"
	"github.com/factwire/factwire/store/merge"
	"github.com/factwire/factwire/store/query"
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
	all, err := a.judgedArticles(s, q, choose.order())
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("%w: name a folder with --gold", err)
	}
	for _, j := range all {
		if err := writeGoldPair(dir, j.article, j.facts); err != nil {
			return err
		}
	}
	a.note("%s with their facts written to %s", count(len(all), "article"), dir)
	return nil
}

// judgedArticle is an article of which somebody judged facts.
type judgedArticle struct {
	article  factwire.Article
	facts    []goldFact // accepted and corrected ones, and those that nobody judged, which are optional
	rejected []factwire.Fact
}

// judgedArticles returns the articles that tell a judged fact, by their ids, with what the query finds of them. Those whose text was pruned are left out.
func (a *app) judgedArticles(s *store.Store, q query.Query, o query.Order) ([]judgedArticle, error) {
	byArticle := map[string]*judgedArticle{}
	judged := map[string]bool{}
	err := s.EachSorted(q, o, func(f merge.Fact) error {
		seen := map[string]bool{}
		for _, e := range f.Evidence {
			if seen[e.Article] {
				continue
			}
			seen[e.Article] = true
			g := goldFact{Fact: f.Fact, Optional: f.Review == nil}
			g.ID, g.Confidence, g.Evidence = "", 0, nil
			if byArticle[e.Article] == nil {
				byArticle[e.Article] = &judgedArticle{}
			}
			of := byArticle[e.Article]
			if f.Review != nil {
				judged[e.Article] = true
				if f.Review.Verdict == "rejected" {
					of.rejected = append(of.rejected, g.Fact)
					continue
				}
			}
			of.facts = append(of.facts, g)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	var out []judgedArticle
	for _, id := range sortedWords(judged) {
		art, ok, err := s.Article(id)
		if err != nil {
			return nil, err
		}
		if !ok || art.Text == "" {
			a.note("article %s has no text any more, and is left out", id)
			continue
		}
		j := byArticle[id]
		j.article = art
		out = append(out, *j)
	}
	return out, nil
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
