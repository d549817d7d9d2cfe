package names

import (
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/nlp"
)

// belongs fills in whom a person acts for where no office is told: "Acme's Ada Ost", "Ada Ost, of the League Against Fees".
func (s *scanner) belongs(i int, o office, sent nlp.Sentence) office {
	if o.title != "" || o.span >= 0 || o.code != "" || o.body != "" {
		return o
	}
	sp := &s.spans[i]
	if k := sp.titleFirst; k-2 >= sent.First && s.d.Tokens[k-1].Tag == "POS" {
		if j := s.spanEnding(i, k-1); j >= 0 && s.isBody(j) {
			o.span = j
			return o
		}
	}
	t := sp.last
	if t+2 >= sent.Last || s.d.Tokens[t].Text != "," {
		return o
	}
	switch s.d.Tokens[t+1].Lower {
	case "of", "at", "from", "with":
		o.span = s.bodyBehind(i, t+1, sent)
	}
	return o
}

// isBody tells whether a span names a body, a firm or a party, and no state, place or person.
func (s *scanner) isBody(j int) bool {
	t, n := s.spans[j].votes.best()
	return n > 0 && s.spans[j].form == Name && (t == factwire.Organization || t == factwire.Company)
}

// takesPeople votes for a body where the name of a programme, span j, stands as whom somebody is of: "Ada Ost, of the Harbour Watch Network".
func (s *scanner) takesPeople(j int) {
	sp := &s.spans[j]
	if typ, n := sp.votes.best(); typ == factwire.Program && sp.id < 0 && s.anyHead(sp.last-1, sp.last) {
		sp.votes.add(factwire.Organization, n+firmVote)
	}
}

// maxBodyAhead is how many words may stand between a preposition and the name of the body that it leads to.
const maxBodyAhead = 4

// bodyBehind returns the span of the body or firm behind the preposition at token t, with words that describe it or tell which
// part of it is meant between ("from the Vale branch of Acme"), or -1. The name of a firm that no list has counts behind "at".
func (s *scanner) bodyBehind(i, t int, sent nlp.Sentence) int {
	at := s.d.Tokens[t].Lower == "at"
	for k := t + 1; k < min(t+1+maxBodyAhead, sent.Last); k++ {
		if j := s.spanAt(i+1, k); j >= 0 {
			if at && s.spans[j].id < 0 && !s.anyone(j) {
				s.spans[j].votes.add(factwire.Company, firmVote) // "Ada Ost at Vale Economics"
			}
			if s.takesPeople(j); s.isBody(j) {
				return j
			}
			if s.spans[j].form != Adjective {
				return -1
			}
			k = s.spans[j].last - 1
			continue
		}
		if tag := s.d.Tokens[k].Tag; tag != "DT" && tag != "JJ" && tag != "NN" {
			return -1
		}
	}
	return -1
}

// ofParty takes the name of a party off a title that begins with it, "Labour leader", and makes the party what the office is of.
// The word that names an office's field as well ("Labour Minister") stays where the office is a state's.
func (s *scanner) ofParty(o office, first int) office {
	if o.title == "" || o.span >= 0 || o.body != "" || s.w.stateTitles[lastWord(o.title)] {
		return o
	}
	k, lead := first, ""
	for k+1 < len(s.d.Tokens) && k < first+2 && s.w.titleWords[s.d.Tokens[k].Lower] && (!isUpper(s.d.Tokens[k].Text) || s.d.Tokens[k].Lower == "former" || s.d.Tokens[k].Lower == "deputy") {
		lead += s.d.Tokens[k].Text + " "
		k++
	}
	if party := s.partyBefore(first); party != "" && lead == "" {
		o.body = party // "Conservative leader"
		return o
	}
	h, ok := s.gaz.match(s.d, k, min(k+3, len(s.d.Tokens)))
	if !ok || !isUpper(s.d.Tokens[k].Text) || !strings.HasSuffix(s.gaz.names[h.id].Name, " Party") {
		return o
	}
	rest, ok := strings.CutPrefix(o.title, lead+s.text(k, h.last)+" ")
	if !ok {
		return o
	}
	o.title, o.body = strings.ToLower(lead)+rest, s.gaz.names[h.id].Name
	return o
}

