// Package signing finds who signed what with whom, and who joined or left what.
package signing

import (
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/clause"
	"github.com/factwire/factwire/extractors/dates"
	"github.com/factwire/factwire/extractors/event"
	"github.com/factwire/factwire/extractors/lexicon"
	"github.com/factwire/factwire/extractors/names"
	"github.com/factwire/factwire/extractors/reading"
)

// Extractor finds signings. It is safe for concurrent use.
type Extractor struct {
	matcher    *event.Matcher
	parties    *event.Parties
	qualifiers map[string][]string // noun to the words of which it needs one
	verbs      map[string]bool
}

// New returns an extractor that reads by the lexicon's frames of the kind signing.
func New(lex *lexicon.Lexicon) (*Extractor, error) {
	return &Extractor{
		matcher: event.NewMatcher(lex, factwire.Signing), parties: event.NewParties(lex),
		qualifiers: event.Qualifiers(lex, "signing.qualifiers"), verbs: lex.Set("signing.verbs"),
	}, nil
}

// candidate is a signing while it is put together.
type candidate struct {
	match      event.Match
	sides      [2][]event.Found // those who act, and those with whom
	people     []event.Found
	class      string
	confidence float64
}

// Extract returns the signings of an article in text order, one candidate for each
// set of parties, the same signing told again as further evidence.
func (x *Extractor) Extract(r *reading.Reading) []reading.Candidate {
	var out []reading.Candidate
	for _, m := range x.matcher.Find(r) {
		if list := event.Elaborated(r, m.Clause); list != nil && m.Frame.What == "accession" {
			for _, pair := range cross(x.listed(r, list), x.targets(r, m)) {
				if status(m) != "" {
					c := &candidate{match: m, class: m.Frame.What, confidence: 0.7}
					out = append(out, x.fact(r, c, pair))
				}
			}
			continue
		}
		c, why := x.read(r, m, out)
		if c == nil && why == "" {
			continue
		}
		if why == "anaphor" {
			if m.Judged == event.Happened {
				x.enrich(r, m, out)
			} else if c, ok := x.again(r, m, out); ok {
				out = append(out, c)
			}
			continue
		}
		if why != "" {
			out = append(out, event.Dropped(r, m, factwire.Signing, why))
			continue
		}
		for _, pair := range x.instruments(r, c) {
			out = append(out, x.fact(r, c, pair))
		}
	}
	return event.Merge(append(out, x.cancelled(r, out)...))
}

// cancelled finds "only to cancel it", "T terminated it": a pronoun that means the signing told just before.
func (x *Extractor) cancelled(r *reading.Reading, told []reading.Candidate) []reading.Candidate {
	var out []reading.Candidate
	for _, c := range r.Clauses.Clauses {
		if c.Object == nil {
			continue
		}
		switch r.Doc.Tokens[c.Object.Head].Lower {
		case "it", "them":
		default:
			continue
		}
		if f := x.matcher.Judge.Nominal(r.Doc, c.Object, c, "object"); f != event.Ended {
			continue
		}
		m := event.Match{Clause: c, Noun: c.Object, Slot: "object", Class: "agreement", Cue: c.Verb.Head, Judged: event.Ended}
		var before []reading.Candidate
		for _, t := range told {
			if len(t.Fact.Evidence) > 0 && t.Fact.Evidence[0].Start < r.Doc.Tokens[c.Verb.Head].Start && t.Fact.Status != factwire.Negated {
				before = append(before, t)
			}
		}
		if g, ok := x.again(r, m, before); ok && x.sideOf(r, c, g.Fact) {
			out = append(out, g)
		}
	}
	return out
}

// sideOf reports whether the one who ends a signing is a party to it, or unknown.
func (x *Extractor) sideOf(r *reading.Reading, c *clause.Clause, f factwire.Fact) bool {
	if c.Subject == nil {
		return true
	}
	known := false
	for _, n := range c.Subject.All() {
		a, _ := x.parties.Actors(r, event.Filler{Slot: "subject", NP: n, Mention: n.Mention})
		for _, y := range a {
			known = true
			if slices.Contains(factwire.Keys(f.Who), y.Entity.Key()) {
				return true
			}
		}
	}
	return !known
}

