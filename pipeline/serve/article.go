package serve

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store/index"
	"github.com/factwire/factwire/store/merge"
	"github.com/factwire/factwire/store/query"
)

type articlePage struct {
	factwire.Article
	Web, Day string
	Pieces   []piece
	Cards    []card
}

var errNoArticle = refused{http.StatusNotFound, "The store has no article of this id."}

// article reads an article and the facts that it tells.
func (v view) article(id string) (a factwire.Article, facts []merge.Fact, err error) {
	if !isID(id) {
		return a, nil, errNoArticle
	}
	a, ok, err := v.store.Article(strings.ToLower(id))
	if err != nil || !ok {
		return a, nil, cmp.Or(err, error(errNoArticle))
	}
	err = v.index.Find(query.Query{}, func(sel *index.Selection) error {
		facts, err = v.facts(sel.Article(id))
		return err
	})
	return a, facts, err
}

func (s *Server) article(w http.ResponseWriter, r *http.Request) error {
	var p articlePage
	var facts []merge.Fact
	err := s.read(func(v view) (err error) {
		p.Article, facts, err = v.article(r.PathValue("id"))
		p.Cards = s.cards(facts, v.store.Canon())
		return err
	})
	if err != nil {
		return err
	}
	p.Web, p.Day = webAddress(p.URL), p.Published[:min(len(p.Published), len(time.DateOnly))]
	place := func(c card) int {
		for _, e := range c.Evidence {
			if e.Article == p.ID {
				return e.Start
			}
		}
		return len(p.Text)
	}
	slices.SortStableFunc(p.Cards, func(a, b card) int { return cmp.Compare(place(a), place(b)) })
	var marks []mark
	for _, c := range p.Cards {
		for _, e := range c.Evidence {
			if e.Article != p.ID {
				continue
			}
			marks = append(marks, mark{start: e.Start, end: e.End, class: fmt.Sprintf("fact k-%d", c.Of.Number), title: string(c.Kind) + ": " + c.Line, href: "/facts/" + c.ID, id: "f-" + c.ID})
			for field, spans := range e.Spans {
				for _, span := range spans {
					marks = append(marks, mark{start: span[0], end: span[1], class: "word " + field, title: string(c.Kind) + ": " + c.Line + " (" + field + ")", href: "/facts/" + c.ID})
				}
			}
		}
	}
	p.Pieces = cutAt(p.Text, marks)
	s.show(w, http.StatusOK, frame{Title: cmp.Or(p.Article.Title, "Article "+p.ID), Here: "facts"}, p.body())
	return nil
}
