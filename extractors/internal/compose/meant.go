package compose

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/event"
	"github.com/factwire/factwire/extractors/internal/feature"
	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/reading"
)

// spoken is somebody of whom an article spoke before a token, or in whose name somebody did.
type spoken struct {
	factwire.Entity
	weight float64 // how often and how near
	led    float64 // the part of it that those have who act for the entity: its leaders, its ministries
	last   int     // token of the last mention
}

// How far back those are looked for whom a phrase means that names nobody, in sentences, and what a sentence between takes off.
const (
	spanMeant  = 10
	decayMeant = 0.75
)

// The bounds of what is looked at for one phrase, whatever the text: names before it, and the words of a sentence in which somebody may speak.
const (
	maxNamed  = 150
	maxSpeech = 200
)

// spokenBefore returns the states, bodies and companies of whom the text spoke before a token, the likeliest to be meant first.
func (c *Composer) spokenBefore(r *reading.Reading, t int) []spoken {
	here := r.Doc.SentenceOf(t)
	var all []spoken
	add := func(e factwire.Entity, w float64, led bool, at int) {
		i := slices.IndexFunc(all, func(o spoken) bool { return o.Same(e) })
		if i < 0 {
			i = len(all)
			all = append(all, spoken{Entity: e})
		}
		all[i].weight += w
		if led {
			all[i].led += w
		}
		all[i].last = at
	}
	i, _ := slices.BinarySearchFunc(r.Names.Mentions, t, func(m names.Mention, at int) int { return m.First - at })
	first := i
	for first > 0 && i-first < maxNamed && here-r.Doc.SentenceOf(r.Names.Mentions[first-1].First) <= spanMeant {
		first--
	}
	for k := first; k < i; k++ {
		m := &r.Names.Mentions[k]
		if m.Form == names.Pronoun {
			continue
		}
		w := math.Pow(decayMeant, float64(here-r.Doc.SentenceOf(m.First)))
		for _, e := range c.parties.Mention(r, m) {
			switch {
			case e.Outlet:
			case e.Type.IsState():
				add(e.Entity, w, false, m.First)
			default:
				state := e.State
				if state == "" && len(e.Affiliation) == 2 {
					state = e.Affiliation
				}
				if s, ok := c.parties.State(state); ok && e.Type != factwire.Company && e.Type != factwire.Product {
					add(s, w, e.Type == factwire.Person || e.State != "", m.First)
				} else if e.Type == factwire.Company || e.Type == factwire.Organization {
					add(e.Entity, w, false, m.First)
				}
			}
		}
	}
	slices.SortStableFunc(all, func(a, b spoken) int { return cmp.Or(cmp.Compare(b.weight, a.weight), b.last-a.last) })
	return all
}

// rightMeant is how sure each way is of finding whom a phrase means: a little less than how often it is right on marked sentences of the news.
// Those whom an official's or a government's state is, are told of by the memory, which the score of the whole was taught with.
var rightMeant = map[string]float64{"we": 0.5, "ours": 0.7, "group": 0.8, "owner": 0.7, "firm": 0.5, "union": 0.5}

// meansBefore returns whom a phrase means that names nobody, by what stands in it and before it, and how sure that is; nobody where nothing
// tells.
func (c *Composer) meansBefore(v *feature.View, p feature.Phrase) ([]event.Found, float64) {
	out, way := c.meantBy(v, p)
	if right := rightMeant[way]; right > 0 {
		return out, right
	}
	return nil, 0
}

// meantBy is meansBefore with the way in which it was found.
func (c *Composer) meantBy(v *feature.View, p feature.Phrase) (out []event.Found, way string) {
	if p.NP == nil || p.Modifier {
		return nil, ""
	}
	all, way := c.called(v, p.NP)
	if len(all) == 0 {
		return c.ofOwner(v, p), "owner"
	}
	for _, s := range all {
		out = append(out, event.Found{Entity: s.Entity, First: p.First, Last: p.Last, Slot: "who"})
	}
	return out, way
}

