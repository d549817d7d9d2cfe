package names

import (
	"strings"

	"github.com/factwire/factwire"
)

// setIn returns the country in which a sentence is set by its first words, before token t: "In India, the government"; or -1.
func (b *builder) setIn(t, sentence int) int {
	first := b.d.Sentences[sentence].First
	if first+2 >= t || !b.w.inside[b.d.Tokens[first].Lower] {
		return -1
	}
	n := b.r.at[first+1]
	if n == 0 {
		return -1
	}
	m := &b.r.Mentions[n-1]
	if len(m.Entities) != 1 || m.Last >= t || b.d.Tokens[m.Last].Text != "," {
		return -1
	}
	return b.stateOf(m.Entities[0], true)
}

// resolveState returns the country that "the government" means, or -1.
func (b *builder) resolveState(t, sentence, paragraph int) int {
	if e := b.setIn(t, sentence); e >= 0 {
		return e
	}
	for i := len(b.history) - 1; i >= b.horizon(); i-- {
		h := &b.history[i]
		if paragraph != h.par {
			break
		}
		if h.quoted && !b.l.quoted[t] || b.r.Entities[h.ent].Type != factwire.Country {
			continue
		}
		if h.subject {
			return h.ent
		}
	}
	if b.r.Home != "" {
		return b.country(b.r.Home)
	}
	for i := len(b.history) - 1; i >= b.horizon(); i-- {
		h := &b.history[i]
		if paragraph-h.par > 3 {
			break
		}
		if b.r.Entities[h.ent].Type == factwire.Country && h.subject {
			return h.ent
		}
	}
	return -1
}

// federated returns the region that "the state" at token t means: the last state of a federation in the sentences before, or the last
// subject, if it is a place of the lexicon; or -1.
func (b *builder) federated(t, sentence int) int {
	if t+1 >= len(b.d.Tokens) || b.d.Tokens[t].Lower != "the" || b.d.Tokens[t+1].Lower != "state" {
		return -1
	}
	for i := len(b.history) - 1; i >= b.horizon() && sentence-b.history[i].sent <= 2; i-- {
		h := &b.history[i]
		if h.quoted {
			continue
		}
		switch e := &b.r.Entities[h.ent]; {
		case e.Type == factwire.Place && e.Known && len(e.Affiliation) == 2 && (h.subject || b.w.federated[e.Name]):
			return h.ent
		case h.subject && e.Type == factwire.Country && sentence > h.sent:
			return -1 // spoken of since
		}
	}
	return -1
}

// resolveBody returns the organization or programme whose name has the noun ("the
// Commission", "the compact"), or for a general noun the last public body, or -1.
func (b *builder) resolveBody(noun string, sentence, paragraph int, code string) int {
	anyBody := b.w.anyBody[noun]
	general := anyBody || b.w.anyPublicBody[noun]
	joined := b.w.programNouns[noun] && b.w.joined[noun]
	for i := len(b.history) - 1; i >= b.horizon(); i-- {
		h := &b.history[i]
		e := &b.r.Entities[h.ent]
		program := e.Type == factwire.Program
		if h.quoted && !program || e.Outlet || !program && e.Type != factwire.Organization || code != "" && e.Affiliation != "" && e.Affiliation != code {
			continue
		}
		if hasWord(e.Name, noun) {
			return h.ent
		}
		if sentence-h.sent > 3 {
			continue
		}
		if program && joined || !program && general && (anyBody || e.State != "" || e.Affiliation != "") {
			return h.ent
		}
	}
	return -1
}

func hasWord(name, word string) bool {
	for w := range strings.FieldsSeq(name) {
		if strings.EqualFold(w, word) || strings.EqualFold(w, word+"s") {
			return true
		}
	}
	return false
}

