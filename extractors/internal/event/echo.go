package event

import (
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/dates"
	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/lexicon"
	"github.com/factwire/factwire/extractors/reading"
)

// Echo finds what a text tells of somebody by pointing to what it told of another: "Globex met the same fate", "Chad followed suit",
// "the same goes for Globex". It is safe for concurrent use.
type Echo struct {
	judge    *Judge
	parties  *Parties
	fates    map[string]bool // what befalls somebody: "fate"
	meets    map[string]bool // verbs of those whom it befalls
	likeness map[string]bool // "same", "similar"
	steps    map[string]bool // what is done by somebody: "step"
	takes    map[string]bool // verbs of those who do it
	lists    map[string]bool // what those are on whom something befell: "blacklist"
	applies  map[string]bool // "the same goes for"
}

// NewEcho returns a finder that reads by the lists "echo.*".
func NewEcho(lex *lexicon.Lexicon, judge *Judge, parties *Parties) *Echo {
	return &Echo{
		judge: judge, parties: parties, fates: lex.Set("echo.fates"), meets: lex.Set("echo.meets"), likeness: lex.Set("echo.likeness"),
		steps: lex.Set("echo.steps"), takes: lex.Set("echo.takes"), applies: lex.Set("echo.applies"), lists: lex.Set("echo.lists"),
	}
}

// role is which party of the fact told before somebody takes the place of.
type role uint8

const (
	actor    role = iota // who did it
	target               // whom it was done to
	either               // whichever is such as the other
	follower             // who did it, unless only the other side is such as he is: "Globex followed a year later"
)

// echo is a clause that points to a fact told before.
type echo struct {
	cue     int
	clause  *clause.Clause // nil where none was found
	names   []*clause.NP
	role    role
	judged  Factuality
	enacted bool // by a verb that frames may know themselves: "did so"
}

// maxEcho is how many sentences back the fact may stand that is pointed to.
const maxEcho = 2

// Find returns the facts that the text tells so, given those told of one kind in text order. Each has two pieces of evidence: the
// sentence that points, and the one that it points to.
func (e *Echo) Find(r *reading.Reading, told []reading.Candidate, accept func(*dates.Mention) bool) []reading.Candidate {
	var out []reading.Candidate
	if len(told) == 0 {
		return nil
	}
	before := slices.Clone(told)
	for _, h := range e.heard(r) {
		f := lastBefore(r, before, h.cue)
		if f == nil {
			continue
		}
		if h.enacted && slices.ContainsFunc(told, func(c reading.Candidate) bool {
			return c.Dropped == "" && c.Fact.Evidence[0].Spans["cue"][0] == Span(r, h.cue, h.cue+1)
		}) {
			continue // a frame has told it
		}
		for _, g := range e.again(r, h, *f, accept) {
			out, before = append(out, reading.Candidate{Fact: g}), append(before, reading.Candidate{Fact: g})
		}
	}
	return out
}

// lastBefore returns the fact told last before a cue, within some sentences, or nil.
func lastBefore(r *reading.Reading, told []reading.Candidate, cue int) *factwire.Fact {
	at := r.Doc.Tokens[cue].Start
	since := r.Doc.Sentences[max(0, r.Doc.SentenceOf(cue)-maxEcho)].Start
	var best *factwire.Fact
	for i := range told {
		f := &told[i].Fact
		if told[i].Dropped != "" || len(f.Evidence) == 0 || len(f.Evidence[0].Spans["cue"]) == 0 {
			continue
		}
		if c := f.Evidence[0].Spans["cue"][0][0]; c < at && f.Evidence[0].Start >= since && (best == nil || c >= best.Evidence[0].Spans["cue"][0][0]) {
			best = f
		}
	}
	return best
}

// again returns a fact told before with the names of an echo in the place of one side: one fact for all of them, but for those who
// join something, each of whom does by itself. It is nil where they are no such side.
func (e *Echo) again(r *reading.Reading, h echo, f factwire.Fact, accept func(*dates.Mention) bool) []factwire.Fact {
	status := echoed(f, h.judged)
	if status == "" || f.Kind == factwire.Signing && (f.What != "accession" || len(f.Who) != 2) {
		return nil
	}
	var found []Found
	for _, n := range h.names {
		a, _ := e.parties.Actors(r, Filler{NP: n, Mention: n.Mention})
		found = append(found, a...)
	}
	found = Unique(found)
	whom := h.role != actor && f.Kind == factwire.Ban && alike(found, f.Whom) && !(h.role == follower && alike(found, f.Who[:min(1, len(f.Who))]))
	if !whom && (h.role == target || len(f.Who) == 0 || !alike(found, f.Who[:1])) {
		return nil
	}
	groups := [][]Found{found}
	if f.Kind == factwire.Signing {
		groups = nil
		for i := range found {
			groups = append(groups, found[i:i+1])
		}
	}
	var out []factwire.Fact
	for _, group := range groups {
		g := factwire.Fact{Kind: f.Kind, Status: status, What: f.What, About: f.About, Confidence: 0.7}
		spans := map[string][]factwire.Span{"cue": {Span(r, h.cue, h.cue+1)}}
		var side []factwire.Entity
		field := "who"
		if whom {
			field = "whom"
		}
		for _, x := range group {
			side = append(side, x.Entity)
			spans[field] = append(spans[field], Span(r, x.First, x.Last))
		}
		switch {
		case whom:
			g.Who, g.Whom = slices.Clone(f.Who), side
		case f.Kind == factwire.Signing:
			g.Who = append(side, f.Who[1])
		default:
			g.Who, g.Whom = side, slices.Clone(f.Whom)
		}
		e.when(r, h, f, &g, spans, accept)
		g.Evidence = []factwire.Evidence{Evidence(r, r.Doc.SentenceOf(h.cue), string(f.Kind)+"/echo", spans), Carried(f)}
		out = append(out, g)
	}
	return out
}

