// Package signing finds who signed what with whom, and who joined or left what.
package signing

import (
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/dates"
	"github.com/factwire/factwire/extractors/internal/event"
	"github.com/factwire/factwire/extractors/lexicon"
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
	gapped     [][]event.Found // others who signed one as well: "and Namibia one with Ericsson"
	nobody     bool            // some who act in it are legislators, who sign for nobody
	given      bool            // by who is taken for what it is about: it is there
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
				if m.Nominal() && m.Slot == "subject" && m.Clause != nil && m.Clause.Verb.Modality == clause.Factual {
					f.Fact.Status, f.Fact.When = factwire.Done, factwire.When{} // "the contract runs out next year": until then it stands
				} else {
					f.Dropped = "ahead" // "leaves next year"
				}
			}
			out = append(out, f)
		}
	}
	out = append(out, x.oneMore(r, out)...)
	out = append(out, x.cancelled(r, out)...)
	out = append(out, x.nothing(r)...)
	return event.Merge(append(out, x.echo.Find(r, out, event.Day)...))
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
	if d := x.dayOf(r, signed, m, f.Status); d != nil && f.Status != factwire.Negated {
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

// dayOf returns the day of a signing: that of its clause or its noun, else one behind what it is about ("a memorandum on sharing masts on
// Tuesday"), which lies in the past; nil if none is told.
func (x *Extractor) dayOf(r *reading.Reading, signed *clause.Clause, m event.Match, status factwire.Status) *dates.Mention {
	d := event.Date(signed, m.Noun, event.Day)
	if d != nil || signed == nil || status != factwire.Done || m.Slot != "object" || !x.pens[signed.Verb.Lemma] {
		return d
	}
	for _, ch := range signed.Children {
		if ch.Verb.Form != clause.Gerund || ch.Mark == "" || ch.Verb.First < m.Noun.Last || ch.Verb.First > m.Noun.Last+2 {
			continue
		}
		if d := event.Date(ch, nil, event.Day); d != nil && !ahead(r, event.When(d)) {
			return d
		}
	}
	return nil
}
