package compose

import (
	"math"
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/event"
	"github.com/factwire/factwire/extractors/internal/feature"
	"github.com/factwire/factwire/extractors/score"
)

// Tell makes facts of the proposals of a sentence that are taken for right: those of one event are joined as its kind
// joins them.
func (c *Composer) Tell(v *feature.View, kept []*Proposal) []factwire.Fact {
	var out []factwire.Fact
	for i, p := range kept {
		if slices.ContainsFunc(kept[:i], func(q *Proposal) bool { return joined(p, q) }) {
			continue
		}
		group := []*Proposal{p}
		for _, q := range kept[i+1:] {
			if joined(p, q) {
				group = append(group, q)
			}
		}
		out = append(out, c.tell(v, group)...)
	}
	return out
}

// joined reports whether two proposals are parts of what one word tells.
func joined(p, q *Proposal) bool {
	if p.Event != q.Event || p.Kind != q.Kind || p.Status != q.Status || p.Whole != q.Whole {
		return false
	}
	switch p.Kind {
	case factwire.Signing:
		return p.Rule == q.Rule
	case factwire.Deadline:
		return p.Rule == q.Rule && (p.Rule != nil || p.Due == q.Due)
	}
	if p.Rule != q.Rule {
		return false
	}
	return p.A.Entity.Same(q.A.Entity)
}

// mostPairs is the share of the pairs of its parties that must be taken for right for one instrument to be told of all.
const mostPairs = 0.6

func (c *Composer) tell(v *feature.View, group []*Proposal) []factwire.Fact {
	if group[0].Whole {
		f := *group[0].Rule
		f.Confidence = round(group[0].P)
		return []factwire.Fact{f}
	}
	if group[0].Kind != factwire.Signing {
		return []factwire.Fact{c.one(v, group)}
	}
	var parties []filled
	pairs := 0 // those that would have to be taken for right
	for _, p := range group {
		for _, f := range []filled{p.A, p.B} {
			if has(parties, f) {
				continue
			}
			for _, o := range parties {
				if !enrolled(o, f) {
					pairs++
				}
			}
			parties = append(parties, f)
		}
	}
	// each with each, or nearly so, of one instrument
	if len(group) >= pairs || !group[0].Looks.Plural && float64(len(group)) >= mostPairs*float64(pairs) {
		return []factwire.Fact{c.one(v, group)}
	}
	var out []factwire.Fact
	for _, p := range group {
		out = append(out, c.one(v, []*Proposal{p}))
	}
	return out
}

// enrolled reports two of whom the text lists one as a member of the other, or both as members of one bloc.
func enrolled(a, b filled) bool {
	if a.Under == nil && b.Under == nil {
		return false
	}
	return a.Under == b.Under || a.Under == b.Mention || b.Under == a.Mention
}

func round(p float64) float64 { return math.Round(p*100) / 100 }

// one makes one fact of proposals.
func (c *Composer) one(v *feature.View, group []*Proposal) factwire.Fact {
	p := group[0]
	var who, whom []filled
	sum := 0.0
	var rule *factwire.Fact
	add := func(all []filled, f filled) []filled {
		if f.side.Role == "" || slices.ContainsFunc(all, func(o filled) bool { return o.Entity.Same(f.Entity) }) {
			return all
		}
		return append(all, f)
	}
	for _, q := range group {
		who = add(who, q.A)
		if p.Kind == factwire.Signing {
			who = add(who, q.B)
		} else {
			whom = add(whom, q.B)
		}
		sum += q.P
		if q.Rule != nil && rule == nil {
			rule = q.Rule
		}
	}
	slices.SortStableFunc(who, func(a, b filled) int { return a.First - b.First })
	slices.SortStableFunc(whom, func(a, b filled) int { return a.First - b.First })
	confidence := round(sum / float64(len(group)))
	if rule != nil {
		f := *rule
		f.Who, f.Confidence = joinEntities(f.Who, who), confidence
		if len(whom) > 0 {
			f.Whom = joinEntities(f.Whom, whom)
		}
		return f
	}
	e := p.Event
	f := factwire.Fact{Kind: p.Kind, Status: p.Status, Confidence: confidence, Who: entities(who), Whom: entities(whom)}
	people := c.people(v, e, who)
	f.People = entities(people)
	f.Evidence = []factwire.Evidence{c.evidence(v, e, map[string][]filled{"who": who, "whom": whom, "people": people})}
	if p.Kind == factwire.Deadline {
		c.due(v, p, &f)
		return f
	}
	f.What = c.class(v, e, "")
	c.when(v, e, &f)
	return f
}

func entities(all []filled) []factwire.Entity {
	var out []factwire.Entity
	for _, f := range all {
		out = append(out, f.Entity)
	}
	return out
}

// joinEntities keeps of the rules' entities those that were taken for right, and adds the models'.
func joinEntities(rules []factwire.Entity, kept []filled) []factwire.Entity {
	var out []factwire.Entity
	for _, x := range rules {
		if slices.ContainsFunc(kept, func(f filled) bool { return f.Entity.Same(x) }) {
			out = append(out, x)
		}
	}
	for _, f := range kept {
		if !slices.ContainsFunc(out, func(x factwire.Entity) bool { return f.Entity.Same(x) }) {
			out = append(out, f.Entity)
		}
	}
	return out
}

// The probabilities from which somebody is named as signatory or as the official who ordered it: anybody, and one who acts for a party that
// signs beside others.
const (
	leastPerson = 0.3
	leastActing = 0.06
)

// people names those by whom the parties, or the authority, of an event acted.
func (c *Composer) people(v *feature.View, e *score.Event, who []filled) []filled {
	acts := func(f filled) bool {
		state := f.Entity.Affiliation
		if behind := v.R.Names.At(f.Last + 1); state == "" && behind != nil && len(behind.Entities) == 1 && v.R.Doc.Tokens[f.Last].Lower == "of" {
			state = v.R.Names.Entities[behind.Entities[0]].Code // "Ada Ost of Norway"
		}
		return e.Kind == factwire.Signing && state != "" && slices.ContainsFunc(who, func(w filled) bool { return w.Entity.Code == state })
	}
	return slices.DeleteFunc(c.fill(v, e, "people", maxWho), func(f filled) bool {
		return f.Entity.Type != factwire.Person || f.side.P < leastPerson && !(acts(f) && f.side.P >= leastActing)
	})
}

// evidence is the sentence of the event with the spans of its roles.
func (c *Composer) evidence(v *feature.View, e *score.Event, roles map[string][]filled) factwire.Evidence {
	spans := map[string][]factwire.Span{"cue": {event.Span(v.R, e.Cue, e.Cue+1)}}
	for role, all := range roles {
		for _, f := range all {
			s := event.Span(v.R, f.First, f.Last)
			if !slices.Contains(spans[role], s) {
				spans[role] = append(spans[role], s)
			}
		}
		slices.SortFunc(spans[role], func(a, b factwire.Span) int { return a[0] - b[0] })
	}
	return event.Evidence(v.R, v.Index, string(e.Kind)+"/"+v.Tok(e.Cue-v.First).Lemma, spans)
}
