package names

import (
	"strings"

	"github.com/factwire/factwire/extractors/internal/nlp"
)

// maxPortfolios is how many fields an office lists at most, and maxField how many words each of them has.
const (
	maxPortfolios = 6
	maxField      = 4
)

// portfolios returns the token behind a list of fields that an office is for, of which the first ends at token k: "Minister
// for Resources, Water and Northern Australia", or k where no list goes on. The name of the holder may follow the last field
// at once.
func (s *scanner) portfolios(k, end int) int {
	d := s.d
	if k >= end || d.Tokens[k].Text != "," && d.Tokens[k].Lower != "and" {
		return k
	}
	for at, n := k, 0; n < maxPortfolios && at+1 < end; n++ {
		last := d.Tokens[at].Lower == "and"
		from := at + 1
		if d.Tokens[at].Text == "," && d.Tokens[from].Lower == "and" {
			last, from = true, from+1
		}
		to := from
		for to < end && to < from+maxField+2 && isUpper(d.Tokens[to].Text) {
			to++
		}
		if to == from || s.w.titleHeads[d.Tokens[from].Lower] {
			return k
		}
		if last {
			return s.field(from, to, k)
		}
		if _, given := s.w.firstNames[d.Tokens[from].Lower]; given && to > from+1 || to > from+maxField {
			return k // "the minister for trade, Ada Ost and"
		}
		if at = to; at >= end || d.Tokens[at].Text != "," && d.Tokens[at].Lower != "and" {
			return k
		}
	}
	return k
}

// field returns where the last field of a list ends in the run of capitals [from, to), which may go on with the holder's
// name; none is returned where there is no field in it.
func (s *scanner) field(from, to, none int) int {
	for i := from; i < to; i++ {
		if _, given := s.w.firstNames[s.d.Tokens[i].Lower]; given && i+1 < to {
			if i == from {
				return none
			}
			return i
		}
		if _, honor := s.w.honorifics[s.d.Tokens[i].Lower]; honor && i > from {
			return i
		}
	}
	if to-from > maxField-1 {
		return to - 2 // a given name that no list has, and a surname
	}
	return to
}

// heldAhead tells whether the title [t, te), which says what it is for, goes on with the last words of that field to the end
// of its run, where a comma and the holder's name with a rank or an honorific follow.
func (s *scanner) heldAhead(t, te, end int, sent nlp.Sentence) bool {
	if te >= end || end-te > maxField-2 || end+2 >= sent.Last || s.d.Tokens[end].Text != "," || !s.inComplement(t, te) {
		return false
	}
	if _, given := s.w.firstNames[s.d.Tokens[te].Lower]; given || !isUpper(s.d.Tokens[end+1].Text) {
		return false
	}
	n := s.honorificAt(end+1, sent.Last)
	if n == end+1 && s.w.ranks[s.d.Tokens[n].Lower] {
		n++
	}
	return n > end+1 && n < sent.Last && isUpper(s.d.Tokens[n].Text)
}

// rank tells whether a title is one that its holder keeps in any office: an office told as well says more.
func (s *scanner) rank(title string) bool {
	if i := strings.LastIndexByte(title, ' '); i >= 0 && s.w.ranks[strings.ToLower(title[i+1:])] && !strings.EqualFold(title[i+1:], "minister") {
		return s.w.titleWords[strings.ToLower(title[:i])] // "Army General"
	}
	return s.w.ranks[strings.ToLower(title)]
}

// weakTitle tells whether a title says what somebody is and no office: any office told elsewhere says more.
func (s *scanner) weakTitle(title string) bool { return s.w.weakTitles[strings.ToLower(title)] }

// titleTo tells whether a title begins at token k and ends at token end, whatever the field is that it is for:
// "Coordinator-General for Refugee Resettlement".
func (s *scanner) titleTo(k, end int) bool {
	n := s.titleAt(k, end)
	if n == k || n == end {
		return n == end && n > k
	}
	if low := s.d.Tokens[n].Lower; low != "for" && low != "of" && !s.inComplement(k, n) || end-n > maxField+2 {
		return false
	}
	return allCapitalizedBut(s.d.Tokens[n:end]) && !s.orgHead(n, end)
}

// fuller returns the office that stands with a comma before or behind the rank and the name of span i: "Minister for
// Labour, Senator Ada Ost", "General Bo Rask, the chairman of the joint chiefs"; or o.
func (s *scanner) fuller(i int, o office) office {
	sp := &s.spans[i]
	sent := s.d.Sentences[s.d.SentenceOf(sp.first)]
	if end := s.beforeHonorifics(sp.titleFirst, sent); end > sent.First+1 && s.d.Tokens[end-1].Text == "," && s.closes(sp.last, sent) {
		for k := max(sent.First, end-2-maxPortfolios*maxField); k < end-1; k++ {
			if isUpper(s.d.Tokens[k].Text) && s.titleTo(k, end-1) && (k == sent.First || !isUpper(s.d.Tokens[k-1].Text) || s.spanEnding(i, k) >= 0) {
				n := s.employer(i, k, office{span: -1, owner: -1, title: s.titleText(k, end-1)}, sent)
				return n
			}
		}
	}
	for k := max(sent.First, sp.titleFirst-maxField); k < sp.titleFirst; k++ {
		if s.titleAt(k, sp.titleFirst) == sp.titleFirst && !s.rank(s.titleText(k, sp.titleFirst)) {
			n := s.employer(i, k, office{span: -1, owner: -1, title: s.titleText(k, sp.titleFirst)}, sent)
			sp.titleFirst = k
			return n // "Army spokesman Major General Bo Rask"
		}
	}
	if sp.last+2 < sent.Last && (s.d.Tokens[sp.last].Text == "," || s.d.Tokens[sp.last].Text == "(") && s.d.Tokens[sp.last+1].Lower != "a" && s.d.Tokens[sp.last+1].Lower != "an" {
		if n := s.after(i, sent); n.title != "" && !s.rank(n.title) && !s.weakTitle(n.title) && !s.w.makers[lastWord(n.title)] {
			return n
		}
	}
	return o
}

// boardIn returns the token behind the board whose name the words of the office [t, te) begin with, where its head stands behind: "House Ferry Committee
// Chairwoman"; or t.
func (s *scanner) boardIn(t, te int) int {
	for b := t + 1; b+1 < te; b++ {
		tok := &s.d.Tokens[b]
		if !isUpper(tok.Text) || s.w.titleHeads[tok.Lower] {
			return t
		}
		if s.w.boards[tok.Lower] && s.titleAt(b+1, te) == te {
			return b + 1
		}
	}
	return t
}

// bodyHeld returns the token behind the known body at token from that a minister is of or an envoy is sent to, and behind which the holder's name
// follows; the office's head ends at token last. It returns from if there is none.
func (s *scanner) bodyHeld(last, from, end int) int {
	head, envoy := &s.d.Tokens[last-1], s.d.Tokens[last].Lower == "to"
	if !isUpper(head.Text) || envoy && !s.w.diplomats[head.Lower] || !envoy && (s.d.Tokens[last].Lower != "of" || !s.w.stateTitles[head.Lower]) {
		return from
	}
	h, known := s.gaz.match(s.d, from, end)
	if !known || h.last >= end || !isUpper(s.d.Tokens[h.last].Text) || !envoy && s.gaz.names[h.id].State == "" {
		return from
	}
	return h.last
}
