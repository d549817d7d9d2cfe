package merge

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/kind"
	"github.com/factwire/factwire/store/entity"
)

// Action is what a reviewer decided.
type Action string

// The actions.
const (
	Accept Action = "accept" // the fact is right
	Reject Action = "reject" // the fact is wrong; exports leave it out
	Edit   Action = "edit"   // one field is corrected
	Join   Action = "join"   // two facts are one
	Split  Action = "split"  // some articles tell another fact
)

// Verdict is one decision of a reviewer. It holds on to what it was said of by the fact's id and by the places that told it, so
// that it survives a better extractor and a new reading of the articles.
type Verdict struct {
	Number uint64 `json:"number"` // in the order in which verdicts were given
	Action Action `json:"action"`
	Target Target `json:"target"`
	// Into is the fact that a joined one becomes part of.
	Into *Target `json:"into,omitempty"`
	// Field and Value are those of an edit: a field's JSON name and its new value.
	Field string          `json:"field,omitempty"`
	Value json.RawMessage `json:"value,omitempty"`
	// Articles are those that tell another fact.
	Articles []string `json:"articles,omitempty"`
	By       string   `json:"by,omitempty"`
	Time     string   `json:"time,omitempty"`
	Why      string   `json:"why,omitempty"`
}

// Target is the fact of which something was said.
type Target struct {
	ID    string        `json:"id"`
	Kind  factwire.Kind `json:"kind"`
	Place string        `json:"place"` // of the fact's node
	Who   []string      `json:"who,omitempty"`
	Whom  []string      `json:"whom,omitempty"`
	Words string        `json:"words,omitempty"` // of a quote
	Spots []Spot        `json:"spots"`
}

// Spot is where an article told it: byte offsets, half-open.
type Spot struct {
	Article string `json:"article"`
	Start   int    `json:"start"`
	End     int    `json:"end"`
}

// TargetOf makes a fact the target of a verdict.
func TargetOf(f Fact, c *entity.Canon) Target {
	t := Target{ID: f.ID, Kind: f.Kind, Place: Place(f.Node), Who: partiesOf(f.Fact, c.Key), Whom: keys(f.Whom, c.Key)}
	if kind.Of(f.Kind).Identity.What == kind.Words {
		t.Words = Words(f.What)
	}
	for _, e := range f.Evidence {
		t.Spots = append(t.Spots, Spot{e.Article, e.Start, e.End})
	}
	return t
}

// Review is what reviewers said of a fact, in the form in which it is exported.
type Review struct {
	Verdict string   `json:"verdict"`          // "accepted", "rejected", "corrected", "joined" or "split": the latest word
	Fields  []string `json:"fields,omitempty"` // the fields corrected, sorted
	By      string   `json:"by,omitempty"`
	Time    string   `json:"time,omitempty"`
	Why     string   `json:"why,omitempty"`
}

// Docket is verdicts in their order, prepared for looking up. It is not changed by use.
type Docket struct {
	all       []Verdict
	byID      map[string][]int
	byArticle map[string][]int
	partners  map[string][]string // place to the places that verdicts join to it
	parties   map[string]bool     // kinds and parties of what was judged, see judgedParty
	prefixes  map[string]bool     // with which the ids of what was judged begin
}

// judgedParty is a kind of facts of some parties, by their keys.
func judgedParty(k factwire.Kind, who []string) string {
	return string(k) + "|" + strings.Join(who, ";")
}

// Concerns reports whether a verdict may be about a fact of an observation's node. It is true rather too often.
func (d *Docket) Concerns(observation factwire.Fact, c *entity.Canon) bool {
	if d.Empty() {
		return false
	}
	v := look(observation, c.Key)
	return d.prefixes[Place(v.node())[:8]] || d.parties[judgedParty(v.Kind, v.who)]
}

