// Package framed reads the kinds of fact that frames tell and no package of their own reads. All that it knows of a kind stands in the kind's descriptor
// and in its frames: with them a kind needs no code.
//
// Of a kind with classes somebody does something, to somebody or something: see act. Of a kind without any, a person is in a role, in the words
// by which the text calls it. There a frame's verb and the noun that it needs (see lexicon.Frame), or a noun of an event with the noun behind the slots of about,
// signal a fact. Who is found in the slots of who, and must be a person; whom, a body or a state, in those of whom, the first that holds
// one. What is the noun's phrase.
package framed

import (
	"slices"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/event"
	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/lexicon"
	"github.com/factwire/factwire/extractors/reading"
	"github.com/factwire/factwire/kind"
)

// Extractor finds the facts of one kind. It is safe for concurrent use.
type Extractor struct {
	of      kind.Descriptor
	matcher *event.Matcher
	parties *event.Parties
}

// New returns an extractor that reads by the lexicon's frames of a kind.
func New(lex *lexicon.Lexicon, of kind.Descriptor) *Extractor {
	return &Extractor{of: of, matcher: event.NewMatcher(lex, of.Name), parties: event.NewParties(lex)}
}

// Extract returns the facts of an article in text order, and what was dropped with the reasons.
func (x *Extractor) Extract(r *reading.Reading) []reading.Candidate {
	var out []reading.Candidate
	for _, m := range x.matcher.Find(r) {
		if len(x.of.Classes) > 0 {
			out = append(out, x.act(r, m))
			continue
		}
		if c, told := x.read(r, m); told {
			out = append(out, c...)
		}
	}
	return event.Merge(out)
}

// read makes a fact of each person of a match; told is false for a match that is about something else.
func (x *Extractor) read(r *reading.Reading, m event.Match) (out []reading.Candidate, told bool) {
	role := m.Noun
	if m.Nominal() {
		role = nil
		for _, f := range x.matcher.Role(r, m, m.Frame.About) {
			if f.NP != nil && !isName(f.NP.Mention) {
				role = f.NP
				break
			}
		}
	}
	if role == nil {
		return nil, false
	}
	who := x.who(r, m, role)
	if len(who) == 0 {
		return nil, false // "named the ship", "elected a council": nobody
	}
	drop := func(why string) ([]reading.Candidate, bool) {
		return []reading.Candidate{event.Dropped(r, m, x.of.Name, why)}, true
	}
	status, why := statusOf(m)
	if why != "" {
		return drop(why)
	}
	whom, people := x.whom(r, m, role)
	what, span := x.words(r, role, whom)
	if what == "" {
		return drop("no role")
	}
	for _, w := range who {
		out = append(out, x.fact(r, m, candidate{w, whom, people, what, span, status}))
	}
	return out, true
}

// candidate is a fact while it is put together.
type candidate struct {
	who          event.Found
	whom, people []event.Found
	what         string
	span         factwire.Span
	status       factwire.Status
}

func (x *Extractor) fact(r *reading.Reading, m event.Match, c candidate) reading.Candidate {
	f := factwire.Fact{Kind: x.of.Name, Status: c.status, Who: []factwire.Entity{c.who.Entity}, What: c.what}
	spans := map[string][]factwire.Span{"cue": {event.Span(r, m.Cue, m.Cue+1)}, "who": {event.Span(r, c.who.First, c.who.Last)}, "what": {c.span}}
	for _, p := range c.whom {
		f.Whom = append(f.Whom, p.Entity)
		spans["whom"] = append(spans["whom"], event.Span(r, p.First, p.Last))
	}
	for _, p := range c.people {
		f.People = append(f.People, p.Entity)
		spans["people"] = append(spans["people"], event.Span(r, p.First, p.Last))
	}
	const sure = 0.88
	pronoun := c.who.Mention != nil && c.who.Mention.Form != names.Name
	f.Confidence = event.Doubted(r, sure, m.Cue, m.Nominal(), pronoun, len(c.whom) == 0)
	if d := event.Date(m.Clause, m.Noun, event.Day); d != nil && c.status != factwire.Negated {
		f.When = event.When(d, factwire.From)
		spans["when"] = append(spans["when"], event.Span(r, d.First, d.Last))
	}
	f.Evidence = []factwire.Evidence{event.Evidence(r, r.Doc.SentenceOf(m.Cue), string(x.of.Name)+"/"+m.Frame.Name, spans)}
	return reading.Candidate{Fact: f}
}

