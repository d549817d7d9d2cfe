package train

import (
	"encoding/json"
	"os"
	"slices"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors"
	"github.com/factwire/factwire/extractors/internal/antecedent"
	named "github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/internal/nlp"
	"github.com/factwire/factwire/extractors/reading"
)

// referring is one reference with whom it means.
type referring struct {
	antecedent.Reference
	right []bool // of each candidate; none where nobody who is proposed is meant
	fold  int
	news  bool // marked in the news, and not in the treebank or in shapes of our own
}

func (x *referring) meant() bool { return slices.Contains(x.right, true) }

// markedReferences reads marked sentences for whom their words mean.
func markedReferences(path string) ([]chained, error) {
	var out []chained
	err := lines(path, func(data []byte) error {
		var s markedSentence
		if err := json.Unmarshal(data, &s); err != nil {
			return err
		}
		before := strings.TrimSpace(s.Before)
		text, from := s.Text+"\n", 0
		if before != "" {
			text, from = before+"\n\n"+text, len(before)+2
		}
		c := chained{id: s.ID, fold: s.Fold, article: factwire.Article{Text: text, Published: s.Published}}
		for _, f := range s.Facts {
			for _, all := range [][]markedEntity{f.Who, f.Whom, f.People} {
				for _, m := range all {
					if m.Span != nil && !m.Far {
						c.mark(m.Span[0]+from, m.Span[1]+from, m.Name)
					}
				}
			}
		}
		if len(c.marks) > 0 {
			out = append(out, c)
		}
		return nil
	})
	return out, err
}

// mark notes that the bytes [start, end) mean somebody; those that mean several are marked for each.
func (c *chained) mark(start, end int, name string) {
	for i := range c.marks {
		if m := &c.marks[i]; m.start == start && m.end == end {
			if !slices.Contains(m.names, name) {
				m.names = append(m.names, name)
			}
			return
		}
	}
	c.marks = append(c.marks, chainMark{start: start, end: end, names: []string{name}})
}

// markedArticles reads whole marked articles, quotes among them, for whom their words mean.
func markedArticles(dir string, folds int, read func(string) (factwire.Article, error)) ([]chained, error) {
	var out []chained
	err := eachMarked(dir, read, func(n int, name string, a factwire.Article, facts []spannedFact) {
		c := chained{id: name, fold: n % folds, article: a}
		for _, f := range facts {
			c.markAll(f.Spans["who"], names(f.Who))
			c.markAll(f.Spans["whom"], names(f.Whom))
		}
		out = append(out, c)
	})
	return out, err
}

// markAll marks spans that mean one name each, or a single one that means all.
func (c *chained) markAll(spans [][2]int, all []string) {
	for i, s := range spans {
		if len(spans) == len(all) {
			c.mark(s[0], s[1], all[i])
		} else if len(spans) == 1 {
			for _, name := range all {
				c.mark(s[0], s[1], name)
			}
		}
	}
}

// references returns what a text's words mean that name nobody.
func references(e *extractors.Engine, c *chained, news bool) []referring {
	r, all := e.Study(c.article)
	doc, found := stored(r)
	var out []referring
	for _, s := range all {
		x := referring{Reference: s.Reference, fold: c.fold, news: news}
		start, end := doc.Tokens[s.First].Start, doc.Tokens[s.Last-1].End
		var right func([]int) bool
		if c.whole {
			right = c.chainOf(doc, found, s.First, start, end)
		} else if right = c.named(doc, found, start, end); right == nil {
			continue
		}
		for _, who := range s.Entities {
			x.right = append(x.right, right(who))
		}
		out = append(out, x)
	}
	return out
}

// stored returns the words and the names of a reading at their bytes of the stored text, where the marks are.
func stored(r *reading.Reading) (*nlp.Document, *named.Result) {
	doc, found := *r.Doc, *r.Names
	doc.Text, doc.Tokens, found.Mentions = r.Article.Text, slices.Clone(doc.Tokens), slices.Clone(found.Mentions)
	for i := range doc.Tokens {
		t := &doc.Tokens[i]
		t.Start, t.End = r.Folded.Stored(t.Start, t.End)
	}
	for i := range found.Mentions {
		m := &found.Mentions[i]
		m.Start, m.End = r.Folded.Stored(m.Start, m.End)
	}
	return &doc, &found
}

