package quote

import (
	"strings"
	"unicode/utf8"

	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/internal/nlp"
)

// quotation is a stretch between quotation marks within one paragraph.
type quotation struct {
	first, last int // tokens [first, last), the marks among them
	in, out     int // the words, tokens [in, out)
	paragraph   int
	words       int  // how many of them are words
	single      bool // British single marks
	closed      bool // whether the closing mark is there
	// resumes is whether the quotation goes on with the one before it, which the
	// paragraph before left open.
	resumes bool
}

// mark is what a token may be as a quotation mark.
type mark uint8

const (
	none mark = iota
	opener
	closer
	double        // the straight mark, which opens and closes
	singleOpener  // ‘
	singleCloser  // ’, which may be an apostrophe
	singleNeutral // '
)

func markOf(t *nlp.Token) mark {
	if len(t.Text) > 3 {
		return none
	}
	switch t.Text {
	case "“", "„", "«", "``", "‟":
		return opener
	case "”", "»":
		return closer
	case `"`, "＂", "''":
		return double
	case "‘", "‚", "‛", "`", "‹":
		return singleOpener
	case "’", "›", "´":
		return singleCloser
	case "'":
		return singleNeutral
	}
	return none
}

// pairer pairs the quotation marks of one document.
type pairer struct {
	doc   *nlp.Document
	names *names.Result
	found []quotation
	// openBefore is whether the paragraph before ended inside a quotation, and its kind.
	openBefore, singleBefore bool
}

// pair returns the document's quotations in text order. They do not overlap: marks
// inside a quotation belong to it. A quotation whose closing mark is missing ends
// with its paragraph.
func pair(doc *nlp.Document, found *names.Result) []quotation {
	p := &pairer{doc: doc, names: found}
	for i := range doc.Paragraphs {
		if first, last := bounds(doc, i); first < last {
			p.paragraph(i, first, last)
		}
	}
	return p.found
}

// bounds returns the tokens of paragraph i.
func bounds(doc *nlp.Document, i int) (first, last int) {
	p := doc.Paragraphs[i]
	if p.First >= p.Last {
		return 0, 0
	}
	return doc.Sentences[p.First].First, doc.Sentences[p.Last-1].Last
}

func (p *pairer) paragraph(index, first, last int) {
	start := len(p.found)
	straight := p.count(first, last, double)
	from := p.unopened(index, first, last)
	if from > first {
		for t := first; t < from; t++ {
			if markOf(&p.doc.Tokens[t]) == double {
				straight--
			}
		}
	}
	for t := from; t < last; {
		if p.named(t) {
			t++
			continue
		}
		switch markOf(&p.doc.Tokens[t]) {
		case opener:
			t = p.double(index, first, t, last)
		case closer: // ”We rose,” he said: the mark is the wrong one
			if p.strictOpener(t, first, last) && p.find(t+1, last, closer) > 0 {
				t = p.double(index, first, t, last)
				continue
			}
			t++
		case double:
			straight--
			if p.strictCloser(t, first, last) { // its opener is missing
				t++
				continue
			}
			t, straight = p.straight(index, first, t, last, straight)
		case singleOpener, singleNeutral:
			t = p.single(index, first, t, last)
		default:
			t++
		}
	}
	p.openBefore, p.singleBefore = false, false
	if n := len(p.found); n > start {
		q := p.found[n-1]
		p.openBefore, p.singleBefore = !q.closed, q.single
	}
}

// unopened reads a paragraph that goes on with the quotation that the one before left
// open, without a mark at its beginning, and returns the token behind its closing mark;
// or first.
func (p *pairer) unopened(index, first, last int) int {
	if !p.openBefore || p.singleBefore || len(p.found) == 0 {
		return first
	}
	for t := first; t < last; t++ {
		switch m := markOf(&p.doc.Tokens[t]); {
		case m == opener, m == double && !p.strictCloser(t, first, last):
			return first
		case (m == closer || m == double) && t == first:
			return first
		case m == closer || m == double:
			p.found = append(p.found, quotation{first: first, last: t + 1, in: first, out: t, paragraph: index, closed: true, resumes: true})
			return t + 1
		}
	}
	return first
}

