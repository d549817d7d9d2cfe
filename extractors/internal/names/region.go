package names

import (
	"slices"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/lexicon"
)

// maxRegion is how many paragraphs back the state of a federation is looked for that an office is of.
const maxRegion = 3

// regionOf returns the state of a federation that an office at token t is of where its title tells that it is one of such a
// state ("state police commissioner", "Deputy Premier"), or nothing.
func (b *builder) regionOf(title string, t int) string {
	for _, prefix := range b.w.officePrefixes {
		title = strings.TrimPrefix(title, prefix)
	}
	state := b.ofRegion(title)
	premier := strings.HasPrefix(title, "premier") && b.w.premiers[b.r.Home]
	if !state && !premier {
		return ""
	}
	paragraph := b.d.Sentences[b.d.SentenceOf(t)].Paragraph
	for i := len(b.history) - 1; i >= b.horizon(); i-- {
		h := &b.history[i]
		if paragraph-h.par > maxRegion && !premier {
			break
		}
		if e := &b.r.Entities[h.ent]; e.Type == factwire.Place && b.w.federated[e.Name] && (!premier || e.Affiliation == b.r.Home) {
			return e.Name
		}
	}
	return ""
}

// partied tells whether the letter of a party in brackets stands at token t.
func (b *builder) partied(t int) bool {
	return t+2 < len(b.d.Tokens) && b.d.Tokens[t].Text == "(" && len(b.d.Tokens[t+1].Text) == 1 && b.d.Tokens[t+2].Text == ")"
}

// regionOfMember returns the span of the region that stands before the party, span j, of who holds an elected office: "Ohio Republican Gov. Ada Ost"; or -1.
func (s *scanner) regionOfMember(j int, title string) int {
	if j < 0 || !s.party(j) || !slices.Contains(s.w.elected, lastWord(title)) {
		return -1
	}
	if n := s.spanEnding(j, s.spans[j].first); n >= 0 && s.regional(n) && s.gaz.names[s.spans[n].id].Type == factwire.Place {
		return n
	}
	return -1
}

// pastParty returns the token behind the party and the state of the person of span i, where they follow the name: "Ada Ost, R-Ohio," "Ada Ost (R)", "Ada
// Ost of Ohio"; else the one behind the name.
func (s *scanner) pastParty(i int) int {
	d, t := s.d, s.spans[i].last
	if t+1 >= len(d.Tokens) {
		return t
	}
	switch d.Tokens[t].Lower {
	case ",":
		return s.pastAge(i, t+1, d.Sentences[d.SentenceOf(t)])
	case "(":
		for k := t + 1; k < min(t+maxAside/2, len(d.Tokens)); k++ {
			if d.Tokens[k].Text == ")" {
				return k + 1
			}
		}
	case "of":
		if h, ok := s.gaz.match(d, t+1, len(d.Tokens)); ok && s.gaz.names[h.id].Type == factwire.Place {
			return h.last
		}
	}
	return t
}

// ofRegion tells whether a title in small letters tells that it is one of a state of a federation, whichever that is.
func (b *builder) ofRegion(title string) bool {
	rest, state := strings.CutPrefix(title, "state ")
	if !state {
		rest, state = strings.CutPrefix(title, "provincial ")
	}
	head, _, _ := strings.Cut(rest, " ")
	return state && !b.w.stateRanks[head]
}

// regionBefore returns the state of a federation with whose name or adjective a body's begins ("Queensland Health", "Bavarian Interior Ministry"),
// or nothing.
func (b *builder) regionBefore(name string) string {
	for i := 1; i < len(name); i++ {
		if name[i] != ' ' {
			continue
		}
		if b.w.federated[name[:i]] {
			return name[:i]
		}
		if region := b.w.regional[name[:i]]; region != "" {
			return region
		}
	}
	return ""
}

// The words by which the government of a region is named behind the region's name or adjective.
var (
	governing = []string{" Government", " Governments", " State Government", " Provincial Government"}
	governs   = []string{" government", " governments", " state government", " provincial government"}
)

// governments lets the government of a region stand for the region: "the NSW Government", "the Scottish government". The common noun behind
// the name of a region is left to the phrase that it heads.
func (g *gazetteer) governments(lex *lexicon.Lexicon) error {
	regional, err := pairs(lex, "names.regional")
	if err != nil {
		return err
	}
	for _, pair := range lex.List("names.regional") { // in the list's order
		word, _, _ := strings.Cut(pair, "=")
		id := g.region(regional[word])
		for _, behind := range slices.Concat(governing, governs) {
			g.add(word+behind, id, asName)
		}
	}
	for _, name := range lex.List("names.federated") {
		id := g.region(name)
		for _, behind := range governing {
			g.add(name+behind, id, asName)
		}
		for _, house := range lex.List("names.houses") { // else taken for the country's house of that name
			g.add(name+" "+house, id, asName)
		}
	}
	return nil
}

// region returns the place of a name, made if the gazetteer has none.
func (g *gazetteer) region(name string) int {
	for _, a := range g.first[firstWord(name)] {
		if a.text == name && g.names[a.id].Type == factwire.Place {
			return a.id
		}
	}
	g.place(name, "")
	return len(g.names) - 1
}

// studies tells whether a title's holder studies what stands before it: "Iran expert".
func (s *scanner) studies(title string) bool { return s.w.scholars[lastWord(title)] }
