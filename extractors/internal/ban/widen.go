package ban

import (
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/event"
	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/reading"
)

// maxWiden is how many sentences back a measure may be told of which a later sentence says whom it reaches.
const maxWiden = 2

// widened finds whom else, or whom at all, a measure told before reaches: "the measures also apply to Globex", "Globex was hit too", "among those
// targeted are Acme and Globex", "Acme is on it". Open are the measures that were told without saying whom they bar.
func (x *Extractor) widened(r *reading.Reading, told []reading.Candidate, open []event.Match) []reading.Candidate {
	var out []reading.Candidate
	for _, c := range r.Clauses.Clauses {
		if c.Verb.Neg || c.Question || r.Doc.Tokens[c.Verb.First].Lower == "had" || c.Relation != clause.Root && c.Relation != clause.Conjoined {
			continue
		}
		all, sure := x.reached(r, c)
		if len(all) == 0 || slices.ContainsFunc(told, func(t reading.Candidate) bool { return t.Dropped == "" && tellsAt(r, t.Fact, all[0], c) }) {
			continue
		}
		if f := x.matcher.Judge.Clause(r.Doc, c); f != event.Happened && f != event.Decided {
			continue
		}
		var whom []event.Found
		for _, n := range all {
			t, _ := x.parties.Targets(r, event.Filler{Slot: "object", NP: n, Mention: n.Mention})
			whom = append(whom, t...)
		}
		if whom = event.Unique(whom); len(whom) == 0 {
			continue
		}
		if f, ok := x.measureBefore(r, c, whom, sure, told, open); ok {
			out = append(out, x.reach(r, f, c, whom))
		}
	}
	return out
}

// reached returns the names of those whom a clause tells to be reached by a measure that it only points to, and whether it tells so for sure, or only
// where it says that they are further ones.
func (x *Extractor) reached(r *reading.Reading, c *clause.Clause) (all []*clause.NP, sure bool) {
	lemma := c.Verb.Lemma
	switch {
	case c.Verb.Copula || lemma == "be":
		if c.Subject != nil && x.inReach(r, c) {
			all, sure = c.Subject.All(), true
		}
	case c.Verb.Passive && x.applying[lemma] && c.Object != nil && x.pointsBack(r, c.Object):
		all, sure = behindTo(c).All(), true // "the measure was extended to Globex"
	case c.Verb.Passive:
		if c.Subject == nil && x.reaching[lemma] && onlyDates(c) {
			all = c.Object.All()
		}
	case c.Subject == nil || !x.pointsBack(r, c.Subject):
	case behindTo(c) != nil && x.applying[lemma]:
		all, sure = behindTo(c).All(), true
	case c.Object != nil && x.reaching[lemma]:
		all, sure = c.Object.All(), x.covering[lemma]
	}
	if slices.ContainsFunc(all, func(n *clause.NP) bool { return n.Mention == nil || n.Mention.Form != names.Name || n.Possessor != nil }) {
		return nil, false
	}
	return all, sure
}

// behindTo returns the phrase behind the "to" that follows the verb of a clause, or nil.
func behindTo(c *clause.Clause) *clause.NP {
	for _, p := range c.Preps {
		if p.Prep == "to" && p.Tok >= c.Verb.Last {
			return p.Obj
		}
	}
	return nil
}

// onlyDates reports a clause without phrases but those that tell when.
func onlyDates(c *clause.Clause) bool {
	return !slices.ContainsFunc(c.Preps, func(p clause.PP) bool { return p.Date == nil })
}

// inReach reports that a clause tells its subject to be one of those whom a measure reaches: "is on it", "are among those hit".
func (x *Extractor) inReach(r *reading.Reading, c *clause.Clause) bool {
	for _, p := range c.Preps {
		if p.Obj == nil {
			continue
		}
		head := r.Doc.Tokens[p.Obj.Head]
		switch p.Prep {
		case "on":
			return head.Lower == "it" || means(r, p.Obj) && x.lists[head.Lemma]
		case "among":
			if x.aims[head.Lemma] {
				return true
			}
			for t := p.Obj.First; t < min(p.Obj.Last+1, len(r.Doc.Tokens)); t++ {
				if x.reaching[r.Doc.Tokens[t].Lemma] {
					return true
				}
			}
		}
	}
	return false
}

// pointsBack reports a phrase that means a measure, or those whom it reaches, without saying more of it: "the curbs", "the decision", "its targets".
func (x *Extractor) pointsBack(r *reading.Reading, n *clause.NP) bool {
	if len(n.Conj) > 0 || len(n.Preps) > 0 {
		return false
	}
	t := r.Doc.Tokens[n.Head]
	if n.Last-n.First == 1 {
		return x.pointers[t.Lower]
	}
	if n.Mention != nil && n.Mention.Form == names.Name || !means(r, n) && r.Doc.Tokens[n.First].Tag != "PRP$" {
		return false
	}
	return x.backward[t.Lemma] || x.rules[t.Lemma] || x.lists[t.Lemma] || x.aims[t.Lemma] || x.matcher.Measure(t)
}

