package signing

import (
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/event"
	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/reading"
)

// maxFocus is how many sentences back a text without name may have been named.
const maxFocus = 6

// accedes settles who joins or leaves what. It reports whether anybody does, and if not, perhaps why.
func (x *Extractor) accedes(r *reading.Reading, c *candidate, told []reading.Candidate) (bool, string) {
	m := c.match
	if m.Noun == nil && x.leaves(r, m) {
		return false, ""
	}
	if x.onlyMeant(r, m) {
		return false, "a withdrawal that is not told"
	}
	if x.others(r, m) {
		return false, "others join"
	}
	c.sides[0] = slices.DeleteFunc(noPeople(c.sides[0], c.people), func(f event.Found) bool {
		// "seven Republicans joined", "most of them British", "before Ost joined the Foreign Service": people, and no party or state
		return person(f) || x.parties.IsFaction(f.Entity) || f.Mention != nil && f.Mention.Form == names.Adjective && !x.agency(r, f)
	})
	if len(c.sides[1]) == 0 && m.Noun == nil && m.Clause.Object == nil && len(x.matcher.Role(r, m, m.Frame.With)) == 0 && m.Frame.Effect == "" {
		// "Slovakia refused to sign": the text or the programme named last
		c.sides[1] = x.focus(r, m.Cue, told)
		c.confidence = 0.7
	}
	x.pointedAt(r, c, told)
	x.leftToo(r, c, told)
	if len(c.sides[1]) == 0 || m.Noun == nil && sideBySide(m, c.sides[1]) {
		return false, ""
	}
	if m.Noun == nil && x.entering[m.Clause.Verb.Lemma] {
		c.sides[0] = slices.DeleteFunc(c.sides[0], func(f event.Found) bool { return !f.Entity.Type.IsState() })
		c.sides[1] = slices.DeleteFunc(c.sides[1], func(f event.Found) bool {
			return f.Entity.Type == factwire.Organization && !x.bodies[event.LastWord(f.Entity.Name)]
		})
		if len(c.sides[1]) == 0 {
			return false, ""
		}
	}
	if len(c.sides[0]) == 0 {
		return false, "no party that joins"
	}
	return true, ""
}

// pointedAt fills what somebody joins or leaves, where "it" stands for that, with what the same one was told to have joined or left before: "signed the pact
// in 2021 and left it in 2024".
func (x *Extractor) pointedAt(r *reading.Reading, c *candidate, told []reading.Candidate) {
	m := c.match
	if len(c.sides[1]) > 0 || m.Noun != nil || m.Clause == nil || m.Clause.Object == nil || len(c.sides[0]) == 0 || m.Frame.Who[0] != "subject" {
		return
	}
	if o := m.Clause.Object; o.Last != o.First+1 || r.Doc.Tokens[o.Head].Lower != "it" {
		return
	}
	if f, ok := lastJoined(r, m, told, 1); ok && f.Who[0].Same(c.sides[0][0].Entity) {
		o := m.Clause.Object
		c.sides[1], c.confidence = []event.Found{{Entity: f.Who[1], First: o.First, Last: o.Last}}, 0.7
	}
}

// lastJoined returns the joining or leaving told last, at most so many sentences before.
func lastJoined(r *reading.Reading, m event.Match, told []reading.Candidate, sentences int) (factwire.Fact, bool) {
	since := r.Doc.Sentences[max(0, r.Doc.SentenceOf(m.Cue)-sentences)].Start
	for i := len(told) - 1; i >= 0; i-- {
		f := told[i].Fact
		if told[i].Dropped != "" || f.What != "accession" || len(f.Who) != 2 {
			continue
		}
		return f, f.Evidence[0].Start >= since
	}
	return factwire.Fact{}, false
}