// resolveCompany returns the company that "the company" or "the Chinese vendor" means, or -1.
func (b *builder) resolveCompany(noun string, sentence, paragraph int, code string) int {
	best, bestScore := -1, -1<<30
	for i := len(b.history) - 1; i >= b.horizon() && i >= len(b.history)-60; i-- {
		h := &b.history[i]
		if paragraph-h.par > 5 {
			break
		}
		e := &b.r.Entities[h.ent]
		if e.Type != factwire.Company || e.Outlet || code != "" && e.Affiliation != "" && e.Affiliation != code {
			continue
		}
		score := -3 * (sentence - h.sent)
		if h.subject {
			score += 4
		}
		if code != "" && e.Affiliation == code {
			score += 12
		}
		if h.quoted || h.adjective {
			score -= 4
		}
		score += min(b.times[h.ent], 6) / 2 // what the text is about
		if hasWord(e.Name, noun) {
			score += 6
		}
		if score > bestScore {
			best, bestScore = h.ent, score
		}
	}
	if best < 0 && code == "" {
		if e := b.lettered(paragraph); e >= 0 {
			return e
		}
		return b.onlyBody(sentence, paragraph)
	}
	return best
}

// onlyBody returns the one body that no list has and whose name tells no sort, where the sentences just before name no other: what a
// company is meant by must be one. It is -1 where there is none, or more than one.
func (b *builder) onlyBody(sentence, paragraph int) int {
	found := -1
	for i := len(b.history) - 1; i >= b.horizon(); i-- {
		h := &b.history[i]
		if paragraph-h.par > 1 || sentence-h.sent > 2 {
			break
		}
		e := &b.r.Entities[h.ent]
		if e.Type != factwire.Organization || !e.Weak || e.Outlet || e.State != "" || h.ent == found {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = h.ent
	}
	return found
}

// lettered returns the last body known by letters alone that no list has, near a paragraph in which a company is meant and
// none is named, or -1.
func (b *builder) lettered(paragraph int) int {
	for i := len(b.history) - 1; i >= b.horizon() && paragraph-b.history[i].par <= 2; i-- {
		h := &b.history[i]
		if e := &b.r.Entities[h.ent]; e.Type == factwire.Organization && !e.Known && !e.Outlet && e.State == "" && h.subject && isAcronym(e.Name) {
			return h.ent
		}
	}
	return -1
}

// body tells of an organization that no list knows, first named at token t, whose it is by its name.
func (b *builder) body(c *cluster, e *Entity, t int) {
	if region := b.regionBefore(e.Name); region != "" {
		e.Affiliation, e.State = region, ""
	}
	if e.Local = b.local(e.Name); c.public {
		b.public(e, t)
	}
}

// public gives a public body that begins at token t the state that it counts for: its own, else the one in focus; none, where it belongs
// to a city or a region.
func (b *builder) public(e *Entity, t int) {
	if e.Local {
		e.State = ""
		return
	}
	if e.Affiliation == "" && b.w.organs[b.w.lower(e.Name)] {
		b.organ(e, t)
		return
	}
	if e.Affiliation == "" {
		e.Affiliation = b.stateNear(t)
	}
	if len(e.Affiliation) == 2 {
		e.State = e.Affiliation
	}
}

// local reports a body of a city or a district: by the end of its name, or because it is named by the city that it belongs to ("Hamburg Port
// Authority") and is none that a state has in its cities, such as a court.
func (b *builder) local(name string) bool {
	if b.w.local(name) {
		return true
	}
	_, rest, ok := strings.Cut(name, " ")
	if !ok {
		return false
	}
	for _, w := range strings.Fields(b.w.lower(rest)) {
		if b.w.seated[w] {
			return false
		}
	}
	for _, a := range b.gaz.first[firstWord(name)] {
		if strings.HasPrefix(name, a.text) && strings.HasPrefix(name[len(a.text):], " ") {
			n := &b.gaz.names[a.id]
			return n.Type == factwire.Place && n.Code == "" || a.sense == asSeat
		}
	}
	return false
}
