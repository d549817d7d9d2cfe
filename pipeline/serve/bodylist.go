package serve

import (
	g "maragu.dev/gomponents"

	"github.com/factwire/factwire/store/query"
)

// body is the page of a list: the filters that are on, the filters that there are, and the facts. Search is what was searched for.
func (p *listPage) body(search string) g.Node {
	return g.Group{raw("\n"), heading1("Facts"), raw("\n"),
		el("p", attr("class", "chips"), g.Map(p.Chips, func(c chip) g.Node {
			return g.Group{el("a", attr("class", "chip"), attr("href", c.Href), attr("title", "Take this filter away"), chars(c.Name+": "), bdi(c.Value), raw(" "),
				el("span", attr("aria-hidden", "true"), chars("×")), el("span", attr("class", "name"), chars(" (take away)"))), raw(" ")}
		})), raw("\n"),
		el("div", attr("class", "withfacets"), raw("\n"), p.filtersOf(search), raw("\n"), p.found(), raw("\n")), raw("\n")}
}

// filtersOf are the form and the facets by which the list can be narrowed.
func (p *listPage) filtersOf(search string) g.Node {
	field := func(label string, attributes ...g.Node) g.Node {
		return g.Group{el("label", chars(label+" "), el("input", attributes...)), raw("\n")}
	}
	return el("details", attr("class", "filters"), attr("open"), el("summary", chars("Filters")), raw("\n"),
		g.Map(p.Facets, func(f facet) g.Node {
			return g.If(len(f.Choices) > 0, el("fieldset", attr("class", "facet"), el("legend", chars(f.Name)), el("ul", attr("class", "plain values"), g.Map(f.Choices, choice.item))))
		}),
		el("form", attr("class", "stack"), attr("action", "/facts"), attr("method", "get"), raw("\n"),
			g.Map(p.Hidden, func(x [2]string) g.Node {
				return el("input", attr("type", "hidden"), attr("name", x[0]), attr("value", x[1]))
			}), raw("\n"),
			field("Words", attr("name", "text"), attr("value", search)),
			field("Anyone", attr("name", "any"), attr("placeholder", "name or code")),
			field("Who", attr("name", "who")),
			field("Whom", attr("name", "whom")),
			field("Country", attr("name", "country")),
			field("Outlet", attr("name", "site")),
			field("Reported since", attr("name", "since"), attr("type", "date"), attr("value", p.Since)),
			el("label", chars("Sort "), el("select", attr("name", "sort"), g.Map(p.Orders, func(o query.Order) g.Node {
				return el("option", g.If(string(o) == p.Order, attr("selected")), chars(string(o)))
			}))), raw("\n"),
			el("button", chars("Show")), raw("\n")), raw("\n"))
}

func (c choice) item() g.Node {
	return el("li", g.If(c.On, attr("class", "on")), el("a", attr("href", c.Href), g.If(c.On, attr("aria-current", "true")), bdi(c.Label)), raw(" "), g.If(c.Count > 0, dim(thousands(c.Count))))
}

// found are the facts of the page, and the ways on.
func (p *listPage) found() g.Node {
	first := true
	return el("div", raw("\n"),
		el("p", attr("class", "count"), attr("role", "status"), p.counted(),
			g.If(p.Omitted > 0, g.Group{chars(" · "), el("a", attr("href", p.Quotes), chars(plainCount(p.Omitted, "quote", "quotes")+" left out: show"))})), raw("\n"),
		cardsOf("cards rows", p.Cards), raw("\n"),
		el("nav", attr("class", "pages"), attr("aria-label", "Pages"), way("prev", p.Previous, "← Previous"), raw(" "), way("next", p.Next, "Next →")), raw("\n"),
		el("p", attr("class", "dim"), chars("This list as "), g.Map(p.Formats, func(f chip) g.Node {
			before := ", "
			if first {
				before, first = "", false
			}
			return g.Group{chars(before), el("a", attr("href", f.Href), chars(f.Name))}
		}), chars("; this page's address is its permalink.")), raw("\n"))
}

// way links the page before or behind; nothing where there is none.
func way(rel, href, text string) g.Node {
	return g.If(href != "", el("a", attr("rel", rel), attr("href", href), chars(text)))
}

// counted tells which of how many facts are shown.
func (p *listPage) counted() g.Node {
	switch {
	case len(p.Cards) > 0:
		return chars(thousands(p.From) + " to " + thousands(p.To) + " of " + plainCount(p.Total, "fact", "facts"))
	case p.Total > 0:
		return chars("There are " + plainCount(p.Total, "fact", "facts") + ", and this page is behind the last.")
	}
	return g.Group{chars("No fact meets these filters. "), el("a", attr("href", "/facts"), chars("Leave them out")), chars(", or take one away above.")}
}