// read finds the parties of a match. Why is the reason for which it is no signing.
func (x *Extractor) read(r *reading.Reading, m event.Match, told []reading.Candidate) (c *candidate, why string) {
	c = &candidate{match: m, class: m.Class, confidence: 0.9}
	if m.Frame.What != "" {
		c.class = m.Frame.What
	}
	if m.Noun != nil && !event.Qualified(r, x.qualifiers, m) {
		return nil, ""
	}
	var others []event.Found
	for _, f := range x.matcher.Role(r, m, m.Frame.Who) {
		a, p := x.parties.Actors(r, f)
		if f.Slot == "by" && m.Clause != nil && m.Clause.Verb.Passive && m.Slot == "object" {
			continue // the agent is the subject already
		}
		if f.Slot == "subject" && m.Noun != nil && m.Frame.What == "" && !x.signs(m) && m.Slot != "subject" && !x.matcher.Judge.Known(m.Clause, m.Slot) {
			continue
		}
		c.sides[0] = append(c.sides[0], a...)
		c.people = append(c.people, p...)
	}
	for _, f := range x.matcher.Role(r, m, m.Frame.With) {
		if m.Frame.What == "accession" {
			others = append(others, x.joined(r, f)...)
			continue
		}
		if m.Frame.Name == "agree" && f.Slot == "with" && m.Judged != event.Happened {
			continue
		}
		if (f.Slot == "to" || f.Slot == "from" || f.Slot == "for") && !slices.Contains([]string{"award", "place", "win", "secure", "land", "give", "receive"}, m.Verb()) {
			continue
		}
		a, p := x.parties.Actors(r, f)
		others = append(others, a...)
		c.people = append(c.people, p...)
	}
	c.sides[1] = others
	c.sides[0] = parties(c.sides[0])
	if m.Frame.What == "accession" {
		c.sides[1] = unique(c.sides[1])
	} else {
		c.sides[1] = parties(c.sides[1])
	}
	switch m.Frame.What {
	case "accession":
		c.sides[0] = noPeople(c.sides[0], c.people)
		if len(c.sides[1]) == 0 && m.Noun == nil && m.Clause.Object == nil && len(x.matcher.Role(r, m, m.Frame.With)) == 0 && m.Frame.Effect == "" {
			// "Slovakia refused to sign": the text or the programme named last
			c.sides[1] = x.focus(r, m.Cue, told)
			c.confidence = 0.7
		}
		if len(c.sides[1]) == 0 {
			return nil, ""
		}
		if m.Noun == nil && slices.ContainsFunc(m.Clause.Preps, func(p clause.PP) bool { return p.Prep == "in" && p.Verb != nil }) {
			return nil, "" // "joined Acme in suspending sales"
		}
		if len(c.sides[0]) == 0 {
			return nil, "no party that joins"
		}
	default:
		if m.Noun == nil && m.Frame.Name == "sign with" && m.Clause.Object != nil {
			c.class = x.another(r, m, told)
			if c.class == "" {
				return nil, ""
			}
		} else if m.Noun == nil && (m.Clause == nil || m.Clause.Object != nil) {
			return nil, ""
		}
		if m.Frame.Name == "agree" {
			if m.Judged != event.Happened || len(union(c.sides[0], c.sides[1])) < 2 || !x.undertakes(m.Clause) || x.toSign(m.Clause) {
				return nil, ""
			}
			c.confidence = 0.7
		}
		if m.Noun != nil && len(union(c.sides[0], c.sides[1])) < 2 {
			x.fromRelative(r, m, c)
		}
		if n := len(union(c.sides[0], c.sides[1])); n < 2 {
			if m.Noun != nil && m.Clause != nil && x.definite(r, m.Noun) && status(m) != "" {
				return nil, "anaphor"
			}
			if n == 1 {
				return nil, "one party only"
			}
			return nil, ""
		}
		if m.Noun != nil && m.Clause != nil && m.Slot != "" && !x.signs(m) {
			c.confidence = 0.7
		}
	}
	if status(m) == "" {
		return nil, "hypothetical"
	}
	return c, ""
}

