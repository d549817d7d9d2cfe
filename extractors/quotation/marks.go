package quotation

import (
	"github.com/factwire/factwire/extractors/nlp"
)

// marked is a stretch between quotation marks, within one paragraph.
type marked struct {
	open, close int // tokens of the marks; close is the token behind the stretch if the mark is missing
	paragraph   int
	// reopens is set where the paragraph before left its quotation open and this one begins with a
	// mark again: the quotation runs on.
	reopens bool
	unended bool // no closing mark in the paragraph
}

// words counts the tokens between the marks that are words.
func (m marked) words(doc *nlp.Document) int { return countWords(doc, m.open+1, m.close) }

func countWords(doc *nlp.Document, first, last int) int {
	n := 0
	for t := first; t < last; t++ {
		if c := doc.Tokens[t].Lower[0]; c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= 0x80 && len(doc.Tokens[t].Lower) > 3 {
			n++
		}
	}
	return n
}

// markKind is which quotation mark a token is.
type markKind uint8

const (
	noMark markKind = iota
	opening
	closing
	straight       // " either way
	openingSingle  // ‘
	closingSingle  // ’
	straightSingle // '
)

func kindOf(s string) markKind {
	switch s {
	case "“", "«", "„", "``":
		return opening
	case "”", "»", "''":
		return closing
	case "\"":
		return straight
	case "‘":
		return openingSingle
	case "’":
		return closingSingle
	case "'":
		return straightSingle
	}
	return noMark
}

// stretches pairs the quotation marks of a document, paragraph by paragraph. Double marks go
// first; single marks count only in paragraphs without double ones, for inside those they
// quote within a quotation.
func stretches(doc *nlp.Document) []marked {
	var out []marked
	open := false // the paragraph before ended inside a quotation
	for p, par := range doc.Paragraphs {
		if par.First >= par.Last {
			continue
		}
		first, last := doc.Sentences[par.First].First, doc.Sentences[par.Last-1].Last
		double := false
		for t := first; t < last; t++ {
			if k := kindOf(doc.Tokens[t].Text); k == opening || k == closing || k == straight {
				double = true
				break
			}
		}
		var found []marked
		if double {
			found = pairDouble(doc, first, last)
		} else {
			found = pairSingle(doc, first, last)
		}
		for i := range found {
			found[i].paragraph = p
		}
		if len(found) > 0 && open && found[0].open == first {
			found[0].reopens = true
		}
		open = len(found) > 0 && found[len(found)-1].unended
		out = append(out, found...)
	}
	return out
}

func pairDouble(doc *nlp.Document, first, last int) []marked {
	var out []marked
	at := -1
	for t := first; t < last; t++ {
		k := kindOf(doc.Tokens[t].Text)
		if k == straight {
			if at < 0 {
				k = opening
			} else {
				k = closing
			}
		}
		switch k {
		case opening:
			if at >= 0 && t > at+1 && doc.Tokens[at].Text == doc.Tokens[t].Text {
				// an opening mark inside an open quotation: the first was never closed
				continue
			}
			at = t
		case closing:
			if at >= 0 {
				out = append(out, marked{open: at, close: t})
				at = -1
			}
		}
	}
	if at >= 0 && last > at+1 {
		out = append(out, marked{open: at, close: last, unended: true})
	}
	return out
}

// pairSingle pairs single marks. One opens where a space stands before it and a word behind it,
// and closes where a word or a stop stands before it and none behind; an apostrophe does neither.
func pairSingle(doc *nlp.Document, first, last int) []marked {
	var out []marked
	at := -1
	for t := first; t < last; t++ {
		k := kindOf(doc.Tokens[t].Text)
		if k != openingSingle && k != closingSingle && k != straightSingle {
			continue
		}
		tok := doc.Tokens[t]
		before, after := tok.Space, t+1 < last && !doc.Tokens[t+1].Space
		switch {
		case at < 0 && k != closingSingle && (before || t == first) && after:
			at = t
		case at >= 0 && k != openingSingle && (!after || t+1 >= last || isStop(doc.Tokens[t+1].Text)) && !before:
			// a plural's apostrophe ("operators' networks") closes nothing unless a stop is near
			if t > first && !isStop(doc.Tokens[t-1].Text) && endsInS(doc.Tokens[t-1].Lower) && laterClose(doc, t+1, last) {
				continue
			}
			out = append(out, marked{open: at, close: t})
			at = -1
		}
	}
	return out
}

func laterClose(doc *nlp.Document, t, last int) bool {
	for ; t < last; t++ {
		k := kindOf(doc.Tokens[t].Text)
		if (k == closingSingle || k == straightSingle) && isStop(doc.Tokens[t-1].Text) {
			return true
		}
		if (k == openingSingle || k == straightSingle) && doc.Tokens[t].Space {
			return false
		}
	}
	return false
}

func endsInS(w string) bool { return len(w) > 1 && w[len(w)-1] == 's' }

func isStop(s string) bool {
	switch s {
	case ".", ",", "!", "?", ";", ":", "…", "...", "—", "–":
		return true
	}
	return false
}
