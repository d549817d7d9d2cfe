package serve

import (
	"strconv"

	g "maragu.dev/gomponents"
)

// Pages are built of nodes: el is an element, attr an attribute, chars a text. Texts and attributes are escaped as they are written; only what
// stands in this package is given to raw, which is not. Addresses of other sites come through outside, since a node does not look into an address.
// The four are not inlined: each place would have a copy of what writes the node, two thirds of a megabyte in all.

//go:noinline
func el(name string, inside ...g.Node) g.Node { return g.El(name, inside...) }

//go:noinline
func attr(name string, value ...string) g.Node { return g.Attr(name, value...) }

//go:noinline
func chars(text string) g.Node { return g.Text(text) }

//go:noinline
func raw(markup string) g.Node { return g.Raw(markup) }

// document is a whole page around its body.
func document(f frame, body []g.Node) g.Node {
	return g.Group{
		raw("<!DOCTYPE html>\n"),
		el("html", attr("lang", "en"), raw("\n"),
			el("head", raw("\n"),
				el("meta", attr("charset", "utf-8")), raw("\n"),
				el("meta", attr("name", "viewport"), attr("content", "width=device-width, initial-scale=1")), raw("\n"),
				el("meta", attr("name", "color-scheme"), attr("content", "light dark")), raw("\n"),
				el("meta", attr("name", "generator"), attr("content", "factwire")), raw("\n"),
				el("title", chars(f.Title+" – factwire")), raw("\n"),
				el("link", attr("rel", "icon"), attr("href", "data:,")), raw("\n"),
				el("link", attr("rel", "stylesheet"), attr("href", "/style.css")), raw("\n"),
				g.If(f.Feed != "", el("link", attr("rel", "alternate"), attr("type", "application/atom+xml"), attr("title", "Atom"), attr("href", f.Feed))), raw("\n"),
				el("script", attr("src", "/script.js"), attr("defer")), raw("\n"),
			), raw("\n"),
			el("body", raw("\n"),
				el("a", attr("class", "skip"), attr("href", "#main"), chars("Skip to the content")), raw("\n"),
				header(f), raw("\n"),
				el("main", attr("id", "main"), attr("tabindex", "-1"), raw("\n"), g.Group(body)), raw("\n"),
				el("footer", el("p", chars(f.Today+". Each fact rests on sentences of articles, which its page shows."),
					g.If(f.ReadOnly, chars(" This server shows only; it takes no verdicts.")))), raw("\n"),
			), raw("\n"),
		), raw("\n"),
	}
}

// header is what stands above each page: the parts of the server and the search.
func header(f frame) g.Node {
	here := func(part string) g.Node { return g.If(f.Here == part, attr("aria-current", "page")) }
	return el("header", attr("class", "top"), raw("\n"),
		el("a", attr("class", "brand"), attr("href", "/"), here("home"), chars("factwire")), raw("\n"),
		el("nav", attr("aria-label", "Parts"),
			el("a", attr("href", "/facts"), here("facts"), chars("Facts")),
			el("a", attr("href", "/facts?upcoming=1"), chars("Deadlines")),
			el("a", attr("href", "/verdicts"), here("verdicts"), chars("Verdicts")),
			el("a", attr("href", "/about"), here("about"), chars("API"))), raw("\n"),
		el("form", attr("class", "search"), attr("action", "/facts"), attr("method", "get"), attr("role", "search"),
			el("label", attr("class", "name"), attr("for", "q"), chars("Search the facts")),
			el("input", attr("id", "q"), attr("name", "text"), attr("type", "search"), attr("value", f.Search), attr("placeholder", "Search all facts"), attr("maxlength", "400")),
			el("input", attr("type", "hidden"), attr("name", "quotes"), attr("value", "1")),
			el("button", chars("Search"))), raw("\n"))
}

// heading1 is the heading of a page.
func heading1(text string) g.Node { return el("h1", chars(text)) }

// bdi holds a text of which the direction of writing is not known.
func bdi(text string) g.Node { return el("bdi", chars(text)) }

// dim is a text that matters less than what stands around it.
func dim(text string) g.Node { return el("span", attr("class", "dim"), chars(text)) }

// span is a text of a class; nothing if it is empty.
func span(class, text string) g.Node {
	return g.If(text != "", el("span", attr("class", class), chars(text)))
}

// outside links a page of another site; nothing if the address is none of the web.
func outside(address string, inside ...g.Node) g.Node {
	if address = webAddress(address); address == "" {
		return nil
	}
	return el("a", attr("href", address), attr("rel", "noopener noreferrer nofollow external"), g.Group(inside))
}

