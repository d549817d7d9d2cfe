package names

import (
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/nlp"
)

// The bounds of a list below a colon: how many lines it has, how many tokens a line has, and how many the sentence above has at
// least ("Read more:" tells of no names).
const (
	maxItems  = 40
	maxItem   = 7
	leastHead = 5
)

// markItems marks the lines below a sentence that ends in a colon and that consist of a name each: "three suppliers:", "- Acme;", "- Globex
// Ltd." In firm it marks those of firms, by the noun that the sentence has for them.
func (f *Finder) markItems(d *nlp.Document, l *layout) {
	for i := 0; i < len(d.Sentences); i++ {
		s := d.Sentences[i]
		if s.Last-s.First < leastHead || d.Tokens[s.Last-1].Text != ":" {
			continue
		}
		firm := false
		for t := s.First; t < s.Last; t++ {
			tok := &d.Tokens[t]
			firm = firm || tok.Tag == "NNS" && (f.w.companyNouns[tok.Lower] || f.w.companyBack[strings.TrimSuffix(tok.Lower, "s")] || f.w.companyBack[tok.Lemma])
		}
		for k := i + 1; k < len(d.Sentences) && k <= i+maxItems && f.isItem(d, d.Sentences[k]); k++ {
			l.item[k], l.firm[k] = true, firm
			i = k
		}
	}
}

// isItem tells whether a line is a name alone, with no mark but at its end and no number but before it.
func (f *Finder) isItem(d *nlp.Document, s nlp.Sentence) bool {
	first, last := itemOf(d, s)
	if first >= last || last-first > maxItem || d.Tokens[s.Last-1].Text == ":" || f.w.stop[d.Tokens[first].Lower] {
		return false
	}
	return allCapitalizedBut(d.Tokens[first:last])
}

// itemOf returns the tokens of a line without the number before them and the mark behind.
func itemOf(d *nlp.Document, s nlp.Sentence) (first, last int) {
	first, last = s.First, s.Last
	for first < last && strings.Trim(d.Tokens[first].Text, "0123456789.()-–—•*") == "" {
		first++
	}
	for last > first && (d.Tokens[last-1].Text == ";" || d.Tokens[last-1].Text == "," || d.Tokens[last-1].Text == "." || d.Tokens[last-1].Lower == "and") {
		last--
	}
	return first, last
}

// item emits the name that a line of a list is.
func (s *scanner) item(i int) {
	sent := s.d.Sentences[i]
	first, last := itemOf(s.d, sent)
	if h, ok := s.gaz.match(s.d, first, sent.Last); ok && h.last == last {
		s.known(h, first, last, sent)
		return
	}
	sp := span{first: first, last: last, titleFirst: first, id: -1, sub: -1, name: s.text(first, last)}
	s.judge(&sp, sent)
	if s.l.firm[i] {
		sp.votes.add(factwire.Company, 3)
	}
	s.emit(sp)
}
