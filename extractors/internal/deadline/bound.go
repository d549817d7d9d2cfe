package deadline

import (
	"slices"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/dates"
	"github.com/factwire/factwire/extractors/internal/event"
	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/reading"
)

// fact makes a candidate of a duty.
func (x *Extractor) fact(r *reading.Reading, y duty) reading.Candidate {
	x.task(r, &y)
	x.settle(r, &y)
	if y.judged <= event.Decided && x.drafted(r, &y) {
		y.judged = event.Planned
	}
	f := factwire.Fact{Kind: factwire.Deadline, Status: y.status, What: y.what}
	if f.Status == "" {
		f.Status = status(y.judged)
	}
	spans := map[string][]factwire.Span{"cue": {event.Span(r, y.cue, y.cue+1)}}
	if y.what != "" {
		spans["what"] = append(spans["what"], y.whatSpan)
	}
	who, people := x.who(r, &y)
	// an authority that was guessed has lowered it
	f.Confidence = event.Doubted(r, y.confidence, y.cue, f.Status != factwire.Done)
	for _, w := range who {
		f.Who = append(f.Who, w.Entity)
		spans["who"] = append(spans["who"], event.Span(r, w.First, w.Last))
	}
	for _, p := range people {
		f.People = append(f.People, p.Entity)
		spans["people"] = append(spans["people"], event.Span(r, p.First, p.Last))
	}
	for _, w := range x.whom(r, &y) {
		if !slices.ContainsFunc(f.Who, func(e factwire.Entity) bool { return e.Key() == w.Entity.Key() }) {
			f.Whom = append(f.Whom, w.Entity)
			spans["whom"] = append(spans["whom"], event.Span(r, w.First, w.Last))
		}
	}
	if y.date != nil {
		if y.date.Date == "" && y.date.Duration != "" {
			if d, ok := started(r, y.date, y.rule == "until"); ok {
				f.When = factwire.When{Date: d, Relation: factwire.By}
			}
		}
		if y.date.Date != "" {
			f.When = factwire.When{Date: y.date.Date, Relation: y.relation}
			if y.relation == factwire.Before && y.date.Mod == dates.End {
				f.When.Relation = factwire.By // "before the end of 2027" is in 2027
			}
		}
		spans["when"] = append(spans["when"], event.Span(r, y.date.First, y.date.Last))
	}
	rule := "deadline/" + y.rule
	f.Evidence = append([]factwire.Evidence{event.Evidence(r, r.Doc.SentenceOf(y.cue), rule, spans)}, event.Origins(r, "who", rule, who)...)
	if c := y.ended; c != nil {
		f.Evidence = append(f.Evidence, event.Evidence(r, c.Sentence, rule, map[string][]factwire.Span{"cue": {event.Span(r, c.Verb.Head, c.Verb.Head+1)}}))
	}
	c := reading.Candidate{Fact: f}
	switch {
	case f.Status == "":
		c.Dropped = "hypothetical"
	case len(f.Who) == 0:
		c.Dropped = "no actor"
	}
	return c
}

// drafted reports a duty of a draft: "under a Commission proposal", "by the draft law".
func (x *Extractor) drafted(r *reading.Reading, y *duty) bool {
	told := []*clause.Clause{y.clause, y.had, y.over}
	for _, c := range r.Clauses.Clauses {
		if c.Parent != nil && c.Parent == y.clause && c.Verb.Form == clause.Gerund { // "to stop buying gas under a draft law"
			told = append(told, c)
		}
	}
	for _, c := range told {
		if c == nil {
			continue
		}
		for _, p := range c.Preps {
			if p.Prep != "under" || p.Obj == nil {
				continue
			}
			if x.words["drafts"][r.Doc.Tokens[p.Obj.Head].Lemma] {
				return true
			}
			for t := p.Obj.First; t < p.Obj.Head; t++ {
				if x.words["drafting"][r.Doc.Tokens[t].Lower] {
					return true
				}
			}
		}
	}
	return false
}

// done reports whether what must be done is done to what is handed in, to goods or to people of a class: whose duty
// it is may then be guessed from the whole article.
func (x *Extractor) done(r *reading.Reading, c *clause.Clause) bool {
	if c == nil || !c.Verb.Passive || c.Object == nil {
		return true
	}
	lemma := base(r, c.Object)
	return x.words["closing"][lemma] || x.words["closing"][r.Doc.Tokens[c.Object.Head].Lower] || x.parties.IsClass(lemma) || x.words["classes"][lemma] || x.parties.IsGoods(lemma) || c.Object.Mention != nil || agentive(r, c.Object) || r.Doc.Tokens[c.Object.Head].Lower == "everyone"
}

