package serve

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/factwire/factwire/kind"
	"github.com/factwire/factwire/store/index"
	"github.com/factwire/factwire/store/merge"
	"github.com/factwire/factwire/store/query"
)

type entityPage struct {
	index.Entity
	Total  int
	Chart  chart
	Kinds  []index.Value
	Groups []group
	Links  []index.Link
	Facts  []merge.Fact
	Cards  []card
	All    string
}

// group is with whom an entity stands in facts of a kind.
type group struct {
	Name  string
	Links []linked
}

type linked struct {
	index.Link
	Href string
}

var errNoEntity = refused{http.StatusNotFound, "No fact names this entity."}

// entity reads what the store tells of an entity.
func (v view) entity(key string, most int, read reading) (p entityPage, err error) {
	e, ok := v.index.EntityOf(key)
	if key == "" || !ok {
		return p, errNoEntity
	}
	e.Names = v.store.Canon().Items(e.Names)
	p.Entity = e
	err = v.index.Find(query.Query{}, func(all *index.Selection) error {
		sel := all.Of(key, index.Any)
		p.Total = sel.Count()
		p.Kinds = sel.Facet(index.Kinds, most)
		const others = 10
		p.Links = sel.Links(key, others)
		p.Facts, err = read(sel.Page(query.Newest, 0, most))
		return err
	})
	return p, err
}

func (s *Server) entity(w http.ResponseWriter, r *http.Request) error {
	var p entityPage
	key := r.URL.Query().Get("key")
	err := s.read(func(v view) (err error) {
		if p, err = v.entity(key, defaultFacts, v.glances); err != nil {
			return err
		}
		p.Cards = s.cards(p.Facts, v.store.Canon())
		return v.index.Find(query.Query{}, func(all *index.Selection) error {
			p.Chart = s.chart(all.Of(key, index.Any))
			return nil
		})
	})
	if err != nil {
		return err
	}
	name := p.Names[0].Name
	p.All = address("/facts", url.Values{"any": {cmp.Or(p.Names[0].Code, `"`+name+`"`)}, "quotes": {"1"}})
	for _, l := range p.Links {
		d := kind.Of(l.Kind)
		label := d.Plural + " with"
		switch {
		case l.Other == index.Whom:
			label = d.Plural + " by it – " + strings.ToLower(d.Headings.Whom)
		case l.Role == index.Whom:
			label = d.Plural + " on it – " + strings.ToLower(d.Headings.Who)
		}
		label = strings.ToUpper(label[:1]) + label[1:]
		i := slices.IndexFunc(p.Groups, func(g group) bool { return g.Name == label })
		if i < 0 {
			i = len(p.Groups)
			p.Groups = append(p.Groups, group{Name: label})
		}
		p.Groups[i].Links = append(p.Groups[i].Links, linked{l, entityHref(l.Key)})
	}
	s.show(w, http.StatusOK, frame{Title: name, Here: "facts", Feed: strings.Replace(p.All, "/facts", "/facts.atom", 1)}, p.body())
	return nil
}
