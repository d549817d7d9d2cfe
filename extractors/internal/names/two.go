package names

import (
	"slices"
	"strings"

	"github.com/factwire/factwire"
)

// ofTwo reads "the former" or "the latter" at token t, where no noun follows, as the first or the last of the two of a kind
// that were named together last.
func (b *builder) ofTwo(m Mention, t, limit, sentence, paragraph int) (Mention, bool) {
	d := b.d
	last := t + 2
	if last > limit || last >= d.Sentences[sentence].Last {
		return m, false
	}
	low := d.Tokens[t+1].Lower
	if low != "former" && low != "latter" {
		return m, false
	}
	switch tag := d.Tokens[last].Tag; {
	case finite(tag), tag == "RB", tag == "VBN", d.Tokens[last].Text == ",", d.Tokens[last].Lower == "that":
	default:
		return m, false // "the former minister"
	}
	for i := len(b.history) - 1; i > b.horizon() && paragraph-b.history[i].par <= 1; i-- {
		h, before := &b.history[i], &b.history[i-1]
		if !h.joined || i > 1 && before.joined || i+1 < len(b.history) && b.history[i+1].joined {
			continue
		}
		a, z := &b.r.Entities[before.ent], &b.r.Entities[h.ent]
		if before.ent == h.ent || a.Type != z.Type && (a.Type == factwire.Person || z.Type == factwire.Person) {
			continue
		}
		m.Last, m.Entities = last, []int{h.ent}
		if low == "former" {
			m.Entities[0] = before.ent
		}
		b.see(&m, sentence, paragraph, b.isSubject(m.First, m.Last, d.Sentences[sentence]))
		return m, true
	}
	return m, false
}

// bracketed tells whether brackets and nothing else stand around the tokens.
func (b *builder) bracketed(first, last int) bool {
	return first > 0 && last < len(b.d.Tokens) && b.d.Tokens[first-1].Text == "(" && b.d.Tokens[last].Text == ")"
}

// unlisted returns the entity, of one or two words that no list has and that was taken for a firm or a body by its place
// alone, which was the subject of the sentence before the pronoun of a person at token t, where the text has named no person:
// it is one. Or -1.
func (b *builder) unlisted(t, sentence int) int {
	for i := len(b.history) - 1; i >= b.horizon() && sentence-b.history[i].sent <= 1; i-- {
		h := &b.history[i]
		e := &b.r.Entities[h.ent]
		if h.sent == sentence || !h.subject || h.quoted || e.Known || !e.Weak || strings.Count(e.Name, " ") > 1 || isAcronym(e.Name) {
			continue
		}
		e.Type, e.Weak, e.State, e.Affiliation = factwire.Person, false, "", ""
		return h.ent
	}
	return -1
}

// half returns the country named before whose first word is all that a name has behind "the": "the North", where
// North Vale was named; -1 if there is none, or more than one.
func (b *builder) half(cl *cluster, sp *span) int {
	if cl.id >= 0 || len(cl.words) != 1 || sp.first == 0 || b.d.Tokens[sp.first-1].Lower != "the" || !b.w.directions[strings.ToLower(cl.words[0])] {
		return -1
	}
	found := -1
	for i := max(0, len(b.r.Entities)-memory); i < len(b.r.Entities); i++ {
		if e := &b.r.Entities[i]; e.Type == factwire.Country && strings.HasPrefix(e.Name, cl.words[0]+" ") {
			if found >= 0 {
				return -1
			}
			found = i
		}
	}
	return found
}

// twoStates returns the two states that the sentence of token t names before it, themselves or by their people ("President Ost of Norway"), and
// else by their towns ("flew to Lima"), in the order of the text; or those of the sentence before, if it names none. It returns nil where there are
// more or fewer, or others of the types that may be meant.
func (b *builder) twoStates(t, sentence int, types map[factwire.EntityType]bool) []int {
	for s := sentence; s >= 0 && s >= sentence-1; s-- {
		first := len(b.history)
		for first > b.horizon() && b.history[first-1].sent >= s {
			first--
		}
		var out []int
		for _, towns := range []bool{false, true} {
			for i := first; i < len(b.history) && b.history[i].sent == s; i++ {
				if h := &b.history[i]; h.tok < t && (!h.quoted || b.l.quoted[t]) {
					if e := &b.r.Entities[h.ent]; e.Type != factwire.Country && types[e.Type] || e.Type == factwire.Organization && len(types) > 1 {
						return nil
					}
					if state := b.stateOf(h.ent, towns); state >= 0 && !slices.Contains(out, state) {
						out = append(out, state)
					}
				}
			}
			if len(out) == 2 {
				return out
			}
		}
		if len(out) > 0 {
			return nil
		}
	}
	return nil
}

// stateOf returns the state that an entity is, or a person acts for, or, if asked for, in which a place lies; or -1.
func (b *builder) stateOf(entity int, towns bool) int {
	switch e := &b.r.Entities[entity]; {
	case e.Type == factwire.Country:
		return entity
	case e.Type == factwire.Person || e.Type == factwire.Place && towns:
		if len(e.Affiliation) == 2 {
			return b.country(e.Affiliation)
		}
	}
	return -1
}

// twoMeant returns the two whom a description in the plural means that counts nobody ("the ministers"), or nil: the only two persons of this
// office, of two states, or the two states that were named last.
func (b *builder) twoMeant(m Mention, noun string, types map[factwire.EntityType]bool, sentence, paragraph int) []int {
	if b.l.quoted[m.First] || b.d.Tokens[m.First].Lower != "the" || b.toldBehind(m.Last, b.d.Sentences[sentence].Last) {
		return nil
	}
	if !types[factwire.Person] {
		if found := b.twoStates(m.First, sentence, types); len(found) == 2 && b.namedTogether(found) {
			return found
		}
		return nil
	}
	var out []int
	for i := b.horizon(); i < len(b.history); i++ {
		h := &b.history[i]
		if e := &b.r.Entities[h.ent]; e.Type == factwire.Person && b.w.titled(e.Title, strings.TrimSuffix(noun, "s"), true) && !slices.Contains(out, h.ent) {
			if len(out) == 2 || len(e.Affiliation) != 2 || len(out) == 1 && b.r.Entities[out[0]].Affiliation == e.Affiliation {
				return nil
			}
			out = append(out, h.ent)
		}
	}
	if len(out) < 2 {
		return nil
	}
	return out
}

// namedTogether tells whether the text has named two states, or those who act for them, side by side, or one with the other ("held talks
// with Chad").
func (b *builder) namedTogether(two []int) bool {
	for i := len(b.history) - 1; i > b.horizon(); i-- {
		if h := &b.history[i]; !h.joined && (h.tok == 0 || b.d.Tokens[h.tok-1].Lower != "with" || b.history[i-1].sent != h.sent) {
			continue
		}
		one, other := b.stateOf(b.history[i-1].ent, true), b.stateOf(b.history[i].ent, true)
		if one == two[0] && other == two[1] || one == two[1] && other == two[0] {
			return true
		}
	}
	return false
}