// who are the persons whom a match is about: in the slots of who, or in the role's own phrase ("named Ann Bee ambassador").
func (x *Extractor) who(r *reading.Reading, m event.Match, role *clause.NP) []event.Found {
	fillers := x.matcher.Role(r, m, m.Frame.Who)
	if before := within(role); before != nil {
		fillers = []event.Filler{{Slot: m.Slot, NP: role, Mention: before}}
	}
	var out []event.Found
	for _, f := range fillers {
		if f.Mention == nil {
			continue
		}
		for _, e := range x.parties.Mention(r, f.Mention) {
			if e.Type == factwire.Person {
				out = append(out, event.Found{Entity: e.Entity, First: f.Mention.First, Last: f.Mention.Last, Slot: f.Slot, Mention: f.Mention})
			}
		}
		if len(out) > 0 && f.Slot != m.Frame.Who[0] {
			break
		}
	}
	for i := range out { // the title is what the fact tells: a later one would make another entity of the person
		out[i].Entity.Title = ""
	}
	return event.Unique(out)
}

// whom is the body or the state of the role, in the first slot that holds one, and the people who decide.
func (x *Extractor) whom(r *reading.Reading, m event.Match, role *clause.NP) (bodies, people []event.Found) {
	of := m
	of.Noun = role
	for _, slot := range m.Frame.Whom {
		var found []event.Found
		for _, f := range x.matcher.Role(r, of, []string{slot}) {
			actors, deciders := x.parties.Actors(r, f)
			found = append(found, actors...)
			if slot == "subject" {
				people = append(people, deciders...)
			}
		}
		found = slices.DeleteFunc(found, func(f event.Found) bool { return f.Entity.Type == factwire.Person || f.Entity.Type == factwire.Group })
		if len(bodies) == 0 {
			bodies = event.Unique(found)
		}
	}
	return bodies, event.Unique(people)
}

// words are those by which the text calls a role: its phrase without determiners and owner, and the phrases behind it that name no body
// of whom: "head of research" of "its head of research at Acme".
func (x *Extractor) words(r *reading.Reading, role *clause.NP, whom []event.Found) (string, factwire.Span) {
	first, last := role.First, role.Last
	if before := within(role); before != nil {
		first = before.Last
	}
	if role.Possessor != nil {
		first = max(first, role.Possessor.Last)
	}
	for first < last && slices.Contains([]string{"DT", "PRP$", "POS", "CD", ","}, r.Doc.Tokens[first].Tag) {
		first++
	}
	for _, p := range role.Preps {
		if p.Obj == nil || p.Tok != last || slices.ContainsFunc(whom, func(f event.Found) bool { return f.First >= p.Obj.First && f.Last <= p.Obj.Last }) ||
			p.Obj.Date != nil || p.Prep != "of" && p.Prep != "to" && p.Prep != "for" {
			break
		}
		last = p.Obj.Last
	}
	if first >= last {
		return "", factwire.Span{}
	}
	return strings.TrimSpace(event.Text(r, first, last)), event.Span(r, first, last)
}

// within is the name that stands in the role's own phrase, before its words: "Ann Bee ambassador".
func within(role *clause.NP) *names.Mention {
	if role.Mention != nil && role.Mention.Last <= role.Head {
		return role.Mention
	}
	if n := len(role.Pre); n > 0 && role.Pre[n-1].First == role.First && isName(role.Pre[n-1]) {
		return role.Pre[n-1]
	}
	return nil
}

func isName(m *names.Mention) bool { return m != nil && m.Form == names.Name }

// statusOf maps what the text says of the event, and what the frame makes of it, to a status; why is the reason where it is no fact.
func statusOf(m event.Match) (s factwire.Status, why string) {
	switch m.Judged {
	case event.Happened, event.Decided:
		s = factwire.Done
	case event.Planned, event.Possible:
		s = factwire.Proposed
	case event.Negated:
		s = factwire.Negated
	case event.Ended:
		s = factwire.Reversed
	default:
		return "", "hypothetical"
	}
	switch {
	case m.Frame.Effect == factwire.Reversed && s == factwire.Done:
		return factwire.Reversed, ""
	case m.Frame.Effect == factwire.Reversed:
		return "", "an end that is not told to have come"
	case m.Frame.Effect == factwire.Proposed && s == factwire.Done:
		return factwire.Proposed, ""
	}
	return s, ""
}
