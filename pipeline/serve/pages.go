package serve

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/kind"
	"github.com/factwire/factwire/pipeline/tell"
	"github.com/factwire/factwire/store"
	"github.com/factwire/factwire/store/index"
	"github.com/factwire/factwire/store/merge"
	"github.com/factwire/factwire/store/query"
)

//go:embed assets
var assets embed.FS

// asset is a file that pages load.
type asset struct {
	data       []byte
	kind, etag string
}

func (a asset) serve(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", a.kind)
	w.Header().Set("Cache-Control", "no-cache")
	w.Header().Set("ETag", a.etag)
	if r.Header.Get("If-None-Match") == a.etag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	_, _ = w.Write(a.data) // who asked may be gone
}

func (s *Server) load() error {
	for name, into := range map[string]*asset{"style.css": &s.style, "script.js": &s.script} {
		data, err := assets.ReadFile("assets/" + name)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(data)
		*into = asset{data, "text/css; charset=utf-8", `"` + hex.EncodeToString(sum[:8]) + `"`}
	}
	s.script.kind = "text/javascript; charset=utf-8"
	pages, err := template.New("").Funcs(template.FuncMap{
		"thousands": thousands,
		"heading":   func(s string) string { return strings.ToUpper(s[:min(1, len(s))]) + s[min(1, len(s)):] },
		"one":       func(name, plural string, n int) string { return plainCount(n, name, plural) },
	}).ParseFS(assets, "assets/*.html")
	s.pages = pages
	return err
}

func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

func plainCount(n int, name, plural string) string {
	if n == 1 {
		return "1 " + name
	}
	return thousands(n) + " " + plural
}

// frame is what every page has.
type frame struct {
	Title    string
	Here     string // the part of the server that the page belongs to
	Search   string // what was searched for
	Feed     string // the address of the list's feed
	ReadOnly bool
	Today    string
	Data     any
}

