package framed

import (
	"cmp"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/event"
	"github.com/factwire/factwire/extractors/reading"
	"github.com/factwire/factwire/kind"
)

// act makes a fact of a match of a kind that has classes: who acts stands in the slots of who, whom it is done to in those of whom. What is the class that the
// frame gives it, or the noun's list, or the kind's only one. Roles that the descriptor wants filled are, or the match is dropped.
func (x *Extractor) act(r *reading.Reading, m event.Match) reading.Candidate {
	who, people := x.actors(r, m)
	var whom []event.Found
	for _, f := range x.matcher.Role(r, m, m.Frame.Whom) {
		targets, _ := x.parties.Targets(r, f)
		whom = append(whom, targets...)
	}
	whom = event.Unique(whom)
	if len(who) == 0 {
		return event.Dropped(r, m, x.of.Name, lacking(x.of, "who", x.of.Headings.Who))
	}
	if _, needed := x.of.Frames["whom"]; needed && len(whom) == 0 {
		return event.Dropped(r, m, x.of.Name, lacking(x.of, "whom", x.of.Headings.Whom))
	}
	status, why := statusOf(m)
	if why != "" {
		return event.Dropped(r, m, x.of.Name, why)
	}
	c := x.fact(r, m, candidate{who[0], whom, people, cmp.Or(m.Frame.What, m.Class, x.of.Classes[0]), event.Span(r, m.Cue, m.Cue+1), status})
	f := &c.Fact
	spans := f.Evidence[0].Spans
	delete(spans, "what") // it is a class, and no words of the text
	for _, a := range who[1:] {
		f.Who = append(f.Who, a.Entity)
		spans["who"] = append(spans["who"], event.Span(r, a.First, a.Last))
	}
	x.about(r, m, f, spans)
	return c
}

// actors are those who act, and the people who act for them.
func (x *Extractor) actors(r *reading.Reading, m event.Match) (who, people []event.Found) {
	for _, f := range x.matcher.Role(r, m, m.Frame.Who) {
		actors, deciders := x.parties.Actors(r, f)
		who, people = append(who, actors...), append(people, deciders...)
	}
	return event.Unique(who), event.Unique(people)
}

// about is what the act is about, in the words of the first phrase in the slots of about, where the kind has such a field.
func (x *Extractor) about(r *reading.Reading, m event.Match, f *factwire.Fact, spans map[string][]factwire.Span) {
	if x.of.Headings.About == "" {
		return
	}
	for _, p := range x.matcher.Role(r, m, m.Frame.About) {
		if p.NP == nil {
			continue
		}
		if words, span := x.words(r, p.NP, nil); words != "" {
			f.About = words
			spans["about"] = []factwire.Span{span}
			return
		}
	}
}

// lacking says which role a match does not fill.
func lacking(of kind.Descriptor, role, heading string) string {
	return "no " + strings.TrimPrefix(cmp.Or(strings.TrimPrefix(of.Frames[role], "an "), strings.ToLower(heading)), "a ")
}
