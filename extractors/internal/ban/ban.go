// Package ban finds who barred whom or what from what.
package ban

import (
	"slices"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/event"
	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/lexicon"
	"github.com/factwire/factwire/extractors/reading"
)

// Extractor finds bans. It is safe for concurrent use.
type Extractor struct {
	words
	matcher    *event.Matcher
	parties    *event.Parties
	qualifiers map[string][]string // noun to the words of which it needs one
	echo       *event.Echo
	issuers    *event.Issuers
}

// New returns an extractor that reads by the lexicon's frames of the kind ban.
func New(lex *lexicon.Lexicon) (*Extractor, error) {
	x := &Extractor{
		words: newWords(lex), matcher: event.NewMatcher(lex, factwire.Ban), parties: event.NewParties(lex),
		qualifiers: event.Qualifiers(lex, "ban.qualifiers"),
	}
	x.echo, x.issuers = event.NewEcho(lex, x.matcher.Judge, x.parties), event.NewIssuers(lex, x.parties)
	return x, nil
}

// candidate is a ban while it is put together.
type candidate struct {
	match      event.Match
	who, whom  []event.Found
	people     []event.Found
	act        string // "imports"
	class      string
	status     factwire.Status
	about      string
	aboutSpan  factwire.Span
	confidence float64
}

// Extract returns the bans of an article in text order.
func (x *Extractor) Extract(r *reading.Reading) []reading.Candidate {
	var out []reading.Candidate
	var open []event.Match
	for _, m := range x.matcher.Find(r) {
		if all := x.mutual(r, m); all != nil {
			for _, c := range all {
				out = append(out, x.fact(r, c))
			}
			continue
		}
		c, why := x.read(r, m, out)
		if m.Nominal() && c == nil && m.Clause != nil && m.Slot == "object" {
			open = append(open, m) // "announced new sanctions": on whom, a later sentence may tell
		}
		switch {
		case why != "":
			out = append(out, event.Dropped(r, m, factwire.Ban, why))
		case c != nil:
			out = append(out, x.fact(r, c))
		}
	}
	out = append(out, x.illegal(r)...)
	out = append(out, x.counted(r, out)...)
	out = append(out, x.widened(r, out, open)...)
	out = append(out, x.undone(r, out)...)
	out = append(out, x.harmless(r)...)
	return event.Merge(append(out, x.echo.Find(r, out, event.Day)...))
}

// read finds authority and target of a match. A nil candidate without a reason is no ban at all.
func (x *Extractor) read(r *reading.Reading, m event.Match, told []reading.Candidate) (*candidate, string) {
	c := &candidate{match: m, class: m.Frame.What, confidence: 0.9}
	if c.class == "" {
		c.class = m.Class
	}
	if m.Noun != nil && (m.Nominal() && !event.Qualified(r, x.qualifiers, m) || m.Class == "list" && !x.barring(r, m.Noun) || m.Class == "roll" && !x.admitting(r, m.Noun)) {
		return nil, ""
	}
	c.status = x.status(r, m)
	if v := m.Clause; v != nil && c.status == factwire.Done && v.Verb.Modality == clause.Must && !v.Verb.Passive && x.ofState(r, v.Subject) {
		c.status = factwire.Proposed // "Norway must ban": what somebody thinks right
	}
	switch {
	case x.putOut(r, m):
		return nil, "put out, and barred from nothing" // "expelled six diplomats"
	case x.unenforced(r, m):
		return nil, "a measure that is not carried out" // "prohibited the enforcement of the ban"
	}
	x.targets(r, c)
	x.ownTraders(r, c)
	x.recalled(r, c, told)
	if len(c.whom) == 0 {
		return nil, x.unaimed(r, m)
	}
	if !x.hearer(r, c) {
		x.authority(r, c, told)
	}
	if c.status == "" {
		return nil, open(m)
	}
	if len(c.who) == 0 {
		return nil, "no actor"
	}
	if !x.apart(r, c) {
		return nil, "authority and target are the same"
	}
	if why := x.plausible(r, c); why != "" {
		return nil, why
	}
	x.scope(r, c)
	return c, ""
}

// recalled makes those who were told to be barred before the targets, where the words here name nobody.
func (x *Extractor) recalled(r *reading.Reading, c *candidate, told []reading.Candidate) {
	m := c.match
	x.suchTrade(r, c)
	if m.Clause != nil && m.Noun == nil && unresolved(r, m.Clause.Object) {
		// "has not restricted it": what the text last told to be barred, sooner than what it spoke of last
		if last := barredLast(r, m, told); last != nil {
			c.whom = last
		}
	}
	if len(c.whom) == 0 && c.status == factwire.Reversed && m.Noun != nil {
		// "lifted its ban": the one who was told to be barred last
		c.whom = barredLast(r, m, told)
		c.confidence = 0.7
	}
}