// when dates a fact that is told as another was: a duty is due when the other is, all else happens when its own clause says.
func (e *Echo) when(r *reading.Reading, h echo, f factwire.Fact, g *factwire.Fact, spans map[string][]factwire.Span, accept func(*dates.Mention) bool) {
	if f.Kind == factwire.Deadline {
		g.When = f.When
		return
	}
	if h.clause == nil || g.Status == factwire.Negated {
		return
	}
	if d := Date(h.clause, nil, accept); d != nil {
		g.When = When(d, factwire.From)
		spans["when"] = append(spans["when"], Span(r, d.First, d.Last))
	}
}

// Carried is the evidence of a fact told before, for another that takes parties from it: its sentence with where they stand.
func Carried(f factwire.Fact) factwire.Evidence {
	old := f.Evidence[0]
	spans := map[string][]factwire.Span{}
	for field, all := range old.Spans {
		if field != "cue" { // that signals another
			spans[field] = slices.Clone(all)
		}
	}
	return factwire.Evidence{Start: old.Start, End: old.End, Text: old.Text, Spans: spans, Rule: old.Rule}
}

// alike reports whether those found are such as those told before: states, or none of them, and that none is told again.
func alike(found []Found, told []factwire.Entity) bool {
	if len(found) == 0 || len(told) == 0 {
		return false
	}
	state := func(t factwire.EntityType) bool { return t.IsState() }
	for _, f := range found {
		if state(f.Entity.Type) != state(told[0].Type) || (f.Entity.Type == factwire.Person) != (told[0].Type == factwire.Person) || slices.Contains(factwire.Keys(told), f.Entity.Key()) {
			return false
		}
	}
	return true
}

// echoed is the status of what is told as a fact again; empty where that says nothing.
func echoed(f factwire.Fact, judged Factuality) factwire.Status {
	switch judged {
	case Happened:
		return f.Status
	case Decided:
		if f.Status == factwire.Done && f.Kind == factwire.Signing {
			return factwire.Proposed
		}
		return f.Status
	case Planned, Possible:
		if f.Status == factwire.Done || f.Status == factwire.Proposed {
			return factwire.Proposed
		}
	case Negated:
		if f.Status == factwire.Done {
			return factwire.Negated
		}
	}
	return ""
}

// heard returns the places of a text that point to what was told before, in text order.
func (e *Echo) heard(r *reading.Reading) []echo {
	var out []echo
	for _, c := range r.Clauses.Clauses {
		if h, ok := e.clause(r, c); ok {
			out = append(out, h)
		}
	}
	for s := range r.Doc.Sentences {
		if h, ok := e.same(r, s); ok {
			out = append(out, h)
		}
	}
	slices.SortStableFunc(out, func(a, b echo) int { return a.cue - b.cue })
	return out
}

// clause reads "met the same fate", "took similar action", "followed", "is expected to follow suit", "did the same".
func (e *Echo) clause(r *reading.Reading, c *clause.Clause) (echo, bool) {
	h := echo{cue: c.Verb.Head, clause: c}
	lemma := c.Verb.Lemma
	switch {
	case lemma == "follow" && followedBy(c):
		h.enacted = true // "joined in May, followed by Chad in June"
	case c.Verb.Form == clause.Gerund || c.Verb.Form == clause.Participle || c.Relation == clause.Relative || c.Verb.Particle != "":
		return h, false
	case e.meets[lemma] && e.likened(r, c.Object, e.fates) && !c.Verb.Passive:
		h.role = target
	case e.likened(r, c.Object, e.steps) && !c.Verb.Passive && (e.takes[lemma] || e.judge.Known(r.Doc, c, "object")):
		h.judged = e.judge.Nominal(r.Doc, c.Object, c, "object") // "is weighing a similar step"
		return h, e.named(r, c, &h)
	case lemma == "follow" && !c.Verb.Passive && (c.Object == nil || r.Doc.Tokens[c.Object.Head].Lower == "suit" || later(r, c)) && !e.behind(r, c):
		h.enacted = true
		if c.Object == nil || r.Doc.Tokens[c.Object.Head].Lower != "suit" {
			h.role = follower
		}
	case lemma == "do" && (doSo(r, c) || c.Object != nil && r.Doc.Tokens[c.Object.Head].Lower == "same"):
		h.enacted = true
	default:
		return h, false
	}
	h.judged = e.judge.Clause(r.Doc, c)
	return h, e.named(r, c, &h)
}