// NewDocket prepares verdicts.
func NewDocket(verdicts []Verdict) *Docket {
	d := &Docket{all: slices.Clone(verdicts), byID: map[string][]int{}, byArticle: map[string][]int{}, partners: map[string][]string{}, parties: map[string]bool{}, prefixes: map[string]bool{}}
	slices.SortFunc(d.all, func(a, b Verdict) int {
		return cmp.Or(cmp.Compare(a.Number, b.Number), cmp.Compare(a.Time, b.Time), cmp.Compare(a.Target.ID, b.Target.ID), cmp.Compare(a.Action, b.Action), cmp.Compare(a.Field, b.Field), bytes.Compare(a.Value, b.Value))
	})
	for i, v := range d.all {
		targets := []*Target{&v.Target}
		if v.Into != nil {
			targets = append(targets, v.Into)
			d.partners[v.Target.Place] = append(d.partners[v.Target.Place], v.Into.Place)
			d.partners[v.Into.Place] = append(d.partners[v.Into.Place], v.Target.Place)
		}
		for _, t := range targets {
			d.byID[t.ID] = append(d.byID[t.ID], i)
			d.parties[judgedParty(t.Kind, t.Who)] = true
			for _, id := range []string{t.ID, t.Place} {
				d.prefixes[id[:min(8, len(id))]] = true
			}
			if who, ok := v.editedWho(); ok {
				d.parties[judgedParty(t.Kind, who)] = true
			}
			for _, s := range t.Spots {
				d.byArticle[s.Article] = append(d.byArticle[s.Article], i)
			}
		}
	}
	return d
}

// Empty reports whether there are no verdicts.
func (d *Docket) Empty() bool { return d == nil || len(d.all) == 0 }

// Partners returns the places whose facts verdicts join to those of a place.
func (d *Docket) Partners(place string) []string {
	if d == nil {
		return nil
	}
	return d.partners[place]
}