// measureBefore returns the measure told last before a clause, within some sentences, that may reach those found: one of whom nobody was said to be
// barred, or one that barred others such as these, where the clause adds to them.
func (x *Extractor) measureBefore(r *reading.Reading, c *clause.Clause, whom []event.Found, sure bool, told []reading.Candidate, open []event.Match) (factwire.Fact, bool) {
	since := max(0, c.Sentence-maxWiden)
	var best factwire.Fact
	at := -1
	for _, t := range told {
		f := t.Fact
		if t.Dropped != "" || len(f.Evidence) == 0 || len(f.Evidence[0].Spans["cue"]) == 0 || f.Status != factwire.Done && f.Status != factwire.Proposed {
			continue
		}
		cue := f.Evidence[0].Spans["cue"][0][0]
		if cue >= at && cue < r.Doc.Tokens[c.First].Start && f.Evidence[0].Start >= r.Doc.Sentences[since].Start {
			best, at = f, cue
		}
	}
	for _, m := range open {
		cue := r.Doc.Tokens[m.Cue].Start
		if cue <= at || cue >= r.Doc.Sentences[c.Sentence].Start || r.Doc.SentenceOf(m.Cue) < since {
			continue
		}
		y := &candidate{match: m, class: m.Class, confidence: 0.7, status: x.status(r, m)}
		for _, w := range whom { // as the measure's own words tell of them
			w.First, w.Last, w.Slot, w.Mention = m.Noun.First, m.Noun.Last, again, nil
			y.whom = append(y.whom, w)
		}
		x.authority(r, y, nil)
		if y.status == factwire.Done && len(y.who) > 0 && x.apart(r, y) && x.plausible(r, y) == "" {
			return x.fact(r, y).Fact, true
		}
	}
	if at < 0 || !sure && !additive(r, c) || !alike(whom, best.Whom) {
		return best, false
	}
	return best, best.Status == factwire.Done
}

// alike reports whether those found are states or people where those told before are, and are none of them.
func alike(whom []event.Found, told []factwire.Entity) bool {
	if len(told) == 0 {
		return false
	}
	keys := factwire.Keys(told)
	group := told[0].Type == factwire.Group || told[0].Type == factwire.Product
	return !slices.ContainsFunc(whom, func(f event.Found) bool {
		return slices.Contains(keys, f.Entity.Key()) || (f.Entity.Type == factwire.Person) != (told[0].Type == factwire.Person) || !group && f.Entity.Type.IsState() != told[0].Type.IsState()
	})
}

// additive reports a clause that says that what it tells holds for further ones: "also", "too", "as well".
func additive(r *reading.Reading, c *clause.Clause) bool {
	for t := c.First; t < min(max(c.Last, c.Verb.Last)+3, r.Doc.Sentences[c.Sentence].Last); t++ {
		switch r.Doc.Tokens[t].Lower {
		case "also", "too", "likewise", "additionally":
			return true
		case "well":
			return r.Doc.Tokens[t-1].Lower == "as"
		}
	}
	return false
}

// reach is a measure told before with those whom a later clause tells it to reach.
func (x *Extractor) reach(r *reading.Reading, f factwire.Fact, c *clause.Clause, whom []event.Found) reading.Candidate {
	g := factwire.Fact{Kind: factwire.Ban, Status: f.Status, Who: slices.Clone(f.Who), People: slices.Clone(f.People), What: f.What, About: f.About, When: f.When, Confidence: 0.7}
	spans := map[string][]factwire.Span{"cue": {event.Span(r, c.Verb.Head, c.Verb.Head+1)}}
	for _, w := range whom {
		g.Whom = append(g.Whom, w.Entity)
		spans["whom"] = append(spans["whom"], event.Span(r, w.First, w.Last))
	}
	g.Evidence = []factwire.Evidence{event.Evidence(r, r.Doc.SentenceOf(c.Verb.Head), "ban/widened", spans), event.Carried(f)}
	return reading.Candidate{Fact: g}
}

// counted finds what becomes of a measure told in the sentence before, where a pronoun that counts stands for it: "is weighing sanctions on Acme. It has
// not imposed any so far".
func (x *Extractor) counted(r *reading.Reading, told []reading.Candidate) []reading.Candidate {
	var out []reading.Candidate
	for _, c := range r.Clauses.Clauses {
		n := c.Object
		if n == nil || n.Last != n.First+1 || c.Verb.Passive || c.Relation != clause.Root && c.Relation != clause.Conjoined || !x.matcher.Judge.Acts(r.Doc, c, "object") {
			continue
		}
		switch r.Doc.Tokens[n.Head].Lower {
		case "any", "none", "some":
		default:
			continue
		}
		f, ok := lastOf(r, told, c)
		if !ok || !x.parties.Acts(r, c, f) {
			continue
		}
		g := factwire.Fact{Kind: factwire.Ban, Who: slices.Clone(f.Who), Whom: slices.Clone(f.Whom), What: f.What, About: f.About, Confidence: 0.7}
		switch j := x.matcher.Judge.Clause(r.Doc, c); {
		case j == event.Negated || n.Neg || r.Doc.Tokens[n.Head].Lower == "none" && j == event.Happened:
			g.Status = factwire.Negated
		default:
			continue
		}
		spans := map[string][]factwire.Span{"cue": {event.Span(r, c.Verb.Head, c.Verb.Head+1)}, "whom": {event.Span(r, n.First, n.Last)}}
		g.Evidence = []factwire.Evidence{event.Evidence(r, r.Doc.SentenceOf(c.Verb.Head), "ban/counted", spans), event.Carried(f)}
		out = append(out, reading.Candidate{Fact: g})
	}
	return out
}

// lastOf returns the ban told last in the sentence before a clause.
func lastOf(r *reading.Reading, told []reading.Candidate, c *clause.Clause) (factwire.Fact, bool) {
	since := r.Doc.Sentences[max(0, c.Sentence-1)].Start
	for i := len(told) - 1; i >= 0; i-- {
		f := told[i].Fact
		if told[i].Dropped == "" && f.Evidence[0].Start >= since && f.Evidence[0].Spans["cue"][0][0] < r.Doc.Tokens[c.Verb.Head].Start {
			return f, true
		}
	}
	return factwire.Fact{}, false
}