// followedBy reports a participle at the end of a clause that tells who did the same after it: "Norway joined, followed by Chad".
func followedBy(c *clause.Clause) bool {
	return c.Verb.Passive && c.Verb.Form == clause.Participle && c.Verb.Particle == "" && c.Parent != nil && c.Verb.First > c.Parent.Verb.First && c.Subject != nil &&
		slices.ContainsFunc(c.Preps, func(p clause.PP) bool { return p.Prep == "by" && p.Obj == c.Subject })
}

// named fills the names of an echo with the subject of its clause, and reports whether they are all of it.
func (e *Echo) named(r *reading.Reading, c *clause.Clause, h *echo) bool {
	all := c.Subject.All()
	for _, n := range all {
		if n.Mention != nil || e.parties.agents[r.Doc.Tokens[n.Head].Lemma] {
			h.names = append(h.names, n)
		}
	}
	return len(all) > 0 && len(h.names) == len(all)
}

// later reports a length of time that passed for the object of its verb: "followed hours later".
func later(r *reading.Reading, c *clause.Clause) bool {
	t := c.Object.Last
	return c.Object.Mention == nil && t < len(r.Doc.Tokens) && (r.Doc.Tokens[t].Lower == "later" || r.Doc.Tokens[t].Lower == "after" || r.Doc.Tokens[c.Object.Head].Lower == "later")
}

// behind reports a verb of following that has what is followed behind a preposition: "followed by", "followed from".
func (e *Echo) behind(r *reading.Reading, c *clause.Clause) bool {
	return slices.ContainsFunc(c.Preps, func(p clause.PP) bool {
		return p.Prep == "by" || p.Prep == "from" || p.Prep == "through" || p.Prep == "on" && p.Obj != nil
	})
}

// doSo reports "did so", "do likewise".
func doSo(r *reading.Reading, c *clause.Clause) bool {
	t := c.Verb.Last
	return t < len(r.Doc.Tokens) && (r.Doc.Tokens[t].Lower == "so" || r.Doc.Tokens[t].Lower == "likewise")
}

// likened reports a phrase of a noun that is called the same as one before, or like it: "the same fate".
func (e *Echo) likened(r *reading.Reading, n *clause.NP, nouns map[string]bool) bool {
	if n == nil || n.Mention != nil || !nouns[r.Doc.Tokens[n.Head].Lemma] || len(n.Preps) > 0 && n.Preps[0].Prep == "as" {
		return false
	}
	for t := n.First; t < n.Head; t++ {
		if e.likeness[r.Doc.Tokens[t].Lower] {
			return true
		}
	}
	return false
}

// same reads sentence s as "The same goes for Globex", "The same fate awaits Globex", "So must Globex".
func (e *Echo) same(r *reading.Reading, s int) (echo, bool) {
	sent := r.Doc.Sentences[s]
	word := func(t int) string {
		if t < sent.Last {
			return r.Doc.Tokens[t].Lower
		}
		return ""
	}
	t := sent.First
	h := echo{role: either, judged: Happened}
	switch {
	case word(t) == "the" && e.likeness[word(t+1)] && e.applies[word(t+2)]:
		h.cue = t + 2
		for t += 3; t < sent.Last && t < h.cue+4 && word(t) != "for" && word(t) != "to" && word(t) != "of"; t++ {
		}
	case word(t) == "the" && e.likeness[word(t+1)] && e.fates[word(t+2)] && t+3 < sent.Last && r.Names.At(t+3) == nil:
		h.cue, h.role = t+3, target
		t += 3
	case word(t) == "also" && word(t+1) == "on" && e.listed(r, t+2, sent.Last) > 0:
		h.role = target
		h.cue = e.listed(r, t+2, sent.Last)
		t = h.cue
	case word(t) == "so" && word(t+1) == "must":
		h.cue = t + 1
		t++
	default:
		return h, false
	}
	if h.names = namesAt(r, t+1, sent.Last); len(h.names) == 0 {
		return h, false
	}
	return h, true
}

// listed returns the token of "is" or "are" behind "the list", "the blacklist" at token t; 0 where there is none.
func (e *Echo) listed(r *reading.Reading, t, end int) int {
	for k := t; k < min(t+5, end); k++ {
		if w := r.Doc.Tokens[k]; w.Lemma == "be" && k > t {
			if e.lists[r.Doc.Tokens[k-1].Lower] {
				return k
			}
		}
	}
	return 0
}

// namesAt returns the phrases of the names that stand from a token on, joined by marks and conjunctions.
func namesAt(r *reading.Reading, first, end int) []*clause.NP {
	t := first
	for t < end {
		if m := r.Names.At(t); m != nil && m.Form == names.Name {
			t = m.Last
		} else if separates(r.Doc.Tokens[t].Text, false) && r.Doc.Tokens[t].Text != "." {
			t++
		} else {
			break
		}
	}
	return onlyNames(r, first, t)
}
