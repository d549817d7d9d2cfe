package merge

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/factwire/factwire"
)

// build adds up the observations of one fact.
func build(obs []factwire.Fact, independent map[string]string) Fact {
	best := slices.MinFunc(obs, func(a, b factwire.Fact) int {
		return cmp.Or(
			cmp.Compare(b.Confidence, a.Confidence),
			cmp.Compare(len(b.When.Date), len(a.When.Date)),
			cmp.Compare(len(b.What), len(a.What)),
			compare(a, b))
	})
	f := Fact{Fact: best}
	f.Evidence = nil
	f.People = nil
	articles, outlets := map[string]bool{}, map[string]bool{}
	for _, o := range obs {
		f.Evidence = append(f.Evidence, o.Evidence...)
		for _, p := range o.People {
			if !slices.ContainsFunc(f.People, func(e factwire.Entity) bool { return e.Key() == p.Key() }) {
				f.People = append(f.People, p)
			}
		}
		if len(o.About) > 0 && (f.About == "" || len(o.About) < len(f.About) && best.About == "") {
			f.About = o.About
		}
		if f.Where == "" {
			f.Where = o.Where
		}
		if len(o.When.Date) > len(f.When.Date) && o.Status == best.Status || f.When.Date == "" && o.Status == factwire.Done {
			f.When = o.When
		}
		for _, e := range o.Evidence {
			articles[e.Article] = true
			outlets[outlet(e)] = true
			if e.Published != "" {
				if d := dayOf(e.Published); f.First == "" || d < f.First {
					f.First = d
				}
				if d := dayOf(e.Published); d > f.Last {
					f.Last = d
				}
			}
		}
	}
	slices.SortFunc(f.Evidence, func(a, b factwire.Evidence) int {
		return cmp.Or(cmp.Compare(a.Published, b.Published), cmp.Compare(a.Article, b.Article), cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), cmp.Compare(a.Rule, b.Rule))
	})
	f.Evidence = slices.CompactFunc(f.Evidence, func(a, b factwire.Evidence) bool {
		return a.Article == b.Article && a.Start == b.Start && a.End == b.End
	})
	slices.SortStableFunc(f.People, func(a, b factwire.Entity) int { return cmp.Compare(a.Key(), b.Key()) })
	f.Articles, f.Outlets = len(articles), len(outlets)
	f.Independent, f.Confidence = corroboration(obs, independent)
	f.History = history(obs)
	if n := len(f.History); n > 0 {
		f.Status = f.History[n-1].Status
		if d := f.History[n-1].event; d != "" {
			f.When.Date = d
		}
	}
	return f
}

// outlet is the name by which an article's publisher counts: its site, else its own id.
func outlet(e factwire.Evidence) string {
	if e.Site != "" {
		return strings.ToLower(e.Site)
	}
	return e.Article
}

// corroboration counts independent sources and gives the fact's confidence. Copies of one text, and one
// outlet's articles, count as one source, with the highest confidence among them. The best source gives its own
// confidence; every further one takes half of its confidence off what doubt remains
// (a damped noisy-or), up to 0.99. Sources are taken from the best down, so that the sum does not depend on order.
func corroboration(obs []factwire.Fact, independent map[string]string) (int, float64) {
	// An outlet and a text may each tie two articles together: sources are the connected groups.
	parent := map[string]string{}
	var find func(string) string
	find = func(x string) string {
		if p, ok := parent[x]; ok && p != x {
			r := find(p)
			parent[x] = r
			return r
		}
		parent[x] = x
		return x
	}
	for _, o := range obs {
		for _, e := range o.Evidence {
			text := "text:" + e.Article
			if g, ok := independent[e.Article]; ok {
				text = "text:" + g
			}
			a, b := find(text), find("outlet:"+outlet(e))
			if a != b {
				parent[max(a, b)] = min(a, b)
			}
		}
	}
	bySource := map[string]float64{}
	for _, o := range obs {
		for _, e := range o.Evidence {
			s := find("outlet:" + outlet(e))
			bySource[s] = max(bySource[s], o.Confidence)
		}
	}
	all := make([]float64, 0, len(bySource))
	for _, c := range bySource {
		all = append(all, c)
	}
	slices.SortFunc(all, func(a, b float64) int { return cmp.Compare(b, a) })
	doubt := 1.0
	for i, c := range all {
		if i == 0 {
			doubt = 1 - c
		} else {
			doubt *= 1 - c/2
		}
	}
	confidence := 1 - doubt
	if len(all) > 1 {
		confidence = min(confidence, max(0.99, all[0]))
	}
	return len(bySource), math.Round(confidence*1000) / 1000
}
