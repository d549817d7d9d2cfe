package names

import (
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/nlp"
)

// complement reads what an office [k, e) is of: a body, a country, or a field that belongs
// to the title.
func (s *scanner) complement(i, k, e int, o office, sent nlp.Sentence) office {
	d := s.d
	for s.inComplement(k, e) && e < sent.Last && !isUpper(d.Tokens[e].Text) && (d.Tokens[e].Tag == "NN" || d.Tokens[e].Tag == "NNS") {
		e++ // "professor of international politics"
	}
	if e < sent.Last && s.inComplement(k, e) && isUpper(d.Tokens[e-1].Text) && s.capital(e, sent) {
		e = max(e, s.runEnd(e-1, sent))
		if e+1 < sent.Last && d.Tokens[e].Lower == "of" && s.capital(e+1, sent) {
			e = s.runEnd(e+1, sent)
		} // "chairman of the Joint Chiefs of Staff"
	}
	title := s.titleText(k, e)
	for e < sent.Last {
		prep := d.Tokens[e].Lower
		if prep != "of" && prep != "at" && prep != "for" && prep != "with" && prep != "in" && prep != "on" && prep != "to" {
			break
		}
		n := e + 1
		for n < sent.Last && (d.Tokens[n].Tag == "DT" || n < e+5 && (d.Tokens[n].Tag == "NN" || d.Tokens[n].Tag == "JJ" || d.Tokens[n].Tag == "VBG" || d.Tokens[n].Tag == "POS") && s.spanAt(i+1, n) < 0 && s.spanNear(i+1, n, 4)) {
			n++
		}
		if j := s.spanAt(i+1, n); j >= 0 && s.spans[j].form == Adjective && s.spanAt(j+1, s.spans[j].last) >= 0 {
			n = s.spans[j].last // "president of the British-based Ost Foundation"
		}
		if o.body = s.possessed(i, n, o, sent); o.body != "" {
			break // "the owner of Charlie's Irish Pub"
		}
		if j := s.spanAt(i+1, n); j >= 0 {
			region := s.spans[j].id >= 0 && s.gaz.names[s.spans[j].id].Type == factwire.Place && s.gaz.names[s.spans[j].id].Affiliation == ""
			if k := s.giant(j, sent); k >= 0 && o.span < 0 {
				o.span = k // "chief financial officer of Norwegian tech giant Vale"
				break
			}
			field := s.spans[j].last < sent.Last && d.Tokens[s.spans[j].last].Tag == "NN" && !isUpper(d.Tokens[s.spans[j].last].Text) && s.regional(j)
			switch {
			case field && n == e+1 && prep != "at" && prep != "with":
				title += " " + s.text(e, s.spans[j].last+1) // "professor of Asian history"
				e = s.spans[j].last + 1
				continue
			case prep == "to":
				title += " " + s.text(e, s.spans[j].last) // "ambassador to the United Nations": not whose he is
			case region && prep != "at" && prep != "with":
				title += " " + s.text(e, s.spans[j].last) // "head of sales for the Nordics": a field
			case o.span < 0 && s.mayEmploy(j):
				o.span = j
			case (prep == "at" || prep == "with") && s.mayEmploy(j) && (s.spans[o.span].id < 0 || s.regional(o.span)):
				o.span = j // "director of the Ost Project at Ghent University"
			}
			e = s.spans[j].last
			if e < sent.Last && d.Tokens[e].Tag == "POS" {
				if n := s.agencyBehind(j, e, sent); n >= 0 {
					o.span = n // "the head of France's agency ANSSI"
				}
				break
			}
			continue
		}
		if j := s.ownedBody(i, n); j >= 0 && o.span < 0 {
			o.span = j // "chair of President Ost's Council of Elders"
			break
		}
		if prep == "at" || prep == "with" || prep == "in" {
			if prep == "at" && o.span < 0 {
				o.noun = s.employerNoun(e+1, sent)
			}
			break
		}
		end := e + 1
		for end < sent.Last && end < e+8 {
			tok := &d.Tokens[end]
			if !isLetter(tok.Text) || strings.HasPrefix(tok.Tag, "VB") && tok.Tag != "VBG" && tok.Tag != "VBN" || tok.Tag == "MD" || tok.Tag == "WP" || tok.Tag == "WDT" || tok.Tag == "PRP" || tok.Lower == "at" || tok.Lower == "of" || tok.Lower == "for" || tok.Tag == "IN" || s.spanAt(i+1, end) >= 0 {
				break
			}
			end++
		}
		if end < sent.Last && d.Tokens[end].Tag == "POS" {
			if o.span < 0 {
				o.owner = end - 1
			}
			break
		}
		if end == e+1 || d.Tokens[end-1].Tag == "DT" || d.Tokens[end-1].Tag == "CC" || s.w.terms[d.Tokens[end-1].Lower] {
			break
		}
		title += " " + s.text(e, end)
		e = end
	}
	return s.closed(i, k, e, title, o, sent)
}

// closed ends the office behind span i whose title begins at token k and which ends at token e.
func (s *scanner) closed(i, k, e int, title string, o office, sent nlp.Sentence) office {
	d := s.d
	if j := s.spanAt(i+1, e+1); o.span < 0 && j >= 0 && e < sent.Last && d.Tokens[e].Text == "," && s.employs(j) && (s.spans[j].last == sent.Last || d.Tokens[s.spans[j].last].Text == ",") {
		o.span = j // "Ada Ost, chief economist, Acme Bank,"
	}
	o.title = title
	if o.span >= 0 && o.span > i && s.spans[o.span].last <= k && s.located(o.span) && s.w.callings[lastWord(title)] && d.Tokens[s.spans[o.span].last].Tag != "POS" {
		o.span = -1 // "a Los Angeles talent agent"
	}
	return o
}

