package ban

import (
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/event"
	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/lexicon"
	"github.com/factwire/factwire/extractors/reading"
)

// search looks for who bars. Each of its ways adds to the candidate whom it finds; none has found anybody before.
type search struct {
	*Extractor
	r       *reading.Reading
	c       *candidate
	m       event.Match
	nominal bool // the measure is a noun
	told    []reading.Candidate
}

// add adds those of a slot's filler who can bar, and the people who act for them.
func (s *search) add(f event.Filler) {
	a, p := s.parties.Actors(s.r, f)
	if n := f.NP; n != nil && s.r.Doc.Tokens[n.Head].Tag != "NNS" && s.legislators[s.r.Doc.Tokens[n.Head].Lemma] {
		a = slices.DeleteFunc(a, func(f event.Found) bool { return !f.Entity.Type.IsState() }) // "the Ohio senator"
	}
	a = slices.DeleteFunc(a, func(f event.Found) bool {
		return !f.Entity.Type.IsState() && event.ActsBy(p, f, func(title string) bool { return s.legislators[title] })
	})
	for _, found := range a {
		if e, ok := s.region(s.r, found.Mention); ok && found.Entity.Type == factwire.Organization {
			found.Entity = e // "the Queensland Senate"
		}
		if authorityType(found.Entity.Type) && !s.parties.IsFaction(found.Entity) && !s.parties.IsLaw(found.Entity) && !reporter(s.r, found) {
			s.c.who = append(s.c.who, found)
		}
	}
	s.c.people = append(s.c.people, p...)
}

// all adds the members of a noun group as fillers of a slot.
func (s *search) all(slot string, n *clause.NP) {
	for _, n := range n.All() {
		s.add(event.Filler{Slot: slot, NP: n, Mention: n.Mention})
	}
}

// states adds the members of a noun group that are states.
func (s *search) states(slot string, n *clause.NP) {
	for _, n := range n.All() {
		if isState(s.parties.Mention(s.r, n.Mention)) {
			s.add(event.Filler{Slot: slot, NP: n, Mention: n.Mention})
		}
	}
}

// byOrder: an infinitive is imposed by those who order it ("ordered operators to strip").
func (s *search) byOrder() {
	if s.nominal {
		return
	}
	if order := s.orderer(s.m.Clause); order != nil && order.Subject != nil {
		s.all("subject", order.Subject)
	}
}

// byOutlaw: who makes against the law what an infinitive tells.
func (s *search) byOutlaw() {
	if s.nominal || !s.m.Frame.Is(lexicon.Dealing) {
		return
	}
	over := s.outlawing(s.r, s.m.Clause)
	if over == nil {
		return
	}
	if over.Object != nil {
		s.all("subject", over.Subject)
		return
	}
	for _, c := range []*clause.Clause{s.m.Clause, over} {
		for _, p := range c.Preps {
			if p.Prep == "in" && p.Obj != nil && len(s.c.who) == 0 {
				s.states("in", p.Obj)
			}
		}
	}
}

// byFrame: the frame's slots.
func (s *search) byFrame() {
	for _, slot := range s.m.Frame.Who {
		for _, f := range s.matcher.Role(s.r, s.m, []string{slot}) {
			if s.nominal && slot == "subject" && !s.imposes(s.r, s.m) {
				continue
			}
			if owner := announcer(s.m.Clause); owner != nil && !s.nominal && f.NP != nil && pronoun(f.NP) {
				f = event.Filler{Slot: slot, NP: owner, Mention: owner.Mention}
			}
			if slot == "modifier" && !s.ownsMeasure(s.r, f.Mention, s.c) {
				continue
			}
			if s.nominal && slot == "subject" && (s.m.Slot == "for" || s.m.Slot == "on") && s.acts(s.m.Clause.Object) {
				// "lobbied Norway for a ban": who is lobbied would bar
				n := s.m.Clause.Object
				f = event.Filler{Slot: "object", NP: n, Mention: n.Mention}
			}
			s.add(f)
		}
		if len(s.c.who) > 0 {
			return
		}
	}
}

// acts reports a phrase for somebody, and for no thing: "Norway", "ministers", but not "its plans".
func (s *search) acts(n *clause.NP) bool {
	if n == nil {
		return false
	}
	head := s.r.Doc.Tokens[n.Head].Lemma
	return n.Mention != nil || s.parties.IsAgent(head) || s.parties.IsKind(head)
}

// announcer returns who owns the noun that a clause of content hangs on, whom a pronoun as its subject means: "Acme's announcement that it will
// ban"; nil where none does.
func announcer(c *clause.Clause) *clause.NP {
	if c == nil || c.Relation != clause.Complement || c.Noun == nil || c.Noun.Possessor == nil || c.Noun.Possessor.Mention == nil || c.Noun.Possessor.Mention.Form != names.Name {
		return nil
	}
	return c.Noun.Possessor
}

