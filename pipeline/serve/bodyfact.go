package serve

import (
	"cmp"
	"net/url"
	"strconv"

	g "maragu.dev/gomponents"

	"github.com/factwire/factwire/store/merge"
)

// body is the page of a fact: its fields and why they are believed on one side, the evidence and the verdicts on the other.
func (p *factPage) body(readOnly bool) g.Node {
	return g.Group{raw("\n"),
		el("p", attr("class", "line"), el("span", attr("class", "kind"), chars(string(p.Kind))), raw(" "),
			g.If(p.Of.Always == "", status(string(p.Status), string(p.Status))),
			g.If(p.Stance != "", g.Group{raw(" "), status("negated", string(p.Stance))}),
			g.If(p.Disputed, g.Group{raw(" "), status("proposed", "disputed")}),
			g.Iff(p.Review != nil, func() g.Node { return g.Group{raw(" "), status("negated", p.Review.Verdict)} }),
			raw(" "), span("days", p.Due)), raw("\n"),
		el("h1", attr("class", "factline"), bdi(p.Line)), raw("\n"),
		g.Map(p.Done, func(v decision) g.Node {
			return el("div", attr("class", "notice"), attr("role", "status"), bdi(v.Done), raw(" "), g.If(!readOnly, undo(v.Number, attr("class", "inline"))))
		}), raw("\n"),
		el("div", attr("class", "two wide"), raw("\n"),
			el("div", raw("\n"), p.fields(), p.reasons()), raw("\n"),
			el("div", raw("\n"), p.proofs(), g.If(!readOnly, p.judge()), p.verdicts(readOnly)), raw("\n")), raw("\n")}
}

// fields tells what the fact says, and from how many.
func (p *factPage) fields() g.Node {
	field := func(name string, inside ...g.Node) g.Node {
		return g.Group{el("dt", chars(name)), el("dd", inside...), raw("\n")}
	}
	words := func(name, text string) g.Node { return g.If(text != "", field(name, bdi(text))) }
	value := func(name, text string) g.Node { return g.If(text != "", field(name, chars(text))) }
	parties := func(name string, all []party, items bool) g.Node {
		return g.If(len(all) > 0, field(name, listed(all), g.If(items, itemsOf(all))))
	}
	linked := func(name string, c card) g.Node {
		return field(name, el("a", attr("href", "/facts/"+c.ID), bdi(c.Line)))
	}
	names := p.Of.Headings
	return el("dl", attr("class", "fields"), raw("\n"),
		parties(names.Who, p.Who, true), parties(cmp.Or(names.Whom, "Whom"), p.Whom, true), parties(cmp.Or(names.People, "People"), p.People, false),
		words(names.What, p.What), value("Form", string(p.Form)), value("Stance", string(p.Stance)), words(cmp.Or(names.About, "About"), p.About),
		value("When", p.When), words("Where", p.Where),
		field("Reports", chars(p.reported()+"; "+p.Span)),
		words("Review", p.Said),
		g.Iff(p.Superseded != nil, func() g.Node { return linked("Superseded by", *p.Superseded) }),
		g.Map(p.Contradicted, func(c card) g.Node { return linked("Contradicted by", c) }),
		field("Id", el("a", attr("href", "/facts/"+p.ID), el("code", chars(p.ID))), chars(" · "), el("a", attr("href", "/api/facts/"+p.ID), chars("JSON"))))
}

// reported counts who told the fact.
func (p *factPage) reported() string {
	return plainCount(p.Articles, "article", "articles") + ", " + plainCount(p.Outlets, "outlet", "outlets") + ", " + plainCount(p.Independent, "independent source", "independent sources")
}

// listed names parties, each with a link to its page.
func listed(all []party) g.Node {
	first := true
	return g.Map(all, func(x party) g.Node {
		before := ", "
		if first {
			before, first = "", false
		}
		return g.Group{chars(before), el("a", attr("href", x.Href), bdi(x.Name)), g.If(x.Code != "", g.Group{raw(" "), dim(x.Code)}), g.If(x.Note != "", g.Group{raw(" "), el("span", attr("class", "dim"), bdi(x.Note))})}
	})
}

// itemsOf links the items of Wikidata of parties.
func itemsOf(all []party) g.Node {
	return g.Map(all, func(x party) g.Node {
		return g.If(x.Item != "", g.Group{raw(" "), wikidata(x.Item, attr("title", x.Name+" in Wikidata"), chars(x.Item))})
	})
}