// partyBefore returns the party whose adjective with a capital stands right before token t, which begins a title in small letters; or nothing.
func (s *scanner) partyBefore(t int) string {
	if t == 0 || isUpper(s.d.Tokens[t].Text) || !isUpper(s.d.Tokens[t-1].Text) {
		return ""
	}
	party, known := s.lookup(s.d.Tokens[t-1].Text + " Party")
	if !known {
		return ""
	}
	return s.gaz.names[party.id].Name
}

// kindBefore returns the token of the preposition of the office [k, e) whose object is the kind of firm or body that a name right behind
// stands for, "chief of technology giant Acme", or e.
func (s *scanner) kindBefore(i, k, e int, sent nlp.Sentence) int {
	for p := e - 1; p > k; p-- {
		if low := s.d.Tokens[p].Lower; low != "of" && low != "for" {
			continue
		}
		for t := p + 1; t < min(p+2+maxBodyAhead, sent.Last); t++ {
			tok := &s.d.Tokens[t]
			if j := s.spanAt(i+1, t); j >= 0 && s.spans[j].id < 0 && s.spans[j].acronym {
				continue // "head of MMS firm Acme"
			}
			if isUpper(tok.Text) || !describes(tok.Tag) && tok.Tag != "DT" || s.spanAt(i+1, t) >= 0 {
				break
			}
			_, heads := s.w.orgHeads[tok.Lower]
			if (heads || s.w.companyNouns[tok.Lower] || s.w.orgNouns[tok.Lower]) && s.spanAt(i+1, t+1) >= 0 {
				return p
			}
		}
		break
	}
	return e
}

// fieldsAt returns the token behind a field of an office that looks like a name, span j, and another joined to it, where "at" or "with" and
// the employer follow: "head of Distribution and Exhibition at the Film Council"; or the span's end.
func (s *scanner) fieldsAt(j int, sent nlp.Sentence) int {
	sp := &s.spans[j]
	if t := sp.last; t+2 < sent.Last && s.d.Tokens[t].Tag == "NN" && !isUpper(s.d.Tokens[t].Text) && s.d.Tokens[t+1].Lower == "at" && s.spanNear(j+1, t+2, 2) {
		return t + 1 // "director of the Reef Islands programme at the Vale Institute"
	}
	if sp.id >= 0 || s.orgHead(sp.first, sp.last) {
		return sp.last
	}
	t := sp.last
	for t < min(sp.last+maxField, sent.Last) && (s.d.Tokens[t].Lower == "and" || s.d.Tokens[t].Text == "," || s.d.Tokens[t].Text == "&" || isUpper(s.d.Tokens[t].Text)) {
		t++
	}
	if t+1 < sent.Last && t > sp.last && (s.d.Tokens[t].Lower == "at" || s.d.Tokens[t].Lower == "with") && s.spanNear(j+1, t+1, 2) {
		return t
	}
	return sp.last
}

// localBody returns the name of the body in small letters that begins with the place of span j, "the Vale military administration", or nothing.
func (s *scanner) localBody(j int, sent nlp.Sentence) string {
	sp := &s.spans[j]
	if !s.located(j) && sp.sense != asSeat {
		return ""
	}
	for t := sp.last; t < min(sp.last+maxField, sent.Last); t++ {
		tok := &s.d.Tokens[t]
		if isUpper(tok.Text) || !describes(tok.Tag) || tok.Tag == "POS" {
			return ""
		}
		if s.w.orgNouns[tok.Lower] || s.w.ruleNouns[tok.Lower] {
			if t+1 < sent.Last && strings.HasPrefix(s.d.Tokens[t+1].Tag, "NN") {
				continue
			}
			return s.text(sp.first, t+1)
		}
	}
	return ""
}

// owner tells whether an office is that of somebody with a person who is named, and returns the code of the state that the person leads.
func (b *builder) owner(o *office) (code string, person bool) {
	if o.owner < 0 || o.owner >= len(b.r.at) || b.r.at[o.owner] == 0 {
		return "", false
	}
	m := &b.r.Mentions[b.r.at[o.owner]-1]
	if m.Form != Name || len(m.Entities) != 1 || b.r.Entities[m.Entities[0]].Type != factwire.Person {
		return "", false
	}
	return b.w.leaders[b.w.lower(b.r.Entities[m.Entities[0]].Name)], true
}

// persons tells whether an office is that of somebody with a person: "his spokesman, Ada Ost".
func (b *builder) persons(o *office) bool {
	if o.owner < 0 {
		return false
	}
	low := b.d.Tokens[o.owner].Lower
	return low == "his" || low == "her" || low == "whose"
}
