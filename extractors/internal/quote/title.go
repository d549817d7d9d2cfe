package quote

import (
	"strings"

	"github.com/factwire/factwire/extractors/internal/nlp"
)

// maxTitle is how many words the title of a show, a film or a book has at most.
const maxTitle = 6

// titled reports whether the quotation at item k is the title of a work by its capitals and the
// preposition before it: On “Harbour & Friends,” X said.
func (s *scan) titled(u *unit, k int) bool {
	p := s.token(u, k-1)
	if p == nil || p.Tag != "IN" && p.Tag != "TO" && !owning(p) || p.Lower == "that" {
		return false
	}
	q := &s.quotations[u.items[k].q]
	end := q.out
	if owning(p) {
		end = s.lastWord(*q) + 1 // on KXYZ's “Face The Vale.”
	}
	return s.capitals(q, end)
}

// owning tells whether a token is the mark of a possessive, whatever the tagger takes it for: on KXYZ News' “Face The Vale.”
func owning(t *nlp.Token) bool {
	return t.Tag == "POS" || strings.HasSuffix(t.Text, "'") || strings.HasSuffix(t.Text, "’")
}

// hosted reports whether the quotation at item k is the title of a work by its capitals and the office behind it: “Late Hours” host X said.
func (s *scan) hosted(u *unit, k int) bool {
	q := &s.quotations[u.items[k].q]
	return k+1 < len(u.items) && s.token(u, k+1) != nil && !s.endsSpeech(u.items[k].q) && s.titleWord(u.items[k+1].first) && s.capitals(q, q.out)
}

// work reports whether the quotation at item k, behind an attribution, is the title of a work or a programme, and no more of what
// was said: said X in a talk with the show “Late Hours.”
func (s *scan) work(u *unit, k int) bool {
	p := s.token(u, k-1)
	if p == nil || u.items[k].q < 0 {
		return false
	}
	q := &s.quotations[u.items[k].q]
	if p.Tag == "DT" {
		return q.words <= maxTitle && !isDash(p.Text)
	}
	if p.Tag != "NN" || p.Text != p.Lower || s.names.At(u.items[k-1].first) != nil || s.dateAt(u.items[k-1].first) != nil {
		return s.titled(u, k)
	}
	return s.capitals(q, s.lastWord(*q)+1)
}

// capitals reports whether the longer words of a quotation up to token end are few and have capitals, as those of a title do.
func (s *scan) capitals(q *quotation, end int) bool {
	if q.words > maxTitle {
		return false
	}
	for t := q.in; t < end; t++ {
		x := &s.doc.Tokens[t]
		if isWord(x) && len(x.Text) > 3 && !capital(x) && x.Tag != "IN" || x.Text == "." || x.Text == "!" {
			return false
		}
	}
	return capital(&s.doc.Tokens[q.in]) && capital(&s.doc.Tokens[s.lastWord(*q)])
}

// lastWord returns the last token of a quotation that is a word, or its first.
func (s *scan) lastWord(q quotation) int {
	for t := q.out - 1; t > q.in; t-- {
		if isWord(&s.doc.Tokens[t]) {
			return t
		}
	}
	return q.in
}

// behindWork returns the item behind the title of a work at item k, and behind what tells its kind, where something was said on or
// in it, else k: said on the “Late Hours” show on Friday. The verb ends before item i.
func (s *scan) behindWork(u *unit, i, k int) int {
	if k <= i || s.quoteAt(u, k) < 0 || !s.work(u, k) {
		return k
	}
	k++
	for n := 0; n < 2 && s.headed(u, k) && s.dateAt(u.items[k].first) == nil; n++ {
		k++
	}
	return s.behindSetting(u, i, s.adverbials(u, k))
}
