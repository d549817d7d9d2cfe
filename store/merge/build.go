package merge

import (
	"cmp"
	"slices"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/kind"
	"github.com/factwire/factwire/store/entity"
)

// duty is what tells whether one deadline replaces another.
type duty struct {
	who         string
	whom, stems []string
}

// build adds up the observations of one fact.
func build(c *cluster, canon *entity.Canon, key keyed, o Options) Fact {
	views := c.views
	best := &views[0]
	for i := range views[1:] {
		if v := &views[i+1]; better(v, best) {
			best = v
		}
	}
	f := Fact{Fact: factwire.Fact{ID: c.id, Kind: best.Kind}, Aliases: c.aliases, Node: c.node}
	named := namedIn(views)
	f.Who = party(views, canon, key, func(v *view) []factwire.Entity {
		if v.replaced(named) {
			return slices.DeleteFunc(slices.Clone(v.Who), func(e factwire.Entity) bool { return e.Type == factwire.Group })
		}
		return v.Who
	})
	f.Whom = party(views, canon, key, func(v *view) []factwire.Entity { return v.Whom })
	f.People = party(views, canon, key, func(v *view) []factwire.Entity { return v.People })
	f.History, f.Status = history(views)
	f.When = when(views, f.Status)
	f.What, f.Form = what(views, best)
	f.Stance = best.Stance
	f.About, f.Where = about(views, best), most(views, func(v *view) string { return v.Where })

	for i := range views {
		first, last := views[i].days()
		if first != "" && (f.First == "" || first < f.First) {
			f.First = first
		}
		f.Last = max(f.Last, last)
	}
	f.Articles = articlesOf(views, func(*view) bool { return true })
	if t := best.tally(); t != nil {
		f.seed, f.tally, f.shapes = seedOf(views), t, numbersOf(views)
		f.Outlets, f.Independent, f.Confidence = t.corroboration(views)
	} else {
		f.prove(views)
		if !o.Lean {
			f.reports = make([]factwire.Fact, len(views))
			for i := range views {
				f.reports[i] = views[i].Fact
			}
		}
		f.Independent, f.Confidence = corroboration(views, o.Prints)
	}
	if best.of.Identity.When == kind.Due {
		f.duty = dutyOf(views)
	}
	return f
}

// prove gives a fact the evidence of its views.
func (f *Fact) prove(views []view) {
	outlets := map[string]bool{}
	n := 0
	for i := range views {
		n += len(views[i].Evidence)
	}
	f.Evidence = make([]factwire.Evidence, 0, n)
	for i := range views {
		for _, e := range views[i].Evidence {
			f.Evidence = append(f.Evidence, e)
			outlets[outlet(e)] = true
		}
	}
	if n == 0 {
		f.Evidence = nil
	}
	slices.SortFunc(f.Evidence, compareEvidence)
	f.Evidence = slices.CompactFunc(f.Evidence, func(a, b factwire.Evidence) bool {
		return a.Article == b.Article && a.Start == b.Start && a.End == b.End
	})
	f.Outlets = len(outlets)
	if len(f.Evidence) > 0 {
		e := f.Evidence[0]
		f.seed = Spot{Article: e.Article, Start: e.Start, End: e.End}
	}
}

func dutyOf(views []view) duty {
	d := duty{who: strings.Join(views[0].who, ";")}
	for i := range views {
		d.whom = append(d.whom, views[i].whom...)
		d.stems = append(d.stems, views[i].stems...)
	}
	slices.Sort(d.whom)
	slices.Sort(d.stems)
	d.whom, d.stems = slices.Compact(d.whom), slices.Compact(d.stems)
	return d
}

// better reports whether a tells the fact more surely or more fully than b, which comes before it; the earlier report wins ties.
func better(a, b *view) bool {
	if n := cmp.Or(cmp.Compare(b.sure(), a.sure()), cmp.Compare(b.date.length2(), a.date.length2())); n != 0 || a.sum == nil {
		return n < 0
	}
	return compare(&a.sum.best, &b.sum.best) < 0
}