// leftToo fills what somebody leaves, where the words here do not tell, with what another such was told to have left, or he himself to have joined,
// at most a sentence before: "Norway quit the pact. Chad left in May".
func (x *Extractor) leftToo(r *reading.Reading, c *candidate, told []reading.Candidate) {
	m, who := c.match, c.sides[0]
	if len(c.sides[1]) > 0 || m.Noun != nil || m.Clause.Object != nil || len(m.Clause.Preps) > 0 || m.Frame.Effect != factwire.Reversed || m.Clause.Verb.Form != clause.Finite {
		return
	}
	if len(who) == 0 || slices.ContainsFunc(who, func(f event.Found) bool { return !f.Entity.Type.IsState() }) {
		return
	}
	f, ok := lastJoined(r, m, told, 1)
	if ok && f.Who[0].Type.IsState() && (f.Status == factwire.Reversed || f.Status == factwire.Done && f.Who[0].Same(who[0].Entity)) {
		c.sides[1], c.confidence = []event.Found{{Entity: f.Who[1], First: m.Cue, Last: m.Cue + 1}}, 0.7
	}
}

// leaves reports a clause that tells of leaving in another sense, or of one that is not told: "which they left alone", "the cost of
// Norway leaving the union".
func (x *Extractor) leaves(r *reading.Reading, m event.Match) bool {
	v := m.Clause.Verb
	if m.Frame.Who[0] == "object" && m.Clause.Object == nil {
		return true // "pulled out": told by another frame
	}
	out := v.Last+1 < len(r.Doc.Tokens) && r.Doc.Tokens[v.Last].Lower == "out" && r.Doc.Tokens[v.Last+1].Lower == "of" // "walked out of the pact"
	return v.Last < len(r.Doc.Tokens) && x.leftSo[r.Doc.Tokens[v.Last].Lower] && !out ||
		v.Form == clause.Gerund && m.Clause.Relation == clause.Relative && m.Clause.Reduced && m.Frame.Who[0] == "subject" && x.parties.Members(r, m.Clause.Noun) == nil
}

// onlyMeant reports a withdrawal that is named and not told: "ashamed of Norway's exit", "made the exit a certainty".
func (x *Extractor) onlyMeant(r *reading.Reading, m event.Match) bool {
	return m.Nominal() && m.Frame.Effect == factwire.Reversed && (m.Slot != "subject" || m.Clause.Verb.Copula) && !x.grounds[m.Slot] &&
		!x.matcher.Judge.Acts(r.Doc, m.Clause, m.Slot) && event.Date(m.Clause, m.Noun, event.Day) == nil
}

// sideBySide reports that those who are joined are joined in doing something: "joined Acme in suspending sales", "have joined the bureau and the dairy
// farmers", "a group joined by another".
func sideBySide(m event.Match, joined []event.Found) bool {
	if slices.ContainsFunc(m.Clause.Preps, func(p clause.PP) bool { return p.Prep == "in" && p.Verb != nil }) {
		return true
	}
	other := func(f event.Found) bool { return f.Entity.Type != factwire.Organization }
	return (m.Clause.Verb.Passive && m.Frame.Who[0] == "subject" || len(event.Unique(joined)) > 1) && !slices.ContainsFunc(joined, other)
}

// maxBetween is how many words back those who would join may stand.
const maxBetween = 40

// others reports an infinitive behind a noun for people who would join, and not the subject of the verb before them: "stemmed the flow of
// fighters who left to join the rebels", "of recruits to join the front".
func (x *Extractor) others(r *reading.Reading, m event.Match) bool {
	c := m.Clause
	if m.Noun != nil || c.Verb.Form != clause.Infinitive || c.Parent == nil || c.Parent.Verb.Last > c.Verb.First {
		return false
	}
	over := c.Parent
	for steps := 0; steps < maxFocus && over.Parent != nil && over.Verb.Form != clause.Finite && over.Parent.Verb.Last <= over.Verb.First; steps++ {
		over = over.Parent
	}
	for t := max(over.Verb.Last, c.Verb.First-maxBetween); t < c.Verb.First; t++ {
		if n := r.Clauses.PhraseAt(t); n != nil && n.Head == t && n != c.Subject && x.recruits[r.Doc.Tokens[t].Lemma] {
			return true
		}
	}
	return false
}