// apart leaves the authority out of its own targets, and reports whether both are left.
func (x *Extractor) apart(r *reading.Reading, c *candidate) bool {
	if one := event.Unique(c.who); len(one) == 1 && !slices.ContainsFunc(c.whom, func(f event.Found) bool { return !f.Entity.Same(one[0].Entity) }) {
		if before := x.speakerBefore(r, c); len(before) > 0 {
			c.who, c.confidence = before, 0.7
		}
	}
	// "blocking access to Acme for the majority of its people": the authority is none of its targets
	c.whom = slices.DeleteFunc(c.whom, func(f event.Found) bool {
		return slices.ContainsFunc(c.who, func(w event.Found) bool { return w.Entity.Same(f.Entity) })
	})
	if len(c.whom) == 0 && len(c.who) > 0 && c.who[0].Entity.Type.IsState() {
		c.whom = x.otherCountry(r, c)
	}
	if len(c.whom) == 0 {
		c.whom = slices.DeleteFunc(x.theirs(r, c.match), func(f event.Found) bool {
			return slices.ContainsFunc(c.who, func(w event.Found) bool { return w.Entity.Same(f.Entity) })
		})
	}
	return len(c.whom) > 0
}

// theirs returns the firm named last whose goods a pronoun taken for the authority's own tells of: "shares in Acme fell after Norway banned its
// phones", "announced a ban on its phones".
func (x *Extractor) theirs(r *reading.Reading, m event.Match) []event.Found {
	var all []*clause.NP
	switch {
	case m.Nominal():
		all = x.barredGoods(r, m)
	case m.Clause != nil && m.Clause.Object != nil:
		all = []*clause.NP{m.Clause.Object}
	}
	for _, n := range all {
		if !pronoun(n.Possessor) {
			continue
		}
		if f, ok := x.parties.Recent(r, n, "object"); ok {
			return []event.Found{f}
		}
	}
	return nil
}

// unresolved reports whether a phrase is a pronoun for a thing that the text's names do not explain.
func unresolved(r *reading.Reading, n *clause.NP) bool {
	if n == nil || n.Mention == nil || n.Mention.Form != names.Pronoun || len(n.Mention.Entities) > 0 {
		return false
	}
	word := r.Doc.Tokens[n.Head].Lower
	return word == "it" || word == "them"
}

// again is the slot of a target that stands in an earlier sentence.
const again = "again"

// barredLast returns the targets of the ban told last, within a dozen sentences.
func barredLast(r *reading.Reading, m event.Match, told []reading.Candidate) []event.Found {
	since := r.Doc.Sentences[max(0, r.Doc.SentenceOf(m.Cue)-12)].Start
	for i := len(told) - 1; i >= 0; i-- {
		f := told[i].Fact
		if told[i].Dropped != "" || len(f.Whom) == 0 || f.Evidence[0].Start < since {
			continue
		}
		stands := m.Noun
		if stands == nil {
			stands = m.Clause.Object
		}
		var out []event.Found
		for _, e := range f.Whom {
			out = append(out, event.Found{Entity: e, First: stands.First, Last: stands.Last, Slot: again})
		}
		return out
	}
	return nil
}

func named(all []event.Found) bool {
	return slices.ContainsFunc(all, func(f event.Found) bool { return f.Entity.Type != factwire.Group })
}

// status maps what the text says of the measure to the status of a ban: what those who can
// have settled is done, also before it takes effect.
func (x *Extractor) status(r *reading.Reading, m event.Match) factwire.Status {
	s := factwire.Status("")
	switch m.Judged {
	case event.Happened, event.Decided:
		s = factwire.Done
	case event.Planned, event.Possible:
		s = factwire.Proposed
	case event.Negated:
		s = factwire.Negated
	case event.Ended:
		s = factwire.Reversed
	}
	switch m.Frame.Effect {
	case factwire.Reversed:
		if s == factwire.Done {
			return factwire.Reversed
		}
		return "" // a call to lift a ban is no fact
	case factwire.Proposed:
		if s == factwire.Done {
			return factwire.Proposed
		}
		if s == factwire.Reversed {
			return "" // a plan that has ended is told by the verb above it
		}
	case factwire.Negated:
		return x.undealt(r, m)
	}
	return s
}

// forbidden is the status of what a frame tells only by what somebody may not do: "may no longer enter Norway", "may not enter Norway under a
// decree". What he does not or will not do is his own affair.
func (x *Extractor) forbidden(r *reading.Reading, m event.Match) factwire.Status {
	c := m.Clause
	if m.Frame.Is(lexicon.Named) {
		if may := c.Verb.Modality == clause.May && (c.Verb.Neg || c.Verb.Ceased); may && !c.Question && (x.ruledOut(r, m) || x.barredIn(r, c) || x.underRule(r, c)) {
			return factwire.Done
		}
		return ""
	}
	ruled := slices.ContainsFunc(c.Preps, func(p clause.PP) bool { return p.Prep == "under" && p.Obj != nil && p.Obj.Mention == nil })
	if c.Question || c.Verb.Modality != clause.May || !(m.Judged == event.Ended || c.Verb.Neg && (ruled || x.ruledOut(r, m))) {
		return ""
	}
	return factwire.Done
}

