package quote

import (
	"slices"

	"github.com/factwire/factwire/extractors/internal/dates"
	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/internal/nlp"
	"github.com/factwire/factwire/extractors/reading"
)

// scan is the work on one article.
type scan struct {
	words      *words
	r          *reading.Reading
	doc        *nlp.Document
	names      *names.Result
	quotations []quotation
	dates      []int32 // token to date + 1, the words of its relation among them
	us         []unit
	claims     []claim
	room       *room
	owner      []int // quotation to the claim that it belongs to, or -1
}

func newScan(w *words, r *reading.Reading, m *room) *scan {
	s := &scan{words: w, r: r, doc: r.Doc, names: r.Names, room: m, dates: slices.Grow(m.dates[:0], len(r.Doc.Tokens))[:len(r.Doc.Tokens)]}
	m.dates = s.dates
	clear(s.dates)
	for i := range r.Dates {
		d := &r.Dates[i]
		for t := max(0, min(d.Lead, d.First)); t < d.Last && t < len(s.dates); t++ {
			s.dates[t] = int32(i + 1)
		}
	}
	s.quotations = pair(r.Doc, r.Names)
	for i := range s.quotations {
		q := &s.quotations[i]
		for t := q.in; t < q.out; t++ {
			if isWord(&r.Doc.Tokens[t]) {
				q.words++
			}
		}
	}
	s.owner = make([]int, len(s.quotations))
	for i := range s.owner {
		s.owner[i] = -1
	}
	return s
}

// speech reports whether there may be a quote in the document at all.
func (w *words) speech(doc *nlp.Document) bool {
	for i := range doc.Tokens {
		t := &doc.Tokens[i]
		if w.speaks(t.Lemma) || w.denying[t.Lemma] || t.Lower == "according" || w.closers[t.Lower] || w.openers[t.Lemma] || markOf(t) != none {
			return true
		}
	}
	return false
}

// token returns the token that item k is, or nil for a quotation or beyond the ends.
func (s *scan) token(u *unit, k int) *nlp.Token {
	if k < 0 || k >= len(u.items) || u.items[k].q >= 0 {
		return nil
	}
	return &s.doc.Tokens[u.items[k].first]
}

// word returns the lower-cased token at item k, or nothing.
func (s *scan) word(u *unit, k int) string {
	if t := s.token(u, k); t != nil {
		return t.Lower
	}
	return ""
}

// tag returns the tag of item k, or nothing where that is no token.
func (s *scan) tag(u *unit, k int) string {
	if t := s.token(u, k); t != nil {
		return t.Tag
	}
	return ""
}

func (s *scan) text(u *unit, k int) string {
	if t := s.token(u, k); t != nil {
		return t.Text
	}
	return ""
}

// quoteAt returns the quotation that item k is, or -1.
func (s *scan) quoteAt(u *unit, k int) int {
	if k < 0 || k >= len(u.items) {
		return -1
	}
	return u.items[k].q
}

// dateAt returns the date whose words token t is among, or nil.
func (s *scan) dateAt(t int) *dates.Mention {
	if i := s.dates[t]; i > 0 {
		return &s.r.Dates[i-1]
	}
	return nil
}

// itemAt returns the first item from k on that begins at token t or behind it.
func (s *scan) itemAt(u *unit, k, t int) int {
	for k < len(u.items) && u.items[k].first < t {
		k++
	}
	return k
}