// unsaid reports a duty that says too little for its authority to be guessed: "this has to be done", "he wants them".
func (x *Extractor) unsaid(r *reading.Reading, y *duty) bool {
	if y.over != nil && y.over.Verb.Lemma == "want" {
		return true
	}
	if y.rule == "must" && y.bound != nil && y.bound.Mention != nil && y.bound.Mention.Form == names.Pronoun {
		switch r.Doc.Tokens[y.bound.Head].Lower {
		case "it", "he", "she", "him", "her":
			return true // whom nobody knows
		}
	}
	c := y.clause
	return c != nil && c.Verb.Passive && c.Object != nil && (pronoun(r, c.Object) || c.Object.Mention != nil && c.Object.Mention.Form == names.Pronoun)
}

// boundBy resolves those who are bound, coordinated ones too.
func (x *Extractor) boundBy(r *reading.Reading, n *clause.NP) []event.Found {
	var who []event.Found
	all := n.All()
	for i, m := range all {
		found := x.bound(r, m)
		if len(found) == 0 && len(all) > 1 && m.Mention == nil && m.Last == m.First+1 && r.Doc.Tokens[m.Head].Tag == "NNP" && (i > 0 || len(x.bound(r, all[1])) > 0) {
			// "Norrcable and Acme must": a name that no list knows, beside one
			found = []event.Found{{Entity: factwire.Entity{Name: r.Doc.Tokens[m.Head].Text, Type: factwire.Company}, First: m.First, Last: m.Last}}
		}
		who = append(who, found...)
	}
	return who
}

// bound resolves one phrase of those who are bound. A body keeps its own name.
func (x *Extractor) bound(r *reading.Reading, n *clause.NP) []event.Found {
	var out []event.Found
	if owners, told := x.parties.OfName(r, n); told { // "the government of Ada Ost"
		for _, o := range owners {
			out = append(out, x.actors(r, o)...)
		}
		return out
	}
	if f, ok := x.addressed(r, n); ok {
		return []event.Found{f}
	}
	if heard := x.hearers(r, n); len(heard) > 0 {
		return heard
	}
	if m := n.Mention; m != nil && m.Form != names.Adjective {
		for _, e := range x.parties.Mention(r, m) {
			out = append(out, event.Found{Entity: e.Entity, First: m.First, Last: m.Last, Mention: m})
		}
		if len(out) > 0 {
			return out
		}
	}
	if list := x.parties.Counted(r, n); list != nil { // "the four signatories"
		for _, m := range list {
			out = append(out, x.actors(r, m)...)
		}
		return out
	}
	for _, m := range x.parties.Members(r, n) { // "the following firms: Acme and Globex"
		out = append(out, x.bound(r, m)...)
	}
	if len(out) > 0 {
		return out
	}
	if out = x.actors(r, n); len(out) > 0 {
		return out
	}
	if out = x.namedWithin(r, n); len(out) > 0 || n.Possessor == nil || n.Possessor.Mention == nil {
		return out
	}
	return x.actors(r, n.Possessor)
}

// actors resolves a phrase to those who act by it.
func (x *Extractor) actors(r *reading.Reading, n *clause.NP) []event.Found {
	who, _ := x.parties.Actors(r, event.Filler{NP: n, Mention: n.Mention})
	return who
}

// namedWithin resolves a phrase without a name to the state or the firm that its words name: "British operators", "Acme operators", "operators in
// Vietnam".
func (x *Extractor) namedWithin(r *reading.Reading, n *clause.NP) []event.Found {
	head := &r.Doc.Tokens[n.Head]
	plural := strings.HasPrefix(head.Tag, "NN") && strings.HasSuffix(head.Tag, "S") ||
		head.Tag == "NNP" && n.Mention == nil && strings.HasSuffix(head.Lower, "s") && agentive(r, n) // at the start of a sentence
	var out []event.Found
	for _, m := range n.Pre {
		for _, e := range x.parties.Mention(r, m) {
			if e.Type == factwire.Company || plural && e.Type.IsState() {
				out = append(out, event.Found{Entity: e.Entity, First: m.First, Last: m.Last, Mention: m})
			}
		}
	}
	if len(out) > 0 || !plural {
		return out
	}
	for _, p := range n.Preps {
		if p.Prep == "in" && p.Obj != nil && p.Obj.Mention != nil {
			if s, ok := x.parties.State(stateOf(x.parties.Mention(r, p.Obj.Mention))); ok {
				out = append(out, event.Found{Entity: s, First: p.Obj.First, Last: p.Obj.Last, Mention: p.Obj.Mention})
			}
			break
		}
	}
	return out
}