// agencyBehind returns the span of a body or a firm behind the possessive at token e of span j, or -1.
func (s *scanner) agencyBehind(j, e int, sent nlp.Sentence) int {
	d := s.d
	for k := e + 1; k < min(e+5, sent.Last) && isLetter(d.Tokens[k].Text); k++ {
		if n := s.spanAt(j+1, k); n >= 0 {
			if typ, _ := s.spans[n].votes.best(); typ == factwire.Organization || typ == factwire.Company {
				return n
			}
			break
		}
	}
	return -1
}

// employs tells whether a span is surely a firm's or a body's.
func (s *scanner) employs(j int) bool {
	t, n := s.spans[j].votes.best()
	return n >= sureCompany && (t == factwire.Company || t == factwire.Organization)
}

// possessed returns the name at token n of what an office behind span i is of, where it is no known one and no span holds it
// whole, or nothing.
func (s *scanner) possessed(i, n int, o office, sent nlp.Sentence) string {
	if j := s.spanAt(i+1, n); o.span >= 0 || j >= 0 && s.spans[j].id >= 0 || s.ownedBody(i, n) >= 0 {
		return ""
	}
	return s.unlistedBody(n, sent)
}

// unlistedBody returns the text of the capitals from token k on in which a possessive stands after one word or two
// ("Charlie's Irish Pub"), a name of which only parts are read as names; or nothing.
func (s *scanner) unlistedBody(k int, sent nlp.Sentence) string {
	d := s.d
	n := k
	for n < sent.Last && n < k+2 && isUpper(d.Tokens[n].Text) {
		n++
	}
	if n == k || n+1 >= sent.Last || d.Tokens[n].Tag != "POS" || !isUpper(d.Tokens[n+1].Text) || s.titleAt(n+1, sent.Last) > n+1 {
		return ""
	}
	if h, known := s.gaz.match(d, k, n); known && h.last == n {
		return "" // "Norway's Office of Fisheries"
	}
	owned := n + 1
	for n++; n < sent.Last && n < k+maxTitle/2 && isUpper(d.Tokens[n].Text); {
		n++
	}
	if h, known := s.gaz.match(d, owned, n); n == owned+1 || known && h.last == n {
		return "" // "Ost's Acme"
	}
	return s.text(k, n)
}

// employerNoun returns the noun of "the ministry" or "the company" that ends its phrase at token k, or nothing: an employer
// that was named before.
func (s *scanner) employerNoun(k int, sent nlp.Sentence) string {
	d := s.d
	if k+1 >= sent.Last || d.Tokens[k].Lower != "the" || !s.w.orgNouns[d.Tokens[k+1].Lower] && !s.w.companyNouns[d.Tokens[k+1].Lower] {
		return ""
	}
	if k+2 < sent.Last && isLetter(d.Tokens[k+2].Text) && !finite(d.Tokens[k+2].Tag) {
		return ""
	}
	return d.Tokens[k+1].Lower
}

// maxDescribed is how many words may stand between a state's adjective and the company or body that it describes.
const maxDescribed = 4

// giant returns the span of the company or body that the adjective of span j and small words behind it describe, or -1.
func (s *scanner) giant(j int, sent nlp.Sentence) int {
	if s.spans[j].form != Adjective {
		return -1
	}
	from := s.spans[j].last
	for t := from; t < min(from+maxDescribed, sent.Last); t++ {
		if n := s.spanAt(j+1, t); n >= 0 && t > from {
			if typ, _ := s.spans[n].votes.best(); typ == factwire.Company || typ == factwire.Organization {
				return n
			}
			return -1
		}
		if tag := s.d.Tokens[t].Tag; tag != "NN" && tag != "JJ" || isUpper(s.d.Tokens[t].Text) {
			return -1
		}
	}
	return -1
}

// ownedBody returns the span of a body that stands behind the possessive of the titled person whose title begins at token
// t, searching behind span i, or -1.
func (s *scanner) ownedBody(i, t int) int {
	for j := i + 1; j+1 < len(s.spans) && s.spans[j].titleFirst <= t; j++ {
		sp := &s.spans[j]
		if sp.titleFirst != t || sp.first == t || sp.last >= len(s.d.Tokens) || s.d.Tokens[sp.last].Tag != "POS" {
			continue
		}
		if next := &s.spans[j+1]; next.first == sp.last+1 && s.mayEmploy(j+1) {
			return j + 1
		}
	}
	return -1
}

// studies tells whether a title's holder studies what stands before it: "Iran expert".
func (s *scanner) studies(title string) bool { return s.w.scholars[lastWord(title)] }

// regional tells whether a span names a place or a country.
func (s *scanner) regional(j int) bool {
	if s.spans[j].id < 0 {
		return false
	}
	t := s.gaz.names[s.spans[j].id].Type
	return t == factwire.Place || t == factwire.Country
}

// spanNear tells whether a span begins within n tokens after t.
func (s *scanner) spanNear(i, t, n int) bool {
	for k := t; k <= t+n; k++ {
		if s.spanAt(i, k) >= 0 {
			return true
		}
	}
	return false
}