// of returns the numbers of the verdicts that may concern a cluster, in their order.
func (d *Docket) of(c *cluster) []int {
	if d == nil || len(d.all) == 0 {
		return nil
	}
	out := slices.Clone(d.byID[c.id])
	for i := range c.views {
		for _, e := range c.views[i].Evidence {
			out = append(out, d.byArticle[e.Article]...)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// hits reports whether a cluster is what was meant: by its id, or because one of its reports stands where the target's
// stood and names the same parties.
func (t *Target) hits(c *cluster, edited []string) bool {
	if c.views[0].Kind != t.Kind {
		return false
	}
	if c.id == t.ID {
		return true
	}
	for i := range c.views {
		v := &c.views[i]
		if !slices.Equal(v.who, t.Who) && !slices.Equal(v.who, edited) || v.of.Identity.Whom == kind.Same && !slices.Equal(v.whom, t.Whom) {
			continue
		}
		if v.of.Identity.What == kind.Words && !sameWords(v.words, t.Words) {
			continue
		}
		for _, e := range v.Evidence {
			if slices.ContainsFunc(t.Spots, func(s Spot) bool { return s.Article == e.Article && s.Start < e.End && e.Start < s.End }) {
				return true
			}
		}
	}
	return false
}

// rearrange joins and splits clusters as reviewers decided, in the order of their verdicts.
func (d *Docket) rearrange(all []*cluster) []*cluster {
	if d == nil {
		return all
	}
	var wanted []int
	for _, c := range all {
		for _, n := range d.of(c) {
			if a := d.all[n].Action; a == Join || a == Split {
				wanted = append(wanted, n)
			}
		}
	}
	slices.Sort(wanted)
	for _, n := range slices.Compact(wanted) {
		v := &d.all[n]
		for i := 0; i < len(all); i++ {
			c := all[i]
			if !v.Target.hits(c, nil) {
				continue
			}
			if v.Action == Split {
				if part := c.part(v); part != nil {
					all = append(all, part)
				}
				break
			}
			if j := slices.IndexFunc(all, func(x *cluster) bool { return x != c && v.Into != nil && v.Into.hits(x, nil) }); j >= 0 {
				into := all[j]
				into.views = append(into.views, c.views...)
				slices.SortFunc(into.views, func(a, b view) int { return compare(&a, &b) })
				into.aliases = append(append(into.aliases, c.aliases...), c.id)
				slices.Sort(into.aliases)
				into.aliases = slices.Compact(into.aliases)
				all = drop(all, i)
				break
			}
		}
	}
	return all
}

// drop takes one cluster out and keeps the partners' numbers right.
func drop(all []*cluster, i int) []*cluster {
	for _, c := range all {
		switch {
		case c.partner == i:
			c.partner = -1
		case c.partner > i:
			c.partner--
		}
	}
	return slices.Delete(slices.Clone(all), i, i+1)
}

// part takes the views of the verdict's articles out of a cluster; nil if none or all are.
func (c *cluster) part(v *Verdict) *cluster {
	var stay, leave []view
	for _, x := range c.views {
		if slices.Contains(v.Articles, x.article()) {
			leave = append(leave, x)
		} else {
			stay = append(stay, x)
		}
	}
	if len(stay) == 0 || len(leave) == 0 {
		return nil
	}
	c.views = stay
	return &cluster{id: splitID(c.id[:8], append([]string{"split", v.Target.ID}, v.Articles...)...), node: c.node, views: leave, partner: -1}
}

// splitID is the id of a part that was split off a fact.
func splitID(prefix string, parts ...string) string {
	out := prefix + factwire.Hash(parts...)[:8]
	for factwire.Numeric(out) {
		out = prefix + factwire.Hash("again", out)[:8]
	}
	return out
}

// editedWho returns the keys of the parties that a verdict gives a fact, if it does.
func (v *Verdict) editedWho() ([]string, bool) {
	if v.Action != Edit || v.Field != "who" {
		return nil, false
	}
	var who []factwire.Entity
	if json.Unmarshal(v.Value, &who) != nil {
		return nil, false
	}
	return partiesOf(factwire.Fact{Kind: v.Target.Kind, Who: who}, plain().Key), true
}

// review puts corrections and the last word into a fact.
func (d *Docket) review(f *Fact, c *cluster) {
	for _, n := range d.of(c) {
		v := &d.all[n]
		edited, _ := v.editedWho()
		hit := v.Target.hits(c, edited)
		if !hit && (v.Into == nil || !v.Into.hits(c, nil)) {
			continue
		}
		r := Review{By: v.By, Time: v.Time, Why: v.Why}
		if f.Review != nil {
			r.Fields = f.Review.Fields
		}
		switch v.Action {
		case Accept:
			r.Verdict = "accepted"
		case Reject:
			r.Verdict = "rejected"
		case Join:
			r.Verdict = "joined"
		case Split:
			r.Verdict = "split"
		case Edit:
			if ApplyEdit(&f.Fact, v.Field, v.Value) != nil {
				continue // it was checked when it was given; a later program may know the field no more
			}
			r.Verdict = "corrected"
			r.Fields = append(slices.Clone(r.Fields), v.Field)
			slices.Sort(r.Fields)
			r.Fields = slices.Compact(r.Fields)
		}
		f.Review = &r
	}
}

// ApplyEdit sets one field of a fact, named as in FACTS.md, from its JSON. It refuses what no fact may hold.
func ApplyEdit(f *factwire.Fact, field string, value json.RawMessage) error {
	set := func(into any) error {
		dec := json.NewDecoder(bytes.NewReader(value))
		dec.DisallowUnknownFields()
		if err := dec.Decode(into); err != nil {
			return fmt.Errorf("field %s: %w", field, err)
		}
		return nil
	}
	list := func(into *[]factwire.Entity) error {
		var all []factwire.Entity
		if err := set(&all); err != nil {
			return err
		}
		for _, e := range all {
			if e.Name == "" || !slices.Contains(factwire.EntityTypes(), e.Type) {
				return fmt.Errorf("field %s: an entity needs a name and a type", field)
			}
		}
		*into = all
		return nil
	}
	switch field {
	case "status":
		var s factwire.Status
		if err := set(&s); err != nil {
			return err
		}
		if !slices.Contains(factwire.Statuses(), s) {
			return fmt.Errorf("field status: there is no status %q: use done, proposed, negated or reversed", s)
		}
		f.Status = s
		return nil
	case "who":
		return list(&f.Who)
	case "whom":
		return list(&f.Whom)
	case "people":
		return list(&f.People)
	case "what":
		return set(&f.What)
	case "about":
		return set(&f.About)
	case "where":
		return set(&f.Where)
	case "when":
		var w factwire.When
		if err := set(&w); err != nil {
			return err
		}
		if _, err := factwire.ParseDate(string(w.Date)); err != nil {
			return fmt.Errorf("field when: %w", err)
		}
		f.When = w
		return nil
	}
	return fmt.Errorf("there is no field %q to edit: use status, who, whom, people, what, about, when or where", field)
}
