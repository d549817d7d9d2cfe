// Package merge joins what many articles tell into facts. It does no I/O and keeps no state: the facts
// are a pure function of the set of observations, so order, repetition and the way the
// observations were split over runs or machines cannot change them.
//
// An observation is a fact as one article tells it. Observations are joined by these rules:
//
//  1. Kind, parties (who) and targets (whom) must be the same ([Key]); for a quote, the speaker.
//  2. The class (what) of a signing or a ban must be the same; a bare "agreement" agrees with every
//     class of instrument if the group has one other class only.
//  3. Dates tell facts apart only where they cannot be the same day or period. Dates are compared among
//     observations of one status (a ban is proposed, imposed and lifted on different days); a
//     deadline's due date is compared whatever its status. A vague date joins the one finer date that
//     refines it; where several do, or where no date is given and there are several, it stays a fact of its own.
//  4. Quotes are joined where the words of one are those of the other, or hold them.
//
// Publication date and status never tell facts apart, with one exception: where reports of one
// publication day say both that a thing was done and that it was not, they are two facts that name each other
// in Contradicts.
package merge

import (
	"cmp"
	"slices"
	"strings"

	"github.com/factwire/factwire"
)

// Fact is a fact with what all its reports add up to. Its JSON form is that of FACTS.md's export.
type Fact struct {
	factwire.Fact
	History     []Stage `json:"history,omitempty"`
	Articles    int     `json:"articles"`
	Outlets     int     `json:"outlets"`
	Independent int     `json:"independent"`
	First       string  `json:"first,omitempty"` // earliest publication date
	Last        string  `json:"last,omitempty"`  // latest publication date
	// SupersededBy is the id of the deadline that replaced this one.
	SupersededBy string   `json:"superseded_by,omitempty"`
	Contradicts  []string `json:"contradicts,omitempty"` // ids, sorted
}

// Stage is one step of a fact's history.
type Stage struct {
	Status   factwire.Status `json:"status"`
	Date     string          `json:"date,omitempty"`
	Articles int             `json:"articles"`

	event factwire.Date // the date, if a report gives the event one
}

// Key is what two observations must share to be one fact. Observations of different keys never
// meet, so a store may keep and merge each key's observations by themselves.
func Key(f factwire.Fact) string {
	who := factwire.Keys(f.Who)
	whom := factwire.Keys(f.Whom)
	if f.Kind == factwire.Quote {
		whom = nil
	}
	if f.Kind == factwire.Deadline {
		whom = nil // whose goods a duty is about is told in one report and left out in the next
	}
	return strings.Join([]string{string(f.Kind), strings.Join(who, ";"), strings.Join(whom, ";")}, "|")
}

// Merge returns the facts that the observations of one key tell, sorted by id. Independent maps an
// article's id to the group of copies that it belongs to (nil: each article stands for itself). The
// observations are not changed; the facts share their entities.
func Merge(observations []factwire.Fact, independent map[string]string) []Fact {
	obs := canonical(observations)
	if len(obs) == 0 {
		return nil
	}
	base := factwire.Hash("fact", Key(obs[0]))
	var clusters []cluster
	if obs[0].Kind == factwire.Quote {
		clusters = byWords(obs)
	} else {
		for _, c := range byClass(obs) {
			for _, d := range byDate(c.obs, obs[0].Kind) {
				d.class = c.class
				clusters = append(clusters, contradiction(d)...)
			}
		}
	}
	// One fact keeps the plain id of its key and class; a date goes into the id only where it must
	// tell facts apart.
	count := map[string]int{}
	for _, c := range clusters {
		count[c.class]++
	}
	var out []Fact
	for _, c := range clusters {
		parts := []string{base, c.class}
		if count[c.class] > 1 {
			parts = append(parts, c.tell)
		}
		f := build(c.obs, independent)
		f.ID = factwire.Hash(parts...)
		out = append(out, f)
	}
	link(out, clusters)
	slices.SortFunc(out, func(a, b Fact) int { return cmp.Compare(a.ID, b.ID) })
	return out
}

// canonical sorts the observations and drops repeats, so that nothing later depends on order.
func canonical(observations []factwire.Fact) []factwire.Fact {
	obs := slices.Clone(observations)
	slices.SortStableFunc(obs, compare)
	return slices.CompactFunc(obs, func(a, b factwire.Fact) bool { return compare(a, b) == 0 })
}

func compare(a, b factwire.Fact) int {
	return cmp.Or(
		cmp.Compare(published(a), published(b)),
		cmp.Compare(article(a), article(b)),
		cmp.Compare(start(a), start(b)),
		cmp.Compare(a.Status, b.Status),
		cmp.Compare(a.What, b.What),
		cmp.Compare(a.When.Date, b.When.Date),
		cmp.Compare(a.When.Relation, b.When.Relation),
		cmp.Compare(a.About, b.About),
		cmp.Compare(b.Confidence, a.Confidence),
		cmp.Compare(strings.Join(factwire.Keys(a.People), ";"), strings.Join(factwire.Keys(b.People), ";")),
	)
}

