package ban

import (
	"slices"

	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/event"
	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/lexicon"
	"github.com/factwire/factwire/extractors/reading"
)

// byBlamed: who is blamed, praised or sued for a measure that is nobody else's: "is suing Norway over the ban on its cars".
func (s *search) byBlamed() {
	if !s.nominal || s.m.Clause == nil || s.m.Slot != "over" && s.m.Slot != "for" || !s.matcher.Judge.Blames(s.m.Clause) || s.m.Clause.Verb.Passive {
		return
	}
	s.all("object", s.m.Clause.Object)
}

// byWhole: who expects, says or finds what stands in a sentence whose measure has no author of its own: "with the ban on Acme lifted, Norway
// expects lower prices", "no ban on Acme is planned, Norway's government said".
func (s *search) byWhole() {
	c := s.m.Clause
	if c == nil || !c.Verb.Passive || c.Subject != nil || !named(s.c.whom) || !s.nominal && !s.m.Frame.Is(lexicon.Dealing) {
		return
	}
	for _, o := range s.r.Clauses.In(c.Sentence) {
		if o == c || o.Subject == nil || o.Verb.Passive || o.Subject.First < c.Last || len(s.c.who) > 0 {
			continue
		}
		if c.Mark == "with" && c.Parent == o || c.Attributed && s.hearers[o.Verb.Lemma] || c.Attributed && s.rulings[o.Verb.Lemma] || c.Attributed && o.Verb.Lemma == "say" {
			for _, n := range o.Subject.All() {
				if s.ofState(s.r, n) {
					s.add(event.Filler{Slot: "subject", NP: n, Mention: n.Mention})
				}
			}
			s.c.confidence = 0.7
		}
	}
}

// byLicence: where somebody's licence was, which is taken away: "the licence of Acme to broadcast in Norway was revoked".
func (s *search) byLicence() {
	if s.m.Class != "leave" || s.m.Clause == nil || !s.m.Clause.Verb.Passive || s.m.Clause.Subject != nil || !named(s.c.whom) {
		return
	}
	preps := append(slices.Clone(s.m.Noun.Preps), s.m.Clause.Preps...)
	for _, ch := range s.m.Clause.Children {
		preps = append(preps, ch.Preps...)
	}
	for _, p := range preps {
		if p.Prep == "in" && p.Obj != nil && len(s.c.who) == 0 {
			s.states("in", p.Obj)
		}
	}
}

// ordered reports an infinitive that somebody is told to do, by whom is not told: "schools in Norway have been told to delete Acme".
func (s *search) ordered() bool {
	c := s.m.Clause
	return c.Relation == clause.XComp && c.Verb.Form == clause.Infinitive && c.Parent != nil && s.orders[c.Parent.Verb.Lemma] && c.Parent.Verb.Passive && c.Parent.Subject == nil
}

// byThere: the state that the sentence before names, where somebody is told to be barred "there": "Norway accused Acme of spying. A day later it was
// banned from tenders there".
func (s *search) byThere() {
	if !s.hanging() || !named(s.c.whom) {
		return
	}
	there := false
	for t := s.m.Clause.Verb.Last; t < min(s.m.Clause.Last+2, s.r.Doc.Sentences[s.m.Clause.Sentence].Last); t++ {
		there = there || s.r.Doc.Tokens[t].Lower == "there"
	}
	if !there {
		return
	}
	if found := s.statesIn(s.r, s.c, s.m.Clause.Sentence-1, s.m.Clause.Object); len(found) == 1 {
		s.c.who, s.c.confidence = found, 0.7
	}
}