// listed resolves the members of a list in the next sentence to parties.
func (x *Extractor) listed(r *reading.Reading, list []*clause.NP) []event.Found {
	var out []event.Found
	for _, n := range list {
		a, _ := x.parties.Actors(r, event.Filler{Slot: "subject", NP: n, Mention: n.Mention})
		out = append(out, a...)
	}
	return parties(out)
}

// targets resolves what a match says is joined.
func (x *Extractor) targets(r *reading.Reading, m event.Match) []event.Found {
	var out []event.Found
	for _, f := range x.matcher.Role(r, m, m.Frame.With) {
		out = append(out, x.joined(r, f)...)
	}
	return out
}

// another is the class of the instrument told last, where the object is "one" or "another": "signed one with Acme".
func (x *Extractor) another(r *reading.Reading, m event.Match, told []reading.Candidate) string {
	switch r.Doc.Tokens[m.Clause.Object.Head].Lower {
	case "one", "another":
	default:
		return ""
	}
	for i := len(told) - 1; i >= 0; i-- {
		if f := told[i].Fact; f.What != "accession" && f.What != "" {
			return f.What
		}
	}
	return ""
}

// maxFocus is how many sentences back a text without name may have been named.
const maxFocus = 6

// focus is what others were told to join last, else the programme, pact or treaty named last before a token.
func (x *Extractor) focus(r *reading.Reading, token int, told []reading.Candidate) []event.Found {
	since := r.Doc.Sentences[max(0, r.Doc.SentenceOf(token)-2*maxFocus)].Start
	for i := len(told) - 1; i >= 0; i-- {
		f := told[i].Fact
		if told[i].Dropped != "" || f.What != "accession" || len(f.Who) != 2 || f.Evidence[0].Start < since {
			continue
		}
		return []event.Found{{Entity: f.Who[1], First: token, Last: token + 1}}
	}
	first := r.Doc.Sentences[max(0, r.Doc.SentenceOf(token)-2)].First
	for t := token; t >= first; t-- {
		m := r.Names.At(t)
		if m == nil || m.First != t {
			continue
		}
		for _, e := range x.parties.Mention(r, m) {
			if e.Type == factwire.Program {
				return []event.Found{{Entity: e.Entity, First: m.First, Last: m.Last, Mention: m}}
			}
		}
	}
	return nil
}

// toSign reports "agreed to sign": the text that is to be signed is a fact of its own.
func (x *Extractor) toSign(c *clause.Clause) bool {
	return slices.ContainsFunc(c.Children, func(ch *clause.Clause) bool {
		return ch.Relation == clause.XComp && (ch.Verb.Lemma == "sign" || ch.Verb.Lemma == "join" || ch.Verb.Lemma == "conclude")
	})
}

// undertakes reports whether what is agreed is an act ("to work together").
func (x *Extractor) undertakes(c *clause.Clause) bool {
	for _, ch := range c.Children {
		if ch.Relation == clause.XComp && ch.Verb.Form == clause.Infinitive {
			return true
		}
	}
	return false
}

// fromRelative takes parties from a clause that modifies the noun: "tore up the contract that it had
// signed with Acme".
func (x *Extractor) fromRelative(r *reading.Reading, m event.Match, c *candidate) {
	for _, mod := range m.Noun.Mods {
		if mod == m.Clause || !x.verbs[mod.Verb.Lemma] {
			continue
		}
		y := m
		y.Clause, y.Slot = mod, "object"
		for _, f := range x.matcher.Role(r, y, []string{"subject", "with", "between"}) {
			a, p := x.parties.Actors(r, f)
			if f.Slot == "subject" {
				c.sides[0] = union(c.sides[0], parties(a))
			} else {
				c.sides[1] = union(c.sides[1], parties(a))
			}
			c.people = append(c.people, p...)
		}
	}
}

// signs reports whether the verb over the noun is one by which instruments come about or end.
func (x *Extractor) signs(m event.Match) bool {
	return m.Clause != nil && (x.verbs[m.Verb()] || x.verbs[m.Clause.Verb.Lemma])
}

// definite reports whether the phrase points back: "the contract", "that accord".
func (x *Extractor) definite(r *reading.Reading, n *clause.NP) bool {
	switch r.Doc.Tokens[n.First].Lower {
	case "the", "this", "that", "these", "those", "both":
		return true
	}
	return false
}

