package compose

import (
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/dates"
	"github.com/factwire/factwire/extractors/internal/event"
	"github.com/factwire/factwire/extractors/internal/feature"
	"github.com/factwire/factwire/extractors/reading"
	"github.com/factwire/factwire/extractors/score"
)

// Proposal is one thing that a sentence may tell: two parties of a signing, an authority with one target, somebody
// bound by a date. Rules and models propose it, and the score of the whole decides.
type Proposal struct {
	Kind   factwire.Kind
	Status factwire.Status
	Event  *score.Event
	A, B   filled // B is empty for a deadline
	Due    *dates.Mention
	Rule   *factwire.Fact // the rules' fact that it is part of; nil if they do not tell it
	Whole  bool           // stands for all of the rules' fact, which has too many parties to be taken apart
	Looks  feature.Fact
	P      float64 // that it is right
	behind bool    // both parties stand behind "with"
	near   float64 // probability of the likeliest side that the sentence names for its event
	unfit  bool    // its sides cannot sign with one another
	lone   bool    // one side alone agrees, or both agree that something is so
}

// Entities returns whom the proposal joins: who, and the other party or the target.
func (p *Proposal) Entities() (a, b factwire.Entity) { return p.A.Entity, p.B.Entity }

// date returns by when a duty is to be done, or "".
func (p *Proposal) date() string {
	switch {
	case p.Rule != nil:
		return string(p.Rule.When.Date)
	case p.Due != nil:
		return string(p.Due.Date)
	}
	return ""
}

// maxApart is the number of parties beyond which a signing of the rules is not taken apart.
const maxApart = 5

// sureDate is the probability of the likeliest date from which a duty is not proposed without one.
const sureDate = 0.5

// Propose returns what models and rules propose for a sentence. The events are all that the models see at words of it, those
// of the rules' cues among them; from the probability least on they propose themselves. What
// stands before is asked of the memory, which may be nil.
func (c *Composer) Propose(v *feature.View, events []score.Event, rules []reading.Candidate, least float64, m *Memory) []*Proposal {
	var out []*Proposal
	for i := range events {
		if e := &events[i]; e.P >= least {
			out = append(out, c.ofEvent(v, e, m)...)
		}
	}
	for i := range rules {
		out = c.ofRule(v, events, &rules[i].Fact, out)
	}
	count := map[*score.Event]int{}
	for _, p := range out {
		count[p.Event]++
	}
	for _, p := range out {
		p.Looks = looks(p)
		p.Looks.Conditional = v.Conditional(p.Event.Cue - v.First)
		p.Looks.Rivals, p.Looks.Others = count[p.Event]-1, len(events)-1
		c.sides(v, p, out)
	}
	agree(v, out)
	near := map[*score.Event]float64{}
	for _, p := range out {
		for _, f := range [...]*filled{&p.A, &p.B} {
			if !f.side.Far && f.side.Role != "" {
				near[p.Event] = max(near[p.Event], f.side.P)
			}
		}
	}
	for _, p := range out {
		p.near = near[p.Event]
		p.Looks.Joiners = joiners(p, out)
		p.A.side.Nested, p.B.side.Nested = p.A.within(v, p, out), p.B.within(v, p, out)
		p.Looks.Sides = [2]feature.Side{p.A.side, p.B.side}
		c.vet(v, p)
	}
	return slices.DeleteFunc(out, func(p *Proposal) bool { return c.mereOrder(v, p) })
}

// within reports whether a side stands in the phrase of another that the event has for the same role: "Mercosur" of "Mercosur's smallest
// member, Uruguay".
func (f *filled) within(v *feature.View, p *Proposal, all []*Proposal) bool {
	if f.side.Far || f.side.Role == "" {
		return false
	}
	return slices.ContainsFunc(all, func(q *Proposal) bool {
		if q.Event != p.Event {
			return false
		}
		for _, o := range [...]*filled{&q.A, &q.B} {
			if !o.side.Far && o.side.Role == f.side.Role && !o.Entity.Same(f.Entity) && f.nested(v, *o) {
				return true
			}
		}
		return false
	})
}

// agree notes what the words say that stand under each other in the tree, such as "signed" and "agreement" of "signed an agreement": each
// of them signals a part of what they tell together.
func agree(v *feature.View, all []*Proposal) {
	for _, p := range all {
		seen := map[*score.Event]bool{p.Event: true}
		for _, q := range all {
			if q.Kind != p.Kind || q.Event == p.Event || !v.Linked(p.Event.Cue-v.First, q.Event.Cue-v.First) {
				continue
			}
			if !seen[q.Event] {
				seen[q.Event] = true
				p.Looks.Linked += q.Event.P
			}
			if q.Status == p.Status && sameSides(q, p.A, p.B) {
				p.Looks.Agrees = max(p.Looks.Agrees, min(q.A.side.P, q.B.side.P))
			}
		}
	}
}