// otherCountry returns the one other state that the sentence before names, where "the country" was taken for the authority itself: "recalled its envoy
// from Norway. It also imposed sanctions on the country"; or "its" for the authority's own.
func (x *Extractor) otherCountry(r *reading.Reading, c *candidate) []event.Found {
	for _, f := range x.matcher.Role(r, c.match, c.match.Frame.Whom) {
		if f.NP == nil {
			continue
		}
		sentence := r.Doc.SentenceOf(f.NP.Head)
		switch {
		case pronoun(f.NP.Possessor) && r.Doc.Tokens[f.NP.Possessor.Head].Lower == "its" && x.parties.IsGoods(r.Doc.Tokens[f.NP.Head].Lemma):
			// "accused Norway of dumping and banned its steel"
		case f.Mention != nil && f.Mention.Form == names.Nominal && isState(x.parties.Mention(r, f.Mention)):
			sentence--
		default:
			continue
		}
		var out []event.Found
		for _, o := range x.statesIn(r, c, sentence, f.NP) {
			if !slices.ContainsFunc(c.who, func(w event.Found) bool { return w.Entity.Same(o.Entity) }) {
				out = append(out, o)
			}
		}
		if len(out) == 1 {
			return out
		}
	}
	return nil
}

// bySeller: the state where the sentence before tells a firm to sell or to have sold, where no words tell who bars it: "used to sell its phones in
// Norway. It has been banned since May".
func (s *search) bySeller() {
	if !s.hanging() || !pronoun(s.m.Clause.Object) || s.m.Clause.Relation != clause.Root || slices.ContainsFunc(s.c.whom, func(f event.Found) bool { return !firmOrWare(s.r, f) }) {
		return
	}
	if found := s.statesIn(s.r, s.c, s.m.Clause.Sentence-1, s.m.Clause.Object); len(found) == 1 && s.tellsOf(found[0]) {
		s.c.who, s.c.confidence = found, 0.6
	}
}

// tellsOf reports that the sentence before has a state behind "in", as where something is.
func (s *search) tellsOf(f event.Found) bool {
	return slices.ContainsFunc(s.r.Clauses.In(s.m.Clause.Sentence-1), func(c *clause.Clause) bool {
		return slices.ContainsFunc(c.Preps, func(p clause.PP) bool {
			return p.Prep == "in" && p.Obj != nil && slices.ContainsFunc(s.parties.Mention(s.r, p.Obj.Mention), func(e names.Entity) bool { return e.Same(f.Entity) })
		})
	})
}

// ownTraders makes those with whom a state's own firms may not deal the targets, and the state the authority: "Norwegian firms are prohibited from selling
// chips to Acme".
func (x *Extractor) ownTraders(r *reading.Reading, c *candidate) {
	m := c.match.Clause
	if m == nil || c.match.Noun != nil || !c.match.Frame.Is(lexicon.Barring) || !m.Verb.Passive || m.Subject != nil || m.Object == nil || m.Object.Mention != nil {
		return
	}
	own := x.ofClass(r, m.Object)
	if len(own) != 1 || own[0].Slot != "modifier" {
		return
	}
	who, _ := x.parties.Targets(r, own[0])
	var whom []event.Found
	for _, act := range forbiddenActs(m) {
		if !x.dealings[act.Verb.Lemma] && act.Verb.Lemma != "do" {
			continue
		}
		for _, p := range act.Preps {
			if p.Obj == nil || p.Prep != "with" && p.Prep != "to" {
				continue
			}
			for _, n := range p.Obj.All() {
				t, _ := x.parties.Targets(r, event.Filler{Slot: "object", NP: n, Mention: n.Mention})
				whom = append(whom, slices.DeleteFunc(t, func(f event.Found) bool { return !f.Entity.Type.IsState() && !firmOrWare(r, f) })...)
			}
		}
	}
	if len(whom) > 0 && len(who) > 0 {
		c.whom, c.who, c.confidence = event.Unique(whom), who, 0.7
	}
}

// forbiddenActs returns the clauses that tell what somebody is barred from doing.
func forbiddenActs(c *clause.Clause) []*clause.Clause {
	var acts []*clause.Clause
	for _, p := range c.Preps {
		if p.Verb != nil && p.Prep == "from" {
			acts = append(acts, p.Verb)
		}
	}
	for _, ch := range c.Children {
		if ch.Relation == clause.XComp && ch.Verb.Form == clause.Infinitive {
			acts = append(acts, ch)
		}
	}
	return acts
}