// joined resolves what is joined: a programme, a coalition, a pact or an organization.
func (x *Extractor) joined(r *reading.Reading, f event.Filler) []event.Found {
	var out []event.Found
	if f.NP != nil && (f.Mention == nil || len(f.Mention.Entities) == 0) {
		for _, a := range f.NP.Appos { // "the Trans-Pacific pact, the CPTPP"
			if a.Mention != nil && a.Mention.Form == names.Name {
				return x.joined(r, event.Filler{Slot: f.Slot, NP: a, Mention: a.Mention})
			}
		}
	}
	if f.Mention == nil || f.Mention.Form == names.Adjective || f.Mention.Form == names.Pronoun {
		return nil
	}
	for _, e := range x.parties.Mention(r, f.Mention) {
		switch e.Type {
		case factwire.Program, factwire.Bloc:
		case factwire.Organization:
			if e.State != "" {
				continue
			}
		default:
			continue
		}
		out = append(out, event.Found{Entity: e.Entity, First: f.Mention.First, Last: f.Mention.Last, Slot: f.Slot, Mention: f.Mention})
	}
	return out
}

// instruments splits a plural of instruments into one signing for each counterpart.
func (x *Extractor) instruments(r *reading.Reading, c *candidate) [][]event.Found {
	a, b := c.sides[0], c.sides[1]
	if c.class == "accession" {
		return cross(a, b)
	}
	if c.match.Noun != nil && plural(r, c.match.Noun) && len(a) > 0 && len(b) > 0 && (len(a) > 1 || len(b) > 1) {
		if s := slot(b); s == "with" || s == "to" {
			return cross(a, b)
		}
	}
	return [][]event.Found{union(a, b)}
}

func slot(all []event.Found) string {
	if len(all) == 0 {
		return ""
	}
	return all[0].Slot
}

func plural(r *reading.Reading, n *clause.NP) bool {
	t := r.Doc.Tokens[n.Head]
	return t.Tag == "NNS" || t.Tag == "NNPS" || t.Lower == "memoranda" || t.Lower == "mous"
}

func cross(a, b []event.Found) [][]event.Found {
	var out [][]event.Found
	for _, f := range a {
		for _, g := range b {
			if f.Entity.Key() != g.Entity.Key() {
				out = append(out, []event.Found{f, g})
			}
		}
	}
	return out
}

func union(a, b []event.Found) []event.Found {
	return unique(append(slices.Clone(a), b...))
}

func unique(all []event.Found) []event.Found {
	var out []event.Found
	for _, f := range all {
		if !slices.ContainsFunc(out, func(o event.Found) bool { return o.Entity.Key() == f.Entity.Key() }) {
			out = append(out, f)
		}
	}
	return out
}

// parties keeps what can sign: states, blocs, companies, organizations, places.
func parties(all []event.Found) []event.Found {
	var out []event.Found
	for _, f := range all {
		switch f.Entity.Type {
		case factwire.Country, factwire.Bloc, factwire.Company, factwire.Organization, factwire.Place, factwire.Person:
			out = append(out, f)
		}
	}
	return unique(out)
}

// noPeople leaves out those who are there only for a person: a minister who joins a party does not join for the state.
func noPeople(all, people []event.Found) []event.Found {
	return slices.DeleteFunc(slices.Clone(all), func(f event.Found) bool {
		return slices.ContainsFunc(people, func(p event.Found) bool { return p.Mention == f.Mention })
	})
}

// status maps what the text says of the event to the status of a signing: what is only
// agreed or set to be signed is not signed yet.
func status(m event.Match) factwire.Status {
	s := factwire.Status("")
	switch m.Judged {
	case event.Happened:
		s = factwire.Done
	case event.Decided, event.Planned, event.Possible:
		s = factwire.Proposed
	case event.Negated:
		s = factwire.Negated
	case event.Ended:
		s = factwire.Reversed
	}
	if m.Frame.Effect == factwire.Reversed {
		switch s {
		case factwire.Done:
			return factwire.Reversed
		default:
			return ""
		}
	}
	return s
}