// called returns those whom the noun or the pronoun of a group calls.
func (c *Composer) called(v *feature.View, n *clause.NP) ([]spoken, string) {
	r := v.R
	head, first := r.Doc.Tokens[n.Head], r.Doc.Tokens[n.First].Lower
	switch head.Lower {
	case "we", "us", "our", "i", "me", "my":
		return c.speaker(v, n.First), "we" // whom the sentence itself names as speaker, the parties know
	}
	switch {
	case n.Possessor == nil && (first == "our" || first == "my") && head.Tag == "NN" && c.parties.IsAgent(head.Lemma):
		if all := c.speaker(v, n.First); len(all) > 0 {
			return all, "ours"
		}
		return c.state(v, n), "official"
	case head.Tag == "NNS" || head.Tag == "NNPS" || head.Lower == "they" || head.Lower == "both":
		return c.those(v, n)
	case c.parties.IsUnion(head.Lemma) && (first == "the" || first == "this") && n.Head-n.First <= 2:
		return c.last(r, n, func(t factwire.EntityType) bool { return t == factwire.Bloc || t == factwire.Organization }), "union"
	case c.parties.IsAgent(head.Lemma) || c.parties.IsAgent(head.Lower):
		return c.state(v, n), "official"
	case c.parties.Calls(head.Lemma) == factwire.Company && definite(r, n):
		return c.last(r, n, func(t factwire.EntityType) bool { return t == factwire.Company }), "firm"
	}
	return nil, ""
}

// last returns the one of a type of whom a text spoke most and last before a group.
func (c *Composer) last(r *reading.Reading, n *clause.NP, fits func(factwire.EntityType) bool) []spoken {
	all := c.spokenBefore(r, n.First)
	if i := slices.IndexFunc(all, func(s spoken) bool { return fits(s.Type) }); i >= 0 {
		return all[i : i+1]
	}
	return nil
}

// clear is how much more than the next one a state must have been spoken of to be the one that "the government" is of.
const clear = 1.2

// state returns the state for which a body or an official acts that a phrase tells without saying whose: the one spoken of, where that is
// clear.
func (c *Composer) state(v *feature.View, n *clause.NP) []spoken {
	r := v.R
	for t := n.First; t < n.Head; t++ {
		low := r.Doc.Tokens[t].Lower
		another := t == n.First && (low == "a" || low == "an") && !c.parties.IsJudge(r.Doc.Tokens[n.Head].Lemma)
		if another || c.anothers[low] {
			return nil
		}
	}
	if c.parties.IsMember(r.Doc.Tokens[n.Head].Lemma) || behindIt(n, "of") || n.Last < len(r.Doc.Tokens) && strings.HasPrefix(r.Doc.Tokens[n.Last].Tag, "NNP") {
		return nil
	}
	return c.stateBefore(r, n.First)
}

// stateBefore returns the state that a text speaks of at a token, where that is clear.
func (c *Composer) stateBefore(r *reading.Reading, t int) []spoken {
	var states []spoken
	for _, s := range c.spokenBefore(r, t) {
		if s.Type.IsState() {
			s.weight += s.led
			states = append(states, s)
		}
	}
	slices.SortStableFunc(states, func(a, b spoken) int { return cmp.Compare(b.weight, a.weight) })
	for i, s := range states {
		if s.Code == r.Names.Publisher && s.Code != "" {
			return states[i : i+1]
		}
	}
	if s, ok := c.parties.State(r.Names.Publisher); ok {
		return []spoken{{Entity: s}}
	}
	if len(states) == 0 || len(states) > 1 && states[0].weight < clear*states[1].weight && states[0].Code != r.Names.Home {
		return nil
	}
	return states[:1]
}

func behindIt(n *clause.NP, prep string) bool {
	return slices.ContainsFunc(n.Preps, func(p clause.PP) bool { return p.Prep == prep })
}

// holder returns the state for which somebody acts who holds an office of a state that the text does not name beside it: "Minister Ost".
func (c *Composer) holder(v *feature.View, f event.Found) (factwire.Entity, bool) {
	if f.Entity.Type != factwire.Person || f.Entity.Affiliation != "" || !c.parties.Rules(event.LastWord(f.Entity.Title)) {
		return factwire.Entity{}, false
	}
	if s := c.stateBefore(v.R, f.First); len(s) > 0 {
		return s[0].Entity, true
	}
	return factwire.Entity{}, false
}