// byMaker: by whom the noun of a measure is told, in passing, to have been imposed: "a ban imposed on Acme by Norway was overturned".
func (s *search) byMaker() {
	if !s.nominal {
		return
	}
	for _, mod := range s.m.Noun.Mods {
		if mod != s.m.Clause && mod.Subject != nil && !mod.Verb.Neg && mod.Relation == clause.Relative && mod.Object == s.m.Noun && s.matcher.Judge.Acts(s.r.Doc, mod, "object") && s.matcher.Judge.Clause(s.r.Doc, mod) == event.Happened && len(s.c.who) == 0 {
			s.all("subject", mod.Subject)
		}
	}
}

// byInner: who stands behind what somebody is kept from doing: "were barred from competing by FIBA".
func (s *search) byInner() {
	if !s.hanging() {
		return
	}
	for _, p := range s.m.Clause.Preps {
		if p.Verb == nil || p.Prep != "from" || p.Verb.Object != nil || p.Verb.Verb.Passive {
			continue
		}
		for _, q := range p.Verb.Preps {
			if q.Prep == "by" && q.Obj != nil && q.Obj.Mention != nil && len(s.c.who) == 0 {
				s.all("by", q.Obj)
			}
		}
	}
}

// byRule: whose the rule is that bars ("a Danish proposal to outlaw", "a bill before the Philippine Senate would prohibit").
func (s *search) byRule() {
	if s.nominal || s.m.Clause == nil {
		return
	}
	all := []*clause.NP{s.m.Clause.Noun, s.m.Clause.Subject}
	for _, p := range s.m.Clause.Preps {
		if p.Prep == "under" {
			all = append(all, p.Obj) // "under a law passed by Norway, Acme may not bid"
		}
	}
	for _, rule := range all {
		if rule != nil && rule.Mention == nil && s.rules[s.r.Doc.Tokens[rule.Head].Lemma] && len(s.c.who) == 0 {
			for _, f := range owners(rule) {
				s.add(f)
			}
			s.before(rule)
			for _, mod := range rule.Mods {
				if rule.First < s.m.Clause.Verb.First && mod.Object == rule && mod.Subject != nil && mod != s.m.Clause && len(s.c.who) == 0 {
					s.all("subject", mod.Subject)
				}
			}
		}
	}
}

// byClass takes the state in which a class that may not do something stands: "state firms in Norway may no longer buy Acme laptops".
func (s *search) byClass() {
	if s.m.Clause == nil || s.m.Noun != nil || s.m.Frame.Effect != factwire.Negated && !s.ordered() {
		return
	}
	n := s.m.Clause.Subject
	if s.m.Clause.Verb.Passive && n == nil {
		n = s.m.Clause.Object
	}
	if n == nil || n.Mention != nil || s.r.Doc.Tokens[n.Head].Tag != "NNS" && !n.Neg {
		return
	}
	for _, f := range s.ofClass(s.r, n) {
		if f.Slot == "in" || n.Neg || s.m.Clause.Verb.Neg && s.m.Clause.Verb.Modality == clause.May || s.ordered() {
			s.add(f)
		}
	}
}

// byRelative: who makes the rules that bar ("Germany is drafting rules that would exclude Acme").
func (s *search) byRelative() {
	if s.m.Clause == nil || s.m.Clause.Relation != clause.Relative || !s.ofRule(s.r, s.m.Clause) {
		return
	}
	for g := s.m.Clause.Parent; g != nil && len(s.c.who) == 0; g = g.Parent {
		if g.Subject != nil && !s.targetSubjects[g.Verb.Lemma] && !s.beside(g) {
			s.all("subject", g.Subject)
		}
		if g.Relation != clause.XComp {
			return
		}
	}
}

// byBefore: the state that is the subject of the sentence before, where whose list or measure it is was taken for the one it is against:
// "Norway took aim at Acme. It was added to its sanctions list."
func (s *search) byBefore() {
	if s.m.Noun == nil || !pronoun(s.m.Noun.Possessor) || s.m.Clause == nil || !s.m.Clause.Verb.Passive || s.m.Clause.Subject != nil || !named(s.c.whom) {
		return
	}
	if s.c.who = s.stateBefore(s.r, s.c); len(s.c.who) > 0 {
		s.c.confidence = 0.7
	}
}

// prep returns a phrase's preposition, with the particle before it ("was kicked out of").
func (s *search) prep(p clause.PP) string {
	if p.Prep == "of" && s.m.Clause.Verb.Particle == "out" {
		return "out of"
	}
	return p.Prep
}