// named tells, by a mark with names, whom the words between two bytes mean; nil where none is of them.
func (c *chained) named(doc *nlp.Document, found *named.Result, start, end int) func([]int) bool {
	for _, m := range c.marks {
		if start < m.start || end > m.end || len(strings.Fields(doc.Text[m.start:min(m.end, len(doc.Text))])) > len(strings.Fields(doc.Text[start:end]))+2 {
			continue
		}
		return func(who []int) bool {
			if len(who) != len(m.names) {
				return false
			}
			for _, n := range m.names {
				if !slices.ContainsFunc(who, func(i int) bool { return called(&found.Entities[i], n) }) {
					return false
				}
			}
			return true
		}
	}
	return nil
}

// called reports whether a marked name means an entity.
func called(e *named.Entity, name string) bool {
	if name == "" {
		return false
	}
	if e.Code != "" {
		return e.Code == name
	}
	if e.Affiliation == name && e.Type == factwire.Person || e.State == name {
		return true
	}
	a, b := strings.ToLower(e.Name), strings.ToLower(name)
	return a == b || strings.HasSuffix(a, " "+b) || strings.HasSuffix(b, " "+a) || strings.HasPrefix(a, b+" ") || strings.HasPrefix(b, a+" ")
}

// chainOf tells, by the chains of a treebank, whom the words between two bytes mean.
func (c *chained) chainOf(doc *nlp.Document, found *named.Result, first, start, end int) func([]int) bool {
	chain, size := "", 1<<30
	for _, m := range c.marks {
		if m.head >= start && m.head < end && m.end-m.start < size {
			chain, size = m.chain, m.end-m.start
		}
	}
	in := func(entity int, chain string) bool {
		for i := range found.Mentions {
			x := &found.Mentions[i]
			if x.First >= first {
				break
			}
			if x.Form != named.Name && x.Form != named.Adjective || !slices.Contains(x.Entities, entity) {
				continue
			}
			for _, m := range c.marks {
				if m.chain == chain && (m.head >= x.Start && m.head < x.End || found.Entities[entity].Code != "" && m.start <= x.Start && x.End <= m.end && m.end-m.start <= x.End-x.Start+25) {
					return true
				}
			}
		}
		return false
	}
	return func(who []int) bool {
		switch {
		case chain == "" || len(who) == 0:
			return false
		case len(who) == 1:
			return in(who[0], chain)
		}
		if parts := c.split[chain]; len(parts) == len(who) {
			for _, p := range parts {
				if !slices.ContainsFunc(who, func(i int) bool { return in(i, p) }) {
					return false
				}
			}
			return true
		}
		return c.asOne(found, who, chain, start)
	}
}

// asOne reports whether a chain has a phrase before a byte that names those and nobody else: "A and B".
func (c *chained) asOne(found *named.Result, who []int, chain string, start int) bool {
	for _, m := range c.marks { // "A and B" as one
		if m.chain != chain || m.start >= start {
			continue
		}
		inside := map[int]bool{}
		for i := range found.Mentions {
			if x := &found.Mentions[i]; x.Start >= m.start && x.End <= m.end && (x.Form == named.Name || x.Form == named.Adjective) {
				for _, e := range x.Entities {
					inside[e] = true
				}
			}
		}
		all := len(inside) == len(who)
		for _, e := range who {
			all = all && inside[e]
		}
		if all {
			return true
		}
	}
	return false
}

// shapeReferences reads shapes, each filled twice, for whom their words mean.
func shapeReferences(dir string, folds int) ([]chained, error) {
	const fillings = 2
	all, err := Shapes(os.DirFS(dir), 0, fillings)
	if err != nil {
		return nil, err
	}
	var out []chained
	for i, x := range all {
		c := chained{id: x.ID, fold: i / fillings % folds, article: x.Article}
		for _, e := range x.Events {
			for _, role := range []string{"who", "whom", "people"} {
				for _, s := range e.Roles[role] {
					c.mark(s.Start, s.End, s.Name)
				}
			}
		}
		out = append(out, c)
	}
	return out, nil
}