// ofEvent pairs the likely phrases of an event's roles.
func (c *Composer) ofEvent(v *feature.View, e *score.Event, m *Memory) []*Proposal {
	var out []*Proposal
	add := func(a, b filled) {
		out = append(out, &Proposal{Kind: e.Kind, Status: e.Status, Event: e, A: a, B: b, Due: e.Due})
	}
	who := c.fill(v, e, "who", maxWho)
	who = append(who, c.far(v, e, m, "who", who)...)
	switch {
	case e.Kind == factwire.Deadline:
		for _, a := range who {
			if e.Due != nil {
				add(a, filled{})
			}
			if e.PDue < sureDate {
				out = append(out, &Proposal{Kind: e.Kind, Status: e.Status, Event: e, A: a}) // "missed its own deadline"
			}
		}
	case e.Kind == factwire.Signing:
		who = slices.DeleteFunc(who, func(f filled) bool { return f.Entity.Type == factwire.Person })
		for i, a := range who {
			for _, b := range who[i+1:] {
				if a.head > b.head {
					add(b, a)
				} else {
					add(a, b)
				}
			}
		}
	default:
		who = slices.DeleteFunc(who, func(f filled) bool { return f.Entity.Type == factwire.Person })
		whom := c.fill(v, e, "whom", maxWhom)
		whom = append(whom, c.far(v, e, m, "whom", whom)...)
		for _, a := range who {
			for _, b := range whom {
				if !a.Entity.Same(b.Entity) && !c.attended(v, e, b) && !owns(v, a, b) && !a.said(v, b) {
					add(a, b)
				}
			}
		}
	}
	return out
}

// ofRule takes a fact of the rules apart and adds what no model proposed; what one did is marked as the rules' too.
func (c *Composer) ofRule(v *feature.View, events []score.Event, f *factwire.Fact, out []*Proposal) []*Proposal {
	e := cueOf(v, events, f)
	if e == nil {
		return out
	}
	place := func(x factwire.Entity, role string, k, n int) filled { return c.place(v, e, f, x, role, k, n) }
	add := func(a, b filled, whole bool) {
		var same *Proposal // of the cue's own event, else of the first
		for _, p := range out {
			if !whole && p.Kind == f.Kind && p.Status == f.Status && p.Rule == nil && sameSides(p, a, b) && (f.Kind != factwire.Deadline || p.Due != nil && p.Due.Date == f.When.Date) &&
				(same == nil || p.Event == e && same.Event != e) {
				same = p
			}
		}
		if same != nil {
			same.Rule = f
			return
		}
		out = append(out, &Proposal{Kind: f.Kind, Status: f.Status, Event: e, A: a, B: b, Rule: f, Whole: whole, Due: e.Due})
	}
	switch {
	case f.Kind == factwire.Deadline:
		for i, x := range f.Who {
			add(place(x, "who", i, len(f.Who)), filled{}, false)
		}
	case f.Kind == factwire.Signing && len(f.Who) > maxApart:
		add(place(f.Who[0], "who", 0, len(f.Who)), place(f.Who[1], "who", 1, len(f.Who)), true)
	case f.Kind == factwire.Signing:
		for i := range f.Who {
			for k := i + 1; k < len(f.Who); k++ {
				add(place(f.Who[i], "who", i, len(f.Who)), place(f.Who[k], "who", k, len(f.Who)), false)
			}
		}
	default:
		for i, x := range f.Who {
			for k, y := range f.Whom {
				add(place(x, "who", i, len(f.Who)), place(y, "whom", k, len(f.Whom)), false)
			}
		}
	}
	return out
}

func sameSides(p *Proposal, a, b filled) bool {
	x, y := p.A.Entity, p.B.Entity
	return x.Same(a.Entity) && y.Same(b.Entity) || p.Kind == factwire.Signing && x.Same(b.Entity) && y.Same(a.Entity)
}

// cueOf returns the event at the cue of a rules' fact, or nil.
func cueOf(v *feature.View, events []score.Event, f *factwire.Fact) *score.Event {
	t := CueToken(v.R, f)
	for i := range events {
		if events[i].Cue == t && events[i].Kind == f.Kind {
			return &events[i]
		}
	}
	return nil
}