// sure is the confidence of the surest report that a view stands for.
func (v *view) sure() float64 {
	if v.sum != nil {
		return v.sum.Sure
	}
	return v.Confidence
}

// length2 orders an unknown date behind all known ones: a greater number is a finer date.
func (p period) length2() int {
	if !p.known {
		return 0
	}
	return 1_000_000 - min(p.length(), 999_999)
}

// party lists the entities that any view names, in the order of the view that names most of them, each under one name.
func party(views []view, c *entity.Canon, key keyed, of func(*view) []factwire.Entity) []factwire.Entity {
	type seen struct {
		names              map[string]int
		first              factwire.Entity // of the earliest view
		title, affiliation string          // at the time: of the earliest view that gives one
		code               string
	}
	all := map[string]*seen{}
	var order []string
	longest := 0
	for i := range views {
		if n := len(of(&views[i])); n > len(of(&views[longest])) {
			longest = i
		}
	}
	add := func(v *view) {
		for _, e := range of(v) {
			k := key(e)
			s := all[k]
			if s == nil {
				s = &seen{names: map[string]int{}, first: e}
				all[k] = s
				order = append(order, k)
			}
			s.names[c.Name(e)] += v.weight()
			s.title, s.affiliation, s.code = cmp.Or(s.title, e.Title), cmp.Or(s.affiliation, e.Affiliation), cmp.Or(s.code, e.Code)
		}
	}
	for _, e := range of(&views[longest]) { // for their order only
		if k := key(e); all[k] == nil {
			all[k] = &seen{names: map[string]int{}, first: e}
			order = append(order, k)
		}
	}
	for i := range views {
		add(&views[i])
	}
	var out []factwire.Entity
	for _, k := range order {
		s := all[k]
		e := s.first
		e.Title, e.Affiliation, e.Code = s.title, s.affiliation, s.code
		e.Name = ""
		for name, n := range s.names {
			if e.Name == "" || cmp.Or(cmp.Compare(n, s.names[e.Name]), cmp.Compare(len(name), len(e.Name)), cmp.Compare(e.Name, name)) > 0 {
				e.Name = name
			}
		}
		out = append(out, e)
	}
	return out
}

// when is the date of the current status, else of the status whose dates count most.
func when(views []view, current factwire.Status) factwire.When {
	for _, s := range []factwire.Status{current, factwire.Done, factwire.Reversed, factwire.Proposed, factwire.Negated} {
		if e := effectOf(views, s); e.date.known {
			return factwire.When{Date: e.text, Relation: e.relation}
		}
	}
	return factwire.When{}
}

// what is the class of a signing or a ban, the action of the best report, or the fullest wording of a quote, its
// directly quoted ones before others.
func what(views []view, best *view) (string, factwire.Form) {
	switch best.of.Identity.What {
	case kind.Words:
		q := &views[0]
		for i := range views[1:] {
			v := &views[i+1]
			if d, e := v.Form == factwire.Direct, q.Form == factwire.Direct; d != e {
				if d {
					q = v
				}
			} else if len(v.words) > len(q.words) {
				q = v
			}
		}
		return q.What, q.Form
	case kind.Action, kind.Subject, kind.Free:
		return best.What, best.Form
	}
	return class(&cluster{views: views}), best.Form
}

// about is what the best report says it is about, else what most reports say.
func about(views []view, best *view) string {
	if best.About != "" {
		return best.About
	}
	return most(views, func(v *view) string { return v.About })
}

// most is the value that most views give, the longest of equals; views without one do not count.
func most(views []view, of func(*view) string) string {
	count := map[string]int{}
	for i := range views {
		if s := of(&views[i]); s != "" {
			count[s] += views[i].weight()
		}
	}
	best := ""
	for s, n := range count {
		if best == "" || cmp.Or(cmp.Compare(n, count[best]), cmp.Compare(len(s), len(best)), cmp.Compare(best, s)) > 0 {
			best = s
		}
	}
	return best
}
