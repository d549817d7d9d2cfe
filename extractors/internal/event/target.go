package event

import (
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/internal/nlp"
	"github.com/factwire/factwire/extractors/reading"
)

// Targets resolves a filler to those who, or what, is barred, and returns the act that
// the text names with it ("imports"), if any. A class of things without a name is a group.
func (p *Parties) Targets(r *reading.Reading, f Filler) (targets []Found, act string) {
	if f.NP == nil {
		for _, e := range p.Mention(r, f.Mention) {
			targets = append(targets, Found{Entity: e.Entity, First: f.Mention.First, Last: f.Mention.Last, Slot: f.Slot, Mention: f.Mention})
		}
		return targets, ""
	}
	return p.targets(r, f.NP, f.Slot, 0)
}

func (p *Parties) targets(r *reading.Reading, n *clause.NP, slot string, depth int) (targets []Found, act string) {
	if n == nil || depth > 3 {
		return nil, ""
	}
	b := &aim{Parties: p, r: r, n: n, slot: slot, depth: depth, head: r.Doc.Tokens[n.Head].Lemma}
	for _, way := range []func(*aim) bool{
		(*aim).quantity, (*aim).name, (*aim).listed, (*aim).pronoun, (*aim).properName, (*aim).purchase, (*aim).description, (*aim).ofAct,
		(*aim).ofPronoun, (*aim).maker, (*aim).apposed, (*aim).members, (*aim).class,
	} {
		if way(b) {
			break
		}
	}
	return b.found, b.act
}

// sent reports goods that "from" and a state behind them tell the origin of: "cotton from Ireland", but not "the ban from Ireland", "migrants from
// Chad".
func (p *Parties) sent(r *reading.Reading, n *clause.NP, slot string, from *clause.NP) bool {
	head := r.Doc.Tokens[n.Head]
	opens := n.First == r.Doc.Sentences[r.Doc.SentenceOf(n.First)].First
	before := n.OfClause != nil && n.Last <= n.OfClause.Verb.First // "visitors from Chad were barred", but "barred visitors from Chad"
	before = before || slot == "to"                                // "closed its ports to trawlers from Chad"
	if n.Mention != nil || n.Possessor != nil || head.Tag != "NN" && head.Tag != "NNS" && !(opens && head.Tag == "NNP") || !before && (p.folk[head.Lemma] || p.kinds[head.Lemma]) || p.agents[head.Lemma] || p.empty[head.Lemma] || r.Doc.Tokens[n.First].Tag == "DT" {
		return false
	}
	_, state := p.seat(r, from.Mention)
	return state
}

// aside reports whether a phrase of those given tells of something else than of what an act does with goods: "under
// pressure" of "the sale under pressure from Norway".
func aside(preps []clause.PP) bool {
	for _, p := range preps {
		switch p.Prep {
		case "of", "from", "to", "by", "with":
		default:
			return p.Obj != nil && p.Obj.Mention == nil
		}
	}
	return false
}

// owned reports whether "of" or "by" follows the phrase itself: "the firm of".
func owned(n *clause.NP) bool {
	return len(n.Preps) > 0 && (n.Preps[0].Prep == "of" || n.Preps[0].Prep == "by")
}

// definiteNP reports whether a phrase means one certain thing: "the firm".
func definiteNP(r *reading.Reading, n *clause.NP) bool {
	switch r.Doc.Tokens[n.First].Lower {
	case "the", "this", "that":
		return r.Doc.Tokens[n.Head].Tag == "NN" && n.Head-n.First <= 2
	}
	return false
}

// Recent returns the company or product that a description means: of those named in its sentence and the three
// before it, the one that the article names most, the nearest among equals.
func (p *Parties) Recent(r *reading.Reading, n *clause.NP, slot string) (Found, bool) {
	first := r.Doc.Sentences[max(0, r.Doc.SentenceOf(n.Head)-3)].First
	count := map[int]int{}
	for i := range r.Names.Mentions {
		for _, e := range r.Names.Mentions[i].Entities {
			count[e]++
		}
	}
	best := -1
	var mention *names.Mention
	for t := n.First - 1; t >= first; t-- {
		m := r.Names.At(t)
		if m == nil || m.First != t || m.Form != names.Name {
			continue
		}
		for _, e := range m.Entities {
			x := &r.Names.Entities[e]
			firm := x.Type == factwire.Company || x.Type == factwire.Product || x.Type == factwire.Organization && x.Weak && x.State == ""
			if firm && !x.Outlet && (best < 0 || count[e] > count[best]) {
				best, mention = e, m
			}
		}
	}
	if best < 0 {
		return Found{}, false
	}
	return Found{Entity: r.Names.Entities[best].Entity, First: n.First, Last: n.Last, Slot: slot, Mention: mention}, true
}