// reasons tells how the fact came about, and why it is held to be so sure.
func (p *factPage) reasons() g.Node {
	return g.Group{raw("\n"), el("h2", chars("History")), raw("\n"),
		el("ol", attr("class", "history"), g.Map(p.History, func(x merge.Stage) g.Node {
			return el("li", el("span", attr("class", "when"), chars(cmp.Or(string(x.Date), "undated"))), raw(" "), status(string(x.Status), string(x.Status)), raw(" "), dim(plainCount(x.Articles, "article", "articles")))
		})), raw("\n"),
		el("h2", chars("Why this confidence: "+p.Sure)), raw("\n"),
		el("p", chars(plainCount(p.Articles, "article", "articles")+" of "+plainCount(p.Outlets, "outlet", "outlets")+" count as "+plainCount(p.Independent, "independent source", "independent sources")+
			": articles of one outlet, copies of one text and the very same sentence are one. The surest source counts in full; each further one takes half of its own confidence off the doubt that is left, up to 0.99.")), raw("\n"),
		g.If(len(p.Reports) > 0, table(heads("Outlet", "Day", "Status told", "Confidence", "Rule"), g.Map(p.Reports, func(r report) g.Node {
			return el("tr", el("td", bdi(r.Site)), el("td", chars(r.Day)), el("td", chars(string(r.Status))), el("td", chars(r.Sure)), el("td", el("code", chars(r.Rule))))
		}))), raw("\n"),
		g.If(len(p.WhyOne) > 0, g.Group{el("h2", chars("Why the reports are one fact")), el("ul", g.Map(p.WhyOne, func(why string) g.Node { return el("li", chars(why)) }))}), raw("\n")}
}

// proofs shows the sentences that prove the fact.
func (p *factPage) proofs() g.Node {
	return g.Group{el("h2", attr("class", "first"), chars("Evidence")), raw("\n"),
		g.Map(p.Proofs, func(x proof) g.Node {
			source := g.Group(site(x.Site))
			if x.Day != "" {
				source = append(source, chars(x.Day+", "))
			}
			source = append(source, el("a", attr("href", x.Href), bdi(cmp.Or(x.Title, "the article"))))
			if page := outside(x.Web, chars("the page")); page != nil {
				source = append(source, chars(" · "), page)
			}
			if x.Origin != "" {
				source = append(source, chars(" · "), el("code", bdi(x.Origin)))
			}
			return el("figure", attr("class", "proof"),
				el("blockquote", g.If(x.Before != "", dim("…"+x.Before)), pieces(x.Pieces), g.If(x.After != "", dim(x.After+"…"))), raw("\n"),
				el("figcaption", attr("class", "source"), source))
		}), raw("\n"),
		g.If(p.More > 0, el("p", chars(strconv.Itoa(p.More)+" more: "), el("a", attr("href", "/api/facts/"+p.ID), chars("as JSON")), chars("."))), raw("\n")}
}

// pieces is a text with its marks.
func pieces(all []piece) g.Node {
	return g.Map(all, func(x piece) g.Node {
		if x.Class == "" {
			return chars(x.Text)
		}
		return el("mark", attr("class", "m-"+x.Class), attr("title", x.Title), chars(x.Text))
	})
}

// judge are the forms by which the fact is accepted, rejected or corrected.
func (p *factPage) judge() g.Node {
	at := "/facts/" + url.PathEscape(p.ID)
	return g.Group{el("h2", chars("Judge it")), raw("\n"),
		el("form", attr("method", "post"), attr("action", at+"/accept"), attr("class", "judge"),
			el("label", attr("class", "grow"), chars("Why "), el("input", attr("name", "why"), attr("placeholder", "a reason, kept with the verdict"))), p.judging(),
			el("button", chars("Accept")), el("button", attr("formaction", at+"/reject"), chars("Reject"))), raw("\n"),
		el("details", attr("class", "correct"), el("summary", chars("Correct it")), el("form", attr("method", "post"), attr("action", at+"/edit"), attr("class", "stack"), raw("\n"),
			g.Map(p.Fields, func(f [3]string) g.Node {
				return el("label", chars(f[1]+" "), el("input", attr("name", f[0]), attr("value", f[2])))
			}), raw("\n"),
			el("p", attr("class", "dim"), chars("Entities stand as “Name (CODE)” for a country and “Name [type]” otherwise, with “; ” between; a date may have a relation before it (“by 2027”).")), raw("\n"),
			el("label", chars("Why "), el("input", attr("name", "why"))), p.judging(), el("button", chars("Correct")))), raw("\n")}
}

// judging asks for the name of who judges.
func (p *factPage) judging() g.Node {
	return el("label", chars("Who judges "), el("input", attr("name", "by"), attr("value", p.By), attr("size", "12"), attr("maxlength", "100"), attr("autocomplete", "username")))
}

// verdicts lists what was said of the fact.
func (p *factPage) verdicts(readOnly bool) g.Node {
	return g.If(len(p.Verdicts) > 0, g.Group{el("h2", chars("Verdicts")), el("ul", attr("class", "plain lines"), g.Map(p.Verdicts, func(v decision) g.Node {
		return el("li", chars(strconv.FormatUint(v.Number, 10)+": "), v.said(), g.If(v.By != "", g.Group{chars(", by "), bdi(v.By)}), chars(", "+moment(v.Time)), g.If(v.Why != "", g.Group{chars(": "), bdi(v.Why)}),
			raw(" "), g.If(!readOnly, undo(v.Number, attr("class", "inline"))))
	})), raw("\n")})
}