func (x *Extractor) fact(r *reading.Reading, c *candidate, pair []event.Found) reading.Candidate {
	m := c.match
	f := factwire.Fact{Kind: factwire.Signing, Status: status(m), What: c.class, Confidence: c.confidence}
	spans := map[string][]factwire.Span{"cue": {event.Span(r, m.Cue, m.Cue+1)}}
	for _, p := range pair {
		f.Who = append(f.Who, p.Entity)
		spans["who"] = append(spans["who"], event.Span(r, p.First, p.Last))
	}
	for _, p := range c.people {
		if slices.ContainsFunc(pair, func(q event.Found) bool { return q.Mention == p.Mention }) {
			f.People = append(f.People, p.Entity)
			spans["people"] = append(spans["people"], event.Span(r, p.First, p.Last))
		}
	}
	if d := event.Date(m.Clause, m.Noun, accept); d != nil && f.Status != factwire.Negated {
		f.When = event.When(d)
		spans["when"] = append(spans["when"], event.Span(r, d.First, d.Last))
	}
	if p := event.Place(r, m.Clause); p != nil {
		f.Where = event.Text(r, p.First, p.Last)
		spans["where"] = append(spans["where"], event.Span(r, p.First, p.Last))
	}
	if about, span := event.Subject(r, m.Noun, m.Frame.About); about != "" {
		f.About = about
		spans["about"] = append(spans["about"], span)
	}
	f.Evidence = []factwire.Evidence{event.Evidence(r, r.Doc.SentenceOf(m.Cue), "signing/"+m.Frame.Name, spans)}
	return reading.Candidate{Fact: f}
}

// again is what becomes of the signing that "the contract" points back to: torn up, not signed.
func (x *Extractor) again(r *reading.Reading, m event.Match, out []reading.Candidate) (reading.Candidate, bool) {
	recent := r.Doc.Sentences[max(0, r.Doc.SentenceOf(m.Cue)-2)].Start
	for i := len(out) - 1; i >= 0; i-- {
		f := out[i].Fact
		if len(f.Evidence) > 0 && f.Evidence[len(f.Evidence)-1].Start < recent {
			break
		}
		if out[i].Dropped != "" || f.What == "accession" || f.What != m.Class && m.Class != "agreement" {
			continue
		}
		if m.Judged != event.Ended || f.Status != factwire.Done {
			break
		}
		g := factwire.Fact{Kind: factwire.Signing, Status: factwire.Reversed, Who: slices.Clone(f.Who), What: f.What, About: f.About, Confidence: 0.7}
		spans := map[string][]factwire.Span{"cue": {event.Span(r, m.Cue, m.Cue+1)}}
		if d := event.Date(m.Clause, m.Noun, accept); d != nil {
			g.When = event.When(d)
			spans["when"] = append(spans["when"], event.Span(r, d.First, d.Last))
		}
		g.Evidence = []factwire.Evidence{event.Evidence(r, r.Doc.SentenceOf(m.Cue), "signing/again", spans)}
		return reading.Candidate{Fact: g}, true
	}
	return reading.Candidate{}, false
}

func accept(d *dates.Mention) bool {
	return d.Date != "" && d.Duration == "" && (d.Relation == "" || d.Relation == factwire.On || d.Relation == factwire.From)
}

// enrich gives the signing told last, which "the contract" points back to, the
// signatories, date and place of this match, where it lacks them.
func (x *Extractor) enrich(r *reading.Reading, m event.Match, out []reading.Candidate) {
	for i := len(out) - 1; i >= 0; i-- {
		f := &out[i].Fact
		if out[i].Dropped != "" || f.Status != factwire.Done || f.What == "accession" {
			continue
		}
		if m.Clause == nil || m.Clause.Verb.Lemma != "sign" {
			return
		}
		if d := event.Date(m.Clause, m.Noun, accept); d != nil && f.When.Date == "" {
			f.When = event.When(d)
		}
		if p := event.Place(r, m.Clause); p != nil && f.Where == "" {
			f.Where = event.Text(r, p.First, p.Last)
		}
		for _, fill := range x.matcher.Role(r, m, []string{"subject", "by", "with"}) {
			_, people := x.parties.Actors(r, fill)
			for _, p := range people {
				if !slices.ContainsFunc(f.People, func(e factwire.Entity) bool { return e.Key() == p.Entity.Key() }) {
					f.People = append(f.People, p.Entity)
				}
			}
		}
		return
	}
}
