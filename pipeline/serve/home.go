package serve

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/factwire/factwire/store"
	"github.com/factwire/factwire/store/index"
	"github.com/factwire/factwire/store/query"
)

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
		if p.Changed, err = s.changed(v, runs); err != nil {
			return err
		}
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
	s.show(w, http.StatusOK, frame{Title: "Facts from the news", Here: "home"}, p.body())
	return nil
}

// changed is what the last run changed; if that was nothing, as of most runs of a clock, what the one before it did that changed something.
func (s *Server) changed(v view, runs []store.Run) (section, error) {
	run, err := v.store.LastRun()
	if err != nil {
		return section{}, err
	}
	name := "What the last run changed"
	ask, err := parse(url.Values{}, s.options.Now(), false)
	if err != nil {
		return section{}, err
	}
	err = v.index.Find(ask.query, func(sel *index.Selection) error {
		if latest := sel.LastRun(); latest < run {
			run = latest
			name = "What last changed"
			if i := slices.IndexFunc(runs, func(r store.Run) bool { return r.Number == run }); i >= 0 {
				name += ", by the run of " + moment(runs[i].Started)
			}
		}
		return nil
	})
	if err != nil {
		return section{}, err
	}
	out, err := s.section(v, name, url.Values{"changed-since": {strconv.FormatUint(run, 10)}})
	out.Empty = "Nothing yet."
	return out, err
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
		changes, err := v.changes(page.ids, ask.query.SinceRun, v.glances)
		for _, c := range changes {
			x := s.card(c.Fact, v.store.Canon())
			x.New, x.Changes = c.New, c.What
			out.Cards = append(out.Cards, x)
		}
		return out, err
	}
	facts, err := v.glances(page.ids)
	out.Cards = s.cards(facts, v.store.Canon())
	return out, err
}