// open is why a match without a status is no fact; empty where its words told of none to begin with.
func open(m event.Match) string {
	switch {
	case m.Frame.Is(lexicon.Forbidden):
		return "" // "may enter Norway"
	case m.Judged == event.Hypothetical:
		return "hypothetical"
	case m.Frame.Effect == factwire.Negated:
		return "" // "the ban took effect": dealings that nobody refuses
	case m.Frame.Effect == factwire.Reversed:
		return "a measure that is to be lifted, and was not"
	}
	return "hypothetical"
}

// scope words what the target is barred from.
func (x *Extractor) scope(r *reading.Reading, c *candidate) {
	m := c.match
	if c.act != "" {
		c.about = c.act
		return
	}
	var preps []clause.PP
	if m.Clause != nil {
		preps = m.Clause.Preps
	}
	if m.Noun != nil {
		preps = append(slices.Clone(m.Noun.Preps), preps...)
	}
	for _, want := range m.Frame.About {
		for _, p := range preps {
			if p.Prep != want || p.Obj == nil || p.Obj.Mention != nil && p.Obj.Mention.Form != names.Adjective {
				continue
			}
			first := p.Obj.First
			if p.Obj.Possessor != nil {
				first = p.Obj.Possessor.Last
			}
			for first < p.Obj.Head && (r.Doc.Tokens[first].Tag == "DT" || r.Doc.Tokens[first].Tag == "PRP$" || r.Doc.Tokens[first].Tag == "POS") {
				first++
			}
			c.about, c.aboutSpan = event.Text(r, first, p.Obj.Last), event.Span(r, first, p.Obj.Last)
			return
		}
	}
}

func (x *Extractor) fact(r *reading.Reading, c *candidate) reading.Candidate {
	m := c.match
	f := factwire.Fact{Kind: factwire.Ban, Status: c.status, What: x.class(r, c), About: c.about}
	nominal := m.Nominal()
	f.Confidence = event.Doubted(r, c.confidence, m.Cue, nominal && c.status != factwire.Done, nominal && !x.matcher.Judge.Acts(r.Doc, m.Clause, m.Slot),
		!named(c.whom), m.Frame.Effect == factwire.Negated || m.Noun == nil && x.firm(m))
	spans := map[string][]factwire.Span{"cue": {event.Span(r, m.Cue, m.Cue+1)}}
	for _, p := range c.who {
		f.Who = append(f.Who, p.Entity)
		spans["who"] = append(spans["who"], event.Span(r, p.First, p.Last))
	}
	for _, p := range c.whom {
		f.Whom = append(f.Whom, p.Entity)
		spans["whom"] = append(spans["whom"], event.Span(r, p.First, p.Last))
	}
	for _, p := range c.people {
		f.People = append(f.People, p.Entity)
		spans["people"] = append(spans["people"], event.Span(r, p.First, p.Last))
	}
	if c.aboutSpan != (factwire.Span{}) {
		spans["about"] = append(spans["about"], c.aboutSpan)
	}
	noun := m.Noun
	if c.status == factwire.Reversed && nominal {
		noun = nil // "lifted its 2016 ban": that is when it began
	}
	if d := event.Date(x.dated(r, m), noun, event.Day); d != nil && c.status != factwire.Negated {
		f.When = event.When(d, factwire.From)
		spans["when"] = append(spans["when"], event.Span(r, d.First, d.Last))
	}
	rule := "ban/" + m.Frame.Name
	f.Evidence = append([]factwire.Evidence{event.Evidence(r, r.Doc.SentenceOf(m.Cue), rule, spans)}, event.Origins(r, "who", rule, c.who)...)
	return reading.Candidate{Fact: f}
}

// dated returns the clause whose dates are the measure's: that of its verb, or of a verb that does something to the
// noun ("imposed"), and none that only speaks of it ("last week he condemned the sanctions").
func (x *Extractor) dated(r *reading.Reading, m event.Match) *clause.Clause {
	if m.Nominal() && (m.Slot == "object" || m.Slot == "of") && !x.matcher.Judge.Acts(r.Doc, m.Clause, m.Slot) {
		return nil
	}
	return m.Clause
}

// class makes sanctions of a restriction on exports.
func (x *Extractor) class(r *reading.Reading, c *candidate) string {
	if c.class != "restriction" {
		return c.class
	}
	words := strings.Fields(strings.ToLower(c.act))
	if n := c.match.Noun; n != nil {
		for t := n.First; t < min(n.Last+4, len(r.Doc.Tokens)); t++ {
			words = append(words, r.Doc.Tokens[t].Lower)
		}
	} else if c.match.Clause != nil && c.match.Clause.Object != nil {
		for t := c.match.Clause.Object.First; t < c.match.Clause.Object.Last; t++ {
			words = append(words, r.Doc.Tokens[t].Lower)
		}
	}
	for _, w := range words {
		if x.exportWords[w] {
			return "sanctions"
		}
	}
	return c.class
}