// ofOwner returns whom a phrase tells by the name that stands before its noun: "Norway's move", "the Ost government's decision".
func (c *Composer) ofOwner(v *feature.View, p feature.Phrase) []event.Found {
	n := p.NP
	var out []event.Found
	if n.Possessor != nil {
		out, _ = c.parties.Actors(v.R, event.Filler{Slot: "who", NP: n.Possessor, Mention: n.Possessor.Mention})
	}
	for _, m := range n.Pre {
		if len(out) > 0 {
			break
		}
		out, _ = c.parties.Actors(v.R, event.Filler{Slot: "who", Mention: m})
	}
	return slices.DeleteFunc(out, func(f event.Found) bool { return f.Entity.Type == factwire.Person || f.Entity.Type == factwire.Group })
}

// those returns whom a plural means that names nobody, the two of whom the text spoke most and last, or the state of which they are officials.
func (c *Composer) those(v *feature.View, n *clause.NP) ([]spoken, string) {
	r := v.R
	head := r.Doc.Tokens[n.Head]
	both, number := false, 2
	for t := n.First; t <= n.Head; t++ {
		switch w := r.Doc.Tokens[t].Lower; w {
		case "the", "both", "our", "these", "those", "their", "they":
			both = true
		default:
			if k := c.parties.Number(w); k > 2 {
				number = k
			}
		}
	}
	if c.parties.Serves(head.Lemma) {
		if both || n.First == n.Head {
			return c.state(v, n), "officials"
		}
		return nil, ""
	}
	if !both {
		return nil, ""
	}
	before := c.spokenBefore(r, n.First)
	keep := func(t func(factwire.EntityType) bool) []spoken {
		return slices.DeleteFunc(before, func(s spoken) bool { return !t(s.Type) })
	}
	switch kind := c.parties.Calls(head.Lemma); {
	case kind == factwire.Country:
		before = keep(factwire.EntityType.IsState)
	case kind == factwire.Company:
		before = keep(func(t factwire.EntityType) bool { return t == factwire.Company })
	case (head.Lemma == "party" || head.Lemma == "side" || head.Lower == "they" || head.Lower == "both") && len(before) > 1 && before[0].Type == before[1].Type:
		first := before[0].Type
		before = keep(func(t factwire.EntityType) bool { return t == first })
	default:
		return nil, ""
	}
	if len(before) < number {
		return nil, ""
	}
	return before[:number], "group"
}

// speaker returns for whom somebody speaks who says "we" at a token: the state or the body of the one named in the sentence, or just before,
// whose office is told; else the state that published the text.
func (c *Composer) speaker(v *feature.View, t int) (best []spoken) {
	r := v.R
	if s, ok := c.parties.State(r.Names.Publisher); ok {
		return []spoken{{Entity: s}}
	}
	i, _ := slices.BinarySearchFunc(r.Names.Mentions, t, func(m names.Mention, at int) int { return m.First - at })
	look := func(k int) {
		m := &r.Names.Mentions[k]
		if len(best) > 0 || m.Form == names.Adjective || !c.speaks(r, m) {
			return
		}
		if actors, _ := c.parties.Actors(r, event.Filler{Slot: "who", Mention: m}); len(actors) == 1 && actors[0].Entity.Type != factwire.Person {
			best = []spoken{{Entity: actors[0].Entity}}
		}
	}
	for k := i; k < len(r.Names.Mentions) && r.Names.Mentions[k].First < v.First+v.N; k++ {
		look(k)
	}
	for k := i - 1; k >= 0 && i-k <= maxNamed && v.Index-r.Doc.SentenceOf(r.Names.Mentions[k].First) <= spanSpeaker; k-- {
		look(k)
	}
	return best
}

// spanSpeaker is how many sentences back somebody is looked for who says "we".
const spanSpeaker = 2

// speaks reports whether somebody is the subject of a verb of speech, in its sentence.
func (c *Composer) speaks(r *reading.Reading, m *names.Mention) bool {
	at := r.Doc.SentenceOf(m.First)
	if s := r.Doc.Sentences[at]; s.Last-s.First > maxSpeech {
		return false
	}
	i, _ := slices.BinarySearchFunc(r.Clauses.Clauses, at, func(c *clause.Clause, s int) int { return c.Sentence - s })
	for ; i < len(r.Clauses.Clauses) && r.Clauses.Clauses[i].Sentence == at; i++ {
		if x := r.Clauses.Clauses[i]; x.Subject != nil && x.Subject.Mention == m && (c.speech[x.Verb.Lemma] || c.speech[r.Doc.Tokens[x.Verb.Head].Lower]) {
			return true
		}
	}
	return false
}
