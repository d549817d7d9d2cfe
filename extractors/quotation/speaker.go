package quotation

import (
	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/clause"
	"github.com/factwire/factwire/extractors/names"
	"github.com/factwire/factwire/extractors/reading"
)

// speaker is who says a quote, and where the text says so.
type speaker struct {
	entity      factwire.Entity
	first, last int // tokens of the mention
	confidence  float64
}

// speaker resolves the subject of a verb of speech. A spokesman is the body that he speaks for;
// an unnamed official is nobody.
func (x *Extractor) speaker(r *reading.Reading, n *clause.NP) []speaker {
	if n == nil {
		return nil
	}
	if out := x.mention(r, n.Mention); len(out) > 0 {
		return out
	}
	for _, a := range n.Appos {
		if a.Mention != nil && a.Mention.Form == names.Name {
			if out := x.mention(r, a.Mention); len(out) > 0 && out[0].entity.Type == factwire.Person {
				return out
			}
		}
	}
	if !x.voices[r.Doc.Tokens[n.Head].Lemma] && !x.voices[r.Doc.Tokens[n.Head].Lower] {
		return nil
	}
	var out []speaker
	if n.Possessor != nil {
		out = x.body(r, n.Possessor.Mention)
	}
	for i := len(n.Pre) - 1; i >= 0 && len(out) == 0; i-- {
		out = x.body(r, n.Pre[i])
	}
	preps := n.Preps
	for _, m := range n.Mods { // "a release sent by Acme"
		preps = append(preps[:len(preps):len(preps)], m.Preps...)
	}
	for _, p := range preps {
		if len(out) == 0 && p.Obj != nil && (p.Prep == "for" || p.Prep == "of" || p.Prep == "from" || p.Prep == "by") {
			out = x.body(r, p.Obj.Mention)
		}
	}
	return out
}

// mention resolves a name, a description or a pronoun to speakers.
func (x *Extractor) mention(r *reading.Reading, m *names.Mention) []speaker {
	if m == nil || m.Form == names.Adjective {
		return nil
	}
	confidence := 0.95
	switch m.Form {
	case names.Nominal:
		confidence = 0.85
	case names.Pronoun:
		confidence = 0.8
	}
	var out []speaker
	for _, i := range m.Entities {
		e := r.Names.Entities[i]
		if e.Outlet {
			continue
		}
		switch e.Type {
		case factwire.Person, factwire.Organization, factwire.Company, factwire.Country, factwire.Bloc:
			out = append(out, speaker{e.Entity, m.First, m.Last, confidence})
		}
	}
	return out
}

// body is mention for those who speak through others: no person.
func (x *Extractor) body(r *reading.Reading, m *names.Mention) []speaker {
	var out []speaker
	if m == nil {
		return nil
	}
	for _, i := range m.Entities {
		e := r.Names.Entities[i]
		switch e.Type {
		case factwire.Organization, factwire.Company, factwire.Country, factwire.Bloc:
			if !e.Outlet {
				out = append(out, speaker{e.Entity, m.First, m.Last, 0.85})
			}
		}
	}
	return out
}