// CueToken returns the token of a fact's cue in its first piece of evidence, the main verb where the cue begins with its
// auxiliaries, or -1.
func CueToken(r *reading.Reading, f *factwire.Fact) int {
	if len(f.Evidence) == 0 || len(f.Evidence[0].Spans["cue"]) == 0 {
		return -1
	}
	cue := f.Evidence[0].Spans["cue"][0]
	first, ok := slices.BinarySearchFunc(r.Doc.Tokens, cue[0], func(t token, at int) int { return t.Start - at })
	if !ok {
		return -1
	}
	for _, c := range r.Clauses.From(r.Doc.SentenceOf(first)) {
		if g := c.Verb; g.First <= first && first < g.Head && r.Doc.Tokens[g.Head].Start < cue[1] {
			return g.Head
		}
		if c.Verb.First > first {
			break
		}
	}
	return first
}

// place finds the phrase by which a rules' entity, the k-th of n of its role, is said; one that stands in another
// sentence, or that no phrase says, is far.
func (c *Composer) place(v *feature.View, e *score.Event, f *factwire.Fact, x factwire.Entity, role string, k, n int) filled {
	out := filled{Found: event.Found{Entity: x, First: e.Cue, Last: e.Cue + 1}, side: feature.Side{Role: role, P: 0.02, Type: string(x.Type), Form: "far", Far: true, Rank: 3}}
	spans := f.Evidence[0].Spans[role]
	if len(spans) == n { // each has its own
		spans = spans[k : k+1]
	}
	best := e.Best(role)
	for _, s := range spans {
		for rank, a := range best {
			start, end := v.R.Doc.Tokens[a.First].Start, v.R.Doc.Tokens[a.Last-1].End
			if start >= s[1] || end <= s[0] || !out.side.Far && a.All[role] <= out.side.P {
				continue
			}
			out.side = side(a, role)
			out.side.Rank, out.side.Gap, out.side.Type = rank, logit(best[0].All[role])-logit(a.All[role]), string(x.Type)
			out.side.Member = rank > 0 && together(v, v.Lead(a.Phrase), v.Lead(best[0].Phrase))
			out.First, out.Last, out.head = a.First, a.Last, a.Head
		}
	}
	return out
}

// looks describes a proposal for its score.
func looks(p *Proposal) feature.Fact {
	f := feature.Fact{Kind: string(p.Kind), Status: string(p.Status), Models: p.Event.Proposes, Kinds: p.Event.P, Statuses: p.Event.Statuses[p.Status],
		Judged: p.Event.Judged, Best: p.Status == p.Event.Status, Sides: [2]feature.Side{p.A.side, p.B.side}}
	if p.Rule != nil {
		f.Rules, f.Trust = true, p.Rule.Confidence
	}
	if p.Kind == factwire.Deadline && (p.Due != nil || p.Rule != nil) {
		f.Due = max(p.Event.PDue, 0.01)
	}
	return f
}

// joining is the class of signings by which somebody joins what is there already.
const joining = "accession"

// sides tells whether the parties of a signing stand on one side of it, others on the other, and whether there are several
// instruments: "agreements with Serbia and Kosovo" join neither of them with the other.
func (c *Composer) sides(v *feature.View, p *Proposal, all []*Proposal) {
	if p.Kind != factwire.Signing || p.A.side.Far || p.B.side.Far {
		return
	}
	p.Looks.Plural = c.several(v, p.Event)
	p.Looks.Joining = c.class(v, p.Event, "") == joining || c.joins[v.Tok(p.Event.Cue-v.First).Lemma] // "with the signing of three accords, they joined"
	a, b := p.A.lead(v), p.B.lead(v)
	p.Looks.Together = together(v, a, b)
	over := v.Head[firstOf(v, a)]
	p.behind = p.Looks.Together && over >= 0 && v.Tok(int(over)).Lower == "with"
	for _, q := range all {
		if q.Event != p.Event || q == p {
			continue
		}
		for _, x := range []filled{q.A, q.B} {
			if !x.side.Far && x.side.P > 0.3 && !x.Entity.Same(p.A.Entity) && !x.Entity.Same(p.B.Entity) && !together(v, a, x.lead(v)) {
				p.Looks.Outside = true
			}
		}
	}
}

func (f *filled) lead(v *feature.View) int {
	return v.Lead(feature.Phrase{First: f.First, Last: f.Last, Head: f.Last - 1})
}

// several reports whether the event's instrument stands in the plural.
func (c *Composer) several(v *feature.View, e *score.Event) bool {
	i := e.Cue - v.First
	plural := func(t int) bool { return v.Tok(t).Tag == "NNS" && c.classAt(v, e.Kind, t) != "" }
	if plural(i) {
		return true
	}
	under := func(t int, rel string) bool {
		return slices.ContainsFunc(v.Kids(t), func(k int32) bool { return v.Rel[k] == rel && plural(int(k)) })
	}
	// "signed accords", "declared in accords with"
	return under(i, "dobj") || slices.ContainsFunc(v.Kids(i), func(k int32) bool { return v.Rel[k] == "prep" && under(int(k), "pobj") })
}