// addressed returns the company to which the sentence before tells that a state did something, for an "it" that would mean the state: a state warned
// it, and it is the one with a limit ("Norway warned Acme. It has until May to sell").
func (x *Extractor) addressed(r *reading.Reading, n *clause.NP) (event.Found, bool) {
	m := n.Mention
	if m == nil || m.Form != names.Pronoun || r.Doc.Tokens[n.Head].Lower != "it" || len(m.Entities) != 1 || !r.Names.Entities[m.Entities[0]].Type.IsState() {
		return event.Found{}, false
	}
	before := r.Doc.SentenceOf(n.Head) - 1
	for _, c := range r.Clauses.From(before) {
		if c.Relation != clause.Root {
			continue
		}
		if c.Sentence > before {
			break
		}
		if c.Verb.Passive || c.Subject == nil || c.Subject.Mention == nil || c.Object == nil || c.Object.Mention == nil || c.Object.Mention.Form != names.Name || len(c.Object.All()) != 1 ||
			len(c.Subject.Mention.Entities) != 1 || c.Subject.Mention.Entities[0] != m.Entities[0] {
			continue
		}
		if all := x.parties.Mention(r, c.Object.Mention); len(all) == 1 && all[0].Type == factwire.Company {
			o := c.Object.Mention
			return event.Found{Entity: all[0].Entity, First: o.First, Last: o.Last, Mention: o}, true
		}
	}
	return event.Found{}, false
}

func stateOf(all []names.Entity) string {
	for _, e := range all {
		if e.Type.IsState() {
			return e.Code
		}
	}
	return ""
}

// company reports whether a phrase means a company.
func (x *Extractor) company(r *reading.Reading, n *clause.NP) bool {
	for _, e := range x.parties.Mention(r, n.Mention) {
		if e.Type == factwire.Company {
			return true
		}
	}
	return false
}

// whom resolves whose goods a duty is about: names in what is to be done.
func (x *Extractor) whom(r *reading.Reading, y *duty) []event.Found {
	about := y.goods
	if about == nil && y.clause != nil {
		about = y.clause.Object
	}
	var out []event.Found
	for _, n := range about.All() {
		if n.Mention != nil && n.Mention.Form == names.Pronoun && !x.company(r, n) {
			continue
		}
		t, _ := x.parties.Targets(r, event.Filler{Slot: "object", NP: n, Mention: n.Mention})
		for _, f := range t {
			switch f.Entity.Type {
			case factwire.Company, factwire.Product, factwire.Country:
				out = append(out, f)
			}
		}
	}
	if len(out) == 0 && y.clause != nil { // "clear the sites of Acme gear"
		for _, p := range y.clause.Preps {
			if p.Obj == nil || p.Prep != "of" && p.Prep != "from" || p.Tok < y.clause.Verb.Last || !x.made(r, p.Obj) {
				continue
			}
			t, _ := x.parties.Targets(r, event.Filler{Slot: "object", NP: p.Obj, Mention: p.Obj.Mention})
			for _, f := range t {
				if f.Entity.Type == factwire.Company || f.Entity.Type == factwire.Country {
					out = append(out, f)
				}
			}
		}
	}
	return event.Unique(out)
}

// base is the singular of a phrase's head, also where a capital at the start of a sentence passed for a name.
func base(r *reading.Reading, n *clause.NP) string {
	t := r.Doc.Tokens[n.Head]
	if !strings.HasPrefix(t.Tag, "NNP") {
		return t.Lemma
	}
	if stem, ok := strings.CutSuffix(t.Lower, "ies"); ok {
		return stem + "y"
	}
	return strings.TrimSuffix(t.Lower, "s")
}

// agentive reports a noun for those who do something: "importers", "licensees", "applicants".
func agentive(r *reading.Reading, n *clause.NP) bool {
	lemma := base(r, n)
	for _, suffix := range []string{"er", "or", "ee", "ist", "ant", "ian", "man"} {
		if strings.HasSuffix(lemma, suffix) && len(lemma) > 5 {
			return true
		}
	}
	return false
}

// singular reports whether a phrase means one certain thing or person ("the club"), against a
// class ("operators", "each member").
func singular(r *reading.Reading, n *clause.NP) bool {
	if r.Doc.Tokens[n.Head].Tag != "NN" {
		return false
	}
	switch r.Doc.Tokens[n.First].Lower {
	case "the", "this", "that", "its", "his", "her", "their":
		return true
	}
	return false
}
