// Package compose makes facts of what the learned models found: it decides the roles of an event together, under the
// quotas of its kind, and names who stands in them.
package compose

import (
	"math"
	"slices"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/event"
	"github.com/factwire/factwire/extractors/internal/feature"
	"github.com/factwire/factwire/extractors/internal/nlp"
	"github.com/factwire/factwire/extractors/lexicon"
	"github.com/factwire/factwire/extractors/reading"
	"github.com/factwire/factwire/extractors/score"
	"github.com/factwire/factwire/kind"
)

type token = nlp.Token

// Composer makes facts of events. It is safe for concurrent use.
type Composer struct {
	parties   *event.Parties
	viewers   map[string]bool                     // verbs of a view of what others decided
	inside    map[string]bool                     // prepositions before the name of where something is
	speech    map[string]bool                     // verbs of speech
	classes   map[factwire.Kind]map[string]string // lemma to the class of instrument or measure
	anothers  map[string]bool                     // words before a noun for a body or an official of another state, or of none
	orders    map[string]bool                     // verbs by which somebody is told to do what another word tells
	attends   map[string]bool                     // verbs of what somebody is kept from, whose object is no target
	joins     map[string]bool                     // lemmas of verbs by which somebody joins what is there already, and nothing else
	signs     signers
	sufferers map[string]bool // verbs whose subject a measure lies on, or who speaks of it
}

// New returns a composer that names classes by the lexicon's frames.
func New(lex *lexicon.Lexicon) *Composer {
	c := &Composer{parties: event.NewParties(lex), speech: lex.Set("names.speech"), anothers: lex.Set("party.anothers"), orders: lex.Set("ban.orders"), attends: lex.Set("ban.attending"), classes: map[factwire.Kind]map[string]string{}, joins: map[string]bool{}, signs: newSigners(lex), sufferers: lex.Set("ban.sufferers"), inside: lex.Set("names.inside"), viewers: lex.Set("clause.view-verbs")}
	for _, f := range lex.Frames() {
		for _, w := range f.Verbs {
			if f.Kind == factwire.Signing {
				only, seen := c.joins[w]
				c.joins[w] = f.What == joining && (only || !seen)
			}
		}
		if c.classes[f.Kind] == nil {
			c.classes[f.Kind] = map[string]string{}
		}
		by := c.classes[f.Kind]
		for _, list := range f.Nouns {
			class := f.What
			if class == "" {
				_, class, _ = strings.Cut(list, ".")
			}
			if !slices.Contains(kind.Of(f.Kind).Classes, class) {
				continue
			}
			for _, w := range lex.List(list) {
				if _, ok := by[w]; !ok || f.What == "" {
					by[w] = class
				}
			}
		}
		if f.What != "" && len(f.Nouns) == 0 {
			for _, w := range f.Verbs {
				verb, _, _ := strings.Cut(w, " ")
				if _, ok := by[verb]; !ok {
					by[verb] = f.What
				}
			}
		}
	}
	return c
}

// filled is an entity in a role with the phrase that says it.
type filled struct {
	event.Found
	side feature.Side
	head int // token of the phrase's head
}

// The bounds of what is proposed: phrases less likely than least, or behind the first few, are left out; members of a list that the
// likeliest stands in are not counted, up to a bound of their own.
const (
	leastRole = 0.04
	maxWho    = 4
	maxWhom   = 6
	maxList   = 12
)

