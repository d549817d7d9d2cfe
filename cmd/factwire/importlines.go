package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/kind"
	"github.com/factwire/factwire/pipeline/shuffle"
	"github.com/factwire/factwire/store"
	"github.com/factwire/factwire/store/entity"
	"github.com/factwire/factwire/store/merge"
)

// parseLine reads one line of an archive, of facts, or of 'factwire observe', of which the articles hold all that the observations do.
func parseLine(line []byte, rejects *[]store.Rejected) (*store.Entry, *merge.Verdict, *merge.Fact, error) {
	if !shuffle.Is(line) {
		return parseArchived(line)
	}
	l, err := shuffle.Parse(line)
	if err != nil {
		return nil, nil, nil, err
	}
	switch line[0] {
	case shuffle.Article:
		e, err := l.Entry()
		if err == nil {
			err = checkEntry(&e)
		}
		return &e, nil, nil, err
	case shuffle.Rejected:
		r, err := l.Reject()
		if err == nil {
			*rejects = append(*rejects, r)
		}
		return nil, nil, nil, err
	}
	return nil, nil, nil, nil
}

// parseArchived reads one line: an article, a verdict, or a fact.
func parseArchived(line []byte) (*store.Entry, *merge.Verdict, *merge.Fact, error) {
	var x archived
	if err := json.Unmarshal(line, &x); err == nil { // an archive's "article" is an object; a fact has a number of that name at most
		switch {
		case x.Verdict != nil:
			return nil, x.Verdict, nil, x.Verdict.Check()
		case x.Article != nil:
			e := &store.Entry{Article: *x.Article, Facts: x.Facts}
			return e, nil, nil, checkEntry(e)
		}
	}
	var f merge.Fact
	if err := json.Unmarshal(line, &f); err != nil {
		return nil, nil, nil, fmt.Errorf("it is no JSON of an archive or of facts: %w", err)
	}
	if f.Kind == "" || len(f.Evidence) == 0 {
		return nil, nil, nil, errors.New("it is neither an article nor a fact with evidence")
	}
	if err := kind.CheckFact(f.Fact); err != nil {
		return nil, nil, nil, err
	}
	for _, e := range f.Evidence {
		if err := store.CheckArticle(factwire.Article{ID: e.Article}); err != nil {
			return nil, nil, nil, err
		}
	}
	return nil, nil, &f, nil
}

// checkEntry returns an error for what no store would take.
func checkEntry(e *store.Entry) error {
	if err := store.CheckArticle(e.Article); err != nil {
		return err
	}
	for _, f := range e.Facts {
		if err := kind.CheckFact(f); err != nil {
			return err
		}
	}
	return nil
}

// reports makes entries of facts: each piece of evidence is a report of its article, as long as the store does not have the article itself.
type reports struct {
	order []string
	by    map[string]*store.Entry
}

func (r *reports) add(s *store.Store, f *merge.Fact) error {
	for _, e := range f.Evidence {
		entry, ok := r.by[e.Article]
		if !ok {
			have, known, err := s.Article(e.Article)
			if err != nil {
				return err
			}
			entry = &store.Entry{Article: factwire.Article{ID: e.Article, URL: e.URL, Title: e.Title, Site: e.Site, Published: e.Published}}
			if known && have.Text != "" {
				entry = nil
			} else if known {
				if entry.Facts, err = s.Observed(e.Article); err != nil {
					return err
				}
			}
			r.by[e.Article] = entry
			r.order = append(r.order, e.Article)
		}
		if entry == nil {
			continue
		}
		o := f.Fact // as it is kept: without an id, without where it was read, and without items
		e.Origin = ""
		o.ID, o.Evidence = "", []factwire.Evidence{e}
		o.Who, o.Whom, o.People = entity.WithoutItems(o.Who), entity.WithoutItems(o.Whom), entity.WithoutItems(o.People)
		if !slices.ContainsFunc(entry.Facts, func(x factwire.Fact) bool { return sameJSON(x, o) }) {
			entry.Facts = append(entry.Facts, o)
		}
	}
	return nil
}

func sameJSON(a, b any) bool {
	x, err1 := json.Marshal(a)
	y, err2 := json.Marshal(b)
	return err1 == nil && err2 == nil && bytes.Equal(x, y)
}
