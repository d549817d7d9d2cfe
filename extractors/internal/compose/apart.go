package compose

import (
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/feature"
	"github.com/factwire/factwire/extractors/score"
)

// maxClimb is how many steps up the tree it is looked for where a phrase hangs.
const maxClimb = 4

// attended reports a target that somebody else is kept from attending, by the tree: "Acme Forum" of "barred his ministers from attending the
// Acme Forum".
func (c *Composer) attended(v *feature.View, e *score.Event, f filled) bool {
	if f.side.Far || f.side.Role == "" {
		return false
	}
	cue := e.Cue - v.First
	act := -1 // the verb that the target hangs on
	t := f.lead(v)
	for range maxClimb {
		h := int(v.Head[t])
		if h < 0 || h == cue {
			return false
		}
		if v.Rel[t] == "pcomp" {
			act = t
			break
		}
		t = h
	}
	if act < 0 || !c.attends[v.Tok(act).Lemma] || int(v.Head[v.Head[act]]) != cue {
		return false
	}
	for _, k := range v.Kids(cue) {
		if v.Rel[k] == "dobj" || v.Rel[k] == "nsubjpass" {
			return true
		}
	}
	return false
}

// owns reports an authority that is only told to be whose one of the targets is, side by side with which the other stands: "China" of "China's
// Weapons Office and its head were sanctioned".
func owns(v *feature.View, a, b filled) bool {
	if a.side.Far || b.side.Far || a.side.Role == "" || b.side.Role == "" {
		return false
	}
	t := a.lead(v)
	for range maxClimb {
		if v.Rel[t] != "poss" && v.Rel[t] != "compound" && v.Rel[t] != "amod" && v.Rel[t] != "nmod" {
			break
		}
		if t = int(v.Head[t]); t < 0 {
			return false
		}
	}
	if t == a.lead(v) {
		return false
	}
	top := b.lead(v)
	return t == top || firstOf(v, t) == firstOf(v, top)
}

// mereOrder reports a ban that models see at a word of ordering alone, and at none that would tell who may not do what: "told him to direct all
// inquiries to the office".
func (c *Composer) mereOrder(v *feature.View, p *Proposal) bool {
	return p.Kind == factwire.Ban && p.Rule == nil && p.Looks.Linked == 0 && c.orders[v.Tok(p.Event.Cue-v.First).Lemma]
}

// said reports whether an authority is told by the very person who would be its target: "Ost scaled down his own order".
func (f *filled) said(v *feature.View, target filled) bool {
	if target.Entity.Type != factwire.Person || f.side.Far {
		return false
	}
	if f.First == target.First && f.Last == target.Last {
		return true
	}
	return f.Mention != nil && slices.ContainsFunc(f.Mention.Entities, func(e int) bool { return v.R.Names.Entities[e].Name == target.Entity.Name })
}
