package serve

import (
	"fmt"
	"strings"
	"time"

	"github.com/factwire/factwire/kind"
	"github.com/factwire/factwire/store/index"
)

// chart is how many facts were first reported in each week, as stacked bars.
type chart struct {
	Bars          []bar
	Width, Height int
	Most          int
	First, Last   string
	Legend        []part // one for each kind
}

type bar struct {
	X, Width int
	Title    string
	Parts    []part
}

// part is a kind's share of a bar; its colour goes by the kind's number.
type part struct {
	Kind      string
	Number    uint8
	Y, Height int
}

// weeks is how many weeks a chart shows.
const weeks = 26

// chart draws the weeks up to the last report.
func (s *Server) chart(sel *index.Selection) chart {
	until, err := time.Parse(time.DateOnly, sel.Last())
	if now := s.options.Now(); err != nil || until.After(now) {
		until = now
	}
	const step, width, height = 24, 20, 120
	c := chart{Width: weeks * step, Height: height}
	all := sel.Weeks(until, weeks)
	seen := map[string]bool{}
	for _, w := range all {
		n := 0
		for _, x := range w.Counts {
			n += x
		}
		c.Most = max(c.Most, n)
	}
	if c.Most == 0 {
		return chart{}
	}
	for i, w := range all {
		b := bar{X: i * step, Width: width}
		y := height
		var words []string
		for k, d := range kind.All() {
			n := w.Counts[k]
			if n == 0 {
				continue
			}
			h := max(1, n*height/c.Most)
			y -= h
			b.Parts = append(b.Parts, part{string(d.Name), d.Number, max(y, 0), h})
			words = append(words, plainCount(n, string(d.Name), d.Plural))
			if !seen[string(d.Name)] {
				seen[string(d.Name)] = true
			}
		}
		b.Title = fmt.Sprintf("Week of %s: %s", w.Start.Format(time.DateOnly), strings.Join(words, ", "))
		if len(words) == 0 {
			b.Title = fmt.Sprintf("Week of %s: nothing", w.Start.Format(time.DateOnly))
		}
		c.Bars = append(c.Bars, b)
	}
	for _, d := range kind.All() {
		if seen[string(d.Name)] {
			c.Legend = append(c.Legend, part{Kind: d.Plural, Number: d.Number})
		}
	}
	c.First, c.Last = all[0].Start.Format(time.DateOnly), all[len(all)-1].Start.AddDate(0, 0, 6).Format(time.DateOnly)
	return c
}
