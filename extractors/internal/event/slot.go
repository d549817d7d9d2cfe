package event

import (
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/reading"
)

// slot returns what fills a slot of a match.
func (m *Matcher) slot(r *reading.Reading, x Match, slot string) []Filler {
	c := x.Clause
	switch slot {
	case "subject":
		if c != nil && (x.Noun == nil || x.Slot != "subject") {
			return x.phrases(slot, c.Subject)
		}
	case "object":
		if c != nil {
			return x.phrases(slot, c.Object)
		}
	case "object2":
		if c != nil {
			return x.phrases(slot, c.Object2)
		}
	case "complement":
		if c != nil {
			return x.phrases(slot, c.Compl)
		}
	case "possessor":
		return m.possessor(r, x)
	case "modifier":
		if x.Noun == nil {
			return nil
		}
		var out []Filler
		for _, mention := range x.Noun.Pre {
			out = append(out, Filler{Slot: slot, Mention: mention})
		}
		return out
	default:
		return m.phrasesOf(r, x, slot)
	}
	return nil
}

// phrases returns the members of a noun group, without the match's own noun, as fillers of a slot.
func (x Match) phrases(slot string, p *clause.NP) []Filler {
	var out []Filler
	for _, n := range p.All() {
		if n != x.Noun {
			out = append(out, Filler{Slot: slot, NP: n, Mention: n.Mention})
		}
	}
	return out
}

// possessor returns whose the match's noun is.
func (m *Matcher) possessor(r *reading.Reading, x Match) []Filler {
	const slot = "possessor"
	c := x.Clause
	if x.Noun == nil {
		return nil
	}
	p := x.Noun.Possessor
	if p == nil {
		if c == nil {
			return nil
		}
		if box := container(c, x.Noun); box != nil && box.Possessor != nil && m.Judge.nouns[r.Doc.Tokens[box.Head].Lemma] != NoEffect {
			p = box.Possessor // "Peru's signature of the memorandum"
			return []Filler{{Slot: slot, NP: p, Mention: p.Mention}}
		}
		return nil
	}
	if c != nil && p.Mention != nil && p.Mention.Form == names.Pronoun {
		if x.Slot == "for" && !c.Verb.Passive && c.Object != nil && m.blame[c.Verb.Lemma] {
			return x.phrases(slot, c.Object) // "criticised the president for his ban": his is the one judged
		}
		if x.Slot == "object" && c.Subject != nil && namesActor(r, c.Subject) && thing(r.Doc.Tokens[p.Head].Lower) {
			return x.phrases(slot, c.Subject) // "Acme cancelled its contract": its is Acme's
		}
	}
	return []Filler{{Slot: slot, NP: p, Mention: p.Mention}}
}

// phrasesOf returns what stands behind a preposition, of the match's noun and of its clause, each once.
func (m *Matcher) phrasesOf(r *reading.Reading, x Match, prep string) []Filler {
	var out []Filler
	seen := map[*clause.NP]bool{}
	add := func(p clause.PP) {
		if p.Prep == prep && p.Obj != nil && !seen[p.Obj] && !m.elsewhere(r, x, p) {
			seen[p.Obj] = true
			out = append(out, x.phrases(prep, p.Obj)...)
		}
	}
	nounOnly := prep == "of" && len(x.Frame.Verbs) == 0
	if x.Noun != nil {
		preps := x.Noun.Preps
		if nounOnly && len(preps) > 0 {
			preps = preps[:1] // what stands behind "of" further on belongs to another noun
		}
		for _, p := range preps {
			add(p)
		}
	}
	if x.barred(prep) && far(x.Slot) {
		return out // "opposed a call for a ban and work on freedom": what hangs on the verb is not the noun's
	}
	c := x.Clause
	if c == nil || x.Noun != nil && (nounOnly || x.Slot == "subject" && !c.Verb.Passive && !c.Verb.Copula) {
		return out
	}
	own := len(out)
	for _, p := range c.Preps {
		if own == 0 || !besides(c.Object, x.Noun, p) {
			add(p)
		}
	}
	return out
}

// barred reports whether a preposition leads to those whom a measure that the match's noun names is against.
func (x Match) barred(prep string) bool {
	return x.Nominal() && x.Frame.Kind == factwire.Ban && slices.Contains(x.Frame.Whom, prep)
}

// elsewhere reports a phrase that does not fill its slot: it stands apart from the noun of a measure, or its "with" or "between" belongs to
// another noun before it.
func (m *Matcher) elsewhere(r *reading.Reading, x Match, p clause.PP) bool {
	if x.barred(p.Prep) && apart(r, x.Noun, p) {
		return true
	}
	return (p.Prep == "with" || p.Prep == "between") && x.Noun != nil && p.Tok > 0 && p.Tok-1 != x.Noun.Head && m.mutual[r.Doc.Tokens[p.Tok-1].Lemma]
}