func onlyNamed(all []Found) []Found {
	var out []Found
	for _, f := range all {
		if f.Entity.Type != factwire.Group {
			out = append(out, f)
		}
	}
	return out
}

// Unique drops entities that were found before, and keeps the order.
func Unique(all []Found) []Found {
	var out []Found
	for _, f := range all {
		same := false
		for _, o := range out {
			same = same || o.Entity.Same(f.Entity)
		}
		if !same {
			out = append(out, f)
		}
	}
	return out
}

// Class names the class of people or things that a noun group without name means: "foreign vendors". It fails where the group is
// nil, or means nothing that can be named.
func (p *Parties) Class(r *reading.Reading, n *clause.NP) (factwire.Entity, bool) {
	if n == nil {
		return factwire.Entity{}, false
	}
	return p.group(r, n, "")
}

// States names the states, or the governments of states, whom a noun group counts without a name: "130 countries", "several European
// nations". It fails where the group is nil or no such plural.
func (p *Parties) States(r *reading.Reading, n *clause.NP) (factwire.Entity, bool) {
	if n == nil || !p.members[r.Doc.Tokens[n.Head].Lemma] && r.Doc.Tokens[n.Head].Lemma != "government" {
		return factwire.Entity{}, false
	}
	return p.Plural(r, n)
}

// Plural names those whom a noun group counts without a name, by its head and what tells which they are: "foreign companies". It fails
// where the group is nil or no plural, and where it means those told of before.
func (p *Parties) Plural(r *reading.Reading, n *clause.NP) (factwire.Entity, bool) {
	if n == nil || r.Doc.Tokens[n.Head].Tag != "NNS" {
		return factwire.Entity{}, false
	}
	switch r.Doc.Tokens[n.First].Lower {
	case "the", "these", "those", "both", "our", "their", "its", "his", "her", "my", "your":
		return factwire.Entity{}, false
	}
	first := n.Head
	for first > n.First && (r.Doc.Tokens[first-1].Tag == "JJ" || strings.HasPrefix(r.Doc.Tokens[first-1].Tag, "NN")) && r.Doc.Tokens[first-1].Lower != "other" && r.Doc.Tokens[first-1].Lower != "several" {
		first--
	}
	return factwire.Entity{Name: Text(r, first, n.Head+1), Type: factwire.Group}, true
}

// Calls returns the type of those whom a noun calls that names nobody: "government" a state, "company" a company; empty where it may
// call anybody.
func (p *Parties) Calls(lemma string) factwire.EntityType {
	switch {
	case p.agents[lemma], p.members[lemma]:
		return factwire.Country
	case p.kinds[lemma], p.parts[lemma]:
		return factwire.Company
	}
	return ""
}

// group names a class of things by its noun phrase, without articles, "new", numbers and
// the act before it ("data centres", "nickel ore").
func (p *Parties) group(r *reading.Reading, n *clause.NP, act string) (factwire.Entity, bool) {
	words := classWords(r, n)
	head := r.Doc.Tokens[n.Head]
	if len(words) == 0 || act != "" && len(words) == 1 || p.jargon[head.Text] || p.empty[head.Lemma] || p.empty[head.Lower] {
		return factwire.Entity{}, false
	}
	if !strings.HasPrefix(head.Tag, "NN") && !(head.Tag == "VBG" && len(words) > 1) {
		return factwire.Entity{}, false
	}
	last := len(words) - 1
	if act != "" && strings.EqualFold(words[last], act) && !(last == 1 && p.empty[strings.ToLower(words[0])]) && r.Doc.Tokens[n.Head-1].Tag != "JJ" {
		words = words[:last]
	}
	return factwire.Entity{Name: strings.Join(words, " "), Type: factwire.Group}, true
}

// classWords returns the words of a noun phrase up to its head that tell a class: behind the last "of" ("a number of firms": firms, however many),
// without an owner and what begins the phrase.
func classWords(r *reading.Reading, n *clause.NP) []string {
	first := n.First
	for t := n.First; t < n.Head; t++ {
		if r.Doc.Tokens[t].Lower == "of" {
			first = t + 1
		}
	}
	var words []string
	for t := first; t <= n.Head; t++ {
		tok := r.Doc.Tokens[t]
		if len(words) == 0 && introduces(tok) || n.Possessor != nil && t < n.Possessor.Last {
			continue
		}
		words = append(words, tok.Text)
	}
	return words
}

// introduces reports a word that begins a noun phrase and tells nothing of its class.
func introduces(t nlp.Token) bool {
	switch t.Tag {
	case "DT", "PDT", "CD", "PRP$", "POS":
		return true
	}
	return t.Lower == "new" || t.Lower == "all" || t.Lower == "such" || isMark(t)
}

func isMark(t nlp.Token) bool {
	return strings.ContainsAny(t.Text, "“”\"‘'’") && len(t.Text) <= 3
}