func evidence(f factwire.Fact) factwire.Evidence {
	if len(f.Evidence) == 0 {
		return factwire.Evidence{}
	}
	return f.Evidence[0]
}
func published(f factwire.Fact) string { return evidence(f).Published }
func article(f factwire.Fact) string   { return evidence(f).Article }
func start(f factwire.Fact) int        { return evidence(f).Start }

// cluster is the observations of one fact.
type cluster struct {
	class string
	tell  string // what tells it from the others of its class
	obs   []factwire.Fact
}

// byClass splits by the class of instrument or measure. A deadline's action is wording, no class.
func byClass(obs []factwire.Fact) []cluster {
	if obs[0].Kind == factwire.Deadline {
		return []cluster{{obs: obs}}
	}
	var classes []string
	groups := map[string][]factwire.Fact{}
	for _, o := range obs {
		if _, ok := groups[o.What]; !ok {
			classes = append(classes, o.What)
		}
		groups[o.What] = append(groups[o.What], o)
	}
	slices.Sort(classes)
	const generic = "agreement"
	if _, ok := groups[generic]; ok && obs[0].Kind == factwire.Signing {
		var instruments []string
		for _, c := range classes {
			if c != generic && c != "accession" {
				instruments = append(instruments, c)
			}
		}
		if len(instruments) == 1 {
			// the plain word means the one instrument that is named; its id stays that of the plain word
			groups[generic] = canonical(append(slices.Clone(groups[generic]), groups[instruments[0]]...))
			delete(groups, instruments[0])
			classes = slices.DeleteFunc(classes, func(c string) bool { return c == instruments[0] })
		}
	}
	var out []cluster
	for _, c := range classes {
		out = append(out, cluster{class: c, obs: groups[c]})
	}
	return out
}

// byDate splits by dates that cannot be the same.
func byDate(obs []factwire.Fact, kind factwire.Kind) []cluster {
	lead := factwire.Done
	has := map[factwire.Status]bool{}
	for _, o := range obs {
		if o.When.Date != "" {
			has[o.Status] = true
		}
	}
	for _, s := range []factwire.Status{factwire.Done, factwire.Proposed, factwire.Reversed, factwire.Negated} {
		if has[s] {
			lead = s
			break
		}
	}
	counts := func(o factwire.Fact) bool {
		return o.When.Date != "" && (kind == factwire.Deadline || o.Status == lead)
	}
	var finest []factwire.Date // dates that no other date refines
	for _, o := range obs {
		if !counts(o) {
			continue
		}
		d := o.When.Date
		finer := slices.ContainsFunc(obs, func(p factwire.Fact) bool {
			return counts(p) && p.When.Date != d && p.When.Date.Refines(d)
		})
		if !finer && !slices.Contains(finest, d) {
			finest = append(finest, d)
		}
	}
	slices.Sort(finest)
	if len(finest) <= 1 {
		tell := ""
		if len(finest) == 1 {
			tell = string(finest[0])
		}
		return []cluster{{tell: tell, obs: obs}}
	}
	groups := map[string][]factwire.Fact{}
	for _, o := range obs {
		var fits []factwire.Date
		for _, d := range finest {
			if !counts(o) || d.Refines(o.When.Date) || d == o.When.Date {
				fits = append(fits, d)
			}
		}
		tell := "?"
		switch {
		case len(fits) == 1:
			tell = string(fits[0])
		case counts(o):
			tell = "?" + string(o.When.Date)
		case kind != factwire.Deadline && o.When.Date != "":
			// another status with a date of its own: the last step before it, else the first
			tell = string(nearest(finest, o.When.Date))
		}
		groups[tell] = append(groups[tell], o)
	}
	var out []cluster
	for _, tell := range sortedKeys(groups) {
		out = append(out, cluster{tell: tell, obs: groups[tell]})
	}
	return out
}

// nearest is the last of the dates that begins no later than d, else the first.
func nearest(dates []factwire.Date, d factwire.Date) factwire.Date {
	best := dates[0]
	_, end, _ := d.Bounds()
	for _, x := range dates {
		if first, _, ok := x.Bounds(); ok && !first.After(end) {
			best = x
		}
	}
	return best
}

// contradiction splits reports of one day that say both that a thing was done and that it was not.
func contradiction(c cluster) []cluster {
	day := map[factwire.Status]string{}
	for _, o := range c.obs {
		if p := dayOf(published(o)); p > day[o.Status] {
			day[o.Status] = p
		}
	}
	if day[factwire.Done] == "" || day[factwire.Done] != day[factwire.Negated] {
		return []cluster{c}
	}
	yes, no := c, c
	yes.obs, no.obs = nil, nil
	for _, o := range c.obs {
		if o.Status == factwire.Negated {
			no.obs = append(no.obs, o)
		} else {
			yes.obs = append(yes.obs, o)
		}
	}
	no.tell = c.tell + "|negated"
	return []cluster{yes, no}
}

func dayOf(s string) string {
	if len(s) > 10 {
		return s[:10]
	}
	return s
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
