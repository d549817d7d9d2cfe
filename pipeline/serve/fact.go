package serve

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/kind"
	"github.com/factwire/factwire/pipeline/tell"
	"github.com/factwire/factwire/store/merge"
	"github.com/factwire/factwire/store/query"
)

type factPage struct {
	card
	Proofs       []proof
	More         int // pieces of evidence that are not shown
	WhyOne       []string
	Reports      []report
	Superseded   *card
	Contradicted []card
	Verdicts     []decision
	Fields       [][3]string // name, heading, value
	Done         []decision  // what was just decided
	By           string      // who judges
}

// decision is a verdict as pages show it.
type decision struct {
	merge.Verdict
	Change string // what it changes
	Done   string // what it did, in words
	Line   string // the fact that it is on; empty if that is gone
}

func decided(v merge.Verdict) decision {
	return decision{Verdict: v, Change: tell.Decided(v), Done: tell.Done(v)}
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
				p.Verdicts = append(p.Verdicts, decided(x))
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
		if i := slices.IndexFunc(p.Verdicts, func(v decision) bool { return v.Number == number }); err == nil && i >= 0 {
			p.Done = append(p.Done, p.Verdicts[i])
		}
	}
	p.By = s.judgeOf(r)
	s.show(w, http.StatusOK, frame{Title: p.Line, Here: "facts"}, p.body(s.options.ReadOnly))
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