// show writes a page, whole or not at all.
func (s *Server) show(w http.ResponseWriter, code int, name string, f frame) {
	f.ReadOnly, f.Today = s.options.ReadOnly, s.options.Now().Format(time.DateOnly)
	var b bytes.Buffer
	if err := s.pages.ExecuteTemplate(&b, name, f); err != nil {
		s.options.Note("page %s: %v", name, err)
		http.Error(w, "The page cannot be written.", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(code)
	_, _ = b.WriteTo(w) // who asked may be gone
}

// section is a short list on the first page.
type section struct {
	Name, Href, Empty string
	Total             int
	Cards             []card
}

type homePage struct {
	Articles, Facts int
	Run             *store.Run
	Kinds           []index.Value
	Chart           chart
	Changed         section
	Ahead           section
	Panels          []section
	Parties         []index.Value
	Targets         []index.Value
	Countries       []index.Value
}

// short is how many facts a section of the first page shows.
const short = 12

func (s *Server) home(w http.ResponseWriter, r *http.Request) error {
	var p homePage
	err := s.read(func(v view) error {
		counts, err := v.store.Count()
		if err != nil {
			return err
		}
		p.Articles, p.Facts = counts.Articles, counts.Facts
		runs, err := v.store.Runs()
		if err != nil {
			return err
		}
		if len(runs) > 0 {
			p.Run = &runs[0]
		}
		if err := s.overview(v, &p); err != nil {
			return err
		}
		run, err := v.lastRun()
		if err != nil {
			return err
		}
		if p.Changed, err = s.section(v, "What the last run changed", url.Values{"changed-since": {strconv.FormatUint(run, 10)}}); err != nil {
			return err
		}
		p.Changed.Empty = "The last run changed nothing."
		if p.Ahead, err = s.section(v, "Deadlines ahead", url.Values{"upcoming": {"1"}}); err != nil {
			return err
		}
		p.Ahead.Empty = "No deadline in force is ahead."
		for _, panel := range s.options.Panels {
			values, err := url.ParseQuery(panel.Query)
			if err != nil {
				return err
			}
			x, err := s.section(v, panel.Name, values)
			if err != nil {
				return err
			}
			x.Empty = "Nothing yet."
			p.Panels = append(p.Panels, x)
		}
		return nil
	})
	if err != nil {
		return err
	}
	s.show(w, http.StatusOK, "home", frame{Title: "Facts from the news", Here: "home", Data: p})
	return nil
}

// overview counts what is in the store.
func (s *Server) overview(v view, p *homePage) error {
	const most = 8
	err := v.index.Find(query.Query{}, func(sel *index.Selection) error {
		p.Kinds = sel.Facet(index.Kinds, most)
		return nil
	})
	if err != nil {
		return err
	}
	ask, err := parse(url.Values{}, s.options.Now(), false)
	if err != nil {
		return err
	}
	return v.index.Find(ask.query, func(sel *index.Selection) error {
		p.Parties, p.Targets, p.Countries = sel.Facet(index.Parties, most), sel.Facet(index.Targets, most), sel.Facet(index.Countries, most)
		p.Chart = s.chart(sel)
		return nil
	})
}

// section reads the first facts of a list, with what became of them where the list is of changes.
func (s *Server) section(v view, name string, values url.Values) (section, error) {
	out := section{Name: name, Href: address("/facts", values)}
	ask, err := parse(values, s.options.Now(), false)
	if err != nil {
		return out, err
	}
	ask.most = short
	page, err := v.find(&ask, nil)
	if err != nil {
		return out, err
	}
	out.Total = page.total
	if ask.query.SinceRun > 0 {
		changes, err := v.changes(page.ids, ask.query.SinceRun)
		for _, c := range changes {
			x := s.card(c.Fact, v.store.Canon())
			x.New, x.Changes = c.New, c.What
			out.Cards = append(out.Cards, x)
		}
		return out, err
	}
	facts, err := v.facts(page.ids)
	out.Cards = s.cards(facts, v.store.Canon())
	return out, err
}

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
	Order           string
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
	p := listPage{Order: string(ask.order), Orders: query.Orders()}
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
		facts, err := v.facts(page.ids)
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
	s.show(w, http.StatusOK, "list", frame{Title: "Facts", Here: "facts", Search: strings.Join(ask.query.Texts, " "), Feed: feed, Data: p})
	return nil
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
			if name != "text" {
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

type factPage struct {
	card
	Proofs       []proof
	More         int // pieces of evidence that are not shown
	WhyOne       []string
	Reports      []report
	Superseded   *card
	Contradicted []card
	Verdicts     []merge.Verdict
	Fields       [][3]string // name, heading, value
	Done         []uint64    // verdicts that were just given
}

// report is what one article told, and how sure that was.
type report struct {
	Site, Day, Sure, Rule string
	Status                factwire.Status
}

// mostProofs is how many pieces of evidence a page shows.
const mostProofs = 60

func (s *Server) fact(w http.ResponseWriter, r *http.Request) error {
	var p factPage
	err := s.read(func(v view) error {
		f, err := v.fact(r.PathValue("id"))
		if err != nil {
			return err
		}
		p.card = s.card(f, v.store.Canon())
		p.WhyOne = tell.WhyOne(f, v.store.Canon())
		p.evidence(v, f)
		if f.SupersededBy != "" {
			if other, err := v.store.Fact(f.SupersededBy); err == nil {
				c := s.card(other, v.store.Canon())
				p.Superseded = &c
			}
		}
		for _, id := range f.Contradicts {
			if other, err := v.store.Fact(id); err == nil {
				p.Contradicted = append(p.Contradicted, s.card(other, v.store.Canon()))
			}
		}
		all, err := v.store.Verdicts()
		for _, x := range all {
			if x.Target.ID == f.ID || slices.Contains(f.Aliases, x.Target.ID) {
				p.Verdicts = append(p.Verdicts, x)
			}
		}
		return err
	})
	if err != nil {
		return err
	}
	for _, name := range tell.Fields() {
		if text := tell.Field(p.Fact.Fact, name); text != "" || !slices.Contains(p.Of.Lacks(), name) {
			p.Fields = append(p.Fields, [3]string{name, heading(p.Of, name), text})
		}
	}
	for _, n := range r.URL.Query()["done"] {
		number, err := strconv.ParseUint(n, 10, 64)
		if err == nil && slices.ContainsFunc(p.Verdicts, func(v merge.Verdict) bool { return v.Number == number }) {
			p.Done = append(p.Done, number)
		}
	}
	s.show(w, http.StatusOK, "fact", frame{Title: p.Line, Here: "facts", Data: p})
	return nil
}

// heading names a field of a kind.
func heading(d *kind.Descriptor, field string) string {
	switch field {
	case "who":
		return d.Headings.Who
	case "whom":
		return cmp.Or(d.Headings.Whom, "Whom")
	case "people":
		return cmp.Or(d.Headings.People, "People")
	case "what":
		return d.Headings.What
	case "about":
		return cmp.Or(d.Headings.About, "About")
	}
	return strings.ToUpper(field[:1]) + field[1:]
}

// evidence fills in where a fact is told, and how sure each report is.
func (p *factPage) evidence(v view, f merge.Fact) {
	const context = 240 // bytes
	for i, e := range f.Evidence {
		if i == mostProofs {
			p.More = len(f.Evidence) - i
			break
		}
		x := proofOf(e)
		x.Href += "#f-" + f.ID
		if a, ok, err := v.store.Article(e.Article); err == nil && ok {
			x.Before, x.After = around(a.Text, e.Start, e.End, context)
		}
		p.Proofs = append(p.Proofs, x)
	}
	for i, o := range f.Reports() {
		if i == mostProofs || len(o.Evidence) == 0 {
			break
		}
		e := o.Evidence[0]
		p.Reports = append(p.Reports, report{cmp.Or(e.Site, query.Host(e.URL), "article "+e.Article), e.Published[:min(len(e.Published), len(time.DateOnly))], fmt.Sprintf("%.2f", o.Confidence), e.Rule, o.Status})
	}
}

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
func (v view) entity(key string, most int) (p entityPage, err error) {
	e, ok := v.index.EntityOf(key)
	if key == "" || !ok {
		return p, errNoEntity
	}
	p.Entity = e
	err = v.index.Find(query.Query{}, func(all *index.Selection) error {
		sel := all.Of(key, index.Any)
		p.Total = sel.Count()
		p.Kinds = sel.Facet(index.Kinds, most)
		const others = 10
		p.Links = sel.Links(key, others)
		p.Facts, err = v.facts(sel.Page(query.Newest, 0, most))
		return err
	})
	return p, err
}

func (s *Server) entity(w http.ResponseWriter, r *http.Request) error {
	var p entityPage
	key := r.URL.Query().Get("key")
	err := s.read(func(v view) (err error) {
		if p, err = v.entity(key, defaultFacts); err != nil {
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
	s.show(w, http.StatusOK, "entity", frame{Title: name, Here: "facts", Feed: strings.Replace(p.All, "/facts", "/facts.atom", 1), Data: p})
	return nil
}

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
	s.show(w, http.StatusOK, "article", frame{Title: cmp.Or(p.Article.Title, "Article "+p.ID), Here: "facts", Data: p})
	return nil
}

func (s *Server) verdicts(w http.ResponseWriter, _ *http.Request) error {
	all, err := s.allVerdicts()
	if err != nil {
		return err
	}
	slices.Reverse(all)
	const most = 500
	s.show(w, http.StatusOK, "verdicts", frame{Title: "Verdicts", Here: "verdicts", Data: all[:min(len(all), most)]})
	return nil
}

func (s *Server) about(w http.ResponseWriter, _ *http.Request) error {
	s.show(w, http.StatusOK, "about", frame{Title: "The API", Here: "about", Data: parameters})
	return nil
}

func (s *Server) login(w http.ResponseWriter, _ *http.Request) error {
	s.show(w, http.StatusOK, "login", frame{Title: "Token"})
	return nil
}

func (s *Server) enter(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return wrongf("the form cannot be read: %v", err)
	}
	if s.options.Token == "" || !equal(strings.TrimSpace(r.PostForm.Get("token")), s.options.Token) {
		time.Sleep(time.Second) // guessing is to be slow
		return refused{http.StatusUnauthorized, "This is not the token of this server."}
	}
	http.SetCookie(w, &http.Cookie{Name: cookie, Value: s.session, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode, Secure: r.TLS != nil})
	http.Redirect(w, r, "/", http.StatusSeeOther)
	return nil
}
