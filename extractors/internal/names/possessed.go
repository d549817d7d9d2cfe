package names

import "github.com/factwire/factwire/extractors/internal/nlp"

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
	if k >= sent.Last {
		return ""
	}
	if d.Tokens[k].Tag == "PRP$" && isUpper(d.Tokens[k].Text) && !capitals(d.Tokens[k].Text) && k > sent.First {
		for n++; n < sent.Last && n < k+maxField && isUpper(d.Tokens[n].Text); {
			n++
		}
		if n == k+1 {
			return ""
		}
		return s.text(k, n) // "Our Harbour"
	}
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