// maxStray is how many tokens may stand between a stray mark and the one that opens.
const maxStray = 8

// double reads a quotation in typographic marks that opens at t and returns the token
// after it.
func (p *pairer) double(index, first, t, last int) int {
	if t+1 < last && p.doc.Tokens[t+1].Space {
		if k := p.find(t+1, last, opener); k >= 0 && k < t+maxStray {
			if c := p.find(t+1, last, closer); c < 0 || c > k {
				return t + 1 // a mark with space behind it, before another that opens
			}
		}
	}
	for k := t + 1; k < last; k++ {
		if p.named(k) {
			continue
		}
		switch markOf(&p.doc.Tokens[k]) {
		case singleCloser:
			if n := k + 1; n < last && markOf(&p.doc.Tokens[n]) == singleCloser && !p.doc.Tokens[n].Space {
				return p.add(quotation{first: t, last: n + 1, in: t + 1, out: k, paragraph: index, closed: true}, first)
			}
			if p.closesAlone(t, k, last) {
				return p.add(quotation{first: t, last: k + 1, in: t + 1, out: k, paragraph: index, closed: true}, first)
			}
		case closer, double:
			return p.add(quotation{first: t, last: k + 1, in: t + 1, out: k, paragraph: index, closed: true}, first)
		case opener:
			if p.doc.Tokens[t].Text == "„" { // German marks: what opens elsewhere closes here
				return p.add(quotation{first: t, last: k + 1, in: t + 1, out: k, paragraph: index, closed: true}, first)
			}
			// A quotation in a quotation has two closing marks behind it; otherwise the
			// first opening mark has no partner, and what opens here is another quotation.
			inner := p.find(k+1, last, closer)
			if inner < 0 {
				return p.add(p.cut(quotation{first: t, last: k, in: t + 1, out: k, paragraph: index}), first)
			}
			outer := p.find(inner+1, last, closer)
			if next := p.find(inner+1, last, opener); outer < 0 || next >= 0 && next < outer {
				if p.reopens(k) {
					continue
				}
				return p.add(p.cut(quotation{first: t, last: k, in: t + 1, out: k, paragraph: index}), first)
			}
			k = inner
		}
	}
	return p.add(quotation{first: t, last: last, in: t + 1, out: last, paragraph: index}, first)
}

// straight reads a quotation in straight marks that opens at t; more are the straight
// marks behind it in the paragraph. It returns the token after it and the marks behind.
func (p *pairer) straight(index, first, t, last, more int) (int, int) {
	inner := 0 // typographic marks that are open inside the straight ones
	for k := t + 1; k < last; k++ {
		m := markOf(&p.doc.Tokens[k])
		if m == opener {
			inner++
		}
		if m == closer && inner > 0 {
			inner--
			continue
		}
		if m != double && m != closer || p.named(k) {
			continue
		}
		if m == double {
			more--
		}
		if m == double && p.strictOpener(k, first, last) && more%2 == 1 {
			if p.reopens(k) {
				continue // "It is late. "We must go," he said: the same words go on
			}
			// Two opening marks in a row and one more to close: the first has no partner.
			return p.add(p.cut(quotation{first: t, last: k, in: t + 1, out: k, paragraph: index}), first), more + 1
		}
		return p.add(quotation{first: t, last: k + 1, in: t + 1, out: k, paragraph: index, closed: true}, first), more
	}
	return p.add(quotation{first: t, last: last, in: t + 1, out: last, paragraph: index}, first), more
}

// find returns the first token of [t, last) that is the mark, or -1. It looks no
// farther than maxSearch.
func (p *pairer) find(t, last int, m mark) int {
	for last = min(last, t+maxSearch); t < last; t++ {
		if markOf(&p.doc.Tokens[t]) == m {
			return t
		}
	}
	return -1
}

func (p *pairer) count(t, last int, m mark) int {
	n := 0
	for ; t < last; t++ {
		if markOf(&p.doc.Tokens[t]) == m && !p.named(t) {
			n++
		}
	}
	return n
}