// bySource: from whom a measure comes ("faces sanctions from Norway").
func (s *search) bySource() {
	if !s.nominal {
		return
	}
	p := s.m.Noun.Preps
	if len(p) > 0 && p[0].Prep == "from" && p[0].Obj != nil && p[0].Tok == s.m.Noun.Last {
		s.states("from", p[0].Obj)
	}
	if len(p) > 1 && p[0].Prep == "of" && p[1].Prep == "from" && p[1].Obj != nil && s.expulsions[s.r.Doc.Tokens[s.m.Noun.Head].Lemma] {
		s.states("from", p[1].Obj) // "the expulsion of Acme from Norway"
	}
}

// byMeasure: whose the measure is that was told last.
func (s *search) byMeasure() {
	if s.nominal {
		s.c.who = s.lastTold(s.r, s.m, s.told)
	}
}

// byRuling: who decides what somebody may not do.
func (s *search) byRuling() {
	if s.m.Frame.Is(lexicon.Forbidden) && s.m.Frame.Is(lexicon.Named) {
		s.c.who = s.byDecree(s.r, s.c)
	}
}

// hanging reports a passive participle without a subject of its own.
func (s *search) hanging() bool {
	return !s.nominal && s.m.Clause != nil && s.m.Clause.Verb.Passive && s.m.Clause.Subject == nil
}

// byPassive: from where, or from doing what where, somebody is barred ("was banned from Norway", "is banned from doing business in
// Norway"), or by which decree.
func (s *search) byPassive() {
	if !s.hanging() || !named(s.c.whom) {
		return
	}
	for i, p := range s.m.Clause.Preps {
		if prep := s.prep(p); p.Obj != nil && (prep == "from" || prep == "out of") && s.direct(s.r, s.m.Clause, i, false) {
			s.states("from", p.Obj)
		}
	}
	for _, p := range s.m.Clause.Preps {
		if len(s.c.who) > 0 || p.Verb == nil || p.Prep != "from" {
			continue
		}
		if o := p.Verb.Object; o != nil && s.entries[p.Verb.Verb.Lemma] {
			s.states("from", o) // "are barred from entering Norway"
		}
		for _, q := range p.Verb.Preps {
			if q.Prep == "in" && q.Obj != nil && isState(s.parties.Mention(s.r, q.Obj.Mention)) {
				s.add(event.Filler{Slot: "in", NP: q.Obj, Mention: q.Obj.Mention})
			}
		}
	}
	if len(s.c.who) == 0 {
		s.c.who = s.byDecree(s.r, s.c)
	}
	if len(s.c.who) > 0 {
		s.c.confidence = 0.8
	}
}

// byTarget: whose place it is that is closed to somebody.
func (s *search) byTarget() {
	if s.m.Clause == nil || s.nominal && !s.imposes(s.r, s.m) {
		return
	}
	if s.c.who = s.ofPlace(s.r, s.c); len(s.c.who) > 0 {
		s.c.confidence = 0.7
	}
}

// bySpeaker: who says that a measure is there or not ("Seoul said there would be no curbs").
func (s *search) bySpeaker() {
	if !s.nominal || s.m.Slot != "complement" || s.m.Clause.Relation != clause.Complement {
		return
	}
	if over := s.m.Clause.Parent; over != nil && over.Subject != nil {
		s.all("subject", over.Subject)
	}
}

// byIssuer takes who made the rule that bars: "the law bars", "they forbid".
func (s *search) byIssuer() {
	v := s.m.Clause
	if s.nominal || v == nil || v.Subject == nil {
		return
	}
	actors, people := s.issuers.Of(s.r, v.Subject)
	for _, f := range event.As(s.r, actors, v.Subject) {
		if authorityType(f.Entity.Type) && !s.parties.IsFaction(f.Entity) && !s.parties.IsLaw(f.Entity) {
			f.Slot = again
			s.c.who = append(s.c.who, f)
		}
	}
	if len(s.c.who) > 0 {
		s.c.people = append(s.c.people, event.As(s.r, people, v.Subject)...)
		s.c.confidence = 0.7
	}
}

// byImpersonal: who barred last, where a rule bars.
func (s *search) byImpersonal() {
	if s.nominal || !named(s.c.whom) || !s.impersonal(s.r, s.m.Clause) {
		return
	}
	s.c.people = nil
	if s.c.who = whoBarred(s.r, s.m, s.told, 6); len(s.c.who) > 0 {
		s.c.confidence = 0.6
	}
}

// byEnd: who imposed what is ended ("sanctions, which were lifted", "the ban was lifted").
func (s *search) byEnd() {
	if s.nominal && s.c.status == factwire.Reversed {
		s.c.who = imposer(s.r, s.c, s.told)
	}
}

// byAlso: who barred the one before, where another "was also" barred.
func (s *search) byAlso() {
	if !s.hanging() {
		return
	}
	if s.c.who = also(s.r, s.m, s.told); len(s.c.who) > 0 {
		s.c.confidence = 0.8
	}
}
