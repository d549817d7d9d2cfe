package serve

import (
	"cmp"
	"net/url"
	"strconv"
	"strings"

	g "maragu.dev/gomponents"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store/index"
)

// errorBody tells what went wrong; back is the fact's page from which it was asked, if it was.
func errorBody(title, text, back string) g.Node {
	return g.Group{heading1(title), el("p", attr("class", "notice"), chars(text)),
		el("p", g.If(back != "", g.Group{el("a", attr("href", back), chars("Back to the fact")), chars(" · ")}), el("a", attr("href", "/"), chars("To the first page")))}
}

func loginBody() g.Node {
	return g.Group{heading1("Token"), el("p", chars("This server asks for its token. Whoever started it has it.")),
		el("form", attr("method", "post"), attr("action", "/login"), attr("class", "stack"),
			el("label", chars("Token "), el("input", attr("name", "token"), attr("type", "password"), attr("autocomplete", "current-password"), attr("required"), attr("autofocus"))),
			el("button", chars("Go on")))}
}

// aboutText tells of the API around the table of parameters.
const (
	aboutText = `<p>Whatever a page lists, a program can have: <code>GET /api/facts?whom=Huawei&amp;kind=ban</code> answers <code>{"facts": […], "total": n, "next": "…"}</code>, each fact as the JSON lines of <code>factwire export</code> have it. <a href="/api/openapi.json">OpenAPI description</a>, <a href="/api/schema.json">JSON schema of a fact</a>.</p>
<h2>Filters</h2>
<p>Pages and all forms of lists take the same parameters. One that is given twice takes either value; of each one that is given one value must be met.</p>
`
	aboutMore = `
<h2>Other forms of a list</h2>
<ul><li><code>/facts.csv</code>, <code>/facts.jsonl</code>: all facts of the list</li><li><code>/facts.atom</code>: a feed of its first facts</li><li><code>/api/facets</code>: how many facts have which value</li><li><code>/api/changes</code>: what the last run changed, or what changed since <code>changed-since</code></li><li><code>/api/facts/ID</code>, <code>/api/articles/ID</code>, <code>/api/entity?key=KEY</code>, <code>/api/verdicts</code></li></ul>
<h2>Verdicts</h2>
<p><code>POST /api/facts/ID/verdicts</code> with <code>{"action": "accept"}</code>, <code>{"action": "reject", "why": "…"}</code> or <code>{"action": "edit", "fields": {"when": "by 2027"}}</code> answers the numbers of the verdicts; <code>DELETE /api/verdicts/NUMBER</code> takes one back.</p>
`
)

func aboutBody() g.Node {
	return g.Group{heading1("The API"), raw("\n" + aboutText),
		table(heads("parameter", "filters by"), g.Map(parameters[:], func(p [2]string) g.Node {
			return el("tr", el("th", attr("scope", "row"), el("code", chars(p[0]))), el("td", chars(p[1])))
		})),
		raw(aboutMore)}
}

// table has a row of heads above others.
func table(heads g.Group, rows g.Node) g.Node {
	return el("div", attr("class", "scroll"), el("table",
		el("thead", el("tr", heads)),
		el("tbody", rows)))
}

// heads are the heads of columns.
func heads(names ...string) g.Group {
	return g.Map(names, func(name string) g.Node { return el("th", attr("scope", "col"), chars(name)) })
}

// verdictsBody lists verdicts.
func (s *Server) verdictsBody(all []decision) g.Node {
	if len(all) == 0 {
		return g.Group{heading1("Verdicts"), el("p", chars("Nobody has judged a fact yet. A fact's page has buttons to accept, reject or correct it."))}
	}
	undoing := el("th", attr("scope", "col"), el("span", attr("class", "name"), chars("Undo")))
	return g.Group{heading1("Verdicts"), el("div", attr("class", "record"), table(append(heads("Number", "Time", "Verdict", "Fact", "Who", "Why"), undoing), g.Map(all, func(v decision) g.Node {
		fact := el("code", chars(v.Target.ID))
		if v.Line != "" {
			fact = bdi(v.Line)
		}
		return el("tr", el("td", chars(strconv.FormatUint(v.Number, 10))), el("td", chars(moment(v.Time))), el("td", v.said()),
			el("td", el("a", attr("href", "/facts/"+url.PathEscape(v.Target.ID)), fact)),
			el("td", bdi(v.By)), el("td", bdi(v.Why)), el("td", g.If(!s.options.ReadOnly, undo(v.Number))))
	})))}
}

// said words a verdict: what was done, and what to.
func (v *decision) said() g.Node {
	return g.Group{chars(string(v.Action)), g.If(v.Change != "", g.Group{raw(" "), bdi(v.Change)})}
}