// wikidata links an item of Wikidata; nothing without one.
func wikidata(item string, inside ...g.Node) g.Node {
	if item == "" {
		return nil
	}
	return outside("https://www.wikidata.org/wiki/"+item, attr("class", "dim"), g.Group(inside))
}

// status is the mark of a status, in the colours of a style.
func status(style, text string) g.Node {
	return el("span", attr("class", "status s-"+style), chars(text))
}

// undo is the button that takes a verdict back.
func undo(number uint64, attributes ...g.Node) g.Node {
	return el("form", attr("method", "post"), attr("action", "/verdicts/"+strconv.FormatUint(number, 10)+"/undo"), g.Group(attributes), el("button", chars("Undo")))
}

// cardsOf is a list of facts.
func cardsOf(class string, all []card) g.Node {
	return el("ul", attr("class", class), g.Map(all, func(c card) g.Node { return c.item() }))
}

// item is a fact in a list.
func (c *card) item() g.Node {
	source := g.Group{}
	if c.Best != nil {
		source = site(c.Best.Site)
		source = append(source, chars(c.Best.Day))
	}
	said := ""
	if c.Said != "" {
		said = " · " + c.Said
	}
	return el("li", attr("class", "card"), raw("\n"),
		el("p", attr("class", "line"), el("span", attr("class", "kind"), chars(string(c.Kind))), raw(" "),
			g.If(c.Of.Always == "", status(string(c.Status), string(c.Status))),
			g.If(c.Disputed, g.Group{raw(" "), status("proposed", "disputed")}),
			g.If(c.Stance != "", g.Group{raw(" "), status("negated", string(c.Stance))}),
			g.If(c.New, g.Group{raw(" "), el("span", attr("class", "badge"), chars("new"))}),
			raw(" "), span("when", c.Day), raw(" "), span("days", c.Due)), raw("\n"),
		el("p", attr("class", "said"), el("a", attr("class", "fact"), attr("href", "/facts/"+c.ID), bdi(c.Short))), raw("\n"),
		g.Map(c.Changes, func(change string) g.Node { return el("p", attr("class", "change"), chars(change)) }), raw("\n"),
		el("p", attr("class", "source"), source, chars(" · "+plainCount(c.Articles, "article", "articles")+", "+plainCount(c.Independent, "source", "sources")+" · "), el("span", attr("title", "confidence"), chars(c.Sure)), chars(said)), raw("\n"))
}

// site names an outlet before something else; nothing without one.
func site(name string) g.Group {
	if name == "" {
		return nil
	}
	return g.Group{bdi(name), chars(", ")}
}

// markup draws a chart; nothing where it has no bars.
func (c *chart) markup() g.Node {
	if len(c.Bars) == 0 {
		return nil
	}
	rect := func(class string, x, y, width, height int) g.Node {
		return el("rect", attr("class", class), attr("x", strconv.Itoa(x)), attr("y", strconv.Itoa(y)), attr("width", strconv.Itoa(width)), attr("height", strconv.Itoa(height)))
	}
	most := strconv.Itoa(c.Most)
	return el("figure", attr("class", "trend"), raw("\n"),
		el("svg", attr("viewBox", "0 0 "+strconv.Itoa(c.Width)+" "+strconv.Itoa(c.Height)), attr("role", "img"),
			attr("aria-label", "Facts first reported in each week, from "+c.First+" to "+c.Last+"; at most "+most), attr("preserveAspectRatio", "none"), raw("\n"),
			g.Map(c.Bars, func(b bar) g.Node {
				return g.Group{el("g", el("title", chars(b.Title)), rect("ground", b.X, 0, b.Width, c.Height),
					g.Map(b.Parts, func(p part) g.Node { return rect("k-"+strconv.Itoa(int(p.Number)), b.X, p.Y, b.Width, p.Height) })), raw("\n")}
			})), raw("\n"),
		el("figcaption", el("span", chars(c.First)),
			el("span", attr("class", "legend"), g.Map(c.Legend, func(p part) g.Node {
				return g.Group{el("span", attr("class", "key k-"+strconv.Itoa(int(p.Number))), chars(p.Kind)), raw(" ")}
			}), chars("most in a week: "+most)),
			el("span", chars(c.Last))), raw("\n"))
}

// value is an item of a list of values with how often each stands.
func value(href, label string, count int) g.Node {
	return el("li", el("a", attr("href", href), bdi(label)), raw(" "), dim(thousands(count)))
}
