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
	words
	matcher    *event.Matcher
	parties    *event.Parties
	qualifiers map[string][]string // noun to the words of which it needs one
	echo       *event.Echo
}

// New returns an extractor that reads by the lexicon's frames of the kind signing.
func New(lex *lexicon.Lexicon) (*Extractor, error) {
	x := &Extractor{
		words: newWords(lex), matcher: event.NewMatcher(lex, factwire.Signing), parties: event.NewParties(lex),
		qualifiers: event.Qualifiers(lex, "signing.qualifiers"),
	}
	x.echo = event.NewEcho(lex, x.matcher.Judge, x.parties)
	return x, nil
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
			f := x.fact(r, c, pair)
			if f.Fact.Status == factwire.Reversed && ahead(r, f.Fact.When) {
				f.Dropped = "ahead" // "leaves next year"
			}
			out = append(out, f)
		}
	}
	out = append(out, x.oneMore(r, out)...)
	out = append(out, x.cancelled(r, out)...)
	return event.Merge(append(out, x.echo.Find(r, out, accept)...))
}

// read finds the parties of a match. Why is the reason for which it is no signing.
func (x *Extractor) read(r *reading.Reading, m event.Match, told []reading.Candidate) (c *candidate, why string) {
	c = &candidate{match: m, class: m.Class, confidence: 0.9}
	if m.Frame.What != "" {
		c.class = m.Frame.What
	}
	if m.Noun != nil && (!event.Qualified(r, x.qualifiers, m) || m.Noun.Head > m.Noun.First && x.idioms[r.Doc.Tokens[m.Noun.Head-1].Lower+" "+r.Doc.Tokens[m.Noun.Head].Lower]) {
		return nil, ""
	}
	if m.Noun != nil && x.verbal(r, m) {
		return nil, ""
	}
	if m.Noun == nil && m.Clause != nil && x.pens[m.Clause.Verb.Lemma] && m.Clause.Object != nil && m.Clause.Object.Mention == nil && x.statutes[r.Doc.Tokens[m.Clause.Object.Head].Lemma] && len(x.matcher.Role(r, m, []string{"with"})) == 0 {
		return nil, "a law or an order, which is signed into force"
	}
	var others []event.Found
	for _, f := range x.matcher.Role(r, m, m.Frame.Who) {
		a, p := x.parties.Actors(r, f)
		if f.Slot == "by" && m.Clause != nil && m.Clause.Verb.Passive && m.Slot == "object" {
			continue // the agent is the subject already
		}
		if f.Slot == "subject" && m.Noun != nil && m.Frame.What == "" && !x.signs(r, m) && m.Slot != "subject" && (x.onlookers[m.Clause.Verb.Lemma] || !x.matcher.Judge.Known(r.Doc, m.Clause, m.Slot)) {
			continue
		}
		if f.Slot == "subject" && m.Noun != nil && m.Clause != nil && x.mediators[m.Clause.Verb.Lemma] && len(x.matcher.Role(r, m, []string{"with"})) == 0 {
			continue // "Norway brokered a deal": for others
		}
		if c.class == "contract" {
			// "Ost's contract with Vale": people's own, and not their states'
			a = slices.DeleteFunc(a, func(f event.Found) bool {
				return f.Entity.Type.IsState() && slices.ContainsFunc(p, func(q event.Found) bool { return q.Mention == f.Mention })
			})
		}
		if c.class == "contract" && f.Slot == "possessor" && len(p) > 0 {
			continue // "Ms. Orban's contract" is one of employment
		}
		a = x.signatories(r, f, a, p)
		if f.Slot == "modifier" {
			// "the Kyoto accord", "a Pacific pact": named after a place that signs nothing
			a = slices.DeleteFunc(a, func(f event.Found) bool { return f.Entity.Type == factwire.Place })
		}
		c.sides[0] = append(c.sides[0], a...)
		c.people = append(c.people, p...)
	}
	for _, f := range x.matcher.Role(r, m, m.Frame.With) {
		if m.Frame.What == "accession" {
			others = append(others, x.joined(r, m, f)...)
			continue
		}
		if m.Frame.Name == "agree" && f.Slot == "with" && m.Judged != event.Happened {
			continue
		}
		if (f.Slot == "to" || f.Slot == "from" || f.Slot == "for") && m.Slot != "object" && m.Slot != "subject" || (f.Slot == "to" || f.Slot == "from" || f.Slot == "for") && !x.handing[m.Verb()] {
			continue
		}
		a, p := x.parties.Actors(r, f)
		a = x.signatories(r, f, a, p)
		others = append(others, a...)
		c.people = append(c.people, p...)
	}
	c.sides[1] = others
	if pair := event.Unique(slices.DeleteFunc(slices.Clone(others), func(f event.Found) bool { return f.Slot != "between" && f.Slot != "among" })); len(pair) > 1 && len(c.sides[0]) > 0 && c.sides[0][0].Slot != "modifier" {
		c.sides[0] = nil // "Norway announced a deal between Acme and Globex": who speaks of it or brings it about is no party
	}
	if m.Frame.Name == "sign text" && m.Clause != nil && fresh(r, m.Clause.Object) && len(event.Unique(c.sides[0])) > 1 {
		// "Norway and Sweden signed the new Oslo Agreement": those who make a text do not accede to it
		c.class, c.sides[1] = "agreement", nil
	}
	if sent := x.matcher.Role(r, m, []string{"on behalf of"}); len(sent) > 0 && len(c.sides[0]) == len(c.people) {
		for _, f := range sent { // "President Vale signed on behalf of Zimbabwe"
			if a, p := x.parties.Actors(r, f); len(a) == 1 && len(p) == 0 {
				for i := range c.sides[0] {
					c.sides[0][i].Entity = a[0].Entity
				}
			}
		}
	}
	x.capitals(c)
	c.sides[0] = parties(c.sides[0])
	if c.class == "accession" {
		c.sides[1] = event.Unique(c.sides[1])
	} else {
		c.sides[1] = parties(c.sides[1])
	}
	switch {
	case c.class == "accession":
		if m.Noun == nil && m.Clause.Verb.Last < len(r.Doc.Tokens) && x.leftSo[r.Doc.Tokens[m.Clause.Verb.Last].Lower] {
			return nil, "" // "which they left alone"
		}
		if m.Noun == nil && m.Clause.Verb.Form == clause.Gerund && m.Clause.Relation == clause.Relative && m.Clause.Reduced {
			return nil, "" // "the cost of Norway leaving the union"
		}
		if m.Nominal() && m.Frame.Effect == factwire.Reversed && (m.Slot != "subject" || m.Clause.Verb.Copula) && !x.grounds[m.Slot] && !x.matcher.Judge.Acts(r.Doc, m.Clause, m.Slot) && event.Date(m.Clause, m.Noun, accept) == nil {
			return nil, "a withdrawal that is not told" // "ashamed of Norway's exit", "made the exit a certainty"
		}
		c.sides[0] = slices.DeleteFunc(noPeople(c.sides[0], c.people), func(f event.Found) bool {
			// "seven Republicans joined", "most of them British": people, and no party or state
			return x.parties.IsFaction(f.Entity) || f.Mention != nil && f.Mention.Form == names.Adjective && !x.agency(r, f)
		})
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
		if bodies := event.Unique(c.sides[1]); m.Noun == nil && len(bodies) > 1 && !slices.ContainsFunc(bodies, func(f event.Found) bool { return f.Entity.Type != factwire.Organization }) {
			return nil, "" // "have joined the bureau and the dairy farmers": side by side
		}
		if m.Noun == nil && m.Clause.Verb.Passive && !slices.ContainsFunc(c.sides[1], func(f event.Found) bool { return f.Entity.Type != factwire.Organization }) {
			return nil, "" // "a group joined by another": they go together
		}
		if m.Noun == nil && x.entering[m.Clause.Verb.Lemma] {
			c.sides[0] = slices.DeleteFunc(c.sides[0], func(f event.Found) bool { return !f.Entity.Type.IsState() })
			c.sides[1] = slices.DeleteFunc(c.sides[1], func(f event.Found) bool {
				return f.Entity.Type == factwire.Organization && !x.bodies[event.LastWord(f.Entity.Name)]
			})
			if len(c.sides[1]) == 0 {
				return nil, ""
			}
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
		} else if m.Noun == nil && m.Frame.Name != "sign text" && (m.Clause == nil || m.Clause.Object != nil) {
			return nil, ""
		}
		if m.Frame.Name == "agree" {
			if len(c.sides[1]) == 0 {
				c.sides[1] = x.counterpart(r, m)
			}
			if x.idle(m.Clause) && len(union(c.sides[0], c.sides[1])) > 1 {
				return nil, "talk of an act that binds nobody"
			}
			if x.idle(m.Clause) || m.Judged != event.Happened || len(union(c.sides[0], c.sides[1])) < 2 || !x.undertakes(m.Clause) || x.toSign(m.Clause) {
				return nil, ""
			}
			c.confidence = 0.7
		}
		if m.Noun != nil && len(union(c.sides[0], c.sides[1])) < 2 {
			x.fromRelative(r, m, c)
		}
		if m.Noun != nil && len(union(c.sides[0], c.sides[1])) < 2 {
			x.fromGift(r, m, c)
		}
		if m.Noun != nil && m.Clause != nil && len(union(c.sides[0], c.sides[1])) < 2 {
			x.fromTalks(r, m, c)
			x.fromMain(r, m, c)
		}
		if m.Noun != nil && len(c.sides[0]) == 0 && len(c.sides[1]) > 0 {
			c.sides[0] = x.more(r, m, told)
		}
		faction := slices.ContainsFunc(union(c.sides[0], c.sides[1]), func(f event.Found) bool { return x.parties.IsFaction(f.Entity) })
		pens := m.Clause != nil && x.pens[m.Clause.Verb.Lemma] && m.Slot == "object"
		if all := union(c.sides[0], c.sides[1]); slices.ContainsFunc(all, func(f event.Found) bool { return f.Entity.Type.IsState() }) {
			// beside a state somebody whose own state is unknown is no party
			for i := range c.sides {
				c.sides[i] = slices.DeleteFunc(c.sides[i], func(f event.Found) bool {
					return f.Entity.Type == factwire.Person || x.parties.IsFaction(f.Entity) || !(pens && f.Slot == "subject") && f.Slot != "with" && f.Slot != "to" && f.Entity.Type == factwire.Organization && event.Weak(r, f)
				})
			}
		}
		if c.class != "contract" && !pens {
			for i := range c.sides {
				c.sides[i] = slices.DeleteFunc(c.sides[i], func(f event.Found) bool { return f.Entity.Type == factwire.Person })
			}
		}
		if all := union(c.sides[0], c.sides[1]); !pens && len(all) > 1 && !slices.ContainsFunc(all, func(f event.Found) bool { return f.Entity.Type != factwire.Person && !x.parties.IsFaction(f.Entity) }) &&
			slices.ContainsFunc(all, func(f event.Found) bool { return f.Entity.Type == factwire.Person }) {
			return nil, "nobody signs for a state, a body or a firm" // "Vale struck a deal with Ost"
		}
		if len(c.sides[0]) == 0 && len(c.sides[1]) > 0 && m.Noun != nil && !slices.ContainsFunc(c.sides[1], func(f event.Found) bool { return f.Slot != "with" && f.Slot != "to" }) {
			c.sides[1] = c.sides[1][:1] // "deals with Norway and Sweden": whose, is not told
		}
		if n := len(union(c.sides[0], c.sides[1])); n < 2 {
			if m.Noun != nil && m.Clause != nil && x.definite(r, m.Noun) && status(m) != "" {
				return nil, "anaphor"
			}
			if n == 1 && faction {
				return nil, "a political party, which signs for no state"
			}
			if n == 1 {
				return nil, "one party only"
			}
			return nil, ""
		}
		if m.Noun != nil && m.Slot != "" && !x.signs(r, m) {
			if x.vague(r, m) {
				return nil, "an instrument that may not be there"
			}
			c.confidence = 0.7
		}
	}
	if status(m) == "" {
		return nil, "hypothetical"
	}
	return c, ""
}

