package serve

import (
	"encoding/xml"
	"net/http"
	"time"

	"github.com/factwire/factwire/pipeline/tabular"
	"github.com/factwire/factwire/pipeline/tell"
	"github.com/factwire/factwire/store"
	"github.com/factwire/factwire/store/merge"
)

// The elements of an Atom feed (RFC 4287).
type (
	feed struct {
		XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
		Title   string      `xml:"title"`
		ID      string      `xml:"id"`
		Updated string      `xml:"updated"`
		Author  author      `xml:"author"`
		Links   []link      `xml:"link"`
		Entries []feedEntry `xml:"entry"`
	}
	author struct {
		Name string `xml:"name"`
	}
	link struct {
		Rel  string `xml:"rel,attr"`
		Type string `xml:"type,attr,omitempty"`
		Href string `xml:"href,attr"`
	}
	feedEntry struct {
		Title     string `xml:"title"`
		ID        string `xml:"id"`
		Updated   string `xml:"updated"`
		Published string `xml:"published,omitempty"`
		Links     []link `xml:"link"`
		Summary   string `xml:"summary"`
	}
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
		facts, err = v.facts(page.ids)
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
	f := feed{Title: "Facts from the news", ID: self, Updated: s.started.UTC().Format(time.RFC3339), Author: author{"factwire"},
		Links: []link{{Rel: "self", Type: "application/atom+xml", Href: self}, {Rel: "alternate", Type: "text/html", Href: base + address("/facts", ask.values)}}}
	latest := ""
	for _, x := range facts {
		e := feedEntry{Title: tabular.Clean(tell.Sentence(store.BriefOf(x))), ID: "urn:factwire:fact:" + x.ID, Updated: instant(x.Last), Published: instant(x.First),
			Links: []link{{Rel: "alternate", Type: "text/html", Href: base + "/facts/" + x.ID}}}
		if best := tabular.Best(x.Evidence); best != nil {
			e.Summary = tabular.Clean(best.Text)
			if u := webAddress(best.URL); u != "" {
				e.Links = append(e.Links, link{Rel: "via", Href: u})
			}
		}
		latest = max(latest, x.Last)
		f.Entries = append(f.Entries, e)
	}
	if latest != "" {
		f.Updated = instant(latest)
	}
	data, err := xml.MarshalIndent(f, "", " ")
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/atom+xml; charset=utf-8")
	_, _ = w.Write(append([]byte(xml.Header), append(data, '\n')...)) // who asked may be gone
	return nil
}

// instant is a day as a time of a feed; an unknown one is the beginning of the clock.
func instant(day string) string {
	if len(day) < len(time.DateOnly) {
		return "1970-01-01T00:00:00Z"
	}
	return day[:len(time.DateOnly)] + "T00:00:00Z"
}
