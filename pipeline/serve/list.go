package serve

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/factwire/factwire/kind"
	"github.com/factwire/factwire/pipeline/tabular"
	"github.com/factwire/factwire/store/index"
	"github.com/factwire/factwire/store/query"
)

// choice is a value of a facet that can be chosen, or is.
type choice struct {
	index.Value
	Href string
	On   bool
}

type facet struct {
	Name    string
	Choices []choice
}

// chip is a filter that is on, and the address without it.
type chip struct{ Name, Value, Href string }

type listPage struct {
	Cards           []card
	Total, From, To int
	Previous, Next  string
	Facets          []facet
	Chips           []chip
	Hidden          [][2]string // values that the search keeps
	Order, Since    string
	Orders          []query.Order
	Formats         []chip
	Quotes          string // the address with quotes, where they are left out
	Omitted         int
	Changes         bool
}

func (s *Server) list(w http.ResponseWriter, r *http.Request) error {
	ask, err := parse(r.URL.Query(), s.options.Now(), false)
	if err != nil {
		return err
	}
	p := listPage{Order: string(ask.order), Since: ask.query.Since, Orders: query.Orders()}
	err = s.read(func(v view) error {
		const values = 12
		page, err := v.find(&ask, func(sel *index.Selection) {
			for _, name := range index.Facets() {
				p.Facets = append(p.Facets, ask.facet(name, sel.Facet(name, values)))
			}
		})
		if err != nil {
			return err
		}
		facts, err := v.glances(page.ids)
		if err != nil {
			return err
		}
		p.Cards, p.Total = s.cards(facts, v.store.Canon()), page.total
		if next := ask.next(page); next != "" {
			p.Next = address("/facts", ask.page(next))
		}
		return p.omit(v, ask)
	})
	if err != nil {
		return err
	}
	if len(p.Cards) > 0 {
		p.From, p.To = ask.skip+1, ask.skip+len(p.Cards)
	}
	if ask.skip > 0 {
		p.Previous = address("/facts", ask.page(strconv.Itoa(max(0, ask.skip-max(ask.most, 1)))))
	}
	p.filters(&ask)
	feed := address("/facts.atom", ask.without("offset"))
	search := strings.Join(ask.query.Texts, " ")
	s.show(w, http.StatusOK, frame{Title: p.title(), Here: "facts", Search: search, Feed: feed}, p.body(search))
	return nil
}

// title names a list by its filters, so that tabs and bookmarks of lists can be told apart.
func (p *listPage) title() string {
	var parts []string
	for _, c := range p.Chips {
		if c.Name != "quotes" { // it chooses nothing
			parts = append(parts, c.Name+" "+c.Value)
		}
	}
	if len(parts) == 0 {
		return "Facts"
	}
	const most = 80
	return "Facts: " + tabular.Shorten(strings.Join(parts, ", "), most)
}

// omit counts what the list leaves out as long as it is not asked for.
func (p *listPage) omit(v view, ask wish) error {
	if ask.quotes || ask.query.DueFrom != "" {
		return nil
	}
	q := ask.query
	q.Kinds = nil
	for _, d := range kind.All() {
		if d.OnDemand {
			q.Kinds = append(q.Kinds, d.Name)
		}
	}
	p.Quotes = ask.with("/facts", "quotes", "1")
	return v.index.Find(q, func(sel *index.Selection) error {
		p.Omitted = sel.Count()
		return nil
	})
}

// filters tells which filters are on, and where other forms of the list are.
func (p *listPage) filters(ask *wish) {
	for _, param := range parameters {
		name := param[0]
		if name == "sort" || name == "offset" || name == "limit" {
			continue
		}
		for _, value := range parted(name, ask.values[name]) {
			p.Chips = append(p.Chips, chip{name, value, ask.less("/facts", name, value)})
			if name != "text" && name != "since" { // which the form holds
				p.Hidden = append(p.Hidden, [2]string{name, value})
			}
		}
	}
	rest := ask.without("offset", "limit")
	for _, f := range [][2]string{{"CSV", "/facts.csv"}, {"JSON", "/api/facts"}, {"JSON lines", "/facts.jsonl"}, {"Atom", "/facts.atom"}} {
		p.Formats = append(p.Formats, chip{Name: f[0], Href: address(f[1], rest)})
	}
}

// facet makes choices of a facet's values. Those that are on stay in sight, also where nothing has them.
func (w *wish) facet(name string, values []index.Value) facet {
	on := parted(name, w.values[name])
	f := facet{Name: name}
	for _, v := range values {
		c := choice{Value: v, On: slices.Contains(on, v.Value)}
		if c.On {
			c.Href = w.less("/facts", name, v.Value)
			on = slices.DeleteFunc(on, func(x string) bool { return x == v.Value })
		} else {
			c.Href = w.with("/facts", name, v.Value)
		}
		f.Choices = append(f.Choices, c)
	}
	for _, v := range on {
		f.Choices = append(f.Choices, choice{Value: index.Value{Value: v, Label: v}, On: true, Href: w.less("/facts", name, v)})
	}
	return f
}
