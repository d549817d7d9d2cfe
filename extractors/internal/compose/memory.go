package compose

import (
	"cmp"
	"math"
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/event"
	"github.com/factwire/factwire/extractors/internal/feature"
	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/reading"
	"github.com/factwire/factwire/extractors/score"
)

// Memory is what an article told before the sentence that is read: the matters proposed, and whom it named. It is filled in text
// order, and not for concurrent use.
type Memory struct {
	told []*Proposal
	// whom the text spoke of before the view's sentence, by role
	view    *feature.View
	salient map[sought][]filled
}

// sought is what is asked of those named before: a role, and whether of a signing.
type sought struct {
	role    string
	signing bool
}

// likely is the probability, of kind, status and sides together, from which a proposal is remembered.
const likely = 0.15

// Remember adds what a sentence proposes, after the sentence was read.
func (m *Memory) Remember(all []*Proposal) {
	for _, p := range all {
		if f := &p.Looks; p.Rule != nil || f.Kinds*f.Statuses*f.Sides[0].P*max(f.Sides[1].P, 0.1) >= likely {
			m.told = append(m.told, p)
		}
	}
}

// The bounds of what is taken from before: how many of a role, how likely the event must be by itself, and over how many
// sentences a matter or a name is remembered.
const (
	maxFar    = 2
	leastFar  = 0.3
	spanFar   = 12
	decay     = 0.8
	titleGain = 0.4
)

// far returns whom an event may mean by what stands before its sentence: the sides of the matter of its kind that was told
// last, and the names that the text spoke of most and last.
func (c *Composer) far(v *feature.View, e *score.Event, m *Memory, role string, near []filled) []filled {
	if m == nil || e.P < leastFar || v.Index == 0 {
		return nil
	}
	open, calls, phrase := c.unresolved(v, e, role)
	var out []filled
	add := func(f filled) {
		has := func(all []filled) bool {
			return slices.ContainsFunc(all, func(o filled) bool { return o.Entity.Same(f.Entity) })
		}
		if len(out) < maxFar && !has(out) && !has(near) {
			f.side.Role, f.side.Far, f.side.Form, f.side.P, f.side.Open, f.side.Rank = role, true, "far", 0.02, open, len(out)
			f.side.Type = string(f.Entity.Type)
			if f.side.Fits = calls != "" && (f.Entity.Type == calls || calls == factwire.Country && f.Entity.Type == factwire.Bloc); f.side.Fits {
				f.side.P = max(f.side.P, open)
			}
			f.First, f.Last, f.head = e.Cue, e.Cue+1, e.Cue
			out = append(out, f)
		}
	}
	if role == "who" && calls == factwire.Country {
		for _, s := range c.calledState(v, phrase) {
			add(filled{Found: event.Found{Entity: s.Entity}, side: feature.Side{Salience: math.Log(1 + s.weight), Back: v.Index - v.R.Doc.SentenceOf(s.last)}})
		}
	}
	for i := len(m.told) - 1; i >= 0; i-- {
		p := m.told[i]
		back := v.R.Doc.SentenceOf(e.Cue) - v.R.Doc.SentenceOf(p.Event.Cue)
		if p.Kind != e.Kind || back > spanFar {
			continue
		}
		for _, s := range []filled{p.A, p.B} {
			if s.side.Role == role {
				s.side.Told, s.side.Back = true, back
				add(s)
			}
		}
		break
	}
	if len(out) == maxFar {
		return out
	}
	if m.view != v { // the events of a sentence ask the same
		m.view, m.salient = v, map[sought][]filled{}
	}
	ask := sought{role, e.Kind == factwire.Signing}
	all, known := m.salient[ask]
	if !known {
		all = c.salient(v, ask)
		m.salient[ask] = all
	}
	for _, s := range all { // whom the open phrase may call comes first
		if s.Entity.Type == calls {
			add(s)
		}
	}
	for _, s := range all {
		add(s)
	}
	return out
}