// fill resolves the phrases that may have a role, the likeliest first.
func (c *Composer) fill(v *feature.View, e *score.Event, role string, most int) []filled {
	var out []filled
	best := e.Best(role)
	apart := 0
	for k, a := range best {
		p := a.All[role]
		if p < leastRole || len(out) >= maxList {
			break
		}
		side := side(a, role)
		side.Rank, side.Gap = k, logit(best[0].All[role])-logit(p)
		if k > 0 {
			lead, top := v.Lead(a.Phrase), v.Lead(best[0].Phrase)
			side.Member = together(v, lead, top)
		}
		if !side.Member && apart >= most {
			continue
		}
		found := c.resolve(v, e, a.Phrase, role)
		if len(found) == 0 && role == "who" {
			var right float64
			found, right = c.meansBefore(v, a.Phrase)
			side.P *= right
		}
		for _, f := range found {
			if f.Entity.Type == factwire.Group && f.First <= e.Cue && e.Cue < f.Last {
				continue // "banned weapons": its own word is no cue for it
			}
			if !slices.ContainsFunc(out, func(o filled) bool { return o.Entity.Same(f.Entity) }) {
				side.Type = string(f.Entity.Type)
				out = append(out, filled{f, side, a.Head})
				if !side.Member {
					apart++
				}
			}
		}
	}
	return out
}

// side describes a phrase in a role.
func side(a score.Arg, role string) feature.Side {
	form := feature.FormOf(a.Mention)
	if a.Modifier {
		form = "modifier"
	}
	return feature.Side{Role: role, P: a.All[role], Form: form}
}

// together reports whether two tokens are members of one coordination, by the tree or by the noun groups.
func together(v *feature.View, a, b int) bool {
	if firstOf(v, a) == firstOf(v, b) {
		return true
	}
	a, b = a+v.First, b+v.First
	for t := v.First; t < v.First+v.N; t++ {
		n := v.R.Clauses.PhraseAt(t)
		if n == nil || n.Head != t || len(n.Conj) == 0 {
			continue
		}
		member := func(t int) bool {
			return n.First <= t && t < n.Last || slices.ContainsFunc(n.Conj, func(o *clause.NP) bool { return o.First <= t && t < o.Last })
		}
		if member(a) && member(b) {
			return true
		}
	}
	return false
}

// firstOf returns the first member of the coordination in which a token stands.
func firstOf(v *feature.View, t int) int {
	for v.Rel[t] == "conj" && v.Head[t] >= 0 {
		t = int(v.Head[t])
	}
	return t
}

func logit(p float64) float64 {
	p = min(max(p, 0.001), 0.999)
	return math.Log(p / (1 - p))
}

// resolve names who a phrase means in a role.
func (c *Composer) resolve(v *feature.View, e *score.Event, p feature.Phrase, role string) []event.Found {
	if p.Modifier {
		return []event.Found{{Entity: factwire.Entity{Name: event.Text(v.R, p.First, p.Last), Type: factwire.Group}, First: p.First, Last: p.Last, Slot: role}}
	}
	f := event.Filler{Slot: role, NP: p.NP, Mention: p.Mention}
	if p.NP != nil && p.NP.Mention != p.Mention {
		f.NP = nil // a modifier or an owner inside the group
		if p.Mention == nil {
			f.NP, f.Mention = p.NP, p.NP.Mention
		}
	}
	switch {
	case role == "people":
		var out []event.Found
		for _, x := range c.parties.Mention(v.R, p.Mention) {
			if x.Type == factwire.Person {
				out = append(out, event.Found{Entity: x.Entity, First: p.First, Last: p.Last, Mention: p.Mention})
			}
		}
		return out
	case role == "whom":
		return c.targets(v, p, f)
	case e.Kind == factwire.Deadline:
		return c.bound(v, p, f)
	}
	out := c.actors(v, e, f)
	if len(out) == 0 && f.Mention == nil {
		if g, ok := c.classActing(v, f); ok {
			out = append(out, event.Found{Entity: g, First: p.First, Last: p.Last, Slot: role})
		}
	}
	return out
}

