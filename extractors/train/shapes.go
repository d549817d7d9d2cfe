package train

import (
	"fmt"
	"io/fs"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/shapes"
)

// Shapes reads a folder of marked shapes with its names and fills each shape the given number of times, from the filling
// numbered first on.
func Shapes(dir fs.FS, first, fillings int) ([]Example, error) {
	all, err := shapes.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	data, err := fs.ReadFile(dir, "names.yaml")
	if err != nil {
		return nil, fmt.Errorf("shapes: %w", err)
	}
	names, err := shapes.ReadNames("names.yaml", data)
	if err != nil {
		return nil, err
	}
	var out []Example
	for i := range all {
		for n := range fillings {
			s := all[i].Fill(names, uint64(first+n))
			x := Example{ID: fmt.Sprintf("%s:%d.%d", all[i].File, all[i].Line, n), Fold: i, Shape: true, Article: factwire.Article{Text: s.Text, Published: shapes.Published}}
			for _, t := range s.Facts {
				e := Event{Kind: t.Kind, Status: t.Status, Cues: [][2]int{t.Cue}, Optional: t.Optional, Date: string(t.When.Date), Roles: map[string][]Span{}, Names: map[string][]string{}}
				for role, entities := range map[string][]shapes.Entity{"who": t.Who, "whom": t.Whom, "people": t.People} {
					for _, m := range entities {
						name := m.Name
						if m.Code != "" {
							name = m.Code
						}
						e.Names[role] = append(e.Names[role], name)
						if s, ok := nearest(m.Spans, t.Cue); ok {
							e.Roles[role] = append(e.Roles[role], Span{s[0], s[1], name})
						}
					}
				}
				if len(t.Due) > 0 {
					e.When = &Span{t.Due[0][0], t.Due[0][1], e.Date}
				}
				x.Events = append(x.Events, e)
			}
			out = append(out, x)
		}
	}
	return out, nil
}

// nearest returns the span that stands nearest to a cue.
func nearest(all []factwire.Span, cue factwire.Span) (best factwire.Span, ok bool) {
	least := 1 << 30
	for _, s := range all {
		if d := max(s[0]-cue[1], cue[0]-s[1]); d < least {
			best, least, ok = s, d, true
		}
	}
	return best, ok
}