// calledState returns the state for which an official or a body acts that a group calls without a name; the group may be nil.
func (c *Composer) calledState(v *feature.View, n *clause.NP) []spoken {
	if n == nil {
		return nil
	}
	all, way := c.called(v, n)
	if way != "official" && way != "officials" {
		return nil
	}
	return all
}

// unresolved returns the probability of the likeliest phrase of a role that names nobody, of what type those are whom it calls, and its
// group: "it", "the company".
func (c *Composer) unresolved(v *feature.View, e *score.Event, role string) (float64, factwire.EntityType, *clause.NP) {
	for _, a := range e.Best(role) {
		if p := a.All[role]; p < 0.1 {
			break
		} else if a.Mention == nil || a.Mention.Form == names.Nominal || a.Mention.Form == names.Pronoun {
			if found := c.resolve(v, e, a.Phrase, role); len(found) == 0 || a.Mention != nil {
				if len(found) > 0 && c.person(v.R, a.Mention) {
					continue // "she", whose state is known
				}
				if found, _ := c.meansBefore(v, a.Phrase); role == "who" && len(found) > 0 {
					continue
				}
				head := v.R.Doc.Tokens[a.Head]
				switch head.Lower {
				case "we", "us", "i", "he", "she":
					return p, factwire.Country, nil // who speaks for a state
				}
				return p, c.parties.Calls(head.Lemma), a.NP
			}
		}
	}
	return 0, "", nil
}

// person reports whether a mention means somebody.
func (c *Composer) person(r *reading.Reading, m *names.Mention) bool {
	return len(m.Entities) == 1 && r.Names.Entities[m.Entities[0]].Type == factwire.Person
}

// salient returns the entities that may fill a role by how often and how near before the sentence they are named. A town in which those who
// sign meet is none of them.
func (c *Composer) salient(v *feature.View, ask sought) []filled {
	type seen struct {
		filled
		weight float64
		order  int
	}
	by := map[string]*seen{}
	r := v.R
	for i := range r.Names.Mentions {
		m := &r.Names.Mentions[i]
		if m.First >= v.First {
			break
		}
		at := r.Doc.SentenceOf(m.First)
		back := v.Index - at
		if m.Form != names.Name && m.Form != names.Adjective || back > spanFar && at > 0 {
			continue
		}
		if ask.signing && m.First > 0 && c.inside[r.Doc.Tokens[m.First-1].Lower] && c.parties.Town(r, m) {
			continue
		}
		weight := math.Pow(decay, float64(min(back, spanFar)))
		if at == 0 {
			weight += titleGain
		}
		for _, f := range c.meant(r, m, ask.role) {
			k := f.Entity.Key()
			if by[k] == nil {
				by[k] = &seen{filled: filled{Found: f}, order: i}
			}
			by[k].weight += weight
			by[k].side.Back = back
		}
	}
	var all []*seen
	for _, s := range by {
		s.side.Salience = math.Log(1 + s.weight)
		all = append(all, s)
	}
	slices.SortFunc(all, func(a, b *seen) int { return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.order, b.order)) })
	var out []filled
	for _, s := range all {
		out = append(out, s.filled)
	}
	return out
}

// meant returns the entities of a mention that may fill a role.
func (c *Composer) meant(r *reading.Reading, m *names.Mention, role string) []event.Found {
	var all []event.Found
	if role == "who" {
		all, _ = c.parties.Actors(r, event.Filler{Slot: role, Mention: m})
	} else {
		for _, x := range c.parties.Mention(r, m) {
			all = append(all, event.Found{Entity: x.Entity, Mention: m})
		}
	}
	return slices.DeleteFunc(all, func(f event.Found) bool {
		switch f.Entity.Type {
		case factwire.Person, factwire.Place, factwire.Group:
			return true
		}
		return r.Names.Entities[m.Entities[0]].Outlet
	})
}
