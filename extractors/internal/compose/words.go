package compose

import (
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/dates"
	"github.com/factwire/factwire/extractors/internal/event"
	"github.com/factwire/factwire/extractors/internal/feature"
	"github.com/factwire/factwire/extractors/score"
	"github.com/factwire/factwire/kind"
)

// class names the instrument or the measure: by the cue's word, else by those next to it in the tree, else by
// the kind's class for what is not named closely.
func (c *Composer) class(v *feature.View, e *score.Event, without string) string {
	i := e.Cue - v.First
	noun := strings.HasPrefix(v.Tok(i).Tag, "NN")
	if k := c.classAt(v, e.Kind, i); k != "" && noun {
		return k
	}
	for _, k := range v.Kids(i) {
		if v.Rel[k] == "dobj" || v.Rel[k] == "nsubjpass" || v.Rel[k] == "attr" {
			if k := c.classAt(v, e.Kind, int(k)); k != "" {
				return k
			}
		}
		if v.Rel[k] != "prep" {
			continue
		}
		for _, o := range v.Kids(int(k)) {
			if v.Rel[o] == "pobj" && v.Ent[o] == "" {
				if k := c.classAt(v, e.Kind, int(o)); k != "" {
					return k
				}
			}
		}
	}
	if k := c.classAt(v, e.Kind, i); k != "" {
		return k
	}
	if g := v.Head[i]; g >= 0 {
		if k := c.classAt(v, e.Kind, int(g)); k != "" {
			return k
		}
	}
	if k := c.classNear(v, e.Kind, i); k != "" {
		return k
	}
	if g := v.Head[i]; g >= 0 {
		if k := c.classNear(v, e.Kind, int(g)); k != "" {
			return k
		}
	}
	if without != "" {
		return without
	}
	if all := kind.Of(e.Kind).Classes; len(all) > 0 {
		return all[0]
	}
	return ""
}

// maxNear is how many steps down the tree a class is looked for.
const maxNear = 3

// classNear returns the class of the noun that hangs nearest below a token: "pave the way for a treaty".
func (c *Composer) classNear(v *feature.View, k factwire.Kind, t int) string {
	level := []int32{int32(t)}
	for range maxNear {
		var next []int32
		for _, o := range level {
			for _, kid := range v.Kids(int(o)) {
				if v.Rel[kid] == "punct" || v.Ent[kid] != "" {
					continue
				}
				if strings.HasPrefix(v.Tok(int(kid)).Tag, "NN") {
					if class := c.classAt(v, k, int(kid)); class != "" {
						return class
					}
				}
				next = append(next, kid)
			}
		}
		level = next
	}
	return ""
}

// classAt returns the class that the lexicon gives to a token, alone or with the word before it.
func (c *Composer) classAt(v *feature.View, k factwire.Kind, t int) string {
	by := c.classes[k]
	if t > 0 {
		if k := by[v.Tok(t-1).Lower+" "+v.Tok(t).Lemma]; k != "" {
			return k
		}
	}
	if k := by[v.Tok(t).Lemma]; k != "" {
		return k
	}
	return by[v.Tok(t).Lower]
}

// maxAction is how many words of what must be done are told.
const maxAction = 12

// due words a duty: what must be done, and by when.
func (c *Composer) due(v *feature.View, p *Proposal, f *factwire.Fact) {
	f.What = c.action(v, p.Event)
	if p.Due == nil {
		return
	}
	f.When = factwire.When{Date: p.Due.Date, Relation: factwire.By}
	if p.Due.Relation != "" && p.Due.Relation != factwire.On {
		f.When.Relation = p.Due.Relation
	}
	f.Evidence[0].Spans["when"] = []factwire.Span{event.Span(v.R, p.Due.First, p.Due.Last)}
}

// action words what must be done: the clause that the cue governs, up to the date.
func (c *Composer) action(v *feature.View, e *score.Event) string {
	i := e.Cue - v.First
	lead := -1
	for _, k := range v.Kids(i) {
		switch v.Rel[k] {
		case "xcomp", "acl", "ccomp", "pcomp", "advcl":
			lead = int(k)
		}
		if lead >= 0 {
			break
		}
	}
	if lead < 0 {
		lead = i
		if g := v.Head[i]; g >= 0 && strings.HasPrefix(v.Tok(int(g)).Tag, "VB") {
			lead = int(g)
		}
	}
	last := lead + 1
	for last < v.N && last-lead < maxAction && !v.Date[last] && !strings.ContainsAny(v.Tok(last).Text, ",.;:“”\"()—") {
		last++
	}
	return event.Text(v.R, v.First+lead, v.First+last)
}

// when adds the date on which the event happened: one that hangs on it and bounds nothing.
func (c *Composer) when(v *feature.View, e *score.Event, f *factwire.Fact) {
	if f.Status == factwire.Negated {
		return
	}
	var best *dates.Mention
	near := 1 << 20
	for _, d := range score.Dates(v) {
		if d.Date == "" || d.Duration != "" || d.Relation != "" && d.Relation != factwire.On && d.Relation != factwire.From {
			continue
		}
		lead := v.Lead(feature.Phrase{First: d.First, Last: d.Last, Head: d.Last - 1})
		if far := max(lead-(e.Cue-v.First), e.Cue-v.First-lead); far < near && v.Hangs(lead, e.Cue-v.First) {
			best, near = d, far
		}
	}
	if best == nil {
		return
	}
	f.When = event.When(best, factwire.From)
	f.Evidence[0].Spans["when"] = []factwire.Span{event.Span(v.R, best.First, best.Last)}
}