func (p *articlePage) body() g.Node {
	source := g.Group(site(p.Site))
	source = append(source, chars(cmp.Or(p.Day, "undated")), g.Map(p.Authors, func(name string) g.Node { return g.Group{chars(", "), bdi(name)} }))
	text := g.Node(el("p", attr("class", "notice"), chars("The text of this article was taken out of the store.")))
	if p.Text != "" {
		text = g.Map(p.Pieces, func(x piece) g.Node {
			if x.Href == "" {
				return chars(x.Text)
			}
			return el("a", attr("class", x.Class), attr("href", x.Href), attr("title", x.Title), g.If(x.ID != "", attr("id", x.ID)), chars(x.Text))
		})
	}
	return g.Group{raw("\n"), el("h1", bdi(cmp.Or(p.Title, "An article without a title"))), raw("\n"),
		el("p", attr("class", "source"), source), raw("\n"),
		el("p", attr("class", "source"), outside(p.Web, chars(p.Web)), g.If(p.Origin != "", g.Group{chars(" · read from "), el("code", bdi(p.Origin))}), chars(" · id "), el("code", chars(p.ID))), raw("\n"),
		el("div", attr("class", "two wide"), raw("\n"),
			el("div", attr("class", "text"), text), raw("\n"),
			el("div", attr("class", "aside"), el("h2", chars(plainCount(len(p.Cards), "fact", "facts"))), raw("\n"), cardsOf("cards", p.Cards)), raw("\n")), raw("\n")}
}

func (p *entityPage) body() g.Node {
	first := true
	names := g.Map(p.Names, func(e factwire.Entity) g.Node {
		before, rest := "; ", ", "+string(e.Type)
		if first {
			before, first = "", false
		}
		if e.Code != "" {
			rest = " " + e.Code + rest
		}
		return g.Group{chars(before), bdi(e.Name), chars(rest)}
	})
	return g.Group{raw("\n"), el("h1", bdi(p.Names[0].Name)), raw("\n"),
		el("p", attr("class", "dim"), names), raw("\n"),
		el("p", attr("class", "tally"), g.Map(p.Kinds, func(v index.Value) g.Node { return g.Group{tally(v), raw(" ")} }),
			wikidata(p.Names[0].Wikidata, chars("Wikidata "+p.Names[0].Wikidata))), raw("\n"),
		p.Chart.markup(), raw("\n"),
		el("div", attr("class", "two wide"), raw("\n"),
			el("div", raw("\n"),
				el("h2", chars("Facts, the last reported first "), el("a", attr("class", "all"), attr("href", p.All), chars("all "+thousands(p.Total)))), raw("\n"),
				cardsOf("cards rows", p.Cards), raw("\n")), raw("\n"),
			el("div", attr("class", "aside"), g.Map(p.Groups, func(x group) g.Node {
				return el("section", el("h2", chars(x.Name)), el("ul", attr("class", "plain values"), g.Map(x.Links, func(l linked) g.Node { return value(l.Href, l.Label, l.Count) })))
			})), raw("\n")), raw("\n")}
}

// tally is how many facts there are of a kind.
func tally(v index.Value) g.Node {
	name := v.Label
	if v.Count == 1 {
		name = v.Value
	}
	return g.Group{el("b", chars(thousands(v.Count))), chars(" " + name)}
}

func (x *section) markup() g.Node {
	list := g.Node(el("p", attr("class", "dim"), chars(x.Empty)))
	if len(x.Cards) > 0 {
		list = cardsOf("cards", x.Cards)
	}
	return el("section", attr("class", "short"),
		el("h2", chars(x.Name), g.If(x.Total > 0, g.Group{raw(" "), el("a", attr("class", "all"), attr("href", x.Href), chars("all "+thousands(x.Total)))})), raw("\n"),
		list, raw("\n"))
}

func (p *homePage) body() g.Node {
	from := "from " + plainCount(p.Articles, "article", "articles")
	if r := p.Run; r != nil {
		from += "; last run " + strconv.FormatUint(r.Number, 10) + ", " + moment(r.Started) + ", " + r.Ended
	}
	column := func(name, filter string, all []index.Value) g.Node {
		return el("div", el("h3", chars(name)), el("ul", attr("class", "plain values"), g.Map(all, func(v index.Value) g.Node {
			return value(address("/facts", url.Values{filter: {v.Value}}), v.Label, v.Count)
		})))
	}
	return g.Group{raw("\n"), el("h1", attr("class", "name"), chars("Facts from the news")), raw("\n"),
		el("p", attr("class", "tally"), g.Map(p.Kinds, func(v index.Value) g.Node {
			return g.Group{el("a", attr("href", address("/facts", url.Values{"kind": {v.Value}})), tally(v)), raw(" ")}
		}), dim(from)), raw("\n"),
		p.Chart.markup(), raw("\n"),
		el("div", attr("class", "two"), raw("\n"), p.Changed.markup(), raw("\n"),
			el("div", p.Ahead.markup(), raw("\n"), g.Map(p.Panels, func(x section) g.Node { return x.markup() }), raw("\n"),
				el("section", attr("class", "short most"), el("h2", chars("Most told of")), raw("\n"),
					el("div", attr("class", "three"), column("Who", "who", p.Parties), raw("\n"), column("Whom", "whom", p.Targets), raw("\n"), column("Country", "country", p.Countries)), raw("\n"))), raw("\n")), raw("\n")}
}

// moment is a time to the minute.
func moment(s string) string {
	return strings.TrimSuffix(strings.Replace(s[:min(len(s), len("2006-01-02T15:04"))], "T", " ", 1), "Z")
}