// maxSearch bounds the search for the partner of a mark, in tokens, so that text full
// of marks costs no more than its length.
const maxSearch = 400

// single reads a quotation in single marks that opens at t, if one does, and
// returns the token to go on with.
func (p *pairer) single(index, first, t, last int) int {
	tokens := p.doc.Tokens
	if t > first && !tokens[t].Space && !opens(&tokens[t-1]) || t+1 >= last || tokens[t+1].Space {
		return t + 1
	}
	limit := min(last, t+maxSearch)
	at := p.closing(first, t, last, limit)
	switch {
	case at > t+1:
		return p.add(quotation{first: t, last: at + 1, in: t + 1, out: at, paragraph: index, single: true, closed: true}, first)
	case at < 0 && t == first && limit == last && p.resumed(index):
		return p.add(quotation{first: t, last: last, in: t + 1, out: last, paragraph: index, single: true}, first)
	}
	return t + 1
}

// closing returns the mark before limit that closes a quotation in single marks that opens at t, -1 if none does, or t where another one opens
// first. The closing mark is told from an apostrophe by what stands around it: one against punctuation closes, one behind an s before a
// word is a possessive unless no other follows.
func (p *pairer) closing(first, t, last, limit int) int {
	tokens := p.doc.Tokens
	at, depth := -1, 0
	for k := t + 1; k < limit; k++ {
		m := markOf(&tokens[k])
		switch m {
		case opener:
			depth++
		case closer:
			depth--
		case double:
			depth ^= 1
		}
		if m != singleOpener && m != singleCloser && m != singleNeutral {
			continue
		}
		if m == singleOpener || m == singleNeutral && p.strictOpener(k, first, last) {
			if at < 0 {
				return t
			}
			break
		}
		if tokens[k].Space || k+1 < last && !tokens[k+1].Space && !endsAt(&tokens[k+1]) || depth != 0 {
			continue
		}
		at = k
		if !possessive(tokens, k, last) {
			break
		}
	}
	return at
}

// add keeps a quotation that has words and returns the token after it.
func (p *pairer) add(q quotation, first int) int {
	if !q.closed && q.in < q.out && !q.single {
		if end := p.attributed(q); end < q.out {
			q.last, q.out, q.closed = end, end, true
		}
	}
	if q.in < q.out {
		before := len(p.found) == 0 || p.found[len(p.found)-1].paragraph < q.paragraph
		q.resumes = q.first == first && p.openBefore && p.singleBefore == q.single && before
		p.found = append(p.found, q)
	}
	return q.last
}

// named reports whether a token is inside a name, as the marks of a nickname are.
func (p *pairer) named(t int) bool {
	m := p.names.At(t)
	return m != nil && m.Form == names.Name && t > m.First && t < m.Last-1
}

func (p *pairer) strictOpener(t, first, last int) bool {
	tokens := p.doc.Tokens
	return (t == first || tokens[t].Space) && t+1 < last && !tokens[t+1].Space
}

func (p *pairer) strictCloser(t, first, last int) bool {
	tokens := p.doc.Tokens
	return t > first && !tokens[t].Space && (t+1 == last || tokens[t+1].Space) && !opens(&tokens[t-1])
}

// opens reports whether a quotation may open against the token without white space.
func opens(t *nlp.Token) bool {
	r, _ := utf8.DecodeRuneInString(t.Text)
	return strings.ContainsRune(`([{—–-"“`, r)
}

// endsAt reports whether a closing mark may stand against the token.
func endsAt(t *nlp.Token) bool {
	r, _ := utf8.DecodeRuneInString(t.Text)
	return strings.ContainsRune(`.,;:!?)]}"”—–-…`, r)
}

// possessive reports whether the mark at k may be the apostrophe of a plural's
// possessive ("the boys' book").
func possessive(tokens []nlp.Token, k, last int) bool {
	if k == 0 || k+1 >= last || endsAt(&tokens[k+1]) {
		return false
	}
	w := tokens[k-1].Lower
	return strings.HasSuffix(w, "s") || strings.HasSuffix(w, "z") || strings.HasSuffix(w, "x")
}