// targets names whom a phrase means on whom something is laid: those it names, or the class of things that it is.
func (c *Composer) targets(v *feature.View, p feature.Phrase, f event.Filler) []event.Found {
	out, _ := c.parties.Targets(v.R, f)
	for i := range out {
		if state, ok := c.parties.Capital(out[i].Entity); ok && out[i].First == p.First && out[i].Last == p.Last {
			out[i].Entity = state
		}
	}
	if f.NP == nil {
		return out
	}
	if definite(v.R, f.NP) {
		out = slices.DeleteFunc(out, group) // "the app" is one told of before
	}
	if f.NP.Mention != nil {
		return out
	}
	if len(out) == 0 {
		if g, ok := c.parties.Plural(v.R, f.NP); ok {
			out = append(out, event.Found{Entity: g, First: p.First, Last: p.Last, Slot: f.Slot})
		}
	}
	if len(out) > 0 && !slices.ContainsFunc(out, func(o event.Found) bool { return group(o) || o.Last > f.NP.Head }) {
		if g, ok := c.parties.Class(v.R, f.NP); ok {
			out = append(out, event.Found{Entity: g, First: p.First, Last: p.Last, Slot: f.Slot}) // "Russian officials": the state, or they themselves
		}
	}
	return out
}

// actors names who a phrase means that acts, the state for its capital and for who holds an office of it.
func (c *Composer) actors(v *feature.View, e *score.Event, f event.Filler) []event.Found {
	out, _ := c.parties.Actors(v.R, f)
	for i := range out {
		if state, ok := c.parties.Capital(out[i].Entity); ok && (e.Kind == factwire.Signing || c.seated(v, out[i].First)) {
			out[i].Entity = state // "Beijing" signs for China; a city bars for itself as well
		} else if state, ok := c.holder(v, out[i]); ok {
			out[i].Entity = state
		}
	}
	return out
}

// classActing returns the class of those who act that a phrase without a name means: "the two countries", "allies", "Western space agencies".
func (c *Composer) classActing(v *feature.View, f event.Filler) (factwire.Entity, bool) {
	if f.NP == nil {
		return factwire.Entity{}, false
	}
	if g, ok := c.parties.States(v.R, f.NP); ok {
		return g, true
	}
	head := &v.R.Doc.Tokens[f.NP.Head]
	if head.Tag == "NNS" && !c.parties.IsAgent(head.Lemma) {
		if g, ok := c.parties.Class(v.R, f.NP); ok {
			return g, true
		}
	}
	if !c.parties.Serves(head.Lemma) && c.parties.IsClass(head.Lemma) {
		return c.parties.Plural(v.R, f.NP)
	}
	return factwire.Entity{}, false
}

// seated reports a place, by its first token, behind those who act for a state: "lawmakers in Warsaw".
func (c *Composer) seated(v *feature.View, first int) bool {
	t := v.R.Doc.Tokens
	return first >= v.First+2 && t[first-1].Lower == "in" && c.parties.Serves(t[first-2].Lemma)
}

// definite reports a noun group that means one thing told of before, which it does not name: "the app", "this drug".
func definite(r *reading.Reading, n *clause.NP) bool {
	head := r.Doc.Tokens[n.Head]
	if head.Tag != "NN" || len(n.Preps)+len(n.Mods) > 0 || n.Head-n.First > 1 {
		return false
	}
	switch r.Doc.Tokens[n.First].Lower {
	case "the", "this", "that", "its", "his", "her", "their", "one":
		return n.First < n.Head
	}
	return false
}

func group(f event.Found) bool { return f.Entity.Type == factwire.Group }

// bound names who must meet a deadline: a body keeps its own name.
func (c *Composer) bound(v *feature.View, p feature.Phrase, f event.Filler) []event.Found {
	var out []event.Found
	for _, x := range c.parties.Mention(v.R, p.Mention) {
		if x.Type != factwire.Group {
			out = append(out, event.Found{Entity: x.Entity, First: p.First, Last: p.Last, Mention: p.Mention})
		}
	}
	if len(out) == 0 {
		out, _ = c.parties.Actors(v.R, f)
	}
	return out
}
