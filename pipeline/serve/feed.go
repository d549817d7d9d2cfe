package serve

import (
	"net/http"
	"time"

	"github.com/factwire/factwire/pipeline/internal/atom"
	"github.com/factwire/factwire/pipeline/tabular"
	"github.com/factwire/factwire/pipeline/tell"
	"github.com/factwire/factwire/store"
	"github.com/factwire/factwire/store/merge"
)

func (s *Server) atom(w http.ResponseWriter, r *http.Request) error {
	ask, err := parse(r.URL.Query(), s.options.Now(), false)
	if err != nil {
		return err
	}
	var facts []merge.Fact
	err = s.read(func(v view) error {
		page, err := v.find(&ask, nil)
		if err != nil {
			return err
		}
		facts, err = v.glances(page.ids)
		return err
	})
	if err != nil {
		return err
	}
	base := "http://" + r.Host
	if r.TLS != nil {
		base = "https://" + r.Host
	}
	self := base + address("/facts.atom", ask.values)
	f := atom.Feed{Title: "Facts from the news", ID: self, Updated: s.started.UTC().Format(time.RFC3339), Author: atom.Author{Name: "factwire"},
		Links: []atom.Link{{Rel: "self", Type: "application/atom+xml", Href: self}, {Rel: "alternate", Type: "text/html", Href: base + address("/facts", ask.values)}}}
	latest := ""
	for _, x := range facts {
		e := atom.Entry{Title: tabular.Clean(tell.Sentence(store.BriefOf(x))), ID: "urn:factwire:fact:" + x.ID, Updated: atom.Instant(x.Last), Published: atom.Instant(x.First),
			Links: []atom.Link{{Rel: "alternate", Type: "text/html", Href: base + "/facts/" + x.ID}}}
		if best := tabular.Best(x.Evidence); best != nil {
			e.Summary = tabular.Clean(best.Text)
			if u := webAddress(best.URL); u != "" {
				e.Links = append(e.Links, atom.Link{Rel: "via", Href: u})
			}
		}
		latest = max(latest, x.Last)
		f.Entries = append(f.Entries, e)
	}
	if latest != "" {
		f.Updated = atom.Instant(latest)
	}
	w.Header().Set("Content-Type", "application/atom+xml; charset=utf-8")
	return atom.Write(w, f)
}