// maxFocus is how many sentences back a text without name may have been named.
const maxFocus = 6

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
	f := factwire.Fact{Kind: factwire.Signing, Status: status(m), What: c.class}
	f.Confidence = event.Doubted(r, c.confidence, m.Cue, f.Status != factwire.Done && m.Noun != nil)
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
	signed := m.Clause
	if signed != nil && x.afterwards[signed.Verb.Lemma] {
		signed = nil // "ratified the treaty on Monday" was not signed then
	}
	if d := event.Date(signed, m.Noun, accept); d != nil && f.Status != factwire.Negated {
		f.When = event.When(d)
		spans["when"] = append(spans["when"], event.Span(r, d.First, d.Last))
	}
	if p := event.Place(r, m.Clause); p != nil {
		f.Where = event.Text(r, p.First, p.Last)
		spans["where"] = append(spans["where"], event.Span(r, p.First, p.Last))
	}
	if about, span := event.Subject(r, m.Noun, m.Frame.About, x.formal); about != "" {
		f.About = about
		spans["about"] = append(spans["about"], span)
	}
	if f.Status == factwire.Done && ahead(r, f.When) {
		f.Status = factwire.Proposed
	}
	f.Evidence = []factwire.Evidence{event.Evidence(r, r.Doc.SentenceOf(m.Cue), "signing/"+m.Frame.Name, spans)}
	return reading.Candidate{Fact: f}
}

func accept(d *dates.Mention) bool {
	return d.Date != "" && d.Duration == "" && (d.Relation == "" || d.Relation == factwire.On || d.Relation == factwire.From)
}
